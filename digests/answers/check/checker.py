"""A post in, a verdict for each of its numbers out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from digests.answers.check import post as posts
from digests.answers.check.held import Figures, Held
from digests.answers.check.match import Closeness, Match, Matcher
from digests.answers.check.post import Post, Stated
from digests.answers.check.verdict import Bench, Verdict, is_far
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.figures.binding import bind
from digests.figures.indicators import Indicators
from digests.figures.reading import Reading
from digests.model import Document, Lang, Quantity

LIKELY = 0.62
"""From this score a number that fits is taken for the figure …"""
SURE = 1.0
"""… and from this one that does not fit is one that the sources contradict."""
FITS = 0.35
"""What it is worth that the number is one that the sources hold, for each of its telling digits up to three."""
SAID = 0.3
"""The share of the label's own words, names aside, that must be said before a number contradicts."""
BESIDE = 0.75
"""The share of the best score that a figure must reach that the number fits."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A number of a post with what the sources say of it."""

    quantity: Quantity
    verdict: Verdict
    held: Held | None = None
    about: Held | None = None  # the figure that it speaks of, also where nothing is held for its time
    score: float = 0.0


class Checker:
    """Checks posts against one corpus."""

    def __init__(
        self, shown: Shown, indicators: Indicators, judge: Judge, closeness: Closeness | None = None
    ) -> None:
        self.indicators = indicators
        self.figures = Figures(shown, indicators, judge)
        self.matcher = Matcher(shown.holdings, indicators, judge, closeness)

    def judge(self, text: str, lang: Lang, day: date) -> list[Judged]:
        """A verdict for every quantity of the post, by what was published by `day`."""
        post = posts.read(text, lang, day)
        profiles = self.figures.profiles(lang, day) if post.stated else ()
        bound = self.bound(post)
        found = []
        for stated in post.stated:
            matches = self.matcher.matches(post, stated, profiles, bound.get(stated.quantity.start))
            found.append(self.verdict(stated, matches))
        return found

    def bound(self, post: Post) -> dict[int, str]:
        """Where a number stands → the indicator that the reader of texts binds it to."""
        reading = Reading(Document("post", "", post.text, post.lang, published=post.day), self.indicators)
        return {each.mark.quantity.start: each.definition.indicator.id for each in bind(reading, self.indicators)}

    def verdict(self, stated: Stated, matches: Sequence[Match]) -> Judged:
        able = [match for match in matches if not match.against]
        options = [Option(stated, group) for group in _by_topic(able)]
        options = sorted((each for each in options if each.score >= LIKELY), key=lambda each: -each.score)
        if not options:
            return Judged(stated.quantity, "unknown")
        best = options[0]
        if not best.fits:
            best = next((each for each in options if each.fits and each.score >= BESIDE * best.score), best)
        about = best.matches[0].profile.held
        sure = best.topical >= SURE and best.said >= SAID
        if best.verdict == "contradicts" and (not sure or best.held is None or is_far(stated.quantity, best.held.claim)):
            return Judged(stated.quantity, "unknown", about=about, score=best.score)
        return Judged(stated.quantity, best.verdict, best.held, about, best.score)


class Option:
    """A topic that a number may be of, and the verdict if it is."""

    def __init__(self, stated: Stated, matches: list[Match]) -> None:
        self.matches = matches
        self.topical = matches[0].score
        self.verdict, self.held = Bench(
            stated.quantity, stated.said, [match.profile.held for match in matches]
        ).judge()
        self.said = matches[0].features["label"]
        self.fits = self.verdict in ("agrees", "outdated")
        self.score = self.topical
        if self.fits:
            self.score += FITS * telling(stated.quantity)


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
