"""Inline mode: figures and short answers as cards for any chat.

A card carries its sources and whoever differs; it has no link that can be held against somebody, only one that opens
the figure here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot.context import Context
from bot.talk.figures import deep_link
from bot.talk.keys import clip
from bot.talk.words import say
from digests.model import Lang, Page
from digests.say import foreign
from digests.say.blocks import headline

if TYPE_CHECKING:
    from digests.cards import Card, Wanted

MOST = 10
"""Cards of one query: as many as somebody scrolls through; Telegram takes 50."""
CACHE = 60
"""Seconds that Telegram may show the same cards to the same person: figures may change, and be held."""
FEWEST_LETTERS = 3
TITLE, DESCRIPTION = 120, 160  # UTF-16 units


async def asked(update: Update, context: Context) -> None:
    """What somebody typed behind the bot's name: the figures that it looks for, and what answers it; of nothing typed
    the leading figures."""
    query = update.inline_query
    if query is None:
        return
    text = query.query.strip()
    cards = await found(context, text) if len(text) >= FEWEST_LETTERS else await leading(context)
    results = {
        "inline_query_id": query.id,
        "results": [card.to_dict() for card in cards],
        "cache_time": CACHE,
        "is_personal": True,  # in the asker's language
    }
    if not cards:
        label = context.say("inline-none" if text else "inline-hint")
        results["button"] = InlineQueryResultsButton(label, start_parameter="inline").to_dict()
    context.send("answerInlineQuery", results)


async def found(context: Context, text: str) -> list[InlineQueryResultArticle]:
    """The figures that `text` looks for, at the time it names; before them the answer where it is another thing."""
    lang, wanted = await context.house.desk.sought(text, context.lang)
    there = [one for one in wanted if not one.missed] or list(wanted)
    cards = await figure_cards(context, there[:MOST], lang)
    named = {one.indicator for one in there}
    return [*await answer_cards(context, text, named), *cards]


async def leading(context: Context) -> list[InlineQueryResultArticle]:
    """The most important figures."""
    known = await context.house.desk.themes(context.lang)
    return await figure_cards(context, [one.wanted for one in known[:MOST]], context.lang)


async def answer_cards(context: Context, text: str, named: set[str]) -> list[InlineQueryResultArticle]:
    """The answer, titled with its first words and described by who says so; none of a figure among those `named`."""
    answer = await context.house.desk.ask(text, context.lang)
    if answer.kind not in {"figure", "passage"} or answer.indicator in named:
        return []
    pages = await context.house.desk.answer_pages(answer, links=False)
    publishers = dict.fromkeys(citation.publisher or citation.title for citation in answer.citations)
    about = differing(" · ".join(publishers), answer.lang, disagree=answer.disagree)
    return [article("answer", headline(answer), about, page) for page in pages[:1]]


async def figure_cards(context: Context, wanted: list[Wanted], lang: Lang) -> list[InlineQueryResultArticle]:
    """A card for each figure of which something is held."""
    desk = context.house.desk
    cards = [await desk.card(one.indicator, lang, when=one.when, links=False) for one in wanted]
    return [figure_article(context, card, lang) for card in cards if card is not None]


def figure_article(context: Context, card: Card, lang: Lang) -> InlineQueryResultArticle:
    """A figure's card, with the way to its history."""
    button = InlineKeyboardButton(say(lang, "inline-open"), url=deep_link(context, card.indicator))
    about = differing(card.headline, lang, disagree=card.disagree)
    return article(f"fig:{card.indicator}", card.name, about, card.pages[0], InlineKeyboardMarkup([[button]]))


def differing(about: str, lang: Lang, *, disagree: bool) -> str:
    """What a card is described by: that sources differ stands before all else."""
    return f"{say(lang, 'inline-differ')} {about}" if disagree else about


def article(
    name: str, title: str, description: str, page: Page, keyboard: InlineKeyboardMarkup | None = None
) -> InlineQueryResultArticle:
    """One result; `name` is its id, of 64 bytes at most."""
    content = InputTextMessageContent(
        page.html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        clip(name, 64), clip(foreign.one_line(title), TITLE), content, keyboard,
        description=clip(foreign.one_line(description), DESCRIPTION),
    )  # fmt: skip
