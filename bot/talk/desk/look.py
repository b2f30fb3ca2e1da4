"""What an editor only looks at: tomorrow's edition, what is asked in vain, sources, the service."""

from __future__ import annotations

from bot.condition import kept
from bot.context import Context
from bot.people.unanswered import OTHER
from bot.talk.desk.buttons import to, tongue
from bot.talk.desk.state import show
from bot.talk.words import escape
from bot.watch import lines as trouble_lines
from digests.model import LANGS, Lang
from digests.say.pages import escape as foreign


async def tomorrow(context: Context, message_id: int, value: str) -> None:
    """The edition of today as it would go out now, in one of the languages."""
    lang: Lang = next((each for each in LANGS if each == value), context.lang)
    edition = await context.house.desk.edit(lambda desk: desk.decisions.tomorrow(lang))
    ways = [[to(context, f"in-{each}", "tomorrow", each) for each in LANGS if each != lang]]
    head = escape(context.say("desk-tomorrow", tongue=tongue(context, lang)))
    front = [page for page in edition.pages if page.kind == "front"]
    show(context, message_id, head)
    for n, page in enumerate(front, 1):
        if n < len(front):
            context.reply(page.html)
        else:
            show(context, 0, page.html, ways)


async def vain(context: Context, message_id: int, _: str = "") -> None:
    """What readers asked about and were refused, in the newest month that has counts to be seen."""
    month, counts = next(iter(context.house.unanswered.seen().items()), ("", {}))
    said = [context.say("held-vain", month=f"{month[5:]}.{month[:4]}")] if counts else [context.say("desk-no-vain")]
    for topic, n in counts.items():
        name = context.say("held-vain-other" if topic == OTHER else f"topic-{topic}")
        said.append(context.say("held-vain-topic", topic=name, count=n))
    show(context, message_id, escape("\n".join(said)))


async def sources(context: Context, message_id: int, _: str = "") -> None:
    """The sources that fail or fell silent."""
    troubles = await context.house.desk.source_troubles()
    said = trouble_lines(troubles, context.lang) if troubles else [context.say("desk-no-troubles")]
    show(context, message_id, foreign("\n".join(said)))


async def health(context: Context, message_id: int, _: str = "") -> None:
    """What the service says of itself; its notes are the operator's, as `khabar status` shows them."""
    notes = kept(context.house.people.db)
    said = [context.say("desk-health", count=len(notes)), *notes]
    show(context, message_id, escape("\n".join(said)))
