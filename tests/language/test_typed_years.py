"""Years as people type them into a question, and what looks like one and is a count or a day."""

from __future__ import annotations

import pytest

from digests.language.typed_years import write_out
from digests.model import Lang

WRITTEN: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (
        ("more in 24 than in 23?", "more in 2024 than in 2023?"), ("deported 23 vs 24", "deported 2023 vs 2024"),
        ("compare 2023 with '24", "compare 2023 with 2024"), ("in fall 24", "in fall 2024"),
        ("between 2023 and 24", "between 2023 and 2024"), ("late April 24, how many", "late April 2024, how many"),
        ("in all of 23 and half of 24", "in all of 2023 and half of 2024"),
        ("at the end of march 24?", "at the end of march 2024?"),
    ),
    "ru": (
        ("в каком году больше, в 24 или в 25", "в каком году больше, в 2024 или в 2025"),
        ("приставы в 24 году выгнали больше чем в 23?", "приставы в 24 году выгнали больше чем в 2023?"),
        ("за 2023 и 24 годы", "за 2023 и 2024 годы"), ("депортации 2023/24", "депортации 2023/2024"),
        ("сколько в 24-м", "сколько в 2024"), ("летом 24-го сколько", "летом 2024 сколько"),
        ("стало осенью 25", "стало осенью 2025"), ("в двадцать третьем сколько", "в 2023 сколько"),
        ("в марте двадцать четвёртого", "в марте 2024"), ("держали в конце апреля 24", "держали в конце апреля 2024"),
        ("продлил в апреле 25", "продлил в апреле 2025"), ("24 марта 25 сколько", "24 марта 2025 сколько"),
        ("в мае 24, кто", "в мае 2024, кто"), ("к концу лета 24-го?", "к концу лета 2024?"),
        ("за весь двадцать третий и за полгода двадцать четвёртого", "за весь 2023 и за полгода 2024"),
        ("за весь 23-й", "за весь 2023"), ("за 23-й год и за 24-й", "за 2023 год и за 2024"),
    ),
    "tg": (
        ("дар соли бисту се", "дар соли 2023"), ("апрели бисту чор дар сарҳад", "апрели 2024 дар сарҳад"),
        ("соли 24 зиёд буд ё 25", "соли 24 зиёд буд ё 2025"), ("тобистони 24", "тобистони 2024"),
        ("дар нимсолаи бисту чор", "дар нимсолаи 2024"),
        ("апрели 24 чанд кас", "апрели 2024 чанд кас"), ("dar mart 25 chand kas", "dar mart 2025 chand kas"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "typed", "written"), [(lang, *each) for lang in WRITTEN for each in WRITTEN[lang]])
def test_two_digits_beside_another_year_or_a_season(lang: Lang, typed: str, written: str) -> None:
    assert write_out(typed, lang) == written


LEFT: dict[Lang, tuple[str, ...]] = {
    "en": ("24 or 25 people", "22 and 23 march 2024", "in 2024 more than 25 were detained", "was it 22 or 23 in march"),
    "ru": (
        "в 24 регионах запретили, а в 23 нет", "24 и 25 марта сколько погибло", "с 22 по 25 марта 2024",
        "ранены 23 или 25 человек", "погибли 23, ранены 24", "осенью 25 человек", "двадцать четвёртого марта",
        "в 2024 году больше чем 25 задержали", "в двадцать третьем доме", "в марте 25 человек погибло",
        "24 апреля сколько погибло", "маршрут 25 кто водит", "за 24-й день", "через 24 лета", "22 марта, 24 апреля",
    ),
    "tg": ("бисту чор нафар", "22 ва 23 март", "аз 24 то 25 нафар"),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang in LEFT for text in LEFT[lang]])
def test_a_count_or_a_day_is_left(lang: Lang, text: str) -> None:
    assert write_out(text, lang) == text
