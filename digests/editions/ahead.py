"""The editions of the day that is still open, made ahead: at its end only what came since the last round is to be made.

What is made ahead is what a compile gives at that moment, under a mark of all that it hangs on: the corpus, editions of
earlier days, the program. Whoever asks for the edition takes it if the mark still holds, and compiles it otherwise;
so nothing hangs on whether it was made, and a kill costs the work of a round at most.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import config
import digests
from digests.clock import days_before
from digests.corpus.store import Store
from digests.editions.carried import changes_under
from digests.editions.compile import Order
from digests.editions.coverage import leans_on
from digests.editions.stored import digest_of, key
from digests.model import Digest
from digests.policy import Policy

LAST = timedelta(hours=1)
"""Before it closes: the editions that nobody but their readers looks at are made ahead in this time alone, for each
round of feeds has them made anew."""
KEPT = 2
"""Days before the newest one whose editions stay: the worker may be late for a midnight."""


class Made(NamedTuple):
    """An edition that was made ahead, and the ids of the documents that it tells of."""

    edition: Digest
    documents: tuple[str, ...]


def mark(store: Store, order: Order, policy: Policy, leans: Collection[str] | None) -> str:
    """Another one after anything that an edition of `order` hangs on has changed: whatever was filed, decided, embedded
    or translated, an edition of the days before, our own code and tables; `leans`, what the daily edition of the same
    day tells of (see `coverage.leans_on`), where that is another one."""
    issue = order.issue
    count = changes_under(store.connection, issue, before=None if issue.cadence == "daily" else issue.day)
    own = "" if leans is None else hashlib.blake2b("\n".join(sorted(leans)).encode(), digest_size=12).hexdigest()
    return f"{count} {policy.publish} {_program()} {own}"


def find(store: Store, order: Order, policy: Policy) -> Made | None:
    """The edition of `order` that was made ahead, if a compile would give the same now."""
    row = store.connection.execute(
        "SELECT digest, documents FROM open_editions WHERE (day, cadence, lang, topics) = (?, ?, ?, ?) AND mark = ?",
        (*key(order), mark(store, order, policy, leans_on(store, order.issue))),
    ).fetchone()
    return Made(digest_of(json.loads(row["digest"])), tuple(json.loads(row["documents"]))) if row else None


def is_made(store: Store, order: Order, mark: str) -> bool:
    """Whether the edition was made ahead under this mark."""
    held = store.connection.execute(
        "SELECT mark FROM open_editions WHERE (day, cadence, lang, topics) = (?, ?, ?, ?)", key(order)
    ).fetchone()
    return held is not None and held["mark"] == mark


def keep(store: Store, order: Order, edition: Digest, documents: Sequence[str], mark: str) -> None:
    """Store what was compiled when `mark` held, in the place of what was made before."""
    row = (*key(order), mark, json.dumps(asdict(edition), ensure_ascii=False, default=str), json.dumps(documents))
    with store.transaction():
        store.connection.execute("INSERT OR REPLACE INTO open_editions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        store.connection.execute("DELETE FROM open_editions WHERE day < ?", (days_before(order.day, KEPT).isoformat(),))


@cache
def _program() -> str:
    """A mark of all code and tables by which editions are made, an operator's own among them."""
    found = hashlib.blake2b(digest_size=12)
    for root in (Path(digests.__file__).parent, Path(config.__file__).parent, *filter(None, [config.OWN])):
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.read_bytes())
    return found.hexdigest()
