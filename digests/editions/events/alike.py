"""How far what two texts tell agrees: one number a feature, the same whichever comes first.

Asked of many pairs at once: a day of a thousand texts has some twenty thousand that may be of one event.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from digests.editions.events.meeting import Met, Places, Rows, Table, Values, meet
from digests.editions.events.told import Span, Told
from digests.language.names import SAME_KEY
from digests.language.translation import translations
from digests.model import LANGS, Lang

MONTH = 30
"""Days after which the distance of two texts says no more."""
LONG_KEY = 5
"""Consonants from which two keys may be one name though they differ (`SAME_KEY`)."""
ENDINGS = frozenset({"s", "n", "r", "h", "m", "t", "v", "hn", "sk", "hr", "vh", "g"})
"""What endings leave of their consonants behind a name's key: «Рязанӣ», «Гадоевро», "Kurgan's", «Мирзоевым»."""
NEAR = 0.06
"""Two figures this close may be one, rounded: 10,870 and 11,000 are."""
ROUNDED = 20
"""The least figure that is rounded."""
RARE = 0.45
"""How rare a place is that tells events apart: Moscow is not."""
OWN_DAYS = 10
"""Days before its publication that a text's own event lies in; what it tells of earlier ones is background."""
TELLING, HEADED = 0.8, 0.5
"""The weight of a figure that two texts on one event should both have; of one of a headline."""
SURE = 0.6
"""The weight from which a translation counts in full: of many that a table gives a word, the likely ones."""
APART = frozenset({"percent", "USD", "RUB", "TJS", "year"})
"""Units whose figures are never those of another unit."""
NO_UNIT = -1
SAME, ROUND = 1.0, 0.0
"""How far two figures, or two days, meet: they are the same, or close."""

MEANING = ("meaning", "meaning: crossed", "meaning: sentences")
"""The features of what two texts mean."""

Number = tuple[float, float, str | None]
Features = dict[str, Values]


@dataclass(frozen=True, slots=True, eq=False)  # read once and told by which it is: what hangs on it is remembered
class Common:
    """The share of texts that hold a name, and those of a language that hold a word, as far as they are not rare."""

    names: Mapping[str, float]
    words: Mapping[Lang, Mapping[str, float]]


def alike(pairs: Sequence[tuple[Told, Told]], common: Common) -> Features:
    """Features of pairs, each float64 [pairs]; `common` tells what two texts share by chance. What the meanings of
    texts share is asked apart (`meaning`)."""
    found = _Pairs.of(pairs)
    return {**_days(found), **_names(found, common), **_numbers(found), **_words(found, common)}


@dataclass(frozen=True)
class _Pairs:
    """The texts of some pairs, each once, and the numbers of the two of each pair."""

    texts: Sequence[Told]
    a: Places
    b: Places

    @classmethod
    def of(cls, pairs: Sequence[tuple[Told, Told]]) -> _Pairs:
        places: dict[int, int] = {}
        texts: list[Told] = []
        for told in (told for pair in pairs for told in pair):
            if id(told) not in places:
                places[id(told)] = len(texts)
                texts.append(told)
        numbers = np.array([(places[id(a)], places[id(b)]) for a, b in pairs], np.intp).reshape(-1, 2)
        return cls(texts, numbers[:, 0], numbers[:, 1])

    @cached_property
    def swapped(self) -> _Pairs:
        return _Pairs(self.texts, self.b, self.a)

    @cached_property
    def both_ways(self) -> _Pairs:
        """All pairs, then all of them swapped."""
        return _Pairs(self.texts, np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a]))

    @cached_property
    def langs(self) -> Places:
        """Of each text its language's number."""
        return np.array([LANGS.index(each.lang) for each in self.texts], np.intp)

    @cached_property
    def gap(self) -> Values:
        """Days between two texts; `MONTH` where one has none."""
        days = np.array([each.day.toordinal() if each.day else 0 for each in self.texts], np.int64)
        a, b = days[self.a], days[self.b]
        return np.where((a > 0) & (b > 0), np.abs(a - b), MONTH).astype(np.float64)

    def rows(self, held: Callable[[Told], Collection[Hashable]], places: Mapping[Hashable, int]) -> Rows:
        return Rows.of([held(each) for each in self.texts], places)


def _places(some: Iterable[Collection[Hashable]], key: Callable[[object], str] | None = None) -> dict[Hashable, int]:
    """Everything that is held, each with its number; by an order of its own, so that no other text changes it."""
    return {each: n for n, each in enumerate(sorted(set().union(*some), key=key))}  # type: ignore[type-var,arg-type]


