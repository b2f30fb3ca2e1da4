"""Thirty mornings of a reader in spring 2024, from the night of the attack on: what they got, and what stood in it.

`python -m tests.editions.mornings` prints the measures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from digests.clock import FixedClock, days_before
from digests.corpus.store import Store
from digests.editions import headline
from digests.ingest import Ingest
from digests.model import LANGS, Claim, Digest, FigureLine, Lang
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.say.digest import parts_of
from digests.say.locale import load as load_locale
from digests.say.pages import units

FIRST = date(2024, 3, 22)
MORNINGS = 30
AGAIN_AFTER = 7
Morning = dict[Lang, Digest]


@dataclass(frozen=True, slots=True)
class Measures:
    """What the mornings came to. Faults are said in a line each."""

    with_news: int
    items: tuple[int, ...]  # of each edition with news
    shown: tuple[int, ...]  # of them on its first page
    characters: tuple[int, ...]  # of the first pages, in every language
    sentences: int
    repeated_figures: tuple[str, ...]
    repeated_stories: tuple[str, ...]
    unlike: tuple[str, ...]  # figures, citations, caveats that are not the same in the three languages
    unresolved: tuple[str, ...]  # claims that are not in the corpus, citations that are not in the edition
    unproven: tuple[str, ...]  # headlines


def mornings(room: Newsroom, clock: FixedClock) -> list[Morning]:
    """The daily editions as they were kept, morning by morning."""
    found = []
    for n in range(MORNINGS):
        day = FIRST + timedelta(days=n)
        clock.set(datetime(day.year, day.month, day.day, 20, tzinfo=UTC))  # past midnight in Dushanbe
        found.append({lang: room.digest(day, lang) for lang in LANGS})
    return found


def measure(store: Store, found: Sequence[Morning]) -> Measures:
    news = [morning for morning in found if morning["tg"].news]
    fronts = [
        next(page for page in edition.pages if page.kind == "front") for each in news for edition in each.values()
    ]
    return Measures(
        len(news),
        tuple(len(each["tg"].stories) + len(each["tg"].figures) for each in news),
        tuple(_shown(edition) for each in news for edition in each.values()),
        tuple(units(page.text) for page in fronts),
        sum(len(story.parts) for each in news for story in each["tg"].stories),
        tuple(_repeated_figures(news)),
        tuple(_repeated_stories(news)),
        tuple(fault for each in news for fault in _unlike(each)),
        tuple(fault for each in news for fault in _unresolved(store, each)),
        tuple(fault for each in news for fault in _unproven(each)),
    )


def _shown(edition: Digest) -> int:
    """Items on the first page: headlines of stories, and lines of figures."""
    text = edition.pages[0].text
    return sum(story.title in text for story in edition.stories) + sum(line.text in text for line in edition.figures)


def _said(claim: Claim) -> object:
    return (claim.value, claim.low, claim.high, claim.modifier)


def _repeated_figures(news: Sequence[Morning]) -> Iterator[str]:
    """Figures that were told before as they are told now: the same count, the same rivals."""
    told: dict[str, object] = {}
    for morning in news:
        for line in morning["en"].figures:
            now = (_said(line.claims[0]), line.disagree, frozenset(map(_said, line.claims)))
            if told.get(line.indicator) == now:
                yield f"{morning['en'].date}: {line.text}"
            told[line.indicator] = now


def _repeated_stories(news: Sequence[Morning]) -> Iterator[str]:
    """Sentences, and headlines without a mark of what is new, that stood in an edition of the seven days before."""
    for n, morning in enumerate(news):
        day = morning["en"].date
        before = [each["en"] for each in news[:n] if each["en"].date >= days_before(day, AGAIN_AFTER)]
        titles = {story.title for each in before for story in each.stories}
        sentences = {part.text for each in before for story in each.stories for part in story.parts}
        for story in morning["en"].stories:
            if story.title in titles and story.parts[0].kind != "update":
                yield f"{day}: {story.title}"
            yield from (f"{day}: {part.text}" for part in story.parts if part.text in sentences)


def _unlike(morning: Morning) -> Iterator[str]:
    shapes = {lang: _shape(edition) for lang, edition in morning.items()}
    if len(set(map(str, shapes.values()))) > 1:
        yield f"{morning['en'].date}: figures, citations or sources"
    for lang, edition in morning.items():
        for line in edition.figures:
            if _caveats(line, lang) != (line.disagree and len(line.claims) > 1, line.claims[0].review == "automatic"):
                yield f"{edition.date} {lang}: {line.text}"


def _shape(edition: Digest) -> object:
    return (
        [
            (line.indicator, line.disagree, [claim.id for claim in line.claims], line.citations)
            for line in edition.figures
        ],
        [(story.topics, story.day, [(part.kind, part.citations) for part in story.parts]) for story in edition.stories],
        [(citation.n, citation.doc_id, citation.undated, citation.via) for citation in edition.citations],
        len(edition.corrections),
    )


def _caveats(line: FigureLine, lang: Lang) -> tuple[bool, bool]:
    """Whether a line says that sources differ, and that no editor looked at it."""
    locale = load_locale(lang)
    differ = {locale.say(key, figure="") for key in ("digest-disagree", "digest-disagree-too")}
    return any(each.strip(" :;") in line.text for each in differ), locale.say(
        "digest-unreviewed", figure=""
    ).strip() in line.text


def _unresolved(store: Store, morning: Morning) -> Iterator[str]:
    known = {claim.id: claim for claim in store.claims(former=True)}
    for edition in morning.values():
        numbers = {citation.n for citation in edition.citations}
        for line in edition.figures:
            yield from (f"{edition.date}: {claim.id}" for claim in line.claims if claim.id not in known)
            yield from (f"{edition.date}: [{n}] of {line.text}" for n in line.citations if n not in numbers)
        for part in (part for story in edition.stories for part in parts_of(story)):
            if not part.citations or not set(part.citations) <= numbers:
                yield f"{edition.date}: {part.text}"


def _unproven(morning: Morning) -> Iterator[str]:
    for lang, edition in morning.items():
        for story in edition.stories:
            first = parts_of(story)[0].text
            if not headline.states(first, story.title, story.lang):
                yield f"{edition.date} {lang}: {story.title} / {first}"


def spring(folder: Path) -> tuple[Store, list[Morning]]:
    """The curated corpus in `folder`, and its thirty mornings."""
    store = Store.open(folder, create=True)
    clock = FixedClock(datetime(2026, 12, 1, tzinfo=UTC))
    list(Ingest(store, clock).curated())
    room = Newsroom(folder, clock, policy=OPEN)
    try:
        return store, mornings(room, clock)
    finally:
        room.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, found = spring(Path(folder))
        got = measure(store, found)
        store.close()
    print(f"mornings with news        {got.with_news} of {MORNINGS}")
    print(f"items an edition          {sum(got.items) / len(got.items):.1f}, at most {max(got.items)}")
    print(f"items on its first page   {sum(got.shown) / len(got.shown):.1f}, at most {max(got.shown)}")
    print(f"characters of it          {sum(got.characters) / len(got.characters):.0f}, at most {max(got.characters)}")
    print(f"sentences in stories      {got.sentences}")
    for name in ("repeated_figures", "repeated_stories", "unlike", "unresolved", "unproven"):
        print(f"{name.replace('_', ' '):25} {len(getattr(got, name))}")
        print(*(f"    {fault}" for fault in getattr(got, name)), sep="\n")


if __name__ == "__main__":
    main()
