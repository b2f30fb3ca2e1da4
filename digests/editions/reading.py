"""What an edition asks of a text's first sentences: which can stand in it, and what each tells.

It takes three milliseconds a sentence and hangs on the text and our rules alone, so it is read as a document is taken
in and kept (`digests.corpus.readings`), under a mark of both: rules or words that changed read the text anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

import config
import digests
from digests.corpus import readings
from digests.corpus.readings import Kept
from digests.editions import facts
from digests.editions.alone import standing
from digests.editions.events import chance, groups, near
from digests.editions.events.told import Told, Vectors, tell
from digests.editions.facts import Facts
from digests.figures import embargo
from digests.language.sentences import sentences
from digests.language.stems import stems
from digests.model import Document

OPENING = 4
"""Sentences of a text that are read in any case; the others stand apart, for a busy day does not ask for them."""
READ = 12
"""Sentences of a text that are looked at: what it tells stands at its beginning."""
ROOMS = ("language", "figures", "editions", "say")
"""Whose rules decide what is read."""
WORDS = (
    config.NAMES, config.SUMMARY, config.UNITS, config.VERBS, config.GLOSSARY, config.TABLES,
    chance.PATH.with_suffix(".json"),
)  # fmt: skip


REMEMBERED = 1 << 12
"""Texts of which it is remembered what they tell as a whole, 16 KB each: a day of a thousand and the days before."""
_tells: dict[str, Told] = {}
_titles: dict[str, Told] = {}


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that can be shown: `place` among the text's, from `start` to `end`; `hangs`: it is understood only
    behind the one before it; `advises`: it says what a reader can do; its `stems`, all of them."""

    place: int
    start: int
    end: int
    hangs: bool
    advises: bool
    told: Told
    stems: frozenset[str]


class Readings:
    """The readings of documents: the kept ones where they still hold, else made now, and then `fresh`."""

    def __init__(
        self, connection: sqlite3.Connection | None = None, documents: Iterable[Document] = (), most: int = READ
    ) -> None:
        texts = [document.id for document in documents if not document.statements]
        whole = most > OPENING
        self._kept: Mapping[str, Kept] = readings.kept(connection, texts, whole=whole) if connection else {}
        self.fresh: dict[str, Kept] = {}
        self._found: dict[str, tuple[Document, Kept]] = {}
        self._told: dict[str, tuple[Document, Vectors | None, Told]] = {}

    def of(self, document: Document, most: int = READ) -> list[Reading]:
        """Those of a text's first `most` sentences that can be shown."""
        found = self._of(document)
        parts = (found.opening, found.rest) if most > OPENING else (found.opening,)
        read = (each for part in parts for each in _loaded(part, document))
        return [each for each in read if each.place < most]

    def opening(self, document: Document) -> list[tuple[int, int, frozenset[str]]]:
        """Where those of a text's first `OPENING` sentences stand that can be shown, and the stems of each."""
        return [
            (start, end, frozenset(words)) for _, start, end, _, _, words, _ in json.loads(self._of(document).opening)
        ]

    def told(self, document: Document, vectors: Vectors | None = None) -> Told:
        """What a document tells as a whole: see `groups.told`. The very same where the same is asked again."""
        held = self._told.get(document.id)
        if held is None or held[0] is not document or held[1] is not vectors:
            held = self._told[document.id] = (document, vectors, self._tells(document, vectors))
        return held[2]

    def _tells(self, document: Document, vectors: Vectors | None) -> Told:
        if document.statements:
            return groups.told(document, vectors)
        kept = self._of(document)
        found = _remembered(_tells, kept.mark, kept.told, document)
        return found if vectors is None else replace(found, vectors=vectors)

    def headed(self, document: Document) -> Told:
        """What a text's title tells."""
        kept = self._of(document)
        return _remembered(_titles, kept.mark, kept.headed, document)

    def mark(self, document: Document) -> str:
        """Tells what a document tells from what any other does, and by which rules it was read."""
        if document.statements:
            return f"{mark(document)} {document.headline!r} {document.statements!r}"
        return self._of(document).mark

    def keep(self, connection: sqlite3.Connection) -> None:
        """Store what was made now, so that the next edition finds it. Joins the caller's transaction."""
        readings.keep(connection, self.fresh.values())

    def _of(self, document: Document) -> Kept:
        held = self._found.get(document.id)
        if held is not None and held[0] is document:
            return held[1]
        found = self._kept.get(document.id) or self.fresh.get(document.id)
        if found is None or found.mark != mark(document):
            found = self.fresh[document.id] = kept(document)
        self._found[document.id] = (document, found)
        _recall(found, document)
        return found


def _remembered(memory: dict[str, Told], mark: str, told: str, document: Document) -> Told:
    """What was told, as it was kept."""
    found = memory.get(mark)
    if found is None:
        if len(memory) >= REMEMBERED:
            memory.clear()
        found = memory[mark] = replace(_loaded_told(json.loads(told), document), mark=mark)
    return found


