"""What is kept and why, in plain words; and its erasure."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.people.sent import calls
from bot.talk.keys import tap
from bot.talk.words import escape


async def privacy(_: Update, context: Context) -> None:
    """/privacy: what is kept, for how long and what for, who can see it, and the ways to one's own and to its end."""
    rows = [[tap(context.say(f"button-{what}"), f"go:{what}")] for what in ("mydata", "forget")]
    context.reply(context.say("privacy"), rows)


async def forget(_: Update, context: Context) -> None:
    """/forget asks once more; where nothing is kept there is nothing to ask."""
    if not context.house.people.everything_about(context.chat):
        drop(context)
        return context.tell("mydata-none")
    ways = ["yes", "all", "no"] if context.house.sent.of(context.chat) else ["yes", "no"]
    asked = [context.say("forget-ask"), *([context.say("forget-sent")] if "all" in ways else [])]
    return context.reply(
        escape("\n\n".join(asked)), [[tap(context.say(f"button-forget-{way}"), f"forget:{way}")] for way in ways]
    )


async def forget_chosen(context: Context, message_id: int, value: str) -> None:
    """Erase; or leave all as it is. `all`: what the bot sent within 48 hours goes from the chat too, but for the
    message that becomes the confirmation."""
    if value not in {"yes", "all"}:
        return context.retell(message_id, "kept", [[tap(context.say("button-settings"), "go:settings")]])
    gone = [sent for sent in context.house.sent.of(context.chat) if sent != message_id] if value == "all" else []
    drop(context)
    context.house.forget(context.chat)
    for call in calls(gone):
        context.send("deleteMessages", call)
    return context.rewrite(message_id, escape(context.say("forgotten", deleted="yes" if gone else "no")))


def drop(context: Context) -> None:
    """What is known of the chat in RAM."""
    house = context.house
    for kept in (house.memory, house.waiting, house.greeted, house.shown):
        kept.drop(context.chat)
    for kept in (house.refused, house.counted, house.heard):
        kept.drop_of(context.chat)
