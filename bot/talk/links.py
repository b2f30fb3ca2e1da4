"""Links into the bot that stand under a channel's posts: each does in private what its button does elsewhere."""

from __future__ import annotations

from datetime import date

from bot.context import Context
from bot.talk import ask, digest
from digests.editions.issue import issue_of
from digests.errors import UnknownName

EDITIONS = {"more": digest.more_chosen, "from": digest.sources_chosen, "day": digest.day_chosen}
PAGED_BY_DAY = {"daily", "weekly"}
"""Editions that are paged through by day."""


async def follow(context: Context, link: str) -> bool:
    """Answer with what `more-daily-2024-04-03` leads to; False where it is no such link."""
    kind, _, rest = link.partition("-")
    if link == "go-ask":
        await ask.how(context)
        return True
    name, _, day = rest.partition("-")
    if kind not in EDITIONS or not is_issue(name, day) or (kind == "day" and name not in PAGED_BY_DAY):
        return False
    await EDITIONS[kind](context, 0, f"{name}:{day}")
    return True


def is_issue(name: str, day: str) -> bool:
    """Whether there can be an edition of that name and day."""
    try:
        return issue_of(name, date.fromisoformat(day)).day.isoformat() == day
    except (ValueError, UnknownName):
        return False
