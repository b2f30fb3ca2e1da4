"""Personal details are cut out of a text before it leaves the process: addresses, numbers and names.

In doubt a word is cut: what that costs is a worse choice among candidates, what the opposite costs is a person found.
Of names those of the allow-list stay (`config/names.toml`), of numbers those that count or date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from digests.language import calendar, glossary, names, translation
from digests.language.fold import INVISIBLE, Word, fold_word, is_latin, iter_words, normal
from digests.language.sentences import sentences
from digests.language.stems import is_personal, is_russian, stem
from digests.model import Lang

ADDRESS, NUMBER, NAME = "[address]", "[number]", "[name]"
"""What stands in the place of what was cut."""

_UNSEEN = re.compile(f"[{INVISIBLE}]")
_BLANK = re.compile(r"[^\S\n]")
_TOKEN = re.compile(r"""([«“„"'(\[<]*)(\S+?)([»”"')\]>.,:;!?…]*)(?!\S)""")
_SITE = re.compile(r"://|\bwww\.|(?<![\w-])[^\W_][\w-]*\.(?:[a-z]{2,24}|рф|рус|бел|тҷ|қаз|укр)(?![\w-])", re.IGNORECASE)

PLACES = 6
"""From so many digits on, however they are parted, a number is somebody's unless it reads as a count or as days."""
_RUN = re.compile(r"\+?\(?\d+(?:(?:[\s+\-_/|*()·•№‐-―]{1,3}|[.,](?=\d))\d+)*")
_CODE = re.compile(r"\b[^\W\d_]\w*\b")
CODE_DIGITS = 4
"""Digits from which a word that mixes them with letters is a passport's or a car's."""

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"20[12]\d"  # an older day is a birthday
_DATE = rf"(?:{_DAY}[./]{_MONTH}[./](?:{_YEAR}|\d\d)|{_DAY}[- ]{_MONTH}[- ]{_YEAR}|{_YEAR}-{_MONTH}-{_DAY})"
_COUNT = r"\d{1,3}(?:(?: \d{3})+|(?:\.\d{3})+|(?:,\d{3})+)"
_BETWEEN = r" ?[-‐-―] ?"
_DAYS = re.compile(rf"(?:(?:{_DATE}|{_DAY}){_BETWEEN})?{_DATE}|(?:19|20)\d\d(?:{_BETWEEN}|[/ ])(?:19|20)\d\d")
_COUNTED = re.compile(rf"{_COUNT}(?:[.,]\d{{1,2}})?")
_RANGE = re.compile(rf"({_COUNT}){_BETWEEN}({_COUNT})")
COUNT_DIGITS = 7
"""Digits that a count may have, unless it is parted by commas or ends in a million's zeros: phones are as long."""

SHORT = 3
"""Letters of an abbreviation at most: GDP, СМИ."""
_SURNAME = re.compile(
    r"\w{2,}(?:[ое]ва?|зод[аеи]|заде|[ое]вна|[ое]вич|[oe]va?|yeva?|zod[ae]h?|zade|[oe]vna|[oe]vich)", re.IGNORECASE
)
_TIED = re.compile(r"[\s.\-‐-―'’]*")


def cut(text: str, lang: Lang) -> str:
    """`text` without addresses, personal numbers and names of private people; `lang` is its language."""
    text = _BLANK.sub(" ", _UNSEEN.sub("", normal(text)))
    text = _TOKEN.sub(lambda token: f"{token[1]}{ADDRESS}{token[3]}" if _is_address(token[2]) else token[0], text)
    text = _CODE.sub(lambda word: NUMBER if _digits(word[0]) >= CODE_DIGITS else word[0], text)
    text = _RUN.sub(lambda run: NUMBER if _is_personal_number(run[0]) else run[0], text)
    return _without_names(text, lang)


def _is_address(token: str) -> bool:
    """Whether it is an address of somebody; an outlet's name may look like one (CABAR.asia)."""
    if "@" in token or "＠" in token:
        return True
    if not _SITE.search(token):
        return False
    return all(mention.text != token for mention in _public(token))


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _is_personal_number(run: str) -> bool:
    digits = _digits(run)
    if digits < PLACES or _DAYS.fullmatch(run):
        return False
    if between := _RANGE.fullmatch(run):
        return not all(_is_count(count) for count in between.groups())
    return not (_COUNTED.fullmatch(run) and _is_count(run))


def _is_count(run: str) -> bool:
    digits = re.sub(r"\D", "", run)
    return len(digits) <= COUNT_DIGITS or run.count(",") > 1 or digits.endswith("000000")


def _without_names(text: str, lang: Lang) -> str:
    """The private names cut, several in a row as one."""
    words = list(iter_words(text))
    private = _private(text, words, lang)
    parts: list[str] = []
    at = 0
    for n, word in enumerate(words):
        if n not in private:
            continue
        between = text[at : word.start]
        if not (parts and parts[-1] == NAME and _TIED.fullmatch(between)):
            parts += [between, NAME]
        at = word.end
    return "".join([*parts, text[at:]])


def _private(text: str, words: list[Word], lang: Lang) -> set[int]:
    """The places of the words that may be names of private people."""
    spans = _public(text)
    persons = [span for span in spans if names.load().entity(span.entity).kind == "person"]
    opening = _opening(text, words)
    loud = _is_loud(words)
    public = {n for n, word in enumerate(words) if any(span.start <= word.start < span.end for span in spans)}
    private = {
        n
        for n, word in enumerate(words)
        if n not in public and _may_be_a_name(word.text, lang, plain=loud or n in opening)
    }
    strange = {n for n in private if not _is_a_word(words[n].folded, lang)}  # and no "President"
    beside = {n for n in range(len(words)) if {n - 1, n + 1} & strange}
    # A president's surname beside another first name is another person's; so is a town or a word that is a first name.
    for person in persons:
        own = {n for n, word in enumerate(words) if person.start <= word.start < person.end}
        private |= own & beside if len(own) == 1 else set()
    return private | {n for n in (opening | public) & beside if is_personal(words[n].folded, perhaps=True)}


def _public(text: str) -> list[names.NameMention]:
    """The names in `text` that everybody may read."""
    table = names.load()
    return [mention for mention in table.find(text) if table.entity(mention.entity).public]


def _opening(text: str, words: list[Word]) -> set[int]:
    """The places of the words that a capital says nothing of: each the first of a sentence."""
    starts = [start for start, _ in sentences(text)]
    opening: set[int] = set()
    n = 0
    for start in starts:
        while n < len(words) and words[n].start < start:
            n += 1
        opening.add(n)
    return opening


def _is_loud(words: Iterable[Word]) -> bool:
    """Whether most is written in capitals."""
    long = [word.text.isupper() for word in words if len(word.text) > 1 and word.text[0].isalpha()]
    return 2 * sum(long) > len(long)


def _may_be_a_name(word: str, lang: Lang, *, plain: bool) -> bool:
    """Whether a word that no list allows may be a private name; `plain`: its capital says nothing."""
    folded = fold_word(word)
    if not word[0].isalpha() or folded in _calendar() or folded == "i":
        return False
    if word[0].isupper() and not plain:
        return not (word.isupper() and 1 < len(word) <= SHORT)
    if word[0].isupper() and lang == "ru" and is_personal(folded, perhaps=True):
        return True
    if lang == "ru" and is_personal(folded):
        return not glossary.load().knows(stem(folded, "ru"), "ru")
    return (word[0].isupper() or _is_like_a_surname(folded)) and not _is_a_word(folded, lang)


def _is_like_a_surname(folded: str) -> bool:
    return any(_SURNAME.fullmatch(form) for form in (folded, stem(folded, "tg")))


def _is_a_word(folded: str, lang: Lang) -> bool:
    """Whether our tables know it as a word of its language, or of the one that people here mix with it."""
    mixed: Lang = "en" if is_latin(folded) else "ru"
    return is_russian(folded) or any(
        glossary.load().knows(stemmed, each) or translation.knows(stemmed, each)
        for each, stemmed in ((lang, stem(folded, lang)), (mixed, stem(folded, mixed)))
    )


@cache
def _calendar() -> frozenset[str]:
    """The forms of months and weekdays, folded; English ones have capitals."""
    months = (*calendar.MONTHS_EN, *calendar.SHORT_EN, "sept", *calendar.MONTHS_RU, *calendar.MONTHS_RU_ALONE)
    days = (*calendar.WEEKDAYS_EN, *calendar.WEEKDAYS_RU, *calendar.WEEKDAYS_TG)
    told = (*months, *calendar.MONTHS_TG, *calendar.MONTHS_TG_IZOFAT, *days)
    return frozenset(word.folded for each in told for word in iter_words(each))
