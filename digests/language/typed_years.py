"""Years as people type them into a question, in two digits or as dictated: «в 24 или в 25», "more in 24 than in 23",
«осенью 25», «2023 и 24», «дар соли бисту се», «в двадцать третьем».

`write_out` puts each into four digits. Two digits alone are a year only where something else says so, a season or another
year, and nothing stands behind them that could be counted. All patterns are read over folded letters (`tokens.plain`).
"""

# ruff: noqa: E501 - a pattern a line reads better than one in pieces

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from digests.language.calendar import MONTHS_EN, MONTHS_RU, MONTHS_TG
from digests.language.tokens import plain
from digests.model import Lang

SHORT = r"(?P<y>2[2-9])"
"""A year of these days, in two digits."""
ENDING = r"(?:-?(?:й|м|ом|ем|ум|уми))?"
OF = r"(?:-?(?:го|ого))?"
"""«25-го» is a day as well, but behind a season."""
MARKED = r"(?:'2[2-9]|20[12]\d|(?<=в )2[2-9](?= году)|(?<=соли )2[2-9])"
"""What is a year without any help."""
SEASON = (
    r"осен\w+|лет(?:о|ом|а)|весн\w+|зим\w+|начал\w+|конц\w+|конец|середин\w+|половин\w+|полугоди\w+|полгода|квартал\w*"
    r"|autumn|fall|summer|spring|winter|early|late|mid|(?:end|beginning|start|half|quarter)\s+of"
    r"|тирамохи|тобистони|бахори|зимистони|аввали|охири|миенаи|нимсолаи|нимаи|чоряки|nimsolai|tiramohi|tobistoni|bahori|zimistoni|avvali|okhiri"
)
ASKING = (
    r"сколько|кто|где|когда|там|было|стало|год\w*|сравн\w+|против|и|или|а|чем|что|скаж\w+|назов\w+|больше|меньше"
    r"|how|who|where|when|what|and|or|than|vs|versus|there|give|tell|compared?|more|less"
    r"|чанд\w*|чи|ки|кучо|сол\w*|ва|вах|е|буд\w*|шуд\w*|chand\w*|chi|ki|sol\w*|va|yo|bud\w*|shud\w*|зиед\w*|кам\w*"
)
MONTH = (
    r"(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*|ма[йяе]\w?"
    r"|(?:yanvar|fevral|mart|aprel|iyun|iyul|avgust|sentyabr|oktyabr|noyabr|dekabr)\w*"
)
"""Behind these stands no day, in Russian and Tajik."""
ENDS = rf"(?![\d:/%+-]|[.,]\d)(?=\s*(?:$|[?!.,;)])|\s+(?:{ASKING})(?!\w))"
"""Nothing that could be counted follows."""
BESIDE = r"(?:и|или|а|чем|против|vs\.?|versus|and|or|than|with|to|ва|е|аз|то|va|yo|az|с|со|,)"
IN = r"(?:в|за|на|in|for|of|дар|барои|соли|сол|ба|dar|soli|baroi)"
LINKED = rf"\s*(?<!\w){BESIDE}\s+(?:\w+\s+)?(?:{IN}\s+)?"
"""What stands between two years that are set beside each other."""
UNITS: dict[Lang, tuple[str, ...]] = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "ru": ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят"),
    "tg": ("як", "ду", "с[еа]", "ча?х?[оа]р", "панч", "шаш", "хафт", "хашт", "нух"),
}
"""The units of a dictated year of the twenties."""


TWENTY: dict[Lang, str] = {"en": "twenty", "ru": "двадцать", "tg": "бисту"}
"""What every such year holds."""


@functools.cache
def _dictated() -> tuple[tuple[Lang, re.Pattern[str]], ...]:
    """Years in words: Russian ordinals in the case that "in" asks for, any behind a month or a season, before "year" or
    with their thousands; Tajik numbers behind "year", a month or a season, or with their thousands."""
    month = {lang: "|".join(rf"{plain(name)[:3]}\w*" for name in names)
             for lang, names in (("ru", MONTHS_RU), ("tg", MONTHS_TG))}  # fmt: skip
    ru, tg, en = ("|".join(UNITS[lang]) for lang in ("ru", "tg", "en"))
    return (
        ("ru", re.compile(rf"(?<!\w)(?:в|за|чем)\s+(?:весь|всем)?\s*(?P<in>двадцать\s+(?P<u>{ru})(?:ь?ем|ом|ый|ий))(?!\w)(?!\s+(?:дом|район|регион))")),
        ("ru", re.compile(rf"(?<!\w)(?:{month['ru']}|{SEASON})\s+(?P<in>двадцать\s+(?P<u>{ru})\w*)(?!\w)")),
        ("ru", re.compile(rf"(?<!\w)(?P<in>(?:две\s+тысячи\s+)?двадцать\s+(?P<u>{ru})\w*)(?=(?:\s+(?:и|или)\s+двадцать\s+(?:{ru})\w*)?\s+год\w*)")),
        ("ru", re.compile(rf"(?<!\w)(?P<in>две\s+тысячи\s+двадцать\s+(?P<u>{ru})(?:ь?ем|ом|ый|ий|ого|ьего))(?!\w)")),
        ("en", re.compile(rf"(?<!\w)(?P<in>twenty[\s-]+twenty[\s-]+(?P<u>{en}))(?!\w)")),
        ("tg", re.compile(rf"(?<!\w)(?P<in>ду\s?хазору\s+бисту\s?(?P<u>{tg})(?:в?в?ум|юм)?)(?!\w)")),
        ("tg", re.compile(rf"(?<!\w)(?:соли|сол|{month['tg']}|{SEASON})\s+(?P<in>бисту\s?(?P<u>{tg})(?:в?в?ум|юм)?)(?!\w)")),
    )  # fmt: skip


