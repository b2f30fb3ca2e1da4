"""PostgreSQL full, read-only, out of connections, behind a way that breaks: it is waited for, said, and nothing is
lost."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.people.postgres import link
from bot.people.postgres.database import PostgresDatabase
from bot.people.store import PeopleStore, StoreError
from tests.bot import stores
from tests.bot.running import running, until
from tests.bot.way import Manner, leading_to


@pytest.fixture
def server(postgresql: stores.Server, tmp_path: Path) -> Iterator[stores.Server]:
    yield postgresql
    postgresql.drop(tmp_path)


def name_of(server: stores.Server, data: Path) -> str:
    return server.of(data).split("/")[3].partition("?")[0]


def put(database: PeopleStore, n: int) -> None:
    with database.transaction():
        database.count("n")
        database.execute("INSERT INTO seen VALUES (?, ?)", n, 1.0)


# Full

FULL = """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"""


def fill(server: stores.Server, name: str) -> None:
    """From now on every change is refused as a full disk refuses it."""
    server.ask(FULL, name)
    server.ask(
        """DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
           EXECUTE format('CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE OR DELETE ON %I
                           FOR EACH STATEMENT EXECUTE FUNCTION full_disk()', t); END LOOP; END $$""",
        name,
    )


def test_a_full_server_is_said_and_nothing_is_lost(tmp_path: Path, server: stores.Server) -> None:
    name = name_of(server, tmp_path)

    async def main() -> list[str]:
        async with running(tmp_path, people_url=SecretStr(server.of(tmp_path))) as bot:
            await bot.say("/help")
            await bot.answered(1)
            fill(server, name)
            await bot.say("/mydata", chat=6)
            await until(lambda: "the private database cannot be written" in bot.service.standing.limits())
            assert bot.service.standing.problems() == [], "a restart mends nothing"
            await bot.say("/settings", chat=7)
            server.ask("DROP FUNCTION full_disk CASCADE", name)
            for chat in (6, 7):
                await bot.answered(1, chat)
            await until(lambda: "the private database cannot be written" not in bot.service.standing.limits())
            await bot.service.drained()
            assert bot.service.tasks.running.keys() >= {"sender", "handling", "upkeep", "polling", "roll"}
            return [text for chat in (5, 6, 7) for text in bot.texts(chat)]

    assert len(asyncio.run(main())) == 3, "each once"


# Read-only, and no connection to be had


def test_a_session_that_became_read_only_is_left_for_one_that_writes(tmp_path: Path, server: stores.Server) -> None:
    with PostgresDatabase.open(tmp_path, server.of(tmp_path)) as database:
        database.link.command("SET default_transaction_read_only = on")
        put(database, 1)
        assert (database.counts(), database.link.generation) == ({"n": 1}, 2)


def test_a_server_that_became_a_replica_is_waited_for(tmp_path: Path, server: stores.Server) -> None:
    name = name_of(server, tmp_path)
    with PostgresDatabase.open(tmp_path, server.of(tmp_path)) as database:
        server.ask(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        database.link.command("SET default_transaction_read_only = on")
        promoted = threading.Timer(
            0.7, lambda: server.ask(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        )
        promoted.start()
        put(database, 1)
        promoted.join()
        assert database.counts() == {"n": 1}


def test_a_connection_is_waited_for_where_all_are_taken(tmp_path: Path, server: stores.Server) -> None:
    name = name_of(server, tmp_path)
    server.ask("DROP ROLE IF EXISTS narrow")
    server.ask("CREATE ROLE narrow LOGIN CONNECTION LIMIT 1")
    server.ask("GRANT ALL ON ALL TABLES IN SCHEMA public TO narrow", name)
    server.ask("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO narrow", name)
    url = server.of(tmp_path).replace("khabar@", "narrow@")
    try:
        one = PostgresDatabase.open(tmp_path, url)
        free = threading.Timer(
            0.5, lambda: server.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'narrow'")
        )
        free.start()
        with PostgresDatabase.open(tmp_path, url) as other:
            put(other, 1)
            assert other.counts() == {"n": 1}
        free.join()
        put(one, 2)
        assert one.counts() == {"n": 2}
        one.close()
    finally:
        server.ask("DROP OWNED BY narrow", name)
        server.ask("DROP ROLE narrow")


# A way that breaks


@pytest.mark.parametrize("manner", ["stalled", "dropping", "half"])
def test_what_is_done_over_a_way_that_breaks_is_done_once(
    tmp_path: Path, server: stores.Server, manner: Manner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "STALLED", 0.5)
    monkeypatch.setattr(link, "DEFAULTS", {**link.DEFAULTS, "connect_timeout": "2"})
    done, stop = 0, threading.Event()
    with leading_to(server.folder) as way:
        database = PostgresDatabase.open(tmp_path, way.address(name_of(server, tmp_path)))

        def unrest() -> None:
            for _ in range(2):
                time.sleep(0.3)
                way.turn(manner)
                time.sleep(0.8)
                way.turn("open")
            time.sleep(0.3)
            stop.set()

        thread = threading.Thread(target=unrest)
        thread.start()
        while not stop.is_set():
            try:
                put(database, done)
                done += 1
            except StoreError:
                time.sleep(0.1)
        thread.join()
        put(database, done)
        assert database.counts()["n"] == database.number("SELECT count(*) FROM seen") == done + 1
        assert database.link.generation > 1
        database.close()


def test_what_may_last_is_not_cut_short(tmp_path: Path, server: stores.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "STALLED", 0.3)
    with PostgresDatabase.open(tmp_path, server.of(tmp_path)) as database:
        assert database.link.patient_command("SELECT pg_sleep(1)::text || 'slept'") == "slept"
        assert database.link.generation == 1
        threads = threading.active_count()
    time.sleep(0.1)
    assert threading.active_count() < threads, "nobody watches what is closed"
