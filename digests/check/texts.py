"""The three texts of a statement: each in its own language and letters, all with the same names and dates."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date

from digests.language import glossary, names
from digests.language.calendar import months, weekdays
from digests.language.dates import find_dates
from digests.language.fold import fold_word, iter_words
from digests.language.identify import identify
from digests.language.stems import stem
from digests.model import LANGS, Lang, Texts
from digests.objections import Kind, Objection

TAJIK = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[A-Za-z]")
LETTERS = re.compile(r"[^\W\d_]+")
CAPITALISED = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
OPENING = '«“„(‘"—– '
"""What may stand between the end of a sentence and the first word of the next."""
CAPITAL = frozenset("president commission soviet catholic cathedral президент президенти".split())
"""Words that take a capital without being a name, and that no table need hold (folded)."""
ABBREVIATION = 5
"""So long an abbreviation may be (СМИ, ЕАЭС) without standing in a table."""
LANGUAGE_NAMES: Mapping[Lang, str] = {"tg": "Tajik", "ru": "Russian", "en": "English"}


def check(texts: Texts, published: date | None) -> Iterator[Objection]:
    """What is wrong with the texts of one statement."""
    for lang in LANGS:
        yield from (fault.within(lang=lang) for fault in letters(texts[lang], lang, texts["en"]))
    yield from same_names(texts)
    yield from same_dates(texts, published)
    for lang in LANGS:
        yield from (Objection(Kind.NAME_UNKNOWN, lang=lang, name=word) for word in unknown_names(texts, lang))


def letters(text: str, lang: Lang, english: str) -> Iterator[Objection]:
    """Letters of another alphabet, a text in another language, marks that do not belong."""
    for word in mixed_words(text):
        yield Objection(Kind.MIXED, word=word)
    for word in LETTERS.findall(text):
        if lang != "en" and LATIN.search(word) and not CYRILLIC.search(word) and word not in english:
            # A brand stands in the English text too; "cop" for «сор» does not.
            yield Objection(Kind.LATIN, word=word)
    if lang == "en" and CYRILLIC.search(text):
        yield Objection(Kind.CYRILLIC)
    if lang == "ru" and TAJIK.search(text):
        yield Objection(Kind.TAJIK_LETTER, letter=TAJIK.findall(text)[0])
    if lang == "tg" and not TAJIK.search(text):
        yield Objection(Kind.NO_TAJIK_LETTER)
    own = lang == "tg" and TAJIK.search(text)  # no other of the three has these letters
    found = None if own else identify(text).lang
    if found is not None and found != lang:
        yield Objection(Kind.OTHER_LANGUAGE, language=LANGUAGE_NAMES[found])
    if '"' in text:
        yield Objection(Kind.QUOTATION_MARKS)
    if "  " in text or text != text.strip():
        yield Objection(Kind.BLANKS)
    if not text.endswith((".", "?", "!", "…", ".”", ".»")):
        yield Objection(Kind.NO_END)


def mixed_words(text: str) -> list[str]:
    """Words written in two alphabets: look-alike letters that no search finds."""
    return [word for word in LETTERS.findall(text) if LATIN.search(word) and CYRILLIC.search(word)]


def same_names(texts: Texts) -> Iterator[Objection]:
    """The same people in the three languages, and nobody but those in a public role."""
    table = names.load()
    people: dict[Lang, frozenset[str]] = {}
    for lang in LANGS:
        found = {mention.entity for mention in mentions(texts[lang], lang)}
        people[lang] = frozenset(name for name in found if table.entity(name).kind == "person")
    for name in sorted(frozenset().union(*people.values())):
        lacking = tuple(lang for lang in LANGS if name not in people[lang])
        said = table.entity(name).forms["en"][0]
        if lacking:
            yield Objection(Kind.NAME_LACKING, name=said, lacking=lacking)
        if not table.entity(name).public:
            yield Objection(Kind.NOT_PUBLIC, name=said)


def same_dates(texts: Texts, published: date | None) -> Iterator[Objection]:
    """The same dates, so far as a text gives day, month or year itself."""
    dates = {
        lang: sorted(
            f"{mention.first} to {mention.last}" if mention.first != mention.last else f"{mention.first}"
            for mention in find_dates(texts[lang], lang, published)
            if mention.basis == "explicit"
        )
        for lang in LANGS
    }
    if len({tuple(found) for found in dates.values()}) > 1:
        given = "; ".join(f"{lang} {', '.join(dates[lang]) or 'none'}" for lang in LANGS)
        yield Objection(Kind.DATES_DIFFER, dates=given)


@functools.lru_cache(maxsize=1 << 12)
def mentions(text: str, lang: Lang) -> tuple[names.NameMention, ...]:
    """The names in a text; several checks ask."""
    return tuple(names.load().find(text, lang))


def unknown_names(texts: Texts, lang: Lang) -> Iterator[str]:
    """Words written as names inside a sentence that no table knows. Marks and brands, alike in all three, may stand."""
    text = texts[lang]
    known = [(mention.start, mention.end) for mention in mentions(text, lang)]
    doubtful = [match for match in CAPITALISED.finditer(text) if _is_doubtful(match, text, known, lang)]
    if not doubtful:
        return
    known = [(mention.start, mention.end) for mention in names.load().find(text)]  # as any language writes them
    for match in doubtful:
        word = re.sub(r"[’']s$", "", match[0])
        if any(start <= match.start() < end for start, end in known):
            continue
        if not (LATIN.search(word) and all(word in texts[other] for other in LANGS)):
            yield word


def _is_doubtful(match: re.Match[str], text: str, known: list[tuple[int, int]], lang: Lang) -> bool:
    """Whether a word may be a name that nobody knows: written as one, inside of a sentence, and no common word."""
    before = text[: match.start()].rstrip(OPENING)
    if not match[0][0].isupper() or not before or before[-1] in ".?!…":
        return False
    if any(start <= match.start() < end for start, end in known):
        return False
    return not is_common(re.sub(r"[’']s$", "", match[0]), lang)


def is_common(word: str, lang: Lang) -> bool:
    """A month, a weekday, an abbreviation, a word of the glossary, or a part of a known name however inflected."""
    folded = fold_word(word)
    if word.isupper() and len(word) <= ABBREVIATION:
        return True
    if folded in months(lang) or folded in weekdays(lang) or folded in CAPITAL:
        return True
    stems = {stem(part, lang) for part in {folded, *folded.split("-")}}
    return bool(stems & name_stems(lang)) or any(glossary.load().knows(part, lang) for part in stems)


@functools.cache
def name_stems(lang: Lang) -> frozenset[str]:
    """The stems of every word of every name in the table."""
    forms = (form for entity in names.load() for form in entity.forms[lang])
    return frozenset(stem(word.folded, lang) for form in forms for word in iter_words(form))
