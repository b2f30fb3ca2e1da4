"""Time zones as people name them: a city or country in any of the three languages, or a difference in hours.

Cities that name a zone come from Unicode's CLDR (Babel), more of them from `config/cities.toml`. Names are folded, so
«Хуҷанд», «Хучанд» and "Khujand" are one; a case ending is overlooked.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.talk.words import has, say
from config import CITIES as TABLE
from digests.language.fold import cyrillic, iter_words
from digests.model import LANGS, Lang

CITIES = {
    "dushanbe": "Asia/Dushanbe", "moscow": "Europe/Moscow", "yekaterinburg": "Asia/Yekaterinburg",
    "novosibirsk": "Asia/Novosibirsk", "vladivostok": "Asia/Vladivostok", "kaliningrad": "Europe/Kaliningrad",
    "samara": "Europe/Samara", "omsk": "Asia/Omsk", "krasnoyarsk": "Asia/Krasnoyarsk", "irkutsk": "Asia/Irkutsk",
    "yakutsk": "Asia/Yakutsk", "magadan": "Asia/Magadan", "kamchatka": "Asia/Kamchatka", "istanbul": "Europe/Istanbul",
    "almaty": "Asia/Almaty", "tashkent": "Asia/Tashkent", "warsaw": "Europe/Warsaw", "berlin": "Europe/Berlin",
    "london": "Europe/London", "new_york": "America/New_York",
}  # fmt: skip
"""The cities with a button and a name in the locales, the most usual first."""

GUESSED: Mapping[Lang, str] = {"tg": CITIES["dushanbe"], "ru": CITIES["moscow"], "en": CITIES["dushanbe"]}
"""Where somebody may live whose Telegram speaks the language: no more than a guess, and said to be one."""
OFFSET = re.compile(
    r"\(?\s*(?P<from>utc|gmt|мск|msk)?\s*(?:(?P<sign>[+\-−–])\s*)?(?P<hours>\d{1,2})(?:[:.]?(?P<minutes>\d\d))?\s*(?:(?<=\d\s)(?:utc|gmt)\s*)?\)?"
)
ADJECTIVE = re.compile(r"(\w+)ск(?:ое|ого|ому|ом|им)")
BASES = {None: 0, "utc": 0, "gmt": 0, "мск": 3, "msk": 3}
UTC = "Etc/UTC"
EAST, WEST = timedelta(hours=14), timedelta(hours=-12)
SHORTEST = 4  # letters that stay of a name for each letter of its ending that is overlooked
YEAR = 2024  # of the offsets that a country's zones are compared by
NEAR = 0.72  # of two names, from 0 to 1, that may be one with a typing error: a letter in four
MOST_NEAR = 3  # zones offered for a name that is none


def find(typed: str, *, among: bool = False) -> str | None:
    """The IANA zone that somebody typed, or None. `among`: it may stand among other words."""
    text = typed[:60]
    if zone := offset(text):
        return zone
    words = tuple(word.folded for word in iter_words(text.replace("'", "")))
    if zone := named(" ".join(words)):
        return zone
    if not among:
        return None
    spans = [words[at : at + n] for n in (3, 2, 1) for at in range(len(words) - n + 1)]
    zones = [zone for span in spans if (zone := named(" ".join(span)))]
    return zones[0] if zones else None


def near(typed: str) -> list[tuple[str, str]]:
    """(name, IANA zone) of the places that may be meant by a name with typing errors, the likeliest first."""
    name = folded(typed[:60])
    if len(name) < SHORTEST:
        return []
    forms = dict.fromkeys((name, " ".join(cyrillic(word) for word in name.split())))
    table = known()
    found: dict[str, float] = {}
    for form in forms:
        for other, score, _ in process.extract(form, table.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR):
            found[other] = max(score, found.get(other, 0.0))
    zones: dict[str, str] = {}
    for other in sorted(found, key=lambda other: -found[other]):
        zones.setdefault(table[other].zone, table[other].name)
    return [(name, zone) for zone, name in zones.items()][:MOST_NEAR]


def offset(typed: str) -> str | None:
    """The zone of "UTC+5", "GMT +05:30", "+4:30", "мск+2"; a number alone is none."""
    text = typed.strip().lower()
    if text in {"utc", "gmt"}:
        return UTC
    match = OFFSET.fullmatch(text)
    if match is None or not (match["sign"] or match["from"]):
        return None
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    ahead = (-ahead if match["sign"] in {"-", "−", "–"} else ahead) + timedelta(hours=BASES[match["from"]])
    return fixed(ahead) if WEST <= ahead <= EAST else None


def fixed(ahead: timedelta) -> str | None:
    """A zone that is always so far ahead of UTC. `Etc/GMT-5` is five hours ahead: POSIX counts westwards."""
    hours, rest = divmod(ahead, timedelta(hours=1))
    if not rest:
        return f"Etc/GMT{-hours:+d}" if hours else UTC
    return next((zone for zone in places() if offsets(zone) == (ahead, ahead)), None)


@functools.cache
def available() -> frozenset[str]:
    """Every zone there is: to look takes the system eight milliseconds, and is asked for each of a thousand names."""
    return frozenset(available_timezones())


@functools.cache
def places() -> tuple[str, ...]:
    """The zones that are named after a place."""
    return tuple(zone for zone in sorted(available()) if "/" in zone and not zone.startswith("Etc/"))


def offsets(zone: str) -> tuple[timedelta | None, timedelta | None]:
    """How far a zone is ahead of UTC in January and in July."""
    january, july = (datetime(YEAR, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7))
    return january, july


def named(name: str) -> str | None:
    """The zone of a name in folded words; where no name is so written, of the one that differs in its ending."""
    table = known()
    for spelling in dict.fromkeys((name, " ".join(cyrillic(word) for word in name.split()), *of_adjective(name))):
        if spelling in table:
            return table[spelling].zone
        for cut in (1, 2):
            stem = spelling[:-cut]
            alike = {
                place.zone for other, place in table.items() if len(stem) >= SHORTEST * cut and is_ending(stem, other)
            }
            if len(alike) == 1:
                return alike.pop()
    return None


def of_adjective(name: str) -> tuple[str, ...]:
    """The cities that a Russian adjective may be of: «самарское», «омскому», «екатеринбургское» (время)."""
    match = ADJECTIVE.fullmatch(name.removesuffix(" время"))
    return tuple(match[1] + ending for ending in ("", "ск", "а")) if match else ()


def is_ending(stem: str, other: str) -> bool:
    """Whether `other` is `stem`, or has one letter more."""
    return other.startswith(stem) and len(other) - len(stem) <= 1


def folded(name: str) -> str:
    return " ".join(word.folded for word in iter_words(name.replace("'", "")))


class Place(NamedTuple):
    """A place as it is written, and its IANA zone."""

    name: str
    zone: str


@functools.cache
def known() -> dict[str, Place]:
    """Folded name → place; what our own tables say goes before what the world's do."""
    return {folded(name): Place(name, zone) for name, zone in (*countries(), *world(), *table(), *buttons())}


