"""Days as people type them into a question: «24 мар», 24/3/24, "march 24th", «24-уми март», "a year after".

`write_out` puts each into the one form that `dates` reads in news texts, whatever its language, spelling and order, and
tells which of them name no day there is ("31 february", 45.03.2024): those must be said to be unread, never passed
over.
"""

# ruff: noqa: E501 - a pattern a line reads better than one in pieces

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from digests.language import typed_periods, typed_years
from digests.language.calendar import (
    MONTHS_EN,
    MONTHS_RU,
    MONTHS_TG,
    MONTHS_TG_IZOFAT,
    SHORTEST,
    months,
    ordinals,
    weekdays,
)
from digests.language.date_match import back, counted, day_of, unit_of
from digests.language.date_rules import ENGLISH_COUNT, RUSSIAN_COUNT, TAJIK_COUNT
from digests.language.dates import find_dates
from digests.language.fold import cyrillic, fold_word
from digests.language.tokens import plain
from digests.model import LANGS, Lang

LATIN_MONTHS = ("yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentyabr", "oktyabr", "noyabr",
                "dekabr")  # fmt: skip
ALIKE = 0.8
"""How like a month's name a misspelt one is, by `difflib`."""
YEARS = range(1000, 2101)
YEAR_LIKE = r"(?:19|20)\d\d"
ENDED = r"(?=\s*(?:$|[?!.,;)]))"
"""Nothing follows that could be counted: "24 march 24" names a year, "march 12 people" a count."""
COUNTED = r"(?:человек|чел\b|люд|нафар|кас\b|касро|одам|people|person|men\b|women|тыс|ҳазор|хазор|млн|миллион|milli|thousand|процент|фоиз|per\s?cent|мигрант|муҳоҷир|мухочир|таджик|тоҷик|точик|граждан|шаҳрванд|ребен|ребён|дет|ранен|погибш|дн|день|лет|час|раз\b|руб|дол)"
ASKED = rf"(?:2[2-9])(?=\s+(?!{COUNTED})[^\W\d_])"
"""A year of these days, in two digits, before a word that nobody counts: «27 апреля 24 сколько …»."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A question with its days written out, and those that are no days, as typed."""

    text: str
    unread: tuple[str, ...] = ()


@functools.cache
def month_words() -> dict[str, int]:
    """Folded month word of any of the languages, Latin Tajik and abbreviations among them → 1 … 12."""
    found: dict[str, int] = {}
    for n, name in enumerate(LATIN_MONTHS, 1):
        found |= {name + ending: n for ending in ("", "i", "a", "ya", "da", "ro")}
    for names in (MONTHS_EN, MONTHS_RU, MONTHS_TG, LATIN_MONTHS):
        for n, name in enumerate(names, 1):
            low = plain(name)
            found |= {low[:length]: n for length in range(SHORTEST, len(low))}
    found |= {"sentabr": 9, "sentabri": 9, "oktabr": 10, "oktabri": 10}
    for lang in LANGS:
        found |= months(lang)
    return found


@functools.cache
def tajik_months() -> dict[str, int]:
    """Months to which Tajik hangs what other languages say before them: «августба», "avgustash"."""
    named = (MONTHS_TG, LATIN_MONTHS)
    return {plain(name): n for names in named for n, name in enumerate(names, 1)}


@functools.cache
def ordinal_words() -> dict[str, int]:
    return {word: n for lang in LANGS for word, n in ordinals(lang).items()}


