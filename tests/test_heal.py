"""What kills of an earlier program left half is made whole at the start, once; its data get the days they lack."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from digests.clock import FixedClock
from digests.corpus.migrations import corpus
from digests.corpus.store import FILE, Store
from digests.ingest import Ingest, Ingested
from digests.model import Document
from digests.policy import OPEN
from digests.worker import Worker

READ = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)  # the 21st in Dushanbe
NOW = datetime(2026, 12, 1, 6, tzinfo=UTC)
TEXT = "The attack at Crocus City Hall killed 137 people, the ministry said. Relatives waited for word from Moscow."


def take(store: Store, doc_id: str = "d", text: str = TEXT, published: date | None = date(2026, 11, 20)) -> Ingested:
    return Ingest(store, FixedClock(READ)).document(Document(doc_id, "", text, "en", published=published))


def shape(store: Store) -> list[tuple[object, ...]]:
    parts = (
        "SELECT id, day, known_from, ingested, content_hash, sketch_size FROM documents",
        "SELECT text, start, known_from FROM passages",
        "SELECT id, value, known_from, ingested FROM claims",
        "SELECT count(*) FROM sketches",
        "SELECT count(*) FROM passage_terms",
    )
    return [tuple(row) for part in parts for row in store.connection.execute(part)]


@pytest.mark.parametrize("lost", [("passages", "claims", "sketches", "passage_terms", "term_counts"), ("claims",)])
def test_a_half_document_is_made_whole_with_its_days(tmp_path: Path, lost: tuple[str, ...]) -> None:
    with Store.open(tmp_path, create=True) as store:
        take(store)
        whole = shape(store)
        for table in lost:
            store.connection.execute(f"DELETE FROM {table}")
        store.connection.execute("UPDATE documents SET whole = 0")
        store.connection.commit()
        ingest = Ingest(store, FixedClock(NOW))
        assert (ingest.heal(), shape(store)) == (1, whole)
        before = store.connection.total_changes
        assert (ingest.heal(), store.connection.total_changes) == (0, before)
        assert take(store).status == "unchanged"


def test_a_record_without_its_statements_comes_back_from_its_file(tmp_path: Path, whole: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        ingest = Ingest(store, FixedClock(NOW))
        records = list(ingest.curated())
        for table in ("passages", "claims", "statements"):
            store.connection.execute(f"DELETE FROM {table} WHERE doc_id = ?", (records[0].doc_id,))
        store.connection.execute("UPDATE documents SET whole = 0 WHERE id = ?", (records[0].doc_id,))
        store.connection.commit()
    worker = Worker(tmp_path, FixedClock(NOW), policy=OPEN, feeds=False)
    assert worker.load() == 1
    with Store.open(tmp_path) as store, Store.open(whole) as sound:
        assert len(store.claims()) == len(sound.claims())


def old(data: Path) -> sqlite3.Connection:
    """A database as the program before versions left it."""
    connection = sqlite3.connect(data / FILE)
    corpus.apply(Database(connection), stop_before="m005_versions")
    return connection


def row(connection: sqlite3.Connection, doc_id: str, *, published: str | None, not_before: str | None = None) -> None:
    connection.execute(
        """INSERT INTO documents (id, title, text, lang, published, published_basis, not_before, day, kind, topics,
           spans, content_hash, ingested) VALUES (?, '', ?, 'en', ?, 'page', ?, ?, 'feed', '[]', '[]', ?, ?)""",
        (doc_id, f"{TEXT} {doc_id}", published, not_before, published or not_before, doc_id, READ.isoformat()),
    )


def test_an_old_database_gets_the_days_that_can_be(tmp_path: Path) -> None:
    connection = old(tmp_path)
    for doc_id, published in (("good", "2026-11-20"), ("one", "0001-01-01"), ("late", "2030-01-01"), ("none", None)):
        row(connection, doc_id, published=published)
    row(connection, "guessed", published=None, not_before="2000-01-01")
    connection.commit()
    connection.close()
    with Store.open(tmp_path) as store:
        days = {each.id: each.published for each in store.documents()}
        assert days == {"good": date(2026, 11, 20), "one": None, "late": None, "none": None, "guessed": None}
        assert store.days() == (date(2026, 11, 20), date(2026, 11, 21))
        assert Ingest(store, FixedClock(NOW)).heal() == 5
        assert {claim.doc_id for claim in store.claims(known=date(2026, 11, 20))} == {"good"}
        assert {claim.doc_id for claim in store.claims(known=date(2026, 11, 21))} == set(days)


def test_a_text_without_figures_is_looked_through_once(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        take(store, text="The ministry said nothing of figures on that day in Dushanbe.")
        store.connection.execute("UPDATE documents SET whole = 0")
        store.connection.commit()
        assert Ingest(store, FixedClock(NOW)).heal() == 0
        assert json.loads(
            json.dumps([list(each) for each in store.connection.execute("SELECT whole FROM documents")])
        ) == [[1]]
