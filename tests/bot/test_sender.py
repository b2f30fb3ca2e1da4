"""The sender against a Telegram that misbehaves: nothing is lost, order holds, pauses are kept."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.mail.governor import Governor
from bot.mail.outbox import Message, Outbox, PhotoRef, Priority
from bot.mail.outcome import (
    Conflict,
    Gone,
    Migrated,
    Outcome,
    Refused,
    Revoked,
    Sent,
    SlowDown,
    Trouble,
    Unknown,
    Unreachable,
    outcome_of,
)  # fmt: skip
from bot.mail.sender import Sender
from bot.mail.steady import Wall
from bot.people.store import StoreError
from bot.people.subscribers import Subscriber, Subscribers
from bot.people.unreached import Unreached
from bot.simulator.faults import Fault
from bot.simulator.server import SimulatorServer
from bot.telegram import Wire
from digests.clock import FixedClock, SystemClock
from tests.bot.house import png
from tests.bot.stores import opened

pytestmark = pytest.mark.usefixtures("store")

TOKEN = "1:sender"


class Post:
    """A sender, its outbox and its simulator."""

    def __init__(self, data: Path, **options: Any) -> None:
        self.db = opened(data)
        self.outbox = Outbox(self.db, Wall())
        self.people = Subscribers(self.db, SystemClock())
        self.server = SimulatorServer(SystemClock(), open_chats=True)
        self.world = self.server.world
        self.options = options
        self.governor = Governor(overall=None)

    def put(self, *chats: int, pages: int = 1, priority: Priority = Priority.DIGEST) -> None:
        self.outbox.put(
            Message(chat, "sendMessage", {"text": f"page {page}"}, priority, f"k{chat}", page)
            for chat in chats
            for page in range(pages)
        )

    def texts(self, chat: int) -> list[str]:
        return [row.text for row in self.world.journal if row.chat_id == chat]

    def busy(self, sender: Sender, beside: asyncio.Task[None] | None) -> bool:
        return bool(self.outbox.waiting() or sender.in_flight or (beside and not beside.done()))

    def run(self, during: Callable[[Post], Awaitable[None]] | None = None, *, seconds: float = 15) -> Sender:
        """Send until nothing waits; `during` runs beside."""

        async def main() -> Sender:
            address = await self.server.start()
            wire = Wire(address, TOKEN)
            await wire.open()
            sender = Sender(self.outbox, self.people, wire, self.governor, **self.options)
            task = asyncio.create_task(sender.run())
            beside = asyncio.create_task(during(self)) if during else None
            end = time.monotonic() + seconds
            while time.monotonic() < end and self.busy(sender, beside):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            sender.stop()
            await task
            if beside:
                await beside
            await wire.close()
            await self.server.close()
            return sender

        return asyncio.run(main())


def test_pages_of_a_chat_arrive_in_order(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.put(*range(1, 30), pages=4)
    post.run()
    assert all(post.texts(chat) == [f"page {n}" for n in range(4)] for chat in range(1, 30))
    assert post.outbox.waiting() == {}


STORM = [
    {"kind": "429", "retry_after": 0, "probability": 0.05, "count": 6},
    {"kind": "429", "retry_after": 1, "count": 1, "skip": 20},
    {"kind": "500", "probability": 0.05, "count": 8},
    {"kind": "502", "probability": 0.05, "count": 8},
    {"kind": "cut_before", "probability": 0.05, "count": 8},
    {"kind": "cut_after", "probability": 0.05, "count": 8},
    {"kind": "bad_json", "probability": 0.05, "count": 8},
]


def test_a_storm_loses_nothing_and_passes(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.put(*range(1, 101), pages=2)
    post.world.faults.rules = [Fault.read({**rule, "methods": ["sendmessage"]}) for rule in STORM]
    post.run(seconds=60)
    assert post.outbox.waiting() == {}
    for chat in range(1, 101):
        texts = post.texts(chat)
        assert sorted(set(texts)) == ["page 0", "page 1"]
        assert texts == sorted(texts), "repeated perhaps, but in order"


def test_told_to_wait_everybody_waits(tmp_path: Path) -> None:
    post = Post(tmp_path, window=3)
    post.put(*range(1, 20))
    post.world.faults.rules = [Fault.read({"kind": "429", "retry_after": 2, "count": 1, "skip": 5})]
    post.run()
    times = [row.at for row in post.world.journal]
    gaps = sorted(b - a for a, b in itertools.pairwise(times))
    assert gaps[-1] >= 1.9
    assert len(times) == 19
    assert post.db.counts()["told to slow down"] >= 1


def test_what_was_claimed_when_a_hold_came_is_given_back(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.governor = Governor(overall=1000, chat=1000)
    post.put(*range(1, 60))
    post.world.faults.rules = [Fault.read({"kind": "429", "retry_after": 1, "count": 3, "skip": 7})]
    post.run()
    assert sorted(row.chat_id for row in post.world.journal) == list(range(1, 60))


def test_a_hold_outlives_a_restart(tmp_path: Path) -> None:
    post = Post(tmp_path)
    now = post.outbox.wall.now()
    post.db.set_state("hold", f"{now + 500} 600")
    sender = Sender(post.outbox, post.people, Wire("http://127.0.0.1:1", TOKEN), post.governor)
    sender._resume_hold()
    assert 490 < post.governor.held() <= 500
    post.db.set_state("hold", f"{now + 10**9} 30")  # the clock was set back
    fresh = Sender(post.outbox, post.people, Wire("http://127.0.0.1:1", TOKEN), Governor())
    fresh._resume_hold()
    assert fresh.governor.held() <= 30


@pytest.mark.parametrize("reason", ["blocked", "deactivated"])
def test_who_is_gone_is_erased_and_others_go_on(tmp_path: Path, reason: str) -> None:
    post = Post(tmp_path)
    post.people.save(Subscriber(5, "tg", active=True))
    post.put(5, 6, pages=3)
    post.world.private(5).gone = reason  # type: ignore[assignment]
    post.run()
    assert post.people.everything_about(5) == {}
    assert post.texts(6) == ["page 0", "page 1", "page 2"]
    assert post.db.counts()["chat gone"] == 1


def test_mail_follows_a_group_to_its_new_id(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.people.save(Subscriber(-5, "tg", active=True))
    post.world.group(-5, "Group", {1: "creator"}).migrated_to = -1005
    post.world.group(-1005, "Group", {1: "creator"}, "supergroup")
    post.put(-5, pages=2)
    post.run()
    assert post.texts(-1005) == ["page 0", "page 1"]
    assert post.people.get(-5) is None
    assert post.people.get(-1005) is not None


def test_readers_of_a_bot_that_moved_keep_their_settings(tmp_path: Path) -> None:
    post = Post(tmp_path)
    for chat in (5, 7, -8, -9):
        post.people.save(Subscriber(chat, "tg", active=True))
    post.put(5, 6, 7, -8, -9, pages=2)
    post.world.open_chats = False
    post.world.private(5).gone = "never started"
    post.world.private(6)
    Unreached(post.db, post.people.clock).serve("2:another")
    post.world.group(-9, "Group", {1: "creator"}).gone = "outside"
    post.run()
    assert all(post.people.get(chat) for chat in (5, 7, -8, -9))
    assert post.texts(6) == ["page 0", "page 1"]
    assert post.db.counts()["chat not reached"] == 4, "asked once, then left alone"
    assert post.outbox.waiting() == {}


def test_a_bot_that_was_in_a_group_and_is_no_more_forgets_it(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.people.save(Subscriber(-9, "tg", active=True))
    unreached = Unreached(post.db, post.people.clock)
    unreached.serve(TOKEN)
    unreached.met([-9])
    post.put(-9)
    post.world.group(-9, "Group", {1: "creator"}).gone = "outside"
    post.run()
    assert post.people.everything_about(-9) == {}


def test_a_clock_gone_wrong_erases_nobody(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2024, 4, 3, 12, tzinfo=UTC))
    people = opened(tmp_path)
    Subscribers(people, clock).save(Subscriber(5, "tg", active=True))
    unreached = Unreached(people, clock)
    assert unreached.refused(5) == "waits"
    clock.set(datetime(2036, 4, 3, 12, tzinfo=UTC))
    assert unreached.refused(5) == "waits"
    clock.set(datetime(2024, 4, 4, 12, tzinfo=UTC))
    for _ in range(10):
        assert unreached.refused(5) == "waits"
    clock.set(datetime(2024, 5, 4, 12, tzinfo=UTC))
    assert unreached.refused(5) == "over"


def test_of_a_chat_without_settings_nothing_is_noted(tmp_path: Path) -> None:
    people = opened(tmp_path)
    assert Unreached(people, FixedClock(datetime(2024, 4, 3, 12, tzinfo=UTC))).refused(5) == "waits"
    assert people.one("SELECT count(*) FROM unreached") == (0,)


def test_an_unknown_outcome_is_dropped_where_the_operator_says_so(tmp_path: Path) -> None:
    post = Post(tmp_path, unknown_policy="drop")
    post.put(1, 2, 3)
    post.world.faults.rules = [Fault.read({"kind": "cut_after", "chat_id": 2, "count": 1})]
    post.run()
    assert [post.texts(chat) for chat in (1, 2, 3)] == [["page 0"]] * 3
    assert post.db.counts()["unknown"] == 1


def test_markup_that_is_refused_arrives_as_plain_text(tmp_path: Path) -> None:
    post = Post(tmp_path)
    broken = {"text": "<b>144 &amp; <i>more</b>", "parse_mode": "HTML"}
    post.outbox.put([Message(1, "sendMessage", broken, Priority.ANSWER, "k")])
    post.run()
    assert post.texts(1) == ["144 & more"]


def test_a_message_that_is_refused_for_good_does_not_come_again(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.outbox.put([Message(1, "sendMessage", {"text": ""}, Priority.ANSWER, "k")])
    post.put(2)
    post.run()
    assert post.db.counts()["refused 400"] == 1
    assert post.texts(2) == ["page 0"]


def test_a_chart_is_uploaded_once(tmp_path: Path) -> None:
    post = Post(tmp_path)
    photo = PhotoRef("chart:crocus.deaths:tg:2024-04-04", png())
    post.outbox.put(
        Message(chat, "sendPhoto", {"caption": "144"}, Priority.ANSWER, f"p{chat}", photo=photo) for chat in range(1, 9)
    )
    post.run()
    assert len(post.world.journal) == 8
    assert len(post.world.pictures) == 1
    name, _, file_id = post.outbox.photo(photo.key) or ("", b"", None)
    assert (name, file_id) == ("chart.png", next(iter(post.world.pictures)))


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post(tmp_path)
    post.put(*range(1, 31))
    finish = post.outbox.finish
    full = True

    def refuse(*rows: Any) -> None:
        if full:
            raise StoreError("database or disk is full")
        finish(*rows)

    monkeypatch.setattr(post.outbox, "finish", refuse)

    async def make_room(post: Post) -> None:
        nonlocal full
        await asyncio.sleep(0.3)
        sent = len(post.world.journal)
        assert sent <= 10, "nothing new is claimed while nothing can be marked"
        full = False

    post.run(make_room)
    assert sorted(row.chat_id for row in post.world.journal) == list(range(1, 31))
    assert post.outbox.waiting() == {}


def test_a_stopped_sender_marks_what_was_in_flight(tmp_path: Path) -> None:
    post = Post(tmp_path, window=4)
    post.put(*range(1, 200))

    async def main() -> None:
        wire = Wire(await post.server.start(), TOKEN)
        await wire.open()
        sender = Sender(post.outbox, post.people, wire, post.governor, window=4)
        task = asyncio.create_task(sender.run())
        while len(post.world.journal) < 20:  # noqa: ASYNC110
            await asyncio.sleep(0)
        sender.stop()
        await task
        await wire.close()
        await post.server.close()

    asyncio.run(main())
    assert post.outbox.recover("resend") == 0
    assert len(post.world.journal) + sum(post.outbox.waiting().values()) == 199


def body(code: int, description: str = "", **parameters: Any) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": description, "parameters": parameters}).encode()


@pytest.mark.parametrize(
    ("status", "raw", "outcome"),
    [
        (200, b'{"ok":true,"result":{"message_id":1}}', Sent({"message_id": 1})),
        (200, b"<html>", Unknown("wrong JSON")),
        (200, b"[]", Unknown("wrong JSON")),
        (200, b"[" * 100_000, Unknown("wrong JSON")),
        (403, b"<html>", Trouble("wrong JSON")),
        (502, b"<html>", Trouble("5xx")),
        (403, body(403, "Forbidden: bot was blocked by the user"), Gone()),
        (403, body(403, "Forbidden: user is deactivated"), Gone()),
        (403, body(403, "Forbidden: bot was kicked from the supergroup chat"), Gone()),
        (403, body(403, "Forbidden: bot is not a member of the channel chat"), Gone(outside=True)),
        (403, body(403, "Forbidden: the group chat was deleted"), Gone()),
        (400, body(400, "Bad Request: chat not found"), Unreachable()),
        (400, body(400, "Bad Request: PEER_ID_INVALID"), Unreachable()),
        (403, body(403, "Forbidden: bot can't initiate conversation with a user"), Unreachable()),
        (400, body(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005), Migrated(-1005)),
        (429, body(429, "Too Many Requests", retry_after=7), SlowDown(7.0)),
        (429, body(429, "Too Many Requests", retry_after="3.5"), SlowDown(3.5)),
        (429, body(429, "Too Many Requests", retry_after=-4), SlowDown(0.0)),
        (429, body(429, "Too Many Requests", retry_after="soon"), SlowDown(5.0)),
        (429, body(429, "Too Many Requests"), SlowDown(5.0)),
        (401, body(401, "Unauthorized"), Revoked()),
        (409, body(409, "Conflict: terminated by other getUpdates request"), Conflict()),
        (400, body(400, "Bad Request: can't parse entities: x"), Refused("400", markup=True)),
        (400, body(400, "Bad Request: message is not modified"), Sent(None)),
        (400, body(400, "Bad Request: message text is empty"), Refused("400")),
    ],
)
def test_what_an_answer_means(status: int, raw: bytes, outcome: Outcome) -> None:
    assert outcome_of(status, raw) == outcome