def any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@functools.cache
def patterns() -> tuple[tuple[Reader, re.Pattern[str]], ...]:
    """What is looked for, the more telling first."""
    month = rf"(?P<m>{any_of(month_words())})(?![^\W\d_])(?!\s+(?:be|have|not|get|go|face)\b)\.?"
    tail = r"(?:-?(?:st|nd|rd|th|о?го|о?е|о?му|ым|м|й)|\s?-?(?:в?уми?|юми?|y?umi?))?"
    day = rf"(?:(?P<d>\d{{1,2}}){tail}|(?P<o>{any_of(ordinal_words())}))"
    of = r"(?:-|\s*(?:of\s+|мохи\s+|mohi\s+)?)"
    mark = r"\s*(?:г\.|г\b|год[а-я]*\b|сол\b|year\b)?"
    number = rf"(?:'\d\d|{YEAR_LIKE}|\d\d(?=\s*(?:г\b|год))|\d{{4}}(?=\s*(?:г\b|год))|(?:\d\d|\d{{4}}){ENDED}|{ASKED})"
    year = rf"(?:(?:[\s,]*|-(?={YEAR_LIKE}))(?:\b(?:of|соли|сол|с\.|soli)\s*)?(?P<y>{number})(?![\d:/-]|[.,]\d){mark})?"
    first = rf"(?:(?P<y0>{YEAR_LIKE})\s*(?:г\.|год[а-я]*|сол[и]?|soli)?,?\s+)?"
    ends = r"(?![\w:/+-]|[.,]\d)"
    starts = r"(?<![\w.,:/+-])"
    number_mark = r"\s*(?:г\.|г\b|год[а-я]*|сол\b)?"
    on = r"(?P<on>\b(?:on|at|of|by|until|till|since|before|after|from|for|на|к|за|до|по|от|с|в|после|ба|то|дар|аз|рузи|санаи|ruzi|sanai)\s+)"
    measured = r"(?!\s*(?:%|per\s?cent|процент|фоиз|дарсад|тыс|млн|мил))"
    rows: list[tuple[Reader, str]] = [
        (_numeric, rf"{starts}(?P<a>\d{{1,4}})(?P<s>\s?[./-]\s?|\s)(?P<b>\d{{1,2}})(?P=s)(?P<c>\d{{4}}|\d{{1,2}}){number_mark}{ends}"),
        (_named, rf"{first}{starts}{day}{of}{month}{year}"),
        (_named, rf"{first}\b(?P<m>{any_of(month_words())})\b\.?\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:/+-]|[.,]\d)(?P<end>{ENDED}|(?=,?\s+{YEAR_LIKE}\b))?{year}"),
        (_misspelt, rf"{starts}(?P<d>\d{{1,2}}){tail}{of}(?P<w>[^\W\d_]{{3,12}})\b(?:{year}){ENDED}"),
        (_month, rf"\b{month}{of}(?:соли\s+|soli\s+|с\.\s*|,\s*)?(?P<y>{YEAR_LIKE})\b(?!-){mark}"),
        (_month, rf"\b{month}\s+(?:соли\s+|soli\s+)?(?P<y>(?:2[2-9]){ENDED}|{ASKED}|2[2-9](?=\s*(?:г\b|год)))(?!\d){mark}"),
        (_month, rf"\b{month}\s+(?P<y>2[2-9])-?(?:о?го|о?м)(?!\w){mark}"),
        (_month, rf"{starts}(?P<mm>\d{{1,2}})[./](?P<y>{YEAR_LIKE})\b{number_mark}{ends}"),
        (_alone_month, rf"\b(?P<m>{any_of(tajik_months())})(?:и?(?:аш|ба|да|ро)|i?(?:ash|ba|da|ro))(?![^\W\d_])"),
        (_month, r"\b(?P<in>in|since|until|by|during|of)\s+(?P<m>may|march|mar)\b(?!\s+\d)"),
        (_short, rf"{on}(?P<d>\d{{1,2}})(?P<s>[./])(?P<mm>\d{{1,2}}){ends}{measured}"),
        (_short, rf"{starts}(?P<d>\d{{2}})(?P<s>\.)(?P<mm>0\d|1[0-2]){ends}{measured}"),
        (_alone, r"\b(?:on|by|until|of|since)\s+the\s+\d{1,2}(?:st|nd|rd|th)\b(?=\s*(?:$|[?!.,;)])|\s+(?:in|at|and|how|who|what)\b)"),
        (_short_year, r"\b(?:в\s+(?P<y>\d\d)(?:-?о?м)?\s+году|(?:соли|soli)\s+'?(?P<y2>\d\d)(?!\d)|in\s+'(?P<y3>\d\d)(?!\d))\b"),
        (_alone, r"\b(?:2[2-9]\d\d|[3-9]\d{3})\s*(?:г\.|год[а-я]*\b)|\b(?:соли|soli|year|in)\s+(?:2[2-9]\d\d|[3-9]\d{3})\b(?=\s*(?:$|[?!.,;)]))"),
        (_alone, r"\b\d{1,2}(?:-?(?:го|е|ое|ого))?\s+числ[аоеу]\b|\b\d{1,2}-?(?:го|е)\b(?=\s*(?:$|[?!.,;)]))"),
        (_alone, r"\b(?:рузи|санаи|ruzi|sanai)\s+\d{1,2}\s?-?(?:в?уми?|юми?|y?umi?)\b(?=\s*(?:$|[?!.,;)])|\s+(?:дар|dar|чанд|chand)\b)"),
    ]  # fmt: skip
    return tuple((reader, re.compile(pattern)) for reader, pattern in rows)


