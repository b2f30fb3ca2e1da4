"""A publisher and a bot that are killed before some line of their code: is each version whole, or not there?

`python -m tests.snapshots.kill publish|take DATA BUCKET LINE` is the child: it ends itself -9 before the LINEth line
that is run of `digests/snapshots`, and says how many there were where it lived.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

ROOM = f"digests{os.sep}snapshots{os.sep}"


def live(act: str, data: Path, bucket: Path, line: int) -> tuple[int, int]:
    """One life of the child; its exit status, and the lines that it ran if it lived."""
    command = [sys.executable, "-m", "tests.snapshots.kill", act, str(data), str(bucket), str(line)]
    done = subprocess.run(command, check=False, timeout=120, stdout=subprocess.PIPE, text=True)
    return done.returncode, int(done.stdout or 0)


def child(act: str, data: Path, bucket: Path, line: int) -> int:
    from digests.clock import SystemClock
    from digests.snapshots.bucket import FolderBucket
    from digests.snapshots.publisher import Publisher
    from digests.snapshots.replica import Replica

    lines = count(1)
    ran = 0

    def local(_: FrameType, event: str, __: Any) -> Any:
        nonlocal ran
        if event == "line":
            ran = next(lines)
            if ran == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return local

    def trace(frame: FrameType, _: str, __: Any) -> Any:
        return local if ROOM in frame.f_code.co_filename else None

    sys.settrace(trace)
    if act == "publish":
        Publisher(data, FolderBucket(bucket), SystemClock()).publish()
    else:
        replica = Replica(data, FolderBucket(bucket), SystemClock())
        if head := replica.due():
            replica.take(head)
    sys.settrace(None)
    return ran


def kill_loop(folder: Path, *, kills: int, seed: int = 3) -> int:
    """Kill a bot and a publisher by turns before lines by chance; how often a bot stood with no sound version."""
    from digests.corpus.connection import check
    from digests.corpus.store import FILE
    from tests.snapshots.conftest import add

    chance, worker, bot, bucket = random.Random(seed), folder / "worker", folder / "bot", folder / "bucket"
    bot.mkdir(parents=True)
    add(worker, 1)
    lines = {"publish": live("publish", worker, bucket, 0)[1], "take": live("take", bot, bucket, 0)[1]}
    wrong = 0
    for n in range(kills):
        act, data = ("publish", worker) if n % 2 else ("take", bot)
        if n % 4 == 0:
            add(worker, 2 + n)
            live("publish", worker, bucket, 0)
        live(act, data, bucket, chance.randrange(1, lines[act]))
        wrong += bool(check(bot / FILE))
        wrong += live("take", bot, bucket, 0)[0] != 0 or bool(check(bot / FILE))
    return wrong


if __name__ == "__main__":
    print(child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])))
