"""What in the definitions can never match: an unknown unit, one that is read as another, a rule against itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from config import INDICATORS
from digests.figures.counting import stands_alone
from digests.figures.indicators import Indicators, Rule, load
from digests.figures.quantities import find_quantities
from digests.language import units
from digests.model import LANGS, Lang


def check(path: Path = INDICATORS) -> list[str]:
    """What in `path` can never match, one line each; empty where all is well. Raises BadInput as `load` does."""
    indicators = load(path)
    found = []
    for definition in indicators.definitions.values():
        if not definition.rules:
            found.append(f"{path}:{definition.indicator.id}: no rule, so no text can ever state it")
        for n, rule in enumerate(definition.rules, 1):
            place = f"{path}:{definition.indicator.id}, rule {n}"
            found += [f"{place}: {fault}" for fault in _faults(rule, indicators)]
            if stands_alone(definition.indicator.unit) and not rule.bare:
                found.append(f"{place}: a number in {definition.indicator.unit} has no noun by it: `bare` is wanted")
        found += [f"{path}:{definition.indicator.id}: {fault}" for fault in unit_faults(definition.indicator.unit)]
    for concept in indicators.concepts.values():
        empty = [lang for lang in LANGS if not concept.cues[lang]]
        if empty:
            found.append(f"{path}:concepts.{concept.id}: no cue in {', '.join(empty)}, so it never matches there")
    return found


def unit_faults(name: str) -> Iterator[str]:
    """Whether a unit is defined, and read back from its own words in each language as what it is."""
    unit = units.load().get(name)
    if unit is None:
        yield f"the unit {name!r} is not defined in units.toml, so it is never said and no number fits it but a count"
        return
    for lang in LANGS:
        for form, word in unit.forms[lang].items():
            text = f"{_SAMPLE[lang][form]} {word}"
            read = {quantity.unit for quantity in find_quantities(text, lang)}
            if not unit.counts and not unit.bare and name not in read:
                yield f"{lang}: {text!r} is read in {_worded(read)}, not in {name}, so no text states it there"
            elif (unit.counts or unit.bare) and any(map(stands_alone, read - unit.reads)):
                yield f"{lang}: {text!r} is read in {_worded(read)}, which counts nothing"


_SAMPLE: Mapping[Lang, Mapping[str, str]] = {
    "en": {"one": "1", "other": "25"},
    "ru": {"one": "21", "few": "3", "many": "25", "other": "2,5"},
    "tg": {"other": "25"},
}


def _worded(read: Set[str | None]) -> str:
    return " or ".join(sorted(unit or "no unit" for unit in read)) or "no number"


def _faults(rule: Rule, indicators: Indicators) -> Iterator[str]:
    roles = {name: concept.role for name, concept in indicators.concepts.items()}
    for name in sorted(rule.measure):
        if roles[name] != "measure":
            yield f"{name} is no measure, so no number can belong to it"
    for name in sorted(rule.counts):
        if roles[name] != "noun":
            yield f"{name} is no noun, so it never stands by a number"
    if not rule.counts and not rule.bare:
        yield "neither `counts` nor `bare`: no number can fit"
    if rule.least is not None and rule.most is not None and rule.least > rule.most:
        yield f"min {rule.least} is above max {rule.most}"
    yield from _contradictions(rule)


def _contradictions(rule: Rule) -> Iterator[str]:
    """What the rule both asks for and forbids."""
    for group in (*rule.clause, *rule.here, *rule.near, *rule.document):
        if group <= rule.never_here:
            yield f"{'|'.join(sorted(group))} is both asked for and forbidden in the sentence"
    for group in rule.clause:
        if group <= rule.never:
            yield f"{'|'.join(sorted(group))} is both asked for and forbidden in the clause"
    if rule.measure <= rule.never_here:
        yield f"{'|'.join(sorted(rule.measure))} is both the measure and forbidden in the sentence"
    if rule.measure <= rule.never:
        yield f"{'|'.join(sorted(rule.measure))} is both the measure and forbidden in the clause"
