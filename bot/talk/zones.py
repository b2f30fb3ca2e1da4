"""Time zones as people name them: a city in any of the three languages, an IANA name, or a difference in hours."""

from __future__ import annotations

import functools
import re
from zoneinfo import available_timezones

from bot.talk.words import has, say
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

MORE = {
    "Asia/Dushanbe": "худжанд хуҷанд хучанд khujand бохтар bokhtar куляб кулоб кӯлоб kulob хорог хоруғ khorog "
    "тоҷикистон таджикистан tajikistan",
    "Europe/Moscow": "питер спб петербург санкт-петербург st petersburg saint petersburg казань қазон казан kazan "
    "краснодар krasnodar ростов rostov сочи sochi воронеж voronezh нижний новгород nizhny novgorod калуга kaluga тула "
    "tula иваново ivanovo тверь tver рязань ryazan мск msk московская область маскав москва",
    "Europe/Samara": "ижевск izhevsk удмуртия",
    "Asia/Yekaterinburg": "екб уфа ufa челябинск chelyabinsk пермь perm тюмень tyumen сургут surgut оренбург orenburg "
    "ханты-мансийск нижневартовск екатеринбург",
    "Asia/Novosibirsk": "новосиб барнаул barnaul томск tomsk",
    "Asia/Krasnoyarsk": "кемерово kemerovo новокузнецк абакан норильск norilsk",
    "Asia/Irkutsk": "улан-удэ ulan-ude бурятия",
    "Asia/Yakutsk": "чита chita благовещенск blagoveshchensk",
    "Asia/Vladivostok": "хабаровск khabarovsk уссурийск",
    "Asia/Magadan": "сахалин sakhalin южно-сахалинск",
    "Asia/Almaty": "астана astana алма-ата",
    "Asia/Tashkent": "самарканд samarkand",
    "Europe/Volgograd": "волгоград volgograd",
    "Europe/Saratov": "саратов saratov",
    "Europe/Istanbul": "анкара ankara",
}
"""More names that people type, by zone; a name of two words stands with its words apart as well."""

TWO_WORDS = ("нижний новгород", "nizhny novgorod", "saint petersburg", "st petersburg", "московская область")
OFFSET = re.compile(r"(?:utc|gmt|мск|msk)?\s*([+\-−])\s*(\d{1,2})(?::?00)?")


def fold(name: str) -> str:
    return " ".join(re.sub(r"[_\-./,]", " ", name.lower().replace("ё", "е")).split())


@functools.cache
def known() -> dict[str, str]:
    """Folded name → IANA zone."""
    found = {fold(zone.rpartition("/")[2]): zone for zone in sorted(available_timezones()) if "/" in zone}
    found |= {fold(zone): zone for zone in available_timezones() if "/" in zone}
    for zone, names in MORE.items():
        for name in TWO_WORDS:
            if name in names:
                found[fold(name)] = zone
                names = names.replace(name, "")  # noqa: PLW2901
        found |= {fold(name): zone for name in names.split()}
    for city, zone in CITIES.items():
        found |= {fold(say(lang, f"zone-{city}")): zone for lang in LANGS}
    return found


def find(typed: str) -> str | None:
    """The IANA zone that somebody typed, or None. `Etc/GMT-5` is five hours ahead: the sign is turned round there."""
    name = fold(typed[:60])
    if name in known():
        return known()[name]
    match = OFFSET.fullmatch(typed.strip().lower())
    if match and int(match[2]) <= 12:
        hours = int(match[2]) * (1 if match[1] == "+" else -1)
        if typed.strip().lower().startswith(("мск", "msk")):
            hours += 3
        return f"Etc/GMT{-hours:+d}" if hours and abs(hours) <= 12 else "Etc/UTC" if not hours else None
    stem = name[:-1]
    near = [zone for known_name, zone in known().items() if len(stem) >= 4 and known_name.startswith(stem)]
    return near[0] if near and len(set(near)) == 1 else None


def name_of(zone: str, lang: Lang) -> str:
    """How a zone is called in a sentence: its city, or its difference from UTC."""
    for city, known_zone in CITIES.items():
        if known_zone == zone and has(lang, f"zone-{city}"):
            return say(lang, f"zone-{city}")
    if zone.startswith("Etc/GMT") and len(zone) > 7:
        return "UTC" + ("+" if zone[7] == "-" else "−") + zone[8:]
    return zone.rpartition("/")[2].replace("_", " ")
