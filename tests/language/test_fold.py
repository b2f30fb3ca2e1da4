"""Folding: many spellings, one form; offsets in the original; linear time on whatever comes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.language.fold import LONGEST, cyrillic, fold, fold_word, words

hostile = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from("ғӣқӯҳҷёйaceopxу'’\u0304\u0306\u200b\u200f\u00ad\u202e\x00\"*()-_😀"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Тоҷикистон", "точикистон"),
        ("ҒӢҚӮҲҶЁ", "гикухче"),
        ("ғарқ", "гарк"),
        ("и\u0304", "и"),  # a combining macron
        ("Т\u0430\u04b7икистон", "тачикистон"),
        ("Toҷикистoн", "точикистон"),  # Latin T, o in a Cyrillic word
        ("Сrocus", "crocus"),  # a Cyrillic С in a Latin word
        ("MOСКВА", "москва"),
        ("љањон", "чахон"),  # a font from before Unicode
        ("ќарор", "карор"),
        ("ўзбек", "узбек"),
        ("қазақ", "казак"),
        ("үй", "уй"),
        ("аⱪⱪалияти", "аккалияти"),
        ("й", "й"),
        ("\u0438\u0306", "й"),  # a decomposed й stays й
        ("ко\u00adрх\u200bо", "кор" + "хо"),
        ("Russia’s", "russia's"),
        ("5\u00a0000", "5 000"),
        ("", ""),
    ],
)
def test_spellings_meet(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_keyboard_and_tajik_letters_meet() -> None:
    assert fold("Ҳукумати Ҷумҳурӣ қарор қабул кард") == fold("Хукумати Чумхури карор кабул кард")


def test_punctuation_stays() -> None:
    assert fold("«Крокус» — 2,5!") == "«крокус» — 2,5!"


def test_words_stand_where_they_were() -> None:
    text = "«Ҷавонон» дар Санкт-Петербург, Russia’s 144 нафар"
    found = words(text)
    assert [word.text for word in found] == ["Ҷавонон", "дар", "Санкт", "Петербург", "Russia’s", "144", "нафар"]
    assert all(text[word.start : word.end] == word.text for word in found)
    assert found[0].folded == "чавонон"


def test_a_decomposed_text_keeps_its_own_offsets() -> None:
    text = unicodedata.normalize("NFD", "Йигит дар хориҷӣ")
    found = words(text)
    assert [word.folded for word in found] == ["йигит", "дар", "хоричи"]
    assert text[found[2].start : found[2].end] == found[2].text


@pytest.mark.parametrize(
    ("latin", "written"),
    [
        ("chand", "чанд"), ("nafar", "нафар"), ("kushta", "кушта"), ("muhojir", "мухочир"), ("tayyor", "тайер"),
        ("jumhuriyat", "чумхурият"), ("khona", "хона"), ("ghoib", "гоиб"), ("emomali", "эмомали"), ("ma'lum", "маълум"),
        ("xabar", "хабар"), ("qishloq", "кишлок"), ("душанбе", "душанбе"),
    ],
)  # fmt: skip
def test_latin_tajik_is_read(latin: str, written: str) -> None:
    assert cyrillic(latin) == written


@given(hostile)
def test_anything_folds_and_folding_again_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert not any(0xD800 <= ord(char) <= 0xDFFF for char in once)


@given(hostile)
def test_words_of_anything(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        assert word.folded.encode("utf-8") is not None
        at = word.end


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(["а", "ҳ", "a", "и\u0304", "'", "а'", "\u200b", "\ud800", "x\u0441", "-", "😀", "\x00", "1"]))
def test_a_megabyte_of_one_thing(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    fold(text)
    assert all(len(word.folded) <= LONGEST + 1 for word in words(text))


def test_a_word_without_end_is_cut() -> None:
    assert len(fold_word("а" * 1_000)) == LONGEST
