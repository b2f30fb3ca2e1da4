"""What keeps a passage from being an answer, however much of the question it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from digests.answers.find.found import Fact
from digests.answers.find.occasions import occasion
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.answers.understand import lexis
from digests.answers.understand.days import is_whole_year
from digests.answers.understand.question import Question
from digests.corpus.index import Hit
from digests.language import names
from digests.language.kin import kinds_of_names
from digests.model import Document

_NAME = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\n)\b[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+\s+[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+")
_QUOTED = re.compile(r"[«“][^»”]+[»”]")
TELLING = frozenset({"body", "media", "people"})
"""Kinds of names that a statement holds anyway."""
RULED_OUT = {
    "lacks_people": "another people", "other_time": "another time", "lacks_number": "no number",
}  # fmt: skip
"""Features that rule a passage out where a number is asked for: a near miss is worse than none."""


class Vetoes:
    """The vetoes over passages."""

    def __init__(self, shown: Shown, judge: Judge) -> None:
        self.shown = shown
        self.judge = judge

    def against(self, question: Question, fact: Fact) -> Iterator[str]:
        """What rules the passage out: it may not be shown, or it speaks of another people, place or time."""
        if fact.statement is None and self.is_private(fact.hit):
            yield "private"
        if self.is_withheld(fact.hit, fact.document, question.today):
            yield "withheld"
        for feature, name in RULED_OUT.items():
            if question.counts and fact.features[feature]:
                yield name
        if question.kind == "when" and not question.counts and self.is_of_another_year(question, fact):
            yield RULED_OUT["other_time"]
        if question.counts and not question.asks_sources and self.is_of_another_country(question, fact):
            yield "another country"
        if self.is_of_another_place(question, fact):
            yield "another place"
        if question.names_regions and not question.counts and not self.tells_place(question, fact):
            yield "no name"
        if "naming" in question.groups and not question.counts and not self.is_named(question, fact):
            yield "no name"  # "how many names" wants none

    def is_of_another_country(self, question: Question, fact: Fact) -> bool:
        """Whether one of the two countries is asked about and the passage speaks of the other alone. Where sources are
        set against each other, one may count what came from a country, another what came to one."""
        asked = question.entities & lexis.countries()
        told = self.judge.content(fact.hit.text, fact.lang).entities & lexis.countries()
        return bool(asked) and bool(told) and not asked & told

    def is_of_another_place(self, question: Question, fact: Fact) -> bool:
        """Whether the passage lacks the place that is asked about: a number must be of it, else another one must be
        named in its stead. Moscow is everywhere, but not where the courts of another city are counted. Who asks if it
        is true of Kazan is answered by where it holds."""
        if question.kind == "where":
            return False
        told = places(self.judge.content(fact.hit.text, fact.lang).entities)
        lacks = bool(fact.features["lacks_place"])
        if not question.counts:
            return lacks and bool(told) and "truth" not in question.groups
        asked = places(question.entities)
        if any(land in asked - told and told == {city} for land, city in lexis.around().items()):
            return True
        return lacks or (bool(asked and told - lexis.ambient()) and not asked & told)

    def is_of_another_year(self, question: Question, fact: Fact) -> bool:
        """Whether the passage tells days, and none of a year that is asked about: until when it was put off in 2025
        does not tell until when in 2026. A day may be asked about that comes before: the one that was put off."""
        spans = ((one.start, one.end) for one in question.periods if is_whole_year(one))
        years = [(start, end) for start, end in spans if start and end]
        return bool(years) and occasion(question, fact, years) == "other"

    def tells_place(self, question: Question, fact: Fact) -> bool:
        """Whether a place is named that the question does not say itself: "more than ten regions" are none."""
        entities = self.judge.content(fact.hit.text, fact.lang).entities
        told = {each for each in entities if kinds_of_names().get(each) == "place"}
        return bool(told - question.entities - lexis.home())

    def is_named(self, question: Question, fact: Fact) -> bool:
        """Whether a name is told that the question does not say itself; bodies and outlets are who tells it."""
        content = self.judge.content(fact.hit.text, fact.lang)
        told = {entity for entity in content.entities if kinds_of_names().get(entity) not in TELLING}
        unknown = [match[0] for name in (_NAME, _QUOTED) for match in name.finditer(content.text)]
        strangers = any(not self.judge.content(name, fact.lang).entities for name in unknown)
        return strangers or bool(told - question.entities - lexis.ambient() - lexis.wide())

    def is_withheld(self, hit: Hit, document: Document, today: date) -> bool:
        """Whether the passage states a figure that waits for an editor."""
        withheld = self.shown.withheld(today)
        if hit.statement_id is not None and withheld.holds_statement(hit.statement_id):
            return True
        return withheld.holds(document, hit.text, hit.lang)

    def is_private(self, hit: Hit) -> bool:
        """Whether a raw passage names somebody who may not be named: not on the allow-list, beside an accusation."""
        if not self.judge.content(hit.text, hit.lang).concepts & self.judge.indicators.tagged("private"):
            return False
        known = [(mention.start, mention.end) for mention in names.load().find(hit.text)]
        return any(
            not any(start < match.end() and match.start() < end for start, end in known)
            for match in _NAME.finditer(hit.text)
        )


def places(entities: Iterable[str]) -> set[str]:
    """The places among `entities`, without those that tell next to nothing."""
    return {entity for entity in entities if kinds_of_names().get(entity) == "place"} - lexis.wide()
