"""What an editor types to correct a claim: each field read as people write it, the whole then by the reader of records
and the check of figures, so that a correction says what a record could say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, get_args

from digests.check import figures as checked
from digests.errors import BadInput
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.language.date_match import DateMention
from digests.language.dates import find_dates
from digests.language.fold import fold
from digests.model import LANGS, Claim, Document, Figure, Indicator, Lang, Modifier, Period
from digests.objections import Kind, Objection
from digests.say import speakers
from digests.sources import curated

Field = Literal["value", "hedge", "date", "speaker", "indicator", "scope"]
FIELDS: tuple[Field, ...] = get_args(Field)
HEDGES: Mapping[str, tuple[Modifier, str | None]] = {
    "exact": ("=", None), "about": ("~", "about"), "nearly": ("~", "nearly"), "more": (">", None),
    "least": (">=", None), "less": ("<", None), "most": ("<=", None),
}  # fmt: skip
"""How a figure may be hedged, by the name that the desk's buttons bear."""
NOTHING = frozenset({"-", "–", "—", "0"})
"""What empties a field: no date, no speaker, no scope."""

CHAIN = re.compile("[;←]")
"""Between speakers: as people type it, or as records show it."""

Changes = Mapping[str, Any]
"""Fields of a claim as `reviews.decide` takes them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who types, and where: their language, the indicators there are, today."""

    lang: Lang
    indicators: Indicators
    today: date

    def read(self, field: Field, text: str, claim: Claim) -> Changes:
        """The changes that `text` makes in `field`. Raises BadInput in one line where it cannot be read."""
        return READ[field](self, text.strip(), claim)

    def _value(self, text: str, claim: Claim) -> Changes:
        found = [each for lang in (self.lang, *LANGS) for each in find_quantities(text, lang)]
        if not found:
            raise BadInput(Objection(Kind.UNREAD_NUMBER), place="value")
        number = max(found, key=lambda each: each.end - each.start)  # one language reads the hedge that another misses
        plain = number.modifier == "=" and claim.modifier != "range"
        hedge = {} if plain else {"modifier": number.modifier, "hedge": number.hedge}
        return {"value": number.value, "low": number.low, "high": number.high, **hedge}

    def _hedge(self, text: str, _: Claim) -> Changes:
        if text not in HEDGES:
            raise BadInput(Objection(Kind.NONE_OF, value=text, choices=", ".join(HEDGES)), place="hedge")
        modifier, hedge = HEDGES[text]
        return {"modifier": modifier, "hedge": hedge}

    def _date(self, text: str, _: Claim) -> Changes:
        if text in NOTHING:
            return {"as_of": None, "period": None}
        first, last = days_of(text, self.lang, self.today)
        if first == last:
            return {"as_of": last.isoformat(), "period": None}
        return {"as_of": None, "period": {"start": first.isoformat(), "end": last.isoformat()}}

    def _speaker(self, text: str, _: Claim) -> Changes:
        return {"attributed_to": list(speakers_of(text))}

    def _indicator(self, text: str, _: Claim) -> Changes:
        found = matching(text, self.indicators)
        if len(found) != 1:
            raise BadInput(Objection(Kind.SEVERAL if found else Kind.UNREAD_INDICATOR), place="indicator")
        return {"indicator": found[0].id, "unit": found[0].unit}

    def _scope(self, text: str, _: Claim) -> Changes:
        return {"scope": None if text in NOTHING else text}


READ: Mapping[Field, Callable[[Reader, str, Claim], Changes]] = {
    "value": Reader._value, "hedge": Reader._hedge, "date": Reader._date, "speaker": Reader._speaker,
    "indicator": Reader._indicator, "scope": Reader._scope,
}  # fmt: skip


def corrected(claim: Claim, changes: Changes, document: Document | None, indicators: Indicators) -> Claim:
    """The claim as it would stand, to be shown before it does. Raises BadInput for what no record could say."""
    said = {**changes}
    if "as_of" in said:
        said["as_of"] = date.fromisoformat(said["as_of"]) if said["as_of"] else None
    if said.get("period"):
        said["period"] = Period(*(date.fromisoformat(said["period"][side]) for side in ("start", "end")))
    if "attributed_to" in said:
        said["attributed_to"] = tuple(said["attributed_to"])
    stands = replace(claim, **said)
    figure = _figure(stands)
    doubts = list(checked.sound(figure, claim.kind, document, indicators)) if document else []
    if doubts:
        raise BadInput(doubts[0])
    return replace(stands, hedge=figure.hedge)


def _figure(claim: Claim) -> Figure:
    """The claim as the reader of records takes it. Raises BadInput, which names no key: an editor typed none."""
    try:
        return curated.figure_of(_table(claim), Path(claim.doc_id), "", ())
    except BadInput as error:
        raise BadInput(error.objection or error.what) from None


def _table(claim: Claim) -> dict[str, Any]:
    """The claim as a record would word it."""
    period = claim.period
    days = {"start": period.start, "end": period.end} if period else {}
    said = {
        "indicator": claim.indicator, "value": claim.value, "low": claim.low, "high": claim.high,
        "modifier": claim.modifier, "hedge": claim.hedge if claim.modifier == "~" else None, "unit": claim.unit,
        "role": claim.role, "as_of": claim.as_of, "as_of_basis": "explicit" if claim.as_of else None,
        "period": {side: day for side, day in days.items() if day} or None,
        "attributed_to": list(claim.attributed_to), "scope": claim.scope, "place": claim.place,
    }  # fmt: skip
    return {key: value for key, value in said.items() if value is not None}


def days_of(text: str, lang: Lang, today: date) -> tuple[date, date]:
    """The first and last day that `text` names, in whichever language. Raises BadInput."""
    if "/" in text and len(sides := text.split("/")) == 2:
        return days_of(sides[0], lang, today)[0], days_of(sides[1], lang, today)[1]
    found = [mention for each in (lang, *LANGS) for mention in find_dates(text, each, today)]
    spans = [span for mention in found if (span := _span(mention))]
    if not spans:
        raise BadInput(Objection(Kind.UNREAD_DATE), place="date")
    return min(spans, key=lambda span: span[1] - span[0])


def _span(mention: DateMention) -> tuple[date, date] | None:
    return (mention.first, mention.last) if mention.first and mention.last else None


def speakers_of(text: str) -> tuple[str, ...]:
    """The chain of speakers that is typed, the nearest to the reader first. Raises BadInput for one that no table
    knows."""
    bare = text.strip()
    return () if bare in NOTHING else tuple(known_speaker(part) for each in CHAIN.split(bare) if (part := each.strip()))


def known_speaker(text: str) -> str:
    """Who is meant, as records name them. Raises BadInput, worded as in the check of records."""
    found = speakers.named(text)
    if found is None:
        raise BadInput(Objection(Kind.UNREAD_SPEAKER, name=text), place="attributed_to")
    return found


def matching(text: str, indicators: Indicators, most: int = 6) -> list[Indicator]:
    """The indicators that `text` may mean: that of the id, else those whose name in some language holds all its words,
    the shortest name first."""
    if text in indicators:
        return [indicators.get(text)]
    words = fold(text).split()
    named = ((one, [name for name in one.names.values() if _holds(name, words)]) for one in indicators.all)
    fitting = [(min(map(len, names)), one) for one, names in named if names]
    return [one for _, one in sorted(fitting, key=itemgetter(0))[:most]]


def _holds(name: str, words: list[str]) -> bool:
    folded = fold(name)
    return bool(words) and all(word in folded for word in words)
