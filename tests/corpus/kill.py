"""A reader of files and feeds that is killed again and again while it stores: is every document whole or absent?

The child takes in a feed and a folder and kills itself -9 before some statement of SQL: between any two of them a
power cut or the kernel may end a process. `python -m tests.corpus.kill DATA FOLDER FEED ROW AFTER` is the child.
"""

from __future__ import annotations

import http.server
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from digests.clock import SystemClock
from digests.corpus.connection import check
from digests.corpus.duplicates import sketch
from digests.corpus.store import FILE, Store
from digests.figures.claims import extract
from digests.figures.indicators import load as load_indicators
from digests.ingest import Ingest, passages
from digests.publishers import Feed, Publisher, Publishers, load
from digests.rounds import Manner, read_due
from digests.sources.addresses import Reach

WRITES_A_ROW = re.compile(r"INSERT [\w ]*INTO \W?documents\b")
NEAR, FAR = 12, 600
"""How many statements after a document's row a life ends: its parts follow at once, all of it takes some 500."""


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


def child(data: Path, folder: Path, url: str, row: int, after: int) -> None:
    """Take in the feed and the folder; die `after` statements after writing the `row`th document's row."""
    source = Feed(url, "en", "Herald")
    publisher = Publisher("Herald", (), "agency", url, None, (), (source,))
    publishers = Publishers((publisher,), load().subject, {"herald": publisher})
    rows, since = itertools.count(1), itertools.count(0)
    met = False

    def trace(statement: str) -> None:
        nonlocal met
        met = met or (WRITES_A_ROW.match(statement) is not None and next(rows) == row)
        if met and next(since) == after:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store.open(data, create=True) as store:
        store.connection.set_trace_callback(trace)
        ingest = Ingest(store, SystemClock())
        ingest.heal()
        store.connection.execute("UPDATE feeds SET next_read = NULL")
        store.connection.commit()
        list(read_due(ingest, publishers=publishers, manner=Manner(reach=Reach(everything=True))))
        list(ingest.paths([folder]))


def kill_loop(data: Path, folder: Path, *, documents: int, kills: int, seed: int = 1) -> Killed:
    """Kill the child `kills` times while it stores, then let it finish, and look at what there is."""
    chance = random.Random(seed)
    with feed() as url:
        for life in range(kills):
            _write(folder, documents, life)
            _live(data, folder, url, chance.randrange(1, 8), chance.randrange(1, NEAR if life % 2 else FAR))
        assert _live(data, folder, url, -1, 0) == 0
    return _look(data, kills, documents)


def _live(data: Path, folder: Path, url: str, row: int, after: int) -> int:
    """One life of the child; its exit status."""
    command = [sys.executable, "-m", "tests.corpus.kill", str(data), str(folder), url, str(row), str(after)]
    return subprocess.run(command, check=False, timeout=120).returncode


def _write(folder: Path, documents: int, version: int) -> None:
    """A file of documents; each life adds some and changes some."""
    folder.mkdir(exist_ok=True)
    first = version * documents // 4
    lines = [
        json.dumps({"id": f"d{n}", "title": f"Bulletin {n}", "text": text(n, version % 3), "publisher": "Herald"})
        for n in range(first, first + documents)
    ]
    (folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")


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
    size = 0 if document.duplicate_of else len(sketch(document.text))  # a reprint is found by its original
    return None if marks == size else f"{doc_id}: sketch"


if __name__ == "__main__":
    child(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
