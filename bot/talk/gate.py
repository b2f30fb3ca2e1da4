"""What every update passes first: who is too fast, who speaks in a group to somebody else, what is no text."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.context import Context
from bot.talk.commands import COMMAND, Command

LONGEST = 1000  # characters of a question or a command; a post to be checked may be longer
GROUPS = {"group", "supergroup"}


async def gate(update: Update, context: Context) -> None:
    """Let an update through to its handler, or end it here."""
    chat = update.effective_chat
    if chat is not None and chat.type == "channel":
        raise ApplicationHandlerStop
    message, query = update.message, update.callback_query
    if message is not None and message.chat.type in GROUPS and not addressed(update, message, context):
        raise ApplicationHandlerStop  # people talk to each other: that counts for nothing
    if message is not None:
        context.in_answer_to(message)
    verdict = context.house.limits.allow(context.chat, context.house.wall.now())
    if verdict != "yes":
        if query is not None:  # however fast: a phone waits for it
            context.answer_tap(query.id, context.say("too-fast"), alert=verdict == "tell")
        elif verdict == "tell" and message is not None:
            context.tell("too-fast")
        raise ApplicationHandlerStop
    if message is not None and len(message.text or "") > LONGEST and COMMAND.match(message.text or ""):
        context.tell("too-long")
        raise ApplicationHandlerStop


def addressed(update: Update, message: Message, context: Context) -> bool:
    """Whether a message in a group is meant for the bot: one of its commands, a reply, a mention."""
    text = message.text or ""
    replied = message.reply_to_message
    to_me = replied is not None and replied.from_user is not None and replied.from_user.id == context.bot.id
    handlers = (handler for group in context.application.handlers.values() for handler in group)
    ours = any(isinstance(handler, Command) and handler.check_update(update) for handler in handlers)
    return ours or to_me or mention(context).search(text) is not None


def mention(context: Context) -> re.Pattern[str]:
    """The bot's name in a text; "@khabar_bot2" is another's."""
    return re.compile(rf"@{context.bot.username}(?!\w)", re.IGNORECASE)
