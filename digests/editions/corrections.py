"""What an edition takes back: documents and figures that were withdrawn, figures that an editor corrected or that an
edition carried and their article no longer gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from digests.clock import dushanbe_day
from digests.corpus.reviews import Decision, decided, retractions, taken_back
from digests.corpus.store import Store
from digests.editions.carried import Cited, Sentence, Slot, carried, cited
from digests.editions.facts import facts_of, held_by, is_held
from digests.editions.issue import Issue
from digests.figures import ledger
from digests.figures.embargo import Embargo
from digests.figures.indicators import Indicators
from digests.figures.relations import same_figure
from digests.model import Claim, Lang, Period
from digests.policy import Policy, grade_alone
from digests.say.locale import load as load_locale
from digests.say.phrases import say_claims, say_count

NUMBERS = ("value", "low", "high", "modifier")
Sent = Mapping[str, frozenset[Slot]]
"""Claims, each with the editions that carried it."""


class Correction(NamedTuple):
    """What is said, and the last day whose edition carried what it takes back; None: no edition did."""

    text: str
    carried: date | None = None


def corrections(
    store: Store,
    indicators: Indicators,
    issue: Issue,
    lang: Lang,
    *,
    claims: Sequence[Claim],
    policy: Policy,
    withheld: Embargo,
) -> tuple[Correction, ...]:
    """A line for everything that was published and taken back in the time of `issue`, and for every figure of an
    edition before it whose article was changed. `claims`: all that were known by its end, former ones too. A claim that
    was rejected before any reader was shown it is none."""
    locale = load_locale(lang)
    sent = carried(store, issue.first, noon=issue.after_noon)
    days = issue.whole_days
    retracted = store.retracted(days) if days else []
    reach = cited(store, [document.id for document, _ in retracted], issue.first, noon=issue.after_noon)
    withdrawn = (
        Correction(
            locale.say("digest-retracted", title=withheld.title(document) or document.id, why=why[lang]),
            last_day(reach[document.id].slots) if document.id in reach else None,
        )
        for document, why in retracted
    )
    decisions = _decided(store, indicators, issue, lang, policy, sent)
    again = _stand_again(store, indicators, days, lang, policy, withheld) if days else ()
    changed = _changed_articles(indicators, days, lang, claims, sent) if days else ()
    told = _changed_stories(store, issue, days, lang, claims, sent, withheld) if days else ()
    return (*withdrawn, *decisions, *again, *changed, *told)


def days_taken_back(store: Store, first: date, last: date) -> tuple[date, ...]:
    """The days whose editions carried a figure that was taken back or corrected from `first` to `last`, sorted: who had
    got editions by one of them is told otherwise than who had not."""
    decisions = {decision.target for decision in retractions(store.connection, first, last)}
    former = {
        claim.id.rpartition("@")[0]
        for claim in store.claims(known=last, former=True)
        if claim.known_until is not None and first <= claim.known_until
    }
    period, after = Period(first, last), last + timedelta(days=1)
    documents = {document.id for document, _ in store.retracted(period)} | set(store.changed(period))
    rejected = {each.doc_id for each in store.claims(former=True) if each.id in decisions} if decisions else set()
    if not decisions | former | documents:
        return ()
    sent = carried(store, after)
    days = {slot.day for target in decisions | former for slot in sent.get(target, ())}
    days |= {slot.day for each in cited(store, documents | rejected, after).values() for slot in each.slots}
    return tuple(sorted(days))


def last_day(slots: frozenset[Slot] | None) -> date | None:
    """The last day of `slots`, by the daily editions where there are any: the others tell what these told."""
    daily = [slot.day for slot in slots or () if slot.cadence == "daily"]
    return max(daily or [slot.day for slot in slots or ()], default=None)


def released(store: Store, indicators: Indicators, issue: Issue, policy: Policy) -> frozenset[str]:
    """The ids of claims that readers were not shown before an editor approved or corrected them in the time of
    `issue`: news of that day, whenever they were published."""
    freed = {
        decision.target
        for decision in decided(store.connection, issue.first, issue.day, ("approve", "correct"))
        if issue.holds(decision.at)
        and decision.before["indicator"] in indicators
        and not _shown(store, indicators, decision, policy)
    }
    if not freed:
        return frozenset()
    return frozenset(claim.id for claim in store.claims() if freed & {claim.id, claim.id.rpartition("~")[0]})


def _decided(
    store: Store, indicators: Indicators, issue: Issue, lang: Lang, policy: Policy, sent: Sent
) -> Iterator[Correction]:
    """What editors took back or corrected of what readers saw."""
    locale = load_locale(lang)
    for decision in filter(lambda each: issue.holds(each.at), retractions(store.connection, issue.first, issue.day)):
        if not decision.before or _waits(store, decision, policy):
            continue
        claim = _claim(store, decision)
        if claim is None:
            continue
        slots = sent.get(decision.target) or _in_stories(store, claim, decision, issue)
        if not slots and (decision.action == "reject" or not _shown(store, indicators, decision, policy)):
            continue
        before, now = _with(claim, decision.before), _with(claim, {**decision.before, **decision.after})
        if decision.action in ("retract", "reject") or "indicator" in decision.after:
            line = locale.say("digest-retracted-figure", figure=_said(indicators, before, lang))
        elif same_figure(before, now):
            continue  # a speaker or a date was put right: the figure that people read still holds
        else:
            line = _corrected(indicators, now, before, lang)
        why = decision.after.get("why", {}).get(lang) or decision.note
        said = f"{line} {locale.say('digest-reason', why=why)}" if why else line
        yield Correction(said, last_day(slots))


def _in_stories(store: Store, claim: Claim, decision: Decision, issue: Issue) -> frozenset[Slot]:
    """The editions whose stories told, by the claim's document, the figure that was decided about."""
    found = cited(store, [claim.doc_id], issue.first, noon=issue.after_noon).get(claim.doc_id, Cited())
    before = _with(claim, decision.before)
    figure = (before.value, before.low, before.high)
    return frozenset(
        each.slot for each in found.sentences if figure in facts_of(each.text, each.lang, claim.published).numbers
    )


