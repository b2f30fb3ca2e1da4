"""An edition as some readers want it: without what they cannot read or do not want to, in the form they want.

What is compiled depends on the language and the topics alone; everything else is left out of that, or rendered
otherwise, so that many tastes cost little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from digests.editions.taste import Taste
from digests.language import names
from digests.language.stems import stems
from digests.model import LANGS, Digest, Lang, Story, StoryPart
from digests.say.digest import digest_pages, parts_of
from digests.say.plain import plain_pages


def suited(edition: Digest, taste: Taste, begun: date | None = None) -> Digest:
    """`edition`, which is of the taste's language and topics, as its readers get it. `begun`: the first day that any
    edition told them of; None where that is long ago, or where somebody asks for it who is sent none."""
    edition = _since(edition, begun)
    kept = tuple(story for each in edition.stories if (story := _readable(each, taste)) and not _unwanted(story, taste))
    if kept == edition.stories and taste.links is not True and not taste.plain:
        return edition
    found = edition
    if kept != edition.stories:
        cited = {n for story in kept for n in story.citations} | {n for each in edition.figures for n in each.citations}
        found = replace(
            edition,
            stories=kept,
            citations=tuple(each for each in edition.citations if each.n in cited),
            news=bool(kept or edition.figures or edition.corrections),
        )
    pages = digest_pages(found, links=taste.links is True)
    if taste.plain:
        pages = tuple(replace(said, kind=page.kind) for page in pages for said in plain_pages([page], taste.lang))
    return replace(found, pages=pages)


def _since(edition: Digest, begun: date | None) -> Digest:
    """`edition` without the corrections of what its readers never got."""
    if begun is None or all(day is None or begun <= day for day in edition.carried):
        return edition
    kept = [
        (said, day)
        for said, day in zip(edition.corrections, edition.carried, strict=True)
        if day is None or begun <= day
    ]
    found = replace(edition, corrections=tuple(said for said, _ in kept), carried=tuple(day for _, day in kept))
    found = replace(found, news=bool(found.stories or found.figures or found.corrections))
    return replace(found, pages=digest_pages(found))


def _readable(story: Story, taste: Taste) -> Story | None:
    """What of a story is in a language that they read; None where its beginning is not."""
    if not taste.reads:
        return story
    read = taste.reads | {taste.lang}
    parts = tuple(part for part in parts_of(story) if part.lang in read)
    if not parts or parts_of(story)[0].lang not in read:
        return None
    return story if len(parts) == len(parts_of(story)) else _of(story, parts)


def _of(story: Story, parts: tuple[StoryPart, ...]) -> Story:
    cited = tuple(sorted({n for part in parts for n in part.citations}))
    return replace(story, parts=parts, text=" ".join(part.text for part in parts), citations=cited)


def _unwanted(story: Story, taste: Taste) -> bool:
    """Whether the story holds one of the words that they want nothing of."""
    return any(holds(text, lang, word) for word in taste.without for text, lang in _texts(story))


def _texts(story: Story) -> Iterator[tuple[str, Lang]]:
    yield story.title, story.lang
    yield from ((part.text, part.lang) for part in parts_of(story))


def holds(text: str, lang: Lang, words: str) -> bool:
    """Whether `text` holds `words`, in whatever form and one after the other; or the thing that they name, in whatever
    language and spelling."""
    wanted, held = _read(words, lang)[0], _read(text, lang)[0]
    if wanted and any(held[n : n + len(wanted)] == wanted for n in range(len(held) - len(wanted) + 1)):
        return True
    named = frozenset().union(*(_read(words, each)[1] for each in LANGS))
    return bool(named & _read(text, lang)[1])


@lru_cache(maxsize=1 << 12)
def _read(text: str, lang: Lang) -> tuple[tuple[str, ...], frozenset[str]]:
    """The stems of a text, and the names in it."""
    return tuple(stems(text, lang)), frozenset(each.entity for each in names.load().find(text, lang))
