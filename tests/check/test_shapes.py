"""The schemas that editors' tools use say what the readers take: every file of ours passes, a wrong one neither."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import config
from digests.check import shapes
from digests.check.shapes import schemas
from digests.errors import BadInput
from digests.figures import indicators
from digests.sources import curated
from tests.schemas import FOLDER

RECORDS = sorted(config.CORPUS.glob("*.toml"))
SCHEMAS = {name: json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in ("record.json", "indicators.json")}


def faults(schema: dict[str, Any], value: Any, root: dict[str, Any], place: str = "") -> Iterator[str]:
    """What is wrong with `value`, by those words of JSON Schema that ours use. Any other word is a failure."""
    for word, wanted in sorted(schema.items(), key=lambda pair: pair[0] != "type"):
        if word == "$ref":
            yield from faults(root["$defs"][wanted.rsplit("/", 1)[1]], value, root, place)
        elif word == "type":
            if not TYPES[wanted](value):
                yield f"{place}: is no {wanted}"
                return
        elif word in WORDS:
            if not WORDS[word](value, wanted):
                yield f"{place}: {word} {wanted}"
        elif word in {"oneOf", "anyOf"}:
            fitting = sum(not list(faults(each, value, root, place)) for each in wanted)
            if not fitting or (word == "oneOf" and fitting > 1):
                yield f"{place}: {word}"
        elif word == "items":
            for n, each in enumerate(value):
                yield from faults(wanted, each, root, f"{place}/{n}")
        elif word == "properties":
            for key in wanted.keys() & value.keys():
                yield from faults(wanted[key], value[key], root, f"{place}/{key}")
        elif word == "additionalProperties":
            for key in value.keys() - schema.get("properties", {}).keys():
                yield from (
                    [f"{place}: unknown {key}"]
                    if wanted is False
                    else faults(wanted, value[key], root, f"{place}/{key}")
                )
        else:
            assert word in {"title", "description", "default", "$defs", "$schema", "format"}, word


TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str | date),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
}
WORDS: dict[str, Callable[[Any, Any], bool]] = {
    "enum": lambda value, wanted: value in wanted,
    "pattern": lambda value, wanted: re.search(wanted, str(value)) is not None,
    "minimum": lambda value, wanted: value >= wanted,
    "maximum": lambda value, wanted: value <= wanted,
    "minItems": lambda value, wanted: len(value) >= wanted,
    "maxItems": lambda value, wanted: len(value) <= wanted,
    "minProperties": lambda value, wanted: len(value) >= wanted,
    "required": lambda value, wanted: set(wanted) <= value.keys(),
}


def told(name: str, value: Any) -> list[str]:
    return list(faults(SCHEMAS[name], value, SCHEMAS[name]))


def test_the_files_are_what_the_shapes_say() -> None:
    assert {name: (FOLDER / name).read_text(encoding="utf-8") for name in SCHEMAS} == schemas(), "run `make schema`"


@pytest.mark.parametrize(
    ("shape", "keys"),
    [
        (shapes.Record, curated.RECORD_KEYS),
        (shapes.Statement, curated.STATEMENT_KEYS),
        (shapes.Figure, curated.FIGURE_KEYS),
        (shapes.Concept, indicators.CONCEPT_KEYS),
        (shapes.Indicator, indicators.INDICATOR_KEYS),
        (shapes.Rule, indicators.RULE_KEYS),
        (shapes.Scoped, indicators.SCOPED_KEYS),
    ],
)
def test_the_keys_are_the_readers(shape: type[shapes.Shape], keys: frozenset[str]) -> None:
    assert {field.alias or name for name, field in shape.model_fields.items()} == keys


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_record_passes(path: Path) -> None:
    assert told("record.json", tomllib.loads(path.read_text(encoding="utf-8"))) == []


def test_the_indicators_pass() -> None:
    assert told("indicators.json", tomllib.loads(config.INDICATORS.read_text(encoding="utf-8"))) == []


def put(value: Any, *way: Any) -> Callable[[Any], None]:
    def change(table: Any) -> None:
        for step in way[:-1]:
            table = table[step]
        table[way[-1]] = value

    return change


def drop(*way: Any) -> Callable[[Any], None]:
    def change(table: Any) -> None:
        for step in way[:-1]:
            table = table[step]
        del table[way[-1]]

    return change


GOOD = config.CORPUS / "2024-03-29-rt-144-dead.toml"


@pytest.mark.parametrize(
    "change",
    [
        put("Novosti", "tittle"),
        drop("publisher"),
        put("uz", "lang"),
        put(["sport"], "topics"),
        put("guess", "published_basis"),
        put(date(2024, 3, 1), "not_before"),
        drop("published"),
        put([], "statement"),
        put(0, "statement", 0, "n"),
        put("two", "statement", 0, "paragraph"),
        put("rumour", "statement", 0, "kind"),
        drop("statement", 0, "tg"),
        put("two\nlines", "statement", 0, "en"),
        put(" ", "statement", 0, "ru"),
        put([1], "statement", 0, "attributed_to"),
        put([{"value": 1}], "statement", 0, "figure"),
        put([{"indicator": "crocus.deaths", "value": -1}], "statement", 0, "figure"),
        put([{"indicator": "crocus.deaths", "value": "144"}], "statement", 0, "figure"),
        put([{"indicator": "crocus.deaths", "value": 144, "modifier": "≈"}], "statement", 0, "figure"),
        put([{"label": {"en": "only one"}, "value": 144}], "statement", 0, "figure"),
        put([{"indicator": "crocus.deaths", "value": 144, "period": {}}], "statement", 0, "figure"),
    ],
)
def test_a_wrong_record_is_refused_by_both(change: Callable[[Any], None]) -> None:
    table = curated.parse(GOOD)
    curated.document_of(table, GOOD)
    wrong = copy.deepcopy(table)
    change(wrong)
    assert told("record.json", wrong)
    with pytest.raises(BadInput):
        curated.document_of(wrong, GOOD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('id = "crocus.deaths"', "id = 3"),
        ('kind = "cumulative"', 'kind = "sum"'),
        ('theme = "attack"', 'theme = "sport"'),
        ('role = "measure"', 'role = "verb"'),
        ("plausible = [1, 5000]", "plausible = [1]"),
        ('measure = ["killed", "victims"]', "measure = []"),
        ("names.tg", "names.uz"),
        ("[concepts.victims]", '[concepts.victims]\nsays = "x"'),
        ('[[indicator]]\nid = "crocus.deaths"', '[[indicator]]\nsays = "x"\nid = "crocus.deaths"'),
    ],
)
def test_wrong_indicators_are_refused_by_both(before: str, after: str, tmp_path: Path) -> None:
    text = config.INDICATORS.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "indicators.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert told("indicators.json", tomllib.loads(path.read_text(encoding="utf-8")))
    with pytest.raises(BadInput):
        indicators.load(path)
