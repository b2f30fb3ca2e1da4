"""What a source's own words let in and keep out: `allow` and `deny` of `config/sources.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from digests.language.fold import iter_words
from digests.language.stems import stem
from digests.model import Document, Lang
from digests.publishers import Feed

READ = 20_000
"""Characters of a text in which the words are looked for: news says at its beginning what it is about."""

Form = tuple[str, str]
"""A word folded, and what all its forms have in common: in English only the word itself."""


def admits(feed: Feed, document: Document) -> str | None:
    """Why an item is left out by the words of its source; None where it may come in.

    Whole words in any case; of Tajik and Russian ones any form counts, in English the very word. Of a phrase the
    words stand side by side.
    """
    if not feed.allow and not feed.deny:
        return None
    said = _forms(f"{document.title}\n{document.text}"[:READ], document.lang)
    denied = next((word for word in feed.deny if _stands_in(_wanted(word, document.lang), said)), None)
    if denied:
        return f"«{denied}» stands in it, which its source denies"
    if feed.allow and not any(_stands_in(_wanted(word, document.lang), said) for word in feed.allow):
        return "none of the words stands in it that its source allows"
    return None


def _forms(text: str, lang: Lang) -> tuple[Form, ...]:
    return tuple((word.folded, word.folded if lang == "en" else stem(word.folded, lang)) for word in iter_words(text))


@lru_cache(maxsize=1 << 10)
def _wanted(phrase: str, lang: Lang) -> tuple[Form, ...]:
    return _forms(phrase, lang)


def _stands_in(phrase: Sequence[Form], said: Sequence[Form]) -> bool:
    length = len(phrase)
    places = (n for n, form in enumerate(said[: len(said) - length + 1]) if _same(phrase[0], form))
    return any(all(map(_same, phrase, said[n : n + length])) for n in places) if phrase else False


def _same(one: Form, other: Form) -> bool:
    return one[0] == other[0] or one[1] == other[1]
