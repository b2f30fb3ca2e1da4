"""Stories as they are told: each under a headline that its first sentence bears out, each sentence with its sources,
the outlet and the event named once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from digests.editions import headline
from digests.editions.items import Item
from digests.editions.stories import Part, StoryDraft
from digests.figures.embargo import Embargo
from digests.language.sentences import sentences
from digests.model import Document, Lang, Story, StoryPart
from digests.say.ageing import AGEING
from digests.say.evidence import Evidence, unsupported
from digests.say.retold import Told, retold

SPOKEN = frozenset({"opinion", "report", "forecast"})
"""Kinds of statements that are worth as much as who says them: their speaker is never left out."""

logger = logging.getLogger(__name__)

Cite = Callable[[str], int]


def stories(
    drafts: Sequence[StoryDraft], cite: Cite, lang: Lang, *, withheld: Embargo, late: frozenset[str]
) -> tuple[Story, ...]:
    """The stories of `drafts` in their order; what does not pass the evidence check is left out."""
    told = (_story(draft, cite, lang, withheld, late) for draft in drafts)
    return tuple(story for story in told if story)


def _story(draft: StoryDraft, cite: Cite, lang: Lang, withheld: Embargo, late: frozenset[str]) -> Story | None:
    held = [part for part in draft.parts if _has_source(part)]
    if not held:
        return None
    parts = tuple(_parts(held, cite))
    document = held[0].document
    return Story(
        _title(document, held[0].items[0], parts[0].text, lang, withheld),
        " ".join(part.text for part in parts),
        draft.topics,
        parts[0].lang,
        machine=False,
        citations=tuple(sorted({n for part in parts for n in part.citations})),
        day=(document.published or document.not_before) if document.id in late else None,
        parts=parts,
    )


def _has_source(part: Part) -> bool:
    """Whether every number, date and name that is told stands in the document that tells it; its own sentence, to the
    letter, does. (Read alone, a sentence without capitals may name what its text does not: «в минздраве области».)"""
    others = [item for item in part.items if item.statement or item.text not in part.document.text]
    if not others:
        return True
    evidence = Evidence()
    for item in others:
        if item.statement:
            evidence.add_statement(item.statement)
    evidence.add_text(part.document.text)
    missing = [each for item in others for each in unsupported(item.text, evidence, item.lang)]
    if missing:
        logger.error("a story of %s was withheld: not all of it has a source", part.document.id)
    return not missing


def _parts(held: Sequence[Part], cite: Cite) -> Iterator[StoryPart]:
    """A part a sentence, each with the sources that bear it out."""
    curated = [(part, item) for part in held for item in part.items if item.statement]
    shorter = dict(zip((id(item) for _, item in curated), retold([_told(*each) for each in curated]), strict=True))
    for part in held:
        for item in part.items:
            by_part = sorted(set(item.doc_ids), key=lambda doc_id: (doc_id != part.document.id, doc_id))
            use = item.statement is not None and item.statement.kind in AGEING
            numbers = tuple(sorted(cite(doc_id) for doc_id in by_part))
            said = [shorter[id(item)]] if item.statement else _sentences(item.text)
            yield from (StoryPart(text, item.lang, part.kind, numbers, use) for text in said)


def _told(part: Part, item: Item) -> Told:
    spoken = item.statement is not None and item.statement.kind in SPOKEN
    return Told(item.text, item.lang, part.document.publisher, spoken)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)] or [text]


def _title(document: Document, first: Item, sentence: str, lang: Lang, withheld: Embargo) -> str:
    """Our headline, else the title as published, if the first sentence bears it out and it may be shown; else one that
    is made of the sentence."""
    ours = document.headline
    if ours and first.statement:
        borne_out = headline.bears_out_all(first.statement.texts, ours)
        return ours[lang] if borne_out and not withheld.holds(document, ours["en"], "en") else headline.made(
            sentence, lang
        )  # fmt: skip
    title = withheld.title(document)
    fits = bool(title) and headline.bears_out(sentence, title, document.lang)
    return title if fits else headline.made(sentence, first.lang)
