"""Everything else that people send: unknown commands, and what is no text."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.talk import posts
from bot.talk.words import escape


async def unknown(_: Update, context: Context) -> None:
    """A command nobody knows. In a group it may be meant for another bot, so there it is passed over."""
    if context.chat > 0:
        context.tell("unknown-command")


async def not_taken(update: Update, context: Context) -> None:
    """A picture, a contact, a place, a file: not taken, not opened, and the person is told so. Figures in the words
    under it are checked all the same."""
    words = (update.message.caption or "") if update.message else ""
    if context.chat > 0 and not (words and await posts.checked(update, context, words)):
        context.reply(escape(f"{context.say('not-taken')}\n\n{context.say('never-asks')}"))
