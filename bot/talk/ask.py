"""Questions: typed, asked by /ask, tapped as an offer, put in a reply. What was asked is kept nowhere but by the
asker's own wish (`waiting`); a follow-up leans on RAM, or on the message that it replies to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from telegram import Update

from bot.context import Context
from bot.people.unanswered import OTHER
from bot.talk import again, digest, posts, replies, waiting
from bot.talk.commands import rest
from bot.talk.desk import entry
from bot.talk.gate import LONGEST, mention
from bot.talk.keys import Button, clip, copy, tap
from bot.talk.typed import typed as typed_settings
from bot.talk.words import say
from digests.answers.understand.noise import is_noise
from digests.language.dates import find_dates
from digests.model import Answer

EXAMPLES = ("ask-example-1", "ask-example-2", "ask-example-3", "ask-example-4")
EXAMPLES_AT_ONCE = 3  # examples at once
OFFER_WIDTH = 60  # characters of an offer that a phone's button shows


def offer(context: Context, question: str) -> Button:
    """A button that asks `question`. Its data is a hash: the questions offered are ours, not a person's."""
    context.house.offers.put(name_of(question), question)
    return tap(clip(question, OFFER_WIDTH), f"ask:{name_of(question)}")


def name_of(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:16]


async def ask(update: Update, context: Context) -> None:
    """/ask, with the question behind it or without."""
    if not again.said(update, context):
        await asked(context, rest(update))


async def typed(update: Update, context: Context) -> None:
    """Plain text: the hour or city that was asked for, a wish about what it replies to, a post, or a question."""
    text = (update.message.text or "") if update.message else ""
    text = mention(context).sub(" ", text).strip()
    if await entry.typed(context, text):
        return
    if await typed_settings(update, context, text) or again.said(update, context):
        return
    told = replies.about(update, context)
    if told is not None and await replies.answered(context, told, text):
        return
    if not (await replies.named(context, text) or await posts.checked(update, context, text)):
        await asked(context, text, await replies.memory(context, told) if told else None)


async def asked(context: Context, text: str, memory: Mapping[str, str] | None = None) -> None:
    """A question; what holds neither a word nor a date is none, whatever was said before, and is told how to ask.
    `memory`: what it leans on, where that is not what was said last."""
    if len(text) > LONGEST:
        context.tell("too-long")
    elif is_noise(text) and not find_dates(text, context.lang, context.house.today()):
        await how(context)
    else:
        await answer(context, text, memory or context.remembered())


async def how(context: Context) -> None:
    """How to ask, with examples to tap: those that the sources answer as they stand today."""
    asked = [context.say(key) for key in EXAMPLES]
    answered = [question for question in asked if await context.house.desk.answers(question, context.lang)]
    context.tell("ask-how", [[offer(context, question)] for question in answered[:EXAMPLES_AT_ONCE]])


async def answer(context: Context, question: str, memory: Mapping[str, str] | None) -> None:
    house = context.house
    found = await house.desk.ask(question, context.lang, memory)
    if found.kind == "none":
        count(context, found.topics)
    if found.kind in {"figure", "passage"}:  # of a question that found nothing, nothing is remembered either
        context.remember(found.memory)
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
    """What the sources do answer, right under the line that announces it; then what belongs to the answer."""
    return [*([offer(context, text)] for text in found.offers[:3]), *own_rows(found)]


def own_rows(found: Answer) -> list[list[Button]]:
    """Copy the figure, see its history."""
    first = []
    if found.copy_text:
        first.append(copy(say(found.lang, "button-copy"), found.copy_text))
    if found.indicator:
        first.append(tap(say(found.lang, "button-chart"), f"chart:{found.indicator}"))
    return [first] if first else []


async def offer_chosen(context: Context, _: int, value: str) -> None:
    """An offered question is asked; after a restart the button itself still says it, where it had room for it."""
    question = context.house.offers.get(value) or context.label
    if name_of(question) != value:
        context.tell("offer-gone", [[tap(context.say("button-ask"), "go:ask")]])
    else:
        await answer(context, question, context.remembered())
