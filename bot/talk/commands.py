"""A handler for commands that reads the text itself: `/name`, `/name@bot`, in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.context import Context

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,32}))?(?=\s|$)")

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


def split(text: str) -> tuple[str, str | None, str] | None:
    """(command in small letters, bot it is addressed to, what follows) of a text that is a command."""
    match = COMMAND.match(text)
    return (match[1].lower(), match[2], text[match.end() :].strip()) if match else None


class Command(BaseHandler[Update, Context, None]):
    """Takes the commands of `names` that are addressed to this bot or to nobody by name."""

    def __init__(self, names: tuple[str, ...], callback: Callback) -> None:
        super().__init__(callback)
        self.names = frozenset(names)

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update) or update.message is None or not update.message.text:
            return False
        found = split(update.message.text)
        if found is None:
            return False
        name, addressee, _ = found
        mine = addressee is None or addressee.lower() == (update.get_bot().username or "").lower()
        return mine and name in self.names


def addressee(update: Update) -> str | None:
    """The bot that a command names, in small letters."""
    found = split(update.message.text or "") if update.message else None
    return found[1].lower() if found and found[1] else None


def rest(update: Update) -> str:
    """What follows the command."""
    found = split(update.message.text or "") if update.message else None
    return found[2] if found else ""
