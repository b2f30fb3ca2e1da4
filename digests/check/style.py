"""House style that a machine can hold: numbers written one way, one spelling, verbs of equal strength."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import config
from digests.check.figures import TIMES, quantities
from digests.errors import BadInput
from digests.language.fold import fold_word, iter_words
from digests.model import LANGS, Lang, Number, Statement, Texts
from digests.objections import Kind, Objection

WORDS_BELOW = 10
"""Lengths of time below ten read better as words (a five-year ban); counts keep their digits."""
GROUPED_FROM = 1000
PLAIN = re.compile(r"\d{4,}")
WIDE = re.compile(r"\d (?=\d{3}\b)")
NOT_MEANT = "!"
"""Begins a phrase that holds a verb's word and means something else: «ҳабси абад» is a sentence, no arrest."""

Verb = tuple[str, re.Pattern[str], re.Pattern[str] | None]
"""A meaning, its words (folded), and the phrases that are not meant."""


def check(statement: Statement) -> Iterator[Objection]:
    """What in the texts of one statement an editor would write otherwise."""
    texts = statement.texts
    recorded = {figure.value for figure in statement.figures}
    for lang in LANGS:
        yield from (fault.within(lang=lang) for fault in numbers(texts[lang], lang, recorded))
        yield from (fault.within(lang=lang) for fault in spelling(texts[lang], lang))
    yield from strength(texts)


def numbers(text: str, lang: Lang, recorded: Collection[Number | None]) -> Iterator[Objection]:
    """Digits of small lengths of time that are no figure, and thousands that are not grouped as the language does."""
    for quantity in quantities(text, lang):
        written = text[quantity.start : quantity.end]
        small = isinstance(quantity.value, int) and 0 < quantity.value < WORDS_BELOW
        if (
            small
            and quantity.unit in TIMES
            and quantity.value not in recorded
            and re.search(rf"(?<!\d){quantity.value}(?!\d)", written)
        ):
            yield Objection(Kind.SMALL_TIME, written=written)
        if PLAIN.search(written):
            example = "2,500" if lang == "en" else "2 500 with a no-break space"
            yield Objection(Kind.UNGROUPED, written=written, example=example)
    if lang != "en" and (match := WIDE.search(text)):
        yield Objection(Kind.WIDE_NUMBER, written=text[match.start() : match.start() + 5])


def spelling(text: str, lang: Lang) -> Iterator[Objection]:
    """Spellings for which `config/spelling.tsv` has another: the orthography of 2021, one name for an outlet."""
    for wrong, right in avoided()[lang]:
        if found := wrong.search(text):
            yield Objection(Kind.SPELT, word=found[0], right=right)


@functools.cache
def avoided(path: Path = config.SPELLING) -> Mapping[Lang, tuple[tuple[re.Pattern[str], str], ...]]:
    """Language → (what is not written, what is written instead). Raises BadInput naming the line.

    A `*` ends a beginning of words; without one the whole word is meant. Case counts where the table has a capital.
    """
    found: dict[Lang, list[tuple[re.Pattern[str], str]]] = {lang: [] for lang in LANGS}
    for _, lang, wrong, right in rows(path, 3):
        stop = "" if wrong.endswith("*") else r"(?!\w)"
        flags = re.NOFLAG if wrong != wrong.lower() else re.IGNORECASE
        found[lang].append((re.compile(rf"(?<!\w){re.escape(wrong.rstrip('*'))}{stop}", flags), right))
    return {lang: tuple(pairs) for lang, pairs in found.items()}


def rows(path: Path, columns: int) -> Iterator[tuple[int, Lang, str, str]]:
    """(line, language, first, second) of a table whose first column is a language."""
    for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not row.strip() or row.startswith("#"):
            continue
        fields = [field.strip() for field in row.split("\t")]
        if len(fields) != columns or fields[0] not in LANGS or not all(fields):
            raise BadInput(f"is no line of {columns} columns that begins with a language", path=path, place=line)
        yield line, fields[0], fields[1], fields[2]


def strength(texts: Texts) -> Iterator[Objection]:
    """Reporting verbs of one strength in the three languages (`config/verbs.tsv`): urged is not advised."""
    said = {lang: verbs(texts[lang], lang) for lang in LANGS}
    for meaning in sorted(set().union(*said.values())):
        lacking = tuple(lang for lang in LANGS if meaning not in said[lang])
        if lacking:
            holding = tuple(lang for lang in LANGS if lang not in lacking)
            yield Objection(Kind.STRENGTH, holding=holding, verb=meaning, lacking=lacking)


def verbs(text: str, lang: Lang) -> set[str]:
    """The meanings of the verb table that `text` expresses."""
    words = " ".join(word.folded for word in iter_words(text))
    return {
        meaning for meaning, pattern, but in reporting()[lang] if pattern.search(but.sub("", words) if but else words)
    }


@functools.cache
def reporting(path: Path = config.VERBS) -> Mapping[Lang, tuple[Verb, ...]]:
    """The verbs of each language. Raises BadInput naming the line."""
    found: dict[Lang, list[Verb]] = {lang: [] for lang in LANGS}
    for _, lang, meaning, words in rows(path, 3):
        forms = words.split(";")
        meant = _any(form for form in forms if not form.startswith(NOT_MEANT))
        others = [form.removeprefix(NOT_MEANT) for form in forms if form.startswith(NOT_MEANT)]
        found[lang].append((meaning, meant, _any(others) if others else None))
    return {lang: tuple(verbs) for lang, verbs in found.items()}


def _any(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(_form, forms))})(?!\S)")


def _form(form: str) -> str:
    """A word or phrase as a pattern over folded words; `*` ends a beginning."""
    parts = (fold_word(part.rstrip("*")) for part in form.split())
    return " ".join(
        re.escape(part) + (r"\S*" if raw.endswith("*") else "") for part, raw in zip(parts, form.split(), strict=True)
    )
