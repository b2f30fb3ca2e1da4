"""Publishers and their feeds, from `config/sources.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

import config
from digests.errors import BadInput
from digests.model import LANGS, Lang

Kind = Literal["feed", "channel"]
Text = Literal["better", "feed", "page"]

PREVIEW = re.compile(r"/s/([A-Za-z][A-Za-z0-9_]{2,31})/?")
"""The path of a Telegram channel's public preview; a name has letters, digits and underscores, 32 at most."""
CHANNEL_LINK = re.compile(r"/(?:s/)?([A-Za-z][A-Za-z0-9_]{2,31})(?:/|$)")
"""The path of whatever leads into a channel."""
CHANNEL_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
AGENT = re.compile(r"[\x20-\x7e]{1,200}")
"""What can stand in the header of a request."""
LEAST_MINUTES, MOST_MINUTES = 5, 10_080
"""Between two readings: no publisher wants to be asked more often, and a source that is read by the month is none."""
NAMES_BEFORE = (
    "no longer limits what enters: leave it out, or write always = […] with those names that let in whatever holds one"
)
FEED_KEYS = frozenset({"url", "lang", "kind", "text", "approval", "allow", "deny", "agent", "minutes", "confirmed"})


@dataclass(frozen=True, slots=True)
class Feed:
    """One source of a publisher: a feed, or the public web preview of a Telegram channel.

    `text` says what is read of an item: what the feed holds, the page behind it, or the better of the two. An item of
    a source that wants `approval` waits for the editor. `allow` and `deny` are words or phrases: see
    `digests.sources.admission`.
    """

    url: str
    lang: Lang
    publisher: str
    kind: Kind = "feed"
    text: Text = "better"
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

    def at_home(self, url: str | None) -> Publisher | None:
        """The publisher on whose own site `url` lies; a channel's host is nobody's home."""
        host = _host(url)
        if not host or host in CHANNEL_HOSTS:
            return None
        homes = ((_host(each.home), each) for each in self.all)
        return next((each for home, each in homes if home and (host == home or host.endswith(f".{home}"))), None)

    def link_is_safe(self, name: str | None, url: str | None = None) -> bool:
        """Whether no country's measure is known against sharing this publisher's links, or whatever `url` leads to:
        another outlet's item may point to theirs."""
        publisher = self.get(name)
        if publisher is not None and publisher.statuses:
            return False
        host = _host(url)
        if host in CHANNEL_HOSTS:
            return _channel(url) not in self.channels_under_status
        return not any(host == home or host.endswith(f".{home}") for home in self.homes_under_status)

    @property
    def homes_under_status(self) -> frozenset[str]:
        """The hosts of publishers under a status, of their pages and of their feeds; that of channels is nobody's."""
        return frozenset(host for address in self._under_status if (host := _host(address))) - CHANNEL_HOSTS

    @property
    def channels_under_status(self) -> frozenset[str]:
        """The names of their channels, in small letters."""
        named = {_channel(address) for address in self._under_status if _host(address) in CHANNEL_HOSTS}
        return frozenset(name for name in named if name)

    @property
    def _under_status(self) -> list[str]:
        marked = [each for each in self.all if each.statuses]
        return [address for each in marked for address in (each.home, *(feed.url for feed in each.feeds))]

    @property
    def feeds(self) -> tuple[Feed, ...]:
        return tuple(feed for publisher in self.all for feed in publisher.feeds)

    def feed(self, url: str) -> Feed | None:
        """The source at this address."""
        return next((feed for feed in self.feeds if feed.url == url), None)


