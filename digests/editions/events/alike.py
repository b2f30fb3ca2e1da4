"""How far what two texts tell agrees: one number a feature, the same whichever comes first."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from digests.editions.events.told import Span, Told
from digests.language.names import SAME_KEY
from digests.language.translation import translations
from digests.model import Lang

MONTH = 30
"""Days after which the distance of two texts says no more."""
LONG_KEY = 5
"""Consonants from which two keys may be one name though they differ (`SAME_KEY`)."""
ENDINGS = frozenset({"s", "n", "r", "h", "m", "t", "v", "hn", "sk", "hr", "vh", "g"})
"""What endings leave of their consonants behind a name's key: «Рязанӣ», «Гадоевро», "Kurgan's", «Мирзоевым»."""
NEAR = 0.06
"""Two figures this close may be one, rounded: 10,870 and 11,000 are."""
RARE = 0.45
"""How rare a place is that tells events apart: Moscow is not."""
OWN_DAYS = 10
"""Days before its publication that a text's own event lies in; what it tells of earlier ones is background."""

SURE = 0.6
"""The weight from which a translation counts in full: of many that a table gives a word, the likely ones."""

Number = tuple[float, float, str | None]


@dataclass(frozen=True, slots=True, eq=False)  # read once and told by which it is: what hangs on it is remembered
class Common:
    """The share of texts that hold a name, and those of a language that hold a word, as far as they are not rare."""

    names: Mapping[str, float]
    words: Mapping[Lang, Mapping[str, float]]


def alike(a: Told, b: Told, common: Common) -> dict[str, float]:
    """Features of a pair; `common` tells what two texts share by chance."""
    found = {**_days(a, b), **_names(a, b, common), **_numbers(a, b), **_words(a, b, common)}
    if a.vectors is not None and b.vectors is not None:
        found |= _meaning(a, b)
    return found


def _days(a: Told, b: Told) -> dict[str, float]:
    gap = abs((a.day - b.day).days) if a.day and b.day else MONTH
    own_a, own_b = _own(a), _own(b)
    apart = min((abs((x - y).days) for x in own_a for y in own_b), default=None)
    return {
        "gap": math.log1p(min(gap, MONTH)),
        "gap: over 3 days": float(gap > 3),
        "gap: over a week": float(gap > 7),
        "day: same": float(apart == 0),
        "day: other": float(apart is not None and apart > 1),
        "period: same": float(bool(a.periods & b.periods)),
        "period: other": float(bool(a.periods and b.periods) and not _meet(a.periods, b.periods)),
    }


def _own(told: Told) -> list[date]:
    return [day for day in told.days if told.day and -1 <= (told.day - day).days <= OWN_DAYS]


def _meet(a: Collection[Span], b: Collection[Span]) -> bool:
    return any(first <= last_b and first_b <= last for first, last in a for first_b, last_b in b)


def _names(a: Told, b: Told, common: Common) -> dict[str, float]:
    places = sorted(_shared(a.places, _all(b.places, b.names, b.perhaps), common), reverse=True)
    places += [each for each in _shared(b.places, _all(a.names, a.perhaps), common) if each not in places]
    others = sorted(_shared(a.names, _all(b.names, b.perhaps), common), reverse=True)
    bodies = sum(_shared(a.bodies, b.bodies, common))
    rare = [_telling(each.where, common) for each in (a, b)]
    elsewhere = min(_unmet(rare[0], b), _unmet(rare[1], a)) if all(rare) else 0.0
    return {
        "place: rarest": max(places, default=0.0),
        "places: more": min(2.0, sum(places) - max(places, default=0.0)),
        "places: other": elsewhere,
        "places: none": float(not all(rare)),
        "airports: other": float(bool(a.airports and b.airports) and not a.airports & b.airports),
        "name: rarest": max(others, default=0.0),
        "names: more": min(2.0, sum(others) - max(others, default=0.0)),
        "bodies": min(2.0, bodies),
        "quoted": float(_meets(a.quoted, b) or _meets(b.quoted, a)),
    }


@lru_cache(maxsize=1 << 13)
def _all(*sets: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*sets)


@lru_cache(maxsize=1 << 12)
def _telling(where: frozenset[str], common: Common) -> frozenset[str]:
    """The places that tell events apart."""
    return frozenset(name for name in where if rarity(name, common.names) > RARE)


def _meets(quoted: Collection[str], other: Told) -> bool:
    return any(True for _ in _matched(quoted, _all(other.quoted, other.names, other.places)))


def _unmet(some: Collection[str], other: Told) -> float:
    """The share of places that the other text does not hold."""
    met = {one for one, _ in _matched(some, _all(other.places, other.names, other.perhaps))}
    return 1 - len(met) / len(some)


def _shared(some: Collection[str], others: frozenset[str], common: Common) -> list[float]:
    """How rare each name is that both hold."""
    return [min(rarity(one, common.names), rarity(other, common.names)) for one, other in _matched(some, others)]


def _matched(some: Collection[str], others: frozenset[str]) -> Iterator[tuple[str, str]]:
    for one in some:
        if one in others:
            yield one, one
            continue
        other = next((each for each in _by_initial(others).get(one[0], ()) if _is_one(one, each)), None)
        if other:
            yield one, other


