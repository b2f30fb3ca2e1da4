"""The key figures as `config/indicators.toml` defines them: names, cues, rules, and how they stand to each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from config import INDICATORS
from digests import tables
from digests.errors import BadInput, UnknownName
from digests.figures.lexicon import Lexicon, parse_cue
from digests.model import LANGS, TOPICS, Indicator, Lang, Number, Period, Texts, Wording

KINDS = ("cumulative", "stock", "flow", "rate", "constant", "incident")
CUE_ROLES = ("measure", "noun", "context")
TAGS = frozenset(
    (
        "understood counted heap alike private own foreign where ours uncounted party growth reaching"
        " carries_speaker elsewhere unreal"
    ).split()
)
"""What a concept does beside what its rules ask for; told at the head of the file."""
CONCEPT_KEYS = frozenset({"role", "weak", "tags", *LANGS})
INDICATOR_KEYS = frozenset(
    (
        "id unit kind names scope say answer report accuses_group ages event part_of apart beside period period_cue"
        " plausible averaged scoped rule theme"
    ).split()
)
RULE_KEYS = frozenset(
    "measure counts bare one clause here near document not not_here not_near closer min max scope".split()
)

SCOPED_KEYS = frozenset("scope say answer report note".split())


Group = frozenset[str]
"""Concepts any one of which will do."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning with its cues in each language."""

    id: str
    role: str
    cues: Mapping[Lang, tuple[str, ...]]
    weak: bool = False  # a measure that yields its numbers to others where no rule wants them
    tags: Group = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a text can state an indicator's figure; all of it must hold."""

    measure: Group
    counts: Group = frozenset()
    bare: bool = False
    one: bool = False  # "one of them" counts as 1
    clause: tuple[Group, ...] = ()
    here: tuple[Group, ...] = ()
    near: tuple[Group, ...] = ()
    document: tuple[Group, ...] = ()
    never: Group = frozenset()  # in the clause
    never_here: Group = frozenset()
    never_near: Group = frozenset()
    closer: tuple[str, str] | None = None
    least: Number | None = None
    most: Number | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What an indicator's figures belong to: its own words, and those of others like it."""

    id: str
    strong: str
    own: Group
    soft: str
    other: str
    day: date
    label: Texts
    names: Group = frozenset()  # of names.toml, that stand for the event itself


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator with all that reading and comparing its figures needs."""

    indicator: Indicator
    rules: tuple[Rule, ...]
    event: Event | None = None
    part_of: str | None = None
    apart: Group = frozenset()
    beside: Group = frozenset()
    period: Period | None = None
    period_cue: Group = frozenset()
    plausible: tuple[Number, Number] | None = None
    averaged: bool = False

    def is_plausible(self, value: Number | None) -> bool:
        """Whether a value can be one of it, as far as it is known; a NaN or what is below nothing is no count."""
        if value is None:
            return True
        least, most = self.plausible or (0, math.inf)
        return value >= 0 and least <= value <= most


@dataclass(frozen=True)
class Indicators:
    """All definitions of one file."""

    path: Path
    definitions: Mapping[str, Definition]
    concepts: Mapping[str, Concept]
    by_measure: Mapping[str, tuple[tuple[Definition, Rule], ...]] = field(default_factory=dict, repr=False)
    _tagged: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _lexicons: dict[Lang, Lexicon] = field(default_factory=dict, compare=False, repr=False)

    @property
    def all(self) -> tuple[Indicator, ...]:
        return tuple(definition.indicator for definition in self.definitions.values())

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.all)

    def __contains__(self, indicator: object) -> bool:
        return indicator in self.definitions

    def get(self, indicator: str) -> Indicator:
        """Raises UnknownName."""
        return self.definition(indicator).indicator

    def definition(self, indicator: str) -> Definition:
        """Raises UnknownName."""
        try:
            return self.definitions[indicator]
        except KeyError:
            raise UnknownName(f"no such indicator: {indicator}") from None

    def cued(self, words: Sequence[str], lang: Lang) -> frozenset[str]:
        """The indicators that a text of `words` (folded) may speak of: a measure, and whatever else one of their rules
        asks for."""
        present = self.lexicon(lang).concepts(words)
        return frozenset(
            definition.indicator.id
            for measure in present
            for definition, rule in self.by_measure.get(measure, ())
            if definition.event is None or definition.event.strong in present
            if all(group & present for group in (*rule.clause, *rule.here, *rule.near, *rule.document))
        )

    def tagged(self, tag: str) -> frozenset[str]:
        """The concepts that carry `tag`."""
        return self._tagged.get(tag, frozenset())

    @cached_property
    def counted(self) -> frozenset[str]:
        """The nouns that the figures of some indicator count."""
        return frozenset(
            noun for definition in self.definitions.values() for rule in definition.rules for noun in rule.counts
        )

    @property
    def event_names(self) -> frozenset[str]:
        """The names that stand for an event."""
        return frozenset(
            name for each in self.definitions.values() if each.event is not None for name in each.event.names
        )

    def lexicon(self, lang: Lang) -> Lexicon:
        if lang not in self._lexicons:
            self._lexicons[lang] = Lexicon(lang, {concept.id: concept.cues[lang] for concept in self.concepts.values()})
        return self._lexicons[lang]


@cache
def load(path: Path = INDICATORS) -> Indicators:
    """The definitions in `path`. Raises BadInput naming the file and the place."""
    raw = tables.read(path)
    return _Reader(path, raw).read()


class _Reader:
    """Turns the parsed file into definitions; every complaint names the place."""

    def __init__(self, path: Path, raw: Mapping[str, Any]) -> None:
        self.path = path
        self.raw = raw
        self.concepts: dict[str, Concept] = {}
        self.events: dict[str, Event] = {}

    def read(self) -> Indicators:
        unknown = set(self.raw) - {"concepts", "events", "indicator"}
        if unknown:
            raise self.bad(f"unknown table {min(unknown)!r}", None)
        for name, table in self.raw.get("concepts", {}).items():
            self.concepts[name] = self.concept(name, table)
        for name, table in self.raw.get("events", {}).items():
            self.events[name] = self.event(name, table)
        definitions: dict[str, Definition] = {}
        for n, table in enumerate(self.raw.get("indicator", []), 1):
            definition = self.definition(table, f"indicator {n}")
            if definition.indicator.id in definitions:
                raise self.bad("defined twice", definition.indicator.id)
            definitions[definition.indicator.id] = definition
        for definition in definitions.values():
            related = definition.apart | definition.beside | ({definition.part_of} if definition.part_of else set())
            for other in sorted(related - set(definitions)):
                raise self.bad(f"no such indicator: {other}", definition.indicator.id)
        by_measure: dict[str, tuple[tuple[Definition, Rule], ...]] = {}
        for definition in definitions.values():
            for rule in definition.rules:
                for name in rule.measure:
                    by_measure[name] = (*by_measure.get(name, ()), (definition, rule))
        tagged = {tag: frozenset(each.id for each in self.concepts.values() if tag in each.tags) for tag in TAGS}
        return Indicators(self.path, definitions, self.concepts, by_measure, tagged)

    def bad(self, what: str, place: object) -> BadInput:
        return BadInput(what, path=self.path, place=place)

    def concept(self, name: str, table: Any) -> Concept:
        place = f"concepts.{name}"
        if not isinstance(table, dict) or table.get("role") not in CUE_ROLES:
            raise self.bad(f"`role` is one of {', '.join(CUE_ROLES)}", place)
        for key in sorted(set(table) - CONCEPT_KEYS):
            raise self.bad(f"unknown key {key!r}", place)
        tags = table.get("tags", [])
        if not isinstance(tags, list) or set(tags) - TAGS:
            raise self.bad(f"`tags` are of {', '.join(sorted(TAGS))}", place)
        cues: dict[Lang, tuple[str, ...]] = {}
        for lang in LANGS:
            given = table.get(lang)
            if not isinstance(given, list) or not all(isinstance(cue, str) for cue in given):
                raise self.bad(f"`{lang}` is a list of cues", place)
            for cue in given:
                try:
                    parse_cue(cue, lang)
                except ValueError:
                    raise self.bad(f"not a cue: {cue!r}", f"{place}.{lang}") from None
            cues[lang] = tuple(given)
        return Concept(name, table["role"], cues, bool(table.get("weak", False)), frozenset(tags))

    def event(self, name: str, table: Any) -> Event:
        place = f"events.{name}"
        if not isinstance(table, dict) or not isinstance(table.get("date"), date):
            raise self.bad("an event has a `date`", place)
        (strong,), (soft,), (other,) = (self.group([table.get(key)], place) for key in ("strong", "soft", "other"))
        return Event(
            name,
            strong,
            self.group(table.get("own", []), place),
            soft,
            other,
            table["date"],
            self.texts(table, "label", place),
            frozenset(table.get("names", ())),
        )

    def group(self, names: Any, place: str) -> Group:
        if not isinstance(names, list):
            raise self.bad("a list of concepts is wanted", place)
        for name in names:
            if name not in self.concepts:
                raise self.bad(f"no such concept: {name}", place)
        return frozenset(names)

    def groups(self, names: Any, place: str) -> tuple[Group, ...]:
        if not isinstance(names, list):
            raise self.bad("a list of concepts is wanted", place)
        return tuple(self.group(str(name).split("|"), place) for name in names)

    def texts(self, table: Mapping[str, Any], key: str, place: str) -> Texts:
        given = table.get(key)
        if not isinstance(given, dict) or any(not isinstance(given.get(lang), str) for lang in LANGS):
            raise self.bad(f"`{key}` needs a text in {', '.join(LANGS)}", place)
        return {lang: given[lang] for lang in LANGS}

    def definition(self, table: Any, place: str) -> Definition:
        if not isinstance(table, dict) or not isinstance(table.get("id"), str):
            raise self.bad("an indicator needs an `id`", place)
        place = table["id"]
        for key in sorted(set(table) - INDICATOR_KEYS):
            raise self.bad(f"unknown key {key!r}", place)
        if not isinstance(table.get("unit"), str):
            raise self.bad("`unit` is missing", place)
        if table.get("kind") not in KINDS:
            raise self.bad(f"`kind` is one of {', '.join(KINDS)}", place)
        if table.get("event") not in {None, *self.events}:
            raise self.bad(f"no such event: {table['event']}", place)
        if table.get("theme") not in {None, *TOPICS}:
            raise self.bad(f"`theme` is one of {', '.join(TOPICS)}", place)
        indicator = Indicator(
            id=place,
            unit=table["unit"],
            kind=table["kind"],
            names=self.texts(table, "names", place),
            scope=self.texts(table, "scope", place),
            event=self.events[table["event"]].label if "event" in table else {},
            say=self.texts(table, "say", place) if "say" in table else {},
            answer=self.texts(table, "answer", place) if "answer" in table else {},
            report=self.texts(table, "report", place) if "report" in table else {},
            accuses_group=bool(table.get("accuses_group", False)),
            ages=bool(table.get("ages", False)),
            theme=table.get("theme"),
            scoped=dict(self.scoped(each, place) for each in table.get("scoped", [])),
        )
        return Definition(
            indicator=indicator,
            rules=tuple(self.rule(rule, f"{place}, rule {n}") for n, rule in enumerate(table.get("rule", []), 1)),
            event=self.events.get(table.get("event", "")),
            part_of=table.get("part_of"),
            apart=frozenset(table.get("apart", ())),
            beside=frozenset(table.get("beside", ())),
            period=self.period(table.get("period"), place),
            period_cue=self.group(table.get("period_cue", []), place),
            plausible=self.bounds(table.get("plausible"), place),
            averaged=bool(table.get("averaged", False)),
        )

    def scoped(self, table: Any, place: str) -> tuple[str, Wording]:
        """The beginning of a scope, and how figures of that scope are said."""
        if not isinstance(table, dict) or not isinstance(table.get("scope"), str) or set(table) - SCOPED_KEYS:
            raise self.bad(f"`scoped` has {', '.join(sorted(SCOPED_KEYS))}", place)
        optional = {key: self.texts(table, key, place) for key in ("answer", "report", "note") if key in table}
        return table["scope"], Wording(self.texts(table, "say", place), **optional)

    def period(self, table: Any, place: str) -> Period | None:
        if table is None:
            return None
        if not isinstance(table, dict) or not all(isinstance(table.get(key), date) for key in ("start", "end")):
            raise self.bad("`period` has a `start` and an `end`", place)
        return Period(table["start"], table["end"])

    def bounds(self, given: Any, place: str) -> tuple[Number, Number] | None:
        if given is None:
            return None
        if not isinstance(given, list) or len(given) != 2 or not all(isinstance(n, int | float) for n in given):
            raise self.bad("`plausible` is [least, most]", place)
        return given[0], given[1]

    def closer(self, given: Any, place: str) -> tuple[str, str] | None:
        if given is None:
            return None
        if not isinstance(given, list) or len(given) != 2:
            raise self.bad("`closer` is [this, that]", place)
        self.group(given, place)
        return given[0], given[1]

    def rule(self, table: Any, place: str) -> Rule:
        if not isinstance(table, dict):
            raise self.bad("a rule is a table", place)
        for key in sorted(set(table) - RULE_KEYS):
            raise self.bad(f"unknown key {key!r}", place)
        rule = Rule(
            measure=self.group(table.get("measure", []), place),
            counts=self.group(table.get("counts", []), place),
            bare=bool(table.get("bare", False)),
            one=bool(table.get("one", False)),
            clause=self.groups(table.get("clause", []), place),
            here=self.groups(table.get("here", []), place),
            near=self.groups(table.get("near", []), place),
            document=self.groups(table.get("document", []), place),
            never=self.group(table.get("not", []), place),
            never_here=self.group(table.get("not_here", []), place),
            never_near=self.group(table.get("not_near", []), place),
            closer=self.closer(table.get("closer"), place),
            least=table.get("min"),
            most=table.get("max"),
            scope=table.get("scope"),
        )
        if not rule.measure:
            raise self.bad("a rule needs a `measure`", place)
        return rule
