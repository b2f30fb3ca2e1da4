"""Telegram and the bot make each other's acquaintance: who we are there, and what it shows of us."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import InvalidToken, TelegramError

from bot.context import Khabar
from bot.talk.menus import introduce
from digests.errors import BadInput

log = logging.getLogger(__name__)

LONGEST_PAUSE = 30.0
MENUS_AGAIN = 60.0


async def meet(app: Khabar) -> str:
    """Ask Telegram who we are, and wait where it cannot be reached; the bot's username. Raises BadInput for a token it
    refuses, and for a server whose answer is no bot's description."""
    pause = 1.0
    while True:
        try:
            await app.initialize()
            return app.bot.username or ""
        except InvalidToken:
            raise BadInput("KHABAR_TELEGRAM_TOKEN: Telegram refuses this token") from None
        except TypeError:  # what python-telegram-bot raises where a field that it must have is not there
            raise BadInput("KHABAR_TELEGRAM_URL: what answers there does not speak the Bot API") from None
        except TelegramError as error:
            log.warning("Telegram cannot be reached", extra={"error": type(error).__name__, "seconds": pause})
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


async def menus(app: Khabar) -> None:
    """Command menus; the bot runs without them as well."""
    while True:
        try:
            return await introduce(app.bot, app.house.editors)
        except TelegramError as error:
            log.warning("menus could not be set", extra={"error": type(error).__name__})
        await asyncio.sleep(MENUS_AGAIN)
