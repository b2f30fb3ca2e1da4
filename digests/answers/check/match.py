"""Which figure of the sources a number of a post speaks of: what its surroundings say, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from digests.answers.check.held import Profile
from digests.answers.check.post import Post, Stated
from digests.answers.check.verdict import in_time
from digests.answers.find.support import Content, Judge
from digests.answers.understand import lexis, terms
from digests.answers.understand.question import Term
from digests.answers.understand.tongue import cue_form, is_word
from digests.corpus.holdings import Holdings
from digests.corpus.terms import stem_term
from digests.figures.fitting import STILL_MEANT
from digests.figures.indicators import Event, Indicators
from digests.language import names, units
from digests.language.fold import iter_words
from digests.language.kin import kinds_of_names
from digests.language.stems import stem
from digests.model import Lang, Quantity

DECAY = (1.0, 0.9, 0.75, 0.6, 0.45)
"""What a word of the label counts by the stretch in which it is met: clause, up to the next number, sentence, …"""
NEAR = 0.6
"""What a word beyond the clause counts against one within it."""
SCOPED = frozenset({"place", "airport"})
ALONE = frozenset({"money", "share", "ratio"})
"""Kinds of units that say nothing of what is counted."""


Closeness = Callable[[str], Mapping[str, float]]
"""How close each curated statement lies to a text by meaning, from 0 to 1, by its id."""


@dataclass(frozen=True, slots=True)
class Match:
    """A figure that a number may speak of; `features` from 0 to 1 each."""

    profile: Profile
    features: Mapping[str, float]
    against: tuple[str, ...] = ()

    def beside(self, documents: Collection[str]) -> Match:
        """The match where other numbers of the post are from `documents`."""
        return replace(self, features={**self.features, "beside": float(self.profile.held.claim.doc_id in documents)})

    @property
    def score(self) -> float:
        return sum(WEIGHTS[name] * value for name, value in self.features.items())


WEIGHTS = {
    "label": 1.0,
    "names": 0.3,
    "clause": 0.7,
    "noun": 0.3,
    "read": 0.3,
    "place": 0.3,
    "time": 0.2,
    "meaning": 0.5,
    "beside": 0.25,
}
IDLE = 0.5
"""What an untold noun counts."""


class Matcher:
    """Compares the numbers of a post with figures."""

    def __init__(self, holdings: Holdings, indicators: Indicators, judge: Judge) -> None:
        self.holdings = holdings
        self.indicators = indicators
        self.judge = judge

    def matches(
        self,
        post: Post,
        stated: Stated,
        profiles: tuple[Profile, ...],
        bound: str | None,
        close: Mapping[str, float],
    ) -> list[Match]:
        """Every figure in whose unit the number may be counted. `bound`: the indicator that the reader of texts binds
        it to; `close`: how close statements lie to its sentence by meaning."""
        zones = [Content(zone, post.lang, self.indicators) for zone in stated.zones]  # of a post nothing is kept
        said = self.said(post, stated)
        noun = self.noun(post, stated.quantity)
        firm = places(stated.near) - lexis.ambient() - lexis.seats() - lexis.wide()
        labels: dict[str, dict[str, float]] = {}  # many figures have the same
        found = []
        for profile in profiles:
            held = profile.held
            if not unit_fits(stated.quantity, profile):
                continue
            if held.topic not in labels:
                labels[held.topic] = {
                    "label": self.label_met(profile, zones, named=False),
                    "names": self.label_met(profile, zones, named=True),
                }
            features = {
                **labels[held.topic],
                "clause": self.clause_met(said, profile),
                "noun": self.noun_met(noun, profile) if noun else IDLE,
                "read": float(held.topic == bound),
                "place": float(bool(firm & (places(held.own) | places(held.told)))),
                "time": float(stated.said.near and in_time(held.claim, stated.said)),
                "meaning": close.get(held.claim.statement_id or "", 0.0),
            }
            found.append(Match(profile, features, tuple(self.against(post, stated, profile, zones[-1]))))
        return found

    def label_met(self, profile: Profile, zones: list[Content], *, named: bool) -> float:
        """The share of the label's words, or of its names, that the post says, the nearer the more."""
        total = met = 0.0
        for term in profile.terms:
            if is_scope(term) != named:
                continue
            total += term.weight
            met += term.weight * max(
                decay * self.judge.strength(term, zone) for decay, zone in zip(DECAY, zones, strict=True)
            )
        return met / total if total else 0.0

    def clause_met(self, said: list[tuple[Term, float]], profile: Profile) -> float:
        """The share of what is said about the number that the figure's own words say too."""
        total = sum(weight for _, weight in said)
        met = sum(weight * self.judge.strength(term, profile.content) for term, weight in said)
        return met / total if total else 0.0

    def said(self, post: Post, stated: Stated) -> list[tuple[Term, float]]:
        """The words about the number that the corpus knows, and what each says; those of its clause say more."""
        clause, gap = stated.zones[0], stated.zones[1]
        inside = {word.folded for word in iter_words(clause)}
        counted = {word.folded for word in iter_words(stated.quantity.text)}
        found = []
        for term in terms.find(gap, post.lang, (), self.holdings, self.indicators):
            if term.folded in counted or is_scope(term) or not self.is_known(term):
                continue
            found.append((term, term.weight * (1.0 if term.folded in inside else NEAR)))
        return found

    def is_known(self, term: Term) -> bool:
        return bool(term.entity or term.concepts) or any(self.holdings.count(term.lookups).values())

    def is_held(self, folded: str, lang: Lang) -> bool:
        """Whether the corpus holds a word, or our own tables do."""
        form = cue_form(folded, lang)
        return is_word(form, lang) or any(self.holdings.count([stem_term(stem(form, lang), lang)]).values())

    def noun_met(self, noun: Term, profile: Profile) -> float:
        """Whether the label counts what the number does; a noun of persons says little."""
        return max(self.judge.strength(noun, profile.label), 0.5 * self.judge.strength(noun, profile.content))

    def noun(self, post: Post, quantity: Quantity) -> Term | None:
        """The counted noun, where it tells what is counted."""
        if quantity.unit is None or quantity.unit == "person" or _kind(quantity.unit) in ALONE:
            return None
        found = terms.find(quantity.unit, post.lang, (), self.holdings, self.indicators)
        return found[0] if found and not is_scope(found[0]) and self.is_known(found[0]) else None

    # What speaks against

    def against(self, post: Post, stated: Stated, profile: Profile, whole: Content) -> Iterator[str]:
        """What is said of the number, or in the whole post, that cannot be said of the figure."""
        held = profile.held
        if held.event is not None and not is_meant(held.event, post, whole):
            yield "event"
        if any(not self.is_held(word, post.lang) for word in stated.strangers):
            yield "place"
        said = places(stated.own) or places(stated.near)
        yield from _elsewhere(said, places(held.own), places(held.told), stated, post)
        peoples = (nations(stated.own, "people") or nations(stated.near, "people")) - {lexis.host()}
        if stated.ours:
            peoples |= {lexis.own()}
        lands = (places(stated.own) & set(countries().values()) or peoples) - {lexis.host()}
        whose = nations(held.own, "people", "place") - {lexis.host()}
        if peoples and not peoples & (whose or nations(held.told, "people", "place") | {lexis.own()}):
            yield "people"
        if lands and whose and not lands & whose:
            yield "land"
        if (
            peoples == {lexis.own()}
            and lexis.own() not in whose
            and profile.label.concepts & self.indicators.tagged("foreign")
        ):
            yield "people"


