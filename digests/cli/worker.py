"""`khabar worker`: the scheduled work by itself."""

from __future__ import annotations

import click

from digests.cli import Context, fail_clearly


@click.command()
@click.option("--once", is_flag=True, help="One round, then stop.")
@click.pass_obj
@fail_clearly
def worker(context: Context, *, once: bool) -> None:
    """Read the corpus and the feeds on schedule and compile the editions, until stopped."""
    import signal
    import threading

    from config.settings import load
    from digests.clock import SystemClock
    from digests.rounds import Manner
    from digests.worker import Worker

    worker = Worker(context.data, SystemClock(), manner=Manner.of(load()))
    if once:
        worker.tick()
        return
    stop = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: stop.set())
    worker.start()
    click.echo("khabar: the worker runs; Ctrl-C stops it", err=True)
    stop.wait()
    worker.stop()
