"""The ways into the desk: its commands, its buttons, what an editor types, a file. To everybody else none exists."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.people.decisions import EDITOR
from bot.talk.desk.objections import worded
from bot.talk.desk.state import may, of, show, wants_out
from bot.talk.others import not_taken, unknown
from bot.talk.words import escape
from digests.errors import BadInput, Conflict, NotFound, UnknownName
from digests.publishers import is_web

FIRST = "w:0"
"""The first of the claims that wait."""


async def desk(update: Update, context: Context) -> None:
    """/desk"""
    if not may(context):
        return await unknown(update, context)
    return await guarded(context, 0, "home", "")


async def held(update: Update, context: Context) -> None:
    """/held: the first of the claims that wait."""
    if not may(context):
        return await unknown(update, context)
    return await guarded(context, 0, "claim", FIRST)


async def tapped(context: Context, message_id: int, value: str) -> None:
    """A button of the desk; who was an editor when it was made and is none now finds nothing behind it."""
    way, _, given = value.partition(":")
    if not may(context):
        return context.tell("unknown-command")
    return await guarded(context, message_id, way, given)


async def guarded(context: Context, message_id: int, way: str, given: str) -> None:
    """Go a way; what keeps it from its end is said in one line, and the step that was under way goes on."""
    from bot.talk.desk.ways import WAYS  # noqa: PLC0415 - heavy, and for editors alone

    EDITOR.set(context.chat)
    try:
        await WAYS[way](context, message_id, given)
    except (BadInput, NotFound) as error:
        refused(context, message_id, error)


async def typed(context: Context, text: str) -> bool:
    """Whether a text was meant for the desk: what a step awaits, or a bare link. Labels of buttons are read before."""
    if not may(context):
        return False
    step, _, given = of(context).awaits.partition(":")
    if step and wants_out(text):
        await guarded(context, 0, "cancel", "")
    elif step:
        await stepped(context, step, given, text)
    elif is_link(text):
        await stepped(context, "send", "", text)
    else:
        return False
    return True


def is_link(text: str) -> bool:
    """Whether a message is an address and nothing else."""
    return len(text.split()) == 1 and is_web(text.strip())


async def sent(update: Update, context: Context) -> None:
    """A file: an editor's is read; anybody else's is not taken, not opened."""
    file = update.message.document if update.message else None
    if file is None or not may(context):
        return await not_taken(update, context)
    from bot.talk.desk.add import file_sent  # noqa: PLC0415 - heavy, and for editors alone

    return await file_sent(context, file)


async def stepped(context: Context, step: str, given: str, text: str) -> None:
    from bot.talk.desk.ways import STEPS  # noqa: PLC0415 - heavy, and for editors alone

    EDITOR.set(context.chat)
    try:
        await STEPS[step](context, given, text)
    except (BadInput, NotFound) as error:
        refused(context, 0, error)


def refused(context: Context, message_id: int, error: BadInput | NotFound) -> None:
    """Why nothing was done, in the editor's language."""
    if isinstance(error, Conflict):
        said = context.say(f"desk-conflict-{error.kind}")
    elif isinstance(error, NotFound | UnknownName):
        said = context.say("desk-lost")
    else:
        said = context.say("desk-wrong", why=worded(context, error))
    show(context, message_id, escape(said), awaits=of(context).awaits)
