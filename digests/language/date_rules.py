"""The shapes in which dates are written, as regular expressions over folded text (`numbers.plain`).

Groups: `d` day, `m` month word, `y` year; `d2 m2 y2` the end of a span; `n` a count; `u` a unit of time; `w` a weekday;
`o` an order (first, last, early …). A rule's name says which reader in `dates` takes the match.
"""

# ruff: noqa: E501 - a pattern a line reads better than one in pieces

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from digests.language.calendar import MONTHLY_RU, MONTHS_RU_ALONE, months, ordinals, weekdays
from digests.language.date_seasons import SEASON
from digests.language.tokens import plain
from digests.model import Lang


class Rule(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    needs: str  # "month", "digits", "word": what a text must hold for the rule to be tried


def words(found: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, found), key=lambda word: (-len(word), word)))


ENGLISH_COUNT = (
    r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several|few"
)
RUSSIAN_COUNT = (
    r"\d{1,3}|один|одну|два|две|двух|двое|три|трех|трое|четыре|четырех|пять|пяти|шесть|шести|семь|семи|восемь|восьми|девять|"
    r"девяти|десять|десяти|одиннадцать|одиннадцати|двенадцать|двадцать|двадцати|тридцать|несколько|последние"
)
TAJIK_COUNT = r"\d{1,3}|як|ду|се|чор|чахор|панч|пандж|шаш|хафт|хашт|нух|дах|ездах|дувоздах|понздах|бист|си|чанд|якчанд"
MAY = 5
"""«Май» is wine as well."""
NUMBERED_RU = r"дом|район|регион|этаж|кабинет|раз|рейс|школ|отдел|день|час|минут|стать|мест|рейд|километр|микрорайон|стран|квартал"
"""What bears a number of its own: «в 24-м доме» is no year."""
PART_OF_A_YEAR = {
    "ru": r"[3-9]|1[01]|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать",
    "tg": r"[3-9]|1[01]|се|чор|чахор|панч|шаш|хафт|хашт|нух|дах|ездах",
    "en": r"[3-9]|1[01]|three|four|five|six|seven|eight|nine|ten|eleven",
}
"""«За девять месяцев», «дар нӯҳ моҳ», "in nine months": so many months without a year are counted from January."""


