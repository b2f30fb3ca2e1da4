"""From texts to claims: binding, what is not ours, time, speakers, and hostile input."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.figures import indicators
from digests.figures.claims import extract, from_statements
from digests.model import LANGS, Claim, Document, Figure, Lang, Period, Span, Statement

DAY = date(2024, 4, 3)


def read(text: str, lang: Lang = "en", *, title: str = "", published: date | None = DAY) -> tuple[Claim, ...]:
    document = Document("d", title, text, lang, published=published)
    found = extract(document, indicators.load(), readers="rules")
    for each in found:
        assert each.char_start is not None
        assert each.quote == text[each.char_start : each.char_end]
    return found


def brief(claims: tuple[Claim, ...]) -> list[tuple[str, float | None, str]]:
    return [(each.indicator, each.value, each.modifier) for each in claims]


CROCUS: dict[Lang, str] = {
    "en": "The Crocus City Hall attack shocked the country. ",
    "ru": "Теракт в «Крокус Сити Холле» потряс страну. ",
    "tg": "Ҳамла ба «Крокус Сити Холл» кишварро ба ларза овард. ",
}


@pytest.mark.parametrize(
    ("lang", "sentence", "wanted"),
    [
        ("en", "The death toll rose from 137 to 144.", "deaths =137, deaths =144"),
        ("ru", "Число погибших выросло до 144, раненых — 551.", "deaths =144, injured =551"),
        ("tg", "145 кас, аз ҷумла 6 кӯдак, кушта ва 551 нафар захмӣ шуданд.", "deaths =145, injured =551"),
        ("en", "It killed nearly 150 people and injured at least 551.", "deaths ~150, injured >=551"),
        ("ru", "ФСБ задержала 11 человек, среди них все четверо нападавших.", "arrests =11, attackers_detained =4"),
        ("tg", "95 нафар бедарак шудаанд.", "missing =95"),
        ("en", "Killed: 144, injured: 551.", "deaths =144, injured =551"),
        ("en", "Total: Killed: 144, Injured: 551", "deaths =144, injured =551"),
        ("ru", "Погибли: 144, ранены: 551.", "deaths =144, injured =551"),
        ("tg", "Кушташудагон: 144, захмиён: 551.", "deaths =144, injured =551"),
    ],
)
def test_numbers_go_to_their_own_measure(lang: Lang, sentence: str, wanted: str) -> None:
    found = brief(read(CROCUS[lang] + sentence, lang))
    assert ", ".join(f"{name.removeprefix('crocus.')} {sign}{value}" for name, value, sign in found) == wanted


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "In Beslan in 2004 the attackers killed 334 people."),
        ("ru", "В Волгограде в 2013 году от взрывов погибли 34 человека."),
        ("tg", "Дар Кирмон бар асари таркиш 94 нафар кушта шуд."),
        ("en", "Police checked 1,500 migrants in raids on hostels."),
        ("ru", "Концерт собрал 6200 зрителей, билет стоил 5000 рублей."),
        ("tg", "Рейди полис 20 соат давом кард."),
        ("en", "Six children were among them, and 63 patients stay in hospital."),
    ],
)
def test_what_is_not_ours_stays_out(lang: Lang, sentence: str) -> None:
    assert read(CROCUS[lang] + sentence, lang) == ()


def test_a_text_about_another_attack_states_nothing_of_ours() -> None:
    assert read("Gunmen killed 130 people in Paris in 2015, and 352 were injured.") == ()


def test_part_and_whole() -> None:
    text = (
        "In 2023 more than 627,000 out of 652,000 labour migrants left for Russia, "
        "the Ministry of Labour of Tajikistan reported."
    )
    part, whole = read(text)
    assert brief((part, whole)) == [("migrants.tj_to_russia", 627000, ">"), ("migrants.tj_abroad", 652000, "=")]
    assert (part.role, part.whole, whole.role) == ("part", whole.id, "total")
    assert part.period == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert part.attributed_to == ("Ministry of Labour of Tajikistan",)
    assert part.origin == "by:ministry of labour of tajikistan"


def test_a_part_larger_than_its_whole_waits() -> None:
    part, _ = read("Tajikistan's labour ministry: 652,000 of 627,000 migrant workers went to Russia in 2023.")
    assert part.review == "held"
    assert part.held_why and set(part.held_why) == set(LANGS)


def test_a_figure_that_accuses_needs_a_speaker() -> None:
    (nameless,) = read("In Russia crimes by migrants rose by 75 percent in 2023.")
    assert nameless.review == "held"
    (said,) = read("Prosecutor General Igor Krasnov said that crimes by migrants in Russia rose by 75 percent in 2023.")
    assert (said.review, said.role) == ("automatic", "rate")


def test_days_of_standing() -> None:
    stated, bare = read(CROCUS["en"] + "As of March 30, the death toll stood at 144. The attack injured 551 people.")
    assert (stated.as_of, stated.as_of_basis) == (date(2024, 3, 30), "explicit")
    assert (bare.as_of, bare.as_of_basis) == (DAY, "publication date")


def test_the_day_of_the_event_is_no_day_of_standing() -> None:
    (one,) = read("The attack of March 22 on Crocus City Hall killed 144 people.")
    assert one.as_of == DAY


def test_an_undated_text_infers_no_day() -> None:
    (one,) = read("The attack on Crocus City Hall killed 144 people.", published=None)
    assert (one.as_of, one.as_of_basis, one.undated) == (None, None, True)


def test_captions_and_quotations_keep_their_own_time() -> None:
    text = "The Crocus City Hall attack killed 137 people, Moscow, March 24, 2024."
    spans = (Span(0, len(text), "caption"),)
    (one,) = extract(Document("d", "", text, "en", published=DAY, spans=spans), indicators.load())
    assert (one.as_of, one.as_of_basis) == (date(2024, 3, 24), "event date")
    text = "The Crocus City Hall attack killed 137 people."
    (one,) = extract(
        Document("d", "", text, "en", published=DAY, spans=(Span(0, len(text), "quotation"),)), indicators.load()
    )
    assert one.as_of is None


def test_ids_are_stable() -> None:
    text = CROCUS["ru"] + "Погибли 144 человека, ранен 551."
    assert [each.id for each in read(text, "ru")] == [each.id for each in read(text, "ru")] == ["d:1", "d:2"]


def test_curated_figures_are_approved_statements() -> None:
    figure = Figure("crocus.deaths", None, 144, as_of=date(2024, 3, 30), as_of_basis="explicit")
    other = Figure(None, {"tg": "х", "ru": "х", "en": "x"}, 6)
    texts = {"tg": "…", "ru": "…", "en": "144 people died."}
    statement = Statement("r#1", texts, 1, attributed_to=("TASS", "Ministry"), figures=(other, figure))  # type: ignore[arg-type]
    (one,) = from_statements(Document("r", "", "", "en", published=DAY, kind="curated", statements=(statement,)))
    assert (one.id, one.review, one.quote, one.quote_kind) == ("r#1.2", "approved", "144 people died.", "statement")
    assert (one.char_start, one.char_end, one.statement_id, one.origin) == (None, None, "r#1", "by:ministry")
    assert one.attributed_to == ("TASS", "Ministry")


@pytest.mark.parametrize("text", ["", "\n", "144", "Крокус: " + "9" * 400 + " погибших", "Crocus killed 144 " * 400])
@pytest.mark.parametrize("lang", LANGS)
def test_odd_texts_are_survived(text: str, lang: Lang) -> None:
    read(text, lang)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(LANGS))
def test_any_text_is_survived(text: str, lang: Lang) -> None:
    read(CROCUS[lang] + text + " killed 12 погибли 5 кушта шуд", lang)


def test_thousands_of_numbers_in_a_line_are_bounded() -> None:
    assert len(read(CROCUS["en"] + "killed " + "5 people and " * 3000)) <= 200


def test_the_gold_and_the_news(shared: Path) -> None:
    from tests.eval.eval_figures import measure

    assert [each.name for each in measure() if not each.holds] == []


@pytest.mark.parametrize("flood", ["killed 5 people and ", "погибли 5 человек, ранены 7, ", "5 нафар кушта шуд ва "])
def test_a_flood_of_figures_states_nothing(flood: str) -> None:
    for lang in LANGS:
        assert len(read("Crocus Крокус: " + flood * 1500, lang)) <= 200


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Russia deported 157,000 foreigners. Of these, 17,000 were citizens of Tajikistan.", [157000, 17000]),
        ("en", "Russia deported 157,000 foreigners. Of these, 17,000 were women.", [157000]),
        ("ru", "Из России выслали 157 тысяч иностранцев. Среди них 17 тысяч граждан Таджикистана.", [157000, 17000]),
        ("ru", "Из России выслали 157 тысяч иностранцев, из них 17 тысяч — граждане Таджикистана.", [157000, 17000]),
        (
            "ru",
            "Из России выслали 157 тысяч иностранцев. Из них 80 тысяч — граждане Узбекистана, 17 тысяч — Таджикистана.",
            [157000, 17000],
        ),
        (
            "tg",
            "Соли 2024 аз Русия 157 ҳазор хориҷӣ ихроҷ шуд. 17 ҳазор нафари онҳо шаҳрвандони Тоҷикистонанд.",
            [157000, 17000],
        ),
    ],
)
def test_a_part_of_what_the_sentence_before_counts(lang: Lang, text: str, wanted: list[int]) -> None:
    found = read(text, lang)
    assert [each.value for each in found] == wanted
    assert [each.indicator for each in found] == ["deported.all", "deported.tj"][: len(wanted)]


def test_most_of_them() -> None:
    found = read("652,000 people left Tajikistan to work abroad. Most, 627,000 people, chose Russia.")
    assert brief(found)[1] == ("migrants.tj_to_russia", 627000, "=")


def test_an_age_is_no_length_of_a_ban() -> None:
    assert not read("29-летний строитель из Таджикистана рассказал, что узнал о запрете на въезд в Россию.", "ru")


def test_the_nearest_number_is_the_length_of_the_ban() -> None:
    found = read("Mahmud worked in Moscow for 11 years, was put on a plane and banned from returning for five years.")
    assert [each.value for each in found if each.indicator == "entry_ban.years"] == [5]


def test_victims_became() -> None:
    found = read("Жертвами теракта в «Крокус Сити Холле» стали 137 человек, пострадали 182.", "ru")
    assert brief(found) == [("crocus.deaths", 137, "="), ("crocus.injured", 182, "=")]


def test_money_sent_to_others_is_not_ours() -> None:
    text = "В Таджикистан перевели 1,1 млрд долларов. В Киргизию за это же время перевели 650 млн долларов."
    assert [each.value for each in read(text, "ru")] == [1_100_000_000]


def test_what_limits_a_number_is_no_measure() -> None:
    text = "Судҳои Санкт-Петербург қарор доданд, ки на камтар аз 418 хориҷӣ бояд аз Русия ихроҷ шаванд."
    assert ("spb.expulsions_ordered", 418, ">=") in brief(read(text, "tg"))


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        ("en", "Courts in St Petersburg ordered the expulsion of 512 foreigners in a week.", 7),
        ("ru", "За неделю из России выдворили 512 иностранцев.", 7),
        ("tg", "Дар як ҳафта аз Русия 512 хориҷӣ ихроҷ карда шуд.", 7),
        ("tg", "Дар зарфи як шабонарӯз аз Русия 512 хориҷӣ ихроҷ карда шуд.", 1),
    ],
)
def test_in_a_week_is_the_week_that_ends_on_the_day_of_publication(lang: Lang, text: str, days: int) -> None:
    (found,) = read(text, lang, published=date(2026, 11, 27))
    assert found.indicator == "deported.all"
    assert found.period is not None
    assert found.period.end == date(2026, 11, 27)
    assert (found.period.end - (found.period.start or DAY)).days == days - 1


def test_a_month_that_is_named_is_not_the_fixed_week() -> None:
    text = "In April courts in St Petersburg ordered the expulsion of 1,300 foreigners."
    (found,) = read(text, published=date(2024, 5, 2))
    assert found.period == Period(date(2024, 4, 1), date(2024, 4, 30))


def test_a_page_dated_before_the_event_gives_no_day_of_standing() -> None:
    (found,) = read(CROCUS["en"] + "144 people were killed.", published=date(2015, 1, 1))
    assert (found.value, found.as_of) == (144, None)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("tg", "Русия дар ин муддат 774 шаҳрванди Тоҷикистонро хориҷ кард.", [("deported.tj", 774, "=")]),
        ("tg", "Полис аз Русия 11 ҳазор хориҷиро рондааст.", [("deported.all", 11_000, "=")]),
        ("ru", "Из Москвы вылетел самолёт: 115 депортированных граждан Таджикистана.", [("deported.tj", 115, "=")]),
        ("ru", "По делу «Крокуса» обвиняются 15 человек.", [("crocus.charged", 15, "=")]),
        ("ru", "В Россию не впустили 418 таджиков.", [("entry.refused", 418, "=")]),
        ("tg", "Ба Русия 418 шаҳрванди Тоҷикистонро роҳ надодаанд.", [("entry.refused", 418, "=")]),
        ("en", "Migrants sent $2.5 billion home to Tajikistan.", [("remittances.tj", 2_500_000_000, "=")]),
        ("tg", "Ҷиноятҳои муҳоҷирон дар Русия 75% зиёд шуданд.", [("russia.migrant_crime_growth", 75, "=")]),
        ("ru", "Население Таджикистана растёт. В Казахстане 15 млн 766 тыс. жителей.", []),
        ("tg", "Тоҷикистон дар рӯйхат аст. Молдова, ки 21 ҳазор шаҳрвандаш аз вуруд ба Русия маҳрум аст.", []),
    ],
)
def test_verbs_by_families_and_each_country_its_own(
    lang: Lang, text: str, wanted: list[tuple[str, float, str]]
) -> None:
    assert brief(read((CROCUS[lang] if "Крокус" in text else "") + text, lang)) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "Russia deported 418 Tajiks in the first half of this year.", "2024-01-01", "2024-06-30"),
        ("ru", "С апреля из России выдворили 418 граждан Таджикистана.", "2024-04-01", "2024-08-07"),
        ("tg", "Аз моҳи апрел аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд.", "2024-04-01", "2024-08-07"),
        ("en", "Since April Russia has deported 418 Tajiks.", "2024-04-01", "2024-08-07"),
        ("ru", "За 2023 год из России выдворили 418 граждан Таджикистана, больше, чем в 2022 году.", "2023-01-01",
         "2023-12-31"),
        # since a year: up to the day of reading
        ("en", "Since 2022 Russia has deported 418 Tajiks.", "2022-01-01", "2024-08-07"),
        ("ru", "С 2022 года из России выдворили 418 граждан Таджикистана.", "2022-01-01", "2024-08-07"),
        ("tg", "Аз соли 2022 аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд.", "2022-01-01", "2024-08-07"),
        # a span before the verb of speech is not the day of telling
        ("tg", "Аз 1 то 7 май, мегӯяд Вазорати меҳнат, аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд.", "2024-05-01",
         "2024-05-07"),
    ],
)  # fmt: skip
def test_the_period_of_a_flow(lang: Lang, text: str, first: str, last: str) -> None:
    (found,) = read(text, lang, published=date(2024, 8, 7))
    assert found.period is not None
    assert (str(found.period.start), str(found.period.end)) == (first, last)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In 2023 Russia removed fewer. It deported 418 Tajiks against 501 in 2022."),
        ("ru", "Итоги 2023 года. Из России выдворили 418 граждан Таджикистана против 501 в 2022 году."),
        ("ru", "Итоги 2023 года. Из России выдворили 418 граждан Таджикистана (в 2022 году набралось 501)."),
        ("tg", "Натиҷаи соли 2023. Аз Русия 418 шаҳрванди Тоҷикистон дар муқоиса бо 501 дар соли 2022 ихроҷ шуд."),
    ],
)
def test_the_year_of_the_figure_that_another_is_held_against_is_not_its_own(lang: Lang, text: str) -> None:
    found = next(each for each in read(text, lang, published=date(2024, 8, 7)) if each.value == 418)
    assert found.period != Period(date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Over the past week the courts of St Petersburg heard 584 migration cases."),
        ("ru", "В суды Петербурга за минувшую неделю поступило 584 дела о нарушении миграционных правил."),
        ("tg", "Дар судҳои Санкт-Петербург дар як ҳафта 418 хориҷиро ихроҷ карданд."),
    ],
)
def test_a_week_told_right_after_it_is_the_week_of_the_definition(lang: Lang, text: str) -> None:
    (found, *_) = read(text, lang, published=date(2024, 4, 1))
    assert found.period == Period(date(2024, 3, 25), date(2024, 3, 31))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "DUSHANBE, August 7, 2024 (Wire) - Russia deported 418 Tajiks, a minister told a rally on Sunday."),
        ("ru", "ДУШАНБЕ, 7 августа 2024 года. Из России выдворили 418 граждан Таджикистана."),
        ("tg", "ДУШАНБЕ, 7 августи соли 2024 — Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд."),
    ],
)
def test_the_day_of_a_dateline_or_an_announcement_is_no_period(lang: Lang, text: str) -> None:
    (found,) = read(text, lang, published=date(2024, 8, 7))
    assert found.period is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "At the beginning of January the population of Tajikistan was 10.2 million people."),
        ("ru", "В начале января население Таджикистана составляло 10,2 млн человек."),
        ("tg", "Дар аввали январ аҳолии Тоҷикистон 10,2 миллион нафар буд."),
    ],
)
def test_a_stock_at_the_start_of_a_month_stands_on_its_first_day(lang: Lang, text: str) -> None:
    (found,) = read(text, lang, published=date(2024, 2, 7))
    assert found.as_of == date(2024, 1, 1)


def test_what_is_counted_since_a_day_stands_today() -> None:
    text = CROCUS["ru"] + "С 23 марта число погибших выросло до 144 человек."
    (found,) = read(text, "ru")
    assert found.as_of == DAY
