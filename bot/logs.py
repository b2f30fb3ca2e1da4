"""Logs: structured, on standard error, and with nothing private in them.

Three rules. Our own modules log fixed words and harmless values. Of other libraries only the template of a message
is taken, never its arguments: an address there holds the token, an update holds names. An exception is its type and
the places it passed, never its text. What is left goes through `redact`, should a rule fail.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

OURS = ("bot", "digests", "config", "khabar", "__main__")
TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{5,100}")
BOT_PATH = re.compile(r"/bot[^/\s]+/")
LONG_NUMBER = re.compile(r"-?\d{5,}")
HIDDEN = "…"
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
FRAMES = 6
CAUSES = 4
ROOT = Path(__file__).resolve().parents[1]


class Redact:
    """Takes tokens, chat ids and the given secrets out of a text."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self.secrets = tuple(sorted((secret for secret in secrets if len(secret) > 3), key=len, reverse=True))

    def __call__(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        text = BOT_PATH.sub(f"/bot{HIDDEN}/", text)
        text = TOKEN.sub(HIDDEN, text)
        return LONG_NUMBER.sub(HIDDEN, text)


class Formatter(logging.Formatter):
    """A line a record: text for people, JSON for machines."""

    def __init__(self, redact: Redact, *, as_json: bool) -> None:
        super().__init__()
        self.redact = redact
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        fields = self.fields(record)
        if self.as_json:
            return json.dumps(fields, ensure_ascii=False)
        extras = " ".join(f"{name}={value}" for name, value in list(fields.items())[4:])
        return f"{fields['time']} {fields['level']:<7} {fields['logger']}: {fields['event']} {extras}".rstrip()

    def fields(self, record: logging.LogRecord) -> dict[str, Any]:
        """The record as it may be seen: time, level, logger and event first."""
        ours = record.name.partition(".")[0] in OURS
        event = record.getMessage() if ours else str(record.msg)[:200]
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": self.redact(" ".join(event.split())),
        }
        if ours:
            for name, value in vars(record).items():
                if name not in STANDARD:
                    fields[name] = value if isinstance(value, int | float | bool) else self.redact(str(value))
        if record.exc_info and record.exc_info[1]:
            fields["error"], fields["where"] = causes(record.exc_info[1]), places(record.exc_info[2])
        return fields


def causes(error: BaseException) -> str:
    """The types of an exception and of what it came of: "Unavailable < DatabaseError". None of their words."""
    names: list[str] = []
    at = error
    while len(names) < CAUSES:
        names.append(type(at).__name__)
        before = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
        if before is None:
            break
        at = before
    return " < ".join(names)


def places(trace: TracebackType | None) -> str:
    """Where an exception passed, the innermost last, as far as the code is ours; and where it ended."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames[:-1] if _is_ours(frame.filename)]
    passed = [*ours, *frames[-1:]][-FRAMES:]
    return " > ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in passed)


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in OURS


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def set_up(*, level: str = "INFO", as_json: bool = False, secrets: Iterable[str] = ()) -> Redact:
    """Send all logs to standard error, redacted; other libraries only from WARNING on."""
    redact = Redact(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Formatter(redact, as_json=as_json))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # a failing handler would print the record, arguments and all
    sys.excepthook = _last_words
    return redact


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("khabar").critical("stopped by an error of ours", exc_info=(kind, error, trace))


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Failures that nobody awaited go the same way."""

    def told(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        found = (type(error), error, error.__traceback__) if isinstance(error, BaseException) else None
        logging.getLogger("khabar").error("a task failed", exc_info=found)

    loop.set_exception_handler(told)
