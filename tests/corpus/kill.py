"""A reader of files and feeds that is killed again and again while it stores: is every document whole or absent?

The child takes in a folder and a feed over and over; the parent watches the database and kills it -9 just after a
document shows or a moment later. `python -m tests.corpus.kill DATA FOLDER FEED` is the child.
"""

from __future__ import annotations

import http.server
import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from digests.clock import SystemClock
from digests.corpus.connection import check
from digests.corpus.store import FILE, Store
from digests.figures.claims import extract
from digests.figures.indicators import load as load_indicators
from digests.ingest import Ingest, passages
from digests.publishers import Feed, Publisher, Publishers, load
from digests.rounds import read_due

PATIENCE = 20.0
SETTLE = 0.01
"""Seconds after a document shows within which the kill comes: about what storing one takes."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of a loop: `half` names every document that is neither whole nor absent."""

    kills: int
    documents: int
    half: tuple[str, ...]
    missing: int
    faults: tuple[str, ...]


def text(n: int, version: int) -> str:
    return (
        f"The attack at Crocus City Hall killed {100 + n % 40 + version} people, bulletin {n} of the ministry said. "
        f"Russia deported {1000 + n} citizens of Tajikistan in October 2026, it added in note {n * 7}. "
        f"Relatives in Dushanbe waited for word number {n * 13} from Moscow on that day."
    )


@contextmanager
def feed() -> Iterator[str]:
    """A feed that holds thirty items, of which a few are new and a few changed whenever it is asked."""
    asked = iter(range(1_000_000))

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            turn = next(asked)
            items = "".join(
                f"<item><title>Note {n}</title><guid>g{n}</guid>"
                f"<description>{text(5000 + n, turn % 3)}</description></item>"
                for n in range(5 * turn, 5 * turn + 30)
            )
            body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/feed"
    finally:
        server.shutdown()
        server.server_close()


def child(data: Path, folder: Path, url: str) -> None:
    """Take in everything, over and over; `done` after each turn."""
    source = Feed(url, "en", "Herald")
    publisher = Publisher("Herald", (), "agency", url, None, (), (source,))
    publishers = Publishers((publisher,), load().subject, {"herald": publisher})
    while True:
        with Store.open(data, create=True) as store:
            ingest = Ingest(store, SystemClock())
            ingest.heal()
            store.connection.execute("UPDATE feeds SET next_read = NULL")
            store.connection.commit()
            list(read_due(ingest, publishers=publishers, allow_private=True))
            list(ingest.paths([folder]))
        print("done", flush=True)


def kill_loop(data: Path, folder: Path, *, documents: int, kills: int, seed: int = 1) -> Killed:
    """Kill the child `kills` times while it stores, let it finish a turn, and look at what there is."""
    chance = random.Random(seed)
    with feed() as url:
        for life in range(kills):
            _write(folder, documents, life)
            with _started(data, folder, url) as process:
                _wait_for_a_change(data, chance.randrange(1, 8), process)
                time.sleep(chance.random() * SETTLE)
                process.kill()
        with _started(data, folder, url) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"done\n"
            process.kill()
    return _look(data, kills, documents)


@contextmanager
def _started(data: Path, folder: Path, url: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.corpus.kill", str(data), str(folder), url]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        yield process
        process.kill()


def _write(folder: Path, documents: int, version: int) -> None:
    """A file of documents; each life adds some and changes some."""
    folder.mkdir(exist_ok=True)
    first = version * documents // 4
    lines = [
        json.dumps({"id": f"d{n}", "title": f"Bulletin {n}", "text": text(n, version % 3), "publisher": "Herald"})
        for n in range(first, first + documents)
    ]
    (folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _wait_for_a_change(data: Path, changes: int, process: subprocess.Popen[bytes]) -> None:
    """Until so many writes were seen, or the child ended its turn."""
    end = time.monotonic() + PATIENCE
    while not (data / FILE).exists() and time.monotonic() < end:
        time.sleep(0.01)
    with closing(sqlite3.connect(f"file:{data / FILE}?mode=ro", uri=True, timeout=10)) as watched:
        seen, last = 0, None
        while seen < changes and time.monotonic() < end and process.poll() is None:
            try:
                now = watched.execute("SELECT count(*), max(rowid) FROM documents").fetchone()
            except sqlite3.OperationalError:  # the schema is not there yet
                now = None
            seen += last is not None and now != last
            last = now


def _look(data: Path, kills: int, documents: int) -> Killed:
    with Store.open(data) as store:
        half = tuple(problem for document_id in _ids(store) if (problem := _problem(store, document_id)))
        missing = sum(
            store.document(f"d{n}") is None
            for n in range((kills - 1) * documents // 4, (kills - 1) * documents // 4 + documents)
        )
        store.connection.execute("INSERT INTO passage_index(passage_index) VALUES ('integrity-check')")
        return Killed(kills, len(_ids(store)), half, missing, tuple(check(data / FILE)))


def _ids(store: Store) -> list[str]:
    return [row["id"] for row in store.connection.execute("SELECT id FROM documents ORDER BY id")]


def _problem(store: Store, doc_id: str) -> str | None:
    """What is not there of a document, None where all is."""
    document = store.document(doc_id)
    assert document is not None
    rows = store.connection.execute
    said = [row[0] for row in rows("SELECT text FROM passages WHERE doc_id = ? AND known_until IS NULL", (doc_id,))]
    if sorted(said) != sorted(each.text for each in passages(document)):
        return f"{doc_id}: passages"
    filed = rows(
        "SELECT count(*) FROM passages LEFT JOIN passage_terms USING (id) WHERE doc_id = ? AND terms IS NULL", (doc_id,)
    ).fetchone()[0]
    if filed:
        return f"{doc_id}: search index"
    standing = rows("SELECT indicator, value FROM claims WHERE doc_id = ? AND ended IS NULL", (doc_id,))
    held = [tuple(row) for row in standing]
    if sorted(held) != sorted((claim.indicator, claim.value) for claim in extract(document, load_indicators())):
        return f"{doc_id}: claims"
    marks = rows("SELECT count(*) FROM sketches WHERE doc_id = ?", (doc_id,)).fetchone()[0]
    size = rows("SELECT sketch_size FROM documents WHERE id = ?", (doc_id,)).fetchone()[0]
    return None if marks == size else f"{doc_id}: sketch"


if __name__ == "__main__":
    child(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
