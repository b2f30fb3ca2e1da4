"""What the rooms of people and mail ask of the private database, whichever it is: the file, or PostgreSQL.

SQL is written once, for both: placeholders are `?`, times are seconds since 1970, yes and no are 1 and 0. The few
things that each says in its own way are methods here, with one meaning each. A connection belongs to the thread that
opened it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, Protocol, Self

Row = tuple[Any, ...]
Kind = Literal["chat", "number", "moment", "place", "likeness"]
"""What a column of a scratch table holds: a chat's id, a whole number, seconds since 1970; where a row stands
(`place`), what rows have in common (`alike`)."""


BEGINNING = -(2**62)
"""Where a walk over all chats begins, in the order in which any store keeps them: no chat has this number."""
SOME = 10_000
"""Rows that are carried at a time."""


SILENT = 20.0
"""Seconds without a word after which a node is taken for gone."""


class StoreError(Exception):
    """The private database could not do what it was asked: a full disk, a lock, damage, a server that is away."""


class Deposed(StoreError):
    """What was to be written belongs to a role that another node has by now."""


class PeopleStore(Protocol):
    """A private database that is open."""

    data: Path
    """The folder of data beside which keys, locks and backups lie."""

    copied_for: float
    """Seconds for which copies that we do not see may be brought back: none of the file, whose backups lie beside it;
    dumps of a server."""

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

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        """The same for many rows; how many were touched."""

    # The service's own small memory

    def count(self, name: str, by: int = 1) -> None:
        """Add to a counter that outlives the process (`khabar status`); never a name or an id in it."""

    def counts(self) -> dict[str, int]: ...

    def state(self, name: str) -> str | None:
        """A small value the service remembers: a hold, the callback key, the simulator's clock."""

    def set_state(self, name: str, value: str | None) -> None: ...

    def agreed(self, name: str, proposed: str) -> str:
        """The value that all nodes have under this name: the first that was proposed."""

    # What each says in its own way

    def among(self, column: str, chats: Iterable[int]) -> tuple[str, object]:
        """A condition that holds where `column` names one of `chats`, and the value of its one placeholder."""

    place: str
    """The column by which any row is found without an index, as long as it is not changed."""

    def alike(self, expressions: Sequence[str]) -> str:
        """An expression whose value is the same for rows of a table in which all `expressions` are."""

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Put whole rows, in the order of the table's columns, into a table that holds none of them."""

    def rows(self, table: str) -> Iterator[list[Row]]:
        """All rows of a table, some thousand at a time; within a transaction."""

    def scratch(self, table: str, *, keyed: bool = True, **columns: Kind) -> None:
        """A table of this connection's own, empty at first; its first column is the key, where it is `keyed`."""

    def empty(self, table: str) -> None:
        """Leave no rows in a table of this connection's own, and no room where any were."""

    @property
    def changes(self) -> object:
        """Another value once anything was written since, or a scratch table may have lost what stood in it."""

    def rewrite(self, *tables: str) -> bool:
        """Leave no bytes of what was deleted from these tables; without names, from any. False: try again."""

    # Nodes that share it

    def now(self) -> float:
        """Seconds since 1970 by the one clock that all nodes go by."""

    def hold(self, role: str) -> int:
        """Take a role that one node has at a time, or go on holding it, which is to be said every second.

        The term in which we hold it: above 0, another one whenever any other node held it between. 0: not ours now.
        """

    def let_go(self, role: str) -> None:
        """Another may take it, soon after whatever we did last."""

    def in_term(self, role: str, term: int) -> None:
        """Raises Deposed where the term is over; else it lasts until the end of the transaction that this is in."""

    def turns(self, chats: Sequence[int]) -> Sequence[int]:
        """Those of `chats` that no other node is at; nobody else is, until `turn_over` or until this process ends."""

    def turn_over(self, chat_id: int) -> None: ...

    def alone_with(self, table: str) -> None:
        """Nobody else writes to it until the end of the transaction that this is in."""

    def enrol(self, kind: str, said: str, *, first: bool = False) -> None:
        """Say that this node is there: a bot or a worker, with what is to be known of it; `first` since it started.
        Who was silent for a day is struck from the roll. Raises Unavailable where a newer program changed the schema so
        that this one cannot use it."""

    def strike(self, kind: str) -> None:
        """This node goes."""

    def enrolled(self) -> list[tuple[str, str, float, float]]:
        """Each node: what it is called, what it said, the seconds since it started and since it was heard of."""

    def ring(self, bell: str) -> None:
        """Wake the other nodes, where they `hear`; not within a transaction."""

    async def hear(self, heard: Callable[[str], None]) -> None:
        """Until cancelled: `heard` is told what other nodes ring."""


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

    def agreed(self: PeopleStore, name: str, proposed: str) -> str:
        with self.transaction():
            self.execute("INSERT INTO state VALUES (?, ?) ON CONFLICT(name) DO NOTHING", name, proposed)
            return self.state(name) or proposed
