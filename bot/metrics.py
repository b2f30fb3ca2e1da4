"""What the service tells of itself while it works; never a name or an id. `bot.health` shows it to Prometheus."""

from __future__ import annotations

from typing import Protocol


class Metrics(Protocol):
    """Whoever counts."""

    def outcome(self, kind: str) -> None:
        """A call of the Bot API ended so."""

    def held(self, seconds: float) -> None:
        """Telegram told us to wait."""

    def answered(self, seconds: float) -> None:
        """An update was handled, in so many seconds."""

    def voiced(self, outcome: str) -> None:
        """A language model was asked which candidates answer, or was not, and this came of it."""


class Silent:
    """Counts for nobody: where no health server listens, Prometheus' library is not even loaded."""

    def outcome(self, kind: str) -> None: ...
    def held(self, seconds: float) -> None: ...
    def answered(self, seconds: float) -> None: ...
    def voiced(self, outcome: str) -> None: ...
