"""Figures of a period that is not the newest: those that contradict them are told too."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.answers.answerer import Answerer
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.figures.indicators import load
from digests.ingest import Ingest
from digests.policy import OPEN

TEXTS = {
    "a": ("2025-02-01", "Russia deported 17,000 citizens of Tajikistan in 2024, officials said."),
    "b": ("2025-02-10", "В 2024 году из России выдворили 26 тысяч граждан Таджикистана."),
    "half": ("2024-08-01", "Russia deported 4,100 citizens of Tajikistan in the first half of 2024, officials said."),
    "c": ("2026-02-01", "Russia deported 9,400 citizens of Tajikistan in 2025, officials said."),
}


@pytest.mark.parametrize(
    ("question", "numbers", "disagree"),
    [
        ("How many citizens of Tajikistan did Russia deport in 2024?", ("17,000", "26,000"), True),
        ("How many citizens of Tajikistan did Russia deport in 2025?", ("9,400",), False),
        ("How many citizens of Tajikistan did Russia deport in the first half of 2024?", ("4,100",), False),
        ("how many tajiks deported jan-june 24", ("4,100",), False),
    ],
)
def test_rivals_of_an_earlier_period(
    tmp_path: Path, question: str, numbers: tuple[str, ...], *, disagree: bool
) -> None:
    path = tmp_path / "texts.jsonl"
    rows = [
        {"id": name, "title": "", "text": text, "published": day, "publisher": f"Paper {name}"}
        for name, (day, text) in TEXTS.items()
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Store.open(tmp_path / "data", create=True) as store:
        list(Ingest(store, FixedClock(datetime(2026, 3, 1, tzinfo=UTC)), load()).paths([path]))
        answer = Answerer(store, load(), policy=OPEN).ask(question, "en", today=date(2026, 3, 1))
    assert answer.kind == "figure" and answer.disagree is disagree
    assert all(number in answer.text for number in numbers)
    assert ("4,100" in numbers) is ("4,100" in answer.text)  # the half is not the year, nor the year the half
