"""Whether an item is of our subject: by what it names, and where that leaves a doubt by what it means.

An item is judged by its opening, so by its summary as by its page: what a text is about stands there. Meaning takes
a tenth of a second and is asked only where the words allow for it; it never lets in what they rule out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from digests.language.meaning import Meaning
from digests.model import TOPICS, Document, Topic
from digests.publishers import Publishers
from digests.publishers import load as load_publishers
from digests.relevance import cues, head
from digests.relevance.cues import Named

OPENING = 500
"""Letters of a text, after its title, in which cues count: in 250 the report of a raid had named nobody yet."""
MEANT = 250
"""Letters that are embedded, after the title: twice as many take twice as long."""
REASONS = 4
"""Cues that are told: those that weighed most."""
TELLING = 0.05
"""What a cue has to add to the sum to be told."""
TOPIC = 0.4
"""The chance from which a topic is told; the likeliest is told from half of it."""
SETS = 1 << 12
"""Different sets of cues whose sum is remembered: feeds repeat a few of them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of an item and why. `maybe`: near enough for its page to be read before it is left out."""

    relevant: bool
    maybe: bool
    score: float  # the chance, from 0 to 1
    reasons: tuple[str, ...] = ()  # cues, those that spoke against it after a minus; "always"; "words alone"
    topics: tuple[Topic, ...] = ()  # the likeliest first


def judge(
    document: Document,
    meaning: Meaning | None = None,
    publishers: Publishers | None = None,
    named: Named | None = None,
) -> Judgement:
    """The judgement of `document`; by its words alone without a model, or with another than was learned from.

    `named` is what it names, where that is known. Raises BadInput where the tables or the weights cannot be read.
    """
    publishers, named = publishers or load_publishers(), named or named_in(document)
    bounds, learned = publishers.bounds, head.load()
    always = bool(named.entities & publishers.subject)
    chances, reasons, topics = _by_words(named.cues)
    least = bounds.least_by_words
    doubtful = likely(named, publishers.subject, bounds.doubtful)
    if doubtful and meaning is not None and meaning.id == learned.model:
        (vector,) = meaning.passage([meant(document.title, document.text)])
        chances = learned.by_both(named.features, vector)
        topics = topics_of(chances)
        least, reasons = bounds.least, _reasons(learned.shares(named.features, by_words=False))
    score = chances[head.RELEVANT]
    grounded = not bounds.grounds or bool(named.cues & bounds.grounds)
    return Judgement(
        relevant=always or (doubtful and grounded and score >= least),
        maybe=always or (doubtful and score >= bounds.maybe),
        score=round(score, 3),
        reasons=("always",) * always + reasons,
        topics=topics,
    )


def likely(named: Named, subject: Collection[str], doubtful: float) -> bool:
    """Whether an item may come in that names this, told without the model: from the chance `doubtful` on, and wherever
    it names one of the `subject`."""
    return _by_words(named.cues)[0][head.RELEVANT] >= doubtful or not named.entities.isdisjoint(subject)


def named_in(document: Document) -> Named:
    """What an item names: all that its words tell of whether it is of our subject."""
    return cues.load().of(opening(document.title, document.text), document.lang)


def opening(title: str, text: str) -> str:
    """The stretch of an item in which cues count."""
    return f"{title}\n{text[:OPENING]}"


def meant(title: str, text: str) -> str:
    """The stretch of an item that is embedded."""
    return f"{title}\n{text[:MEANT]}" if title else text[:MEANT]


def topics_of(chances: Mapping[str, float]) -> tuple[Topic, ...]:
    """The topics that are likely enough, the likeliest first."""
    ranked = sorted(TOPICS, key=lambda topic: -chances[topic])
    found = tuple(topic for topic in ranked if chances[topic] >= TOPIC)
    return found or tuple(topic for topic in ranked[:1] if chances[topic] >= TOPIC / 2)


@lru_cache(maxsize=SETS)
def _by_words(named: frozenset[str]) -> tuple[Mapping[str, float], tuple[str, ...], tuple[Topic, ...]]:
    """The chances of an item with the cues `named`, the reasons for them, and its topics."""
    features, learned = Named(named, frozenset()).features, head.load()
    reasons = _reasons(learned.shares(features, by_words=True))
    chances = learned.by_words(features)
    return chances, (*reasons, "words alone"), topics_of(chances)


def _reasons(shares: Mapping[str, float]) -> tuple[str, ...]:
    """The cues, and pairs of them, that weighed most."""
    most = sorted(shares, key=lambda name: -abs(shares[name]))[:REASONS]
    return tuple(name if shares[name] > 0 else f"-{name}" for name in most if abs(shares[name]) >= TELLING)
