"""What is kept of a person, shown whole; and its erasure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Update

from bot.context import Context
from bot.talk.keys import tap
from bot.talk.words import escape, has


async def mydata(_: Update, context: Context) -> None:
    """/mydata: every stored field, what it tells of the person, and what lies outside our reach."""
    kept = context.house.people.everything_about(context.chat)
    if not kept:
        return context.reply(escape(f"{context.say('mydata-none')}\n\n{context.say('mydata-outro')}"))
    fields = "\n".join(field(context, name, value) for name, value in kept.items())
    intro, outro = escape(context.say("mydata-intro")), escape(context.say("mydata-outro"))
    return context.reply(f"{intro}\n\n{fields}\n\n{outro}")


def field(context: Context, name: str, value: Any) -> str:
    label = context.say(f"field-{name}") if has(context.lang, f"field-{name}") else name
    text = escape(shown(context, value))
    if "\n" in text:
        return f"{escape(label)}:\n<blockquote expandable>{text}</blockquote>"
    return f"{escape(label)}: <code>{text}</code>"


def shown(context: Context, value: Any) -> str:
    """A stored value as a person reads it; of a record, no part that another part repeats."""
    if isinstance(value, bool):
        return context.say("yes" if value else "no")
    if isinstance(value, Mapping):
        parts = [str(part) for part in value.values()]
        return " ".join(part for part in parts if not any(part != other and part in other for other in parts))
    if isinstance(value, list | tuple | set | frozenset):
        parts = [shown(context, part) for part in value]
        return ("\n" if any(isinstance(part, Mapping) for part in value) else ", ").join(parts) or "–"
    return "–" if value is None else str(value)


async def forget(_: Update, context: Context) -> None:
    """/forget asks once more."""
    yes = tap(context.say("button-forget-yes"), "forget:yes")
    no = tap(context.say("button-forget-no"), "forget:no")
    context.tell("forget-ask", [[yes], [no]])


async def forget_chosen(context: Context, message_id: int, value: str) -> None:
    if value != "yes":
        return context.retell(message_id, "kept")
    house = context.house
    for kept in (house.memory, house.waiting):
        kept.drop(context.chat)
    house.forget(context.chat)
    return context.retell(message_id, "forgotten")
