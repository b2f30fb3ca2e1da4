"""The choice of a language: what a stranger's first tap decides."""

from __future__ import annotations

from bot.context import Context
from bot.talk import zones
from bot.talk.clocks import said
from bot.talk.keys import Button, Rows, tap
from bot.talk.words import NAMES, escape, say
from digests.model import LANGS, Lang


def language_tap(context: Context, label: str, lang: Lang, then: str = "") -> Button:
    """A button that chooses `lang`; `then` is what follows the choice: "on" subscribes."""
    return tap(label, f"lang:{lang}:{context.greet()}:{then}")


def language_buttons(context: Context, then: str = "") -> Rows:
    """The languages in their own names."""
    return [[language_tap(context, NAMES[lang], lang, then) for lang in LANGS]]


def choose_language(context: Context, then: str = "") -> None:
    context.reply(escape("\n".join(say(lang, "choose-language") for lang in LANGS)), language_buttons(context, then))


def subscribe_button(context: Context) -> Button:
    """One tap subscribes; of a stranger it also keeps the language in which they were greeted."""
    if context.stranger:
        label = context.say("button-subscribe-daily", hour=said(context.reader.hours))
        return language_tap(context, label, context.lang, "on")
    return tap(context.say("button-subscribe"), "go:subscribe")


def offer(context: Context) -> str:
    """What one tap takes for granted."""
    reader = context.reader
    return context.say("subscribe-offer", hour=said(reader.hours), zone=zones.name_of(reader.zone, context.lang))
