"""A person with an office, or a body, named again in a story: by the surname, by the one noun.

What may be left out is what an earlier sentence of the story says of them in the same words, in whatever case: those
that stood around the name there and stand around it again. Two of one surname, or of one noun, keep their names.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import config
from digests import tables
from digests.errors import BadInput
from digests.language import names
from digests.language.dates import find_dates
from digests.language.fold import Word, words
from digests.language.names import NameMention
from digests.language.stems import stem, stems
from digests.model import LANGS, Lang

BODY = "\ue000"
"""What stands for the name of a body while the whole of how it is called is looked for."""
JOINED = frozenset({" ", "\u00a0", "-", "’", "'"})
"""What stands between two words of one office."""
CLOSES = re.compile(r"[,.;:](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Naming:
    """How bodies are named in full, and for each way what is put in its place by what is found in it."""

    find: re.Pattern[str]
    shorter: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Namings:
    """The table: each language's ways to name a body, and the words that no office reaches over."""

    bodies: Mapping[Lang, tuple[Naming, ...]]
    speech: Mapping[Lang, re.Pattern[str]]


@functools.cache
def load(path: Path = config.RETELLING) -> Namings:
    """The table. Raises BadInput naming the place that is wrong."""
    table = tables.read(path)
    bodies, speech = table.get("body", {}), table.get("speech", {})
    try:
        return Namings(
            {lang: tuple(map(_naming, bodies.get(lang, ()))) for lang in LANGS},
            {lang: re.compile(speech[lang]) for lang in LANGS},
        )
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise BadInput(f"bodies and speech are not as they should be: {error}", path=path) from None


def _naming(row: Mapping[str, Any]) -> Naming:
    shorter = tuple((re.compile(noun), instead) for noun, instead in row["with"])
    return Naming(re.compile(row["find"].replace("{body}", BODY)), shorter)


def shortened(text: str, lang: Lang, before: Sequence[str]) -> str:
    """`text` with the persons and bodies that the sentences `before` named in full named shortly; all in `lang`."""
    return _bodies(_persons(text, lang, before), lang, before) if before else text


def _persons(text: str, lang: Lang, before: Sequence[str]) -> str:
    told = [(other, each) for other in before for each in _full_names(other, lang)]
    for mention in reversed(_full_names(text, lang)):
        own = [(other, each) for other, each in told if each.entity == mention.entity]
        surname = stem(_surname(mention), lang)
        others = (each for _, each in told if each.entity != mention.entity)
        if own and all(stem(_surname(each), lang) != surname for each in others):
            text = _without_office(text, mention, own, lang)
    return text


def _full_names(text: str, lang: Lang) -> list[NameMention]:
    table = names.load()
    return [m for m in table.find(text, lang) if table.entity(m.entity).kind == "person" and " " in m.text]


def _surname(mention: NameMention) -> str:
    return mention.text.split()[-1]


def _without_office(text: str, mention: NameMention, told: Sequence[tuple[str, NameMention]], lang: Lang) -> str:
    """The surname alone, without the office before or behind it that `told` gives the same person; as it is where some
    of what stands before it may still be an office."""
    ahead = _ahead(text, mention, lang)
    same = max(_common(ahead, _ahead(other, each, lang), lang) for other, each in told)
    if same < len(ahead) or _is_apposed(text, mention):  # an office that nobody told
        return text
    start = ahead[-1].start if ahead else mention.start
    end = max(_office_end(text, mention, other, each, lang) for other, each in told)
    return f"{text[:start]}{_surname(mention)}{text[end:]}"


def _is_apposed(text: str, mention: NameMention) -> bool:
    """Whether an office stands before the name in another way: «… (Rostrud), Denis Vasilyev, …»."""
    before, after = text[: mention.start].rstrip()[-1:], text[mention.end : mention.end + 1]
    return before == ")" or before == after == ","


def _ahead(text: str, mention: NameMention, lang: Lang) -> list[Word]:
    """The words before a name that may be an office, from the name on: not beyond a sign, or what ends an office."""
    apart = _apart(text, lang)
    found: list[Word] = []
    before = mention.start
    for word in reversed([word for word in words(text) if word.end <= mention.start]):
        if text[word.end : before] not in JOINED or word.start in apart or _speaks(word, lang):
            break
        found.append(word)
        before = word.start
    return found


def _apart(text: str, lang: Lang) -> set[int]:
    """Where the words of days and outlets begin, which are of no office."""
    table = names.load()
    spans = [(each.start, each.end) for each in find_dates(text, lang)]
    spans += [(each.start, each.end) for each in table.find(text, lang) if table.entity(each.entity).kind == "media"]
    return {word.start for word in words(text) for start, end in spans if start <= word.start < end}


def _speaks(word: Word, lang: Lang) -> bool:
    return load().speech[lang].fullmatch(word.folded) is not None


def _common(some: Sequence[Word], others: Sequence[Word], lang: Lang) -> int:
    """How many words are the same at the beginning of both."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: stem(pair[0].text, lang) == stem(pair[1].text, lang), pairs))


def _office_end(text: str, mention: NameMention, other: str, told: NameMention, lang: Lang) -> int:
    """Where the office behind a name ends, if the same stands behind it in `other`; else where the name does."""
    apart = _apart(text, lang)
    behind = [word for word in words(text) if word.start >= mention.end]
    once = [word for word in words(other) if word.start >= told.end]
    for n, (word, same) in enumerate(zip(behind, once, strict=False)):
        other_words = stem(word.text, lang) != stem(same.text, lang)
        if other_words or word.start in apart or (n == 0 and _speaks(word, lang)):
            break
        if sign := CLOSES.match(text, word.end):
            return word.end + (sign[0] == text[mention.end] == ",")
    return mention.end


def _bodies(text: str, lang: Lang, before: Sequence[str]) -> str:
    told = [each for other in before for each in _named_bodies(other, lang)]
    own = list(_named_bodies(text, lang))
    for body in reversed(own):
        again = any(each.known == body.known for each in told)
        if again and all(each.known == body.known for each in (*told, *own) if each.noun == body.noun):
            text = text[: body.start] + body.short + text[body.end :]
    return text


class _Body(NamedTuple):
    """A body named in full: from where to where, the stems by which it is known again, the noun that others may have
    too, and what it is called shortly."""

    start: int
    end: int
    known: tuple[str, ...]
    noun: str
    short: str


def _named_bodies(text: str, lang: Lang) -> Iterator[_Body]:
    table = names.load()
    taken = 0
    for mention in table.find(text, lang):
        if table.entity(mention.entity).kind != "body" or mention.start < taken:
            continue
        masked = text[: mention.start] + BODY + text[mention.end :]
        for naming in load().bodies[lang]:
            found = naming.find.search(masked)
            whole = found[0].replace(BODY, mention.text) if found else ""
            called = found and _called(whole, naming)
            if found and called:
                noun, instead = called
                taken = found.start() + len(whole)
                yield _Body(found.start(), taken, tuple(stems(whole, lang)), stem(noun.split()[0], lang), instead)
                break


def _called(whole: str, naming: Naming) -> tuple[str, str] | None:
    """The noun in the `whole` of a body's name, and what it is called by that; None where it has none."""
    for pattern, instead in naming.shorter:
        if found := pattern.search(whole):
            return found[0], instead.replace("{noun}", found[0]).replace("{small}", found[0].lower())
    return None
