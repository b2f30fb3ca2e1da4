"""An hour or a city that somebody types for their settings, told from a question."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.talk import clocks, settings, steps, zones
from bot.talk.clocks import Clock
from bot.talk.groups import refusal
from bot.talk.words import escape
from digests.answers.understand import lexis
from digests.language.fold import iter_words
from digests.model import LANGS

LONGEST = 40  # characters; what is longer is a question


async def typed(update: Update, context: Context, text: str) -> bool:
    """Whether `text` was for the settings; what was asked for and cannot be read is said, and no question."""
    if context.stranger or is_question(text):
        return False
    step = steps.of(context)
    found = read(text, step)
    if found is None and (step is None or step.settled):
        return False
    if refused := await refusal(update, context):
        context.reply(escape(refused))
    elif found is not None:
        take(context, found)
    elif step is not None and step.what == "hour":
        context.tell("hour-unknown", settings.hour_rows(context))
    else:
        context.tell("city-unknown", settings.zone_rows(context))
    return True


def is_question(text: str) -> bool:
    """Whether it asks something: by its mark, its length, or a word that people ask with in one of the languages."""
    words = [word.folded for word in iter_words(text)]
    return "?" in text or len(text) > LONGEST or any(lexis.load(lang).kind(words) for lang in LANGS)


def read(text: str, step: steps.Step | None) -> Clock | str | None:
    """An hour or a zone. Without a step, only what can be nothing else: "07:30", "UTC+5"."""
    if step is None:
        return clocks.time_of(text) or zones.offset(text)
    asked = not step.settled
    if step.what == "hour":
        return clocks.find(text, bare=asked) or zones.find(text)
    return zones.find(text, among=asked) or clocks.find(text)


def take(context: Context, found: Clock | str) -> None:
    """Store it, and show the panel with it."""
    first = ""
    if isinstance(found, str):
        context.change(zone=found)
        steps.wait(context, "zone", settled=True)
    else:
        context.change(hours=(found.hour,))
        steps.wait(context, "hour", settled=True)
        if found.minute:
            first = escape(context.say("hour-whole", hour=f"{found.hour:02d}:00")) + "\n\n"
    text, rows = settings.panel(context)
    context.reply(first + text, rows)
