"""A key figure as an edition puts it: one short line, and under it who said it, when, in which source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from digests.editions.changes import Change, relation_to_current
from digests.figures.relations import same_figure
from digests.model import Claim, FigureLine, Lang
from digests.say import figures as say
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.phrases import say_claims, say_count, say_either
from digests.say.speakers import is_known, say_chain, say_speaker

Cite = Callable[[str], int]
SHOWN = 3
"""Claims a line names at most: the current one, then those that differ, then what agrees by rounding."""


def figure_line(change: Change, cite: Cite, lang: Lang, *, year: int) -> FigureLine | None:
    """The line of `change`; `cite` numbers a document. None if nothing can be shown of it."""
    view, locale = change.view, load_locale(lang)
    current = view.current
    if current is None:
        return None
    shown = _voices(current, view.rivals)
    notes, noted = _notes(change, shown, cite, locale, year)
    text = _headline(change, shown, noted, locale)
    attribution = "; ".join(
        said_by(
            claim, cite, locale, year,
            named=view.indicator.accuses_group and claim is current,
            unreviewed=claim.review == "automatic" and current.review != "automatic",
        )
        for claim in shown
    )  # fmt: skip
    if event := view.indicator.event.get(lang):
        attribution = f"{event} · {attribution}"
    claims = (*shown, *noted)
    return FigureLine(
        indicator=view.indicator.id,
        label=view.indicator.names[lang],
        text=capital(" ".join([text + ("" if text.endswith(".") or not notes else "."), *notes])),
        disagree=view.disagree,
        claims=claims,
        citations=tuple(dict.fromkeys(cite(claim.doc_id) for claim in claims)),
        attribution=capital(attribution),
    )


def _voices(current: Claim, rivals: Sequence[Claim]) -> list[Claim]:
    """The current claim and those that differ, each figure once, by whoever said it last."""
    newest = sorted(rivals, key=lambda claim: claim.published or date.min, reverse=True)
    found = [current]
    for claim in rivals:
        if not any(same_figure(claim, other) for other in found):
            found.append(next(other for other in newest if same_figure(claim, other)))
    return found[:SHOWN]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _headline(change: Change, shown: Sequence[Claim], noted: Sequence[Claim], locale: Locale) -> str:
    view, lang = change.view, locale.lang
    figure = say_claims(view.indicator, "say", shown, lang)
    if view.indicator.accuses_group:
        speaker = [shown[0].publisher or "?", *_speakers(shown[0])][-1]
        figure = locale.say("digest-stated", figure=figure, speaker=say_speaker(speaker, lang))
    if view.disagree and len(shown) > 1:
        figure = locale.say("digest-disagree-too" if ": " in figure else "digest-disagree", figure=figure)
    elif change.kind == "resolved":
        former = [claim for claim in (change.earlier, *change.settled) if claim and not same_figure(claim, shown[0])]
        counts = list(dict.fromkeys(say_count(claim, lang) for claim in former[:SHOWN]))
        figure = locale.say("digest-resolved", figure=figure, earlier=say_either(counts, lang))
    elif change.earlier and not any(same_figure(change.earlier, claim) for claim in (shown[0], *noted)):
        figure = locale.say("digest-changed", figure=figure, earlier=say_count(change.earlier, lang))
    if shown[0].review == "automatic":
        figure = locale.say("digest-unreviewed", figure=figure)
    return figure


def _notes(
    change: Change, shown: Sequence[Claim], cite: Cite, locale: Locale, year: int
) -> tuple[list[str], tuple[Claim, ...]]:
    """What else the period's sources say: an earlier day's figure, and what agrees with the current one by rounding."""
    notes: list[str] = []
    noted: list[Claim] = []
    for claim in change.fresh:
        known = any(same_figure(claim, other) for other in (*shown, *noted))
        if known or claim.review == "held" or claim.status in {"retracted", "other_scope"} or len(noted) == SHOWN - 1:
            continue
        relation = relation_to_current(change.view, claim)
        value = say_count(claim, locale.lang)
        if relation == "compatible_rounding":
            if claim.doc_id in {other.doc_id for other in shown}:
                continue  # a source that rounds its own figure tells nothing new
            notes.append(locale.say("digest-agrees", value=value, n=f"[{cite(claim.doc_id)}]"))
        elif _is_earlier(claim, shown[0]) and claim.as_of not in {other.as_of for other in noted}:
            assert claim.as_of is not None
            day = say.say_date(claim.as_of, locale.lang, year=claim.as_of.year != year)
            notes.append(locale.say("digest-earlier-day", day=day, value=value, n=f"[{cite(claim.doc_id)}]"))
        elif claim.status == "disputed" and claim.review == "automatic":  # newer, and it may not displace the current
            notes.append(locale.say("digest-reported", value=value, n=f"[{cite(claim.doc_id)}]"))
        else:
            continue
        noted.append(claim)
    return notes, tuple(noted)


def _is_earlier(claim: Claim, current: Claim) -> bool:
    """Whether it is an earlier day's count that the current one replaced."""
    return claim.status == "superseded" and claim.as_of is not None and claim.as_of < (current.as_of or date.max)


def said_by(
    claim: Claim, cite: Cite, locale: Locale, year: int, *, named: bool = False, unreviewed: bool = False
) -> str:
    """«ВҲФ-и Русия · Essanews, 30 март [2]»: who said it, through whom, for which day. `named`: the line above names
    the speaker. `unreviewed`: no editor has looked at it, which the line above does not say."""
    lang = locale.lang
    speakers = _speakers(claim)[:-1] if named and claim.publisher else _speakers(claim)
    who = say_chain(speakers, claim.publisher, lang) or locale.say("digest-unknown-publisher")
    when = _when(claim, locale, year)
    if unreviewed:
        when += f", {locale.say('ledger-unreviewed')}"
    return re.sub(r"\s+", " ", f"{who}, {when}") + f" [{cite(claim.doc_id)}]"


def _speakers(claim: Claim) -> tuple[str, ...]:
    """Who said it; of a reading that no editor saw those whom the tables know, for the others stand as the text has
    them: half a name, or inflected."""
    if claim.review != "automatic":
        return claim.attributed_to
    return tuple(speaker for speaker in claim.attributed_to if is_known(speaker))


def _when(claim: Claim, locale: Locale, year: int) -> str:
    """The time that the figure is for or as of; where it has none, the day on which it was published, told apart."""
    lang = locale.lang
    if claim.period and claim.period.start and claim.period.end:
        return say.say_for(claim.period, lang)
    if claim.as_of and (claim.undated or claim.as_of != claim.published):
        return locale.say("digest-as-of", day=say.say_date(claim.as_of, lang, year=claim.as_of.year != year))
    if claim.undated or claim.published is None:
        return locale.say("digest-undated")
    day = say.say_date(claim.published, lang, year=claim.published.year != year)
    if claim.as_of is None and claim.attributed_to:  # when it was said is not known, only when that was printed
        return locale.say("digest-published", day=day)
    return day
