"""Whether the tests of what must not be wrong would notice faults put into it: evidence, the policy, the governor.

What survives is printed with its line: it is a fault that makes no difference, or an assertion that is missing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOMS = {
    "digests.policy": ("figures/test_policy.py",),
    "bot.mail.governor": ("bot/test_governor.py",),
    "digests.say.evidence": ("say/test_evidence.py",),
}


def run(*, long: bool) -> None:
    """Each module in a process of its own, since its faults stay in it. `long` changes nothing."""
    for module, names in ROOMS.items():
        command = [sys.executable, "-m", "tests.benchmarks.mutants", module, *(str(TESTS / name) for name in names)]
        subprocess.run(command, cwd=TESTS.parent, check=True)
