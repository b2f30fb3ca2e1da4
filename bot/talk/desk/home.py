"""The desk's first screen: how much waits, and where to go."""

from __future__ import annotations

from bot.condition import kept
from bot.context import Context
from bot.talk.desk.buttons import to
from bot.talk.desk.state import over, show
from bot.talk.keys import rows, tap
from bot.talk.words import escape
from digests.editing.decisions import WAITING


async def home(context: Context, message_id: int, _: str = "") -> None:
    """How much waits; whatever step was under way is over."""
    over(context)
    seen = await context.house.desk.edit(lambda desk: desk.decisions.overview())
    troubles = len(await context.house.desk.source_troubles())
    notes = len(kept(context.house.people.db))
    lines = [
        context.say("desk-title"),
        context.say("desk-claims", count=seen.claims),
        context.say("desk-items", count=seen.items),
        context.say("desk-drafts", count=seen.drafts),
        context.say("desk-urgent", count=seen.urgent),
        context.say("desk-troubles", count=troubles),
        context.say("desk-health", count=notes),
    ]
    ways = [
        to(context, "claims", "claim", WAITING, 0),
        to(context, "items", "item", 0),
        to(context, "add", "add"),
        to(context, "drafts", "drafts"),
        to(context, "documents", "docs", 0),
        to(context, "shown", "shown", 0),
        to(context, "trail", "trail"),
        to(context, "tomorrow", "tomorrow", context.lang),
        to(context, "vain", "vain"),
        to(context, "sources", "sources"),
        to(context, "health", "health"),
        tap(context.say("menu-channels"), "go:channels"),
    ]
    show(context, message_id, escape("\n".join(lines)), rows(ways, 2), out=False)


async def cancel(context: Context, message_id: int, _: str = "") -> None:
    """Out of a step: nothing of it is kept."""
    over(context)
    show(context, message_id, escape(context.say("desk-cancelled")))
