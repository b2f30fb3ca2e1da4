"""Inline mode: figures and short answers as cards for any chat. A card never carries a link."""

from __future__ import annotations

from typing import Any

from telegram import Update

from bot.context import Context
from bot.talk.figures import FEWEST_LETTERS, naming
from bot.talk.keys import clip
from digests.model import LANGS, Page
from digests.say import foreign

FIGURES = 8
CACHE = 60  # seconds; figures may change


def card(name: str, title: str, description: str, page: Page) -> dict[str, Any]:
    return {
        "type": "article", "id": name, "title": clip(foreign.one_line(title), 120),
        "description": clip(foreign.one_line(description), 160),
        "input_message_content": {
            "message_text": page.html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True},
        },
    }  # fmt: skip


def gist(text: str) -> str:
    """What a figure's page says first: its second paragraph, since the first is its title."""
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    return " ".join((paragraphs[1] if len(paragraphs) > 1 else text).split())


async def asked(update: Update, context: Context) -> None:
    """What somebody typed behind the bot's name: the answer first, then the figures that it names."""
    query = update.inline_query
    if query is None:
        return
    text = query.query.strip()
    cards = await answer_cards(context, text) if len(text) >= FEWEST_LETTERS else []
    cards += await figure_cards(context, text)
    results: dict[str, Any] = {"inline_query_id": query.id, "results": cards, "cache_time": CACHE, "is_personal": True}
    if not cards:
        results["button"] = {"text": context.say("inline-none" if text else "inline-hint"), "start_parameter": "inline"}
    context.send("answerInlineQuery", results)


async def answer_cards(context: Context, text: str) -> list[dict[str, Any]]:
    """The answer, titled with its first words and described by who says so."""
    answer = await context.house.desk.ask(text, context.lang)
    if answer.kind not in {"figure", "passage"}:
        return []
    pages = await context.house.desk.answer_pages(answer, links=False)
    publishers = dict.fromkeys(citation.publisher or citation.title for citation in answer.citations)
    title = answer.text.removeprefix("• ").partition("\n")[0]
    return [card("answer", title, " · ".join(publishers), page) for page in pages[:1]]


async def figure_cards(context: Context, text: str) -> list[dict[str, Any]]:
    """The figures that `text` names, in the language in which it does; all of them where it is empty."""
    desk = context.house.desk
    for lang in (context.lang, *(lang for lang in LANGS if lang != context.lang)):
        named = naming(await desk.indicators(lang), text)
        cards = []
        for indicator, name in named[:FIGURES]:
            pages = await desk.figure_pages(indicator, lang, links=False)
            cards += [card(f"fig:{indicator}", name, gist(page.text), page) for page in pages[:1]]
        if cards:
            return cards
    return []
