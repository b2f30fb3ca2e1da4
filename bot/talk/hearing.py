"""Whether a message says something that was not answered yet: a card of ours, or an edit of no word, does not."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from telegram import Message

from bot.context import FORGET_AFTER, UPDATE, Context

LATE = timedelta(seconds=FORGET_AFTER)


def is_new(message: Message, context: Context) -> bool:
    """Whether to answer. An edit is heard for ten minutes after the message was written."""
    if message.via_bot is not None and message.via_bot.id == context.bot.id:
        return False  # somebody chose one of our cards: those are our own words
    key = (context.chat, message.message_id)
    said = hashlib.sha256((message.text or "").encode("utf-8", "replace")).digest()
    if message.edit_date is not None:
        late = context.house.clock.now() - message.date > LATE
        before, handled = context.house.answered.get(key) or (None, None)
        if late or (before == said and handled != UPDATE.get(0)):  # an update that failed is handled again
            return False
    context.house.answered.put(key, (said, UPDATE.get(0)))
    return True
