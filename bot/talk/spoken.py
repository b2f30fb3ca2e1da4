"""What people type for their settings, read as wishes: «по будням в 8», "8 20", «ҳар рӯз», "links off".

The words stand in `config/wishes.toml`; hours, zones and days have readers of their own. What is read is the same in
whichever language the reader's settings are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from babel import Locale

import config
from bot.talk import clocks, zones
from bot.talk.days import day_of
from bot.talk.wishes import SWITCHES, Wish
from bot.talk.words import say
from digests import tables
from digests.errors import BadInput
from digests.language.fold import iter_words
from digests.model import LANGS, TOPICS, Lang

STEM = 5  # letters by which a topic and a language are known, whatever their ending
PARTS = re.compile(r"\s*[,;+&]\s*|\s+(?:и|ва|and)\s+")
DASH = re.compile(r"(?<=\d)\s*[-–—−]\s*(?=\d)")
ROW = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:[\s,]+\d{1,2}(?:[:.]\d\d)?)+")
SIGN = re.compile(r"\s*([-–−])\s*")

Words = tuple[str, ...]
Phrases = Sequence[tuple[Words, str]]


class Heard(NamedTuple):
    """What was typed: the changes that it asks for; or none of them, and the field that it names."""

    field: str
    wishes: tuple[Wish, ...] = ()


@functools.cache
def load(path: Path = config.WISHES) -> Mapping[str, Phrases]:
    """Group → (folded words, what they mean), the longest first. Raises BadInput naming what is wrong."""
    found: dict[str, Phrases] = {}
    for group, meanings in tables.read(path).items():
        if not isinstance(meanings, dict) or not all(isinstance(each, list) for each in meanings.values()):
            raise BadInput("is no table of lists of words", path=path, place=group)
        pairs = [(fold_phrase(phrase), meaning) for meaning, phrases in meanings.items() for phrase in phrases]
        found[group] = sorted(pairs, key=lambda pair: -len(pair[0]))
    return found


def fold_phrase(phrase: str) -> Words:
    """The words of a phrase, each with the star that it may end in."""
    return tuple(
        "".join(each.folded for each in iter_words(word)) + ("*" if word.endswith("*") else "")
        for word in phrase.split()
    )


def folded(text: str) -> Words:
    return tuple(word.folded for word in iter_words(text))


def alike(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def place(words: Words, phrase: Words) -> int | None:
    """Where `phrase` begins in `words`."""
    for at in range(len(words) - len(phrase) + 1):
        if all(map(alike, words[at : at + len(phrase)], phrase)):
            return at
    return None


def meaning(group: str, words: Words, *, whole: bool = True) -> str | None:
    """What the words mean in a group of the table; `whole`: they are nothing else."""
    for phrase, found in load()[group]:
        if place(words, phrase) is not None and (not whole or len(phrase) == len(words)):
            return found
    return None


def without_phrase(group: str, words: Words) -> tuple[str | None, Words]:
    """The meaning of a phrase among the words, and the words without it."""
    for phrase, found in load()[group]:
        at = place(words, phrase)
        if at is not None:
            return found, words[:at] + words[at + len(phrase) :]
    return None, words


def named_field(text: str) -> tuple[str, str] | None:
    """The field that a text names first, and what it says of it."""
    words = list(iter_words(text))
    for phrase, field in load()["field"]:
        if place(tuple(word.folded for word in words[: len(phrase)]), phrase) == 0:
            return field, text[words[len(phrase) - 1].end :].strip(" :=")
    return None


def read(text: str, lang: Lang, today: date) -> Heard | None:
    """What stands behind /settings: a field and what is wanted of it, or what can be meant by itself."""
    named = named_field(text)
    if named is not None:
        field, rest = named
        if not rest:
            return Heard(field)
        if wishes := of_field(field, rest, lang, today):
            return Heard(field, wishes)
    return alone(text) or (Heard("zone", wishes) if (wishes := zone_among(text)) else None)


def alone(text: str) -> Heard | None:
    """Days and hours, a cadence, a zone: what needs no name. «Душанбе» by itself is the city, not Monday."""
    for field, reader in (("cadence", cadence), ("zone", zone), ("days", days), ("hours", hours)):
        if wishes := reader(text):
            return Heard(field, wishes)
    return None


def of_field(field: str, text: str, lang: Lang, today: date) -> tuple[Wish, ...]:
    """What `text` wants of a field; empty where it cannot be told."""
    if field == "pause":
        return pause(text, lang, today)
    if field == "without":
        return without(text)
    reader = READERS.get(field)
    return reader(text) if reader else switch(field, text)


def hours(text: str) -> tuple[Wish, ...]:
    """«8 и 20», "8:00, 19:30", «в 7 утра»; minutes are dropped, which `typed` tells."""
    found = clock_list(text)
    return (Wish("hours", ",".join(str(hour) for hour in sorted({each.hour for each in found}))),) if found else ()


def clock_list(text: str) -> list[clocks.Clock]:
    """The times that a text names, and nothing else; empty where it names another thing too."""
    text = text.strip()
    parts = text.replace(",", " ").split() if ROW.fullmatch(text) else PARTS.split(text)
    found = [clocks.find(part, bare=True) for part in parts if part]
    return [each for each in found if each] if None not in found else []


def cadence(text: str) -> tuple[Wish, ...]:
    """ "every day", «ҳафтае як бор», and at which hour."""
    found, rest = without_phrase("cadence", folded(text))
    if found is None:
        return ()
    whole = (Wish("days", "all"),) if found == "daily" else ()
    return with_hours((Wish("cadence", found), *whole), rest)


def days(text: str) -> tuple[Wish, ...]:
    """«по будням», "Mon and Thu", «душанбе ва панҷшанбе», and at which hour."""
    group, rest = without_phrase("days", folded(text))
    if group is not None:
        return with_hours((Wish("days", group),), rest)
    chosen: list[str] = []
    rest = folded(text)
    while True:
        day, left = without_phrase("weekday", rest)
        if day is None:
            break
        chosen.append(day)
        rest = left
    return with_hours((Wish("days", ",".join(sorted(set(chosen)))),), rest) if chosen else ()


SMALL = frozenset("и ва and по в во on at дар рузхои рузи хар the".split())
"""Words that stand between days; folded."""


def with_hours(wishes: tuple[Wish, ...], rest: Words) -> tuple[Wish, ...]:
    """The wishes and the hours that the rest of the words names; none at all where it names something else."""
    left = tuple(word for word in rest if word not in SMALL)
    if not left:
        return wishes
    named = hours(" ".join(left))
    return (*wishes, *named) if named else ()


def chosen_days(text: str) -> tuple[Wish, ...]:
    return days(text) or cadence(text)


def zone(text: str) -> tuple[Wish, ...]:
    found = zones.find(text)
    return (Wish("zone", found),) if found else ()


def zone_among(text: str) -> tuple[Wish, ...]:
    """A zone where one was asked for: it may stand among other words."""
    found = zones.find(text, among=True)
    return (Wish("zone", found),) if found else ()


def quiet(text: str) -> tuple[Wish, ...]:
    """«с 22 до 7», "22-7", «аз 10 шаб то 6 субҳ», "off"."""
    if meaning("switch", folded(text)) in {"off", "none"}:
        return (Wish("quiet", "off"),)
    phrases = load()["between"]
    before = {phrase[0] for phrase, kind in phrases if kind == "before"}
    between = "|".join(phrase[0] for phrase, kind in phrases if kind == "words")
    said = re.sub(r"^\W*(\w+)\s+", lambda match: "" if match[1].lower() in before else match[0], text.strip())
    parts = re.split(rf"\s+(?:{between})\s+", DASH.sub(" to ", said), flags=re.IGNORECASE)
    ends = [clocks.find(part, bare=True) for part in parts]
    if len(ends) != 2 or not (ends[0] and ends[1]):
        return ()
    return (Wish("quiet", f"{ends[0].hour}-{ends[1].hour}"),)


def pause(text: str, lang: Lang, today: date) -> tuple[Wish, ...]:
    """ "two weeks", «3 рӯз», «пока не скажу», «до 15 апреля», "off"."""
    words = folded(text)
    if found := meaning("pause", words, whole=False):
        return (Wish("pause", found),)
    unit, rest = without_phrase("length", words)
    if unit is not None:
        numbers = [int(word) if word.isdigit() else clocks.written().get(word) for word in rest]
        known = [number for number in numbers if number is not None]
        return (Wish("pause", str(int(unit) * (known or [1])[0])),) if len(known) <= 1 else ()
    day = day_of(text, lang, today)
    if day is not None and day <= today and not re.search(r"\d{4}", text):
        day = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else None
    return (Wish("pause", day.isoformat()),) if day and day > today else ()


def topics(text: str) -> tuple[Wish, ...]:
    if found := meaning("switch", folded(text)):
        return (Wish("topics", "none"),) if found in {"all", "none", "off"} else ()
    names: dict[str, list[str]] = {topic: [say(lang, f"topic-{topic}") for lang in LANGS] for topic in TOPICS}
    return several("topics", text, names)


def reads(text: str) -> tuple[Wish, ...]:
    if found := meaning("switch", folded(text)):
        return (Wish("reads", "any" if found in {"all", "on"} else "own"),)
    return several("reads", text, {lang: languages(lang) for lang in LANGS})


def language(text: str) -> tuple[Wish, ...]:
    found = several("lang", text, {lang: languages(lang) for lang in LANGS})
    return found if found and "," not in found[0].value else ()


def languages(lang: Lang) -> list[str]:
    """What the three languages call one of them."""
    return [lang, *(str(Locale.parse(each).languages[lang]) for each in LANGS)]


def several(field: str, text: str, names: Mapping[str, Iterable[str]]) -> tuple[Wish, ...]:
    """Those of `names` that a text holds, by the beginnings of their words."""
    stems = tuple(word[:STEM] for word in folded(text))
    found = [
        value
        for value, spellings in names.items()
        if any(place(stems, tuple(word[:STEM] for word in folded(name))) is not None for name in spellings)
    ]
    return (Wish(field, ",".join(found)),) if found else ()


def without(text: str) -> tuple[Wish, ...]:
    """Words to leave out, parted by commas; with a minus before them they are left out no longer."""
    if meaning("switch", folded(text)) in {"none", "off"}:
        return (Wish("without", "none"),)
    if sign := SIGN.match(text):
        return (Wish("without", "-" + text[sign.end() :]),)
    words = ",".join(part for part in re.split(r"[,;\n]", text) if folded(part))
    return (Wish("without", "+" + words),) if words else ()


def switch(field: str, text: str) -> tuple[Wish, ...]:
    """On or off."""
    found = meaning("switch", folded(text)) if field in SWITCHES else None
    if found is None:
        return ()
    return (Wish(field, "on" if found in {"on", "all"} else "off"),)


READERS: Mapping[str, Callable[[str], tuple[Wish, ...]]] = {
    "hours": hours, "days": chosen_days, "cadence": cadence, "zone": zone_among, "quiet": quiet, "topics": topics,
    "reads": reads, "lang": language,
}  # fmt: skip
