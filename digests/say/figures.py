"""Saying typed values: numbers, hedges, units, dates, periods and lists, as an editor of each language writes them.

Tajik is said from tables of our own: CLDR's Tajik months are capitalised and lack the izofat, its list of three lacks
"ва", and it has no unit names. Russian nouns follow the numeral in its case; a hedge («более», «около», «не менее»)
asks for the genitive. English is as in Britain. What is said here, `figures.quantities` and `language.dates` read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from babel.dates import get_month_names

from digests.language import units
from digests.language.calendar import MONTHS_RU, MONTHS_RU_ALONE, MONTHS_TG, MONTHS_TG_IZOFAT
from digests.language.spell import spell  # noqa: F401 - said here with the rest
from digests.model import Hedge, Lang, Modifier, Number, Period
from digests.say.locale import load

NBSP = "\u00a0"
Case = Literal["nom", "gen", "acc"]

HEDGES: dict[Modifier, str] = {
    "~": "say-about", ">": "say-more", ">=": "say-at-least", "<": "say-less", "<=": "say-at-most", "=": "say-exactly",
}  # fmt: skip
BEYOND = 10**24
"""No scale word is said from here on."""
PRECISE = 10**15
"""Up to here a fraction has six places."""
FRACTION = 2
"""Places before a scale word at most: 1.18 billion, but 1,182,000,000."""
SCALES = ((10**12, "say-trillion"), (10**9, "say-billion"), (10**6, "say-million"))


def say_number(value: Number, lang: Lang) -> str:
    """627000 → `627 000` with no-break spaces in Tajik and Russian, `627,000` in English; 2.5 → `2,5`, `2.5`."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
    if abs(exact) < PRECISE:
        exact = exact.quantize(Decimal("0.000001")).normalize() if isinstance(value, float) else exact
    text = f"{exact:,f}"
    whole, _, part = text.partition(".")
    if lang == "en":
        return text
    grouped = whole.replace(",", NBSP)
    return f"{grouped},{part}" if part else grouped


def say_short(value: Number, lang: Lang, *, case: Case = "nom") -> str:
    """A round number of millions and more with its scale word (`5,7 миллиарда`); any other number in full."""
    for size, message in SCALES:
        if size <= abs(value) < BEYOND:
            scaled = Decimal(value if isinstance(value, int) else repr(value)) / size
            if scaled != round(scaled, FRACTION):
                break
            few = int(scaled) if scaled == int(scaled) else float(scaled)
            word = load(lang).say(message, form=plural(few, lang, case))
            return f"{say_number(few, lang)}{NBSP}{word}"
    return say_number(value, lang)


def scaled(value: Number) -> Number:
    """What stands before the scale word: 1 of 1,000,000, 5.7 of 5,700,000,000."""
    size = next((size for size, _ in SCALES if abs(value) >= size), 1)
    few = Decimal(value if isinstance(value, int) else repr(value)) / size
    return int(few) if few == int(few) else float(few)


def is_short(value: Number, lang: Lang) -> bool:
    return abs(value) >= SCALES[-1][0] and say_short(value, lang) != say_number(value, lang)


def say_percent(value: Number, lang: Lang) -> str:
    """75% in Tajik and English, `75 %` with a no-break space in Russian."""
    return f"{say_number(value, lang)}{NBSP if lang == 'ru' else ''}%"


def plural(value: Number, lang: Lang, case: Case = "nom") -> str:
    """The form that a noun takes after `value`: one, few, many, other. In the genitive Russian has two: few is its
    singular (более 21 человека), many its plural (более 20 человек)."""
    if lang == "tg":
        return "other"
    if lang == "en":
        return "one" if value == 1 and isinstance(value, int) else "other"
    if not isinstance(value, int):
        return "other"
    n = abs(value)
    one = n % 10 == 1 and n % 100 != 11
    if case == "gen":
        return "few" if one else "many"
    if one:
        return "few" if case == "acc" else "one"
    return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


def say_unit(n: Number, unit: str | None, lang: Lang, *, case: Case = "nom") -> str:
    """The unit's word after `n`, in the right number and case; empty for a unit that `config/units.toml` lacks.

    `case="acc"` is that of a person who is counted (задержали 21 человека)."""
    if case == "acc" and unit != "person":
        case = "nom"
    return units.load().word(unit, lang, plural(n, lang, case))


def say_amount(value: Number, unit: str | None, lang: Lang, *, case: Case = "nom") -> str:
    """Number and unit: «418 человек», «2,5 фоиз», "75%"."""
    if unit == "percent":
        return say_percent(value, lang)
    number = say_short(value, lang, case=case)
    word = say_unit(after_scale(value, lang), unit, lang, case=case)
    return load(lang).say("say-joined", number=number, unit=word) if word else number


def after_scale(value: Number, lang: Lang) -> Number:
    """What a noun agrees with: after a scale word Russian always takes the genitive plural (5,7 миллиарда долларов)."""
    return 5 if lang == "ru" and is_short(value, lang) else value


