"""Which documents say the same in the same words: copies, and reprints that shorten.

A text's sketch is every fourth of its word shingles, chosen by hash (FracMinHash: Irber et al., 2022), so that
the share of one sketch in another estimates how much of one *text* stands in the other, whatever their lengths.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

SHINGLE = 4
"""Words a shingle: long enough that unrelated texts of one subject share next to none."""
SCALE = 4
"""One shingle in so many is kept."""
REPRINT = 0.15
"""The share of a text found in another from which it is its reprint (unrelated news of one subject: below 0.05)."""
SAME_ARTICLE = 0.6
"""The share from which a raw text is the article that a curated record describes."""
BOILERPLATE = 12
"""Documents from which the words that they share are a form's: an outlet tells few stories twelve times in them."""
MAX_WORDS = 200_000


@dataclass(frozen=True, slots=True)
class Match:
    """A known document and how much of the new text stands in it (`inside`) and the other way round (`covers`)."""

    doc_id: str
    inside: float
    covers: float


def sketch(text: str) -> frozenset[int]:
    """The sketch of `text`: 63-bit numbers, about one for every four words; linear time."""
    words = re.findall(r"\w+", text.casefold())[:MAX_WORDS]
    kept = set()
    for at in range(len(words) - SHINGLE + 1):
        digest = hashlib.blake2b(" ".join(words[at : at + SHINGLE]).encode("utf-8", "replace"), digest_size=8).digest()
        number = int.from_bytes(digest, "big") >> 1
        if number % SCALE == 0:
            kept.add(number)
    return frozenset(kept)


def nearest(
    connection: sqlite3.Connection, marks: Collection[int], *, besides: str, kind: str | None = None
) -> Match | None:
    """The stored document that shares most of `marks`, other than `besides`; of `kind` where one is named.

    Marks that `BOILERPLATE` documents share tell nothing: they are the words of a press office's form. Reprints are not
    in the index, so a report that goes round is none.
    """
    shared: Counter[str] = Counter()
    counted = 0
    for mark in marks:
        found = connection.execute("SELECT doc_id FROM sketches WHERE mark = ? LIMIT ?", (mark, BOILERPLATE)).fetchall()
        if len(found) < BOILERPLATE:
            counted += 1
            shared.update(row[0] for row in found)
    for doc_id, count in shared.most_common():
        row = connection.execute("SELECT kind, sketch_size FROM documents WHERE id = ?", (doc_id,)).fetchone()
        if doc_id == besides or row is None or (kind and row[0] != kind):
            continue
        own = max(1, row[1] - (len(marks) - counted))  # what of it may be no form either
        return Match(doc_id, inside=count / counted, covers=min(1.0, count / own))
    return None
