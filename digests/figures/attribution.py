"""Who said a figure: the chain of speakers in its sentence, the nearest to the reader first (outlet ← ministry).

Only names of the alias table are taken (people there are in a public role) and a few kinds of unnamed source; the
words of private people are never kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.figures.reading import Reading, Sentence
from digests.language import names
from digests.language.fold import fold_word
from digests.language.names import Entity, NameMention
from digests.model import Document

YEARS = re.compile(r"\s*\([^)]*\d{4}[^)]*\)")
"""The years of an office, which the table of names notes for editors."""
COUNTRY = re.compile(r"\b(?:of|in) (?:Tajikistan|Russia)\b|Russian|Tajik")
"""A body is called by the form that says whose it is."""
COUNTRIES = {"tajikistan": "Tajikistan", "russia": "Russia"}
CLOSE = 6
"""Characters between a body and its country: "ministry of labour of Tajikistan"."""
BODIES = tuple(
    fold_word(word)
    for word in (
        "ministr committee agency court embassy prosecut service министерств комитет агентств суд посольств "
        "прокурат служб вазорат кумита агенти додгоҳ сафорат прокурор хадамот"
    ).split()
)
NEAR_SPEECH = 13.0
"""How far a speaker's name may stand from "said" or "according to"."""
SPEAKERS = ("body", "media", "person")

UNNAMED = {
    "en": (
        ("official statistics", "official statistics"),
        ("numerous reports", "numerous reports"),
        (
            "moscow branch of the russian ministry for emergency situations",
            "Moscow branch of the Russian Ministry for Emergency Situations",
        ),
        ("ministry for emergency situations", "Ministry of Emergency Situations of Russia"),
        ("tajik authorities", "authorities of Tajikistan"),
        ("russian authorities", "Russian authorities"),
        ("russian police", "Russian police"),
        ("russian investigators", "Russian investigators"),
        ("investigators", "Russian investigators"),
    ),
    "ru": (
        ("официальной статистике", "official statistics"),
        ("официальным данным", "official statistics"),
        ("официальная статистика", "official statistics"),
        ("власти таджикистана", "authorities of Tajikistan"),
        ("российские власти", "Russian authorities"),
        ("власти россии", "Russian authorities"),
        ("российская полиция", "Russian police"),
        ("следствие", "Russian investigators"),
        ("следователи", "Russian investigators"),
    ),
    "tg": (
        ("омори расми", "official statistics"),
        ("макомоти точик", "authorities of Tajikistan"),
        ("макомоти точикистон", "authorities of Tajikistan"),
        ("макомоти русия", "Russian authorities"),
        ("полиси русия", "Russian police"),
        ("муфаттишон", "Russian investigators"),
    ),
}
"""Sources without a name of their own: folded words → what `speakers.tsv` calls them."""


def speakers(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The chain of speakers of a sentence: outlets first, then bodies, then people with their role."""
    said = [hit for hit in reading.hits_in(sentence.first, sentence.last) if hit.concept == "said"]
    if not said:
        return ()
    text = reading.text[sentence.start : sentence.end]
    where = [(hit.first, hit.last) for hit in said]
    chain = _named(reading, sentence, text, where, SPEAKERS)
    if not any(rank >= 0 for rank in chain.values()):  # bodies are often written small: "the ministry of labour"
        capitals = text.title() if _names_a_body(reading, sentence) else ""
        if len(capitals) == len(text):
            chain |= _named(reading, sentence, capitals, where, ("body",))
    if not any(rank >= 0 for rank in chain.values()):
        folded = " ".join(reading.words[sentence.first : sentence.last])
        for words, name in UNNAMED[reading.lang]:
            if words in folded:
                chain.setdefault(name, 3)
                break
    return tuple(sorted(chain, key=lambda name: chain[name]))


def _names_a_body(reading: Reading, sentence: Sentence) -> bool:
    return any(word.startswith(BODIES) for word in reading.words[sentence.first : sentence.last])


def _named(
    reading: Reading, sentence: Sentence, text: str, said: Sequence[tuple[int, int]], kinds: Sequence[str]
) -> dict[str, int]:
    """Speakers of these kinds near the words of speech, with their place in the chain."""
    table = names.load()
    chain: dict[str, int] = {}
    mentions = table.find(text, reading.lang)
    for mention, following in zip(mentions, (*mentions[1:], None), strict=False):
        entity = table.entity(mention.entity)
        if entity.kind not in kinds or (entity.kind == "person" and not entity.public):
            continue
        if not _near(reading, sentence, mention, said):
            continue
        name = name_of(entity)
        if entity.kind == "body" and following is not None and not COUNTRY.search(name):
            country = COUNTRIES.get(following.entity)
            name += f" of {country}" if country and following.start - mention.end < CLOSE else ""
        chain.setdefault(name, SPEAKERS.index(entity.kind) if entity.kind != "media" else -1)
    return chain


def _near(reading: Reading, sentence: Sentence, mention: NameMention, said: Sequence[tuple[int, int]]) -> bool:
    first, last = reading.words_at(sentence.start + mention.start, sentence.start + mention.end)
    return any(reading.between(first, last, *where) <= NEAR_SPEECH for where in said)


def name_of(entity: Entity) -> str:
    """ "Igor Krasnov, Prosecutor General of Russia": the English name, with the role of a person."""
    role = YEARS.sub("", entity.role.get("en", "")) if entity.role else ""
    name = next((form for form in entity.forms["en"] if COUNTRY.search(form)), entity.forms["en"][0])
    return f"{name}, {role}" if role else name


def origin_of(chain: Sequence[str], document: Document) -> str:
    """The independence group: whoever stands last in the chain, else the text itself or the one it reprints."""
    if chain:
        return f"by:{chain[-1].casefold()}"
    return f"doc:{document.duplicate_of or document.id}"
