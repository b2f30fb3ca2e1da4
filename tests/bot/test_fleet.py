"""Several nodes over one PostgreSQL: who has a role, whose turn a chat is, and what a death costs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.mail.governor import Governor
from bot.mail.inbox import Inbox
from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox
from bot.mail.rests import Rests
from bot.mail.seat import SENDER, Seat
from bot.mail.sender import Sender
from bot.mail.steady import Wall
from bot.people.leading import Leading
from bot.people.postgres import schema
from bot.people.roll import Roll
from bot.people.store import Deposed, PeopleStore, StoreError
from bot.people.subscribers import Subscribers
from bot.simulator.server import SimulatorServer
from bot.telegram import Wire
from config.settings import Settings
from digests.clock import SystemClock
from digests.errors import Unavailable
from tests.bot import stores
from tests.bot.fleet import busiest, renewal, storm
from tests.bot.kill import TOKEN
from tests.bot.running import until
from tests.size import at_most

pytestmark = pytest.mark.usefixtures("over_a_server")


@pytest.fixture
def over_a_server(postgresql: stores.Server, tmp_path: Path) -> Iterator[None]:
    stores.SERVER.append((postgresql, None))
    yield
    stores.SERVER.pop()
    while stores.OPENED:
        with suppress(StoreError):
            stores.OPENED.pop().close()
    postgresql.drop(tmp_path)


def within(seconds: float, true: Callable[[], object]) -> float:
    """The seconds until it was true."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.05)
    return time.monotonic() - began


def two(data: Path) -> tuple[PeopleStore, PeopleStore]:
    return stores.opened(data), stores.opened(data)


def cut(postgresql: stores.Server, store: PeopleStore, data: Path) -> None:
    """End the session under a node that lives on."""
    pid = store.number("SELECT pg_backend_pid()")
    postgresql.ask(f"SELECT pg_terminate_backend({pid})")


