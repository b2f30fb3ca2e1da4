"""Buttons, as python-telegram-bot types them. Callback data is signed for its chat when a reply is made
(`Context.reply`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import CopyTextButton, InlineKeyboardButton
from telegram.constants import InlineKeyboardButtonLimit

from digests.say.pages import units

Button = InlineKeyboardButton
Rows = Sequence[Sequence[Button]]

COPY_LIMIT = int(InlineKeyboardButtonLimit.MAX_COPY_TEXT)  # UTF-16 units
PART = " · "  # between what a copied figure is made of: figure, who and when, address


def tap(text: str, data: str) -> Button:
    """A button that calls back with `data`, at most 52 bytes."""
    return InlineKeyboardButton(text, callback_data=data)


def copy(text: str, content: str) -> Button:
    """A button that copies `content`: what does not fit goes from its end, an address never by half."""
    parts = content.split(PART)
    while len(parts) > 1 and units(PART.join(parts)) > COPY_LIMIT:
        parts.pop()
    return InlineKeyboardButton(text, copy_text=CopyTextButton(clip(PART.join(parts), COPY_LIMIT)))


def relabelled(button: Button, text: str) -> Button:
    """The same button with another text on it."""
    return InlineKeyboardButton.de_json({**button.to_dict(), "text": text})


def share(text: str, query: str) -> Button:
    """A button that lets a chat be chosen and puts `query` behind the bot's name there."""
    return InlineKeyboardButton(text, switch_inline_query=query)


def rows(buttons: Iterable[Button], width: int) -> list[list[Button]]:
    """Buttons in rows of `width`."""
    made: list[list[Button]] = []
    for button in buttons:
        if not made or len(made[-1]) == width:
            made.append([])
        made[-1].append(button)
    return made


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units, cut at a word and marked where it was cut."""
    if units(text) <= limit:
        return text
    short = text.encode("utf-16-le", "replace")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return (short.rsplit(" ", 1)[0] if " " in short else short) + "…"
