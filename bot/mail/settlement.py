"""What came of each send, until it stands in the database: written in groups, kept where the disk refuses."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bot.mail.closed import Closed
from bot.mail.outbox import NO_CHAT, Outbox, Row, UnknownPolicy
from bot.mail.outcome import (
    Conflict,
    Gone,
    Migrated,
    Outcome,
    Refused,
    Revoked,
    Sent,
    SlowDown,
    Trouble,
    Unknown,
    Unreachable,
)  # fmt: skip
from bot.people.database import DatabaseErrors
from bot.people.sent import Noted, SentMessages, noted
from bot.people.subscribers import Subscribers
from bot.people.unreached import Unreached

log = logging.getLogger(__name__)

TAG = re.compile(r"<[^>]*>")
Write = Callable[[], object]


class Settlement:
    """Outcomes that are not written yet. `write` belongs into a transaction; `clear` after it was committed."""

    def __init__(self, outbox: Outbox, subscribers: Subscribers, policy: UnknownPolicy) -> None:
        self.outbox = outbox
        self.subscribers = subscribers
        self.policy = policy
        self.unreached = Unreached(outbox.db, subscribers.clock)
        self.closed = Closed(outbox, subscribers)
        self.messages = SentMessages(outbox.db, subscribers.clock)
        self.chats: list[int] = []
        self._sent: list[Row] = []
        self._noted: list[Noted] = []
        self._writes: list[Write] = []

    def take(self, row: Row, outcome: Outcome) -> None:
        """Keep what came of `row`."""
        self.chats.append(row.chat_id)
        if isinstance(outcome, Sent):
            self._sent.append(row)
            self._noted += noted(row.chat_id, row.method, outcome.result)
            if row.method == "getChatAdministrators":
                self._writes.append(partial(self.closed.administrators, row, outcome.result))
            if row.photo:
                self._writes.append(partial(self._remember_photo, row.photo, outcome.result))
        else:
            self._writes.append(self._write_for(row, outcome))

    def give_back(self, rows: Sequence[Row]) -> None:
        """Claimed, but not sent after all."""
        self._writes += [partial(self.outbox.retry, row) for row in rows]

    @property
    def empty(self) -> bool:
        return not (self._sent or self._writes)

    def _write_for(self, row: Row, outcome: Outcome) -> Write:
        match outcome:
            case Gone(outside):
                return partial(self._gone, row, outside=outside)
            case Unreachable():
                return partial(self._unreachable, row)
            case Migrated(chat_id):
                return partial(self.subscribers.migrate, row.chat_id, chat_id)
            case SlowDown(seconds):
                return partial(self._slow_down, row, seconds)
            case Unknown():
                return partial(self.outbox.unknown, row, self.policy)
            case Refused():
                return partial(self._refused, row, outcome)
            case Trouble() | Revoked() | Conflict() | Sent():
                return partial(self.outbox.retry, row)

    def write(self) -> None:
        """Raises what the database raises. A bug in one outcome does not keep the others from the disk."""
        if self._sent:
            self.outbox.finish(self._sent)
            self.unreached.met([row.chat_id for row in self._sent if row.method not in NO_CHAT])
            self.messages.note(self._noted)
        for write in self._writes:
            try:
                write()
            except DatabaseErrors:
                raise
            except Exception as error:
                log.exception("an outcome could not be written", extra={"error": type(error).__name__})

    def clear(self) -> None:
        self.chats, self._sent, self._noted, self._writes = [], [], [], []

    # One of each kind

    def _remember_photo(self, key: str, result: Any) -> None:
        try:
            self.outbox.set_file_id(key, str(result["photo"][-1]["file_id"]))
        except (KeyError, IndexError, TypeError):
            log.warning("no file_id for a photo that was taken")

    def _gone(self, row: Row, *, outside: bool) -> None:
        if outside and self.unreached.has(row.chat_id):
            self._unreachable(row)
            return
        self.outbox.finish([row], "chat gone")
        self.subscribers.forget(row.chat_id)

    def _unreachable(self, row: Row) -> None:
        self.outbox.finish([row], "chat not reached")
        if self.unreached.refused(row.chat_id) == "over":
            self.outbox.db.count("chat gone")
            self.subscribers.forget(row.chat_id)

    def _slow_down(self, row: Row, seconds: float) -> None:
        self.outbox.retry(row)
        self.outbox.db.count("told to slow down")
        self.outbox.db.set_state("hold", f"{self.outbox.wall.now() + seconds} {seconds}")

    def _refused(self, row: Row, refused: Refused) -> None:
        if refused.markup and "parse_mode" in row.payload:
            marked = str(row.payload.get("text", row.payload.get("caption", "")))
            self.outbox.plain(row, html.unescape(TAG.sub("", marked)))
            self.outbox.db.count("markup refused")
        elif refused.file and row.photo and self.outbox.file_id(row.photo):
            self.outbox.set_file_id(row.photo, None)
            self.outbox.retry(row)
        elif refused.closed:
            self.closed.refused(row)
        elif words := in_words(row):
            self.outbox.replace(row, "sendMessage", words)
            self.outbox.db.count("said in words")
        else:
            log.warning("refused for good", extra={"method": row.method, "kind": refused.kind})
            self.outbox.finish([row], f"refused {refused.kind}")


def in_words(row: Row) -> dict[str, Any] | None:
    """The message that says what a refused picture or edit would have shown; None where there is nothing to say."""
    if row.method == "editMessageText":
        return {name: value for name, value in row.payload.items() if name != "message_id"}
    if row.method == "sendPhoto" and "caption" in row.payload:
        rest = {name: value for name, value in row.payload.items() if name != "caption"}
        return {**rest, "text": row.payload["caption"], "link_preview_options": {"is_disabled": True}}
    return None
