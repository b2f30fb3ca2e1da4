"""How two claims stand to each other, and why: pure comparison, no history beyond the two.

The rules are those of `figures.md`: 144 and "nearly 150" agree by rounding; a later higher toll updates an earlier
one; a lower one from another source contradicts it; other periods, scopes and counting authorities are not compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from digests.figures import indicators as definitions
from digests.figures.indicators import Definition, Indicators
from digests.figures.origins import one_speaker
from digests.figures.reasons import WHY
from digests.model import Claim, Figure, Number, Relation, RelationType

ABOUT = 0.06
"""How far "about" and "nearly" reach: 144 is nearly 150, 137 is not."""
ROUND_FROM = 1000
ROUND_SHARE = 0.05
"""Plain numbers from a thousand on may be roundings of each other within this share (17,134 and 17,100)."""
BOUND_REACH = 1.5
"""Nobody says "more than 3,400" of 17,134: a bound reaches half as far again, no farther."""
GROWTH = 1.1
"""From this ratio a later count is growth, though the earlier was only a lower bound."""
MOST = 40
"""Claims of one indicator that are related to those of another."""
REMEMBERED = 8_192
"""Comparisons of two claims of an indicator that are remembered."""
NEARBY = timedelta(days=45)
"""Figures of a flow without any period may be of one time when published this close together and much the same."""


LOOSE: Mapping[str, frozenset[str]] = {
    "flow": frozenset({"other_day"}), "rate": frozenset(), "incident": frozenset({"period_unknown"}),
}  # fmt: skip
"""Kinds whose figures are of a period, and what is no reason against two that say the same."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation without its claims: `flipped` says that the second is to stand first."""

    type: RelationType
    why: str
    flipped: bool = False


def day(claim: Claim) -> date | None:
    """The day a claim speaks for: its as-of date, else the day its document was published."""
    return claim.as_of or claim.published


def amount(claim: Claim) -> Number | None:
    """One number for ordering: the value, or the middle of a range."""
    if claim.value is not None:
        return claim.value
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return claim.low if claim.low is not None else claim.high


def bounds(claim: Claim | Figure) -> tuple[float, float]:
    """The least and the most that a claim allows."""
    value = claim.value
    if claim.modifier == "range" or value is None:
        return (claim.low if claim.low is not None else -inf, claim.high if claim.high is not None else inf)
    match claim.modifier:
        case "~":
            return value * (1 - ABOUT), value * (1 + ABOUT)
        case ">" | ">=":
            return value, max(value * BOUND_REACH, value + 1)
        case "<" | "<=":
            return 0, value
    return value, value


def is_exact(claim: Claim | Figure) -> bool:
    return claim.modifier == "=" and claim.value is not None


def same_number(a: Claim, b: Claim) -> bool:
    return (a.value, a.low, a.high) == (b.value, b.low, b.high) and amount(a) is not None


def same_figure(a: Claim, b: Claim) -> bool:
    """Whether two claims say the same, bound and hedge included."""
    return (a.value, a.low, a.high, a.modifier) == (b.value, b.low, b.high, b.modifier)


def agree(a: Claim | Figure, b: Claim | Figure) -> str | None:
    """Why two claims of the same thing agree though not word for word; None where they do not."""
    low_a, high_a = bounds(a)
    low_b, high_b = bounds(b)
    if low_a <= high_b and low_b <= high_a:
        bound = {a.modifier, b.modifier} & {">", ">=", "<", "<="}
        return "bound" if bound and not {a.modifier, b.modifier} & {"~"} else "rounded"
    if is_exact(a) and is_exact(b) and rounding(a.value or 0, b.value or 0):
        return "rounded"
    return None


def rounding(a: Number, b: Number) -> bool:
    """Whether one of two plain numbers is the other with its last digits cut or rounded off (17,100; 45 of 45.3)."""
    if (a != int(a)) != (b != int(b)):
        return abs(a - b) <= 1 / 2
    if min(a, b) < ROUND_FROM or a != int(a) or b != int(b):
        return False
    for whole, rough in ((int(a), int(b)), (int(b), int(a))):
        step = 1
        while rough % (step * 10) == 0:
            step *= 10
        if step > 1 and abs(whole - rough) < min(step, ROUND_SHARE * whole):
            return True
    return False


def same_source(a: Claim, b: Claim) -> str | None:
    """Why two claims are one source: one document, a reprint, or one authority."""
    if a.doc_id == b.doc_id:
        return "one_document"
    if a.origin and a.origin == b.origin:
        return "one_authority" if a.attributed_to and b.attributed_to else "reprint"
    return None


