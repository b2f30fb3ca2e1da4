"""What a reader may wish, one change of their settings at a time: the same value from a button and from words.

A value says what holds afterwards, never "the other way round", so that a tap that comes twice changes nothing twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, cast, get_args

from bot.people.hours import MOST_HOURS, Often, zone_of
from bot.people.subscribers import Subscriber
from bot.people.wishes import UNTIL_TOLD
from bot.talk import zones
from digests.model import LANGS, TOPICS, Lang

MOST_WORDS, LONGEST_WORD = 10, 40  # left out: words, and characters of each
WORKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
TWICE: Often = "twice"
CADENCES: tuple[Often, ...] = get_args(Often)
"""How often news comes: an edition a day, two, or one a week."""
HALF = 12  # hours between the two editions of who has named one hour only
LONGEST_PAUSE = 366  # days

Changes = dict[str, Any]


class Wish(NamedTuple):
    """A change of one field. `value` is what a button says: "on", "+8", "22-7", "Europe/Moscow"."""

    field: str
    value: str


class Refused(Exception):
    """A wish that cannot be met; `key` and `values` say why to the reader."""

    def __init__(self, key: str, **values: int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def changed(reader: Subscriber, wish: Wish, now: datetime) -> Subscriber:
    """The settings after it. Raises Refused where the limits of a field or its values do not allow it."""
    change = FIELDS.get(wish.field)
    if change is None:
        raise Refused("button-gone")
    return replace(reader, **change(reader, wish.value, now))


def selection(old: Iterable[str], value: str, allowed: Iterable[str]) -> set[str]:
    """The members of a set after "+one", "-one", "these,two", "none". Raises Refused for what is not `allowed`."""
    sign, name = (value[:1], value[1:]) if value[:1] in {"+", "-"} else ("", value)
    named = set() if value == "none" else set(name.split(","))
    if not named <= set(allowed):
        raise Refused("button-gone")
    return set(old) | named if sign == "+" else set(old) - named if sign == "-" else named


def hours(reader: Subscriber, value: str, _: datetime) -> Changes:
    chosen = selection(map(str, reader.hours), value, map(str, range(24)))
    if not chosen:
        raise Refused("hours-least")
    if len(chosen) > MOST_HOURS:
        raise Refused("hours-most", most=MOST_HOURS)
    return {"hours": tuple(sorted(map(int, chosen)))}


def cadence(reader: Subscriber, value: str, _: datetime) -> Changes:
    """Two editions a day want two hours; who goes back to one keeps the first."""
    if value not in CADENCES:
        raise Refused("button-gone")
    chosen = reader.hours
    if value == TWICE:
        chosen = chosen if len(chosen) > 1 else tuple(sorted({chosen[0], (chosen[0] + HALF) % 24}))
    elif reader.cadence == TWICE:
        chosen = chosen[:1]
    return {"cadence": value, "hours": chosen}


def days(reader: Subscriber, value: str, _: datetime) -> Changes:
    """Chosen days are those of a daily edition; all seven are no choice."""
    groups = {"all": range(7), "work": WORKDAYS, "rest": WEEKEND}
    if value in groups:
        chosen = set(groups[value])
    else:
        chosen = {int(day) for day in selection(map(str, reader.days), value, map(str, range(7)))}
    daily: Changes = {"cadence": "daily"} if reader.cadence == "weekly" else {}
    return {"days": frozenset() if len(chosen) == 7 else frozenset(chosen), **daily}


def zone(_: Subscriber, value: str, __: datetime) -> Changes:
    if value not in zones.available():
        raise Refused("button-gone")
    return {"zone": value}


def topics(reader: Subscriber, value: str, _: datetime) -> Changes:
    return {"topics": frozenset(selection(reader.topics, value, TOPICS))}


def reads(reader: Subscriber, value: str, _: datetime) -> Changes:
    """Other languages: "any" of them, the reader's "own" alone, or those that are chosen; who drops the last of them
    reads their own alone."""
    if value in {"any", "own"}:
        return {"reads": frozenset() if value == "any" else frozenset({reader.lang})}
    chosen = selection(reader.reads, value, LANGS) - {reader.lang}
    return {"reads": frozenset(cast("set[Lang]", chosen)) or frozenset({reader.lang})}


def lang(reader: Subscriber, value: str, _: datetime) -> Changes:
    if value not in LANGS:
        raise Refused("button-gone")
    own = reader.reads == {reader.lang}
    return {"lang": value, "reads": frozenset({value}) if own else reader.reads - {value}}


def quiet(_: Subscriber, value: str, __: datetime) -> Changes:
    """From one hour to another; from an hour to itself is none."""
    start, dash, end = value.partition("-")
    if value == "off":
        return {"quiet": None}
    if not (dash and start.isdigit() and end.isdigit() and int(start) < 24 and int(end) < 24):
        raise Refused("button-gone")
    return {"quiet": None if int(start) == int(end) else (int(start), int(end))}


def pause(reader: Subscriber, value: str, now: datetime) -> Changes:
    """For so many days, until the morning of a day, until told otherwise ("end"), or no longer ("off")."""
    if value in {"off", "end"}:
        return {"paused": UNTIL_TOLD if value == "end" else None}
    if value.isdecimal():
        return {"paused": now + timedelta(days=length(int(value[:4])))}
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Refused("button-gone") from None
    until = datetime(day.year, day.month, day.day, tzinfo=zone_of(reader.zone)).astimezone(UTC)
    length((until - now).days + 1)
    return {"paused": until}


def length(days: int) -> int:
    """So many days, where a pause can be as long. Raises Refused."""
    if not 0 < days <= LONGEST_PAUSE:
        raise Refused("pause-long")
    return days


def without(reader: Subscriber, value: str, _: datetime) -> Changes:
    """ "+words, more words" adds, "-words" takes away, as does "-#" with a word's mark; "none" takes all."""
    sign, text = value[:1], value[1:]
    if value == "none":
        return {"without": ()}
    words = [" ".join(word.split()) for word in text.split(",") if word.strip()]
    if sign == "-":
        gone = {word.casefold() for word in words}
        kept = (word for word in reader.without if word.casefold() not in gone and f"#{mark(word)}" != text)
        return {"without": tuple(kept)}
    if any(len(word) > LONGEST_WORD for word in words):
        raise Refused("without-long", most=LONGEST_WORD)
    known = {word.casefold(): word for word in (*reader.without, *words)}
    if len(known) > MOST_WORDS:
        raise Refused("without-most", most=MOST_WORDS)
    return {"without": tuple(known.values())}


def mark(word: str) -> str:
    """What stands for a word in a button, which holds 52 bytes."""
    return hashlib.sha256(word.encode()).hexdigest()[:16]


def switch(name: str, *, on: Any = True, off: Any = False) -> Callable[[Subscriber, str, datetime], Changes]:
    """A field that is on or off."""

    def turned(_: Subscriber, value: str, __: datetime) -> Changes:
        if value not in {"on", "off"}:
            raise Refused("button-gone")
        return {name: on if value == "on" else off}

    return turned


SWITCHES = ("active", "silent", "always", "brief", "charts", "plain", "links")
FIELDS: Mapping[str, Callable[[Subscriber, str, datetime], Changes]] = {
    "lang": lang, "reads": reads, "cadence": cadence, "hours": hours, "days": days, "zone": zone, "topics": topics,
    "quiet": quiet, "pause": pause, "without": without,
    **{name: switch(name) for name in SWITCHES if name != "links"},
    "links": switch("links", off=None),
}  # fmt: skip
