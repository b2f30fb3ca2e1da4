"""Questions that lean on the one before them ("and injured?", «а в Калуге?»).

What is remembered is a handful of words, handed back to the caller and kept in memory for some minutes at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from digests.answers.understand import lexis
from digests.answers.understand.question import Question
from digests.answers.understand.reader import Reader
from digests.model import LANGS, Lang

SHORT = 3
"""A follow-up says so many things at most."""


def remember(question: Question, indicator: str | None) -> Mapping[str, str]:
    """What the next question may lean on: language, kind and the words that said something."""
    found = {"lang": question.lang, "words": " ".join(term.text for term in question.terms)}
    if question.kind:
        found["kind"] = question.kind
    if indicator:
        found["indicator"] = indicator
    return found


def resolve(reader: Reader, question: Question, memory: Mapping[str, str] | None) -> Question:
    """`question` as it is, or with what it leaves unsaid taken from `memory`."""
    if not memory or not leans(question):
        return question
    lang = memory.get("lang")
    earlier: Lang = next((each for each in LANGS if each == lang), question.lang)
    today, known = question.today, question.known
    before = reader.read(memory.get("words", ""), earlier, today=today, known=known, lang=earlier)
    measures = {name for name, concept in reader.indicators.concepts.items() if concept.role == "measure"}
    own_measure = bool(question.concepts & measures)
    places = {term.entity for term in question.terms if term.entity}
    kept = [
        term.text
        for term in before.terms
        if not (own_measure and term.concepts & measures and not term.entity)
        and not (places and term.entity and term.entity not in lexis.ambient())
        and not (places and term.entity in reader.indicators.event_names)
    ]
    kind = _KIND[question.lang] if memory.get("kind") == "figure" and question.kind in (None, "what", "how") else ""
    own = question.lang if earlier != question.lang else earlier
    more = " ".join([kind, *kept])
    whole = reader.read(question.text, own, today=today, known=known, more=more, lang=own)
    return replace(whole, asof=question.asof)


_KIND: Mapping[Lang, str] = {"tg": "чанд", "ru": "сколько", "en": "how many"}


def leans(question: Question) -> bool:
    """Whether a question is too short to stand alone, or opens as a follow-up does."""
    return len(question.terms) <= SHORT and (
        "follow" in question.groups or (len(question.terms) <= 1 and len(question.words) <= SHORT + 1)
    )
