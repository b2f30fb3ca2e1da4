"""Editions are compiled once and kept: who asks later reads the very pages that went out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from digests.corpus import reviews
from digests.corpus.store import Store
from digests.editions.compile import Order
from digests.editions.issue import Issue, issue_of
from digests.model import Citation, Claim, Digest, FigureLine, Lang, Page, Period, Story, StoryPart
from digests.policy import Policy


def key(order: Order) -> tuple[str, str, Lang, str]:
    return (order.day.isoformat(), order.issue.name, order.lang, ",".join(sorted(order.topics)))


def order_of(day: date, cadence: str, lang: Lang, topics: str) -> Order:
    """The order of that key. Raises UnknownName."""
    return Order(issue_of(cadence, day), lang, frozenset(filter(None, topics.split(","))))


HELD = """(SELECT coalesce(max(id), 0) FROM reviews WHERE action = 'hold' OR undoes IN
           (SELECT id FROM reviews WHERE action IN ('approve', 'correct', 'take')))"""
"""The newest line of the trail after which something may wait that did not before."""


def find(store: Store, order: Order, policy: Policy) -> Digest | None:
    """The stored edition of `order`, if it was made under `policy` and nothing was held since, by a
    decision or by one that was taken back."""
    row = _row(store, "digest", order, policy)
    return digest_of(json.loads(row["digest"])) if row else None


def is_made(store: Store, order: Order, policy: Policy) -> bool:
    """Whether `find` finds it: a look every minute has no time to read what stands there."""
    return _row(store, "1", order, policy) is not None


def _row(store: Store, what: str, order: Order, policy: Policy) -> sqlite3.Row | None:
    found: sqlite3.Row | None = store.connection.execute(
        f"""SELECT {what} FROM editions WHERE (day, cadence, lang, topics, policy) = (?, ?, ?, ?, ?)
           AND decided >= {HELD}""",
        (*key(order), policy.publish),
    ).fetchone()
    return found


def told(store: Store, issue: Issue) -> frozenset[str] | None:
    """The documents that the edition tells of in whatever language; None if none was made."""
    rows = store.connection.execute(
        "SELECT DISTINCT documents FROM editions WHERE (day, cadence) = (?, ?) AND policy != ''",
        (issue.day.isoformat(), issue.name),
    ).fetchall()
    return frozenset().union(*(json.loads(row["documents"]) for row in rows)) if rows else None


def tells_of(store: Store, doc_id: str) -> bool:
    """Whether any edition that was made tells of a document."""
    found = store.connection.execute(
        "SELECT 1 FROM editions, json_each(editions.documents) WHERE json_each.value = ? LIMIT 1", (doc_id,)
    )
    return found.fetchone() is not None


def keep(store: Store, order: Order, digest: Digest, documents: Sequence[str], *, policy: Policy, at: str) -> None:
    """Store `digest`, which tells of the documents with these ids; the first one stays, until something in it has to
    wait for an editor."""
    row = {
        **dict(zip(("day", "cadence", "lang", "topics"), key(order), strict=True)),
        "policy": policy.publish,
        "compiled": at,
        "digest": json.dumps(asdict(digest), ensure_ascii=False, default=str),
        "documents": json.dumps(documents),
        "decided": reviews.last(store.connection),
    }
    with store.transaction():
        store.connection.execute(
            f"""INSERT INTO editions VALUES
               (:day, :cadence, :lang, :topics, :policy, :compiled, :digest, :documents, :decided)
               ON CONFLICT DO UPDATE SET digest = excluded.digest, decided = excluded.decided
               WHERE decided < {HELD}""",
            row,
        )


def carry_over(store: Store, former: Path) -> None:
    """Keep the editions that a former version of the corpus holds and this one does not: readers have them, and those
    to come lean on them. Raises sqlite3.Error where `former` cannot be read."""
    names = "day, cadence, lang, topics, policy, compiled, digest, documents, decided"
    store.connection.execute("ATTACH ? AS former", (str(former),))
    try:
        with store.transaction():
            store.connection.execute(f"INSERT OR IGNORE INTO editions ({names}) SELECT {names} FROM former.editions")
    finally:
        store.connection.execute("DETACH former")


def digest_of(value: dict[str, Any]) -> Digest:
    """A Digest from its JSON."""
    return Digest(
        **{
            **value,
            "date": date.fromisoformat(value["date"]),
            "period": _period(value["period"]),
            "figures": tuple(_figure(figure) for figure in value["figures"]),
            "stories": tuple(_story(story) for story in value["stories"]),
            "corrections": tuple(value["corrections"]),
            "citations": tuple(_citation(citation) for citation in value["citations"]),
            "pages": tuple(Page(**page) for page in value["pages"]),
            "topics": tuple(value["topics"]),
            "carried": tuple(_day(each) for each in value.get("carried", [None] * len(value["corrections"]))),
            "recalled": value.get("recalled", not value["stories"]),  # editions of before 2026-12 lack it
        }
    )


def _tuples(value: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(part) if isinstance(part, list) else part for name, part in value.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(value: dict[str, Any] | None) -> Period | None:
    return Period(_day(value["start"]), _day(value["end"])) if value else None


def _citation(value: dict[str, Any]) -> Citation:
    return Citation(**{**_tuples(value), "published": _day(value["published"])})


def _claim(value: dict[str, Any]) -> Claim:
    days = {name: _day(value.get(name)) for name in ("as_of", "published", "known_from", "known_until")}
    return Claim(**{**_tuples(value), **days, "period": _period(value["period"])})


def _story(value: dict[str, Any]) -> Story:
    parts = tuple(StoryPart(**_tuples(part)) for part in value.get("parts", ()))
    return Story(**{**_tuples(value), "day": _day(value.get("day")), "parts": parts})


def _figure(value: dict[str, Any]) -> FigureLine:
    return FigureLine(**{**_tuples(value), "claims": tuple(_claim(claim) for claim in value["claims"])})
