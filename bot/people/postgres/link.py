"""A connection to PostgreSQL that comes back: statements as the rooms write them, errors without anybody's words.

It blocks, like the file does: a statement takes a fraction of a millisecond, and order is plain. While the server is
away it is waited for, a bounded time; then those who ask are told, and each asks again when it sees fit.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

import psycopg
from psycopg import errors, pq, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.postgres import types

from bot.people.postgres.coding import CHAT, Coding, Plain, Wire
from bot.people.store import Row, StoreError
from digests.errors import BadInput, Unavailable

log = logging.getLogger(__name__)

BELLS = ("inbox", "outbox")
"""What nodes wake each other by: something is to be handled, or to be sent."""
LEAST = 150000  # the oldest server version that is known to do
STALLED = 30.0  # seconds without an answer; no lock is waited for longer than ten, and what may last is not watched
WAIT = 10.0  # seconds that a server which is away is waited for
NAME = "khabar"
DEFAULTS = {
    "application_name": NAME, "connect_timeout": "3", "keepalives_idle": "10", "keepalives_interval": "5",
    "keepalives_count": "3", "tcp_user_timeout": "15000", "target_session_attrs": "read-write",
}  # fmt: skip
SESSION = (
    "SET enable_seqscan = off",  # every statement has its index; a plan made while a table was small outlives that
    "SET enable_mergejoin = off",  # which would sort what is joined to a handful of rows
    "SET jit = off",
    "SET lock_timeout = '10s'",
    "SET idle_in_transaction_session_timeout = '60s'",  # of a machine that is gone
    "SET client_min_messages = warning",
    *(f"SET tcp_{name}" for name in ("keepalives_idle = 3", "keepalives_interval = 1", "keepalives_count = 3")),
    "SET tcp_user_timeout = '6s'",  # so the server learns that our machine is gone, and lets go of our locks
    *(f"LISTEN {bell}" for bell in BELLS),
)
KEYED = re.compile(r"(?P<does>(?:UPDATE|DELETE FROM) [^?]+) WHERE (?P<keys>\w+ = \?(?: AND \w+ = \?)*)")
GIVEN = re.compile(r"(?P<does>INSERT INTO \w+ SELECT) (?P<values>\?(?:, \?)*) (?P<where>WHERE .+)")
ARRAYS = {types["int8"].oid: "bigint[]", types["float8"].oid: "double precision[]", CHAT: "uuid[]"}
AWAY = ("08", "57P", "25006", "0A000")
"""SQLSTATEs that another connection may mend: the way there, an operator's intervention, a server that has become a
replica, a plan from before a newer program changed a table."""
AGAIN = ("40001", "40P01")  # another had its way first


P = ParamSpec("P")
T = TypeVar("T")


class Result(NamedTuple):
    """What a statement gave; two runs that did the same are equal."""

    rows: list[Row]
    touched: int


def watched(ask: Callable[P, T]) -> Callable[P, T]:
    """A method of `Link` whose answer is not waited for without end."""

    @wraps(ask)
    def asks(*args: P.args, **kwargs: P.kwargs) -> T:
        link = cast(Link, args[0])
        with link._watch.over(link.connection):
            return ask(*args, **kwargs)

    return asks


class Watch:
    """A thread that ends a connection on which nothing was heard for `STALLED` seconds: a way that swallows everything
    tells nobody that it does, and who asks stands still."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: tuple[float, psycopg.Connection[Any]] | None = None
        self._over: threading.Event | None = None

    def end(self) -> None:
        if self._over is not None:
            self._over.set()
            self._over = None

    @contextmanager
    def over(self, connection: psycopg.Connection[Any]) -> Iterator[None]:
        if self._over is None:
            self._over = threading.Event()
            threading.Thread(target=self._run, args=(self._over,), name="watch", daemon=True).start()
        before, self._asked = self._asked, self._asked or (time.monotonic(), connection)
        try:
            yield
        finally:
            with self._lock:
                self._asked = before

    def _run(self, over: threading.Event) -> None:
        while not over.wait(STALLED / 10):
            with self._lock:
                if self._asked and time.monotonic() - self._asked[0] > STALLED and not self._asked[1].closed:
                    _shut(self._asked[1].pgconn.socket)


def _shut(number: int) -> None:
    """End a connection under whoever waits on it; the number stays theirs to close."""
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as way:
        way.shutdown(socket.SHUT_RDWR)


