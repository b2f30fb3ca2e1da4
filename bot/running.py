"""`khabar run`, `bot` and `simulator`: which parts run together, on whose clock, until when."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from bot import logs
from bot.backing import nightly
from bot.people.decisions import opening
from bot.people.leading import leading
from bot.service import Account, Service
from bot.simulation import MARK, Simulation
from bot.simulator.phones import populate
from bot.simulator.server import SimulatorServer
from config.settings import Settings
from digests.clock import Clock, FixedClock, SystemClock
from digests.editions import translate
from digests.errors import BadInput, KhabarError, Unavailable
from digests.language import meaning
from digests.policy import Policy
from digests.rounds import Manner
from digests.snapshots.bucket import Bucket, open_bucket
from digests.voice import voice
from digests.worker import Worker

THREADS_SECONDS = 3.0  # how long a stop waits for threads
SIMULATOR_SAYS = (
    "the bot in a chat page on this machine, a simulator with no real Telegram behind it and a clock of its own;"
    " open the address below in a browser, Ctrl-C stops it"
)
"""What the address, which stands alone on standard output, is of."""


def account_of(settings: Settings) -> Account | None:
    """The bot's account, or None where the simulator is to run. Raises BadInput for what cannot start."""
    if settings.simulator or settings.telegram_token is None:
        if settings.service and not settings.simulator:
            raise BadInput("KHABAR_TELEGRAM_TOKEN is not set; KHABAR_SIMULATOR=1 runs the simulator instead")
        return None
    token = settings.telegram_token.get_secret_value()
    if not logs.TOKEN.fullmatch(token):
        raise BadInput("KHABAR_TELEGRAM_TOKEN: this is not the form of a bot token (123456:letters)")
    if settings.people_key is None and not settings.people_plain:
        raise BadInput(
            "KHABAR_PEOPLE_KEY is not set: the private database is to be encrypted."
            " KHABAR_PEOPLE_PLAIN=1 states that you want it in the clear"
        )
    return Account(token, settings.telegram_url)


def secrets_of(settings: Settings) -> list[str]:
    """What must never stand in a log."""
    found = (
        settings.telegram_token, settings.people_key, settings.webhook_secret, settings.llm_key, settings.snapshots
    )  # fmt: skip
    server = settings.people_url.get_secret_value() if settings.people_url else ""
    words = (*(secret.get_secret_value() for secret in found if secret), server, urlsplit(server).password)
    return [word for word in words if word]


TOLD: ContextVar[asyncio.Event] = ContextVar("told")
"""Set once we are told to stop; from the loop's first moment on."""


