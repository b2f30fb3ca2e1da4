"""What the desk shows an editor and waits for: in RAM alone, gone after an hour or with the bot's next start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.context import Context
from bot.people.editors import is_editor
from bot.talk.keys import Button, Rows
from bot.talk.words import say
from digests.language.fold import iter_words
from digests.model import LANGS, Document, Lang

if TYPE_CHECKING:
    from digests.editing.decisions import Case


@dataclass(frozen=True, slots=True)
class State:
    """`labels` are the buttons of the newest screen, by their words; `awaits` is the step that what is typed next
    belongs to, with its argument. The rest is what the steps are about."""

    labels: Mapping[str, str] = field(default_factory=dict)
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
    context.house.desks.put(context.chat, State(labels=of(context).labels))


def show(context: Context, message_id: int, html: str, rows: Rows = (), *, awaits: str = "", out: bool = True) -> None:
    """Put a screen in the place of a message (0: as a new one). Its buttons can be typed as well; `awaits` is the step
    to which anything else that is typed belongs; `out`: with the ways out under it."""
    every = [row for row in (*rows, ways_out(context, awaits) if out else ()) if row]
    labels = {words(button["text"]): button["callback_data"] for row in every for button in row
              if "callback_data" in button}  # fmt: skip
    change(context, labels=labels, awaits=awaits)
    context.rewrite(message_id, html, every)


def ways_out(context: Context, awaits: str) -> list[Button]:
    """The row under every screen: out of a step, and to the beginning."""
    from bot.talk.desk.buttons import to  # noqa: PLC0415 - the two are made of each other

    cancel = [to(context, "cancel", "cancel")] if awaits else []
    return [*cancel, to(context, "home", "home")]


def takes_long(context: Context) -> bool:
    """Whether a whole text is awaited, longer than any question."""
    return may(context) and of(context).awaits.partition(":")[0] in {"send", "text", "asks"}


def words(text: str) -> str:
    """A label as it may be typed: its words without marks, in small letters."""
    return " ".join(word.folded for word in iter_words(text))


def wants_out(text: str) -> bool:
    """Whether a typed text is the word for "cancel" in one of the languages."""
    return words(text) in {words(say(lang, "desk-button-cancel")) for lang in LANGS}
