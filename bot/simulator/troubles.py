"""Trouble that somebody at the page can make and end again, each by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from bot.simulator.account import COUNTED
from bot.simulator.faults import Fault
from bot.simulator.world import World

Trouble = Literal["flood", "down", "photos", "topics"]
TROUBLES: tuple[Trouble, ...] = ("flood", "down", "photos", "topics")

FLOOD_SECONDS = 5  # that Telegram tells the bot to wait


def flood() -> Fault:
    """Telegram says of every message: too many, wait."""
    return Fault("429", methods=frozenset(COUNTED), retry_after=FLOOD_SECONDS)


def down() -> Fault:
    """Telegram answers nothing sensible at all."""
    return Fault("502")


RULES: dict[Trouble, Callable[[], Fault]] = {"flood": flood, "down": down}


class Troubles:
    """Which of them there are. What they do to chats is seen in the chats: a right that is missing, a closed topic."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._rules: dict[Trouble, Fault] = {}

    def put(self, name: str, *, on: bool) -> None:
        """Make or end it. Raises ValueError for an unknown name."""
        if name not in TROUBLES:
            raise ValueError(f"trouble is one of {', '.join(TROUBLES)}")
        if name in RULES:
            self._rule(name, on=on)
        elif name == "photos":
            self._photos(on=on)
        else:
            self._topics(on=on)

    def standing(self) -> dict[Trouble, bool]:
        """Each by its name, and whether it is there."""
        places = [chat for chat in self.world.chats.values() if chat.type in {"group", "supergroup"}]
        forums = [chat for chat in places if chat.topics]
        return {
            "flood": self._there("flood"),
            "down": self._there("down"),
            "photos": any("can_send_photos" in chat.denied for chat in places),
            "topics": any(set(chat.topics or ()) <= chat.closed for chat in forums),
        }

    def _there(self, name: Trouble) -> bool:
        rule = self._rules.get(name)
        return any(one is rule for one in self.world.faults.rules)

    def _rule(self, name: Trouble, *, on: bool) -> None:
        rules = self.world.faults.rules
        rules[:] = [rule for rule in rules if rule is not self._rules.get(name)]
        if on:
            self._rules[name] = RULES[name]()
            rules.append(self._rules[name])

    def _photos(self, *, on: bool) -> None:
        """In groups nobody but administrators may send photos."""
        for chat in self.world.chats.values():
            if chat.type in {"group", "supergroup"}:
                (chat.denied.add if on else chat.denied.discard)("can_send_photos")

    def _topics(self, *, on: bool) -> None:
        """Every topic of every forum is closed but General."""
        for chat in self.world.chats.values():
            if chat.topics:
                chat.closed = {*chat.topics} if on else set()
                self.world.tell(chat.id, {"event": "chat"})
