"""A private database that one node has for itself: it holds every role, has every turn, and has nobody to tell."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence


class Alone:
    """What `PeopleStore` says of nodes, where the lock on the folder has said it all."""

    def now(self) -> float:
        return time.time()

    def hold(self, role: str) -> int:  # noqa: ARG002 (all of them)
        return 1

    def let_go(self, role: str) -> None:
        """Nobody else could take it."""

    def in_term(self, role: str, term: int) -> None:
        """It never ends."""

    def turns(self, chats: Sequence[int]) -> Sequence[int]:
        return chats

    def turn_over(self, chat_id: int) -> None:
        """Nobody waits for it."""

    def alone_with(self, table: str) -> None:
        """A transaction is that anyway."""

    def enrol(self, kind: str, said: str, *, first: bool = False) -> None:
        """Nobody asks."""

    def strike(self, kind: str) -> None:
        """It is on no roll."""

    def enrolled(self) -> list[tuple[str, str, float, float]]:
        return []

    def ring(self, bell: str) -> None:
        """Nobody hears it."""

    async def hear(self, heard: Callable[[str], None]) -> None:  # noqa: ARG002 (nobody rings)
        await asyncio.Event().wait()