def test_a_role_is_one_nodes_and_passes_on_when_it_is_let_go(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    first = one.hold(SENDER)
    assert first > 0
    assert other.hold(SENDER) == 0
    assert one.hold(SENDER) == first
    one.let_go(SENDER)
    took = within(5, lambda: other.hold(SENDER))
    assert took > 0.9, "a whole second lies between two senders"
    assert other.hold(SENDER) == first + 1
    assert one.hold(SENDER) == 0


def test_a_holder_that_lost_its_session_for_a_moment_goes_on_in_its_term(
    tmp_path: Path, postgresql: stores.Server
) -> None:
    one, _ = two(tmp_path)
    term = one.hold(SENDER)
    cut(postgresql, one, tmp_path)
    assert one.hold(SENDER) == term


def test_who_was_followed_can_write_nothing_in_its_term(tmp_path: Path, postgresql: stores.Server) -> None:
    one, other = two(tmp_path)
    term = one.hold(SENDER)
    cut(postgresql, one, tmp_path)
    assert within(8, lambda: other.hold(SENDER)) > 3, "the former one may believe in itself for so long"
    with pytest.raises(Deposed), one.transaction():
        one.in_term(SENDER, term)


def test_a_transaction_that_was_cut_is_not_done_again_in_a_term_that_is_over(
    tmp_path: Path, postgresql: stores.Server
) -> None:
    one, other = two(tmp_path)
    term = one.hold(SENDER)
    with pytest.raises(StoreError), one.transaction():
        one.in_term(SENDER, term)
        one.set_state("by", "the former")
        postgresql.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
        within(8, lambda: other.hold(SENDER))
        one.set_state("and", "more")
    assert other.state("by") is None


def test_a_holder_that_stands_still_is_put_out_within_ten_seconds(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    seat = Seat(one, SENDER)
    assert seat.keep()
    took = within(10, lambda: other.hold(SENDER))
    assert not seat.sure, "it stopped before"
    assert took > 3


def test_a_sender_that_was_followed_forgets_what_it_had_in_flight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two(tmp_path)

    async def main() -> None:
        server = SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
        wire = Wire(await server.start(), TOKEN)
        await wire.open()
        outbox = Outbox(one, Wall())
        outbox.put(
            [Message(chat_id, "sendMessage", {"text": "x"}, Priority.ANSWER, f"m{chat_id}") for chat_id in range(1, 9)]
        )
        sender = Sender(outbox, Subscribers(one, SystemClock()), wire, Governor(overall=2))
        running = asyncio.create_task(sender.run())
        await until(lambda: server.world.journal)
        other.execute("UPDATE roles SET term = term + 1 WHERE name = ?", SENDER)  # as one that followed would
        await asyncio.sleep(0.2)
        sent = len(server.world.journal)
        monkeypatch.setattr(one, "hold", lambda _: 0)  # the lock is the other's
        await asyncio.sleep(1.5)
        assert len(server.world.journal) <= sent + 1
        sender.stop()
        await running
        await wire.close()
        await server.close()

    asyncio.run(main())


def test_a_group_keeps_its_pace_under_the_next_sender(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    hands = [1000.0]
    before, after = (Governor(group=3, monotonic=lambda: hands[0]) for _ in range(2))
    for _ in range(3):
        before.sent(-7)
        hands[0] += 2
    with one.transaction():
        Rests(one).keep(before, now=50_000.0)
    hands[0] += 5
    with other.transaction():
        Rests(other).resume(after, now=50_005.0)
    assert after.resting() == [-7]
    hands[0] += 48  # a minute after the first of the three
    assert after.resting() == [-7]
    hands[0] += 2
    assert after.resting() == []
    after.sent(-7)
    assert after.resting() == [-7]


def test_a_chat_is_handled_by_one_node_in_order(tmp_path: Path) -> None:
    one, other = (Inbox(store, Outbox(store, Wall()), Wall()) for store in two(tmp_path))
    one.store(
        {"update_id": n, "message": {"message_id": n, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "a"}}
        for n, chat in ((1, 5), (2, 5), (3, 6), (4, 7))
    )
    mine = one.waiting(2)
    assert [entry.update_id for entry in mine] == [1, 3]
    assert [entry.update_id for entry in other.waiting(9)] == [4]
    assert one.done(1)
    assert other.waiting(9, but=[7]) == [], "the chat's turn is still the first node's"
    one.db.turn_over(5)
    assert [entry.update_id for entry in other.waiting(9, but=[7])] == [2]
    one.db.close()  # it dies
    assert within(3, lambda: [entry.update_id for entry in other.waiting(9, but=[5, 7])] == [3]) < 3


def test_an_update_that_two_nodes_handled_is_answered_once(tmp_path: Path) -> None:
    one, other = (Inbox(store, Outbox(store, Wall()), Wall()) for store in two(tmp_path))
    one.store([{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "a"}}])  # fmt: skip # noqa: E501
    assert one.done(1, [Message(5, "sendMessage", {"text": "x"}, Priority.ANSWER, "answer")])
    assert not other.done(1, [Message(5, "sendMessage", {"text": "x"}, Priority.ANSWER, "again")])
    assert one.outbox.waiting() == {"answer": 1}


def test_bells_are_heard_by_the_others(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    heard: list[str] = []

    async def main() -> None:
        hearing = [asyncio.create_task(store.hear(heard.append)) for store in (one, other)]
        one.ring("outbox")
        other.number("SELECT 1")
        await asyncio.sleep(0.2)
        for task in hearing:
            task.cancel()

    asyncio.run(main())
    assert heard == ["outbox"]


def test_one_worker_leads(tmp_path: Path, postgresql: stores.Server) -> None:
    settings = Settings(people_url=SecretStr(postgresql.of(tmp_path)))
    with closing(Leading(tmp_path, settings)) as first, closing(Leading(tmp_path, settings)) as second:
        assert first()
        assert not second()
        assert first()


@pytest.mark.slow
def test_nothing_is_lost_when_nodes_and_the_server_are_killed(tmp_path: Path, postgresql: stores.Server) -> None:
    """In small; `make bench BENCH=nodes` strikes two hundred times."""
    rate = 60
    kills = at_most(4, 2)
    found = asyncio.run(
        storm(tmp_path, postgresql, readers=150, updates=30, kills=kills, stops=1, workers=1, rate=rate)
    )
    assert (found.pages_lost, found.answers_lost, found.out_of_order) == (0, 0, 0)
    assert found.twice <= found.bound
    assert found.most <= rate
    assert max(found.gaps) <= 10


NEXT = """
from bot.people.postgres import schema
wider = [f"ALTER TABLE {table} ADD COLUMN newer bigint NOT NULL DEFAULT 7"
         for table in ("subscribers", "inbox", "seen", "outbox", "batches", "pages", "deliveries", "tally", "sent")]
schema.STEPS = (*schema.STEPS, (*wider, "CREATE TABLE newer (name text)"))
"""
"""What a next version may do to the schema: add."""


@pytest.mark.slow
def test_bots_are_renewed_one_after_the_other_and_nothing_is_lost(tmp_path: Path, postgresql: stores.Server) -> None:
    found = asyncio.run(renewal(tmp_path, postgresql, readers=60, updates=45, rate=40, new=NEXT))
    assert (found.pages_lost, found.answers_lost, found.out_of_order) == (0, 0, 0)
    assert found.twice == 0, "each was stopped in peace"
    assert found.most <= 40
    assert stores.columns(stores.opened(tmp_path), "subscribers")[-1] == "newer"


def test_what_a_newer_program_added_is_no_matter_to_an_older_one(tmp_path: Path, postgresql: stores.Server) -> None:
    """Statements that were prepared before are asked anew; rows that are filled in are as wide as they were."""
    old, new = two(tmp_path)
    old.fill("tally", [("a", 1)])
    for _ in range(7):  # the server has a plan for it
        assert old.all("SELECT * FROM tally") == [("a", 1)]
    new.execute("ALTER TABLE tally ADD COLUMN newer bigint NOT NULL DEFAULT 7")
    with old.transaction():
        old.count("b")
        assert sorted(old.all("SELECT * FROM tally")) == [("a", 1, 7), ("b", 1, 7)]
    old.fill("tally", [("c", 1)])
    assert new.counts() == {"a": 1, "b": 1, "c": 1}


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes this process a newer program, which takes something away."""

    def be_newer() -> None:
        monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("ALTER TABLE subscribers DROP COLUMN plain",)))
        monkeypatch.setattr(schema, "BREAKING", frozenset({len(schema.STEPS)}))

    return be_newer


def test_nothing_is_taken_away_while_an_older_program_is_there(tmp_path: Path, breaking: Callable[[], None]) -> None:
    old = stores.opened(tmp_path)
    roll = Roll(old, "bot", dict)
    roll.call()
    breaking()
    with pytest.raises(Unavailable, match="1 nodes of an older version"):
        stores.opened(tmp_path)
    assert "plain" in stores.columns(old, "subscribers")
    roll.leave()
    assert "plain" not in stores.columns(stores.opened(tmp_path), "subscribers")


def test_an_older_program_neither_starts_nor_goes_on_where_something_was_taken_away(
    tmp_path: Path, breaking: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, former = stores.opened(tmp_path), (schema.STEPS, schema.BREAKING)
    breaking()
    stores.opened(tmp_path)
    monkeypatch.setattr(schema, "STEPS", former[0])
    monkeypatch.setattr(schema, "BREAKING", former[1])
    with pytest.raises(Unavailable, match="renew this one"):
        stores.opened(tmp_path)
    with pytest.raises(Unavailable, match="renew this one"):  # it was silent meanwhile
        Roll(old, "bot", dict).call()
    with closing(Leading(tmp_path, Settings(people_url=SecretStr(stores.SERVER[-1][0].of(tmp_path))))) as leads:
        assert not leads()


def test_the_worst_second_is_found() -> None:
    assert busiest([0.0, 0.5, 0.9, 1.4, 1.45, 3.0]) == 4
