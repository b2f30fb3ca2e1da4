"""/sources: what is read, the newest first, one page at a time with buttons that turn it."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.talk.keys import tap
from digests.say.plain import plain_pages


async def sources(_: Update, context: Context) -> None:
    """/sources"""
    await page_chosen(context, 0, "0")


async def page_chosen(context: Context, message_id: int, value: str) -> None:
    """A page of the list in the place of the one before; the first where there is none such by now."""
    pages = await context.house.desk.source_pages(context.lang, links=context.reader.links)
    if not pages:
        return context.retell(message_id, "sources-none")
    pages = plain_pages(pages, context.lang) if context.reader.plain else pages
    at = int(value) if value.isdigit() and int(value) < len(pages) else 0
    turn = [tap(context.say("button-back"), f"list:{at - 1}")] if at else []
    if at + 1 < len(pages):
        turn.append(tap(context.say("button-more"), f"list:{at + 1}"))
    return context.rewrite(message_id, pages[at].html, [turn] if turn else ())
