"""Each reader's edition at the reader's hour, once, in time and after downtime."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import tick as ticks
from bot.mail import fanout as rooms
from bot.mail.fanout import Edition, Fanout, Sheet
from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.hours import quiet_until
from bot.people.hush import Hush
from bot.people.subscribers import Subscriber, Subscribers
from bot.people.unreached import Unreached
from bot.tick import Tick
from digests.clock import FixedClock
from digests.editions.issue import HALF, issue_of
from digests.errors import Unavailable
from tests.bot.stores import opened
from tests.bot.test_hours import halves

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)


class Desk:
    """Compiles two pages for anything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Edition] = []
        self.broken: set[str] = set()
        self.taken_back: list[date] = []

    async def days_taken_back(self) -> Sequence[date]:
        return self.taken_back

    async def compile(self, edition: Edition) -> Sequence[Sheet]:
        self.asked.append(edition)
        if edition.taste.lang in self.broken:
            raise Unavailable("no corpus today")
        return [Sheet({"text": f"{edition.key} {page}"}) for page in (1, 2)]


class House:
    def __init__(self, data: Path) -> None:
        self.clock = FixedClock(NOON)
        self.db = opened(data)
        self.outbox = Outbox(self.db, Wall(), Hush(self.db, self.clock))
        self.people = Subscribers(self.db, self.clock)
        self.desk = Desk()
        self.open()

    def open(self) -> None:
        self.tick = Tick(Fanout(self.outbox), self.desk.compile, self.clock, lambda: None, self.desk.days_taken_back)

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
def house(tmp_path: Path, store: str) -> House:
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

    async def without(edition: Edition) -> Sequence[Sheet]:
        return [Sheet({"text": "without the figure"})]

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


def test_who_changes_their_mind_between_look_and_hand_out_is_handed_what_they_wish_now(house: House) -> None:
    """The rows were found by their place, and one that was changed stands elsewhere."""
    for chat in range(1, 40):
        house.people.save(Subscriber(chat, "tg", active=True, hours=(8,), zone="UTC"))
    hour = datetime(2024, 4, 4, 8, tzinfo=UTC)
    house.clock.set(hour)
    fanout = Fanout(house.outbox)
    (edition,) = fanout.due(hour)
    for chat in range(1, 40, 2):
        house.people.save(Subscriber(chat, "ru", active=True, hours=(8,), zone="UTC"))
    house.people.forget(38)
    there = {edition: [Sheet({"text": "page"})]}
    assert fanout.enqueue(hour, there) == 18
    assert fanout.enqueue(hour, there) == 0
    rows = house.db.all("SELECT chat_id FROM outbox ORDER BY chat_id")
    assert sorted(chat for (chat,) in rows) == list(range(2, 37, 2))
    (other,) = fanout.due(hour)
    assert other.taste.lang == "ru"
    assert fanout.enqueue(hour, {other: [Sheet({"text": "page"})]}) == 20
    assert fanout.due(hour) == []


def test_pages_of_a_reader_stand_together_in_the_queue(house: House) -> None:
    for chat in (1, 2, 3):
        house.people.save(Subscriber(chat, "tg", active=True, hours=(8,), zone="UTC"))
    house.clock.set(datetime(2024, 4, 4, 8, tzinfo=UTC))
    asyncio.run(house.tick.run())
    rows = house.db.all("SELECT chat_id, page FROM outbox ORDER BY priority, batch, chat_id, page")
    chats = list(dict.fromkeys(chat for chat, _ in rows))
    assert sorted(chats) == [1, 2, 3]
    assert rows == [(chat, page) for chat in chats for page in (0, 1)]


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

    async def silent(edition: Edition) -> Sequence[Sheet]:
        return [Sheet({"text": "one line"})] if edition.taste.always else []

    house.tick.compile = silent
    assert house.at(datetime(2024, 4, 4, 8, tzinfo=UTC)) == [(6, "one line")]
    assert house.people.everything_about(5)["received"] == []
    house.tick.compile = house.desk.compile
    assert [chat for chat, _ in house.at(datetime(2024, 4, 5, 8, tzinfo=UTC))] == [5, 5, 6, 6]