def is_meant(event: Event, post: Post, whole: Content) -> bool:
    """Whether the post speaks of the event, or is told so soon after it that it need not say so."""
    said = bool(whole.concepts & (event.own | {event.strong, event.soft}))
    return said or post.day - event.day <= STILL_MEANT


def _elsewhere(
    said: Collection[str], label: Collection[str], told: Collection[str], stated: Stated, post: Post
) -> Iterator[str]:
    """Whether another place is said than the label's, or than the statement's where the label names none; or the
    label's is said nowhere."""
    scene = lexis.ambient() - lexis.seats() | lexis.wide()  # where all of it happened
    own, said = set(label) - scene, set(said) - scene
    firm = said - lexis.seats() - lexis.ambient()
    if firm and not firm & (own or set(told)):
        yield "place"
    if own - lexis.seats() and said and not said & own:
        yield "place"
    if own and not own & (post.names | nations(post.names, "people")):
        yield "place unsaid"
    before = places(stated.before) - scene - lexis.seats() - lexis.ambient()
    if own and before and not firm and not own & (before | said):
        yield "place before"


def is_scope(term: Term) -> bool:
    """Whether a word names where or whose: that says nothing of what is counted."""
    return kinds_of_names().get(term.entity or "") in SCOPED | {"people"}


def places(found: Collection[str]) -> set[str]:
    """The places among the names."""
    kinds = kinds_of_names()
    return {each for each in found if kinds.get(each) in SCOPED}


def nations(found: Collection[str], *kinds: str) -> set[str]:
    """The countries that names of `kinds` stand for: a people's, and a country itself."""
    known = kinds_of_names()
    return {countries().get(each, each) for each in found if known.get(each) in kinds}


@cache
def countries() -> Mapping[str, str]:
    """People → their country: the place that is named within a form such as "citizen of Uzbekistan"."""
    table = names.load()
    found = {}
    for entity, kind in kinds_of_names().items():
        if kind == "people":
            inner = [name for form in table.entity(entity).forms["en"] for name in table.find(form.rpartition(" ")[2])]
            inside = [name.entity for name in inner if kinds_of_names()[name.entity] == "place"]
            if inside:
                found[entity] = inside[0]
    return found


def _kind(unit: str | None) -> str | None:
    found = units.load().get(unit)
    return found.kind if found else None


def unit_fits(quantity: Quantity, profile: Profile) -> bool:
    """Whether what is counted may be the same: money of one currency, a share, a growth in times, people, things."""
    unit, own = (quantity.unit or "").split(" per ")[0], profile.held.claim.unit
    kind = _kind(own)
    if kind == "share":
        return _kind(unit) == kind or (not unit and quantity.value is not None and 0 < quantity.value < 1)
    if kind == "money":
        return unit in (own, "")
    if kind == "ratio":
        return _kind(unit) == kind or unit.startswith("баробар")
    if _kind(unit) in ALONE:
        return False
    return (own == "person") or unit != "person"
