"""Numbers in words: what `numbers` reads, written out."""

from __future__ import annotations

from digests.language.numerals import en
from digests.model import Lang

TG_UNITS = ("", "як", "ду", "се", "чор", "панҷ", "шаш", "ҳафт", "ҳашт", "нӯҳ", "даҳ", "ёздаҳ", "дувоздаҳ", "сездаҳ",
            "чордаҳ", "понздаҳ", "шонздаҳ", "ҳабдаҳ", "ҳаждаҳ", "нуздаҳ")  # fmt: skip
TG_TENS = ("", "", "бист", "сӣ", "чил", "панҷоҳ", "шаст", "ҳафтод", "ҳаштод", "навад")
RU_UNITS = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
            "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
            "девятнадцать")  # fmt: skip
RU_TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
RU_HUNDREDS = ("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот")
RU_SCALES = (
    ("миллиард", "миллиарда", "миллиардов"),
    ("миллион", "миллиона", "миллионов"),
    ("тысяча", "тысячи", "тысяч"),
)
TG_SCALES = ("миллиард", "миллион", "ҳазор")
EN_SCALES = ("billion", "million", "thousand")
SIZES = (10**9, 10**6, 10**3)
ZERO: dict[Lang, str] = {"tg": "сифр", "ru": "ноль", "en": "nought"}


def spell(n: int, lang: Lang) -> str:
    """`n` in words, from 0 to 10^12 − 1: «саду бисту панҷ», «сто двадцать пять», "one hundred and twenty-five".

    Raises ValueError outside that."""
    if not 0 <= n < 10**12:
        raise ValueError(f"cannot spell {n}")
    if n == 0:
        return ZERO[lang]
    parts: list[str] = []
    rest = n
    for at, size in enumerate(SIZES):
        count, rest = divmod(rest, size)
        if count:
            parts.append(scaled(count, at, lang, alone=not parts))
    if rest:
        below = below_thousand(rest, lang)
        parts.append(f"and {below}" if lang == "en" and parts and rest < 100 else below)
    return tie(parts) if lang == "tg" else " ".join(parts)


def scaled(count: int, at: int, lang: Lang, *, alone: bool) -> str:
    words = below_thousand(count, lang)
    if lang == "en":
        return f"{words} {EN_SCALES[at]}"
    if lang == "tg":
        return TG_SCALES[at] if count == 1 and at == 2 and alone else f"{words} {TG_SCALES[at]}"
    last, tens = count % 10, count % 100
    form = 2 if 11 <= tens <= 14 or last == 0 or last > 4 else 0 if last == 1 else 1
    if at == 2:  # тысяча is feminine
        words = words.removesuffix("один") + "одна" if form == 0 else words
        words = words.removesuffix("два") + "две" if last == 2 and form == 1 else words
    if count == 1 and at == 2 and alone:
        return RU_SCALES[at][0]
    return f"{words} {RU_SCALES[at][form]}"


def below_thousand(n: int, lang: Lang) -> str:
    hundreds, rest = divmod(n, 100)
    if lang == "en":
        low = (en.UNITS + en.TEENS)[rest - 1] if 0 < rest < 20 else en.TENS[rest // 10 - 2] if rest else ""
        if rest > 20 and rest % 10:
            low += f"-{en.UNITS[rest % 10 - 1]}"
        high = f"{en.UNITS[hundreds - 1]} hundred" if hundreds else ""
        return f"{high} and {low}" if high and low else high or low
    units, tens = (RU_UNITS, RU_TENS) if lang == "ru" else (TG_UNITS, TG_TENS)
    low_parts = [units[rest]] if rest < 20 else [tens[rest // 10], units[rest % 10]]
    if lang == "ru":
        high = RU_HUNDREDS[hundreds]
    else:
        high = "сад" if hundreds == 1 else f"{TG_UNITS[hundreds]}сад" if hundreds else ""
    parts = [part for part in (high, *low_parts) if part]
    return " ".join(parts) if lang == "ru" else tie(parts)


def tie(parts: list[str]) -> str:
    """Tajik ties the parts with -у: саду бисту панҷ, сиву ду."""
    return " ".join([*(f"{part[:-1]}иву" if part.endswith("сӣ") else f"{part}у" for part in parts[:-1]), *parts[-1:]])
