"""Key figures: listed by theme, found by words, each on a card with its chart and history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from telegram import Update

from bot.context import Context
from bot.mail.message import PhotoRef
from bot.talk import follows
from bot.talk.commands import rest
from bot.talk.keys import Button, Rows, clip, copy, rows, share, tap
from bot.talk.words import capital, escape, say
from digests.language.fold import iter_words
from digests.model import LANGS, TOPICS, Lang, Page
from digests.say.pages import Line, paginate

if TYPE_CHECKING:
    from digests.cards import Card, Wanted

PAGE = 8  # figures shown at once
CAPTION = 600  # UTF-16 units: less than Telegram takes, as much as is read under a picture
NAME = 60  # UTF-16 units of a figure's name on a button
OTHER = "other"
"""The theme of figures that have none."""
THEMES = (*TOPICS, OTHER)


# Lists


async def figures(update: Update, context: Context) -> None:
    """/figures: the themes; `/figures погибшие`, `/figures deported 2024` the figures that are looked for."""
    asked = rest(update)
    if not asked:
        return await themes(context, 0)
    if theme := theme_of(asked):
        return await theme_page(context, 0, theme, 0)
    found = await sought(context, asked)
    if not found:
        return context.tell("figure-unread", await theme_rows(context))
    if found[0].missed:
        context.tell("figure-missed")
    if len(found) > 1:
        return await listed(context, 0, [one.indicator for one in found], [leads_to(one) for one in found])
    return await show(context, found[0].indicator, found[0].when)


async def sought(context: Context, text: str) -> Sequence[Wanted]:
    """The figures that `text` looks for, as many as a page shows, in the order of their likelihood."""
    _, found = await context.house.desk.sought(text, context.lang)
    return found[:PAGE]


def leads_to(wanted: Wanted) -> str:
    return f"fig:{wanted.indicator}" + (f":{wanted.when}" if wanted.when else "")


def theme_of(text: str) -> str | None:
    """The theme that `text` is the name of, in whichever language."""
    typed = [word.folded for word in iter_words(text)]
    for theme in THEMES:
        if typed in ([word.folded for word in iter_words(theme_name(theme, lang))] for lang in LANGS):
            return theme
    return None


def theme_name(theme: str, lang: Lang) -> str:
    return say(lang, "theme-other" if theme == OTHER else f"topic-{theme}")


async def theme_rows(context: Context) -> Rows:
    """A button for each theme of which figures are held, with how many."""
    known = await context.house.desk.themes(context.lang)
    counts = {theme: sum(one.theme == theme for one in known) for theme in THEMES}
    buttons = [
        tap(context.say("theme-button", theme=capital(theme_name(theme, context.lang)), count=n), f"figs:{theme}:0")
        for theme, n in counts.items()
        if n
    ]
    return rows(buttons, 2)


async def themes(context: Context, message_id: int) -> None:
    """What figures are held on: the first thing that /figures shows."""
    found = await theme_rows(context)
    if not found:
        return context.rewrite(message_id, escape(context.say("figures-none")))
    mine = [] if context.stranger else [[tap(context.say("button-follows"), "follows:list")]]
    return context.rewrite(message_id, escape(context.say("figures-intro")), [*found, *mine])


async def page_chosen(context: Context, message_id: int, value: str) -> None:
    """A theme, or a further page of it; a button from before there were themes leads to them."""
    theme, _, start = value.partition(":")
    if theme in THEMES and start.isdigit():
        return await theme_page(context, message_id, theme, int(start))
    return await themes(context, message_id)


async def theme_page(context: Context, message_id: int, theme: str, start: int) -> None:
    """A page of a theme's figures with their current values, and the way to the others."""
    known = [one for one in await context.house.desk.themes(context.lang) if one.theme == theme]
    if not known:
        return await themes(context, message_id)
    shown = known[start : start + PAGE] or known[:PAGE]
    turn = []
    if start:
        turn.append(tap(context.say("button-back"), f"figs:{theme}:{max(0, start - PAGE)}"))
    if start + PAGE < len(known):
        turn.append(tap(context.say("button-more"), f"figs:{theme}:{start + PAGE}"))
    ids = [one.indicator for one in shown]
    return await listed(context, message_id, ids, [f"fig:{one}" for one in ids], turn)


async def listed(
    context: Context, message_id: int, chosen: Sequence[str], data: Sequence[str], turn: Sequence[Button] = ()
) -> None:
    """Figures with their values, each with its button below; `data` are the buttons'."""
    pages = await context.house.desk.figure_lines(chosen, context.lang)
    names = dict(await context.house.desk.indicators(context.lang))
    buttons = [tap(clip(names[one], NAME), each) for one, each in zip(chosen, data, strict=True) if one in names]
    below = [*rows(buttons, 1), *([list(turn)] if turn else []), [tap(context.say("button-themes"), "figs:all")]]
    if len(pages) == 1:
        return context.rewrite(message_id, pages[0].html, below)
    return context.reply_pages(pages, below)


