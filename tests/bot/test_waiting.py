"""Tell me when you know: what is kept, who can read it, when it is answered, and that nothing of it stays."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.asking import Asking, told
from bot.desk import Desk
from bot.duty import Means
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people import backup, forgotten, scrub
from bot.people.database import FILE, PeopleDatabase
from bot.people.questions import OF_A_CHAT, WAITS_FOR, Kept, Questions
from bot.people.seal import FILE as KEY_FILE
from bot.people.seal import Seal
from bot.people.store import StoreError
from bot.people.subscribers import Subscriber, Subscribers
from bot.people.unreached import Unreached
from bot.simulator import acts
from bot.talk.words import say
from digests.clock import FixedClock
from digests.errors import NotFound, Unavailable
from digests.model import LANGS, Lang, Page
from digests.say.pages import LIMIT, units
from tests.bot.house import OPENING, FakeNewsroom, Talk, page, talking
from tests.bot.running import running, until
from tests.bot.stores import columns, opened
from tests.bot.test_talk import group

QUESTION = "Сколько детей ждёт школы в Туле?"
ASKED = Kept(QUESTION, "ru", date(2024, 4, 4), {"words": "Тула"})
CHAT = 7_391_558_204_417

Act = Callable[[Talk], Awaitable[None]]


class House:
    """A private database with questions, and a newsroom that knows what it is told to."""

    def __init__(self, data: Path, key: str | None = None) -> None:
        self.clock = FixedClock(OPENING)
        self.newsroom = FakeNewsroom(self.clock)
        self.newsroom.unknown = {QUESTION}
        self.db = opened(data, key)
        self.people = Subscribers(self.db, self.clock)
        self.outbox = Outbox(self.db, Wall())
        self.questions = Questions(self.db, self.clock)
        self.wakes = 0
        self.restart()

    def restart(self) -> None:
        self.asking = Asking(Means(self.outbox, self.people, Desk(lambda: self.newsroom), self.wake))  # type: ignore[arg-type, return-value]

    def wake(self) -> None:
        self.wakes += 1

    def reader(self, chat: int = CHAT, lang: Lang = "ru") -> None:
        self.people.save(Subscriber(chat, lang))

    def keep(self, n: int = 1, chat: int = CHAT) -> None:
        self.reader(chat)
        for each in range(n):
            assert (
                self.questions.keep(f"q{chat}-{each}", chat, Kept(f"{QUESTION}{each or ''}", "ru", ASKED.day)) == "kept"
            )

    def learn(self, state: str = "1") -> None:
        """An ingest brought the answers."""
        self.newsroom.unknown = set()
        self.newsroom.state = state

    def run(self, seconds: float = 60) -> int:
        return asyncio.run(self.asking.run(seconds))

    def others(self, chat: int) -> list[int]:
        return [other for (other,) in self.db.all("SELECT chat_id FROM outbox WHERE chat_id != ?", chat)]

    def sent(self, chat: int = CHAT) -> list[str]:
        rows = [row for row in self.outbox.claim(50, busy=self.others(chat)) if row.chat_id == chat]
        self.outbox.finish(rows)
        return [str(row.payload["text"]) for row in rows]


@pytest.fixture
def house(tmp_path: Path, store: str) -> House:
    return House(tmp_path)


@pytest.fixture
def in_file(tmp_path: Path) -> House:
    """What concerns the file: its bytes, its backups."""
    return House(tmp_path)


def files(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(data.glob(f"{FILE}*")))


# The seal


def test_what_is_sealed_opens_for_its_chat_alone(tmp_path: Path) -> None:
    seal = Seal(tmp_path)
    sealed = seal.close(5, QUESTION)
    assert seal.open(5, sealed) == QUESTION
    assert seal.open(6, sealed) is None
    assert seal.close(5, QUESTION) != sealed, "the same text is never sealed the same"
    for n in (0, len(sealed) // 2, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[n] ^= 1
        assert seal.open(5, bytes(changed)) is None
    assert seal.open(5, b"") is None and seal.open(5, sealed[:20]) is None


def test_the_length_of_a_question_does_not_show(tmp_path: Path) -> None:
    seal = Seal(tmp_path)
    assert len(seal.close(5, "a")) == len(seal.close(5, "a" * 200))


def test_the_key_is_the_owners_alone_and_another_opens_nothing(tmp_path: Path) -> None:
    sealed = Seal(tmp_path).close(5, QUESTION)
    key = tmp_path / KEY_FILE
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes() not in sealed and [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
    key.write_bytes(os.urandom(32))
    assert Seal(tmp_path).open(5, sealed) is None
    key.unlink()
    assert Seal(tmp_path).open(5, sealed) is None
    assert not key.exists(), "what only reads makes no key"
    key.write_bytes(b"half")
    with pytest.raises(Unavailable, match=KEY_FILE):
        Seal(tmp_path).close(5, QUESTION)


# What is kept


def test_a_question_is_kept_with_nothing_but_the_chat(house: House, tmp_path: Path) -> None:
    house.reader()
    assert house.questions.keep("name", CHAT, ASKED) == "kept"
    assert house.questions.of("name") == (CHAT, ASKED)
    named = columns(house.db, "questions")
    assert named == ["name", "chat_id", "until", "sealed"]
    for secret in (QUESTION, "Тул", '"ru"', "2024-04-04"):
        assert secret.encode() not in files(tmp_path)


def test_a_row_that_is_moved_to_another_chat_tells_it_nothing(house: House) -> None:
    house.keep()
    house.reader(8)
    house.db.execute("UPDATE questions SET chat_id = ?", 8)
    house.learn()
    assert house.run() == 0
    assert house.sent(8) == [] and house.newsroom.asked == []


def test_a_question_is_kept_once_and_a_chat_keeps_so_many(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.keep(OF_A_CHAT)
    again = Kept(QUESTION.upper(), "ru", ASKED.day)
    assert house.questions.keep("q9", CHAT, again) == "already"
    assert house.questions.keep(f"q{CHAT}-0", CHAT, Kept("other", "ru", ASKED.day)) == "already"
    assert house.questions.keep("q9", CHAT, Kept("other", "ru", ASKED.day)) == "full"
    monkeypatch.setattr("bot.people.questions.OF_ALL", OF_A_CHAT)
    assert house.questions.keep("q9", 8, Kept("other", "ru", ASKED.day)) == "crowded"
    assert house.db.number("SELECT count(*) FROM questions") == OF_A_CHAT


def test_after_thirty_days_it_is_gone_with_its_bytes(in_file: House, tmp_path: Path) -> None:
    in_file.keep()
    (sealed,) = in_file.db.all("SELECT sealed FROM questions")[0]
    assert sealed[20:60] in files(tmp_path)
    in_file.clock.set(OPENING + WAITS_FOR - timedelta(minutes=1))
    in_file.run()
    assert in_file.questions.count(CHAT) == 1
    in_file.clock.set(OPENING + WAITS_FOR)
    in_file.learn()
    assert in_file.run() == 0 and in_file.sent() == []
    assert in_file.questions.count(CHAT) == 0
    assert scrub.rewrite_words(in_file.db)
    assert sealed[20:60] not in files(tmp_path)


def test_a_clock_gone_wrong_keeps_nothing_for_years(house: House) -> None:
    house.clock.set(datetime(2099, 1, 1, tzinfo=UTC))
    house.keep()
    house.clock.set(OPENING)
    house.run()
    house.clock.set(OPENING + WAITS_FOR)
    house.run()
    assert house.questions.count(CHAT) == 0


def test_forget_takes_it_and_leaves_no_bytes(in_file: House, tmp_path: Path) -> None:
    in_file.keep(3)
    in_file.keep(1, chat=8)
    sealed = [row[0][20:60] for row in in_file.db.all("SELECT sealed FROM questions WHERE chat_id = ?", CHAT)]
    in_file.people.forget(CHAT)
    assert in_file.people.everything_about(CHAT) == {}
    assert scrub.rewrite_words(in_file.db) and scrub.rewrite(in_file.db)
    assert not any(part in files(tmp_path) for part in sealed)
    in_file.learn()
    assert in_file.run() == 1
    assert in_file.sent() == [] and len(in_file.sent(8)) == 1


@pytest.mark.parametrize("key", [None, "калид"])
def test_a_backup_holds_no_question_and_a_restore_brings_none_back(tmp_path: Path, key: str | None) -> None:
    house = House(tmp_path, key)
    house.keep(2)
    saved = backup.save(tmp_path, key, OPENING)
    assert not any(KEY_FILE in path.name for path in saved.rglob("*"))
    with PeopleDatabase.open(saved, key) as copy:
        assert copy.number("SELECT count(*) FROM subscribers") == 1
        assert copy.number("SELECT count(*) FROM questions") == 0
    house.questions.drop(CHAT)
    house.keep(1, chat=8)  # came after the backup
    house.keep(1, chat=9)
    house.reader(9)
    forgotten.mark(house.db, 9, OPENING.timestamp() + 1)
    house.people.forget(9)
    backup.restore(tmp_path, key, saved)
    assert house.db.all("SELECT chat_id FROM questions") == [], "whose chat was rolled back waits no more"
    assert house.people.get(CHAT) is not None


def test_a_restore_leaves_what_waits(in_file: House, tmp_path: Path) -> None:
    in_file.reader()
    saved = backup.save(tmp_path, None, OPENING)
    in_file.keep()
    backup.restore(tmp_path, None, saved)
    in_file.learn()
    assert in_file.run() == 1


# Asking again


def test_it_is_answered_once_when_it_is_known(house: House) -> None:
    house.keep()
    assert house.run() == 0 and house.sent() == []
    house.learn()
    assert house.run() == 1 and house.wakes == 1
    (text,) = house.sent()
    assert text.startswith(say("ru", "wait-told")) and f"answer to {QUESTION}" in text
    assert house.newsroom.said[-1] == ASKED.day
    assert house.questions.count(CHAT) == 0
    house.learn("2")
    assert house.run() == 0 and house.sent() == []


def test_what_it_followed_up_and_when_it_was_asked_come_along(house: House) -> None:
    house.reader()
    house.questions.keep("name", CHAT, ASKED)
    house.clock.set(OPENING + timedelta(days=9))
    house.learn()
    assert house.run() == 1
    assert house.newsroom.asked == [(QUESTION, "ru", {"words": "Тула"})]
    assert house.newsroom.said == [ASKED.day]


def test_nothing_is_asked_twice_of_the_same_corpus(house: House) -> None:
    house.keep(2)
    house.newsroom.unknown |= {f"{QUESTION}1"}
    house.run()
    house.run()
    assert len(house.newsroom.asked) == 2
    house.newsroom.state = "1"
    house.run()
    assert len(house.newsroom.asked) == 4
    house.restart()  # what came while the bot was down is met at its start
    house.run()
    assert len(house.newsroom.asked) == 6


def test_a_tick_is_bounded_and_every_question_has_its_turn(house: House) -> None:
    house.keep(4)
    house.newsroom.unknown |= {f"{QUESTION}{n}" for n in range(5)}
    for state in range(8):  # news pour in faster than all can be asked
        house.newsroom.state = str(state)
        house.run(seconds=0)
    asked = [question for question, _, _ in house.newsroom.asked]
    assert len(asked) == 8 and all(asked.count(question) == 2 for question in set(asked)) and len(set(asked)) == 4


def test_two_ticks_at_once_tell_it_once(house: House) -> None:
    house.keep(3)
    house.learn()
    other = Asking(Means(house.outbox, house.people, Desk(lambda: house.newsroom), house.wake))  # type: ignore[arg-type, return-value]

    async def both() -> list[int]:
        return list(await asyncio.gather(house.asking.run(9), house.asking.run(9), other.run(9)))

    assert sum(asyncio.run(both())) == 3
    assert house.db.number("SELECT count(*) FROM outbox") == 3


def test_a_kill_between_answer_and_erasure_loses_nothing_and_tells_nothing_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.keep()
    house.learn()

    def killed(*_: Any) -> int:
        raise StoreError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(house.outbox, "put", killed)
        with pytest.raises(StoreError):
            house.run()
    assert house.questions.count(CHAT) == 1 and house.sent() == []
    house.restart()
    assert house.run() == 1
    house.restart()  # killed after it: the row of the outbox and the erasure were one
    assert house.run() == 0
    assert len(house.sent()) == 1


def test_who_forgets_while_the_newsroom_thinks_is_told_nothing(in_file: House) -> None:
    in_file.keep()
    in_file.learn()
    asked = in_file.newsroom.ask

    def ask(*given: Any, **more: Any) -> Any:
        house_files = sqlite3.connect(in_file.db.path)
        with house_files:
            house_files.execute("DELETE FROM questions")
        house_files.close()
        return asked(*given, **more)

    in_file.newsroom.ask = ask  # type: ignore[method-assign]
    assert in_file.run() == 0 and in_file.sent() == []


def test_whom_the_bot_does_not_reach_keeps_waiting(house: House) -> None:
    house.keep()
    Unreached(house.db, house.clock).refused(CHAT)
    house.learn()
    assert house.run() == 0 and house.questions.count(CHAT) == 1
    Unreached(house.db, house.clock).met([CHAT])
    assert house.run() == 1


@pytest.mark.parametrize("error", [NotFound("no"), RuntimeError(QUESTION), Unavailable("the corpus cannot be read")])
def test_a_newsroom_that_fails_costs_no_question(
    house: House, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house.keep(2)
    house.newsroom.error = error
    assert house.run() == 0 and house.run() == 0
    assert house.questions.count(CHAT) == 2
    house.newsroom.error = None
    house.learn()
    assert house.run() == 2


def test_another_key_is_no_reason_to_lose_or_tell_anything(house: House, tmp_path: Path) -> None:
    house.keep()
    house.learn()
    kept = (tmp_path / KEY_FILE).read_bytes()
    (tmp_path / KEY_FILE).write_bytes(os.urandom(32))
    assert house.run() == 0 and house.newsroom.asked == []
    assert house.questions.keep("new", CHAT, ASKED) == "kept", "beside one that does not open"
    (tmp_path / KEY_FILE).write_bytes(kept)
    house.newsroom.state = "2"
    assert house.run() == 1
    (tmp_path / KEY_FILE).write_bytes(b"half")
    assert house.run() == 0, "said in the log, and no end of the service"


@pytest.mark.parametrize("lang", LANGS)
def test_the_line_before_an_answer_never_makes_it_too_long(lang: Lang) -> None:
    short = told([page("x"), page("y")], lang)
    assert len(short) == 2 and say(lang, "wait-told") in short[0] and short[1] == page("y").html
    full = Page("x" * LIMIT, "x" * LIMIT)
    assert told([full], lang) == [say(lang, "wait-told"), full.html]
    fitting = LIMIT - units(say(lang, "wait-told")) - 2
    assert len(told([Page("x" * fitting, "x" * fitting)], lang)) == 1
    assert len(told([Page("x" * (fitting + 1), "x" * (fitting + 1))], lang)) == 2


# As a reader meets it


def talk(folder: Path, act: Act, **settings: Any) -> None:
    async def main() -> None:
        async with talking(folder, **settings) as one:
            one.newsroom = one.app.house.desk._front._make()  # type: ignore[attr-defined]
            one.newsroom.unknown = {QUESTION}  # type: ignore[attr-defined]
            await act(one)
            assert one.refused == []

    asyncio.run(main())


def labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for button in row]


@pytest.mark.parametrize("lang", LANGS)
def test_a_refusal_offers_it_an_answer_does_not(tmp_path: Path, lang: Lang) -> None:
    async def act(one: Talk) -> None:
        one.people.save(Subscriber(1, lang))
        (refused,) = await one.say(QUESTION)
        assert labels(refused)[-1] == say(lang, "button-wait")
        (answered,) = await one.say("Сколько погибло?")
        assert say(lang, "button-wait") not in labels(answered)
        (said,) = await one.tap(say(lang, "button-wait"))
        assert "2024" in said["text"] and "/mydata" in said["text"]
        assert one.app.house.questions.count(1) == 1
        (again,) = await one.tap(say(lang, "button-wait"))
        assert again["text"] == say(lang, "wait-already")
        assert one.app.house.questions.count(1) == 1

    talk(tmp_path, act)


def test_neither_strangers_nor_groups_are_offered_it(tmp_path: Path) -> None:
    async def act(one: Talk) -> None:
        (said,) = await one.say(QUESTION, chat=3)
        assert say("ru", "button-wait") not in labels(said)
        many = group(one)
        one.people.save(Subscriber(many, "ru"))
        (said,) = await one.say(f"/ask {QUESTION}", chat=many, user=2)
        assert say("ru", "button-wait") not in labels(said)

    talk(tmp_path, act)


def test_after_ten_minutes_it_has_to_be_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(one: Talk) -> None:
        one.people.save(Subscriber(1, "en"))
        await one.say(QUESTION)
        await one.tap(say("en", "button-wait"))
        one.app.house.refused.drop_of(1)
        (said,) = await one.tap(say("en", "button-wait"))
        assert said["text"] == say("en", "wait-already"), "its own button still knows that it is kept"
        one.app.house.questions.drop(1)
        (said,) = await one.tap(say("en", "button-wait"))
        assert said["text"] == say("en", "wait-gone")
        assert one.app.house.questions.count(1) == 0

    talk(tmp_path, act)


def test_another_chat_cannot_use_the_button(tmp_path: Path) -> None:
    async def act(one: Talk) -> None:
        for chat in (1, 2):
            one.people.save(Subscriber(chat, "en"))
        await one.say(QUESTION)
        ((_, name),) = one.app.house.refused._kept
        data = one.app.house.callbacks.sign(2, f"wait:{name}")
        await one.say("/help", chat=2)
        acts.press(one.world, one.chat(2), 2, one.last(2)["message_id"], data)
        (said,) = await one.pump()
        assert said["text"] == say("en", "wait-gone")
        assert one.app.house.questions.count(1) == one.app.house.questions.count(2) == 0

    talk(tmp_path, act)


def test_mydata_shows_what_waits_and_erases_it(tmp_path: Path) -> None:
    async def act(one: Talk) -> None:
        one.people.save(Subscriber(1, "en"))
        (said,) = await one.say("/mydata")
        assert "No question of yours is waiting for an answer." in said["text"]
        await one.say(QUESTION)
        await one.tap(say("en", "button-wait"))
        (said,) = await one.say("/mydata")
        assert "that are waiting for an answer: 1, until 4 May 2024 at the latest." in said["text"]
        assert QUESTION not in said["text"]
        assert labels(said)[0] == say("en", "button-unwait", count=1)
        await one.tap("Erase the kept question")
        assert one.app.house.questions.count(1) == 0
        assert "no longer look" in one.last()["text"] or "no longer look" in str(one.chat(1).messages)

    talk(tmp_path, act)


def test_forget_drops_what_is_in_memory_too(tmp_path: Path) -> None:
    async def act(one: Talk) -> None:
        one.people.save(Subscriber(1, "en"))
        await one.say(QUESTION)
        await one.tap(say("en", "button-wait"))
        await one.say("/forget")
        await one.tap(say("en", "button-forget-yes"))
        assert one.people.db.number("SELECT count(*) FROM questions") == 0
        one.people.save(Subscriber(1, "en"))  # came back, and taps the old button
        (said,) = await one.tap(say("en", "button-wait"))
        assert said["text"] == say("en", "wait-gone")

    talk(tmp_path, act)


def test_a_full_chat_is_told_so_and_can_make_room(tmp_path: Path) -> None:
    async def act(one: Talk) -> None:
        one.people.save(Subscriber(1, "ru"))
        room = one.app.house.desk._front._make()
        for n in range(OF_A_CHAT + 1):
            room.unknown.add(f"{QUESTION}{n}")  # type: ignore[attr-defined]
            await one.say(f"{QUESTION}{n}")
            (said,) = await one.tap(say("ru", "button-wait"))
        assert said["text"] == say("ru", "wait-full", most=OF_A_CHAT)
        assert one.app.house.questions.count(1) == OF_A_CHAT
        await one.tap(say("ru", "button-unwait", count=OF_A_CHAT))
        assert one.app.house.questions.count(1) == 0

    talk(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_where_all_keep_too_many_the_reader_is_told_and_nothing_is_kept(
    tmp_path: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.people.questions.OF_ALL", 0)

    async def act(one: Talk) -> None:
        one.people.save(Subscriber(1, lang))
        await one.say(QUESTION)
        (said,) = await one.tap(say(lang, "button-wait"))
        assert said["text"] == say(lang, "wait-crowded")
        assert one.app.house.questions.count(1) == 0

    talk(tmp_path, act)


def test_the_service_tells_it_after_the_clock_moved_and_says_nothing_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    newsroom = FakeNewsroom(FixedClock(OPENING))
    newsroom.unknown = {QUESTION}

    async def main() -> None:
        async with running(tmp_path, newsroom=newsroom) as bot:
            bot.service.subscribers.save(Subscriber(5, "tg"))
            await bot.say(QUESTION)
            await bot.answered(1)
            await bot.press("wait:")
            await bot.answered(2)
            await bot.service.step(OPENING + timedelta(hours=1))
            assert len(bot.texts()) == 2
            newsroom.unknown, newsroom.state = set(), "1"
            await bot.service.step(OPENING + timedelta(hours=2))
            await until(lambda: len(bot.texts()) == 3)
            assert bot.texts()[-1].startswith(say("tg", "wait-told"))
            assert bot.service.upkeep.words()
            assert QUESTION.encode() not in files(tmp_path)

    asyncio.run(main())
    assert QUESTION not in caplog.text and "Туле" not in caplog.text
