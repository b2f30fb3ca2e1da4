"""What the speech of northern Tajikistan hangs behind a noun and writing puts before it: «Қазоқистонба» is «ба
Қазоқистон», «Krokusda» is «дар Крокус», «судашба» is «ба судаш».
"""

from __future__ import annotations

from digests.answers.understand.spelling import Speller
from digests.answers.understand.tongue import cue_form
from digests.language.fold import iter_words

PREPOSITIONS = {"ба": "ба", "да": "дар"}
"""What is hung behind, folded → what writing says before."""
SHORTEST = 3
"""Letters of a noun: «навба», «шуда» and their like are words themselves."""


def written_before(text: str, speller: Speller) -> str:
    """Tajik `text` with hung prepositions before their nouns. A word that is listed as it stands is left, and one that
    would be none without its end."""
    parts = []
    at = 0
    for word in iter_words(text):
        folded = cue_form(word.folded, "tg")
        if folded[-2:] in PREPOSITIONS and not speller.is_listed(folded):
            nouns = _nouns(folded[:-2])
            noun = next(filter(speller.known, nouns), None) or next(filter(speller.is_near_name, nouns), None)
            if noun is not None:
                written = word.text[: len(noun)] if len(word.text) == len(folded) else noun
                parts += [text[at : word.start], PREPOSITIONS[folded[-2:]], " ", written]
                at = word.end
    return "".join([*parts, text[at:]])


def _nouns(before: str) -> tuple[str, ...]:
    """The noun before the end, without the glide that speech puts after a vowel: Иванововоя·ба, хонай·ба."""
    nouns = (before, before.removesuffix("я"), before.removesuffix("й"))
    return tuple(noun for noun in nouns if len(noun) >= SHORTEST)
