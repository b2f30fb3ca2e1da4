"""In a group only administrators change settings; who writes as the group itself is asked to write as a person."""

from __future__ import annotations

import functools

from telegram import Update
from telegram.error import TelegramError

from bot.context import Context
from bot.talk.commands import Callback
from bot.talk.words import escape

ADMINS = {"creator", "administrator"}


async def refusal(update: Update, context: Context) -> str | None:
    """Why this person may not change the chat's settings; None where they may."""
    if context.chat > 0:
        return None
    message, user = update.message, update.effective_user
    if message is not None and message.sender_chat is not None:
        return context.say("not-anonymous")
    try:
        member = await context.bot.get_chat_member(context.chat, user.id) if user else None
    except TelegramError:
        member = None
    return None if member and member.status in ADMINS else context.say("admins-only")


def admins_only(callback: Callback) -> Callback:
    """A command that in a group only an administrator may give."""

    @functools.wraps(callback)
    async def guarded(update: Update, context: Context) -> None:
        refused = await refusal(update, context)
        if refused is None:
            await callback(update, context)
        else:
            context.reply(escape(refused))

    return guarded