# A card


async def figure_chosen(context: Context, _: int, value: str) -> None:
    """A figure as it stands, or as it stood: `crocus.deaths`, `crocus.deaths:20240324`."""
    indicator, *when = value.split(":")
    await show(context, indicator, *when)


async def show(context: Context, indicator: str, when: str = "") -> None:
    """A figure's card, with what can be done about it."""
    if indicator not in dict(await context.house.desk.indicators(context.lang)):
        return context.tell("figure-gone")
    card = await context.house.desk.card(indicator, context.lang, when=when, links=context.reader.links)
    if card is None:
        return context.tell("figure-gone", [[tap(context.say("button-themes"), "figs:all")]])
    context.remember(card.memory)
    return context.reply_pages(card.pages, card_rows(context, card))


def card_rows(context: Context, card: Card) -> Rows:
    """The buttons of a card. Somebody of whom nothing is stored follows nothing."""
    one = card.indicator
    link = copy(context.say("button-link"), deep_link(context, one))
    copied = [copy(context.say("button-copy"), card.copy_text)] if card.copy_text else []
    times = "button-periods" if any("-" in when for when, _ in card.times) else "button-times"
    follow = [] if context.stranger else [follows.button(context, one)]
    return [
        [tap(context.say("button-chart"), f"chart:{one}"), tap(context.say("button-history"), f"hist:{one}")],
        *([[*follow, *copied]] if follow or copied else []),
        [share(context.say("button-share"), card.name), link],
        *([[tap(context.say(times), f"times:{one}")]] if card.times else []),
        [tap(context.say("button-themes"), "figs:all")],
    ]


def deep_link(context: Context, indicator: str) -> str:
    """An address that opens the figure's card in a chat with this bot; Telegram takes no dots in a payload."""
    return f"https://t.me/{context.bot.username}?start=fig-{indicator.replace('.', '-')}"


async def times_chosen(context: Context, _: int, indicator: str) -> None:
    """When the figure was another one: a button each."""
    if indicator not in dict(await context.house.desk.indicators(context.lang)):
        return context.tell("figure-gone")
    card = await context.house.desk.card(indicator, context.lang, links=False)
    times = card.times if card else ()
    buttons = [tap(said, f"fig:{indicator}:{when}") for when, said in times]
    now = [tap(context.say("button-now"), f"fig:{indicator}")]
    return context.tell("figure-times", [*rows(buttons, 2), now], name=card.name if card else "")


async def history_chosen(context: Context, _: int, indicator: str) -> None:
    """All figures of an indicator with their sources."""
    if indicator not in dict(await context.house.desk.indicators(context.lang)):
        return context.tell("figure-gone")
    pages = await context.house.desk.figure_pages(indicator, context.lang, links=context.reader.links)
    return context.reply_pages(pages, [[tap(context.say("button-card"), f"fig:{indicator}")]])


async def chart_chosen(context: Context, _: int, value: str) -> None:
    """A chart; the same picture is uploaded once, then sent again by its file id."""
    if value not in dict(await context.house.desk.indicators(context.lang)):
        return context.tell("figure-gone")
    image = await context.house.desk.chart(value, context.lang)
    pages = await context.house.desk.figure_pages(value, context.lang, links=context.reader.links)
    key = f"chart:{hashlib.sha256(image).hexdigest()[:32]}"
    caption = {"caption": opening(pages), "parse_mode": "HTML"} if pages else {}
    return context.send("sendPhoto", caption, PhotoRef(key, image))


def opening(pages: Iterable[Page]) -> str:
    """The first paragraphs of a figure's page, as many as a caption holds: what is said where no picture may go."""
    first = next(iter(pages))
    lines = [Line(f"{paragraph}\n") for paragraph in first.html.split("\n\n")]
    return paginate(lines, limit=CAPTION)[0].html


async def chart(update: Update, context: Context) -> None:
    """/chart, with the figure that is meant."""
    if one := await meant(update, context):
        await chart_chosen(context, 0, one)


async def history(update: Update, context: Context) -> None:
    """/history, with the figure that is meant."""
    if one := await meant(update, context):
        await history_chosen(context, 0, one)


async def meant(update: Update, context: Context) -> str | None:
    """The figure that is named behind a command; where it is none or several, they are shown to choose from."""
    asked = rest(update)
    found = await sought(context, asked) if asked else ()
    if len(found) == 1:
        return found[0].indicator
    await figures(update, context)
    return None
