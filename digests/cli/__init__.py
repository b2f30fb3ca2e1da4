"""The command line of the newsroom. `bot.cli` mounts these commands and adds its own.

Each command lives in a module of its own and is imported when it is called, so that `khabar --help` is quick.
A command raises a `KhabarError`; `fail_clearly` turns it into one line on standard error and an exit status.
"""

from __future__ import annotations

import functools
import importlib
import json
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from digests.errors import KhabarError, UnknownName
from digests.say import foreign

P = ParamSpec("P")
T = TypeVar("T")

COMMANDS: Mapping[str, str] = {
    "ingest": "digests.cli.ingest:ingest",
    "extract": "digests.cli.extract:extract",
    "quantities": "digests.cli.quantities:quantities",
    "search": "digests.cli.search:search",
    "ask": "digests.cli.ask:ask",
    "check": "digests.cli.check:check",
    "figures": "digests.cli.figures:figures",
    "review": "digests.cli.review:review",
    "sources": "digests.cli.sources:sources",
    "digest": "digests.cli.digest:digest",
    "corpus": "digests.cli.corpus:corpus",
    "export": "digests.cli.export:export",
    "worker": "digests.cli.worker:worker",
}
"""Command name → "module:attribute"."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every command is handed: the folder of data."""

    data: Path


class LazyGroup(click.Group):
    """A group whose commands are imported on first use."""

    def __init__(self, *args: Any, lazy: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.lazy:
            module, _, attribute = self.lazy[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(module), attribute)
            return command
        return super().get_command(ctx, cmd_name)


def complain(what: object) -> None:
    """One line on standard error, whatever `what` holds."""
    click.echo(foreign.plain(f"khabar: {' '.join(str(what).split())}"), err=True)


def tell(text: str) -> None:
    """A line or more on standard output, with nothing that moves a terminal's cursor or turns its text round."""
    click.echo(foreign.plain(text))


def fail_clearly(command: Callable[P, T]) -> Callable[P, T]:
    """Expected failures become one line on standard error: exit 2 for an unknown name, 1 for the rest.

    A database that breaks, fills or locks under our hands is such a failure too, wherever it shows.
    """

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except KhabarError as error:
            complain(error)
            sys.exit(2 if isinstance(error, UnknownName) else 1)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
                raise  # ours, not the disk's
            complain(f"the database cannot be used: {error}; `khabar doctor` looks closer")
            sys.exit(1)

    return wrapped


def print_json(value: object, *, compact: bool = False) -> None:
    """JSON on standard output: one line where `compact`, Cyrillic as it is.

    What cannot be seen, or is half a character (a byte of a file name that is no UTF-8), is written as an escape: it
    comes back as it was.
    """
    shape: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
    text = json.dumps(value, ensure_ascii=False, default=str, allow_nan=False, **shape)
    click.echo(foreign.escaped(text))
