"""A figure of one airport or town is no answer to who asks about another; half of a comparison is half an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digests.answers.find.found import Asked
from digests.answers.find.spots import spots
from digests.answers.understand.understanding import understand
from digests.figures.indicators import load
from digests.model import Lang
from tests.answers.conftest import Desk, desk_over

TODAY = datetime(2026, 4, 10, tzinfo=UTC)
RECORDS = (
    "2024-06-16-azda-vnukovo-30-held", "2026-03-19-radio-ozodi-zhukovsky-airport", "2025-06-10-ogresearch-remittances",
    "2024-04-29-asia-plus-airports-954-held",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Over records of several airports, and of wages in two countries."""
    with desk_over(RECORDS, TODAY, tmp_path_factory) as desk:
        yield desk


ELSEWHERE: dict[Lang, str] = {
    "en": "How many citizens of Tajikistan were not let into Russia at Domodedovo airport in March 2026?",
    "ru": "Сколько граждан Таджикистана не пустили в Россию в аэропорту Домодедово в марте 2026 года?",
    "tg": "Дар марти соли 2026 дар фурудгоҳи Домодедово чанд шаҳрванди Тоҷикистонро ба Русия роҳ надоданд?",
}


@pytest.mark.parametrize("lang", ELSEWHERE)
def test_a_figure_of_another_airport_is_not_told(desk: Desk, lang: Lang) -> None:
    assert desk.ask(ELSEWHERE[lang], lang, today=TODAY.date()).kind == "none"
    here = ELSEWHERE[lang].replace("Domodedovo", "Zhukovsky").replace("Домодедово", "Жуковский")
    assert "40" in desk.ask(here, lang, today=TODAY.date()).text


def test_each_airport_has_its_own_figure(desk: Desk) -> None:
    at = "How many citizens of Tajikistan were held at the border at Vnukovo airport in June 2024?"
    answer = desk.ask(at, today=TODAY.date())
    assert "30" in answer.text
    assert {each.doc_id for each in answer.citations} == {"2024-06-16-azda-vnukovo-30-held"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How many were held at Vnukovo in 2024?", {"vnukovo"}),
        ("How many were held in Moscow in 2024?", set()),  # everything here lies there
        ("How many were expelled from Russia to Tajikistan?", set()),
    ],
)
def test_what_our_news_is_about_anyway_is_no_spot(desk: Desk, text: str, found: set[str]) -> None:
    reader = desk.answerer.reader
    today = TODAY.date()
    question = understand(reader, text, "en", today=today, known=today, asof=None, memory=None).question
    assert spots(question, load().definition("deported.tj")) == found


def test_an_event_has_its_own_place(desk: Desk) -> None:
    reader, today = desk.answerer.reader, TODAY.date()
    text = "How many died at Crocus, in Vnukovo?"
    question = understand(reader, text, "en", today=today, known=today, asof=None, memory=None).question
    assert spots(question, load().definition("crocus.deaths")) == frozenset()


BOTH: dict[Lang, str] = {
    "en": "How much do people earn a month in Russia against Tajikistan?",
    "ru": "Какая зарплата в месяц в России по сравнению с Таджикистаном?",
    "tg": "Дар Русия нисбат ба Тоҷикистон дар як моҳ чанд маош мегиранд?",
}


@pytest.mark.parametrize("lang", BOTH)
def test_of_two_that_are_compared_both_are_told(desk: Desk, lang: Lang) -> None:
    text = desk.ask(BOTH[lang], lang, today=TODAY.date()).text.replace("\u00a0", "")
    assert "250" in text
    assert "1000" in text.replace(",", "")


def test_one_of_two_is_half_an_answer(desk: Desk) -> None:
    reader, today = desk.answerer.reader, TODAY.date()
    question = understand(reader, BOTH["en"], "en", today=today, known=today, asof=None, memory=None).question
    finder = desk.answerer.finder
    candidates = finder.candidates(question)
    one = next(each for each in candidates.figures if each.figures)
    question = replace(question, wants=frozenset({"number", "beside"}))
    assert finder.is_half(Asked(one.indicator, one.figures[:1], (), 1.0), question, candidates.facts)
    assert not finder.is_half(Asked(one.indicator, one.figures[:1] * 2, (), 1.0), question, candidates.facts)
