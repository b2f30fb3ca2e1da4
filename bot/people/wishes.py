"""A reader and what they wish, and how each wish stands in its column.

One table of columns says how a wish is written and read; what is selected, stored and shown follows from the fields
of `Subscriber`, so that a new wish is a field here and a migration, and is forgotten nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, get_type_hints

from bot.people.hours import Often, Rhythm
from digests.editions.taste import Taste
from digests.model import Lang

HOURS = (8,)
ZONE = "Asia/Dushanbe"
UNTIL_TOLD = datetime(3000, 1, 1, tzinfo=UTC)
"""The end of a pause that has none: it is ended by hand."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat and its settings; `Rhythm` and `Taste` say what theirs mean."""

    chat_id: int
    lang: Lang
    active: bool = False  # digests are sent
    hours: tuple[int, ...] = HOURS  # one to four of 0–23, sorted, by the clock of `zone`
    zone: str = ZONE
    cadence: Often = "daily"
    topics: frozenset[str] = frozenset()
    links: bool | None = None
    always: bool = False  # a day without news is told of too
    reads: frozenset[Lang] = frozenset()  # other languages they read; empty: not said; their own alone: no other
    days: frozenset[int] = frozenset()  # weekdays of a daily edition, 0 for Monday; empty: every day
    quiet: tuple[int, int] | None = None  # from and to which hour of theirs nothing comes that is not asked for
    silent: bool = False  # delivered without a sound
    brief: bool = False  # the first page alone
    charts: bool = True  # a weekly edition brings charts
    plain: bool = False  # for a screen reader
    without: tuple[str, ...] = ()  # words whose stories are left out
    paused: datetime | None = None  # until when nothing is sent

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(**{name: getattr(self, name) for name in RHYTHM})

    @property
    def taste(self) -> Taste:
        return Taste(**{name: getattr(self, name) for name in TASTE})


COLUMNS = tuple(field.name for field in fields(Subscriber))
RHYTHM = tuple(field.name for field in fields(Rhythm))
TASTE = tuple(field.name for field in fields(Taste))


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is read from its column and written into it."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _split(text: str) -> list[str]:
    return text.split(",") if text else []


def _joined(values: Sequence[Any]) -> str:
    return ",".join(map(str, values))


TRUTH = Form(bool, int)
WORDS = Form(lambda text: frozenset(_split(text)), lambda words: _joined(sorted(words)))  # equal wishes, equal texts
NUMBERS = Form(lambda text: frozenset(map(int, _split(text))), lambda numbers: _joined(sorted(numbers)))
AS_IT_IS = Form(lambda value: value, lambda value: value)


def _or_none(form: Form) -> Form:
    return Form(
        lambda value: None if value is None else form.read(value),
        lambda value: None if value is None else form.write(value),
    )


FORMS: Mapping[str, Form] = {
    "hours": Form(lambda text: tuple(map(int, _split(text))), _joined),
    "topics": WORDS,
    "links": _or_none(TRUTH),
    "reads": WORDS,
    "days": NUMBERS,
    "quiet": _or_none(Form(lambda text: tuple(map(int, text.split("-"))), lambda hours: "-".join(map(str, hours)))),
    "without": Form(lambda text: tuple(text.splitlines()), "\n".join),
    "paused": _or_none(Form(lambda at: datetime.fromtimestamp(at, UTC), lambda moment: moment.timestamp())),
    **{name: TRUTH for name, kind in get_type_hints(Subscriber).items() if kind is bool},
}
"""Column → its form; those that hold a number or a text as it is are not named."""


def read(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """The values of a row of the columns `names`."""
    return {name: FORMS.get(name, AS_IT_IS).read(value) for name, value in zip(names, row, strict=True)}


def subscriber_of(row: Sequence[Any]) -> Subscriber:
    """A row of `COLUMNS` as a subscriber."""
    return Subscriber(**read(COLUMNS, row))


def row_of(subscriber: Subscriber) -> tuple[Any, ...]:
    """A subscriber as a row of `COLUMNS`."""
    return tuple(FORMS.get(name, AS_IT_IS).write(getattr(subscriber, name)) for name in COLUMNS)


def shown(subscriber: Subscriber) -> dict[str, Any]:
    """Every field by its name, collections as sorted lists: what /mydata shows."""
    return {name: _listed(getattr(subscriber, name)) for name in COLUMNS}


def _listed(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
