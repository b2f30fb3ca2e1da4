"""For which day or period a figure stands: a mean's months, a price's first day, a count's day, the sentence beside."""

from __future__ import annotations

from datetime import date

import pytest

from digests.figures import indicators
from digests.figures.claims import extract
from digests.model import Claim, Document, Lang

DAY = date(2024, 8, 7)


def when(text: str, lang: Lang, published: date = DAY, value: float | None = None) -> str:
    """ "2024-01-01..2024-06-30" of a period, "2024-08-01" of a day, "" where the text says neither."""
    claims = extract(Document("d", "", text, lang, published=published), indicators.load())
    found: Claim = next(each for each in claims if value is None or each.value == value)
    if found.period:
        return f"{found.period.start}..{found.period.end}"
    return str(found.as_of) if found.as_of and found.as_of_basis == "explicit" else ""


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "The average wage in Russia reached $990 in May.", "2024-05-01..2024-05-31"),
        ("ru", "Средняя зарплата в России в мае достигла 990 долларов.", "2024-05-01..2024-05-31"),
        ("ru", "Средняя зарплата в России по итогам мая 990 долларов.", "2024-05-01..2024-05-31"),
        ("tg", "Маоши миёна дар Русия дар моҳи май 990 доллар буд.", "2024-05-01..2024-05-31"),
    ],
)
def test_a_mean_is_of_the_month_that_is_named_with_it(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Since 1 July a work patent in Moscow has cost 8,100 roubles a month.", "2024-07-01"),
        ("ru", "С 1 июля патент на работу в Москве стоит 8 100 рублей в месяц.", "2024-07-01"),
        ("tg", "Аз 1 июл патенти корӣ дар Маскав моҳе 8 100 рубл арзиш дорад.", "2024-07-01"),
        ("en", "A work patent in Moscow will cost 8,100 roubles a month from 1 September.", "2024-09-01"),
        ("ru", "В 2023 году патент на работу в Москве стоил 8 100 рублей в месяц.", "2023-01-01..2023-12-31"),
    ],
)
def test_a_price_stands_from_its_day_even_one_to_come(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Since New Year a work patent in Moscow has cost 8,100 roubles a month."),
        ("ru", "С нового года патент на работу в Москве стоит 8 100 рублей в месяц."),
        ("tg", "Аз соли нав патенти корӣ дар Маскав моҳе 8 100 рубл арзиш дорад."),
    ],
)
def test_new_year_is_the_nearest_one(lang: Lang, text: str) -> None:
    assert when(text, lang, date(2024, 3, 5)) == "2024-01-01"
    assert when(text, lang, date(2023, 12, 5)) == "2024-01-01"


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        # how many there are on a day is no count of that day's events
        ("en", "Denied entry to Russia, 410 Tajik citizens were being kept at the airport on 3 July.", "2024-07-03"),
        ("ru", "На 3 июля в аэропорту удерживают 410 граждан Таджикистана, которых не пустили в Россию.", "2024-07-03"),
        ("tg", "Субҳи 3 июл ба Русия роҳ наёфта, дар фурудгоҳ 410 шаҳрванди Тоҷикистон нигоҳ дошта мешаванд.",
         "2024-07-03"),
        # by a day something has come about: no period ends in it alone
        ("en", "By the end of 2022 some 410 Tajik citizens had joined the groups in Syria.", ""),
        ("ru", "К концу 2022 года в ряды боевиков в Сирии вступили 410 граждан Таджикистана.", ""),
    ],
)  # fmt: skip
def test_who_is_there_on_a_day_and_what_has_come_about_by_it(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        # under a headline, and behind a first sentence that counts
        ("en", "Russia turned back 410 Tajiks\nThis happened between January and June this year, the embassy said.",
         "2024-01-01..2024-06-30"),
        ("ru", "Россия не впустила 410 таджикистанцев\nТак было с января по июнь этого года, сказали в посольстве.",
         "2024-01-01..2024-06-30"),
        # the day of the sentence before
        ("en", "Police searched a market on 20 July. They handed summonses to 41 new citizens.",
         "2024-07-20..2024-07-20"),
        ("ru", "20 июля полиция обыскала рынок. Повестки в военкомат вручили 41 новому гражданину.",
         "2024-07-20..2024-07-20"),
        # … but not where figures of its own claim it
        ("ru", "Россия не впустила 410 таджикистанцев. До 15 июля заплатят 30 тысяч рублей.", ""),
    ],
)  # fmt: skip
def test_the_time_of_the_sentence_beside(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "On 1 August the register of controlled persons held 700,000 foreigners. Tajik citizens numbered 41,000.",
        ),
        ("ru", "На 1 августа в реестре контролируемых лиц 700 тысяч записей. Из них граждан Таджикистана 41 тысяча."),
    ],
)
def test_the_day_of_a_count_holds_for_its_parts(lang: Lang, text: str) -> None:
    assert when(text, lang, value=41_000) == "2024-08-01"


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "In four months Russia deported 410 Tajiks.", "2024-01-01..2024-04-30"),
        ("ru", "За четыре месяца из России выдворили 410 граждан Таджикистана.", "2024-01-01..2024-04-30"),
        ("tg", "Дар чор моҳ аз Русия 410 шаҳрванди Тоҷикистон ихроҷ шуд.", "2024-01-01..2024-04-30"),
    ],
)
def test_months_that_have_just_ended_are_counted_from_january(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang, date(2024, 5, 28)) == wanted
    assert when(text, lang, date(2024, 8, 7)) == ""


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia deported 410 Tajiks in a year."),
        ("ru", "За год из России выдворили 410 граждан Таджикистана."),
        ("tg", "Дар як сол аз Русия 410 шаҳрванди Тоҷикистон ихроҷ шуд."),
    ],
)
def test_a_year_told_in_its_first_weeks_is_the_one_that_has_ended(lang: Lang, text: str) -> None:
    assert when(text, lang, date(2024, 1, 24)) == "2023-01-01..2023-12-31"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "On 2 August the court passed its verdict on the Crocus City Hall attack. All 19 were convicted."),
        ("ru", "2 августа суд вынес приговор по делу о теракте в «Крокус Сити Холле». Осуждены все 19 человек."),
        ("tg", "2 август суд дар бораи ҳамла ба «Крокус Сити Холл» ҳукм баровард. Ҳамаи 19 нафар маҳкум шуданд."),
    ],
)
def test_a_toll_stands_on_the_day_of_which_the_sentence_before_tells(lang: Lang, text: str) -> None:
    assert when(text, lang) == "2024-08-02"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "From January to May Russia deported 900 Tajik citizens. In the same stretch of 2023 Russia deported "
               "418 Tajik citizens."),
        ("ru", "За январь — май Россия выдворила 900 граждан Таджикистана. За те же месяцы прошлого года Россия "
               "выдворила 418 граждан Таджикистана."),
        ("tg", "Аз январ то май аз Русия 900 шаҳрванди Тоҷикистон ихроҷ шуд. Дар ҳамин ҳангоми соли пешин аз Русия 418 "
               "шаҳрванди Тоҷикистон ихроҷ шуд."),
    ],
)  # fmt: skip
def test_the_same_months_of_another_year(lang: Lang, text: str) -> None:
    assert when(text, lang, value=418) == "2023-01-01..2023-05-31"


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "In the year to date Russia has deported 418 Tajik citizens.", "2024-01-01..2024-08-07"),
        ("ru", "По итогам пяти месяцев Россия выдворила 418 граждан Таджикистана.", "2024-01-01..2024-05-31"),
        ("ru", "Полгода, итого: Россия выдворила 418 граждан Таджикистана.", "2024-01-01..2024-06-30"),
    ],
)
def test_a_part_of_the_year_without_its_year(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Over the past five years 418 citizens of Tajikistan joined terrorist groups in Syria and Iraq."),
        ("ru", "За последние пять лет 418 граждан Таджикистана вступили в террористические группировки Сирии и Ирака."),
        ("tg", "Дар панҷ соли охир 418 шаҳрванди Тоҷикистон ба гурӯҳҳои террористии Сурия ва Ироқ пайвастанд."),
    ],
)
def test_the_past_years_are_those_that_have_ended_when_a_year_is_young(lang: Lang, text: str) -> None:
    assert when(text, lang, date(2021, 2, 11)) == "2016-01-01..2020-12-31"
    assert when(text, lang, date(2021, 8, 11)) == "2016-08-11..2021-08-11"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "As many as 276,000 Tajik citizens are banned from entering Russia, up from 200,000 in July."),
        ("ru", "Под запретом на въезд в Россию 276 тысяч граждан Таджикистана, хотя было 200 тысяч в июле."),
        ("tg", "Вуруди 276 ҳазор шаҳрванди Тоҷикистон ба Русия манъ аст, ҳол он ки 200 ҳазор дар моҳи июл буд."),
    ],
)
def test_a_day_behind_another_number_is_not_that_of_the_first(lang: Lang, text: str) -> None:
    assert when(text, lang, value=276000) == ""


