"""A figure from the ledger as an answer: what stands, who said it, what stood before, where sources differ and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from digests.answers.draft import Draft, fitted
from digests.answers.question import Question
from digests.figures.ledger import origins
from digests.language import names
from digests.model import Claim, Indicator, Lang, LedgerView, Period
from digests.publishers import load as load_publishers
from digests.say import figures as say
from digests.say.evidence import named
from digests.say.foreign import web_address
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.phrases import say_claim, say_claims, say_count, wording
from digests.say.speakers import say_chain, say_speaker

MARKS = 3
"""Documents that are cited beside each other for one figure."""
EARLIER = 2
ROUNDED = 1
OTHER = 1
POINTS = frozenset({"cumulative", "stock"})
"""Kinds whose figure stands on a day; the others belong to a period."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When the question asks about: a day on which things stood, or a period that the figure is for."""

    day: date | None = None
    period: Period | None = None


def moments(question: Question, indicator: Indicator, asof: date | None, event: date | None) -> list[Moment]:
    """The moments a question asks about, at least one. The event's own day is no as-of day."""
    if asof is not None:
        return [Moment(day=asof)]
    days = [day for day in question.days if day != event]
    if indicator.kind in POINTS:
        for period in question.periods:
            days += [
                day for day in (period.start if "change" in question.groups else None, period.end) if day is not None
            ]
        return [Moment(day=day) for day in sorted(set(days))][:2] or [Moment()]
    if question.periods:
        return [Moment(period=period) for period in question.periods[:2]]
    return [Moment(period=Period(day, day)) for day in days[:2]] or [Moment()]


def standing(view: LedgerView, moment: Moment) -> Claim | None:
    """The claim that answers for `moment`: the current one, or one of the period that was asked about."""
    current = view.current
    if moment.period is None or current is None or meets(current.period, moment.period):
        return current
    able = [
        claim
        for claim in view.claims
        if claim.review != "held"
        and claim.status != "retracted"
        and claim.period
        and meets(claim.period, moment.period)
    ]
    return able[-1] if able else None


def meets(period: Period | None, asked: Period) -> bool:
    """Whether a figure's period can be what was asked: they lie in each other or cover each other mostly.

    A figure without a period meets any; so does a running span that ends today ("the past ten years")."""
    if period is None or period.start is None or period.end is None:
        return True
    start, end = asked.start or date.min, asked.end or date.max
    return (start <= period.start and period.end <= end) or (period.start <= start and end <= period.end)


