"""A server is dumped and brought back by the commands that the documents show; who asked to be forgotten stays so."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.people import forgotten
from bot.people.callbacks import Callbacks
from bot.people.postgres.database import PostgresDatabase
from bot.people.subscribers import Subscriber, Subscribers
from digests.clock import SystemClock
from tests.bot import stores

ROOT = Path(__file__).resolve().parents[2]
KEY = stores.KEYS[0]
DAY = 24 * 3600.0


@pytest.fixture
def server(postgresql: stores.Server, tmp_path: Path) -> Iterator[stores.Server]:
    postgresql.ask("DROP DATABASE IF EXISTS restored WITH (FORCE)")
    yield postgresql
    postgresql.ask("DROP DATABASE IF EXISTS restored WITH (FORCE)")
    postgresql.drop(tmp_path)


def shown(program: str) -> list[str]:
    """The words of the one command of `program` in the documents that concerns a dump."""
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    *_, line = re.findall(rf"^{program} .*$", text, re.MULTILINE)  # an empty database is made earlier, too
    return shlex.split(line)


def typed(server: stores.Server, program: str, tmp_path: Path) -> None:
    """As the documents show it, on the server of the tests."""
    address = "postgresql://khabar@db.example.org"
    there = {
        f"{address}/khabar": server.of(tmp_path, KEY),
        f"--dbname={address}/restored": f"--dbname={server.address('restored')}",
    }
    name, *words = [there.get(word, word) for word in shown(program)]
    subprocess.run(
        [server.programs / name, *words], cwd=tmp_path, check=True, capture_output=True,
        env={"PGHOST": str(server.folder), "PGPORT": stores.PORT, "PGUSER": "khabar", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


def forget(database: PostgresDatabase, chat: int, at: float) -> None:
    """As the service does."""
    with database.transaction():
        forgotten.mark(database, chat, at)
        Subscribers(database, SystemClock()).forget(chat)
    forgotten.keep(database, at)


def settled(database: PostgresDatabase, *chats: int) -> None:
    people = Subscribers(database, SystemClock())
    for chat in chats:
        people.save(Subscriber(chat, "tg", active=True, without=("махфӣ",)))


def chats(database: PostgresDatabase) -> set[int]:
    return {chat for (chat,) in database.all("SELECT chat_id FROM subscribers")}


def test_who_said_forget_after_the_dump_is_forgotten_again(tmp_path: Path, server: stores.Server) -> None:
    now = time.time()
    with PostgresDatabase.open(tmp_path, server.of(tmp_path, KEY), KEY) as database:
        Callbacks.of(database)
        settled(database, 1, 2, 3)
        forget(database, 3, now - 60)
        settled(database, 3)  # and came back
        database.execute("INSERT INTO inbox (update_id, at, body) VALUES (1, 1, 'words')")
        typed(server, "pg_dump", tmp_path)
        forget(database, 2, now)
    typed(server, "createdb", tmp_path)
    typed(server, "pg_restore", tmp_path)
    with PostgresDatabase.open(tmp_path, server.address("restored"), KEY) as back:
        assert chats(back) == {1, 2, 3}, "sealed data reads"
        assert Subscribers(back, SystemClock()).get(1).without == ("махфӣ",)  # type: ignore[union-attr]
        assert back.number("SELECT count(*) FROM inbox") == 0, "what was under way is not in it"
    said = CliRunner().invoke(
        main, ["--data", str(tmp_path), "people", "migrate"],
        env={"KHABAR_PEOPLE_URL": server.address("restored"), "KHABAR_PEOPLE_KEY": KEY},
    )  # fmt: skip
    assert (said.exit_code, "1 chats" in said.output) == (0, True)
    with PostgresDatabase.open(tmp_path, server.address("restored"), KEY) as back:
        assert chats(back) == {1, 3}
        assert forgotten.again(back) == 0
        settled(back, 2)
        assert forgotten.again(back) == 0, "who comes back stays"


def test_without_the_folder_they_come_back(tmp_path: Path, server: stores.Server) -> None:
    """As the documents say."""
    with PostgresDatabase.open(tmp_path, server.of(tmp_path, KEY), KEY) as database:
        Callbacks.of(database)
        settled(database, 1)
        typed(server, "pg_dump", tmp_path)
        forget(database, 1, time.time())
    typed(server, "createdb", tmp_path)
    typed(server, "pg_restore", tmp_path)
    (tmp_path / "new").mkdir()
    with PostgresDatabase.open(tmp_path / "new", server.address("restored"), KEY) as back:
        assert forgotten.again(back) == 0
        assert chats(back) == {1}


def test_the_file_names_nobody_and_does_not_grow_old(tmp_path: Path, server: stores.Server) -> None:
    now = datetime.now(UTC).timestamp()
    with PostgresDatabase.open(tmp_path, server.of(tmp_path, KEY), KEY) as database:
        Callbacks.of(database)
        for chat, days in ((77_123_456, 40), (77_123_457, 20), (77_123_458, 0)):
            forgotten.mark(database, chat, now - days * DAY)
        forgotten.tidy(database, None, now)
        assert database.number("SELECT count(*) FROM forgotten") == 2
        kept = (tmp_path / forgotten.FILE).read_text(encoding="utf-8")
        assert len(json.loads(kept)) == 2
        assert "77123" not in kept
        forgotten.tidy(database, None, now + 15 * DAY)
        assert len(json.loads((tmp_path / forgotten.FILE).read_bytes())) == 1
        (tmp_path / forgotten.FILE).write_text("[]", encoding="utf-8")
        assert forgotten.again(database) == 0, "what cannot be read is as if it were not there"
