"""Subscription and settings: one panel that changes in place as its buttons are tapped."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.people.hours import next_due, zone_of
from bot.talk import clocks, steps, zones
from bot.talk.keys import Button, Rows, rows, tap
from bot.talk.words import escape
from digests.model import TOPICS

HOURS = (6, 7, 8, 9, 10, 12, 14, 16, 18, 19, 20, 21)
ZONE_BUTTONS = 12


def panel(context: Context) -> tuple[str, Rows]:
    """The settings in words, and the buttons that change them."""
    reader = context.reader
    zone = zones.name_of(reader.zone, context.lang)
    topics = ", ".join(context.say(f"topic-{topic}") for topic in TOPICS if topic in reader.topics)
    hour = clocks.said(reader.hours)
    lines = [
        context.say("panel-on", when=when(context), hour=hour, zone=zone)
        if reader.active
        else context.say("panel-off", hour=hour, zone=zone),
        context.say("panel-topics", topics=topics or context.say("all-topics")),
        context.say("panel-links", links="on" if reader.links else "auto"),
        context.say("panel-always", always="on" if reader.always else "off"),
    ]
    other = "weekly" if reader.cadence == "daily" else "daily"
    turn, data = ("unsubscribe", "set:off") if reader.active else ("subscribe", "set:on")
    buttons = [
        tap(context.say("button-hour"), "set:hour"),
        tap(context.say("button-zone"), "set:zone"),
        tap(context.say(f"button-{other}"), f"cadence:{other}"),
        tap(context.say("button-topics"), "set:topics"),
        tap(context.say("button-links"), "links:next"),
        tap(context.say("button-always"), "always:next"),
        tap(context.say("button-language"), "set:language"),
        tap(context.say(f"button-{turn}"), data),
        tap(context.say("button-digest"), "go:digest"),
    ]
    return escape("\n\n".join(lines)), rows(buttons, 2)


def when(context: Context) -> str:
    """On which days editions come. The week closes with Dushanbe's Sunday, which may be another day elsewhere."""
    reader = context.reader
    if reader.cadence == "daily":
        return "daily"
    due = next_due(context.house.clock.now(), reader.rhythm).astimezone(zone_of(reader.zone))
    return {6: "sunday", 0: "monday"}.get(due.weekday(), "tuesday")


async def subscribe(_: Update, context: Context) -> None:
    """/subscribe: it holds at once, and the panel changes what the person wants otherwise."""
    from bot.talk.start import choose_language  # noqa: PLC0415 - the two talk about each other

    if context.stranger:
        return choose_language(context, "on")
    return switched_on(context, 0)


def switched_on(context: Context, message_id: int) -> None:
    """The subscription holds, in the forum topic where it was ordered."""
    context.change(active=True)
    context.house.threads.keep(context.chat, context.thread)
    context.rewrite(message_id, *panel(context))


async def unsubscribe(_: Update, context: Context) -> None:
    """/unsubscribe"""
    was = context.reader.active
    if was:
        context.change(active=False)
    context.tell("unsubscribed" if was else "not-subscribed")


async def settings(_: Update, context: Context) -> None:
    """/settings"""
    from bot.talk.start import choose_language  # noqa: PLC0415 - the two talk about each other

    if context.stranger:
        return choose_language(context)
    return context.reply(*panel(context))


def back(context: Context) -> list[Button]:
    return [tap(context.say("button-back"), "set:panel")]


async def choose(context: Context, message_id: int, value: str) -> None:
    """A button of the panel that opens a choice, or turns the subscription on or off."""
    from bot.talk.start import language_buttons  # noqa: PLC0415 - the two talk about each other

    if value == "hour":
        steps.wait(context, "hour")
        context.retell(message_id, "ask-hour", hour_rows(context))
    elif value == "zone":
        steps.wait(context, "zone")
        context.retell(message_id, "ask-zone", zone_rows(context))
    elif value == "topics":
        context.retell(message_id, "ask-topics", topic_rows(context))
    elif value == "language":
        context.retell(message_id, "choose-language", [*language_buttons(context), back(context)])
    elif value == "on":
        switched_on(context, message_id)
    else:
        if value == "off":
            context.change(active=False)
        steps.settle(context)
        context.rewrite(message_id, *panel(context))


def hour_rows(context: Context) -> Rows:
    return [*rows([tap(f"{hour:02d}:00", f"hour:{hour}") for hour in HOURS], 4), back(context)]


def zone_rows(context: Context) -> Rows:
    cities = list(zones.CITIES)[:ZONE_BUTTONS]
    return [*rows([tap(context.say(f"zone-{city}"), f"zone:{city}") for city in cities], 3), back(context)]


def topic_rows(context: Context) -> Rows:
    chosen = context.reader.topics
    buttons = [
        tap(("✓ " if topic in chosen else "") + context.say(f"topic-{topic}"), f"topic:{topic}") for topic in TOPICS
    ]
    return [*rows(buttons, 2), back(context)]


async def hour_chosen(context: Context, message_id: int, value: str) -> None:
    if value.isdigit() and int(value) < 24:
        context.change(hours=(int(value),))
    steps.wait(context, "hour", settled=True)
    context.rewrite(message_id, *panel(context))


async def zone_chosen(context: Context, message_id: int, value: str) -> None:
    if value in zones.CITIES:
        context.change(zone=zones.CITIES[value])
    steps.wait(context, "zone", settled=True)
    context.rewrite(message_id, *panel(context))


async def cadence_chosen(context: Context, message_id: int, value: str) -> None:
    context.change(cadence="weekly" if value == "weekly" else "daily")
    context.rewrite(message_id, *panel(context))


async def topic_chosen(context: Context, message_id: int, value: str) -> None:
    if value in TOPICS:
        context.change(topics=context.reader.topics ^ {value})
    context.retell(message_id, "ask-topics", topic_rows(context))


async def links_chosen(context: Context, message_id: int, _: str) -> None:
    context.change(links=None if context.reader.links else True)
    context.rewrite(message_id, *panel(context))


async def always_chosen(context: Context, message_id: int, _: str) -> None:
    context.change(always=not context.reader.always)
    context.rewrite(message_id, *panel(context))
