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
    from datetime import timedelta

    from config.settings import load
    from digests.clock import SystemClock
    from digests.policy import Policy
    from digests.worker import Worker

    settings = load()
    worker = Worker(
        context.data,
        SystemClock(),
        policy=Policy(settings.publish_automatic),
        pause=timedelta(minutes=settings.poll_minutes),
        allow_private=settings.feeds_allow_private,
    )
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
