"""Which indicator a number belongs to: the rules of `config/indicators.toml` applied to one reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from digests.figures import doubts
from digests.figures.bound import MOST_NUMBERS, Binding, assign, is_adjective_of_years, is_hedge, is_outdone
from digests.figures.counting import stands_alone
from digests.figures.fitting import Fitting, Node
from digests.figures.indicators import Definition, Group, Indicators, Rule
from digests.figures.part_words import AMONG, MOST, OF, THEIRS
from digests.figures.reading import OF_THEM, Mark, Reading, Sentence

REACH = {"en": 13.0, "ru": 13.0, "tg": 17.0}
"""The farthest a measure may stand from its number; Tajik keeps its verb for the end."""
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
INHERITED = 3.0
"""What it costs to take the measure from the sentence before: "… were expelled. Of these, 17,000 were Tajiks"."""
AGE_REACH = 2.0
"""Farther from its measure, "29-year-old" is somebody's age."""


def bind(reading: Reading, indicators: Indicators) -> list[Binding]:
    """The bindings of a document, at most one a number, in the order of the text."""
    found: list[Binding] = []
    before: tuple[int, list[Binding]] = (-1, [])
    for number, marks in groupby(reading.marks, key=lambda mark: reading.sentence_of(mark.first).n):
        wholes = before[1] if before[0] == number - 1 else []
        bound = _Binder(reading, indicators, reading.sentences[number], wholes).bind(list(marks))
        found += bound
        before = number, bound
    return [doubts.weighed(reading, each) for each in found]