def test_a_stretch_of_months_beats_a_word_of_now_that_stands_farther_off() -> None:
    text = "За первое полугодие в Россию въехали 145 тысяч граждан Таджикистана, а живут там другие люди."
    assert when(text, "ru") == "2024-01-01..2024-06-30"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "On 1 January the price of a work patent in Moscow rises to 8,100 roubles a month."),
        ("ru", "С января патент на работу в Москве стоит 8 100 рублей в месяц."),
        ("tg", "Аз моҳи январ патенти корӣ дар Маскав моҳе 8 100 рубл арзиш дорад."),
    ],
)
def test_a_price_from_january_told_in_december_is_of_the_january_to_come(lang: Lang, text: str) -> None:
    assert when(text, lang, date(2025, 12, 16)) == "2026-01-01"
    assert when(text, lang, date(2025, 2, 16)) == "2025-01-01"


PROGRAMME: dict[Lang, tuple[str, str, str]] = {
    "en": (
        "Today we talk of the whole of 2023.",
        "An economist is with us. He has much to say. He lives in Khujand. We ask him first.",
        "Russia expelled 9,300 citizens of Tajikistan.",
    ),
    "ru": (
        "Сегодня говорим про весь 2023 год.",
        "С нами экономист. Ему есть что сказать. Он живёт в Худжанде. Спросим его.",
        "Россия выдворила 9 300 граждан Таджикистана.",
    ),
    "tg": (
        "Имрӯз дар бораи тамоми соли 2023 гап мезанем.",
        "Бо мо иқтисоддон аст. Ӯ гапи зиёд дорад. Ӯ дар Хуҷанд зиндагӣ мекунад. Аз ӯ мепурсем.",
        "Русия 9 300 шаҳрванди Тоҷикистонро ихроҷ кард.",
    ),
}


