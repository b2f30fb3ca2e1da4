"""`khabar review`: decisions on the command line stand in the desk's trail, and are taken back there too."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from digests.corpus.store import Store
from digests.model import Document
from tests.figures.test_ledger import claim

AT = datetime(2024, 4, 3, 12, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Store.open(tmp_path, create=True) as store:
        document = Document("d", "Title", "text", "en", published=date(2024, 3, 30))
        store.put(document, [], [claim(144, 30, id="d:1", doc_id="d")], AT)
    return tmp_path


def khabar(data: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--data", str(data), "review", *words])
    return result.exit_code, result.stdout + result.stderr


def test_a_decision_is_taken_back_by_its_number(data: Path) -> None:
    assert khabar(data, "reject", "d:1", "--note", "misread")[0] == 0
    assert khabar(data, "undo", "1") == (0, "undo: d:1\n")
    with Store.open(data) as store:
        assert [each.status for each in store.claims()] == ["current"]
    _, said = khabar(data, "list", "--trail")
    first, second = said.splitlines()
    assert (first[:3], first.endswith("reject d:1 misread")) == ("1  ", True)
    assert (second[:3], second.endswith("undo of 1 d:1")) == ("2  ", True)
    _, said = khabar(data, "list", "--trail", "--json")
    assert [json.loads(line)["undoes"] for line in said.splitlines()] == [None, 1]


def test_what_cannot_be_taken_back_is_one_line(data: Path) -> None:
    khabar(data, "approve", "d:1")
    khabar(data, "undo", "1")
    for words in (("undo", "1"), ("undo", "7")):
        status, said = khabar(data, *words)
        assert status != 0
        assert len(said.splitlines()) == 1


def test_a_document_that_was_withdrawn_is_brought_back(data: Path) -> None:
    khabar(data, "retract", "d", "--why", "the source took it back")
    with Store.open(data) as store:
        assert list(store.documents()) == []
    assert khabar(data, "undo", "1")[0] == 0
    with Store.open(data) as store:
        assert [each.id for each in store.documents()] == ["d"]
