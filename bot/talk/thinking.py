"""While somebody waits for an answer to what they wrote, Telegram shows that the bot is typing.

Only where it takes long enough to be noticed; a tap has a sign of its own, and a channel has none.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError

NOTICED = 0.6  # seconds after which one wonders whether anything comes
LASTS = 4.5  # Telegram shows it for five seconds at most


@asynccontextmanager
async def thinking(bot: Bot, update: Update) -> AsyncIterator[None]:
    """Show it for as long as the block takes."""
    if update.message is None or update.message.chat.type == ChatType.CHANNEL:
        yield
        return
    shown = asyncio.create_task(show(bot, update.message.chat.id, thread_of(update)), name="typing")
    try:
        yield
    finally:
        shown.cancel()
        await asyncio.gather(shown, return_exceptions=True)


def thread_of(update: Update) -> int | None:
    message = update.message
    return message.message_thread_id if message is not None and message.is_topic_message else None


async def show(bot: Bot, chat_id: int, thread: int | None) -> None:
    """Until cancelled; where Telegram refuses it, nothing is lost."""
    await asyncio.sleep(NOTICED)
    try:
        while True:
            await bot.send_chat_action(chat_id, ChatAction.TYPING, message_thread_id=thread)
            await asyncio.sleep(LASTS)
    except TelegramError:
        return
