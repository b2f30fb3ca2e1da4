"""Whole documents at the desk: items of sources that want approval, and what came in lately, to be marked urgent or
withdrawn."""

from __future__ import annotations

from bot.context import Context
from bot.talk.desk.buttons import steps, titled, to
from bot.talk.desk.sent import outcome
from bot.talk.desk.state import show
from bot.talk.keys import clip
from bot.talk.words import escape
from digests import publishers
from digests.corpus.reviews import Action
from digests.corpus.waiting import WaitingItem
from digests.editing.decisions import Listed, short
from digests.model import Document
from digests.say.figures import say_date
from digests.say.pages import escape as foreign
from digests.say.pages import link

LONGEST = 1500  # characters of a text
A_SCREEN = 6  # documents


async def item(context: Context, message_id: int, n: str) -> None:
    """The n-th item that waits, whole as far as a message goes."""
    found = await context.house.desk.edit(lambda desk: desk.decisions.items())
    if not found:
        return show(context, message_id, escape(context.say("desk-no-items")))
    place = min(int(n or 0), len(found) - 1)
    one = found[place].document
    head = escape(context.say("desk-item", n=place + 1, of=len(found)))
    text = "\n".join((head, *headed(context, one), "", foreign(clip(one.text, LONGEST)), "", effect(context)))
    ways = [
        [to(context, "take", "take", short(one.id)), to(context, "leave", "leave", short(one.id))],
        steps(context, "item", place, len(found)),
    ]
    return show(context, message_id, text, ways)


def effect(context: Context) -> str:
    return escape(context.say("desk-item-effect"))


def headed(context: Context, one: Document) -> list[str]:
    """Title, publisher and date; linked where that brings nobody into trouble."""
    day = one.published or one.not_before
    dated = say_date(day, context.lang) if day and one.published else context.say("desk-undated")
    safe = publishers.load().link_is_safe(one.publisher, one.url)
    title = link(clip(one.title or one.id, 200), one.url if safe else None)
    return [title, escape(f"{one.publisher or context.say('desk-unnamed')}, {dated}, {one.lang}")]


async def named(context: Context, mark: str) -> WaitingItem | None:
    found = await context.house.desk.edit(lambda desk: desk.decisions.items())
    return next((each for each in found if short(each.document.id) == mark), None)


async def take(context: Context, message_id: int, mark: str) -> None:
    """The item comes into the corpus."""
    one = await named(context, mark)
    if one is None:
        return show(context, message_id, escape(context.say("desk-decided")))
    result = await context.house.desk.edit(lambda desk: desk.decisions.take(one))
    said = context.say("desk-done-take", count=result.claims)
    return await decided(context, message_id, one.document, "take", said)


async def leave(context: Context, message_id: int, mark: str) -> None:
    """The item stays out."""
    one = await named(context, mark)
    if one is None:
        return show(context, message_id, escape(context.say("desk-decided")))
    await context.house.desk.edit(lambda desk: desk.decisions.leave(one))
    return await decided(context, message_id, one.document, "leave", context.say("desk-done-leave"))


async def decided(context: Context, message_id: int, one: Document, action: Action, done: str) -> None:
    """What was done, and how to take it back."""
    (line,) = await context.house.desk.edit(lambda desk: desk.decisions.trail(1))
    said = outcome(context, line.id, action, done)
    ways = [[to(context, "undo", "undo", line.id), to(context, "next", "item", 0)]]
    show(context, message_id, "\n".join((*headed(context, one), "", escape(said))), ways)


async def documents(context: Context, message_id: int, value: str) -> None:
    """What came in lately, the newest first, a screenful."""
    found = await context.house.desk.edit(lambda desk: desk.decisions.documents())
    first = int(value or 0)
    ways = [[titled(label(context, each), "doc", short(each.document.id))] for each in found[first : first + A_SCREEN]]
    before = [to(context, "before", "docs", first - A_SCREEN)] if first else []
    later = [to(context, "next", "docs", first + A_SCREEN)] if first + A_SCREEN < len(found) else []
    text = context.say("desk-documents" if found else "desk-no-documents")
    show(context, message_id, escape(text), [*ways, [*before, *later]])


def label(context: Context, listed: Listed) -> str:
    title = listed.document.title or listed.document.id
    return context.say("desk-urgent-title", title=title) if listed.urgent else title


async def document(context: Context, message_id: int, mark: str) -> None:
    """One document: urgent or not, and what can be done with it."""
    listed = await context.house.desk.edit(lambda desk: desk.decisions.document(mark))
    if listed is None:
        return show(context, message_id, escape(context.say("desk-lost")))
    said = context.say("desk-is-urgent" if listed.urgent else "desk-is-not-urgent")
    turn = to(context, "calm", "calm", mark) if listed.urgent else to(context, "urgent", "urgent", mark)
    ways = [[turn, to(context, "retract", "dwhy", mark)], [to(context, "documents", "docs", 0)]]
    return show(context, message_id, "\n".join((*headed(context, listed.document), "", escape(said))), ways)


async def urgent(context: Context, message_id: int, mark: str) -> None:
    """Mark a document: who wishes for urgent news is told at once."""
    await marked(context, message_id, mark, on=True)


async def calm(context: Context, message_id: int, mark: str) -> None:
    await marked(context, message_id, mark, on=False)


async def marked(context: Context, message_id: int, mark: str, *, on: bool) -> None:
    listed = await context.house.desk.edit(lambda desk: desk.decisions.document(mark))
    if listed is None:
        return show(context, message_id, escape(context.say("desk-lost")))
    doc_id = listed.document.id
    line = await context.house.desk.edit(
        lambda desk: desk.decisions.mark(doc_id) if on else desk.decisions.unmark(doc_id)
    )
    if line is None:
        return show(context, message_id, escape(context.say("desk-decided")))
    said = escape(outcome(context, line.id, "urgent" if on else "calm"))
    ways = [[to(context, "undo", "undo", line.id), to(context, "back", "doc", mark)]]
    return show(context, message_id, "\n".join((*headed(context, listed.document), "", said)), ways)
