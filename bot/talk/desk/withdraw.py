"""A claim or a whole document withdrawn, with a reason that readers are told in their language: one of ours by a tap,
or the editor's own words, a language after the other."""

from __future__ import annotations

from bot.context import Context
from bot.talk.desk.buttons import to, tongue
from bot.talk.desk.claims import done, laid_out, told_late
from bot.talk.desk.sent import outcome
from bot.talk.desk.state import change, of, show
from bot.talk.words import escape, say
from digests.errors import Conflict
from digests.model import LANGS, Texts

REASONS = ("misread", "taken-back", "refuted", "other-subject")
LONGEST = 200  # characters of a reason


async def why(context: Context, message_id: int, value: str) -> None:
    """Ask why the claim that a button names is withdrawn."""
    mark, seen, place = value.split(":")
    case = await laid_out(context, message_id, mark, seen, place)
    if case is not None:
        change(context, case=case, about="", why={})
        ask(context, message_id)


async def why_document(context: Context, message_id: int, mark: str) -> None:
    """Ask why the document that a button names is withdrawn."""
    listed = await context.house.desk.edit(lambda desk: desk.decisions.document(mark))
    if listed is None:
        return show(context, message_id, escape(context.say("desk-lost")))
    change(context, case=None, about=listed.document.id, why={})
    return ask(context, message_id)


def ask(context: Context, message_id: int) -> None:
    ways = [[to(context, f"because-{name}", "because", n)] for n, name in enumerate(REASONS)]
    asked = escape(context.say("desk-ask-why", tongue=tongue(context, "tg")))
    show(context, message_id, asked, ways, awaits="why:tg")


async def because(context: Context, message_id: int, n: str) -> None:
    """A reason of ours, in the three languages."""
    name = REASONS[int(n)]
    await withdrawn(context, message_id, {lang: say(lang, f"desk-reason-{name}") for lang in LANGS})


async def typed(context: Context, lang: str, text: str) -> None:
    """The editor's own reason in one language; once all three are there, it is done."""
    given = change(context, why={**of(context).why, lang: text[:LONGEST]}).why
    left = [each for each in LANGS if each not in given]
    if left:
        asked = escape(context.say("desk-ask-why-in", tongue=tongue(context, left[0])))
        show(context, 0, asked, awaits=f"why:{left[0]}")
    else:
        await withdrawn(context, 0, given)


async def withdrawn(context: Context, message_id: int, reason: Texts) -> None:
    """Withdraw what was chosen; the next edition tells its readers."""
    state = of(context)
    case, about = state.case, state.about
    if case is not None:
        try:
            line = await context.house.desk.edit(lambda desk: desk.decisions.retract(case, reason))
        except Conflict:
            return told_late(context, message_id, case.place)
        return done(context, message_id, "retract", line.id, case)
    if not about:
        return show(context, message_id, escape(context.say("desk-lost")))
    line = await context.house.desk.edit(lambda desk: desk.decisions.retract_document(about, reason))
    change(context, about="", why={})
    said = escape(outcome(context, line.id, "retract"))
    return show(context, message_id, said, [[to(context, "undo", "undo", line.id)]])
