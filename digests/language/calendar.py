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
WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS_RU = (
    "понедельник понедельника понедельнику", "вторник вторника вторнику", "среда среду среды среде",
    "четверг четверга четвергу",
    "пятница пятницу пятницы пятнице", "суббота субботу субботы субботе", "воскресенье воскресенья воскресенью",
)  # fmt: skip
WEEKDAYS_TG = ("душанбе", "сешанбе", "чоршанбе", "панчшанбе панджшанбе", "чумъа джумъа чума", "шанбе", "якшанбе")


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
        return found | {"янв": 1, "фев": 2, "апр": 4, "авг": 8, "сен": 9, "сент": 9, "окт": 10, "нояб": 11, "дек": 12}
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
