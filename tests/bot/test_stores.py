"""Two stores, one schema; a server that goes away; people carried from one to the other; nothing legible on a server."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.mail.fanout import Fanout
from bot.mail.inbox import Inbox
from bot.mail.message import Message, PhotoRef, Priority
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people import moving
from bot.people.database import FILE, PeopleDatabase
from bot.people.opening import opened
from bot.people.questions import Kept, Questions
from bot.people.sealing import FIRST, Sealing
from bot.people.store import PeopleStore, StoreError
from bot.people.subscribers import Subscriber, Subscribers
from config.settings import Settings
from digests.clock import FixedClock
from digests.errors import BadInput, NotFound, Unavailable
from tests.bot import stores
from tests.bot.house import png

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'khabar[postgresql]'")

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
KEY = "калид"


@pytest.fixture
def server(postgresql: stores.Server, tmp_path: Path) -> Iterator[stores.Server]:
    """With what a test left open closed, and its database dropped."""
    yield postgresql
    while stores.OPENED:
        stores.OPENED.pop().close()
    postgresql.drop(tmp_path)


def on(server: stores.Server, data: Path, key: str | None = None) -> PeopleStore:
    """A connection to the database that belongs to a folder of data."""
    from bot.people.postgres.database import PostgresDatabase

    name = f"KEYED{data}" if key else f"{data}"
    stores.OPENED.append(PostgresDatabase.open(data, server.of(data, stores.KEYS[1] if key else None), key))
    assert name
    return stores.OPENED[-1]
