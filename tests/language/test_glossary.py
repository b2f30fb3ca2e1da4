"""The glossary: its lines are sound, single words and terms are found by stems, faults are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import BadInput
from digests.language import glossary
from digests.language.glossary import Glossary
from digests.language.stems import stem, stems
from digests.model import LANGS, Lang

Write = Callable[..., Path]

HEADER = "tg\tru\ten\tfield\n"
LINES = """\
муҳоҷири меҳнатӣ\tтрудовой мигрант\tlabour migrant|migrant worker\tmigration
муҳоҷир\tмигрант\tmigrant\tmigration
дастгир кардан|боздоштан\tзадержать|задерживать\tdetain\tpolice
захмӣ|маҷрӯҳ\tраненый\twounded|injured\tattack
роҳкиро\tстоимость проезда\tfare\ttravel
марз|сарҳад\tграница\tborder\tborder
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(lines: str, header: str = HEADER) -> Path:
        path = tmp_path / "glossary.tsv"
        path.write_text(header + lines, encoding="utf-8")
        return path

    return put


@pytest.fixture
def book(write: Write) -> Glossary:
    return glossary.load(write(LINES))


def test_the_glossary_of_the_project_is_sound() -> None:
    assert glossary.check() == []
    assert len(glossary.load()) >= 3000


def test_a_word_finds_its_equivalents_in_any_form(book: Glossary) -> None:
    assert book.translations(stem("границами", "ru"), "ru") == {
        "tg": (stem("марз", "tg"), stem("сарҳад", "tg")),
        "en": (stem("borders", "en"),),
    }


def test_the_light_verb_of_a_compound_carries_no_meaning(book: Glossary) -> None:
    assert stem("дастгир", "tg") in book.translations(stem("detained", "en"), "en")["tg"]
    assert stem("кардан", "tg") not in book.translations(stem("detained", "en"), "en")["tg"]
    assert not any(book.translations(stem("кардан", "tg"), "tg").values())
    assert book.translations(stem("боздоштанд", "tg"), "tg")["en"] == (stem("detain", "en"),)


def test_a_compound_that_is_an_idiom_is_found_as_a_whole() -> None:
    book = glossary.load()
    assert stem("begin", "en") not in book.translations(stem("сар", "tg"), "tg")["en"]
    assert stem("head", "en") in book.translations(stem("сар", "tg"), "tg")["en"]
    (phrase,) = book.phrases(stems("сар карданд", "tg"), "tg")
    assert (stem("begin", "en"),) in phrase.equivalents["en"]


def test_single_words_only(book: Glossary) -> None:
    assert book.translations(stem("мигранты", "ru"), "ru")["en"] == (stem("migrant", "en"),)
    assert book.translations(stem("fare", "en"), "en") == {"tg": (stem("роҳкиро", "tg"),), "ru": ()}


def test_an_unknown_word_has_no_equivalents(book: Glossary) -> None:
    assert book.translations("qwxz", "en") == {"tg": (), "ru": ()}
    assert not book.knows("qwxz", "en")
    assert book.knows(stem("проезда", "ru"), "ru")


def test_a_term_is_found_in_a_text(book: Glossary) -> None:
    text = stems("Дар марз муҳоҷирони меҳнатиро боздоштанд", "tg")
    (phrase,) = book.phrases(text, "tg")
    assert text[phrase.start : phrase.end] == list(phrase.term) == stems("муҳоҷир меҳнатӣ", "tg")
    assert phrase.equivalents["ru"] == (tuple(stems("трудовой мигрант", "ru")),)
    assert phrase.equivalents["en"] == (tuple(stems("labour migrant", "en")), tuple(stems("migrant worker", "en")))


def test_a_word_that_another_language_says_in_two_is_a_term(book: Glossary) -> None:
    (phrase,) = book.phrases(stems("a fare", "en"), "en")
    assert (phrase.start, phrase.end) == (1, 2)
    assert phrase.equivalents == {"tg": (), "ru": (tuple(stems("стоимость проезда", "ru")),)}


