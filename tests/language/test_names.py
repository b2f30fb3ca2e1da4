"""Names in running text: inflected, in any script, but not every word that looks like one."""

from __future__ import annotations

import pytest

from digests.language import names
from digests.model import Lang


def found(text: str, lang: Lang | None) -> list[str]:
    return [mention.entity for mention in names.load().find(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "entities"),
    [
        ("В Москве и Питере", "ru", ["moscow", "st-petersburg"]),
        ("из москвы", "ru", ["moscow"]),
        ("сколько узбеков выслали из питера", "ru", ["people-uzbek", "st-petersburg"]),
        ("боевики ИГИЛа", "ru", ["islamic-state"]),
        ("По данным ведомства Москвы", "ru", ["moscow"]),
        ("Владимир Путин ба Прокуратураи генералии Русия", "tg", ["vladimir-putin", "prosecutor-general-russia"]),
        ("дар питер чанд нафар", "tg", ["st-petersburg"]),
        ("Shahnoza Nodiri", None, ["shahnoza-nodiri"]),
        ("how many tajiks went to syria", "en", ["people-tajik", "syria"]),
        ("Исфарагихо чанд нафар, Душанбегиҳо чанд", "tg", ["isfara", "dushanbe"]),
        ("именно у нас в Свердловской", "ru", ["sverdlovsk-region"]),
        ("суды Ленинградской области", "ru", ["leningrad-region"]),
        ("Ӯ дар Панҷ зиндагӣ мекунад", "tg", ["panj"]),
        ("рӯзи душанбе ба шаҳри Душанбе рафт", "tg", ["dushanbe"]),
    ],
)
def test_names_are_found(text: str, lang: Lang | None, entities: list[str]) -> None:
    assert found(text, lang) == entities


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Либо он уехал, либо остался", "ru"),
        ("по данным ведомства", "ru"),
        ("кажется, это так", "ru"),
        ("с ростом цен", "ru"),
        ("заплатил евро", "ru"),
        ("қабул карданд", "tg"),
        ("it is what we polish", "en"),
        ("Панҷ рӯз пас аз ҳамла", "tg"),
        ("Ҳодиса рӯй дод. Панҷ нафар мурданд.", "tg"),
        ("144", None),
        ("", None),
    ],
)
def test_words_that_only_look_like_names_are_not(text: str, lang: Lang | None) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Хуҷанд", "Khujand"), ("Қӯрғонтеппа", "Бохтар"), ("Шаҳноза Нодирӣ", "Шахноза Нодири"), ("Крокус", "Crocus")],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert names.load().same(one, other)
    assert not names.load().same(one, "Новосибирск")


@pytest.mark.parametrize(
    ("text", "lang", "entities"),
    [
        ("скок погибших фсб назвала", "ru", ["fsb"]),
        ("мвд сказало, а мчс нет", "ru", ["interior-ministry", "emergency-ministry"]),
        ("what did hrw say", "en", ["hrw"]),
        ("хфа чи гуфт", "tg", ["fsb"]),
        ("who died there", "en", []),
        ("он был тут", "ru", []),
        ("crocus hall size reuters vs RT, what do I know", "en", ["crocus-city-hall", "reuters", "rt"]),
        ("минтруд РТ скок уехало на заработки", "ru", ["labour-ministry", "tajikistan"]),
        ("как тут живут в Москве, фсб", "ru", ["moscow"]),  # who writes capitals would have written these
    ],
)
def test_where_nothing_has_a_capital_abbreviations_of_bodies_need_none(
    text: str, lang: Lang, entities: list[str]
) -> None:
    assert [mention.entity for mention in names.load().find(text, lang)] == entities
