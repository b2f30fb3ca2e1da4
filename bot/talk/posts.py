"""Posts whose figures are checked: forwarded, or pasted and no question. Nothing of them is remembered."""

from __future__ import annotations

from telegram import Message, Update

from bot.context import Context
from bot.talk.gate import LONGEST
from bot.talk.keys import Button, clip, tap
from bot.talk.start import next_buttons
from digests.answers.check.checked import Checked

WIDTH = 60  # UTF-16 units of a figure's name on a button
FIGURE_BUTTONS = 3  # figures that a button leads to


async def checked(update: Update, context: Context, text: str) -> bool:
    """Whether `text` was a post: its figures are held against the sources, or it is told that it has none."""
    if not text and (shown := shown_by(update, context)):
        return await compared(context, shown, forwarded=True)
    return await compared(context, text, forwarded=bool(update.message and update.message.forward_origin))


def shown_by(update: Update, context: Context) -> str:
    """What another person wrote, where a reply to it names the bot and says nothing else: "look at this"."""
    replied = update.message.reply_to_message if update.message else None
    if not isinstance(replied, Message) or (replied.from_user and replied.from_user.id == context.bot.id):
        return ""
    return replied.text or ""


async def compared(context: Context, text: str, *, forwarded: bool) -> bool:
    found = await context.house.desk.post(text, context.lang, forwarded=forwarded)
    if found is None:
        return forwarded and await without_figures(context, text)
    pages = await context.house.desk.answer_pages(found.answer, links=context.reader.links)
    context.reply_pages(pages, figures_of(found))
    return True


def figures_of(found: Checked) -> list[list[Button]]:
    """A button for each figure of ours that the post spoke of."""
    named = {each.indicator: each.label or "" for each in found.findings if each.indicator and each.label}
    return [[tap(clip(label, WIDTH), f"fig:{indicator}")] for indicator, label in list(named.items())[:FIGURE_BUTTONS]]


async def without_figures(context: Context, text: str) -> bool:
    """A post that holds nothing to compare: who is in trouble gets the fixed reply, all others what the bot can do."""
    if 0 < len(text) <= LONGEST:
        found = await context.house.desk.ask(text, context.lang)
        if found.kind == "help":
            context.reply_pages(await context.house.desk.answer_pages(found, links=context.reader.links))
            return True
    context.tell("post-nothing", next_buttons(context))
    return True
