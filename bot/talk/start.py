"""The first words: greeting, language, help, who we are."""

from __future__ import annotations

import re

from telegram import Update

from bot.context import Context
from bot.talk import channels, figures, links, settings
from bot.talk.commands import rest
from bot.talk.desk.state import may
from bot.talk.keys import Button, rows, tap
from bot.talk.languages import choose_language, language_buttons, offer, subscribe_button
from bot.talk.words import escape, long_date, say
from digests.errors import NotFound, Unavailable
from digests.model import LANGS

CHOOSE = " · "
JOINED = "joined"
PLAIN_LINKS = {"inline", "group", "true"}  # from inline mode that found nothing; from `?startgroup=`


def next_buttons(context: Context) -> list[list[Button]]:
    """What a newcomer may want: one tap each."""
    wanted = ("digest", "figures", "ask", "settings" if context.reader.active else "help")
    first = [] if context.reader.active else [[subscribe_button(context)]]
    return [*first, *rows([tap(context.say(f"button-{way}"), f"go:{way}") for way in wanted], 2)]


async def newest(context: Context) -> str:
    """How recent the newest document is."""
    try:
        _, day = await context.house.desk.days()
    except (NotFound, Unavailable):
        day = None
    return context.say("newest", date=long_date(context.lang, day)) if day else context.say("nothing-yet")


async def example(context: Context) -> str:
    """A figure that is in the news, with its source, as HTML; how recent our material is where there is none."""
    try:
        found = await context.house.desk.leading(context.lang)
    except (NotFound, Unavailable):
        found = None
    if found is None:
        return escape(await newest(context))
    day, figure = found
    return f"{escape(context.say('example', date=long_date(context.lang, day)))}\n{figure}"


async def greeting(context: Context) -> str:
    key = "group-greeting" if context.chat < 0 else "greeting"
    return f"{escape(context.say(key))}\n\n{await example(context)}"


async def start(update: Update, context: Context) -> None:
    """/start: the greeting with a living example, one tap to subscribe, and the languages in their own names; or what
    a link leads to."""
    link = rest(update)
    if context.chat < 0 and link in PLAIN_LINKS and context.house.tapped.get((context.chat, JOINED)):
        return  # who adds the bot by a link is told so twice
    if link and link not in PLAIN_LINKS:
        if not (await links.follow(context, link) or await figure_shown(context, link)):
            context.tell("link-unread")
        elif not context.stranger:
            return
    await greet(context)


async def greet(context: Context) -> None:
    """What is said of subscribing names the hour and the zone that one tap takes for granted. In a group an
    administrator chooses the language first: one phone does not say what all of them read."""
    if context.chat < 0 or not context.stranger:
        choose = CHOOSE.join(say(lang, "choose-language") for lang in LANGS)
        buttons = [*language_buttons(context), *([] if context.stranger else next_buttons(context))]
        return context.reply(f"{await greeting(context)}\n\n{escape(choose)}", buttons)
    buttons = [*next_buttons(context), *language_buttons(context)]
    return context.reply(f"{await greeting(context)}\n\n{escape(offer(context))}", buttons)


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


async def language_chosen(context: Context, message_id: int, value: str) -> None:
    """The greeting again in the chosen language, and where to go from here; or what the choice stood before."""
    name, _, then = value.split(":")
    context.change(lang=next(lang for lang in LANGS if lang == name))
    context.house.greeted.drop(context.chat)
    if then:
        return settings.first_subscription(context, message_id)
    parts = (escape(context.say("language-set")), await greeting(context), escape(context.say("what-next")))
    return context.rewrite(message_id, "\n\n".join(parts), next_buttons(context))


async def help_(_: Update, context: Context) -> None:
    """/help; editors read of theirs at its end."""
    ways = [tap(context.say(f"button-{way}"), f"go:{way}") for way in ("digest", "figures", "ask", "settings")]
    parts = ["help", "help-editors"] if may(context) else ["help"]
    context.reply("\n\n".join(map(context.say, parts)), rows(ways, 2))


async def about(_: Update, context: Context) -> None:
    """/about"""
    ways = [[tap(context.say("button-sources"), "go:sources"), tap(context.say("button-help"), "go:help")]]
    context.reply(f"{escape(context.say('about'))}\n\n{escape(await newest(context))}", ways)


async def joined(update: Update, context: Context) -> None:
    """The bot was put into a group: say who it is, and let an administrator choose the language."""
    changed = update.my_chat_member
    was_out = changed is not None and changed.old_chat_member.status in {"left", "kicked"}
    is_in = changed is not None and changed.new_chat_member.status in {"member", "administrator", "restricted"}
    if changed is not None and changed.chat.type == "channel":
        return await channels.joined(update, context)
    if context.chat < 0 and was_out and is_in:
        await greet(context)
        context.house.tapped.put((context.chat, JOINED), True)
    return None
