"""What is kept of a chat, told field by field in a sentence of its reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from babel import Locale
from telegram import Update

from bot.context import Context
from bot.people.hours import zone_of
from bot.people.wishes import UNTIL_TOLD
from bot.talk import clocks, waiting
from bot.talk.keys import Rows, tap
from bot.talk.named import figure_name
from bot.talk.words import NAMES, escape, long_date
from bot.talk.zones import name_of
from digests.model import Lang

NONE, ALL, OPEN, OWN = "none", "all", "open", "own"
"""What the sentences choose by: of a wish that was not made, one that is not limited, one without an end, and of one's
own language alone."""


async def mydata(_: Update, context: Context) -> None:
    """/mydata: every stored field in a sentence, and the ways to what it is for and to its erasure."""
    kept = context.house.people.everything_about(context.chat)
    outro = escape(context.say("mydata-outro"))
    if not kept:
        return context.reply(f"{escape(context.say('mydata-none'))}\n\n{outro}", ways(context))
    told = "\n".join(line for name, value in kept.items() if (line := sentence(context, name, value)))
    rows = [*waiting.rows(context), *ways(context)]
    return context.reply(f"{escape(context.say('mydata-intro'))}\n\n{told}\n\n{outro}", rows)


def ways(context: Context) -> Rows:
    """Where the reader may go from here."""
    return [[tap(context.say(f"button-{what}"), f"go:{what}")] for what in ("privacy", "forget")]


def sentence(context: Context, name: str, value: Any) -> str:
    """A stored field in a sentence, as HTML; empty where there is no such thing in this chat."""
    if (not value and name in SETTLED) or (name in OF_GROUPS and context.chat > 0):
        return ""
    said = FIELDS[name](context, value)
    if not isinstance(said, list):
        return escape(context.say(f"field-{name}", value=said))
    line = escape(context.say(f"field-{name}", value="some" if said else NONE))
    return f"{line}\n<blockquote expandable>{escape(chr(10).join(said))}</blockquote>" if said else line


def yes_no(_: Context, value: bool) -> str:
    return "yes" if value else "no"


def whole(_: Context, value: int) -> int:
    return value


def topics(context: Context, value: Sequence[str]) -> str:
    return ", ".join(context.say(f"topic-{topic}") for topic in value) or ALL


def languages(context: Context, value: Sequence[Lang]) -> str:
    """Those that are read beside the reader's own: theirs alone is no other."""
    return OWN if set(value) == {context.lang} else ", ".join(NAMES[lang] for lang in value) or NONE


def weekdays(context: Context, value: Sequence[int]) -> str:
    names = Locale.parse(context.lang).days["stand-alone"]["wide"]
    return ", ".join(names[day] for day in value) or ALL


def moment(context: Context, value: datetime | None) -> str:
    """By the reader's own clock."""
    if value is None:
        return NONE
    local = value.astimezone(zone_of(context.reader.zone))
    return context.say("at", date=long_date(context.lang, local.date()), hour=f"{local:%H:%M}")


def open_end(context: Context, value: datetime | None) -> str:
    """A moment that may never come by itself."""
    return OPEN if value and value >= UNTIL_TOLD else moment(context, value)


def questions(context: Context, value: Sequence[datetime]) -> str:
    """How many are kept, and until when the last of them."""
    if not value:
        return NONE
    until = long_date(context.lang, value[-1].astimezone(zone_of(context.reader.zone)).date())
    return context.say("waiting", count=len(value), date=until)


def trouble(context: Context, value: Sequence[str]) -> str:
    """What those who run a group were told of."""
    names = dict.fromkeys("thread" if what == "lost" else what for what in value)
    return ", ".join(context.say(f"told-{what}") for what in names) or NONE


def received(context: Context, value: Sequence[Mapping[str, str]]) -> list[str]:
    """The editions, each with its language and topics."""
    return [edition(context, **issue) for issue in value]


def edition(context: Context, cadence: str, period: str, edition: str | None) -> str:
    """Of a key like daily:2024-03-29:tg:raids,law:usual:5e1f00d2 all that the reader chose."""
    news = context.say(
        RECEIVED.get(cadence, "received-since"), date=long_date(context.lang, date.fromisoformat(period))
    )
    if edition is None:
        return news
    _, _, lang, chosen, *_ = edition.split(":")
    variant = NAMES[cast(Lang, lang)] + ("" if chosen == ALL else ": " + topics(context, chosen.split(",")))
    return context.say("received-in", news=news, chosen=variant)


OF_GROUPS = frozenset({"thread", "notices"})
SETTLED = frozenset({"lang", "hours", "zone", "cadence"})
"""Fields that are None where the chat has no settings: then there is nothing to tell of them."""
RECEIVED = {
    "daily": "received-daily", "weekly": "received-weekly", "noon": "received-noon", "evening": "received-evening",
}  # fmt: skip
"""Editions of a time that has a name; all others tell of the days since the last one."""
FIELDS: Mapping[str, Callable[[Context, Any], str | int | list[str]]] = {
    "chat_id": lambda _, number: str(number),
    "lang": lambda _, lang: NAMES[cast(Lang, lang)],
    "active": yes_no,
    "hours": lambda _, hours: clocks.said(hours),
    "zone": lambda context, zone: name_of(zone, context.lang),
    "cadence": lambda _, cadence: str(cadence),
    "topics": topics,
    "links": lambda _, links: ALL if links else "safe",
    "always": yes_no,
    "reads": languages,
    "days": weekdays,
    "quiet": lambda _, hours: f"{hours[0]:02d}:00–{hours[1]:02d}:00" if hours else NONE,
    "silent": yes_no,
    "brief": yes_no,
    "charts": yes_no,
    "plain": yes_no,
    "without": lambda _, words: ", ".join(words) or NONE,
    "paused": open_end,
    "thread": lambda _, thread: NONE if thread is None else str(thread),
    "notices": trouble,
    "next_edition": moment,
    "told": moment,
    "begun": moment,
    "held": open_end,
    "received": received,
    "messages_under_way": whole,
    "follows": lambda context, figures: [figure_name(figure, context.lang) for figure in figures],
    "questions": questions,
    "sent": whole,
}
"""Field of `Subscribers.everything_about` → what its sentence says, or chooses by; a list stands below it."""
