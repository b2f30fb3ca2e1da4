"""`make quick`: style, types, and the tests nearest to what changed, within half a minute.

Changed is what differs from the last commit, or what that commit changed. The nearest tests run first until their time
is over; what was left out is named. It is no proof, `make test` is.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import pytest

from tests.near import nearest, sources

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 18.0
"""For the tests; style and types, which take fifteen at most where types were checked before, run beside them."""
LONGEST = 3
"""Seconds after which a test is left to `make test`."""

MOST = 20
"""Files of tests that are read at all: to read them takes time as well."""
NAMED = 8
"""Files that are named of those which were left out."""


class Budget:
    """A plugin: ends the run when its time is over, and passes over each test that takes too long by itself."""

    def __init__(self, seconds: float, longest: int = LONGEST) -> None:
        self.end = time.monotonic() + seconds
        self.longest = longest
        self.left: list[str] = []
        self._all: list[str] = []
        self._run: set[str] = set()
        self.failed = 0  # a run that is ended early does not tell by its status

    @property
    def over(self) -> bool:
        return time.monotonic() >= self.end

    @property
    def unmet(self) -> list[str]:
        """Files of which not every test was run."""
        return list(dict.fromkeys(_file(name) for name in self._all if name not in self._run or name in self.left))

    def pytest_collection_modifyitems(self, items: Sequence[pytest.Item]) -> None:
        self._all = [item.nodeid for item in items]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        def passed_over(_number: int, _frame: FrameType | None) -> None:
            self.left.append(item.nodeid)
            pytest.skip(f"takes more than {self.longest} s: left to make test")

        before = signal.signal(signal.SIGALRM, passed_over)
        signal.alarm(self.longest)
        try:
            return (yield)
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self._run.add(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed += report.failed

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        if self.over:
            item.session.shouldstop = "the time is over"


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def changed(root: Path) -> list[str]:
    """Paths that differ from the last commit, or those that it changed; none outside a repository."""
    now = [*_git(root, "diff", "--name-only", "HEAD"), *_git(root, "ls-files", "--others", "--exclude-standard")]
    return now or _git(root, "diff", "--name-only", "HEAD~1", "HEAD")


def _git(root: Path, *words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def checks(paths: Sequence[str]) -> list[list[str]]:
    """The commands that run beside the tests."""
    here = Path(sys.executable).parent
    found = [[f"{here}/ruff", "check", "--quiet", "."], [f"{here}/ruff", "format", "--check", "--quiet", "."]]
    found.append([f"{here}/mypy", "--no-error-summary"])
    if any(path.startswith("config/") for path in paths):
        found.append([sys.executable, "-c", "from bot.start import main; main()", "corpus", "check"])
    return found


def tests_of(paths: Sequence[str], budget: Budget) -> bool:
    """Run the nearest tests; whether none of those that ran failed."""
    near = nearest(sources(ROOT), paths)
    if not near:
        print("quick: no test lies near what changed", flush=True)
        return True
    status = pytest.main(["-m", "not slow", "-p", "no:xdist", *near[:MOST]], plugins=[budget])
    if left := [*budget.unmet, *near[MOST:]]:
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        print(f"quick: left to make test, wholly or in part: {', '.join(left[:NAMED])}{more}", flush=True)
    stopped = status == pytest.ExitCode.INTERRUPTED and budget.over and not budget.failed
    return stopped or status in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def main() -> int:
    paths = changed(ROOT)
    running = [subprocess.Popen(command, cwd=ROOT) for command in checks(paths)]
    good = tests_of(paths, Budget(SECONDS))
    wrong = [each.args for each in running if each.wait() != 0]  # all of them are waited for
    return 0 if good and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
