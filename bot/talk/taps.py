"""Buttons: whether this bot made them for this chat, and where they lead."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from telegram import CallbackQuery, Message, Update

from bot.context import Context
from bot.talk import ask, channels, digest, figures, follows, mydata, privacy, settings, sources, start, waiting
from bot.talk.commands import Callback
from bot.talk.desk import entry
from bot.talk.gate import mention
from bot.talk.groups import admins_only, refusal
from bot.talk.words import escape, say, spelled
from digests.model import LANGS

Tap = Callable[[Context, int, str], Coroutine[Any, Any, None]]

TAPS: dict[str, Tap] = {
    "lang": start.language_chosen,
    "set": settings.panel_chosen,
    "wish": settings.wish_chosen,
    "forget": privacy.forget_chosen,
    "day": digest.day_chosen,
    "more": digest.more_chosen,
    "from": digest.sources_chosen,
    "figs": figures.page_chosen,
    "fig": figures.figure_chosen,
    "chart": figures.chart_chosen,
    "list": sources.page_chosen,
    "hist": figures.history_chosen,
    "times": figures.times_chosen,
    "follow": follows.follow_chosen,
    "unfollow": follows.unfollow_chosen,
    "follows": follows.followed_panel,
    "ask": ask.offer_chosen,
    "chan": channels.chosen,
    "desk": entry.tapped,
    "wait": waiting.wanted,
    "unwait": waiting.unwanted,
}
CHANGE = {"lang", "set", "wish", "forget", "wait", "unwait", "follow", "unfollow"}
"""Taps that change what is stored."""

GO: dict[str, Callback] = {
    "subscribe": settings.subscribe,
    "digest": digest.digest,
    "day": digest.newest_day,
    "more": digest.more_of_newest,
    "figures": figures.figures,
    "ask": ask.ask,
    "channels": channels.channels,
    "settings": settings.settings,
    "sources": sources.sources,
    "help": start.help_,
    "privacy": privacy.privacy,
    "mydata": mydata.mydata,
    "forget": admins_only(privacy.forget),
}
"""Buttons that stand for a command."""


async def tapped(update: Update, context: Context) -> None:
    """A button was tapped: always answered, so that the phone stops waiting."""
    query = update.callback_query
    if query is None:
        return None
    data = verified(context, query.data or "")
    kind, _, value = (data or "").partition(":")
    message_id = 0  # a message that can be reached no more is not rewritten but followed by a new one
    if isinstance(query.message, Message) and query.message.date.timestamp():  # Telegram dates lost ones 0
        message_id = query.message.message_id
        context.in_topic_of(query.message)
    there = kind in TAPS or (kind == "go" and value in GO)
    if query.message is None or not there or (changes(kind, value) and stale(context, kind, value)):
        return context.answer_tap(query.id, context.say("button-gone"))
    refused = await refusal(update, context) if changes(kind, value) else None
    if refused:
        return context.answer_tap(query.id, refused)
    context.answer_tap(query.id)
    context.label = label_of(query)
    this = (context.chat, message_id)
    last, by = context.house.tapped.get(this) or (None, None)
    if last == data and by != update.update_id and not changes(kind, value):  # handled anew it is no second click
        return None  # a double click: what it asked for is there
    await done(update, context, message_id, kind, value)
    context.house.tapped.put(this, (data, update.update_id))
    return None


async def done(update: Update, context: Context, message_id: int, kind: str, value: str) -> None:
    """What a button does."""
    if kind == "go":
        await GO[value](update, context)
    else:
        await TAPS[kind](context, message_id, value)


STANDING = ("more", "digest", "figures", "sources", "settings", "subscribe")
"""Buttons whose words are known whether or not one of them was just shown: a morning's digest has them too. "Help" is
none of them: alone it may be a cry for it, and answers know what to say to that."""


async def typed(update: Update, context: Context) -> None:
    """Plain text. Who types what stands on a button, of the message replied to or of the last ones shown, means it."""
    text = mention(context).sub(" ", (update.message.text or "") if update.message else "")
    kind, _, value = (meant(update, context, spelled(text)) or "").partition(":")
    there = "?" not in text and (kind in TAPS or (kind == "go" and value in GO))
    if not there or (kind in CHANGE and stale(context, kind, value)):
        return await ask.typed(update, context)
    if changes(kind, value) and (refused := await refusal(update, context)):
        return context.reply(escape(refused))
    context.label = text
    return await done(update, context, 0, kind, value)


def meant(update: Update, context: Context, words: tuple[str, ...]) -> str | None:
    """What the button calls whose words somebody typed; what is forwarded are another's words."""
    message = update.message
    if message is None or message.forward_origin or not words:
        return None
    if (replied := message.reply_to_message) is not None:
        keyboard = replied.reply_markup
        buttons = [button for row in (keyboard.inline_keyboard if keyboard else ()) for button in row]
        said = [str(button.callback_data) for button in buttons if spelled(button.text) == words]
        return verified(context, said[0]) if said else None
    just: Mapping[tuple[str, ...], str] = context.house.shown.get(context.chat) or {}
    return just.get(words) or standing().get(words)


@functools.cache
def standing() -> Mapping[tuple[str, ...], str]:
    """The words of the standing buttons in the three languages, and what they call."""
    return {spelled(say(lang, f"button-{name}")): f"go:{name}" for lang in LANGS for name in STANDING}


def label_of(query: CallbackQuery) -> str:
    """What stands on the button that was tapped."""
    keyboard = query.message.reply_markup if isinstance(query.message, Message) else None
    rows = keyboard.inline_keyboard if keyboard else ()
    return next((button.text for row in rows for button in row if button.callback_data == query.data), "")


def verified(context: Context, data: str) -> str | None:
    """What a button says, if it was made for this chat, or for everybody and changes nothing."""
    callbacks = context.house.callbacks
    own = callbacks.verify(context.chat, data)
    if own is not None:
        return own
    shared = callbacks.verify_shared(data)
    kind, _, value = (shared or "").partition(":")
    return None if changes(kind, value) else shared


def changes(kind: str, value: str) -> bool:
    return kind in CHANGE or (kind == "go" and value in {"subscribe", "forget"})


def stale(context: Context, kind: str, value: str) -> bool:
    """Whether a button that changes what is stored outlived what it belongs to.

    To a stranger belong only the languages of the last greeting, and "subscribe", which asks for one.
    """
    mark = context.house.greeted.get(context.chat)
    fresh = mark is not None and (kind == "go" or (kind == "lang" and value.split(":")[1:2] == [mark]))
    return context.stranger and not fresh
