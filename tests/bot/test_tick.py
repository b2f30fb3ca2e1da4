"""Each reader's edition at the reader's hour, once, in time and after downtime."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.mail import fanout as rooms
from bot.mail.fanout import Edition, Fanout, Payload
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.database import PeopleDatabase
from bot.people.subscribers import Subscriber, Subscribers
from bot.people.unreached import Unreached
from bot.tick import Tick
from digests.clock import FixedClock
from digests.errors import Unavailable

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)


class Desk:
    """Compiles two pages for anything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Edition] = []
        self.broken: set[str] = set()

    async def compile(self, edition: Edition) -> Sequence[Payload]:
        self.asked.append(edition)
        if edition.lang in self.broken:
            raise Unavailable("no corpus today")
        return [{"text": f"{edition.key} {page}"} for page in (1, 2)]


class House:
    def __init__(self, data: Path) -> None:
        self.clock = FixedClock(NOON)
        self.db = PeopleDatabase.open(data)
        self.outbox = Outbox(self.db, Wall())
        self.people = Subscribers(self.db, self.clock)
        self.desk = Desk()
        self.open()

    def open(self) -> None:
        self.tick = Tick(Fanout(self.outbox), self.desk.compile, self.clock, lambda: None)

    def at(self, moment: datetime) -> list[tuple[int, str]]:
        """Who is sent what at `moment`; the outbox is emptied."""
        self.clock.set(moment)
        asyncio.run(self.tick.run())
        sent = []
        while rows := self.outbox.claim(100):
            sent += [(row.chat_id, str(row.payload["text"])) for row in rows]
            self.outbox.finish(rows)
        return sorted(sent)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_nothing_goes_out_before_the_hour_and_once_at_it(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="Europe/Moscow"))
    hour = datetime(2024, 4, 4, 5, tzinfo=UTC)
    assert house.at(hour - timedelta(minutes=1)) == []
    assert house.at(hour) == [(5, "daily:2024-04-03:tg:all:usual 1"), (5, "daily:2024-04-03:tg:all:usual 2")]
    assert house.at(hour) == []
    assert house.at(hour + timedelta(hours=23)) == []
    assert house.at(hour + timedelta(days=1))[0][1].startswith("daily:2024-04-04")


def test_what_an_editor_held_meanwhile_goes_to_no_later_reader(house: House) -> None:
    house.people.save(Subscriber(1, "tg", active=True, hours=(8,), zone="UTC"))
    house.people.save(Subscriber(2, "tg", active=True, hours=(9,), zone="UTC"))
    first = house.at(datetime(2024, 4, 4, 8, tzinfo=UTC))

    async def without(edition: Edition) -> Sequence[Payload]:
        return [{"text": "without the figure"}]

    house.tick.compile = without
    assert [chat for chat, _ in first] == [1, 1]
    assert house.at(datetime(2024, 4, 4, 9, tzinfo=UTC)) == [(2, "without the figure")]


def test_each_group_of_readers_gets_its_own_edition(house: House) -> None:
    house.people.save(Subscriber(1, "tg", active=True, zone="UTC"))
    house.people.save(Subscriber(2, "ru", active=True, zone="UTC", topics=frozenset({"raids", "law"})))
    house.people.save(Subscriber(3, "en", active=True, zone="UTC", links=False))
    house.people.save(Subscriber(4, "tg", active=True, zone="UTC"))
    house.people.save(Subscriber(6, "tg", active=False, zone="UTC"))
    sent = house.at(datetime(2024, 4, 4, 8, tzinfo=UTC))
    assert sent[::2] == [
        (1, "daily:2024-04-03:tg:all:usual 1"),
        (2, "daily:2024-04-03:ru:law,raids:usual 1"),
        (3, "daily:2024-04-03:en:all:names 1"),
        (4, "daily:2024-04-03:tg:all:usual 1"),
    ]
    assert len(house.desk.asked) == 3


def test_a_night_of_downtime_loses_nothing_and_repeats_nothing(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(3,), zone="Asia/Dushanbe"))
    house.at(datetime(2024, 4, 3, 22, tzinfo=UTC))
    house.open()  # the process is a new one
    late = house.at(datetime(2024, 4, 5, 6, tzinfo=UTC))
    assert [text.split(":")[1] for _, text in late] == ["2024-04-04", "2024-04-04"]
    house.open()
    assert house.at(datetime(2024, 4, 5, 7, tzinfo=UTC)) == []


def test_a_change_of_language_does_not_bring_the_same_day_twice(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    assert len(house.at(datetime(2024, 4, 4, 8, tzinfo=UTC))) == 2
    house.people.save(Subscriber(5, "ru", active=True, hours=(12,), zone="UTC"))
    assert house.at(datetime(2024, 4, 4, 12, tzinfo=UTC)) == []
    assert house.at(datetime(2024, 4, 5, 12, tzinfo=UTC))[0][1].startswith("daily:2024-04-04:ru")


def test_the_weekly_edition_comes_once_a_week_after_it_closed(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="Asia/Vladivostok", cadence="weekly"))
    got = []
    for hour in range(24 * 15):
        moment = NOON + timedelta(hours=hour)
        got += [text.split(":")[1] for _, text in house.at(moment)[:1]]
    assert got == ["2024-04-07", "2024-04-14"]


