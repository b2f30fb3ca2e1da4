"""What documents show of a terminal, as steps that can be done: commands with what they print, files, changes.

A block ```console is a transcript: `$ command`, then what it prints, `…` standing for whatever comes there; ```sh is
what a reader would type. ```python file=PATH is a new file, ```toml append=PATH the end of one, ```diff changes one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```(\S+)(?: (file|append)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Command:
    """A line that is typed, and the lines that are to follow; None where none are shown."""

    line: str
    printed: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class File:
    """A file that is written, or text that is put at its end."""

    path: str
    text: str
    append: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of a file that are replaced by others; both as they stand."""

    path: str
    before: str
    after: str


Step = Command | File | Change


def steps(text: str, *kinds: str) -> Iterator[Step]:
    """The steps that a document shows, in its order; of `kinds` of blocks, all kinds where none is named."""
    for kind, how, path, body in BLOCK.findall(text):
        if kinds and kind not in kinds:
            continue
        if path:
            yield File(path, body, append=how == "append")
        elif kind == "diff":
            yield from _changes(body)
        elif kind == "console":
            yield from _transcript(body)
        elif kind == "sh":
            yield from (Command(line, None) for line in commands(body))


def commands(body: str) -> Iterator[str]:
    """The lines of a shell block, without their comments."""
    for line in body.splitlines():
        if typed := re.sub(r"(?:^|\s+)# .*", "", line).strip():
            yield typed


def _transcript(body: str) -> Iterator[Command]:
    for shown in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        typed, *printed = shown.rstrip("\n").split("\n")
        yield Command(typed, tuple(line.rstrip() for line in printed if line.strip()))


def _changes(body: str) -> Iterator[Change]:
    path = re.search(r"^\+\+\+ b/(.+)$", body, re.MULTILINE)
    assert path, f"a change without the name of its file: {body}"
    for hunk in re.split(r"^@@.*\n", body, flags=re.MULTILINE)[1:]:
        lines = hunk.splitlines()
        before = "\n".join(line[1:] for line in lines if line[:1] != "+")
        after = "\n".join(line[1:] for line in lines if line[:1] != "-")
        yield Change(path[1], before, after)


def do(step: Step, root: Path, here: Path, program: Path) -> None:
    """Do a step: files under `root`, commands in the folder `here`. Raises AssertionError where it goes otherwise."""
    if isinstance(step, Command):
        run(step, here, program)
    elif isinstance(step, File):
        before = (root / step.path).read_text(encoding="utf-8") + "\n" if step.append else ""
        (root / step.path).write_text(before + step.text, encoding="utf-8")
    else:
        text = (root / step.path).read_text(encoding="utf-8")
        assert text.count(step.before) == 1, f"{step.path} holds this not once:\n{step.before}"
        (root / step.path).write_text(text.replace(step.before, step.after), encoding="utf-8")


PLAIN = re.compile(r"khabar [^|<>&;$*?`()\n]*")
"""A line that asks nothing of a shell but to part its words."""


def called(command: Command, here: Path) -> str:
    """The same for a plain line of `khabar`, in this process: to start another takes a second of a core, to load what
    a question is answered with three. What a shell has to do with is typed into one all the same."""
    if not PLAIN.fullmatch(command.line):
        return run(command, here, ROOT)
    ours = {name: None for name in os.environ if name.startswith("KHABAR_")}
    settings = {**ours, "KHABAR_MEANING": "off", "KHABAR_DATA": str(here / "data")}
    with contextlib.chdir(here):
        done = CliRunner(env=settings).invoke(main, shlex.split(command.line)[1:])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return _held(command, done.exit_code, done.stderr + done.stdout)


def run(command: Command, here: Path, program: Path) -> str:
    """Type it in `here`, with `khabar` and `python` of the code in `program`; what it printed, complaints first."""
    bin_ = here / ".bin"
    bin_.mkdir(exist_ok=True)
    for name, words in (("khabar", '-c "from bot.start import main; main()"'), ("python", "")):
        (bin_ / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        (bin_ / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    path = f"{bin_}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**kept, "KHABAR_MEANING": "off", "KHABAR_DATA": str(here / "data"), "PATH": path, "PYTHONPATH": str(program)}
    done = subprocess.run(
        ["bash", "-c", command.line], cwd=here, env=env, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return _held(command, done.returncode, done.stderr + done.stdout)


def _held(command: Command, status: int, said: str) -> str:
    """What was said, if it is what is shown. Raises AssertionError where it is not."""
    assert "Traceback" not in said, said
    if command.printed is None:
        assert status == 0, f"{command.line}: {said}"
    else:
        _same(command, [line.rstrip() for line in said.splitlines() if line.strip()])
    return said


def _same(command: Command, said: Sequence[str]) -> None:
    """Whether what is shown was said, from the first line to the last."""
    pattern = "\n".join("(?:.*\n)*?.*" if line == "…" else _line(line) for line in command.printed or ())
    assert re.fullmatch(pattern, "\n".join(said)), "\n".join([command.line, *said])


def _line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split("…"))
