"""The whole service in one room with a simulator and a newsroom that says what it was asked."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.desk import Desk
from bot.service import Account, Service
from bot.simulator.server import SimulatorServer
from bot.simulator.world import World
from config.settings import Settings
from digests.clock import FixedClock, SystemClock
from tests.bot.house import OPENING, FakeNewsroom, IdleDesk

TOKEN = "987654:A-token-that-must-never-be-seen"
FAST: dict[str, Any] = {"rate_overall": 1000, "rate_chat": 1000, "rate_group": 1000}


def free() -> str:
    """An address on this machine where nobody listens: tests run beside each other."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


async def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for it; fail where it does not come."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.01)


class Running:
    def __init__(self, server: SimulatorServer, service: Service, clock: FixedClock) -> None:
        self.server, self.service, self.clock = server, service, clock
        self.world: World = server.world

    async def say(self, text: str, chat: int = 5) -> None:
        await self.server.control.orders.message({"chat": chat, "text": text})

    def texts(self, chat: int = 5) -> list[str]:
        return [row.text for row in self.world.journal if row.chat_id == chat]

    async def answered(self, n: int, chat: int = 5) -> list[str]:
        await until(lambda: len(self.texts(chat)) >= n)
        return self.texts(chat)

    async def press(self, data_part: str, chat: int = 5) -> None:
        """Press the newest button whose data holds `data_part`."""
        for message in reversed(self.world.chats[chat].messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if data_part in button.get("callback_data", ""):
                        body = {"chat": chat, "message_id": message["message_id"], "data": button["callback_data"]}
                        await self.server.control.orders.press(body)
                        return
        raise AssertionError(f"no button {data_part}")


@asynccontextmanager
async def running(
    data: Path, *, server: SimulatorServer | None = None, newsroom: Any = None, simulated: bool = True, **options: Any
) -> AsyncIterator[Running]:
    """A started service; stopped gracefully at the end."""
    own = server is None
    server = server or SimulatorServer(SystemClock(), open_chats=True)
    address = server.address or await server.start()
    clock = FixedClock(OPENING)
    settings = Settings(**{**FAST, **options})
    desk = Desk(lambda: newsroom or FakeNewsroom(clock), editing=IdleDesk)
    service = Service(data, settings, clock, Account(TOKEN, address, simulated), desk=desk)
    await service.start()
    try:
        yield Running(server, service, clock)
    finally:
        await service.stop()
        if own:
            await server.close()
