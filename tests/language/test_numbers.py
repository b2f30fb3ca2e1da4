"""Reading numbers: digits with their separators, words in every form, and what no language settles."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from digests.language.numbers import read_digits, read_numeral
from digests.language.spell import spell
from digests.language.tokens import guess_lang, plain, tokens
from digests.model import LANGS, Lang, Number


def read(text: str, lang: Lang) -> list[Number | None]:
    toks = tokens(plain(text))
    found: list[Number | None] = []
    at = 0
    while at < len(toks):
        numeral = read_numeral(toks, at, lang)
        if numeral:
            found.append(numeral.value)
        at = numeral.last if numeral else at + 1
    return found


@pytest.mark.parametrize(
    ("raw", "lang", "value"),
    [
        ("627 000", "ru", 627000), ("627\u00a0000", "tg", 627000), ("627,000", "en", 627000), ("627'000", "en", 627000),
        ("2,5", "ru", 2.5), ("2,5", "tg", 2.5), ("2.5", "en", 2.5), ("2.5", "ru", 2.5),
        ("1.234.567", "ru", 1234567), ("1,234,567.5", "en", 1234567.5), ("1.234,5", "ru", 1234.5),
    ],
)  # fmt: skip
def test_separators(raw: str, lang: Lang, value: float) -> None:
    digits = read_digits(plain(raw), lang)
    assert digits is not None
    assert digits.value == value


@pytest.mark.parametrize(("raw", "lang"), [("1.234", "ru"), ("1,234", "tg"), ("2,5", "en"), ("1.234", "en")])
def test_what_no_language_settles_is_less_sure(raw: str, lang: Lang) -> None:
    digits = read_digits(raw, lang)
    assert digits is not None
    assert digits.confidence < 1


@pytest.mark.parametrize("raw", ["1.2.3", "1,23,4", "9" * 19, "9" * 400, "1." * 500 + "1"])
def test_what_is_no_number(raw: str) -> None:
    assert all(read_digits(raw, lang) is None for lang in LANGS)


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("ду миллиону сесаду панҷоҳ ҳазору як", "tg", [2350001]),
        ("сиву ду ва сию ду", "tg", [32, 32]),
        ("якуним миллион, ним миллион, дуюним", "tg", [1_500_000, 500_000, 2.5]),
        ("17 ҳазору 500", "tg", [17500]),
        ("панджсаду хафтоду нух", "tg", [579]),
        ("садҳо ҳазор", "tg", [None]),
        ("двумстам сорока пяти тысячам шестистам", "ru", [245600]),
        ("полтора миллиона и два с половиной", "ru", [1_500_000, 2.5]),
        ("627 тыс. и 2,5 млрд", "ru", [627000, 2_500_000_000]),
        ("двое из пятерых", "ru", [2, 5]),
        ("десятки тысяч", "ru", [None]),
        ("две трети и три четверти", "ru", [2 / 3, 0.75]),
        ("a hundred and ten, a dozen, half a million", "en", [110, 12, 500_000]),
        ("two and three", "en", [2, 3]),
        ("eighteen point seven, at that point seven", "en", [18.7, 7]),
        ("two point five million people", "en", [2_500_000]),
        ("две целых пять десятых миллиона рублей", "ru", [2_500_000]),
        ("восемнадцать и семь десятых; ноль, четыре целых и пять сотых", "ru", [18.7, 4.05]),
        ("двадцать и семь человек, пять и три", "ru", [20, 7, 5, 3]),
        ("дуҳазору шашсад, сеҳазор, бистҳазору панҷ", "tg", [2600, 3000, 20005]),
        ("1.2-million and 627k", "en", [1_200_000, 627_000]),
        ("two and a half thousand", "en", [2500]),
        ("1.7 million four years ago", "en", [1_700_000, 4]),
        ("several hundred; hundreds of thousands", "en", [None, None]),
    ],
)
def test_words(text: str, lang: Lang, values: list[float | None]) -> None:
    assert read(text, lang) == values


@pytest.mark.parametrize("lang", LANGS)
def test_another_speller_is_read(lang: Lang) -> None:
    chance = random.Random(3)
    for n in [*range(1, 130), *(chance.randrange(130, 10**6) for _ in range(300))]:
        words = num2words(n, lang=lang).replace("панҷову", "панҷоҳу")  # a slip of that speller
        assert read(words, lang) == [n]


@pytest.mark.parametrize("lang", LANGS)
@given(n=st.integers(min_value=1, max_value=10**12 - 1))
def test_our_own_spelling_is_read(lang: Lang, n: int) -> None:
    assert read(spell(n, lang), lang) == [n]


def test_spelling_has_bounds() -> None:
    with pytest.raises(ValueError, match="cannot spell"):
        spell(10**12, "en")
    assert [spell(0, lang) for lang in LANGS] == ["сифр", "ноль", "nought"]


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_digits_of_other_scripts() -> None:
    assert plain("٣٢١ １２３ ۴۵") == "321 123 45"


def test_combining_marks_make_tajik_letters() -> None:
    assert plain("си\u0304") == "си\u2060"
    assert [token.word for token in tokens(plain("муҳоҷири\u0304"))] == ["мухочири"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Беш аз 400 нафар аз Русия ихроҷ шуданд", "tg"), ("627 хазор нафар ба мухочират рафтанд", "tg"),
        ("Не менее 418 человек выдворили", "ru"), ("At least 418 people", "en"), ("144", "en"), ("", "en"),
    ],
)  # fmt: skip
def test_guessing_the_language(text: str, lang: Lang) -> None:
    assert guess_lang(text) == lang
