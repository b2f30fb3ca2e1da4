"""What is shipped: nothing private in the image, and every licence named."""

from __future__ import annotations

import re
from pathlib import Path

from tests.licences import lines, locked

ROOT = Path(__file__).resolve().parents[1]


def test_notice_names_every_package_of_the_lock_with_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    listed = [line for line in notice.splitlines() if re.match(r"- [a-z0-9][\w.-]*: ", line)]
    assert [line[2:].split(":")[0] for line in listed if not line.startswith("- SIB")] == locked()
    assert "- python-telegram-bot: LGPL-3.0-only" in listed
    assert set(lines()) == set(listed), "run `python -m tests.licences`"


def test_the_image_is_made_of_the_program_alone() -> None:
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignore[1] == "*", "everything is left out that is not named"
    named = {line[1:] for line in ignore if line.startswith("!")}
    docker = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = {word for line in re.findall(r"^COPY (?!--)(.*) \S+$", docker, re.MULTILINE) for word in line.split()}
    assert copied == named
    assert re.findall(r"^FROM (\S+)", docker, re.MULTILINE) == ["${BASE}", "${BASE}"], "one base, to be pinned"
