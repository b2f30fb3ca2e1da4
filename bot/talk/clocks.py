"""Hours as people type them: 07:30, 7.30, «в 7 утра», «соати 7-и бегоҳ», 8 pm."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from digests.language.fold import fold
from digests.language.numerals import numerals
from digests.model import LANGS

NUMBER = re.compile(r"(?<![\d+\-−])(\d{1,2})(?:\s*([:.\-hч])\s*([0-5]\d))?(?!\s*[:.\-]?\d)")
EACH_DAY = re.compile(r"\bхар руз(?:и|а)?\b")  # «рӯз» alone means the afternoon
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

MORNING = frozenset("утра утром утро пагох пагохи пагохии субх субхи сахар сахари сахарии am morning".split())
EVENING = frozenset(
    "дня днем вечера вечером вечер бегох бегохи бегохии шом шоми пешин пешини руз рузи рузона pm afternoon "
    "evening".split()
)
NIGHT = frozenset("ночи ночью ночь шаб шаби шабона night".split())
ALONE = {
    **dict.fromkeys(("полдень", "noon", "midday", "нисфирузи"), 12),
    **dict.fromkeys(("полночь", "midnight", "нисфишаб", "нисфишаби"), 0),
}
AROUND = frozenset(
    "в во к часов часа час часам ч ровно каждый день соат соати соатхои ба дар хар и ии у лутфан at o'clock h the in "
    "every day by hours hour please пожалуйста мск".split()
)
"""Words that stand beside an hour and do not change it; all folded."""


TWENTY = 20


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, 0–23 and 0–59."""

    hour: int
    minute: int = 0


def said(hours: Iterable[int]) -> str:
    """08:00, 20:00"""
    return ", ".join(f"{hour:02d}:00" for hour in hours)


def time_of(text: str) -> Clock | None:
    """A time with its minutes that stands alone: 07:30, 7:30."""
    match = NUMBER.fullmatch(text.strip())
    return clock(int(match[1]), int(match[3]), frozenset()) if match and match[2] == ":" else None


def find(text: str, *, bare: bool = False) -> Clock | None:
    """The time of day that `text` names and nothing else; `bare`: a number alone is an hour too."""
    folded = EACH_DAY.sub(" ", fold(text.lower()))
    said = WORD.findall(folded.replace("a.m", "am").replace("p.m", "pm"))
    numbers = [(int(hour), int(minute or 0)) for hour, _, minute in NUMBER.findall(folded)]
    spelled = [hour for word in said if (hour := written().get(word)) is not None]
    numbers += [(hour, 0) for hour in joined(spelled)]
    words = frozenset(said) - written().keys()
    if words - MORNING - EVENING - NIGHT - AROUND - ALONE.keys() or "+" in folded or len(numbers) > 1:
        return None
    if not numbers:
        hours = {ALONE[word] for word in words & ALONE.keys()}
        if "час" in words and words & (NIGHT | EVENING):
            return clock(1, 0, words)  # «час ночи»
        return Clock(hours.pop()) if len(hours) == 1 else None
    if not bare and ((spelled and not words) or folded.strip().isdigit()):
        return None
    return clock(*numbers[0], words)


def joined(hours: list[int]) -> list[int]:
    """«Двадцать один», «бисту як»: twenty and the unit behind it are one hour."""
    return [sum(hours)] if len(hours) == 2 and hours[0] == TWENTY and 0 < hours[1] < 4 else hours


@functools.cache
def written() -> dict[str, int]:
    """The hours in words, folded: seven, семь, ҳафт; in Tajik with the tie to what follows too: «ҳафти пагоҳ»."""
    found: dict[str, int] = {}
    for lang in LANGS:
        words = numerals(lang).words.items()
        hours = {word: int(value) for word, (kind, value) in words if kind in {"u", "t"} or value == TWENTY}
        found |= {f"{word}и": hour for word, hour in hours.items() if lang == "tg"} | hours
    return found


def clock(hour: int, minute: int, words: frozenset[str]) -> Clock | None:
    """The twelve hours of the day's half that `words` name, or the twenty-four."""
    if words & NIGHT:
        hour = {12: 0}.get(hour, hour + 12 if 6 <= hour < 12 else hour)
    elif words & EVENING:
        hour = hour + 12 if hour < 12 else hour
    elif words & MORNING:
        hour = {12: 0}.get(hour, hour)
    hour = 0 if (hour, minute) == (24, 0) else hour
    return Clock(hour, minute) if 0 <= hour < 24 else None
