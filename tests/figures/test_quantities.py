"""Quantities: what is found, what is not, and what hostile text does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.figures.quantities import find_quantities
from digests.figures.units import is_person
from digests.model import LANGS, Lang


def found(text: str, lang: Lang | None = None) -> list[str]:
    """Each quantity as "modifier value unit change", a range as low..high, a vague plural as "many"."""
    lines = []
    for q in find_quantities(text, lang):
        assert text[q.start : q.end] == q.text
        value = (
            "many"
            if q.value is None and q.low is None
            else f"{q.low:g}..{q.high:g}"
            if q.value is None
            else f"{q.value:g}"
        )
        sign = "" if q.modifier in ("=", "range") else q.modifier
        lines.append(" ".join(part for part in (f"{sign}{value}", q.unit, q.change) if part))
    return lines


CASES: list[tuple[Lang, str, list[str]]] = [
    # a scale word before its number makes it a rough one; thousands and hundreds in words need none
    ("ru", "вернулись тысяч двадцать, подержали сотни три", ["~20000", "~300"]),
    ("ru", "а до того было восемь девятьсот, и брат платит", ["8900"]),
    ("ru", "восемь, девятьсот", ["8", "900"]),
    ("ru", "десятки тысяч людей", ["~many person"]),
    # the full stop of a scale word may end the sentence: what follows counts nothing
    ("ru", "В 2023-м было 4,5 млрд. Узбекистан получил втрое больше", ["4.5e+09"]),
    ("ru", "перевели 1,2 млн. USD и 5 тыс. человек", ["1.2e+06 USD", "5000 person"]),
    # "a year earlier" is no unit
    ("ru", "вернулись 192,6 тыс. против 170,1 тыс. годом ранее", ["192600", "170100"]),
    ("ru", "тюрьма на 5 годом позже", ["5 year"]),
    # the scale word is lent over a share and a number of times
    (
        "ru",
        "выдворено 157 тысяч иностранцев, в полтора раза больше, чем годом ранее (106,7)",
        ["157000 иностранец", "1.5 time", "106700 иностранец"],
    ),
    # what could be a year, before a counted noun
    (
        "en",
        "deported 1950 foreigners, entry refused to 1850 citizens, out of 2024 cases",
        ["1950 foreigner", "1850 citizen", "2024 case"],
    ),
    (
        "en",
        "In the first half of 2024 courts ruled. In 2024 foreigners left; in March 2024 people fled; the 2022 games; "
        "Paris 2024 games",
        [],
    ),
    (
        "ru",
        "выдворили 2000 иностранцев, 2024 мигранта из 1950 мигрантов",
        ["2000 иностранец", "2024 мигрант", "1950 мигрант"],
    ),
    ("ru", "В ноябре 2000 иностранцев выдворили", ["2000 иностранец"]),
    ("ru", "После 2014 трудовые мигранты; в 2024 иностранцев выдворяли", []),
    (
        "tg",
        "аз Русия 1950 муҳоҷир ихроҷ шуд, ба 2000 шаҳрванд, аз 2024 хориҷӣ",
        ["1950 мухочир", "2000 шахрванд", "2024 хорич"],
    ),
    ("tg", "соли 2024 муҳоҷирон; моҳи июли 2017 вохӯрӣ дошт", []),
    ("ru", "от 1950 до 2000 человек", ["1950..2000 person"]),
    ("en", "from 1950 to 2000 migrants", ["1950..2000 migrant"]),
    ("tg", "аз 1950 то 2000 нафар", ["1950..2000 person"]),
    ("en", "2024 Tajik citizens were turned back; the 2024 Tajik citizens act; the 2024 Paris games", ["2024 citizen"]),
    # times of day beside a count
    ("ru", "18.00 – погибли 144 человека", ["144 person"]),
    ("tg", "18.40: 144 нафар", ["144 person"]),
    ("ru", "На 18:00 144 человека; 18.00 144 человека; к 18.30 погибли 144", ["144 person", "144 person", "144"]),
    ("en", "As of 09:30 144 people; at 18.30 144 people", ["144 person", "144 person"]),
    ("tg", "То соати 18:00 144 нафар, соати 18.30 144 нафар", ["144 person", "144 person"]),
    ("en", "rates at 5.25, up 18.30 per cent", ["5.25", "18.3 percent up"]),
    # signs of comparison
    (
        "en",
        "≥ 140 people, ~150 people, > 140 people, ≤140 people, >= 140, <= 140",
        [">=140 person", "~150 person", ">140 person", "<=140 person", ">=140", "<=140"],
    ),
    ("ru", "≥140 человек, ≈ 150 человек, < 140 человек", [">=140 person", "~150 person", "<140 person"]),
    ("tg", "≥ 140 нафар, ~150 нафар, >140 нафар", [">=140 person", "~150 person", ">140 person"]),
    (
        "en",
        "aged <18: 144 people; 137 -> 144 people; <b>144</b> people",
        ["<18 year", "144 person", "137", "144 person", "144"],
    ),
    ("en", "ca. 150 people, approx. 150 people, ca 150 people", ["~150 person", "~150 person", "~150 person"]),
    ("ru", "ок. 150 человек, прибл. 150 человек", ["~150 person", "~150 person"]),
    ("tg", "тақр. 150 нафар", ["~150 person"]),
    # inflected counts in digits
    (
        "ru",
        "до 143-х человек, 22-х мигрантов, 418-ти граждан, 418-и граждан, около 21-го человека",
        ["<=143 person", "22 мигрант", "418 гражданин", "418 гражданин", "~21 person"],
    ),
    ("ru", "в 90-х, 24-го марта, 5-го этажа", []),
    ("ru", "более 5-ти тысяч человек", [">5000 person"]),
    ("tg", "144-то одам, 144та одам", ["144 person", "144 person"]),
    # compounds with scale words
    (
        "ru",
        "12 тыс. 262 человека; 7 млн. 064 тыс. человек; 12 тысяч 62 человека",
        ["12262 person", "7.064e+06 person", "12062 person"],
    ),
    (
        "tg",
        "як миллиарду 221 миллион доллар; 7 миллиону 64 ҳазор нафар; 12 ҳаз. 262 нафар",
        ["1.221e+09 USD", "7.064e+06 person", "12262 person"],
    ),
    ("en", "1 million 221 thousand people", ["1.221e+06 person"]),
    ("ru", "не менее тысячи шестисот человек, миллиона двухсот тысяч человек", [">=1600 person", "1.2e+06 person"]),
    ("tg", "426 ҳазораш нафар, 60 ҳазорашон нафар", ["426000 person", "60000 person"]),
    ("en", "12 thousand 262 people; 12 thousand 30 May", ["12262 person", "12000"]),
    # what hangs on a number and is none of it
    ("en", "418\u00b9 migrants, 418[2] migrants, 418* migrants", ["418 migrant", "418 migrant", "418 migrant"]),
    ("ru", "418² мигрантов, 418[12] мигрантов", ["418 мигрант", "418 мигрант"]),
    ("tg", "418³ нафар, 418[2] нафар", ["418 person", "418 person"]),
    # what has passed a number is more
    ("en", "surpassed 630,000 people, topped 630,000 people", [">630000 person", ">630000 person"]),
    ("ru", "перевалило за 630 тыс. человек, от силы 30 человек, в 6.30 утра", [">630000 person", "<=30 person"]),
    ("tg", "аз 630 ҳазор нафар гузашт; аз он 3 сол гузашт", [">630000 person", "3 year"]),
    # money and units that touch the digits
    (
        "en",
        "USD10m, RM79, EUR5bn, TJS 5m, US$10m",
        ["1e+07 USD", "79 MYR", "5e+09 EUR", "5e+06 TJS", "1e+07 USD"],
    ),
    (
        "en",
        "15kHz, 35m away, 24pc, 10pp, minus-130 degrees, .500, $.50",
        ["15 kilohertz", "35 metre", "24 percent", "10 percentage point", "-130 degree", "0.5", "0.5 USD"],
    ),
    ("ru", "24 проц. мигрантов, USD10 млн, минус 5 градусов", ["24 percent", "1e+07 USD", "-5 degree"]),
    ("tg", "24 фоизи муҳоҷирон, 24 дарсад, 24 дар сад", ["24 percent", "24 percent", "24 percent"]),
    ("en", "ended.144 people; the Covid19 ward; PC4", ["144 person"]),
    # counts, hedges before and after
    ("tg", "Беш аз 400 нафар, камаш 137 нафар, қариб 150 кас.", [">400 person", ">=137 person", "~150 person"]),
    ("tg", "то 8 сол; на кам аз 300; камтар аз 50 нафар; 50 ва зиёда", ["<=8 year", ">=300", "<50 person", ">=50"]),
    ("tg", "аз 400 нафар зиёд", [">400 person"]),
    ("ru", "Не менее 418 человек, свыше 627 тыс. мигрантов", [">=418 person", ">627000 мигрант"]),
    ("ru", "примерно в 220 км; до 15 лет; 5 и более", ["~220 kilometre", "<=15 year", ">=5"]),
    ("ru", "свыше тысячи мигрантов, около сотни", [">1000 мигрант", "~100"]),
    ("en", "nearly 150 people, at least one person, 50 or more", ["~150 person", ">=1 person", ">=50"]),
    ("en", "as many as 300; no more than 400 delegates; 30+ cases", ["<=300", "<=400 delegate", ">=30 case"]),
    # scales, words, fractions
    (
        "tg",
        "ду миллиону сесад ҳазор нафар; якуним миллион; ним миллион сомонӣ",
        ["2.3e+06 person", "1.5e+06", "500000 TJS"],
    ),
    ("ru", "полтора миллиона рублей; 2,5 тыс. звонков", ["1.5e+06 RUB", "2500 звонок"]),
    ("en", "half a million; $1.2 billion; £5bn; $300m", ["500000", "1.2e+09 USD", "5e+09 GBP", "3e+08 USD"]),
    ("en", "three-quarters of them; half an hour; a third of all", ["0.75", "0.5 hour", "0.333333"]),
    ("tg", "нисфи муҳоҷирон; сеяки аҳолӣ; аз се ду ҳиссаи онҳо", ["0.5 мухочирон", "0.333333 ахол", "0.666667"]),
    # vague plurals
    ("tg", "садҳо нафар ва ҳазорон муҳоҷир", ["~many person", "~many мухочир"]),
    ("ru", "десятки тысяч людей", ["~many person"]),
    ("en", "hundreds of thousands of people", ["~many"]),
    # percents and money
    ("en", "75% and 75 per cent and 3 percentage points", ["75 percent", "75 percent", "3 percentage point"]),
    (
        "ru",
        "1,8% ВВП; 0,5 п. п.; 92,5 рубля; 60 км/ч",
        ["1.8 percent", "0.5 percentage point", "92.5 RUB", "60 kilometre per hour"],
    ),
    ("tg", "75 фоиз, 10 дарсад, 12 млн доллари амрикоӣ", ["75 percent", "10 percent", "1.2e+07 USD"]),
    # ranges and directions
    ("en", "from 208 to 193; rose from 137 to 144", ["193..208 down", "137..144 up"]),
    ("en", "rose 6% to $164", ["6 percent up", "164 USD"]),
    ("en", "2 to 4 inches; 12–18 months; between $3bn and $4bn", ["2..4 inch", "12..18 month", "3e+09..4e+09 USD"]),
    ("ru", "с 5,1 млрд до 3,6 млрд долларов", ["3.6e+09..5.1e+09 USD down"]),
    ("ru", "от 12 до 18 лет; 2-3 млн рублей; два-три года", ["12..18 year", "2e+06..3e+06 RUB", "2..3 year"]),
    ("tg", "аз 193 то 208 нафар; 5-6 моҳ; ду-се рӯз", ["193..208 person", "5..6 month", "2..3 day"]),
    ("tg", "аз 5,1 миллиард то 3,6 миллиард доллар коҳиш ёфт", ["3.6e+09..5.1e+09 USD down"]),
    ("ru", "выросло до 144 человек", ["144 person up"]),
    ("tg", "75 дарсад афзудааст; то 832 нафар расид", ["75 percent up", "832 person"]),
    ("en", "627,000 out of 652,000", ["627000", "652000"]),
    # ages and durations count
    ("en", "a 31-year-old; Track Palin, 26, spent; a 10-year ban", ["31 year", "26 year", "10 year"]),
    ("ru", "31-летний; двадцатилетний; трёхдневный", ["31 year", "20 year", "3 day"]),
    ("tg", "ҷавони 22-сола; мӯҳлати панҷсола", ["22 year", "5 year"]),
    ("en", "-20C; minus 15 degrees", ["-20 degree", "-15 degree"]),
    # English thousands in a Tajik text, decimals of a rate
    ("tg", "зиёда аз 2,500 нафар; қурби доллар 10,953 сомонӣ", [">2500 person", "10.953 TJS"]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_found(lang: Lang, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


NOT_QUANTITIES: list[tuple[Lang, str]] = [
    ("en", "On March 22, 2024, in 2018, 25–31 March, Oct. 2, the 1990s, Sept. 11"),
    ("en", "at 2pm, at 14:00, at 7 o'clock, 9.30am"),
    ("en", "S&P 500, iPhone 11, the 201st base, Boeing 737, H5N1, G7, COVID-19, Article 5, Section 12, No. 10"),
    ("en", "They won 3-1, then 2–0, then drew 1 - 1; call +7 495 123-45-67 or see www.site.org/2024/5000"),
    ("en", "one of the detainees, no one, the one, one another, the first, a second time, mail 5@6.com"),
    ("en", "1. First\n2. Second\n[3] and (4)"),
    ("ru", "30 марта 2024 г., в 2018 году, 31.03.2024, 90-е годы, 19-й век, к 15 апреля"),
    ("ru", "в 15 часов, 14:00, 5 часов утра, 201-я база, № 374, статья 322.1, ст. 205, закон № 115-ФЗ"),
    ("ru", "один из них, ни один, рейс 6321, Су-34, «Россия 24», тел. 8 (800) 555-35-35, со счётом 5:4"),
    ("ru", "двадцать второго марта, на тридцать первое, в две тысячи двадцать четвёртом, сорок первый, сто третья"),
    ("ru", "за двадцать четвёртый и двадцать пятый годы"),
    ("en", "in twenty twenty-four and in twenty twenty-five, twenty nineteen"),
    ("tg", "дар нимсолаи аввали 2024 Русия, дар охири 2025 Тоҷикистон"),
    ("tg", "30 марти соли 2024, соли 2018, солҳои 1990-ум, 47-умин, соати 14:00, соати 7-и субҳ"),
    ("tg", "моддаи 322, қисми 2, №5, мактаби 12, яке аз онҳо, асри 19, бо ҳисоби 2 бар 1, Си Ҷинпин"),
]


@pytest.mark.parametrize(("lang", "text"), NOT_QUANTITIES)
def test_not_found(lang: Lang, text: str) -> None:
    assert found(text, lang) == []


def test_the_span_covers_hedge_and_unit() -> None:
    (quantity,) = find_quantities("It killed nearly 150 people in Moscow.", "en")
    assert quantity.text == "nearly 150 people"


def test_a_counted_noun_is_the_unit_but_not_the_span() -> None:
    (quantity,) = find_quantities("judges expelled more than 400 foreign nationals", "en")
    assert (quantity.unit, quantity.text) == ("national", "more than 400")
    assert is_person(quantity.unit)


def test_the_language_is_guessed() -> None:
    assert found("беш аз 627 хазор нафар ба Русия рафтанд") == [">627000 person"]
    assert found("более 2,5 тысячи звонков за сутки") == [">2500 звонок"]
    assert found("more than 2,500 calls") == [">2500 call"]


def test_doubt_lowers_the_confidence() -> None:
    sure, unsure, comma = (
        find_quantities(text, "ru")[0].confidence for text in ("1234 дела", "1.234 дела", "1,234 млн")
    )
    assert sure == 1 > unsure
    assert comma < 1
    assert find_quantities("2,5 litres", "en")[0].confidence < 1


def test_digits_of_other_scripts_count() -> None:
    assert found("٣٢١ people", "en") == ["321 person"]
    assert found("１２３ нафар", "tg") == ["123 person"]


def test_endless_digits_are_no_quantity() -> None:
    assert found("1" + "0" * 400 + " people", "en") == []
    assert found("10^400 people and 5 people", "en") == ["5 person"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "unit",
    [
        "12 ",
        "1-",
        "1,",
        "hundreds of ",
        "from 1 to ",
        "one thousand ",
        "март 5 ",
        "аз се ду ",
        "тысячи ",
        "a@",
        "+1 ",
        "a",
    ],
)
def test_a_long_line_is_read_to_its_end(lang: Lang, unit: str) -> None:
    text = unit * (10_000 // len(unit)) + " 7 person"
    found = find_quantities(text, lang)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert len(found) < 10_000


@pytest.mark.parametrize("lang", LANGS)
@given(text=st.text())
def test_any_text_is_survived(lang: Lang, text: str) -> None:
    found(text, lang)


@pytest.mark.parametrize("lang", LANGS)
@given(
    words=st.lists(
        st.sampled_from(
            "1 2,5 1.234 12\u00a0000 % $ € - – to до то аз от from between и and one half ним полтора сад тысяч "
            "million ҳазору 2018 марта марти № ст. + ^ / : ( ) « » more than беш аз не менее нафар people -летний "
            "сола \ud800 "
            "\u200f \x00 x х ° п. п. с половиной".split(" ")
        ),
        max_size=30,
    ),
    space=st.sampled_from(["", " ", "\u00a0", "\n"]),
)
def test_any_order_of_number_words_is_survived(lang: Lang, words: list[str], space: str) -> None:
    found(space.join(words), lang)


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit"),
    [
        ("en", "Nearly three-quarters of a million people were affected.", 750_000, "person"),
        ("tg", "Дар он ҷо сею ним ҳазор нафар таҳсил мекунад.", 3_500, "person"),
        ("tg", "Панҷу ним миллион доллар ҷудо шуд.", 5_500_000, "USD"),
        ("ru", "За 9 мес. выдворены многие.", 9, "month"),
        ("ru", "Инфляция замедлилась до 3,6 процента.", 3.6, "percent"),
        ("tg", "Аз он ҷо 40 рафтанд.", 40, None),
    ],
)
def test_tied_halves_shares_of_a_million_and_verbs(lang: Lang, text: str, value: float, unit: str | None) -> None:
    (found,) = find_quantities(text, lang)
    assert (found.value, found.unit) == (value, unit)
    assert found.modifier != "<="


def test_a_tie_without_its_half_is_no_number() -> None:
    assert find_quantities("Чору ночор ба Русия рафт.", "tg") == ()


@pytest.mark.parametrize(("text", "lang"), [("The agency 24.kg wrote so.", "en"), ("Агентство 24.kg писало.", "ru"),
                                           ("Хабаргузории 24.kg навишт.", "tg")])  # fmt: skip
def test_the_name_of_a_site_counts_nothing(text: str, lang: Lang) -> None:
    assert find_quantities(text, lang) == ()
    assert [quantity.value for quantity in find_quantities("It holds 24. Kyiv said so.", "en")] == [24]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # a hedge between the number and its scale word
        ("ru", "Вернулись восемь с лишним тысяч.", [">8000"]),
        ("ru", "Запрет действует для 200 с лишним тысяч человек.", [">200000 person"]),
        # a dash before a number in words
        ("ru", "Без документов — два миллиона человек.", ["2e+06 person"]),
        ("ru", "Высланных — девять с половиной тысяч.", ["9500"]),
        ("tg", "Шумора — бист ҳазор нафар.", ["20000 person"]),
        ("en", "The count — two million people.", ["2e+06 person"]),
        # digits, a tied scale word and words behind it
        ("tg", "Дар он ҷо 1 миллиону дусад ҳазор нафар зиндагӣ мекунад.", ["1.2e+06 person"]),
        ("tg", "598 ҳазору панҷсад муҳоҷир рафт.", ["598500 мухочир"]),
        ("tg", "Инро 101 ҳазорро ташкил медиҳад.", ["101000 ташкил"]),
        # what can number things tells how many
        ("tg", "Соли пеш ин рақам 17 ҳазору 225 буд.", ["17225"]),
        ("tg", "Рақами 17 дар рӯйхат.", []),
        ("en", "The dead number 149.", ["149"]),
        ("en", "Room number 149 was empty.", []),
        # a glued m before people who have an adjective, and both ends of a range
        ("en", "Some 1.13m Tajik nationals live there.", ["~1.13e+06 national"]),
        ("en", "Between 1m and 1.2m Tajiks live there.", ["1e+06..1.2e+06 tajik"]),
        ("en", "A wall of 1.13m stood there.", ["1.13 metre"]),
        ("ru", "Между тремя и тремя с половиной миллиардами долларов.", ["3e+09..3.5e+09 USD"]),
        # the scale word of the number that it is held against
        ("ru", "Переводы достигли 4,2 млрд долларов, годом ранее — 3,9.", ["4.2e+09 USD", "3.9e+09 USD"]),
        ("en", "Transfers reached $5.2bn; a year earlier 4.9.", ["5.2e+09 USD", "4.9e+09 USD"]),
        ("tg", "Ҳоло 17 ҳазор нафар аст, пештар 15 буд.", ["17000 person", "15000 person"]),
        ("ru", "Уехали 4,2 тысячи человек, годом ранее погибли 12 человек.", ["4200 person", "12 person"]),
        ("ru", "Уехали 4,2 тысячи человек, годом ранее — 144.", ["4200 person", "144"]),
    ],
)
def test_numbers_that_lean_on_what_stands_around_them(lang: Lang, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected
