"""`khabar status`: what runs, when each source was read last, what waits, what failed. Reads only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.condition import TROUBLE
from bot.databases import lost, of_people
from bot.finding import shown
from bot.following import facts
from bot.mail.lease import is_held, lease_path
from bot.people import integrity, roll
from bot.people.database import FILE
from bot.people.integrity import Integrity
from bot.people.opening import opened
from bot.people.store import PeopleStore, StoreError
from bot.people.unanswered import Unanswered
from config.settings import Settings
from digests.clock import SystemClock
from digests.corpus.feed_log import FeedLog
from digests.corpus.store import FILE as CORPUS
from digests.corpus.store import Store
from digests.corpus.waiting import WaitingItems
from digests.errors import KhabarError, NotFound, Unavailable
from digests.figures.indicators import load as load_indicators
from digests.jobs import JobLog
from digests.newsroom import queue
from digests.policy import Policy
from digests.publishers import load as load_publishers

LATE = timedelta(minutes=10)
"""After which a job that was to be looked at is late: a round of feeds may take as long."""
PRIORITIES = """CASE WHEN priority <= 0 THEN 'answer' WHEN priority = 1 THEN 'alert' WHEN priority = 2 THEN 'digest'
                ELSE 'bulk' END"""


def status(data: Path, settings: Settings) -> dict[str, Any]:
    """Everything as one object; `trouble` is what the running bot says of itself, and what sources do unlike before.

    Raises NotFound for a folder without any data, Unavailable for a damaged database.
    """
    if settings.people_url is None and not (data / FILE).exists() and not (data / CORPUS).exists():
        raise NotFound(f"{data}: no data here yet; `khabar run` makes some")
    looked = {FILE: of_people(data, settings), CORPUS: integrity.of_corpus(data / CORPUS)}
    damaged = [f"{data / file} {found.said}" for file, found in looked.items() if found.broken]
    if damaged or (damaged := list(filter(None, [lost(data, settings, looked[FILE])]))):
        raise Unavailable(f"{'; '.join(damaged)}; `khabar doctor` says what to do")
    running = is_held(lease_path(data))
    people = _people(data, settings, looked[FILE])
    trouble = people.pop("trouble", []) if people else []
    nodes = people.pop("nodes", None) if people else None
    return {
        "data": str(data),
        "bot_running": running,
        "trouble": (trouble if running else []) + _sources(data, looked[CORPUS]),
        "jobs": [{"name": name, **asdict(run)} for name, run in JobLog(data).read().items()],
        "corpus": _corpus(data, settings, looked[CORPUS]),
        "people": people,
        **({"nodes": nodes} if nodes else {}),  # where several may share the private database
    }


def _corpus(data: Path, settings: Settings, looked: Integrity) -> dict[str, Any] | None:
    if looked.state == "missing":
        return None
    with Store.open(data) as store:
        oldest, newest = store.days()
        feeds = store.connection.execute(
            """SELECT url, last_read, next_read, failures, last_fault, items, moved_to, read_from, at AS paused
               FROM feeds LEFT JOIN paused_sources USING (url) ORDER BY url"""
        ).fetchall()
        items = sum(WaitingItems(store.connection).count().values())
        documents = store.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        held = len(queue(store, load_indicators(), Policy(settings.publish_automatic)))
        editions = store.connection.execute("SELECT max(day) FROM editions").fetchone()[0]
    return {
        "documents": documents,
        "oldest": oldest.isoformat() if oldest else None,
        "newest": newest.isoformat() if newest else None,
        "newest_edition": editions,
        "claims_held": held,
        "items_waiting": items,
        "feeds": [dict(feed) for feed in feeds],
        **({"version": version} if (version := facts(data, SystemClock())) else {}),  # where versions are exchanged
    }


def _sources(data: Path, looked: Integrity) -> list[str]:
    if looked.state == "missing":
        return []
    urls = {feed.url for feed in load_publishers().feeds}
    with Store.open(data) as store:
        return [str(trouble) for trouble in FeedLog(store.connection).troubles(datetime.now(UTC), urls)]


def _people(data: Path, settings: Settings, looked: Integrity) -> dict[str, Any] | None:
    if looked.state == "missing":
        return None
    if looked.state != "sound":
        return {"readable": False, "why": looked.said if settings.people_url else f"{data / FILE} {looked.said}"}
    try:
        with opened(data, settings, create=False) as database:
            return {"readable": True, **_mail(database)}
    except (KhabarError, StoreError) as error:
        return {"readable": False, "why": str(error)}


def _mail(database: PeopleStore) -> dict[str, Any]:
    return {
        "chats": database.number("SELECT count(*) FROM subscribers"),
        "subscribed": database.number("SELECT count(*) FROM subscribers WHERE active = 1"),
        "inbox_waiting": database.number("SELECT count(*) FROM inbox WHERE parked IS NULL"),
        "inbox_parked": database.number("SELECT count(*) FROM inbox WHERE parked IS NOT NULL"),
        "outbox_waiting": dict(database.all(f"SELECT {PRIORITIES}, count(*) FROM outbox WHERE claimed < 2 GROUP BY 1")),
        "outbox_held": database.number("SELECT count(*) FROM outbox WHERE claimed = 2"),
        "questions_kept": database.number("SELECT count(*) FROM questions"),
        "asked_in_vain": Unanswered(database).seen(),
        "counts": database.counts(),
        "nodes": roll.summary(nodes) if (nodes := roll.read(database)) else None,
        "trouble": json.loads(database.state(TROUBLE) or "[]"),
    }


def status_lines(found: dict[str, Any], now: datetime | None = None) -> list[str]:
    """The same for people."""
    now = now or datetime.now(UTC)
    lines = [f"bot      {'runs' if found['bot_running'] else 'does not run'}"]
    lines += [f"trouble  {trouble}" for trouble in found["trouble"]]
    lines += _node_lines(found.get("nodes"))
    lines += [_job_line(job, now) for job in found["jobs"]]
    corpus, people = found["corpus"], found["people"]
    if corpus:
        lines.append(
            f"corpus   {corpus['documents']} documents, {corpus['oldest'] or '–'} to {corpus['newest'] or '–'}"
        )
        lines.append(f"         newest edition {corpus['newest_edition'] or '–'}; {corpus['claims_held']} claims held")
        if corpus["items_waiting"]:
            lines.append(f"         {corpus['items_waiting']} items wait for approval: `khabar sources waiting`")
        lines += _version_lines(corpus.get("version"))
        lines += [_feed_line(feed) for feed in corpus["feeds"]]
    if people and people["readable"]:
        lines.append(f"people   {people['chats']} chats, {people['subscribed']} subscribed")
        waiting = ", ".join(f"{n} {kind}" for kind, n in people["outbox_waiting"].items()) or "nothing"
        held = f", {people['outbox_held']} held for quiet hours or a pause" if people["outbox_held"] else ""
        lines.append(f"waits    out: {waiting}{held}; in: {people['inbox_waiting']}, parked: {people['inbox_parked']}")
        lines.append(f"asked    waiting for an answer: {people['questions_kept']}")
        lines += [_vain_line(month, topics) for month, topics in people["asked_in_vain"].items()]
        lines.append("counts   " + (", ".join(f"{name} {n}" for name, n in people["counts"].items()) or "none yet"))
    elif people:
        lines.append(f"people   {people['why']}")
    return [shown(line) for line in lines]


def _node_lines(nodes: Mapping[str, Any] | None) -> list[str]:
    """Which bots and workers share the private database, and what each does."""
    if nodes is None:
        return []
    lines = [f"nodes    bots: {nodes['bots']}, workers: {nodes['workers']}"]
    for each in nodes["each"]:
        parts, corpus = ", ".join(each["parts"]) or "–", f", corpus {each['corpus']}" if each["corpus"] else ""
        lines.append(f"         {each['name']}: {parts}; {each['program']}{corpus}, since {_minute(each['since'])}")
    return lines + [f"         {said}" for said in (*nodes["missing"], *nodes["unlike"])]


def _version_lines(version: Mapping[str, Any] | None) -> list[str]:
    """Which version of the corpus is here, where versions are published or taken."""
    if version is None:
        return []
    here = (
        f"version {version['version']} of {_minute(version['made'])}" if version["version"] else "no version here yet"
    )
    newest = (
        f"the newest is {version['newest']} of {_minute(version['newest_made'])}" if version["newest"] else "none seen"
    )
    trouble = [f"         {version['trouble']}"] if version["trouble"] else []
    return [f"         {here}; {newest}, looked {_minute(version['looked'])}", *trouble]


def _job_line(job: Mapping[str, Any], now: datetime) -> str:
    """When a job last did something, what came of it, and when it is next; of a worker that does not run it is late."""
    took = f" in {job['took']:.1f} s" if job["took"] is not None else ""
    said = f"{job['outcome']}{took}{': ' if job['said'] else ''}{job['said']}" if job["outcome"] else "nothing yet"
    next_at = _minute(job["next"])
    if job["next"] and now - datetime.fromisoformat(job["next"]) > LATE:
        next_at += ", which is past: the worker does not run, or is busy"
    return f"job      {_minute(job['at']):<16}  {job['name']}: {said}; next {next_at}"


def _minute(moment: str | None) -> str:
    return (moment or "–")[:16].replace("T", " ")


def _vain_line(month: str, topics: dict[str, int]) -> str:
    return f"         in vain in {month}: " + ", ".join(f"{topic} {n}" for topic, n in topics.items())


def _feed_line(feed: dict[str, Any]) -> str:
    read = (feed["last_read"] or "never")[:16].replace("T", " ")
    fault = f"; failing ({feed['failures']}): " if feed["failures"] else "; "
    fault = fault + feed["last_fault"] if feed["last_fault"] else ""
    moved = f" → {feed['read_from']}" if feed["read_from"] not in {None, feed["url"]} else ""
    paused = f"; paused since {feed['paused'][:10]}" if feed["paused"] else ""
    return f"feed     {read}  {feed['url']}{moved}{paused}{fault}"
