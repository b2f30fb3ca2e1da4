"""Outlets that no table knows, by how a text writes them: in quotation marks by a verb of speech, "reports Rotonda"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.figures.reading import Reading, Sentence
from digests.language import names as table

QUOTED = re.compile(r"[«“]([^«»“”\n]{2,40})[»”]")
QUOTED_WORDS = 4
NAME = r"([A-Z]\w+(?: [A-Z]\w+){0,2})"
REPORTS = re.compile(rf"(?<=[,;] )(?:(?:reports|writes) {NAME}|{NAME} (?:reports|writes))(?=[.,;])")
"""English names stand without the marks; outlets "report" and "write", persons "say"."""


def names(reading: Reading, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """(name, first word, last word) of each outlet of a sentence that is no name of the table."""
    if reading.lang == "en":
        for match in REPORTS.finditer(reading.text, sentence.start, sentence.end):
            group = 1 if match[1] else 2
            if not table.load().find(match[group]):
                yield match[group], *reading.words_at(match.start(group), match.end(group))
    for match in QUOTED.finditer(reading.text, sentence.start, sentence.end):
        first, last = reading.words_at(match.start(1), match.end(1))
        short = last - first < QUOTED_WORDS and not match[1][0].islower()
        if short and _by_speech(reading, sentence, match, first, last) and not _is_known(match[1]):
            yield match[1], first, last


def _by_speech(reading: Reading, sentence: Sentence, match: re.Match[str], first: int, last: int) -> bool:
    near = reading.hits_in(max(sentence.first, first - 3), min(sentence.last, last + 3))
    said = [hit for hit in near if hit.concept == "said"]
    ahead = any(hit.last in (first - 1, first - 2) for hit in said)
    behind = any(hit.first == last + 1 for hit in said) and reading.text[match.end() : match.end() + 1] == " "
    return ahead or behind


def _is_known(text: str) -> bool:
    """Whether `text` as a whole is a name of the table; one that only holds a place is an outlet's own."""
    return any(mention.text == text for mention in table.load().find(text))
