"""The desk's buttons: each says a text of the locales and leads to one of the desk's ways."""

from __future__ import annotations

from typing import Any

from bot.context import Context
from bot.talk.keys import Button, clip, tap
from digests.model import Lang

WIDTH = 48  # characters of a title that a phone's button shows


def to(context: Context, name: str, way: str, *given: object, **args: Any) -> Button:
    """A button that says `desk-button-<name>` and leads to `way` with what is `given`."""
    return tap(context.say(f"desk-button-{name}", **args), data(way, *given))


def titled(title: str, way: str, *given: object) -> Button:
    """A button that bears a name or a title."""
    return tap(clip(title, WIDTH), data(way, *given))


def data(way: str, *given: object) -> str:
    return ":".join(["desk", way, *map(str, given)])


def tongue(context: Context, lang: Lang) -> str:
    """A language as a sentence names it: «по-русски»."""
    return context.say(f"desk-in-{lang}")


def steps(context: Context, way: str, n: int, of: int) -> list[Button]:
    """To the one before and the next one; nothing at either end."""
    before = [to(context, "before", *way.split(":"), n - 1)] if n > 0 else []
    return [*before, *([to(context, "next", *way.split(":"), n + 1)] if n + 1 < of else [])]