# Rhythm: chosen days, twice a day, quiet hours, pauses


def hourly(house: House, start: datetime, days: int) -> list[tuple[datetime, str]]:
    """What chat 5 is sent, an hour after the other: when, and which issue."""
    sent = []
    for hour in range(24 * days):
        moment = start + timedelta(hours=hour)
        sent += [(moment, ":".join(text.split(":")[:2])) for _, text in house.at(moment)[:1]]
    return sent


def test_who_reads_on_mondays_and_thursdays_gets_the_days_between_with_them(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, zone="UTC", days=frozenset({0, 3})))
    sent = hourly(house, NOON, 12)
    assert [(moment.strftime("%a"), issue) for moment, issue in sent] == [
        ("Thu", "daily:2024-04-03"), ("Mon", "since4:2024-04-07"), ("Thu", "since3:2024-04-10"),
        ("Mon", "since4:2024-04-14"),
    ]  # fmt: skip


def test_twice_a_day_the_halves_come_one_after_the_other(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8, 20), zone="Asia/Dushanbe", cadence="twice"))
    sent = [issue for _, issue in hourly(house, NOON, 3)]
    assert sent == [
        "noon:2024-04-03", "evening:2024-04-03", "noon:2024-04-04", "evening:2024-04-04", "noon:2024-04-05",
        "evening:2024-04-05",
    ]  # fmt: skip


def test_a_change_of_rhythm_repeats_nothing_and_leaves_nothing_out(house: House) -> None:
    person = Subscriber(5, "tg", active=True, hours=(8,), zone="Asia/Dushanbe")
    house.people.save(person)
    sent = [issue for _, issue in hourly(house, NOON, 2)]
    changes: list[dict[str, Any]] = [
        {"cadence": "twice"}, {"days": frozenset({6})}, {"cadence": "weekly"}, {"days": frozenset()},
        {"cadence": "daily"},
    ]  # fmt: skip
    for n, change in enumerate(changes):
        person = replace(person, **change)
        house.people.save(person)
        sent += [issue for _, issue in hourly(house, NOON + timedelta(days=2 + 8 * n), 8)]
    issues = [issue_of(name, date.fromisoformat(day)) for name, day in (each.split(":") for each in sent)]
    told = [half for issue in issues for half in halves(issue)]
    assert told == [told[0] + n * HALF for n in range(len(told))]
    assert len(issues) > 20


def test_an_edition_that_falls_into_quiet_hours_waits_for_their_end(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(23,), zone="UTC", quiet=(22, 7)))
    sent = hourly(house, NOON, 3)
    assert [moment.hour for moment, _ in sent] == [7, 7, 7]
    assert [issue for _, issue in sent] == ["daily:2024-04-03", "daily:2024-04-04", "daily:2024-04-05"]


def test_after_downtime_that_ends_at_night_the_morning_brings_the_edition(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(21,), zone="UTC", quiet=(22, 7)))
    house.at(datetime(2024, 4, 3, 21, tzinfo=UTC))
    assert house.at(datetime(2024, 4, 7, 2, tzinfo=UTC)) == []
    late = house.at(datetime(2024, 4, 7, 7, tzinfo=UTC))
    assert [text.split(":")[:2] for _, text in late[:1]] == [["since3", "2024-04-06"]]
    assert house.at(datetime(2024, 4, 7, 20, tzinfo=UTC)) == []


