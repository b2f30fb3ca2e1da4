"""A record written at the desk: a statement in the three languages, each read back with the figures that the machine
finds in it, then whose word it is and what its other numbers count; stored once the check finds nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.context import Context
from bot.talk.desk.buttons import titled, to, tongue
from bot.talk.desk.names import names_of
from bot.talk.desk.objections import finding
from bot.talk.desk.sent import outcome
from bot.talk.desk.state import change, of, show
from bot.talk.keys import clip, rows
from bot.talk.words import NAMES, escape
from digests.editing import drafts
from digests.editing.correcting import speakers_of
from digests.editing.decisions import short
from digests.editing.drafts import Draft, Said
from digests.editing.figures_read import Number
from digests.errors import BadInput, NotFound
from digests.model import LANGS, Lang
from digests.objections import Kind, Objection
from digests.say.pages import escape as foreign
from digests.say.speakers import say_chain
from digests.sources.curated import KINDS

LONGEST = 600  # characters of a statement
FINDINGS_A_SCREEN = 6  # findings


async def write(context: Context, message_id: int, _: str) -> None:
    """Begin the record of the document that was looked at, or go on with it."""
    if not of(context).documents:
        return show(context, message_id, escape(context.say("desk-lost")))
    document = of(context).documents[0]
    draft = await context.house.desk.edit(lambda desk: desk.writing.begin(document))
    return await opened(context, message_id, draft)


async def listed(context: Context, message_id: int, _: str = "") -> None:
    """The records that were begun, each with what it lacks."""
    found = await context.house.desk.edit(lambda desk: desk.writing.drafts())
    lines = [context.say("desk-drafts-title" if found else "desk-no-drafts")]
    for n, draft in enumerate(found, 1):
        lacks = ", ".join(lacking(context, draft)) or context.say("desk-lacks-nothing")
        lines.append(f"{n}. {clip(draft.title or draft.id, 100)}: {lacks}")
    ways = [[titled(f"{n}. {draft.title or draft.id}", "draft", short(draft.id))] for n, draft in enumerate(found, 1)]
    show(context, message_id, foreign("\n".join(lines)), ways)


def lacking(context: Context, draft: Draft) -> list[str]:
    """What a draft lacks, in words."""
    return [
        NAMES[name] if name in LANGS else context.say(f"desk-button-set-{name}") for name in drafts.missing(draft)
    ]  # fmt: skip


async def draft(context: Context, message_id: int, mark: str) -> None:
    """One of the records that were begun."""
    found = await context.house.desk.edit(lambda desk: desk.writing.drafts())
    one = next((each for each in found if short(each.id) == mark), None)
    if one is None:
        return show(context, message_id, escape(context.say("desk-lost")))
    return await opened(context, message_id, one)


async def opened(context: Context, message_id: int, one: Draft) -> None:
    """A draft: its newest statement, what the machine reads in it, and what keeps it from being stored."""
    change(context, draft=one.id)
    said = one.said[-1] if one.said else Said()
    lines = [
        foreign(clip(one.title or one.id, 200)),
        escape(context.say("desk-statement", n=max(1, len(one.said)))),
        "",
    ]
    lines += [foreign(f"{NAMES[lang]}: {said.texts.get(lang) or '–'}") for lang in LANGS]
    who = say_chain(said.attributed_to, None, context.lang) or context.say("desk-nobody")
    lines += ["", escape(context.say("desk-kind", kind=context.say(f"desk-kind-{said.kind}")))]
    lines.append(foreign(context.say("desk-said-by", who=who)))
    ways = rows([titled(NAMES[lang], "text", lang) for lang in LANGS], 3)
    if said.whole:
        numbers = await context.house.desk.edit(lambda desk: desk.writing.unnamed(one))
        found = await context.house.desk.edit(lambda desk: desk.writing.findings(one))
        lines += ["", escape(context.say("desk-findings" if found else "desk-sound"))]
        lines += [foreign(f"• {finding(context, each)}") for each in found[:FINDINGS_A_SCREEN]]
        ways += [[to(context, "label", "label", n, number=word)] for n, word in enumerate(numbers[:FINDINGS_A_SCREEN])]
        change(context, found=tuple(numbers))
        ways.append([to(context, "kind", "kind", "-"), to(context, "speaker", "by"), to(context, "asks", "asks", "tg")])
        ways.append([to(context, "again", "again"), *([] if found else [to(context, "publish", "publish")])])
    ways.append([to(context, "later", "drafts"), to(context, "drop", "drop")])
    show(context, message_id, "\n".join(lines), ways)


async def current(context: Context, message_id: int) -> Draft | None:
    """The draft that is being written; None, and it is said, where that is not known any more."""
    name = of(context).draft
    try:
        return await context.house.desk.edit(lambda desk: desk.writing.draft(name))
    except NotFound:
        show(context, message_id, escape(context.say("desk-lost")))
        return None


async def keep(context: Context, one: Draft) -> None:
    await context.house.desk.edit(lambda desk: desk.writing.keep(one))


async def text(context: Context, message_id: int, lang: str) -> None:
    """Ask for the statement in one language."""
    if await current(context, message_id):
        name = next(each for each in LANGS if each == lang)
        asked = escape(context.say("desk-ask-text", tongue=tongue(context, name)))
        show(context, message_id, asked, awaits=f"text:{name}")


async def text_given(context: Context, lang: str, given: str) -> None:
    """Read the statement back with its figures; then the next language that is missing."""
    one = await current(context, 0)
    if one is None:
        return
    name: Lang = next(each for each in LANGS if each == lang)
    said = " ".join(given.split())[:LONGEST]
    one = drafts.with_text(one, name, said)
    await keep(context, one)
    numbers = await context.house.desk.edit(lambda desk: desk.writing.numbers(one, said, name))
    lines = [escape(context.say("desk-read-back", tongue=tongue(context, name))), foreign(said), ""]
    names = await names_of(context, (each.claim.indicator for each in numbers if each.claim))
    lines += [escape(context.say("desk-reads", count=len(numbers))), *read_lines(context, numbers, names)]
    left = next((each for each in LANGS if not one.said[-1].texts.get(each)), None)
    onward = titled(NAMES[left], "text", left) if left else to(context, "done", "draft", short(one.id))
    show(context, 0, "\n".join(lines), [[to(context, "anew", "text", name), onward]])
    if left:
        await text(context, 0, left)


def read_lines(context: Context, numbers: Sequence[Number], names: Mapping[str, str]) -> list[str]:
    """Each number of a text, and which indicator counts it."""
    none = context.say("desk-no-indicator")
    return [
        f"{foreign(each.quantity.text)}: {escape(names[each.claim.indicator] if each.claim else none)}"
        for each in numbers
    ]  # fmt: skip


async def kind(context: Context, message_id: int, name: str) -> None:
    """What kind of statement it is: asked with "-"."""
    one = await current(context, message_id)
    if one is None:
        return None
    if name not in KINDS:
        ways = rows([to(context, f"kind-{each}", "kind", each) for each in KINDS], 2)
        return show(context, message_id, escape(context.say("desk-ask-kind")), ways)
    one = drafts.changed(one, kind=name)
    await keep(context, one)
    return await opened(context, message_id, one)


async def speaker(context: Context, message_id: int, _: str) -> None:
    """Ask whose word it is."""
    if await current(context, message_id):
        show(context, message_id, escape(context.say("desk-ask-speaker")), awaits="by:")


async def speaker_given(context: Context, _: str, given: str) -> None:
    """Raises BadInput for somebody whom no table knows."""
    one = await current(context, 0)
    if one is None:
        return
    one = drafts.changed(one, attributed_to=speakers_of(given))
    await keep(context, one)
    await opened(context, 0, one)


async def label(context: Context, message_id: int, n: str) -> None:
    """Ask what a number counts that is no indicator's."""
    found = of(context).found
    if int(n) < len(found) and await current(context, message_id):
        show(context, message_id, escape(context.say("desk-ask-label", number=found[int(n)])), awaits=f"label:{n}")


