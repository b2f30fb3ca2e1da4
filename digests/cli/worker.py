"""`khabar worker`: the scheduled work by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digests.cli import Context, fail_clearly

if TYPE_CHECKING:
    from digests.editing.asked import Queue
    from digests.jobs import Job

STOP_SECONDS = 10.0  # how long a stop waits for a round


@click.command()
@click.option("--once", is_flag=True, help="One round, then stop.")
@click.pass_obj
@fail_clearly
def worker(context: Context, *, once: bool) -> None:
    """Read the corpus and the feeds on schedule and compile the editions, until stopped."""
    work(context.data, once=once)


def work(
    data: Path, *, once: bool, queue: Callable[[], Queue | None] = lambda: None,
    leads: Callable[[], bool] = lambda: True, more: Sequence[Job] = (),
) -> None:  # fmt: skip
    """The worker on a folder of data; `queue` opens the way on which decisions come from bots elsewhere, `leads` says
    whether no other worker is at work; `more` are jobs beside its own."""
    import os
    import signal
    import threading

    stop = threading.Event()
    if not once:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stop.set())

    from config.settings import load
    from digests.clock import SystemClock
    from digests.editions import translate
    from digests.language import meaning
    from digests.policy import Policy
    from digests.rounds import Manner
    from digests.snapshots.bucket import open_bucket
    from digests.voice import voice
    from digests.worker import Worker

    settings = load()
    bucket = open_bucket(settings.snapshots.get_secret_value()) if settings.snapshots else None
    worker = Worker(
        data,
        SystemClock(),
        policy=Policy(settings.publish_automatic),
        manner=Manner.of(settings),
        meaning=lambda: meaning.load(wanted=settings.meaning).meaning,
        readers=settings.figure_readers,
        pointer=voice.pointing(settings),
        translator=translate.once(settings),
        translate_seconds=settings.translate_seconds,
        bucket=bucket,
        queue=queue,
        more=more,
        leads=leads,
    )
    if once:
        worker.tick()
        worker.decide()
        return
    worker.start()
    click.echo("khabar: the worker runs; Ctrl-C stops it", err=True)
    stop.wait()
    ending = threading.Thread(target=worker.stop, daemon=True)
    ending.start()
    ending.join(STOP_SECONDS)
    if ending.is_alive():
        os._exit(0)  # a round that reads feeds: each document of it is one transaction
