"""The newest decisions at the desk, each to be taken back by a tap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.context import Context
from bot.talk.desk.buttons import to
from bot.talk.desk.names import names_of
from bot.talk.desk.sent import outcome
from bot.talk.desk.state import show
from bot.talk.keys import clip, rows
from bot.talk.words import escape
from digests.clock import dushanbe_day
from digests.corpus.reviews import Decision
from digests.say.figures import say_date, say_value
from digests.say.pages import escape as foreign

DECISIONS_A_SCREEN = 8
LONGEST = 200  # characters of a title


async def trail(context: Context, message_id: int, _: str = "") -> None:
    """The last decisions that stand, the newest first."""

    def read(desk: Any) -> list[tuple[Decision, str]]:
        found = desk.decisions.trail(DECISIONS_A_SCREEN)
        return [(each, "" if each.before else desk.decisions.title(each.target)) for each in found]

    found = await context.house.desk.edit(read)
    if not found:
        return show(context, message_id, escape(context.say("desk-no-trail")))
    names = await names_of(context, (line.before["indicator"] for line, _ in found if line.before))
    lines = [
        f"{n}. {escape(told(context, line))} {foreign(clip(title, LONGEST)) or escape(figure(context, line, names))}"
        for n, (line, title) in enumerate(found, 1)
    ]
    ways = [
        to(context, "undo-n", "undo", line.id, n=str(n))
        for n, (line, _) in enumerate(found, 1)
        if line.before or line.action != "undo"
    ]
    text = "\n".join((escape(context.say("desk-trail")), "", *lines))
    return show(context, message_id, text, rows(ways, 2))


def told(context: Context, line: Decision) -> str:
    """A line of the trail in words: when, by which door, what."""
    what = context.say(f"desk-line-{line.action}")
    if line.id < 0:
        what = context.say("desk-on-its-way", what=what)
    by = context.say(f"desk-by-{line.by or 'shell'}")
    return f"{say_date(dushanbe_day(line.at), context.lang)}, {by}: {what}:"


def figure(context: Context, line: Decision, names: Mapping[str, str]) -> str:
    """What the claim said that was decided about."""
    said = line.before
    value = say_value(said["value"], said["low"], said["high"], said["modifier"], None, context.lang)
    return f"{names[said['indicator']]}, {value}"


async def undo(context: Context, message_id: int, number: str) -> None:
    """Take a decision back."""
    line = await context.house.desk.edit(lambda desk: desk.decisions.undo(int(number)))
    show(context, message_id, escape(outcome(context, line.id, "undo")), [[to(context, "trail", "trail")]])
