"""A headline says no more than the sentence under it.

Every number, name and day of a headline stands in the first sentence, and most of its words do; else the story is
headed by that sentence itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from digests.language.stems import stems
from digests.model import LANGS, Lang, Texts
from digests.say.evidence import Evidence, unsupported
from digests.say.retold import untimed

SHARE = 0.6
"""Of a headline's stems that its sentence has, where they are most: below, it speaks of something else."""
TOLD = 120
"""Characters of a headline at most; what is longer is the sentence itself, and is not told again below."""
OPENING = 0.12
"""What the first sentence of a text is ahead of the others: there stands what is new."""

T = TypeVar("T")


def bears_out(sentence: str, headline: str, lang: Lang) -> bool:
    """Whether `sentence` says what `headline` does: every number, name and day of it, and most of its words; both in
    `lang`."""
    return states(sentence, headline, lang) and share(sentence, headline, lang) >= SHARE


def states(sentence: str, headline: str, lang: Lang) -> bool:
    """Whether every number, name and day of `headline` stands in `sentence`."""
    held = Evidence()
    held.add_text(sentence, lang)
    opened = (headline, headline[:1].lower() + headline[1:])  # a word that opens a line may look like a name
    return any(not unsupported(each, held, lang) for each in opened)


def share(sentence: str, headline: str, lang: Lang) -> float:
    """The part of the headline's stems that the sentence has, 0 to 1."""
    said = set(stems(headline, lang))
    return len(said & set(stems(sentence, lang))) / len(said) if said else 0.0


def bears_out_all(sentences: Texts, headlines: Texts) -> bool:
    """The same in all three languages, which are headed alike: an editor wrote them side by side, so the words need to
    agree in one of them."""
    likest = max(share(sentences[lang], headlines[lang], lang) for lang in LANGS)
    return likest >= SHARE and all(states(sentences[lang], headlines[lang], lang) for lang in LANGS)


def lead(items: Sequence[T], chosen: Sequence[T], headlines: Texts, texts: Callable[[T], Texts]) -> list[T]:
    """`chosen` with the one of `items` first that bears the headline out best; it takes the place of the last chosen
    one where it was not among them. As it was where none does."""
    able = [(n, item) for n, item in enumerate(items) if bears_out_all(texts(item), headlines)]
    if not able:
        return list(chosen)
    _, best = max(able, key=lambda each: share(texts(each[1])["en"], headlines["en"], "en") + OPENING * (each[0] == 0))
    others = [item for item in chosen if item is not best]
    return [best, *(others if len(others) < len(chosen) else others[:-1])]


def made(sentence: str, lang: Lang) -> str:
    """A headline of what `sentence` says: the sentence without the time with which it opens; the whole of it where that
    is longer than a headline."""
    short = untimed(sentence, lang).removesuffix(".")
    return short if len(short) <= TOLD and short != sentence.removesuffix(".") else sentence
