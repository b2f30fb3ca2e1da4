"""What somebody types for their settings, told from a question."""

from __future__ import annotations

import re

from telegram import Update

from bot.context import Context
from bot.talk import choices, clocks, settings, spoken, steps, zones
from bot.talk.groups import refusal
from bot.talk.panels import PANELS
from bot.talk.spoken import Heard
from bot.talk.wishes import Wish
from bot.talk.words import escape
from digests.answers.understand import lexis
from digests.language.fold import iter_words
from digests.model import LANGS

LONGEST = 40  # characters; what is longer is a question
LONGEST_LIST = 200  # characters of words to leave out
MINUTES = re.compile(r"\d\s*[:.hч]\s*(?!00)[0-5]\d\b")
UNREAD = {"hours": "hour-unknown", "zone": "city-unknown", "quiet": "quiet-unknown", "pause": "pause-unknown"}


async def typed(update: Update, context: Context, text: str) -> bool:
    """Whether `text` was for the settings; what was asked for and cannot be read is said, and no question."""
    step = steps.of(context)
    leaves_out = step is not None and step.panel == "without"
    if context.stranger or is_question(text, LONGEST_LIST if leaves_out else LONGEST):
        return False
    heard = read(context, text, step)
    if heard is None and (step is None or not step.asked):
        return False
    if refused := await refusal(update, context):
        context.reply(escape(refused))
    elif heard is not None:
        take(context, heard, text)
    elif step is not None and step.field is not None:
        unread(context, step, text)
    return True


def is_question(text: str, longest: int = LONGEST) -> bool:
    """Whether it asks something: by its mark, its length, or a word that people ask with in one of the languages."""
    words = [word.folded for word in iter_words(text)]
    return "?" in text or len(text) > longest or any(lexis.load(lang).kind(words) for lang in LANGS)


def read(context: Context, text: str, step: steps.Step | None) -> Heard | None:
    """What the open panel asks for, or what belongs to it. Without one, only what can be nothing else: "07:30",
    "UTC+5"."""
    if step is None or step.panel not in {"when", "days", "without", *steps.ASKED}:
        found = unmistakable(text)
        return found or (settled(text, step.field) if step is not None and step.field else None)
    if step.panel == "without":
        return Heard("without", wishes) if (wishes := spoken.without(text)) else None
    if step.panel == "days":
        return Heard("days", wishes) if (wishes := spoken.chosen_days(text)) else None
    if step.field is not None and step.asked:
        return asked(context, text, step.field)
    return spoken.alone(text) if step.field is None else settled(text, step.field) or unless_number(text)


def unmistakable(text: str) -> Heard | None:
    if clock := clocks.time_of(text):
        return Heard("hours", (Wish("hours", str(clock.hour)),))
    zone = zones.offset(text)
    return Heard("zone", (Wish("zone", zone),)) if zone else None


def unless_number(text: str) -> Heard | None:
    """What is meant by itself; a number alone is an hour only where an hour was asked for."""
    return None if text.strip().isdigit() else spoken.alone(text)


def asked(context: Context, text: str, field: str) -> Heard | None:
    """What was asked for; hours and zones are told apart whichever of them was."""
    if wishes := spoken.of_field(field, text, context.lang, context.house.today()):
        return Heard(field, wishes)
    return spoken.alone(text) if field in {"hours", "zone"} else None


def settled(text: str, field: str) -> Heard | None:
    """What somebody thinks better of, after an hour or a zone was chosen: named alone."""
    if clock := clocks.find(text):
        return Heard("hours", (Wish("hours", str(clock.hour)),))
    return Heard("zone", wishes) if field in {"hours", "zone"} and (wishes := spoken.zone(text)) else None


def take(context: Context, heard: Heard, text: str) -> None:
    """Store it, and show the panel with it."""
    hours = next((wish.value for wish in heard.wishes if wish.field == "hours"), None)
    whole = hours is not None and MINUTES.search(text) is not None
    said = clocks.said(int(hour) for hour in (hours or "").split(",") if hour)
    settings.obey(context, heard, context.say("hour-whole", hour=said) if whole else "")


def unread(context: Context, step: steps.Step, text: str) -> None:
    """Say that it cannot be read, with what may have been meant; the panel stays open."""
    now = settings.view(context)
    _, rows = PANELS[step.panel](now)
    near = zones.near(text) if step.field == "zone" else []
    key = "city-near" if near else UNREAD[str(step.field)]
    context.tell(key, [*choices.near_rows(now, near), *rows])
    steps.wait(context, step.panel)
