"""Summaries beside lead-3 and LexRank, over stories with notes that an editor wrote, at equal length.

Equal: no summary is longer than the note and a tenth. Peers are filled up to that letter, in the middle of a sentence,
as contests of summaries do; ours ends with its last sentence. A key fact counts as told where `notes.tells` says so;
read by hand, that was right for 50 of 52 pairs of a fact and a text of `fit`, on which its bounds were set, and for
47 of 52 of `look`.
`sealed` is read only with EVAL_SEALED=1: once, when all else is done.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations

from digests.corpus.quantised import Floats
from digests.corpus.vector_texts import context
from digests.editions import summary
from digests.editions.events.told import tell
from digests.editions.reading import Readings
from digests.editions.summary import Budget, Candidate
from digests.language import meaning
from digests.language.sentences import sentences
from digests.language.stems import stems
from digests.model import LANGS, Document, Lang
from tests.eval import notes
from tests.eval.measure import Measure, skipped
from tests.eval.notes import Sentence, Set, Story, stories

SETS: tuple[Set, ...] = ("fit", "look", *(("sealed",) if os.environ.get("EVAL_SEALED") else ()))
LONGER = 1.1
"""Of the note's length, what a summary may have."""
SAME = 0.5
"""Cosine from which two sentences say the same."""
TAKES_MINUTES = True
"""The model reads every sentence."""
WHAT = ("figures", "names", "key facts")
OURS = {"ours": (0.74, 0.62, 0.61), "ours by words alone": (0.72, 0.62, 0.59)}
FLOORS: dict[str, float] = {
    **{
        f"look, {name}, {lang}: {what}": floor
        for name, floors in OURS.items()
        for lang in LANGS
        for what, floor in zip(WHAT, floors, strict=True)
    },
    **{
        f"{which}, {lang}: {what} above the better peer": floor
        for which, floor in (("fit", 0.01), ("look", 0.08))
        for lang in LANGS
        for what in WHAT
    },
}
MOST_REPEATED = 0.02

System = Callable[[Story, int], list[Sentence]]
"""A story and the characters it may take → the sentences of its summary."""


def texts(document: Document) -> list[Sentence]:
    return [
        Sentence(document.text[start:end], document.lang, document.published) for start, end in sentences(document.text)
    ]


def filled(ranked: Sequence[Sentence], most: int) -> list[Sentence]:
    """The first of `ranked` up to the letter."""
    found = []
    for each in ranked:
        if most <= 0:
            break
        found.append(each._replace(text=each.text[:most]))
        most -= len(each.text) + 1
    return found


def lead(story: Story, most: int) -> list[Sentence]:
    """The first sentences of the first text: three, or what fits."""
    return filled(texts(story.documents[0]), most)


def lexrank(story: Story, most: int) -> list[Sentence]:
    """LexRank of sumy over all texts, with our sentences and stems: its own know no Tajik."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as Node
    from sumy.summarizers.lex_rank import LexRankSummarizer

    known = {each.text: each for document in story.documents for each in texts(document)}
    nodes = [Node(each.text, _Words(each.lang)) for each in known.values()]
    ranked: list[Sentence] = []

    def take(rated):  # type: ignore[no-untyped-def]
        ranked.extend(known[str(each.sentence)] for each in rated)
        return rated

    LexRankSummarizer()(ObjectDocumentModel([Paragraph(nodes)]), take)
    return filled(ranked, most)


@dataclass(frozen=True, slots=True)
class _Words:
    lang: Lang

    def to_words(self, text: str) -> list[str]:
        return stems(text, self.lang)


def ours(story: Story, most: int, *, with_meaning: bool = True) -> list[Sentence]:
    some = candidates(story, with_meaning=with_meaning)
    heads = [tell("", each.title, each.lang, each.published) for each in story.documents]
    chosen = summary.choose(summary.scene(some, heads), Budget(sentences=6, characters=most))
    return [Sentence(some[n].text, some[n].lang, story.documents[some[n].document].published) for n in chosen]


def by_words(story: Story, most: int) -> list[Sentence]:
    return ours(story, most, with_meaning=False)


def candidates(story: Story, *, with_meaning: bool) -> list[Candidate]:
    return [
        candidate
        for number, document in enumerate(story.documents)
        for candidate in summary.of_text(
            document, number, Readings().of(document), _stored(document) if with_meaning else None
        )
    ]


def _stored(document: Document) -> Floats | None:
    """The vectors that a stored document has: of its sentences, each with the title."""
    return _vectors(tuple(context(each.text, document.title) for each in texts(document)))


@cache
def _vectors(some: tuple[str, ...]) -> Floats | None:
    model = meaning.load().meaning
    return model.passage(list(some)) if model else None


@dataclass(slots=True)
class Score:
    """What was held of what was wanted, over stories."""

    figures: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    facts: list[tuple[int, int]] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    length: list[float] = field(default_factory=list)


def score(told: Sequence[Sentence], story: Story, lang: Lang, into: Score) -> None:
    """Add a summary's score by the note in `lang`."""
    found = [notes.held(each) for each in told]
    wanted = notes.held(Sentence("\n".join(story.notes[lang]), lang, story.documents[0].published))
    figures = [figure for each in found for figure in each.figures]
    into.figures.append((notes.figures_held(wanted.figures, figures), len(wanted.figures)))
    held = sum(any(notes.names_held([name], each) for each in found) for name in wanted.names)
    into.names.append((held, len(wanted.names)))
    into.facts.append((len(facts_told(told, story)), len(story.facts)))
    vectors = _vectors(tuple(each.text for each in told))
    pairs = list(combinations(range(len(told)), 2))
    same = sum(float(vectors[n] @ vectors[m]) >= SAME for n, m in pairs) if vectors is not None else 0
    into.repeated.append((same, len(pairs)))
    into.length.append(sum(len(each.text) + 1 for each in told) / story.length(lang))


