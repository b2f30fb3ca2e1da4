"""Names: one key across scripts, the table of aliases, mentions in running text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import BadInput, UnknownName
from digests.language import names
from digests.language.names import name_key

TABLE = """
[[name]]
id = "hall"
kind = "place"
tg = ["Крокус Сити Холл", "Крокус"]
ru = ["Крокус Сити Холл", "Крокус"]
en = ["Crocus City Hall", "Crocus"]

[[name]]
id = "interior-ru"
kind = "body"
tg = ["Вазорати корҳои дохилии Русия", "ВКД-и Русия"]
ru = ["МВД России", "Министерство внутренних дел России"]
en = ["Russian Interior Ministry"]

[[name]]
id = "who"
kind = "body"
tg = ["ТУТ"]
ru = ["ВОЗ"]
en = ["World Health Organization", "WHO"]

[[name]]
id = "speaker"
kind = "person"
public = true
role = {tg = "сухангӯ", ru = "представитель", en = "spokesperson"}
tg = ["Анна Намуна"]
ru = ["Анна Образцова"]
en = ["Anna Sample"]

[[name]]
id = "qurghonteppa"
kind = "place"
tg = ["Қӯрғонтеппа", "Бохтар"]
ru = ["Курган-Тюбе"]
en = ["Qurghonteppa"]
"""


@pytest.fixture
def table(tmp_path: Path) -> names.Names:
    path = tmp_path / "names.toml"
    path.write_text(TABLE, encoding="utf-8")
    return names.load(path)


@pytest.mark.parametrize(
    "spellings",
    [
        "Шаҳноза Шахноза Shakhnoza Shahnoza",
        "Хуҷанд Худжанд Khujand Хучанд Hujand",
        "Крокус Crocus",
        "Нодирӣ Нодири Nodiri",
        "Эмомалӣ Эмомали Emomali Имомали",
        "Тоҷикистон Таджикистан Tajikistan",
        "Ҳаким Хаким Hakim",
        "Қосим Касим Qosim Kasim",
        "Калуга Kaluga",
        "Вашингтон Washington",
        "Достоевский Dostoevskii Dostoyevsky",
    ],
)
def test_spellings_of_a_name_have_one_key(spellings: str) -> None:
    assert len({name_key(word) for word in spellings.split()}) == 1


def test_different_names_have_different_keys() -> None:
    found = [name_key(name) for name in "Калуга Тула Казань Хуҷанд Душанбе Москва Омск Томск".split()]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        (
            "ru",
            "Во время нападения на «Крокус Сити Холле» в Крокусе",
            [("hall", "Крокус Сити Холле"), ("hall", "Крокусе")],
        ),
        ("ru", "Министерству внутренних дел России", [("interior-ru", "Министерству внутренних дел России")]),
        ("tg", "ҳамлаи Крокус ба ВКД-и Русия", [("hall", "Крокус"), ("interior-ru", "ВКД-и Русия")]),
        ("tg", "Вазорати корхои дохилии Русия", [("interior-ru", "Вазорати корхои дохилии Русия")]),
        ("en", "the Crocus City Hall attack, said the WHO", [("hall", "Crocus City Hall"), ("who", "WHO")]),
        ("en", "those who said", []),
        ("ru", "с Анной Образцовой", [("speaker", "Анной Образцовой")]),
        (None, "Crocus и Крокусом", [("hall", "Crocus"), ("hall", "Крокусом")]),
    ],
)
def test_finding(table: names.Names, lang: None, text: str, found: list[tuple[str, str]]) -> None:
    mentions = table.find(text, lang)
    assert [(mention.entity, mention.text) for mention in mentions] == found
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_the_same(table: names.Names) -> None:
    assert table.same("Қӯрғонтеппа", "Курган-Тюбе")
    assert table.same("Khujand", "Хуҷанд")
    assert not table.same("Крокус", "Калуга")
    assert not table.same("", "")


def test_entities(table: names.Names) -> None:
    assert table.entity("speaker").public
    assert table.entity("hall").public
    assert table.entity("hall").forms["en"] == ("Crocus City Hall", "Crocus")
    with pytest.raises(UnknownName, match="nobody"):
        table.entity("nobody")


def test_a_person_is_not_public_unless_said(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text('[[name]]\nid="x"\nkind="person"\ntg=["Х"]\nru=["Х"]\nen=["X"]\n', encoding="utf-8")
    assert not names.load(path).entity("x").public


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("[[name", "names.toml"),
        ('[[name]]\nkind="place"', "name 1"),
        ('[[name]]\nid="x"\nkind="planet"', "x"),
        ('[[name]]\nid="x"\nkind="place"\ntg=["а"]\nru=["а"]\nen=[]', "x"),
        ('[[name]]\nid="x"\nkind="place"\ntg="а"', "x"),
        ('name = "x"', "names.toml"),
        ('[[name]]\nid="x"\nkind="place"\ntg=["а"]\nru=["а"]\nen=["a"]\n' * 2, "x"),
    ],
)
def test_a_wrong_table_names_the_place(tmp_path: Path, content: str, where: str) -> None:
    path = tmp_path / "names.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=where):
        names.load(path)


def test_the_shipped_table_finds_every_form_of_its_own() -> None:
    shipped = names.load()
    assert len(shipped) >= 250
    for entity in shipped:
        for lang, forms in entity.forms.items():
            for form in forms:
                assert shipped.find(form, lang), f"{entity.id}: {form}"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("Крокус ити'"))))
@settings(deadline=None)
def test_anything_is_searched_for_names(text: str) -> None:
    for mention in names.load().find(text):
        assert text[mention.start : mention.end] == mention.text
    name_key(text)
