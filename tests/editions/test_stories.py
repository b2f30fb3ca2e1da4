"""Which texts tell the same: another figure or day is another story; a citation holds what it marks."""

from __future__ import annotations

from datetime import date

import pytest

from digests.editions.stories import draft
from digests.figures.embargo import Embargo
from digests.figures.indicators import load
from digests.model import LANGS, Document, Lang, Statement
from digests.policy import OPEN

DAY = date(2026, 11, 27)
FREE = Embargo(load(), (), policy=OPEN, known=None)


def text(name: str, words: str, lang: Lang = "en", day: date = DAY) -> Document:
    return Document(name, name, words, lang, publisher=name, published=day)


def stories(*documents: Document, earlier: tuple[Document, ...] = ()) -> list[list[str]]:
    found = draft(documents, earlier, "en", withheld=FREE)
    return [item.doc_ids for story in found for item in story.items]


DIFFERENT: list[tuple[Lang, str, str]] = [
    ("en", "More than 2,200 Tajiks were turned back at Moscow airports in {}, the radio reports.", "October/May"),
    ("en", "{} citizens of Tajikistan were detained in a raid on a Moscow market, police say.", "Twelve/Forty"),
    ("ru", "За неделю из России выслали {} граждан Таджикистана, сообщает радио из Москвы.", "418/512"),
    ("ru", "В {} граждан Таджикистана не пускали в Россию через аэропорты Москвы, пишет газета.", "мае/октябре"),
    (
        "tg",
        "Дар фурудгоҳҳои Маскав {} шаҳрванди Тоҷикистонро ба Русия роҳ надоданд, навишт радио.",
        "418/90",
    ),
    ("tg", "Моҳи {} шаҳрвандони Тоҷикистонро дар фурудгоҳҳои Маскав ба Русия роҳ надоданд.", "май/октябр"),
]


@pytest.mark.parametrize(("lang", "words", "parts"), DIFFERENT)
def test_another_figure_or_another_period_is_another_story(lang: Lang, words: str, parts: str) -> None:
    one, other = (text(name, words.format(part), lang) for name, part in zip("ab", parts.split("/"), strict=True))
    assert stories(one, other) == [["a"], ["b"]]
    assert stories(other, earlier=(one,)) == [["b"]]  # a week later it is news


@pytest.mark.parametrize(("lang", "words", "parts"), DIFFERENT)
def test_the_same_from_another_outlet_is_one_story_with_both_sources(lang: Lang, words: str, parts: str) -> None:
    said = words.format(parts.partition("/")[0])
    assert stories(text("a", said, lang), text("b", said + " ", lang)) == [["a", "b"]]
    assert stories(text("b", said, lang), earlier=(text("a", said, lang),)) == []


def test_who_says_less_is_no_source_for_more() -> None:
    more = text("a", "In May Moscow airports turned back 3,300 citizens of Tajikistan, the radio reports.")
    less = text("b", "Moscow airports turned back citizens of Tajikistan, the radio reports.")
    assert stories(more, less) == [["a"]]


def record(name: str, *told: str) -> Document:
    made = tuple(
        Statement(f"{name}#{n}", dict.fromkeys(LANGS, each), n, topics=("attack",)) for n, each in enumerate(told, 1)
    )
    return Document(
        name, name, "\n".join(told), "en", publisher=name, published=DAY, kind="curated", statements=made,
        topics=("attack",),
    )  # fmt: skip


EVENT = "the attack on Crocus City Hall of 22 March 2024"


def test_what_two_statements_share_of_the_event_makes_them_not_the_same() -> None:
    """Names and days say of what they speak; each tells something else of it, and is no source for the other."""
    one = record("a", f"At the end of March 2024 the ministry expected the list of dead in {EVENT} to change.")
    other = record("b", f"At the end of March 2024 the authorities of Russia spoke of dozens wounded in {EVENT}.")
    assert stories(one, other) == [["a"], ["b"]]
    assert stories(other, earlier=(one,)) == [["b"]]


def test_a_source_holds_most_of_the_words_that_it_bears_out() -> None:
    met = "beatings, threats and dismissals in hostels, shops, offices and markets of many towns"
    said = f"Defenders of migrants said that since {EVENT} workers met with {met}."
    same = said.replace("workers met", "more workers met")
    part = f"Defenders of migrants said that since {EVENT} workers met with threats."
    assert stories(record("a", said), record("b", same)) == [["a", "b"]]
    assert ["a", "b"] not in stories(record("a", said), record("b", part))


def test_a_figure_further_down_is_held_as_well() -> None:
    lead = "Moscow airports turned back 3,300 citizens of Tajikistan, the radio reports. A second sentence."
    tail = " A third one. In May it was."
    assert stories(text("a", lead), text("b", lead + tail)) == [["a", "b"]]
