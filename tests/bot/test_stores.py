"""Two stores, one schema; a server that goes away; people carried over; nothing legible on a server."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.databases import people as look_at_people
from bot.mail.inbox import Inbox
from bot.mail.message import Message, PhotoRef, Priority
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people import moving
from bot.people.database import FILE, PeopleDatabase
from bot.people.follows import Follows
from bot.people.opening import opened
from bot.people.questions import Kept, Questions
from bot.people.sealing import Sealing
from bot.people.store import BEGINNING, PeopleStore, StoreError
from bot.people.subscribers import Subscriber, Subscribers
from bot.people.threads import Threads
from config.settings import Settings
from digests.clock import FixedClock
from digests.errors import BadInput, NotFound, Unavailable
from tests.bot import stores
from tests.bot.house import png
from tests.bot.running import running, until

if TYPE_CHECKING:
    from bot.people.postgres.database import PostgresDatabase

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
KEY = stores.KEYS[0]
CHAT, GROUP = 7_391_558_204_417, -1_004_815_162_342
SECRETS = ("махфӣ-савол", "махфӣ-ҷавоб", "махфӣ-ном", "махфӣ-калима")


@pytest.fixture
def server(postgresql: stores.Server, tmp_path: Path) -> Iterator[stores.Server]:
    """The server of the tests, with a database for the test's folder; what the test opens is closed after it."""
    yield postgresql
    while stores.OPENED:
        stores.OPENED.pop().close()
    postgresql.drop(tmp_path)


def on(server: stores.Server, data: Path, key: str | None = None) -> PostgresDatabase:
    """Another connection to the database of a folder."""
    from bot.people.postgres.database import PostgresDatabase

    database = PostgresDatabase.open(data, server.of(data, key), key)
    stores.OPENED.append(database)
    return database


def settle(database: PeopleStore) -> None:
    """Something in every table, by the rooms' own ways; words and names that must not be found."""
    clock, wall = FixedClock(NOON), Wall()
    people, outbox = Subscribers(database, clock), Outbox(database, wall)
    people.save(Subscriber(CHAT, "tg", active=True, zone="Europe/Moscow", without=(SECRETS[3],)))
    people.save(Subscriber(GROUP, "ru", active=True))
    Threads(database).keep(GROUP, 17)
    Inbox(database, outbox, wall).store(
        [{"update_id": 9, "message": {
            "message_id": 5, "date": 1712200000, "text": SECRETS[0],
            "from": {"id": CHAT, "is_bot": False, "first_name": SECRETS[2]},
            "chat": {"id": CHAT, "type": "private", "first_name": SECRETS[2]},
        }}]
    )  # fmt: skip
    photo = PhotoRef(f"chart:{CHAT}", png())
    outbox.put([
        Message(CHAT, "sendMessage", {"text": SECRETS[1]}, Priority.ANSWER, f"urgent:3:{CHAT}"),
        Message(GROUP, "sendPhoto", {"caption": SECRETS[1]}, Priority.ALERT, f"notice:{GROUP}", photo=photo),
    ])  # fmt: skip
    Questions(database, clock).keep("q1", CHAT, Kept(SECRETS[0], "tg", NOON.date()))
    Follows(database).follow(CHAT, "crocus.deaths", "144")
    database.set_state("callback_key", f"{SECRETS[2]} {CHAT}")


def contents(database: PeopleStore) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {table: sorted(database.all(f"SELECT * FROM {table}"), key=repr) for table in moving.TABLES}


# One schema


def test_both_stores_hold_the_same_tables_and_columns(tmp_path: Path, server: stores.Server) -> None:
    with PeopleDatabase.open(tmp_path / "file") as file:
        database = on(server, tmp_path)
        assert stores.tables(database) == stores.tables(file) == set(moving.TABLES)
        for table in moving.TABLES:
            assert stores.columns(database, table) == stores.columns(file, table)


@pytest.mark.parametrize("key", [None, KEY])
def test_a_schema_is_made_once_and_opens_with_its_key_alone(
    tmp_path: Path, server: stores.Server, key: str | None
) -> None:
    from bot.people.postgres.database import PostgresDatabase

    people = Subscribers(on(server, tmp_path, key), FixedClock(NOON))
    people.save(Subscriber(CHAT, "tg"))
    again = Subscribers(on(server, tmp_path, key), FixedClock(NOON))
    assert again.get(CHAT) == people.get(CHAT)
    for other in {None, KEY, "another"} - {key}:
        with pytest.raises(BadInput, match="KHABAR_PEOPLE_KEY"):
            PostgresDatabase.open(tmp_path, server.of(tmp_path), other)


# A server that goes away