def in_loop(settings: Settings, main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine with our logs and signals; Ctrl-C and SIGTERM end it gracefully, within half a minute."""
    logs.set_up(level=settings.log_level, as_json=settings.log_format == "json", secrets=secrets_of(settings))
    asyncio.run(_heeding(main))


async def _heeding(main: Coroutine[Any, Any, None]) -> None:
    """`main`, with an ear for signals. Afterwards threads that still work (a feed, a first load) are left alone."""
    loop = asyncio.get_running_loop()
    logs.watch(loop)
    told = asyncio.Event()
    TOLD.set(told)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await main
    if told.is_set():
        try:
            await asyncio.wait_for(loop.shutdown_default_executor(), THREADS_SECONDS)
        except TimeoutError:
            leave()


def leave() -> None:
    """End now. Whatever a thread is at is one transaction, or can be done again."""
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)


async def until_told(*others: asyncio.Future[None]) -> bool:
    """Wait for a signal, or for one of `others` to end; whether it was the signal. Raises what failed."""
    waiting: set[asyncio.Future[Any]] = {asyncio.ensure_future(TOLD.get().wait()), *others}
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting - done:
        task.cancel()
    for task in done:
        task.result()
    return TOLD.get().is_set()


async def run(data: Path, settings: Settings) -> None:
    """Worker and bot in one process; without a token, against the built-in simulator."""
    account = account_of(settings)
    worker = make_worker(data, SystemClock(), settings, live=account is not None)
    if await until_told(asyncio.ensure_future(load(worker))):
        return
    if account is None:
        await simulate(data, settings)
        return
    async with AsyncExitStack() as stack:
        worker.start()
        stack.push_async_callback(stop, worker)
        await serve(data, settings, account, stack)


async def stop(worker: Worker) -> None:
    """A round that reads feeds may take longer than we have: it is not waited for."""
    await asyncio.wait([asyncio.ensure_future(asyncio.to_thread(worker.stop))], timeout=THREADS_SECONDS)


async def bot(data: Path, settings: Settings) -> None:
    """The bot by itself, against Telegram or whatever KHABAR_TELEGRAM_URL names."""
    account = account_of(settings)
    if account is None:
        raise BadInput("KHABAR_TELEGRAM_TOKEN is not set; `khabar run` starts without one, against the simulator")
    async with AsyncExitStack() as stack:
        await serve(data, settings, account, stack, follows=True)


async def serve(
    data: Path, settings: Settings, account: Account, stack: AsyncExitStack, *, follows: bool = False
) -> None:
    service = Service(data, settings, SystemClock(), account, follows=follows)
    starting = asyncio.ensure_future(service.start())
    if await until_told(starting):
        await asyncio.wait([starting])
        if starting.cancelled():
            return  # told to stop while waiting for the lease or for Telegram
    stack.push_async_callback(service.stop)
    service.db.set_state(MARK, None)  # whatever the folder was before, its people are real now
    settle_in()
    click.echo("khabar: the bot runs; Ctrl-C stops it", err=True)
    await until_told(asyncio.ensure_future(service.ended()))


def settle_in() -> None:
    """What was loaded stays; the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()


async def simulate(data: Path, settings: Settings) -> None:
    """The bot against a Telegram on this machine; see `bot.simulation`."""
    clock = FixedClock(datetime.now(UTC))
    server, address = await open_simulator(clock, settings)
    simulation = Simulation(data, settings, clock, server)
    simulation.worker = worker = make_worker(data, clock, settings, live=False)
    embedding: list[asyncio.Future[None]] = []

    def ready() -> None:
        settle_in()
        click.echo(f"khabar: {SIMULATOR_SAYS}", err=True)
        click.echo(address)
        sys.stdout.flush()
        embedding.append(asyncio.ensure_future(embed(worker)))

    try:
        await simulation.run(until_told, ready)
    finally:
        await stop(worker)
        await asyncio.gather(*embedding)
        await server.close()


async def simulator_alone(settings: Settings) -> None:
    """The simulator by itself, on the machine's clock: for a bot in another process."""
    server, address = await open_simulator(SystemClock(), settings)
    click.echo(address)
    sys.stdout.flush()
    try:
        await until_told()
    finally:
        await server.close()


async def open_simulator(clock: Clock, settings: Settings) -> tuple[SimulatorServer, str]:
    server = SimulatorServer(clock)
    populate(server.world)
    try:
        return server, await server.start(settings.simulator_port)
    except OSError as error:
        raise Unavailable(
            f"KHABAR_SIMULATOR_PORT={settings.simulator_port}: {error.strerror}; 0 takes a free one"
        ) from error


def make_worker(data: Path, clock: Clock, settings: Settings, *, live: bool) -> Worker:
    return Worker(
        data,
        clock,
        policy=Policy(settings.publish_automatic),
        feeds=live,
        manner=Manner.of(settings),
        meaning=lambda: meaning.load(wanted=settings.meaning).meaning,
        readers=settings.figure_readers,
        pointer=voice.pointing(settings),
        translator=translate.once(settings),
        translate_seconds=settings.translate_seconds,
        bucket=bucket_of(settings) if live else None,
        queue=opening(data, settings) if live else lambda: None,
        more=(nightly(data, settings, clock.now),) if live else (),
        leads=leading(data, settings) if live else lambda: True,
    )


def bucket_of(settings: Settings) -> Bucket | None:
    """Where versions of the corpus are published; None where none are. Raises BadInput."""
    return open_bucket(settings.snapshots.get_secret_value()) if settings.snapshots else None


async def embed(worker: Worker) -> None:
    """Embed what is due while the bot answers with what is there; a stop ends it within a moment."""
    try:
        await asyncio.to_thread(worker.embed)
    except KhabarError as error:
        click.echo(f"khabar: {error}", err=True)


async def load(worker: Worker) -> None:
    """Take in the curated records before anybody asks."""
    try:
        await asyncio.to_thread(worker.load)
    except KhabarError as error:
        click.echo(f"khabar: {error}", err=True)
