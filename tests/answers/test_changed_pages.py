"""A page that was changed after the day that is asked about: what it said then, and what it says since."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from digests.answers.answerer import Answerer
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.figures.indicators import load
from digests.ingest import Ingest
from digests.model import Answer
from digests.policy import OPEN

QUESTION = "How many people were killed at Crocus City Hall by 30 March 2024?"
TODAY = date(2024, 4, 5)


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """To a question about 30 March, of a page of 28 March that was changed on 2 April."""
    folder = tmp_path_factory.mktemp("page")
    with Store.open(folder / "data", create=True) as store:
        for day, dead in ((28, 143), (2, 144)):
            path = folder / f"{dead}.jsonl"
            text = f"{dead} people were killed in the attack on Crocus City Hall near Moscow, officials said."
            published = "2024-03-28" if dead == 143 else "2024-04-02"
            row = {"id": "page", "title": "", "text": text, "published": published, "publisher": "A Paper"}
            path.write_text(json.dumps(row), encoding="utf-8")
            month = 3 if dead == 143 else 4
            list(Ingest(store, FixedClock(datetime(2024, month, day, 9, tzinfo=UTC)), load()).paths([path]))
        return Answerer(store, load(), policy=OPEN).ask(QUESTION, "en", today=TODAY, known=TODAY)


def test_what_it_said_then_comes_with_what_it_says_since(answer: Answer) -> None:
    assert answer.kind == "figure"
    then, since = answer.text.splitlines()[:2]
    assert "143" in then
    assert "144" in since and "2 April 2024" in since
