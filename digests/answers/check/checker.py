"""A post in, a verdict for each of its numbers out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from digests.answers.check import post as posts
from digests.answers.check.held import Figures, Held
from digests.answers.check.match import Closeness, Match, Matcher
from digests.answers.check.post import Post, Stated
from digests.answers.check.script import respelled
from digests.answers.check.verdict import TAKEN, UNKNOWN, Bench, Ruling, Verdict, is_exact, is_far
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.figures.binding import bind
from digests.figures.indicators import Indicators
from digests.figures.reading import Reading
from digests.model import Document, Lang, Quantity

FITTING: frozenset[Verdict] = frozenset({"agrees", "outdated"})
LIKELY = 0.62
"""From this score a number that fits is taken for the figure …"""
SURE = 1.0
"""… and from this one that does not fit is one that the sources contradict."""
FITS = 0.35
"""What it is worth that the number is one that the sources hold, for each of its telling digits up to three."""
SAID, SAID_IN_WORDS = 0.5, 0.35
"""How much must be said of what is counted, names aside, before a number contradicts; the same without a model."""
BY_CLAUSE, BY_MEANING = 0.2, 0.35
"""What the words about the number and their meaning count for it, beside the words of the label."""
ROUNDED = 0.5
"""… or this share of it, where it fits by rounding."""
BESIDE = 0.75
"""The share of the best score that a figure must reach that the number fits."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A number of a post with what the sources say of it."""

    quantity: Quantity
    ruling: Ruling
    about: Held | None = None  # the figure that it speaks of, also where nothing is held for its time
    score: float = 0.0

    @property
    def verdict(self) -> Verdict:
        return self.ruling.verdict

    @property
    def held(self) -> Held | None:
        return self.ruling.held

    @property
    def fits(self) -> bool:
        """Whether the number is or was the sources'."""
        return self.verdict in FITTING


class Checker:
    """Checks posts against one corpus."""

    def __init__(
        self,
        shown: Shown,
        indicators: Indicators,
        judge: Judge,
        closeness: Callable[[], Closeness | None] = lambda: None,
    ) -> None:
        self.indicators = indicators
        self.closeness = closeness  # asked at each post: the model may come later
        self.figures = Figures(shown, indicators, judge)
        self.matcher = Matcher(shown.holdings, indicators, judge)

    def judge(self, text: str, lang: Lang, day: date) -> list[Judged]:
        """A verdict for every quantity of the post, by what was published by `day`."""
        told = respelled(text, lang)
        post = posts.read(told.text, lang, day)
        if not post.stated:
            return []
        closeness = self.closeness()
        least = SAID if closeness else SAID_IN_WORDS
        matches = self.matches(post, closeness)
        first = [self.verdict(*each, least) for each in zip(post.stated, matches, strict=True)]
        found = []
        for n, stated in enumerate(post.stated):
            others = [each.held for at, each in enumerate(first) if at != n and each.held and each.fits]
            documents = {one.claim.doc_id for one in others}
            taken = {(one.topic, one.claim.value) for one in others}
            judged = self.verdict(stated, [match.beside(documents) for match in matches[n]], least, taken)
            found.append(replace(judged, quantity=told.back(judged.quantity)))
        return found

    def matches(self, post: Post, closeness: Closeness | None) -> list[list[Match]]:
        """For each number of the post the figures that it may speak of; the model is asked once a sentence."""
        profiles = self.figures.profiles(post.lang, post.day)
        bound = self.bound(post)
        sentences = dict.fromkeys(stated.sentence for stated in post.stated)
        close = {each: closeness(each) if closeness else {} for each in sentences}
        return [
            self.matcher.matches(post, each, profiles, bound.get(each.quantity.start), close[each.sentence])
            for each in post.stated
        ]

    def bound(self, post: Post) -> dict[int, str]:
        """Where a number stands → the indicator that the reader of texts binds it to."""
        reading = Reading(Document("post", "", post.text, post.lang, published=post.day), self.indicators)
        return {each.mark.quantity.start: each.definition.indicator.id for each in bind(reading, self.indicators)}

    def verdict(
        self, stated: Stated, matches: Sequence[Match], least: float, taken: Collection[tuple[str, object]] = ()
    ) -> Judged:
        """What is to be said of one number; `least` must be said of what is counted before it contradicts. A figure
        that another number of the post is (`taken`) contradicts none."""
        able = [match for match in matches if not match.against]
        options = [Option(stated, group, taken) for group in _by_topic(able)]
        options = [each for each in options if each.score >= LIKELY and each.ruling is not TAKEN]
        options.sort(key=lambda each: -each.score)
        if not options:
            return Judged(stated.quantity, UNKNOWN)
        best = options[0]
        if not best.fits:
            best = next((each for each in options if each.fits and each.score >= BESIDE * best.score), best)
        sure = best.topical >= SURE and best.said >= least and not self.is_doubtful(stated, best, able)
        ruling = best.ruling if best.ruling.verdict != "contradicts" or sure else UNKNOWN
        about = best.matches[0].profile.held if ruling is not UNKNOWN or best.topical >= SURE else None
        return Judged(stated.quantity, ruling, about, best.score)

    def is_doubtful(self, stated: Stated, option: Option, able: Sequence[Match]) -> bool:
        """Whether a number that does not fit may speak of something else: it is of another size, or one that another
        figure of the same document holds."""
        held = option.ruling.held
        return held is not None and (
            is_far(stated.quantity, held.claim)
            or any(
                is_exact(stated.quantity, match.profile.held.claim)
                and match.profile.held.claim.doc_id == held.claim.doc_id
                and match.score >= BESIDE * option.topical
                for match in able
            )
        )


class Option:
    """A topic that a number may be of, and what is to be said if it is."""

    def __init__(self, stated: Stated, matches: list[Match], taken: Collection[tuple[str, object]]) -> None:
        self.matches = matches
        self.topical = matches[0].score
        held = [match.profile.held for match in matches]
        self.ruling = Bench(stated.quantity, stated.said, held, taken).judge()
        best = matches[0].features
        self.said = best["label"] + BY_CLAUSE * best["clause"] + BY_MEANING * best["meaning"]
        self.fits = self.ruling.verdict in FITTING
        self.score = self.topical
        if self.fits:
            exact = any(is_exact(stated.quantity, match.profile.held.claim) for match in matches)
            self.score += FITS * telling(stated.quantity) * (1.0 if exact else ROUNDED)


def telling(quantity: Quantity) -> float:
    """How surely a number is known again: by its digits without noughts, up to three."""
    value = quantity.value if quantity.value is not None else quantity.high
    digits = f"{value:.6g}".replace(".", "").strip("0") if value else ""
    return min(len(digits), 3) / 2


def _by_topic(matches: Sequence[Match]) -> Iterator[list[Match]]:
    """The matches of each topic, the best first."""
    key = lambda match: match.profile.held.topic  # noqa: E731
    for _, group in groupby(sorted(matches, key=key), key=key):
        yield sorted(group, key=lambda match: -match.score)
