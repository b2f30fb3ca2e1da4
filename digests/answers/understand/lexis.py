"""How people ask: the tables of `config/questions.toml`, looked up as cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from config import QUESTIONS
from digests import tables
from digests.errors import BadInput
from digests.figures.lexicon import Hit, Lexicon, parse_cue
from digests.language.fold import iter_words
from digests.language.stems import stem
from digests.model import LANGS, Lang

Kind = Literal["agreement", "figure", "who", "where", "when", "why", "how", "what", "may", "whether"]
KINDS: tuple[Kind, ...] = ("agreement", "figure", "who", "where", "when", "why", "how", "what", "may", "whether")
FIRST: tuple[Kind, ...] = ("agreement", "why", "figure")
"""Kinds that count wherever they are said: "why did the number rise" asks for no number."""
RANK: Mapping[str, int] = {"may": 1, "how": 2, "what": 2, "whether": 3}
"""Words of these kinds stand in questions of another one too."""
NOUN_REACH = 3
"""How many words after "which" the noun may stand that tells what is asked for."""

NAME_REACH = 2
"""… and "regions", where they are to be named: "which Russian regions", not "which head of the bank of our country"."""
SAID_REACH = 6
"""How many words after "what" the verb may stand that asks what somebody said."""

RELATIVE = frozenset({"who", "whom", "whose", "which", "where", "when"})

Cues = Mapping[str, Mapping[Lang, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Reply:
    """A fixed reply and when it is given."""

    id: str
    all: tuple[frozenset[str], ...]
    none: frozenset[str]
    near: int | None = None  # the groups stand within so many words of each other
    alone: bool = False  # hardly anything else is said
    document_number: bool = False


@dataclass(frozen=True)
class Lexis:
    """The table of one language."""

    small: frozenset[str]  # folded
    soft: Lexicon
    kinds: Lexicon
    nouns: Lexicon
    which: Lexicon
    words: Lexicon
    forms: frozenset[str]  # folded words of the table, for mending typing errors

    def groups(self, words: Sequence[str]) -> list[Hit]:
        """The groups of words that `words` (folded) hold."""
        return self.words.hits(words)

    def _relative(self, hit: Hit, words: Sequence[str]) -> bool:
        """English "migrants who left": a word before it that says something makes it no question."""
        return (
            words[hit.first] in RELATIVE
            and hit.first == hit.last
            and hit.first > 0
            and words[hit.first - 1] not in self.small
        )

    def _reported(self, hits: list[Hit], words: Sequence[str]) -> list[Hit]:
        """ "What did he answer about how many …" asks what was said: of the words after it none asks."""
        said = [hit.first for hit in self.words.hits(words) if hit.concept == "saying"]
        asked = [hit for hit in hits if hit.concept == "what" and any(0 < at - hit.last <= SAID_REACH for at in said)]
        return [hit for hit in hits if hit.first <= asked[0].first] if asked else hits

    def unit(self, words: Sequence[str]) -> str | None:
        """The group of words that a number is asked in: "how many years"."""
        asked = [hit.last for hit in self.kinds.hits(words) if hit.concept == "figure"][:1]
        for hit in self.words.hits(words):
            if hit.concept.startswith("unit_") and any(
                0 <= hit.first - at <= 1 or hit.first <= at <= hit.last for at in asked
            ):
                return hit.concept
        return None

    def asks(self, words: Sequence[str]) -> bool:
        """Whether any of `words` asks."""
        return bool(self.kinds.hits(words))

    def counts(self, words: Sequence[str], asked: Sequence[bool]) -> int:
        """How often "how many" is said where the text asks."""
        return sum(hit.concept == "counting" and asked[hit.first] for hit in self.words.hits(words))

    def asking(self, words: Sequence[str]) -> set[int]:
        """The places of the words that only ask: they say nothing of the subject."""
        return {
            n
            for hit in self.kinds.hits(words)
            if hit.first == hit.last or hit.concept == "agreement"
            for n in range(hit.first, hit.last + 1)
        }

    def typed(self, words: Sequence[str]) -> set[int]:
        """The places of nouns that tell the type of what is asked: "which organisation"."""
        return {n for _, noun in self._typed(words) for n in range(noun.first, noun.last + 1)}

    def names_regions(self, words: Sequence[str]) -> bool:
        """Whether regions, cities or countries are to be named: "which regions", "list the cities"."""
        hits = self.words.hits(words)
        regions = [hit.first for hit in hits if hit.concept == "region"]
        asked = [hit.last for hit in [*self.which.hits(words), *hits] if hit.concept in ("which", "listing")]
        return any(0 < at - which <= NAME_REACH for at in regions for which in asked)

    def _typed(self, words: Sequence[str]) -> list[tuple[Hit, Hit]]:
        return [
            (which, noun)
            for which in self.which.hits(words)
            for noun in self.nouns.hits(words)
            if 0 < noun.first - which.last <= NOUN_REACH
        ]

    def kinds_of(self, words: Sequence[str]) -> list[Hit]:
        """The words that tell what is asked for."""
        hits = [hit for hit in _outermost(self.kinds.hits(words)) if not self._relative(hit, words)]
        hits = self._reported(hits, words)
        hits += [Hit(noun.concept, which.first, noun.last) for which, noun in self._typed(words)]
        return hits + self._at_which(words, hits)

    def _at_which(self, words: Sequence[str], known: Sequence[Hit]) -> list[Hit]:
        """ "At which market", «на каком рынке»: a place is asked for, unless what stands there tells something else."""
        told = {hit.first for hit in known if hit.concept != "what"}
        before = {hit.last for hit in self.words.hits(words) if hit.concept == "at_place"}
        which = (hit for hit in self.which.hits(words) if hit.first - 1 in before and hit.first not in told)
        return [Hit("where", hit.first, hit.last) for hit in which]

    def kind(self, words: Sequence[str]) -> Kind | None:
        """What is asked for: a figure or agreement wherever that is said, else what the first such word asks."""
        hits = self.kinds_of(words)
        found = {hit.concept for hit in hits}
        for kind in FIRST:
            if kind in found:
                return kind
        ranked = sorted(hits, key=lambda hit: (RANK.get(hit.concept, 0), hit.first, KINDS.index(hit.concept)))
        return next((kind for hit in ranked for kind in KINDS if kind == hit.concept), None)


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Without those that lie within a longer one: «какого числа» is no number."""
    return [
        hit
        for hit in hits
        if not any(
            other.first <= hit.first and hit.last <= other.last and other.last - other.first > hit.last - hit.first
            for other in hits
        )
    ]


