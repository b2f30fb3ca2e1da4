"""Figures read from short news texts by many hands: what is published, what is held, when it was so and who said it.

`sealed` is read only with EVAL_SEALED=1: once, when all else is done. Each text stands alone, so what is published
under the default setting, where a second origin has to agree, is measured as what nothing holds: it is the most that
could be shown without an editor.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from config import settings
from digests.figures import indicators
from digests.figures.attribution import Speakers
from digests.figures.claims import extract
from digests.figures.reading import Reading
from digests.language import names
from digests.language.fold import iter_words
from digests.model import LANGS, Claim, Document, Lang, Period, Readers
from digests.say.speakers import say_chain
from digests.third_reader import ThirdReader
from digests.voice import voice
from digests.voice.voice import Pointer
from tests.eval.measure import Measure, skipped

DATA = Path(__file__).parent / "data" / "claims"
Set = Literal["fit", "look", "sealed", "other"]
SETS: tuple[Set, ...] = ("fit", "look", *(("sealed",) if os.environ.get("EVAL_SEALED") else ()))  # type: ignore[assignment]
FLOORS: dict[str, float] = {
    "look: not held, right": 0.96, "look: found, with hedge": 0.80, "look: F1, with hedge": 0.78,
    "look: time right of found": 0.84, "look: speaker right where one is named": 0.88,
}  # fmt: skip
ALONE: tuple[Readers, ...] = ("rules", "second")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A text with what was read from it; each pair is a claim of the editor's and ours that has its figure."""

    row: Row
    claims: tuple[Claim, ...]
    pairs: tuple[tuple[Row, Claim], ...]

    @property
    def lang(self) -> Lang:
        found: Lang = self.row["lang"]
        return found

    @property
    def figures(self) -> set[tuple[Any, ...]]:
        """Those of the editor; one that a text states twice, in its headline too, is right both times."""
        return {(row["indicator"], row["value"], row["low"], row["high"]) for row in self.row["claims"]}

    @property
    def shown(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.review != "held"]


