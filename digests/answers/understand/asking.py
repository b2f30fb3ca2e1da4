"""Which part of a text asks: people tell their story first.

"My cousin in Kazan found himself on that list, we are afraid. How many are on it now?" asks nothing about Kazan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.answers.understand.lexis import Lexis
from digests.answers.understand.tongue import cue_form
from digests.language.fold import iter_words
from digests.language.sentences import is_abbreviated
from digests.model import Lang

Span = tuple[int, int]

_SENTENCE = re.compile(r"[^.!?…\n]*(?:\.(?=\w)[^.!?…\n]*)*(?:[.!?…]+|\n|$)\s*")


def asking(text: str, lang: Lang, table: Lexis) -> tuple[Span, ...]:
    """The sentences of `text` that ask; all of it where none does or every one does."""
    found = sentences(text)
    marked = [span for span in found if "?" in text[slice(*span)]]
    asked = marked or [span for span in found if _asks(text[slice(*span)], lang, table)]
    return tuple(asked) if asked and len(found) > 1 else ((0, len(text)),)


def sentences(text: str) -> list[Span]:
    """Where the sentences of `text` stand, those without a word left out. A small letter may begin one, as people
    type; what "St." or «г.» begins belongs to it."""
    spans: list[Span] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if spans and _goes_on(text, spans[-1]):
            spans[-1] = (spans[-1][0], end)
        elif match[0].strip():
            spans.append((start, end))
    return [span for span in spans if any(iter_words(text[slice(*span)]))]


def _goes_on(text: str, span: Span) -> bool:
    """Whether the full stop at the end of `span` is an abbreviation's."""
    stop = len(text[slice(*span)].rstrip()) + span[0] - 1
    alone = text[stop] == "." and text[stop - 1 : stop] != "."
    return alone and "\n" not in text[stop : span[1]] and is_abbreviated(text, span[0], stop)


def within(at: int, spans: Sequence[Span]) -> bool:
    """Whether the place `at` lies in one of `spans`."""
    return any(start <= at < end for start, end in spans)


def _asks(sentence: str, lang: Lang, table: Lexis) -> bool:
    return table.asks(tuple(cue_form(word.folded, lang) for word in iter_words(sentence)))
