"""Channels: an editor confirms one in which the bot was made an administrator, changes what goes there, and ends it.

Nothing that is written in a channel is read, and no name of one is kept: what it is called is asked when it is shown.
"""

from __future__ import annotations

from telegram import ChatMemberAdministrator, Update
from telegram.error import TelegramError

from bot.context import Context
from bot.mail.message import Message, Priority
from bot.people.channels import listed
from bot.people.hours import Often
from bot.people.subscribers import Subscriber
from bot.talk.desk.buttons import to
from bot.talk.desk.state import may
from bot.talk.keys import Button, Rows, tap
from bot.talk.others import unknown
from bot.talk.words import NAMES, escape, say
from digests.model import LANGS, Lang

OTHER: dict[Often, Often] = {"daily": "weekly", "weekly": "daily", "twice": "daily"}


async def joined(update: Update, context: Context) -> None:
    """The bot became an administrator of a channel. One that the setting lists goes on; of others editors decide."""
    changed = update.my_chat_member
    became = changed is not None and changed.new_chat_member.status == "administrator"
    was = changed is not None and changed.old_chat_member.status == "administrator"
    if not became or was or context.house.channels.has(context.chat):
        return None
    name, handle = await called(context, context.chat)
    house = context.house
    for each in listed(house.settings.channels):
        if str(each.chat).lower() in {str(context.chat), handle.lower()}:
            return house.channels.keep(house.people, context.chat, each.lang, each.cadence, by_setting=True)
    for editor in sorted(house.editors):
        known = house.people.get(editor)
        lang: Lang = known.lang if known else "en"
        payload = context.text(escape(say(lang, "channel-new", name=name)))
        payload["reply_markup"] = house.callbacks.keyboard(editor, choices(lang, context.chat))
        key = f"channel:{context.chat}:{update.update_id}"
        context.outgoing.append(Message(editor, "sendMessage", payload, Priority.ALERT, key))
    return None


async def called(context: Context, channel: int) -> tuple[str, str]:
    """(title, "@name") as Telegram tells them now; the number where it does not."""
    try:
        chat = await context.bot.get_chat(channel)
    except TelegramError:
        return str(channel), ""
    return chat.title or str(channel), f"@{chat.username}" if chat.username else ""


def choices(lang: Lang, channel: int) -> Rows:
    """Its language, which confirms it; or that it is none of ours."""
    languages = [tap(NAMES[each], f"chan:{channel}:{each}") for each in LANGS]
    return [languages, [tap(say(lang, "button-channel-no"), f"chan:{channel}:no")]]


async def channels(update: Update, context: Context) -> None:
    """/channels, for editors: what goes where, and how another is added."""
    if not may(context):
        return await unknown(update, context)
    rows: list[list[Button]] = []
    for channel, _ in context.house.channels.all():
        name, _ = await called(context, channel)
        rows.append([tap(name, f"chan:{channel}:show")])
    said = "channels-intro" if rows else "channels-none"
    return context.tell(said, [*rows, [to(context, "home", "home")]], bot=context.bot.username or "")


async def chosen(context: Context, message_id: int, value: str) -> None:
    """A button under a channel's name."""
    number, _, what = value.partition(":")
    channel, house = int(number), context.house
    if not may(context):
        return context.tell("button-gone")
    if what == "no" or (what == "off" and not house.channels.is_listed(channel)):
        return leave(context, message_id, channel)
    known = house.people.get(channel) if house.channels.has(channel) else None
    if what in LANGS:
        return await confirm(context, message_id, channel, known, what)
    if known is None:
        return context.retell(message_id, "channel-gone")
    if what in OTHER and not house.channels.is_listed(channel):
        house.channels.keep(house.people, channel, known.lang, what, by_setting=False)
    return await panel(context, message_id, channel)


async def confirm(context: Context, message_id: int, channel: int, known: Subscriber | None, lang: Lang) -> None:
    """From now on editions in this language go there, if the bot may post."""
    house = context.house
    if house.channels.is_listed(channel):
        return await panel(context, message_id, channel)
    if not await may_post(context, channel):
        name, _ = await called(context, channel)
        return context.rewrite(
            message_id, escape(context.say("channel-no-right", name=name)), choices(context.lang, channel)
        )
    house.channels.keep(house.people, channel, lang, known.cadence if known else "daily", by_setting=False)
    return await panel(context, message_id, channel)


async def may_post(context: Context, channel: int) -> bool:
    try:
        member = await context.bot.get_chat_member(channel, context.bot.id)
    except TelegramError:
        return False
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)


async def panel(context: Context, message_id: int, channel: int) -> None:
    """What goes into a channel, and the buttons that change it; of one that the setting lists, where that is done."""
    house = context.house
    reader = house.people.get(channel) or Subscriber(channel, context.lang)
    name, _ = await called(context, channel)
    fixed = house.channels.is_listed(channel)
    text = context.say(
        "channel-panel", name=name, language=NAMES[reader.lang], cadence=reader.cadence, listed="yes" if fixed else "no"
    )
    other = OTHER[reader.cadence]
    rows: list[list[Button]] = [
        [tap(NAMES[lang], f"chan:{channel}:{lang}") for lang in LANGS if lang != reader.lang],
        [tap(context.say(f"button-{other}"), f"chan:{channel}:{other}")],
        [tap(context.say("button-channel-off"), f"chan:{channel}:off")],
    ]
    context.rewrite(
        message_id, escape(text), [*([] if fixed else rows), [tap(context.say("button-back"), "go:channels")]]
    )


def leave(context: Context, message_id: int, channel: int) -> None:
    """Nothing goes there any more, and the bot goes; an administrator can add it again."""
    context.house.forget(channel)
    context.outgoing.append(Message(channel, "leaveChat", {}, Priority.ANSWER, f"leave:{channel}:{message_id}"))
    context.retell(message_id, "channel-left")
