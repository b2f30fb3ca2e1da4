"""Where the time of a run of tests goes: the files that took most of a core, named at its end.

Seconds of a core, not of a clock: what else the machine does is no matter. Processes that a test starts count once they
are waited for; a server that goes its own way (PostgreSQL) does not.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest

NAMED = 10
"""Files that are named."""


def spent() -> float:
    """Seconds of a core that this process and the children it has waited for have taken."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


class Cost:
    """A plugin: notes in each report of a worker what it cost, and adds them up where they come together."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self._before = spent()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[None]:
        report = yield
        now = spent()
        report.cost, self._before = now - self._before, now  # type: ignore[attr-defined]
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.files[report.nodeid.partition("::")[0]] += getattr(report, "cost", 0.0)

    def lines(self) -> list[str]:
        """The costliest files with their seconds, and all of them together."""
        named = [f"{seconds:7.1f}  {file}" for file, seconds in self.files.most_common(NAMED)]
        return [*named, f"{sum(self.files.values()):7.1f}  all {len(self.files)} files"]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if len(self.files) > NAMED:
            terminalreporter.section("seconds of a core")
            terminalreporter.write_line("\n".join(self.lines()))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Cost())
