"""Candidates by words and by meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.answers.find.pool import NONE_OPEN, Pool, closeness
from digests.answers.find.shown import Shown
from digests.answers.understand.question import Question
from digests.clock import FixedClock
from digests.corpus.holdings import Holdings
from digests.corpus.store import Store
from digests.corpus.vectors import Near
from digests.embedding import Embedder
from digests.figures.indicators import load as load_indicators
from digests.ingest import Ingest
from digests.model import Document, Lang, Statement
from digests.policy import OPEN
from tests.answers.world import asked
from tests.meanings import Fake

NOON = datetime(2026, 1, 10, 7, tzinfo=UTC)


def record(doc: str, day: date, en: str, ru: str, tg: str, **fields: object) -> Document:
    asks: dict[Lang, tuple[str, ...]] = {"en": (f"What of {doc}?",)}
    statement = Statement(f"{doc}#1", {"en": en, "ru": ru, "tg": tg}, 1, asks=asks)
    return Document(doc, doc, "", "en", published=day, kind="curated", statements=(statement,), **fields)  # type: ignore[arg-type]


class House:
    """A corpus of two records and a raw text, the model a fake."""

    def __init__(self, data: Path, *, by_meaning: bool) -> None:
        self.store = Store.open(data, create=True)
        ingest = Ingest(self.store, FixedClock(NOON))
        ingest.document(
            record(
                "patent",
                date(2026, 1, 2),
                "The patent became dearer.",
                "Патент подорожал.",
                "Патент гарон шуд.",
                left_open={"en": ("Why does nobody answer the telephone?",)},
            )
        )
        ingest.document(
            record("raid", date(2026, 1, 8), "Police raided a market.", "Рейд на рынке.", "Рейд дар бозор.")
        )
        ingest.document(Document("raw", "News", "Trains leave at noon.", "en", published=date(2026, 1, 5)))
        self.model = Fake()
        Embedder(self.store, self.model, at_hand={}).run()
        self.asked = 0
        holdings = Holdings(self.store)
        holdings.refresh()
        self.pool = Pool(Shown(holdings, load_indicators(), OPEN), self.load if by_meaning else lambda: None)

    def load(self) -> Fake:
        self.asked += 1
        return self.model

    def gather(self, text: str, **fields: object) -> dict[str, float | None]:
        question: Question = asked(text, spoken=text, **fields)
        return {fact.document.id: fact.near for fact in self.pool.gather(question).facts}


@pytest.fixture(params=[True, False], ids=["meaning", "words"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path, by_meaning=request.param)
    yield house
    house.store.close()


def test_by_words_alone_nothing_lies_near(tmp_path: Path) -> None:
    house = House(tmp_path, by_meaning=False)
    assert house.gather("patent dearer") == {"patent": None}
    gathered = house.pool.gather(asked("patent dearer"))
    assert gathered.left_open == NONE_OPEN


def test_by_meaning_what_shares_no_word_of_the_index_comes_too(tmp_path: Path) -> None:
    house = House(tmp_path, by_meaning=True)
    found = house.gather("patent dearer")
    assert set(found) == {"patent", "raid", "raw"} and None not in found.values()
    assert max(found, key=lambda doc: found[doc] or -1) == "patent"


def test_a_statement_comes_once_and_in_the_language_of_the_question(house: House) -> None:
    question = asked("сколько стоит патент подорожал patent dearer", lang="ru")
    facts = [fact for fact in house.pool.gather(question).facts if fact.document.id == "patent"]
    assert [(fact.lang, fact.hit.text) for fact in facts] == [("ru", "Патент подорожал.")]
    assert facts[0].statement is not None and facts[0].statement.id == "patent#1"


@pytest.mark.parametrize("by", ["known", "until"])
def test_what_was_published_later_is_no_candidate(house: House, by: str) -> None:
    assert "raid" in house.gather("police raided a market")
    assert "raid" not in house.gather("police raided a market", **{by: date(2026, 1, 7)})
    assert "raid" in house.gather("police raided a market", **{by: date(2026, 1, 8)})


def test_what_is_left_open_is_near_but_no_candidate(tmp_path: Path) -> None:
    house = House(tmp_path, by_meaning=True)
    text = "Why does nobody answer the telephone?"
    gathered = house.pool.gather(asked(text))
    assert gathered.left_open == pytest.approx(1, abs=0.01)
    assert all(text not in fact.hit.text for fact in gathered.facts)
    answered = house.pool.gather(asked("What of raid?"))
    assert answered.left_open < 0.9
    earlier = house.pool.gather(asked(text, known=date(2026, 1, 1)))
    assert earlier.left_open == NONE_OPEN, "nobody knew of the record, so it left nothing open"


def test_the_model_is_asked_for_when_a_question_comes(tmp_path: Path) -> None:
    house = House(tmp_path, by_meaning=True)
    assert house.asked == 0
    house.gather("patent")
    assert house.asked == 1


def test_the_model_reads_the_question_in_its_own_letters(tmp_path: Path) -> None:
    house = House(tmp_path, by_meaning=True)
    typed = asked("narkh", spoken="The patent became dearer.")
    (best, *_) = sorted(house.pool.gather(typed).facts, key=lambda fact: -(fact.near or 0))
    assert best.document.id == "patent"


def test_a_statement_is_as_near_as_the_questions_it_answers_and_what_carries_none_as_its_text() -> None:
    near = Near("doc", 1, "doc#1", "en", "text", 0.9, {("statement", "en"): 0.9}, asked=0.4)
    assert closeness(near) == 0.4
    assert closeness(replace(near, asked=None)) == 0.9
