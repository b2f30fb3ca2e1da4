"""Which panel of the settings is open in a chat, and who opened it: what they type may be for it. In RAM alone, ten
minutes long."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.context import Context

ASKED = {"hours": "hours", "several": "hours", "zone": "zone", "places": "zone", "quiet": "quiet", "pause": "pause"}
"""Panel → the field that it asks for: what is typed into it and cannot be read is said, and no question."""


@dataclass(frozen=True, slots=True)
class Step:
    """`asked`: the field that the open panel asks for; None where it was answered, or where it asks for none."""

    user: int
    panel: str
    field: str | None
    asked: bool


def wait(context: Context, panel: str) -> None:
    """From now on `panel` is open to the person whose update this is. Who just chose an hour or a zone may still think
    better of it while the panel behind it is on the screen."""
    was = of(context)
    field = ASKED.get(panel)
    if field is None and panel == "when" and was is not None:
        field = was.field
    context.house.waiting.put(context.chat, Step(context.user, panel, field, asked=panel in ASKED))


def answered(context: Context) -> None:
    """What was asked is answered, or off the screen."""
    step = of(context)
    if step is not None:
        context.house.waiting.put(context.chat, replace(step, asked=False))


def of(context: Context) -> Step | None:
    """What is open to this person; in a group, what another opened is not theirs to answer."""
    step: Step | None = context.house.waiting.get(context.chat)
    return step if step is not None and step.user == context.user else None