@functools.cache
def _alone() -> tuple[re.Pattern[str], ...]:
    """Two digits that something in the same breath makes a year; `in` is what is replaced. In Russian and Tajik a day
    stands before its month, so what stands behind a month is a year; in English where a part of the month is named."""
    english = "|".join(plain(name) for name in MONTHS_EN)
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<![\w'])(?P<in>'{SHORT})(?!\w|[.,]\d)",
            rf"(?<!\w)(?:{SEASON})\s+(?P<in>{SHORT}(?:{ENDING}|{OF})){ENDS}",
            rf"(?<!\w)(?:{MONTH})\s+(?P<in>{SHORT}(?:{ENDING}|{OF})){ENDS}",
            rf"(?<!\w)(?:{SEASON})[\s-]+(?:{english})\s+(?P<in>{SHORT}){ENDS}",
            rf"(?<!\w)(?:в|за|чем)\s+(?:всем\s+)?(?P<in>{SHORT}-?(?:м|ом|ем))(?!\w)(?!\s+(?:доме|районе|регионе|год))",
            rf"(?<!\w)за\s+(?:весь\s+)?(?P<in>{SHORT}-?й)(?!\w)(?!\s+(?:день|дом|раз|рейс|этаж))",
            rf"(?<=20[12]\d)\s*[/–-]\s*(?P<in>{SHORT})(?![\d/.–-])",
            rf"(?<!\w)(?P<in>{SHORT}{ENDING})(?={LINKED}(?:20)?2[2-9]{ENDING}{ENDS})",
        )
    )


Year = Callable[[re.Match[str]], int]

BEHIND = re.compile(rf"{LINKED}(?P<in>{SHORT}{ENDING}){ENDS}")
"""The second of two, where the text names a year without any help."""


def in_digits(low: str, lang: Lang) -> str:
    """Folded text with the years that it says in words in digits; what stands behind them stays where it was."""
    if TWENTY[lang] in low or (lang == "ru" and "надцат" in low):
        return _undictated(_spans(low) if lang == "ru" else low, lang, in_place=True)
    return low


TEENS_RU = "одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
"""The years from 2011 to 2020 in words."""


@functools.cache
def _span() -> re.Pattern[str]:
    told = rf"(?:двадцать\s+(?:{'|'.join(UNITS['ru'])})|{'|'.join(TEENS_RU.split())})\w*"
    return re.compile(rf"(?<!\w)со?\s+(?P<first>{told})\s+по\s+(?P<last>{told})(?=\s+год)")


def _spans(low: str) -> str:
    """«С четырнадцатого по восемнадцатый год» in digits, in place."""
    for match in _span().finditer(low):
        for name in ("last", "first"):
            start, end = match.span(name)
            low = f"{low[:start]}{str(_year_ru(match[name])).rjust(end - start)}{low[end:]}"
    return low


def _year_ru(words: str) -> int:
    tens, *unit = words.split()
    if unit:
        return 2021 + _unit(unit[0], "ru")
    return 2011 + next(n for n, stem in enumerate(TEENS_RU.split()) if tens.startswith(stem))


def write_out(text: str, lang: Lang) -> str:
    """`text` with its years in four digits."""
    text = _undictated(text, lang)
    for pattern in _alone():
        text = _replaced(text, pattern, lambda match: 2000 + int(match["y"]))
    if re.search(MARKED, plain(text)):
        text = _replaced(text, BEHIND, lambda match: 2000 + int(match["y"]))
    return text


def _undictated(text: str, lang: Lang, *, in_place: bool = False) -> str:
    """`text` with its dictated years in digits; `in_place`: blanks before them keep its length."""
    for told, pattern in _dictated():
        if told == lang:
            text = _replaced(text, pattern, lambda match: 2021 + _unit(match["u"], lang), lang if in_place else None)
    return text


def _replaced(text: str, pattern: re.Pattern[str], year: Year, in_place: Lang | None = None) -> str:
    """`text` with the `year` of each match; `in_place`, as the language writes it in a text, and as long as it was."""
    for match in reversed(list(pattern.finditer(plain(text)))):
        start, end = match.span("in")
        written = str(year(match))
        if in_place == "ru" and not YEAR_RU.match(text, end):
            written += "-м"
        text = f"{text[:start]}{written.rjust(end - start if in_place else 0)}{text[end:]}"
    return text


YEAR_RU = re.compile(r"\s+(?:год|и\s+двадцать|и\s+20\d\d)")
"""Behind a year with its word «год» no ending is written."""


def _unit(word: str, lang: Lang) -> int:
    return next(n for n, stem in enumerate(UNITS[lang]) if re.match(stem, word))
