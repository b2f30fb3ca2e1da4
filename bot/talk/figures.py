"""Key figures as buttons, one figure's history, its chart; the sources."""

from __future__ import annotations

import hashlib

from telegram import Update

from bot.context import Context
from bot.mail.message import PhotoRef
from bot.talk.keys import Rows, clip, rows, tap

PAGE = 8  # figures shown at once


async def figure_rows(context: Context, start: int) -> Rows:
    known = await context.house.desk.indicators(context.lang)
    shown = [tap(clip(name, 120), f"fig:{indicator}") for indicator, name in known[start : start + PAGE]]
    turn = []
    if start:
        turn.append(tap(context.say("button-back"), f"figs:{max(0, start - PAGE)}"))
    if start + PAGE < len(known):
        turn.append(tap(context.say("button-more"), f"figs:{start + PAGE}"))
    return [*rows(shown, 1), *([turn] if turn else [])]


async def figures(_: Update, context: Context) -> None:
    """/figures"""
    found = await figure_rows(context, 0)
    context.tell("figures-intro" if found else "figures-none", found)


async def page_chosen(context: Context, message_id: int, value: str) -> None:
    found = await figure_rows(context, int(value))
    context.retell(message_id, "figures-intro" if found else "figures-none", found)


async def figure_chosen(context: Context, _: int, value: str) -> None:
    """One figure: what stands, its history, and the chart on a tap."""
    if value not in dict(await context.house.desk.indicators(context.lang)):
        return context.tell("figure-gone")
    pages = await context.house.desk.figure_pages(value, context.lang, links=context.reader.links)
    buttons = [tap(context.say("button-chart"), f"chart:{value}"), tap(context.say("button-figures"), "go:figures")]
    return context.reply_pages(pages, [buttons])


async def chart_chosen(context: Context, _: int, value: str) -> None:
    """A chart; the same picture is uploaded once, then sent again by its file id."""
    if value not in dict(await context.house.desk.indicators(context.lang)):
        return context.tell("figure-gone")
    image = await context.house.desk.chart(value, context.lang)
    key = f"chart:{hashlib.sha256(image).hexdigest()[:32]}"
    return context.send("sendPhoto", {}, PhotoRef(key, image))


async def sources(_: Update, context: Context) -> None:
    """/sources"""
    pages = await context.house.desk.source_pages(context.lang, links=context.reader.links)
    if not pages:
        return context.tell("sources-none")
    return context.reply_pages(pages)
