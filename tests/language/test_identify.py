"""Telling the language: short texts as people type them, neighbours, bare names, hostile input."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.language.identify import READ, identify, is_foreign, language_of
from digests.model import Lang


@pytest.mark.parametrize(
    ("text", "lang", "script"),
    [
        ("Дар ҳамла чанд нафар кушта шуд?", "tg", "cyrillic"),
        ("Вазорати корҳои дохилӣ хабар дод", "tg", "cyrillic"),
        ("Чанд мухочирро аз Русия пеш карданд", "tg", "keyboard"),
        ("Холо ба Русия рафтан мумкин аст?", "tg", "keyboard"),
        ("Хориджихоро аз фурудгох баргардонданд", "tg", "keyboard"),
        ("Chand nafar dar Moskva kushta shud", "tg", "latin"),
        ("Vaziyati muhojironi tojik chi guna ast?", "tg", "latin"),
        ("Сколько человек погибло при нападении?", "ru", "cyrillic"),
        ("а раненых сколько", "ru", "cyrillic"),
        ("Таджиков не пускают в Россию", "ru", "cyrillic"),
        ("How many migrants were deported?", "en", "latin"),
        ("what is the death toll", "en", "latin"),
        ("Представитель Human Rights Watch заявил об этом журналистам", "ru", "cyrillic"),
        ("Дар бораи Human Rights Watch чӣ гуфтанд?", "tg", "cyrillic"),
    ],
)
def test_of_ours(text: str, lang: Lang, script: str) -> None:
    told = identify(text)
    assert (told.lang, told.script) == (lang, script)


@pytest.mark.parametrize("word", ["салом", "мигрантҳо", "муҳоҷирон", "чаро"])
def test_one_word_of_tajik(word: str) -> None:
    assert identify(word).lang == "tg"


@pytest.mark.parametrize(("word", "lang"), [("спасибо", "ru"), ("сколько", "ru"), ("thanks", "en"), ("when", "en")])
def test_one_word_of_the_others(word: str, lang: Lang) -> None:
    assert identify(word).lang == lang


@pytest.mark.parametrize(
    "text",
    [
        "Душанбе",
        "Хучанд",
        "Москва",
        "Крокус Сити Холл",
        "Crocus City Hall",
        "Путин",
        "Санкт-Петербург",
        "Иван Смирнов",
        "Khujand",
    ],
)
def test_a_bare_name_decides_nothing(text: str) -> None:
    assert identify(text).lang is None
    assert language_of(text, "tg") == "tg"
    assert language_of(text, "en") == "en"


@pytest.mark.parametrize("text", ["", " ", "144", "2,5 %", "?!", "\x00", "\ud800", "😀😀", "\u200f"])
def test_nothing_to_read(text: str) -> None:
    assert identify(text).kind == "empty"
    assert language_of(text, "ru") == "ru"


@pytest.mark.parametrize(
    "text",
    [
        "Kecha poytaxtda yangi ko'prik ochildi",
        "Тошкентда янги кўприк очилди ва одамлар хурсанд бўлишди",
        "Кеше елордада жаңа көпір ашылды",
        "Кечээ борбор калаада жаңы көпүрө ачылды",
        "دیروز پل تازه‌ای در پایتخت باز شد",
    ],
)
def test_a_neighbour_is_not_one_of_ours(text: str) -> None:
    told = identify(text)
    assert (told.lang, told.kind) == (None, "foreign")


def test_a_word_or_two_are_never_called_foreign() -> None:
    for text in ("жаңа көпір", "yangi ko'prik", "سلام"):
        assert identify(text).kind != "foreign"


def test_only_the_opening_is_read() -> None:
    opening = "Сколько человек погибло. " * (READ // 20)
    assert identify(opening + "How many people died. " * 50_000).lang == "ru"


hostile = st.text(
    alphabet=st.one_of(st.characters(), st.characters(categories=["Cs"]), st.sampled_from("ғaсё'’ ў\u0304"))
)


@given(hostile)
@settings(deadline=None)
def test_anything_is_answered(text: str) -> None:
    told = identify(text)
    assert told.lang in (None, "tg", "ru", "en")
    assert (told.kind in ("foreign", "empty")) <= (told.lang is None)


@pytest.mark.parametrize("piece", ["а", "a", "ҳ ", "\u0304", "'", "я'", "\u202e", "Aб", "\x00"])
def test_a_megabyte_of_one_thing(piece: str) -> None:
    identify(piece * (1_000_000 // len(piece)))


FOREIGN = [
    "Кількість загиблих зросла до 144 осіб, повідомили в міністерстві",
    "Росія припинила видачу патентів мігрантам",
    "Броят на загиналите при атаката нарасна на 144 души",
    "Арестуваха още трима заподозрени за атентата край Москва",
    "Hujumda halok bo'lganlar soni 144 nafarga yetdi",
    "Ҳужумда ҳалок бўлганлар сони 144 нафарга етди",
    "Теракттан каза болгондордун саны 144кө жетти",
    "Терактіден қаза тапқандар саны 144-ке жетті",
    "Saldırıda ölenlerin sayısı arttı",
    "攻撃で144人が死亡したと同省が発表した。",
    "Le nombre de morts augmente, selon le ministère",
    "Рускиот министер изјави дека бројот на жртвите порастао",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_text_in_another_language_is_foreign(text: str) -> None:
    assert is_foreign(text)


OURS = [
    "Мигранты уезжают из России",
    "Путин провёл совещание",
    "Таджикистан попросил объяснений",
    "МВД: выдворены 418 человек",
    "Russia deports Tajik migrants",
    "Migrants leave Russia en masse",
    "CABAR: what we know",
    "Шумораи кушташудагон афзуд",
    "Мухочирони точик дар Русия",
    "Рахмон Путин Душанбе",
    "144",
    "",
]


@pytest.mark.parametrize("text", OURS)
def test_a_text_in_ours_or_one_that_does_not_tell_is_not(text: str) -> None:
    assert not is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Суд виніс вирок",  # Ukrainian, which the Russian keyboard lacks a letter for
        "Mahkeme karar verdi",  # Turkish without a letter of its own
        "Yaralılar hastanede tedavi ediliyor",
        "Prezident täze kanuna gol çekdi",
        "今日のニュース",
        "没有人死亡",
        "Полицията задържа двама мъже",
        "Ҳукумат бюджетни тасдиқлади",
        "Милиция эки кишини кармады",
        "Сот үкім шығарды",
        "دولت بودجه را تصویب کرد",
    ],
)
def test_three_words_of_a_neighbour_are_refused(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Вчера шёл дождь",  # ё is no mark of Belarusian
        "Касе кушта нашуд",
        "нархи нон боло рафт",
        "dar Rusiya muhojiron dastgir shudand",
        "шахрвандони точик аз Русия ихроч шуданд",
    ],
)
def test_short_texts_of_ours_are_not(text: str) -> None:
    assert not is_foreign(text)
