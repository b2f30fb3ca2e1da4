"""What speech hangs behind a noun and writing does not: in the north the prepositions («Қазоқистонба» is «ба
Қазоқистон», "Krokusda" «дар Крокус»), in the south short endings («узбеко» is «ӯзбекҳо», «тоҷикоя» «тоҷикҳоро»).
"""

from __future__ import annotations

from functools import cache

from digests.answers.understand.spelling import Speller
from digests.answers.understand.tongue import cue_form
from digests.language import names
from digests.language.fold import iter_words
from digests.language.stems import is_russian
from digests.language.tajik import VOWELS

PREPOSITIONS = {"ба": "ба", "да": "дар"}
"""What is hung behind, folded → what writing says before."""
ENDINGS = {"оя": "ҳоро", "о": "ҳо", "а": "ро"}
"""What the south ends nouns with, folded → what writing does."""
SHORTEST_SOUTHERN = 5
"""Letters of a noun with such an ending: «авто», «бозоро»."""
SHORTEST = 3
"""Letters of a noun."""
SHORTEST_NEAR = 6
"""Letters of a name that may have a typing error: shorter ones have too many neighbours."""
UNSURE = (*VOWELS, "он")


def written_before(text: str, speller: Speller) -> str:
    """Tajik `text` with hung prepositions before their nouns. A word that is listed as it stands is left, in Russian
    too («просьба», «правда»), and one that would be no noun without its end («Ҳамида», «Ҳасанзода»)."""
    parts = []
    at = 0
    for word in iter_words(text):
        folded = cue_form(word.folded, "tg")
        if folded[-2:] not in PREPOSITIONS or speller.is_listed(folded) or is_russian(folded):
            continue
        noun = _noun(folded[:-2], speller)
        if noun:
            written = word.text[: len(noun)] if len(word.text) == len(folded) else noun
            parts += [text[at : word.start], PREPOSITIONS[folded[-2:]], " ", written]
            at = word.end
    return "".join([*parts, text[at:]])


def written_endings(text: str, speller: Speller) -> str:
    """Tajik `text` with the endings that writing gives plurals and objects. Of -а too many words end by themselves: it
    is read behind the name of a people alone."""
    parts = []
    at = 0
    for word in iter_words(text):
        folded = cue_form(word.folded, "tg")
        end = next((each for each in ENDINGS if folded.endswith(each)), None)
        of_people = end is not None and folded.removesuffix(end) in peoples()  # «узбека» is Russian too, and meant so
        if len(folded) <= SHORTEST_SOUTHERN or speller.is_listed(folded) or (is_russian(folded) and not of_people):
            continue
        if end and _takes(folded.removesuffix(end), end, speller):
            noun = word.text[: -len(end)] if len(word.text) == len(folded) else folded.removesuffix(end)
            parts += [text[at : word.start], noun, ENDINGS[end]]
            at = word.end
    return "".join([*parts, text[at:]])


def _takes(noun: str, end: str, speller: Speller) -> bool:
    if noun in peoples():
        return True
    return end != "а" and len(noun) >= SHORTEST_SOUTHERN and not noun.endswith(VOWELS) and speller.is_form(noun)


@cache
def peoples() -> frozenset[str]:
    """The names of peoples as they are said in Tajik, the Russian ones among them, folded."""
    named = (
        form for each in names.load() if each.kind == "people" for lang in ("tg", "ru") for form in each.forms[lang]
    )
    return frozenset(word.folded for form in named if len(found := list(iter_words(form))) == 1 for word in found)


def _noun(before: str, speller: Speller) -> str:
    """The noun before the end, without the glide that speech puts after a vowel (Ивановоя·ба, хонай·ба); empty where
    there is none."""
    able = (before, before.removesuffix("я"), before.removesuffix("й"))
    nouns = [noun for noun in able if len(noun) >= SHORTEST]
    near = before if len(before) >= SHORTEST_NEAR and before[-1] not in VOWELS and speller.is_near_name(before) else ""
    return next((noun for noun in nouns if _is_noun(noun, speller)), near)


def _is_noun(noun: str, speller: Speller) -> bool:
    """Whether it is a noun. Stems tell little of what ends in a vowel, as the middle of a woman's name does (Раши·да
    and «раш»), or in -он, as a participle's does (сӯзон·да): such a noun is a name, or a word to the letter. -и is that
    of izofat, behind which nothing hangs; plurals in -ҳо are told by their stem as others are."""
    if speller.is_name(noun):
        return True
    if noun.endswith("хо") or not noun.endswith(UNSURE):
        return speller.known(noun)
    return noun[-1] != "и" and speller.is_form(noun)