def english() -> list[tuple[str, str, str]]:
    m = words(months("en"))
    w = words(weekdays("en"))
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    day2 = r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
    told = words(ordinals("en"))
    year = r"(?:,?\s+(?:of\s+)?(?P<y>(?:1[5-9]|20)\d\d)(?![\d,.]\d))?"
    lead = rf"(?:(?:{w}),?\s+)?(?:the\s+)?"
    to = r"\s*(?:[-–]|to|through|until|and)\s*"
    to_now = r"(?:to|until|till|through|and|up\s+to)\s+(?:date|today|now|the\s+present|the\s+present\s+day)\b"
    of_year = r"(?:of\s+|in\s+)?(?:the\s+)?(?P<r>this|last|previous|current|past|same)?\s*year\b"
    return [
        ("tonow", "month", rf"\b(?:from|since|between)\s+(?:{day}\s+(?P<m>{m})\b\.?{year})\s+{to_now}"),
        ("tonow", "month", rf"\b(?:from|since|between)\s+(?P<m>{m})\.?\s+{day}\b{year}\s+{to_now}"),
        ("span", "month", rf"{lead}\b{day}\s+(?P<m>{m})\b\.?(?:,?\s+(?P<y1>\d{{4}}))?{to}(?:the\s+)?{day2}\s+(?P<m2>{m})\b\.?{year}"),
        ("span", "month", rf"\b(?P<m>{m})\.?\s+{day}(?:,?\s+(?P<y1>\d{{4}}))?{to}(?P<m2>{m})\.?\s+{day2}\b{year}"),
        ("days", "month", rf"\b{day}{to}{day2}\s+(?:of\s+)?(?P<m>{m})\b\.?{year}"),
        ("days", "month", rf"\b(?P<m>{m})\.?\s+{day}{to}{day2}\b(?!\s+(?:{m})\b){year}"),
        ("day", "month", rf"{lead}\b{day}(?:\s+(?:of\s+)?|-)(?P<m>{m})\b\.?{year}"),
        ("day", "month", rf"\b(?:the\s+)?(?P<d>{told})\s+of\s+(?P<m>{m})\b{year}"),
        ("day", "month", rf"(?:\b(?:{w}),?\s+)?\b(?P<m>{m})\.?\s+(?:the\s+)?{day}\b(?![.,]\d|\s*%|\s+per\s?cent){year}"),
        ("months", "month", rf"(?:\bthe\s+(?:start|beginning)\s+of\s+)?\b(?P<m>{m})\.?{to}(?:the\s+end\s+of\s+)?(?P<m2>{m})\b\.?(?:\s+(?:of\s+)?(?P<r>this|last)\s+year\b|{year})"),
        ("overyears", "month", rf"\b(?:(?:the\s+)?(?:start|beginning)\s+of\s+|early\s+)?(?:(?P<m>{m})\.?,?\s+(?:of\s+)?)?(?P<y1>20\d\d)\s*(?:[-–]|to|through|until|till)\s*(?:the\s+end\s+of\s+)?(?P<m2>{m})\b\.?,?\s+(?:of\s+)?(?P<y>20\d\d)\b"),
        ("overyears", "month", rf"\bbetween\s+(?P<m>{m})\.?,?\s+(?P<y1>20\d\d)\s+and\s+(?P<m2>{m})\.?,?\s+(?P<y>20\d\d)\b"),
        ("monthof", "month", rf"\b(?P<m>{m})\.?\s+(?:of\s+)?(?:the\s+)?(?P<r>this|last|previous|current|past)\s+year\b"),
        ("monthsto", "month", rf"\b(?P<n>{ENGLISH_COUNT})\s+months\s+(?:to|through|until|ending(?:\s+in)?|since)\s+(?P<m>{m})\b{year}"),
        ("firstdays", "month", rf"\b(?:the\s+)?(?P<o>first|last|final)\s+(?P<c>{ENGLISH_COUNT})\s+(?P<u>days|weeks)\s+(?:of|in)\s+(?P<m>{m})\b{year}"),
        ("lastweek", "month", rf"\b(?:the\s+)?(?P<o>first|last|final)\s+(?P<n>week|days)\s+(?:of|in)\s+(?P<m>{m})\b{year}"),
        ("thirds", "month", rf"\b(?P<o>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[\s-]+(?P<m>{m})\b\.?{year}"),
        ("yearto", "month", rf"\b(?:from\s+|since\s+)?the\s+(?:start|beginning)\s+of\s+the\s+year\s+(?:to|until|through)\s+(?:the\s+)?(?:end\s+of\s+)?(?P<m>{m})\b{year}"),
        ("month", "month", rf"\b(?P<m>{m})\.?,?\s+(?:of\s+)?(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("bare", "month", rf"\b(?:in|since|until|by|of|last|this|next|from|during|for|through|to|between)\s+(?P<m>{m})\b(?!\s+\d)"),
        ("bare", "month", rf"\b(?P<m>{m})(?='s\b|:|\s+(?:figures?|list|tally|count|reports?|pay|wages?|average)\b)"),
        ("season", "word", rf"\b(?:(?P<r>this|last|the\s+past|the\s+previous)\s+)?(?P<s>{SEASON['en']})\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b"),
        ("season", "word", rf"\b(?:(?P<r>this|last|previous|past)\s+|(?:in|by|since|until|during|over|for)\s+(?:the\s+)?)(?P<s>{SEASON['en']})\b(?!\s+(?:in|from|by|to|of)\b)"),
        ("half", "digits", r"\b(?:the\s+)?(?P<o>first|second)\s+half\s+of\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("half", "digits", r"\bh(?P<o>[12])\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("quarter", "digits", r"\b(?:the\s+)?(?P<o>first|second|third|fourth|last)\s+quarter\s+of\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("quarter", "digits", r"\bq(?P<o>[1-4])\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("quartersof", "digits", r"\b(?:the\s+)?(?:first\s+)?(?P<n>two|three)\s+quarters\s+of\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("firstmonths", "digits", rf"\b(?:the\s+)?first\s+(?P<n>{ENGLISH_COUNT})\s+months\s+of\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("sincepart", "digits", r"\bsince\s+(?:the\s+)?(?:start|beginning)\s+of\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("yearpart", "digits", r"\b(?P<o>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[\s-]+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("yearsto", "digits", rf"\b(?:in|over|during)\s+the\s+(?:(?P<n>{ENGLISH_COUNT})\s+years|decade)\s+(?:to|up\s+to|ending(?:\s+in)?)\s+(?P<y>(?:19|20)\d\d)\b"),
        ("years", "digits", r"\b(?:from\s+|between\s+)?(?P<y>(?:1\d|20)\d\d)(?:\s*[-–/]\s*|\s+(?:to|and|through)\s+)(?P<y2>(?:1\d|20)\d\d|\d\d)\b(?![-.,]?\d|\s*%)"),
        ("decade", "digits", r"\b(?:the\s+)?(?P<y>(?:1\d|20)\d0)'?s\b"),
        ("year", "digits", r"\b(?P<y>(?:1[5-9]|20)\d\d)\b(?![-.,:]?\d|\s*%|\s+(?:people|calls|dollars|euros|per))"),
        ("halfof", "word", rf"\b(?:the\s+)?(?P<o>first|second)\s+half\s+{of_year}"),
        ("halfof", "word", rf"\b(?:the\s+)?(?:(?P<o>first|second)\s+)?half-year\b(?:\s+{of_year})?"),
        ("quarterof", "word", rf"\b(?:the\s+)?(?P<o>first|second|third|fourth|last)\s+quarter\s+{of_year}"),
        ("quarterof", "word", r"\b(?:the\s+)?(?P<o>first|second|third|fourth)\s+quarter\b(?!\s+(?:of|final))"),
        ("quarter_ended", "word", r"\b(?:(?:in|over|for|during)\s+)?(?:the\s+)?(?:last|past|previous)\s+quarter\b(?!\s+(?:of|final))"),
        ("quarter_ended", "word", r"\b(?:in|over|for|during)\s+(?:the|a)\s+quarter\b(?!\s+of)|\bquarterly\b"),
        ("half_ended", "word", r"\bhalf-yearly\b|\bhalf-year(?=\s+(?:report|figures?|results?)\b)"),
        ("beforelast", "word", r"\b(?:in\s+)?the\s+year\s+before\s+last\b"),
        ("yearclose", "word", r"\b(?:at|by)\s+the\s+(?:end|close)\s+of\s+the\s+year\b|\bas\s+the\s+year\s+ended\b"),
        ("yearstart", "word", r"\b(?:at\s+the\s+(?:start|beginning)\s+of|began|started|entered)\s+the\s+year\b"),
        ("monthsof", "word", rf"\b(?:the\s+)?first\s+(?P<n>{ENGLISH_COUNT})\s+months\b(?:\s+{of_year}|(?!\s+of))"),
        ("monthsof", "word", rf"\b(?P<n>{ENGLISH_COUNT})\s+months\s+{of_year}"),
        ("runmonths", "word", rf"\b(?:in|over|for)\s+(?P<n>{PART_OF_A_YEAR['en']})\s+months\b(?!\s+(?:before|after|from|since|of|to|in|ago|running))"),
        ("quartersof", "word", rf"\b(?:the\s+)?first\s+(?P<n>two|three)\s+quarters\b(?:\s+{of_year}|(?!\s+of))"),
        ("quartersof", "word", r"\b(?:in|over|for)\s+(?P<n>two|three)\s+quarters\b(?!\s+of)"),
        ("halfof", "word", r"\bh(?P<o>[12])\b"),
        ("quarterof", "word", r"\bq(?P<o>[1-4])\b"),
        ("fiscal", "digits", r"\b(?:fy|fiscal(?:\s+year)?)\s?(?P<y>20\d\d)\b(?![-–/]\d)"),
        ("weekend", "word", r"\b(?:(?:over|at|on|during)\s+)?(?:the|this|last|this\s+past|the\s+past|the\s+last)\s+weekend\b"),
        ("relday", "word", r"\b(?P<o>the\s+day\s+before\s+yesterday|yesterday|today|tomorrow|last\s+night|overnight|tonight|this\s+(?:morning|afternoon|evening))\b"),
        ("ago", "word", rf"\b(?P<n>{ENGLISH_COUNT}|a|an)\s+(?P<u>day|week|month|year)s?\s+ago\b"),
        ("newyear", "word", r"\bnew\s+year(?:'?s)?(?:\s+day)?\b"),
        ("lastmonths", "digits", rf"\b(?:the\s+)?(?:last|final)\s+(?P<n>{ENGLISH_COUNT})\s+months\s+of\s+(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("lastmonths", "word", rf"\b(?:the\s+)?(?:last|final)\s+(?P<n>{ENGLISH_COUNT})\s+months\s+of\s+(?:the\s+)?(?P<r>this|last|previous)\s+year\b"),
        ("sincemonth", "word", r"\bsince\s+(?:the\s+)?(?:start|beginning)\s+of\s+(?:the|this)\s+month\b|\bso\s+far\s+this\s+month\b"),
        ("sinceyear", "word", r"\bsince\s+(?:the\s+)?(?:start|beginning)\s+of\s+(?:the|this)\s+year\b|\bso\s+far\s+this\s+year\b|\b(?:the\s+)?year\s+to\s+date\b"),
        ("yearstart", "word", r"\b(?:at|by|as\s+of)\s+the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+year\b"),
        ("past", "word", rf"\b(?:(?:over|in|during|for|within)\s+)?(?:the\s+)?(?:past|last|previous)\s+(?P<n>{ENGLISH_COUNT})\s+(?P<u>day|week|month|year|decade)s?\b"),
        ("past", "word", r"\b(?:(?:over|in|during|for|within)\s+)?the\s+(?:past|last)\s+(?P<u>24\s+hours|day|week|month|year|decade)\b"),
        ("past", "word", rf"\b(?:over|within|during|in\s+the\s+(?:space|course)\s+of)\s+(?P<n>{ENGLISH_COUNT})\s+(?P<u>day|week|year)s\b(?!\s+(?:before|after|from|since|of|to|ago|running))"),
        ("past", "word", r"\b(?:over|within|in)\s+(?P<u>24\s+hours)\b(?!\s+(?:before|after|from|since|of))"),
        ("calendar", "word", r"\b(?P<o>last|this|next|past|previous)\s+(?P<u>week|month|year)\b"),
        ("event", "word", rf"\b(?:(?:in|over|during)\s+)?the\s+first\s+(?P<n>{ENGLISH_COUNT})\s+(?P<u>day|week|hour)s?\b"),
        ("weekday", "word", rf"\b(?:(?P<o>last|next|this|on|by|since|until)\s+)?(?P<w>{w})\b"),
    ]  # fmt: skip


def russian() -> list[tuple[str, str, str]]:
    m = words(months("ru"))
    alone = {plain(name): n for n, name in enumerate(MONTHS_RU_ALONE, 1)}
    w = words(weekdays("ru"))
    day = r"(?P<d>\d{1,2})(?:-?(?:о?го|о?е|о?му|ым|м|й))?"
    day2 = r"(?P<d2>\d{1,2})(?:-?(?:о?го|о?е|о?му|ым|м|й))?"
    told = words(ordinals("ru"))
    year = r"(?:,?\s+(?P<y>(?:1[5-9]|20)\d\d)(?!\s+человек|\s+руб)(?:\s*(?:г\.|г\b|год[а-я]*))?)?"
    year1 = r"(?:\s+(?P<y1>\d{4})(?:\s*(?:г\.|г\b|год[а-я]*))?)?"
    ending = r"(?:\s*(?:г\.|г\b|год[а-я]*)|-(?:го|й|м)\b)?"
    this = r"(?:в\s+)?(?P<y>(?:1[5-9]|20)\d\d)(?:\s*(?:г\.|г\b|год[а-я]*)|-(?:го|м)\b)"
    of_year = r"\s+(?:(?P<r>эт|текущ|нынешн|прошл|минувш|прошедш|предыдущ)[а-я]+\s+)?года\b"
    lead = rf"(?:(?:{w}),?\s+)?"
    return [
        ("startto", "month", rf"\bс\s+начала\s+(?:(?P<y1>\d{{4}})\s+)?года\s+(?:по|до|к)\s+{day}\s+(?P<m>{m})\b{year}"),
        ("tonow", "month", rf"\bсо?\s+{day}\s+(?P<m>{m})\b{year}\s+(?:по|до)\s+(?:сегодняшн[а-я]+\s+д(?:ень|ня)|сегодня|сей\s+день|сих\s+пор|настоящ[а-я]+\s+(?:врем[а-я]+|момент[а-я]*)|текущ[а-я]+\s+момент[а-я]*)\b"),
        ("span", "month", rf"{lead}\b(?:со?\s+)?{day}\s+(?P<m>{m})\b{year1}\s*(?:[-–]|по|до)\s*{day2}\s+(?P<m2>{m})\b{year}"),
        ("days", "month", rf"\b(?:со?\s+)?{day}\s*(?:[-–]|по|до|и|или)\s*{day2}\s+(?P<m>{m})\b{year}"),
        ("days", "month", rf"\b(?:со?\s+)?(?P<d>{told})\s*(?:[-–]|по|до|и|или)\s*(?P<d2>{told})\s+(?P<m>{m})\b{year}"),
        ("day", "month", rf"{lead}\b{day}(?:\s+|-)(?P<m>{m})\b{year}"),
        ("day", "month", rf"\b(?P<d>{told})\s+(?P<m>{m})\b{year}"),
        ("overyears", "month", rf"\bсо?\s+(?:начала\s+)?(?:(?P<m>{m})\s+)?(?P<y1>20\d\d){ending}\s*(?:[-–]|по|до)\s*(?:кон(?:ец|ца)\s+)?(?P<m2>{m})\s+(?P<y>20\d\d)\b{ending}"),
        ("overyears", "month", rf"\b(?P<m>{m})\s+(?P<y1>20\d\d){ending}\s*[-–]\s*(?P<m2>{m})\s+(?P<y>20\d\d)\b{ending}"),
        ("yearto", "month", rf"\bс\s+начала\s+года\s+(?:по|до|к)\s+(?:кон(?:ца|ец|цу)\s+)?(?P<m>{m})\b{year}"),
        ("months", "month", rf"\b(?:со?\s+)?(?:начала\s+)?(?P<m>{m})\s*(?:[-–—]|по|до)\s*(?:кон(?:ец|ца)\s+)?(?P<m2>{m})\b(?:{of_year}|{year})"),
        ("months", "month", rf"\b(?:за|итог[а-я]*)\s+(?P<m>{m})\s+и\s+(?P<m2>{m})\b(?:{of_year}|{year})"),
        ("monthof", "month", rf"\b(?P<m>{m})\s+(?P<r>эт|текущ|нынешн|прошл|минувш|прошедш|предыдущ)[а-я]+\s+года\b"),
        ("monthof", "month", rf"\b(?:в|за)\s+(?:весь\s+)?(?P<r>прошл|эт)(?:ом|от|ый|ой|ую)\s+(?P<m>{m})\b"),
        ("bare", "month", rf"\b(?:в|за)\s+(?:весь\s+)?(?:минувш|прошедш|истекш)(?:ем|ий)\s+(?P<m>{m})\b"),
        ("firstdays", "month", rf"\b(?P<o>перв|последн)[а-я]+\s+(?P<c>{RUSSIAN_COUNT})\s+(?P<u>дн|день|сут|недел)[а-я]*\s+(?P<m>{m})\b{year}"),
        ("firstdays", "month", rf"\b(?P<c>{RUSSIAN_COUNT})\s+(?P<o>перв|последн)[а-я]+\s+(?P<u>дн|день|сут|недел)[а-я]*\s+(?P<m>{m})\b{year}"),
        ("lastweek", "month", rf"\b(?P<o>перв|последн)[а-я]+\s+(?P<n>недел|дн)[а-я]*\s+(?P<m>{m})\b{year}"),
        ("thirds", "month", rf"\b(?P<o>начал|середин|кон(?=ц|е))[а-я]+\s+(?P<m>{m})\b{year}"),
        ("month", "month", rf"\b(?P<m>{m})\s+(?P<y>(?:1[5-9]|20)\d\d)(?:\s*(?:г\.|г\b|год[а-я]*))?"),
        ("month", "month", rf"\b(?P<m>{m})\s+(?P<y>[0-3]\d)-го\b"),
        ("bare", "month", rf"\b(?:в|с|со|до|к|за|на|по|от|после|перед|итог[а-я]*)\s+(?P<m>{m})\b"),
        ("bare", "month", rf"\b(?P<m>{words(alone)})\b(?!\s+\d)"),
        ("bare", "month", rf"\b(?:курсу|уровн[а-я]+|данн[а-я]+|цен[а-я]*|показател[а-я]+)\s+(?P<m>{m})\b(?!\s+\d)"),
        ("monthly", "word", rf"\b(?P<m>{'|'.join(MONTHLY_RU)})[а-я]{{2,3}}\s+(?:зарплат|данн|показател|статистик|оценк|сводк|отчет|итог|уровн|курс|цен|числ|цифр)"),
        ("season", "word", rf"\b(?:(?P<r>эт|нынешн|прошл|минувш)[а-я]+\s+)?(?P<s>{SEASON['ru']})\b(?:\s+(?:(?P<y>(?:19|20)\d\d){ending}))"),
        ("season", "word", rf"\b(?P<s>{SEASON['ru']})\s+(?P<r>эт|нынешн|текущ|прошл|минувш)[а-я]+\s+года\b"),
        ("season", "word", rf"\b(?:(?P<r>эт|нынешн|прошл|минувш)[а-я]+\s+|(?:за|к|ко|до|с)\s+)(?P<s>{SEASON['ru']})\b"),
        ("season", "word", r"\b(?P<s>зимой|весной|летом|осенью)\b"),
        ("half", "digits", rf"\b(?P<o>перв|втор|i{{1,2}}|1|2)(?:[а-я]+|-?[ем])?\s+(?:полугоди[а-я]+|половин[а-я]+)\s+{this}"),
        ("quarter", "digits", rf"\b(?P<o>перв|втор|трет|четверт|последн|i{{1,3}}v?|iv|[1-4])(?:[а-я]+|-?[ем])?\s+квартал[а-я]*\s+{this}"),
        ("quartersof", "digits", rf"\b(?P<n>два|двух|три|трех)\s+квартал[а-я]+\s+{this}"),
        ("firstmonths", "digits", rf"\b(?:за|в течение)\s+(?:первые\s+|первых\s+)?(?P<n>{RUSSIAN_COUNT})\s+месяц[а-я]+\s+{this}"),
        ("firstmonths", "digits", rf"\bперв[а-я]+\s+(?P<n>{RUSSIAN_COUNT})\s+месяц[а-я]+\s+{this}"),
        ("lastmonthsof", "word", rf"\bв\s+(?P<r>прошл)ом\s+году\s+за\s+(?:перв[а-я]+\s+)?(?P<n>{RUSSIAN_COUNT})\s+месяц[а-я]+\b"),
        ("sincepart", "digits", rf"\bс\s+начала\s+{this}"),
        ("yearpart", "digits", rf"\b(?P<o>начал|середин|кон(?=ц|е))[а-я]+\s+{this}"),
        ("years", "digits", r"\b(?:со?\s+)?(?P<y>(?:1\d|20)\d\d)(?:\s*(?:г\.|год[а-я]*))?\s*(?:[-–/]|по|до)\s*(?P<y2>(?:1\d|20)\d\d|\d\d(?=\s*г))\b(?:\s*(?:гг\.?|годы|годах|годов|годам|год|года|г\.))?(?![-.,]?\d)"),
        ("years", "digits", r"\b(?P<y>20\d\d)(?:-[йм])?\s+и\s+(?P<y2>20\d\d)(?:-[йм])?\s+(?:гг\.|год(?:ы|ах|ов|ам))"),
        ("decade", "digits", r"\b(?P<y>(?:1\d|20)\d0)-?(?:е|х|ые|ых)\b(?:\s+год[а-я]+)?"),
        ("year", "digits", r"\b(?P<y>(?:1\d|20)\d\d)\s*(?:г\.|г\b|год[а-я]*|гг\.?)"),
        ("year", "digits", r"\b(?P<y>(?:19|20)\d\d)-(?:го|м|му)\b(?!\s+[а-я]+ого\b)"),
        ("year", "digits", r"\b(?:(?:за|на|весь|в)\s+){0,2}(?P<y>(?:19|20)\d\d)-й\b"),
        ("shortyears", "word", r"\b(?:за\s+)?(?P<y>[0-3]\d)-(?:й|м)\s*(?:и|[-–])\s*(?P<y2>[0-3]\d)-(?:й|м)\s+(?:год[а-я]*|гг?\.)"),
        ("shortyear", "word", rf"\b(?:за|на|в|весь|про|против|чем|чем\s+в)\s+(?:(?:весь|всем|прошл[а-я]+|далек[а-я]+)\s+)?(?P<y>[0-3]\d)-(?:й|м)\b(?!\s+(?:{NUMBERED_RU}))"),
        ("shortyear", "word", r"\b(?:по|до|к)\s+(?P<y>[0-3]\d)-(?:й|му|го)\s+(?:год[а-я]*|включительно)"),
        ("lastmonths", "digits", rf"\b(?:последни[ех]\s+(?P<n>{RUSSIAN_COUNT})|(?P<n2>{RUSSIAN_COUNT})\s+последних)\s+месяц[а-я]+\s+{this}"),
        ("lastmonths", "word", rf"\b(?:последни[ех]\s+(?P<n>{RUSSIAN_COUNT})|(?P<n2>{RUSSIAN_COUNT})\s+последних)\s+месяц[а-я]+\s+(?P<r>прошл|минувш|эт|текущ)[а-я]+\s+года\b"),
        ("newyear", "word", r"\b(?<!под )нов(?:ого|ому|ый)\s+год[ау]?\b"),
        ("yearend", "word", r"\b(?:по\s+)?итог[а-я]+\s+года\b"),
        ("year", "digits", r"(?<=\()(?P<y>(?:19|20)\d\d)(?=\))"),
        ("halfof", "word", rf"\b(?P<o>перв|втор|i{{1,2}})[а-я]*\s+(?:полугоди[а-я]+|половин[а-я]+(?=\s+(?:[а-я]+\s+)?года))(?:{of_year})?"),
        ("halfof", "word", rf"\b(?:за|о|итог[а-я]*)\s+(?:минувшее\s+|прошедшее\s+|первые\s+)?(?:полгода|полугоди[а-я]+)(?:{of_year})?"),
        ("quarterof", "word", rf"\b(?P<o>перв|втор|трет|четверт|последн|i{{1,3}}|iv|[1-4])(?:[а-я]+|-?[ем])?\s+квартал[а-я]*{of_year}"),
        ("quarterof", "word", r"\b(?P<o>перв|втор|трет|четверт|i{1,3}|iv|[1-4])(?:[а-я]+|-?[ем])?\s+квартал[а-я]*"),
        ("quarterof", "word", r"\bq(?P<o>[1-4])\b(?!\s*(?:20\d\d))"),
        ("quarter", "digits", r"\bq(?P<o>[1-4])\s+(?P<y>20\d\d)\b"),
        ("quarter_ended", "word", r"\b(?:за|в|итог[а-я]*)\s+(?:(?:последн|прошл|минувш|прошедш|истекш)[а-я]+\s+)?квартал[а-я]*\b(?!\s+(?:с|до|после)\b)"),
        ("quarter_ended", "word", r"\bквартальн[а-я]+\b|^\W*квартал\b|(?<=[,.])\s*квартал(?=[.:])"),
        ("half_ended", "word", r"\bполугодов[а-я]+\b|^\W*(?:полугодие|полгода)\b(?!\s*[-–]\s*20\d\d)|(?<=[,.])\s*полугодие(?=[.:])"),
        ("half_of_year", "digits", r"\bполугодие\s*[-–]\s*(?P<y>20\d\d)\b"),
        ("beforelast", "word", r"\bпозапрошл[а-я]+\s+год[а-я]*\b"),
        ("yearclose", "word", r"\b(?:на|в|к)\s+кон(?:ец|це|цу)\s+года\b|\bна\s+исходе\s+года\b|\bпод\s+новый\s+год\b"),
        ("quartersof", "word", rf"\b(?:за|по\s+итогам)\s+(?:первые\s+|первых\s+)?(?P<n>два|двух|три|трех)\s+квартал[а-я]+(?:{of_year})?"),
        ("monthsof", "word", rf"\bперв[а-я]+\s+(?P<n>{RUSSIAN_COUNT})\s+месяц[а-я]+(?:{of_year})?"),
        ("monthsof", "word", rf"\b(?P<n>{RUSSIAN_COUNT})\s+месяц[а-я]+{of_year}"),
        ("halfof", "word", r"(?:\bподве[а-я]+\s+|^\W*)(?:полугоди[а-я]+|полгода)(?=\s*[:,]|\s+в\s+(?:числах|цифрах))"),
        ("monthsof", "word", rf"\bпо\s+итогам\s+(?P<n>{RUSSIAN_COUNT})\s+месяц[а-я]+\b|^\W*(?P<n2>{RUSSIAN_COUNT})\s+месяц[а-я]+(?=\s*[:,])"),
        ("runmonths", "word", rf"\b(?:(?:в|за)\s+(?P<r>эт|нынешн|текущ|прошл|минувш)[а-я]+\s+год[а-я]?\s+)?(?:за|по\s+итогам)\s+(?P<n>{PART_OF_A_YEAR['ru']})\s+месяц[а-я]+\b(?!\s+(?:до|после|подряд|с\b))"),
        ("weekend", "word", r"\b(?:за|в|на)\s+(?:прошл[а-я]+|минувш[а-я]+|прошедш[а-я]+|эти|последние)?\s*выходн(?:ые|ых)\b"),
        ("relday", "word", r"\b(?P<o>позавчера|вчера|сегодня|завтра|накануне|(?:минувшей|прошедшей|прошлой|этой)\s+ночью)\b"),
        ("ago", "word", rf"\b(?P<n>{RUSSIAN_COUNT})\s+(?P<u>дн|день|недел|месяц|год|лет)[а-я]*\s+назад\b"),
        ("ago", "word", r"\b(?P<u>день|недел|месяц|год)[а-я]*\s+назад\b"),
        ("sincemonth", "word", r"\bс\s+начала\s+(?:(?:этого|текущего)\s+)?месяца\b"),
        ("sinceyear", "word", r"\bс\s+начала\s+(?:этого\s+|текущего\s+)?года\b"),
        ("yearstart", "word", r"\b(?:на|к)\s+начал[оу]\s+(?:(?:этого|текущего|нынешнего)\s+)?года\b"),
        ("past", "word", rf"\b(?:за|в)\s+(?:последни[ех]|прошедши[ех]|минувши[ех])\s+(?P<n>{RUSSIAN_COUNT})\s+(?P<u>дн|день|сут|недел|месяц|год|лет)[а-я]*\b"),
        ("calendar", "word", r"\b(?:за|в)\s+(?P<o>прошедш|минувш|истекш)[а-я]+\s+(?P<u>год)[а-я]?\b"),
        ("past", "word", r"\b(?:за|в)\s+(?:последн|прошедш|минувш)[а-я]+\s+(?P<u>день|сутки|неделю|месяц|год|десятилетие)\b"),
        ("past", "word", rf"\bза\s+(?P<n>{RUSSIAN_COUNT})\s+последних\s+(?P<u>дн|недел|месяц|год|лет)[а-я]*\b"),
        ("past", "word", rf"\bза\s+(?!один\b|одну\b)(?P<n>{RUSSIAN_COUNT})\s+(?P<u>дн|день|сут|недел|год|лет)[а-я]*\b(?!\s+(?:до|после|подряд|с|со)\b)"),
        ("past", "word", r"\bза\s+(?P<u>сутки|24\s+часа)\b(?!\s+(?:до|после)\b)"),
        ("calendar", "word", r"\b(?P<o>прошл|прошедш|минувш|предыдущ|эт|текущ|нынешн|следующ|будущ)[а-я]+\s+(?P<u>недел|месяц|год)[а-я]*\b"),
        ("event", "word", rf"\b(?:за|в)\s+перв(?:ые|ых)\s+(?P<n>{RUSSIAN_COUNT})\s+(?P<u>дн|сут|недел|час)[а-я]*\b"),
        ("weekday", "word", rf"\b(?:(?P<o>в|во|до|с|к)\s+)?(?:(?P<p>прошл|минувш|следующ|будущ)[а-я]+\s+)?(?P<w>{w})\b"),
    ]  # fmt: skip


def tajik() -> list[tuple[str, str, str]]:
    m = words(months("tg"))
    clear = {name: n for name, n in months("tg").items() if n != MAY}
    days = {name: n for name, n in weekdays("tg").items() if not name.startswith("душанбе")}
    w = words(weekdays("tg"))
    w_sure = words(days)
    day = r"(?P<d>\d{1,2})(?:\s?-?(?:уми|юми|ум|юм|вуми|и))?"
    day2 = r"(?P<d2>\d{1,2})(?:\s?-?(?:уми|юми|ум|юм|вуми|и))?"
    told = words(ordinals("tg"))
    of = r"\s+(?:мохи\s+)?"
    year = r"(?:,?\s+(?:(?:соли|с\.)\s*)?(?P<y>(?:1[5-9]|20)\d\d)(?!\s+нафар)(?:-ум)?)?"
    year1 = r"(?:\s+(?:(?:соли|с\.)\s*)?(?P<y1>\d{4}))?"
    this = r"(?:соли\s+)?(?P<y>(?:19|20)\d\d)(?!\s+нафар|[.,]?\d|\s*(?:фоиз|дарсад))"
    whose = r"имсол|порсол|соли\s+(?:чори|равон|гузашта|пеш|пешин|кабли)"
    first = r"якуми?|аввали?|дуюми?|дувуми?|дуввуми?|сеюми?|савуми?|чоруми?|чахоруми?|охири?"
    of_year = (
        r"(?P<r>имсол|порсол|(?:ин|хамин)\s+сол|соли\s+(?:чори|равон|гузашта|пеш|пешин|кабли)|сол)(?:а|и|у|ро|аш)?\b"
    )
    lead = rf"(?:(?:рузи\s+)?(?:{w}),?\s+)?(?:санаи\s+)?"
    return [
        ("startto", "month", rf"\bаз\s+(?:аввали|огози|ибтидои)\s+(?:соли\s+(?P<y1>\d{{4}})|имсол|сол(?:и\s+чори)?)\s+то\s+{day}{of}(?P<m>{m})\b{year}"),
        ("tonow", "month", rf"\bаз\s+{day}{of}(?P<m>{m})\b{year}\s+то\s+(?:имруз|хол|кунун|хозир|(?:ин|хамин)\s+руз)\b"),
        ("span", "month", rf"{lead}\b(?:аз\s+)?{day}{of}(?P<m>{m})\b{year1}\s*(?:[-–]|то|ба)\s*{day2}{of}(?P<m2>{m})\b{year}"),
        ("days", "month", rf"\b(?:аз\s+)?{day}\s*(?:[-–—]|то|ба|ва|е)\s*{day2}{of}(?P<m>{m})\b{year}"),
        ("day", "month", rf"{lead}\b{day}(?:{of}|-)(?P<m>{m})\b{year}"),
        ("day", "month", rf"\b(?P<d>{told}){of}(?P<m>{m})\b{year}"),
        ("yearto", "month", rf"\bаз\s+(?:аввали|огози|ибтидои)\s+(?:имсол|сол(?:и\s+чори)?)\s+то\s+(?:(?:охири|поени|анчоми)\s+)?(?:мохи\s+)?(?P<m>{m})\b{year}"),
        ("months", "month", rf"\b(?:(?P<r>{whose})\s+(?:дар\s+|аз\s+)?)(?:мохи\s+|моххои\s+)?(?P<m>{m})\s*(?:[-–—]|то|ва)\s*(?:мохи\s+)?(?P<m2>{m})\b"),
        ("months", "month", rf"\b(?:аз\s+)?(?:(?:аввали|ибтидои|огози)\s+)?(?:мохи\s+|моххои\s+)?(?P<m>{m})\s*(?:[-–—]|то|ва)\s*(?:(?:охири|поени|анчоми)\s+)?(?:мохи\s+)?(?P<m2>{m})\b(?:\s+(?P<r>{whose})\b|{year})"),
        ("overyears", "month", rf"\b(?:аз\s+)?(?:(?:аввали|ибтидои|огози)\s+)?(?:(?:мохи\s+)?(?P<m>{m})\s+)?(?:соли\s+|с\.\s*)?(?P<y1>20\d\d)\s*(?:[-–]|то)\s*(?:(?:охири|поени|анчоми)\s+)?(?:мохи\s+)?(?P<m2>{m})\s+(?:соли\s+|с\.\s*)?(?P<y>20\d\d)\b"),
        ("monthof", "month", rf"\b(?:мохи\s+)?(?P<m>{m})\s+(?P<r>имсол|порсол|соли\s+(?:чори|равон|гузашта|пеш|пешин|кабли))\b"),
        ("firstdays", "month", rf"\b(?P<c>{TAJIK_COUNT})\s+(?P<u>хафта|руз|шабонаруз)и\s+(?P<o>аввал|якум|нахуст|охир)[а-я]*\s+(?:мохи\s+)?(?P<m>{m})\b{year}"),
        ("lastweek", "month", rf"\b(?P<n>хафтаи|рузхои)\s+(?P<o>аввали|якуми|охири|охирини)\s+(?:мохи\s+)?(?P<m>{m})\b{year}"),
        ("thirds", "month", rf"\b(?P<o>аввали|ибтидои|миенаи|нимаи|охири)\s+(?:мохи\s+)?(?P<m>{m})\b{year}"),
        ("month", "month", rf"\b(?:мохи\s+)?(?P<m>{m})\s+(?:соли\s+|с\.\s*)?(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("bare", "month", rf"\b(?:мохи|дар|то|аз|моххои)\s+(?P<m>{m})\b"),
        ("bare", "month", rf"\b(?P<m>{words(clear)})\b(?!\s+\d)"),
        ("season", "word", rf"\b(?:фасли\s+|се\s+мохи\s+)?(?P<s>{SEASON['tg']})и\s+(?:соли\s+)?(?P<y>(?:19|20)\d\d)\b"),
        ("season", "word", rf"\b(?:фасли\s+|се\s+мохи\s+)?(?P<s>{SEASON['tg']})и\s+(?P<r>имсол|порсол|соли\s+(?:чори|равон|гузашта|пеш|пешин|кабли)|гузашта)\b"),
        ("season", "word", rf"\b(?:дар|то|аз|тайи|ин|ба)\s+(?:фасли\s+|се\s+мохи\s+)?(?P<s>{SEASON['tg']})\b"),
        ("half", "digits", rf"\b(?:нимсолаи|нимаи|нисфи|шашмохаи)\s+(?P<o>якуми|аввали|дуюми|дувуми|дуввуми|1|2)\s+{this}"),
        ("quarter", "digits", rf"\b(?:семохаи|чоряки|квартали|семохи)\s+(?P<o>якуми|аввали|дуюми|дувуми|дуввуми|сеюми|савуми|чоруми|чахоруми|охири|[1-4])\s+{this}"),
        ("quarter", "digits", rf"\bсе\s+мохи\s+(?P<o>дуюми|дувуми|дуввуми|сеюми|савуми|чоруми|чахоруми)\s+{this}"),
        ("quartersof", "digits", rf"\b(?P<n>ду|се)\s+(?:чоряки|семохаи|квартали)\s+(?:(?:аввал|нахуст)[а-я]*\s+)?{this}"),
        ("half", "digits", rf"\b(?P<o>шаш)\s?мохи\s+(?:аввали\s+)?{this}"),
        ("firstmonths", "digits", rf"\b(?P<n>{TAJIK_COUNT})\s+мохи\s+(?:аввали\s+)?{this}"),
        ("sincepart", "digits", rf"\bаз\s+(?:аввали|огози|ибтидои)\s+{this}"),
        ("yearpart", "digits", rf"\b(?P<o>аввали|ибтидои|миенаи|нимаи|охири)\s+{this}"),
        ("years", "digits", r"\b(?:аз\s+)?(?:солхои|соли|байни\s+солхои)\s+(?P<y>(?:1\d|20)\d\d)(?:\s*(?:[-–/]|то|ва|ба)\s*(?:соли\s+)?(?P<y2>(?:1\d|20)\d\d)|[-–/](?P<y3>\d\d))\b(?![-.,]?\d)"),
        ("years", "digits", r"(?<![-–\d])(?P<y>(?:19|20)\d\d)\s?[-–]\s?(?P<y2>(?:19|20)\d\d)\b(?![-–.,]?\d)"),
        ("decade", "digits", r"\bсолхои\s+(?P<y>(?:1\d|20)\d0)(?:-?(?:ум|уми|юм|юми))?\b"),
        ("year", "digits", r"\b(?:соли|соле|сол|с\.)\s*(?P<y>(?:1\d|20)\d\d)\b"),
        ("year", "digits", r"\bдар\s+(?P<y>(?:19|20)\d\d)(?:-ум)?\b(?![-.,:]?\d|\s+(?:нафар|тан|кас|х?олат|маврид|доллар|рубл|сомон|шахр|чой|мактаб|корхона|фоиз|дарсад))"),
        ("quartersof", "word", rf"\b(?P<n>ду|се)\s+(?:чоряки|чоряк|семохаи|квартали)\s+(?:(?:аввал|нахуст)[а-я]*\s+)?{of_year}"),
        ("lastmonths", "word", rf"\b(?P<n>{TAJIK_COUNT})\s+мохи\s+(?:охир|охирин)и\s+(?:{this}|{of_year})"),
        ("newyear", "word", r"\bсоли\s+нав\b"),
        ("sincemonth", "word", r"\bаз\s+(?:аввали|огози|ибтидои)\s+(?:(?:ин|хамин)\s+)?мох\b"),
        ("yearend", "word", r"\b(?:натичаи|чамъбасти|натоичи)\s+сол\b"),
        ("year", "digits", r"(?<=\()(?P<y>(?:19|20)\d\d)(?=\))"),
        ("halfof", "word", rf"\b(?:нимсолаи|шашмохаи)\s+(?P<o>{first})(?:\s+{of_year})?"),
        ("halfof", "word", rf"\b(?:нимаи|нисфи)\s+(?P<o>{first})\s+{of_year}"),
        ("halfof", "word", rf"\b(?:нимсола|шашмоха)[а-я]{{0,3}}(?:\s+{of_year})?"),
        ("quarter_ended", "word", r"\b(?:семохаи|чоряки|квартали)\s+(?:охир|охирин|гузашта|сипаришуда)\b(?!\s+(?:имсол|порсол|сол|соли))"),
        ("quarterof", "word", rf"\b(?:семохаи|чоряки|квартали|семохи)\s+(?P<o>{first}|[1-4])(?:\s+{of_year})?"),
        ("quarter_ended", "word", r"\b(?:дар|тайи|дар\s+давоми|натичаи|чамъбасти)\s+(?:як\s+)?(?:семоха|чоряк|квартал)\b"),
        ("monthsof", "word", rf"\b(?P<n>{TAJIK_COUNT})\s+мохи\s+(?:(?:аввал|нахуст)[а-я]*\s+)?{of_year}"),
        ("monthsof", "word", rf"\b(?P<n>{TAJIK_COUNT})\s+мохи\s+(?:аввал|нахуст)(?:ин)?\b"),
        ("runmonths", "word", rf"\b(?:(?P<r>имсол|порсол|соли\s+(?:гузашта|чори))\s+)?(?:дар|тайи|дар\s+давоми)\s+(?P<n>{PART_OF_A_YEAR['tg']})\s+мох\b(?!\s+(?:пеш|баъд|пас))"),
        ("weekend", "word", r"\bрузхои\s+истирохат[а-я]{0,3}(?:\s+(?:гузашта|охир))?\b"),
        ("relday", "word", r"\b(?P<o>пар[ие]руз|дируз|имруз|фардо|пагох|имшаб|дишаб|шаби\s+гузашта|позавчера|вчера|сегодня|завтра)\b"),
        ("ago", "word", rf"\b(?P<n>{TAJIK_COUNT})\s+(?P<u>руз|хафта|мох|сол)\s+(?:пеш|мукаддам|кабл)\b"),
        ("sinceyear", "word", r"\bаз\s+(?:аввали|огози|ибтидои|сари)\s+(?:(?:ин\s+|хамин\s+)?сол(?:и\s+(?:чори|равон))?|имсол)\b"),
        ("yearstart", "word", r"\b(?:дар|ба)\s+(?:аввали|ибтидои|огози)\s+(?:имсол|(?:ин\s+|хамин\s+)?сол(?:и\s+(?:чори|равон))?)\b"),
        ("past", "word", rf"\b(?:(?:дар|дар\s+давоми|тайи|дар\s+тули)\s+)?(?P<n>{TAJIK_COUNT})\s+(?P<u>руз|хафта|мох|сол)[аи]?и?\s+(?:охир|гузашта|охирин|ахир)\b"),
        ("past", "word", r"\b(?:дар\s+|тайи\s+)?(?P<u>дахсола)и\s+(?:охир|гузашта|ахир)\b"),
        ("past", "word", rf"\b(?:дар|тайи|дар\s+(?:давоми|тули|фосилаи))\s+(?!як\b)(?P<n>{TAJIK_COUNT})\s+(?P<u>руз|шабонаруз|хафта|сол)\b(?!\s+(?:пеш|кабл|баъд|пас|як\s+(?:бор|маротиба)))"),
        ("calendar", "word", r"\b(?P<u>хафта|мох|сол)и\s+(?P<o>гузашта|чори|равон|оянда|кабли|пешин)(?:ро|аш)?\b"),
        ("calendar", "word", r"\b(?P<u>хафта|мох|сол)е,?\s+ки\s+(?P<o>гузашт)\b"),
        ("calendar", "word", r"\b(?P<o>ин|хамин)\s+(?P<u>хафта|мох|сол)\b"),
        ("calendar", "word", r"\b(?P<o>имсол|порсол)(?P<u>)\b"),
        ("event", "word", rf"\b(?P<n>{TAJIK_COUNT})\s+(?P<u>руз|хафта|соат)и\s+(?:аввал|нахуст|нахустин|аввалин)и?\b"),
        ("weekday", "word", rf"\bрузи\s+(?P<w>{w})\b(?:\s+(?P<p>гузашта|оянда))?"),
        ("weekday", "word", rf"\b(?P<w>{w})\s+(?P<p>гузашта|оянда)\b"),
        ("weekday", "word", rf"(?<!-)\b(?P<w>{w_sure})\b(?:\s+(?P<p>гузашта|оянда))?(?!-)"),
    ]  # fmt: skip


TRIGGERS: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"yesterday|today|tomorrow|night|ago|year|week|month|past|last|first|day|decade|quarter|\bh[12]\b|\bq[1-4]\b|spring|summer|autumn|\bfall\b|winter"),
    "ru": re.compile(r"вчера|сегодня|завтра|накануне|назад|год|недел|месяц|дн|сут|понедельн|вторник|сред|четверг|пятниц|суббот|воскрес|лет|квартал|полуго|полгод|выходн|итог|ноч|зим|весн|осен|\bq[1-4]\b|(?:январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*ск|\b[0-3]\d-(?:[йм]|му|го)\b"),
    "tg": re.compile(r"руз|имш|диш|шаби|вчера|сегодня|завтра|фардо|пагох|хафта|мох|сол|шанбе|чум|чу?м|чоряк|квартал|истирох|порсол|бахор|тобистон|зимистон"),
}  # fmt: skip


@functools.cache
def rules(lang: Lang) -> tuple[Rule, ...]:
    """The rules of a language, the more telling ones first; compiled once."""
    rows = {"en": english, "ru": russian, "tg": tajik}[lang]()
    return tuple(Rule(name, re.compile(pattern), needs) for name, needs, pattern in rows)
