"""Under a refusal one button, "Tell me when you know", and what it keeps.

What was asked lies in RAM for ten minutes, as everything said does; only the tap seals it. In private chats alone: in
a group an answer would come weeks later, under everybody's eyes, to what one of them had asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from bot.context import Context
from bot.people.questions import OF_A_CHAT, Kept, Outcome
from bot.talk.keys import Button, tap
from bot.talk.words import escape, long_date, say
from digests.clock import dushanbe_day
from digests.model import Answer

SAID: Mapping[Outcome, str] = {
    "kept": "wait-kept", "already": "wait-already", "full": "wait-full", "crowded": "wait-crowded",
}  # fmt: skip


def row(context: Context, question: str, memory: Mapping[str, str] | None, found: Answer) -> list[Button]:
    """The button, where `question` was refused to somebody of whom something may be stored."""
    if found.kind != "none" or context.chat < 0 or context.stranger:
        return []
    name = secrets.token_urlsafe(9)
    kept = Kept(question, context.lang, context.house.today(), memory or {})
    context.house.refused.put((context.chat, name), kept)
    return [tap(say(found.lang, "button-wait"), f"wait:{name}")]


async def wanted(context: Context, _: int, name: str) -> None:
    """The button: tapped again, or about what waits already, it changes nothing."""
    questions = context.house.questions
    kept = context.house.refused.get((context.chat, name))
    if kept is None:
        return context.tell("wait-already" if questions.has(name, context.chat) else "wait-gone")
    outcome = questions.keep(name, context.chat, kept)
    until = long_date(context.lang, dushanbe_day(questions.until()))
    return context.tell(SAID[outcome], rows(context) if outcome == "full" else (), date=until, most=OF_A_CHAT)


def rows(context: Context) -> list[list[Button]]:
    """The way out, where something waits."""
    n = context.house.questions.count(context.chat)
    return [[tap(context.say("button-unwait", count=n), "unwait:all")]] if n else []


async def unwanted(context: Context, message_id: int, _: str) -> None:
    """The chat waits no more; what it was shown of it is replaced."""
    dropped = context.house.questions.drop(context.chat)
    text = context.say("wait-dropped", count=dropped) if dropped else context.say("wait-none")
    return context.reply(escape(text)) if message_id == 0 else context.rewrite(message_id, escape(text))
