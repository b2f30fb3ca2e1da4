"""Who said a figure: the speaker of its sentence or of the one beside it, and the body behind an office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import config
from digests.check import tables
from digests.errors import BadInput
from digests.figures import indicators, voices
from digests.figures.claims import extract
from digests.model import LANGS, Document, Lang

LABOUR = "Ministry of Labour of Tajikistan"
INTERIOR = "Ministry of Internal Affairs of Tajikistan"


def said(text: str, lang: Lang) -> list[tuple[float | None, tuple[str, ...]]]:
    document = Document("d", "", text, lang, published=date(2024, 8, 7))
    return [(each.value, each.attributed_to) for each in extract(document, indicators.load())]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        # the body behind an office, with its country from the word beside it or from the dateline
        ("en", "Russia deported 418 citizens of Tajikistan, the labour minister of Tajikistan said.", LABOUR),
        ("ru", "Из России выдворили 418 граждан Таджикистана, сообщил министр внутренних дел Таджикистана.", INTERIOR),
        ("tg", "Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд, гуфт вазири корҳои дохилии Тоҷикистон.", INTERIOR),
        ("en", "DUSHANBE, August 6. Russia deported 418 Tajik citizens, the interior minister said.", INTERIOR),
        ("ru", "ДУШАНБЕ, 6 августа. Из России выдворили 418 граждан Таджикистана, заявил глава МВД.", INTERIOR),
        ("tg", "ДУШАНБЕ, 6 август. Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд, гуфт вазири корҳои дохилӣ.", INTERIOR),
        ("ru", "Из России выдворили 418 граждан Таджикистана, сообщили в таджикском МВД.", INTERIOR),
        # a colon after the name is a verb of speech
        ("ru", "Минтруд Таджикистана: из России выдворили 418 граждан Таджикистана.", LABOUR),
        ("tg", "ВКД-и Тоҷикистон: аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд.", INTERIOR),
        # the neighbouring sentence
        ("en", "The labour ministry of Tajikistan said so. Russia deported 418 Tajik citizens.", LABOUR),
        ("ru", "Из России выдворили 418 граждан Таджикистана. Об этом сообщил Минтруд Таджикистана.", LABOUR),
        ("ru", "Минтруд Таджикистана сообщил об итогах.\nПо его словам, из России выдворили 418 граждан страны и "
               "Таджикистана.", LABOUR),
        ("tg", "Инро Вазорати меҳнати Тоҷикистон гуфт. "
               "Ба гуфтаи ӯ, аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд.", LABOUR),
        # an outlet that no table knows stands in quotation marks by the verb
        ("ru", "Из России выдворили 418 граждан Таджикистана, пишет «Вечерний Курьер».", "Вечерний Курьер"),
        ("tg", "Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд, хабар медиҳад «Паёми роҳ».", "Паёми роҳ"),
        # … even one whose name holds a place, and in English without them
        ("ru", "Из России выдворили 418 граждан Таджикистана, сообщает «Самара Сегодня».", "Самара Сегодня"),
        ("en", "Russia deported 418 citizens of Tajikistan, reports Velorama.", "Velorama"),
        # a capital says it as its government
        ("en", "Dushanbe says Russia deported 418 citizens of Tajikistan.", "Dushanbe"),
        ("tg", "Душанбе мегӯяд, ки аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд.", "Dushanbe"),
        # a word of speech that nobody says aloud leaves the speaker before
        ("en", "The labour ministry of Tajikistan said so. Russia, lists show, deported 418 Tajik citizens.", LABOUR),
        ("ru", "Минтруд Таджикистана подвёл итоги. Признано, что Россия выдворила 418 граждан Таджикистана.", LABOUR),
        # who is passed on was the only one to act before
        ("en", "Tajikistan's labour ministry has a new head. Russia, he told us, deported 418 Tajik citizens.", LABOUR),
        # the source that the next sentence names
        ("ru", "Из России выдворили 418 граждан Таджикистана. Источник — Минтруд Таджикистана.", LABOUR),
        ("tg", "Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд. Манбаъ: Вазорати меҳнати Тоҷикистон.", LABOUR),
        # the trade of one whose name is not kept
        ("en", "Russia deported 418 citizens of Tajikistan, an economist said.", "an economist"),
        ("ru", "Из России выдворили 418 граждан Таджикистана, подсчитал демограф.", "a demographer"),
        ("tg", "Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд, навишт иқтисоддон.", "an economist"),
    ],
)  # fmt: skip
def test_the_speaker(lang: Lang, text: str, speaker: str) -> None:
    assert said(text, lang) == [(418, (speaker,))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The labour ministry of Tajikistan said so. Russia deported 418 Tajik citizens, a driver told reporters.",
        ),
        (
            "ru",
            "Минтруд Таджикистана заявил об этом. Из России выдворили 418 граждан Таджикистана, рассказал водитель.",
        ),
        ("tg", "Вазорати меҳнати Тоҷикистон инро гуфт. Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд, мегӯяд ронанда."),
    ],
)
def test_a_private_person_ends_a_speaker(lang: Lang, text: str) -> None:
    assert said(text, lang) == [(418, ())]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        # no table knows the body: its name as the text writes it, with what it is of
        ("en", "Russia deported 418 Tajik citizens, the migration service said.", "migration service"),
        ("en", "Russia deported 418 Tajik citizens, the regional statistics agency said.",
         "regional statistics agency"),
        ("ru", "Из России выдворили 418 граждан Таджикистана, сообщили судебные приставы.", "судебные приставы"),
        ("ru", "Как сообщил Госкомитет национальной безопасности, из России выдворили 418 граждан Таджикистана.",
         "Госкомитет национальной безопасности"),
        ("tg", "Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд, гуфт Раёсати муҳоҷирати вилоят.",
         "Раёсати муҳоҷирати вилоят"),
        ("en", "By the migration service's reckoning Russia deported 418 Tajik citizens.", "migration service"),
        ("ru", "По сводке Госкомнацбезопасности, из России выдворили 418 граждан Таджикистана.",
         "Госкомнацбезопасности"),
        # it goes on speaking in the next sentence
        ("ru", "Судебные приставы отчитались. По их данным, из России выдворили 418 граждан Таджикистана.",
         "Судебные приставы"),
        # a dash or brackets sign the figure
        ("en", "Russia deported 418 Tajik citizens - Interior Ministry", "Interior Ministry"),
        ("en", "Russia deported 418 Tajik citizens (Labour Ministry, preliminary).", "Ministry of Labour"),
        ("ru", "Из России выдворили 418 граждан Таджикистана (источник: Минтруд).", "Ministry of Labour"),
        ("tg", "Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд – Вазорати меҳнат.", "Ministry of Labour"),
    ],
)  # fmt: skip
def test_a_body_that_no_table_knows_or_that_signs(lang: Lang, text: str, speaker: str) -> None:
    assert said(text, lang) == [(418, (speaker,))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia deported 418 Tajik citizens (the ministry had 60 buses), a driver told reporters."),
        ("ru", "Из России выдворили 418 граждан Таджикистана, рассказал Рустам, который служит в полиции."),
        ("tg", "Аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд, мегӯяд Рустам."),
    ],
)
def test_a_body_that_does_not_speak_is_not_named(lang: Lang, text: str) -> None:
    assert [who for value, who in said(text, lang) if value == 418] == [()]


def test_who_serves_in_the_army_is_not_quoted_by_it() -> None:
    text = "1300 граждан Таджикистана воюют в российской армии, сообщил проект «Хочу жить»."
    assert [who for _, who in said(text, "ru")] == [("I Want to Live",)]


def test_every_source_without_a_name_can_be_said_in_each_language() -> None:
    assert list(tables.voices_unsaid()) == []
    for lang in LANGS:
        assert voices.load(lang).sources


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ('name = "prosecutors"', "name = 5"),
        ('tg = ["расонаҳои маҳаллӣ"]', "tg = []"),
        ('"вазири" = "вазорати"', '"вазири" = 5'),
        ('tg = ["дар",', 'tg = ["*",'),
    ],
)
def test_a_spoilt_file_is_one_clear_line(tmp_path: Path, change: str, wrong: str) -> None:
    text = config.VOICES.read_text(encoding="utf-8")
    assert change in text
    path = tmp_path / "speakers.toml"
    path.write_text(text.replace(change, wrong), encoding="utf-8")
    with pytest.raises(BadInput, match=r"speakers\.toml"):
        voices.load("tg", path)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "According to Dushanbe, Russia deported 418 Tajik citizens."),
        ("en", "Dushanbe counted 418 Tajik citizens who were deported from Russia."),
        ("ru", "По данным Душанбе, из России выдворили 418 граждан Таджикистана."),
        ("ru", "В Душанбе подсчитали: из России выдворили 418 граждан Таджикистана."),
        ("tg", "Ба гуфтаи Душанбе, аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд."),
    ],
)
def test_a_capital_speaks_for_its_government(lang: Lang, text: str) -> None:
    assert said(text, lang) == [(418, ("Dushanbe",))]


def test_who_is_spoken_to_says_nothing() -> None:
    text = "The Ministry of Labour of Tajikistan told the Prosecutor General's Office that Russia deported 418 Tajiks."
    assert said(text, "en") == [(418, (LABOUR,))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In half a year Russia deported 418 Tajik citizens. The law is to blame, said the labour ministry of "
               "Tajikistan."),
        ("ru", "За полгода из России выдворили 418 граждан Таджикистана. Причина в законе, заявил Минтруд "
               "Таджикистана."),
        ("tg", "Дар нимсола аз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд. Сабаб қонун аст, гуфт вазири меҳнати "
               "Тоҷикистон."),
    ],
)  # fmt: skip
def test_where_nobody_speaks_whoever_speaks_next_does(lang: Lang, text: str) -> None:
    assert said(text, lang) == [(418, (LABOUR,))]
