"""What the third reader points at: it heals one kind of doubt, brings the rest to the editor, and publishes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from digests.figures import indicators
from digests.figures.claims import extract
from digests.figures.reasons import HELD
from digests.figures.second import head
from digests.figures.second.head import Head
from digests.model import Claim, Document, Pointed

TEXTS = {
    "en": "In the first half of 2024 Russia deported 17,134 citizens of Tajikistan, the Labour Ministry said.",
    "ru": "За первое полугодие 2024 года из России депортировали 17 134 гражданина Таджикистана, сообщил Минтруд.",
    "tg": "Дар нимсолаи аввали соли 2024 аз Русия 17 134 шаҳрванди Тоҷикистон депорт карда шуд, гуфт Вазорати меҳнат.",
}
TABLE = indicators.load()
LABELS = ("deported.tj", "entry.refused", "entry_ban.tj", head.NONE)


def document(text: str, lang: str = "en") -> Document:
    return Document("d", "", text, lang, published=date(2024, 8, 7))  # type: ignore[arg-type]


def second_says(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reader takes every number for the same; for nothing, but with doubts."""
    bias = np.array([(2.0 if label == head.NONE else 9.0) * (each == label) for each in LABELS])
    monkeypatch.setattr(head, "load", lambda: Head(LABELS, {}, np.zeros((len(LABELS), 0), np.float32), bias))


def read(text: str, *said: tuple[str, str], lang: str = "en") -> tuple[Claim, ...]:
    """The claims of a text where the third reader points at each first string for the second's indicator."""
    pointed = [Pointed(text.index(at), text.index(at) + len(at), indicator) for at, indicator in said]
    return extract(document(text, lang), TABLE, pointed=pointed)


def why(claim: Claim) -> str | None:
    return next((name for name, texts in HELD.items() if texts == claim.held_why), None)


@pytest.mark.parametrize("lang", TEXTS)
def test_where_the_second_only_doubts_the_rules_it_heals_and_adds_nothing(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = extract(document(TEXTS[lang], lang), TABLE, readers="rules")
    second_says(head.NONE, monkeypatch)
    (held,) = read(TEXTS[lang], lang=lang)
    assert why(held) == "readers"
    assert read(TEXTS[lang], (TEXTS[lang][TEXTS[lang].index("17") :][:12], "deported.tj"), lang=lang) == rules
    assert rules[0].review == "automatic" and rules[0].value == 17134


@pytest.mark.parametrize("said", ["entry.refused", "no.such", "crocus.deaths"])
def test_another_word_than_that_of_the_rules_heals_nothing(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    second_says(head.NONE, monkeypatch)
    assert read(TEXTS["en"], ("17,134", said)) == read(TEXTS["en"])


@pytest.mark.parametrize("said", ["deported.tj", "entry.refused"])
def test_it_takes_no_side_where_the_second_is_sure_of_another(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    second_says("entry.refused", monkeypatch)
    (claim,) = read(TEXTS["en"], ("17,134", said))
    assert (claim.indicator, claim.review) == ("entry.refused", "held")


def test_what_the_rules_never_saw_waits_whoever_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    second_says("deported.tj", monkeypatch)
    text = "Home came 17,134 people."
    (claim,) = read(text, ("17,134 people", "deported.tj"))
    assert (claim.review, why(claim)) == ("held", "not_by_rules")
    assert why(read(text)[0]) == "second_alone"


def test_what_it_finds_alone_waits_with_our_own_reading_of_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    second_says(head.NONE, monkeypatch)
    (claim,) = read("Home came more than 17 thousand people.", ("17 thousand", "deported.tj"))
    assert (claim.value, claim.modifier, claim.review, why(claim)) == (17000, ">", "held", "third_alone")


def test_what_the_two_agree_on_nothing_that_it_says_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    second_says("deported.tj", monkeypatch)
    agreed = read(TEXTS["en"])
    assert [claim.review for claim in agreed] == ["automatic"]
    assert read(TEXTS["en"], ("17,134", "entry.refused")) == agreed


def test_what_is_held_for_another_reason_stays_held(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "In 2024 17,134 people were barred from entering Russia. Tajikistan and Uzbekistan complained."
    (alone,) = extract(document(text), TABLE, readers="rules")
    second_says(head.NONE, monkeypatch)
    (claim,) = read(text, ("17,134", alone.indicator))
    assert (claim.review, why(claim), why(alone)) == ("held", "country", "country")


def test_its_own_finds_move_no_id_date_or_guard_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """It points before them, at an event, and at a whole smaller than its part."""
    monkeypatch.setattr(head, "load", head.load.__wrapped__)
    text = f"Three men were there. Of 12 in all much is said. {TEXTS['en']}"
    before = read(text)
    after = read(text, ("12", "crocus.deaths"), ("Three men", "crocus.charged"))
    assert before and after[: len(before)] == before
    assert [(claim.id, claim.review) for claim in after[len(before) :]] == [
        (f"d:{len(before) + n}", "held") for n in (1, 2)
    ]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("Home came", "Home came 17,134 people."),
        ("17,134 people, not 300", "Home came 17,134 people, not 300."),
        ("17,134", "It rose by 17,134%."),
        ("One of them", "One of them left."),
    ],
)
def test_no_number_two_numbers_and_what_cannot_count_so_are_no_find(
    at: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_says(head.NONE, monkeypatch)
    assert not read(text, (at, "deported.tj"))


def test_who_says_two_things_of_one_number_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    second_says(head.NONE, monkeypatch)
    assert not read("Home came 17,134 people.", ("17,134", "deported.tj"), ("17,134 people", "entry.refused"))


def test_spans_outside_the_text_point_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    second_says(head.NONE, monkeypatch)
    found = [Pointed(-5, -1, "deported.tj"), Pointed(10**9, 10**9 + 5, "deported.tj"), Pointed(12, 3, "deported.tj")]
    assert extract(document("Home came 17,134 people."), TABLE, pointed=found) == ()


def test_an_undoubted_claim_is_the_same_with_it_and_without() -> None:
    (claim,) = read(TEXTS["en"])
    assert read(TEXTS["en"], ("17,134", "deported.tj")) == (replace(claim),)
