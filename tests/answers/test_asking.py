"""Which part of a text asks, and Tajik in its own letters."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.answers.understand import lexis
from digests.answers.understand.asking import asking, sentences, within
from digests.answers.understand.letters import restored
from digests.language.fold import iter_words
from digests.model import LANGS, Lang
from tests.answers.conftest import TODAY, Desk


def asked(text: str, lang: Lang) -> list[str]:
    return [text[slice(*span)].strip() for span in asking(text, lang, lexis.load(lang))]


@pytest.mark.parametrize(
    ("lang", "story", "question"),
    [
        ("en", "My cousin in Kazan found himself on that list, we are afraid.", "How many are on it now?"),
        ("en", "we are from kulob. my son works there.", "how many were deported in 2024"),  # nobody types marks
        ("ru", "Брата задержали в Казани, мы очень боимся.", "Сколько человек в реестре?"),
        ("ru", "мы из куляба!!", "сколько стоит патент в москве"),
        ("tg", "Бародарам дар Қазон аст, метарсем.", "Дар феҳрист чанд нафар ҳаст?"),
        ("tg", "Писарам дар Маскав кор мекунад…", "нархи патент чанд пул аст"),
    ],
)
def test_the_story_before_a_question_does_not_ask(lang: Lang, story: str, question: str) -> None:
    assert asked(f"{story} {question}", lang) == [question]
    assert asked(f"{story}\n{question}", lang) == [question]
    assert asked(f"{question}\n{story}", lang) == [question]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "How many died at Crocus?"), ("en", "deaths at crocus"), ("en", "We are afraid. We are from Kulob."),
        ("ru", "погибшие Крокус"), ("tg", ""), ("en", "..."),
    ],
)  # fmt: skip
def test_all_of_it_asks_where_nothing_or_everything_does(lang: Lang, text: str) -> None:
    assert asking(text, lang, lexis.load(lang)) == ((0, len(text)),)


def test_two_questions_both_ask() -> None:
    text = "We are afraid. How many died? Who said so? We thank you."
    assert asked(text, "en") == ["How many died?", "Who said so?"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "How many foreigners did courts in St. Petersburg expel?"),
        ("en", "What did V. Putin say on 24.03.2024 about the U.S. Embassy's warning?"),
        ("en", "how much is 5.000 roubles in somoni?"),
        ("ru", "Сколько стоил патент в 2024 г. в Москве?"),
        ("ru", "Что сказал А. И. Бастрыкин, т.е. глава СК, в марте?"),
        ("tg", "Соли 2024 с. чанд нафар аз ш. Душанбе рафт?"),
    ],
)
def test_a_full_stop_of_an_abbreviation_ends_nothing(lang: Lang, text: str) -> None:
    assert asked(text, lang) == [text]


@given(text=st.text(alphabet="аб г.St?!…\n A1", max_size=80))
def test_sentences_lie_in_order_apart_and_hold_every_word(text: str) -> None:
    found = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(within(word.start, found) for word in iter_words(text))


def test_names_and_days_of_the_story_are_not_what_is_asked(desk: Desk) -> None:
    text = "My brother went to Kaluga on 24 March 2024. How many people were injured at Crocus?"
    question = desk.answerer.reader.read(text, "en", today=TODAY, known=TODAY)
    assert question.days == () and "kaluga" not in question.entities
    aside = {term.folded for term in question.terms if term.aside}
    assert {"brother", "kaluga"} <= aside and not {"injured", "crocus"} & aside


# Letters

WRITTEN = {
    "чанд": "чанд",
    "точик": "тоҷик",
    "точикон": "тоҷикон",
    "махкум": "маҳкум",
    "дар": "дар",
    "мухочир": "муҳоҷир",
}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("чанд точик махкум шуд?", "чанд тоҷик маҳкум шуд?"),
        ("Точикон дар Русия", "Тоҷикон дар Русия"),
        ("chand tojik mahkum shud", "чанд тоҷик маҳкум шуд"),
        ("чанд тоҷик?", "чанд тоҷик?"),
        ("мухоҷир, мухочир!", "муҳоҷир, муҳоҷир!"),
        ("144 👍", "144 👍"),
        ("", ""),
    ],
)
def test_words_stand_as_the_corpus_writes_them(typed: str, right: str) -> None:
    assert restored(typed, WRITTEN) == right


def test_latin_words_that_the_corpus_lacks_are_cyrillic_all_the_same() -> None:
    assert restored("dar Kulob", {}) == "дар Кулоб"


def test_the_meaning_model_is_handed_tajik_in_its_own_letters(desk: Desk) -> None:
    for typed in ("Чанд точик ба Русия рафт?", "Chand tojik ba Rusiya raft?"):
        question = desk.answerer.reader.read(typed, "tg", today=TODAY, known=TODAY)
        assert question.lang == "tg" and "тоҷик" in question.spoken.lower()
    russian = desk.answerer.reader.read("Сколько таджиков уехало?", "ru", today=TODAY, known=TODAY)
    assert russian.spoken == "Сколько таджиков уехало?"


def test_every_language_knows_words_that_ask() -> None:
    assert set(get_args(Lang)) == set(LANGS)
    for lang, word in (("tg", "чанд"), ("ru", "сколько"), ("en", "how many")):
        assert lexis.load(lang).asks(tuple(word.split()))
        assert not lexis.load(lang).asks(("crocus",))


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "прошёл год после крокуса, март 2025. сколько погибших тогда называли", "2025-03-01"),
        ("en", "It was March 2025, a year after Crocus. How many dead were counted at the time?", "2025-03-01"),
        ("tg", "Моҳи марти соли 2025 буд, як сол баъди «Крокус». Он вақт чанд кушта буд?", "2025-03-01"),
        ("ru", "В марте 2025 меня задержали. Сколько стоит патент?", None),  # the story's own time
    ],
)
def test_then_is_the_time_of_the_story_before(desk: Desk, lang: Lang, text: str, wanted: str | None) -> None:
    question = desk.answerer.reader.read(text, lang, today=date(2026, 3, 7), known=None)
    assert [str(period.start) for period in question.periods] == ([wanted] if wanted else [])
