"""A bot without a worker beside it: it takes versions, and its editors' decisions go to the worker, once, in order."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.context import UPDATE
from bot.desk import Desk
from bot.following import Following, facts
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.outcomes import Outcomes
from bot.people.database import PeopleDatabase
from bot.people.decisions import EDITOR, DecisionQueue
from bot.people.hush import Hush
from bot.people.seal import Box
from bot.people.subscribers import Subscriber, Subscribers
from bot.talk.words import say
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import FILE, Store
from digests.corpus.urgent import UrgentMarks
from digests.corpus.waiting import WaitingItems
from digests.editing.asked import Asked, Queued
from digests.editing.carrying_out import carry_out
from digests.editing.decisions import WAITING, Case
from digests.editing.desk import EditorsDesk
from digests.errors import Conflict, Unavailable
from digests.model import LANGS, Lang
from digests.newsroom import Newsroom
from digests.policy import Policy
from digests.snapshots import state
from digests.snapshots.bucket import FolderBucket
from digests.snapshots.replica import Replica
from digests.worker import Worker
from tests.bot.house import OPENING, talking
from tests.bot.test_desk import EDITOR as EDITOR_CHAT
from tests.bot.test_desk import document, made

WHY = dict.fromkeys(LANGS, "The source took it back.")
KEY = "a key for tests"


@dataclass
class Nodes:
    """A worker's folder with what waits at the desk, and a bot's folder that follows it."""

    worker_data: Path
    bot_data: Path
    bucket: FolderBucket
    clock: FixedClock
    worker: Worker
    replica: Replica
    queue: DecisionQueue
    handled: list[int]

    def desk(self) -> EditorsDesk:
        room = Newsroom(self.bot_data, self.clock, policy=Policy("none"))
        return EditorsDesk(room, queue=DecisionQueue(self.people(), KEY, lambda: self.handled[0]))

    def people(self) -> PeopleDatabase:
        return PeopleDatabase.open(self.bot_data, KEY)

    def take(self) -> int:
        head = self.replica.due()
        assert head is not None
        return self.replica.take(head).version

    def trail(self, data: Path) -> list[tuple[str, str]]:
        with Store.open(data) as store:
            return [(each.action, each.target) for each in reviews.trail(store.connection)]


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[Nodes]:
    worker, bot = tmp_path / "worker", tmp_path / "bot"
    worker.mkdir()
    bot.mkdir()
    (worker / FILE).write_bytes(made())
    bucket, clock = FolderBucket(tmp_path / "bucket"), FixedClock(OPENING)
    found = Nodes(
        worker, bot, bucket, clock,
        Worker(worker, clock, feeds=False, policy=Policy("none"), bucket=bucket,
               queue=lambda: DecisionQueue(PeopleDatabase.open(bot, KEY), KEY)),
        Replica(bot, bucket, clock), DecisionQueue(PeopleDatabase.open(bot, KEY), KEY), [0],
    )  # fmt: skip
    assert found.worker.publish() == 1
    assert found.take() == 1
    yield found
    found.queue.close()


def case_of(desk: EditorsDesk, n: int = 0) -> Case:
    found = desk.decisions.case(WAITING, n)
    assert found is not None
    return found


def test_decisions_go_to_the_worker_in_order_and_come_back_with_the_next_version(nodes: Nodes) -> None:
    desk = nodes.desk()
    first, second = case_of(desk), case_of(desk, 1)
    (item,) = desk.decisions.items()
    EDITOR.set(7)
    line = desk.decisions.decide(first, "approve")
    assert line.id == -1
    desk.decisions.correct(second, {"value": 150})
    assert desk.decisions.take(item).status == "added"
    desk.decisions.mark("paper-144")
    desk.close()
    assert nodes.trail(nodes.bot_data) == []  # nothing holds here yet
    assert nodes.worker.decide() == 4
    assert [each[0] for each in nodes.trail(nodes.worker_data)] == ["approve", "correct", "take", "urgent"]
    assert nodes.queue.waiting() == []
    assert nodes.queue.outcomes(state.read(nodes.bot_data).here) == []  # the version is not here yet
    assert nodes.take() == 2
    assert nodes.trail(nodes.bot_data) == nodes.trail(nodes.worker_data)
    told = nodes.queue.outcomes(state.read(nodes.bot_data).here)
    assert [(each.chat_id, each.asked.do, each.refused) for each in told] == [
        (7, "approve", None), (7, "correct", None), (7, "take", None), (7, "urgent", None)
    ]  # fmt: skip
    with Store.open(nodes.bot_data) as store:
        assert {int(each.value or 0) for each in store.claims("crocus.deaths") if each.review == "approved"} == {
            144,
            150,
        }
        assert [mark.doc_id for mark in UrgentMarks(store.connection).after(0)] == ["paper-144"]
        assert WaitingItems(store.connection).all() == []


def test_what_is_on_its_way_is_not_offered_again(nodes: Nodes) -> None:
    desk = nodes.desk()
    waiting, case = desk.decisions.overview(), case_of(desk)
    desk.decisions.decide(case, "reject")
    (item,) = desk.decisions.items()
    desk.decisions.leave(item)
    after = desk.decisions.overview()
    assert (after.claims, after.items) == (waiting.claims - 1, waiting.items - 1)
    assert case_of(desk).claim.id != case.claim.id
    with pytest.raises(Conflict):
        desk.decisions.decide(case, "approve")
    assert [(each.id, each.action) for each in desk.decisions.trail(5)] == [(-2, "leave"), (-1, "reject")]
    desk.close()


def test_a_decision_that_is_on_its_way_is_taken_back_behind_itself(nodes: Nodes) -> None:
    desk = nodes.desk()
    case = case_of(desk)
    line = desk.decisions.decide(case, "approve")
    desk.decisions.undo(line.id)
    with pytest.raises(Conflict):
        desk.decisions.undo(line.id)
    desk.close()
    assert nodes.worker.decide() == 2
    assert [each[0] for each in nodes.trail(nodes.worker_data)] == ["approve", "undo"]
    nodes.take()
    desk = nodes.desk()
    assert case_of(desk).claim.id == case.claim.id
    desk.close()


def test_who_was_slower_is_refused_and_hears_of_it(nodes: Nodes) -> None:
    desk = nodes.desk()
    case = case_of(desk)
    desk.decisions.decide(case, "approve")
    desk.close()
    with Store.open(nodes.worker_data) as store:
        reviews.decide(store.connection, case.claim, "reject", nodes.clock.now())
    nodes.worker.decide()
    assert [each[0] for each in nodes.trail(nodes.worker_data)] == ["reject"]
    nodes.take()
    (told,) = nodes.queue.outcomes(99)
    assert told.refused == "conflict decided"


def test_a_worker_that_dies_before_it_says_so_carries_nothing_out_twice(
    nodes: Nodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = nodes.desk()
    desk.decisions.retract_document("paper-144", WHY)
    (item,) = desk.decisions.items()
    desk.decisions.take(item)
    desk.close()

    def dies(*_: Any) -> None:
        raise Unavailable("the worker dies here")

    with monkeypatch.context() as patch:
        patch.setattr(DecisionQueue, "applied", dies)
        assert nodes.worker.decide() == 0
    with monkeypatch.context() as patch:
        patch.setattr(Worker, "publish", dies)
        assert nodes.worker.decide() == 0
    assert len(nodes.queue.waiting()) == 2
    assert nodes.worker.decide() == 2
    assert [each[0] for each in nodes.trail(nodes.worker_data)] == ["retract", "take"]
    nodes.take()
    assert len(nodes.queue.outcomes(state.read(nodes.bot_data).here)) == 2


def test_an_update_that_is_handled_again_queues_nothing_twice(nodes: Nodes) -> None:
    nodes.handled[0] = 41
    asked = Asked("urgent", "paper-144", OPENING)
    queue = DecisionQueue(nodes.people(), KEY, lambda: 41)
    assert queue.put(asked) == queue.put(replace(asked, at=datetime(2030, 1, 1, tzinfo=UTC)))
    queue.put(Asked("calm", "paper-144", OPENING))
    assert [each.asked.do for each in queue.waiting()] == ["urgent", "calm"]
    queue.close()


def test_a_decision_of_an_update_that_is_handled_again_is_answered_as_before(nodes: Nodes) -> None:
    nodes.handled[0] = 42
    desk = nodes.desk()
    case = case_of(desk)
    assert desk.decisions.decide(case, "approve").id == desk.decisions.decide(case, "approve").id
    nodes.handled[0] = 43
    with pytest.raises(Conflict):
        desk.decisions.decide(case, "approve")
    desk.close()


def test_what_is_queued_is_sealed(nodes: Nodes) -> None:
    nodes.queue.put(Asked("withdraw", "paper-144", OPENING, {"why": WHY}))
    (row,) = nodes.queue.db.all("SELECT sealed FROM decisions")
    assert b"paper-144" not in row[0]
    assert Box(KEY, "decisions").open(row[0])
    with pytest.raises(Unavailable):
        Box("another", "decisions").open(row[0])


def test_each_outcome_is_told_by_one_bot(nodes: Nodes) -> None:
    number = nodes.queue.put(Asked("urgent", "paper-144", OPENING))
    (waiting,) = nodes.queue.waiting()
    nodes.queue.applied(waiting.name, 1, None)
    assert (nodes.queue.told(number), nodes.queue.told(number)) == (True, False)


def test_an_order_that_nobody_could_give_here_is_refused(nodes: Nodes) -> None:
    desk = EditorsDesk(Newsroom(nodes.worker_data, nodes.clock, policy=Policy("none")))
    for n, asked in enumerate((
        Asked("take", "no-such-item", OPENING), Asked("withdraw", "no-such", OPENING, {"why": WHY}),
        Asked("approve", "no-such", OPENING, {"said": {}, "seen": 0}), Asked("undo", "x", OPENING, {"name": "none"}),
        Asked("record", "r", OPENING, {"record": "title = ", "questions": ""}),
    )):  # fmt: skip
        assert carry_out(desk, Queued(n, f"n{n}", asked))
    assert reviews.last(desk.room.store.connection) == 0
    desk.close()


def test_a_document_that_is_added_on_a_bot_comes_back_with_a_version(nodes: Nodes) -> None:
    desk = nodes.desk()
    sent = replace(document("paper-200", 200), id="added")
    assert desk.writing.add(sent).status == "added"
    assert desk.writing.store.document("added") is None
    desk.close()
    nodes.worker.decide()
    nodes.take()
    with Store.open(nodes.bot_data) as store:
        assert store.document("added") is not None


def test_drafts_are_kept_in_the_private_store(nodes: Nodes) -> None:
    desk = nodes.desk()
    draft = desk.writing.begin(document("paper-144", 144))
    desk.close()
    again = nodes.desk()
    assert [each.id for each in again.writing.drafts()] == [draft.id]
    again.writing.drop(draft.id)
    assert again.decisions.overview().drafts == 0
    again.close()


@pytest.mark.parametrize("lang", LANGS)
def test_an_editor_sees_that_a_decision_is_on_its_way_and_hears_when_it_holds(nodes: Nodes, lang: Lang) -> None:
    def opened(clock: FixedClock) -> Desk:
        def elsewhere() -> DecisionQueue:
            return DecisionQueue(nodes.people(), KEY, lambda: UPDATE.get(0))

        settings = Settings(publish_automatic="none")
        return Desk.open(nodes.bot_data, clock, policy=Policy("none"), settings=settings, elsewhere=elsewhere)

    async def main() -> None:
        async with talking(nodes.replica.data.parent, make_desk=opened, editors=f"{EDITOR_CHAT},2") as talk:
            talk.people.save(Subscriber(EDITOR_CHAT, lang))
            await talk.say("/held")
            await talk.tap(say(lang, "desk-button-approve"))
            approved = say(lang, "desk-line-approve")
            assert say(lang, "desk-sent", what=approved) in str(talk.last(EDITOR_CHAT)["text"])
            await talk.tap(say(lang, "desk-button-undo"))
            await talk.tap(say(lang, "desk-button-trail"))
            assert say(lang, "desk-on-its-way", what=approved) in str(talk.last(EDITOR_CHAT)["text"])
            assert talk.refused == []

    asyncio.run(main())
    nodes.worker.decide()
    nodes.take()
    outbox = Outbox(nodes.queue.db, Wall(), Hush(nodes.queue.db, nodes.clock))
    outcomes = Outcomes(nodes.bot_data, nodes.queue, outbox, Subscribers(nodes.queue.db, nodes.clock), lambda: None)
    assert asyncio.run(outcomes.run()) == 1
    (payload,) = [row[0] for row in nodes.queue.db.all("SELECT payload FROM pages")]
    assert "approved: holds now." in payload  # the language of who has none here
    assert asyncio.run(outcomes.run()) == 0


def test_a_bot_moves_over_between_two_questions(nodes: Nodes) -> None:
    async def main() -> None:
        desk = Desk.open(nodes.bot_data, nodes.clock, policy=Policy("all"))
        following = Following(nodes.bot_data, nodes.replica, desk)
        assert await following.look() is None
        before = await desk.days()
        with Store.open(nodes.worker_data) as store, store.transaction():
            store.connection.execute("UPDATE documents SET day = '2020-01-01' WHERE id = 'paper-145'")
        nodes.worker.publish()
        nodes.worker.publisher.publish()  # type: ignore[union-attr]
        assert await following.look() == 2
        assert await desk.days() != before
        desk.close()

    asyncio.run(main())


def test_a_version_that_does_not_open_is_gone_back_from(nodes: Nodes, monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> None:
        desk = Desk.open(nodes.bot_data, nodes.clock, policy=Policy("all"))
        following = Following(nodes.bot_data, nodes.replica, desk)
        await desk.days()
        with Store.open(nodes.worker_data) as store:
            UrgentMarks(store.connection).mark("paper-144", OPENING)
        nodes.worker.publish()
        renew, tries = desk.renew, []

        async def fails() -> None:
            tries.append(1)
            if len(tries) == 1:
                raise sqlite3.DatabaseError("malformed")
            await renew()

        monkeypatch.setattr(desk, "renew", fails)
        assert await following.look() == 1
        assert await following.look() is None  # and it is not taken again
        assert await desk.days()
        told = facts(nodes.bot_data, nodes.clock)
        assert told is not None
        assert (told["version"], told["newest"]) == (1, 2)
        assert "version 2 cannot be used" in told["trouble"]
        desk.close()

    asyncio.run(main())


def test_a_new_worker_goes_on_from_what_was_published(nodes: Nodes, tmp_path: Path) -> None:
    fresh = Worker(tmp_path / "new", nodes.clock, feeds=False, policy=Policy("none"), bucket=nodes.bucket)
    fresh.take_over()
    assert state.is_own(tmp_path / "new")
    with Store.open(tmp_path / "new") as store:
        assert store.document("paper-144") is not None
        UrgentMarks(store.connection).mark("paper-145", OPENING)
    assert fresh.publish() == 2
    with Store.open(nodes.worker_data) as store:
        UrgentMarks(store.connection).mark("paper-144", OPENING)
    with pytest.raises(Conflict):  # the one before writes over nothing
        nodes.worker.publish()
    assert nodes.replica.shelf.newest().version == 2  # type: ignore[union-attr]
    returned = Worker(nodes.worker_data, nodes.clock, feeds=False, policy=Policy("none"), bucket=nodes.bucket)
    returned.take_over()
    assert state.read(nodes.worker_data).here == 2
    assert (nodes.worker_data / f"aside-1-{FILE}").exists()
