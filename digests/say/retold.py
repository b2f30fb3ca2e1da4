"""Sentences that stand together: outlet, person, body and event are named in full once, not in each of them.

Every sentence of the corpus stands for itself, since an answer shows it alone. In a story the ones after the first need
not say again what was said, and the frames in which they do so are in `config/retelling.toml`. Who says a thing is
said in each of them, shortly: a source mark tells where it was published, not who vouches for it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import config
from digests import publishers, tables
from digests.errors import BadInput
from digests.language import names
from digests.language.dates import find_dates
from digests.model import LANGS, Lang
from digests.say.named_again import shortened

MARKS = {"outlet": 0xE000, "agency": 0xE100, "event": 0xE200, "place": 0xE300, "date": 0xE400}
"""What stands for a mention while frames are looked for: one private character each, 256 of a kind."""
EACH = 0x100
HELD = re.compile("[\ue000-\ue4ff]")
OUTLET = "outlet:"
BEHIND = timedelta(days=31)
"""How far before the newest day that was told a sentence's own days may lie and do without their year."""
BOUND = re.compile(r"-|\s(?:\w+\s)?\d")
"""After a day that keeps its year: a suffix («апрели соли 2024-ро»), and a number that would be read with it."""
MONTH = timedelta(days=30)
"""Days between the first and the last of a month at most."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A way of naming an outlet or an event again; `noun` finds what of the event's name stays. `dated`: the outlet
    keeps its name, and only the day goes, if both were said: that holds among several outlets too, and of whatever kind
    a sentence is."""

    find: re.Pattern[str]
    instead: str
    noun: re.Pattern[str] | None
    dated: bool


@dataclass(frozen=True, slots=True)
class Frames:
    """The table: each language's frames, the ids of the names that are shortened and of the outlets that are not, how a
    time opens a sentence."""

    of: Mapping[Lang, tuple[Frame, ...]]
    events: frozenset[str]
    places: frozenset[str]
    agencies: frozenset[str]
    opening: Mapping[Lang, re.Pattern[str]]
    year: Mapping[Lang, re.Pattern[str]]


@dataclass(slots=True)
class _Masked:
    """A sentence whose outlet, events and dates are single characters, and what each stands for."""

    text: str
    held: dict[str, str] = field(default_factory=dict)  # character → the words
    known: dict[str, object] = field(default_factory=dict)  # character → what it names

    def forget_year(self, year: int | None, pattern: re.Pattern[str]) -> None:
        """Days and months of that year are named without it."""
        for mark, known in self.known.items():
            first, last = known if isinstance(known, tuple) else (None, None)
            bound = BOUND.match(self.text, self.text.index(mark) + 1)
            if first and last and first.year == last.year == year and last - first <= MONTH and not bound:
                self.held[mark] = pattern.sub("", self.held[mark])

    def unmasked(self, text: str) -> str:
        return HELD.sub(lambda found: self.held[found[0]], text)


@functools.cache
def load(path: Path = config.RETELLING) -> Frames:
    """The table. Raises BadInput naming the frame that is wrong."""
    table = tables.read(path)
    found: dict[Lang, tuple[Frame, ...]] = {}
    for lang in LANGS:
        rows = table.get(lang, [])
        found[lang] = tuple(_frame(row, path, f"{lang}, {n}") for n, row in enumerate(rows, 1))
    opening, year = (_by_language(table.get(name, {}), path, name) for name in ("opening", "year"))
    events, places, agencies = (frozenset(table.get(name, ())) for name in ("events", "places", "agencies"))
    return Frames(found, events, places, agencies, opening, year)


def _by_language(table: Mapping[str, str], path: Path, place: str) -> Mapping[Lang, re.Pattern[str]]:
    try:
        return {lang: re.compile(_pattern(table[lang])) for lang in LANGS}
    except KeyError as error:
        raise BadInput("is missing", path=path, place=f"{place}.{error.args[0]}") from None
    except (TypeError, re.error) as error:
        raise BadInput(str(error), path=path, place=place) from None


def _frame(row: Mapping[str, Any], path: Path, place: str) -> Frame:
    try:
        noun = re.compile(row["noun"]) if "noun" in row else None
        return Frame(re.compile(_pattern(row["find"])), row["with"], noun, bool(row.get("dated")))
    except KeyError as error:
        raise BadInput(f"a frame needs {error.args[0]!r}", path=path, place=place) from None
    except (TypeError, re.error) as error:
        raise BadInput(str(error), path=path, place=place) from None