def texts(which: Set) -> list[Row]:
    """The labelled texts of a set."""
    return [
        json.loads(line)
        for path in sorted((DATA / which).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def document(row: Row) -> Document:
    """The text as a feed's item would come in: a first line that ends in no full stop is its headline."""
    return Document(row["id"], "", row["text"], row["lang"], published=date.fromisoformat(row["published"]))


def read(rows: Iterable[Row], readers: Readers = "both", pointer: Pointer | None = None) -> list[Read]:
    """What the readers make of each, beside a third one where there is a `pointer`."""
    table = indicators.load()
    third = ThirdReader(lambda: pointer, table)
    found = []
    for row in rows:
        text = document(row)
        claims = extract(text, table, readers=readers, pointed=third.pointed(text))
        found.append(Read(row, claims, tuple(pairs(row["claims"], claims))))
    return found


def pairs(wanted: Sequence[Row], claims: Sequence[Claim]) -> Iterator[tuple[Row, Claim]]:
    """The editor's claims with ours of the same figure, one to one; the one with its hedge first."""
    left = list(claims)
    for row in wanted:
        able = [claim for claim in left if figure(claim) == (row["indicator"], row["value"], row["low"], row["high"])]
        if able:
            best = max(able, key=lambda claim: (claim.modifier == row["modifier"], has_time(row, claim)))
            left.remove(best)
            yield row, best


def figure(claim: Claim) -> tuple[Any, ...]:
    return (claim.indicator, claim.value, claim.low, claim.high)


def has_time(row: Row, claim: Claim) -> bool:
    """Whether a claim is of the editor's period, or stands on the editor's day: that of publication where the text
    names none, for the ledger counts a claim without a day from then."""
    if row["period"]:
        return claim.period == Period(*(date.fromisoformat(day) for day in row["period"]))
    day = date.fromisoformat(row["as_of"]) if row["as_of"] else None
    return claim.period is None and day in (claim.as_of, claim.as_of or claim.published)


def has_speaker(row: Row, claim: Claim, lang: Lang, text: str) -> bool:
    """Whether a claim is by whom the editor names: the same body or person, the body behind the same office ("the
    interior minister"), the same kind of source without a name, or mostly the same words; for one whom no table knows,
    by the body that the text sets beside the name."""
    if not claim.attributed_to:
        return False
    known = names.load().find(row["by"], lang)
    if _is_among(claim, row["by"], lang) or (not known and _is_among(claim, _around(row["by"], text), lang)):
        return True
    said = _stems(say_chain(claim.attributed_to, None, lang))
    named = _stems(row["by"])
    if len(said & named) * 2 >= len(named):
        return True
    return not known and len(said & _stems(_around(row["by"], text))) * 2 >= len(said)


def _is_among(claim: Claim, text: str, lang: Lang) -> bool:
    """Whether one of a claim's speakers is named in `text`, offices being read as their bodies; a body without its
    country may be that of any."""
    heard = {entity for name in _heard(text, lang) for entity in _entities(name)} | _entities(text, lang)
    told = {entity for name in claim.attributed_to for entity in _entities(name) if _is_speaker(entity, name)}
    unnamed = set(_heard(text, lang)) & set(claim.attributed_to)
    return bool(unnamed) or any(one == other or one.startswith(f"{other}-") for one in told for other in heard)


def _heard(text: str, lang: Lang) -> list[str]:
    reading = Reading(Document("by", "", text, lang), indicators.load())
    speakers = Speakers(reading)
    return [each.name for sentence in reading.sentences for each in speakers.candidates(sentence)]


def _is_speaker(entity: str, name: str) -> bool:
    """Whether an entity is who speaks: no country of "authorities of Tajikistan"."""
    each = names.load().entity(entity)
    return each.kind != "place" or name in each.forms["en"]


def _entities(name: str, lang: Lang = "en") -> set[str]:
    return {mention.entity for mention in names.load().find(name, lang)}


def _stems(text: str) -> set[str]:
    """The openings of its words; those of up to three letters only where they are written large ("МВД", not "of")."""
    words = [word.folded[:STEM] for word in iter_words(text) if len(word.folded) > SHORT or word.text[-1:].isupper()]
    return set(words) or {word.folded[:STEM] for word in iter_words(text)}


def _around(by: str, text: str) -> str:
    """The words by which the text introduces someone whom no table knows: "Deputy Interior Minister …"."""
    at = text.casefold().find(by.casefold())
    return text[max(0, at - BESIDE) : at + len(by) + BESIDE] if at >= 0 else ""


SHORT = 3
BESIDE = 45
"""Characters around a name in which its office stands: our reader keeps the body, and no name of a private person."""
STEM = 5
"""Letters by which two forms of a word are taken for the same."""


def measures(which: Set, found: Sequence[Read], lang: Lang | None, how: str = "") -> Iterator[Measure]:
    """The measures of a set, of all languages or of one; `how` says what is another way than that of the floors."""
    own = [each for each in found if lang in (None, each.lang)]
    told = ", ".join(filter(None, (which, lang, how)))
    claims, wanted = sum(len(each.claims) for each in own), sum(len(each.row["claims"]) for each in own)
    pairs_of = [(each, row, claim) for each in own for row, claim in each.pairs]
    exact = [pair for pair in pairs_of if pair[2].modifier == pair[1]["modifier"]]
    shown = sum(len(each.shown) for each in own)
    right_shown = sum(figure(claim) in each.figures for each in own for claim in each.shown)
    spoken = [has_speaker(row, claim, each.lang, each.row["text"]) for each, row, claim in pairs_of if row["by"]]
    yield _share(f"{told}: not held, right", right_shown, shown)
    yield _share(f"{told}: found, with hedge", len(exact), wanted)
    yield _share(f"{told}: F1, with hedge", 2 * len(exact), claims + wanted)
    yield _share(f"{told}: time right of found", sum(has_time(row, claim) for _, row, claim in pairs_of), len(pairs_of))
    yield _share(f"{told}: speaker right where one is named", sum(spoken), len(spoken))


def _share(what: str, part: int, whole: int) -> Measure:
    return Measure(what, part / whole if whole else None, FLOORS.get(what), f"{part} of {whole}")


def measure() -> list[Measure]:
    return [*(each for which in SETS for each in of_set(which)), *others()]


def floors() -> list[Measure]:
    """Without what was learned from, which takes most of the time, and without readers by themselves."""
    rows = texts("look")
    looked = measures("look", read(rows), None) if rows else skipped("claims by many hands: look")
    return [*looked, *others()]


def of_set(which: Set) -> Iterator[Measure]:
    """The measures of a set by both readers, in all and a language, and by each reader alone."""
    rows = texts(which)
    if not rows:
        yield from skipped(f"claims by many hands: {which}")
        return
    outcome = read(rows)
    for lang in (None, *LANGS):
        yield from measures(which, outcome, lang)
    for reader in ALONE:
        yield _f1(f"{which}, {reader} alone: F1, with hedge", read(rows, reader))
    if (pointer := voice.pointing(settings.load())()) is not None:  # an endpoint is set: nothing is known of it
        yield from measures(which, read(rows, pointer=pointer), None, "with the third reader")


def others() -> list[Measure]:
    """Claims in news of other subjects, where there is none to be found; in how many texts of each language."""
    outcome = read(texts("other"))
    shown = [claim for each in outcome for claim in each.shown]
    waiting = [claim for each in outcome for claim in each.claims if claim.review == "held"]
    told = f"in {len(outcome)} texts"
    return (
        [
            Measure("other subjects: claims not held", len(shown), 0, _listed(told, shown), at_most=True),
            Measure("other subjects: claims held", len(waiting), None, _listed(told, waiting)),
        ]
        if outcome
        else skipped("claims in texts of other subjects")
    )


def _listed(told: str, claims: Sequence[Claim]) -> str:
    return "; ".join((told, *(f"{claim.doc_id} {claim.indicator}" for claim in claims)))


def _f1(what: str, found: Sequence[Read]) -> Measure:
    right = sum(claim.modifier == row["modifier"] for each in found for row, claim in each.pairs)
    return _share(what, 2 * right, sum(len(each.claims) + len(each.row["claims"]) for each in found))