def _days(pairs: _Pairs) -> Features:
    own = [_own(each) for each in pairs.texts]
    places = _places(own)
    close = [
        (n, m, SAME if away == 0 else ROUND)
        for day, n in places.items()
        for away in (-1, 0, 1)
        if (m := places.get(day + away)) is not None  # type: ignore[operator]
    ]
    rows, table = Rows.of(own, places), Table.of(*_columns(close), len(places))
    (met,) = meet([rows], pairs.a, rows, pairs.b, table, len(places))
    both = (rows.sizes[pairs.a] > 0) & (rows.sizes[pairs.b] > 0)
    periods = [(pairs.texts[n].periods, pairs.texts[m].periods) for n, m in zip(pairs.a, pairs.b, strict=True)]
    return {
        "gap": np.log1p(np.minimum(pairs.gap, MONTH)),
        "gap: over 3 days": _as_number(pairs.gap > 3),
        "gap: over a week": _as_number(pairs.gap > 7),
        "day: same": _as_number(met.where(met.values == SAME).count() > 0),
        "day: other": _as_number(both & (met.count() == 0)),
        "period: same": np.array([float(bool(a & b)) for a, b in periods]),
        "period: other": np.array([float(bool(a and b) and not _overlap(a, b)) for a, b in periods]),
    }


def _columns(entries: Iterable[tuple[int, int, float]]) -> tuple[Sequence[int], Sequence[int], Sequence[float]]:
    return tuple(zip(*entries, strict=True)) or ((), (), ())  # type: ignore[return-value]


def _own(told: Told) -> list[int]:
    return [day.toordinal() for day in told.days if told.day and -1 <= (told.day - day).days <= OWN_DAYS]


def _overlap(a: Collection[Span], b: Collection[Span]) -> bool:
    return any(first <= last_b and first_b <= last for first, last in a for first_b, last_b in b)


def _as_number(some: np.ndarray) -> Values:
    return some.astype(np.float64)


_KINDS: Mapping[str, Callable[[Told], frozenset[str]]] = {
    "places": lambda told: told.places,
    "names": lambda told: told.names,
    "bodies": lambda told: told.bodies,
    "airports": lambda told: told.airports,
    "quoted": lambda told: told.quoted,
    "where": lambda told: told.where,
    "anywhere": lambda told: told.places | told.names | told.perhaps,
    "no place": lambda told: told.names | told.perhaps,
    "perhaps quoted": lambda told: told.quoted | told.names | told.places,
}
"""What names of a text are met with names of another."""


def _names(pairs: _Pairs, common: Common) -> Features:
    places = _places(held(each) for each in pairs.texts for held in _KINDS.values())
    rarities = np.array([rarity(name, common.names) for name in places])  # type: ignore[arg-type]
    table = _one_name(places, rarities)
    rows = {kind: pairs.rows(held, places) for kind, held in _KINDS.items()}
    telling = Rows.of([_telling(each.where, common) for each in pairs.texts], places)

    def met(mine: Sequence[Rows], by: str, of: _Pairs) -> list[Met]:
        return meet(mine, of.a, rows[by], of.b, table, len(places))

    placed, told_a = met([rows["places"], telling], "anywhere", pairs)
    (told_b,) = met([telling], "anywhere", pairs.swapped)
    (back,) = met([rows["places"]], "no place", pairs.swapped)
    (named,) = met([rows["names"]], "no place", pairs)
    (bodies,) = met([rows["bodies"]], "bodies", pairs)
    (airports,) = met([rows["airports"]], "airports", pairs)
    quoted = [met([rows["quoted"]], "perhaps quoted", each)[0].count() for each in (pairs, pairs.swapped)]
    both_tell = (telling.sizes[pairs.a] > 0) & (telling.sizes[pairs.b] > 0)
    unmet = [
        1 - told.count() / np.maximum(1, telling.sizes[of.a]) for told, of in ((told_a, pairs), (told_b, pairs.swapped))
    ]
    both_fly = (rows["airports"].sizes[pairs.a] > 0) & (rows["airports"].sizes[pairs.b] > 0)
    back = back.where(~np.isin(_marks(back), _marks(placed)))
    rarest = np.maximum(placed.greatest(), back.greatest())
    return {
        "place: rarest": rarest,
        "places: more": np.minimum(2.0, placed.added(placed.values) + back.added(back.values) - rarest),
        "places: other": np.where(both_tell, np.minimum(*unmet), 0.0),
        "places: none": _as_number(~both_tell),
        "airports: other": _as_number(both_fly & (airports.count() == 0)),
        "name: rarest": named.greatest(),
        "names: more": np.minimum(2.0, named.added(named.values) - named.greatest()),
        "bodies": np.minimum(2.0, bodies.added(bodies.values)),
        "quoted": _as_number((quoted[0] > 0) | (quoted[1] > 0)),
    }


