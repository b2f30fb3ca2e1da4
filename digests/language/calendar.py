"""Months and weekdays of the three languages: names, abbreviations, inflections; keys are folded."""

from __future__ import annotations

import functools

from digests.model import Lang

MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
             "December")  # fmt: skip
MONTHS_RU = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
             "декабря")  # fmt: skip
MONTHS_RU_ALONE = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь",
                   "декабрь")  # fmt: skip
MONTHS_TG = ("январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
MONTHS_TG_IZOFAT = tuple("майи" if month == "май" else month + "и" for month in MONTHS_TG)
"""CLDR's Tajik months are capitalised and lack the izofat; this is how a date is written: 30 марти соли 2024."""

SHORT_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SHORT_RU = ("янв", "фев февр", "мар", "апр", "", "июн", "июл", "авг", "сен сент", "окт", "ноя нояб", "дек")
WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS_RU = (
    "понедельник понедельника понедельнику", "вторник вторника вторнику", "среда среду среды среде",
    "четверг четверга четвергу",
    "пятница пятницу пятницы пятнице", "суббота субботу субботы субботе", "воскресенье воскресенья воскресенью",
)  # fmt: skip
WEEKDAYS_TG = ("душанбе", "сешанбе", "чоршанбе", "панчшанбе панджшанбе", "чумъа джумъа чума", "шанбе", "якшанбе")

MONTHLY_RU = ("январск", "февральск", "мартовск", "апрельск", "майск", "июньск", "июльск", "августовск", "сентябрьск",
              "октябрьск", "ноябрьск", "декабрьск")  # fmt: skip
DAILY_RU = ("понедельничн", "вторничн", "средов", "четвергов", "пятничн", "субботн", "воскресн")
"""What adjectives of months and weekdays begin with: пятничные дебаты."""

SHORTEST = 3
"""Letters of a month's name that are enough where it stands by a day: 24 мар, 24 sep."""

_STEMS_RU = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат "
    "шестнадцат семнадцат восемнадцат девятнадцат двадцат"
).split()
_FIRST_EN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_FIRST_TG = (
    "якум дуюм сеюм чорум панчум шашум хафтум хаштум нухум дахум ездахум дувоздахум сездахум чордахум понздахум "
    "шонздахум хабдахум хаждахум нуздахум бистум"
).split()


@functools.cache
def ordinals(lang: Lang) -> dict[str, int]:
    """Folded ordinal in words, as a day is told → 1 … 31: "twenty-fourth", «двадцать четвёртого», «бисту чоруми»."""
    if lang == "en":
        found = {word: n for n, word in enumerate(_FIRST_EN, 1)} | {"thirtieth": 30}
        tens = {"twenty": 20, "thirty": 30}
        return found | {f"{t}{tie}{w}": v + n for t, v in tens.items() for tie in "- "
                        for n, w in enumerate(_FIRST_EN[:9], 1) if v + n <= 31}  # fmt: skip
    if lang == "ru":
        endings = ("ого", "ое", "ому", "ьего", "ье", "ьему")
        found = {stem + end: n for n, stem in enumerate(_STEMS_RU, 1) for end in endings}
        found |= {"тридцат" + end: 30 for end in endings}
        return found | {f"{t} {w}": v + n for t, v in {"двадцать": 20, "тридцать": 30}.items()
                        for w, n in list(found.items()) if n < 10 and v + n <= 31}  # fmt: skip
    small = {word: n for n, word in enumerate(_FIRST_TG, 1)} | {"дувум": 2, "дуввум": 2, "савум": 3, "севум": 3}
    small |= {"чахорум": 4}
    found = small | {"сиюм": 30, "сиум": 30}
    found |= {f"{t} {w}": v + n for t, v in {"бисту": 20, "сию": 30}.items() for w, n in small.items() if n < 10}
    return {word + end: n for word, n in found.items() if n <= 31 for end in ("", "и")}


@functools.cache
def months(lang: Lang) -> dict[str, int]:
    """Folded month word → 1 … 12."""
    found: dict[str, int] = {}
    if lang == "en":
        for n, (name, short) in enumerate(zip(MONTHS_EN, SHORT_EN, strict=True), 1):
            found |= {name.lower(): n, short: n}
        return found | {"sept": 9}
    if lang == "ru":
        for n, (alone, of) in enumerate(zip(MONTHS_RU_ALONE, MONTHS_RU, strict=True), 1):
            stem = of[:-1]
            endings = ("а", "у", "ом", "е") if alone[-1] == "т" else ("я", "ю", "ем", "е")
            found |= {alone: n} | {stem + ending: n for ending in endings}
        return found | {stem: n for n, stems in enumerate(SHORT_RU, 1) for stem in stems.split()}
    for n, name in enumerate(MONTHS_TG, 1):
        found |= {name + ending: n for ending in ("", "и", "ро", "а", "е", "у")}
        if name[-1] in "рл" and n not in (6,):
            found |= {name + "ь": n, name + "я": n}
    return found | {"маи": 5, "июнь": 6, "апрели": 4}


def month_of(word: str, lang: Lang) -> int | None:
    """The number of the month that a folded word names."""
    return months(lang).get(word)


@functools.cache
def weekdays(lang: Lang) -> dict[str, int]:
    """Folded weekday → 0 (Monday) … 6. Tajik "душанбе" is also the capital: `dates` asks for «рӯзи» before it."""
    names = {"en": WEEKDAYS_EN, "ru": WEEKDAYS_RU, "tg": WEEKDAYS_TG}[lang]
    found = {form: n for n, forms in enumerate(names) for form in forms.split()}
    if lang == "tg":
        found |= {form + ending: n for form, n in list(found.items()) for ending in ("и", "ро")}
    return found
