"""Nothing private reaches a log, whoever logs it."""

from __future__ import annotations

import gc
import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from bot.people.callbacks import Callbacks
from digests.errors import Unavailable

TOKEN = "123456789:AAF-secret_token_of_thirty_five_ch"


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Logs as the service sets them up, into a string; what earlier tests left to be warned of is warned of before."""
    gc.collect()
    root = logging.getLogger()
    kept = (root.handlers[:], root.level, logging.raiseExceptions, sys.excepthook)
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up(as_json=True, secrets=["hidden-key"])
    yield stream
    root.handlers[:], logging.raiseExceptions, sys.excepthook = kept[0], kept[2], kept[3]
    root.setLevel(kept[1])
    logging.captureWarnings(False)


def lines(stream: io.StringIO, logger: str) -> list[dict[str, Any]]:
    """What a logger said; a thread that an earlier test left behind may say something of its own."""
    every = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in every if line["logger"] == logger]


def test_our_own_words_and_values_are_seen(stream: io.StringIO) -> None:
    logging.getLogger("bot.mail.sender").warning("told to slow down", extra={"seconds": 7.5})
    (line,) = lines(stream, "bot.mail.sender")
    assert (line["event"], line["seconds"], line["level"]) == ("told to slow down", 7.5, "warning")


def test_a_token_a_chat_and_a_key_are_hidden_even_from_our_own(stream: io.StringIO) -> None:
    log = logging.getLogger("bot.x")
    log.warning("chat %s asked %s", 77123456789, f"https://api.telegram.org/bot{TOKEN}/getMe")
    log.warning("x", extra={"chat": "-1001234567890", "key": "hidden-key", "id": "5 123456"})
    text = stream.getvalue()
    for secret in ("77123456789", "AAF", TOKEN, "1001234567890", "hidden-key", "123456"):
        assert secret not in text


def test_of_other_libraries_only_the_template_is_taken(stream: io.StringIO) -> None:
    logging.getLogger("httpx").warning("HTTP Request: %s %s", "POST", f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("telegram.ext").error("update %s of %s", {"first_name": "Gulnora"}, "савол")
    text = stream.getvalue()
    assert "HTTP Request" in text
    for secret in ("AAF", "Gulnora", "савол"):
        assert secret not in text


def test_other_libraries_are_silent_below_a_warning(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request")
    logging.getLogger("aiohttp.access").info("GET")
    assert lines(stream, "httpx") + lines(stream, "aiohttp.access") == []


@pytest.mark.parametrize("name", ["bot.mail", "telegram.ext", "asyncio"])
def test_an_exception_is_its_type_and_its_places(stream: io.StringIO, name: str) -> None:
    def ask(question: str) -> None:
        raise ValueError(f"cannot read {question} of {TOKEN}")

    try:
        ask("саволи махфӣ")
    except ValueError:
        logging.getLogger(name).exception("it failed")
    (line,) = lines(stream, name)
    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["where"]
    assert "махфӣ" not in stream.getvalue()
    assert "AAF" not in stream.getvalue()


def test_the_chain_of_causes_and_the_place_in_our_code_are_told(stream: io.StringIO) -> None:
    class Library:
        def state(self, name: str, depth: int = 20) -> None:
            if depth:
                self.state(name, depth - 1)
            raise ValueError("саволи махфӣ")

    try:
        try:
            Callbacks.of(Library())  # type: ignore[arg-type]
        except ValueError as error:
            assert "bot/people/callbacks.py" in logs.places(error.__traceback__)
            raise Unavailable("саволи махфӣ") from error
    except Unavailable:
        logging.getLogger("bot.app").exception("it failed")
    (line,) = lines(stream, "bot.app")
    assert line["error"] == "Unavailable < ValueError"
    assert "махфӣ" not in stream.getvalue()


def test_the_last_words_of_a_process_are_as_careful(stream: io.StringIO) -> None:
    error = RuntimeError("саволи махфӣ")
    sys.excepthook(RuntimeError, error, None)
    assert "RuntimeError" in stream.getvalue()
    assert "махфӣ" not in stream.getvalue()


@given(st.integers(10**4, 2**52), st.text(max_size=30), st.text(max_size=30))
def test_no_chat_id_passes_whatever_stands_around_it(chat: int, before: str, after: str) -> None:
    text = logs.Redact()(f"{before} {chat} {after} -{chat}")
    assert f" {chat} " not in text
    assert f"-{chat}" not in text
