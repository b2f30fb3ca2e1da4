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


def test_the_image_keeps_the_rules_that_matter_most() -> None:
    """Those of hadolint's that a service of this kind lives by; `make audit` asks hadolint itself for all of them."""
    docker = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in docker.splitlines() if line and not line.startswith("#")]
    does = [(what, how) for what, how in steps]
    last = [how for what, how in does if what == "USER"][-1]
    assert last.isdecimal(), "a number is known on every host (DL3066)"
    assert last != "0", "nobody runs as root (DL3002)"
    assert all(how.startswith("/") for what, how in does if what == "WORKDIR"), "DL3000"
    assert all(how.startswith("[") for what, how in does if what in ("CMD", "ENTRYPOINT")), "signals arrive (DL3025)"
    assert not [how for what, how in does if what == "ADD"], "nothing is unpacked or fetched unseen (DL3020)"
    runs = [how for what, how in does if what == "RUN"]
    assert not [how for how in runs if re.search(r"\b(sudo|ssh|curl|wget|apt-get upgrade)\b", how)], "DL3004, DL3005"
    installs = [part for how in runs for part in how.split("&&") if " install " in part and "pip" in part]
    assert installs
    assert all("--require-hashes" in each or "--no-deps" in each for each in installs), "all is pinned (DL3013)"
    assert "PIP_NO_CACHE_DIR=1" in docker, "no cache stays (DL3042)"


def test_what_the_image_copies_is_enough_to_build_from() -> None:
    """`tests/test_wheel.py` builds of these and of nothing else."""
    from tests.test_wheel import COPIED, OURS

    docker = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = {word for line in re.findall(r"^COPY (?!--)(.*) \S+$", docker, re.MULTILINE) for word in line.split()}
    assert copied - {"requirements.lock"} == {*COPIED, *OURS}
