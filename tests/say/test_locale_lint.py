"""The shipped locales are whole and clean; and the lint does find what it looks for."""

from __future__ import annotations

import pytest

from digests.model import LANGS
from tests.say import locale_lint as lint


@pytest.fixture(scope="module")
def locales():  # type: ignore[no-untyped-def]
    return lint.shipped()


def test_same_keys_and_values(locales) -> None:  # type: ignore[no-untyped-def]
    assert list(lint.keys_and_values(locales)) == []


def test_plural_forms(locales) -> None:  # type: ignore[no-untyped-def]
    assert list(lint.plurals(locales)) == []


def test_texts_for_groups_know_every_value(locales) -> None:  # type: ignore[no-untyped-def]
    assert list(lint.lost_for_groups(locales)) == []


def test_letters(locales) -> None:  # type: ignore[no-untyped-def]
    assert list(lint.mixed_letters(locales)) == []


def test_tajik_letters(locales) -> None:  # type: ignore[no-untyped-def]
    assert list(lint.tajik_letters(locales["tg"], lint.known_tajik())) == []


def test_every_message_is_said(locales) -> None:  # type: ignore[no-untyped-def]
    assert list(lint.unused(locales["en"])) == []


# ---- the lint itself

FORMS = "n = { $n ->\n    [one] a\n   *[other] b\n}\n"


def three(tg: str, ru: str, en: str):  # type: ignore[no-untyped-def]
    return {lang: lint.messages(text) for lang, text in zip(LANGS, (tg, ru, en), strict=True)}


def test_a_missing_key_is_found() -> None:
    assert list(lint.keys_and_values(three("a = x\n", "a = x\n", "b = x\n"))) == [
        "a: missing in en",
        "b: missing in tg, ru",
    ]


def test_a_missing_value_is_found() -> None:
    (fault,) = lint.keys_and_values(three("a = { $n }\n", "a = x\n", "a = { $n }\n"))
    assert fault.startswith("a: shows")


def test_plurals_that_never_fire_or_lack_a_form_are_found() -> None:
    assert list(lint.plurals(three(FORMS, FORMS, FORMS))) == [
        "tg n: ['one'] never fires",
        "ru n: has no form for ['few', 'many']",
    ]


def test_a_value_that_groups_lost_is_found() -> None:
    usual = "bot-x = { $v ->\n    [yes] a\n   *[no] b\n}\n"
    group = "bot-group-x = { $v ->\n    [maybe] a\n   *[no] b\n}\n"
    found = list(lint.lost_for_groups(three(usual + group, usual + "bot-group-x = c\n", usual)))
    assert found == ["tg bot-group-x: does not know ['yes']"]


def test_mixed_alphabets_are_found() -> None:
    assert len(list(lint.mixed_letters(three("a = м\u0430\u0441c\n", "a = x\n", "a = x\n")))) == 1


def test_russian_letters_in_tajik_words_are_found() -> None:
    locale = lint.messages("a = Мухочирони тоҷик\nb = муҳоҷирон\nc = хабарҳо\n")
    known = {"мухочир": {"муҳоҷир"}, "мухочирон": {"муҳоҷирон"}, "хабар": {"хабар"}}
    assert [fault.split(":")[0] for fault in lint.tajik_letters(locale, known)] == ["a"]


def test_a_message_nobody_says_is_found() -> None:
    assert list(lint.unused(lint.messages("zz-nobody = x\nsay-about = y\nzz-part = z\n"))) == [
        "zz-nobody: nothing says it",
        "zz-part: nothing says it",
    ]