class FigureAnswer:
    """Writes figures into a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lang: Lang = draft.lang
        self.locale: Locale = load_locale(draft.lang)

    def write(self, view: LedgerView, claim: Claim, *, agreement: bool = False, full: bool = True) -> bool:
        """Add the lines about one figure; returns whether sources disagree about it."""
        rivals = self.rivals(view, claim)
        if agreement:
            self.draft.lines.append(self.verdict(view, claim, rivals))
        self.draft.lines.append(self.sentence(view, claim))
        for rival in _distinct(rivals)[:2]:
            self.draft.lines.append(self.rival(view, claim, rival, said=agreement))
        if full and claim is view.current:
            self.draft.lines += [*self.earlier(view, claim), *self.rounded(view, claim), *self.otherwise(view, claim)]
        elif full and claim.period is not None:
            self.draft.lines += self.rounded(view, claim)
        return bool(rivals)

    def rivals(self, view: LedgerView, claim: Claim) -> list[Claim]:
        """Figures that contradict the one shown; of an earlier period those for the same one."""
        against = view.rivals if claim is view.current else (
            other
            for other in view.claims
            if other.review != "held" and other.status not in ("retracted", "superseded")
            and _related(view, other, claim, "contradicts")
        )  # fmt: skip
        return [other for other in against if not _same(other, claim)]

    def sentence(self, view: LedgerView, claim: Claim) -> str:
        """«Ба ҳолати 30 март … 144 нафар кушта шудаанд (ВҲФ) [1].»"""
        indicator = view.indicator
        figure = self.figure(indicator, claim)
        who = self.who(claim)
        if indicator.accuses_group:
            figure = self.locale.say(
                "answer-stated", figure=_lower(figure, self.lang), who=who or self.publisher(claim)
            )
            who = ""
        marks = "".join(
            dict.fromkeys(self.draft.cite_claim(each) for each in [claim, *self.alike(view, claim)][:MARKS])
        )
        notes = [note for note in (who, self.when_published(claim)) if note]
        if claim.review == "automatic":
            notes.append(self.locale.say("answer-unreviewed"))
        note = f" ({'; '.join(notes)})" if notes else ""
        return f"{_upper(figure)}{note} {marks}."

    def figure(self, indicator: Indicator, claim: Claim) -> str:
        """The figure in words, with the day or period it stands for before it."""
        if indicator.event:  # named in another sentence of the document perhaps
            self.draft.evidence.entities |= named(indicator.names["en"]) & self.draft.holdings.names(claim.doc_id)
        said = say_claims(indicator, "answer", [claim], self.lang)
        event = indicator.event.get(self.lang)
        if event and not wording(indicator, [claim]).answer:
            said = self.locale.say("answer-of-event", event=event, figure=_lower(said, self.lang))
        if claim.period is not None and (claim.period.start or claim.period.end):
            when = say.say_period(claim.period, self.lang)
            return self.locale.say("answer-in-period", period=when, figure=_lower(said, self.lang))
        if claim.as_of is not None:
            when = say.say_date(claim.as_of, self.lang)
            return self.locale.say("answer-as-of", date=when, figure=_lower(said, self.lang))
        return said

    def who(self, claim: Claim) -> str:
        """Who said it first, and through whom."""
        return ", ".join(dict.fromkeys(say_speaker(speaker, self.lang) for speaker in reversed(claim.attributed_to)))

    def publisher(self, claim: Claim) -> str:
        return claim.publisher or self.locale.say("digest-unknown-publisher")

    def when_published(self, claim: Claim) -> str:
        """The source and its date, where the figure has no date of its own."""
        if claim.as_of is not None or (claim.period is not None and claim.period.end is not None):
            return ""
        if claim.undated or claim.published is None:
            return f"{self.publisher(claim)}, {self.locale.say('digest-undated')}"
        return f"{self.publisher(claim)}, {say.say_date(claim.published, self.lang)}"

    def alike(self, view: LedgerView, claim: Claim) -> list[Claim]:
        """Claims of other documents that say the very same."""
        seen = {claim.doc_id}
        found = []
        for other in view.claims:
            stands = other.status in ("current", "superseded") and other.review != "held"
            same_day = other.as_of == claim.as_of or claim.as_of is None or other.as_of is None
            if other.doc_id not in seen and stands and same_day and _same(other, claim):
                seen.add(other.doc_id)
                found.append(other)
        return found

    def verdict(self, view: LedgerView, claim: Claim, rivals: Sequence[Claim]) -> str:
        if rivals:
            return self.locale.say("answer-disagree")
        agreeing = [claim, *(other for other in view.claims if other.status == "current" and other.id != claim.id)]
        if len({other.doc_id for other in agreeing}) > 1 and origins(agreeing) > 1:
            return self.locale.say("answer-agree")
        return self.locale.say("answer-one-source")

    def rival(self, view: LedgerView, claim: Claim, rival: Claim, *, said: bool) -> str:
        """«Манбаъҳо гуногун мегӯянд: рақами дигар 382 нафар аст (The Moscow Times) [2]. Сабаб: …»; `said`: that
        they differ stands above already."""
        figure, who = say_claim(rival, self.lang), self.source(rival)
        n = self.draft.cite_claim(rival)
        text = (
            self.locale.say("answer-other-figure", figure=figure, who=who, n=n)
            if said
            else self.locale.say("answer-rival", figure=figure, who=who, n=n)
        )
        why = _why(view, claim, rival, self.lang)
        return f"{text} {self.locale.say('answer-why', why=why)}" if why else text

    def source(self, claim: Claim) -> str:
        """Who said it, in which publication of which day; the day that the figure is for where it is another."""
        said = self.carried(claim)
        if claim.as_of is None or claim.as_of == claim.published:
            return said
        return f"{said}; {self.locale.say('answer-as-of-day', date=say.say_date(claim.as_of, self.lang))}"

    def carried(self, claim: Claim) -> str:
        """Who said it, the outlet and the day of its article: never the figure's own day as the outlet's."""
        who = [self.who(claim)] if claim.attributed_to else []
        if claim.publisher and claim.publisher not in claim.attributed_to:
            who.append(claim.publisher)
        if claim.published is not None and not claim.undated:
            who.append(say.say_date(claim.published, self.lang))
        else:
            who.append(self.locale.say("digest-undated"))
        return ", ".join(who)

    def earlier(self, view: LedgerView, claim: Claim) -> Iterable[str]:
        """«Пештар, 24 март: 137 нафар [2].»"""
        if claim.as_of is None:
            return
        found = [
            other
            for other in view.claims
            if other.as_of is not None and other.as_of < claim.as_of and other.status == "superseded"
            and other.review != "held" and not _same(other, claim)
        ]  # fmt: skip
        for other in _distinct(found)[-EARLIER:]:
            assert other.as_of is not None
            day = say.say_date(other.as_of, self.lang, year=other.as_of.year != claim.as_of.year)
            yield self.locale.say(
                "answer-earlier", day=day, figure=say_claim(other, self.lang), n=self.draft.cite_claim(other)
            )

    def later(self, claim: Claim, now: Claim) -> str:
        """After "as of": what was said later."""
        if now.as_of is None or _same(claim, now):
            return ""
        return self.locale.say(
            "answer-later", day=say.say_date(now.as_of, self.lang), figure=say_claim(now, self.lang),
            n=self.draft.cite_claim(now),
        )  # fmt: skip

    def rounded(self, view: LedgerView, claim: Claim) -> Iterable[str]:
        """«Манбаи дигар [2] қариб 150 нафар мегӯяд; ин ба рақами 144 мухолиф нест.»: in our words, so unquoted."""
        found = [
            other
            for other in view.claims
            if (other.status == "current" or (other.status == claim.status and other.period == claim.period))
            and not _same(other, claim)
            and _related(view, other, claim, "compatible_rounding")
        ]
        for other in _distinct(found, prefer="~")[:ROUNDED]:
            yield self.locale.say(
                "answer-rounded", figure=say_claim(other, self.lang), value=say_count(claim, self.lang),
                n=self.draft.cite_claim(other),
            )  # fmt: skip

    def otherwise(self, view: LedgerView, claim: Claim) -> Iterable[str]:
        """A figure of another scope, with what is different about it."""
        found = [other for other in view.claims if other.status == "other_scope" and other.review != "held"]
        for other in _distinct(found)[-OTHER:]:
            why = _why(view, claim, other, self.lang)
            said = self.locale.say(
                "answer-other-scope", figure=say_claim(other, self.lang), who=self.source(other),
                n=self.draft.cite_claim(other),
            )  # fmt: skip
            yield f"{said} {self.locale.say('answer-why', why=why)}" if why else said

    def copied(self, view: LedgerView, claim: Claim) -> str:
        """For the copy button: figure with hedge and day, who differs, speaker, outlet and its day, address.

        What is copied is passed on, so an address goes along only where no country's measure is known against it."""
        figure = _upper(self.figure(view.indicator, claim))
        if claim.review == "automatic":
            figure += f" ({self.locale.say('answer-unreviewed')})"
        differ = [
            self.locale.say("answer-copied-rival", figure=say_claim(rival, self.lang), who=_through(rival, self.lang))
            for rival in _distinct(self.rivals(view, claim))[:2]
        ]
        document = self.draft.holdings.document(claim.doc_id)
        url = web_address(document.url) if document else None
        safe = load_publishers().link_is_safe(claim.publisher, url)
        return fitted([figure, *differ, self.carried(claim)], url if url and safe else "")


