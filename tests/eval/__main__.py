"""`make eval`: every score of the project, each beside its floor.

A module `eval_<room>.py` here has `measure() -> list[Measure]`. With `--floors` the exit status is 1 if one falls, and
what has no floor is left to `make eval`: of a room that has `floors() -> list[Measure]` that is asked instead, and
rooms that say TAKES_MINUTES are passed over. Names after the options choose rooms, which are then measured whole:
`python -m tests.eval figures`.
"""

from __future__ import annotations

import sys

from tests.eval.measure import Measure
from tests.eval.rooms import all_measured, rooms


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
