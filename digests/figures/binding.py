"""Which indicator a number belongs to: the rules of `config/indicators.toml` applied to one reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, pairwise

from digests.figures.indicators import Definition, Event, Group, Indicators, Rule
from digests.figures.reading import LIGHT, OF_THEM, Mark, Reading, Sentence
from digests.language.fold import fold_word
from digests.model import Number, Quantity

REACH = {"en": 13.0, "ru": 13.0, "tg": 17.0}
"""The farthest a measure may stand from its number; Tajik keeps its verb for the end."""
SURE = 13.0
"""What a rule that fits is worth before anything is taken off."""
REUSED = 5.0
"""What it costs a second number to share a measure."""
LISTED = 0.2
"""… or this share of it, where the text says that the one is among the other."""
PASSED_OVER = 1.5
"""What it costs to pass over a nearer measure that no rule of ours wants."""
SUBJECT = 2.0
"""What it costs to reach the subject of "has reached 144", however long its name is."""
SUSPECTS_REACH = 4.0
"""Farther off, "the defendants" are who something is about, not what the number counts."""
NOUN_ITSELF = 5.0
"""What it costs to take the counted noun for the measure: "19 defendants were convicted"."""
STILL_MEANT = timedelta(days=45)
CLOSER = 0.1
"""How much it counts that what a rule asks of the sentence stands close to the number."""
BEFORE = 3
"""How many sentences back a place or subject is remembered."""
NOUN_WORDS = 5
BEAM = 24
MOST_NUMBERS = 40
"""A sentence with more numbers is a table or a flood; it states nothing that could be bound."""

OTHER_UNITS = frozenset(
    "percent|percentage point|year|month|week|day|hour|minute|second|decade|century|USD|EUR|RUB|TJS|GBP|CNY|JPY|KZT"
    "|UZS|KGS|UAH|INR|CHF|TRY|cent|pound|kilometre|metre|centimetre|millimetre|mile|foot|inch|yard|acre|hectare"
    "|kilogram|gram|tonne|ounce|litre|gallon|barrel|degree|square kilometre|square metre|square mile|square foot"
    "|megawatt|gigabyte|point|times|vote|basis point".split("|")
)
MEASURED_UNITS = frozenset({"percent", "USD", "year"})
"""Units that stand by the number themselves; every other indicator counts nouns."""

AMONG = {
    lang: tuple(tuple(fold_word(word) for word in phrase.split()) for phrase in phrases.split(";"))
    for lang, phrases in {
        "en": "including;among them;of them;of whom;of which;among whom;of those;includes",
        "ru": "в том числе;из них;среди них;из которых;включая;среди которых;из числа",
        "tg": "аз ҷумла;аз онҳо;аз инҳо;дар байни онҳо;аз миёни онҳо;аз он ҷумла;бо шумули;аз ин шумор",
    }.items()
}
"""Words that make the number after them a part of the one before."""
OF = {
    lang: frozenset(fold_word(word) for word in words.split())
    for lang, words in {"en": "of out from", "ru": "из от", "tg": "аз"}.items()
}
CLASSIFIERS = frozenset(fold_word(word) for word in "нафар нафари нафарро кас каси тан тани человек".split())
"""Words between a number and the noun that says what is counted: «5 нафар кӯдак»."""
THEIRS = frozenset(
    fold_word(word) for word in "нафарашон нафарашонро касашон касашонро танашон тоаш тояшон нафаронашон".split()
)
"""«чор нафарашон»: four of them."""
YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Node:
    """A place where one or more measures are named."""

    first: int
    last: int
    concepts: Group


@dataclass(frozen=True, slots=True)
class Binding:
    """A number with the indicator it states, and what speaks for it."""

    mark: Mark
    definition: Definition
    rule: Rule
    node: Node | None
    nouns: tuple[int, int] | None  # words
    cost: float
    score: float
    carried: bool  # a place or subject was taken from an earlier sentence
    part: bool = False
    whole: Mark | None = None


def bind(reading: Reading, indicators: Indicators) -> list[Binding]:
    """The bindings of a document, at most one a number, in the order of the text."""
    return [
        binding
        for number, marks in groupby(reading.marks, key=lambda mark: reading.sentence_of(mark.first).n)
        for binding in _Binder(reading, indicators, reading.sentences[number]).bind(list(marks))
    ]


class _Binder:
    """The numbers of one sentence against the measures of that sentence."""

    def __init__(self, reading: Reading, indicators: Indicators, sentence: Sentence) -> None:
        self.reading = reading
        self.indicators = indicators
        self.sentence = sentence
        self.hits = reading.hits_in(sentence.first, sentence.last)
        self.here = {hit.concept for hit in self.hits}
        before = reading.sentences[max(0, sentence.n - BEFORE)]
        self.near = self.here | {hit.concept for hit in reading.hits_in(before.first, sentence.first)}
        self.nodes = self._nodes()
        self.events: dict[tuple[str, int], bool] = {}

    def _nodes(self) -> list[Node]:
        measures = [hit for hit in self.hits if self.reading.roles[hit.concept] == "measure"]
        nodes: list[Node] = []
        for hit in sorted(measures, key=lambda hit: (hit.first, -hit.last)):
            if nodes and hit.first <= nodes[-1].last:
                last = nodes[-1]
                nodes[-1] = Node(last.first, max(last.last, hit.last), last.concepts | {hit.concept})
            else:
                nodes.append(Node(hit.first, hit.last, frozenset({hit.concept})))
        return nodes

    def bind(self, marks: list[Mark]) -> list[Binding]:
        if not self.nodes or len(marks) > MOST_NUMBERS:
            return []
        wholes = self._wholes(marks)
        options = [list(self._options(mark, wholes.get(mark))) for mark in marks]
        chosen = _assign(options, [REUSED * (LISTED if self._is_among(mark) else 1.0) for mark in marks])
        bindings = self._without_parts([binding for binding in chosen if binding is not None])
        named = {whole.mark: whole for whole in self._bind_wholes(bindings, wholes)}
        kept = [binding for binding in bindings if binding.mark not in named]
        return sorted([*kept, *named.values()], key=lambda binding: binding.mark.first)

    # Part and whole

    def _wholes(self, marks: list[Mark]) -> dict[Mark, Mark]:
        """Part → whole, where a text says "627,000 of 652,000"."""
        found = {part: whole for whole, part in pairwise(marks) if self._opens_with_whole(whole, part)}
        for part, whole in pairwise(marks):
            between = self.reading.words[part.last + 1 : whole.first]
            small = part.quantity.value, whole.quantity.value
            if 0 < len(between) <= 2 and all(word in OF[self.reading.lang] for word in between) and None not in small:
                found[part] = whole
        return found

    def _opens_with_whole(self, whole: Mark, part: Mark) -> bool:
        """ "Of 652,000 migrants counted in 2023, more than 627,000 went …": the whole stands first."""
        words = self.reading.words
        if whole.first <= self.sentence.first or words[whole.first - 1] not in OF[self.reading.lang]:
            return False
        large, small = whole.quantity.value, part.quantity.value
        if large is None or small is None or small > large or part.first - whole.last > 10:
            return False
        return all(self._weak(node) for node in self.nodes if whole.last < node.first < part.first)

    def _bind_wholes(self, bindings: Sequence[Binding], wholes: dict[Mark, Mark]) -> Iterator[Binding]:
        for binding in bindings:
            whole = wholes.get(binding.mark)
            above = binding.definition.part_of
            if whole is None or above is None:
                continue
            definition = self.indicators.definition(above)
            rule = Rule(measure=binding.rule.measure)
            yield Binding(
                whole, definition, rule, None, self._nouns(whole)[1], binding.cost, binding.score, binding.carried
            )

    def _without_parts(self, bindings: list[Binding]) -> list[Binding]:
        """ "145 people, including 5 Tajiks": the five are no second count of the same thing."""
        kept: list[Binding] = []
        among = False
        for binding in bindings:
            earlier = [other for other in kept if other.definition is binding.definition]
            whole = binding.whole is not None and binding.definition.part_of is None
            among = self._is_among(binding.mark) or (among and self._goes_on(binding.mark))
            flow = binding.definition.indicator.kind == "flow" and all(other.node != binding.node for other in earlier)
            if whole or (among and earlier and not flow):
                continue
            kept.append(binding)
        return kept

    def _goes_on(self, mark: Mark) -> bool:
        """ "… 8 from Tajikistan and 1 from Kyrgyzstan": the list of parts goes on."""
        before = max((other.last for other in self.reading.marks if other.last < mark.first), default=0)
        return mark.first - before <= 6 and not any(before < node.first < mark.first for node in self.nodes)

    def _is_among(self, mark: Mark) -> bool:
        after = self.reading.words[mark.last : mark.last + 4]
        if THEIRS & set(after[:2]) or any(tuple(after[at : at + 2]) in OF_THEM[self.reading.lang] for at in (0, 1)):
            return True
        first = mark.first
        if first > self.sentence.first and ":" in self.reading.text[self.reading.ends[first - 1] : mark.quantity.start]:
            return any(self.sentence.first <= other.first < first for other in self.reading.marks)
        words = tuple(self.reading.words[max(self.sentence.first, first - 5) : first])
        for phrase in AMONG[self.reading.lang]:
            for at in range(len(words) - len(phrase), -1, -1):
                if words[at : at + len(phrase)] == phrase:
                    return True
        return False

    # Rules

    def _options(self, mark: Mark, whole: Mark | None) -> Iterator[Binding]:
        """Every indicator that some rule lets this number state, the better of its rules."""
        nouns, where = self._nouns(whole or mark)
        near_nodes = sorted((self._way(mark, node), n) for n, node in enumerate(self.nodes))
        best: dict[str, Binding] = {}
        passed = 0.0
        for way, n in near_nodes:
            if way + passed > REACH[self.reading.lang]:
                break
            node = self.nodes[n]
            if (
                self._in_of_them(mark, node)
                or self._is_subset(mark, node)
                or (way > SUSPECTS_REACH and self._names_suspects(node))
            ):
                continue
            wanted = False
            cost = way + (NOUN_ITSELF if self._is_noun(node, where) else 0.0)
            for definition, rule in self._rules(node):
                score = self._fits(rule, definition, mark, node, nouns, whole)
                if score is None:
                    continue
                wanted = True
                binding = Binding(
                    mark, definition, rule, node, where, cost + passed, score - cost - passed,
                    carried=any(not group & self.here for group in rule.near), part=whole is not None, whole=whole,
                )  # fmt: skip
                known = best.get(definition.indicator.id)
                if known is None or binding.score > known.score:
                    best[definition.indicator.id] = binding
            if not wanted and not self._weak(node):
                break
            if not wanted:
                passed += PASSED_OVER
        yield from sorted(best.values(), key=lambda binding: -binding.score)[:3]

    def _way(self, mark: Mark, node: Node) -> float:
        """The cost from a number to a measure; short where the number is what a subject "reached"."""
        way = self.reading.between(mark.first, mark.last, node.first, node.last)
        if node.last < mark.first and way > SUBJECT:
            verbs = self.reading.hits_in(max(node.last + 1, mark.first - 3), mark.first)
            if any(hit.concept == "reached" for hit in verbs):
                start, end = self.reading.ends[node.last], mark.quantity.start
                if not any(sign in ";.:" for sign in self.reading.text[start:end]):
                    return SUBJECT + (way - SUBJECT) * 0.2
        return way

    def _rules(self, node: Node) -> list[tuple[Definition, Rule]]:
        if len(node.concepts) == 1:
            return list(self.indicators.by_measure.get(next(iter(node.concepts)), ()))
        found = [pair for concept in sorted(node.concepts) for pair in self.indicators.by_measure.get(concept, ())]
        return list({id(rule): (definition, rule) for definition, rule in found}.values())

    def _weak(self, node: Node) -> bool:
        return all(self.indicators.concepts[concept].weak for concept in node.concepts)

    def _fits(
        self, rule: Rule, definition: Definition, mark: Mark, node: Node, nouns: Group | None, whole: Mark | None
    ) -> float | None:
        """How well the rule fits, without the distance; None where it does not."""
        holds = (
            (rule.one or not mark.one)
            and _unit_fits(mark.quantity.unit, definition.indicator.unit)
            and _countable(mark.quantity, definition.indicator.unit)
            and _within(mark.quantity.value, rule)
            and nouns is not None
            and bool(nouns & rule.counts if nouns else rule.bare)
            and self._surrounds(rule, mark, node)
            and self._in_time(definition)
            and (definition.event is None or self._is_of(definition.event, mark))
        )
        if not holds:
            return None
        asked = len(rule.here) + len(rule.near) + len(rule.clause)
        far = sum(min(self.reading.nearest(group, mark, self.sentence) or 0.0, SURE) for group in rule.here)
        paired = 3.0 if whole is not None and definition.part_of else 0.0
        return SURE + paired + 2.0 * bool(nouns) + asked + (1.0 if definition.event else 0.0) - CLOSER * far

    def _in_time(self, definition: Definition) -> bool:
        """Whether a text can still mean the fixed period: long after it must say so."""
        period, published = definition.period, self.reading.document.published
        if period is None or period.end is None or published is None or published - period.end <= STILL_MEANT:
            return True
        return bool(definition.period_cue & self.near)

    def _surrounds(self, rule: Rule, mark: Mark, node: Node) -> bool:
        """Whether clause, sentence, neighbourhood and document hold what the rule asks for and nothing it forbids."""
        if rule.never_here & self.here or not all(group & self.here for group in rule.here):
            return False
        if rule.closer and not self._closer(rule.closer, mark):
            return False
        document = self.reading.present | self.reading.in_title
        if not all(group & self.near for group in rule.near) or not all(group & document for group in rule.document):
            return False
        if not rule.never and not rule.clause:
            return True
        where = self.reading.clause(min(mark.first, node.first), max(mark.last, node.last), self.sentence)
        clause = {hit.concept for hit in self.reading.hits_in(*where)}
        return not rule.never & clause and all(group & clause for group in rule.clause)

    def _closer(self, pair: tuple[str, str], mark: Mark) -> bool:
        this, that = (self.reading.nearest({concept}, mark, self.sentence) for concept in pair)
        return that is None or (this is not None and this <= that)

    def _nouns(self, mark: Mark) -> tuple[Group | None, tuple[int, int] | None]:
        """What is counted: the noun concepts by the number and their words; None for a thing nobody's figure counts."""
        reading = self.reading
        if mark.quantity.unit in MEASURED_UNITS:
            return frozenset(), None
        found: set[str] = set()
        where: tuple[int, int] | None = None
        after = mark.last + 1
        skipped = range(after, after + 2) if tuple(reading.words[after : after + 2]) in OF_THEM[reading.lang] else ()
        for n in range(mark.first, min(after + NOUN_WORDS, self.sentence.last)):
            if n in skipped:
                continue
            if n > mark.last and (n in reading.numbers or self._ends_noun(n)):
                break
            concepts = {hit.concept for hit in reading.hits_in(n, n + 1) if reading.roles[hit.concept] == "noun"}
            if "others" in concepts and "people" not in concepts:
                if where is None or all(reading.words[at] in CLASSIFIERS for at in range(where[0], where[1] + 1)):
                    return None, None
                break
            if concepts:
                found |= concepts
                where = (where[0] if where else n, n)
            elif found and n > mark.last:
                break
        return frozenset(found), where

    def _ends_noun(self, n: int) -> bool:
        """Whether the phrase that a number opens is over before word `n`: at a mark or a small word."""
        reading = self.reading
        gap = reading.text[reading.ends[n - 1] : reading.starts[n]]
        return any(sign in ",;:.()—–!?" for sign in gap) or reading.words[n] in LIGHT

    def _is_noun(self, node: Node, where: tuple[int, int] | None) -> bool:
        """Whether a measure is but the counted noun itself ("19 defendants were convicted")."""
        return where is not None and where[0] <= node.first and node.last <= where[1]

    def _names_suspects(self, node: Node) -> bool:
        return any(hit.concept == "suspects" for hit in self.reading.hits_in(node.first, node.first + 1))

    def _in_of_them(self, mark: Mark, node: Node) -> bool:
        """ "One of the injured was taken to hospital": who they are is no measure."""
        pair = (
            self.reading.words[mark.last - 1 : mark.last + 1]
            if mark.one
            else self.reading.words[mark.last + 1 : mark.last + 3]
        )
        within = mark.first <= node.first <= mark.last + (0 if mark.one else 2)
        return within and node.first != mark.first and tuple(pair) in OF_THEM[self.reading.lang]

    def _is_subset(self, mark: Mark, node: Node) -> bool:
        """ "Two of the detained are brothers": a part, no count of the detained."""
        words = self.reading.words[mark.last + 1 : node.first]
        if mark.quantity.unit in MEASURED_UNITS or node.first <= mark.last or not 0 < len(words) <= 3:
            return False
        if words[0] not in OF[self.reading.lang]:
            return False
        if tuple(words[:2]) in OF_THEM[self.reading.lang]:
            return False
        between = self.reading.hits_in(mark.last + 1, node.first)
        return not any(self.reading.roles[hit.concept] == "noun" for hit in between)

    # Events

    def _is_of(self, event: Event, mark: Mark) -> bool:
        """Whether the number is of this event: the document speaks of it, and so does this place, not of another."""
        key = (event.id, mark.first)
        if key not in self.events:
            self.events[key] = self._speaks_of(event, mark)
        return self.events[key]

    def _speaks_of(self, event: Event, mark: Mark) -> bool:
        reading = self.reading
        if event.strong not in reading.present and event.strong not in reading.in_title:
            return False
        own = reading.nearest(event.own, mark, self.sentence)
        other = reading.nearest({event.other}, mark, self.sentence)
        if own is not None:
            return other is None or own <= other
        if other is not None or self._other_year(event):
            return False
        if event.soft in self.here and event.own & reading.in_title:
            return True
        if self._heads_into(event):
            return True
        for back in range(1, BEFORE + 2):
            n = self.sentence.n - back
            if n < 0:
                break
            earlier = reading.sentences[n]
            concepts = {hit.concept for hit in reading.hits_in(earlier.first, earlier.last)}
            if event.own & concepts:
                return True
            if event.other in concepts:
                return False
        return bool(event.own & reading.in_title) or event.soft in self.here

    def _heads_into(self, event: Event) -> bool:
        """Whether an opening sentence is followed at once by one that names the event."""
        if self.sentence.n > 1 or self.sentence.n + 1 >= len(self.reading.sentences):
            return False
        following = self.reading.sentences[self.sentence.n + 1]
        concepts = {hit.concept for hit in self.reading.hits_in(following.first, following.last)}
        return bool(event.own & concepts) and event.other not in concepts

    def _other_year(self, event: Event) -> bool:
        words = self.reading.words[self.sentence.first : self.sentence.last]
        years = [int(word) for word in words if len(word) == 4 and YEAR.match(word)]
        return any(year < event.day.year for year in years)


