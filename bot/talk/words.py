"""What the bot says, from the locales, and how it writes a date."""

from __future__ import annotations

from datetime import date

from digests.language.fold import iter_words
from digests.model import LANGS, Lang
from digests.say.figures import say_date
from digests.say.locale import load
from digests.say.pages import markup as escape

__all__ = ["NAMES", "escape", "has", "lang_of", "long_date", "say", "short_date", "spelled"]

NAMES: dict[Lang, str] = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}
"""The languages as they call themselves."""

READ_RUSSIAN = {"ru", "be", "uk", "kk", "ky", "uz", "hy", "az", "tk"}
"""Telegram languages whose users in Russia read Russian before English."""


SIGNS = {"+": "+", "-": "-", "−": "-"}


def say(lang: Lang, key: str, **values: str | int) -> str:
    """The text `bot-<key>`, plain. Raises MissingMessage where the locale lacks it."""
    return load(lang).say(f"bot-{key}", **values)


def say_in(chat: int, lang: Lang, key: str, **values: str | int) -> str:
    """The same in a chat: in a group as it is said to many, where that differs."""
    to_many = f"group-{key}"
    return say(lang, to_many if chat < 0 and has(lang, to_many) else key, **values)


def capital(text: str) -> str:
    """As it stands on a button."""
    return text[:1].upper() + text[1:]


def has(lang: Lang, key: str) -> bool:
    return load(lang).has(f"bot-{key}")


def lang_of(code: str | None) -> Lang:
    """The language for somebody who has not chosen yet, from what their Telegram is set to."""
    short = (code or "tg").lower().partition("-")[0]
    for lang in LANGS:
        if short == lang:
            return lang
    return "ru" if short in READ_RUSSIAN else "en"


def spelled(text: str) -> tuple[str, ...]:
    """The folded words of a button, or of what is typed in its place; UTC+3 is not UTC−3."""
    signs = {word.start: SIGNS.get(text[word.start - 1 : word.start], "") for word in iter_words(text)}
    return tuple(signs[word.start] + word.folded for word in iter_words(text))


def short_date(lang: Lang, day: date) -> str:
    """3 апрел, 3 апреля, 3 April: for buttons."""
    return say_date(day, lang, year=False)


def long_date(lang: Lang, day: date) -> str:
    """3 апрели соли 2024, 3 апреля 2024 г., 3 April 2024."""
    return say_date(day, lang)
