"""What is installed is what is locked: of each lock nothing is missing, and nothing is looked for beyond it.

Without `--no-deps` pip looks up what a package asks for, and takes a release of today's for it: `lxml[html_clean]` was
one, and on the day it came out nothing could be installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
SAYS_HOW = ("Makefile", "Dockerfile", "docs/operating.md")
LOCKS = ("requirements.lock", "tests/requirements.lock")


def locked(path: str) -> set[str]:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    pinned = (re.match(r"([\w.-]+)(?:\[[\w,.-]+\])?==", line) for line in lines)
    return {canonicalize_name(found[1]) for found in pinned if found}


def needed(
    name: str, extras: frozenset[str] = frozenset(), seen: set[tuple[str, frozenset[str]]] | None = None
) -> Iterator[str]:
    """The names of all that a package needs on this machine, also what it needs of another's extras."""
    seen = set() if seen is None else seen
    if (name, extras) in seen:
        return
    seen.add((name, extras))
    for text in requires(name) or ():
        asked = Requirement(text)
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(asked.name)
            yield from needed(canonicalize_name(asked.name), frozenset(asked.extras), seen)


@pytest.mark.parametrize("path", SAYS_HOW)
def test_a_lock_is_installed_as_it_stands(path: str) -> None:
    lines = [line for line in (ROOT / path).read_text(encoding="utf-8").splitlines() if "install" in line.lower()]
    of_a_lock = [line for line in lines if "--require-hashes" in line]
    assert of_a_lock
    assert not [line for line in of_a_lock if "--no-deps" not in line]


@pytest.mark.parametrize("path", LOCKS)
def test_a_lock_is_whole(path: str) -> None:
    there = locked(path)
    assert len(there) > 30
    assert not {(name, other) for name in there for other in needs(name) if other not in there}


def needs(name: str) -> set[str]:
    try:
        return set(needed(name))
    except PackageNotFoundError:  # another platform's
        return set()
