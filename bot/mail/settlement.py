"""What came of each send, until it stands in the database: written in groups, kept where the disk refuses."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from bot.mail.closed import Closed, in_words
from bot.mail.message import Priority
from bot.mail.notices import ASK, Notices
from bot.mail.outbox import Outbox, Row, UnknownPolicy
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
from bot.mail.posts import Posts
from bot.mail.row import NO_CHAT, THREAD
from bot.people.sent import Noted, SentMessages, noted
from bot.people.store import StoreError
from bot.people.subscribers import Subscribers
from bot.people.unreached import Unreached

log = logging.getLogger(__name__)

TAG = re.compile(r"<[^>]*>")
SLOW = 60.0  # seconds: a group that asks for that much between two messages has slow mode
Write = Callable[[], object]


class Settlement:
    """Outcomes that are not written yet. `write` belongs into a transaction; `clear` after it was committed."""

    def __init__(
        self, outbox: Outbox, subscribers: Subscribers, policy: UnknownPolicy, editors: Collection[int] = ()
    ) -> None:
        self.outbox = outbox
        self.subscribers = subscribers
        self.policy = policy
        self.unreached = Unreached(outbox.db, subscribers.clock)
        self.notices = Notices(outbox, subscribers, editors)
        self.closed = Closed(outbox, subscribers, self.notices)
        self.posts = Posts(outbox.db)
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
            if row.method == ASK:
                self._writes.append(partial(self.notices.administrators, self.outbox.key_of(row), outcome.result))
            if row.photo:
                self._writes.append(partial(self._remember_photo, row.photo, outcome.result))
            if row.chat_id < 0 and isinstance(outcome.result, Mapping):
                self._writes.append(partial(self._taken, row, outcome.result))
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
            case SlowDown():
                return partial(self._slow_down, row, outcome)
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
            except StoreError:
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
        if self.notices.outside(row.chat_id):
            self.outbox.finish([row], "channel not reached")
            return
        if outside and self.unreached.has(row.chat_id):
            self._unreachable(row)
            return
        self.outbox.finish([row], "chat gone")
        self.subscribers.forget(row.chat_id)

    def _unreachable(self, row: Row) -> None:
        if self.notices.outside(row.chat_id):
            self.outbox.finish([row], "channel not reached")
            return
        self.outbox.finish([row], "chat not reached")
        if self.unreached.refused(row.chat_id) == "over":
            self.outbox.db.count("chat gone")
            self.subscribers.forget(row.chat_id)

    def _taken(self, row: Row, result: Mapping[str, Any]) -> None:
        """A group or a channel took it. Where a topic is gone, Telegram may put what was meant for it into General."""
        if row.photo:
            self.notices.told.over(row.chat_id, "photos")
        is_forum = isinstance(chat := result.get("chat"), Mapping) and chat.get("is_forum")
        if row.thread is not None and is_forum and result.get(THREAD) != row.thread:
            self.closed.lost(row)
        if row.priority >= Priority.ALERT and THREAD not in result:
            self.closed.arrived(row)
        if row.links_to is not None:
            self.notices.told.over(row.chat_id, "rights")
            self.posts.note(row.chat_id, row.batch, row.page, int(result["message_id"]), row.payload)

    def _slow_down(self, row: Row, told: SlowDown) -> None:
        self.outbox.retry(row)
        self.outbox.db.count("told to slow down")
        if not told.here:
            self.outbox.db.set_state("hold", f"{self.outbox.wall.now() + told.seconds} {told.seconds}")
        elif told.seconds >= SLOW:
            self.notices.tell(row.chat_id, "slow", row.thread)

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
            self.closed.say_in_words(row, words, photos=refused.photos)
        elif row.method == ASK:
            self.notices.administrators(self.outbox.key_of(row), ())
            self.outbox.finish([row], "administrators not named")
        else:
            log.warning("refused for good", extra={"method": row.method, "kind": refused.kind})
            self.outbox.finish([row], f"refused {refused.kind}")
