"""`make bench`: speed and endurance, side by side with peers in one run.

A module `bench_<room>.py` here has `run(*, long: bool) -> None` and prints its own table. Names choose rooms
(`make bench BENCH="language delivery"`); `--long` takes the long options (a thousand kills).
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    chosen = {argument for argument in arguments if not argument.startswith("-")}
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        room = path.stem.removeprefix("bench_")
        if chosen and room not in chosen:
            continue
        print(f"── {room}", flush=True)
        importlib.import_module(f"tests.benchmarks.{path.stem}").run(long="--long" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
