"""Names across the three languages: one key for the spellings of a name, and the alias table `config/names.toml`.

The key is a consonant skeleton: letters that transliteration mixes share a class (х ҳ kh h; ҷ ч дж zh j; қ k q …),
vowels fall away but for a first one. It joins Хуҷанд, Худжанд and Khujand; what no rule can know (Қӯрғонтеппа,
Курган-Тюбе; Ню-Йорк, New York) stands in the table. Keys collide for half of ordinary words: use them on names.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, cast

from rapidfuzz import fuzz

from config import NAMES
from digests.errors import BadInput, UnknownName
from digests.language.fold import (
    APOSTROPHES,
    fold_word,
    folded_words,
    is_latin,
    iter_words,
    normal,
    words,
    written_words,
)
from digests.language.numerals import numerals
from digests.language.stems import is_common, russian_word, stem
from digests.model import LANGS, Lang

KINDS = ("person", "place", "body", "media", "law", "airport", "event", "group", "people")
SAME_KEY = 80.0
"""rapidfuzz ratio from which two keys are one name (77 of 87 true pairs, none of 2,124 false ones)."""

_TAJIK = frozenset("ӣӯҳқғҷӢӮҲҚҒҶ")
_TAJIK_VOWELS = frozenset("аеиоуяёюӣӯэ")
"""After these Tajik calls who is of a place by -гӣ («исфарагӣ»), after a consonant by -ӣ, which stems know."""
LONGEST_ENDING = 4
"""Letters that an ending adds to a form that counts only as written (ИГИЛа, ФСБ-ро)."""

# Cyrillic letter → sound class; vowels and signs fall away.
_CYRILLIC = dict(zip("бвгджзйклмнпрстфхцчшщ", "bvgdjziklmnprstfhsjss", strict=True)) | dict.fromkeys("аеиоуыэюя", "a")
_LATIN_SOUNDS = (
    ("shch", "s"), ("dzh", "j"), ("tch", "j"), ("sch", "s"), ("sh", "s"), ("ch", "j"), ("zh", "j"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("ts", "s"), ("tz", "s"), ("dj", "j"),
    ("ce", "sa"), ("ci", "sa"), ("cy", "sa"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"),
)  # fmt: skip
_SOUND = re.compile("|".join(latin for latin, _ in _LATIN_SOUNDS))
_SOUND_OF = dict(_LATIN_SOUNDS)
_NOT_A_SOUND = re.compile(r"[^a-z0-9]")
_CAPITAL = re.compile(rf"[A-ZÀ-ÖØ-ÞЀ-ЯҐҒҖҚҲҶӢӮ](?<![^\W_].)(?<![^\W_][{APOSTROPHES}].)")
"""The first letter of a word, where it is a capital of ours."""
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 12)
def name_key(word: str) -> str:
    """The consonant skeleton of one word in any of the scripts; digits stay; empty for what is no word."""
    folded = fold_word(word)
    if is_latin(folded):
        sounds = _NOT_A_SOUND.sub("", _SOUND.sub(lambda match: _SOUND_OF[match[0]], _ascii(folded)))
    else:
        folded = folded.replace("дж", "ч").replace("тс", "ц").replace("кс", "x")
        sounds = "".join(
            _CYRILLIC.get(letter, letter if letter.isdigit() else "ks" if letter == "x" else "") for letter in folded
        )
    if not sounds:
        return ""
    first = "a" if sounds[0] in "aeiou" else sounds[0]
    rest = re.sub("[aeiou]", "", sounds[1:])
    return _REPEATED.sub(r"\1", first + rest)


def _ascii(folded: str) -> str:
    return "".join(char for char in normal(folded, "NFKD") if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something with a name. `public`: a person in a public role, who may be named."""

    id: str
    kind: str
    public: bool
    forms: Mapping[Lang, tuple[str, ...]]
    note: str = ""
    role: Mapping[Lang, str] | None = None
    exact: frozenset[str] = frozenset()  # forms that count only as written, case and all


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name found in a text; offsets are Python characters of that text."""

    entity: str
    start: int
    end: int
    text: str


OPENING = frozenset({"", ".", "!", "?", "…", "\n", ":"})
"""What stands before the first word of a sentence."""
REGION = " область"
BEFORE = 8  # characters before a word in which the end of the sentence before it stands
QUIET = frozenset({"body", "media"})
"""Kinds of names whose abbreviations are read in small letters too, where a text has no capitals: as people ask."""
SHORTEST_QUIET = 3
_VOWELS = frozenset("aeiouy")
_END = ""  # the key of a trie node under which its entity stands


class Names:
    """The alias table. Finding is by stems, so inflected names are found; the longest name wins."""

    def __init__(self, entities: tuple[Entity, ...]) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._tries: dict[Lang, dict[str, Any]] = {}

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities.values())

    def __len__(self) -> int:
        return len(self._entities)

    def entity(self, entity_id: str) -> Entity:
        """Raises UnknownName."""
        try:
            return self._entities[entity_id]
        except KeyError:
            raise UnknownName(f"no such name: {entity_id}") from None

    def find(
        self, text: str, lang: Lang | None = None, *, folded: Sequence[str] | None = None
    ) -> tuple[NameMention, ...]:
        """The names of the table in `text`, in order, not overlapping; inflected as `lang` inflects (None: as any).

        `folded` are the words of `text`, where they were folded before."""
        folded = folded_words(text) if folded is None else folded
        return _mentions(text, self._spans(text, lang, folded))

    def entities(self, text: str, lang: Lang, written: Sequence[str], folded: Sequence[str]) -> frozenset[str]:
        """Whose names stand in `text`, for whoever does not ask where; its words are given both ways."""
        return frozenset(entity for _, _, entity in self._spans(text, lang, folded, written))

    def _spans(
        self, text: str, lang: Lang | None, folded: Sequence[str], written: Sequence[str] | None = None
    ) -> list[tuple[int, int, str]]:
        """The first and the last word of each name, and whose it is."""
        read = [(self._trie(each), list(map(_FORMS[each], folded))) for each in ((lang,) if lang else LANGS)]
        openings = sorted(
            {
                at
                for trie, stemmed in read
                for at, form in enumerate(stemmed)
                if form in trie and _ends(trie, stemmed, at)
            }
        )
        if not openings:
            return []
        written, cased = written_words(text) if written is None else written, _is_cased(text)
        spans: list[tuple[int, int, str]] = []
        after = 0
        for at in openings:
            hits = [
                hit for trie, stemmed in read if at >= after and (hit := _longest(trie, written, stemmed, at, cased))
            ]
            if hits:
                end, entity_id = max(hits, key=lambda hit: hit[0])
                if end - at == 1 and lang is not None and _counts(text, at, folded[at], lang):
                    continue
                after = end
                spans.append((at, after - 1, entity_id))
        return spans

    def same(self, a: str, b: str) -> bool:
        """Whether two spellings name one thing: by the table, else by key."""
        known_a, known_b = ({mention.entity for mention in self.find(name)} for name in (a, b))
        if known_a and known_b:
            return known_a == known_b
        key_a, key_b = (" ".join(name_key(word.folded) for word in iter_words(name)) for name in (a, b))
        return bool(key_a) and (key_a == key_b or (len(key_a) > 3 and fuzz.ratio(key_a, key_b) >= SAME_KEY))

    def _trie(self, lang: Lang) -> dict[str, Any]:
        """The forms that a text in `lang` uses: its own, those in another script, and in Tajik the Russian ones."""
        if lang not in self._tries:
            root: dict[str, Any] = {}
            for entity in self._entities.values():
                for language, forms in entity.forms.items():
                    for form in [*forms, *_regions(entity, language, forms)]:
                        if language == lang == "tg" and entity.kind == "place" and form[-1] in _TAJIK_VOWELS:
                            _plant(root, f"{form}гӣ", entity, lang)
                        if language == lang or is_latin(form) != (lang == "en") or (language, lang) == ("ru", "tg"):
                            _plant(root, form, entity, lang)
            self._tries[lang] = root
        return self._tries[lang]


def _regions(entity: Entity, lang: Lang, forms: Sequence[str]) -> list[str]:
    """How Russian names a region in speech: by its adjective alone, «у нас в Свердловской»."""
    if entity.kind != "place" or lang != "ru":
        return []
    return [form.removesuffix(REGION) for form in forms if form.endswith(f"ская{REGION}")]


def _plant(root: dict[str, Any], form: str, entity: Entity, lang: Lang) -> None:
    node = root
    found = list(iter_words(form))
    for word in found:
        node = node.setdefault(_FORMS[lang](word.folded), {})
    if node is not root:  # compared with the words of a text as they are joined there: hyphens are blanks
        shouts = _shouts(form, entity)
        quietly = shouts and entity.kind in QUIET and _is_no_word(form)
        node.setdefault(_END, []).append((entity.id, " ".join(word.text for word in found), shouts, quietly))


def _form(folded: str, lang: Lang) -> str:
    """A word as names are compared: its stem; in Russian its dictionary form, for a stem joins «данным» and «Дания»."""
    return russian_word(folded)[0] if lang == "ru" and not is_latin(folded) else stem(folded, lang)


_FORMS: Mapping[Lang, Callable[[str], str]] = {
    lang: lru_cache(maxsize=1 << 15)(partial(_form, lang=lang)) for lang in LANGS
}
"""Each with a memory of its own: one that is asked for a word and a language takes twice as long to find it."""


def _mentions(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[NameMention, ...]:
    """The names of `text` that go from one word to another, both counted in."""
    found = words(text) if spans else []
    places = [(found[first].start, found[last].end, entity_id) for first, last, entity_id in spans]
    return tuple(NameMention(entity_id, start, end, text[start:end]) for start, end, entity_id in places)


def _is_cased(text: str) -> bool:
    """Whether the text writes names with capitals: some word other than the first of a sentence begins with one. An
    abbreviation tells nothing of that ("crocus hall, reuters vs RT"), nor does "I"."""
    return any(
        text[max(0, capital.start() - BEFORE) : capital.start()].rstrip(" «“„\"'(—–-\u00a0")[-1:] not in OPENING
        for capital in _CAPITAL.finditer(text)
        if text[capital.end() : capital.end() + 1].islower()
    )


def _counts(text: str, at: int, folded: str, lang: Lang) -> bool:
    """Whether the word `at` opens a sentence and is a number of something: «Панҷ рӯз» is no town on the river."""
    if folded not in numerals(lang).words:
        return False
    found = words(text)
    start = found[at].start
    return at + 1 < len(found) and text[max(0, start - BEFORE) : start].rstrip(" «“„\"'(—–-\u00a0")[-1:] in OPENING


def _ends(trie: dict[str, Any], stemmed: Sequence[str], at: int) -> bool:
    """Whether a whole name may begin at word `at`: by its stems, not yet by how it is written."""
    node: Any = trie
    for place in range(at, len(stemmed)):
        node = node.get(stemmed[place])
        if node is None:
            break
        if _END in node:
            return True
    return False


def _longest(
    trie: dict[str, Any], words: Sequence[str], stemmed: Sequence[str], at: int, cased: bool
) -> tuple[int, str] | None:
    """(word after the name, entity) of the longest name that begins at word `at`."""
    best: tuple[int, str] | None = None
    node: Any = trie
    for end in range(at, len(words)):
        node = node.get(stemmed[end])
        if node is None:
            break
        if _END not in node:
            continue
        written = " ".join(words[at : end + 1])
        held = [
            (form.casefold() != written.casefold(), n, entity_id)  # a form to the letter before an inflected one
            for n, (entity_id, form, exact, quietly) in enumerate(node[_END])
            if _is_written(written, form, exact=exact and (cased or not quietly), cased=cased)
        ]
        if held:
            best = (end + 1, min(held)[2])
    return best


def _is_written(written: str, form: str, *, exact: bool, cased: bool) -> bool:
    """Whether `written` can be `form`: to the letter but for an ending where only that counts, else by its capital."""
    if exact:
        ending = written[len(form) :].lstrip("-‑ʼ'’")
        return written.startswith(form) and len(ending) <= LONGEST_ENDING and (not ending or ending.islower())
    if cased and form[0].isupper() and not written[0].isupper():
        return False
    return not _TAJIK.intersection(written) or _same_start(written.casefold(), form.casefold())


def _same_start(written: str, form: str) -> bool:
    """Where a word has Tajik letters its writer minds them: «қабул» is not Kabul, whatever folding makes of it."""
    return written.startswith(form[: max(2, len(form) - 2)])


def _shouts(form: str, entity: Entity) -> bool:
    """Forms that a common word could be mistaken for (US, WHO; ИГ) count only as written."""
    return form in entity.exact or (form.isupper() and len(form) <= (3 if form.isascii() else 2))


def _is_no_word(form: str) -> bool:
    """Abbreviations that are no common word in small letters either: «фсб», "mvd", but not "who" nor «тут»."""
    folded = fold_word(form)
    if not form.isupper() or len(form) < SHORTEST_QUIET:
        return False
    return not _VOWELS.intersection(folded) if is_latin(folded) else not is_common(folded)


@cache
def load(path: Path = NAMES) -> Names:
    """The table of `path`; empty where there is no such file. Raises BadInput naming file and entry."""
    if not path.exists():
        return Names(())
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(str(error), path=path) from error
    entries = raw.get("name", [])
    if not isinstance(entries, list):
        raise BadInput("`name` is a list of tables: [[name]]", path=path)
    seen: set[str] = set()
    entities = []
    for n, entry in enumerate(entries, 1):
        entity = _entity(entry, path, n)
        if entity.id in seen:
            raise BadInput("this id stands twice", path=path, place=entity.id)
        seen.add(entity.id)
        entities.append(entity)
    return Names(tuple(entities))


def _entity(entry: Any, path: Path, n: int) -> Entity:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise BadInput("a name needs an `id`", path=path, place=f"name {n}")
    place = entry["id"]
    if entry.get("kind") not in KINDS:
        raise BadInput(f"`kind` is one of {', '.join(KINDS)}", path=path, place=place)
    forms: dict[Lang, tuple[str, ...]] = {}
    for lang in LANGS:
        written = entry.get(lang, [])
        if (
            not isinstance(written, list)
            or not written
            or not all(isinstance(form, str) and form.strip() for form in written)
        ):
            raise BadInput(f"`{lang}` is a list of one spelling or more", path=path, place=place)
        forms[lang] = tuple(written)
    role = entry.get("role")
    exact = entry.get("exact", [])
    if not isinstance(exact, list) or not all(isinstance(form, str) for form in exact):
        raise BadInput("`exact` is a list of spellings", path=path, place=place)
    return Entity(
        id=place,
        kind=entry["kind"],
        public=bool(entry.get("public", entry["kind"] != "person")),
        forms=forms,
        note=str(entry.get("note", "")),
        role=cast("Mapping[Lang, str]", role) if isinstance(role, dict) else None,
        exact=frozenset(exact),
    )
