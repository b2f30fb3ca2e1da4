"""Two instances of one token are told apart from trouble on the way, and neither ends the other's webhook."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from bot.cli import main
from bot.mail.hook import FOREIGN, STATE, digest
from bot.mail.intake import OTHER
from bot.simulator.faults import Fault
from bot.simulator.server import SimulatorServer
from digests.clock import SystemClock
from tests.bot.running import Running, free, running, until

THEIRS = "http://127.0.0.1:18951/theirs"
TWO = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def told(tmp_path: Path, bot: Running, what: str) -> None:
    """In /health, the status and the log's source."""
    await until(lambda: what in bot.service.standing.problems())
    await until(lambda: bot.service.db.state("trouble"))
    status = await asyncio.to_thread(CliRunner().invoke, main, ["--data", str(tmp_path), "status"])
    assert what in status.stdout


def with_server(check: Any, **options: Any) -> None:
    async def main() -> None:
        server = SimulatorServer(SystemClock(), open_chats=True)
        await server.start()
        try:
            await check(server, **options)
        finally:
            await server.close()

    asyncio.run(main())


def test_another_that_polls_is_named_and_no_webhook_is_ended(tmp_path: Path) -> None:
    async def check(server: SimulatorServer) -> None:
        rule = {"kind": "error", "code": 409, "description": TWO, "methods": ["getupdates"]}
        server.world.faults.rules = [Fault.read(rule)]
        async with running(tmp_path, server=server) as bot:
            await told(tmp_path, bot, OTHER)
            counted = await server.control.orders.counters({})
            assert "deletewebhook" not in counted
            server.world.faults.rules = []
            later = bot.service.polling.monotonic() + 1000
            bot.service.polling.monotonic = lambda: later
            await until(lambda: not bot.service.standing.problems())

    with_server(check)


def test_one_conflict_alone_is_an_instance_that_has_just_ended(tmp_path: Path) -> None:
    async def check(server: SimulatorServer) -> None:
        rule = {"kind": "error", "code": 409, "description": TWO, "methods": ["getupdates"], "count": 1}
        server.world.faults.rules = [Fault.read(rule)]
        async with running(tmp_path, server=server) as bot:
            await bot.say("/help")
            await bot.answered(1)
            assert bot.service.standing.problems() == []

    with_server(check)


def test_a_webhook_of_another_instance_is_left_to_it(tmp_path: Path) -> None:
    async def check(server: SimulatorServer) -> None:
        await server.world.updates.set_webhook(THEIRS, "secret", None, drop=False)
        async with running(tmp_path, server=server) as bot:
            await told(tmp_path, bot, FOREIGN)
            assert server.world.updates.webhook_info()["url"] == THEIRS

    with_server(check)


def test_nor_does_our_webhook_take_its_place(tmp_path: Path) -> None:
    async def check(server: SimulatorServer) -> None:
        await server.world.updates.set_webhook(THEIRS, "secret", None, drop=False)
        address = free()
        ours = {"webhook_url": f"http://{address}/ours", "webhook_listen": address}
        async with running(tmp_path, server=server, **ours) as bot:
            await told(tmp_path, bot, FOREIGN)
            assert server.world.updates.webhook_info()["url"] == THEIRS

    with_server(check)


def test_a_webhook_that_we_left_behind_is_ended(tmp_path: Path) -> None:
    async def check(server: SimulatorServer) -> None:
        address = free()
        ours = {"webhook_url": f"http://{address}/ours", "webhook_listen": address}
        async with running(tmp_path, server=server, **ours) as bot:
            await until(lambda: bot.service.db.state(STATE) == digest(ours["webhook_url"]))
        assert server.world.updates.webhook_info()["url"] == ours["webhook_url"]
        async with running(tmp_path, server=server) as bot:
            await bot.say("/help")
            await bot.answered(1)
            assert server.world.updates.webhook_info()["url"] == ""

    with_server(check)