def _host(url: str | None) -> str:
    """The host that `url` leads to, without "www." and the last dot; empty where it leads nowhere."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.casefold().rstrip(".").removeprefix("www.")


def _channel(url: str | None) -> str | None:
    """The name of the Telegram channel that `url` leads into, in small letters."""
    try:
        found = CHANNEL_LINK.match(urlsplit(url or "").path)
    except ValueError:
        return None
    return found[1].lower() if found else None


def load(path: Path | None = None) -> Publishers:
    """Read `path`, without one the operator's file or the packaged one; again where it was changed since, so that a
    service learns of a new source as it runs. Raises BadInput naming the file and the publisher at fault.
    """
    path = path or config.where("sources.toml")
    try:
        seen = path.stat()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", path=path) from None
    return _load(path, seen.st_mtime_ns, seen.st_size)


@functools.lru_cache(maxsize=8)
def _load(path: Path, _changed: int, _size: int) -> Publishers:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(str(error), path=path) from None
    publishers = tuple(_publisher(table, path) for table in _tables(data, "publisher", path))
    for url, count in Counter(feed.url for publisher in publishers for feed in publisher.feeds).items():
        if count > 1:
            raise BadInput("the same source stands twice", path=path, place=url)
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
        if name == "names":  # as files of before hold it
            raise BadInput(NAMES_BEFORE, path=path, place="relevance.names")
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


def is_web(url: str) -> bool:
    """Whether `url` is an address on the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _feed(entry: Mapping[str, Any], path: Path, name: str) -> Feed:
    url, lang = entry.get("url"), entry.get("lang")
    if not isinstance(url, str) or not is_web(url):
        raise BadInput("a feed without a web address", path=path, place=name)
    place = f"{name}: {url}"
    for key in sorted(entry.keys() - FEED_KEYS):
        raise BadInput(f"unknown: {key} (a source has {', '.join(sorted(FEED_KEYS))})", path=path, place=place)
    if lang not in LANGS:
        raise BadInput(f"a feed in an unknown language: {lang!r}", path=path, place=name)
    kind = _one_of(entry, "kind", get_args(Kind), path, place)
    if kind == "channel" and not PREVIEW.fullmatch(urlsplit(url).path):
        raise BadInput("a channel stands under the address of its preview: https://t.me/s/NAME", path=path, place=place)
    return Feed(
        url,
        cast(Lang, lang),
        name,
        kind=cast(Kind, kind),
        text=_text(entry, kind, path, place),
        approval=_approval(entry, path, place),
        allow=_keywords(entry, "allow", path, place),
        deny=_keywords(entry, "deny", path, place),
        agent=_agent(entry, path, place),
        minutes=_minutes(entry, path, place),
    )


def _text(entry: Mapping[str, Any], kind: str, path: Path, place: str) -> Text:
    """A post of a channel is all there is of it."""
    if kind == "channel":
        return cast(Text, _one_of({"text": "feed", **entry}, "text", ("feed",), path, place))
    return cast(Text, _one_of(entry, "text", get_args(Text), path, place))


def _one_of(entry: Mapping[str, Any], key: str, allowed: tuple[str, ...], path: Path, place: str) -> str:
    """The value of `key`, or that of a source which says nothing of it."""
    value = entry.get(key, _default(key))
    if value not in allowed:
        raise BadInput(f"{key} is {' or '.join(allowed)}, not {value!r}", path=path, place=place)
    return str(value)


def _default(key: str) -> object:
    return next(field.default for field in fields(Feed) if field.name == key)


def _approval(entry: Mapping[str, Any], path: Path, place: str) -> bool:
    value = entry.get("approval", False)
    if not isinstance(value, bool):
        raise BadInput(f"approval is true or false, not {value!r}", path=path, place=place)
    return value


def _keywords(entry: Mapping[str, Any], key: str, path: Path, place: str) -> tuple[str, ...]:
    words = _words(entry, key, path, place)
    for word in words:
        if not re.search(r"\w", word):
            raise BadInput(f"{key} holds no word: {word!r}", path=path, place=place)
    return words


def _agent(entry: Mapping[str, Any], path: Path, place: str) -> str | None:
    value = entry.get("agent")
    if value is not None and not (isinstance(value, str) and AGENT.fullmatch(value) and value == value.strip()):
        raise BadInput("agent is a line of up to 200 characters of ASCII", path=path, place=place)
    return value


def _minutes(entry: Mapping[str, Any], path: Path, place: str) -> int | None:
    value = entry.get("minutes")
    whole = value is None or (isinstance(value, int) and not isinstance(value, bool))
    if not whole or (value is not None and not LEAST_MINUTES <= value <= MOST_MINUTES):
        said = f"minutes is a whole number from {LEAST_MINUTES} to {MOST_MINUTES}, not {value!r}"
        raise BadInput(said, path=path, place=place)
    return value
