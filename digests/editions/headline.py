"""A headline says no more than the sentence under it.

Every number, name and day of a headline stands in the first sentence, what it says whatever its words (no, perhaps,
more, why, who speaks, what came of somebody) does, and its other words are met there; else the story is headed by that
sentence itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from digests.editions import alone
from digests.editions.gate import cues
from digests.editions.gate.objection import Objection
from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.fold import iter_words
from digests.language.stems import stem, stems
from digests.language.tajik import is_negated
from digests.language.translation import translations
from digests.model import LANGS, Lang, Texts
from digests.say.evidence import Evidence, unsupported
from digests.say.retold import untimed

SHARE = 0.6
"""Of a headline's stems that its sentence has, where they are most: below, it speaks of something else."""
MEETS = 0.3
"""The weight from which a word of another language may stand for one: two that share one may say the same."""
LIKE = 4
"""Letters in which two stems begin alike, so that they may be one word: «deport» and «deportation»."""
UNMET = 2
"""Words of the headline that may have nothing to meet in the sentence, over the three languages together: an editor's
headline may use one that no table knows, and what nothing bears out lacks its word in all three."""
TOLD = 120
"""Characters of a headline at most; what is longer is the sentence itself, and is not told again below."""
OPENING = 0.12
"""What the first sentence of a text is ahead of the others: there stands what is new."""

PROMISED = frozenset({"cause", "since"})
"""Lists of `config/summary.toml`: what of them a headline says, its sentence does."""
NO = "на"
"""What a Tajik verb begins with that says no."""

T = TypeVar("T")


@lru_cache(maxsize=1 << 12)
def bears_out(sentence: str, headline: str, lang: Lang) -> bool:
    """Whether `sentence` says what `headline` does: what it states, with most of its words and a word to meet each of
    the others; both in `lang`."""
    likely = states(sentence, headline, lang) and share(sentence, headline, lang) >= SHARE
    return likely and not unmet(sentence, headline, lang)


def states(sentence: str, headline: str, lang: Lang) -> bool:
    """Whether every number, name and day of `headline` stands in `sentence`, and it is no stronger: it adds nothing
    that its words say for certain, and drops no «not» and no «perhaps»."""
    held = Evidence()
    held.add_text(sentence, lang)
    if unsupported(_opened(sentence, headline, lang), held, lang) or not _counts_alike(sentence, headline, lang):
        return False
    if PROMISED & (alone.uses(headline, lang).keys() - alone.uses(sentence, lang).keys()):
        return False
    if (_denied(sentence, lang) - _denied(headline, lang)) & {stem(word.text, lang) for word in iter_words(headline)}:
        return False
    counts = bool(find_quantities(headline, lang))
    objected = cues.objections(sentence, lang, headline, lang)
    return not any(each.added or _is_dropped(each, headline, lang, counts=counts) for each in objected)


def _opened(sentence: str, headline: str, lang: Lang) -> str:
    """The headline, its first word in small letters where the sentence has it so: it may only look like a name."""
    first = next(iter_words(headline), None)
    small = first and stem(first.text, lang) in {stem(word.text, lang) for word in iter_words(sentence)
                                                 if word.text[0].islower()}  # fmt: skip
    return headline[:1].lower() + headline[1:] if small else headline


def _counts_alike(sentence: str, headline: str, lang: Lang) -> bool:
    """Whether every count of the headline, terms apart, stands in the sentence with the same hedge."""
    held = {(each.value, each.low, each.high, each.modifier) for each in find_quantities(sentence, lang)}
    counts = (each for each in find_quantities(headline, lang) if each.unit not in alone.DURATIONS)
    return all((each.value, each.low, each.high, each.modifier) in held for each in counts)


def _is_dropped(objection: Objection, headline: str, lang: Lang, *, counts: bool) -> bool:
    """Whether a «perhaps» of the sentence is not in a headline that counts: else it may be the count's."""
    return objection.reason == "doubt" and counts and not cues.read(headline, lang).perhaps.get("perhaps")


def _denied(text: str, lang: Lang) -> set[str]:
    """The stems of the words before which `text` says no, and of Tajik verbs that say so by their form without it."""
    words = [word.folded for word in iter_words(text)]
    no = alone.uses(text, lang).get("denies", frozenset())
    found = {stem(other, lang) for one, other in pairwise(words) if one in no and len(other) >= LIKE - 1}
    return found | {stem(word[len(NO) :], lang) for word in words if lang == "tg" and is_negated(word)}


def unmet(sentence: str, headline: str, lang: Lang) -> tuple[str, ...]:
    """The words of `headline`, names and numbers apart, for which `sentence` has none: not the same one, none that
    begins alike, none that another language says by the same."""
    said = {stem(word.text, lang) for word in iter_words(sentence)}
    others = frozenset().union(*(_elsewhere(each, lang) for each in said))
    named = [(each.start, each.end) for each in names.load().find(headline, lang)]
    counted = (
        alone.uses(headline, lang).get("counting", frozenset()) if find_quantities(sentence, lang) else frozenset()
    )
    found = []
    for word in iter_words(headline):
        own = stem(word.text, lang)
        if len(own) < LIKE - 1 or not own.isalpha() or any(a <= word.start < b for a, b in named) or own in said:
            continue
        if word.folded in counted:
            continue
        alike = any(each[:LIKE] == own[:LIKE] for each in said if len(each) >= LIKE <= len(own))
        if not alike and not others & _elsewhere(own, lang):
            found.append(word.text)
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def _elsewhere(word: str, lang: Lang) -> frozenset[tuple[Lang, str]]:
    """What a stem may be in the other languages."""
    others = [other for other in LANGS if other != lang]
    return frozenset((to, each) for to in others for each, weight in translations(word, lang, to) if weight >= MEETS)


def share(sentence: str, headline: str, lang: Lang) -> float:
    """The part of the headline's stems that the sentence has, 0 to 1."""
    said = set(stems(headline, lang))
    return len(said & set(stems(sentence, lang))) / len(said) if said else 0.0


def bears_out_all(sentences: Texts, headlines: Texts) -> bool:
    """The same in all three languages, which are headed alike: an editor wrote them side by side, so the words need to
    agree in one of them."""
    likest = max(share(sentences[lang], headlines[lang], lang) for lang in LANGS)
    if likest < SHARE or not all(states(sentences[lang], headlines[lang], lang) for lang in LANGS):
        return False
    return sum(len(unmet(sentences[lang], headlines[lang], lang)) for lang in LANGS) <= UNMET


def lead(items: Sequence[T], chosen: Sequence[T], headlines: Texts, texts: Callable[[T], Texts]) -> list[T]:
    """`chosen` with the one of `items` first that bears the headline out best; it takes the place of the last chosen
    one where it was not among them. As it was where none does."""
    able = [(n, item) for n, item in enumerate(items) if bears_out_all(texts(item), headlines)]
    if not able:
        return list(chosen)
    _, best = max(able, key=lambda each: share(texts(each[1])["en"], headlines["en"], "en") + OPENING * (each[0] == 0))
    others = [item for item in chosen if item is not best]
    return [best, *(others if len(others) < len(chosen) else others[:-1])]


@lru_cache(maxsize=1 << 12)
def made(sentence: str, lang: Lang) -> str:
    """A headline of what `sentence` says: the sentence without the time with which it opens; the whole of it where that
    is longer than a headline."""
    short = untimed(sentence, lang).removesuffix(".")
    return short if len(short) <= TOLD and short != sentence.removesuffix(".") else sentence