class Link:
    """The one connection of a store. Methods raise psycopg's errors; `worded` says them to others."""

    def __init__(self, url: str) -> None:
        self.address = address_of(url)
        self.coding: Coding = Plain()
        self.generation = 0  # connections that were made
        self._gave_up = float("-inf")
        self._scratch: dict[str, str] = {}
        self._heard: set[str] = set()
        self._kinds: dict[str, tuple[int, ...]] = {}
        self._tables: dict[str, Sequence[tuple[str, int]]] = {}
        self._watch = Watch()

    def open(self, *, patient: bool = True) -> None:
        """Connect for the first time. Raises Unavailable where there is no server, or too old a one."""
        try:
            self._wait(patient=patient)
        except StoreError as error:
            raise Unavailable(f"{self.shown}: {error}") from None
        version = self.connection.info.server_version
        if version < LEAST:
            self.close()
            raise Unavailable(f"{self.shown}: version {version // 10000}; 15 or newer is needed")

    def use(self, coding: Coding) -> None:
        """From now on values are written and read so."""
        self.coding = coding
        coding.teach(self.connection)
        self._cursor = psycopg.RawCursor(self.connection)

    def close(self) -> None:
        self.connection.close()
        self._watch.end()

    @property
    def shown(self) -> str:
        """Where it leads, without user and password."""
        return shown(self.address)

    # Statements

    @watched
    def run(self, statement: str, values: Sequence[object] = ()) -> Result:
        cursor = self._cursor
        cursor.execute(dollars(statement).encode(), self._written(statement, values), prepare=True)
        return Result(cursor.fetchall() if cursor.description else [], cursor.rowcount)

    @watched
    def run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> Result:
        at_once = for_many(statement) if len(rows) > 1 else None
        kinds = self.kinds(statement) if at_once else ()
        if at_once and set(kinds) <= ARRAYS.keys():  # one statement for all rows
            written = zip(*(self.coding.write(row, kinds) for row in rows), strict=True)
            casts = [f"${n}::{ARRAYS[kind]}" for n, kind in enumerate(kinds, 1)]
            arrays = [f"{{{','.join(map(str, column))}}}" for column in written]
            self._cursor.execute(at_once.format(", ".join(casts)).encode(), arrays, prepare=True)
        else:
            self._cursor.executemany(dollars(statement).encode(), [self._written(statement, row) for row in rows])
        return Result([], self._cursor.rowcount)

    @watched
    def fill(self, table: str, rows: Sequence[Sequence[object]]) -> Result:
        """By COPY: the way for many rows."""
        columns = self._columns(table)[: len(rows[0])]  # a newer program may have added some
        kinds, names = [kind for _, kind in columns], sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns)
        with self._cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)) as copy:
            for row in rows:
                copy.write_row(self.coding.write(row, kinds))
        return Result([], len(rows))

    def stream(self, statement: str) -> psycopg.ServerCursor[Row]:
        """A cursor of the server's, for what is too much at once."""
        cursor = self.connection.cursor("stream")
        return cursor.execute(statement.encode())

    @watched
    def command(self, text: str) -> str:
        """A statement without values, or several; the first value of the last, empty where it gives none."""
        return self.patient_command(text)

    def patient_command(self, text: str) -> str:
        """The same, for what may last."""
        result = self._told(self.connection.pgconn.exec_(text.encode()))
        return (result.get_value(0, 0) or b"").decode() if result.ntuples else ""

    def heard(self) -> set[str]:
        """The bells that other nodes rang since this was asked last; the server is not asked."""
        pgconn, heard = self.connection.pgconn, set(self._heard)
        self._heard.clear()
        try:
            pgconn.consume_input()
            while told := pgconn.notifies():
                if told.be_pid != pgconn.backend_pid:
                    heard.add(told.relname.decode())
        except psycopg.Error:
            return heard  # the next statement connects anew
        return heard

    def _hear(self, told: psycopg.Notify) -> None:
        """What arrives while a statement runs."""
        if told.pid != self.connection.pgconn.backend_pid:
            self._heard.add(told.channel)

    def scratch(self, table: str, create: str) -> Result:
        """Make a table of this connection's own, and of each that follows it."""
        self._scratch[table] = create
        self.command(create)
        return Result([], 0)

    def kinds(self, statement: str) -> tuple[int, ...]:
        """The types of a statement's placeholders, as the server sees them."""
        if (known := self._kinds.get(statement)) is not None:
            return known
        told = self._described(statement)
        return self._kinds.setdefault(statement, tuple(map(told.param_type, range(told.nparams))))

    def _columns(self, table: str) -> Sequence[tuple[str, int]]:
        """The columns of a table, in their order, with their types."""
        if (known := self._tables.get(table)) is not None:
            return known
        told = self._described(f"SELECT * FROM {table}")
        found = [((told.fname(n) or b"").decode(), told.ftype(n)) for n in range(told.nfields)]
        return self._tables.setdefault(table, found)

    def _described(self, statement: str) -> pq.abc.PGresult:
        link = self.connection.pgconn
        self._told(link.prepare(b"", dollars(statement).encode()))
        return self._told(link.describe_prepared(b""))

    def _told(self, result: pq.abc.PGresult) -> pq.abc.PGresult:
        """What the server answered; raises what it refused with, or that it is gone."""
        if result.status in {pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK}:
            return result
        if result.error_field(pq.DiagnosticField.SQLSTATE) is None:  # the server has no part in it
            raise psycopg.OperationalError("the connection was lost")
        raise errors.error_from_result(result)

    def _written(self, statement: str, values: Sequence[object]) -> list[Wire]:
        return self.coding.write(values, self.kinds(statement) if self.coding.by_type and values else ())

    # A server that goes away

    def mend(self, error: psycopg.Error) -> None:
        """After trouble that passes: out of the broken transaction, on a new connection where this one is lost.

        Raises StoreError where the server stays away.
        """
        if not self.connection.closed and not is_away(error):
            try:
                self.command("ROLLBACK")
            except psycopg.Error:
                self.connection.close()
        if self.connection.closed or is_away(error):
            self.connection.close()
            self._wait()

    def _wait(self, *, patient: bool = True) -> None:
        """Connect; wait for a server that is away, unless that was in vain a moment ago."""
        patience = WAIT if patient and time.monotonic() - self._gave_up > WAIT else 0.0
        ends, pause = time.monotonic() + patience, 0.05
        while True:
            try:
                return self._connect()
            except psycopg.Error as error:
                if not is_away(error) or time.monotonic() >= ends:
                    self._gave_up = time.monotonic()
                    raise StoreError(f"cannot be reached ({said(error)})") from None
                if pause == 0.05:
                    log.warning("PostgreSQL is away; waiting for it", extra={"seconds": patience})
            time.sleep(pause)
            pause = min(1.0, 2 * pause)

    def _connect(self) -> None:
        self.connection = psycopg.connect(make_conninfo(**{**DEFAULTS, **self.address}), autocommit=True)
        self.connection.prepared_max = 500
        self.connection.add_notify_handler(self._hear)
        self.use(self.coding)
        for setting in (*SESSION, *self._scratch.values()):
            self.command(setting)
        self.generation += 1


