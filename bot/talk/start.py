"""The first words: greeting, language, help, who we are."""

from __future__ import annotations

import re

from telegram import Update

from bot.context import Context
from bot.talk import channels, figures, links, settings
from bot.talk.commands import rest
from bot.talk.keys import Rows, rows, tap
from bot.talk.words import NAMES, escape, long_date, say
from digests.errors import NotFound, Unavailable
from digests.model import LANGS

CHOOSE = " · "
JOINED = "joined"
PLAIN_LINKS = {"inline", "group", "true"}  # from inline mode that found nothing; from `?startgroup=`


def language_buttons(context: Context, then: str = "") -> Rows:
    """The languages in their own names; `then` is what follows the choice: "on" subscribes."""
    mark = context.greet()
    return [[tap(NAMES[lang], f"lang:{lang}:{mark}:{then}") for lang in LANGS]]


def next_buttons(context: Context) -> Rows:
    """What a newcomer may want: one tap each."""
    wanted = ("subscribe", "digest", "figures", "ask")
    return rows([tap(context.say(f"button-{what}"), f"go:{what}") for what in wanted], 2)


async def newest(context: Context) -> str:
    """How recent the newest document is."""
    try:
        _, day = await context.house.desk.days()
    except (NotFound, Unavailable):
        day = None
    return context.say("newest", date=long_date(context.lang, day)) if day else context.say("nothing-yet")


async def greeting(context: Context) -> str:
    key = "group-greeting" if context.chat < 0 else "greeting"
    return f"{escape(context.say(key))}\n\n{escape(await newest(context))}"


async def start(update: Update, context: Context) -> None:
    """/start: the greeting, and the choice of a language in the languages' own names; or what a link leads to."""
    link = rest(update)
    if context.chat < 0 and link in PLAIN_LINKS and context.house.tapped.get((context.chat, JOINED)):
        return  # who adds the bot by a link is told so twice
    if link and link not in PLAIN_LINKS:
        if not (await links.follow(context, link) or await figure_shown(context, link)):
            context.tell("link-unread")
        elif not context.stranger:
            return
    choose = CHOOSE.join(say(lang, "choose-language") for lang in LANGS)
    context.reply(f"{await greeting(context)}\n\n{escape(choose)}", language_buttons(context))


async def language(_: Update, context: Context) -> None:
    """/language"""
    choose_language(context)


async def figure_shown(context: Context, link: str) -> bool:
    """Whether the link led to a figure, which is shown then."""
    indicator = await figure_of(context, link)
    if indicator is not None:
        await figures.figure_chosen(context, 0, indicator)
    return indicator is not None


async def figure_of(context: Context, link: str) -> str | None:
    """The figure of a deep link, `fig-crocus-deaths`: Telegram takes no dots in one."""
    kind, _, name = link.partition("-")
    known = dict(await context.house.desk.indicators(context.lang)) if kind.lower() == "fig" else {}
    return next((indicator for indicator in known if letters(indicator) == letters(name)), None)


def letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def choose_language(context: Context, then: str = "") -> None:
    context.reply(escape("\n".join(say(lang, "choose-language") for lang in LANGS)), language_buttons(context, then))


async def language_chosen(context: Context, message_id: int, value: str) -> None:
    """The greeting again in the chosen language, and where to go from here; or what the choice stood before."""
    name, _, then = value.split(":")
    context.change(lang=next(lang for lang in LANGS if lang == name))
    context.house.greeted.drop(context.chat)
    if then:
        return settings.switched_on(context, message_id)
    parts = (escape(context.say("language-set")), await greeting(context), escape(context.say("what-next")))
    return context.rewrite(message_id, "\n\n".join(parts), next_buttons(context))


async def help_(_: Update, context: Context) -> None:
    """/help"""
    if context.stranger:
        context.greet()
    context.reply(context.say("help"), next_buttons(context))


async def about(_: Update, context: Context) -> None:
    """/about"""
    context.reply(f"{escape(context.say('about'))}\n\n{escape(await newest(context))}")


async def joined(update: Update, context: Context) -> None:
    """The bot was put into a group: say who it is, and let an administrator choose the language."""
    changed = update.my_chat_member
    was_out = changed is not None and changed.old_chat_member.status in {"left", "kicked"}
    is_in = changed is not None and changed.new_chat_member.status in {"member", "administrator", "restricted"}
    if changed is not None and changed.chat.type == "channel":
        return await channels.joined(update, context)
    if context.chat < 0 and was_out and is_in:
        await start(update, context)
        context.house.tapped.put((context.chat, JOINED), True)
    return None
