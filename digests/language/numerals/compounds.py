"""Adjectives that hold a number and its unit: «двадцатилетний», «пятипроцентный»; «панҷсола», «серӯза»."""

from __future__ import annotations

import functools

from digests.model import Lang

RU_PREFIXES = {
    "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10,
    "одиннадцати": 11,
    "двенадцати": 12, "тринадцати": 13, "четырнадцати": 14, "пятнадцати": 15, "шестнадцати": 16, "семнадцати": 17,
    "восемнадцати": 18, "девятнадцати": 19, "двадцати": 20, "тридцати": 30, "сорока": 40, "пятидесяти": 50,
    "шестидесяти": 60,
    "семидесяти": 70, "восьмидесяти": 80, "девяносто": 90, "сто": 100, "полутора": 1.5, "одно": 1,
}  # fmt: skip
RU_STEMS = {
    "летн": "year", "годичн": "year", "годовал": "year", "дневн": "day", "суточн": "day", "месячн": "month",
    "недельн": "week",
    "часов": "hour", "минутн": "minute", "процентн": "percent", "километров": "kilometre", "метров": "metre",
}  # fmt: skip
RU_ENDINGS = "ый ий ая яя ое ее ого его ому ему ым им ом ем ой ей ую юю ые ие ых их ыми ими".split()

TG_PREFIXES = {
    "як": 1, "ду": 2, "се": 3, "чор": 4, "панч": 5, "пандж": 5, "шаш": 6, "хафт": 7, "хашт": 8, "нух": 9, "дах": 10,
    "дувоздах": 12,
    "понздах": 15, "бист": 20, "си": 30, "чил": 40, "панчох": 50, "шаст": 60, "хафтод": 70, "хаштод": 80, "навад": 90,
    "сад": 100,
}  # fmt: skip
TG_STEMS = {"сола": "year", "руза": "day", "моха": "month", "хафтаина": "week", "соата": "hour", "фоиза": "percent"}


@functools.cache
def compounds(lang: Lang) -> dict[str, tuple[int | float, str]]:
    """Folded adjective → (value, unit). Empty for English, which ties such words with a hyphen."""
    if lang == "ru":
        return {
            prefix + stem + ending: (value, unit)
            for prefix, value in RU_PREFIXES.items()
            for stem, unit in RU_STEMS.items()
            for ending in RU_ENDINGS
        }
    if lang == "tg":
        return {
            prefix + stem + ending: (value, unit)
            for prefix, value in TG_PREFIXES.items()
            for stem, unit in TG_STEMS.items()
            for ending in ("", "и", "ро", "ги")
        }
    return {}
