"""A claim corrected, a field at a time, by tapping or typing; shown as it would stand before it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.context import Context
from bot.talk.desk.buttons import titled, to
from bot.talk.desk.claims import described, done, laid_out, told_late, when
from bot.talk.desk.names import names_of
from bot.talk.desk.state import change, of, show
from bot.talk.keys import rows
from bot.talk.words import escape
from digests.editing.correcting import FIELDS, HEDGES, Field, Reader, matching
from digests.editing.decisions import Case
from digests.errors import Conflict
from digests.model import Claim
from digests.say.phrases import say_claim
from digests.say.speakers import say_chain

LONGEST = 300  # characters of a typed field


async def fix(context: Context, message_id: int, value: str) -> None:
    """Begin to correct the claim that a button names."""
    mark, seen, place = value.split(":")
    case = await laid_out(context, message_id, mark, seen, place)
    if case is None:
        return
    change(context, case=case, changes={})
    await choose(context, message_id, case)


async def choose(context: Context, message_id: int, case: Case) -> None:
    """Which field; the claim as its source has it or, once something was changed, as it would stand."""
    changes = of(context).changes
    ways = rows([to(context, f"field-{name}", "field", name) for name in FIELDS], 2)
    said = described(context, case)
    if changes:
        stands = await context.house.desk.edit(lambda desk: desk.decisions.corrected(case, changes))
        said = escape(await would_stand(context, stands))
        ways.append([to(context, "store", "fixed")])
    text = f"{said}\n\n{escape(context.say('desk-correct'))}"
    show(context, message_id, text, ways, awaits="field:")


async def field(context: Context, message_id: int, name: str) -> None:
    """Ask for a field: a hedge is chosen, an indicator chosen or found by its words, the rest is typed."""
    if of(context).case is None:
        return show(context, message_id, escape(context.say("desk-lost")))
    ways = [to(context, f"hedge-{each}", "hedge", each) for each in HEDGES] if name == "hedge" else []
    text = escape(context.say(f"desk-ask-{name}"))
    return show(context, message_id, text, rows(ways, 2), awaits=f"field:{name}")


async def hedge(context: Context, message_id: int, name: str) -> None:
    await given(context, message_id, "hedge", name)


async def indicator(context: Context, message_id: int, n: str) -> None:
    """One of the indicators that were found by the words typed."""
    found = of(context).found
    if int(n) < len(found):
        await given(context, message_id, "indicator", found[int(n)])


async def typed(context: Context, name: str, text: str) -> None:
    """What an editor typed for a field. Raises BadInput where it cannot be read, or no record could say it."""
    if name == "indicator" and await offered(context, text):
        return
    if name in FIELDS:
        await given(context, 0, name, text[:LONGEST])
    elif (case := of(context).case) is not None:
        await choose(context, 0, case)  # it was no field's name


async def offered(context: Context, text: str) -> bool:
    """Whether several indicators fit the words, and are offered."""
    found = await context.house.desk.edit(lambda desk: matching(text, desk.room.indicator_table))
    if len(found) < 2:
        return False
    change(context, found=tuple(one.id for one in found))
    ways = [[titled(one.names[context.lang], "indicator", n)] for n, one in enumerate(found)]
    show(context, 0, escape(context.say("desk-choose-indicator")), ways, awaits="field:indicator")
    return True


async def given(context: Context, message_id: int, name: Field, text: str) -> None:
    """Read a field, and show the claim as it would stand."""
    case, changes = of(context).case, of(context).changes
    if case is None:
        return show(context, message_id, escape(context.say("desk-lost")))
    lang = context.lang

    def tried(desk: Any) -> tuple[Mapping[str, Any], Claim]:
        reader = Reader(lang, desk.room.indicator_table, desk.room.today())
        now = {**changes, **reader.read(name, text, case.claim)}
        return now, desk.decisions.corrected(case, now)

    now, stands = await context.house.desk.edit(tried)
    change(context, changes=now)
    said = await would_stand(context, stands)
    ways = [[to(context, "store", "fixed"), to(context, "more-fields", "fields")]]
    again = "" if name == "hedge" else name  # what is typed next is the same field, said better
    return show(context, message_id, escape(said), ways, awaits=f"field:{again}")


async def would_stand(context: Context, stands: Claim) -> str:
    """A claim with all its fields, as a correction would leave it."""
    names = await names_of(context, [stands.indicator])
    return "\n".join((context.say("desk-would-stand"), *as_it_stands(context, stands, names[stands.indicator])))


async def fields(context: Context, message_id: int, _: str) -> None:
    """Another field of the same claim."""
    case = of(context).case
    if case is None:
        return show(context, message_id, escape(context.say("desk-lost")))
    return await choose(context, message_id, case)


def as_it_stands(context: Context, stands: Claim, name: str) -> list[str]:
    """Every field of a claim that a correction may touch, in words."""
    lang = context.lang
    return [
        f"{name}: {say_claim(stands, lang)}",
        context.say("desk-as-of", when=when(stands, lang) or context.say("desk-undated")),
        context.say("desk-said-by", who=say_chain(stands.attributed_to, None, lang) or context.say("desk-nobody")),
        context.say("desk-scope", scope=stands.scope or "–"),
    ]


async def fixed(context: Context, message_id: int, _: str) -> None:
    """Store the correction that was shown."""
    case, changes = of(context).case, dict(of(context).changes)
    if case is None or not changes:
        return show(context, message_id, escape(context.say("desk-lost")))
    try:
        line = await context.house.desk.edit(lambda desk: desk.decisions.correct(case, changes))
    except Conflict:
        return told_late(context, message_id, case.place)
    stands = await context.house.desk.edit(lambda desk: desk.decisions.corrected(case, changes))
    names = await names_of(context, [stands.indicator])
    said = escape("\n".join(as_it_stands(context, stands, names[stands.indicator])))
    return done(context, message_id, "correct", line.id, case, said)
