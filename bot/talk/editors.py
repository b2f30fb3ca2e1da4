"""For editors on the allow-list: what waits for review. To everybody else the command does not exist."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.people.editors import is_editor
from bot.talk.keys import clip
from bot.talk.others import unknown
from bot.talk.words import escape

SHOWN = 15


async def held(update: Update, context: Context) -> None:
    """/held: the claims that wait, in a private chat with an editor."""
    user = update.effective_user
    if user is None or context.chat < 0 or not is_editor(user.id, context.house.editors):
        return await unknown(update, context)
    lines = [f"{claim.id} · {claim.indicator}: {clip(claim.quote, 120)}" for claim in await context.house.desk.held()]
    if not lines:
        return context.tell("held-none")
    text = "\n".join([context.say("held-intro", count=len(lines)), "", *lines[:SHOWN], "", context.say("held-where")])
    return context.reply(escape(text))
