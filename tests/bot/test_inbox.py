"""Every update is on disk before it is confirmed, reduced to what handling needs, and handled at least once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import string
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Update

from bot import logs
from bot.app import HandlingFailed
from bot.mail.handling import Handling
from bot.mail.inbox import TRIES, Inbox
from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox
from bot.mail.reduced import Malformed, left, reduce, restore
from bot.mail.steady import Wall
from bot.people.subscribers import Subscriber, Subscribers
from digests.clock import SystemClock
from tests.bot.stores import opened

PERSON = {
    "id": 77, "is_bot": False, "first_name": "Gulnora", "last_name": "Secret", "username": "gulnora77",
    "language_code": "ru",
}  # fmt: skip


def written(update_id: int, text: str = "/start", chat: int = 77, **more: Any) -> dict[str, Any]:
    message = {
        "message_id": 5, "date": 1712200000, "text": text, "from": PERSON,
        "chat": {"id": chat, "type": "private", "first_name": "Gulnora", "username": "gulnora77"}, **more,
    }  # fmt: skip
    return {"update_id": update_id, "message": message}


class Hands:
    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


class Room:
    """An inbox with all that stands around it."""

    def __init__(self, data: Path) -> None:
        self.hands = Hands()
        self.db = opened(data)
        wall = Wall(wall=self.hands, monotonic=self.hands)
        self.outbox = Outbox(self.db, wall)
        self.inbox = Inbox(self.db, self.outbox, wall)
        self.people = Subscribers(self.db, SystemClock())

    def stored(self) -> str:
        return json.dumps(self.db.all("SELECT * FROM inbox"), ensure_ascii=False)

    async def handle_all(self, handle: Any) -> Handling:
        handling = Handling(self.inbox, self.people, handle, lambda: None)
        task = asyncio.create_task(handling.run())
        for _ in range(600):
            await asyncio.sleep(0.005)
            if handling.idle:
                break
        handling.stop()
        await task
        return handling


@pytest.fixture
def room(tmp_path: Path, store: str) -> Room:
    return Room(tmp_path)


async def greet(update: Mapping[str, Any]) -> Sequence[Message]:
    chat = update["message"]["chat"]["id"]
    return [Message(chat, "sendMessage", {"text": "салом"}, Priority.ANSWER, f"u{update['update_id']}:0")]


def test_names_and_all_that_is_not_needed_are_never_stored(room: Room) -> None:
    extra = {
        "contact": {"phone_number": "+992900000000", "first_name": "Secret"},
        "location": {"latitude": 38.5, "longitude": 68.8},
        "photo": [{"file_id": "secretfile"}], "caption": "secret caption", "forward_origin": {"sender": "Secret"},
    }  # fmt: skip
    room.inbox.store([written(1, "салом", **extra)])
    for secret in ("Gulnora", "Secret", "gulnora77", "+992", "38.5", "secret"):
        assert secret not in room.stored()
    assert "салом" in room.stored()


def test_an_update_that_comes_twice_is_kept_once(room: Room) -> None:
    assert room.inbox.store([written(1), written(2)]) == 2
    assert room.inbox.store([written(1), written(2), written(3)]) == 1


def test_a_handled_update_that_comes_again_is_known_for_two_days(room: Room) -> None:
    room.inbox.store([written(1)])
    room.inbox.done(1)
    assert room.inbox.store([written(1)]) == 0
    room.hands.at += 49 * 3600
    room.inbox.tidy()
    assert room.inbox.store([written(1)]) == 1


def test_storing_the_answer_and_dropping_the_update_is_one_transaction(room: Room) -> None:
    room.inbox.store([written(1)])
    broken = Message(77, "sendMessage", {"text": object()}, Priority.ANSWER, "u1:0")
    with pytest.raises(TypeError):
        room.inbox.done(1, [broken])
    assert room.inbox.size() == 1
    assert room.outbox.waiting() == {}


def test_updates_of_a_chat_are_handled_in_order_and_all_answered(room: Room) -> None:
    room.inbox.store([written(n, f"q{n}", chat=n % 3 + 1) for n in range(1, 31)])
    seen: list[tuple[int, int]] = []

    async def handle(update: Mapping[str, Any]) -> Sequence[Message]:
        await asyncio.sleep(0.001)
        seen.append((update["message"]["chat"]["id"], update["update_id"]))
        return await greet(update)

    asyncio.run(room.handle_all(handle))
    for chat in (1, 2, 3):
        order = [update for lane, update in seen if lane == chat]
        assert order == sorted(order)
    assert room.outbox.waiting() == {"answer": 30}
    assert room.db.all("SELECT * FROM inbox") == []


def test_a_poisonous_update_is_parked_without_its_text_and_others_go_on(room: Room) -> None:
    room.inbox.store([written(1, "poison", chat=1), written(2, "fine", chat=2)])
    tries = 0

    async def handle(update: Mapping[str, Any]) -> Sequence[Message]:
        nonlocal tries
        if update["message"]["text"] == "poison":
            tries += 1
            raise RuntimeError("poison said aloud")
        return await greet(update)

    handling = asyncio.run(room.handle_all(handle))
    assert (tries, handling.parked, room.inbox.parked()) == (TRIES, 1, 1)
    assert "poison" not in room.stored()
    assert room.outbox.waiting() == {"answer": 1}
    room.hands.at += 25 * 3600
    room.inbox.tidy()
    assert room.inbox.parked() == 0


def test_what_a_handler_failed_with_is_logged_and_not_its_words(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.inbox.store([written(1, "махфӣ")])

    async def handle(update: Mapping[str, Any]) -> Sequence[Message]:
        try:
            raise KeyError(update["message"]["text"])
        except KeyError as error:
            raise HandlingFailed(()) from error

    asyncio.run(room.handle_all(handle))
    shown = [logs.Formatter(logs.Redact(), as_json=True).format(record) for record in caplog.records]
    failed = json.loads(next(line for line in shown if "a handler failed" in line))
    assert failed["error"] == "KeyError"
    assert "test_inbox.py" in failed["where"]
    assert "махфӣ" not in "".join(shown)


def test_a_chat_is_told_once_its_update_is_given_up(room: Room) -> None:
    room.inbox.store([written(1)])

    class Failed(Exception):
        apology = (Message(77, "sendMessage", {"text": "бубахшед"}, Priority.ANSWER, "u1:sorry"),)

    async def handle(_: Mapping[str, Any]) -> Sequence[Message]:
        raise Failed

    asyncio.run(room.handle_all(handle))
    assert room.outbox.waiting() == {"answer": 1}


def test_who_blocks_the_bot_is_forgotten(room: Room) -> None:
    room.people.save(Subscriber(77, "tg", active=True))
    member = {"user": {"id": 1, "is_bot": True, "first_name": "b"}}
    room.inbox.store([
        {"update_id": 9, "my_chat_member": {
            "chat": {"id": 77, "type": "private", "first_name": "G"}, "from": PERSON, "date": 1,
            "old_chat_member": {**member, "status": "member"},
            "new_chat_member": {**member, "status": "kicked", "until_date": 0},
        }},
    ])  # fmt: skip
    asyncio.run(room.handle_all(greet))
    assert room.people.everything_about(77) == {}


def test_a_group_that_became_a_supergroup_keeps_its_settings(room: Room) -> None:
    room.people.save(Subscriber(-7, "en", active=True))
    room.inbox.store([
        {"update_id": 9, "message": {
            "message_id": 1, "date": 1, "chat": {"id": -7, "type": "group", "title": "t"},
            "from": PERSON, "migrate_to_chat_id": -1007,
        }},
    ])  # fmt: skip
    asyncio.run(room.handle_all(greet))
    moved = room.people.get(-1007)
    assert moved is not None
    assert moved.lang == "en"


@pytest.mark.parametrize(
    "update",
    [
        written(1, "/subscribe@khabar_bot 8"),
        {"update_id": 2, "callback_query": {
            "id": "9", "from": PERSON, "chat_instance": "x", "data": "seal.lang:tg",
            "message": {"message_id": 4, "date": 5, "chat": {"id": 77, "type": "private"}, "text": "old text"},
        }},
        {"update_id": 3, "inline_query": {"id": "8", "from": PERSON, "query": "крокус", "offset": ""}},
    ],
    ids=["message", "callback", "inline"],
)  # fmt: skip
def test_what_is_restored_is_an_update_for_the_library(update: dict[str, Any]) -> None:
    reduced = reduce(update)
    assert reduced.body is not None
    found = Update.de_json(restore(reduced.update_id, json.loads(json.dumps(reduced.body))), None)
    assert found.effective_user is not None
    assert (found.effective_user.id, found.effective_user.first_name) == (77, "")
    if found.message:
        assert found.message.entities[0].length == len("/subscribe@khabar_bot")
    if found.callback_query:
        assert found.callback_query.data == "seal.lang:tg"
        assert "old text" not in str(reduced.body)


MEMBERSHIPS = ("creator", "administrator", "member", "restricted", "left", "kicked")


@pytest.mark.parametrize("new", MEMBERSHIPS)
@pytest.mark.parametrize("old", MEMBERSHIPS)
def test_every_change_of_membership_is_an_update_for_the_library(old: str, new: str) -> None:
    user = {"id": 1, "is_bot": True, "first_name": "b"}
    update = {"update_id": 9, "my_chat_member": {
        "chat": {"id": -7, "type": "supergroup", "title": "t"}, "from": PERSON, "date": 1,
        "old_chat_member": {"user": user, "status": old}, "new_chat_member": {"user": user, "status": new},
    }}  # fmt: skip
    reduced = reduce(update)
    assert reduced.body is not None
    changed = Update.de_json(restore(9, reduced.body), None).my_chat_member
    assert changed is not None
    assert (changed.old_chat_member.status, changed.new_chat_member.status) == (old, new)


def test_who_is_restricted_and_out_of_the_chat_has_left_it() -> None:
    update = {"update_id": 9, "my_chat_member": {
        "chat": {"id": -7, "type": "supergroup"}, "from": PERSON, "date": 1, "old_chat_member": {"status": "member"},
        "new_chat_member": {"status": "restricted", "is_member": False},
    }}  # fmt: skip
    assert left(reduce(update).body or {}) == -7


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(string.ascii_letters, max_size=8), inner),
    max_leaves=12,
)
NAMES = ["message", "callback_query", "inline_query", "my_chat_member"]


@given(JSON, st.sampled_from(NAMES), st.dictionaries(st.sampled_from(["chat", "from", "text", "date", "id"]), JSON))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_updates_are_reduced_or_refused(whole: Any, name: str, part: dict[str, Any]) -> None:
    for update in (whole, {"update_id": 1, name: part}, {"update_id": 1, name: whole}):
        with contextlib.suppress(Malformed):
            reduce(update)


def test_what_cannot_be_read_is_parked_at_once_and_without_a_body(room: Room) -> None:
    hostile = [None, 5, "x", {"update_id": "7"}, {"update_id": 2**80}, {"update_id": 4, "message": {"chat": "secret"}}]
    assert room.inbox.store(hostile) == 0
    assert room.inbox.parked() == 1
    assert "secret" not in room.stored()
    assert room.inbox.waiting(10) == []