def compare(a: Claim, b: Claim, kind: str) -> Tie:
    """How `b` stands to `a`, both of one indicator of this kind; `a` is the earlier (see `ordered`)."""
    if b.id.startswith(a.id + "~"):
        return Tie("corrects", "corrected")
    if a.id.startswith(b.id + "~"):
        return Tie("corrects", "corrected", flipped=True)
    if a.known_until != b.known_until and _is_version(a, b):
        return Tie("corrects", "corrected", flipped=_ended_last(a, b))
    if "change" in (a.role, b.role) and a.role != b.role:
        return Tie("different_scope", "change_not_total")
    if "previous" in (a.role, b.role) and a.period == b.period and a.doc_id == b.doc_id and a.role != b.role:
        return Tie("updates", "told_before", flipped=b.role == "previous")
    if scope := _other_scope(a, b):
        return Tie("different_scope", scope)
    apart = _other_period(a, b, kind)
    if apart and not (apart in LOOSE.get(kind, ()) and (same_number(a, b) or agree(a, b))):
        return Tie("different_scope", apart)
    source = same_source(a, b)
    if same_number(a, b) and (a.modifier == b.modifier or ">" not in (a.modifier, b.modifier)):
        return Tie("same_origin", source) if source else Tie("same_value", "same_number")
    return _compare_values(a, b, kind, source)


