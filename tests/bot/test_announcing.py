"""What newly waits at the desk is told to each editor once, several things in one message, by daylight."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.announcing import Announcing, is_day
from bot.duty import AT_ONCE, Means
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.subscribers import Subscriber, Subscribers
from bot.talk.words import say
from digests.clock import FixedClock
from digests.errors import Unavailable
from digests.model import LANGS, Lang
from tests.bot.stores import opened

pytestmark = pytest.mark.usefixtures("store")

NOON = datetime(2024, 4, 3, 7, tzinfo=UTC)  # in Dushanbe
MOSCOW, DUSHANBE = 7, 8


class Decisions:
    def __init__(self) -> None:
        self.items: set[str] = set()

    def waiting(self) -> frozenset[str]:
        return frozenset(self.items)


class Desk:
    """What waits, as the desk says it."""

    def __init__(self) -> None:
        self.decisions = Decisions()
        self.broken = False
        self.looks = 0

    async def edit(self, work: Callable[[Any], Any]) -> Any:
        self.looks += 1
        if self.broken:
            raise Unavailable("no corpus today")
        return work(self)


class House:
    def __init__(self, folder: Path, lang: Lang = "en") -> None:
        self.clock = FixedClock(NOON)
        self.outbox = Outbox(opened(folder), Wall())
        self.people = Subscribers(self.outbox.db, self.clock)
        self.people.save(Subscriber(MOSCOW, lang, zone="Europe/Moscow"))
        self.people.save(Subscriber(DUSHANBE, lang))
        self.desk = Desk()
        self.woken = 0

    def look(self, *editors: int) -> list[tuple[int, str]]:
        """A look by a program that has just begun; what was sent to whom."""
        announcing = Announcing(
            Means(self.outbox, self.people, self.desk, self._wake, editors or (MOSCOW, DUSHANBE))  # type: ignore[arg-type]
        )
        asyncio.run(announcing.run(AT_ONCE))
        rows = self.outbox.claim(100)
        self.outbox.finish(rows)
        return sorted((row.chat_id, str(row.payload["text"])) for row in rows)

    def _wake(self) -> None:
        self.woken += 1


@pytest.mark.parametrize("lang", LANGS)
def test_each_new_thing_is_told_once_and_several_in_one_message(tmp_path: Path, lang: Lang) -> None:
    house = House(tmp_path, lang)
    assert house.look() == []
    house.desk.decisions.items = {"a", "b"}
    assert house.look() == [(each, say(lang, "desk-new", count=2, all=2)) for each in (MOSCOW, DUSHANBE)]
    assert house.look() == []
    house.desk.decisions.items = {"a", "b", "c"}
    assert house.look(MOSCOW) == [(MOSCOW, say(lang, "desk-new", count=1, all=3))]
    house.desk.decisions.items = {"c"}
    assert house.look() == [(DUSHANBE, say(lang, "desk-new", count=1, all=1))]
    house.desk.decisions.items = {"a", "c"}  # somebody took a decision back
    assert house.look(MOSCOW) == [(MOSCOW, say(lang, "desk-new", count=1, all=2))]
    assert house.woken == 4


def test_at_night_nothing_is_said_and_in_the_morning_all_of_it_at_once(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.clock.set(datetime(2024, 4, 3, 4, tzinfo=UTC))  # 9 o'clock in Dushanbe, 7 in Moscow
    house.desk.decisions.items = {"a"}
    assert [chat for chat, _ in house.look()] == [DUSHANBE]
    house.desk.decisions.items = {"a", "b"}
    house.clock.set(datetime(2024, 4, 3, 5, tzinfo=UTC))
    assert house.look() == [
        (MOSCOW, say("en", "desk-new", count=2, all=2)), (DUSHANBE, say("en", "desk-new", count=1, all=2))
    ]  # fmt: skip


@pytest.mark.parametrize(("hour", "day"), [(2, False), (3, True), (15, True), (16, False)])
def test_the_day_goes_from_eight_to_nine_in_the_evening(hour: int, day: bool) -> None:
    assert is_day(datetime(2024, 4, 3, hour, 59, tzinfo=UTC), "Asia/Dushanbe") is day


def test_the_desk_is_not_weighed_at_each_tick_nor_for_nobody(tmp_path: Path) -> None:
    house = House(tmp_path)
    announcing = Announcing(Means(house.outbox, house.people, house.desk, lambda: None, {MOSCOW}))  # type: ignore[arg-type]
    for _ in range(3):
        asyncio.run(announcing.run())
    assert house.desk.looks == 1
    house.clock.set(NOON + timedelta(hours=14))
    asyncio.run(announcing.run(AT_ONCE))
    assert house.desk.looks == 1


def test_a_corpus_that_cannot_be_read_is_no_end(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.desk.broken = True
    assert house.look() == []
