"""Nodes that share a server: who has a role, whose turn a chat is, and how they wake each other.

A role is held by an advisory lock of the session, which ends with its process, and by a *term*, a number that rises
with each holder. The lock says at once that a holder died; the term says so to the holder, should it live on without
its connection. Before a new term may begin, the time has passed for which the former holder could still believe in its
own (`LEASE` after it last said that it was there, by the server's clock).
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import psycopg

from bot.people.postgres import schema
from bot.people.postgres.link import Link
from bot.people.store import Deposed, PeopleStore
from digests.errors import KhabarError, Unavailable
from digests.sources.disk import write_whole

log = logging.getLogger(__name__)

FILE = "node"
"""Where a folder of data keeps what its node is called: after a restart it is the same one."""

LEASE = 3.5  # seconds after its last sign of life in which nobody follows a holder; it acts for `seat.SURE` of them
CLEAR = 1.2  # the same after one that let go: a whole second has passed by then, as Telegram counts
SILENT = "5 s"  # a holder whose session did nothing for so long hangs, or its machine is gone
ROLE, TURN = 7466, 7467  # which advisory locks are which
HEAR = 0.02  # seconds between two looks at what has arrived on our connection
NOW = "extract(epoch FROM clock_timestamp())::float8"
RENEW = f"UPDATE roles SET free = {NOW} + ? WHERE name = ? AND term = ?"
TAKE = f"""INSERT INTO roles VALUES (?, 1, {NOW} + {LEASE}) ON CONFLICT (name) DO UPDATE
           SET term = roles.term + 1, free = excluded.free WHERE roles.free <= {NOW} RETURNING term"""
NEEDS = "SELECT coalesce(max(value::int), 0) FROM about WHERE name = 'needs'"
OUTDATED = "a newer program changed the private database so that this one cannot use it; renew this one"
LONG_GONE = 24 * 3600.0
ENROL = f"""INSERT INTO nodes VALUES (?, {NOW}, {NOW}, ?, ?) ON CONFLICT (name) DO UPDATE
            SET seen = excluded.seen, knows = excluded.knows, said = excluded.said,
                since = CASE WHEN ?::int = 1 THEN excluded.since ELSE nodes.since END"""
EVICT = f"""SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND classid = {ROLE} AND objid = ? AND objsubid = 2 AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND state <> 'active' AND state_change < clock_timestamp() - interval '{SILENT}'"""


class Together:
    """What `PeopleStore` says of nodes, on a server. Locks are the session's: a new connection takes them again."""

    link: Link
    data: Path

    def __init__(self) -> None:
        self._locks: dict[str, int] = {}  # role → the connection, by number, that has its lock
        self._terms: dict[str, int] = {}
        self._mark = ""
        self._turns: set[int] = set()
        self._turns_of = 0  # the connection that has their locks

    def now(self: PeopleStore) -> float:
        row = self.one(f"SELECT {NOW}")
        return float(row[0]) if row else 0.0

    # Roles

    def hold(self, role: str) -> int:
        store: PeopleStore = self  # type: ignore[assignment]
        if self._locks.get(role) != self.link.generation:
            if not store.number(f"SELECT pg_try_advisory_lock({ROLE}, ?)::int", _number(role)):
                store.all(EVICT, _number(role))
                return 0
            self._locks[role] = self.link.generation
        term = self._terms.get(role, 0)
        if term and store.execute(RENEW, LEASE, role, term):
            return term
        with store.transaction():
            row = store.one(TAKE, role)
        self._terms[role] = int(row[0]) if row else 0
        return self._terms[role]

    def let_go(self, role: str) -> None:
        store: PeopleStore = self  # type: ignore[assignment]
        if term := self._terms.pop(role, 0):
            store.execute(RENEW, CLEAR, role, term)
        if self._locks.pop(role, None) == self.link.generation:
            store.one(f"SELECT pg_advisory_unlock({ROLE}, ?)", _number(role))

    def in_term(self: PeopleStore, role: str, term: int) -> None:
        # Locked, so that a new term waits for this transaction, and sees what it did.
        if self.one("SELECT 1 FROM roles WHERE name = ? AND term = ? FOR SHARE", role, term) is None:
            raise Deposed(f"another node is the {role} now")

    # Turns

    def turns(self, chats: Sequence[int]) -> Sequence[int]:
        """Locks by a hash that the server makes of a chat as it is stored: where that is sealed, of the seal."""
        if self._turns and self._turns_of != self.link.generation:
            self._lock(list(self._turns))  # of what we are at; who was quicker begins it again
        mine = self._lock(list(chats)) if chats else []
        self._turns.update(mine)
        self._turns_of = self.link.generation
        return mine

    def _lock(self, chats: list[int]) -> list[int]:
        store: PeopleStore = self  # type: ignore[assignment]
        found = store.all(
            f"""SELECT chat FROM (SELECT DISTINCT unnest(?::{self._chat}[]) AS chat) AS asked
                WHERE pg_try_advisory_lock({TURN}, hashtext(chat::text))""",
            chats,
        )
        return [chat for (chat,) in found]

    def turn_over(self, chat_id: int) -> None:
        store: PeopleStore = self  # type: ignore[assignment]
        self._turns.discard(chat_id)
        if self._turns_of == self.link.generation:
            store.one(f"SELECT pg_advisory_unlock({TURN}, hashtext(?::{self._chat}::text))", chat_id)

    @property
    def _chat(self) -> str:
        return (schema.SEALED if self.link.coding.by_type else schema.PLAIN)["chat"]

    def alone_with(self: PeopleStore, table: str) -> None:
        self.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")

    # The roll

    def enrol(self, kind: str, said: str, *, first: bool = False) -> None:
        store: PeopleStore = self  # type: ignore[assignment]
        name = self._called(kind)
        with store.transaction(synced=False):
            if store.number(NEEDS) > len(schema.STEPS):
                raise Unavailable(OUTDATED)
            store.execute(f"DELETE FROM nodes WHERE seen < {NOW} - {LONG_GONE} AND name <> ?", name)
            store.execute(ENROL, name, len(schema.STEPS), said, int(first))

    def strike(self, kind: str) -> None:
        store: PeopleStore = self  # type: ignore[assignment]
        store.execute("DELETE FROM nodes WHERE name = ?", self._called(kind))

    def _called(self, kind: str) -> str:
        self._mark = self._mark or _mark_of(self.data)
        return f"{kind}-{self._mark}"

    def enrolled(self: PeopleStore) -> list[tuple[str, str, float, float]]:
        return [
            (name, said, since, seen)
            for name, said, since, seen in self.all(f"SELECT name, said, {NOW} - since, {NOW} - seen FROM nodes")
        ]

    # Bells

    def ring(self, bell: str) -> None:
        """A hint alone: who misses it looks by itself, a little later."""
        with suppress(psycopg.Error):
            self.link.command(f"BEGIN; SET LOCAL synchronous_commit = off; NOTIFY {bell}; COMMIT")

    async def hear(self, heard: Callable[[str], None]) -> None:
        while True:
            for bell in self.link.heard():
                heard(bell)
            await asyncio.sleep(HEAR)


def _mark_of(data: Path) -> str:
    """What the node of a folder of data is called, drawn by chance at its first start."""
    try:
        if found := (data / FILE).read_text(encoding="ascii").strip():
            return found[:16]
    except (OSError, ValueError):
        pass  # it is written anew
    mark = secrets.token_hex(3)
    try:
        write_whole(data / FILE, mark)
    except (OSError, KhabarError):
        log.warning("the name of this node cannot be kept: after a restart it has another")
    return mark


def _number(role: str) -> int:
    return zlib.crc32(role.encode()) >> 1
