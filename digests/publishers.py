"""Publishers and their feeds, from `config/sources.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

import config
from digests.errors import BadInput
from digests.model import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Feed:
    """One source of a publisher: a feed, or the public web preview of a Telegram channel.

    `text` says what is read of an item: what the feed holds, the page behind it, or the better of the two. An item of
    a source that wants `approval` waits for the editor. Words of `allow` and `deny` stand for themselves, in any case.
    """

    url: str
    lang: Lang
    publisher: str
    kind: Literal["feed", "channel"] = "feed"
    text: Literal["better", "feed", "page"] = "better"
    approval: bool = False
    allow: tuple[str, ...] = ()  # an item must hold one of these words, if there are any
    deny: tuple[str, ...] = ()  # an item that holds one of these is left out
    agent: str | None = None  # who we say we are to this source; the operator's agent where None
    minutes: int | None = None  # between two readings; the operator's pause, adapted to its habit, where None


@dataclass(frozen=True, slots=True)
class Status:
    """A country's measure against those who share a publisher's material."""

    country: str
    kind: str
    since: date
    basis: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published; `statuses` say where sharing a link can be held against a person."""

    name: str
    also: tuple[str, ...]
    kind: str
    home: str
    licence: str | None
    statuses: tuple[Status, ...]
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """What one feed may make the corpus hold. A kilobyte of text costs about ten of disk, with its search index."""

    items_a_round: int = 100
    kilobytes_a_day: int = 1_000
    documents: int = 20_000


@dataclass(frozen=True, slots=True)
class Relevance:
    """From which chance on a feed's item is of our subject: with its meaning known, or by its words alone.

    What has a chance below `doubtful` by its words is left out unread; from `maybe` on its page is worth reading. What
    names none of the cues `grounds` (none: anything is one) may be worth its page, but does not enter by itself.
    """

    least: float = 0.5
    least_by_words: float = 0.5
    doubtful: float = 0.1
    maybe: float = 0.1
    grounds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Publishers:
    """All publishers, the names that always let an item in, what a feed may take, what is of our subject."""

    all: tuple[Publisher, ...]
    subject: frozenset[str]
    by_name: Mapping[str, Publisher]
    quota: Quota = Quota()
    bounds: Relevance = Relevance()

    def get(self, name: str | None) -> Publisher | None:
        """The publisher called `name`; "Reuters (via LBC)" is also found as Reuters."""
        if not name:
            return None
        return self.by_name.get(name.casefold()) or self.by_name.get(name.split(" (")[0].casefold())

    def link_is_safe(self, name: str | None, url: str | None = None) -> bool:
        """Whether no country's measure is known against sharing this publisher's links, or whatever `url` leads to:
        another outlet's item may point to theirs."""
        publisher = self.get(name)
        if publisher is not None and publisher.statuses:
            return False
        host = _host(url)
        return not any(host == home or host.endswith(f".{home}") for home in self.homes_under_status)

    @property
    def homes_under_status(self) -> frozenset[str]:
        """The hosts of publishers under a status, of their pages and of their feeds."""
        addresses = (
            address for each in self.all if each.statuses for address in (each.home, *(feed.url for feed in each.feeds))
        )
        return frozenset(host for address in addresses if (host := _host(address)))

    @property
    def feeds(self) -> tuple[Feed, ...]:
        return tuple(feed for publisher in self.all for feed in publisher.feeds)


def _host(url: str | None) -> str:
    """The host that `url` leads to, without "www." and the last dot; empty where it leads nowhere."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.casefold().rstrip(".").removeprefix("www.")


@functools.cache
def load(path: Path = config.SOURCES) -> Publishers:
    """Read the file. Raises BadInput naming the file and the publisher at fault."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(str(error), path=path) from None
    publishers = tuple(_publisher(table, path) for table in _tables(data, "publisher", path))
    by_name = {name.casefold(): publisher for publisher in publishers for name in (publisher.name, *publisher.also)}
    relevance = data.get("relevance", {})
    if not isinstance(relevance, dict):
        raise BadInput("a table is expected", path=path, place="relevance")
    subject = frozenset(_words(relevance, "always", path, "relevance"))
    return Publishers(publishers, subject, by_name, _quota(data, path), _bounds(relevance, path))


def _bounds(table: Mapping[str, Any], path: Path) -> Relevance:
    chances = {name: value for name, value in table.items() if name not in {"always", "grounds"}}
    known = {field.name for field in fields(Relevance)}
    for name, value in chances.items():
        if name not in known:
            raise BadInput(f"relevance knows always, {', '.join(sorted(known))}", path=path, place=name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise BadInput(f"not a chance from 0 to 1: {value!r}", path=path, place=f"relevance.{name}")
    return Relevance(**chances, grounds=frozenset(_words(table, "grounds", path, "relevance")))


def _quota(data: Mapping[str, Any], path: Path) -> Quota:
    table = data.get("quota", {})
    if not isinstance(table, dict):
        raise BadInput("a table is expected", path=path, place="quota")
    names = {field.name for field in fields(Quota)}
    for name, value in table.items():
        if name not in names:
            raise BadInput(f"the quota knows {', '.join(sorted(names))}", path=path, place=name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise BadInput(f"not a number of at least 1: {value!r}", path=path, place=f"quota.{name}")
    return Quota(**table)


def _tables(table: Mapping[str, Any], key: str, path: Path, place: str | None = None) -> list[dict[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise BadInput(f"tables are expected: [[{key}]]", path=path, place=place or key)
    return found


def _words(table: Mapping[str, Any], key: str, path: Path, place: str) -> tuple[str, ...]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise BadInput(f"a list of names is expected: {key}", path=path, place=place)
    return tuple(found)


def _publisher(table: Mapping[str, Any], path: Path) -> Publisher:
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise BadInput("a publisher without a name", path=path)
    for key in ("kind", "home"):
        if not isinstance(table.get(key), str):
            raise BadInput(f"no {key}", path=path, place=name)
    return Publisher(
        name=name,
        also=_words(table, "also", path, name),
        kind=table["kind"],
        home=table["home"],
        licence=table.get("licence"),
        statuses=tuple(_status(entry, path, name) for entry in _tables(table, "status", path, name)),
        feeds=tuple(_feed(entry, path, name) for entry in _tables(table, "feed", path, name)),
    )


def _status(entry: Mapping[str, Any], path: Path, name: str) -> Status:
    if not {"country", "kind", "since", "basis"} <= entry.keys() or not isinstance(entry["since"], date):
        raise BadInput("a status needs country, kind, since (a date) and basis", path=path, place=name)
    return Status(entry["country"], entry["kind"], entry["since"], entry["basis"])


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _feed(entry: Mapping[str, Any], path: Path, name: str) -> Feed:
    url, lang = entry.get("url"), entry.get("lang")
    if not isinstance(url, str) or not _is_web(url):
        raise BadInput("a feed without a web address", path=path, place=name)
    if lang not in LANGS:
        raise BadInput(f"a feed in an unknown language: {lang!r}", path=path, place=name)
    return Feed(url, cast(Lang, lang), name)
