"""The private database on PostgreSQL: the store of several machines.

Nothing that was begun is lost while the server is away, restarts, or lets another transaction go first. All that a
transaction did is remembered until it is committed; done again on a new connection it must read what it read and touch
what it touched, or it is given up. Whether a commit happened that was under way when the connection broke stands in the
table `commits`: each transaction numbers itself there, and the number only rises, so that one which arrives late, after
it was done again, fails.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

import psycopg

from bot.people.postgres import schema
from bot.people.postgres.coding import Sealed
from bot.people.postgres.link import NAME, Link, Result, passes, said
from bot.people.postgres.together import NEEDS, NOW, OUTDATED, Together
from bot.people.sealing import SALT, Sealing
from bot.people.store import SILENT, SOME, Kind, Row, Shared, StoreError
from digests.errors import BadInput, NotFound, Unavailable

TRIES = 6
BUSY = "'500ms'"  # how long a table that is to be rewritten is waited for
LOCK = 7_466_219_031_448  # of the schema, while it is brought up to date
TRIAL = "khabar"
NEED = "INSERT INTO about VALUES ('needs',"
UNLESS_MORE = "ON CONFLICT (name) DO UPDATE SET value = greatest(about.value::int, excluded.value::int)::text"
ROLL_SINCE = 3  # steps, with which the roll of nodes came
NUMBERED = """INSERT INTO commits VALUES ('{session}', {number}, 0, now()) ON CONFLICT (session) DO UPDATE SET
              n = excluded.n, was = commits.n, at = excluded.at"""
COMMITS = """CREATE TABLE commits (
    session text PRIMARY KEY, n bigint NOT NULL, was bigint NOT NULL, at timestamptz NOT NULL, CHECK (n > was)
) WITH (fillfactor = 20)"""
FORGET = "DELETE FROM commits WHERE at < now() - interval '90 days'"
"""Of processes that are long over."""

T = TypeVar("T")


class PostgresDatabase(Together, Shared):
    """A connection to the private database on a server."""

    copied_for = 30 * 24 * 3600.0
    place = "ctid"

    def __init__(self, link: Link, data: Path) -> None:
        super().__init__()
        self.data = data
        self.link = link
        self._journal: list[tuple[Callable[[], Result], Result]] | None = None  # what the transaction did so far
        self._synced = self._again = True
        self._behind = False  # the connection has not done yet what stands in the journal
        self._session, self._number = secrets.token_hex(8), 0  # of the last transaction, as `commits` knows it
        self._writes = 0
        self._seed = secrets.randbits(62)  # nobody can choose words that are alike with others' to the hash

    @classmethod
    def open(cls, data: Path, url: str, key: str | None = None, *, create: bool = True, patient: bool = True) -> Self:
        """Connect, with `patient` also to a server that is starting, and bring the schema up to date.

        Raises NotFound where there is none and `create` is off, BadInput for a wrong, missing or needless key,
        Unavailable where the server cannot be reached or refuses.
        """
        link = Link(url)
        link.open(patient=patient)
        try:
            if not create and not _is_made(link):
                raise NotFound(f"{link.shown}: no private database here yet; `khabar run` makes one")
            seal = _brought_up(link, sealed=key is not None)
            if seal and key is None:
                raise BadInput(f"{link.shown}: is sealed; KHABAR_PEOPLE_KEY is not set")
            if key is not None:
                link.use(Sealed(_sealing(link, key, seal)))
        except psycopg.Error as error:
            link.close()
            raise Unavailable(f"{link.shown}: {said(error)}") from None
        except BaseException:
            link.close()
            raise
        return cls(link, data)

    def close(self) -> None:
        self.link.close()

    @property
    def shown(self) -> str:
        return self.link.shown

    def in_use(self) -> bool:
        return self.number(
            """SELECT count(*) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = ? AND pid <> pg_backend_pid()""",
            NAME,
        ) > 0  # fmt: skip

    # Transactions

    @contextmanager
    def transaction(self, *, synced: bool = True, again: bool = True) -> Iterator[None]:
        if self._journal is not None:
            yield
            return
        self._journal, self._synced, self._again, self._behind = [], synced, again, True
        try:
            yield
            self._commit()
        except BaseException:
            self._writes += 1  # a scratch table has lost what it was given
            self._give_up()
            raise
        finally:
            self._journal = None

    def _begin(self) -> None:
        self.link.command("BEGIN" if self._synced else "BEGIN; SET LOCAL synchronous_commit = off")

    def _catch_up(self) -> None:
        """Begin, and do what was done before: with the same outcome, or not at all."""
        self._begin()
        for call, result in self._journal or ():
            if call() != result:
                raise StoreError("what a transaction had read was changed before it could end")
        self._behind = False

    def _commit(self) -> None:
        if self._behind and not self._journal:
            return  # nothing was asked of the server
        self._number += 1
        end = f"{NUMBERED.format(session=self._session, number=self._number)}; COMMIT"
        for left in reversed(range(TRIES)):
            try:
                if self._behind:
                    self._catch_up()
                self.link.command(end)
                return
            except psycopg.Error as error:
                if not left or not passes(error):
                    raise _worded(error) from None
                self.link.mend(error)
                if self._is_committed():
                    return
                if not self._again:
                    raise _worded(error) from None
                self._behind = True

    def _is_committed(self) -> bool:
        """Whether the transaction was committed although nobody could say so."""
        asked = f"SELECT count(*) FROM commits WHERE session = '{self._session}' AND n = {self._number}"
        return self.link.command(asked) == "1"

    def _give_up(self) -> None:
        if not self._behind and not self.link.connection.closed:
            try:
                self.link.command("ROLLBACK")
            except psycopg.Error:
                self.link.close()  # the next statement connects anew

    def _do(self, call: Callable[[], Result]) -> Result:
        """`call`, again where the trouble passes; in a transaction after all that it has done before."""
        for left in reversed(range(TRIES)):
            try:
                if self._behind and self._journal is not None:
                    self._catch_up()
                result = call()
                break
            except psycopg.Error as error:
                if not left or not passes(error) or not self._again:
                    raise _worded(error) from None
                self.link.mend(error)
                self._behind = self._journal is not None
        if self._journal is not None and self._again:
            self._journal.append((call, result))
        return result

    def _write(self, call: Callable[[], Result]) -> int:
        """A statement that changes something stands in a transaction, so that it is done once, whatever happens."""
        with self.transaction():
            touched = self._do(call).touched
        self._writes += 1
        return touched

    # Statements

    def all(self, sql: str, *values: object) -> list[Row]:
        return self._do(partial(self.link.run, sql, values)).rows

    def one(self, sql: str, *values: object) -> Row | None:
        return next(iter(self.all(sql, *values)), None)

    def number(self, sql: str, *values: object) -> int:
        row = self.one(sql, *values)
        return int(row[0]) if row and row[0] is not None else 0

    def execute(self, sql: str, *values: object) -> int:
        return self._write(partial(self.link.run, sql, values))

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        whole = list(rows)
        return self._write(partial(self.link.run_many, sql, whole)) if whole else 0

    def among(self, column: str, chats: Iterable[int]) -> tuple[str, object]:
        return f"{column} = ANY(?)", list(chats)

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        if whole := list(rows):
            with self.transaction():
                self._write(partial(self.link.fill, table, whole))
                if table in schema.SERIALS:  # it goes on after the highest that was brought
                    self.one(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")

    def rows(self, table: str) -> Iterator[list[Row]]:
        self.one("SELECT 1")  # the transaction has begun
        try:
            with self.link.stream(f"SELECT * FROM {table}") as cursor:
                while some := cursor.fetchmany(SOME):
                    yield some
        except psycopg.Error as error:
            raise _worded(error) from None

    def alike(self, expressions: Sequence[str]) -> str:
        return f"hash_record_extended(ROW({', '.join(expressions)}), {self._seed})"

    def scratch(self, table: str, *, keyed: bool = True, **columns: Kind) -> None:
        chat = (schema.SEALED if self.link.coding.by_type else schema.PLAIN)["chat"]
        types: Mapping[Kind, str] = {
            "chat": chat, "number": "bigint", "moment": "double precision", "place": "tid", "likeness": "bigint",
        }  # fmt: skip
        key, *rest = (f"{name} {types[kind]}" for name, kind in columns.items())
        key = f"{key} PRIMARY KEY" if keyed else key
        create = f"CREATE TEMP TABLE IF NOT EXISTS {table} ({', '.join((key, *rest))})"
        self._do(partial(self.link.scratch, table, create))

    def empty(self, table: str) -> None:
        self.execute(f"TRUNCATE {table}")

    @property
    def changes(self) -> object:
        newest = "SELECT pg_snapshot_xmax(pg_current_snapshot())"  # of all nodes' transactions
        return self._writes, self.link.generation, self._do(partial(self.link.run, newest)).rows

    def rewrite(self, *tables: str) -> bool:
        """Small tables are written into new files; of all others the space is given up. The server's own log (WAL) is
        not ours to empty: what must not stand there is sealed."""
        wanted = [f"VACUUM (FULL) {table}" for table in tables] or ["VACUUM"]
        try:
            self.link.command(f"SET lock_timeout = {BUSY}")
            for statement in wanted:
                self.link.patient_command(statement)
            self.link.command("SET lock_timeout = '10s'")
        except psycopg.Error as error:
            self.link.mend(error)
            return False
        return True


def _worded(error: psycopg.Error) -> StoreError:
    return StoreError(f"PostgreSQL: {said(error)}")


def _is_made(link: Link) -> bool:
    return link.command("SELECT to_regclass('about') IS NOT NULL") == "t"


def _brought_up(link: Link, *, sealed: bool) -> str:
    """Make the schema, or bring it up to date; how it is sealed, as it stands there: empty where it is not."""
    link.command(f"BEGIN; SELECT pg_advisory_xact_lock({LOCK})")
    if not _is_made(link):
        link.command("CREATE TABLE about (name text PRIMARY KEY, value text NOT NULL)")
        seal = secrets.token_hex(SALT) if sealed else ""
        link.command(f"INSERT INTO about VALUES ('schema', '0'), ('seal', '{seal}')")
        link.command(COMMITS)
    seal = link.command("SELECT value FROM about WHERE name = 'seal'")
    since = int(link.command("SELECT value FROM about WHERE name = 'schema'"))
    _may_use(link, since)
    for statement in schema.statements(since, sealed=seal != ""):
        link.patient_command(statement)
    link.command(f"{NEED} '{schema.needed()}') {UNLESS_MORE}")
    link.command(f"UPDATE about SET value = '{max(since, len(schema.STEPS))}' WHERE name = 'schema'")
    link.command(f"{FORGET}; COMMIT")
    return seal


def _may_use(link: Link, since: int) -> None:
    """Raises Unavailable where a newer program took away what this one needs, or this one would take away what an older
    node still does."""
    if int(link.command(NEEDS)) > len(schema.STEPS):
        raise Unavailable(f"{link.shown}: {OUTDATED}")
    if ROLL_SINCE <= since < (steps := schema.needed()):
        lately = f"seen > {NOW} - {SILENT}"
        if (older := link.command(f"SELECT count(*) FROM nodes WHERE knows < {steps} AND {lately}")) != "0":
            raise Unavailable(f"{link.shown}: {older} nodes of an older version are still there; stop them first")


def _sealing(link: Link, key: str, salt: str) -> Sealing:
    """The seals of the database, once it is sure that the key is theirs."""
    if not salt:
        raise BadInput(f"{link.shown}: was made without KHABAR_PEOPLE_KEY; `khabar people move` carries it elsewhere")
    sealing = Sealing(key, bytes.fromhex(salt))
    mark = sealing.name(TRIAL)
    link.command(f"INSERT INTO about VALUES ('trial', '{mark}') ON CONFLICT DO NOTHING")
    if link.command("SELECT value FROM about WHERE name = 'trial'") != mark:
        raise BadInput(f"{link.shown}: KHABAR_PEOPLE_KEY does not open it: it is another's")
    return sealing