def test_a_connection_that_breaks_in_a_transaction_costs_nothing(tmp_path: Path, server: stores.Server) -> None:
    database, other = on(server, tmp_path), on(server, tmp_path)
    database.scratch("due_now", chat_id="chat", slot="number")
    before = database.changes
    with database.transaction():
        database.count("first")
        assert database.counts() == {"first": 1}
        other.all(
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()"""
        )
        database.count("second")
    assert database.counts() == {"first": 1, "second": 1}
    assert database.changes > before, "what stood in a scratch table is gone"
    assert database.all("SELECT * FROM due_now") == []


def test_what_was_read_and_changed_meanwhile_is_not_acted_on(tmp_path: Path, server: stores.Server) -> None:
    database, other = on(server, tmp_path), on(server, tmp_path)
    with pytest.raises(StoreError), database.transaction():
        assert database.counts() == {}
        other.count("from elsewhere")
        other.all(
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()"""
        )
        database.count("decided by what was read")
    assert database.counts() == {"from elsewhere": 1}


@pytest.mark.parametrize("arrived", [True, False])
def test_a_commit_that_nobody_confirmed_happens_once(
    tmp_path: Path, server: stores.Server, monkeypatch: pytest.MonkeyPatch, *, arrived: bool
) -> None:
    import psycopg

    database = on(server, tmp_path)
    other = on(server, tmp_path)
    command, late = database.link.command, ""

    def breaks(text: str) -> str:
        nonlocal late
        if not text.endswith("COMMIT") or late:
            return command(text)
        late = text
        if arrived:
            command(text)
        database.link.connection.close()
        raise psycopg.OperationalError("the connection was lost")

    monkeypatch.setattr(database.link, "command", breaks)
    database.count("n")
    assert database.counts() == {"n": 1}
    other.link.command("BEGIN; UPDATE tally SET n = n + 1")
    with pytest.raises(psycopg.errors.CheckViolation):  # what the old connection still had to say
        other.link.command(late)
    other.link.command("ROLLBACK")
    assert database.counts() == {"n": 1}


def test_a_server_that_restarts_is_waited_for(tmp_path: Path) -> None:
    """Stopped again and again without a word: what was committed is there, what was under way is done once."""
    with stores.running() as server:
        database = on(server, tmp_path)
        done, stop = 0, threading.Event()

        def unrest() -> None:
            for _ in range(4):
                time.sleep(0.3)
                server.stop()
                server.start()
            stop.set()

        thread = threading.Thread(target=unrest)
        thread.start()
        while not stop.is_set():
            try:
                with database.transaction():
                    database.count("n")
                    database.execute("INSERT INTO seen VALUES (?, ?)", done, 1.0)
                done += 1
            except StoreError:  # it was away for longer than anybody waits: its caller asks again
                time.sleep(0.1)
        thread.join()
        assert database.counts()["n"] == database.number("SELECT count(*) FROM seen") == done
        assert database.link.generation > 1
        stores.OPENED.pop().close()


def test_a_server_that_stays_away_is_said_and_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.people.postgres.link.WAIT", 1.0)
    with stores.running() as server:
        database = on(server, tmp_path)
        server.stop()
        started = time.monotonic()
        with pytest.raises(StoreError, match="cannot be reached"):
            database.count("n")
        waited = time.monotonic() - started
        with pytest.raises(StoreError):
            database.count("n")
        assert waited >= 1.0 > time.monotonic() - started - waited
        server.start()
        time.sleep(1.0)
        database.count("n")
        assert database.counts() == {"n": 1}
        stores.OPENED.pop().close()