def _stand_again(
    store: Store, indicators: Indicators, period: Period, lang: Lang, policy: Policy, withheld: Embargo
) -> Iterator[Correction]:
    """What an edition before the period told as withdrawn or corrected, and an editor let stand again in it."""
    assert period.start is not None
    assert period.end is not None
    locale = load_locale(lang)
    for decision in taken_back(store.connection, period.start, period.end):
        if decision.action == "retract" and not decision.before:
            document = store.document(decision.target)
            if document is not None and (title := withheld.title(document)):
                yield Correction(locale.say("digest-stands-again", title=title))
        elif decision.action in ("retract", "reject", "correct") and _shown(store, indicators, decision, policy):
            claim = _claim(store, decision)
            if claim is not None:
                figure = _said(indicators, _with(claim, decision.before), lang)
                yield Correction(locale.say("digest-stands-again-figure", figure=figure))


def _changed_articles(
    indicators: Indicators, period: Period, lang: Lang, claims: Sequence[Claim], sent: Sent
) -> Iterator[Correction]:
    """Figures that editions carried and that their articles no longer give, or give otherwise."""
    assert period.start is not None
    assert period.end is not None
    locale = load_locale(lang)
    for former in claims:
        gone = former.known_until is not None and period.start <= former.known_until <= period.end
        if not gone or former.id.rpartition("@")[0] not in sent or former.indicator not in indicators:
            continue
        now = [each for each in claims if each.known_until is None and _is_successor(each, former)]
        if any(same_figure(each, former) for each in now):
            continue
        publisher = former.publisher or locale.say("digest-unknown-publisher")
        if now:
            line = _corrected(indicators, now[0], former, lang)
        else:
            line = locale.say("digest-retracted-figure", figure=_said(indicators, former, lang))
        said = f"{line} {locale.say('digest-article-changed', publisher=publisher)}"
        yield Correction(said, last_day(sent[former.id.rpartition("@")[0]]))


def _changed_stories(
    store: Store,
    issue: Issue,
    period: Period,
    lang: Lang,
    claims: Sequence[Claim],
    sent: Sent,
    withheld: Embargo,
) -> Iterator[Correction]:
    """Documents that changed in the period so that nothing an edition cited beside a sentence of its story holds that
    sentence's numbers, days and names any more; those whose figures are told of already aside."""
    locale = load_locale(lang)
    assert period.start is not None
    assert period.end is not None
    told = {
        each.doc_id
        for each in claims
        if each.known_until and period.start <= each.known_until <= period.end and each.id.rpartition("@")[0] in sent
    }
    changed = [each for each in store.changed(period) if each not in told and not store.is_retracted(each)]
    for doc_id, found in cited(store, changed, issue.first, noon=issue.after_noon).items():
        document = store.document(doc_id, known=period.end)
        assert document is not None
        gone = frozenset(each.slot for each in found.sentences if not _stands(store, each, period.end))
        if gone and (title := withheld.title(document)):
            publisher = document.publisher or locale.say("digest-unknown-publisher")
            yield Correction(locale.say("digest-story-changed", publisher=publisher, title=title), last_day(gone))


def _stands(store: Store, sentence: Sentence, day: date) -> bool:
    """Whether a document that it was told by holds what a sentence states."""
    documents = [store.document(each, known=day) for each in sentence.doc_ids if not store.is_retracted(each)]
    return any(
        is_held(facts_of(sentence.text, sentence.lang, each.published or each.not_before), held_by(each))
        for each in documents
        if each
    )


def _is_successor(claim: Claim, former: Claim) -> bool:
    return (claim.doc_id, claim.indicator, claim.role) == (former.doc_id, former.indicator, former.role)


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


def _claim(store: Store, decision: Decision) -> Claim | None:
    """The claim that was decided about, as it was read; None where it is read no more."""
    claims = store.claims(decision.before["indicator"], former=True)
    return next((each for each in claims if decision.target in (each.id, each.id.partition("~")[0])), None)


def _with(claim: Claim, said: Mapping[str, Any]) -> Claim:
    return replace(claim, **{name: said[name] for name in NUMBERS})


def _corrected(indicators: Indicators, now: Claim, before: Claim, lang: Lang) -> str:
    return load_locale(lang).say(
        "digest-corrected-figure", figure=_said(indicators, now, lang), earlier=say_count(before, lang)
    )


def _said(indicators: Indicators, claim: Claim, lang: Lang) -> str:
    """The figure in its sentence, with the event that it belongs to."""
    indicator = indicators.get(claim.indicator)
    figure = say_claims(indicator, "say", [claim], lang)
    event = indicator.event.get(lang)
    return f"{event} · {figure}" if event else figure
