"""Which sentences can stand in a digest without those around them; nobody private or accused is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.editions.alone import load, standing
from digests.errors import BadInput
from digests.model import Lang

ALONE: list[tuple[Lang, str]] = [
    ("ru", "В 2024 году из области выдворили 9 612 иностранцев, сообщил начальник службы Олег Дорохин."),
    ("ru", "Суд отклонил жалобу, а решение вступит в силу в этом году, сообщили в прокуратуре."),
    ("tg", "Шаш нафар гуфтанд, ки барнома дар телефонҳои кӯҳна кушода намешавад."),
    ("tg", "Оташ дар масоҳати 12 900 метри мураббаъ паҳн гашт."),
    ("tg", "Дар шаш моҳи аввали соли 2025 аз Тоҷикистон 312 ҳазор нафар барои кор рафтаанд."),
    ("en", "Economist Lola Mirzoeva said the places are few: she estimates that 20,000 men are barred."),
    ("en", "The attack at Crocus City Hall killed 145 people, the committee said."),
    ("en", "Police detained 12 people on the market and told another 48 to leave Russia."),
    ("en", "The ministry announced the death of 1 more patient, which took the toll to 144."),
    ("en", "The court kept the defendants in custody for another 3 months."),
    ("ru", "Полиция задержала на рынке 12 человек, ещё 48 велели уехать из России."),
    ("ru", "Минздрав России сообщил о смерти ещё 1 пациента: число погибших достигло 144."),
    ("tg", "Полис дар бозор 12 нафарро боздошт ва ба боз 48 нафар гуфт, ки аз Русия раванд."),
]
LEADING: list[tuple[Lang, str]] = [
    ("ru", "Следователи поставили на учёт 6,8 тысячи бывших иностранцев, уклонявшихся от этой обязанности."),
    ("tg", "Суд 30 муҳоҷирро ҷарима кард, зеро ин муҳоҷирон дар Русия бе патент кор мекарданд."),
    ("en", "Courts told 30 workers to leave, saying that these men had no permit to work in Russia."),
]
"""What points back points at the beginning of the sentence, where that is the first of its text."""
HANGING: list[tuple[Lang, str]] = [
    ("ru", "По её словам, запросы были поданы на 9 870 человек."),
    ("ru", "Прокуратура эти слова пока никак не комментировала."),
    ("ru", "Двенадцати из них вручили повестки в военкомат."),
    ("ru", "Дорохин подчеркнул, что расходы на билет возлагаются на работодателя."),
    ("tg", "Ба гуфтаи ӯ, ҳуҷҷат дар се рӯзи корӣ омода мешавад."),
    ("tg", "Патенташ то ноябр эътибор дорад ва ҳар моҳ пардохт мешавад."),
    ("tg", "Вакилаш мегӯяд, ки аз ҳукм шикоят мекунанд."),
    ("tg", "Аксарашон шаҳрвандони Тоҷикистон ва Ӯзбекистон мебошанд."),
    ("tg", "Шуморашро аз рӯи миллат намегӯянд."),
    ("tg", "Инчунин дар ноҳияҳо 180 гектар замин ба иҷора дода мешавад."),
    ("en", "He did not say how many people had been turned back."),
    ("en", "The other three refused and were also expelled to Dushanbe."),
    ("en", "Courts in St Petersburg told another 48 people to leave Russia by themselves."),
    ("en", "In April the ministry said that 306 more citizens were to be expelled and 27 had been."),
    ("ru", "Суды Санкт-Петербурга обязали ещё 48 человек самостоятельно уехать из России."),
    ("ru", "На складе в Подольске нарушения нашли ещё у 48 работников."),
    ("tg", "Судҳои Санкт-Петербург ба боз 48 нафар гуфтанд, ки худашон аз Русия раванд."),
]
UNFIT: list[tuple[Lang, str]] = [
    ("ru", "Читайте также: как проверить запрет на въезд в Россию."),
    ("ru", "Фото: очередь у миграционного центра в подмосковном Сахарове."),
    ("ru", "«Двоих отпустили только вечером, когда родственники привезли чеки."),
    ("ru", "Очевидцы рассказали нашему корреспонденту, что людей отпускали по одному."),
    ("ru", "Задержан по этому делу Степан Непомнящих, водитель грузовика."),
    ("ru", "Мосгорсуд отменил решение о выдворении гражданина Таджикистана Карима Д., отца двоих детей."),
    ("en", "The city court freed Karim D. and told the police to hear him again."),
    ("tg", "Консул ба мо гуфт, ки аз 22 шаҳрванд муроҷиат расидааст."),
    ("tg", "Бригадир Абдулло Шарипов, зодаи Кӯлоб, мегӯяд, ки маош нагирифтаанд."),
    ("tg", "«Ҳуҷҷатам дуруст буд», — гуфт Умед, сокини 29-солаи Исфара."),
    ("en", "Lawyer Anna Levitskaya told us her group had logged 63 complaints."),
    ("en", "Do you know how to check whether you may enter Russia?"),
    ("en", "The suspect, Khurshed Nazriev, was detained on Tuesday in Moscow."),
]


@pytest.mark.parametrize(("lang", "text"), ALONE)
def test_what_can_stand_alone(lang: Lang, text: str) -> None:
    assert standing(text, lang).fit
    assert not standing(text, lang).hangs


@pytest.mark.parametrize(("lang", "text"), LEADING)
def test_what_points_back_at_its_own_beginning(lang: Lang, text: str) -> None:
    assert standing(text, lang).hangs
    assert not standing(text, lang, leads=True).hangs


@pytest.mark.parametrize(("lang", "text"), HANGING)
def test_what_hangs_on_the_sentence_before(lang: Lang, text: str) -> None:
    assert standing(text, lang).fit
    assert standing(text, lang).hangs


@pytest.mark.parametrize(("lang", "text"), UNFIT)
def test_what_is_not_shown(lang: Lang, text: str) -> None:
    assert not standing(text, lang).fit


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Проверить запрет можно бесплатно на сайте МВД России до поездки."),
        ("tg", "Вазорат ба шаҳрвандон тавсия медиҳад, ки пеш аз сафар рӯйхатро санҷанд."),
        ("en", "A refusal can be appealed within ten days in a city court."),
    ],
)
def test_what_a_reader_can_do(lang: Lang, text: str) -> None:
    assert standing(text, lang).advises
    assert not standing("В 2024 году из области выдворили 9 612 иностранцев.", "ru").advises


def test_a_list_that_is_none_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "summary.toml"
    path.write_text('[opens]\ntg = ["ӯ"]\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"summary\.toml:tg"):
        load(path)
