"""Options that several commands share: what nobody knows is wrong usage, said in one line."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from digests.errors import NotFound, UnknownName
from digests.model import LANGS, TOPICS, Lang

if TYPE_CHECKING:
    from digests.cli import Context
    from digests.corpus.store import Store

DAY = re.compile(r"[1-9]\d{3}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str | None, option: str) -> date | None:
    """A day as 2024-04-03, and in no other of the forms of ISO 8601. Raises UnknownName (exit 2) for anything else."""
    if text is None:
        return None
    try:
        if not DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise UnknownName(f"{option}: no such date: {text!r} (write it as 2024-04-03)") from None


def parse_lang(text: str) -> Lang:
    """tg, ru or en. Raises UnknownName for anything else."""
    for lang in LANGS:
        if text == lang:
            return lang
    raise UnknownName(f"unknown language: {text!r} (one of {', '.join(LANGS)})")


def parse_topics(text: str) -> frozenset[str]:
    """Topics separated by commas. Raises UnknownName for one we do not have."""
    topics = frozenset(part.strip() for part in text.split(",") if part.strip())
    unknown = sorted(topics - set(TOPICS))
    if unknown:
        raise UnknownName(f"unknown topic: {unknown[0]!r} (one of {', '.join(TOPICS)})")
    return topics


def stocked(context: Context, store: Store) -> None:
    """Raises NotFound where there is nothing to read: no answer is given from an empty corpus."""
    if store.connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None:
        raise NotFound(f"{context.data}: no documents here yet; `khabar ingest` brings them in")
