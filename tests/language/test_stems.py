"""Stems: forms of one word meet, different words do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.language.stems import stem, stems
from digests.model import LANGS, Lang

MEET: list[tuple[Lang, str]] = [
    ("tg", "муҳоҷир муҳоҷирон муҳоҷирони муҳоҷиронро муҳоҷире мухочирон муходжирон muhojiron"),
    ("tg", "Тоҷикистон Тоҷикистони Тоҷикистонро тоҷикистонӣ тоҷикистониён Тоҷикистонамон Точикистон"),
    ("tg", "шаҳрванд шаҳрвандон шаҳрвандони шаҳрвандонро шаҳрвандонаш"),
    ("tg", "ҳамла ҳамлаи ҳамлаҳо ҳамлаҳои ҳамлаҳоро ҳамлаашон"),
    ("tg", "кор корҳо корҳои кори коре корро"),
    ("tg", "хона хонаи хонаҳо хонаҳои хонаро хонааш"),
    ("tg", "донишҷӯ донишҷӯён донишҷӯи донишҷӯро донишҷӯёни"),
    ("tg", "кард кардам кардем карданд мекунад мекунанд намекунам кунад кунем накунед кардааст кардан кардани"),
    ("tg", "рафт меравад рафтанд намераванд рафтааст равад рафтан"),
    ("tg", "гуфт мегӯяд гуфтанд мегӯянд гуфтааст гӯяд гуфтан"),
    ("tg", "омад меояд омадаанд меоянд омадан"),
    ("tg", "шуд мешавад шудааст мешаванд шавад шудан"),
    ("tg", "кушт куштанд кушта мекушад куштан"),
    ("ru", "мигрант мигранты мигрантов мигрантами мигрантом"),
    ("ru", "Таджикистан Таджикистана Таджикистаном Таджикистане"),
    ("ru", "человек люди людей людям"),
    ("ru", "нападение нападения нападении нападений"),
    ("ru", "ещё еще"),
    ("en", "migrant migrants migrant's migrants’"),
    ("en", "deport deported deporting deports"),
    ("en", "attack attacks attacked"),
]


@pytest.mark.parametrize(("lang", "forms"), MEET, ids=range(len(MEET)))
def test_forms_of_a_word_meet(lang: Lang, forms: str) -> None:
    written = forms.split()
    assert {stem(form, lang) for form in written} == {stem(written[0], lang)}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("tg", "кор корд кард карор қатор хабар хона хон"),
        ("tg", "давлат давлатманд дод дид дил шаҳр шаҳид шоҳид"),
        ("tg", "марз мард мурд март"),
        ("ru", "мигрант миграция мир мэр"),
        ("en", "migrant emigrate police policy"),
    ],
)
def test_different_words_stay_apart(lang: Lang, words: str) -> None:
    found = [stem(word, lang) for word in words.split()]
    assert len(set(found)) == len(found)


def test_stems_of_a_text_in_order() -> None:
    assert stems("Мигрантам помогли, 144", "ru") == [stem("мигрант", "ru"), stem("помочь", "ru"), "144"]


def test_a_latin_name_in_russian_is_stemmed_as_english() -> None:
    assert stem("Migrants", "ru") == stem("migrant", "en")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("меанд хонаҳо'дж"))), st.sampled_from(LANGS))
@settings(deadline=None)
def test_anything_has_stems(text: str, lang: Lang) -> None:
    assert all(isinstance(each, str) for each in stems(text, lang))
    assert stem(text, lang) == stem(text, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("piece", ["а", "a", "наме", "хо", "ҳо ", "\u0304"])
def test_a_megabyte_of_one_thing(piece: str, lang: Lang) -> None:
    stems(piece * (1_000_000 // len(piece)), lang)
