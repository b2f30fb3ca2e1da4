"""Editions on demand: the newest closed one, and the days around it."""

from __future__ import annotations

from datetime import date, timedelta
from operator import itemgetter
from typing import cast

from telegram import Update

from bot.context import Context
from bot.talk.commands import rest
from bot.talk.keys import Button, Rows, clip, tap
from bot.talk.words import say, short_date
from digests.answers.understand import lexis
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.model import LANGS, Cadence, Digest, Lang, Page

SUNDAY = 6
LONGEST = 100  # characters of an argument that are read
FIGURE = 40  # UTF-16 units of a figure's name on a button


def newest_of(cadence: Cadence, closed: date) -> date:
    """The newest edition: yesterday's, or that of the last Sunday that is over."""
    return closed if cadence == "daily" else closed - timedelta(days=(closed.weekday() - SUNDAY) % 7)


async def digest(update: Update, context: Context) -> None:
    """/digest: the newest edition; `/digest 3 апреля` that of the day, `/digest неделя` the week's."""
    cadence, newest = context.reader.cadence, await context.house.desk.newest_closed_day()
    asked = rest(update)
    if not asked:
        return await show(context, newest_of(cadence, newest), cadence)
    day = day_of(asked, context)
    if names_week(asked):
        return await show(context, newest_of("weekly", min(day or newest, newest)), "weekly")
    if day == context.house.today():
        day = newest  # today's closes tonight
    if day is None:
        return context.tell("day-unread", example=short_date(context.lang, newest))
    return await show(context, newest_of(cadence, day), cadence)


def day_of(text: str, context: Context) -> date | None:
    """The day, or the last of the days, that `text` names, in whichever language it does."""
    today = context.house.today()
    found = [mention for lang in (context.lang, *LANGS) for mention in find_dates(text[:LONGEST], lang, today)]
    spans = [(mention.last - mention.first, mention.last) for mention in found if mention.first and mention.last]
    # One language may read the year alone where another reads the whole date: the closest reading counts.
    return min(spans, key=itemgetter(0))[1] if spans else None


def names_week(text: str) -> bool:
    """Whether `text` speaks of a week, in whichever language."""
    words = [word.folded for word in iter_words(text[:LONGEST])]
    return any(hit.concept == "week" for lang in LANGS for hit in lexis.load(lang).groups(words))


async def show(context: Context, day: date, cadence: Cadence) -> None:
    """An edition with the way to its neighbours."""
    desk = context.house.desk
    oldest, newest = await span(context, cadence)
    if oldest is None:
        return context.tell("nothing-yet")
    step = timedelta(days=1 if cadence == "daily" else 7)
    if not oldest - step < day <= newest:
        return context.tell("digest-gone")
    edition = await desk.digest(day, context.lang, cadence, context.reader.topics, links=context.reader.links)
    rows = [*under(context.lang, edition), *around(context, day, cadence, oldest, newest)]
    if not edition.news and (last := await context.house.desk.newest(context.lang, cadence, until=day)):
        rows = [[day_button(context, "digest-newest", last, cadence)], *rows]
    return context.reply_pages(front(edition), rows)


def front(edition: Digest) -> tuple[Page, ...]:
    """What is shown of an edition before more is asked for; one kept from before 2026-12 is shown whole."""
    return tuple(page for page in edition.pages if page.kind == "front")


def under(lang: Lang, edition: Digest) -> list[list[Button]]:
    """The buttons of an edition's first page, the same for all its readers: more, sources, its first figure, ask."""
    there = {page.kind for page in edition.pages}
    this = f"{edition.cadence}:{edition.date}"
    ways = (("more", "more"), ("sources", "from"))
    own = [tap(say(lang, f"button-{page}"), f"{kind}:{this}") for page, kind in ways if page in there]
    figures = [tap(clip(figure.label, FIGURE), f"fig:{figure.indicator}") for figure in edition.figures[:1]]
    ask = [tap(say(lang, "button-ask"), "go:ask")] if edition.news else []
    return [row for row in (own, figures, ask) if row]


async def more_chosen(context: Context, _: int, value: str) -> None:
    """The rest of an edition, as the reader's settings are now."""
    await rest_of(context, value, "more")


async def sources_chosen(context: Context, _: int, value: str) -> None:
    """The sources of an edition with their titles."""
    await rest_of(context, value, "sources")


async def rest_of(context: Context, value: str, kind: str) -> None:
    cadence, day = value.split(":")
    reader = context.reader
    edition = await context.house.desk.digest(
        date.fromisoformat(day), context.lang, cast(Cadence, cadence), reader.topics, links=reader.links
    )
    pages = [page for page in edition.pages if page.kind == kind]
    if not pages:
        return context.tell("digest-no-more")
    return context.reply_pages(pages)


async def span(context: Context, cadence: Cadence) -> tuple[date | None, date]:
    """The days of the oldest document and of the newest edition."""
    oldest, _ = await context.house.desk.days()
    return oldest, newest_of(cadence, await context.house.desk.newest_closed_day())


async def beside(context: Context, edition: Digest) -> Rows:
    """The buttons under an edition that answers a question."""
    oldest, newest = await span(context, edition.cadence)
    beside = around(context, edition.date, edition.cadence, oldest or edition.date, newest)
    return [*under(context.lang, edition), *beside]


def around(context: Context, day: date, cadence: Cadence, oldest: date, newest: date) -> Rows:
    """Buttons: the edition before, the one after, and the other cadence."""
    step = timedelta(days=1 if cadence == "daily" else 7)
    beside = []
    if day - step >= oldest:
        beside.append(day_button(context, "digest-older", day - step, cadence))
    if day + step <= newest:
        beside.append(day_button(context, "digest-newer", day + step, cadence))
    if cadence == "daily":
        other = tap(context.say("button-week"), f"day:weekly:{newest_of('weekly', newest)}")
    else:
        other = tap(context.say("button-digest"), "go:day")
    return [row for row in (beside, [other]) if row]


def day_button(context: Context, key: str, day: date, cadence: Cadence) -> Button:
    return tap(context.say(key, date=short_date(context.lang, day)), f"day:{cadence}:{day}")


async def day_chosen(context: Context, _: int, value: str) -> None:
    cadence, day = value.split(":")
    await show(context, date.fromisoformat(day), cast(Cadence, cadence))


async def newest_day(_: Update, context: Context) -> None:
    """The newest daily edition, whatever the reader's cadence."""
    await show(context, await context.house.desk.newest_closed_day(), "daily")
