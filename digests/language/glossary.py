"""The glossary: Tajik, Russian and English words of news that say the same (`config/glossary.tsv`).

A line is a concept: three cells and a field, each cell the dictionary forms that stand for it, the commonest
first. A search expands a question with it: `translations` for single words, `phrases` for terms of several.
Everything is keyed by stems (`digests.language.stems`) of the words that carry the meaning: function words fall
away, and so does the light verb of a compound («дастгир кардан» is found by «дастгир», "be wounded" by "wounded").
Indexes are built for a language when it is first asked for: stemming Russian costs, and not everybody asks in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from config import GLOSSARY
from digests.errors import BadInput
from digests.language.fold import fold, iter_words
from digests.language.stems import stem as stem_of
from digests.language.stems import stems
from digests.model import LANGS, Lang

HEADER = ("tg", "ru", "en", "field")

MOST = 16
"""So many equivalents of one stem are returned at most, the likeliest first; a longer tail only dilutes a search."""

HEAD = 2
"""First letters that a word and its stem share."""

# Words without meaning of their own inside a term. They also stand between the words of a term in a text.
_FUNCTION: Mapping[Lang, str] = {
    "tg": "аз ба бо дар то бе барои ва ё ки",
    "ru": "в во на по о об обо и или с со к ко за из от для до у при",
    "en": "a an the of to in on for and or by from with at as",
}

# Verbs that only make a verb of the word before them (Tajik) or that only lean on the word after them.
_LIGHT: Mapping[Lang, str] = {
    "tg": """кардан намудан шудан гардидан гаштан додан гирифтан доштан задан ёфтан овардан бурдан кашидан будан
        расондан расонидан расидан бастан андохтан гузоштан хӯрдан бахшидан бардоштан дидан варзидан мондан""",
    "ru": "быть",
    "en": "be get become",
}

# Compounds that say something else than their noun («сар кардан», to begin: «сар» is a head): found as a whole only.
_IDIOMS = """сар кардан, сар шудан, сар задан, боз кардан, даст кашидан, даст доштан, ба даст овардан, аз даст додан,
    дам гирифтан, ҷой доштан, ҷой додан, пеш кардан, дод задан, об шудан, дигар кардан, дигар шудан, калон шудан,
    хориҷ кардан, зан гирифтан, дӯст доштан, қарор доштан, роҳ додан, ба роҳ мондан, бор кардан, бад дидан, рӯй додан,
    баста кардан, аз кор мондан, ба кор бурдан, ба назар гирифтан, ба назар расидан, дар назар доштан, нигоҳ доштан"""

Term = tuple[str, ...]
"""The stems of a term that carry its meaning, in order."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A line: for each language the words that say it, the commonest first."""

    tg: tuple[str, ...]
    ru: tuple[str, ...]
    en: tuple[str, ...]
    field: str
    line: int

    def words(self, lang: Lang) -> tuple[str, ...]:
        return self.tg if lang == "tg" else self.ru if lang == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term found in a text: `stems[start:end]` holds it (function words between included), `term` is its stems, and
    `equivalents` its stemmed terms in the other languages. A single word is one only where an equivalent is longer."""

    start: int
    end: int
    term: Term
    equivalents: Mapping[Lang, tuple[Term, ...]]


class Glossary:
    """The concepts, found by stems."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = tuple(concepts)
        self._found: dict[Lang, dict[Term, tuple[int, ...]]] = {}
        self._parts: dict[tuple[Lang, str], frozenset[str]] = {}
        self._spelt: dict[Lang, Mapping[str, set[str]]] = {}
        self._answers: dict[tuple[Term, Lang], Mapping[Lang, tuple[Term, ...]]] = {}

    def __len__(self) -> int:
        return len(self.concepts)

    def knows(self, stem: str, lang: Lang) -> bool:
        """Whether the word stands in the glossary, alone or within a term. Only words that begin alike are stemmed."""
        head = (lang, stem[:HEAD])
        if head not in self._parts:
            self._parts[head] = frozenset(stem_of(word, lang) for word in self._words(lang).get(stem[:HEAD], ()))
        return stem in self._parts[head]

    def _words(self, lang: Lang) -> Mapping[str, set[str]]:
        """The folded words of all terms, by their first letters."""
        if lang not in self._spelt:
            found: dict[str, set[str]] = {}
            for concept in self.concepts:
                for term in concept.words(lang):
                    words = [word.folded for word in iter_words(term)]
                    for word in words:
                        if len(words) == 1 or word not in _function(lang):
                            found.setdefault(word[:HEAD], set()).add(word)
            self._spelt[lang] = found
        return self._spelt[lang]

    def translations(self, stem: str, lang: Lang) -> Mapping[Lang, tuple[str, ...]]:
        """Stems of the single words that say the same in the other two languages, the likeliest first."""
        return {
            other: tuple(term[0] for term in terms if len(term) == 1)[:MOST]
            for other, terms in self._equivalents((stem,), lang).items()
        }

    def phrases(self, stems: Sequence[str], lang: Lang) -> list[Phrase]:
        """The terms of several words in a stemmed text, and single words that another language says in several;
        left to right. Of terms that begin at one word the longest is taken, and what lies within it is left out."""
        index, longest = self._index(lang), self._longest
        function = _function(lang)
        places = [at for at, stem in enumerate(stems) if stem not in function]
        found: list[Phrase] = []
        first = 0
        while first < len(places):
            taken = 1
            for length in range(min(longest, len(places) - first), 0, -1):
                held = places[first : first + length]
                term = tuple(stems[at] for at in held)
                if term not in index:
                    continue
                equivalents = self._equivalents(term, lang)
                if length == 1:
                    equivalents = {
                        other: tuple(same for same in terms if len(same) > 1) for other, terms in equivalents.items()
                    }
                if any(equivalents.values()):
                    found.append(Phrase(held[0], held[-1] + 1, term, equivalents))
                taken = length
                break
            first += taken
        return found

    def _equivalents(self, term: Term, lang: Lang) -> Mapping[Lang, tuple[Term, ...]]:
        if (term, lang) not in self._answers:
            concepts = [self.concepts[at] for at in self._index(lang).get(term, ())]
            answer: dict[Lang, tuple[Term, ...]] = {}
            for other in LANGS:
                if other != lang:
                    # the head of every concept before the second words of any
                    ranked = sorted(
                        (rank, at, word)
                        for at, concept in enumerate(concepts)
                        for rank, word in enumerate(concept.words(other))
                    )
                    terms = (content(word, other) for _, _, word in ranked)
                    answer[other] = tuple(dict.fromkeys(each for each in terms if each))
            if not concepts:
                return answer  # what is not known is not remembered: questions are anybody's
            self._answers[term, lang] = answer
        return self._answers[term, lang]

    def _index(self, lang: Lang) -> dict[Term, tuple[int, ...]]:
        if lang not in self._found:
            ranked: dict[Term, list[tuple[int, int]]] = {}
            for at, concept in enumerate(self.concepts):
                for rank, word in enumerate(concept.words(lang)):
                    ranked.setdefault(content(word, lang), []).append((rank, at))
            self._found[lang] = {
                term: tuple(dict.fromkeys(at for _, at in sorted(places))) for term, places in ranked.items() if term
            }
        return self._found[lang]

    @cached_property
    def _longest(self) -> int:
        return max(
            (len(word.split()) for each in self.concepts for lang in LANGS for word in each.words(lang)), default=1
        )


