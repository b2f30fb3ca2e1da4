"""The stores over which tests of people and mail run. And whatever the bot sends in any of its tests is held against
the Bot API as python-telegram-bot knows it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.telegram import Upload, Wire
from tests import size
from tests.bot import stores
from tests.bot.calls import check

NOT_THE_BOT = {"test_transport", "test_simulator", "test_sender", "test_page"}
"""Tests that send what they please."""
POLLING = {"deleteWebhook", "getWebhookInfo", "getChat", "getChatMember"}


SERVERS = ("postgresql", "sealed")
OF_THE_STORE = {"test_databases", "test_inbox", "test_outbox", "test_people", "test_stores", "test_waiting"}
"""Tests of what a store does itself: every one runs over each kind of it."""
EVERY = 4
"""Of the tests in the rooms above, which know a store by its contract alone, one in so many runs over a server."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Over files all tests run; over a server those of the store, and of the others each so many-th in its module."""
    if size.WHOLE:
        return
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        (left if _is_left(item, seen) else kept).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _is_left(item: pytest.Item, seen: Counter[tuple[str, str]]) -> bool:
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    kind = str(params.get("store", "file"))
    if kind == "file" or item.path.stem in OF_THE_STORE:
        return False
    seen[item.path.stem, kind] += 1
    turn = SERVERS.index(kind)
    return (seen[item.path.stem, kind] - turn) % EVERY != 0


@pytest.fixture(autouse=True)
def checked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every call of a test's bot, as it stands on the wire."""
    wrong: list[str] = []
    call = Wire.call

    async def checking(
        self: Wire, method: str, parameters: Mapping[str, Any] | bytes, *, upload: Upload | None = None, **more: Any
    ) -> Any:
        if method not in POLLING:
            given = json.loads(parameters if isinstance(parameters, bytes) else json.dumps(parameters))
            try:
                check(method, given, uploads=upload.field if upload else None)
            except Exception as error:
                wrong.append(f"{method}: {type(error).__name__}: {error}")
        return await call(self, method, parameters, upload=upload, **more)

    if request.module.__name__.rpartition(".")[2] not in NOT_THE_BOT:
        monkeypatch.setattr(Wire, "call", checking)
    yield
    assert wrong == []


@pytest.fixture(scope="session")
def postgresql() -> Iterator[stores.Server]:
    """A PostgreSQL for this run of the tests; skips where there is none to be had."""
    with stores.running(stores.quickest()) as server:
        yield server


@pytest.fixture(params=["file", *SERVERS])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """What `stores.opened` opens."""
    if request.param == "file":
        yield "file"
        return
    server: stores.Server = request.getfixturevalue("postgresql")
    stores.SERVER.append((server, stores.KEYS[0] if request.param == "sealed" else None))
    yield request.param
    stores.SERVER.pop()
    while stores.OPENED:
        stores.OPENED.pop().close()
    for data in (tmp_path, *(path for path in tmp_path.iterdir() if path.is_dir())):
        server.drop(data)