def world() -> Iterator[tuple[str, str]]:
    for zone in places():
        yield zone, zone
        yield zone.rpartition("/")[2].replace("_", " "), zone
    for lang in LANGS:
        for zone, names in Locale.parse(lang).time_zones.items():
            if zone in available() and not zone.startswith("Etc/") and "city" in names:
                yield names["city"], zone


def countries() -> Iterator[tuple[str, str]]:
    """Countries whose clocks all show the same."""
    zones: dict[str, list[str]] = {}
    for zone, territory in get_global("zone_territories").items():
        if zone in available():
            zones.setdefault(territory, []).append(zone)
    for lang in LANGS:
        for territory, name in Locale.parse(lang).territories.items():
            if len({offsets(zone) for zone in zones.get(territory, ())}) == 1:
                yield name, zones[territory][0]


def table() -> Iterator[tuple[str, str]]:
    for zone, names in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        yield from ((name, zone) for name in names)


def buttons() -> Iterator[tuple[str, str]]:
    for city, zone in CITIES.items():
        yield from ((say(lang, f"zone-{city}"), zone) for lang in LANGS)


def name_of(zone: str, lang: Lang) -> str:
    """How a zone is called in a sentence: its city, or its difference from UTC."""
    for city, known_zone in CITIES.items():
        if known_zone == zone and has(lang, f"zone-{city}"):
            return say(lang, f"zone-{city}")
    january, july = offsets(zone)
    if january is not None and january == july and (zone.startswith("Etc/") or january % timedelta(hours=1)):
        return difference(january)
    city = Locale.parse(lang).time_zones.get(zone, {}).get("city")
    return str(city or zone.rpartition("/")[2].replace("_", " "))


def difference(ahead: timedelta) -> str:
    """UTC+5, UTC−3, UTC+4:30."""
    minutes = int(ahead.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = ("+" if minutes > 0 else "−") if minutes else ""
    return f"UTC{sign}{hours or ''}" + (f":{rest:02d}" if rest else "") if minutes else "UTC"
