"""`make eval`: every score of the project, each beside its floor.

A module `eval_<room>.py` here has `measure() -> list[Measure]`. With `--floors` the exit status is 1 if one
falls; rooms that say TAKES_MINUTES are left to `make eval` then. Names after the options choose rooms:
`python -m tests.eval figures`.
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path

from tests.eval.measure import Measure


def line(measure: Measure) -> str:
    value = "    –" if measure.value is None else f"{measure.value:8.4f}"
    bound = "" if measure.floor is None else f"  {'≤' if measure.at_most else '≥'} {measure.floor:g}"
    verdict = "" if measure.holds else "  FELL"
    return f"  {measure.name:<64} {value}{bound}{verdict}  {measure.note}".rstrip()


def main(arguments: list[str]) -> int:
    chosen = {argument for argument in arguments if not argument.startswith("-")}
    fallen = 0
    for path in sorted(Path(__file__).parent.glob("eval_*.py")):
        room = path.stem.removeprefix("eval_")
        if chosen and room not in chosen:
            continue
        started = time.perf_counter()
        module = importlib.import_module(f"tests.eval.{path.stem}")
        if "--floors" in arguments and not chosen and getattr(module, "TAKES_MINUTES", False):
            print(f"{room}: by `make eval` alone, it takes minutes", flush=True)
            continue
        measures = module.measure()
        print(f"{room} ({time.perf_counter() - started:.1f} s)", flush=True)
        for measure in measures:
            print(line(measure), flush=True)
            fallen += not measure.holds
    print(f"{fallen} below the floor" if fallen else "every floor holds")
    return 1 if fallen and "--floors" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
