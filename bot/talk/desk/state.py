"""What the desk shows an editor and waits for: in RAM alone, gone after an hour or with the bot's next start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.context import Context
from bot.people.editors import is_editor
from bot.talk.keys import Button, Rows
from bot.talk.words import say, spelled
from digests.model import LANGS, Document, Lang

if TYPE_CHECKING:
    from digests.editing.decisions import Case


@dataclass(frozen=True, slots=True)
class State:
    """`awaits` is the step that what is typed next belongs to, with its argument; the rest is what steps are about."""

    awaits: str = ""
    case: Case | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)  # of the case, not stored yet
    documents: tuple[Document, ...] = ()  # read, not stored yet
    record: tuple[str, bytes] | None = None  # a curated record as it was sent: its name and bytes
    found: tuple[str, ...] = ()  # what a button chooses from by its number
    why: Mapping[Lang, str] = field(default_factory=dict)  # a reason on its way
    about: str = ""  # the document that is to be withdrawn
    draft: str = ""


def may(context: Context) -> bool:
    """Whether this is a private chat with an editor."""
    return context.chat > 0 and is_editor(context.chat, context.house.editors)


def of(context: Context) -> State:
    found: State | None = context.house.desks.get(context.chat)
    return found or State()


def change(context: Context, **changes: Any) -> State:
    changed = replace(of(context), **changes)
    context.house.desks.put(context.chat, changed)
    return changed


def over(context: Context) -> None:
    """Nothing is awaited any more, and what was on its way is dropped."""
    context.house.desks.drop(context.chat)


def show(context: Context, message_id: int, html: str, rows: Rows = (), *, awaits: str = "", out: bool = True) -> None:
    """Put a screen in the place of a message (0: as a new one). `awaits` is the step to which what is typed belongs
    that is no button's label; `out`: with the ways out under it."""
    change(context, awaits=awaits)
    context.rewrite(message_id, html, [row for row in (*rows, ways_out(context, awaits) if out else ()) if row])


def ways_out(context: Context, awaits: str) -> list[Button]:
    """The row under every screen: out of a step, and to the beginning."""
    from bot.talk.desk.buttons import to  # noqa: PLC0415 - the two are made of each other

    cancel = [to(context, "cancel", "cancel")] if awaits else []
    return [*cancel, to(context, "home", "home")]


def wants_out(text: str) -> bool:
    """Whether a typed text is the word for "cancel" in one of the languages."""
    return spelled(text) in {spelled(say(lang, "desk-button-cancel")) for lang in LANGS}
