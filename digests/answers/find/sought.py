"""Which figures a few words look for: not the one that answers, but all that may be meant, each with its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from digests.answers.find.found import NOW, Asked, Moment
from digests.answers.find.moments import moments
from digests.answers.understand import days
from digests.answers.understand.question import Question
from digests.figures.indicators import Indicators
from digests.language.fold import iter_words
from digests.model import Lang

LEAST = 0.3
"""The score from which an indicator may be meant. Words that say nothing of any give all of them less than 0.1."""
NEAR = 0.6
"""What it must have of the score of the likeliest one."""
OTHER_TIME = ("another time",)
"""What alone may speak against one that is shown for want of a better: it holds figures, of other times."""


@dataclass(frozen=True, slots=True)
class SoughtFigure:
    """An indicator that is meant. `missed`: nothing is held of the time that was named, so `moment` names none."""

    indicator: str
    moment: Moment = NOW
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for, the likeliest first; `lang` is the language of the words, or the reader's."""

    lang: Lang
    figures: tuple[SoughtFigure, ...] = ()


def named(text: str, indicators: Indicators) -> tuple[str, ...]:
    """The indicators whose whole name `text` is, in whichever language."""
    typed = words(text)
    return tuple(one.id for one in indicators.all if typed and typed in [words(name) for name in one.names.values()])


def sought(
    question: Question, asked: Sequence[Asked], indicators: Indicators, *, newest: date | None
) -> tuple[SoughtFigure, ...]:
    """Of the candidates `asked` for `question` those that may be meant, each with the time that was named."""
    if able := likely([one for one in asked if not one.ruled_out]):
        return tuple(
            SoughtFigure(one.indicator, moment_of(question, one.indicator, indicators, newest)) for one in able
        )
    late = likely([one for one in asked if one.ruled_out == OTHER_TIME])
    return tuple(SoughtFigure(one.indicator, missed=True) for one in late)


def likely(asked: Sequence[Asked]) -> list[Asked]:
    """Those near enough to the likeliest, and of them what the words say a number is of, where they do."""
    best = max((one.support for one in asked), default=0.0)
    near = [one for one in asked if one.support >= max(LEAST, NEAR * best)]
    return [one for one in near if one.features["measured"]] or near


def words(text: str) -> list[str]:
    return [word.folded for word in iter_words(text)]


def moment_of(question: Question, indicator: str, indicators: Indicators, newest: date | None) -> Moment:
    """The time that the question names, as the indicator's figures have it: a day or a period. A day without a year is
    of the time after its event."""
    definition = indicators.definition(indicator)
    event = definition.event.day if definition.event else None
    dated = days.find(question.text, question.lang, today=question.today, newest=newest, event=event)
    return moments(replace(question, days=dated.single, periods=dated.periods), definition)[0]