def write_out(text: str, lang: Lang, event: date | None = None, today: date | None = None) -> Typed:
    """`text` with its days in the form of the news; `event` is the day that "a year after" is counted from, `today`
    that of "24 March last year"."""
    text = _cyrillic_times(text) if lang == "tg" else _capital_days(text) if lang == "en" else text
    text = typed_years.write_out(text, lang)
    text = typed_periods.write_out(text, lang)
    if today is not None:
        text = relative_year().sub(lambda match: f"{match['m']} {_year(match['y'], today)}", text)
    low = plain(text)
    taken = bytearray(len(low))
    written: list[tuple[int, int, str]] = []
    unread: list[tuple[int, str]] = []
    for reader, pattern in patterns():
        for match in pattern.finditer(low):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            said = reader(match, lang)
            if said is None:
                continue
            taken[start:end] = b"\x01" * (end - start)
            if said:
                written.append((start, end, said))
            else:
                unread.append((start, text[start:end].strip()))
    for start, typed in unread[:]:
        found = _of_month_before(typed, lang, [each for each in sorted(written) if each[0] < start])
        if found is not None:
            said, whose = found
            unread.remove((start, typed))
            written.append((start, start + len(typed), said))
            if not _DAY_OF_MONTH.fullmatch(whose[2]):  # the day tells its month now
                written[written.index(whose)] = (whose[0], whose[1], "")
    for start, end, said in sorted(written, reverse=True):
        space = " " if low[start:end] != low[start:end].rstrip() else ""
        text = text[:start] + said + space + text[end:]
    text = AFTER[lang].sub(lambda match: _after(match, lang, _day_before(text[: match.start()], lang) or event), text)
    return Typed(text, tuple(typed for _, typed in sorted(unread)))


# One reader for each row: the words to put in its place, "" for no day there is, None where it is no date at all.

Reader = Callable[[re.Match[str], Lang], str | None]


def _numeric(match: re.Match[str], lang: Lang) -> str | None:
    """24.03.2024, 24/3/24, 3/24/24 where no month is meant otherwise, 2024-03-24; spaces and short hyphens only if
    they do name a day."""
    a, b, c = (int(match[name]) for name in "abc")
    if len(match["a"]) == 3 or (len(match["a"]) == 4 and len(match["c"]) == 4):
        return None
    orders = [(a, b, c)] if len(match["a"]) == 4 else [(_century(c, match["c"]), b, a), (_century(c, match["c"]), a, b)]
    for n, (year, month, day) in enumerate(orders):
        if year in YEARS and day_of(year, month, day) and (n == 0 or match["s"].strip() == "/"):
            return _day(day, month, year, lang)
    whole = 4 in (len(match["a"]), len(match["c"]))
    return "" if match["s"].strip() in ("/", ".") or (whole and match["s"].strip()) else None


def _named(match: re.Match[str], lang: Lang) -> str | None:
    groups = match.groupdict()
    month = month_words()[match["m"]]
    day = int(match["d"]) if match["d"] else ordinal_words()[groups["o"]]
    typed = groups.get("y") or groups.get("y0")
    year = _century(int(typed.strip("'")), typed.strip("'")) if typed else None
    if "end" in groups and groups["end"] is None and not match["m"].isascii():
        return None  # «март 12 человек»: months come first in English alone
    if (year is None or year in YEARS) and day_of(year or 2024, month, day):
        return _day(day, month, year, lang)
    return None if match["m"] == "may" and year is None else ""


def _misspelt(match: re.Match[str], lang: Lang) -> str | None:
    """ "24 mrach": a word beside a day that is all but the name of a month."""
    near = get_close_matches(match["w"], [word for word in month_words() if len(word) > SHORTEST], 1, ALIKE)
    if not near or match["w"] in month_words():
        return None
    month, typed = month_words()[near[0]], match["y"]
    year = _century(int(typed.strip("'")), typed.strip("'")) if typed else None
    return _day(int(match["d"]), month, year, lang) if day_of(year or 2024, month, int(match["d"])) else ""


