"""What is kept of a person, shown whole; and its erasure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

from telegram import Update

from bot.context import Context
from bot.people.hours import zone_of
from bot.talk import waiting
from bot.talk.keys import tap
from bot.talk.words import NAMES, escape, long_date
from bot.talk.zones import name_of
from digests.model import Lang


async def mydata(_: Update, context: Context) -> None:
    """/mydata: every stored field, what it tells of the person, and what lies outside our reach."""
    kept = context.house.people.everything_about(context.chat)
    if not kept:
        return context.reply(escape(f"{context.say('mydata-none')}\n\n{context.say('mydata-outro')}"))
    fields = "\n".join(field(context, name, value) for name, value in kept.items())
    intro, outro = escape(context.say("mydata-intro")), escape(context.say("mydata-outro"))
    return context.reply(f"{intro}\n\n{fields}\n\n{outro}", waiting.rows(context))


def field(context: Context, name: str, value: Any) -> str:
    """A stored field in the reader's words; none is passed over."""
    label = escape(context.say(f"field-{name}"))
    text = escape(SHOWN.get(name, plain)(context, value))
    return f"{label}:\n<blockquote expandable>{text}</blockquote>" if "\n" in text else f"{label}: {text}"


def plain(context: Context, value: Any) -> str:
    if isinstance(value, bool):
        return context.say("yes" if value else "no")
    return NOTHING if value is None else str(value)


def topics(context: Context, value: list[str]) -> str:
    return ", ".join(context.say(f"topic-{topic}") for topic in value) or context.say("all-topics")


def moment(context: Context, value: datetime | None) -> str:
    """By the reader's own clock."""
    if value is None:
        return NOTHING
    local = value.astimezone(zone_of(context.reader.zone))
    return context.say("at", date=long_date(context.lang, local.date()), hour=f"{local:%H:%M}")


def questions(context: Context, value: list[datetime]) -> str:
    """How many are kept, and until when the last of them."""
    if not value:
        return NOTHING
    until = long_date(context.lang, value[-1].astimezone(zone_of(context.reader.zone)).date())
    return context.say("waiting", count=len(value), date=until)


def received(context: Context, value: list[Mapping[str, str]]) -> str:
    """The editions, each with its language and topics."""
    return "\n".join(edition(context, **issue) for issue in value) or NOTHING


def edition(context: Context, cadence: str, period: str, edition: str | None) -> str:
    """Of a key like daily:2024-03-29:tg:raids,law:usual:5e1f00d2 all that the reader chose."""
    news = context.say(RECEIVED[cadence], date=long_date(context.lang, date.fromisoformat(period)))
    if edition is None:
        return news
    _, _, lang, chosen, *_ = edition.split(":")
    variant = NAMES[cast(Lang, lang)] + ("" if chosen == "all" else ": " + topics(context, chosen.split(",")))
    return context.say("received-in", news=news, chosen=variant)


NOTHING = "–"
RECEIVED = {"daily": "received-daily", "weekly": "received-weekly"}
SHOWN: dict[str, Callable[[Context, Any], str]] = {
    "lang": lambda _, lang: NAMES[cast(Lang, lang)] if lang else NOTHING,
    "hour": lambda _, hour: NOTHING if hour is None else f"{hour:02d}:00",
    "zone": lambda context, zone: name_of(zone, context.lang) if zone else NOTHING,
    "cadence": lambda context, cadence: context.say(f"button-{cadence}") if cadence else NOTHING,
    "topics": topics,
    "links": lambda context, links: context.say("links-all" if links else "links-safe"),
    "next_edition": moment,
    "received": received,
    "questions": questions,
}
"""Field → how it is said."""


async def forget(_: Update, context: Context) -> None:
    """/forget asks once more; where nothing is kept there is nothing to ask."""
    if not context.house.people.everything_about(context.chat):
        drop(context)
        return context.tell("mydata-none")
    yes = tap(context.say("button-forget-yes"), "forget:yes")
    no = tap(context.say("button-forget-no"), "forget:no")
    return context.tell("forget-ask", [[yes], [no]])


async def forget_chosen(context: Context, message_id: int, value: str) -> None:
    if value != "yes":
        return context.retell(message_id, "kept")
    drop(context)
    context.house.forget(context.chat)
    return context.retell(message_id, "forgotten")


def drop(context: Context) -> None:
    """What is known of the chat in RAM."""
    house = context.house
    for kept in (house.memory, house.waiting, house.greeted, house.desks):
        kept.drop(context.chat)
    for kept in (house.refused, house.counted):
        kept.drop_of(context.chat)
