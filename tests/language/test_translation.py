"""Translations for search: the learned table packs and unpacks, the glossary stands above it."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.errors import BadInput
from digests.language import translation
from digests.language.stems import stem
from digests.language.translation import WordTable, pack, terms, translations
from digests.model import LANGS, Lang

TABLE: dict[tuple[Lang, Lang], dict[str, list[tuple[str, float]]]] = {
    ("tg", "ru"): {"кор": [("работ", 0.9), ("дел", 0.05)], "хона": [("дом", 1.0)]},
    ("ru", "tg"): {"работ": [("кор", 0.9)]},
    ("tg", "en"): {},
    ("en", "tg"): {"work": [("кор", 0.5)]},
    ("ru", "en"): {},
    ("en", "ru"): {},
}


def test_a_table_unpacks_as_it_was_packed() -> None:
    table = WordTable(pack(TABLE))
    found = table.translations("кор", "tg", "ru")
    assert [word for word, _ in found] == ["работ", "дел"]
    assert [weight for _, weight in found] == pytest.approx(
        [0.9**translation.FLATTENED, 0.05**translation.FLATTENED], abs=0.003
    )
    assert table.translations("хона", "tg", "ru") == [("дом", 1.0)]
    assert [word for word, _ in table.translations("work", "en", "tg")] == ["кор"]
    assert table.translations("work", "en", "ru") == []
    assert table.translations("unknown", "en", "tg") == []


@pytest.mark.parametrize(
    ("word", "source", "target", "expected"),
    [
        ("полиция", "ru", "en", "police"),
        ("муҳоҷир", "tg", "ru", "мигрант"),
        ("court", "en", "tg", "суд"),
        ("фурудгоҳ", "tg", "en", "airport"),
    ],
)
def test_common_words_are_known(word: str, source: Lang, target: Lang, expected: str) -> None:
    found = dict(translations(stem(word, source), source, target))
    assert found[stem(expected, target)] >= translation.BY_GLOSSARY * translation.NEXT**3


def test_weights_are_weights_and_the_heaviest_comes_first() -> None:
    for source in LANGS:
        for word in ("кор", "work", "работ", "суд", "давлат"):
            for target in LANGS:
                weights = [weight for _, weight in translations(word, source, target)]
                assert weights == sorted(weights, reverse=True)
                assert all(0 <= weight <= 1 for weight in weights)


def test_terms_of_several_words() -> None:
    found = terms([stem(word, "en") for word in "the work permit expired".split()], "en", "ru")
    assert any(stem("разрешение", "ru") == other for _, _, other, _ in found)
    assert all(0 <= start < end <= 4 for start, end, _, _ in found)


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    path.write_bytes(b"not a table")
    with pytest.raises(BadInput, match=r"words\.bin"):
        translation._table(path)
