"""`make eval`: every score of the project, each beside its floor.

A module `eval_<room>.py` here has `measure() -> list[Measure]`. With `--floors` the exit status is 1 if one falls, and
what has no floor is left to `make eval`: of a room that has `floors() -> list[Measure]` that is asked instead, and
rooms that say TAKES_MINUTES are passed over. Names after the options choose rooms, which are then measured whole:
`python -m tests.eval figures`.

A core measures a room at a time, in a process of its own; they are told of in the order of their names.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from tests.eval.measure import Measure

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
        found: list[Future[Told]] = [pool.submit(measured, room, whole=whole) for room in names]
        try:
            yield from (each.result() for each in found)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # one that fails ends all


def line(measure: Measure) -> str:
    value = "    –" if measure.value is None else f"{measure.value:8.4f}"
    bound = "" if measure.floor is None else f"  {'≤' if measure.at_most else '≥'} {measure.floor:g}"
    verdict = "" if measure.holds else "  FELL"
    return f"  {measure.name:<64} {value}{bound}{verdict}  {measure.note}".rstrip()


def main(arguments: list[str]) -> int:
    chosen = {argument for argument in arguments if not argument.startswith("-")}
    fallen = 0
    names = rooms(chosen)
    if not names:
        print(f"no such room: {', '.join(sorted(chosen))}", file=sys.stderr)
        return 2
    for heading, measures in all_measured(names, whole="--floors" not in arguments or bool(chosen)):
        print("\n".join([heading, *map(line, measures)]), flush=True)
        fallen += sum(not measure.holds for measure in measures)
    print(f"{fallen} below the floor" if fallen else "every floor holds")
    return 1 if fallen and "--floors" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