def address_of(url: str) -> Mapping[str, Any]:
    """The parts of a connection's address. Raises BadInput without showing any of it."""
    try:
        return conninfo_to_dict(url)
    except psycopg.Error:
        raise BadInput("KHABAR_PEOPLE_URL: an address is expected (postgresql://user@host/database)") from None


def shown(address: Mapping[str, Any]) -> str:
    """A server's address without user and password."""
    host, port = address.get("host", "localhost"), address.get("port", "5432")
    return f"PostgreSQL {address.get('dbname', address.get('user', ''))} at {host}:{port}"


@lru_cache(maxsize=2048)
def dollars(statement: str) -> str:
    """The rooms' placeholders as PostgreSQL's: no literal of ours holds a question mark."""
    first, *rest = statement.split("?")
    return first + "".join(f"${n}{part}" for n, part in enumerate(rest, 1))


@lru_cache(maxsize=256)
def for_many(statement: str) -> str | None:
    """A statement that names rows by their whole key, or puts one under a condition, made one for many, with a place
    for the arrays of their values; None for any other."""
    words = " ".join(statement.split())
    if match := KEYED.fullmatch(words):
        names = re.findall(r"(\w+) = \?", match["keys"])
        return f"{match['does']} WHERE ({', '.join(names)}) IN (SELECT * FROM unnest({{}}))"
    if match := GIVEN.fullmatch(words):
        names = [f"v{n}" for n in range(words.count("?"))]
        columns = iter(names)
        values, where = (re.sub(r"\?", lambda _: f"one.{next(columns)}", match[part]) for part in ("values", "where"))
        return f"{match['does']} {values} FROM unnest({{}}) AS one({', '.join(names)}) {where}"
    return None


def is_away(error: psycopg.Error) -> bool:
    """Whether the server, the way to it, or what this connection knows of it is what failed."""
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError)
    return error.sqlstate.startswith(AWAY)


def passes(error: psycopg.Error) -> bool:
    """Whether the same may be done again with another outcome."""
    return is_away(error) or error.sqlstate in AGAIN


def said(error: psycopg.Error) -> str:
    """The kind of an error: its own words may quote somebody's."""
    return f"{type(error).__name__} {error.sqlstate or ''}".strip()