def _month(match: re.Match[str], lang: Lang) -> str | None:
    groups = match.groupdict()
    month = int(groups["mm"]) if groups.get("mm") else month_words()[match["m"]]
    lead = f"{groups['in']} " if groups.get("in") else ""
    if not 1 <= month <= 12:
        return ""
    names = {"en": MONTHS_EN, "ru": tuple(months_alone()), "tg": MONTHS_TG_IZOFAT}[lang]
    year = groups.get("y")
    if not year:
        return f"{lead}{MONTHS_EN[month - 1]}"
    year = str(_century(int(year), year))
    return f"{names[month - 1]} {'соли ' if lang == 'tg' else ''}{year}{' года' if lang == 'ru' else ''}"


def _alone_month(match: re.Match[str], lang: Lang) -> str | None:
    return f"моҳи {MONTHS_TG[tajik_months()[match['m']] - 1]}" if lang == "tg" else None


def months_alone() -> list[str]:
    """«март», «май»: a Russian month beside its year, whatever case the sentence asks for."""
    return [name[:-1] + ("" if name[-1] == "а" else "ь") if name != "мая" else "май" for name in MONTHS_RU]


CLOCK_AFTER = ("at", "в", "дар", "to", "до", "к", "то", "с", "from", "by", "till", "until")


def _short(match: re.Match[str], lang: Lang) -> str | None:
    """24.03, "on 24/3": a day without its year; a clock («в 18.30») and a decimal are none."""
    day, month = int(match["d"]), int(match["mm"])
    lead = match.groupdict().get("on") or ""
    if match["s"] == "." and lead.strip() in CLOCK_AFTER and day < 24 and len(match["mm"]) == 2 and month < 60:
        return None
    if match["s"] == "." and (len(match["mm"]) == 1 or (len(match["d"]) == 1 and match["mm"][0] != "0")):
        return None
    if 1 <= month <= 12 and day_of(2024, month, day):
        return lead + _day(day, month, None, lang)
    if match["s"] == "/" and 1 <= day <= 12 and day_of(2024, day, month):
        return lead + _day(month, day, None, lang)
    return "" if lead or day > 31 else None


def _short_year(match: re.Match[str], lang: Lang) -> str | None:
    """«В 23 году», "in '23"."""
    year = 2000 + int(match["y"] or match["y2"] or match["y3"])
    return {"en": f"in {year}", "ru": f"в {year} году", "tg": f"соли {year}"}[lang]


def _alone(match: re.Match[str], lang: Lang) -> str | None:  # noqa: ARG001 - every reader has the same signature
    """ "On the 24th", «24-го числа»: of which month is not said."""
    return ""


_NUMBER = re.compile(r"\d{1,2}")
_DAY_OF_MONTH = re.compile(r"\d{1,2} (?P<m>[^\W\d_]+)(?P<rest>.*)")
_MONTH_OF_YEAR = re.compile(r"(?P<m>[^\W\d_]+) (?:соли )?(?P<y>\d{4})(?: года)?")
_Written = tuple[int, int, str]
"""Where a day begins and ends, and what is put in its place."""


def _of_month_before(typed: str, lang: Lang, written: Sequence[_Written]) -> tuple[str, _Written] | None:
    """«27 марта …, а 29-го», «в апреле 24-го …, 27 числа»: a day alone is of the month that was said before it. What
    is put in its place, and what told the month; None where nothing did."""
    number = _NUMBER.search(typed)
    for whose in reversed(written):
        match = _DAY_OF_MONTH.fullmatch(whose[2]) or _MONTH_OF_YEAR.fullmatch(whose[2])
        month = month_words().get(plain(match["m"])) if match else None
        if match is None or month is None or number is None or day_of(2024, month, int(number[0])) is None:
            continue
        lead = typed[: number.start()].removesuffix("the ")
        if "y" in match.groupdict():
            return f"{lead}{_day(int(number[0]), month, int(match['y']), lang)}", whose
        return f"{lead}{int(number[0])} {match['m']}{match['rest']}", whose
    return None


def _century(year: int, typed: str) -> int:
    return year + 2000 if len(typed) == 2 else year


