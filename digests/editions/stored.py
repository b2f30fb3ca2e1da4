"""Editions are compiled once and kept: who asks later reads the very pages that went out."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from digests.corpus.store import Store
from digests.editions.compile import Order
from digests.model import Citation, Claim, Digest, FigureLine, Page, Period, Story


def key(order: Order) -> tuple[str, str, str, str]:
    return (order.day.isoformat(), order.cadence, order.lang, ",".join(sorted(order.topics)))


def find(store: Store, order: Order) -> Digest | None:
    """The stored edition of `order`."""
    row = store.connection.execute(
        "SELECT digest FROM editions WHERE (day, cadence, lang, topics) = (?, ?, ?, ?)", key(order)
    ).fetchone()
    return digest_of(json.loads(row["digest"])) if row else None


def keep(store: Store, order: Order, digest: Digest, at: str) -> None:
    """Store `digest`; the first one stored stays."""
    with store.connection:
        store.connection.execute(
            "INSERT OR IGNORE INTO editions (day, cadence, lang, topics, compiled, digest) VALUES (?, ?, ?, ?, ?, ?)",
            (*key(order), at, json.dumps(asdict(digest), ensure_ascii=False, default=str)),
        )


def digest_of(value: dict[str, Any]) -> Digest:
    """A Digest from its JSON."""
    return Digest(
        **{
            **value,
            "date": date.fromisoformat(value["date"]),
            "period": _period(value["period"]),
            "figures": tuple(_figure(figure) for figure in value["figures"]),
            "stories": tuple(Story(**_tuples(story)) for story in value["stories"]),
            "corrections": tuple(value["corrections"]),
            "citations": tuple(_citation(citation) for citation in value["citations"]),
            "pages": tuple(Page(**page) for page in value["pages"]),
            "topics": tuple(value["topics"]),
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
    days = {name: _day(value[name]) for name in ("as_of", "published")}
    return Claim(**{**_tuples(value), **days, "period": _period(value["period"])})


def _figure(value: dict[str, Any]) -> FigureLine:
    return FigureLine(**{**_tuples(value), "claims": tuple(_claim(claim) for claim in value["claims"])})
