"""Spoken Tajik hangs prepositions behind their nouns; they are read before them, as they are written."""

from __future__ import annotations

import pytest

from digests.answers.understand.enclitics import written_before, written_endings
from tests.answers.conftest import TODAY, Desk


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Қазоқистонба чанд нафар рафт", "ба Қазоқистон чанд нафар рафт"),
        ("Казокистонба чанд нафар рафт", "ба Казокистон чанд нафар рафт"),
        ("Krokusda chand nafar murd", "дар Krokus chand nafar murd"),
        ("тоҷикба чӣ гуфтанд", "ба тоҷик чӣ гуфтанд"),
        ("судашба рафт, хонаба омад", "ба судаш рафт, ба хона омад"),
        ("муҳоҷирҳоба чӣ шуд", "ба муҳоҷирҳо чӣ шуд"),
        ("Ивановояба чӣ шуд", "ба Иваново чӣ шуд"),  # with the glide that speech puts after a vowel
        ("Татарстонда патент чанд рубл", "дар Татарстон патент чанд рубл"),  # a name with a typing error in it
    ],
)
def test_a_preposition_behind_its_noun_is_read_before_it(desk: Desk, typed: str, written: str) -> None:
    assert written_before(typed, desk.answerer.reader.speller("tg")) == written


@pytest.mark.parametrize(
    "typed",
    [
        "Душанбе чанд нафар монда буд",
        "кӣ рафта, кӣ омада шуда",
        "рӯзи шанба чӣ шуд",
        "Ҳасанзода ва Шамсиддинзода чӣ гуфтанд",
        "Ҳамида, Рашида, Адиба ва Зубайда куҷоянд",
        "қасида, ҷарида, котиба, талаба",
        "молашро сӯзонда рафт",
        "правда, что просьба о службе аренда?",  # Russian is said in Tajik too
    ],
)
def test_a_word_that_ends_alike_stays(desk: Desk, typed: str) -> None:
    assert written_before(typed, desk.answerer.reader.speller("tg")) == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("чанд тоҷика роҳ надоданд", "чанд тоҷикро роҳ надоданд"),
        ("чанд узбека роҳ надоданд", "чанд узбекро роҳ надоданд"),
        ("узбеко чанто буд, точико чӣ", "узбекҳо чанто буд, точикҳо чӣ"),
        ("tojikoya chand nafar guftand", "точикҳоро chand nafar guftand"),
        ("мусофироя нигоҳ доштанд", "мусофирҳоро нигоҳ доштанд"),
        ("муҳоҷиро баргаштанд", "муҳоҷирҳо баргаштанд"),
    ],
)
def test_southern_endings_are_written_out(desk: Desk, typed: str, written: str) -> None:
    assert written_endings(typed, desk.answerer.reader.speller("tg")) == written


@pytest.mark.parametrize(
    "typed", ["дар дунё, бо радио ва авто", "хона, мактаба чӣ шуд", "кино ва бозори Доро", "сколько их было, правда"]
)
def test_a_word_that_ends_so_by_itself_stays(desk: Desk, typed: str) -> None:
    assert written_endings(typed, desk.answerer.reader.speller("tg")) == typed


def test_the_place_and_the_people_are_heard(desk: Desk) -> None:
    found = desk.answerer.reader.read("Маскавба чанд тоҷика роҳ надоданд", "tg", today=TODAY, known=None)
    assert "moscow" in found.entities
