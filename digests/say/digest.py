"""An edition as messages: a first page that fits a phone, what there is beyond it, the sources.

The first page stands for itself: everything on it bears the number of its source, and the sources that it cites stand
below in one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from digests.model import Cadence, Citation, Digest, FigureLine, Lang, Page, Story, StoryPart
from digests.publishers import load as load_publishers
from digests.say import figures as say
from digests.say import foreign, front
from digests.say.front import Selection
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import Line, bold, escape, italic, link, markup, paginate, units

BLANK = Line("")
USEFUL = 2
"""Sentences of use that a story brings onto the first page at most, besides the one under its headline."""
LISTED = 1200
"""UTF-16 units of a page of the list of documents: some ten of them."""
SILENT: Mapping[Cadence, str] = {"weekly": "-week", "noon": "-noon", "since": "-since"}
"""What an edition without news says is worded by its cadence; a day's and what remains of it alike."""


def digest_pages(digest: Digest, *, links: bool = False) -> tuple[Page, ...]:
    """The pages of an edition, the first one by itself enough. `links`: also to publishers whose links can be held
    against a reader somewhere."""
    shown = _Shown(digest, load_locale(digest.lang), links)
    first = front.select(
        [(_least(story), len(parts_of(story))) for story in digest.stories],
        len(digest.figures),
        len(digest.corrections),
        front.load()[digest.cadence],
        lambda page: sum(map(shown.length, shown.front(page))),
        in_story=frozenset(n for n, figure in enumerate(digest.figures) if figure.in_story),
    )
    return (
        *paginate(shown.front(first)),
        *(Page(page.html, page.text, "more") for page in paginate(shown.rest(first))),
        *(Page(page.html, page.text, "sources") for page in paginate(shown.sources())),
    )


def story_pages(digest: Digest, *, links: bool = False) -> tuple[Page, ...]:
    """The stories alone, whole, with the sources that they cite: what is told at once, before its edition."""
    shown = _Shown(digest, load_locale(digest.lang), links)
    whole = Selection(stories=tuple((n, len(parts_of(story))) for n, story in enumerate(digest.stories)))
    lines = [line for n, sentences in whole.stories for line in shown.story(digest.stories[n], 0, sentences)]
    return paginate([*lines[1:], *shown.cited(whole)])  # without the blank line that opens the first


def leading_figure(digest: Digest) -> str | None:
    """An edition's first figure as HTML, with who said it and the sources below; None where it has none. It is shown to
    people of whom nothing is known: no link in it can be held against a reader."""
    if not digest.figures:
        return None
    alone = _Shown(
        replace(digest, figures=digest.figures[:1], stories=(), corrections=()), load_locale(digest.lang), False
    )
    return "\n".join(line.html for line in alone.front(Selection(figures=(0,)))[2:])


def cited_pages(digest: Digest, number: int, *, links: bool = False) -> tuple[Page, ...]:
    """All that the source `number` bears in an edition: stories, figures, and what source it is; none where there is no
    such source."""
    shown = _Shown(digest, load_locale(digest.lang), links)
    source = [each for each in digest.citations if each.n == number]
    if not source:
        return ()
    lines: list[Line] = []
    for story in digest.stories:
        if any(number in part.citations for part in parts_of(story)):
            lines += shown.story(story, 0, len(parts_of(story)))
    lines += shown.figures([figure for figure in digest.figures if number in figure.citations])
    return paginate([*lines, BLANK, *(source_line(each, digest.lang, links=links) for each in source)])


def digest_title(digest: Digest) -> str:
    """What an edition is headed by: the day or days it tells of."""
    half = f"-{digest.cadence}" if digest.cadence in {"noon", "evening"} else ""
    return load_locale(digest.lang).say(f"digest-title{half}", period=say.say_period(digest.period, digest.lang))


def silence(digest: Digest, locale: Locale) -> str:
    """What an edition without news says; another thing where no document came in at all."""
    return locale.say(f"digest-{'no-news' if digest.recalled else 'nothing'}{SILENT.get(digest.cadence, '')}")