def _marks(met: Met) -> NDArray[np.complex128]:
    """Tell how far something of a pair is met from what anything else is, and of any other pair: a place that is met
    both ways as rare as the other way counts once."""
    return met.pairs + 1j * met.values


@lru_cache(maxsize=1 << 12)
def _telling(where: frozenset[str], common: Common) -> frozenset[str]:
    """The places that tell events apart."""
    return frozenset(name for name in where if rarity(name, common.names) > RARE)


def _one_name(places: Mapping[Hashable, int], rarities: Values) -> Table:
    """Which names are one, each with itself and with those that differ by an ending or a letter; as rare as the less
    rare of the two."""
    names: list[str] = list(places)  # type: ignore[arg-type]
    one = {(n, n) for n in range(len(names))}
    for long, n in zip(names, range(len(names)), strict=True):
        if long[:1] != "@":
            shorter = (places.get(long[: -len(end)]) for end in ENDINGS if long.endswith(end))
            one |= {pair for m in shorter if m is not None for pair in ((n, m), (m, n))}
    by_initial: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        if len(name) >= LONG_KEY and name[0] != "@":
            by_initial.setdefault(name[0], []).append(n)
    for some in by_initial.values():
        keys = [names[n] for n in some]
        for i, j in np.argwhere(process.cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=SAME_KEY) > 0).tolist():
            one.add((some[i], some[j]))
    pairs = np.array(sorted(one), np.intp).reshape(-1, 2)
    return Table.of(pairs[:, 0], pairs[:, 1], rarities[pairs].min(axis=1), len(names))


def rarity(name: str, common: Mapping[str, float]) -> float:
    """1 for a name that no text of ours holds, toward 0 for one that most do."""
    share = common.get(name)
    return 1.0 if share is None else min(1.0, -math.log(share) / 5)


def _numbers(pairs: _Pairs) -> Features:
    places = _places((held for each in pairs.texts for held in (each.numbers, each.headed)), key=str)
    some: list[Number] = list(places)  # type: ignore[arg-type]
    weights = np.array([weight(each) for each in some])
    table = _one_figure(some)
    rows = pairs.rows(lambda told: told.numbers, places)
    telling = pairs.rows(lambda told: [each for each in told.numbers if weight(each) >= TELLING], places)
    headed = pairs.rows(lambda told: [each for each in told.headed if weight(each) >= HEADED], places)

    def met(of: _Pairs) -> list[Met]:
        return meet([rows, telling, headed], of.a, rows, of.b, table, len(places))

    (own, told_a, head_a), (_, told_b, head_b) = met(pairs), met(pairs.swapped)
    left = np.minimum(_left(told_a, telling, pairs.a), _left(told_b, telling, pairs.b))
    heads = (_left(head_a, headed, pairs.a), _left(head_b, headed, pairs.b))
    has = (headed.sizes[pairs.a] > 0, headed.sizes[pairs.b] > 0)
    same, near = (own.where(own.values == each) for each in (SAME, ROUND))
    return {
        "numbers: same": np.minimum(4.0, same.added(weights[same.things])),
        "numbers: near": np.minimum(2.0, near.added(weights[near.things])),
        "numbers: other": np.where((telling.sizes[pairs.a] > 0) & (telling.sizes[pairs.b] > 0), left, 0.0),
        "numbers: headline other": _as_number(has[0] & has[1] & (np.minimum(*heads) == 1)),
        "numbers: headline same": _as_number((has[0] & (heads[0] == 0)) | (has[1] & (heads[1] == 0))),
    }


def _left(met: Met, rows: Rows, texts: Places) -> Values:
    """The share of figures that the other text does not hold, be it rounded; 0 where there are none."""
    sizes = rows.sizes[texts]
    return (sizes - met.count()) / np.maximum(1, sizes)


def _one_figure(some: Sequence[Number]) -> Table:
    """Which figures are one: the same, or one of them rounded. Each is met with those about as large."""
    order = sorted(range(len(some)), key=lambda n: some[n][1])
    low, high = (np.array([some[n][k] for n in order], np.float64) for k in (0, 1))
    units = {unit: n for n, unit in enumerate({each[2] for each in some})}
    unit = np.array([units[some[n][2]] if some[n][2] else NO_UNIT for n in order], np.intp)
    apart = np.array([some[n][2] in APART for n in order], np.bool_)
    short = np.array([_digits(some[n][0]) <= 2 for n in order], np.bool_)
    reach = 2 * NEAR * np.abs(high)
    first, last = np.searchsorted(high, high - reach, "left"), np.searchsorted(high, high + reach, "right")
    found: list[tuple[Places, Places, Values]] = []
    for n in range(len(some)):
        at = slice(first[n], last[n])
        same = (low[at] == low[n]) & (high[at] == high[n])
        largest = np.maximum(np.abs(high[at]), abs(high[n]))
        away = np.maximum(np.abs(low[at] - low[n]), np.abs(high[at] - high[n]))
        near = (largest >= ROUNDED) & (away <= NEAR * largest) & (short[at] | short[n])
        other = (unit[at] != unit[n]) & (unit[at] != NO_UNIT) & (unit[n] != NO_UNIT) & (apart[at] | apart[n])
        met = np.flatnonzero((same | near) & ~other)
        found.append((np.full(len(met), n), first[n] + met, np.where(same[met], SAME, ROUND)))
    if not found:
        return Table.of((), (), (), 0)
    things, others, values = (np.concatenate(parts) for parts in zip(*found, strict=True))
    places = np.array(order, np.intp)
    return Table.of(places[things], places[others], values, len(some))


