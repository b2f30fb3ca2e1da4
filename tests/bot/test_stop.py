"""SIGTERM counts at every moment, and ends the service within half a minute whatever others do."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import start
from bot.simulator.faults import Fault
from bot.simulator.server import SimulatorServer
from digests.clock import SystemClock
from tests.bot.running import free

TOKEN = "424242:to-be-stopped"
MOST = 30  # seconds: what README promises
HALF = b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"


def begin(data: Path, *words: str, **settings: str) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    return subprocess.Popen(
        [sys.executable, "-m", "bot.start", "--data", str(data), *words],
        env=environment | settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def heeding(process: subprocess.Popen[bytes]) -> None:
    """Wait until it heeds SIGTERM: how long the interpreter itself takes to start is not ours to say."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():  # no Linux: as long as that takes anywhere
        time.sleep(1)
        return
    bit = 1 << (signal.SIGTERM - 1)
    until = time.monotonic() + MOST
    while not int(re.findall(r"SigCgt:\s*(\w+)", status.read_text())[0], 16) & bit:
        assert time.monotonic() < until, "it never does"
        time.sleep(0.01)


def ended(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGTERM)
    try:
        _, err = process.communicate(timeout=MOST)
    finally:
        process.kill()
    assert b"Traceback" not in err, err
    return process.returncode


@pytest.mark.parametrize(
    ("command", "after"), [*(("run", n / 10) for n in (0, 1, 2, 3, 4, 6, 23)), ("worker", 0.2), ("worker", 0.8)]
)
def test_told_while_starting_it_ends_well(tmp_path: Path, command: str, after: float) -> None:
    process = begin(tmp_path, command, KHABAR_SIMULATOR_PORT="0")
    heeding(process)
    time.sleep(after)
    assert ended(process) == 0


def test_any_other_command_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for words, status in ((["ask", "x"], 143), (["--data", "d", "run"], 0)):
        monkeypatch.setattr(sys, "argv", ["khabar", *words])
        ends: list[int] = []
        monkeypatch.setattr(os, "_exit", ends.append)
        start._end()
        assert ends == [status]


@pytest.mark.parametrize("trouble", ["half-sent posts", "stalled sends", "an unreachable server"])
def test_others_that_are_slow_do_not_keep_it(tmp_path: Path, trouble: str) -> None:
    async def main() -> int:
        server = SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
        telegram = await server.start()
        stalled = ["sendmessage"] if trouble == "stalled sends" else ["getme"]
        if trouble != "half-sent posts":
            rule = {"kind": "stall_before", "seconds": 600, "methods": stalled}
            server.world.faults.rules = [Fault.read(rule)]
        address = free()
        process = begin(
            tmp_path, "bot", KHABAR_TELEGRAM_TOKEN=TOKEN, KHABAR_TELEGRAM_URL=telegram, KHABAR_PEOPLE_PLAIN="1",
            KHABAR_WEBHOOK_URL=f"http://{address}/hook", KHABAR_WEBHOOK_LISTEN=address,
        )  # fmt: skip
        await until_it_listens(address)
        writers = [(await asyncio.open_connection(*address.split(":")))[1] for _ in range(20)]
        for writer in writers:
            writer.write(HALF)
        if trouble == "stalled sends":
            await server.control.orders.message({"chat": 5, "text": "/help"})
            await asyncio.sleep(2)
        status = await asyncio.to_thread(ended, process)
        for writer in writers:
            writer.close()
        await server.close()
        return status

    assert asyncio.run(main()) == 0


async def until_it_listens(address: str) -> None:
    for _ in range(1_000):
        try:
            (await asyncio.open_connection(*address.split(":")))[1].close()
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return
    raise AssertionError("it does not listen")
