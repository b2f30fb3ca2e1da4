"""The service as a whole: a person writes, the bot answers; the clock passes, the digest comes; it stops in order."""

from __future__ import annotations

import asyncio
import io
import json
import re
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.mail.intake import FLOOR, SECRET_HEADER, Polling, Webhook
from bot.mail.lease import Lease, is_held, lease_path
from bot.mail.message import Message, Priority
from bot.people.store import StoreError
from bot.people.subscribers import Subscriber
from bot.running import account_of
from bot.service import Account, Service
from bot.simulator.faults import Fault
from bot.simulator.server import SimulatorServer
from bot.talk.words import say
from config.settings import Settings
from digests.clock import SystemClock
from digests.errors import BadInput
from tests.bot.house import FakeNewsroom
from tests.bot.running import TOKEN, free, running, until


def test_a_question_is_answered_and_leaves_nothing_in_the_inbox(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            await bot.say("Чанд нафар кушта шуд?")
            texts = await bot.answered(1)
            assert "answer to Чанд нафар кушта шуд?" in texts[0]
            await until(lambda: bot.service.handling.idle)
            assert bot.service.db.all("SELECT * FROM inbox") == []
            assert bot.service.db.counts()["update handled"] == 1

    asyncio.run(main())


def test_an_hour_that_passes_brings_the_digest(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            bot.service.subscribers.save(Subscriber(5, "tg", active=True, hours=(10,), zone="Asia/Dushanbe"))
            for _ in range(2):
                bot.clock.set(bot.clock.now() + timedelta(hours=1))
                await bot.service.step(bot.clock.now())
            assert bot.texts() == ["first daily 2024-04-03 tg []"]
            await bot.press("more:daily:2024-04-03")  # the same button for everybody who got the edition
            await until(lambda: bot.texts() == ["first daily 2024-04-03 tg []", "second"])

    asyncio.run(main())


@pytest.mark.parametrize(("links", "shown"), [(None, ""), (True, " with links"), (False, "")])
def test_a_readers_choice_of_links_reaches_the_digest(tmp_path: Path, links: bool | None, shown: str) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            bot.service.subscribers.save(
                Subscriber(5, "tg", active=True, hours=(10,), zone="Asia/Dushanbe", links=links)
            )
            for _ in range(2):
                bot.clock.set(bot.clock.now() + timedelta(hours=1))
                await bot.service.step(bot.clock.now())
            assert bot.texts()[0] == f"first daily 2024-04-03 tg []{shown}"

    asyncio.run(main())


def test_what_was_not_answered_before_a_stop_is_answered_after_it(tmp_path: Path) -> None:
    async def main() -> None:
        server = SimulatorServer(SystemClock(), open_chats=True)
        await server.start()
        async with running(tmp_path, server=server) as bot:
            await bot.say("/help")
            await bot.answered(1)
        await server.control.orders.message({"chat": 5, "text": "/about"})
        async with running(tmp_path, server=server) as bot:
            await bot.answered(2)
            await asyncio.sleep(0.2)
            assert len(bot.texts()) == 2
        await server.close()

    asyncio.run(main())


def test_a_second_bot_with_the_same_token_waits_for_the_first(tmp_path: Path) -> None:
    async def main() -> None:
        server = SimulatorServer(SystemClock(), open_chats=True)
        await server.start()
        order = []
        async with running(tmp_path, server=server):

            async def second() -> None:
                async with running(tmp_path, server=server) as bot:
                    order.append("second")
                    await bot.say("/help")
                    await bot.answered(1)

            task = asyncio.create_task(second())
            await asyncio.sleep(0.8)
            order.append("first")
        await task
        assert order == ["first", "second"]
        await server.close()

    asyncio.run(main())


def test_the_lease_says_whether_it_is_held_and_hides_the_token(tmp_path: Path) -> None:
    path = lease_path(tmp_path)
    assert TOKEN.split(":")[1] not in str(path)
    lease = Lease(path)
    assert not is_held(path)
    assert lease.try_take()
    assert is_held(path)
    assert not Lease(path).try_take()
    lease.release()
    assert not is_held(path)


def test_trouble_while_starting_and_polling_passes(tmp_path: Path) -> None:
    async def main() -> None:
        server = SimulatorServer(SystemClock(), open_chats=True)
        await server.start()
        server.world.faults.rules = [
            Fault.read({"kind": "502", "methods": ["getme"], "count": 1}),
            Fault.read({"kind": "500", "methods": ["getupdates"], "count": 1}),
            Fault.read({"kind": "bad_json", "methods": ["getupdates"], "count": 1}),
            Fault.read({"kind": "cut_after", "methods": ["getupdates"], "count": 1}),
        ]
        async with running(tmp_path, server=server) as bot:
            for n in range(5):
                await bot.say("/help", chat=10 + n)
            for n in range(5):
                await bot.answered(1, chat=10 + n)
            assert bot.service.polling.failures == 0
        await server.close()

    asyncio.run(main())


def test_a_full_disk_confirms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            store, full = bot.service.inbox.store, True

            def refuse(updates: Any) -> int:
                if full:
                    raise StoreError("database or disk is full")
                return store(updates)

            monkeypatch.setattr(bot.service.inbox, "store", refuse)
            await bot.say("/help")
            await until(lambda: bot.service.polling.failures >= 1)
            assert bot.texts() == []
            full = False
            await bot.answered(1)

    asyncio.run(main())


def test_an_empty_poll_lets_ids_start_anew(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            polling = Polling(bot.service.wire, bot.service.inbox, lambda: None, seconds=0)
            assert polling._store([{"update_id": 900}]) == 0
            assert polling.offset == 901
            assert polling._store([{"update_id": 900}]) == FLOOR  # a server that does not hear the offset
            assert polling._store([], took=25.0) == 0
            assert polling.offset is None
            assert polling._store([]) == FLOOR
            assert await polling.once() > 0  # the server answers at once that there is nothing

    asyncio.run(main())


def test_a_webhook_checks_its_secret_and_stores_before_it_says_ok(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot, aiohttp.ClientSession() as client:
            service = bot.service
            webhook = Webhook(service.inbox, "right-secret", service.handling.wake)
            url = f"http://127.0.0.1:{await webhook.start('127.0.0.1', 0)}/hook"
            chat = {"id": 5, "type": "private"}
            message = {"message_id": 1, "date": 1, "chat": chat, "from": {"id": 5}, "text": "/help"}
            update = {"update_id": 7, "message": message}

            async def post(data: bytes, secret: str | None = "right-secret") -> int:
                headers = {SECRET_HEADER: secret} if secret else {}
                async with client.post(url, data=io.BytesIO(data), headers=headers) as answer:
                    return answer.status

            good = json.dumps(update).encode()
            assert await post(good, None) == 403
            assert await post(good, "wrong") == 403
            assert await post(b"x" * (2 * 1024 * 1024)) == 413
            assert await post(b"{not json") == 400
            assert await post(b"[" * 50_000) == 400
            assert await post(b"[1]") == 200
            assert await post(good) == 200
            assert await post(good) == 200
            await bot.answered(1)
            await asyncio.sleep(0.1)
            assert len(bot.texts()) == 1
            await webhook.stop()

    asyncio.run(main())


def test_a_webhook_is_told_to_telegram_and_used(tmp_path: Path) -> None:
    async def main() -> None:
        address = free()
        with_hook = {"webhook_url": f"http://{address}/hook", "webhook_listen": address}
        async with running(tmp_path, **with_hook) as bot:
            await bot.say("/help")
            await bot.answered(1)

    asyncio.run(main())


def test_a_token_that_telegram_refuses_ends_the_start_with_its_name(tmp_path: Path) -> None:
    async def main() -> None:
        server = SimulatorServer(SystemClock(), token="1:another")
        await server.start()
        with pytest.raises(BadInput, match="KHABAR_TELEGRAM_TOKEN"):
            async with running(tmp_path, server=server):
                pass
        await server.close()

    asyncio.run(main())
    assert Lease(lease_path(tmp_path)).try_take(), "the lease is free again"


def test_forget_erases_the_bytes_of_a_person(tmp_path: Path) -> None:
    chat = 77_123_456_789_013

    async def main() -> list[bytes]:
        async with running(tmp_path) as bot:
            bot.service.subscribers.save(Subscriber(chat, "tg", active=True))
            await bot.say("Саволи махфии ман?", chat=chat)
            await bot.answered(1, chat)
            await bot.say("/forget", chat=chat)
            await bot.answered(2, chat)
            await bot.press("forget:yes", chat)
            await until(lambda: bot.service.subscribers.get(chat) is None)
            await until(lambda: not bot.service.subscribers.erased)
            return [path.read_bytes() for path in sorted(tmp_path.glob("people*"))]  # noqa: ASYNC240

    files = asyncio.run(main())
    for needle in (chat.to_bytes(6, "big"), str(chat).encode(), "махфии".encode()):
        assert not any(needle in data for data in files)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"service": True}, "KHABAR_TELEGRAM_TOKEN"),
        ({"telegram_token": "not a token"}, "KHABAR_TELEGRAM_TOKEN"),
        ({"telegram_token": TOKEN}, "KHABAR_PEOPLE_KEY"),
    ],
)
def test_what_cannot_start_says_which_setting(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        account_of(Settings(**settings))
    assert "not a token" not in str(caught.value)
    assert TOKEN not in str(caught.value)


def test_who_gets_the_simulator_and_who_the_real_thing() -> None:
    assert account_of(Settings()) is None
    assert account_of(Settings(service=True, simulator=True)) is None
    account = account_of(Settings(telegram_token=TOKEN, people_plain=True))  # type: ignore[arg-type]
    assert account is not None
    assert account.token == TOKEN
    assert account_of(Settings(telegram_token=TOKEN, people_key="k"))  # type: ignore[arg-type]


def test_with_a_key_everything_works_and_the_file_tells_nothing(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path, people_key="калид") as bot:
            bot.service.subscribers.save(Subscriber(5, "tg", active=True, hours=(10,), zone="Asia/Dushanbe"))
            await bot.say("/help")
            await bot.answered(1)
            bot.clock.set(bot.clock.now() + timedelta(hours=2))
            await bot.service.step(bot.clock.now())
            assert len(bot.texts()) == 2

    asyncio.run(main())
    assert b"Dushanbe" not in (tmp_path / "people.db").read_bytes()


def test_a_damaged_corpus_is_answered_in_words_and_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            newsroom = FakeNewsroom(bot.clock)
            newsroom.error = sqlite3.DatabaseError("database disk image is malformed")
            bot.service.desk._front._make = lambda: newsroom  # type: ignore[assignment,return-value]
            await bot.say("Чанд нафар кушта шуд?")
            assert (await bot.answered(1))[0] == say("tg", "sorry")
            await bot.say("/help", chat=6)
            await bot.answered(1, chat=6)
            await until(lambda: bot.service.handling.idle)
            assert bot.service.inbox.parked() == 0
            assert bot.service.standing.problems() == ["the corpus cannot be read"]
            newsroom.error = None
            await bot.say("Чанд нафар кушта шуд?")
            assert "answer to" in (await bot.answered(2))[1]
            assert bot.service.standing.problems() == []

    asyncio.run(main())


def test_an_administrator_s_new_bot_greets_the_group(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            bot.world.group(-7, "Гурӯҳ", {1: "creator"}, "supergroup")
            user = {"id": 1, "is_bot": True, "first_name": "b"}
            update = {"update_id": 99, "my_chat_member": {
                "chat": {"id": -7, "type": "supergroup", "title": "t"}, "date": 1,
                "from": {"id": 1, "is_bot": False, "first_name": "x"},
                "old_chat_member": {"user": user, "status": "left"},
                "new_chat_member": {"user": user, "status": "administrator"},
            }}  # fmt: skip
            bot.service.inbox.store([update])
            bot.service.handling.wake()
            await bot.answered(1, chat=-7)
            assert bot.service.inbox.parked() == 0

    asyncio.run(main())


def test_a_long_hold_is_said_with_its_end(tmp_path: Path) -> None:
    async def main() -> None:
        address = free()
        async with running(tmp_path, health_listen=address) as bot, aiohttp.ClientSession() as client:
            bot.service.governor.hold(3600)
            async with client.get(f"http://{address}/health") as answer:
                assert answer.status == 200, "a restart would mend nothing"
                found = await answer.json()
            assert found["status"] == "degraded"
            assert re.fullmatch(r"Telegram told us to wait: .* until 20..-..-.. ..:.. UTC", found["problems"][0])

    asyncio.run(main())


def test_one_folder_serves_one_bot_whatever_its_token(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            other = Service(tmp_path, Settings(), bot.clock, Account("555:another-token", bot.server.address or ""))
            starting = asyncio.create_task(other.start())
            await asyncio.sleep(0.7)
            assert not starting.done()
            starting.cancel()
            await asyncio.wait([starting])

    asyncio.run(main())


def test_what_a_clock_gone_wrong_stamped_is_forgotten_in_its_time(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            service, ahead = bot.service, 3650 * 86400.0
            real = service.outbox.wall.now()
            service.outbox.wall._offset += ahead
            service.inbox.store([{"update_id": 1}])
            service.outbox.put([Message(5, "sendMessage", {"text": "x"}, Priority.DIGEST, "k")])
            service.db.execute("INSERT INTO issues (cadence, period, made) VALUES ('daily', '2034-04-03', ?)",
                               service.outbox.wall.now())  # fmt: skip
            service.outbox.wall._offset -= ahead
            service.upkeep.tidy()
            newest = service.db.one("SELECT (SELECT max(at) FROM seen), (SELECT max(made) FROM issues)") or (0, 0)
            assert all(stamp < real + 86400 for stamp in newest)
            service.outbox.wall._offset += 32 * 86400
            service.upkeep.tidy()
            assert service.db.number("SELECT count(*) FROM seen") == 0
            assert service.db.number("SELECT count(*) FROM issues") == 0

    asyncio.run(main())