def say_value(
    value: Number | None,
    low: Number | None,
    high: Number | None,
    modifier: Modifier,
    unit: str | None,
    lang: Lang,
    *,
    case: Case = "nom",
    hedge: Hedge | None = None,
) -> str:
    """A value as a claim holds it: «беш аз 400 нафар», «не менее 418 человек», "at least 418 people", «аз 193 то 208
    нафар». `hedge` tells "nearly" from "about". A vague plural, which has no number, is said to be unknown."""
    locale = load(lang)
    if low is not None and high is not None:
        return say_range(low, high, unit, lang)
    if value is None:
        bound = low if low is not None else high
        if bound is None:
            return locale.say("say-unknown")
        return say_value(bound, None, None, ">=" if low is not None else "<=", unit, lang, case=case)
    if modifier == "~" and hedge == "nearly":  # почти 150 человек: no genitive
        return locale.say("say-nearly", what=say_amount(value, unit, lang, case=case))
    hedged = modifier in HEDGES and modifier != "="
    amount = say_amount(value, unit, lang, case="gen" if hedged else case)
    message = HEDGES.get(modifier, "say-exactly")
    if modifier == "<" and unit is not None and not units.load().is_measured(unit):  # money is less, people are fewer
        message = "say-fewer"
    return locale.say(message, what=amount)


def _in_full(value: Number, lang: Lang, *, case: Case = "nom") -> str:  # noqa: ARG001 - digits have no case
    return say_number(value, lang)


def say_range(low: Number, high: Number, unit: str | None, lang: Lang) -> str:
    locale = load(lang)
    if unit == "percent":
        return locale.say("say-range", low=say_number(low, lang), high=say_percent(high, lang), unit="").strip()
    if is_short(low, lang) == is_short(high, lang):
        number, counted = say_short, after_scale(high, lang)
    else:  # "1 to 1 million" lends its scale word to the 1
        number, counted = _in_full, high
    word = say_unit(counted, unit, lang, case="gen")
    text = locale.say("say-range", low=number(low, lang, case="gen"), high=number(high, lang, case="gen"), unit=word)
    return text.strip()


def say_list(items: Sequence[str], lang: Lang) -> str:
    """A, B ва C; A, B и C; A, B and C."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {load(lang).say('say-and')} {items[-1]}"


def month_name(month: int, lang: Lang, *, of: bool = False) -> str:
    """The month's name; `of`: as it stands after a day (марта) or before a year in Tajik (марти)."""
    if lang == "tg":
        return (MONTHS_TG_IZOFAT if of else MONTHS_TG)[month - 1]
    if lang == "ru":
        return (MONTHS_RU if of else MONTHS_RU_ALONE)[month - 1]
    return str(get_month_names("wide", locale="en_GB")[month])


def say_date(day: date, lang: Lang, *, year: bool = True) -> str:
    """«30 марти соли 2024», «30 марта 2024 г.», "30 March 2024"; without the year «30 март», «30 марта», "30 March"."""
    values = {
        "day": str(day.day),
        "month": month_name(day.month, lang),
        "month-of": month_name(day.month, lang, of=True),
    }
    locale = load(lang)
    if not year:
        return locale.say("say-date-short", **values)
    return locale.say("say-date", **values, year=str(day.year))


ORDER = ("first", "second", "third", "fourth")


def say_period(period: Period, lang: Lang) -> str:
    """«25–31 марти соли 2024», «март 2024 г.», "the first half of 2023", "2012–2018", «28 март – 3 апрели соли
    2024»."""
    start, end = period.start, period.end
    locale = load(lang)
    if start is None or end is None:
        if start is None and end is None:
            return ""
        if start is not None:
            return locale.say("say-since", date=say_date(start, lang))
        assert end is not None
        return locale.say("say-until", date=say_date(end, lang))
    if start == end:
        return say_date(start, lang)
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        return say_months(start, end, lang)
    if (start.year, start.month) == (end.year, end.month):
        return locale.say(
            "say-days", first=str(start.day), last=str(end.day), month=month_name(start.month, lang),
            **{"month-of": month_name(start.month, lang, of=True)}, year=str(start.year),
        )  # fmt: skip
    same_year = start.year == end.year
    return locale.say("say-span", first=say_date(start, lang, year=not same_year), last=say_date(end, lang))


def say_for(period: Period, lang: Lang) -> str:
    """What a figure is for, and no day of publication: «за первое полугодие 2023 г.», "for 2012–2018"."""
    said = say_period(period, lang)
    return load(lang).say("say-for", period=said) if period.start and period.end else said


def say_months(start: date, end: date, lang: Lang) -> str:
    """A period of whole months: years, half-years, quarters, months."""
    locale = load(lang)
    year = str(start.year)
    if start.month == 1 and end.month == 12:
        if start.year == end.year:
            return locale.say("say-year", year=year)
        return locale.say("say-years", first=year, last=str(end.year))
    if start.year != end.year:
        return locale.say("say-span", first=say_date(start, lang), last=say_date(end, lang))
    length = end.month - start.month + 1
    if length == 1:
        return locale.say(
            "say-month", month=month_name(start.month, lang), **{"month-of": month_name(start.month, lang, of=True)},
            year=year,
        )  # fmt: skip
    if length == 6 and start.month in (1, 7):
        return locale.say("say-half", half=ORDER[start.month // 7], year=year)
    if length == 3 and start.month % 3 == 1:
        return locale.say("say-quarter", quarter=ORDER[start.month // 3], year=year)
    return locale.say(
        "say-months", first=month_name(start.month, lang), last=month_name(end.month, lang),
        **{"last-of": month_name(end.month, lang, of=True)}, year=year,
    )  # fmt: skip
