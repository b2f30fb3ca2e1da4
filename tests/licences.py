"""The licences of what the lock installs, as the packages themselves state them: `python -m tests.licences`.

Prints the list that stands at the end of NOTICE.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def locked() -> list[str]:
    """The names in requirements.lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9][\w.-]*)==", text, re.MULTILINE)))


def licence(name: str) -> str:
    """What a package says of itself: its SPDX expression, else its classifiers, else the field of old."""
    told = metadata.metadata(name)
    if told["License-Expression"]:
        return str(told["License-Expression"])
    classes = [line.split("::")[-1].strip() for line in told.get_all("Classifier", []) if line.startswith("License")]
    return ", ".join(classes) or " ".join(str(told["License"]).split())[:60]


def lines() -> list[str]:
    return [f"- {name}: {licence(name)}" for name in locked()]


if __name__ == "__main__":
    print("\n".join(lines()))
