"""When news comes, in words: days, hours, zone, a pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.people.hours import next_due, zone_of
from bot.people.subscribers import Subscriber
from bot.people.wishes import UNTIL_TOLD
from bot.talk import words, zones
from bot.talk.wishes import TWICE, WEEKEND, WORKDAYS
from digests.model import Lang


@dataclass(frozen=True, slots=True)
class View:
    """A reader's settings as they are looked at in a moment."""

    reader: Subscriber
    now: datetime

    @property
    def lang(self) -> Lang:
        return self.reader.lang

    @property
    def paused(self) -> datetime | None:
        """Until when, if it is not over."""
        until = self.reader.paused
        return until if until is not None and until > self.now else None

    def say(self, key: str, **values: str | int) -> str:
        return words.say_in(self.reader.chat_id, self.lang, key, **values)

    @property
    def zone(self) -> str:
        return zones.name_of(self.reader.zone, self.lang)


def listed(lang: Lang, items: Sequence[str], *, key: str = "joined-and") -> str:
    """ "8:00, 14:00 and 20:00"; `key` is the message that joins the last of them."""
    if len(items) < 2:
        return "".join(items)
    return words.say(lang, key, first=", ".join(items[:-1]), last=items[-1])


def hour(at: int) -> str:
    return f"{at:02d}:00"


def hours(view: View) -> str:
    """A daily edition comes at the first of several hours, two a day at each."""
    key = "joined-and" if view.reader.cadence == TWICE else "joined-or"
    return listed(view.lang, [hour(at) for at in view.reader.hours], key=key)


def days(view: View) -> str:
    """On which days: of a week's edition the one on which it comes, since the week closes with Dushanbe's Sunday, which
    may be another day elsewhere."""
    reader = view.reader
    if reader.cadence == "weekly":
        due = next_due(view.now, reader.rhythm).astimezone(zone_of(reader.zone))
        return named(view, [due.weekday()])
    if not reader.days:
        return view.say("days-all")
    if reader.days == WORKDAYS:
        return view.say("days-work")
    return view.say("days-rest") if reader.days == WEEKEND else named(view, sorted(reader.days))


def named(view: View, weekdays: Sequence[int]) -> str:
    names = listed(view.lang, [view.say(f"on-weekday-{day}") for day in weekdays])
    return view.say("days-named", days=names, count=len(weekdays))


def coming(view: View) -> str:
    """Whether and when news comes by itself, in sentences."""
    reader = view.reader
    said: dict[str, str | int] = {"days": days(view), "hours": hours(view), "zone": view.zone}
    said["which"] = "some" if reader.days else "all"
    if reader.active:
        several = "several" if len(reader.hours) > 1 else "one"
        lines = [view.say("panel-on", **said, cadence=reader.cadence, times=several)]
    else:
        lines = [view.say("panel-off", **said)]
    if view.paused:
        lines.append(paused(view))
    return "\n".join(lines)


def paused(view: View) -> str:
    until = view.paused
    if until is None:
        return view.say("pause-none")
    if until >= UNTIL_TOLD:
        return view.say("pause-open")
    local = until.astimezone(zone_of(view.reader.zone))
    return view.say("pause-until", date=words.long_date(view.lang, local.date()), hour=f"{local:%H:%M}")


def quiet(view: View) -> str:
    if view.reader.quiet is None:
        return view.say("quiet-none")
    start, end = view.reader.quiet
    return view.say("quiet-set", start=hour(start), end=hour(end))
