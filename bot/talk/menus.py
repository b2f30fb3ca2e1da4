"""What Telegram shows of the bot before a word is said: command menus and descriptions in each language."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden

from bot.talk.words import say
from digests.model import LANGS, Lang

PRIVATE = (
    "digest", "figures", "follow", "ask", "subscribe", "unsubscribe", "settings", "sources", "language", "privacy",
    "mydata", "forget", "help", "about",
)  # fmt: skip
GROUP = ("digest", "figures", "follow", "ask", "subscribe", "unsubscribe", "settings", "language", "privacy", "help")
EDITOR = ("desk", "channels", *PRIVATE)
FALLBACK: Lang = "ru"
"""The menu of those whose Telegram speaks none of the three."""


def menu(names: tuple[str, ...], lang: Lang) -> list[BotCommand]:
    return [BotCommand(name, say(lang, f"menu-{name}")) for name in names]


async def introduce(bot: Bot, editors: Collection[int] = ()) -> None:
    """Set menus and descriptions; the desk stands in the menus of `editors` alone. Raises what the Bot API raises; the
    bot runs without them as well."""
    for code, lang in [("", FALLBACK), *((lang, lang) for lang in LANGS)]:
        await bot.set_my_commands(menu(PRIVATE, lang), BotCommandScopeAllPrivateChats(), code or None)
        await bot.set_my_commands(menu(GROUP, lang), BotCommandScopeAllGroupChats(), code or None)
        await bot.set_my_description(say(lang, "description"), code or None)
        await bot.set_my_short_description(say(lang, "short-description"), code or None)
    for editor in editors:
        await introduce_desk(bot, editor)


async def introduce_desk(bot: Bot, editor: int) -> None:
    """The menu of an editor's own chat; one that never spoke to the bot has none yet."""
    for code, lang in [("", FALLBACK), *((lang, lang) for lang in LANGS)]:
        with suppress(BadRequest, Forbidden):
            await bot.set_my_commands(menu(EDITOR, lang), BotCommandScopeChat(editor), code or None)
