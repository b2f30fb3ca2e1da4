"""Claims at the desk, one at a time: what waits, or what readers are shown of an indicator; approve, reject, hold."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Context
from bot.talk.desk.buttons import steps, titled, to
from bot.talk.desk.sent import outcome
from bot.talk.desk.state import change, show
from bot.talk.keys import Rows, clip
from bot.talk.words import escape
from digests import publishers
from digests.corpus.reviews import Action
from digests.editing.decisions import WAITING, Case, Verdict, short
from digests.errors import Conflict, UnknownName
from digests.model import Claim, Lang
from digests.say.figures import say_date, say_period
from digests.say.pages import escape as foreign
from digests.say.pages import link
from digests.say.phrases import say_claim
from digests.say.queue import say_effect
from digests.say.speakers import say_chain

LONGEST = 600  # characters of a quote or of a sentence beside it
A_SCREEN = 8  # indicators
VERDICTS: dict[str, Verdict] = {"approve": "approve", "reject": "reject", "hold": "hold"}


async def claim(context: Context, message_id: int, value: str) -> None:
    """The n-th claim of a place: `w:3`."""
    place, n = value.split(":")
    case = await context.house.desk.edit(lambda desk: desk.decisions.case(place, int(n)))
    if case is None:
        empty = "desk-none-waits" if place == WAITING else "desk-none-shown"
        return show(context, message_id, escape(context.say(empty)))
    change(context, case=case, changes={})
    return show(context, message_id, described(context, case), actions(context, case))


def actions(context: Context, case: Case) -> Rows:
    """What can be decided: a claim that waits is approved or rejected, one that is shown held or withdrawn."""
    mark, way = (short(case.claim.id), case.seen, case.place), f"claim:{case.place}"
    first = ("approve", "reject") if case.place == WAITING else ("hold", "retract")
    ways = {"approve": "do:approve", "reject": "do:reject", "hold": "do:hold", "retract": "why"}
    return [
        [to(context, name, ways[name], *mark) for name in first],
        [to(context, "correct", "fix", *mark), to(context, "document", "doc", short(case.claim.doc_id))],
        steps(context, way, case.n, case.of),
    ]


def described(context: Context, case: Case) -> str:
    """The claim, how its source words it, where it stands, why it waits and what approving it would change."""
    one, lang = case.claim, context.lang
    where = "desk-case-waits" if case.place == WAITING else "desk-case-shown"
    lines = [
        escape(context.say(where, n=case.n + 1, of=case.of)),
        f"<b>{escape(case.names[lang])}: {escape(say_claim(one, lang))}</b>",
        escape(context.say("desk-as-of", when=when(one, lang) or context.say("desk-undated"))),
        escape(context.say("desk-said-by", who=say_chain(one.attributed_to, None, lang) or context.say("desk-nobody"))),
        *([escape(context.say("desk-scope", scope=one.scope))] if one.scope else []),
        "",
        *quoted(context, case),
        "",
        source(context, case),
    ]
    if case.why is not None:
        lines += ["", escape(context.say("desk-why", why=case.why[lang]))]
    if case.effect is not None:
        lines.append(escape(say_effect(case.effect.kind, one, case.effect.beside, lang)))
    return "\n".join(lines)


def quoted(context: Context, case: Case) -> list[str]:
    """The words of the source, or ours where a record retells it, the number meant in brackets, between the sentences
    beside them."""
    beside = (
        ("desk-before", case.context.before),
        (
            "desk-quote" if case.claim.quote_kind == "verbatim" else "desk-retold",
            case.context.told.get(context.lang) or case.context.quote,
        ),
        ("desk-after", case.context.after),
    )
    return [f"{escape(context.say(key))} {foreign(clip(text, LONGEST))}" for key, text in beside if text]


def source(context: Context, case: Case) -> str:
    """Who published it when, linked where that brings nobody into trouble."""
    one = case.claim
    when = say_date(one.published, context.lang) if one.published and not one.undated else context.say("desk-undated")
    said = f"{one.publisher or context.say('desk-unnamed')}, {when}: {case.title or one.doc_id}"
    safe = publishers.load().link_is_safe(one.publisher, case.url)
    return f"{escape(context.say('desk-source'))} {link(clip(said, LONGEST), case.url if safe else None)}"


def when(one: Claim, lang: Lang) -> str:
    """The day or period for which a claim speaks; empty where it names none."""
    if one.as_of:
        return say_date(one.as_of, lang)
    return say_period(one.period, lang) if one.period and one.period.start and one.period.end else ""


async def shown(context: Context, message_id: int, value: str) -> None:
    """The indicators whose claims readers are shown, a screenful."""
    found = await context.house.desk.edit(lambda desk: desk.decisions.indicators(context.lang))
    first = int(value or 0)
    buttons = [[titled(name, "claim", place, 0)] for place, name in found[first : first + A_SCREEN]]
    buttons.append([
        *([to(context, "before", "shown", first - A_SCREEN)] if first else []),
        *([to(context, "next", "shown", first + A_SCREEN)] if first + A_SCREEN < len(found) else []),
    ])  # fmt: skip
    show(context, message_id, escape(context.say("desk-choose-indicator" if found else "desk-none-shown")), buttons)


async def decide(context: Context, message_id: int, value: str) -> None:
    """A verdict on the claim that a button names: `approve:<claim>:<seen>:<place>`."""
    name, mark, seen, place = value.split(":")
    case = await laid_out(context, message_id, mark, seen, place)
    if case is None:
        return None
    try:
        line = await context.house.desk.edit(lambda desk: desk.decisions.decide(case, VERDICTS[name]))
    except Conflict:
        return told_late(context, message_id, place)
    return done(context, message_id, VERDICTS[name], line.id, case)


async def laid_out(context: Context, message_id: int, mark: str, seen: str, place: str) -> Case | None:
    """The case that a button was made for; None, and it is said, where somebody decided about it since."""
    try:
        case = await context.house.desk.edit(lambda desk: desk.decisions.case_of(mark, place))
    except UnknownName:
        case = None
    if case is None or case.seen != int(seen):
        told_late(context, message_id, place)
        return None
    return case


def told_late(context: Context, message_id: int, place: str) -> None:
    """Another editor was there first."""
    show(context, message_id, escape(context.say("desk-decided")), [[to(context, "next", "claim", place, 0)]])


def done(context: Context, message_id: int, action: Action, line: int, case: Case, text: str = "") -> None:
    """What was decided, how to take it back, and the next claim: the one that came into its place."""
    said = text or described(context, replace(case, why=None, effect=None))  # both were of a claim that waits
    ways = [to(context, "undo", "undo", line), to(context, "next", "claim", case.place, case.n)]
    change(context, case=None, changes={})
    told = outcome(context, line, action)
    show(context, message_id, f"{said}\n\n{escape(told)}", [ways])