def _unit_fits(unit: str | None, wanted: str) -> bool:
    if wanted in MEASURED_UNITS:
        return unit == wanted
    return unit not in OTHER_UNITS


def _countable(quantity: Quantity, wanted: str) -> bool:
    """Whether the number says anything: not "hundreds", and no half a person ("more than half of the calls")."""
    if quantity.value is None:
        return quantity.low is not None or quantity.high is not None
    return wanted in MEASURED_UNITS or quantity.value == int(quantity.value)


def _within(value: Number | None, rule: Rule) -> bool:
    if rule.least is None and rule.most is None:
        return True
    return (
        value is not None and (rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most)
    )


def _assign(options: list[list[Binding]], shared: list[float]) -> list[Binding | None]:
    """One option for each number so that together they cost least; a measure shared by two numbers costs extra."""
    beam: list[tuple[float, list[Binding | None], dict[int, int]]] = [(0.0, [], {})]
    for found, reused in zip(options, shared, strict=True):
        grown: list[tuple[float, list[Binding | None], dict[int, int]]] = []
        for total, chosen, used in beam:
            grown.append((total, [*chosen, None], used))
            for binding in found:
                at = binding.node.first if binding.node else -1
                again = reused * used.get(at, 0)
                grown.append((total + binding.score - again, [*chosen, binding], {**used, at: used.get(at, 0) + 1}))
        grown.sort(key=lambda state: -state[0])
        beam = grown[:BEAM]
    return beam[0][1]