def _pattern(written: str) -> str:
    written = written.replace("{named}", f"[{chr(MARKS['outlet'])}-{chr(MARKS['event'] - 1)}]")
    for kind, first in MARKS.items():
        written = written.replace(f"{{{kind}}}", f"[{chr(first)}-{chr(first + EACH - 1)}]")
    return written


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a story, and the outlet whose source mark stands behind it. `spoken`: it is what somebody thinks or
    reports, and keeps who does."""

    text: str
    lang: Lang
    outlet: str | None
    spoken: bool = False


def retold(sentences: Sequence[Told]) -> tuple[str, ...]:
    """The texts of one story's `sentences` in their order; what an earlier one named is named shortly: the outlet whose
    source mark stands there, if no other was named; persons and bodies; the event; the year."""
    frames = load()
    said: set[object] = set()
    told: list[str] = []
    for n, sentence in enumerate(sentences):
        before = [each.text for each in sentences[:n] if each.lang == sentence.lang]
        short = replace(sentence, text=shortened(sentence.text, sentence.lang, before))
        masked = _mask(short, frames)
        shorter = masked.text
        outlets = {each for each in said if isinstance(each, str) and each.startswith(OUTLET)}
        known = said if outlets == {f"{OUTLET}{sentence.outlet}"} else said - outlets
        for frame in frames.of[sentence.lang] if said else ():
            shorter = _without(frame, shorter, masked, said if frame.dated else known, spoken=sentence.spoken)
        masked.forget_year(_told_year(said, masked), frames.year[sentence.lang])
        said |= set(masked.known.values())
        plain = masked.unmasked(shorter)
        told.append(plain[:1].upper() + plain[1:])
    return tuple(told)


def _told_year(said: Iterable[object], masked: _Masked) -> int | None:
    """The year of all days that were told, if it is one and the sentence speaks of no other, and of no day so long
    before them that it would be looked for in the year to come: «by September» behind a November."""
    told, own = _days(said), _days(masked.known.values())
    years = {day.year for day in told}
    if len(years) != 1 or not {day.year for day in own} <= years:
        return None
    return None if own and max(own) < max(told) - BEHIND else next(iter(years))


def _days(known: Iterable[object]) -> list[date]:
    return [day for each in known if isinstance(each, tuple) for day in each if isinstance(day, date)]


def untimed(sentence: str, lang: Lang) -> str:
    """`sentence` without the time with which it opens: what is left to say in a headline."""
    frames = load()
    masked = _mask(Told(sentence, lang, None), frames)
    rest = masked.unmasked(frames.opening[lang].sub("", masked.text))
    return rest[:1].upper() + rest[1:]


def _without(frame: Frame, text: str, masked: _Masked, said: set[object], *, spoken: bool) -> str:
    """`text` without the frame, where everything that it names was said before."""

    def instead(found: re.Match[str]) -> str:
        marks = HELD.findall(found[0])
        outlet = any(ord(mark) < MARKS["event"] for mark in marks)
        # the day of an outlet that is named shortly is its source mark's
        needed = [mark for mark in marks if frame.dated or not (outlet and ord(mark) >= MARKS["date"])]
        if (outlet and spoken and not frame.dated) or not all(masked.known[mark] in said for mark in needed):
            return found[0]
        if frame.noun is None:
            return found.expand(frame.instead)
        noun = frame.noun.search(masked.held[marks[0]])
        return frame.instead.replace("{noun}", noun[0]) if noun else found[0]

    return frame.find.sub(instead, text)


def _mask(sentence: Told, frames: Frames) -> _Masked:
    text = sentence.text
    masked = _Masked(text)
    spans: list[tuple[int, int, str, object]] = [
        (mention.start, mention.end, "date", (mention.first, mention.last))
        for mention in find_dates(text, sentence.lang)
    ]
    for mention in names.load().find(text, sentence.lang):
        if kind := _kind(mention, frames):
            known = f"{OUTLET}{_outlet(mention, sentence.outlet)}" if kind in ("outlet", "agency") else "event"
            spans.append((*_quoted(text, mention.start, mention.end), kind, known))
    last = len(text)
    for n, (start, end, kind, named) in enumerate(sorted(spans, key=lambda span: (-span[0], -span[1]))):
        if end <= last and n < EACH:
            mark = chr(MARKS[kind] + n)
            masked.held[mark], masked.known[mark] = text[start:end], named
            masked.text = masked.text[:start] + mark + masked.text[end:]
            last = start
    return masked


def _kind(mention: names.NameMention, frames: Frames) -> str | None:
    if mention.entity in frames.events:
        return "event"
    if mention.entity in frames.places:
        return "place"
    if names.load().entity(mention.entity).kind != "media":
        return None
    return "agency" if mention.entity in frames.agencies else "outlet"


def _outlet(mention: names.NameMention, outlet: str | None) -> str:
    """The sentence's own outlet where it is that, else the id of the one it quotes."""
    known = publishers.load().get
    this = known(outlet)
    own = mention.text == outlet or (this is not None and known(mention.text) is this)
    return outlet if outlet and own else mention.entity


def _quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation marks that belong to it: «Крокус Сити Холл», and a name that ends within them."""
    if text[end : end + 1] == "»" and "«" in text[max(0, start - 1) : end]:
        return (start - (text[start - 1 : start] == "«"), end + 1)
    return (start, end)
