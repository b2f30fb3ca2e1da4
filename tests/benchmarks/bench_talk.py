"""Endurance of the talk: random steps of people, each followed by what must hold; how long one takes.

Ten thousand with `--long`, two thousand without.
"""

from __future__ import annotations

import time

from tests.bot.test_random_steps import live

STEPS, MANY = 2_000, 10_000


def run(*, long: bool = False) -> None:
    wanted = MANY if long else STEPS
    started = time.perf_counter()
    steps = live(wanted)
    took = time.perf_counter() - started
    print(f"{steps} random steps: no error, no leak, no chat without a way on; {1000 * took / steps:.0f} ms a step")
