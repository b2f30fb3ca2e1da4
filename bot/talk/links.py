"""Links into the bot that stand under a channel's posts: each does in private what its button does elsewhere."""

from __future__ import annotations

from datetime import date

from bot.context import Context
from bot.talk import ask, digest

EDITIONS = {"more": digest.more_chosen, "from": digest.sources_chosen, "day": digest.day_chosen}
CADENCES = {"daily", "weekly"}


async def follow(context: Context, link: str) -> bool:
    """Answer with what `more-daily-2024-04-03` leads to; False where it is no such link."""
    kind, _, rest = link.partition("-")
    if link == "go-ask":
        ask.how(context)
        return True
    cadence, _, day = rest.partition("-")
    if kind not in EDITIONS or cadence not in CADENCES or not is_day(day):
        return False
    await EDITIONS[kind](context, 0, f"{cadence}:{day}")
    return True


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
