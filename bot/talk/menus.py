"""What Telegram shows of the bot before a word is said: command menus and descriptions in each language."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.talk.words import say
from digests.model import LANGS, Lang

PRIVATE = (
    "digest", "figures", "follow", "ask", "subscribe", "unsubscribe", "settings", "sources", "language", "privacy",
    "mydata", "forget", "help", "about",
)  # fmt: skip
GROUP = ("digest", "figures", "follow", "ask", "subscribe", "unsubscribe", "settings", "language", "privacy", "help")
FALLBACK: Lang = "ru"
"""The menu of those whose Telegram speaks none of the three."""


def menu(names: tuple[str, ...], lang: Lang) -> list[BotCommand]:
    return [BotCommand(name, say(lang, f"menu-{name}")) for name in names]


async def introduce(bot: Bot) -> None:
    """Set menus and descriptions. Raises what the Bot API raises; the bot runs without them as well."""
    for code, lang in [("", FALLBACK), *((lang, lang) for lang in LANGS)]:
        await bot.set_my_commands(menu(PRIVATE, lang), BotCommandScopeAllPrivateChats(), code or None)
        await bot.set_my_commands(menu(GROUP, lang), BotCommandScopeAllGroupChats(), code or None)
        await bot.set_my_description(say(lang, "description"), code or None)
        await bot.set_my_short_description(say(lang, "short-description"), code or None)
