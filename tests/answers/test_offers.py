"""What can be asked instead: questions of ours that are answered, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digests.answers.answerer import OFFERS, Answerer
from digests.answers.find import offers
from digests.answers.find.found import Fact
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.model import Lang
from digests.policy import OPEN
from tests.answers.conftest import TODAY, Desk
from tests.answers.world import BY_WORDS, NO_FIGURES, asked, score_by, statement

REFUSED: dict[Lang, tuple[str, ...]] = {
    "en": ("plov recipe", "Who is the mayor of Moscow?", "Which film won the Oscar?"),
    "ru": ("Какая завтра погода в Худжанде?", "где купить плов", "Сколько стоит патент?"),
    "tg": ("Шоҳномаро кӣ навиштааст?", "нархи гандум", "Президенти Ӯзбекистон кист?"),
}


@pytest.fixture(scope="module")
def desk(curated: Path) -> Iterator[Desk]:
    """A desk that scores by words alone, whatever is fitted."""
    with pytest.MonkeyPatch.context() as patch, Store.open(curated) as store:
        score_by(patch, facts=BY_WORDS, figures=NO_FIGURES)
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))


@pytest.mark.parametrize(("lang", "question"), [(lang, each) for lang, some in REFUSED.items() for each in some])
def test_what_is_offered_under_a_refusal_is_answered(desk: Desk, lang: Lang, question: str) -> None:
    answer = desk.ask(question, lang)
    assert answer.kind == "none" and answer.lang == lang
    assert 0 < len(answer.offers) <= 3 and len(set(answer.offers)) == len(answer.offers)
    for offer in answer.offers:
        told = desk.ask(offer, lang)
        assert (told.kind in ("figure", "passage"), told.lang) == (True, lang), offer
        assert told.citations


def known_asks(desk: Desk, lang: Lang) -> set[str]:
    documents = desk.answerer.holdings.records(TODAY)
    return {ask for each in documents for one in each.statements for ask in one.asks.get(lang, ())}


@pytest.mark.parametrize("lang", ["tg", "ru", "en"])
def test_offers_are_questions_of_the_readers_language(desk: Desk, lang: Lang) -> None:
    for text in ("👍", "123", "."):
        answer = desk.ask(text, lang)
        assert answer.lang == lang and set(answer.offers) <= known_asks(desk, lang)
    greeted = desk.ask({"tg": "салом", "ru": "привет", "en": "hello"}[lang], lang)
    assert greeted.kind == "help" and greeted.offers and set(greeted.offers) <= known_asks(desk, lang)


def test_what_would_be_refused_is_not_offered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def is_answered(self: Answerer, text: str, _: object) -> bool:
        tried.append(text)
        return len(tried) % 2 == 0

    monkeypatch.setattr(Answerer, "is_answered", is_answered)
    answer = desk.ask("plov recipe", "en")
    assert list(answer.offers) == tried[1::2][:3] and tried[0] not in answer.offers
    monkeypatch.setattr(Answerer, "is_answered", lambda *_: False)
    assert desk.ask("plov recipe", "en").offers == ()


def test_no_more_is_asked_than_is_offered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(Answerer, "is_answered", lambda _, text, __: bool(tried.append(text)) or True)
    found = desk.answerer.offers([f"q{n}" for n in range(6)], asked())
    assert found == ("q0", "q1", "q2") and len(tried) == OFFERS


def test_an_offer_is_asked_once_while_the_corpus_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []
    ask = Answerer._is_answered
    monkeypatch.setattr(Answerer, "_is_answered", lambda self, text, q: asked_for.append(text) or ask(self, text, q))
    for _ in range(2):
        desk.ask("recipe of soup", "en", today=date(2026, 2, 2))
    assert len(asked_for) == len(set(asked_for)) > 0


def of(record: str, n: int, support: float, *asks: str, out: tuple[str, ...] = ()) -> Fact:
    fact = statement(record, doc=record, n=n, asks={"en": asks})
    return replace(fact, support=support, ruled_out=out)


def near(desk: Desk, facts: Sequence[Fact], lang: Lang = "en") -> tuple[str, ...]:
    return offers.near(desk.answerer.shown, load_indicators(), asked(lang=lang, known=TODAY), facts)


def test_the_nearest_first_one_a_record_and_nothing_that_waits(desk: Desk) -> None:
    facts = [
        of("a", 1, 0.2, "a1?"), of("b", 1, 0.4, "b1?", "b2?"), of("b", 2, 0.3, "b3?"), of("c", 1, 0.1),
        of("d", 1, 0.9, "d1?", out=("withheld",)), of("e", 1, 0.05, "e1?", out=("another place",)),
    ]  # fmt: skip
    found = near(desk, facts)
    assert found[:3] == ("b1?", "a1?", "e1?")
    assert len(found) == offers.MOST and set(found[3:]) <= known_asks(desk, "en")


def test_without_facts_the_figures_that_stand_are_offered(desk: Desk) -> None:
    for lang in ("tg", "ru", "en"):
        assert set(near(desk, (), lang)) <= known_asks(desk, lang) and near(desk, (), lang)


def test_before_anything_was_published_nothing_is_offered(desk: Desk) -> None:
    assert desk.ask("plov recipe", "en", known=date(2024, 3, 1)).offers == ()
