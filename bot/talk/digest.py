"""Editions on demand: the newest closed one, and the days around it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from telegram import Update

from bot.context import Context
from bot.talk.commands import rest
from bot.talk.days import day_of, names_week
from bot.talk.keys import Button, Rows, clip, rows, tap
from bot.talk.words import say, short_date
from digests.editions.issue import Issue, issue_of
from digests.model import Cadence, Digest, Lang, Page

SUNDAY = 6
FIGURE = 40  # UTF-16 units of a figure's name on a button


def newest_of(cadence: Cadence, closed: date) -> date:
    """The newest edition: yesterday's, or that of the last Sunday that is over."""
    return closed if cadence == "daily" else closed - timedelta(days=(closed.weekday() - SUNDAY) % 7)


async def digest(update: Update, context: Context) -> None:
    """/digest: the newest edition; `/digest 3 апреля` that of the day, `/digest неделя` the week's."""
    reader, newest = context.reader, await context.house.desk.newest_closed_day()
    asked, today = rest(update), context.house.today()
    if not asked:
        cadence: Cadence = "weekly" if reader.cadence == "weekly" else "daily"
        return await show(context, newest_of(cadence, newest), cadence)
    day = day_of(asked, context.lang, today)
    if names_week(asked):
        return await show(context, newest_of("weekly", min(day or newest, newest)), "weekly")
    if day is None:
        ways = [day_button(context, "digest-newest", newest, "daily"), week_button(context, newest)]
        return context.tell("day-unread", rows(ways, 1), example=short_date(context.lang, newest))
    return await show(context, newest if day == today else day, "daily")  # today's closes tonight


async def show(context: Context, day: date, cadence: Cadence) -> None:
    """An edition with the way to its neighbours; of a day that has none, what there is nearest."""
    desk = context.house.desk
    oldest, newest = await span(context, cadence)
    if oldest is None:
        return context.tell("nothing-yet")
    step = timedelta(days=1 if cadence == "daily" else 7)
    if not oldest - step < day <= newest:
        return context.tell("digest-later" if day > newest else "digest-gone", await nearest(context, day, cadence))
    issue, taste = issue_of(cadence, day), context.reader.taste
    edition = await desk.suited(issue, taste)
    ways = [*under(context.lang, edition, issue, brief=taste.brief), *around(context, day, cadence, oldest, newest)]
    if not edition.news:
        ways = [*await nearest(context, day, cadence), *ways]
    return context.reply_pages(front(edition), ways)


async def nearest(context: Context, day: date, cadence: Cadence) -> list[list[Button]]:
    """Buttons of the last edition with news before `day`, and of the first one after it."""
    desk, (_, newest) = context.house.desk, await span(context, cadence)
    found = []
    if (before := await desk.newest(context.lang, cadence, until=day)) and before < day:
        found.append(day_button(context, "digest-newest", before, cadence))
    if (after := await desk.following(context.lang, after=day)) and closes(cadence, after) <= newest:
        found.append(day_button(context, "digest-next", closes(cadence, after), cadence))
    return rows(found, 1)


def closes(cadence: Cadence, day: date) -> date:
    """When the edition closes that tells of `day`."""
    return day if cadence == "daily" else day + timedelta(days=(SUNDAY - day.weekday()) % 7)


def front(edition: Digest) -> tuple[Page, ...]:
    """What is shown of an edition before more is asked for; one kept from before 2026-12 is shown whole."""
    return tuple(page for page in edition.pages if page.kind == "front")


def under(lang: Lang, edition: Digest, issue: Issue | None = None, *, brief: bool = False) -> list[list[Button]]:
    """The buttons of an edition's first page, the same for all its readers: more, sources, its first figure, ask.

    `issue` is a day's or a week's where none is given. `brief`: the first page is all they want, so nothing is more.
    """
    there = {page.kind for page in edition.pages} - ({"more"} if brief else set())
    this = f"{issue.name}:{issue.day}" if issue else f"{edition.cadence}:{edition.date}"
    ways = (("more", "more"), ("sources", "from"))
    own = [tap(say(lang, f"button-{page}"), f"{kind}:{this}") for page, kind in ways if page in there]
    figures = [tap(clip(figure.label, FIGURE), f"fig:{figure.indicator}") for figure in edition.figures[:1]]
    ask = [tap(say(lang, "button-ask"), "go:ask")] if edition.news else []
    return [row for row in (own, figures, ask) if row]


async def more_chosen(context: Context, _: int, value: str) -> None:
    """The rest of an edition, as the reader's settings are now."""
    await rest_of(context, value, "more")


async def more_of_newest(_: Update, context: Context) -> None:
    """The rest of the reader's newest edition: "more", typed where no button is at hand."""
    cadence: Cadence = "weekly" if context.reader.cadence == "weekly" else "daily"
    newest = newest_of(cadence, await context.house.desk.newest_closed_day())
    await rest_of(context, f"{cadence}:{newest}", "more")


async def sources_chosen(context: Context, _: int, value: str) -> None:
    """The sources of an edition with their titles."""
    await rest_of(context, value, "sources")


async def rest_of(context: Context, value: str, kind: str) -> None:
    name, day = value.split(":")
    issue, begun = issue_of(name, date.fromisoformat(day)), context.house.people.begun(context.chat)
    edition = await context.house.desk.suited(issue, context.reader.taste, begun)
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
    way = "-plain" if context.reader.plain else ""  # a screen reader passes over arrows
    beside = []
    if day - step >= oldest:
        beside.append(day_button(context, f"digest-older{way}", day - step, cadence))
    if day + step <= newest:
        beside.append(day_button(context, f"digest-newer{way}", day + step, cadence))
    other = week_button(context, newest) if cadence == "daily" else tap(context.say("button-digest"), "go:day")
    return [row for row in (beside, [other]) if row]


def week_button(context: Context, newest: date) -> Button:
    return tap(context.say("button-week"), f"day:weekly:{newest_of('weekly', newest)}")


def day_button(context: Context, key: str, day: date, cadence: Cadence) -> Button:
    return tap(context.say(key, date=short_date(context.lang, day)), f"day:{cadence}:{day}")


async def day_chosen(context: Context, _: int, value: str) -> None:
    cadence, day = value.split(":")
    await show(context, date.fromisoformat(day), cast(Cadence, cadence))


async def newest_day(_: Update, context: Context) -> None:
    """The newest daily edition, whatever the reader's cadence."""
    await show(context, await context.house.desk.newest_closed_day(), "daily")
