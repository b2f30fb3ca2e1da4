"""Writes what was found: figures, facts, a refusal with what is nearest and what can be asked, or a fixed reply."""

from __future__ import annotations

from digests.answers.find.found import Found, FoundFigure, Nearness, Refusal
from digests.answers.understand import followup
from digests.answers.understand.question import Question
from digests.answers.write import fact_sentences
from digests.answers.write.copied import copied
from digests.answers.write.draft import Draft
from digests.answers.write.figure_sentences import FigureSentences
from digests.blocks import NearestBlock, NoteBlock, OfferBlock
from digests.model import Lang
from digests.say.ageing import aged
from digests.say.locale import load as load_locale

NEAREST: dict[Nearness, str] = {
    "other time": "answer-other-time", "perhaps": "answer-perhaps", "other": "answer-nearest",
}  # fmt: skip
"""The texts that say how the nearest figure misses."""


def write(question: Question, found: Found) -> Draft:
    """The draft of an answer in the question's language."""
    draft = Draft(question.lang, found.kind, found.sources, found.confidence, days=found.days)
    if found.facts:
        fact_sentences.write(draft, question, found.facts)
        draft.disagree = found.disagree or found.sides
    if draft.disagree:
        said = "answer-disagree" if found.disagree else "answer-sides"
        draft.blocks.insert(0, NoteBlock(load_locale(question.lang).say(said)))
    if found.reply is not None:  # whom to turn to comes before what bodies advise
        draft.blocks.insert(0, NoteBlock(load_locale(question.lang).say(f"answer-reply-{found.reply}")))
    elif found.figures:
        _write_figures(draft, question, found.figures)
    elif found.refusal is not None:
        _write_refusal(draft, found.refusal)
    _write_offers(draft, found)
    if found.reply is None:
        draft.memory = followup.remember(question, draft.indicator)
    return draft


def _write_figures(draft: Draft, question: Question, figures: tuple[FoundFigure, ...]) -> None:
    """The first figure is the one that can be copied and whose chart is offered."""
    sentences = FigureSentences(draft)
    for figure in figures:
        sentences.write(figure)
    first = figures[0]
    if day := aged(first.view, question.today):
        fact_sentences.warn(draft, day)
    draft.indicator = first.claim.indicator
    draft.copy_text = copied(sentences, first)


def _write_refusal(draft: Draft, refusal: Refusal) -> None:
    """The sources do not tell; the nearest thing they hold, named as different."""
    locale = load_locale(draft.lang)
    if refusal.meant is None:
        text = locale.say("answer-none")
    else:
        name = refusal.meant.names[draft.lang]
        text = locale.say("answer-none-then", name=name) if refusal.then else locale.say("answer-none-of", name=name)
    draft.blocks.append(NoteBlock(text))
    if refusal.nearest is not None:
        figure = FigureSentences(draft).stated(refusal.nearest.figure)
        near = locale.say(NEAREST[refusal.nearest.how], figure=figure.text)
        draft.blocks.append(NearestBlock(near, figure.citations))


def _write_offers(draft: Draft, found: Found) -> None:
    """What can be asked, as questions."""
    draft.blocks += [OfferBlock(offer) for offer in found.offers]


def withheld(lang: Lang) -> Draft:
    """What is said instead of an answer that its sources do not bear out."""
    draft = Draft(lang, "none", None)
    draft.blocks.append(NoteBlock(load_locale(lang).say("answer-withheld")))
    return draft
