"""What an edition takes back: documents and figures that were withdrawn, figures that an editor corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digests.clock import dushanbe_day
from digests.corpus.reviews import Decision, decided, retractions
from digests.corpus.store import Store
from digests.figures import ledger
from digests.figures.embargo import Embargo
from digests.figures.indicators import Indicators
from digests.model import Lang, Period
from digests.policy import Policy, grade_alone
from digests.say.figures import say_value
from digests.say.locale import load as load_locale

NUMBERS = ("value", "low", "high", "modifier")


def corrections(
    store: Store, indicators: Indicators, period: Period, lang: Lang, *, policy: Policy, withheld: Embargo
) -> tuple[str, ...]:
    """A line for everything that was published and taken back in `period`. A claim rejected unseen is none, nor one
    that no reader was shown."""
    locale = load_locale(lang)
    withdrawn = (
        locale.say("digest-retracted", title=withheld.title(document) or document.id, why=why[lang])
        for document, why in store.retracted(period)
    )
    return (*withdrawn, *_figures(store, indicators, period, lang, policy))


def released(store: Store, indicators: Indicators, period: Period, policy: Policy) -> frozenset[str]:
    """The ids of claims that readers were not shown before an editor approved or corrected them in `period`: news of
    that day, whenever they were published."""
    assert period.start is not None
    assert period.end is not None
    freed = {
        decision.target
        for decision in decided(store.connection, period.start, period.end, ("approve", "correct"))
        if decision.before["indicator"] in indicators and not _shown(store, indicators, decision, policy)
    }
    return frozenset(claim.id for claim in store.claims() if freed and freed & {claim.id, claim.id.rpartition("~")[0]})


def _figures(store: Store, indicators: Indicators, period: Period, lang: Lang, policy: Policy) -> Iterator[str]:
    assert period.start is not None
    assert period.end is not None
    locale = load_locale(lang)
    for decision in retractions(store.connection, period.start, period.end):
        if decision.action == "reject" or not decision.before or _waits(store, decision, policy):
            continue
        if not _shown(store, indicators, decision, policy):
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


def _shown(store: Store, indicators: Indicators, decision: Decision, policy: Policy) -> bool:
    """Whether readers saw the claim before the decision."""
    indicator = indicators.get(decision.before["indicator"])
    known = dushanbe_day(decision.at)  # what came later had not borne it out
    before = ledger.view(indicator, store.claims_before(decision.id, indicator.id), policy=policy, known=known)
    return any(claim.id == decision.target for claim in before.claims)


def _waits(store: Store, decision: Decision, policy: Policy) -> bool:
    """Whether what the decision made of the claim waits for another one."""
    corrected = (
        claim for claim in store.claims(decision.before["indicator"]) if claim.id.startswith(f"{decision.target}~")
    )
    return any(claim.status != "retracted" and not policy.shows(grade_alone(claim)) for claim in corrected)


def _figure(indicators: Indicators, decision: Decision, said: Mapping[str, Any], lang: Lang) -> str:
    name = indicators.get(decision.before["indicator"]).names[lang]
    return f"{name}: {_value(said, indicators, lang)}"


def _value(said: Mapping[str, Any], indicators: Indicators, lang: Lang) -> str:
    unit = indicators.get(said["indicator"]).unit
    return say_value(said["value"], said["low"], said["high"], said["modifier"], unit, lang, hedge=said.get("hedge"))