def test_what_nobody_asked_for_is_held_in_quiet_hours_and_answers_are_not(house: House) -> None:
    house.people.save(Subscriber(5, "tg", zone="UTC", quiet=(22, 7)))
    night = datetime(2024, 4, 3, 23, tzinfo=UTC)
    house.clock.set(night)
    alert = Message(5, "sendMessage", {"text": "moved"}, Priority.ALERT, "alert")
    answer = Message(5, "sendMessage", {"text": "answer"}, Priority.ANSWER, "answer")
    other = Message(6, "sendMessage", {"text": "to another"}, Priority.ALERT, "other")
    house.outbox.put([alert, answer, other])
    assert house.at(night) == [(5, "answer"), (6, "to another")]
    assert house.outbox.waiting() == {}, "what is held does not count as waiting"
    assert house.at(night + timedelta(hours=7)) == []
    assert house.at(night + timedelta(hours=8)) == [(5, "moved")]
    assert house.people.everything_about(5)["held"] is None


def test_what_is_held_comes_at_once_when_the_quiet_hours_are_given_up(house: House) -> None:
    person = Subscriber(5, "tg", zone="UTC", quiet=(22, 7))
    house.people.save(person)
    night = datetime(2024, 4, 3, 23, tzinfo=UTC)
    house.outbox.put([Message(5, "sendMessage", {"text": "moved"}, Priority.ALERT, "alert")])
    assert house.at(night) == []
    house.people.save(replace(person, quiet=None))
    assert house.at(night) == [(5, "moved")]


def test_an_alert_that_was_held_for_weeks_is_not_too_old(house: House) -> None:
    house.people.save(Subscriber(5, "tg", zone="UTC", paused=NOON + timedelta(days=14)))
    house.outbox.put([Message(5, "sendMessage", {"text": "known now"}, Priority.ALERT, "waited")])
    assert house.at(NOON) == []
    (expires,) = house.db.one("SELECT expires FROM batches") or (0.0,)
    assert expires > house.outbox.wall.now() + 14 * 86400
    assert house.at(NOON + timedelta(days=14)) == [(5, "known now")]


def test_silent_readers_get_no_sound_with_what_they_did_not_ask_for(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, zone="UTC", silent=True))
    house.people.save(Subscriber(6, "tg", active=True, zone="UTC"))
    house.clock.set(datetime(2024, 4, 4, 8, tzinfo=UTC))
    asyncio.run(house.tick.run())
    house.outbox.put([Message(5, "sendMessage", {"text": "answer"}, Priority.ANSWER, "answer")])
    rows = house.outbox.claim(100)
    sounds = {(row.chat_id, row.priority): row.call().get("disable_notification", False) for row in rows}
    house.outbox.finish(rows)
    rows = house.outbox.claim(100)
    sounds |= {
        (row.chat_id, row.priority): json.loads(row.call_body()).get("disable_notification", False) for row in rows
    }
    assert sounds == {(5, 0): False, (6, 2): False, (5, 2): True}


def test_after_a_pause_one_edition_tells_of_it_and_the_pause_is_over(house: House) -> None:
    person = Subscriber(5, "tg", active=True, zone="UTC")
    house.people.save(person)
    assert len(hourly(house, NOON, 1)) == 1
    house.people.save(replace(person, paused=NOON + timedelta(days=15)))
    sent = hourly(house, NOON + timedelta(days=1), 16)
    assert [issue for _, issue in sent] == ["since15:2024-04-18", "daily:2024-04-19"]
    kept = house.people.get(5)
    assert kept == person
    assert sent[0][0] == datetime(2024, 4, 19, 8, tzinfo=UTC), "the first hour of theirs after it"


def test_a_pause_that_is_given_up_ends_at_once(house: House) -> None:
    person = Subscriber(5, "tg", active=True, zone="UTC")
    house.people.save(person)
    hourly(house, NOON, 1)
    house.people.save(replace(person, paused=NOON + timedelta(days=90)))
    assert hourly(house, NOON + timedelta(days=1), 3) == []
    house.people.save(person)
    assert [issue for _, issue in hourly(house, NOON + timedelta(days=4), 1)] == ["since4:2024-04-07"]


