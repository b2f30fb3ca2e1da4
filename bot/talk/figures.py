"""Key figures as buttons, one figure's history, its chart; the sources."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from telegram import Update

from bot.context import Context
from bot.mail.message import PhotoRef
from bot.talk.commands import rest
from bot.talk.keys import Button, Rows, clip, rows, tap
from bot.talk.words import say
from digests.language.fold import fold, iter_words
from digests.model import LANGS
from digests.say.pages import Line, paginate

STEM = 5  # letters of a word by which names are found, whatever its ending
FEWEST_LETTERS = 3
PAGE = 8  # figures shown at once
CAPTION = 600  # UTF-16 units: less than Telegram takes, as much as is read under a picture


async def figure_rows(context: Context, start: int) -> Rows:
    known = await context.house.desk.indicators(context.lang)
    shown = figure_buttons(known[start : start + PAGE])
    turn = []
    if start:
        turn.append(tap(context.say("button-back"), f"figs:{max(0, start - PAGE)}"))
    if start + PAGE < len(known):
        turn.append(tap(context.say("button-more"), f"figs:{start + PAGE}"))
    return [*shown, *([turn] if turn else [])]


def figure_buttons(named: Sequence[tuple[str, str]]) -> list[list[Button]]:
    return rows([tap(clip(name, 120), f"fig:{indicator}") for indicator, name in named], 1)


async def figures(update: Update, context: Context) -> None:
    """/figures: all of them; `/figures погибшие` those that are named."""
    asked = rest(update)
    if not asked:
        found = await figure_rows(context, 0)
        return context.tell("figures-intro" if found else "figures-none", found)
    named = await figures_named(context, asked)
    if len(named) == 1:
        return await figure_chosen(context, 0, named[0][0])
    if named:
        return context.tell("figures-intro", figure_buttons(named[:PAGE]))
    return context.tell("figure-unread", await figure_rows(context, 0))


async def figures_named(context: Context, text: str) -> list[tuple[str, str]]:
    """(id, name) of the figures whose names hold the words of `text`; else of the one that answers it."""
    desk = context.house.desk
    for lang in (context.lang, *LANGS):
        if found := naming(await desk.indicators(lang), text, every=True):
            names = dict(await desk.indicators(context.lang))
            return [(indicator, names[indicator]) for indicator, _ in found]
    for lang, question in ((context.lang, text), *((lang, say(lang, "how-many", what=text)) for lang in LANGS)):
        answer = await desk.ask(question, lang)
        if answer.kind == "figure":
            return [one for one in await desk.indicators(context.lang) if one[0] == answer.indicator]
    return []


def naming(known: Sequence[tuple[str, str]], text: str, *, every: bool = False) -> list[tuple[str, str]]:
    """Those of `known` whose name holds one word of `text`, or every one; all where there is no word."""
    words = [word.folded[:STEM] for word in iter_words(text) if len(word.folded) >= FEWEST_LETTERS]
    holds = all if every else any
    return [one for one in known if not words or holds(word in fold(one[1].lower()) for word in words)]


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
    pages = await context.house.desk.figure_pages(value, context.lang, links=context.reader.links)
    key = f"chart:{hashlib.sha256(image).hexdigest()[:32]}"
    caption = {"caption": opening(pages[0].html), "parse_mode": "HTML"} if pages else {}
    return context.send("sendPhoto", caption, PhotoRef(key, image))


def opening(html: str) -> str:
    """The first paragraphs of a figure's page, as many as a caption holds: what is said where no picture may go."""
    lines = [Line(f"{paragraph}\n") for paragraph in html.split("\n\n")]
    return paginate(lines, limit=CAPTION)[0].html


async def sources(_: Update, context: Context) -> None:
    """/sources"""
    pages = await context.house.desk.source_pages(context.lang, links=context.reader.links)
    if not pages:
        return context.tell("sources-none")
    return context.reply_pages(pages)
