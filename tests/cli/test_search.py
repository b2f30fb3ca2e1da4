"""`khabar search`: its lines, its JSON, its batch, its failures."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from digests.corpus.store import Store
from digests.model import Document, Lang, Passage

TEXTS: list[tuple[str, Lang, str]] = [
    ("one", "en", "A court in Kaluga fined the employer for hiring migrants."),
    ("two", "ru", "Суд в Калуге оштрафовал работодателя."),
    ("three", "tg", "Суди Калуга корфармоеро ҷарима баст."),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "data", create=True) as store:
        for doc_id, lang, text in TEXTS:
            document = Document(id=doc_id, title="", text=text, lang=lang, published=date(2024, 4, 1))
            store.put(document, [Passage(doc_id, 1, lang, text, 0, len(text))], [], datetime(2024, 4, 1, tzinfo=UTC))
    return tmp_path / "data"


def khabar(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "search", *arguments])


def test_a_line_a_passage(data: Path) -> None:
    ran = khabar(data, "суд оштрафовал", "--in", "ru")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("two 1 ru ")
    assert TEXTS[1][2] in ran.stdout


def test_json_has_every_key(data: Path) -> None:
    ran = khabar(data, "court in Kaluga", "--json", "--k", "2")
    answer = json.loads(ran.stdout)
    assert list(answer) == ["id", "hits"]
    assert len(answer["hits"]) == 2
    assert [list(hit) for hit in answer["hits"]] == [["doc_id", "passage", "lang", "score", "text"]] * 2


def test_a_batch_is_answered_line_by_line(data: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        {"id": 7, "query": "суд Калуги", "lang": "ru"},
        {"id": "b", "query": 'court" OR (*'},
        {"id": None, "query": ""},
    ]
    batch.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    ran = khabar(data, "--batch", str(batch), "--in", "tg", "--in", "en", "--json")
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "b", None]
    assert {hit["doc_id"] for hit in answers[0]["hits"]} == {"one", "three"}
    assert answers[1]["hits"][0]["doc_id"] == "one"
    assert answers[2]["hits"] == []


@pytest.mark.parametrize("line", ["{", "[]", '{"id":1}', '{"query":5}', '{"query":"x","lang":"de"}', "[" * 100_000])
def test_a_wrong_line_is_named_and_nothing_answered(data: Path, tmp_path: Path, line: str) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id":1,"query":"суд"}\n' + line, encoding="utf-8")
    ran = khabar(data, "--batch", str(batch))
    assert ran.exit_code == 1
    assert ran.stdout == ""
    assert "batch.jsonl:2" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_an_empty_folder(tmp_path: Path) -> None:
    ran = khabar(tmp_path, "суд")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert len(ran.stderr.splitlines()) == 1


def test_an_empty_corpus(tmp_path: Path) -> None:
    Store.open(tmp_path, create=True).close()
    assert khabar(tmp_path, "суд").exit_code == 1


@pytest.mark.parametrize(
    "arguments", [("суд", "--in", "de"), ("суд", "--lang", "xx"), (), ("суд", "--k", "0"), ("суд", "--batch", "b")]
)
def test_wrong_usage(data: Path, arguments: tuple[str, ...]) -> None:
    ran = khabar(data, *arguments)
    assert ran.exit_code == 2
    assert ran.stdout == ""


def test_a_file_that_is_not_there(data: Path) -> None:
    ran = khabar(data, "--batch", "missing.jsonl")
    assert ran.exit_code == 1
    assert "missing.jsonl" in ran.stderr
