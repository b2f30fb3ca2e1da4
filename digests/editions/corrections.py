"""What an edition takes back: documents and figures that were withdrawn, figures that an editor corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digests.corpus.reviews import Decision, retractions
from digests.corpus.store import Store
from digests.figures.indicators import Indicators
from digests.model import Lang, Period
from digests.say.figures import say_value
from digests.say.locale import load as load_locale

NUMBERS = ("value", "low", "high", "modifier")


def corrections(store: Store, indicators: Indicators, period: Period, lang: Lang) -> tuple[str, ...]:
    """A line for everything that was published and taken back in `period`. A claim rejected unseen is none."""
    locale = load_locale(lang)
    withdrawn = (
        locale.say("digest-retracted", title=document.title or document.id, why=why[lang])
        for document, why in store.retracted(period)
    )
    return (*withdrawn, *_figures(store, indicators, period, lang))


def _figures(store: Store, indicators: Indicators, period: Period, lang: Lang) -> Iterator[str]:
    assert period.start is not None
    assert period.end is not None
    locale = load_locale(lang)
    for decision in retractions(store.connection, period.start, period.end):
        if decision.action == "reject" or not decision.before:
            continue
        now = {**decision.before, **decision.after}
        figure = _figure(indicators, decision, now, lang)
        if decision.action == "retract":
            line = locale.say("digest-retracted-figure", figure=_figure(indicators, decision, decision.before, lang))
        elif all(now[name] == decision.before[name] for name in NUMBERS):
            continue  # a speaker or a date was put right: the figure that people read still holds
        else:
            line = locale.say(
                "digest-corrected-figure", figure=figure, earlier=_value(decision.before, indicators, lang)
            )
        yield f"{line} {locale.say('digest-reason', why=decision.note)}" if decision.note else line


def _figure(indicators: Indicators, decision: Decision, said: Mapping[str, Any], lang: Lang) -> str:
    name = indicators.get(decision.before["indicator"]).names[lang]
    return f"{name}: {_value(said, indicators, lang)}"


def _value(said: Mapping[str, Any], indicators: Indicators, lang: Lang) -> str:
    unit = indicators.get(said["indicator"]).unit
    return say_value(said["value"], said["low"], said["high"], said["modifier"], unit, lang, hedge=said.get("hedge"))
