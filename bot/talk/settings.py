"""Subscription and settings: one message that changes in place as its buttons are tapped, or is said anew for words."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.talk import steps
from bot.talk.commands import rest
from bot.talk.groups import refusal
from bot.talk.keys import Rows, rows, tap
from bot.talk.languages import choose_language, language_buttons, offer, subscribe_button
from bot.talk.panels import NAMED, PANELS, after
from bot.talk.rhythms import View, coming
from bot.talk.spoken import Heard
from bot.talk.spoken import read as read_wishes
from bot.talk.wishes import Refused, Wish, changed
from bot.talk.words import escape


def view(context: Context) -> View:
    return View(context.reader, context.house.clock.now())


def show(context: Context, message_id: int, name: str, note: str = "") -> None:
    """Put a panel in the place of a message of ours; from now on what it asks for may be typed. 0: say it anew."""
    text, buttons = PANELS[name](view(context))
    steps.wait(context, name)
    context.rewrite(message_id, escape(f"{note}\n\n{text}" if note else text), buttons)


def store(context: Context, *wishes: Wish) -> None:
    """Keep what is wished; a subscription in the forum topic where it was ordered. Raises Refused, and then nothing of
    it is kept."""
    was, now = context.reader, context.house.clock.now()
    reader = was
    for each in wishes:
        reader = changed(reader, each, now)
    if reader != was:
        context.keep(reader)
    if Wish("active", "on") in wishes:
        context.house.threads.keep(context.chat, context.thread)


async def settings(update: Update, context: Context) -> None:
    """/settings: the panel; `/settings 8 20`, `/settings links off` changes what it names and shows it."""
    if context.stranger:
        return choose_language(context)
    asked = rest(update)
    if not asked:
        return show(context, 0, "main")
    heard = read_wishes(asked, context.lang, context.house.today())
    if heard is None:
        return show(context, 0, "main", context.say("settings-unread"))
    if heard.wishes and (refused := await refusal(update, context)):
        return context.reply(escape(refused))
    return obey(context, heard)


def obey(context: Context, heard: Heard, note: str = "") -> None:
    """Store what was typed and show it; where only a field was named, the panel in which it is chosen."""
    if not heard.wishes:
        return show(context, 0, NAMED[heard.field])
    try:
        store(context, *heard.wishes)
    except Refused as refused:
        return show(context, 0, NAMED[heard.field], context.say(refused.key, **refused.values))
    return show(context, 0, after(*heard.wishes[-1]), note)


async def panel_chosen(context: Context, message_id: int, name: str) -> None:
    """A button that opens a panel."""
    show(context, message_id, name if name in PANELS else "main")


async def wish_chosen(context: Context, message_id: int, data: str) -> None:
    """A button that changes a field."""
    field, _, value = data.partition(":")
    try:
        store(context, Wish(field, value))
    except Refused as refused:
        return show(context, message_id, NAMED.get(field, "main"), context.say(refused.key, **refused.values))
    return show(context, message_id, after(field, value))


async def subscribe(_: Update, context: Context) -> None:
    """/subscribe: it holds at once, and the panel changes what the person wants otherwise. Of a stranger nothing is
    kept before a tap."""
    if not context.stranger:
        return await wish_chosen(context, 0, "active:on")
    if context.chat < 0:  # one administrator's phone does not say what a group reads
        return choose_language(context, "on")
    buttons = [[subscribe_button(context)], *language_buttons(context, "on")]
    return context.reply(escape(offer(context)), buttons)


def first_subscription(context: Context, message_id: int) -> None:
    """What was taken for granted when one tap subscribed, and where to change it."""
    store(context, Wish("active", "on"))
    now = view(context)
    text = f"{coming(now)}\n\n{context.say('subscribed-guess', zone=now.zone)}"
    context.rewrite(message_id, escape(text), first_rows(now))


def first_rows(now: View) -> Rows:
    names = ("hours", "zone", "topics", "language")
    ways = [tap(now.say(f"button-{name}"), f"set:{name}") for name in names]
    return [*rows(ways, 2), [tap(now.say("button-settings"), "set:main")], [tap(now.say("button-digest"), "go:digest")]]


async def unsubscribe(_: Update, context: Context) -> None:
    """/unsubscribe. What is followed is an order of its own, and the person is told that it goes on."""
    was, followed = context.reader.active, context.house.follows.of(context.chat)
    if was:
        context.change(active=False)
    ways = [[subscribe_button(context), tap(context.say("button-settings"), "go:settings")]]
    said = [context.say("unsubscribed" if was else "not-subscribed")]
    if followed:
        said.append(context.say("follows-intro", count=len(followed)))
        ways.append([tap(context.say("button-follows"), "follows:list")])
    context.reply(escape("\n\n".join(said)), ways)
