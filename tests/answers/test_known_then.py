"""What was known on a day holds for texts too: nothing that was published later is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from digests.answers.answerer import Answerer
from digests.answers.understand.understanding import understand
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.model import Answer, Lang
from digests.policy import OPEN
from tests.answers.conftest import TODAY, Desk
from tests.answers.world import BY_WORDS, NO_FIGURES, score_by

THEN = date(2024, 4, 2)


@pytest.fixture(scope="module")
def desk(curated: Path) -> Iterator[Desk]:
    """A desk that tells texts, no figures, by words alone."""
    with pytest.MonkeyPatch.context() as patch, Store.open(curated) as store:
        score_by(patch, facts=BY_WORDS, figures=NO_FIGURES)
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))


def until(desk: Desk, text: str, lang: Lang, asof: date | None = None) -> date | None:
    found = understand(desk.answerer.reader, text, lang, today=TODAY, known=TODAY, asof=asof, memory=None)
    return found.question.until


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "What was known on 2 April 2024 about deportations?", THEN),
        ("ru", "Что было известно на 2 апреля 2024 года о депортациях?", THEN),
        ("tg", "То 2 апрели соли 2024 дар бораи ихроҷ чӣ маълум буд?", THEN),
        ("en", "What happened in Kaluga on 2 April 2024?", None),  # told later it is as true
        ("en", "What is known about deportations?", None),
    ],
)
def test_a_question_may_ask_what_was_known(desk: Desk, lang: Lang, text: str, day: date | None) -> None:
    assert until(desk, text, lang) == day
    assert until(desk, text, lang, asof=date(2024, 3, 1)) == date(2024, 3, 1), "what the caller says wins"


def days(answer: Answer) -> list[date | None]:
    return [cited.published for cited in answer.citations]


@pytest.mark.parametrize("question", ["What did Putin instruct the Prosecutor General's Office on migration?",
                                      "Whom did airport workers hold in panic?",
                                      "What did the Embassy of Tajikistan advise its citizens?"])  # fmt: skip
@pytest.mark.parametrize("day", [date(2024, 3, 30), THEN, date(2024, 4, 3), date(2024, 4, 20)])
def test_asof_shows_nothing_published_later(desk: Desk, question: str, day: date) -> None:
    for fact in desk.answerer.finder.facts.find(
        understand(desk.answerer.reader, question, "en", today=TODAY, known=TODAY, asof=day, memory=None).question
    ):
        assert fact.document.published is None or fact.document.published <= day
    assert all(cited is None or cited <= day for cited in days(desk.ask(question, asof=day)))


def test_the_same_question_is_answered_once_its_source_is_out(desk: Desk) -> None:
    question = "What did the Embassy of Tajikistan advise its citizens?"
    assert desk.ask(question).kind == "passage"
    told = desk.ask(question, asof=date(2024, 4, 3))
    assert told.kind == "passage" and date(2024, 4, 3) in days(told)
    assert date(2024, 4, 3) not in days(desk.ask(question, asof=THEN))


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("en", "What was known on 2 April 2024 about deportations of migrants?"),
        ("ru", "Что было известно на 2 апреля 2024 года о депортации мигрантов?"),
        ("tg", "То 2 апрели соли 2024 дар бораи ихроҷи муҳоҷирон чӣ маълум буд?"),
    ],
)
def test_what_was_known_of_deportations(curated: Path, lang: Lang, question: str) -> None:
    """As it is fitted, and as it is not: whatever is told, nothing later is cited."""
    with Store.open(curated) as store:
        desk = Desk(Answerer(store, load_indicators(), policy=OPEN))
        assert all(cited is None or cited <= THEN for cited in days(desk.ask(question, lang)))
    with pytest.MonkeyPatch.context() as patch, Store.open(curated) as store:
        score_by(patch, facts=BY_WORDS, figures=NO_FIGURES)
        patch.setattr("digests.answers.find.finder.enough", lambda _: 0.0)
        answer = Desk(Answerer(store, load_indicators(), policy=OPEN)).ask(question, lang)
        assert answer.kind == "passage", "something is known of deportations"
        assert days(answer) and all(cited is None or cited <= THEN for cited in days(answer))
