"""Facts from statements, refusals, age, and what the question's words decide."""

from __future__ import annotations

from datetime import date

import pytest

from tests.answers.conftest import Desk


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who is Russia's human rights commissioner who spoke about torture?", "Moskalkova"),
        ("Кто поручил создать рабочую группу фракций Госдумы?", "Володин"),
        ("Дар кадом шаҳр бозори тоҷиконро оташ заданд?", "Благове"),
        ("When did Putin instruct the Prosecutor General's Office on migration?", "26 March"),
        ("Чаро муҳоҷирони тоҷик мехоҳанд аз Русия раванд?", "амният"),
        ("Где находится «Крокус Сити Холл»?", "Красногорск"),
    ],
)
def test_facts_hold_what_was_asked(desk: Desk, question: str, expected: str) -> None:
    answer = desk.ask(question)
    assert answer.kind == "passage" and expected in answer.text
    assert answer.citations and all(citation.quote_kind == "statement" for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["Who is the foreign minister of Tajikistan?", "Кто мэр Москвы?", "Президенти Ӯзбекистон кист?",
     "What is the address of the Tajik embassy in Moscow?", "Сколько стоит патент?", "Шоҳномаро кӣ навиштааст?",
     "когда начнётся суд над террористами", "deaths", "плов"],
)  # fmt: skip
def test_what_the_sources_do_not_tell_is_refused(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.kind == "none", answer.text
    assert len(answer.offers) <= 3 and answer.citations == ()


def test_at_most_three_statements(desk: Desk) -> None:
    assert desk.ask("What does CABAR.asia write about Putin?").text.count("[") <= 3


@pytest.mark.parametrize(
    ("question", "warning"),
    [
        ("What did the Embassy of Tajikistan advise its citizens?", "2024; may be out of date."),
        ("Что посоветовало посольство Таджикистана своим гражданам?", "г., могли устареть."),
        ("Сафорати Тоҷикистон ба шаҳрвандон чӣ маслиҳат дод?", "шояд дигар дуруст набошад."),
    ],
)
def test_old_advice_opens_with_its_date(desk: Desk, question: str, warning: str) -> None:
    assert warning in desk.ask(question).text.split("\n")[0]


def test_fresh_advice_needs_no_warning(desk: Desk) -> None:
    answer = desk.ask("What did the Embassy of Tajikistan advise its citizens?", today=date(2024, 4, 20))
    assert "out of date" not in answer.text and answer.kind == "passage"


@pytest.mark.parametrize(
    "question", ["Can one go to Russia now?", "Можно ли сейчас ехать в Россию?", "Ҳоло ба Русия рафтан мумкин аст?"]
)
def test_now_is_not_answered_from_then(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.kind == "none" or "2024" in answer.text.split("\n")[0]


def test_a_source_in_another_language_is_quoted_and_marked(raw: Desk) -> None:
    for question, mark in (
        ("Где подожгли рынок таджиков?", "По-английски: «"),
        ("Дар кадом шаҳр бозори тоҷиконро оташ заданд?", "Ба англисӣ: «"),
    ):
        answer = raw.ask(question)
        assert mark in answer.text and "Blagoveshchensk" in answer.text
        assert answer.citations[0].quote_lang == "en" and answer.citations[0].quote_kind == "verbatim"


def test_no_accused_person_is_named_from_raw_text(raw: Desk) -> None:
    for question in ("Who was escorted to the Basmanny District Court?", "Which suspect is wanted by Tajikistan?"):
        assert "Rachabalizoda" not in raw.ask(question).text


def test_every_answer_has_its_day(desk: Desk) -> None:
    for question in ("Who claimed responsibility for Crocus?", "Where is Russia's 201st military base?"):
        assert "2024" in desk.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "How many people were killed in the Kaluga attack?",  # attacked and hospitalised; nobody speaks of the dead
        "Сколько мигрантов убили в Калуге?",
        "Дар Калуга чанд нафар кушта шуд?",
        "Сколько миграционных дел поступило в московские суды?",  # St Petersburg's are held
        "Ба судҳои Маскав чанд парванда омад?",
        "Сколько иностранцев выдворили новосибирские суды?",
        "Сколько таджиков получили российское гражданство в 2023 году?",
        "How much money were the attackers paid?",
        "Дар пойгоҳи 201 чанд сарбоз ҳаст?",  # the base's number counts nobody
    ],
)
def test_figures_of_another_town_or_outcome_are_refused(desk: Desk, question: str) -> None:
    assert desk.ask(question).kind == "none"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Какой российский депутат спрашивал, где таджикские батальоны?", "Матвеев"),
        ("как зовут замминистра труда, которая говорила про панику?", "Нодири"),
        ("Роҳбарони диаспора чӣ тавсия доданд?", "бегоҳ"),
        ("Ҳамла ба «Крокус Сити Холл» кай рух дод?", "22 март"),
        ("В каком городе подожгли рынок?", "Благовещенск"),
    ],
)
def test_people_offices_and_places_by_other_words(desk: Desk, question: str, expected: str) -> None:
    answer = desk.ask(question)
    assert answer.kind == "passage" and expected in answer.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Do all outlets give the same number of people wounded at Crocus?", "382"),
        ("Манбаъҳо дар бораи шумораи кушташудагон дар «Крокус» ҳамфикранд?", "144"),
        ("Противоречат ли друг другу цифры о высланных из Петербурга?", "418"),
        ("Tajikistan labour migrants abroad 2023", "652"),
        ("сколько петербургские суды выслали иностранцев?", "418"),
    ],
)
def test_figures_by_other_words(desk: Desk, question: str, number: str) -> None:
    answer = desk.ask(question)
    assert answer.kind == "figure" and number in answer.text
