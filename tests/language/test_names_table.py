"""The table of names: whole, in three languages, its persons public, its spellings clean and each of one entity."""

import re
import tomllib
from collections import Counter, defaultdict
from typing import Any

import pytest

from config import NAMES

KINDS = {"person", "place", "body", "media", "law", "airport", "event", "group", "people"}
LANGS = ("tg", "ru", "en")
SHARED_WITH_REASON = {
    "ленинобод",  # both Sughd Region and Khujand bore the name in Soviet days
}
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Persian-Arabic letters or the legacy-font ones would mean a text pasted from elsewhere.
STRANGE = re.compile(r"[\u0600-\u06ffљњїѓќўЉЊЇЃЌЎ]")

Entity = dict[str, Any]


@pytest.fixture(scope="module")
def table() -> list[Entity]:
    with NAMES.open("rb") as file:
        entities: list[Entity] = tomllib.load(file)["name"]
    return entities


def spellings(entity: Entity) -> list[str]:
    return [form for lang in LANGS for form in entity[lang]]


def test_there_are_enough(table: list[Entity]) -> None:
    assert len(table) >= 320
    kinds = Counter(entity["kind"] for entity in table)
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 8


def test_every_id_is_used_once_and_is_a_slug(table: list[Entity]) -> None:
    ids = Counter(entity["id"] for entity in table)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_entity_has_all_three_languages(table: list[Entity]) -> None:
    for entity in table:
        for lang in LANGS:
            forms = entity[lang]
            assert forms, (entity["id"], lang)
            assert len(set(forms)) == len(forms), (entity["id"], lang)
            for form in forms:
                assert form == " ".join(form.split()) != "", (entity["id"], form)


def test_no_unknown_keys(table: list[Entity]) -> None:
    known = {"id", "kind", "exact", *LANGS}
    for entity in table:
        extra = {"public", "role"} if entity["kind"] == "person" else set()
        assert set(entity) <= known | extra, entity["id"]


def test_persons_are_public_with_a_role_in_each_language(table: list[Entity]) -> None:
    persons = [entity for entity in table if entity["kind"] == "person"]
    assert persons
    for person in persons:
        assert person.get("public") is True, person["id"]
        assert all(person.get("role", {}).get(lang, "").strip() for lang in LANGS), person["id"]


def test_no_spelling_belongs_to_two_entities_without_reason(table: list[Entity]) -> None:
    for lang in LANGS:
        owners: dict[str, set[str]] = defaultdict(set)
        for entity in table:
            for form in entity[lang]:
                owners[form.casefold().replace("ё", "е")].add(entity["id"])
        shared = {form: who for form, who in owners.items() if len(who) > 1}
        assert {f: w for f, w in shared.items() if f not in SHARED_WITH_REASON} == {}, lang


def test_no_lookalike_letters(table: list[Entity]) -> None:
    for entity in table:
        for form in [*spellings(entity), *entity.get("role", {}).values()]:
            assert not STRANGE.search(form), (entity["id"], form)
            for word in WORD.findall(form):
                assert not (LATIN.search(word) and CYRILLIC.search(word)), (entity["id"], form)
        for form in entity["en"]:
            assert not CYRILLIC.search(form), (entity["id"], form)


def test_exact_forms_stand_among_the_spellings(table: list[Entity]) -> None:
    for entity in table:
        assert set(entity.get("exact", [])) <= set(spellings(entity)), entity["id"]


def test_short_abbreviations_are_exact(table: list[Entity]) -> None:
    """«ИГ», "IS", "AP" folded to small letters would match ordinary words."""
    for entity in table:
        for form in spellings(entity):
            if form.isalpha() and form == form.upper() and len(form) <= 4:
                assert form in entity.get("exact", []), (entity["id"], form)


def test_what_no_rule_can_know(table: list[Entity]) -> None:
    by_id = {entity["id"]: entity for entity in table}
    assert "Қӯрғонтеппа" in by_id["bokhtar"]["tg"]
    assert "Курган-Тюбе" in by_id["bokhtar"]["ru"]
    assert {"Киргизия", "Кыргызстан"} <= set(by_id["kyrgyzstan"]["ru"])
    assert "Маскав" in by_id["moscow"]["tg"]
    assert "ХФА" in by_id["fsb"]["tg"]
    assert by_id["people-uzbek"]["en"][0] == "Uzbek"
