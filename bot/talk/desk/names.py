"""Indicators by the names that an editor reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.context import Context


async def names_of(context: Context, indicators: Iterable[str]) -> Mapping[str, str]:
    """The names of `indicators` in the editor's language; of one that the table no longer holds, its id."""
    wanted, lang = set(indicators), context.lang
    return await context.house.desk.edit(
        lambda desk: {
            each: desk.room.indicator_table.get(each).names[lang] if each in desk.room.indicator_table else each
            for each in wanted
        }
    )