def parts_of(story: Story) -> tuple[StoryPart, ...]:
    """The sentences of a story; one kept from before 2026-12 is one piece."""
    return story.parts or (StoryPart(story.text, story.lang, "first", story.citations),)


def _least(story: Story) -> int:
    """By how many sentences a story is told at least: the first, and those of use that follow it."""
    useful = takewhile(lambda part: part.use, parts_of(story)[1:])
    return 1 + min(USEFUL, sum(1 for _ in useful))


@dataclass(frozen=True, slots=True)
class _Shown:
    """An edition on its way to pages."""

    digest: Digest
    locale: Locale
    links: bool
    # pages are tried until one fits, of the same lines
    said: dict[int, str] = field(default_factory=dict)  # sources, by number
    told: dict[tuple[int, int], list[Line]] = field(default_factory=dict)  # stories, by number and sentences
    stated: dict[str, Line] = field(default_factory=dict)  # figures, by their lines
    spoken: dict[str, Line] = field(default_factory=dict)  # who says them
    lengths: dict[Line, int] = field(default_factory=dict)

    def length(self, line: Line) -> int:
        """UTF-16 units that a line takes, with its end."""
        found = self.lengths.get(line)
        return found if found is not None else self.lengths.setdefault(line, units(line.text) + 1)

    def front(self, chosen: Selection) -> list[Line]:
        """The lines of the first page that shows what was `chosen`."""
        digest = self.digest
        lines = [Line(bold(digest_title(digest)))]
        if not (digest.figures or digest.stories or digest.corrections):
            return [*lines, BLANK, Line(escape(silence(digest, self.locale)))]
        lines += self._corrections(digest.corrections[: chosen.corrections])
        for n, sentences in chosen.stories:
            lines += self._opening(n, sentences)
        lines += self.figures([digest.figures[n] for n in chosen.figures])
        return [*lines, *self.cited(chosen)]

    def _opening(self, n: int, sentences: int) -> list[Line]:
        """The lines of a story by its first sentences."""
        if (n, sentences) not in self.told:
            self.told[n, sentences] = list(self.story(self.digest.stories[n], 0, sentences))
        return self.told[n, sentences]

    def rest(self, first: Selection) -> Iterator[Line]:
        """What the first page left out, in the same order."""
        digest = self.digest
        yield from self._corrections(digest.corrections[first.corrections :])
        for n, story in enumerate(digest.stories):
            shown = first.shown(n)
            if shown < len(parts_of(story)):
                yield from self.story(story, shown, len(parts_of(story)))
        yield from self.figures([each for n, each in enumerate(digest.figures) if n not in first.figures])

    def sources(self) -> Iterator[Line]:
        """Every source with its title."""
        if self.digest.citations:
            yield Line(bold(self.locale.say("digest-sources")), keep=True)
            yield from (source_line(each, self.digest.lang, links=self.links) for each in self.digest.citations)

    def _corrections(self, corrections: Sequence[str]) -> Iterator[Line]:
        if corrections:
            yield BLANK
            yield Line(bold(self.locale.say("digest-corrections")), keep=True)
            yield from (Line(escape(correction)) for correction in corrections)

    def figures(self, figures: Sequence[FigureLine]) -> Iterator[Line]:
        if figures:
            yield BLANK
            if self.digest.stories:
                yield Line(bold(self.locale.say("digest-figures")), keep=True)
            for attribution, run in groupby(figures, key=lambda figure: figure.attribution):
                yield from (self._stated(figure.text) for figure in run)
                yield self.spoken.get(attribution) or self.spoken.setdefault(attribution, Line(italic(attribution)))

    def _stated(self, text: str) -> Line:
        return self.stated.get(text) or self.stated.setdefault(text, Line(bold(text), keep=True))

    def story(self, story: Story, start: int, end: int) -> Iterator[Line]:
        """The headline, then the sentences from `start` to `end`, a line for each run with the same sources."""
        parts = parts_of(story)
        yield BLANK
        title = foreign.one_line(story.title)
        headed = bold(self.locale.say("digest-story-update", title=title) if parts[0].kind == "update" else title)
        late = self.locale.say("digest-late", date=say.say_date(story.day, self.digest.lang)) if story.day else ""
        if parts[0].text == story.title and start == 0:  # the sentence is its own headline
            headed, start, late = f"{headed} {self._marks(parts[0], late)}", 1, ""
        yield Line(headed, keep=start < end)
        before = parts[start - 1].kind if start else parts[0].kind
        for run in runs(parts[start:end]):
            since = f"{italic(self.locale.say('digest-update'))} " if run[0].kind == "update" != before else ""
            yield Line(f"{since}{escape(' '.join(part.text for part in run))} {self._marks(run[0], late)}")
            late, before = "", run[0].kind

    def _marks(self, part: StoryPart, late: str) -> str:
        """What stands behind a sentence: its sources, its language where that is another one, or that a machine told it
        in this one, its day if it is late."""
        other = self.locale.say(f"digest-in-{part.lang}") if part.lang != self.digest.lang else ""
        other = self.locale.say("digest-machine") if part.machine else other
        return " ".join(each for each in (marks(part.citations), markup(other), markup(late)) if each)

    def cited(self, chosen: Selection) -> Iterator[Line]:
        """The sources that a page cites, in one line: [1] IWPR, 3 April · [2] Essanews, 31 March."""
        digest = self.digest
        numbers = {n for story, shown in chosen.stories for part in parts_of(digest.stories[story])[:shown]
                   for n in part.citations}  # fmt: skip
        numbers |= {n for figure in chosen.figures for n in digest.figures[figure].citations}
        cited = [self.said.get(each.n) or self._source(each) for each in digest.citations if each.n in numbers]
        if cited:
            yield BLANK
            yield Line(" · ".join(cited))

    def _source(self, citation: Citation) -> str:
        who = citation.publisher or self.locale.say("digest-unknown-publisher")
        if citation.published is None or citation.undated:
            when = self.locale.say("digest-undated")
        else:
            year = citation.published.year != self.digest.date.year
            when = say.say_date(citation.published, self.digest.lang, year=year)
        address = citation.url if self.links or is_safe(citation) else None
        return self.said.setdefault(citation.n, f"[{citation.n}] {link(f'{who}, {when}', address)}")