@lru_cache(maxsize=1 << 12)
def _by_initial(names: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Names by their first letter: two that are one begin alike."""
    found: dict[str, list[str]] = {}
    for each in names:
        found.setdefault(each[0], []).append(each)
    return found


def _is_one(a: str, b: str) -> bool:
    if a[0] == "@" or b[0] == "@":
        return False
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and long[len(short) :] in ENDINGS:
        return True
    return len(short) >= LONG_KEY and a[0] == b[0] and fuzz.ratio(a, b) >= SAME_KEY


def rarity(name: str, common: Mapping[str, float]) -> float:
    """1 for a name that no text of ours holds, toward 0 for one that most do."""
    share = common.get(name)
    return 1.0 if share is None else min(1.0, -math.log(share) / 5)


def _numbers(a: Told, b: Told) -> dict[str, float]:
    same, near = _agreeing(a.numbers, b.numbers)
    told = [[n for n in each.numbers if weight(n) >= 0.8] for each in (a, b)]
    headed = [[n for n in each.headed if weight(n) >= 0.5] for each in (a, b)]
    head = [_left(headed[0], b.numbers), _left(headed[1], a.numbers)]
    return {
        "numbers: same": min(4.0, same),
        "numbers: near": min(2.0, near),
        "numbers: other": min(_left(told[0], b.numbers), _left(told[1], a.numbers)) if all(told) else 0.0,
        "numbers: headline other": float(all(headed) and min(head) == 1),
        "numbers: headline same": float(any(headed) and min(h for h, n in zip(head, headed, strict=True) if n) == 0),
    }


def _agreeing(a: Collection[Number], b: Collection[Number]) -> tuple[float, float]:
    same = near = 0.0
    for one in a:
        met = [other for other in b if _fits(one, other)]
        if any(other[:2] == one[:2] for other in met):
            same += weight(one)
        elif met:
            near += weight(one)
    return same, near


def _left(some: Collection[Number], others: Collection[Number]) -> float:
    """The share of figures that the other text does not hold, be it rounded."""
    return sum(not any(_fits(one, other) for other in others) for one in some) / len(some) if some else 0.0


def _fits(a: Number, b: Number) -> bool:
    if a[2] and b[2] and a[2] != b[2] and {a[2], b[2]} & {"percent", "USD", "RUB", "TJS", "year"}:
        return False
    if a[:2] == b[:2]:
        return True
    largest = max(abs(a[1]), abs(b[1]))
    if largest < 20 or max(abs(a[0] - b[0]), abs(a[1] - b[1])) > NEAR * largest:
        return False
    return _digits(a[0]) <= 2 or _digits(b[0]) <= 2


@lru_cache(maxsize=1 << 12)
def _digits(value: float) -> int:
    """Significant digits: 2 of 11,000, 4 of 10,870."""
    return len(f"{value:.6g}".replace(".", "").replace("-", "").split("e")[0].strip("0")) or 1


def weight(number: Number) -> float:
    """How little two texts hold a figure by chance: 0.2 of 3, 0.8 of 30, 1.6 of 231, 2.7 of 10,870."""
    value = max(abs(number[0]), abs(number[1]))
    return 0.5 * (_digits(value) - 1) + 0.3 * math.log10(1 + value)


def _words(a: Told, b: Told, common: Common) -> dict[str, float]:
    whole = (_held(a.stems, a, b, common) + _held(b.stems, b, a, common)) / 2
    titles = (_held(a.title_stems, a, b, common), _held(b.title_stems, b, a, common))
    gap = abs((a.day - b.day).days) if a.day and b.day else MONTH
    crossed = float(a.lang != b.lang)
    return {
        "words": whole,
        "words: headline": max(titles),
        "words: both headlines": min(titles),
        "words: form": whole * (gap > 3) * (1 - crossed),
        "words: crossed": whole * crossed,
        "crossed": crossed,
    }


def _held(some: frozenset[str], mine: Told, other: Told, common: Common) -> float:
    """The share of words, the rare ones counting most, that stand in the other text too or are translated there."""
    rare, held = _rarities(some, mine.lang, common)
    if not held:
        return 0.0
    met = 0.0
    if mine.lang == other.lang:
        for stem, each in rare.items():
            if stem in other.stems:
                met += each
        return met / held
    for stem, each in rare.items():
        if not _translated(stem, mine.lang, other.lang).isdisjoint(other.stems):
            told = (weight for one, weight in translations(stem, mine.lang, other.lang) if one in other.stems)
            met += each * min(1.0, max(told) / SURE)
    return met / held


@lru_cache(maxsize=1 << 13)  # as many as `translations` remembers
def _translated(stem: str, source: Lang, target: Lang) -> frozenset[str]:
    return frozenset(one for one, _ in translations(stem, source, target))


@lru_cache(maxsize=1 << 12)
def _rarities(stems: frozenset[str], lang: Lang, common: Common) -> tuple[Mapping[str, float], float]:
    """How rare each of some words is, and all of them together."""
    found = {stem: rarity(stem, common.words[lang]) for stem in stems}
    held = 0.0
    for each in found.values():
        held += each
    return found, held


def _meaning(a: Told, b: Told) -> dict[str, float]:
    assert a.vectors is not None
    assert b.vectors is not None
    products = a.vectors @ b.vectors.T
    middle_a, middle_b = a.vectors.mean(axis=0), b.vectors.mean(axis=0)
    whole = float(middle_a @ middle_b / max(1e-9, math.sqrt(float(middle_a @ middle_a) * float(middle_b @ middle_b))))
    best = (float(products.max(axis=0).mean()) + float(products.max(axis=1).mean())) / 2
    crossed = float(a.lang != b.lang)
    return {"meaning": whole, "meaning: sentences": best, "meaning: crossed": whole * crossed}
