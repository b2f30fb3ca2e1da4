"""What is asked in vain: counted by month and topic, and seen from five on by who curates the corpus."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from bot.people.database import FILE, PeopleDatabase
from bot.people.unanswered import LEAST, Unanswered
from bot.report import status, status_lines
from config.settings import Settings
from tests.bot.house import FakeNewsroom, Talk, talking

MONTH = date(2024, 4, 4)
QUESTION = "Барои гум кардани роҳхат чанд ҷарима мебанданд"


def test_few_are_not_seen(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        counts = Unanswered(database)
        for _ in range(LEAST - 1):
            counts.count(["law", "entry"], MONTH)
        assert counts.seen() == {}
        counts.count(["law"], MONTH)
        assert counts.seen() == {"2024-04": {"law": LEAST}}
        counts.count(["law"], date(2024, 5, 1))
        assert counts.seen() == {"2024-04": {"law": LEAST}}, "months are not added up"
        for _ in range(LEAST):
            counts.count(["law", "entry", "law"], date(2024, 5, 1))
        assert next(iter(counts.seen().items())) == ("2024-05", {"law": 11, "entry": 5})
        counts.tidy(date(2025, 5, 1))
        assert list(counts.seen()) == ["2024-05"]


def test_nothing_but_month_topic_and_number_is_stored(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        assert [row[1] for row in database.all("PRAGMA table_info(unanswered)")] == ["month", "topic", "n"]


def ask(folder: Path, act: Callable[[Talk, FakeNewsroom], Awaitable[None]], **settings: Any) -> None:
    async def main() -> None:
        async with talking(folder, **settings) as talk:
            room = talk.app.house.desk._front._make()
            assert isinstance(room, FakeNewsroom)
            await act(talk, room)
            assert talk.refused == []

    asyncio.run(main())


def test_refusals_are_counted_once_a_chat_and_answers_never(tmp_path: Path) -> None:
    async def act(talk: Talk, room: FakeNewsroom) -> None:
        room.unknown = {QUESTION}
        for chat in range(1, LEAST + 1):
            await talk.say("Сколько погибло?", chat=chat)
            for _ in range(3):
                await talk.say(QUESTION, chat=chat)
        assert talk.app.house.unanswered.seen() == {"2024-04": {"law": LEAST}}

    ask(tmp_path, act)
    assert QUESTION.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE}*"))


def test_status_shows_counts_and_no_text(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        for _ in range(LEAST):
            Unanswered(database).count(["raids"], MONTH)
        Unanswered(database).count(["law"], MONTH)
    found = status(tmp_path, Settings(people_plain=True))
    assert found["people"]["asked_in_vain"] == {"2024-04": {"raids": LEAST}}
    assert found["people"]["questions_kept"] == 0
    assert "         in vain in 2024-04: raids 5" in status_lines(found)
    assert "law" not in json.dumps(found["people"])
