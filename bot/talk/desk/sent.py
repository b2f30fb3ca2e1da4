"""What an editor is told of a decision: that it is done; where the corpus is a copy, that it is on its way."""

from __future__ import annotations

from bot.context import Context
from digests.corpus.reviews import Action


def outcome(context: Context, line: int, action: Action, done: str = "") -> str:
    """`done`, or the usual word for what was done; of a line of the queue, which has a negative number, that the
    decision is on its way."""
    if line < 0:
        return context.say("desk-sent", what=context.say(f"desk-line-{action}"))
    return done or context.say(f"desk-done-{action}")