@cache
def load(lang: Lang, path: Path = QUESTIONS) -> Lexis:
    """The table of `lang`. Raises BadInput naming the file and the place."""
    raw = _raw(path)
    lists: list[Cues] = [raw["kinds"], raw["nouns"], raw["words"], {"which": raw["which"]}]
    forms = {
        word.folded
        for table in lists
        for cues in table.values()
        for cue in cues[lang]
        for word in iter_words(cue)
        if "*" not in cue and len(word.folded) > 2
    }
    small = frozenset(word.folded for word in iter_words(raw["small"][lang]))
    return Lexis(
        small=small,
        soft=Lexicon(lang, {"soft": raw["soft"][lang]}),
        kinds=_lexicon(raw["kinds"], lang, path),
        nouns=_lexicon(raw["nouns"], lang, path),
        which=Lexicon(lang, {"which": raw["which"][lang]}),
        words=_lexicon(raw["words"], lang, path),
        forms=frozenset(forms | {word for word in small if len(word) > 2}),
    )


@cache
def replies(path: Path = QUESTIONS) -> tuple[Reply, ...]:
    """The fixed replies in their order. Raises BadInput for a group that is not defined."""
    raw = _raw(path)
    found = []
    for n, table in enumerate(raw["reply"], 1):
        groups = tuple(frozenset(name.split("|")) for name in table.get("all", []))
        none = frozenset(table.get("not", []))
        unknown = sorted(frozenset().union(none, *groups) - set(raw["words"]))
        if unknown:
            raise BadInput(f"no such group of words: {unknown[0]}", path=path, place=f"reply {n}")
        found.append(
            Reply(
                table["id"], groups, none, table.get("near"), bool(table.get("alone")),
                bool(table.get("document_number")),
            )
        )  # fmt: skip
    return tuple(found)


