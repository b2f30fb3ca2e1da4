"""The shape of an output: its language, its length, its sentences, and what stands in it besides words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from digests.editions.gate.objection import Objection
from digests.language.identify import identify
from digests.language.sentences import sentences
from digests.model import Lang

SHORTEST, LONGEST = 0.45, 2.3
"""How many times as long as its source an output is: of 2,063 trilingual sentences all but one in 500 lie between."""
GRACE = 15
"""Characters that are more or fewer in a headline of a few words."""
WORDS = 4
"""Words from which the language of a sentence can be told."""
ADDRESS = re.compile(
    r"https?:|www\.|\S@\S|(?<!\w)[@#]\w|(?<![\w.])[\w-]{2,}\.(?:com|org|net|ru|tj|info|invalid|example|io|me|site|shop)\b"
    r"|(?<!\w)[a-z0-9-]+\.[a-z]{2,12}/\S|\+\d[\d ()-]{7,}"
    r"|\b\d{3}[-–. ]\d{2,4}[-–. ]\d{2,4}\b|\b(?:\d{4}[ -]?){3,}\d{2,4}\b",
    re.IGNORECASE,
)
"""Web and mail addresses, names of accounts and tags, numbers to call and of cards."""
MARKUP = re.compile(
    r"[<>{}\\|^`~]|!\[|\]\(|\*\*|__|\[[^\]]*\]|(?m:^\s*(?:#|[-*+] |\d+[.)] |>))|&\w+;|%[0-9A-Fa-f]{2}|={2,}"
)
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def objections(source: str, output: str, to: Lang) -> Iterator[Objection]:
    """What is wrong with the form of `output`, which is to be in `to`."""
    if not output.strip():
        yield Objection("length")
        return
    told = identify(output)
    if told.lang != to and len(output.split()) >= WORDS:
        yield Objection("language", told.lang or told.kind)
    longest, shortest = LONGEST * len(source) + GRACE, SHORTEST * len(source) - GRACE
    if not shortest <= len(output) <= longest:
        yield Objection("length", f"{len(output)} : {len(source)}")
    if len(list(sentences(output))) > len(list(sentences(source))) + 1 or "\n" in output.strip():
        yield Objection("sentences")
    yield from (Objection("address", words) for words in _new(ADDRESS, output, source))
    yield from (Objection("markup", words) for words in _new(MARKUP, output, source))
    if HIDDEN.search(output) or any(unicodedata.category(char) == "Cc" for char in output.strip()):
        yield Objection("markup")


def _new(pattern: re.Pattern[str], output: str, source: str) -> Iterator[str]:
    """What the pattern finds in the output and the source does not hold."""
    return (match[0] for match in pattern.finditer(output) if match[0] not in source)
