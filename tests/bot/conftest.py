"""Whatever the bot sends in any of its tests is held against the Bot API as python-telegram-bot knows it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.telegram import Upload, Wire
from tests.bot.calls import check

NOT_THE_BOT = {"test_transport", "test_simulator", "test_sender", "test_page"}
"""Tests that send what they please."""
POLLING = {"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "getChat", "getChatMember"}


@pytest.fixture(autouse=True)
def checked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every call of a test's bot, as it stands on the wire."""
    wrong: list[str] = []
    call = Wire.call

    async def checking(
        self: Wire, method: str, parameters: Mapping[str, Any] | bytes, *, upload: Upload | None = None, **more: Any
    ) -> Any:
        if method not in POLLING:
            given = json.loads(parameters) if isinstance(parameters, bytes) else dict(parameters)
            try:
                check(method, given, uploads=upload.field if upload else None)
            except Exception as error:
                wrong.append(f"{method}: {type(error).__name__}: {error}")
        return await call(self, method, parameters, upload=upload, **more)

    if request.module.__name__.rpartition(".")[2] not in NOT_THE_BOT:
        monkeypatch.setattr(Wire, "call", checking)
    yield
    assert wrong == []
