"""Endurance of the talk: random steps of people, each followed by what must hold; how long one takes. Over files, and
with `--long` over a PostgreSQL too.

Ten thousand with `--long`, two thousand without; KHABAR_SEED repeats those of a former run.
"""

from __future__ import annotations

import os
import random
import time

from tests.bot import stores
from tests.bot.test_random_steps import live

STEPS, MANY = 2_000, 10_000


def run(*, long: bool = False) -> None:
    seed = int(os.environ.get("KHABAR_SEED") or random.SystemRandom().randrange(10**9))
    walk("files", long=long, seed=seed)
    if long:
        with stores.running() as server:
            walk("PostgreSQL", long=long, seed=seed, server=server)


def walk(where: str, *, long: bool, seed: int, server: stores.Server | None = None) -> None:
    print(f"{where}: seed {seed}", flush=True)
    started = time.process_time()
    steps = live(MANY if long else STEPS, seeded=seed, server=server)
    took = time.process_time() - started
    each = f"{1000 * took / steps:.0f} ms of a core each"
    print(f"{steps} random steps: no error, no leak, no chat without a way on; {each}")
