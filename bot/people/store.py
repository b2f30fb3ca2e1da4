"""What the rooms of people and mail ask of the private database, whichever it is: the file, or PostgreSQL.

SQL is written once, for both: placeholders are `?`, times are seconds since 1970, yes and no are 1 and 0. The few
things that each says in its own way are methods here, with one meaning each. A connection belongs to the thread that
opened it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, Protocol, Self

Row = tuple[Any, ...]
Kind = Literal["chat", "number", "moment"]
"""What a column of a scratch table holds: a chat's id, a whole number, seconds since 1970."""


BEGINNING = -(2**62)
"""Where a walk over all chats begins, in the order in which any store keeps them: no chat has this number."""
SOME = 10_000
"""Rows that are carried at a time."""


class StoreError(Exception):
    """The private database could not do what it was asked: a full disk, a lock, damage, a server that is away."""


class PeopleStore(Protocol):
    """A private database that is open."""

    data: Path
    """The folder of data beside which keys, locks and backups lie."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def close(self) -> None: ...

    @property
    def shown(self) -> str:
        """Where it is, in words for an operator: no user, no password."""

    def in_use(self) -> bool:
        """Whether a bot has it open beside us."""

    def transaction(self, *, synced: bool = True, again: bool = True) -> AbstractContextManager[object]:
        """All or nothing; one that stands inside another joins it.

        With `synced` off it survives a crash of the process like any other, but a power cut may take it back. With
        `again` off it is too long to be remembered, should the server go away in the midst: it fails then.
        """

    def all(self, sql: str, *values: object) -> list[Row]: ...

    def one(self, sql: str, *values: object) -> Row | None: ...

    def number(self, sql: str, *values: object) -> int:
        """The first column of the first row, 0 where there is none."""

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement; the number of rows it touched."""

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None: ...

    # The service's own small memory

    def count(self, name: str, by: int = 1) -> None:
        """Add to a counter that outlives the process (`khabar status`); never a name or an id in it."""

    def counts(self) -> dict[str, int]: ...

    def state(self, name: str) -> str | None:
        """A small value the service remembers: a hold, the callback key, the simulator's clock."""

    def set_state(self, name: str, value: str | None) -> None: ...

    # What each says in its own way

    def among(self, column: str, chats: Iterable[int]) -> tuple[str, object]:
        """A condition that holds where `column` names one of `chats`, and the value of its one placeholder."""

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Put whole rows, in the order of the table's columns, into a table that holds none of them."""

    def rows(self, table: str) -> Iterator[list[Row]]:
        """All rows of a table, some thousand at a time; within a transaction."""

    def scratch(self, table: str, **columns: Kind) -> None:
        """A table of this connection's own, empty at first; its first column is the key."""

    @property
    def changes(self) -> int:
        """Another number once anything was written since, or a scratch table may have lost what stood in it."""

    def rewrite(self, *tables: str) -> bool:
        """Leave no bytes of what was deleted from these tables; without names, from any. False: try again."""


class Shared:
    """What every store does alike: it is closed with its `with`, and keeps the service's own small memory."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self: PeopleStore, *_: object) -> None:
        self.close()

    def count(self: PeopleStore, name: str, by: int = 1) -> None:
        self.execute(
            "INSERT INTO tally VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET n = tally.n + excluded.n", name, by
        )

    def counts(self: PeopleStore) -> dict[str, int]:
        return {name: n for name, n in self.all("SELECT name, n FROM tally ORDER BY name")}  # noqa: C416 (typed)

    def state(self: PeopleStore, name: str) -> str | None:
        row = self.one("SELECT value FROM state WHERE name = ?", name)
        return str(row[0]) if row else None

    def set_state(self: PeopleStore, name: str, value: str | None) -> None:
        if value is None:
            self.execute("DELETE FROM state WHERE name = ?", name)
        else:
            self.execute(
                "INSERT INTO state VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", name, value
            )
