"""Who sends the same words three times within seconds is answered once. In RAM, as a hash, for as long."""

from __future__ import annotations

from telegram import Message, Update

from bot.context import Context, House

Heard = tuple[int, int]
"""A hash of what was written, and the update that brought it."""


def hear(house: House, update: Update) -> None:
    """`update` was answered; whatever else somebody does in between, the same words are meant anew."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        return
    message = update.message
    if message is None or not message.text:
        house.heard.drop((chat.id, user.id))
    else:
        house.heard.put((chat.id, user.id), (words_of(message), update.update_id))


def said(update: Update, context: Context) -> bool:
    """Whether the same person's last message here, seconds ago, said the same; one that is handled anew after a
    failure is no second one."""
    message = update.message
    heard: Heard | None = context.house.heard.get((context.chat, context.user))
    if message is None or heard is None:
        return False
    words, update_id = heard
    return words == words_of(message) and update_id != update.update_id


def words_of(message: Message) -> int:
    """A hash of what a message says, whether it was forwarded, and of what it replies to."""
    replied = message.reply_to_message.message_id if message.reply_to_message else 0
    return hash((message.text, message.forward_origin is not None, replied))
