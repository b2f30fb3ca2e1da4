"""A bot among others with the same token: which roles it has, and how they wake each other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.mail.handling import Handling
from bot.mail.seat import BEAT, CLOCK, INTAKE, Seat
from bot.mail.sender import Sender
from bot.people.roll import Roll


class Nodes:
    """`handling` is set once it is made: it needs `sent` itself. `takes`: how updates come in, where we take them."""

    def __init__(self, sender: Sender, takes: str) -> None:
        self.db = sender.outbox.db
        self.sender = sender
        self.handling: Handling | None = None
        self.intake, self.clock = Seat(self.db, INTAKE), Seat(self.db, CLOCK)
        self.seats = (sender.seat, self.intake, self.clock)
        self.roll = Roll(self.db, "bot", self.parts, takes)

    def parts(self) -> dict[str, int]:
        """The roles that are ours now, each with its term."""
        return {seat.role: seat.term for seat in self.seats if seat.sure}

    async def enrol(self) -> None:
        """Until cancelled: others hear that we are there."""
        while True:
            self.roll.call()
            await asyncio.sleep(BEAT)

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
        for seat in self.seats:
            seat.leave()
        self.roll.leave()
