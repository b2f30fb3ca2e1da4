"""The questions that a record leaves open: their file, their place in the corpus, and that they answer nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.rows import content_hash
from digests.corpus.store import Store
from digests.corpus.vectors import NEAREST_OPEN, Vectors
from digests.embedding import Embedder
from digests.errors import BadInput
from digests.ingest import Ingest
from digests.model import Document, Lang
from digests.quarantine.keeper import Quarantine
from digests.sources import curated, left_open
from tests.check.test_check import GOOD
from tests.meanings import Fake

NOW = datetime(2026, 1, 10, 7, tzinfo=UTC)
GOOD_LINES = (
    "# what readers ask next\ntg\tБаъд чӣ мешавад?\nru\tЧто будет дальше?\nru\tКто виноват?\n\nen\tWhat next?\n"
)
HELD: dict[Lang, tuple[str, ...]] = {
    "tg": ("Баъд чӣ мешавад?",), "ru": ("Что будет дальше?", "Кто виноват?"), "en": ("What next?",),
}  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.toml"
    path.write_text(GOOD, encoding="utf-8")
    left_open.path_of(path).write_text(GOOD_LINES, encoding="utf-8")
    return path


def test_it_stands_beside_the_record(record: Path) -> None:
    assert left_open.path_of(record).name == "record.open.tsv"
    assert left_open.read(left_open.path_of(record)) == HELD


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ru", "is no line of language (tg, ru, en), question"),
        ("ru\t", "is no line of language"),
        ("de\tWas nun?", "is no line of language"),
        ("3\tru\tЧто будет?", "is no line of language"),  # the number is of the other file
        ("ru\tЧто будет?\tдальше", "is no line of language"),
        ("ru Что будет?", "is no line of language"),
        ("ru\tКто виноват?", "the same question stands above already"),
        (f"ru\t{'Что ' * 90}?", "the question is longer than 300 characters"),
    ],
)
def test_a_bad_line_is_named(record: Path, line: str, said: str) -> None:
    path = left_open.path_of(record)
    path.write_text(f"{GOOD_LINES}{line}\n", encoding="utf-8")
    for read in (lambda: left_open.read(path), lambda: curated.read(record)):
        with pytest.raises(BadInput) as caught:
            read()
        assert str(caught.value).startswith(f"{path}:7: {said}"), caught.value
        assert (caught.value.path, caught.value.place) == (path, 7)


def test_bytes_that_are_no_text_are_named(record: Path) -> None:
    left_open.path_of(record).write_bytes(b"ru\t\xff\xfe\n")
    with pytest.raises(BadInput, match=r"record\.open\.tsv"):
        curated.read(record)


def test_a_record_without_the_file_leaves_nothing_open(record: Path) -> None:
    left_open.path_of(record).unlink()
    assert curated.read(record).left_open == {}


def test_a_stranger_reads_them_too(record: Path) -> None:
    """A record of somebody else's is read in a process of its own; what stands beside it comes along."""
    (read,) = Quarantine().file(record, record.parent)
    assert read.document.left_open == HELD == curated.read(record).left_open


# In the corpus


class Corpus:
    def __init__(self, data: Path, record: Path) -> None:
        self.store = Store.open(data, create=True)
        self.record = record
        self.ingest = Ingest(self.store, FixedClock(NOW))
        self.model = Fake()

    def take(self) -> str:
        (result,) = self.ingest.curated(self.record.parent)
        return result.status

    def embed(self) -> list[str]:
        self.model.asked.clear()
        Embedder(self.store, self.model, at_hand={}).run()
        return self.model.asked

    @property
    def document(self) -> Document:
        found = self.store.document("record")
        assert found is not None
        return found

    def open(self) -> list[tuple[str, int]]:
        rows = self.store.connection.execute(
            "SELECT lang, count(*) FROM vectors WHERE kind = 'open' GROUP BY lang ORDER BY lang"
        )
        return [(row[0], row[1]) for row in rows]