@cache
def plain(lang: Lang, path: Path = QUESTIONS) -> tuple[Lexicon, Mapping[str, str]]:
    """How people say a thing to a bot, and how the news says it: the cues by number, and what each stands for."""
    pairs = _raw(path)["plain"][lang]
    return (
        Lexicon(lang, {str(n): [cue] for n, (cue, _) in enumerate(pairs)}),
        {str(n): said for n, (_, said) in enumerate(pairs)},
    )


@cache
def same(lang: Lang, path: Path = QUESTIONS) -> Mapping[str, frozenset[str]]:
    """Stems of `lang` that ask for the same thing, by each of them."""
    found: dict[str, set[str]] = {}
    for group in _raw(path)["same"]:
        stemmed = {stem(word.folded, lang) for each in group[lang] for word in iter_words(each)}
        for each in stemmed:
            found.setdefault(each, set()).update(stemmed - {each})
    return {each: frozenset(others) for each, others in found.items()}


@cache
def ambient(path: Path = QUESTIONS) -> frozenset[str]:
    """The names that the whole corpus is about."""
    return frozenset(_raw(path)["ambient"])


@cache
def seats(path: Path = QUESTIONS) -> frozenset[str]:
    """The places that are named for who sits there."""
    return frozenset(_raw(path)["seats"])


@cache
def wide(path: Path = QUESTIONS) -> frozenset[str]:
    """Places that tell no place: countries, and what stands for their governments."""
    return frozenset(_raw(path)["wide"])


@cache
def capitals(path: Path = QUESTIONS) -> Mapping[str, str]:
    """A capital that is named for its government → the country."""
    return dict(_raw(path)["capitals"])


@cache
def around(path: Path = QUESTIONS) -> Mapping[str, str]:
    """The land round a city → the city."""
    return dict(_raw(path)["round"])


@cache
def home(path: Path = QUESTIONS) -> frozenset[str]:
    """The names that all our news is about."""
    return frozenset(_raw(path)["home"])


def own(path: Path = QUESTIONS) -> str:
    """The country whose people the corpus is about."""
    return str(_raw(path)["own"])


def host(path: Path = QUESTIONS) -> str:
    """The country they work in."""
    return str(_raw(path)["host"])


def people(path: Path = QUESTIONS) -> str:
    """The people of the own country."""
    return str(_raw(path)["people"])


def countries(path: Path = QUESTIONS) -> frozenset[str]:
    """The two countries that every figure is of."""
    return frozenset({own(path), host(path)})


@cache
def _raw(path: Path) -> dict[str, Any]:
    raw = tables.read(path)
    for key in (
        "own",
        "host",
        "people",
        "home",
        "wide",
        "ambient",
        "seats",
        "plain",
        "same",
        "small",
        "soft",
        "kinds",
        "nouns",
        "which",
        "words",
        "reply",
    ):
        if key not in raw:
            raise BadInput(f"{key!r} is missing", path=path)
    return raw


def _lexicon(table: Mapping[str, Any], lang: Lang, path: Path) -> Lexicon:
    for name, cues in table.items():
        for each in LANGS:
            for cue in cues.get(each, [""]):
                try:
                    parse_cue(cue, each)
                except ValueError:
                    raise BadInput(f"not a cue: {cue!r}", path=path, place=f"{name}.{each}") from None
    return Lexicon(lang, {name: cues[lang] for name, cues in table.items()})
