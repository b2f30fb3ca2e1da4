"""Channels to which editions are mirrored: which chats are some, and which the operator lists.

A channel is a row of `subscribers` like any other reader, with its language and cadence. That it is a channel stands
here: nobody changes it by a command, its buttons are links, and what was posted in it is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from bot.people.hours import Often
from bot.people.store import PeopleStore
from bot.people.subscribers import Subscriber, Subscribers
from digests.model import Lang

ONE = re.compile(r"(?P<lang>\w+):(?P<chat>@\w+|-\d+)(?::(?P<cadence>\w+))?")


@dataclass(frozen=True, slots=True)
class Listed:
    """A channel of `KHABAR_CHANNELS`: its public name with "@", or its id."""

    chat: str | int
    lang: Lang
    cadence: Often = "daily"


def listed(setting: str) -> list[Listed]:
    """The channels of the setting, which was held against its form when it was read."""
    found = []
    for match in ONE.finditer(setting):
        chat = match["chat"] if match["chat"].startswith("@") else int(match["chat"])
        found.append(Listed(chat, cast(Lang, match["lang"]), cast(Often, match["cadence"] or "daily")))
    return found


class Channels:
    """Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def has(self, chat_id: int) -> bool:
        return self.db.one("SELECT 1 FROM channels WHERE chat_id = ?", chat_id) is not None

    def is_listed(self, chat_id: int) -> bool:
        """Whether the setting names it."""
        return self.db.one("SELECT 1 FROM channels WHERE chat_id = ? AND listed = 1", chat_id) is not None

    def all(self) -> list[tuple[int, bool]]:
        """(chat, whether the setting lists it)"""
        rows = self.db.all("SELECT chat_id, listed FROM channels ORDER BY chat_id")
        return [(chat_id, bool(by_setting)) for chat_id, by_setting in rows]

    def keep(self, people: Subscribers, chat_id: int, lang: Lang, cadence: Often, *, by_setting: bool) -> None:
        """From now on editions go there. What it had beside language and cadence stays."""
        with self.db.transaction():
            self.db.execute(
                "INSERT INTO channels VALUES (?, ?) ON CONFLICT(chat_id) DO UPDATE SET listed = excluded.listed",
                chat_id, int(by_setting),
            )  # fmt: skip
            known = people.get(chat_id) or Subscriber(chat_id, lang)
            wanted = replace(known, lang=lang, cadence=cadence, active=True)
            if wanted != known:
                people.save(wanted)

    def only(self, people: Subscribers, chats: Sequence[int]) -> list[int]:
        """The setting lists these and no others any more; those that ended."""
        ended = [chat_id for chat_id, by_setting in self.all() if by_setting and chat_id not in chats]
        for chat_id in ended:
            people.forget(chat_id)
        return ended