async def label_given(context: Context, n: str, given: str) -> None:
    """Three lines, a language each. Raises BadInput for fewer or more."""
    one, found = await current(context, 0), of(context).found
    lines = [line.strip() for line in given.splitlines() if line.strip()]
    if len(lines) != len(LANGS):
        raise BadInput(Objection(Kind.LINES, count=len(LANGS), langs=LANGS), place="label")
    if one is None or int(n) >= len(found):
        return
    labels = dict(one.said[-1].labels) if one.said else {}
    one = drafts.changed(one, labels={**labels, found[int(n)]: dict(zip(LANGS, lines, strict=True))})
    await keep(context, one)
    await opened(context, 0, one)


async def asks(context: Context, message_id: int, lang: str) -> None:
    """Ask for the questions that the statement answers, in one language."""
    if await current(context, message_id):
        name = next(each for each in LANGS if each == lang)
        said = context.say("desk-ask-asks", tongue=tongue(context, name), least=drafts.QUESTIONS)
        show(context, message_id, escape(said), awaits=f"asks:{name}")


async def asks_given(context: Context, lang: str, given: str) -> None:
    """The questions, a line each; then those of the next language."""
    one = await current(context, 0)
    if one is None:
        return
    name: Lang = next(each for each in LANGS if each == lang)
    lines = tuple(dict.fromkeys(" ".join(line.split()) for line in given.splitlines() if line.strip()))
    asked = dict(one.said[-1].asks) if one.said else {}
    one = drafts.changed(one, asks={**asked, name: lines})
    await keep(context, one)
    later = LANGS[LANGS.index(name) + 1 :]
    if later:
        await asks(context, 0, later[0])
    else:
        await opened(context, 0, one)


async def again(context: Context, message_id: int, _: str) -> None:
    """One more statement of the same record."""
    one = await current(context, message_id)
    if one is not None:
        await keep(context, replace(one, said=(*one.said, Said())))
        await text(context, message_id, LANGS[0])


async def publish(context: Context, message_id: int, _: str) -> None:
    """Store the record. Raises BadInput with what keeps it from that."""
    one = await current(context, message_id)
    if one is None:
        return
    result = await context.house.desk.edit(partial(published, one=one))
    said = context.say("desk-stored", count=1, figures=result.claims)
    if await context.house.desk.edit(lambda desk: desk.queue is not None):
        said = outcome(context, -1, "add")
    unasked = not all(len(each.asks.get(lang, ())) >= drafts.QUESTIONS for each in one.said for lang in LANGS)
    more = "\n\n" + context.say("desk-unasked") if unasked else ""
    ways = [[to(context, "document", "doc", short(one.id)), to(context, "trail", "trail")]]
    show(context, message_id, escape(said + more), ways)


def published(desk: Any, one: Draft) -> Any:
    return desk.writing.publish(one)


async def drop(context: Context, message_id: int, _: str) -> None:
    """Throw a draft away: asked once."""
    if await current(context, message_id):
        ways = [[to(context, "drop-yes", "dropped"), to(context, "later", "drafts")]]
        show(context, message_id, escape(context.say("desk-ask-drop")), ways)


async def dropped(context: Context, message_id: int, _: str) -> None:
    name = of(context).draft
    await context.house.desk.edit(lambda desk: desk.writing.drop(name))
    await listed(context, message_id)
