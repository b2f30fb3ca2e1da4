"""What a text says whatever its words: no, perhaps, up, down, do this, who speaks, what came of somebody.

`config/gate.toml` holds the words. What one side says for certain the other must at least come near to saying; what is
`counted`, as often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_args

from config import GATE
from digests import tables
from digests.editions.gate.objection import Objection, Reason
from digests.errors import BadInput
from digests.figures.lexicon import Lexicon, parse_cue
from digests.language.fold import iter_words
from digests.language.tajik import is_negated
from digests.model import LANGS, Lang

APART, CLAUSE = "apart", "clause"
NO = "no"
"""The concept that a Tajik verb says by its own form."""
NEITHER = "на"
"""The Tajik word that says it of one thing and of the next."""
SAYS, NEAR, TURNS = "says", "near", "turns"


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that both sides say or neither does."""

    id: str
    reason: Reason
    counted: bool
    against: str | None
    barred: bool = False  # no translation of a source that says it


@dataclass(frozen=True, slots=True)
class Said:
    """How often a text says a concept for certain (with the first of the words), and how often perhaps."""

    certain: Mapping[str, int]
    perhaps: Mapping[str, int]
    turns: Mapping[str, int]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The concepts of the table and the words of each language."""

    concepts: tuple[Concept, ...]
    lexicons: Mapping[Lang, Lexicon]


def objections(source: str, of: Lang, output: str, to: Lang) -> Iterator[Objection]:
    """What the one of the two texts says that the other does not come near to."""
    given, said = read(source, of), read(output, to)
    for concept in load().concepts:
        if _exceeds(said, given, concept):
            yield Objection(concept.reason, said.words[concept.id])
        if (concept.barred and given.certain.get(concept.id)) or _exceeds(given, said, concept):
            yield Objection(concept.reason, given.words[concept.id], added=False)


def _exceeds(these: Said, others: Said, concept: Concept) -> bool:
    """Whether these say it where the others do not come near to it; of what is counted, oftener than the others."""
    certain, other = these.certain.get(concept.id, 0), others.certain.get(concept.id, 0)
    if concept.counted:
        return certain > other
    if concept.against is not None and _turned(these, others, concept.id, concept.against):
        return True
    return certain > 0 and others.perhaps.get(concept.id, 0) == 0


def _turned(these: Said, others: Said, concept: str, contrary: str) -> bool:
    """Whether these say oftener a concept whose contrary the others say oftener."""
    gained = these.turns.get(concept, 0) - others.turns.get(concept, 0)
    lost = others.turns.get(contrary, 0) - these.turns.get(contrary, 0)
    if gained > 0 and lost > 0:
        return True
    certain = these.certain.get(concept, 0) - others.turns.get(concept, 0)
    unmet = others.turns.get(contrary, 0) - these.certain.get(contrary, 0)
    return certain > 0 and unmet > 0  # "declined even more": its "more" stands for no rise


@lru_cache(maxsize=1 << 10)
def read(text: str, lang: Lang) -> Said:
    words = list(iter_words(text))
    folded = [word.folded for word in words]
    hits = load().lexicons[lang].hits(folded)
    apart = {
        n
        for hit in hits
        if hit.concept == APART or (hit.concept == CLAUSE and _opens_clause(text, words[hit.first].start))
        for n in range(hit.first, hit.last + 1)
    }
    places: dict[str, set[int]] = {}
    for hit in hits:
        if hit.concept not in {APART, CLAUSE} and hit.first not in apart:
            places.setdefault(hit.concept, set()).add(hit.first)
    if lang == "tg":
        places.setdefault(f"{SAYS} {NO}", set()).update(
            n for n, word in enumerate(folded) if n not in apart and is_negated(word)
        )
        again = [n for n, word in enumerate(folded) if word == NEITHER]
        places[f"{SAYS} {NO}"] -= set(again[1:])  # «на ватан ва на дин» says no once, as "neither … nor" does
    certain: Counter[str] = Counter()
    perhaps: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    first: dict[str, str] = {}
    for key, found in places.items():
        kind, _, concept = key.partition(" ")
        if kind in {SAYS, TURNS} and found:
            first.setdefault(concept, words[min(found)].text)
        if kind == SAYS:
            certain[concept] = len(found)
        perhaps[concept] = len(found | places.get(f"{SAYS} {concept}", set()) | places.get(f"{NEAR} {concept}", set()))
        if kind in {SAYS, TURNS}:
            turns[concept] = len(found | places.get(f"{SAYS} {concept}", set()))
    return Said(certain, perhaps, turns, first)


def _opens_clause(text: str, start: int) -> bool:
    """Whether a part of a sentence begins there."""
    return text[:start].rstrip(' «„“"(')[-1:] in {"", ",", ";", ":", "—", "–"}


@cache
def load(path: Path = GATE) -> Cues:
    """The table of `path`. Raises BadInput naming file and place."""
    raw = tables.read(path)
    rows = raw.get("concept")
    if not isinstance(rows, list) or not rows:
        raise BadInput("`concept` is a list of tables: [[concept]]", path=path)
    concepts = tuple(_concept(row, n, path) for n, row in enumerate(rows, 1))
    lexicons = {}
    for lang in LANGS:
        cues = {APART: _cues(raw.get(APART), lang, path, APART)}
        if lang in raw.get(CLAUSE, {}):
            cues[CLAUSE] = _cues(raw[CLAUSE], lang, path, CLAUSE)
        for row in rows:
            cues[f"{SAYS} {row['id']}"] = _cues(row.get(SAYS), lang, path, row["id"])
            for kind in {NEAR, TURNS} & row.keys():
                cues[f"{kind} {row['id']}"] = _cues(row[kind], lang, path, row["id"])
        lexicons[lang] = Lexicon(lang, cues)
    return Cues(concepts, lexicons)


def _concept(row: Any, n: int, path: Path) -> Concept:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise BadInput("a concept needs an `id`", path=path, place=f"concept {n}")
    if row.get("reason") not in get_args(Reason):
        raise BadInput(f"`reason` is none of {', '.join(get_args(Reason))}", path=path, place=row["id"])
    return Concept(
        row["id"],
        row["reason"],
        counted=row.get("counted") is True,
        against=row.get("against"),
        barred=row.get("barred") is True,
    )


def _cues(table: Any, lang: Lang, path: Path, place: str) -> list[str]:
    cues = table.get(lang) if isinstance(table, dict) else None
    if not isinstance(cues, list) or not cues:
        raise BadInput(f"a list of cues is needed in {lang}", path=path, place=place)
    for cue in cues:
        try:
            parse_cue(cue, lang)
        except (ValueError, AttributeError):
            raise BadInput(f"not a cue: {cue!r}", path=path, place=place) from None
    return cues
