"""`khabar status`: what runs, when each source was read last, what waits, what failed. Reads only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.mail.lease import is_held
from bot.people.database import FILE, PeopleDatabase
from config.settings import Settings
from digests.corpus.store import FILE as CORPUS
from digests.corpus.store import Store
from digests.errors import KhabarError, NotFound
from digests.figures.indicators import load as load_indicators
from digests.newsroom import queue
from digests.policy import Policy

PRIORITIES = "CASE priority WHEN 0 THEN 'answer' WHEN 1 THEN 'alert' WHEN 2 THEN 'digest' ELSE 'bulk' END"


def status(data: Path, settings: Settings) -> dict[str, Any]:
    """Everything as one object. Raises NotFound for a folder without any data."""
    if not (data / FILE).exists() and not (data / CORPUS).exists():
        raise NotFound(f"{data}: no data here yet; `khabar run` makes some")
    return {
        "data": str(data),
        "bot_running": any(is_held(lock) for lock in data.glob("sender-*.lock")),
        "corpus": _corpus(data, settings),
        "people": _people(data, settings),
    }


def _corpus(data: Path, settings: Settings) -> dict[str, Any] | None:
    if not (data / CORPUS).exists():
        return None
    with Store.open(data) as store:
        oldest, newest = store.days()
        feeds = store.connection.execute(
            "SELECT url, last_read, next_read, failures, last_fault, items FROM feeds ORDER BY url"
        ).fetchall()
        documents = store.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        held = len(queue(store, load_indicators(), Policy(settings.publish_automatic)))
        editions = store.connection.execute("SELECT max(day) FROM editions").fetchone()[0]
    return {
        "documents": documents,
        "oldest": oldest.isoformat() if oldest else None,
        "newest": newest.isoformat() if newest else None,
        "newest_edition": editions,
        "claims_held": held,
        "feeds": [dict(feed) for feed in feeds],
    }


def _people(data: Path, settings: Settings) -> dict[str, Any] | None:
    if not (data / FILE).exists():
        return None
    key = settings.people_key.get_secret_value() if settings.people_key else None
    try:
        with PeopleDatabase.open(data, key, create=False) as database:
            return {"readable": True, **_mail(database)}
    except KhabarError as error:
        return {"readable": False, "why": str(error)}


def _mail(database: PeopleDatabase) -> dict[str, Any]:
    return {
        "chats": database.number("SELECT count(*) FROM subscribers"),
        "subscribed": database.number("SELECT count(*) FROM subscribers WHERE active"),
        "inbox_waiting": database.number("SELECT count(*) FROM inbox WHERE parked IS NULL"),
        "inbox_parked": database.number("SELECT count(*) FROM inbox WHERE parked IS NOT NULL"),
        "outbox_waiting": dict(database.all(f"SELECT {PRIORITIES}, count(*) FROM outbox GROUP BY 1")),
        "counts": database.counts(),
    }


def status_lines(found: dict[str, Any]) -> list[str]:
    """The same for people."""
    lines = [f"bot      {'runs' if found['bot_running'] else 'does not run'}"]
    corpus, people = found["corpus"], found["people"]
    if corpus:
        lines.append(
            f"corpus   {corpus['documents']} documents, {corpus['oldest'] or '–'} to {corpus['newest'] or '–'}"
        )
        lines.append(f"         newest edition {corpus['newest_edition'] or '–'}; {corpus['claims_held']} claims held")
        lines += [_feed_line(feed) for feed in corpus["feeds"]]
    if people and people["readable"]:
        lines.append(f"people   {people['chats']} chats, {people['subscribed']} subscribed")
        waiting = ", ".join(f"{n} {kind}" for kind, n in people["outbox_waiting"].items()) or "nothing"
        lines.append(f"waits    out: {waiting}; in: {people['inbox_waiting']}, parked: {people['inbox_parked']}")
        lines.append("counts   " + (", ".join(f"{name} {n}" for name, n in people["counts"].items()) or "none yet"))
    elif people:
        lines.append(f"people   {people['why']}")
    return lines


def _feed_line(feed: dict[str, Any]) -> str:
    read = (feed["last_read"] or "never")[:16].replace("T", " ")
    fault = f"; failing ({feed['failures']}): {feed['last_fault']}" if feed["failures"] else ""
    return f"feed     {read}  {feed['url']}{fault}"
