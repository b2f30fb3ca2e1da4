"""Who is named in a question: whose figure is meant, and whose sides are set beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from digests.answers.find.tellers import tellers
from digests.answers.understand.question import Question
from digests.answers.understand.understanding import understand
from digests.model import Lang
from tests.answers.conftest import Desk, desk_over
from tests.answers.world import statement

TODAY = datetime(2026, 4, 10, tzinfo=UTC)
RECORDS = (
    "2024-08-06-vestinews-17000-vs-11000", "2025-02-14-asiaplus-30000-deported", "2024-02-14-sng-today-migration-2023",
    "2024-11-30-azda-raids-st-petersburg",
)  # fmt: skip
MINISTER = "Gulnora Hasanzoda, Minister of Labour of Tajikistan"
PROSECUTOR = "Habibullo Vohidzoda, Prosecutor General of Tajikistan"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(RECORDS, TODAY, tmp_path_factory) as desk:
        yield desk


def understood(desk: Desk, text: str, lang: Lang) -> Question:
    today = TODAY.date()
    return understand(desk.answerer.reader, text, lang, today=today, known=today, asof=None, memory=None).question


NAMED: dict[Lang, str] = {
    "en": "How many were deported in 2023, by the labour minister?",
    "ru": "Сколько выслали в 2023 году по словам министра труда?",
    "tg": "Ба гуфтаи вазири меҳнат дар соли 2023 чанд нафар ихроҷ шуд?",
}


@pytest.mark.parametrize("lang", NAMED)
def test_an_office_is_met_in_every_language(desk: Desk, lang: Lang) -> None:
    question, judge = understood(desk, NAMED[lang], lang), desk.answerer.finder.judge
    assert tellers(question, [MINISTER], judge)
    assert not tellers(question, [PROSECUTOR], judge)


def test_what_a_page_counts_itself_is_another_side_than_what_an_official_said_there(desk: Desk) -> None:
    question = understood(desk, "How many died as Bastrykin says, and how many as RIA Novosti says?", "en")
    differing = desk.answerer.finder.differing
    official = statement(
        "150 died.", said_by=("RIA Novosti", "Alexander Bastrykin, head of the Investigative Committee")
    )
    page, other = statement("149 died.", said_by=("RIA Novosti",)), statement("144 died.", said_by=("Reuters",))
    assert differing.of_two_sides(official, page, question)
    assert not differing.of_two_sides(page, page, question)
    assert not differing.of_two_sides(page, other, question)  # nobody asked for Reuters


def test_who_migrates_for_labour_names_no_ministry(desk: Desk) -> None:
    question = understood(desk, "How many labour migrants left in 2023?", "en")
    assert not tellers(question, ["Ministry of Labour of Tajikistan"], desk.answerer.finder.judge)


@pytest.mark.parametrize("lang", NAMED)
def test_the_figure_of_whom_the_question_names_is_told(desk: Desk, lang: Lang) -> None:
    text = desk.ask(NAMED[lang], lang, today=TODAY.date()).text.replace("\u00a0", "").replace(",", "")
    assert "11000" in text


def test_without_a_name_the_ledger_chooses(desk: Desk) -> None:
    text = desk.ask("How many citizens of Tajikistan were deported from Russia in 2024?", today=TODAY.date()).text
    assert "30,000" in text


def test_a_figure_of_one_country_is_not_told_for_a_third(desk: Desk) -> None:
    text = desk.ask("How many labour migrants of Tajikistan went to Kazakhstan in 2023?", today=TODAY.date()).text
    assert "18,418" in text
    assert not text.startswith("2023: 627")


def test_what_the_question_says_itself_is_no_answer(desk: Desk) -> None:
    """Forty are named: where it was is asked."""
    asked = "At which market in St Petersburg were 40 people handed summonses in November 2024?"
    answer = desk.ask(asked, today=date(2026, 4, 10))
    assert answer.kind != "figure"
