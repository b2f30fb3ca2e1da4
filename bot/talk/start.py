"""The first words: greeting, language, help, who we are."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.talk.keys import Rows, rows, tap
from bot.talk.words import NAMES, escape, long_date, say
from digests.errors import NotFound, Unavailable
from digests.model import LANGS

CHOOSE = " · "


def language_buttons() -> Rows:
    return [[tap(NAMES[lang], f"lang:{lang}") for lang in LANGS]]


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


async def start(_: Update, context: Context) -> None:
    """/start: the greeting, and the choice of a language in the languages' own names."""
    choose = CHOOSE.join(say(lang, "choose-language") for lang in LANGS)
    context.reply(f"{await greeting(context)}\n\n{escape(choose)}", language_buttons())


async def language(_: Update, context: Context) -> None:
    """/language"""
    context.reply(escape("\n".join(say(lang, "choose-language") for lang in LANGS)), language_buttons())


async def language_chosen(context: Context, message_id: int, value: str) -> None:
    """The greeting again in the chosen language, and where to go from here."""
    context.change(lang=next(lang for lang in LANGS if lang == value))
    parts = (escape(context.say("language-set")), await greeting(context), escape(context.say("what-next")))
    context.rewrite(message_id, "\n\n".join(parts), next_buttons(context))


async def help_(_: Update, context: Context) -> None:
    """/help"""
    context.reply(context.say("help"), next_buttons(context))


async def about(_: Update, context: Context) -> None:
    """/about"""
    context.reply(f"{escape(context.say('about'))}\n\n{escape(await newest(context))}")


async def joined(update: Update, context: Context) -> None:
    """The bot was put into a group: say who it is, and let an administrator choose the language."""
    changed = update.my_chat_member
    was_out = changed is not None and changed.old_chat_member.status in {"left", "kicked"}
    is_in = changed is not None and changed.new_chat_member.status in {"member", "administrator"}
    if context.chat < 0 and was_out and is_in:
        await start(update, context)