@lru_cache(maxsize=1 << 12)
def _digits(value: float) -> int:
    """Significant digits: 2 of 11,000, 4 of 10,870."""
    return len(f"{value:.6g}".replace(".", "").replace("-", "").split("e")[0].strip("0")) or 1


@lru_cache(maxsize=1 << 12)
def weight(number: Number) -> float:
    """How little two texts hold a figure by chance: 0.2 of 3, 0.8 of 30, 1.6 of 231, 2.7 of 10,870."""
    value = max(abs(number[0]), abs(number[1]))
    return 0.5 * (_digits(value) - 1) + 0.3 * math.log10(1 + value)


def _words(pairs: _Pairs, common: Common) -> Features:
    whole, title = (found.reshape(2, -1) for found in _held(pairs.both_ways, common))
    langs = pairs.langs
    crossed = _as_number(langs[pairs.a] != langs[pairs.b])
    words = whole.sum(axis=0) / 2
    return {
        "words": words,
        "words: headline": title.max(axis=0),
        "words: both headlines": title.min(axis=0),
        "words: form": words * (pairs.gap > 3) * (1 - crossed),
        "words: crossed": words * crossed,
        "crossed": crossed,
    }


def _held(pairs: _Pairs, common: Common) -> tuple[Values, Values]:
    """The share of words of the first texts, the rare ones counting most, that stand in the other one too or are
    translated there: of all words, and of those of the headline."""
    found = np.zeros((2, len(pairs.a)))
    texts, langs = pairs.texts, pairs.langs
    own = [[each if each.lang == lang else None for each in texts] for lang in LANGS]
    places = [_places(each.stems | each.title_stems for each in some if each) for some in own]
    stems = [
        Rows.of([each.stems if each else () for each in some], held) for some, held in zip(own, places, strict=True)
    ]
    for n, lang in enumerate(LANGS):
        rare = np.array([rarity(stem, common.words[lang]) for stem in places[n]])  # type: ignore[arg-type]
        titles = Rows.of([each.title_stems if each else () for each in own[n]], places[n])
        totals = [rows.added(rare) for rows in (stems[n], titles)]
        for m, other in enumerate(LANGS):
            asked = np.flatnonzero((langs[pairs.a] == n) & (langs[pairs.b] == m))
            if len(asked) == 0:
                continue
            table = Table.of(*_columns(_translated(places[n], lang, places[m], other)), len(places[m]))
            a, b = pairs.a[asked], pairs.b[asked]
            for k, met in enumerate(meet([stems[n], titles], a, stems[m], b, table, len(places[n]))):
                total = totals[k][a]
                found[k, asked] = met.added(rare[met.things] * met.values) / np.where(total > 0, total, 1.0)
    return found[0], found[1]


def _translated(
    own: Mapping[Hashable, int], lang: Lang, others: Mapping[Hashable, int], other: Lang
) -> Iterator[tuple[int, int, float]]:
    """(word of `other`, word of `lang` that it may stand for, how sure that is)."""
    for stem, n in own.items():
        if lang == other:
            yield n, n, 1.0
            continue
        for one, likely in translations(stem, lang, other):
            if one in others:
                yield others[one], n, min(1.0, likely / SURE)


def meaning(a: Told, b: Told) -> Mapping[str, float]:
    """Features of what the meanings of a pair of texts share; none where one has no vectors."""
    if a.vectors is None or b.vectors is None:
        return {}
    products = a.vectors @ b.vectors.T
    middle_a, middle_b = a.vectors.mean(axis=0), b.vectors.mean(axis=0)
    whole = float(middle_a @ middle_b / max(1e-9, math.sqrt(float(middle_a @ middle_a) * float(middle_b @ middle_b))))
    best = (float(products.max(axis=0).mean()) + float(products.max(axis=1).mean())) / 2
    crossed = float(a.lang != b.lang)
    return {"meaning": whole, "meaning: sentences": best, "meaning: crossed": whole * crossed}
