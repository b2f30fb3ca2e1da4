"""Everything else that people send: unknown commands, and what is no text."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from telegram import Update

from bot.context import Context
from bot.talk import menus, posts
from bot.talk.commands import addressee, split
from bot.talk.words import escape

SLIPS = 2
"""Letters that may be wrong, missing, too many or swapped in a command for it to be meant, and no more than a third."""


async def unknown(update: Update, context: Context) -> None:
    """A command nobody knows, with the one that is likely meant. In a group it may be another bot's, unless it names
    this one."""
    if context.chat < 0 and addressee(update) != (context.bot.username or "").lower():
        return None
    typed = split((update.message.text or "") if update.message else "")
    meant = near(typed[0], menus.PRIVATE if context.chat > 0 else menus.GROUP) if typed else None
    if meant:
        return context.tell("unknown-command-near", near=meant)
    return context.tell("unknown-command")


def near(typed: str, names: Sequence[str]) -> str | None:
    """The one of `names` that `typed` is but for a slip of the finger."""
    found = process.extractOne(typed, names, scorer=OSA.distance, score_cutoff=min(SLIPS, len(typed) // 3))
    return found[0] if found else None


async def not_taken(update: Update, context: Context) -> None:
    """A picture, a contact, a place, a file: not taken, not opened, and the person is told so. Figures in the words
    under it are checked all the same."""
    words = (update.message.caption or "") if update.message else ""
    if context.chat > 0 and not (words and await posts.checked(update, context, words)):
        context.reply(escape(f"{context.say('not-taken')}\n\n{context.say('never-asks')}"))
