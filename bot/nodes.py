"""A bot among others with the same token: which roles it has, and how they wake each other."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from bot.mail.handling import Handling
from bot.mail.seat import CLOCK, INTAKE, Seat
from bot.mail.sender import Sender


class Nodes:
    """`handling` is set once it is made: it needs `sent` itself."""

    def __init__(self, sender: Sender) -> None:
        self.db = sender.outbox.db
        self.sender = sender
        self.handling: Handling | None = None
        self.intake, self.clock = Seat(self.db, INTAKE), Seat(self.db, CLOCK)

    def sent(self) -> None:
        """Something is to be sent, by whichever node sends."""
        self.sender.wake()
        if not self.sender.seat.sure:
            self.db.ring("outbox")

    async def hear(self) -> None:
        """Until cancelled: what other nodes ring."""
        await self.db.hear(self._heard)

    def _heard(self, bell: str) -> None:
        if bell == "outbox":
            self.sender.wake()
        elif self.handling:
            self.handling.wake()

    def taking_in(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Coroutine[Any, Any, None]:
        """`work`, on the one node by which updates come in or the webhook is kept."""
        return self.intake.while_ours(work)

    def clocked(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Coroutine[Any, Any, None]:
        """`work`, on the one node that does what time asks for."""
        return self.clock.while_ours(work)

    def leave(self) -> None:
        """Others go on."""
        for seat in (self.sender.seat, self.intake, self.clock):
            seat.leave()
