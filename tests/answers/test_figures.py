"""Figures from the ledger: what stands, what stood before, where sources differ, and what is not held."""

from __future__ import annotations

from datetime import date

import pytest

from digests.model import LANGS, Lang
from tests.answers.conftest import Desk

KILLED: dict[Lang, str] = {
    "tg": "Дар ҳамла ба «Крокус» чанд нафар кушта шуд?",
    "ru": "Сколько человек погибло в «Крокусе»?",
    "en": "How many people were killed at Crocus City Hall?",
}
INJURED: dict[Lang, str] = {
    "tg": "Дар «Крокус» чанд нафар захмӣ шуд?",
    "ru": "Сколько раненых в «Крокусе»?",
    "en": "How many were injured at Crocus?",
}


BAN: dict[Lang, str] = {
    "tg": "Муҳлати манъи вуруд чанд сол аст?",
    "ru": "Сколько лет запрет на въезд после депортации?",
    "en": "How long is the entry ban after deportation?",
}


@pytest.mark.parametrize("lang", LANGS)
def test_an_old_rule_opens_with_its_date(desk: Desk, lang: Lang) -> None:
    answer = desk.ask(BAN[lang])
    assert (answer.kind, answer.indicator) == ("figure", "entry_ban.years")
    opening = answer.text.splitlines()[0]
    assert "2024" in opening and "5" not in opening
    fresh = desk.ask(BAN[lang], today=date(2024, 4, 10)).text.splitlines()[0]
    assert fresh != opening and "5" in fresh


@pytest.mark.parametrize("lang", LANGS)
def test_what_stands_with_day_and_speaker(desk: Desk, lang: Lang) -> None:
    answer = desk.ask(KILLED[lang])
    assert (answer.kind, answer.lang, answer.indicator) == ("figure", lang, "crocus.deaths")
    assert "144" in answer.text and "137" in answer.text and "150" in answer.text
    assert not answer.disagree
    assert {claim.value for claim in answer.claims} == {144, 137, 150}
    assert answer.copy_text and "144" in answer.copy_text and len(answer.copy_text) <= 256


def test_the_sample_of_the_product(desk: Desk) -> None:
    lines = desk.ask(KILLED["tg"]).text.split("\n")
    assert lines[0].startswith("Ба ҳолати 30 марти соли 2024 дар ҳамла ба «Крокус Сити Холл» 144 нафар кушта шудаанд (")
    assert "ВҲФ" in lines[0]
    assert lines[1].startswith("Пештар, 24 март: 137 нафар [")
    assert lines[2].startswith("Манбаи дигар [") and "ба рақами 144 мухолиф нест" in lines[2] and "«" not in lines[2]


@pytest.mark.parametrize("lang", LANGS)
def test_sources_that_differ_are_both_given_with_the_reason(desk: Desk, lang: Lang) -> None:
    answer = desk.ask(INJURED[lang])
    assert answer.disagree
    assert "551" in answer.text and "382" in answer.text
    assert len(answer.citations) >= 2


def test_the_same_citations_in_three_languages(desk: Desk) -> None:
    cited = [[(each.n, each.doc_id) for each in desk.ask(KILLED[lang]).citations] for lang in LANGS]
    assert cited[0] == cited[1] == cited[2]


@pytest.mark.parametrize(
    "question",
    ["How many were killed at Crocus as of 25 March 2024?", "Сколько погибших в Крокусе было на 25 марта 2024 года?",
     "25 марти соли 2024 дар Крокус чанд кушта буд?"],
)  # fmt: skip
def test_how_things_stood_on_a_day_and_what_came_later(desk: Desk, question: str) -> None:
    text = desk.ask(question).text
    first, *rest = text.split("\n")
    assert "137" in first and "144" not in first
    assert any("144" in line for line in rest)


def test_asof_and_known_are_told_apart(desk: Desk) -> None:
    assert "137" in desk.ask(KILLED["en"], asof=date(2024, 3, 24)).text.split("\n")[0]
    nothing = desk.ask(KILLED["en"], known=date(2024, 3, 20))
    assert (nothing.kind, nothing.claims, nothing.citations) == ("none", (), ())


def test_a_day_without_its_year_is_one_of_the_corpus(desk: Desk) -> None:
    assert "137" in desk.ask("how many dead at Crocus by 24 March?").text.split("\n")[0]


def test_two_measures_in_one_question(desk: Desk) -> None:
    answer = desk.ask("How many people were killed and how many injured at Crocus City Hall?")
    assert "144" in answer.text and "551" in answer.text


def test_how_a_toll_went(desk: Desk) -> None:
    answer = desk.ask("How did the Crocus death toll change between 24 and 30 March 2024?")
    assert "137" in answer.text and "144" in answer.text


def test_agreement_is_said_plainly(desk: Desk) -> None:
    assert desk.ask("Do the sources agree on the number killed at Crocus?").text.startswith("The sources agree.")
    assert desk.ask("Совпадают ли данные о раненых в Крокусе?").text.startswith("Источники расходятся.")


@pytest.mark.parametrize(
    "question",
    [
        "How many Uzbek migrants were deported from St Petersburg?",  # another people
        "Сколько человек погибло в Беслане?",  # another event
        "Соли 2019 чанд муҳоҷир аз Тоҷикистон ба Русия рафт?",  # another year
        "How many children were killed at Crocus?",  # others are counted
        "How many extremist crimes were registered in Russia?",  # another country
        "What percentage of migrants went to Russia in 2023?",  # another unit
        "Сколько денег мигранты перевели в Таджикистан в 2023 году?",  # known, not held
        "Чанд тоҷик ба Қазоқистон рафт?",  # another place
    ],
)
def test_near_misses_are_refused(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.kind == "none", answer.text
    assert answer.offers


def test_the_nearest_figure_is_named_as_different(desk: Desk) -> None:
    answer = desk.ask("How many migrants from Kyrgyzstan were expelled by St Petersburg courts?")
    assert answer.kind == "none"
    assert "different" in answer.text and "418" in answer.text and answer.citations


def test_another_time_is_said_to_be_another_time(desk: Desk) -> None:
    answer = desk.ask("How many labour migrants left Tajikistan for Russia in 2019?")
    assert answer.kind == "none" and "that time" in answer.text


def test_what_accuses_a_group_never_stands_without_who_said_it(desk: Desk) -> None:
    for question in ("By how much did migrant crime in Russia grow?", "Рост преступности мигрантов в России"):
        answer = desk.ask(question)
        assert "75" in answer.text and ("Krasnov" in answer.text or "Краснов" in answer.text)


def test_every_offer_is_answered(desk: Desk) -> None:
    for lang in LANGS:
        for offer in desk.ask({"tg": "Палов", "ru": "плов рецепт", "en": "plov recipe"}[lang], lang).offers:
            assert desk.ask(offer, lang).kind != "none", offer


@pytest.mark.parametrize("lang", LANGS)
def test_raw_articles_alone_are_said_to_be_unreviewed(raw: Desk, lang: Lang) -> None:
    answer = raw.ask(INJURED[lang])
    assert answer.disagree and "551" in answer.text and "382" in answer.text
    assert {"tg": "насанҷидааст", "ru": "не проверено", "en": "not reviewed"}[lang] in answer.text
    assert all(citation.quote_kind == "verbatim" and citation.quote_lang == "en" for citation in answer.citations)
