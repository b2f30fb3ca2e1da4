"""The terms of the search index: what a passage is filed under and what a question is looked up by.

A term is a kind letter, a language letter and a body: `st…` a stem of a Tajik passage, `kr…` a name key of a word of a Russian
one, `pe…` the first letters of such a key in an English one. The language stands in the term, so a search in one
language reads no postings of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from digests.language.fold import iter_words
from digests.language.names import name_key
from digests.language.stems import stem
from digests.model import Lang

PREFIX = 3
"""Letters of a name key that words of one origin share across the languages."""
SHORTEST_KEY = 2
_PLAIN = re.compile(r"[0-9a-z\u00df-\u024f\u0400-\u052f]+")
_INITIAL: dict[Lang, str] = {"tg": "t", "ru": "r", "en": "e"}


def stem_term(stemmed: str, lang: Lang) -> str:
    return f"s{_INITIAL[lang]}{_safe(stemmed)}"


def key_term(key: str, lang: Lang) -> str:
    return f"k{_INITIAL[lang]}{_safe(key)}"


def prefix_term(key: str, lang: Lang) -> str:
    return f"p{_INITIAL[lang]}{_safe(key[:PREFIX])}"


@lru_cache(maxsize=1 << 15)
def word_terms(folded: str, lang: Lang) -> tuple[str, ...]:
    """The terms that one folded word of a passage is filed under."""
    found = [stem_term(stem(folded, lang), lang)]
    key = name_key(folded)
    if len(folded) > 2 and len(key) >= SHORTEST_KEY:
        found += [key_term(key, lang)]
        if len(key) > PREFIX:
            found += [prefix_term(key, lang)]
    return tuple(found)


def passage_terms(text: str, lang: Lang) -> list[str]:
    """The different terms of a passage, in order of appearance."""
    seen: dict[str, None] = {}
    for word in iter_words(text):
        seen.update(dict.fromkeys(word_terms(word.folded, lang)))
    return list(seen)


def match(terms: Iterable[str]) -> str:
    """An FTS5 expression for any of `terms`; they hold letters and digits only, so nothing in them is syntax."""
    return " OR ".join(f'"{term}"' for term in terms)


def _safe(body: str) -> str:
    """`body` without apostrophes; what the tokenizer might part or drop is spelled in hexadecimal."""
    body = body.replace("'", "")
    return body if _PLAIN.fullmatch(body) else "0x" + body.encode("utf-8", "replace").hex()
