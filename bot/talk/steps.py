"""Which panel of the settings is open in a chat, and who opened it: what they type may be for it. In RAM alone, ten
minutes long."""

from __future__ import annotations

from dataclasses import dataclass

from bot.context import Context

ASKED = {"hours": "hours", "several": "hours", "zone": "zone", "places": "zone", "quiet": "quiet", "pause": "pause"}
"""Panel → the field that it asks for: what is typed into it and cannot be read is said, and no question."""


@dataclass(frozen=True, slots=True)
class Step:
    """The open panel, and whose it is."""

    user: int
    panel: str

    @property
    def asked(self) -> str | None:
        """The field that it asks for; None where what is typed may as well be a question."""
        return ASKED.get(self.panel)


def wait(context: Context, panel: str) -> None:
    """From now on `panel` is open to the person whose update this is."""
    context.house.waiting.put(context.chat, Step(context.user, panel))


def of(context: Context) -> Step | None:
    """What is open to this person; in a group, what another opened is not theirs to answer."""
    step: Step | None = context.house.waiting.get(context.chat)
    return step if step is not None and step.user == context.user else None
