"""What waits to be sent as it was wished before: an edition or an urgent story that nobody wants so any more."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.mail.message import Message, Priority
from bot.people.queued import urgent_key
from bot.people.subscribers import Subscriber
from digests.editions.issue import issue_of
from tests.bot.test_tick import House

HOUR = datetime(2024, 4, 4, 8, tzinfo=UTC)
READER = Subscriber(5, "tg", active=True, zone="UTC")
URGENT = Message(5, "sendMessage", {"text": "urgent"}, Priority.ALERT, urgent_key(7, 5))
FIGURE = Message(5, "sendMessage", {"text": "a figure moved"}, Priority.ALERT, "follow:x")
ANSWER = Message(5, "sendMessage", {"text": "an answer"}, Priority.ANSWER, "u1:0")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The edition of 3 April is enqueued for one reader, and nothing of it sent."""
    house = House(tmp_path)
    house.people.save(READER)
    house.clock.set(HOUR)
    asyncio.run(house.tick.run())
    assert house.outbox.waiting() == {"digest": 2}
    return house


@pytest.mark.parametrize(
    ("change", "says"),
    [({"lang": "ru"}, ":ru:"), ({"links": True}, ":links"), ({"topics": frozenset({"law"})}, ":law:")],
)
def test_what_is_wished_otherwise_comes_as_it_is_wished_now(house: House, change: dict[str, Any], says: str) -> None:
    house.people.save(replace(READER, **change))
    assert house.people.everything_about(5)["received"] == [], "it was not sent"
    sent = house.at(HOUR)
    assert [text.startswith("daily:2024-04-03") and says in text for _, text in sent] == [True, True]
    assert house.at(HOUR + timedelta(hours=1)) == []


def test_what_does_not_concern_its_words_leaves_it_where_it_is(house: House) -> None:
    house.people.save(replace(READER, hours=(9,), silent=True))
    rows = house.outbox.claim(10)
    assert [row.silent for row in rows] == [True]
    assert ":tg:" in str(rows[0].payload["text"])


@pytest.mark.parametrize("days", [3, 14])
def test_in_a_pause_nothing_comes_that_waited_and_afterwards_one_edition_tells_of_it(house: House, days: int) -> None:
    house.people.save(replace(READER, paused=HOUR + timedelta(days=days, hours=-1)))
    assert house.at(HOUR) == []
    assert house.outbox.waiting() == {}
    sent = house.at(HOUR + timedelta(days=days))
    name, day, *_ = sent[0][1].split(":")
    issue = issue_of(name, date.fromisoformat(day))
    assert (issue.first, issue.days) == (date(2024, 4, 3), days + 1), "what was taken back is in it"


def test_who_stops_gets_nothing_more_and_who_returns_the_newest(house: House) -> None:
    first = house.outbox.claim(1)
    house.outbox.finish(first)  # one page is there already
    house.outbox.put([URGENT, FIGURE, ANSWER])
    house.db.execute("INSERT INTO urgent_waiting VALUES (5, 8, 0)")
    house.people.save(replace(READER, active=False))
    assert house.db.number("SELECT count(*) FROM urgent_waiting") == 0
    assert house.at(HOUR) == [(5, "a figure moved"), (5, "an answer")]
    house.people.save(READER)
    assert house.at(datetime(2024, 4, 5, 8, tzinfo=UTC))[0][1].startswith("daily:2024-04-04")


def test_a_subscription_that_is_ended_for_the_chat_takes_its_mail_along(house: House) -> None:
    house.outbox.put([URGENT])
    assert house.people.stop(5)
    assert house.at(HOUR) == []


def test_what_is_begun_is_sent_to_its_end(house: House) -> None:
    house.outbox.finish(house.outbox.claim(1))
    house.people.save(replace(READER, lang="ru"))
    assert [":tg:" in text for _, text in house.at(HOUR)] == [True]
    again = house.at(HOUR + timedelta(days=1))
    assert [text.split(":")[:3] for _, text in again] == [["daily", "2024-04-04", "ru"]] * 2, "and does not come twice"


def test_an_urgent_story_waits_to_be_worded_anew_or_for_its_edition(house: House) -> None:
    house.outbox.put([URGENT, ANSWER])
    house.people.save(replace(READER, lang="ru"))
    assert house.db.all("SELECT chat_id, number FROM urgent_waiting") == [(5, 7)]
    assert "urgent" not in dict(house.at(HOUR)).values()
    assert house.db.number("SELECT count(*) FROM batches WHERE key LIKE 'urgent:%'") == 0


def test_of_others_nothing_is_taken_back(house: House) -> None:
    house.people.save(replace(READER, chat_id=6))
    house.clock.set(HOUR + timedelta(days=1))
    asyncio.run(house.tick.run())
    house.outbox.put([URGENT, replace(URGENT, chat_id=6, key=urgent_key(7, 6))])
    house.people.save(replace(READER, active=False))
    left = {chat for chat, _ in house.at(HOUR + timedelta(days=1))}
    assert left == {6}