@cache
def _function(lang: Lang) -> frozenset[str]:
    return frozenset(stems(_FUNCTION[lang], lang))


@cache
def _light(lang: Lang) -> frozenset[str]:
    return frozenset(stems(_LIGHT[lang], lang))


@cache
def _idioms() -> frozenset[str]:
    return frozenset(fold(" ".join(idiom.split())) for idiom in _IDIOMS.split(","))


def content(words: str, lang: Lang) -> Term:
    """The stems of a term without its function words and its light verb; of nothing else, all of them."""
    whole = [stem for stem in stems(words, lang) if stem]
    term = [stem for stem in whole if stem not in _function(lang)]
    if len(term) > 1:
        if lang == "tg" and term[-1] in _light(lang) and fold(words) not in _idioms():
            term.pop()
        elif lang != "tg" and term[0] in _light(lang):
            del term[0]
    return tuple(term or whole)


@cache
def load(path: Path = GLOSSARY) -> Glossary:
    """The glossary in `path`. Raises `BadInput` with the line where one is not four filled columns."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        raise BadInput(f"the glossary cannot be read ({why})", path=path.name) from why
    concepts = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or not all(cells):
            raise BadInput("a glossary line has four filled columns: tg, ru, en, field", path=path.name, place=number)
        tg, ru, en = (tuple(cell.split("|")) for cell in cells[:3])
        concepts.append(Concept(tg, ru, en, cells[3], number))
    return Glossary(concepts)


# Letters a Tajik word may hold. The 1998 and 2021 rules have no ц щ ы ь: loans are written with тс ш и and nothing.
_LETTERS: Mapping[Lang, re.Pattern[str]] = {
    "tg": re.compile(r"[а-фхчшъэюяёғӣқӯҳҷ]+"),
    "ru": re.compile(r"[а-яё]+"),
    "en": re.compile(r"[a-zà-ÿ]+"),
}

# Foreign names that keep a letter of their own in Tajik news.
_LOANS = frozenset(["цхинвал"])


def check(path: Path = GLOSSARY) -> list[str]:
    """What is wrong with the glossary, a line each: file, line number, what and which word. Empty when all is well."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        return [f"{path.name}: cannot be read ({why})"]
    faults = []
    if tuple(lines[0].split("\t")) != HEADER if lines else True:
        faults.append(f"{path.name}:1: the header must be {', '.join(HEADER)}, parted by tabs")
    heads: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines[1:], start=2):
        faults.extend(f"{path.name}:{number}: {fault}" for fault in _faults(line, number, heads))
    return faults


def _faults(line: str, number: int, heads: dict[tuple[str, str], int]) -> Iterator[str]:
    cells = line.split("\t")
    if len(cells) != len(HEADER):
        yield f"{len(cells)} columns where {len(HEADER)} belong"
        return
    for name, cell in zip(HEADER, cells, strict=True):
        if not cell.strip():
            yield f"the cell {name} is empty"
    if not all(cell.strip() for cell in cells):
        return
    for lang, cell in zip(LANGS, cells, strict=False):
        yield from _cell_faults(lang, cell)
    tg, ru, en = (fold(cell.split("|")[0]) for cell in cells[:3])
    for pair in ((tg, en), (tg, ru), (ru, en)):
        if (first := heads.setdefault(pair, number)) != number:
            yield f"the same concept as line {first} ({' / '.join(pair)})"
            return


def _cell_faults(lang: Lang, cell: str) -> Iterator[str]:
    words = cell.split("|")
    folded = [fold(word) for word in words]
    for word in words:
        if not word or word != " ".join(word.split()):
            yield f"{lang}: {word!r} is empty or holds stray blanks"
        for part in re.findall(r"\w+", word):
            if not _LETTERS[lang].fullmatch(part.lower()) and part.lower() not in _LOANS and not part.isdigit():
                yield f"{lang}: {part!r} holds a letter of another alphabet or language"
    for at, word in enumerate(folded):
        if word in folded[:at]:
            yield f"{lang}: {words[at]!r} stands twice in its cell"