def runs(parts: Iterable[StoryPart]) -> Iterator[list[StoryPart]]:
    """Sentences that stand together: from the same sources, in one language and in one way."""
    for _, run in groupby(parts, key=lambda part: (part.citations, part.lang, part.kind, part.machine)):
        yield list(run)


def marks(citations: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in citations)


def is_safe(citation: Citation) -> bool:
    """Whether no reader comes into trouble by a link to it."""
    return load_publishers().link_is_safe(citation.publisher, citation.url)


def source_line(citation: Citation, lang: Lang, *, links: bool) -> Line:
    """[1] IWPR, 3 апрел (аз CABAR.asia): the title as published, linked where that is safe for the reader; one in
    another language is marked so."""
    locale = load_locale(lang)
    who = citation.publisher or locale.say("digest-unknown-publisher")
    if citation.published is None or citation.undated:
        when = locale.say("digest-undated")
    else:
        when = say.say_date(citation.published, lang)
    via = f" ({locale.say('digest-via', source=', '.join(citation.via))})" if citation.via else ""
    title = foreign.one_line(citation.title)
    shown = link(title, citation.url if links or is_safe(citation) else None) if title else ""
    if shown and citation.lang and citation.lang != lang:
        shown += " " + markup(locale.say(f"digest-in-{citation.lang}"))
    return Line(f"[{citation.n}] {escape(f'{who}, {when}{via}')}" + (f": {shown}" if shown else ""))


def document_pages(citations: Sequence[Citation], lang: Lang, *, links: bool = False) -> tuple[Page, ...]:
    """A list of documents, each with its publisher, date and title; so much on a page as a phone shows in a few
    screens."""
    locale = load_locale(lang)
    if not citations:
        return paginate([Line(escape(locale.say("ledger-no-documents")))])
    heading = Line(bold(locale.say("ledger-documents")), keep=True)
    lines = [source_line(citation, lang, links=links) for citation in citations]
    return paginate([heading, *lines], limit=LISTED)