def test_an_edition_that_cannot_be_made_waits_and_the_others_go(house: House) -> None:
    house.people.save(Subscriber(1, "tg", active=True, zone="UTC"))
    house.people.save(Subscriber(2, "ru", active=True, zone="UTC"))
    house.desk.broken = {"ru"}
    hour = datetime(2024, 4, 4, 8, tzinfo=UTC)
    assert [chat for chat, _ in house.at(hour)] == [1, 1]
    house.desk.broken = set()
    assert [chat for chat, _ in house.at(hour + timedelta(minutes=6))] == [2, 2]


def test_many_readers_are_enqueued_in_chunks_and_each_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "CHUNK", 70)
    with house.db.transaction():
        for chat in range(1, 501):
            house.people.save(Subscriber(chat, "tg" if chat % 3 else "ru", active=True, hours=(8,), zone="UTC"))
    sent = house.at(datetime(2024, 4, 4, 8, tzinfo=UTC))
    assert len(sent) == 1000
    assert len(set(sent)) == 1000


def test_pages_of_a_reader_stand_together_in_the_queue(house: House) -> None:
    for chat in (1, 2, 3):
        house.people.save(Subscriber(chat, "tg", active=True, hours=(8,), zone="UTC"))
    house.clock.set(datetime(2024, 4, 4, 8, tzinfo=UTC))
    asyncio.run(house.tick.run())
    rows = house.db.all("SELECT chat_id, page FROM outbox ORDER BY priority, batch, chat_id, page")
    assert rows == [(chat, page) for chat in (1, 2, 3) for page in (0, 1)]


def test_what_was_received_is_shown_and_forgotten_after_a_month(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    house.at(datetime(2024, 4, 4, 8, tzinfo=UTC))
    shown = house.people.everything_about(5)["received"]
    (issue,) = shown
    assert (issue["cadence"], issue["period"]) == ("daily", "2024-04-03")
    assert issue["edition"].startswith("daily:2024-04-03:tg:all:usual:")
    house.people.tidy(house.outbox.wall.now() + 31 * 86400, 30 * 86400)
    assert house.people.everything_about(5)["received"] == []


def test_a_step_over_many_days_brings_each_day_in_its_order(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="Asia/Dushanbe"))
    days = [text.split(":")[1] for hour in range(24 * 5) for _, text in house.at(NOON + timedelta(hours=hour))[:1]]
    assert days == ["2024-04-03", "2024-04-04", "2024-04-05", "2024-04-06", "2024-04-07"]


def test_a_reader_in_berlin_gets_every_day_of_the_autumn_change(house: House) -> None:
    house.clock.set(datetime(2024, 10, 24, 12, tzinfo=UTC))
    house.people.save(Subscriber(5, "tg", active=True, hours=(20,), zone="Europe/Berlin"))
    start = house.clock.now()
    days = [text.split(":")[1] for hour in range(24 * 6) for _, text in house.at(start + timedelta(hours=hour))[:1]]
    assert days == ["2024-10-23", "2024-10-24", "2024-10-25", "2024-10-26", "2024-10-27", "2024-10-28"]


def test_readers_of_one_group_may_be_at_different_days(house: House) -> None:
    house.people.save(Subscriber(1, "tg", active=True, hours=(23,), zone="Asia/Dushanbe"))
    house.people.save(Subscriber(2, "tg", active=True, hours=(22,), zone="Europe/Moscow"))
    sent = house.at(datetime(2024, 4, 3, 19, 1, tzinfo=UTC))
    assert [text.split(":")[1] for _, text in sent[::2]] == ["2024-04-02", "2024-04-03"]


def test_a_clock_that_was_ten_years_ahead_costs_nobody_an_edition(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    house.people.save(Subscriber(6, "tg", active=True, hours=(8,), zone="UTC", cadence="weekly"))
    house.at(NOON + timedelta(days=3650))
    assert house.at(NOON) == []
    assert [chat for chat, _ in house.at(datetime(2024, 4, 4, 8, tzinfo=UTC))] == [5, 5]
    assert house.at(datetime(2024, 4, 8, 8, tzinfo=UTC))[-1][0] == 6


def test_who_cannot_be_reached_is_passed_over_and_asked_every_third_day(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    unreached = Unreached(house.db, house.clock)
    asked = []
    for hour in range(24 * 40):
        moment = NOON + timedelta(hours=hour)
        if house.at(moment):
            asked.append(moment.date())
            if unreached.refused(5) == "over":
                break
    assert asked == [date(2024, 4, 4) + timedelta(days=n) for n in range(0, 31, 3)], "thirty days of refusals"
    unreached.met([5])
    assert house.at(moment + timedelta(days=1)) != []


def test_an_edition_without_news_is_sent_to_nobody_and_noted_for_nobody(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    house.people.save(Subscriber(6, "tg", active=True, hours=(8,), zone="UTC", always=True))

    async def silent(edition: Edition) -> Sequence[Payload]:
        return [{"text": "one line"}] if edition.always else []

    house.tick.compile = silent
    assert house.at(datetime(2024, 4, 4, 8, tzinfo=UTC)) == [(6, "one line")]
    assert house.people.everything_about(5)["received"] == []
    house.tick.compile = house.desk.compile
    assert [chat for chat, _ in house.at(datetime(2024, 4, 5, 8, tzinfo=UTC))] == [5, 5, 6, 6]
