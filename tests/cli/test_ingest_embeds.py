"""`khabar ingest` embeds what it took in, for a bounded time, and says what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.cli import ingest
from digests.corpus.store import Store
from digests.corpus.vectors import left
from digests.language import meaning
from tests.cli.contract import INGESTED, Ran, fits, khabar
from tests.meanings import Fake

LEFT = "khabar: not every text is embedded yet: the worker goes on with them, or the next ingest"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Fake:
    fake = Fake()
    monkeypatch.delenv("KHABAR_MEANING")
    monkeypatch.setattr(meaning, "load", lambda *, wanted=True: meaning.Loaded(fake if wanted else None))
    return fake


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n, text in enumerate(
        ("Buses leave for Khujand at noon.", "A market opened in Kulob.", "Rain fell on Panjakent.")
    ):
        (folder / f"news{n}.txt").write_text(f"News {n}\n\n{text}", encoding="utf-8")
    return folder


def due(data: Path, model: Fake) -> tuple[int, int]:
    """(documents that the model has not seen, passages that have a vector)."""
    with Store.open(data) as store:
        row = store.connection.execute("SELECT count(DISTINCT passage_id) FROM vectors WHERE kind = 'passage'")
        return left(store.connection, model.id), row.fetchone()[0]


def take(data: Path, *arguments: object) -> Ran:
    ran = khabar("ingest", *arguments, data=data)
    assert ran.status == 0, ran
    return ran


def test_what_came_in_is_embedded(tmp_path: Path, texts: Path, model: Fake) -> None:
    ran = take(tmp_path / "data", texts)
    assert (ran.out.count("added: "), ran.err) == (3, "")
    assert due(tmp_path / "data", model)[0] == 0 and due(tmp_path / "data", model)[1] >= 3
    assert any("Khujand" in text for text in model.asked)
    model.asked.clear()
    take(tmp_path / "data", texts)
    assert model.asked == [], "what is known is not asked again"


def test_its_time_is_bounded_and_the_next_goes_on(
    tmp_path: Path, texts: Path, model: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "EMBED_SECONDS", 0.0)
    ran = take(tmp_path / "data", texts)
    assert ran.err.strip() == LEFT, "the documents are in, and one line says that some wait"
    assert len(model.asked) <= meaning.SLICE and due(tmp_path / "data", model)[0] == 3
    monkeypatch.setattr(ingest, "EMBED_SECONDS", 60.0)
    assert take(tmp_path / "data", texts).err == ""
    assert due(tmp_path / "data", model)[0] == 0


def test_json_stays_a_line_a_document(
    tmp_path: Path, texts: Path, model: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "EMBED_SECONDS", 0.0)
    ran = take(tmp_path / "data", "--json", texts)
    assert len(ran.lines) == 3
    for line in ran.lines:
        fits(line, INGESTED)


@pytest.mark.parametrize("switch", ["off", "false"])
def test_with_the_model_switched_off_nothing_is_embedded(
    tmp_path: Path, texts: Path, model: Fake, monkeypatch: pytest.MonkeyPatch, switch: str
) -> None:
    monkeypatch.setenv("KHABAR_MEANING", switch)
    assert take(tmp_path / "data", texts).err == ""
    assert model.asked == [] and due(tmp_path / "data", model) == (3, 0)


def test_a_document_that_is_refused_does_not_keep_the_others_from_it(tmp_path: Path, texts: Path, model: Fake) -> None:
    (texts / "bad.toml").write_text("title = ", encoding="utf-8")
    ran = khabar("ingest", texts, data=tmp_path / "data")
    assert ran.status == 1 and "bad.toml" in ran.err
    assert due(tmp_path / "data", model)[0] == 0