def _day(day: int, month: int, year: int | None, lang: Lang) -> str:
    if lang == "en":
        return f"{day} {MONTHS_EN[month - 1]}" + (f" {year}" if year else "")
    if lang == "ru":
        return f"{day} {MONTHS_RU[month - 1]}" + (f" {year} года" if year else "")
    return f"{day} {MONTHS_TG_IZOFAT[month - 1]} соли {year}" if year else f"{day} {MONTHS_TG[month - 1]}"


# What is told in words

AFTER: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        rf"\b(?P<n>{ENGLISH_COUNT}|a|an)\s+(?P<u>day|week|month|year)s?\s+(?:after|later|on)\b", re.IGNORECASE
    ),
    "ru": re.compile(
        rf"\b(?:через|спустя)\s+(?:(?P<n>{RUSSIAN_COUNT})\s+)?(?P<u>дн|день|недел|месяц|год|лет)[а-я]*(?:\s+после\b)?"
        rf"|(?<!\d\s)\b(?:(?P<n2>{RUSSIAN_COUNT})\s+)?(?P<u2>дн|день|недел|месяц|год|лет)[а-я]*\s+(?:спустя|после)\b",
        re.IGNORECASE,
    ),
    "tg": re.compile(
        rf"\b(?:баъди|баъд\s+аз|пас\s+аз)\s+(?P<n>{TAJIK_COUNT})\s+(?P<u>рӯз|руз|ҳафта|хафта|моҳ|мох|сол)(?:и)?\b"
        rf"|\b(?P<n2>{TAJIK_COUNT})\s+(?P<u2>рӯз|руз|ҳафта|хафта|моҳ|мох|сол)\s+(?:баъд|пас|баъдтар)(?:\s+аз|и)?\b",
        re.IGNORECASE,
    ),
}


def _day_before(text: str, lang: Lang) -> date | None:
    """The day with its year that was named last: "on 27 March 2024 and two days later"."""
    days = [each.first for each in find_dates(text, lang) if each.basis == "explicit" and each.first == each.last]
    return days[-1] if days else None


def _after(match: re.Match[str], lang: Lang, start: date | None) -> str:
    """The day that lies so long after `start`; as it is where nobody knows after what."""
    groups = match.groupdict()
    word = plain(groups["n"] or groups.get("n2") or "")
    count = counted(word, lang) if word else 1
    if count is None or start is None:
        return match[0]
    day = back(start, -count, unit_of(plain(groups["u"] or groups.get("u2") or "")))
    return f"{_day(day.day, day.month, day.year, lang)}"


@functools.cache
def relative_year() -> re.Pattern[str]:
    """ "March last year", «24 марта прошлого года», «24 марти соли гузашта», «24 март имсол»."""
    ago = "last|this|прошлого|этого|прошлый|гузашта|ҷорӣ|чори|guzashta"
    year = rf"(?:of\s+)?(?:(?:{ago})\s+(?:year|года?)|(?:соли|soli)\s+(?:{ago})|имсол\w*|порсол\w*|imsol|porsol)"
    return re.compile(rf"\b(?P<m>{any_of(month_words())})\s+(?P<y>{year})\b", re.IGNORECASE)


def _year(words: str, today: date) -> int:
    this = re.search(r"this|этого|имсол|imsol|ҷорӣ|чори", words, re.IGNORECASE)
    return today.year if this else today.year - 1


DAYS_EN = re.compile(rf"\b(?:{'|'.join(weekdays('en'))})\b", re.IGNORECASE)


def _capital_days(text: str) -> str:
    """ "last friday": a day of the week is one in lower case too."""
    return DAYS_EN.sub(lambda match: match[0].capitalize(), text)


LATIN_WORD = re.compile(r"[A-Za-z']+")
TIMES_TG = frozenset(
    "дируз имруз парируз фардо имшаб дишаб имсол порсол руз рузи хафта хафтаи мох мохи сол соли пеш гузашта охир "
    "кабли пешин баъд баъди пас аз чори равон аввали охири ин хазору бисту".split()
)


def _cyrillic_times(text: str) -> str:
    """Latin Tajik words of time in Cyrillic ("du hafta pesh", "juma"), the others as they are."""
    counts = frozenset(TAJIK_COUNT.split("|"))

    def swap(match: re.Match[str]) -> str:
        word = cyrillic(fold_word(match[0]))
        known = word in TIMES_TG or word in counts or word in weekdays("tg") or word in ordinals("tg")
        return word if known else match[0]

    return LATIN_WORD.sub(swap, text)