def facts_told(told: Sequence[Sentence], story: Story) -> set[str]:
    wanted, found = _vectors(story.facts), _vectors(tuple(each.text for each in told))
    if wanted is None or found is None:
        return set()
    cosines = wanted @ found.T
    return {
        fact
        for n, fact in enumerate(story.facts)
        for m, each in enumerate(told)
        if notes.tells(fact, each, notes.closeness(fact, each, float(cosines[n, m])))
    }


def measure() -> list[Measure]:
    if meaning.load().meaning is None:
        return skipped("summaries: key facts are told by their meaning (no model here)")
    systems: dict[str, System] = {"lead-3": lead, "LexRank": lexrank, "ours": ours, "ours by words alone": by_words}
    found = []
    for which in SETS:
        some = stories(which)
        if not some:
            found += skipped(f"summaries: {which}")
            continue
        table = {name: scores(system, some) for name, system in systems.items() if name != "LexRank" or has_sumy()}
        if "LexRank" not in table:
            found += [Measure(f"{which}, LexRank", None, note="skipped: sumy is not installed (`make bench` does)")]
        for name, by_lang in table.items():
            found += [each for lang in LANGS for each in measures(f"{which}, {name}, {lang}", by_lang[lang])]
        found += compared(which, table)
    return found


def has_sumy() -> bool:
    return importlib.util.find_spec("sumy") is not None


def scores(system: System, some: Sequence[Story]) -> dict[Lang, Score]:
    found: dict[Lang, Score] = {}
    for lang in LANGS:
        found[lang] = Score()
        for story in some:
            score(system(story, int(LONGER * story.length(lang))), story, lang, found[lang])
    return found


def measures(told: str, own: Score) -> Iterator[Measure]:
    """What a system's summaries hold, what they repeat, how long they are beside the note."""
    for what, held in zip(WHAT, (own.figures, own.names, own.facts), strict=True):
        yield _share(f"{told}: {what}", held)
    again = _share(f"{told}: pairs of sentences that say the same", own.repeated)
    if ", ours, " in told:
        again = replace(again, floor=MOST_REPEATED, at_most=True)
    yield again
    yield Measure(f"{told}: length of the note's", sum(own.length) / len(own.length))


def compared(which: Set, table: Mapping[str, Mapping[Lang, Score]]) -> Iterator[Measure]:
    """By how much ours holds more than the peer that holds most."""
    for lang in LANGS:
        for n, what in enumerate(WHAT):
            values = {
                name: _value((own[lang].figures, own[lang].names, own[lang].facts)[n]) for name, own in table.items()
            }
            name = max((each for each in values if not each.startswith("ours")), key=values.__getitem__)
            told = f"{which}, {lang}: {what} above the better peer"
            yield Measure(told, values["ours"] - values[name], FLOORS.get(told), f"{name}: {values[name]:.3f}")


def _value(held: Sequence[tuple[int, int]]) -> float:
    return sum(part for part, _ in held) / max(1, sum(whole for _, whole in held))


def _share(what: str, held: Sequence[tuple[int, int]]) -> Measure:
    note = f"{sum(part for part, _ in held)} of {sum(whole for _, whole in held)}"
    return Measure(what, _value(held), FLOORS.get(what), note)
