"""A figure from the ledger in words: what stands, who said it, what stood before, where sources differ and why."""

from __future__ import annotations

from digests.answers.find.found import Agreement, FoundFigure
from digests.answers.write.draft import Draft
from digests.answers.write.speakers import Speakers
from digests.blocks import ContextBlock, DisagreementBlock, FigureBlock, NoteBlock
from digests.language import names
from digests.model import Claim, Lang
from digests.say import figures as say
from digests.say.blocks import mark
from digests.say.evidence import named
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.phrases import say_claim, say_claims, say_count, wording

VERDICTS: dict[Agreement, str] = {
    "differ": "answer-disagree", "agree": "answer-agree", "one source": "answer-one-source",
}  # fmt: skip
"""The texts that answer "do the sources agree?"."""


class FigureSentences:
    """Writes figures into a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lang: Lang = draft.lang
        self.locale: Locale = load_locale(draft.lang)
        self.speakers = Speakers(draft.lang)

    def write(self, found: FoundFigure) -> None:
        """Add the blocks about one figure."""
        blocks = self.draft.blocks
        if found.agreement:
            blocks.append(NoteBlock(self.locale.say(VERDICTS[found.agreement])))
        blocks.append(self.stated(found))
        blocks += [self.rival(found, rival) for rival in found.rivals]
        blocks += [self.earlier(found, other) for other in found.earlier]
        blocks += [self.rounded(found.claim, other) for other in found.rounded]
        blocks += [self.otherwise(found, other) for other in found.otherwise]
        if found.later:
            blocks.append(self.later(found.later))
        self.draft.disagree |= bool(found.rivals or found.otherwise) or found.agreement == "differ"

    def stated(self, found: FoundFigure) -> FigureBlock:
        """«Ба ҳолати 30 март … 144 нафар кушта шудаанд (ВҲФ) [1].»"""
        claim = found.claim
        figure = self.figure(found)
        who = self.speakers.who(claim)
        if found.view.indicator.accuses_group:
            by = who or self.speakers.publisher(claim)
            figure = self.locale.say("answer-stated", figure=_lower(figure, self.lang), who=by)
            who = ""
        cited = tuple(dict.fromkeys(self.draft.cite_claim(each) for each in (claim, *found.alike)))
        notes = [note for note in (who, self.speakers.when_published(claim)) if note]
        if claim.review == "automatic":
            notes.append(self.locale.say("answer-unreviewed"))
        note = f" ({'; '.join(notes)})" if notes else ""
        return FigureBlock(f"{upper(figure)}{note} {''.join(map(mark, cited))}.", cited)

    def figure(self, found: FoundFigure) -> str:
        """The figure in words, with the day or period it stands for before it."""
        indicator, claim = found.view.indicator, found.claim
        if indicator.event:  # named in another sentence of the document perhaps
            self.draft.evidence.entities |= named(indicator.names["en"]) & found.event_names
        figure = say_claims(indicator, "answer", [claim], self.lang)
        event = indicator.event.get(self.lang)
        if event and not wording(indicator, [claim]).answer:
            figure = self.locale.say("answer-of-event", event=event, figure=_lower(figure, self.lang))
        if claim.period is not None and (claim.period.start or claim.period.end):
            when = say.say_period(claim.period, self.lang)
            return self.locale.say("answer-in-period", period=when, figure=_lower(figure, self.lang))
        if claim.as_of is not None:
            when = say.say_date(claim.as_of, self.lang)
            return self.locale.say("answer-as-of", date=when, figure=_lower(figure, self.lang))
        return figure

    def rival(self, found: FoundFigure, rival: Claim) -> DisagreementBlock:
        """«Манбаъҳо гуногун мегӯянд: рақами дигар 382 нафар аст (The Moscow Times) [2]. Сабаб: …»; that they differ
        is said once: a verdict has said it already."""
        figure, who = say_claim(rival, self.lang), self.source(rival)
        n = self.draft.cite_claim(rival)
        if found.agreement:
            text = self.locale.say("answer-other-figure", figure=figure, who=who, n=mark(n))
        else:
            text = self.locale.say("answer-rival", figure=figure, who=who, n=mark(n))
        return DisagreementBlock(self.with_reason(text, found, rival), (n,))

    def earlier(self, found: FoundFigure, other: Claim) -> ContextBlock:
        """«Пештар, 24 март: 137 нафар [2].»"""
        assert other.as_of is not None and found.claim.as_of is not None
        day = say.say_date(other.as_of, self.lang, year=other.as_of.year != found.claim.as_of.year)
        n = self.draft.cite_claim(other)
        text = self.locale.say("answer-earlier", day=day, figure=say_claim(other, self.lang), n=mark(n))
        return ContextBlock(text, (n,))

    def later(self, now: Claim) -> ContextBlock:
        """After "as of": what was said later."""
        assert now.as_of is not None
        day = say.say_date(now.as_of, self.lang)
        n = self.draft.cite_claim(now)
        text = self.locale.say("answer-later", day=day, figure=say_claim(now, self.lang), n=mark(n))
        return ContextBlock(text, (n,))

    def rounded(self, claim: Claim, other: Claim) -> ContextBlock:
        """«Манбаи дигар [2] қариб 150 нафар мегӯяд; ин ба рақами 144 мухолиф нест.»: in our words, so unquoted."""
        figure, value = say_claim(other, self.lang), say_count(claim, self.lang)
        n = self.draft.cite_claim(other)
        return ContextBlock(self.locale.say("answer-rounded", figure=figure, value=value, n=mark(n)), (n,))

    def otherwise(self, found: FoundFigure, other: Claim) -> ContextBlock:
        """A figure of another scope, with what is different about it."""
        figure, who = say_claim(other, self.lang), self.source(other)
        n = self.draft.cite_claim(other)
        text = self.locale.say("answer-other-scope", figure=figure, who=who, n=mark(n))
        return ContextBlock(self.with_reason(text, found, other), (n,))

    def source(self, claim: Claim) -> str:
        """Who states it, and where it is so that no editor has looked at it."""
        who = self.speakers.source(claim)
        return f"{who}; {self.locale.say('answer-unreviewed')}" if claim.review == "automatic" else who

    def with_reason(self, text: str, found: FoundFigure, other: Claim) -> str:
        why = found.why(other, self.lang)
        return f"{text} {self.locale.say('answer-why', why=why)}" if why else text


def upper(text: str) -> str:
    """`text` as a sentence opens."""
    return text[:1].upper() + text[1:]


def _lower(text: str, lang: Lang) -> str:
    """Inside a sentence the word that opened one of its own is written small, unless it is a name."""
    is_name = any(mention.start == 0 for mention in names.load().find(text, lang))
    return text if is_name or text[:2].isupper() else text[:1].lower() + text[1:]