def _through(claim: Claim, lang: Lang) -> str:
    return say_chain(claim.attributed_to[-1:], claim.publisher, lang)


def _same(a: Claim, b: Claim) -> bool:
    return (a.value, a.low, a.high, a.modifier) == (b.value, b.low, b.high, b.modifier)


def _distinct(claims: Iterable[Claim], prefer: str = "") -> list[Claim]:
    """One claim for each figure, the newest; those hedged as `prefer` first."""
    found = {(claim.value, claim.low, claim.high, claim.modifier): claim for claim in claims}
    return sorted(found.values(), key=lambda claim: bool(prefer) and claim.modifier != prefer)


def _related(view: LedgerView, a: Claim, b: Claim, kind: str) -> bool:
    return any({each.a, each.b} == {a.id, b.id} and each.type == kind for each in view.relations)


def _why(view: LedgerView, a: Claim, b: Claim, lang: Lang) -> str:
    for relation in view.relations:
        if {relation.a, relation.b} == {a.id, b.id}:
            return relation.why.get(lang, "")
    return ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str, lang: Lang) -> str:
    """Inside a sentence the word that opened one of its own is written small, unless it is a name."""
    named = any(mention.start == 0 for mention in names.load().find(text, lang))
    return text if named or text[:2].isupper() else text[:1].lower() + text[1:]