class Ties:
    """`compare` for one kind of indicator, remembered: a history that grows asks mostly what it asked before."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._known: dict[tuple[int, int], tuple[Claim, Claim, Tie]] = {}

    def of(self, a: Claim, b: Claim) -> Tie:
        """How `b` stands to `a`, the earlier."""
        known = self._known.get((id(a), id(b)))
        if known is None:  # the claims are kept along: nothing else gets their addresses
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[id(a), id(b)] = a, b, compare(a, b, self.kind)
        return known[2]


def _other_scope(a: Claim, b: Claim) -> str | None:
    """Why two claims may not count the same thing. What a machine read is held against nothing but its own scope."""
    if a.scope != b.scope and a.scope and b.scope:
        return "other_scope"
    if a.review == "approved" and b.review == "approved":
        return None
    if a.place and b.place and a.place != b.place:
        return "other_scope"
    return "scope_unknown" if a.scope != b.scope and not (same_number(a, b) or agree(a, b)) else None


def _ended_last(a: Claim, b: Claim) -> bool:
    """Whether `a` is of a later version of their document than `b`."""
    return (a.known_until or date.max) > (b.known_until or date.max)


def _is_version(a: Claim, b: Claim) -> bool:
    """Whether one document said the one of the two in an earlier version, of the same day and thing."""
    former, later = (b, a) if _ended_last(a, b) else (a, b)
    since = later.known_from or date.min
    same = (a.doc_id, a.role, a.period, a.scope, day(a)) == (b.doc_id, b.role, b.period, b.scope, day(b))
    return same and former.known_until is not None and former.known_until <= since


def _compare_values(a: Claim, b: Claim, kind: str, source: str | None) -> Tie:
    first, second = day(a), day(b)
    later = first is not None and second is not None and first < second
    grew = (amount(b) or 0) > (amount(a) or 0)
    why = agree(a, b)
    if why and not (
        kind == "cumulative" and later and a.modifier in (">", ">=") and (amount(b) or 0) > GROWTH * (amount(a) or 0)
    ):
        return Tie("compatible_rounding", why)
    if kind == "cumulative" and later and (grew or not source):
        if grew:
            return Tie("updates", "later_count")
        return _differ(a, b, "same_thing")
    if kind == "cumulative" and source == "one_authority" and first == second:  # a running toll only grows
        return Tie("updates", "later_count", flipped=not grew)
    if kind == "stock" and later:
        return Tie("updates", "later_count")
    if kind in ("constant", "rate") and later and source != "one_document" and not (a.period and b.period):
        return Tie("updates", "later_count")
    if source not in (None, "one_document") and (later or a.published != b.published):
        return Tie("updates", "revised")
    if source:  # sources differ where there are two
        return Tie("different_scope", source)
    if kind in ("cumulative", "stock"):
        return _differ(a, b, "same_day" if first == second else "same_thing")
    return _differ(a, b, "same_period" if a.period and a.period == b.period else "same_thing")


def _differ(a: Claim, b: Claim, why: str) -> Tie:
    """Two figures of one thing and time that do not agree; `why` says only that they differ. One voice is no two
    sources. A toll stands on every later day too: that a lower one was published later explains nothing."""
    if one_speaker(a, b):
        return Tie("different_scope", "one_publisher")
    if a.attributed_to and b.attributed_to:
        return Tie("contradicts", "other_counter")
    return Tie("contradicts", why)


def _other_period(a: Claim, b: Claim, kind: str) -> str | None:
    """Why two figures of a period may be of different ones; None where they are of one, or of no period at all."""
    if kind not in LOOSE:
        return None
    if a.period and b.period:
        return None if a.period == b.period else "other_period"
    if a.period or b.period:
        return "period_unknown" if kind != "rate" else None
    first, second = day(a), day(b)
    if kind != "flow" or first is None or second is None or first == second:
        return None
    return "other_period" if abs(second - first) > NEARBY else "other_day"


def ordered(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """The earlier of two claims first."""
    return (a, b) if _place(a) <= _place(b) else (b, a)


def _place(claim: Claim) -> tuple[date, date, bool]:
    return day(claim) or date.max, claim.published or date.max, claim.role != "previous"


def relate(claims: Sequence[Claim], indicators: Indicators | None = None) -> tuple[Relation, ...]:
    """All relations among `claims`, within an indicator and between indicators that are declared related.

    Retracted claims have none. Grows with the square of the claims: for thousands use `ledger.view`.
    """
    table = indicators or definitions.load()
    found = []
    for indicator, members in _by_indicator(claims, table).items():
        kind = table.get(indicator).kind
        stale = stale_repeats(members, kind)
        found += [relation(*ordered(a, b), kind, stale) for n, a in enumerate(members) for b in members[n + 1 :]]
    return (*found, *relate_across(claims, table))


def relate_across(claims: Sequence[Claim], indicators: Indicators | None = None) -> tuple[Relation, ...]:
    """Relations between claims of different indicators that are declared related; of many claims only the newest."""
    table = indicators or definitions.load()
    groups = {indicator: members[-MOST:] for indicator, members in _by_indicator(claims, table).items()}
    return tuple(
        relation
        for x, mine in groups.items()
        for y, theirs in groups.items()
        if x < y
        for relation in _across(mine, theirs, table.definition(x), table.definition(y))
    )


def _by_indicator(claims: Sequence[Claim], table: Indicators) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.status != "retracted" and claim.indicator in table:
            groups.setdefault(claim.indicator, []).append(claim)
    return groups


def relation(
    a: Claim,
    b: Claim,
    kind: str,
    stale: Mapping[str, Claim] | None = None,
    first: Mapping[Number | None, date] | None = None,
    tie: Tie | None = None,
) -> Relation:
    """The relation of two claims of one indicator; `stale` are the ids of claims that repeat an older count, `first`
    the days for which each number was stated first, `tie` what is known of the two already."""
    tie = tie or compare(a, b, kind)
    if tie.type == "contradicts" and kind == "cumulative" and first and _is_older_count(a, b, first):
        return Relation(a.id, b.id, tie.type, WHY["older_count"])
    if tie.type == "contradicts" and stale:
        for old, new in ((a, b), (b, a)):
            if old.id in stale and new.id not in stale:
                return Relation(old.id, new.id, "updates", WHY["stale_repeat"])
    if tie.flipped:
        a, b = b, a
    return Relation(a.id, b.id, tie.type, WHY[tie.why])


def _is_older_count(a: Claim, b: Claim, first: Mapping[Number | None, date]) -> bool:
    """Whether the lower of two tolls was stated for a day before anybody stated the higher."""
    low, high = sorted((amount(a) or 0, amount(b) or 0))
    return low in first and high in first and first[low] < first[high]


def stale_repeats(claims: Sequence[Claim], kind: str) -> dict[str, Claim]:
    """Claims of a running toll that repeat an earlier count though a higher one was known by then: id → the earlier.

    Only claims whose day is inferred from their document's: an explicit date is believed.
    """
    if kind != "cumulative":
        return {}
    dated = [(said, claim) for claim in claims if (said := day(claim)) and claim.role in ("total", "part")]
    dated.sort(key=lambda pair: pair[0])
    first: dict[Number, Claim] = {}
    highest: Number = 0
    found = {}
    for said, claim in dated:
        if claim.value is None:
            continue
        earlier = first.setdefault(claim.value, claim)
        if earlier is not claim and claim.as_of_basis != "explicit" and claim.value < highest and said != day(earlier):
            found[claim.id] = earlier
        if is_exact(claim):
            highest = max(highest, claim.value)
    return found


def _across(mine: Sequence[Claim], theirs: Sequence[Claim], x: Definition, y: Definition) -> list[Relation]:
    if x.part_of == y.indicator.id:
        return [_part(a, b, x, y) for a in mine for b in theirs]
    if y.part_of == x.indicator.id:
        return [_part(b, a, y, x) for a in mine for b in theirs]
    if y.indicator.id in x.beside or x.indicator.id in y.beside:
        return [_beside(a, b) for a in mine for b in theirs]
    if y.indicator.id in x.apart or x.indicator.id in y.apart:
        return [Relation(a.id, b.id, "different_scope", WHY["other_measure"]) for a in mine for b in theirs]
    return []


def _part(a: Claim, b: Claim, part: Definition, whole: Definition) -> Relation:
    if a.whole == b.id:
        return Relation(a.id, b.id, "part_of", WHY["part"])
    if part.indicator.kind == "flow" and a.period != b.period:
        why = "other_period" if a.period and b.period else "period_unknown"
        return Relation(a.id, b.id, "different_scope", WHY[why])
    if part.indicator.unit == whole.indicator.unit:
        return Relation(a.id, b.id, "part_of", WHY["part"])
    if same_source(a, b):
        return Relation(a.id, b.id, "part_of", WHY["part_other_unit"])
    return Relation(a.id, b.id, "different_scope", WHY["other_measure"])


def _beside(a: Claim, b: Claim) -> Relation:
    if same_source(a, b):
        return Relation(a.id, b.id, "same_origin", WHY["one_report"])
    return Relation(a.id, b.id, "different_scope", WHY["other_measure"])
