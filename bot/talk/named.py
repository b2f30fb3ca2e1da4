"""What a figure is called: also one that is followed and of which nothing is held any more."""

from __future__ import annotations

from bot.talk.words import say
from digests.figures.indicators import load
from digests.model import Lang


def figure_name(indicator: str, lang: Lang) -> str:
    """The indicator's name; of one that the operator's table no longer defines, that it is gone."""
    table = load()
    return table.get(indicator).names[lang] if indicator in table else say(lang, "figure-dropped")
