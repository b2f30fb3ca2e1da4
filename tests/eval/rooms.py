"""The rooms of `make eval`: a core measures one at a time, in a process of its own."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from tests.eval.measure import Measure

LONGEST = ("answers", "search", "language", "relevance")
"""They begin first: whoever begins the longest last waits for it alone."""

Told = tuple[str, list[Measure]]
"""A heading and what stands under it."""


def rooms(chosen: set[str]) -> list[str]:
    """The rooms there are, or those of them that are `chosen`."""
    found = [path.stem.removeprefix("eval_") for path in sorted(Path(__file__).parent.glob("eval_*.py"))]
    return [room for room in found if not chosen or room in chosen]


def measured(room: str, *, whole: bool) -> Told:
    """A room's measures, or those of them that have floors, and how long it took."""
    started = time.perf_counter()
    module = importlib.import_module(f"tests.eval.eval_{room}")
    if not whole and getattr(module, "TAKES_MINUTES", False):
        return f"{room}: by `make eval` alone, it takes minutes", []
    measures = module.measure() if whole else getattr(module, "floors", module.measure)()
    return f"{room} ({time.perf_counter() - started:.1f} s)", measures


def all_measured(names: Sequence[str], *, whole: bool) -> Iterator[Told]:
    """Each room's, in their order, as soon as it is there."""
    os.environ["OMP_NUM_THREADS"] = "1"  # the processes that are started inherit it: a core each, and no more
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ProcessPoolExecutor(min(cores, len(names)), multiprocessing.get_context("spawn")) as pool:
        order = sorted(names, key=lambda room: LONGEST.index(room) if room in LONGEST else len(LONGEST))
        found: dict[str, Future[Told]] = {room: pool.submit(measured, room, whole=whole) for room in order}
        try:
            yield from (found[room].result() for room in names)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # one that fails ends all