def test_two_who_stand_in_each_others_way_both_get_through(tmp_path: Path, server: stores.Server) -> None:
    """A deadlock ends one of them: it is done again."""
    one, other = on(server, tmp_path), on(server, tmp_path)
    ready = threading.Barrier(2)

    def count(database: PeopleStore, *names: str) -> None:
        with database.transaction():
            database.count(names[0])
            ready.wait(10)
            database.count(names[1])

    threads = [
        threading.Thread(target=count, args=(one, "a", "b")),
        threading.Thread(target=count, args=(other, "b", "a")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert one.counts() == {"a": 2, "b": 2}


# Carried over


@pytest.mark.parametrize("key", [None, KEY])
def test_people_are_carried_there_and_back_whole(tmp_path: Path, server: stores.Server, key: str | None) -> None:
    with PeopleDatabase.open(tmp_path, key) as file:
        settle(file)
        before = contents(file)
    settings = Settings(people_key=key)
    url = server.of(tmp_path, key)
    done = moving.move(tmp_path, settings, url)
    assert done.chats == 2
    assert contents(on(server, tmp_path, key)) == before
    with pytest.raises(BadInput, match="moved to PostgreSQL"):
        opened(tmp_path, settings)
    there = settings.model_copy(update={"people_url": Settings(people_url=url).people_url})
    with opened(tmp_path, there) as database:
        batch = Outbox(database, Wall()).batch("a new one", 0)
        assert batch > max(row[0] for row in before["batches"]), "numbers go on where they were"
        database.execute("DELETE FROM batches WHERE id = ?", batch)
    while stores.OPENED:
        stores.OPENED.pop().close()
    with pytest.raises(BadInput, match="empty"):
        moving.move(tmp_path, there, str(tmp_path))
    moving.move(tmp_path, there, str(tmp_path / "back"))
    with opened(tmp_path / "back", settings) as back:
        assert contents(back) == before
        assert Questions(back, FixedClock(NOON)).of("q1") == (CHAT, Kept(SECRETS[0], "tg", NOON.date()))


def test_a_move_that_fails_moves_nothing(
    tmp_path: Path, server: stores.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PeopleDatabase.open(tmp_path) as file:
        settle(file)
        before = contents(file)
    database = on(server, tmp_path)
    with pytest.raises(Unavailable, match="a bot runs"):
        moving.move(tmp_path, Settings(), server.of(tmp_path))
    stores.OPENED.pop().close()
    real = type(database).fill

    def full(self: PostgresDatabase, table: str, rows: list[tuple[object, ...]]) -> None:
        if table == "outbox":
            raise StoreError("PostgreSQL: DiskFull 53100")
        real(self, table, rows)

    with monkeypatch.context() as patched:
        patched.setattr(type(database), "fill", full)
        with pytest.raises(Unavailable, match="nothing was moved"):
            moving.move(tmp_path, Settings(), server.of(tmp_path))
    with opened(tmp_path, Settings()) as file:
        assert contents(file) == before
    assert not any(contents(on(server, tmp_path)).values())
    with pytest.raises(NotFound):
        moving.move(tmp_path / "nothing here", Settings(), server.of(tmp_path))


def test_bots_of_one_sealed_server_open_each_others_questions(tmp_path: Path, server: stores.Server) -> None:
    settings = Settings(people_key=KEY, people_url=server.of(tmp_path, KEY))
    asked = Kept(SECRETS[0], "tg", NOON.date())
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with opened(tmp_path / "one", settings) as one, opened(tmp_path / "two", settings) as two:
        assert Questions(one, FixedClock(NOON)).keep("q1", CHAT, asked) == "kept"
        assert Questions(two, FixedClock(NOON)).of("q1") == (CHAT, asked)


# The command line


def khabar(data: Path, *words: str, **env: str) -> Result:
    named = {f"KHABAR_{name.upper()}": value for name, value in env.items()}
    return CliRunner().invoke(main, ["--data", str(data), *words], env=named)


def test_commands_know_the_server_and_never_its_password(tmp_path: Path, server: stores.Server) -> None:
    url = server.of(tmp_path).replace("khabar@", "khabar:parol@")
    moved = khabar(tmp_path, "people", "move", "--to", url)
    assert moved.exit_code == 1, "there is nothing to move"
    with PeopleDatabase.open(tmp_path) as file:
        settle(file)
    moved = khabar(tmp_path, "people", "move", "--to", url)
    assert (moved.exit_code, "2 chats" in moved.output) == (0, True)
    refused = khabar(tmp_path, "people", "migrate")
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    status = khabar(tmp_path, "status", people_url=url)
    assert "2 chats, 2 subscribed" in status.output
    encrypt = khabar(tmp_path, "people", "encrypt", people_url=url, people_key="k")
    assert (encrypt.exit_code, "PostgreSQL" in encrypt.output) == (1, True)
    backup = khabar(tmp_path, "people", "backup", people_url=url)
    assert "pg_dump" in backup.output
    for said in (moved, refused, status, encrypt, backup):
        assert "parol" not in said.output
        assert "Traceback" not in said.output
    wrong = khabar(tmp_path, "status", people_url="mysql://u:parol@h/d")
    assert (wrong.exit_code, "KHABAR_PEOPLE_URL" in wrong.output, "parol" in wrong.output) == (1, True, False)


def test_the_doctor_sees_what_the_server_would_tell(tmp_path: Path, server: stores.Server) -> None:
    on(server, tmp_path)
    plain = Settings(people_url=server.of(tmp_path))
    found = {finding.what: finding for finding in look_at_people(tmp_path, plain)}
    assert found["people"].state == "well"
    assert "in the clear" in found["people"].said
    assert "logging" not in found
    assert "fsync = off" in found["durability"].said
    name = server.of(tmp_path).split("/")[3].partition("?")[0]
    server.ask(f"ALTER DATABASE {name} SET log_statement = 'all'")
    found = {finding.what: finding for finding in look_at_people(tmp_path, plain)}
    assert (found["logging"].state, "log_statement = all" in found["logging"].said) == ("wrong", True)
    away = Settings(people_url="postgresql://u:parol@127.0.0.1:1/d")
    (finding,) = look_at_people(tmp_path, away)
    assert finding.state == "wrong"
    assert "parol" not in finding.said


# Sealed


def test_seals_open_what_they_closed_and_nothing_else() -> None:
    sealing, other = Sealing(KEY, b"s" * 16), Sealing("another", b"s" * 16)
    for number in (0, 1, CHAT, GROUP, 2**63 - 1, -(2**63), BEGINNING):
        assert sealing.chat_of(sealing.chat(number)) == number
    assert sealing.chat(BEGINNING) < sealing.chat(-CHAT)
    for said in ("", "х", "х" * 64, "\x80\0", b"", b"\x80\0\x80"):
        assert sealing.words_of(sealing.words(said)) == (said or "")
        assert sealing.words(said or "х") != sealing.words(said or "х")
    assert sealing.name("а") == sealing.name("а") != sealing.name("б")
    assert sealing.name_of(sealing.name("а")) == "а"
    for attempt in (
        lambda: other.chat_of(sealing.chat(CHAT)),
        lambda: other.words_of(sealing.words("х")),
        lambda: other.name_of(sealing.name("х")),
        lambda: sealing.words_of(sealing.words("х")[:-1] + b"?"),
    ):
        with pytest.raises(StoreError, match="not sealed with this key"):
            attempt()


def needles() -> list[bytes]:
    """The secrets as a server might keep them: text, numbers, numbers' bytes, hexadecimal text."""
    found = [secret.encode() for secret in SECRETS]
    for number in (CHAT, GROUP):
        whole = number.to_bytes(8, "big", signed=True)
        found += [str(number).encode(), whole, whole[::-1], whole.hex().encode()]
    return [*found, *(secret.encode().hex().encode() for secret in SECRETS)]


def told(server: stores.Server) -> dict[str, list[bytes]]:
    """In which of the cluster's files which of the secrets stand: tables, the write-ahead log, the server's log."""
    files = [path for path in server.folder.rglob("*") if path.is_file() and not path.is_socket()]
    found = {str(path.relative_to(server.folder)): path.read_bytes() for path in files}
    looked = {name: [needle for needle in needles() if needle in data] for name, data in found.items()}
    assert any("pg_wal" in name for name in looked)
    return {name: hits for name, hits in looked.items() if hits}


@pytest.mark.parametrize("key", [KEY, None])
def test_a_sealed_server_tells_nothing_of_whom_it_serves(tmp_path: Path, key: str | None) -> None:
    """Tables, WAL, logs with every statement and value in them, and pg_stat_statements; in the clear, all tell."""
    with stores.running() as server:
        server.stop("fast")
        statements = server.programs.parent / "lib" / "pg_stat_statements.so"
        loaded = ("-c", "shared_preload_libraries=pg_stat_statements") if statements.exists() else ()
        server.start("-c", "log_statement=all", *loaded)
        database = on(server, tmp_path, key)
        settle(database)
        outbox = Outbox(database, Wall())
        assert {row.payload.get("text") for row in outbox.claim(5)} == {SECRETS[1], None}
        people = Subscribers(database, FixedClock(NOON))
        assert people.everything_about(CHAT)["without"] == [SECRETS[3]]
        server.ask("CHECKPOINT")
        before = told(server)
        people.forget(CHAT)
        assert database.rewrite("inbox", "pages", "questions")
        assert database.rewrite()
        server.ask("CHECKPOINT")
        stores.OPENED.pop().close()
        server.stop("fast")
        after = told(server)
        server.start()
    if key:
        assert (before, after) == ({}, {})
    else:
        assert {name.split("/")[1] for name in before if "/" in name} >= {"base", "pg_wal"}
        assert "log" in before


@pytest.mark.parametrize("key", [None, KEY])
def test_the_whole_service_runs_on_a_server(tmp_path: Path, server: stores.Server, key: str | None) -> None:
    """What a person says is answered, kept there and forgotten there; the folder holds no private database."""

    async def main() -> None:
        async with running(tmp_path, people_url=server.of(tmp_path, key), people_key=key) as bot:
            await bot.say("/start")
            await bot.answered(1)
            await until(lambda: bot.service.handling.idle and not bot.service.outbox.waiting())
            bot.service.subscribers.save(Subscriber(5, "tg", active=True))
            await bot.say("/mydata")
            await bot.answered(2)
            assert bot.service.standing.problems() == []
            bot.service.subscribers.forget(5)
            assert bot.service.subscribers.everything_about(5) == {}

    asyncio.run(main())
    assert not (tmp_path / FILE).exists()
