"""Names of an output: each stands in its source, as the table of names tells or the sound of the word.

A capital makes a name, but for the first word of a sentence, for common words (titles have capitals in English) and
for months and weekdays. A country and its people are one name here («российский», "of Russia"). What the table does
not know must sound like a name of the source that no other name of the output sounds more like. Of the source's own
names those of the table that may speak must stand in the output; which others are left out is no matter of this check.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from digests.editions.gate.objection import Objection
from digests.figures.units import STOP
from digests.language import glossary, names, translation
from digests.language.calendar import months, weekdays
from digests.language.fold import Word, fold_word, is_latin, iter_words
from digests.language.names import name_key
from digests.language.numbers import openers
from digests.language.sentences import sentences
from digests.language.stems import is_common, is_personal, russian_word, stem
from digests.model import LANGS, Lang
from digests.say.evidence import named

SURE = 88.0
"""The ratio that a word without a capital needs to be taken for the name."""
ALIKE = 74.0
"""rapidfuzz ratio of two loose keys from which one may be the other's spelling."""
LONG = 4
"""Letters of a loose key from which a word without a capital may be the name, too."""
SAME_START = 4
"""Letters that the name of a people shares with its country's."""
ACRONYM = 5
"""Letters of an abbreviation at most; what no table knows is another one in another language."""
ATTESTED = 0.5
"""The weight from which a table of words knows a translation."""
LOSABLE = frozenset({"person", "body", "media", "group"})
"""Kinds of names that may speak: what the source has of them the output has, too."""
IN_WORDS = frozenset({"place", "media", "people"})
"""Kinds of names that longer words are made of; what is short for a body is found in many."""
SIDES: dict[Lang, tuple[str, ...]] = {
    "tg": ("шимол", "ҷануб", "шарқ", "ғарб"),
    "ru": ("север", "южн", "восточн", "западн"),
    "en": ("north", "south", "east", "west"),
}
_LOOSE = str.maketrans("bvgdjzh", "pfktssk")
_W = {"f", "a"}
"""What W begins with, in Latin letters and in Cyrillic ones: William, Уильям."""
_OF_PLACE = re.compile(r"\w{3}(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_W_OPENS = re.compile("у[аеиоэӣ]")
_PRONOUNS = frozenset({"i", "i'm", "i've", "i'd", "i'll"})


@dataclass(frozen=True, slots=True)
class Named:
    """What of a text a name may stand in: entities of the table with their kin, loose keys of the words with a capital,
    each with all its readings, and of every longer word; `called` is what Russian adjectives of places begin with."""

    entities: frozenset[str]
    capitals: tuple[frozenset[str], ...]
    others: frozenset[str]
    keys: frozenset[str]
    called: frozenset[str]


@lru_cache(maxsize=1 << 10)
def read(text: str, lang: Lang) -> Named:
    found = named(text, lang) | named(text) | named(text.lower(), lang) | _inside(text, lang)
    entities = {kin for each in found for kin in _kin(each)}
    capitals, others, plain = [], set(), set()
    for word in iter_words(text):
        keys = frozenset(_keys(word.folded, lang))
        if word.text[0].isupper():
            capitals.append(keys)
        else:
            others |= {key for key in keys if len(key) >= LONG}
        plain.add(name_key(word.folded))
    called = (word.folded[:SAME_START] for word in iter_words(text) if lang == "ru" and _OF_PLACE.search(word.folded))
    return Named(
        frozenset(entities), tuple(dict.fromkeys(capitals)), frozenset(others), frozenset(plain), frozenset(called)
    )


def _inside(text: str, lang: Lang) -> set[str]:
    """Names that longer ones begin or end with: of a branch the group that it is one of."""
    table = names.load()
    found: set[str] = set()
    for mention in table.find(text, lang):
        words = mention.text.split()
        parts = [words[:n] for n in range(2, len(words))] + [words[n:] for n in range(1, len(words) - 1)]
        found |= {each.entity for part in parts for each in table.find(" ".join(part), lang)}
    return found


def objections(source: str, of: Lang, output: str, to: Lang) -> Iterator[Objection]:
    """The names of `output` that `source` lacks, and those of who may speak that `output` lost."""
    given = read(source, of)
    written = {word.folded for word in iter_words(source)}
    table = names.load()
    found = table.find(output, to)
    strange = [mention.text for mention in found if not _known(mention, given, to)]
    yield from (Objection("name", words) for words in strange)
    said = read(output, to)
    for mention in table.find(source, of):
        if table.entity(mention.entity).kind in LOSABLE and not _known(mention, said, of):
            yield Objection("name", mention.text, added=False)
    yield from (Objection("name", words) for words in _exchanged(table.find(source, of), found, said, of))
    unknown: dict[frozenset[str], str] = {}
    for word in _unknown(output, to):
        if any(mention.start <= word.start < mention.end for mention in found) or _is_adjective(word, given, to):
            continue
        if (is_latin(word.folded) and word.folded in written) or _is_translated(word, written, of, to):
            continue
        unknown.setdefault(frozenset(_keys(word.folded, to)), word.text)
    for keys in _unheard(list(unknown), given):
        yield Objection("name", unknown[keys])


def _exchanged(
    given: Iterable[names.NameMention], found: Iterable[names.NameMention], said: Named, of: Lang
) -> Iterator[str]:
    """A place that the output names oftener than its source, where another of the source's is lost: "Uzbekistan and
    Armenia" said as "Uzbekistan and Russia" in a sentence on Russia."""
    given, found = _where(given), _where(found)
    if all(_known(mention, said, of) for mention in given):
        return
    for mention in found:
        kin = _kin(mention.entity)
        times = [sum(bool(kin & _kin(each.entity)) for each in some) for some in (found, given)]
        if times[0] > times[1]:
            yield mention.text
            return


def _where(mentions: Iterable[names.NameMention]) -> list[names.NameMention]:
    return [each for each in mentions if names.load().entity(each.entity).kind in {"place", "people"}]


def _known(mention: names.NameMention, given: Named, to: Lang) -> bool:
    if _kin(mention.entity) & given.entities:
        return True
    inner = named(mention.text, to) - {mention.entity}
    if inner and all(_kin(each) & given.entities for each in inner):
        return True
    keys = [frozenset(_keys(word.folded, to)) for word in iter_words(mention.text)]
    if len(keys) == 1 and any(len(key) >= LONG for other in given.capitals for key in keys[0] & other):
        return True
    if mention.text.islower() or _is_called(mention, given):
        return True
    longer = given.others.union(*given.capitals)
    part_of = names.load().entity(mention.entity).kind in IN_WORDS
    return any(part == key or (part_of and part in key) for part in _spellings(mention.entity) for key in longer)


def _is_called(mention: names.NameMention, given: Named) -> bool:
    """Whether a place is named by a Russian adjective in the source: Париж, парижский."""
    entity = names.load().entity(mention.entity)
    return entity.kind == "place" and any(
        fold_word(form)[:SAME_START] in given.called for form in entity.forms["ru"] if " " not in form
    )


def _is_adjective(word: Word, given: Named, to: Lang) -> bool:
    """Whether an English name may be a word without a capital in the source: Caspian, каспийский."""
    key = name_key(word.folded)
    start = key[: SAME_START - 1]
    near = (other for other in given.keys if len(other) >= len(key) - 1)
    return to == "en" and len(start) == SAME_START - 1 and any(other.startswith(start) for other in near)


def _is_translated(word: Word, written: Collection[str], of: Lang, to: Lang) -> bool:
    """Whether the tables of words know what it stands for: "Greek" for «юнонӣ», which sounds otherwise."""
    own = translation.translations(stem(word.folded, to), to, of)
    attested = {other for other, weight in own if weight >= ATTESTED}
    return bool(attested) and any(stem(each, of) in attested for each in written if len(each) >= LONG)


@cache
def _spellings(entity: str) -> frozenset[str]:
    """The loose keys of an entity's names of one word, as parts of longer words have them: подмосковный, телеграмӣ."""
    forms = [form for lang in LANGS for form in names.load().entity(entity).forms[lang] if " " not in form]
    return frozenset(key for form in forms if len(key := name_key(form).translate(_LOOSE)) >= LONG)


@cache
def _kin(entity: str) -> frozenset[str]:
    """The entity, and of a people the countries that it is called by."""
    table = names.load()
    own = table.entity(entity)
    if own.kind != "people":
        return frozenset({entity})
    inner = {each for lang in LANGS for form in own.forms[lang] for each in named(form, lang)}
    starts = {(lang, fold_word(form)[:SAME_START]) for lang in LANGS for form in own.forms[lang] if " " not in form}
    places = {
        each.id
        for each in table
        if each.kind == "place"
        and any((lang, start) in starts for lang in LANGS for form in each.forms[lang] for start in _starts(form, lang))
    }
    return frozenset({entity} | inner | places)


def _starts(form: str, lang: Lang) -> Iterator[str]:
    """What a place's name begins with; of two words, one of which is a side of the world, what the other does: North
    Korea, «Северная Корея»."""
    words = [word.folded for word in iter_words(form)]
    left = [word for word in words if not word.startswith(SIDES[lang])]
    if len(words) == 1 or (len(words) == 2 and len(left) == 1):
        yield left[0][:SAME_START] if left else words[0][:SAME_START]


def _keys(folded: str, lang: Lang) -> Iterator[str]:
    """The loose keys of a word and of its dictionary form: endings have consonants too (Болдуином)."""
    forms = {folded, stem(folded, lang)} if lang != "en" else {folded.removesuffix("'s")}
    if lang == "ru" and not is_latin(folded):
        forms.add(russian_word(folded)[0])
    for form in forms:
        if key := name_key(form):
            yield key.translate(_LOOSE)
        if is_latin(form):  # George, Hughes
            soft = form.replace("ge", "je").replace("gi", "ji").replace("gy", "jy").replace("gh", "")
            yield name_key(soft).translate(_LOOSE)
            yield from (name_key(other).translate(_LOOSE) for other in _otherwise(form))
        elif _W_OPENS.match(form):  # Уиллоуби
            yield name_key(f"в{form[1:]}").translate(_LOOSE)


def _otherwise(form: str) -> Iterator[str]:
    """A Latin name as another people of Latin letters would write what it says: Juan, Juventus, Mexico, Raonić."""
    if "j" in form:
        yield form.replace("j", "h")
        yield form.replace("j", "y")
    if "x" in form:
        yield form.replace("x", "h")
    if form.endswith("c"):
        yield f"{form}h"


def _unknown(text: str, lang: Lang) -> Iterator[Word]:
    """The words that only a name's capital explains, or, in a Cyrillic text, nothing but a name's Latin letters."""
    words = list(iter_words(text))
    openings = {next((word.start for word in words if word.start >= start), -1) for start, _ in sentences(text)}
    for word in words:
        if lang != "en" and is_latin(word.folded) and not word.folded[0].isdigit() and len(word.text) > 1:
            yield word
            continue
        if not word.text[0].isupper() or word.folded in months(lang) or word.folded in weekdays(lang):
            continue
        if word.folded in _PRONOUNS or _is_acronym(word.text):
            continue
        if word.start in openings and not (lang == "ru" and is_personal(word.folded)):
            continue
        if not _is_word(word.folded, lang):
            yield word


def _is_acronym(written: str) -> bool:
    return len(written) <= ACRONYM and sum(char.isupper() for char in written) > len(written) / 2


@lru_cache(maxsize=1 << 12)
def _is_word(folded: str, lang: Lang) -> bool:
    """Whether it is a common word, be it with a capital: one whose translation sounds otherwise."""
    own = stem(folded, lang)
    if is_common(folded) or folded in STOP[lang] or glossary.load().knows(own, lang):
        return True
    if lang == "tg" and (is_common(own) or is_common(own.replace("тс", "ц")) or own in openers("tg")):
        return True
    if not translation.knows(own, lang):
        return False
    keys = set(_keys(folded, lang))
    found = [(other, each) for each in LANGS if each != lang for other, _ in translation.translations(own, lang, each)]
    return not any(_alike(key, other) for said, each in found for other in _keys(said, each) for key in keys)


def _alike(a: str, b: str) -> float:
    """How much two loose keys sound alike: 0, or a ratio of `ALIKE` and more."""
    if min(len(a), len(b)) < 2:
        return 100.0 if a == b else 0.0
    if a[0] != b[0] and {a[0], b[0]} != _W:
        return 0.0
    return fuzz.ratio(a, b, score_cutoff=ALIKE)


def _unheard(said: Iterable[frozenset[str]], given: Named) -> Iterator[frozenset[str]]:
    """The names that sound like none of the source, or only like one that another sounds more like."""
    said = list(said)
    pairs = sorted(
        (
            (max((_alike(a, b) for a in own for b in other), default=0.0), n, m)
            for n, own in enumerate(said)
            for m, other in enumerate(given.capitals)
        ),
        reverse=True,
    )
    heard: set[int] = set()
    taken: set[int] = set()
    for ratio, n, m in pairs:
        if ratio and n not in heard and m not in taken:
            heard.add(n)
            taken.add(m)
    for n, own in enumerate(said):
        if n in heard:
            continue
        if not any(_alike(a, b) >= SURE for a in own if len(a) >= LONG for b in given.others):
            yield own