@pytest.fixture
def corpus(tmp_path_factory: pytest.TempPathFactory, record: Path) -> Iterator[Corpus]:
    corpus = Corpus(tmp_path_factory.mktemp("data"), record)
    assert corpus.take() == "added"
    yield corpus
    corpus.store.close()


def test_they_are_stored_and_embedded_once_in_each_language(corpus: Corpus) -> None:
    assert corpus.document.left_open == HELD
    assert {"What next?", "Кто виноват?"} <= set(corpus.embed())
    assert corpus.open() == [("en", 1), ("ru", 2), ("tg", 1)]
    assert corpus.embed() == []
    assert corpus.take() == "unchanged"


def test_a_change_is_a_new_version_and_only_it_is_embedded(corpus: Corpus) -> None:
    corpus.embed()
    path = left_open.path_of(corpus.record)
    path.write_text(GOOD_LINES.replace("Кто виноват?", "Кого накажут?"), encoding="utf-8")
    assert corpus.take() == "updated"
    assert corpus.document.left_open["ru"] == ("Что будет дальше?", "Кого накажут?")
    assert corpus.embed() == ["Кого накажут?"]
    assert corpus.open() == [("en", 1), ("ru", 2), ("tg", 1)]
    path.unlink()
    assert corpus.take() == "updated"
    assert corpus.document.left_open == {} and corpus.embed() == [] and corpus.open() == []


def test_none_is_found_as_an_answer(corpus: Corpus) -> None:
    corpus.embed()
    vectors = Vectors(corpus.store.connection, corpus.model.id)
    for asked in ("What next?", "Кто виноват?"):
        found = vectors.nearest(corpus.model.query([asked]))
        assert 1 / NEAREST_OPEN < found.best["open"] < 1  # a mean: one of the nearest is the very same
        assert found.hits and all(hit.score < 0.95 and asked not in hit.text for hit in found.hits)
        assert all(kind != "open" for hit in found.hits for kind, _ in hit.scores)
        words = corpus.store.connection.execute("SELECT count(*) FROM passages WHERE text LIKE ?", (f"%{asked}%",))
        assert words.fetchone()[0] == 0, "nor by its words"


def test_an_older_database_learns_of_them_and_what_has_none_stays_as_it_was(tmp_path: Path, record: Path) -> None:
    data = tmp_path / "data"
    raw = Document("news", "News", "Buses leave for Khujand at noon.", "en", published=date(2026, 1, 5))
    with Store.open(data, create=True) as store:
        Ingest(store, FixedClock(NOW)).document(raw)
    with closing(sqlite3.connect(data / "corpus.db")) as connection:
        connection.executescript(
            """ALTER TABLE documents DROP COLUMN left_open;
               DELETE FROM _sqlite_migrations WHERE name = 'm031_left_open';"""
        )
    with Store.open(data) as store:
        found = store.document("news")
        assert found is not None and found.left_open == {}
        assert Ingest(store, FixedClock(NOW)).document(raw).status == "unchanged"
        (taken,) = Ingest(store, FixedClock(NOW)).curated(record.parent)
        assert taken.doc_id is not None and store.document(taken.doc_id).left_open == HELD  # type: ignore[union-attr]


def test_a_document_that_leaves_nothing_open_has_the_hash_it_had_before() -> None:
    """Else every text of a running service would be a new version after an update of the program."""
    document = Document("a", "T", "One.", "en", published=date(2024, 4, 3))
    assert content_hash(document) == "41de8864ab2c68fddb21139db9766e0402bc9407ed81b94c40a5497a437d66e1"
    assert content_hash(replace(document, left_open=HELD)) != content_hash(document)


def test_what_is_shipped_can_be_read() -> None:
    from config import CORPUS

    paths = sorted(CORPUS.glob(f"*{left_open.SUFFIX}"))
    assert paths and all(left_open.read(path) for path in paths)
    assert all(path.with_name(path.name.removesuffix(left_open.SUFFIX) + ".toml").exists() for path in paths)
