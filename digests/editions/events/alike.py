"""How far what two texts tell agrees: one number a feature, the same whichever comes first."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

from rapidfuzz import fuzz

from digests.editions.events.told import Span, Told
from digests.language.names import SAME_KEY

MONTH = 30
"""Days after which the distance of two texts says no more."""
LONG_KEY = 5
"""Consonants from which two keys may be one name though they differ (`SAME_KEY`)."""
ENDINGS = frozenset({"s", "n", "r", "h", "m", "t", "v", "hn", "sk", "hr", "vh", "g"})
"""What endings leave of their consonants behind a name's key: «Рязанӣ», «Гадоевро», "Kurgan's", «Мирзоевым»."""
NEAR = 0.06
"""Two figures this close may be one, rounded: 10,870 and 11,000 are."""
ROUND = 0.5
"""What a figure counts that is another one rounded, beside the very same."""
OWN_DAYS = 10
"""Days before its publication that a text's own event lies in; what it tells of earlier ones is background."""

Number = tuple[float, float, str | None]


def alike(a: Told, b: Told, common: Mapping[str, float]) -> dict[str, float]:
    """Features of a pair; `common` is the share of texts that hold a name."""
    found = {**_days(a, b), **_names(a, b, common), **_numbers(a, b), **_words(a, b)}
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


def _own(told: Told) -> frozenset[int | object] | list:  # type: ignore[type-arg]
    return [day for day in told.days if told.day and -1 <= (told.day - day).days <= OWN_DAYS]


def _meet(a: Collection[Span], b: Collection[Span]) -> bool:
    return any(first <= last_b and first_b <= last for first, last in a for first_b, last_b in b)


def _names(a: Told, b: Told, common: Mapping[str, float]) -> dict[str, float]:
    shared = sorted(_shared(a, b, common), reverse=True)
    rare_a, rare_b = (sum(_rarity(name, common) for name in each.names) for each in (a, b))
    places = [{name for name in each.places if _rarity(name, common) > 0.4} for each in (a, b)]
    people = [{name for name in each.names if not name.startswith("@")} for each in (a, b)]
    return {
        "names: rarest": shared[0] if shared else 0.0,
        "names: more": min(2.0, sum(shared[1:])),
        "names: share": sum(shared) / max(0.5, min(rare_a, rare_b)) if shared else 0.0,
        "places: other": float(all(places) and not places[0] & places[1]),
        "unknown names: other": float(all(people) and not any(True for _ in _matched(people[0], people[1]))),
    }


def _shared(a: Told, b: Told, common: Mapping[str, float]) -> Iterator[float]:
    for name in a.names & b.names:
        if name.startswith("@"):
            yield _rarity(name, common)
    keys_a, keys_b = ({name for name in each.names if not name.startswith("@")} for each in (a, b))
    for one, other in (*_matched(keys_a, keys_b | b.perhaps), *_matched(keys_b - keys_a, a.perhaps)):
        yield min(_rarity(one, common), _rarity(other, common))


def _matched(some: Collection[str], others: Collection[str]) -> Iterator[tuple[str, str]]:
    for one in some:
        if one in others:
            yield one, one
            continue
        other = next((each for each in others if _is_one(one, each)), None)
        if other:
            yield one, other


def _is_one(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and long[len(short) :] in ENDINGS:
        return True
    return len(short) >= LONG_KEY and a[0] == b[0] and fuzz.ratio(a, b) >= SAME_KEY


def _rarity(name: str, common: Mapping[str, float]) -> float:
    """1 for a name that no text of ours holds, toward 0 for one that most do."""
    share = common.get(name)
    return 1.0 if share is None else min(1.0, -math.log(share) / 5)


def _numbers(a: Told, b: Told) -> dict[str, float]:
    same, near = _agreeing(a.numbers, b.numbers)
    told = [[n for n in each.numbers if _weight(n) >= 0.8] for each in (a, b)]
    headed = [[n for n in each.headed if _weight(n) >= 0.5] for each in (a, b)]
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
            same += _weight(one)
        elif met:
            near += _weight(one)
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
    rounded = any(_digits(value) <= 2 for value in (a[0], b[0]))
    return largest >= 20 and rounded and max(abs(a[0] - b[0]), abs(a[1] - b[1])) <= NEAR * largest


def _digits(value: float) -> int:
    """Significant digits: 2 of 11,000, 4 of 10,870."""
    return len(f"{value:.6g}".replace(".", "").replace("-", "").split("e")[0].strip("0")) or 1


def _weight(number: Number) -> float:
    """How little two texts hold a figure by chance: 0.2 of 3, 0.8 of 30, 1.6 of 231, 2.7 of 10,870."""
    value = max(abs(number[0]), abs(number[1]))
    return 0.5 * (_digits(value) - 1) + 0.3 * math.log10(1 + value)


def _words(a: Told, b: Told) -> dict[str, float]:
    if a.lang != b.lang:
        return {"words": 0.0, "words: same language": 0.0, "words: form": 0.0}
    shared = len(a.stems & b.stems) / max(1, min(len(a.stems), len(b.stems)))
    gap = abs((a.day - b.day).days) if a.day and b.day else MONTH
    return {"words": shared, "words: same language": 1.0, "words: form": shared * (gap > 3)}


def _meaning(a: Told, b: Told) -> dict[str, float]:
    assert a.vectors is not None
    assert b.vectors is not None
    products = a.vectors @ b.vectors.T
    middle_a, middle_b = a.vectors.mean(axis=0), b.vectors.mean(axis=0)
    whole = float(middle_a @ middle_b / max(1e-9, math.sqrt(float(middle_a @ middle_a) * float(middle_b @ middle_b))))
    best = (float(products.max(axis=0).mean()) + float(products.max(axis=1).mean())) / 2
    crossed = float(a.lang != b.lang)
    return {"meaning": whole, "meaning: sentences": best, "meaning: crossed": whole * crossed, "crossed": crossed}