def kept(document: Document) -> Kept:
    """What is to be kept of a document's text."""
    read = list(_read(document, READ))
    opening = [_plain(each) for each in read if each.place < OPENING]
    rest = [_plain(each) for each in read if each.place >= OPENING]
    told = groups.told(document)
    headed = tell("", document.title, document.lang, _day(document))
    stated = _plain_stated(document, [each for each in read if each.place < OPENING])
    plain = (opening, rest, _plain_told(told), stated, _plain_told(headed))
    first, behind, whole, states, title = (json.dumps(part, ensure_ascii=False) for part in plain)
    signs = _plain_signs(near.signs(told, chance.load().common))
    return Kept(document.id, mark(document), first, behind, whole, states, title, signs)


def mark(document: Document) -> str:
    """Tells whether title, text, language, day and rules are those that something was read by."""
    read = f"{rules()} {document.lang} {_day(document)} {document.title}\n{document.text}"
    return hashlib.sha256(read.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def rules() -> str:
    """A mark of the code and the tables that decide what is read."""
    root = Path(digests.__file__).parent
    code = (path for room in ROOMS for path in sorted((root / room).rglob("*.py")))
    tables = (path for each in WORDS for path in (sorted(each.rglob("*")) if each.is_dir() else [each]))
    found = hashlib.sha256()
    for path in (*code, *tables):
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def _read(document: Document, most: int) -> Iterator[Reading]:
    for place, (start, end) in enumerate(islice(sentences(document.text), most)):
        text = document.text[start:end]
        how = standing(text, document.lang, leads=place == 0)
        if how.fit:
            told = tell("", text, document.lang, _day(document))
            yield Reading(place, start, end, how.hangs, how.advises, told, frozenset(stems(text, document.lang)))


def _day(document: Document) -> date | None:
    return document.published or document.not_before


SETS = ("places", "where", "airports", "names", "quoted", "bodies", "perhaps")
"""The parts of `Told` that are sets of words; stems of a sentence are those of its reading that tell something."""


def _plain(reading: Reading) -> list[Any]:
    return [
        reading.place, reading.start, reading.end, int(reading.hangs), int(reading.advises), sorted(reading.stems),
        _plain_told(reading.told),
    ]  # fmt: skip


def _plain_told(told: Told) -> list[Any]:
    return [
        sorted(told.stems), [sorted(getattr(told, name)) for name in SETS], sorted(told.numbers, key=str),
        sorted(map(str, told.days)), sorted([str(a), str(b)] for a, b in told.periods),
        sorted(told.headed, key=str), sorted(told.title_stems),
    ]  # fmt: skip


def _plain_stated(document: Document, opening: Iterable[Reading]) -> list[Any]:
    """What the whole text states, then of each sentence of its opening: place, facts, numbers with where they stand."""
    day, some = _day(document), []
    for each in opening:
        text = document.text[each.start : each.end]
        numbers = [(start, end, sorted(found, key=str)) for start, end, found in embargo.stated(text, document.lang)]
        some.append([each.start, each.end, _plain_facts(facts.facts_of(text, document.lang, day)), numbers])
    return [_plain_facts(facts.held_by(document)), some]


def _plain_facts(found: Facts) -> list[Any]:
    return [
        sorted(found.numbers, key=str), [[each and str(each) for each in span] for span in sorted(found.days, key=str)],
        sorted(found.names),
    ]  # fmt: skip


def _plain_signs(found: near.Signs) -> bytes:
    places, weights = found
    return places.astype("<u2").tobytes() + weights.astype("<f4").tobytes()


def _loaded_signs(plain: bytes) -> near.Signs:
    many = len(plain) // 6
    places, weights = np.frombuffer(plain, "<u2", many), np.frombuffer(plain, "<f4", many, 2 * many)
    return places.astype(np.intp), weights.astype(np.float32)


def _recall(kept: Kept, document: Document) -> None:
    """Have what a text states remembered, and by what it is found, as it was kept."""
    day, lang = _day(document), document.lang
    near.remember(kept.mark, _loaded_signs(kept.signs))
    if facts.is_known(document.text[: facts.READ], lang, day):
        return
    whole, opening = json.loads(kept.facts)
    for start, end, own, numbers in opening:
        text = document.text[start:end]
        facts.remember(text, lang, day, _loaded_facts(own))
        embargo.remember(text, lang, tuple((a, b, frozenset(found)) for a, b, found in numbers))
    facts.remember(document.text[: facts.READ], lang, day, _loaded_facts(whole))


def _loaded_facts(plain: list[Any]) -> Facts:
    numbers, days, names = plain
    spans = (tuple(each and date.fromisoformat(each) for each in span) for span in days)
    return Facts(frozenset(map(tuple, numbers)), frozenset(spans), frozenset(names))  # type: ignore[arg-type]


def _loaded(text: str, document: Document) -> Iterator[Reading]:
    for place, start, end, hangs, advises, words, told in json.loads(text):
        yield Reading(place, start, end, bool(hangs), bool(advises), _loaded_told(told, document), frozenset(words))


def _loaded_told(plain: list[Any], document: Document) -> Told:
    stems, sets, numbers, days, periods, headed, title = plain
    parts: dict[str, Any] = dict(zip(SETS, map(frozenset, sets), strict=True))
    return Told(
        lang=document.lang, day=_day(document), **parts,
        numbers=frozenset(map(tuple, numbers)), headed=frozenset(map(tuple, headed)),
        days=frozenset(map(date.fromisoformat, days)),
        periods=frozenset((date.fromisoformat(a), date.fromisoformat(b)) for a, b in periods),
        stems=frozenset(stems), title_stems=frozenset(title),
    )  # fmt: skip