def test_function_words_may_stand_inside_a_term() -> None:
    found = glossary.load().phrases(stems("запретили мигрантам с въездом", "ru"), "ru")
    assert all(phrase.term for phrase in found)
    (phrase,) = [each for each in glossary.load().phrases(stems("запрет на въезд", "ru"), "ru") if len(each.term) > 1]
    assert (phrase.start, phrase.end) == (0, 3)


@pytest.mark.parametrize(
    ("lang", "word", "other", "expected"),
    [
        ("tg", "ихроҷ", "ru", "депортация"),
        ("tg", "муҳоҷирон", "en", "migrant"),
        ("ru", "задержали", "tg", "боздошт"),
        ("ru", "зарплата", "tg", "маош"),
        ("en", "prison", "tg", "зиндон"),
        ("en", "said", "ru", "сказать"),
        ("en", "court", "tg", "додгоҳ"),
    ],
)
def test_words_of_the_subject(lang: Lang, word: str, other: Lang, expected: str) -> None:
    assert stem(expected, other) in glossary.load().translations(stem(word, lang), lang)[other]


def test_the_forms_of_tajik_nouns_meet() -> None:
    """Nearly every single word of the glossary keeps its stem with the plural, izofat and object marker."""
    words = {word for concept in glossary.load().concepts for word in concept.tg if word.isalpha()}
    nouns = sorted(word for word in words if not word.endswith(("дан", "тан")))
    apart = [
        word
        for word in nouns
        if {stem(word + ending, "tg") for ending in ("ҳо", "и", "ро", "ҳоро")} != {stem(word, "tg")}
    ]
    assert len(nouns) > 3000
    assert len(apart) <= len(nouns) / 200, apart


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("марз\tграница\tborder", "3 columns where 4 belong"),
        ("марз\t\tborder\tborder", "the cell ru is empty"),
        ("мaрз\tграница\tborder\tborder", "holds a letter of another alphabet"),  # a Latin a
        ("марз\tгранuца\tborder\tborder", "holds a letter of another alphabet"),  # a Latin u
        ("марз\tграница\tbоrder\tborder", "holds a letter of another alphabet"),  # a Cyrillic о
        ("милиция\tмилиция\tmilitia\tpolice", "holds a letter of another alphabet"),
        ("сентябрь\tсентябрь\tSeptember\ttime", "holds a letter of another alphabet"),
        ("муҳлат|мухлат\tсрок\tterm\ttime", "stands twice in its cell"),
        ("марз||сарҳад\tграница\tborder\tborder", "is empty or holds stray blanks"),
        ("марз \tграница\tborder\tborder", "is empty or holds stray blanks"),
    ],
)
def test_a_fault_is_named_with_its_line(write: Write, line: str, fault: str) -> None:
    (found,) = glossary.check(write(f"пул\tденьги\tmoney\tmoney\n{line}\n"))
    assert found.startswith("glossary.tsv:3: ")
    assert fault in found


def test_a_concept_stands_once(write: Write) -> None:
    path = write("маҷрӯҳ\tраненый\twounded\tattack\nмачрух\tпострадавший\tWounded\tattack\n")
    assert glossary.check(path) == ["glossary.tsv:3: the same concept as line 2 (мачрух / wounded)"]


def test_a_wrong_header_and_a_missing_file_are_faults(write: Write, tmp_path: Path) -> None:
    assert "header" in glossary.check(write("", header="a\tb\n"))[0]
    assert "header" in glossary.check(write("", header=""))[0]
    assert "cannot be read" in glossary.check(tmp_path / "none.tsv")[0]
    with pytest.raises(BadInput, match=r"none\.tsv"):
        glossary.load(tmp_path / "none.tsv")
    with pytest.raises(BadInput, match=r"glossary\.tsv:2: "):
        glossary.load(write("марз\tграница\n"))


@given(st.lists(st.text(max_size=12), max_size=40), st.sampled_from(LANGS))
def test_any_words_may_be_asked_for(words: list[str], lang: Lang) -> None:
    book = glossary.load()
    end = 0
    for phrase in book.phrases(words, lang):
        assert end <= phrase.start < phrase.end <= len(words)
        assert any(phrase.equivalents.values())
        end = phrase.end
    for word in words:
        assert all(len(found) <= glossary.MOST for found in book.translations(word, lang).values())
