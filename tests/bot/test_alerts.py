"""Alerts: who is told of what, when, and that a kill tells nobody twice and nobody never."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alerts import Alerts
from bot.desk import Desk
from bot.duty import Means
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.follows import MOST, Follows
from bot.people.hush import Hush
from bot.people.queued import URGENT_LIFE
from bot.people.subscribers import Subscriber, Subscribers
from bot.people.unreached import Unreached
from bot.people.urgent import REMEMBERED, UrgentWaiting
from bot.talk.words import say
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.editions.urgent import Urgent
from digests.errors import Unavailable
from digests.figures.indicators import load as load_indicators
from digests.figures.stands import Stand, moved
from digests.model import LANGS, Claim, Lang, LedgerView, Move, Page
from digests.policy import Policy
from tests.bot.house import OPENING, FakeNewsroom
from tests.bot.running import running, until
from tests.bot.stores import opened
from tests.figures.test_ledger import claim, look

pytestmark = pytest.mark.usefixtures("store")

FIRST, SECOND, THIRD = claim(137, 24, id="a"), claim(144, 30, id="b"), claim(149, 31, id="c")
DEATHS = "crocus.deaths"
Act = Callable[["House"], Awaitable[None]]


class Room(FakeNewsroom):
    """A newsroom with a ledger of its own: what its figures became, decided as the real one does."""

    def __init__(self, clock: FixedClock) -> None:
        super().__init__(clock)
        self.ledger: dict[str, tuple[Claim, ...]] = {DEATHS: (FIRST,)}
        self.compared = 0

    def now(self, indicator: str, *claims: Claim) -> None:
        self.ledger[indicator] = claims
        self.state += "+"

    def look(self, indicator: str) -> LedgerView:
        return look(*self.ledger[indicator], kind=indicator)

    @property
    def cards(self) -> Any:
        return self

    def stand(self, indicator: str) -> Stand:
        return Stand.of(self.look(indicator))

    def moved(self, indicator: str, told: Stand) -> tuple[Move | None, Stand]:
        self.compared += 1
        if self.error:
            raise self.error
        view = self.look(indicator)
        move = moved(told, view)
        return move, Stand.of(view, told) if move else told.unmoved(view)


class House:
    """A private database, its outbox, and alerts of a newsroom."""

    def __init__(self, data: Path) -> None:
        self.clock = FixedClock(OPENING)
        self.room = Room(self.clock)
        self.db = opened(data)
        self.people = Subscribers(self.db, self.clock)
        self.outbox = Outbox(self.db, Wall(), Hush(self.db, self.clock))
        self.follows = Follows(self.db)
        self.woken = 0
        self.restart()

    def restart(self) -> None:
        """As after a kill: nothing is remembered that is not in the database."""
        self.alerts = Alerts(Means(self.outbox, self.people, Desk(lambda: self.room), self.wake))  # type: ignore[arg-type, return-value]

    def wake(self) -> None:
        self.woken += 1

    def reader(self, chat: int = 1, lang: Lang = "en", *indicators: str, **wishes: Any) -> None:
        self.people.save(Subscriber(chat, lang, active=True, **wishes))
        for indicator in indicators or (DEATHS,):
            told = self.room.stand(indicator).written()
            assert self.follows.follow(chat, indicator, told) == "followed"

    def waiting(self, chat: int | None = None) -> list[str]:
        """The texts in the outbox, chat by chat (a sealed store orders them otherwise), of each the oldest first; taken
        out of it."""
        texts = []
        while rows := self.outbox.claim(100):
            texts += [(row.chat_id, row.payload["text"]) for row in rows if chat in (None, row.chat_id)]
            self.outbox.finish(rows)
        return [text for _, text in sorted(texts, key=lambda each: each[0])]


def run(tmp_path: Path, act: Act) -> None:
    async def main() -> None:
        house = House(tmp_path)
        await act(house)
        house.db.close()

    asyncio.run(main())


def test_a_change_is_told_once_with_card_and_a_way_out(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader()
        assert await house.alerts.run() == 0
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 1
        assert house.woken == 1
        (row,) = house.outbox.claim(5)
        assert "144" in row.payload["text"] and "137" in row.payload["text"]
        buttons = [button for line in row.payload["reply_markup"]["inline_keyboard"] for button in line]
        data = [house.alerts.callbacks.verify(1, button["callback_data"]) for button in buttons]
        assert data == [f"fig:{DEATHS}", f"unfollow:{DEATHS}"]
        house.outbox.finish([row])
        for _ in range(3):
            assert await house.alerts.run() == 0
        house.restart()
        assert await house.alerts.run() == 0

    run(tmp_path, act)


def test_several_changes_come_in_one_message(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        injured = claim(382, 30, id="i", indicator="crocus.injured"), claim(551, 31, id="j", indicator="crocus.injured")
        house.room.ledger["crocus.injured"] = injured[:1]
        house.reader(1, "ru", DEATHS, "crocus.injured")
        house.room.now(DEATHS, FIRST, SECOND)
        house.room.now("crocus.injured", *injured)
        assert await house.alerts.run() == 1
        (text,) = house.waiting()
        assert "144" in text and "551" in text
        assert say("ru", "alert-head", count=2) in text

    run(tmp_path, act)


def test_nothing_comes_in_quiet_hours_and_only_the_net_change_after_them(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(1, "en", quiet=(8, 11))  # it is 9 in Dushanbe
        house.reader(2, "en", paused=OPENING + timedelta(days=2))
        house.reader(3, "en", silent=True)
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 1
        (row,) = house.outbox.claim(5)
        assert row.chat_id == 3 and row.call()["disable_notification"] is True
        house.outbox.finish([row])
        house.room.now(DEATHS, FIRST, SECOND, THIRD)
        house.clock.set(OPENING + timedelta(hours=2))
        assert await house.alerts.run() == 2
        told = house.waiting(1)
        assert len(told) == 1 and "149" in told[0] and "137" in told[0] and "144" not in told[0]
        house.room.now(DEATHS, FIRST)
        house.clock.set(OPENING + timedelta(days=2, hours=2))
        assert await house.alerts.run() == 2  # who was told; the second never heard of anything
        assert house.waiting(2) == []

    run(tmp_path, act)


def test_who_got_it_is_told_of_the_correction_and_who_did_not_is_not(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(1)
        house.room.now(DEATHS, FIRST, SECOND)
        await house.alerts.run()
        house.waiting()
        house.reader(2)
        house.follows.unfollow(2, DEATHS)
        house.room.now(DEATHS, FIRST, replace(SECOND, status="retracted"))
        assert await house.alerts.run() == 1
        (text,) = house.waiting(1)
        assert say("en", "alert-correction") in text
        assert "144" in text and "137" in text

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_a_hold_says_nothing_of_what_is_held(tmp_path: Path, lang: Lang) -> None:
    async def act(house: House) -> None:
        house.room.now(DEATHS, FIRST, SECOND)
        house.reader(1, lang)
        house.room.now(DEATHS, FIRST, replace(SECOND, review="held"))
        assert await house.alerts.run() == 1
        (text,) = house.waiting()
        assert "137" in text and "144" not in text

    run(tmp_path, act)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_tells_nobody_twice_and_nobody_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setattr("bot.alerts.CHUNK", 2)

    async def act(house: House) -> None:
        for chat in range(1, 6):
            house.reader(chat)
        house.room.now(DEATHS, FIRST, SECOND)
        told, put = 0, house.outbox.put

        def dies(messages: Any) -> int:
            nonlocal told
            told += 1
            if told == 3 and moment == "before":
                raise KeyboardInterrupt
            made = put(messages)
            if told == 3:
                raise KeyboardInterrupt
            return made

        house.outbox.put = dies  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            await house.alerts.run()
        house.outbox.put = put  # type: ignore[method-assign]
        house.restart()
        assert await house.alerts.run() == 3
        assert len(house.waiting()) == 5
        assert await house.alerts.run() == 0

    run(tmp_path, act)


def test_what_is_said_otherwise_is_noted_and_told_to_nobody(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(1)
        house.room.now(DEATHS, FIRST, claim(137, 24, id="z", publisher="Reuters"))
        assert await house.alerts.run() == 0
        house.room.now(DEATHS, claim(137, 24, id="z", publisher="Reuters"))
        assert await house.alerts.run() == 0
        house.room.now(DEATHS, claim(137, 24, id="z", publisher="Reuters"), SECOND)
        assert await house.alerts.run() == 1

    run(tmp_path, act)


def test_a_change_that_comes_by_roundings_is_told_when_it_is_one(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.room.now(DEATHS, SECOND)
        house.reader(1)
        about = claim(150, None, id="r", modifier="~", published=date(2024, 4, 3))
        house.room.now(DEATHS, SECOND, about)
        assert await house.alerts.run() == 0
        house.room.now(DEATHS, SECOND, about, claim(150, 34, id="x", publisher="TASS"))
        assert await house.alerts.run() == 1
        (text,) = house.waiting()
        assert "150" in text and "144" in text

    run(tmp_path, act)


def test_the_ledger_is_looked_at_once_for_a_state_of_the_corpus(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        for chat in range(1, 40):
            house.reader(chat)
        for _ in range(5):
            await house.alerts.run()
        assert house.room.compared == 1  # all of them were told the same

    run(tmp_path, act)


def test_a_chat_that_cannot_be_reached_waits_and_trouble_is_no_end(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(1)
        house.room.now(DEATHS, FIRST, SECOND)
        Unreached(house.db, house.clock).refused(1)
        assert await house.alerts.run() == 0
        Unreached(house.db, house.clock).met([1])
        house.room.error = Unavailable("the corpus cannot be read")
        house.restart()
        assert await house.alerts.run() == 0
        house.room.error = None
        assert await house.alerts.run() == 1

    run(tmp_path, act)


def test_a_figure_that_the_table_no_longer_defines_ends_nothing(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(1)
        house.follows.follow(1, "gone.figure", Stand(None).written())
        house.room.ledger.pop("gone.figure", None)
        house.room.look = lambda indicator: look(*house.room.ledger[DEATHS], kind=indicator)  # type: ignore[method-assign]
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 1

    run(tmp_path, act)


def test_a_screen_reader_is_read_no_signs(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(1, "en", plain=True)
        house.room.stories = (story(),)
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 2
        texts = house.waiting()
        assert any("144" in text for text in texts)
        assert all("<" not in text and " · " not in text for text in texts)

    run(tmp_path, act)


def test_more_followers_than_one_look_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.alerts.CHUNK", 3)

    async def act(house: House) -> None:
        for chat in range(-4, 5):
            if chat:
                house.reader(chat, "en", **({"quiet": (8, 11)} if chat == 1 else {}))
        house.room.stories = (story(),)
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 2 * 7
        assert await house.alerts.run() == 0
        house.clock.set(OPENING + timedelta(hours=2))
        assert await house.alerts.run() == 2

    run(tmp_path, act)


def test_a_figure_that_breaks_the_newsroom_keeps_no_other_from_being_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def act(house: House) -> None:
        house.reader(1)
        house.follows.follow(1, "crocus.injured", "no stand at all")
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 1
        assert [record.getMessage() for record in caplog.records] == ["a followed figure failed"]

    run(tmp_path, act)


def test_a_group_hears_of_it_in_its_topic(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(-5)
        house.alerts.threads.keep(-5, 77)
        house.room.now(DEATHS, FIRST, SECOND)
        await house.alerts.run()
        (row,) = house.outbox.claim(5)
        assert row.call()["message_thread_id"] == 77

    run(tmp_path, act)


# Through the whole house


def test_an_editors_decision_reaches_followers_in_their_languages(curated: Path, tmp_path: Path) -> None:
    """With the corpus itself: what was told is taken back, and nobody hears of it twice."""
    shutil.copytree(curated, tmp_path / "data")
    people = tmp_path / "people"
    people.mkdir()

    async def act(house: House) -> None:
        desk = Desk.open(tmp_path / "data", house.clock, policy=Policy("corroborated"))
        house.alerts = Alerts(Means(house.outbox, house.people, desk, house.wake))
        told = (await desk.stand(DEATHS)).written()
        for chat, lang in enumerate(LANGS, 1):
            house.people.save(Subscriber(chat, lang))
            house.follows.follow(chat, DEATHS, told)
        assert await house.alerts.run() == 0
        with Store.open(tmp_path / "data") as store:
            for said in store.claims(DEATHS):
                if said.value == 144:
                    reviews.decide(store.connection, said, "retract", house.clock.now())
        assert await house.alerts.run() == 3
        assert await house.alerts.run() == 0
        for lang, text in zip(LANGS, house.waiting(), strict=True):
            assert say(lang, "alert-correction") in text
            assert "144" in text
            assert load_indicators().get(DEATHS).names[lang] in text
        await asyncio.to_thread(desk.close)

    run(people, act)


def test_from_the_button_to_the_alert_and_out_again(tmp_path: Path) -> None:
    """The whole service beside the simulator, an hour at a time."""

    async def act() -> None:
        clock = FixedClock(OPENING)
        room = FakeNewsroom(clock)
        room.stands["figure.3"] = Stand.of(look(FIRST))
        async with running(tmp_path, newsroom=room) as bot:
            await bot.say("/start")
            await bot.answered(1)
            await bot.press("lang:en")
            await until(lambda: bot.service.subscribers.get(5))
            await bot.say("/figures Рақам 3")
            await bot.answered(2)
            await bot.press("follow:figure.3")
            await bot.answered(3)
            await bot.service.step(OPENING + timedelta(hours=1))
            assert len(bot.texts()) == 3
            before = room.stands["figure.3"]
            room.stands["figure.3"] = Stand.of(look(FIRST, SECOND))
            room.moves["figure.3"] = moved(before, look(FIRST, SECOND))  # type: ignore[assignment]
            room.state = "1"
            await bot.service.step(OPENING + timedelta(hours=2))
            told = bot.texts()[-1]
            assert len(bot.texts()) == 4 and "144" in told and "137" in told
            await bot.service.step(OPENING + timedelta(hours=3))
            assert len(bot.texts()) == 4
            await bot.press(f"unfollow:{DEATHS}")
            await bot.answered(5)
            await bot.say("/unfollow Рақам 3")
            await bot.answered(6)
            assert bot.service.talk.house.follows.of(5) == ()

    asyncio.run(act())


# What is kept


def test_at_most_so_many_are_followed_and_all_is_forgotten(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.people.save(Subscriber(1, "en"))
    for n in range(MOST):
        assert house.follows.follow(1, f"f{n}", "{}") == "followed"
    assert house.follows.follow(1, "f0", "{}") == "already"
    assert house.follows.follow(1, "one more", "{}") == "full"
    assert len(house.people.everything_about(1)["follows"]) == MOST
    house.people.migrate(1, 2)
    assert len(house.follows.of(2)) == MOST
    house.people.forget(2)
    assert house.people.everything_about(2) == {}
    assert house.follows.of(2) == ()
    assert house.follows.tellings() == []
    assert house.db.number("SELECT count(*) FROM tellings") == 0
    house.db.close()


# Urgent stories


def story(number: int = 1, topics: tuple[str, ...] = ("raids",), at: datetime = OPENING) -> Urgent:
    pages: dict[Lang, tuple[Page, ...]] = {
        lang: (Page(f"story {number} {lang}", f"story {number} {lang}"),) for lang in LANGS
    }
    return Urgent(number, at, f"doc{number}", dict.fromkeys(LANGS, "head"), topics, pages)


def test_an_urgent_story_comes_at_once_to_those_of_its_topics(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.people.save(Subscriber(1, "ru", active=True, topics=frozenset({"raids", "law"})))
        house.people.save(Subscriber(2, "tg", active=True))  # all topics
        house.people.save(Subscriber(3, "en", active=True, topics=frozenset({"law"})))
        house.people.save(Subscriber(4, "en"))  # not subscribed
        house.room.stories = (story(),)
        assert await house.alerts.run() == 2
        texts = house.waiting()
        assert [text.splitlines() for text in texts] == [
            [say("ru", "urgent-head"), "", "story 1 ru"], [say("tg", "urgent-head"), "", "story 1 tg"],
        ]  # fmt: skip
        house.restart()
        assert await house.alerts.run() == 0
        house.people.save(Subscriber(5, "en", active=True))  # who comes later reads it in the edition
        assert await house.alerts.run() == 0

    run(tmp_path, act)


def test_an_urgent_story_waits_for_the_end_of_quiet_hours_but_not_for_ever(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.people.save(Subscriber(1, "en", active=True, quiet=(8, 11)))
        house.people.save(Subscriber(2, "en", active=True, paused=OPENING + 2 * URGENT_LIFE))
        house.room.stories = (story(),)
        assert await house.alerts.run() == 0
        assert house.people.everything_about(1)["messages_under_way"] == 1
        house.clock.set(OPENING + timedelta(hours=2))
        house.restart()
        assert await house.alerts.run() == 1
        assert len(house.waiting(1)) == 1
        house.clock.set(OPENING + 2 * URGENT_LIFE)
        assert await house.alerts.run() == 0
        assert house.waiting(2) == []
        assert house.db.number("SELECT count(*) FROM urgent_waiting") == 0

    run(tmp_path, act)


def test_what_was_withdrawn_or_held_meanwhile_is_not_told(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.people.save(Subscriber(1, "en", active=True, quiet=(8, 11)))
        house.room.stories = (story(1), story(2))
        await house.alerts.run()
        house.room.stories = (story(2),)
        house.clock.set(OPENING + timedelta(hours=2))
        assert await house.alerts.run() == 1
        assert ["story 2" in text for text in house.waiting()] == [True]

    run(tmp_path, act)


def test_a_mark_that_may_not_be_told_yet_is_told_once_it_may(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.people.save(Subscriber(1, "en", active=True))
        house.room.stories = (story(2),)
        assert await house.alerts.run() == 1
        house.room.stories = (story(1), story(2))
        assert await house.alerts.run() == 1
        assert house.alerts.urgent.handed() == {1, 2}

    run(tmp_path, act)


def test_an_old_mark_is_no_news_to_a_bot_that_begins(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.people.save(Subscriber(1, "en", active=True))
        house.room.stories = (story(at=OPENING - 2 * URGENT_LIFE),)
        assert await house.alerts.run() == 0
        assert house.waiting() == []

    run(tmp_path, act)


def test_a_kill_between_an_urgent_story_and_its_note_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(house: House) -> None:
        for chat in (1, 2, 3):
            house.people.save(Subscriber(chat, "en", active=True))
        house.room.stories = (story(),)
        put = house.outbox.put

        def dies(messages: Any) -> int:
            put(messages)
            raise KeyboardInterrupt

        monkeypatch.setattr(house.outbox, "put", dies)
        with pytest.raises(KeyboardInterrupt):
            await house.alerts.run()
        monkeypatch.undo()
        house.restart()
        assert await house.alerts.run() == 3
        assert len(house.waiting()) == 3

    run(tmp_path, act)


def test_what_is_remembered_of_marks_does_not_grow(tmp_path: Path) -> None:
    house = House(tmp_path)
    waiting = UrgentWaiting(house.db)
    for number in range(1, 2 * REMEMBERED):
        waiting.hand_out(number, (), datetime(2024, 5, 1, tzinfo=UTC).timestamp())
    assert len(waiting.handed()) == REMEMBERED
    assert waiting.floor() == REMEMBERED
    house.db.close()


@pytest.mark.parametrize("wish", [{"lang": "ru"}, {"plain": True}, {"lang": "ru", "active": False}])
def test_what_waits_is_told_anew_as_it_is_wished_by_now(tmp_path: Path, wish: dict[str, Any]) -> None:
    async def act(house: House) -> None:
        house.reader(1, "en", DEATHS)
        house.reader(2, "en", DEATHS)
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 2
        reader = house.people.get(1)
        assert reader is not None
        house.restart()
        house.people.save(replace(reader, **wish))
        assert await house.alerts.run() == 1
        (anew,) = house.waiting(1)
        head = say(wish.get("lang", "en"), "alert-head", count=1)
        assert head in anew
        assert ("<b>" in anew) is not wish.get("plain", False)
        assert await house.alerts.run() == 0, "nobody is told twice"

    run(tmp_path, act)


def test_of_two_alerts_that_wait_the_one_told_anew_begins_before_both(tmp_path: Path) -> None:
    async def act(house: House) -> None:
        house.reader(1, "en", DEATHS)
        before = house.follows.told(1)
        house.room.now(DEATHS, FIRST, SECOND)
        assert await house.alerts.run() == 1
        house.room.now(DEATHS, FIRST)
        assert await house.alerts.run() == 1
        reader = house.people.get(1)
        assert reader is not None
        house.people.save(replace(reader, lang="ru"))
        assert house.follows.told(1) == before
        assert house.waiting() == []

    run(tmp_path, act)
