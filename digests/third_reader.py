"""The third reader of figures: a language model that is shown a text and says where figures of ours stand.

It is asked here, in the parent, when the text has come out of quarantine: the child that reads numbers reaches no
network. What it says is places and ids (`Pointed`), found again in the text by us; what number stands there, how it is
hedged and what becomes of it is for `figures.third`, in the child.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.language.sentences import sentences
from digests.model import Document, Pointed
from digests.voice.voice import Pointer, Quoted

SHOWN_CHARS = 6000
"""Of a text in all, from its beginning: some four pages of sentences with numbers, 2,000 tokens in English."""
SENTENCE_CHARS = 1000
"""A longer one is a table or a list without stops."""

Span = tuple[int, int]


class ThirdReader:
    """Asks whoever points, where there is one."""

    def __init__(self, pointer: Callable[[], Pointer | None], indicators: Indicators) -> None:
        self.pointer = pointer
        self.kinds = {one.id: f"{one.names['en']} ({one.scope['en']}), in {one.unit}" for one in indicators.all}

    def pointed(self, document: Document) -> tuple[Pointed, ...]:
        """Where it says that figures stand in a raw text: nothing where there is none, or no opinion to be had."""
        pointer = self.pointer() if document.kind != "curated" else None
        shown = _shown(document) if pointer is not None else []
        if pointer is None or not shown:
            return ()
        texts = [document.text[start:end] for start, end in shown]
        said = pointer.point(document.title, texts, document.lang, self.kinds) or ()
        return tuple(_placed(said, texts, shown))


def _shown(document: Document) -> list[Span]:
    """The sentences that hold a number, each with the one before it, which often says of whom."""
    starts = [quantity.start for quantity in find_quantities(document.text, document.lang)]
    spans = [span for span in sentences(document.text) if span[1] - span[0] <= SENTENCE_CHARS]
    holding = [any(start <= at < end for at in starts) for start, end in spans]
    wanted = [one or after for one, after in pairwise([*holding, False])]
    shown: list[Span] = []
    left = SHOWN_CHARS
    for span, is_wanted in zip(spans, wanted, strict=True):
        left -= (span[1] - span[0]) if is_wanted else 0
        if is_wanted and left >= 0:
            shown.append(span)
    return shown


def _placed(said: Sequence[Quoted], texts: Sequence[str], shown: Sequence[Span]) -> Iterator[Pointed]:
    """Each quote where it stands in its sentence. One that stands there twice, or not at all, points at nothing."""
    for quoted in said:
        words = r"\s+".join(re.escape(word) for word in quoted.text.split())
        found = list(re.finditer(rf"(?<!\w){words}(?!\w)", texts[quoted.sentence]))
        if len(found) == 1:
            first = shown[quoted.sentence][0]
            yield Pointed(first + found[0].start(), first + found[0].end(), quoted.kind)
