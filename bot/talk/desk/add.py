"""A document added at the desk: its link, a file or the text is sent, looked at, completed field by field, stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from telegram import Document as File
from telegram.error import TelegramError

from bot.context import Context
from bot.talk.desk.buttons import titled, to
from bot.talk.desk.items import headed
from bot.talk.desk.names import names_of
from bot.talk.desk.objections import worded
from bot.talk.desk.sent import outcome
from bot.talk.desk.state import change, of, over, show
from bot.talk.keys import clip, rows
from bot.talk.words import NAMES, escape
from digests.editing import incoming
from digests.editing.correcting import days_of
from digests.editing.decisions import short
from digests.editing.drafts import text_name_of
from digests.errors import BadInput, KhabarError
from digests.model import LANGS, TOPICS, Document
from digests.objections import Kind, Objection
from digests.publishers import is_web
from digests.say.pages import escape as foreign
from digests.say.phrases import say_claim

FIELDS = ("title", "publisher", "published", "lang", "topics")
LONGEST = 300  # characters of a field
SAMPLE = 300  # characters of a text that are shown
FIGURES = 8  # of a text, that are named


async def add(context: Context, message_id: int, _: str = "") -> None:
    """Ask for a link, a file or a text."""
    over(context)
    kinds = " ".join(incoming.SUFFIXES)
    show(context, message_id, escape(context.say("desk-send", kinds=kinds)), awaits="send:")


async def typed(context: Context, _: str, text: str) -> None:
    """What was sent to be added. Raises BadInput for a text that holds none."""
    if len(text.split()) == 1 and is_web(text.strip()):
        await fetched(context, text.strip())
    elif len(text) < incoming.LEAST:
        show(context, 0, escape(context.say("desk-short", least=incoming.LEAST)), awaits="send:")
    else:
        document = await context.house.desk.edit(lambda desk: desk.writing.text(text))
        await looked_at(context, 0, [document])


async def again(context: Context, name: str, text: str) -> None:
    """What was typed beside a document that is looked at: another one to be added, the field given last said better, or
    nothing of ours."""
    if is_web(text.strip()) or len(text) >= incoming.LEAST:
        await typed(context, "", text)
    elif name:
        await set_field(context, name, text)
    elif of(context).documents:
        await looked_at(context, 0, of(context).documents, of(context).record)


async def fetched(context: Context, url: str) -> None:
    """Fetch a link beside everything else; the document, or why there is none, comes as a message of its own."""

    async def work(later: Context) -> None:
        try:
            document = await later.house.desk.edit(lambda desk: desk.writing.link(url))
        except KhabarError as error:
            return show(later, 0, escape(later.say("desk-wrong", why=worded(later, error))), awaits="send:")
        return await looked_at(later, 0, [document])

    begun = await context.house.errands.send(context, work)
    if not begun or context.house.errands.post is not None:
        context.tell("desk-fetching" if begun else "desk-busy")


async def file_sent(context: Context, file: File) -> None:
    """A file is read, or it is said why not."""
    name = Path(file.file_name or "sent").name
    if (file.file_size or 0) > incoming.MAX_FILE or Path(name).suffix.lower() not in incoming.SUFFIXES:
        why = context.say("desk-file", kinds=" ".join(incoming.SUFFIXES), most=incoming.MAX_FILE >> 20)
        return show(context, 0, escape(why), awaits="send:")
    try:
        data = bytes(await (await context.bot.get_file(file.file_id)).download_as_bytearray())
        found = await context.house.desk.edit(lambda desk: desk.writing.file(name, data))
    except TelegramError:
        return show(context, 0, escape(context.say("desk-file-lost")), awaits="send:")
    except BadInput as error:
        return show(context, 0, escape(context.say("desk-wrong", why=worded(context, error))), awaits="send:")
    return await looked_at(context, 0, found, (name, data) if found[0].kind == "curated" else None)


async def looked_at(
    context: Context,
    message_id: int,
    found: Sequence[Document],
    record: tuple[str, bytes] | None = None,
    given: str = "",
) -> None:
    """What was read, with what the machine reads in it, and what is still missing; a `record` is the file's own,
    `given` the field that was typed last."""
    documents = tuple(found)
    change(context, documents=documents, record=record)
    if len(documents) > 1 or documents[0].kind == "curated":
        return whole(context, message_id, documents)
    document = documents[0]
    claims, known = await context.house.desk.edit(partial(read, document=document))
    lines = [*headed(context, document), escape(topics_of(context, document)), "",
             foreign(clip(document.text, SAMPLE)), ""]  # fmt: skip
    lines += [escape(context.say("desk-reads", count=len(claims)))]
    names = await names_of(context, (each.indicator for each in claims))
    lines += [escape(f"{names[each.indicator]}: {say_claim(each, context.lang)}") for each in claims[:FIGURES]]
    if known:
        lines.append(escape(context.say("desk-known")))
    lacking = [context.say(f"desk-button-set-{name}") for name in missing(document)]
    if lacking:
        lines.append(escape(context.say("desk-lacks", what=", ".join(lacking))))
    ways = rows([to(context, f"set-{name}", "set", name) for name in FIELDS], 3)
    ways.append([] if lacking else [to(context, "store", "stored"), to(context, "write", "write")])
    return show(context, message_id, "\n".join(lines), ways, awaits=f"field-of:{given}")


def read(desk: Any, document: Document) -> tuple[Sequence[Any], bool]:
    return desk.writing.claims(document), desk.writing.known(document)


def topics_of(context: Context, document: Document) -> str:
    said = ", ".join(context.say(f"topic-{topic}") for topic in TOPICS if topic in document.topics)
    return context.say("desk-topics", topics=said or "–")


def missing(document: Document) -> list[str]:
    """The fields that a document must have before it is stored."""
    return [name for name in ("title", "publisher", "topics") if not getattr(document, name)]


def whole(context: Context, message_id: int, documents: tuple[Document, ...]) -> None:
    """A record, or several documents at once: as they are, or not at all."""
    if documents[0].kind == "curated":
        figures = sum(len(each.figures) for each in documents[0].statements)
        said = context.say("desk-record", statements=len(documents[0].statements), figures=figures)
    else:
        said = context.say("desk-several", count=len(documents))
    lines = [*headed(context, documents[0]), "", escape(said)]
    show(context, message_id, "\n".join(lines), [[to(context, "store", "stored")]], awaits="field-of:")


async def field(context: Context, message_id: int, name: str) -> None:
    """Ask for a field: a language and topics are chosen, the rest is typed."""
    if not of(context).documents:
        return show(context, message_id, escape(context.say("desk-lost")))
    document = of(context).documents[0]
    ways = []
    if name == "lang":
        ways = [[titled(NAMES[lang], "given", lang) for lang in LANGS]]
    elif name == "topics":
        ways = rows([titled(mark(context, topic, document), "given", topic) for topic in TOPICS], 2)
        ways.append([to(context, "done", "looked")])
    return show(context, message_id, escape(context.say(f"desk-ask-{name}")), ways, awaits=f"set:{name}")


def mark(context: Context, topic: str, document: Document) -> str:
    name = context.say(f"topic-{topic}")
    return context.say("desk-chosen", name=name) if topic in document.topics else name


async def given(context: Context, message_id: int, value: str) -> None:
    """A language or a topic that was tapped; a topic that was chosen already is taken out."""
    if not of(context).documents:
        return show(context, message_id, escape(context.say("desk-lost")))
    document = of(context).documents[0]
    if value in LANGS:
        return await looked_at(context, message_id, [replace(document, lang=value)])
    topics = {*document.topics} ^ {value}
    change(context, documents=(replace(document, topics=tuple(each for each in TOPICS if each in topics)),))
    return await field(context, message_id, "topics")


async def looked(context: Context, message_id: int, _: str) -> None:
    """Back to the document as it is now."""
    if not of(context).documents:
        return show(context, message_id, escape(context.say("desk-lost")))
    return await looked_at(context, message_id, of(context).documents)


async def set_field(context: Context, name: str, text: str) -> None:
    """What was typed for a field. Raises BadInput where it cannot be read."""
    if not of(context).documents:
        return show(context, 0, escape(context.say("desk-lost")))
    document, line = of(context).documents[0], " ".join(text.split())[:LONGEST]
    if name == "published":
        document = replace(document, published=day_of(context, line))
    elif name == "publisher":
        likely = incoming.named_like(line)
        if line not in likely and likely:
            return offered(context, [*likely, line])
        document = replace(document, publisher=line)
    elif name == "title":
        document = replace(document, title=line)
    return await looked_at(context, 0, [document], given=name)


def day_of(context: Context, text: str) -> date:
    """The day that is typed. Raises BadInput for none, and for one that is yet to come: nothing was published then."""
    today = context.house.today()
    day = days_of(text, context.lang, today)[1]
    if day > today:
        raise BadInput(Objection(Kind.YET_TO_COME), place="published")
    return day


def offered(context: Context, names: Sequence[str]) -> None:
    """The publishers that are known by such a name, and at last the name as it was typed."""
    change(context, found=tuple(names))
    ways = [[titled(name, "publisher", n)] for n, name in enumerate(names)]
    show(context, 0, escape(context.say("desk-choose-publisher")), ways, awaits="set:publisher")


async def publisher(context: Context, message_id: int, n: str) -> None:
    state = of(context)
    if not state.documents or int(n) >= len(state.found):
        return show(context, message_id, escape(context.say("desk-lost")))
    return await looked_at(context, message_id, [replace(state.documents[0], publisher=state.found[int(n)])])


async def stored(context: Context, message_id: int, _: str) -> None:
    """Store what was looked at."""
    state = of(context)
    if not state.documents:
        return show(context, message_id, escape(context.say("desk-lost")))
    if state.record is not None:
        name, data = state.record
        results = [await context.house.desk.edit(lambda desk: desk.writing.adopt(name, data))]
    else:
        documents = [replace(each, id=text_name_of(each)) for each in state.documents]
        results = [await context.house.desk.edit(partial(stored_one, document=each)) for each in documents]
    added = sum(result.status == "added" for result in results)
    over(context)
    key = "desk-stored" if added else "desk-stored-before"
    said = context.say(key, count=added, figures=sum(result.claims for result in results))
    if added and await context.house.desk.edit(lambda desk: desk.queue is not None):
        said = outcome(context, -1, "add")
    ways = [[to(context, "documents", "docs", 0), to(context, "trail", "trail")]]
    if len(results) == 1 and state.record is None and added:
        change(context, documents=state.documents)
        ways.insert(0, [to(context, "write", "write"), to(context, "document", "doc", short(results[0].doc_id or ""))])
    return show(context, message_id, escape(said), ways)


def stored_one(desk: Any, document: Document) -> Any:
    return desk.writing.add(document)
