"""What is no question gets the line that says how to ask; what is short and yet one does not."""

from __future__ import annotations

import pytest

from digests.answers.understand.noise import is_noise
from digests.model import LANGS
from digests.say.locale import load
from tests.answers.conftest import Desk

NOISE = ["", ".", "…", "???", "👍", "👍🏽", "🙏🙏", "12345", "144", "+ +", "ааа", "ҳҳҳ", "хахаха", "Hmmmm", "а?", "ъ"]
SHORT = ["плов", "Крокус", "24 март", "а в 2023?", "why", "кӣ", "АЭС", "5 сол", "иҷора", "Путин", "ВИЧ", "нон"]


@pytest.mark.parametrize("text", NOISE)
def test_noise_is_told_how_to_ask(desk: Desk, text: str) -> None:
    assert is_noise(text)
    for lang in LANGS:
        answer = desk.ask(text, lang)
        assert (answer.kind, answer.lang) == ("help", lang)
        assert answer.text.startswith(load(lang).say("answer-reply-help"))


@pytest.mark.parametrize("text", SHORT)
def test_a_short_word_is_no_noise(text: str) -> None:
    assert not is_noise(text)


@pytest.mark.parametrize("text", ["ҳа", "да", "нет", "ну да", "ну вот"])
def test_a_word_that_only_nods_asks_nothing_even_after_an_answer(desk: Desk, text: str) -> None:
    memory = desk.ask("Дар «Крокус» чанд нафар кушта шуд?").memory
    assert desk.ask(text, "ru", memory=memory).kind == "help"


@pytest.mark.parametrize("text", ["24.03.2024", "а в Брянске?", "а раненых?", "а 24 марта?"])
def test_what_follows_a_question_up_is_no_noise(desk: Desk, text: str) -> None:
    memory = desk.ask("Сколько погибло в «Крокусе»?", "ru").memory
    assert desk.ask(text, "ru", memory=memory).kind != "help"


def test_a_phone_number_is_warned_of_not_taken_for_noise(desk: Desk) -> None:
    assert desk.ask("+992 900 12 34 56", "ru").text == load("ru").say("answer-reply-number", never="")
