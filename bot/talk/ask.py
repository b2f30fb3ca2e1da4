"""Questions: typed, asked by /ask, tapped as an offer; and posts, whose figures are checked. What was asked or sent is
kept nowhere but by the asker's own wish (`waiting`); a follow-up leans on RAM."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from telegram import Update

from bot.context import Context
from bot.people.unanswered import OTHER
from bot.talk import digest, waiting
from bot.talk.commands import rest
from bot.talk.desk import entry
from bot.talk.gate import mention
from bot.talk.keys import Button, clip, copy, tap
from bot.talk.typed import typed as typed_settings
from bot.talk.words import say
from digests.answers.understand.noise import is_noise
from digests.language.dates import find_dates
from digests.model import Answer

EXAMPLES = ("ask-example-1", "ask-example-2", "ask-example-3")
OFFER_WIDTH = 60  # characters of an offer that a phone's button shows


def offer(context: Context, question: str) -> Button:
    """A button that asks `question`. Its data is a hash: the questions offered are ours, not a person's."""
    name = hashlib.sha256(question.encode()).hexdigest()[:16]
    context.house.offers.put(name, question)
    return tap(clip(question, OFFER_WIDTH), f"ask:{name}")


async def ask(update: Update, context: Context) -> None:
    """/ask, with the question behind it or without."""
    await asked(context, rest(update))


async def typed(update: Update, context: Context) -> None:
    """Plain text: the hour or city that was asked for, a post to be checked, or a question."""
    text = (update.message.text or "") if update.message else ""
    text = mention(context).sub(" ", text).strip()
    if await entry.typed(context, text):
        return
    if not await typed_settings(update, context, text) and not await checked(update, context, text):
        await asked(context, text)


async def checked(update: Update, context: Context, text: str) -> bool:
    """Whether `text` was a post with figures: forwarded, or pasted and no question. Nothing of it is remembered."""
    forwarded = bool(update.message and update.message.forward_origin)
    found = await context.house.desk.post(text, context.lang, forwarded=forwarded)
    if found is None:
        return False
    context.reply_pages(await context.house.desk.answer_pages(found.answer, links=context.reader.links), [])
    return True


async def asked(context: Context, text: str) -> None:
    """A question; what holds neither a word nor a date is none, whatever was said before, and is told how to ask."""
    if is_noise(text) and not find_dates(text, context.lang, context.house.today()):
        how(context)
    else:
        await answer(context, text)


def how(context: Context) -> None:
    """How to ask, with examples to tap."""
    context.tell("ask-how", [[offer(context, context.say(key))] for key in EXAMPLES])


async def answer(context: Context, question: str) -> None:
    house, memory = context.house, context.house.memory.get(context.chat)
    found = await house.desk.ask(question, context.lang, memory)
    if found.kind == "none":
        count(context, found.topics)
    if found.kind in {"figure", "passage"}:  # of a question that found nothing, nothing is remembered either
        house.memory.put(context.chat, found.memory)
    pages = await house.desk.answer_pages(found, links=context.reader.links)
    rows = await digest.beside(context, found.edition) if found.edition else buttons(context, found)
    if wait := waiting.row(context, question, memory, found):
        rows = [*rows, wait]
    context.reply_pages(pages, rows)


def count(context: Context, topics: Sequence[str]) -> None:
    """It was asked in vain: once for each topic, however often it is repeated."""
    house = context.house
    new = [topic for topic in topics or (OTHER,) if not house.counted.get((context.chat, topic))]
    house.unanswered.count(new, house.today())
    for topic in new:
        house.counted.put((context.chat, topic), True)


def buttons(context: Context, found: Answer) -> list[list[Button]]:
    """What belongs to the answer, and what the sources do answer."""
    return [*own_rows(found), *([offer(context, text)] for text in found.offers[:3])]


def own_rows(found: Answer) -> list[list[Button]]:
    """Copy the figure, see its history."""
    first = []
    if found.copy_text:
        first.append(copy(say(found.lang, "button-copy"), found.copy_text))
    if found.indicator:
        first.append(tap(say(found.lang, "button-chart"), f"chart:{found.indicator}"))
    return [first] if first else []


async def offer_chosen(context: Context, _: int, value: str) -> None:
    question = context.house.offers.get(value)
    if question is None:
        context.tell("offer-gone")
    else:
        await answer(context, question)
