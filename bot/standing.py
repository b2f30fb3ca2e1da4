"""How the running service stands, for whoever looks after it: what is wrong, what waits, which corpus is here.

No number and no word of it names a chat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.condition import Condition
from bot.mail.inbox import Inbox
from bot.mail.outbox import Outbox
from bot.mail.sender import Sender
from bot.nodes import Nodes
from bot.people import roll
from bot.people.store import StoreError
from bot.people.subscribers import Subscribers
from bot.tick import Tick

OF_CORPUS = ("version", "age_seconds", "newest")
"""What of the corpus is told as numbers."""
PRIORITIES = ("answer", "alert", "digest", "bulk")


@dataclass(frozen=True, slots=True)
class Standing:
    """Reads the service's parts. `corpus`: the version that is here, None where versions are not exchanged; `follows`:
    whether versions are taken that others publish."""

    inbox: Inbox
    outbox: Outbox
    people: Subscribers
    sender: Sender
    tick: Tick
    condition: Condition
    nodes: Nodes
    corpus: Callable[[], Mapping[str, Any] | None]
    follows: bool

    def problems(self) -> list[str]:
        """What is wrong now, in a few words each."""
        return self.condition.problems()

    def limits(self) -> list[str]:
        """What keeps a service that is well from its work."""
        behind = (self.corpus() or {}).get("trouble") if self.follows else None
        lagging = [f"the corpus is not the newest: {behind}"] if behind else []
        unwritten = ["the private database cannot be written"] if self.nodes.roll.failed else []
        return [*self.condition.limits(), *unwritten, *lagging, *roll.missing(self.roll())]

    def roll(self) -> list[roll.Node]:
        """All nodes that share the private database; none where this one has it for itself, or cannot ask it."""
        try:
            return roll.read(self.inbox.db)
        except StoreError:
            return []  # that is among the problems

    def held(self) -> int:
        """Messages that quiet hours or a pause hold back."""
        return self.outbox.held()

    def numbers(self) -> dict[str, float]:
        """What waits and how much of it, each by its name: rows, chats, and seconds where the name says so."""
        known, active = self.people.count()
        waiting = self.outbox.waiting()
        corpus, ours = self.corpus() or {}, self.nodes.parts()
        return {
            "inbox_waiting": self.inbox.size(),
            "inbox_parked": self.inbox.parked(),
            **{f"outbox_waiting_{name}": waiting.get(name, 0) for name in PRIORITIES},
            "outbox_held": self.held(),
            "sends_in_flight": self.sender.in_flight,
            "hold_seconds": self.sender.governor.held(),
            "chats_known": known,
            "chats_subscribed": active,
            "editions_failed": self.tick.failed,
            **{f"has_{seat.role}": float(seat.role in ours) for seat in self.nodes.seats},
            **roll.numbers(self.roll()),
            **{f"corpus_{name}": corpus[name] for name in OF_CORPUS if corpus.get(name)},
        }
