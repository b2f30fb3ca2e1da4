"""The terms of the search index: what a passage is filed under and what a question is looked up by.

A term is a kind letter, a language letter and a body: `st…` a stem of a Tajik passage, `fr…` the first letters of a
Russian stem, `ke…` the name key of a word of an English one, `pe…` the first letters of such a key. The language stands
in the term, so a search in one language reads no postings of another.
"""

from __future__ import annotations

import re
import sys
import zlib
from functools import cache, lru_cache
from pathlib import Path

from config import TABLES
from digests.language import fold, names, stems, tajik
from digests.language.fold import iter_words
from digests.language.names import name_key
from digests.language.stems import stem
from digests.model import Lang

KEY_START = 4
"""Letters of a name key that words of one origin share across the languages."""
STEM_START = 4
"""Letters of a stem that words of one root share."""
_PLAIN = re.compile(r"[0-9a-z\u00df-\u024f\u0400-\u052f]+")
_INITIAL: dict[Lang, str] = {"tg": "t", "ru": "r", "en": "e"}


@cache
def version() -> int:
    """A number that changes with whatever decides the terms: the modules that fold, stem and make keys, their tables.
    An index filed under another version no longer meets its questions (see `Index.refresh`)."""
    modules = (fold, stems, tajik, names, sys.modules[__name__])
    sources = [Path(module.__file__) for module in modules if module.__file__]
    tables = [TABLES / name for name in ("verbs_tg.tsv", "roots_tg.txt", "irregular_en.tsv")]
    total = 0
    for path in sources + tables:
        total = zlib.crc32(path.read_bytes(), total)
    return total & 0x7FFFFFFF


def stem_term(stemmed: str, lang: Lang) -> str:
    return f"s{_INITIAL[lang]}{_safe(stemmed)}"


def start_term(stemmed: str, lang: Lang) -> str | None:
    """The first letters of a stem that is longer than they are."""
    return f"f{_INITIAL[lang]}{_safe(stemmed[:STEM_START])}" if len(stemmed) > STEM_START else None


def key_terms(folded: str, lang: Lang) -> tuple[str, ...]:
    """A word's name key and, of a long one, its first letters; nothing for words too short to tell apart by it."""
    key = name_key(folded) if len(folded) > 2 else ""
    if len(key) < 2:
        return ()
    whole = f"k{_INITIAL[lang]}{_safe(key)}"
    return (whole, f"p{_INITIAL[lang]}{_safe(key[:KEY_START])}") if len(key) >= KEY_START else (whole,)


@lru_cache(maxsize=1 << 14)
def word_terms(folded: str, lang: Lang) -> tuple[str, ...]:
    """The terms that one folded word of a passage is filed under."""
    stemmed = stem(folded, lang)
    start = start_term(stemmed, lang)
    return (stem_term(stemmed, lang), *((start,) if start else ()), *key_terms(folded, lang))


def passage_terms(text: str, lang: Lang) -> list[str]:
    """The different terms of a passage, in order of appearance."""
    seen: dict[str, None] = {}
    for word in iter_words(text):
        seen.update(dict.fromkeys(word_terms(word.folded, lang)))
    return list(seen)


def match(term: str) -> str:
    """An FTS5 expression for a term; it holds letters and digits only, so nothing in it is syntax."""
    return f'"{term}"'


def _safe(body: str) -> str:
    """`body` without apostrophes; what the tokenizer might part or drop is spelled in hexadecimal."""
    body = body.replace("'", "")
    return body if _PLAIN.fullmatch(body) else "0x" + body.encode("utf-8", "replace").hex()
