"""Which stems of one language stand for a stem of another, each with a weight from 0 to 1.

The glossary comes first: people wrote it. Behind it stands a word table learned from parallel sentences
(`config/tables/words.bin`, built by `tests/eval/build_tables.py`), which knows ten thousand words and is often wrong:
its weights are lower, and a search needs several of a sentence's words to agree. It is never shown to a reader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from config import TABLES
from digests.errors import BadInput
from digests.language import glossary
from digests.model import LANGS, Lang

BY_GLOSSARY = 0.7
NEXT = 0.85  # the second word of a cell or concept is worth so much of the first
FLATTENED = 0.28
"""Power of a probability that makes its weight. What a word is found by matters more than how likely it is: on
held-out documents the plain probability gave 76 % recall in ten, its square root 82 %, this 87 %."""


@lru_cache(maxsize=1 << 14)  # a day of a thousand texts asks for ten thousand, each in two languages
def translations(stem: str, source: Lang, target: Lang) -> tuple[tuple[str, float], ...]:
    """Stems of `target` for a stem of `source`, the weightiest first; empty where neither table knows the word."""
    found: dict[str, float] = dict(_table().translations(stem, source, target))
    for n, other in enumerate(glossary.load().translations(stem, source).get(target, ())):
        found[other] = max(found.get(other, 0.0), BY_GLOSSARY * NEXT**n)
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def knows(stem: str, lang: Lang) -> bool:
    """Whether the word table has met the stem: it is a word, whatever it means."""
    return stem in _table().numbers[lang]


def terms(stems: Sequence[str], source: Lang, target: Lang) -> list[tuple[int, int, str, float]]:
    """(start, end, stem of `target`, weight) for terms of several words: `stems[start:end]` is the term."""
    return [
        (phrase.start, phrase.end, other, BY_GLOSSARY * NEXT**n)
        for phrase in glossary.load().phrases(stems, source)
        for n, term in enumerate(phrase.equivalents.get(target, ()))
        for other in term
    ]


class WordTable:
    """A learned table: a header in JSON, the words of each language a line each, then for each direction and word its
    translations as (number of the word: 2 bytes, weight in 255ths: 1 byte)."""

    def __init__(self, content: bytes) -> None:
        head, _, rest = content.partition(b"\n")
        header = json.loads(head)
        self.words: dict[Lang, list[str]] = {}
        self.numbers: dict[Lang, dict[str, int]] = {}
        for lang in LANGS:
            size = header["words"][lang]
            self.words[lang] = rest[:size].decode("utf-8").split("\n")
            self.numbers[lang] = {word: n for n, word in enumerate(self.words[lang])}
            rest = rest[size:]
        self.entries: dict[str, bytes] = {}
        self.starts: dict[str, list[int]] = {}
        for direction, size in header["entries"].items():
            lengths = rest[: len(self.words[direction[:2]])]
            start = len(lengths)
            self.starts[direction] = [0]
            for length in lengths:
                self.starts[direction].append(self.starts[direction][-1] + 3 * length)
            self.entries[direction] = rest[start : start + size]
            rest = rest[start + size :]

    def translations(self, stem: str, source: Lang, target: Lang) -> list[tuple[str, float]]:
        number = self.numbers[source].get(stem)
        if number is None or source == target:
            return []
        starts = self.starts[source + target]
        entry = self.entries[source + target][starts[number] : starts[number + 1]]
        words = self.words[target]
        return [(words[entry[at] << 8 | entry[at + 1]], entry[at + 2] / 255) for at in range(0, len(entry), 3)]


def pack(tables: Mapping[tuple[Lang, Lang], Mapping[str, Sequence[tuple[str, float]]]]) -> bytes:
    """The bytes of a table; `tables` maps (source, target) to each stem's translations with their probability."""
    words: dict[Lang, list[str]] = {}
    for lang in LANGS:
        seen = {word for (source, _), table in tables.items() if source == lang for word in table}
        seen |= {
            word
            for (_, target), table in tables.items()
            if target == lang
            for found in table.values()
            for word, _ in found
        }
        words[lang] = sorted(seen)
    numbers = {lang: {word: n for n, word in enumerate(words[lang])} for lang in LANGS}
    blocks = []
    sizes: dict[str, int] = {}
    for (source, target), table in sorted(tables.items()):
        lengths = bytearray()
        entries = bytearray()
        for word in words[source]:
            found = table.get(word, ())
            lengths.append(len(found))
            for other, probability in found:
                number = numbers[target][other]
                entries += bytes((number >> 8, number & 255, round(255 * min(probability, 1.0) ** FLATTENED)))
        sizes[source + target] = len(entries)
        blocks.append(bytes(lengths + entries))
    texts = {lang: "\n".join(words[lang]).encode("utf-8") for lang in LANGS}
    header = {"words": {lang: len(texts[lang]) for lang in LANGS}, "entries": sizes}
    return b"".join([json.dumps(header).encode("utf-8"), b"\n", *(texts[lang] for lang in LANGS), *blocks])


@cache
def _table(path: Path = TABLES / "words.bin") -> WordTable:
    try:
        return WordTable(path.read_bytes())
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"the word table cannot be read ({error})", path=path) from error
