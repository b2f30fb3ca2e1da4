"""The outbox: a row for every recipient and page, gone when it is sent.

Claim, send, mark: a claimed row outlives a crash, and what was claimed then has an *unknown* outcome, for which
the operator's policy decides (send again, or drop). A row is (priority, batch, chat, page), in the order in which
rows go out; a batch is one message or one edition, its pages stored once for all recipients.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from bot.mail.holding import RowId, hold, manners_of
from bot.mail.message import JSON, Message, PhotoRef, Priority
from bot.mail.row import THREAD, Row
from bot.mail.steady import Wall
from bot.people.channels import Channels
from bot.people.hush import Hush, Manners
from bot.people.store import PeopleStore
from bot.people.threads import Threads

__all__ = ["Message", "Outbox", "PhotoRef", "Priority", "Row", "UnknownPolicy"]

AHEAD = 4  # rows looked at for one that is claimed: several may belong to the same chat
PAGES_KEPT = 256
LOOKS = 25  # where all that is found has to be held: those whose quiet hours have begun stand in front

UnknownPolicy = Literal["resend", "drop"]


@dataclass(frozen=True, slots=True)
class _Page:
    method: str
    payload: Mapping[str, JSON]
    body: bytes
    photo: str | None
    expires: float


class Outbox:
    """What waits to be sent. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore, wall: Wall, hush: Hush | None = None) -> None:
        self.db = database
        self.wall = wall
        self.hush = hush
        self.threads = Threads(database)
        self.channels = Channels(database)
        self.username = ""  # the bot's, once Telegram told it
        self._pages: dict[tuple[int, int], _Page] = {}

    def put(self, messages: Iterable[Message]) -> int:
        """PeopleStore `messages`; how many were new (chat, key and page that wait already are passed over)."""
        new = 0
        now = self.wall.now()
        with self.db.transaction():
            for message in messages:
                expires = message.expires.timestamp() if message.expires else now + message.life()
                batch = self.batch(message.key, expires)
                self.add_page(batch, message.page, message.method, message.payload, message.photo)
                new += self.db.execute(
                    "INSERT INTO outbox VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                    int(message.priority), batch, message.chat_id, message.page,
                )  # fmt: skip
        return new

    def batch(self, key: str, expires: float) -> int:
        """The id of the batch `key`, made where there is none."""
        self.db.execute(
            "INSERT INTO batches (key, made, expires) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            key, self.wall.now(), expires,
        )  # fmt: skip
        return self.db.number("SELECT id FROM batches WHERE key = ?", key)

    def add_page(self, batch: int, page: int, method: str, payload: object, photo: PhotoRef | None = None) -> None:
        """PeopleStore one page of a batch, unless it is there already."""
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        if photo:
            self.db.execute(
                "INSERT INTO photos (key, name, bytes, made) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                photo.key, photo.name, photo.data, self.wall.now(),
            )  # fmt: skip
        self.db.execute(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            batch, page, method, text, photo.key if photo else None,
        )  # fmt: skip

    def claim(self, n: int, *, busy: Collection[int] = (), uploading: Collection[str] = ()) -> list[Row]:
        """Up to `n` rows to send now, one a chat at most, none of the chats in `busy`, marked as claimed.

        Rows that wait for one of the photos in `uploading` are passed over; expired ones are dropped; what nobody asked
        for and comes at a bad time is held (`hold`).
        """
        with self.db.transaction():
            for _ in range(LOOKS):
                rows, held = self._claim(n, busy, uploading)
                if rows or not held:
                    break
        return rows

    def _claim(self, n: int, busy: Collection[int], uploading: Collection[str]) -> tuple[list[Row], bool]:
        """The rows of one look, and whether any was held in it."""
        resting, chats = self.db.among("chat_id", busy)
        found = self.db.all(
            f"""SELECT priority, batch, chat_id, page FROM outbox WHERE claimed = 0 AND NOT {resting}
                ORDER BY priority, batch, chat_id, page LIMIT ?""",
            chats, n * AHEAD,
        )  # fmt: skip
        ids = [cast(RowId, row) for row in found]
        manners = self._manners(ids)
        held = {each for each in ids if manners_of(each, manners).until}
        rows, old = self._choose([each for each in ids if each not in held], n, uploading, manners)
        if held and self.hush:
            hold(self.db, held, manners, now=self.hush.clock.now(), wall=self.wall.now())
        if old:
            self._drop(old)
            self.db.count("expired", len(old))
        marked = self.db.execute_many(
            "UPDATE outbox SET claimed = 1 WHERE priority = ? AND batch = ? AND chat_id = ? AND page = ?",
            [row.id for row in rows],
        )
        if marked < len(rows):  # another node has just taken some of them back
            rows = [row for row in rows if self._is_claimed(row)]
        return rows, bool(held)

    def _is_claimed(self, row: Row) -> bool:
        sql = "SELECT 1 FROM outbox WHERE priority = ? AND batch = ? AND chat_id = ? AND page = ? AND claimed = 1"
        return self.db.one(sql, *row.id) is not None

    def _manners(self, found: Sequence[RowId]) -> Mapping[int, Manners]:
        """How the chats that are to get what they did not ask for want it."""
        unasked = {chat_id for priority, _, chat_id, _ in found if priority >= Priority.ALERT}
        return self.hush.of(unasked) if self.hush and unasked else {}

    def _choose(
        self, found: Sequence[RowId], n: int, uploading: Collection[str], manners: Mapping[int, Manners]
    ) -> tuple[list[Row], list[RowId]]:
        """The first row of each chat, and the rows that are too old to be of use."""
        rows: list[Row] = []
        old: list[RowId] = []
        chats: set[int] = set()
        taken = set(uploading)
        now = self.wall.now()
        for row_id in found:
            _, batch, chat_id, number = row_id
            page = self._page(batch, number)
            if page is None or page.expires < now:
                old.append(row_id)
            elif chat_id not in chats and len(rows) < n:
                chats.add(chat_id)
                if page.photo in taken:
                    continue
                if page.photo and not self.file_id(page.photo):
                    taken.add(page.photo)  # one upload; the others wait for its file_id
                place = (*self._place(row_id, page), manners_of(row_id, manners).silent)
                rows.append(Row(*row_id, page.method, page.payload, page.body, page.photo, *place))
        return rows, old

    def _place(self, row_id: RowId, page: _Page) -> tuple[int | None, str | None]:
        """Where in a forum an edition or an alert belongs; in a channel, whose buttons are links, the bot's name."""
        priority, _, chat_id, _ = row_id
        if chat_id > 0 or priority < Priority.ALERT or not page.method.startswith("send"):
            return None, None
        if self.channels.has(chat_id):
            return None, self.username
        return None if THREAD in page.payload else self.threads.of(chat_id), None

    def key_of(self, row: Row) -> str:
        """The key under which the row's message was put."""
        found = self.db.one("SELECT key FROM batches WHERE id = ?", row.batch)
        return str(found[0]) if found else ""

    def _page(self, batch: int, page: int) -> _Page | None:
        """A page as it is stored; those of editions are asked for a million times, so the latest are kept."""
        kept = self._pages.get((batch, page))
        if kept is None:
            row = self.db.one(
                """SELECT method, payload, photo, expires FROM pages JOIN batches ON batches.id = pages.batch
                   WHERE batch = ? AND page = ?""",
                batch, page,
            )  # fmt: skip
            if row is None:
                return None
            kept = _Page(row[0], json.loads(row[1]), row[1].encode("utf-8", "replace"), row[2], row[3])
            if len(self._pages) >= PAGES_KEPT:
                self._pages.clear()
            self._pages[(batch, page)] = kept
        return kept

    def finish(self, sent: Sequence[Row], tally: str = "sent") -> None:
        """These are done with: sent, or refused for good. Counted under `tally`."""
        with self.db.transaction():
            self._drop([row.id for row in sent])
            self.db.count(tally, len(sent))

    def _drop(self, ids: Sequence[RowId]) -> None:
        self.db.execute_many("DELETE FROM outbox WHERE priority = ? AND batch = ? AND chat_id = ? AND page = ?", ids)
        # A personal message leaves no text behind; an edition's pages go when nobody waits for them (`tidy`).
        personal = [(batch, batch) for priority, batch, _, _ in ids if priority <= Priority.ALERT]
        self.db.execute_many(
            "DELETE FROM pages WHERE batch = ? AND NOT EXISTS (SELECT 1 FROM outbox WHERE priority <= 1 AND batch = ?)",
            personal,
        )
        self.db.execute_many(
            "DELETE FROM batches WHERE id = ? AND NOT EXISTS (SELECT 1 FROM outbox WHERE priority <= 1 AND batch = ?)",
            personal,
        )

    def retry(self, row: Row) -> None:
        """It surely was not sent: it waits again, at its own place."""
        self._unclaim(row)

    def unknown(self, row: Row, policy: UnknownPolicy) -> None:
        """Nobody knows whether it was sent: counted, and treated as the policy says."""
        with self.db.transaction():
            self.db.count("unknown")
            if policy == "resend":
                self._unclaim(row)
            else:
                self._drop([row.id])

    def _unclaim(self, row: Row) -> None:
        self.db.execute(
            "UPDATE outbox SET claimed = 0 WHERE priority = ? AND batch = ? AND chat_id = ? AND page = ?", *row.id
        )

    def recover(self, policy: UnknownPolicy) -> int:
        """After a crash: what was claimed has an unknown outcome. Returns how many rows that were."""
        self._pages.clear()  # another sender may have replaced one
        with self.db.transaction():
            claimed = self.db.all("SELECT priority, batch, chat_id, page FROM outbox WHERE claimed = 1")
            if claimed:
                self.db.count("unknown", len(claimed))
                if policy == "drop":
                    self._drop([cast(RowId, row) for row in claimed])
                else:
                    self.db.execute("UPDATE outbox SET claimed = 0 WHERE claimed = 1")
        return len(claimed)

    def plain(self, row: Row, text: str) -> None:
        """Telegram could not read the page's markup: keep it as plain text and send it again."""
        payload = {name: value for name, value in row.payload.items() if name != "parse_mode"}
        self.replace(row, row.method, {**payload, "caption" if "caption" in payload else "text": text}, row.photo)

    def replace(self, row: Row, method: str, payload: Mapping[str, JSON], photo: str | None = None) -> None:
        """Send this call in the row's place, to all who wait for its page."""
        with self.db.transaction():
            self.db.execute(
                "UPDATE pages SET method = ?, payload = ?, photo = ? WHERE batch = ? AND page = ?",
                method, json.dumps(payload, ensure_ascii=False), photo, row.batch, row.page,
            )  # fmt: skip
            self._unclaim(row)
        self._pages.pop((row.batch, row.page), None)

    # Photos

    def photo(self, key: str) -> tuple[str, bytes, str | None] | None:
        """(file name, bytes, Telegram's file_id once it was uploaded)."""
        row = self.db.one("SELECT name, bytes, file_id FROM photos WHERE key = ?", key)
        return (row[0], row[1], row[2]) if row else None

    def file_id(self, key: str) -> str | None:
        row = self.db.one("SELECT file_id FROM photos WHERE key = ?", key)
        return row[0] if row else None

    def set_file_id(self, key: str, file_id: str | None) -> None:
        self.db.execute("UPDATE photos SET file_id = ? WHERE key = ?", file_id, key)

    # Keeping house

    def waiting(self) -> dict[str, int]:
        """How many rows are to be sent, by priority; those that are held are not."""
        found = self.db.all("SELECT priority, count(*) FROM outbox WHERE claimed < 2 GROUP BY priority")
        return {Priority(priority).name.lower(): n for priority, n in found}

    def held(self) -> int:
        """How many rows wait for the end of quiet hours or of a pause."""
        return self.db.number("SELECT count(*) FROM outbox WHERE claimed = 2 AND chat_id IN (SELECT chat_id FROM held)")

    def waiting_answers(self) -> bool:
        return self.db.one("SELECT 1 FROM outbox WHERE priority <= 0 LIMIT 1") is not None

    def tidy(self, *, keep_batches: float, keep_photos: float) -> None:
        """Drop expired rows in bulk, pages nobody waits for, and batches and photos past their time (seconds)."""
        now = self.wall.now()
        with self.db.transaction():
            for (batch,) in self.db.all("SELECT id FROM batches WHERE expires < ?", now):
                gone = self.db.execute(
                    "DELETE FROM outbox WHERE priority IN (-1, 0, 1, 2, 3) AND batch = ? AND claimed = 0", batch
                )
                if gone:
                    self.db.count("expired", gone)
            unwanted = """NOT EXISTS (SELECT 1 FROM outbox
                                      WHERE priority IN (-1, 0, 1, 2, 3) AND outbox.batch = {0})"""
            self.db.execute(f"DELETE FROM pages WHERE {unwanted.format('pages.batch')}")
            self.db.execute(
                f"""DELETE FROM batches WHERE made < ? AND {unwanted.format("batches.id")}""", now - keep_batches
            )
            self.db.execute("DELETE FROM photos WHERE made < ?", now - keep_photos)