@pytest.mark.parametrize("lang", PROGRAMME)
def test_a_text_that_opens_with_its_time_tells_it_once(lang: Lang) -> None:
    time, talk, told = PROGRAMME[lang]
    assert when(f"{time} {talk} {told}", lang) == "2023-01-01..2023-12-31"
    assert when(f"{talk} {time} {talk} {told}", lang) == ""  # told further down it may be of that alone
    assert when(f"{time} {time.replace('2023', '2022')} {talk} {told}", lang) == ""


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "From January to June 9,300 Tajiks were deported from Russia (11,700 a year ago).",
         {9300: "2024-01-01..2024-06-30", 11700: "2023-01-01..2023-06-30"}),
        ("ru", "За 2023 год из России выслали 17 400 граждан Таджикистана, против 9 300 граждан годом ранее.",
         {17400: "2023-01-01..2023-12-31", 9300: "2022-01-01..2022-12-31"}),
        ("ru", "За полгода из России выслали 9 300 граждан Таджикистана, это меньше, чем в 2023 году.",
         {9300: "2024-01-01..2024-06-30"}),
        ("tg", "Дар шаш моҳи имсол аз Русия 9 300 тоҷик ихроҷ шуд, дар ҳамин давраи порсол 11 700 нафар.",
         {9300: "2024-01-01..2024-06-30", 11700: "2023-01-01..2023-06-30"}),
    ],
)  # fmt: skip
def test_a_time_that_compares_is_of_one_number(lang: Lang, text: str, wanted: dict[float, str]) -> None:
    assert {value: when(text, lang, value=value) for value in wanted} == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "A year ago about 250,000 Tajik citizens were banned from entering Russia.", "2023-08-07"),
        ("ru", "Год назад въезд в Россию был запрещён 250 тысячам граждан Таджикистана.", "2023-08-07"),
        ("ru", "К июлю въезд в Россию запрещён 250 тысячам граждан Таджикистана.", "2024-07-01"),
        ("ru", "К началу 2024 года въезд в Россию был запрещён 250 тысячам граждан Таджикистана.", "2024-01-01"),
        ("ru", "На середину июля въезд в Россию запрещён 250 тысячам граждан Таджикистана.", "2024-07-15"),
    ],
)
def test_the_day_of_a_count_that_is_told_by_its_distance_or_its_month(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Since 1 July a work patent in Moscow has cost 8,900 roubles a month instead of 7,500 roubles.",
         "2024-06-30"),
        ("ru", "С 1 июля патент в Москве стоит 8 900 рублей в месяц вместо прежних 7 500 рублей.", "2024-06-30"),
    ],
)  # fmt: skip
def test_a_former_price_held_until_the_day_before(lang: Lang, text: str, wanted: str) -> None:
    assert when(text, lang, value=7500) == wanted
