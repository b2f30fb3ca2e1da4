"""What the settings of a chat wait to be typed, and from whom: in RAM alone, ten minutes long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.context import Context

Asked = Literal["hour", "zone"]


@dataclass(frozen=True, slots=True)
class Step:
    """`settled`: it was answered; who answered may still think better of it."""

    user: int
    what: Asked
    settled: bool


def wait(context: Context, what: Asked, *, settled: bool = False) -> None:
    """From now on `what` is expected of the person whose update this is."""
    context.house.waiting.put(context.chat, Step(context.user, what, settled))


def settle(context: Context) -> None:
    """What was asked is off the screen."""
    step = of(context)
    if step is not None:
        wait(context, step.what, settled=True)


def of(context: Context) -> Step | None:
    """What is expected of this person; in a group, what another opened is not theirs to answer."""
    step: Step | None = context.house.waiting.get(context.chat)
    return step if step is not None and step.user == context.user else None
