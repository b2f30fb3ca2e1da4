"""What somebody types for their settings, told from a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from telegram import Update

from bot.context import Context
from bot.talk import choices, clocks, settings, spoken, steps, zones
from bot.talk.groups import refusal
from bot.talk.panels import PANELS
from bot.talk.spoken import Heard
from bot.talk.wishes import SWITCHES, Wish
from bot.talk.words import escape
from digests.answers.understand import lexis
from digests.language.fold import iter_words
from digests.model import LANGS

LONGEST = 40  # characters; what is longer is a question
LONGEST_LIST = 200  # characters of words to leave out
MINUTES = re.compile(r"\d\s*[:.hч]\s*(?!00)[0-5]\d\b")
INTO: Mapping[str, Callable[[str], tuple[Wish, ...]]] = {"without": spoken.without, "days": spoken.chosen_days}
"""Panel → what is typed into it, if it can be read so."""
UNREAD = {"hours": "hour-unknown", "zone": "city-unknown", "quiet": "quiet-unknown", "pause": "pause-unknown"}


async def typed(update: Update, context: Context, text: str) -> bool:
    """Whether `text` was for the settings; what was asked for and cannot be read is said, and no question."""
    step = steps.of(context)
    leaves_out = step is not None and step.panel == "without"
    if context.stranger or is_question(text, LONGEST_LIST if leaves_out else LONGEST):
        return False
    heard = read(context, text, step)
    if heard is None and (step is None or step.asked is None):
        return False
    if refused := await refusal(update, context):
        context.reply(escape(refused))
    elif heard is not None:
        take(context, heard, text)
    elif step is not None:
        unread(context, step, text)
    return True


def is_question(text: str, longest: int = LONGEST) -> bool:
    """Whether it asks something: by its mark, its length, or a word that people ask with in one of the languages."""
    words = [word.folded for word in iter_words(text)]
    return "?" in text or len(text) > longest or any(lexis.load(lang).kind(words) for lang in LANGS)


def read(context: Context, text: str, step: steps.Step | None) -> Heard | None:
    """What belongs to the open panel. Without one, only what can be nothing else: "07:30", "UTC+5",
    «пауза две недели»."""
    panel = step.panel if step is not None else ""
    if step is not None and step.asked is not None:
        return asked(context, text, step.asked)
    if panel in INTO:
        wishes = INTO[panel](text)
        return Heard(panel, wishes) if wishes else None
    if panel == "when":  # who has just chosen an hour or a zone may think better of it
        return None if text.strip().isdigit() else spoken.alone(text)
    return unmistakable(context, text)


def asked(context: Context, text: str, field: str) -> Heard | None:
    """What was asked for; hours and zones are told apart whichever of them was."""
    if wishes := spoken.of_field(field, text, context.lang, context.house.today()):
        return Heard(field, wishes)
    return spoken.alone(text) if field in {"hours", "zone"} else None


NAMED = {"pause", "quiet", *SWITCHES}
"""Fields that are meant where a few words begin with their name and end with what is wanted of them."""
FEW = 6  # words


def unmistakable(context: Context, text: str) -> Heard | None:
    if clock := clocks.time_of(text):
        return Heard("hours", (Wish("hours", str(clock.hour)),))
    zone = zones.offset(text)
    if zone:
        return Heard("zone", (Wish("zone", zone),))
    heard = spoken.read(text, context.lang, context.house.today()) if len(text.split()) <= FEW else None
    return heard if heard is not None and heard.wishes and heard.field in NAMED else None


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
    near = zones.near(text) if step.asked == "zone" else []
    key = "city-near" if near else UNREAD[str(step.asked)]
    context.tell(key, [*choices.near_rows(now, near), *rows])
    steps.wait(context, step.panel)
