"""Progress of long work: a bar on the terminal, nothing of the kind when standard error is piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Step = Callable[[str], None]
"""Called with what was just done; the same name twice counts once."""


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Step]:
    """A bar of `total` steps on standard error, gone when the work is done; `total` None where nobody knows."""
    if not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Lines for standard output pass above the bar where both are the terminal, and untouched where it is a file.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
    with bar:
        task = bar.add_task(what, total=total)
        last: list[str] = []

        def step(name: str) -> None:
            if last[-1:] != [name]:
                last[:] = [name]
                bar.advance(task)

        yield step