class _Binder:
    """The numbers of one sentence against the measures of that sentence."""

    def __init__(
        self, reading: Reading, indicators: Indicators, sentence: Sentence, before: Sequence[Binding] = ()
    ) -> None:
        self.reading = reading
        self.indicators = indicators
        self.sentence = sentence
        self.fitting = Fitting(reading, sentence)
        self.before = before  # what the sentence before states
        self.marks: list[Mark] = []
        self.nodes: list[Node] = []

    def _nodes(self, marks: Sequence[Mark]) -> list[Node]:
        measures = [
            hit
            for hit in self.reading.hits_in(self.sentence.first, self.sentence.last)
            if self.reading.roles[hit.concept] == "measure" and not is_hedge(hit, marks)
        ]
        nodes: list[Node] = []
        for hit in sorted(measures, key=lambda hit: (hit.first, -hit.last)):
            if nodes and hit.first <= nodes[-1].last:
                last = nodes[-1]
                nodes[-1] = Node(last.first, max(last.last, hit.last), last.concepts | {hit.concept})
            else:
                nodes.append(Node(hit.first, hit.last, frozenset({hit.concept})))
        return nodes

    def bind(self, marks: list[Mark]) -> list[Binding]:
        if len(marks) > MOST_NUMBERS:
            return []
        self.marks, self.nodes = marks, self._nodes(marks)
        if not self.nodes and not self.before:
            return []
        wholes = self._wholes(marks)
        options = [list(self._options(mark, wholes.get(mark))) for mark in marks]
        chosen = assign(options, [REUSED * (LISTED if self._is_among(mark) else 1.0) for mark in marks])
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
                whole,
                definition,
                rule,
                None,
                self.fitting.nouns(whole)[1],
                binding.cost,
                binding.score,
                binding.carried,
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
            if whole or (among and earlier and not flow) or is_outdone(binding, bindings):
                continue
            kept.append(binding)
        return kept

    def _goes_on(self, mark: Mark) -> bool:
        """ "… 8 from Tajikistan and 1 from Kyrgyzstan": the list of parts goes on."""
        before = max((other.last for other in self.reading.marks if other.last < mark.first), default=0)
        return mark.first - before <= 6 and not any(before < node.first < mark.first for node in self.nodes)

    def _is_most(self, mark: Mark) -> bool:
        """ "Most, 627,028 people, chose Russia"."""
        return bool(MOST & set(self.reading.words[max(self.sentence.first, mark.first - 5) : mark.first]))

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
        nouns, where = self.fitting.nouns(whole or mark)
        near_nodes = sorted((self._way(mark, node), n) for n, node in self._reachable(mark))
        best: dict[str, Binding] = {}
        passed = 0.0
        for way, n in near_nodes:
            if way + passed > REACH[self.reading.lang]:
                break
            node = self.nodes[n]
            if (
                self._in_of_them(mark, node)
                or (way > AGE_REACH and is_adjective_of_years(mark))
                or self._is_subset(mark, node)
                or (way > SUSPECTS_REACH and self._names_suspects(node))
            ):
                continue
            wanted = False
            cost = way + (NOUN_ITSELF if self._is_noun(node, where) else 0.0)
            for definition, rule in self._rules(node):
                score = self.fitting.fits(rule, definition, mark, node, nouns, whole)
                if score is None:
                    continue
                wanted = True
                binding = Binding(
                    mark, definition, rule, node, where, cost + passed, score - cost - passed,
                    carried=any(not group & self.fitting.here for group in rule.near),
                    part=whole is not None, whole=whole, unsaid=self.fitting.is_country_unsaid(rule),
                )  # fmt: skip
                known = best.get(definition.indicator.id)
                if known is None or binding.score > known.score:
                    best[definition.indicator.id] = binding
            if not wanted and not self._weak(node):
                break
            if not wanted:
                passed += PASSED_OVER
        if all(each.node is not None and self._weak(each.node) for each in best.values()):
            # "most, 627,028 people, chose Russia": of those whom the sentence before counts
            best = {each.definition.indicator.id: each for each in self._inherited(mark, nouns, where)} or best
        yield from sorted(best.values(), key=lambda binding: -binding.score)[:3]

    def _inherited(self, mark: Mark, nouns: Group | None, where: tuple[int, int] | None) -> Iterator[Binding]:
        """ "Of these, about 17,000 were citizens of Tajikistan": a part of what the sentence before counts."""
        first = self.marks[0]
        opens = self._is_among(first) or self._is_most(first)
        if not self.before or not opens or (mark is not first and self.nodes):
            return
        for above in self.before:
            node = Node(mark.first, mark.last, above.node.concepts if above.node else frozenset(above.rule.measure))
            for definition, rule in self._rules(node):
                told = [concept for group in (*rule.here, *rule.near) for concept in group & self.fitting.here]
                if definition.part_of != above.definition.indicator.id or not all(
                    self.fitting.closer(concept, self.indicators.tagged("elsewhere"), mark) for concept in told
                ):
                    continue
                score = self.fitting.fits(rule, definition, mark, node, nouns, None, placed=True)
                if score is not None:
                    yield Binding(
                        mark, definition, rule, None, where, INHERITED, score - INHERITED,
                        carried=True, part=True, whole=above.mark,
                    )  # fmt: skip

    def _reachable(self, mark: Mark) -> list[tuple[int, Node]]:
        """The measures a number may belong to, with their places: no label of a later number ("Killed: 144, injured:
        551")."""
        later = [other for other in self.marks if other.first > mark.first]
        return [
            (n, node)
            for n, node in enumerate(self.nodes)
            if node.first < mark.first or not any(self._is_label(node, other) for other in later)
        ]

    def _is_label(self, node: Node, mark: Mark) -> bool:
        """Whether a measure stands right before a number with nothing but a colon between."""
        between = self.reading.text[self.reading.ends[node.last] : mark.quantity.start]
        return node.last < mark.first and len(between) < 5 and between.strip() == ":"

    def _way(self, mark: Mark, node: Node) -> float:
        """The cost from a number to a measure; short where the number is what a subject "reached"."""
        if self._is_label(node, mark):
            return 0.0
        way = self.reading.between(mark.first, mark.last, node.first, node.last)
        if node.last < mark.first and way > SUBJECT:
            after = mark.last + 3 if self.reading.lang == "tg" else mark.first  # «ба 144 нафар расид»
            verbs = self.reading.hits_in(max(node.last + 1, mark.first - 3), after)
            if any(hit.concept in self.indicators.tagged("reaching") for hit in verbs):
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

    def _is_noun(self, node: Node, where: tuple[int, int] | None) -> bool:
        """Whether a measure is but the counted noun itself ("19 defendants were convicted")."""
        return where is not None and where[0] <= node.first and node.last <= where[1]

    def _names_suspects(self, node: Node) -> bool:
        return any(
            hit.concept in self.indicators.tagged("party") for hit in self.reading.hits_in(node.first, node.first + 1)
        )

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
        if stands_alone(mark.quantity.unit) or node.first <= mark.last or not 0 < len(words) <= 3:
            return False
        if words[0] not in OF[self.reading.lang]:
            return False
        if tuple(words[:2]) in OF_THEM[self.reading.lang]:
            return False
        between = self.reading.hits_in(mark.last + 1, node.first)
        return not any(self.reading.roles[hit.concept] == "noun" for hit in between)