def test_a_clock_that_went_back_two_days_costs_nobody_what_happened_in_them(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    assert len(hourly(house, NOON, 1)) == 1  # the third of April
    assert house.at(NOON + timedelta(days=4)) != []  # the clock is days ahead
    sent = hourly(house, NOON + timedelta(days=1), 6)
    days = {
        half.date()
        for _, issue in sent
        for half in halves(issue_of(issue.split(":")[0], date.fromisoformat(issue[-10:])))
    }
    assert {date(2024, 4, day) for day in (5, 6, 7, 8)} <= days


def test_a_backup_that_is_brought_back_costs_one_edition(house: House) -> None:
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    hourly(house, NOON, 2)
    row = house.db.one("SELECT due, told FROM subscribers")
    hourly(house, NOON + timedelta(days=2), 3)
    house.db.execute("UPDATE subscribers SET due = ?, told = ?", *(row or ()))
    house.db.execute("DELETE FROM deliveries")
    assert [issue for _, issue in hourly(house, NOON + timedelta(days=5), 1)] == [
        "since3:2024-04-07",
        "daily:2024-04-08",
    ]


def test_of_too_many_tastes_those_of_most_readers_come_first(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticks, "MOST", 4)
    with house.db.transaction():
        for chat in range(1, 41):
            house.people.save(Subscriber(chat, "tg", active=True, zone="UTC"))
        for chat in range(41, 51):
            house.people.save(Subscriber(chat, "tg", active=True, zone="UTC", without=(f"word {chat}",)))
    hour = datetime(2024, 4, 4, 8, tzinfo=UTC)
    first = {chat for chat, _ in house.at(hour)}
    assert set(range(1, 41)) <= first
    assert len(house.desk.asked) == 4
    later = [{chat for chat, _ in house.at(hour + n * timedelta(seconds=30))} for n in (1, 2)]
    assert [len(each) for each in later] == [4, 3]
    assert first | later[0] | later[1] == set(range(1, 51))


def test_readers_of_one_taste_share_an_edition_whatever_their_rhythm(house: House) -> None:
    wish = {"reads": frozenset({"ru"}), "without": ("курс",), "brief": True}
    house.people.save(Subscriber(1, "tg", active=True, hours=(8, 20), zone="UTC", **wish))  # type: ignore[arg-type]
    house.people.save(Subscriber(2, "tg", active=True, hours=(11,), zone="Europe/Moscow", **wish))  # type: ignore[arg-type]
    house.people.save(Subscriber(3, "tg", active=True, zone="UTC"))
    sent = house.at(datetime(2024, 4, 4, 8, tzinfo=UTC))
    assert [chat for chat, _ in sent] == [1, 1, 2, 2, 3, 3]
    assert len(house.desk.asked) == 2
    assert len({edition.taste for edition in house.desk.asked}) == 2


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "cadence": st.sampled_from(["daily", "twice", "weekly"]),
        "hours": st.sets(st.integers(0, 23), min_size=1, max_size=4).map(lambda hours: tuple(sorted(hours))),
        "zone": st.sampled_from(["Asia/Dushanbe", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"]),
        "days": st.frozensets(st.integers(0, 6)),
        "quiet": st.none() | st.tuples(st.integers(0, 23), st.integers(0, 23)),
        "paused": st.none() | st.timedeltas(timedelta(), timedelta(days=20)),
        "lang": st.sampled_from(["tg", "ru"]),
    },
)


@given(st.lists(st.tuples(st.integers(1, 24 * 4), CHANGES), min_size=3, max_size=12))
@settings(max_examples=25, deadline=None)
def test_whatever_readers_change_and_whenever_the_service_looks(steps: list[tuple[int, dict[str, Any]]]) -> None:
    """Settings change, pauses begin and end, the service is down for days, over a change of clocks: what comes joins
    up, one edition a look at most, never in quiet hours or in a pause."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        now = datetime(2024, 3, 20, 12, tzinfo=UTC)
        house.clock.set(now)
        person = Subscriber(5, "tg", active=True)
        house.people.save(person)
        issues = []
        for hours, change in steps:
            person = replace(house.people.get(5) or person, **change)
            if isinstance(person.paused, timedelta):  # so long from now on
                person = replace(person, paused=now + person.paused)
            house.people.save(person)
            for gap in (hours, 1, 1):
                now += timedelta(hours=gap)
                sent = {text.rpartition(" ")[0] for _, text in house.at(now)}
                assert len(sent) <= 1
                if sent:
                    name, day, *_ = sent.pop().split(":")
                    issues.append(issue_of(name, date.fromisoformat(day)))
                    assert quiet_until(now, person.quiet, person.zone) is None
                    assert person.paused is None or person.paused <= now
        house.db.close()
    told = [half for issue in issues for half in halves(issue)]
    assert told == [told[0] + n * HALF for n in range(len(told))], "none lost, none twice"


def test_those_who_sleep_keep_nobody_behind_them_waiting(house: House) -> None:
    with house.db.transaction():
        for chat in range(1, 200):
            house.people.save(Subscriber(chat, "tg", zone="UTC", quiet=(22, 7)))
    house.clock.set(datetime(2024, 4, 3, 23, tzinfo=UTC))
    house.outbox.put(Message(chat, "sendMessage", {"text": "moved"}, Priority.DIGEST, "one") for chat in range(1, 201))
    assert [row.chat_id for row in house.outbox.claim(10)] == [200]


def test_who_began_after_a_figure_went_out_is_not_told_that_it_was_wrong(house: House) -> None:
    """One reads since the 3rd, one since the 5th; of what went out on the 4th the first alone is told."""
    hour = datetime(2024, 4, 4, 5, tzinfo=UTC)
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="Europe/Moscow"))
    house.at(hour)
    house.clock.set(hour + timedelta(days=1, hours=1))
    house.people.save(Subscriber(6, "tg", active=True, hours=(8,), zone="Europe/Moscow"))
    house.at(hour + timedelta(days=2))
    assert [house.people.begun(chat) for chat in (5, 6)] == [date(2024, 4, 3), date(2024, 4, 5)]
    house.desk.taken_back = [date(2024, 4, 4)]
    house.desk.asked.clear()
    house.at(hour + timedelta(days=3))
    assert {each.begun for each in house.desk.asked} == {None, date(2024, 4, 5)}
    house.desk.taken_back = [date(2024, 4, 5)]
    house.desk.asked.clear()
    house.at(hour + timedelta(days=4))
    assert [each.begun for each in house.desk.asked] == [None]


def test_when_somebody_began_outlives_settings_and_is_forgotten_after_ninety_days(house: House) -> None:
    hour = datetime(2024, 4, 4, 5, tzinfo=UTC)
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="Europe/Moscow"))
    house.at(hour)
    house.people.stop(5)
    house.people.save(Subscriber(5, "ru", active=True, hours=(8,), zone="Europe/Moscow"))
    house.at(hour + timedelta(days=80))
    house.people.tidy(0.0, 0.0)
    assert house.people.begun(5) == date(2024, 4, 3)
    house.clock.set(hour + timedelta(days=100))
    house.people.tidy(0.0, 0.0)
    assert house.people.begun(5) is None
    assert house.people.everything_about(5)["begun"] is None
    assert house.db.number("SELECT begun FROM subscribers") == 0  # long ago: whatever is taken back they may have got


def test_who_gets_the_first_edition_is_told_of_no_correction(house: House) -> None:
    house.desk.taken_back = [date(2024, 4, 1), date(2024, 4, 2)]
    house.people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="Europe/Moscow"))
    house.at(datetime(2024, 4, 4, 5, tzinfo=UTC))
    assert [each.begun for each in house.desk.asked] == [date(2024, 4, 3)]
