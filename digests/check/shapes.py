"""The shapes of records and indicators, as editors' tools want them: JSON Schema of the files, by pydantic.

What reads the files (`digests/sources/curated.py`, `digests/figures/indicators.py`) says in words of its own what is
wrong and where; the keys and choices here are theirs, which `tests/check/test_shapes.py` holds. What a schema cannot
say (that a cue parses, that a concept exists) only they say.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from digests.figures import indicators
from digests.model import TOPICS, Hedge, Lang, Modifier, Role, StatementKind
from digests.sources import curated

Line = Annotated[str, Field(pattern=r"^[^\n]*\S[^\n]*$")]
Amount = Annotated[float, Field(ge=0, le=curated.LARGEST)]
Mark = Annotated[int, Field(ge=0)]
Topic = Annotated[str, Field(json_schema_extra={"enum": list(TOPICS)})]
CueRole = Annotated[str, Field(json_schema_extra={"enum": list(indicators.CUE_ROLES)})]
IndicatorKind = Annotated[str, Field(json_schema_extra={"enum": list(indicators.KINDS)})]
Tag = Annotated[str, Field(json_schema_extra={"enum": sorted(indicators.TAGS)})]


def either(*keys: str) -> dict[str, Any]:
    """Exactly one of the keys stands there."""
    return {"oneOf": [{"required": [key]} for key in keys]}


class Absent(GenerateJsonSchema):
    """What may be None is what may be left out: TOML knows no null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        found = super().default_schema(schema)
        return {key: value for key, value in found.items() if key != "default" or value not in (None, [], {})}


class Shape(BaseModel):
    """A table that knows all its keys."""

    model_config = ConfigDict(extra="forbid")


class Trilingual(Shape):
    """A text in each language."""

    tg: Line
    ru: Line
    en: Line


class Span(Shape):
    """From the first to the last day; one end may be open."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})

    start: date | None = Field(default=None, description="The first day.")
    end: date | None = Field(default=None, description="The last day.")


class Figure(Shape):
    """A number of the statement: of an indicator, or with a label of its own."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=either("indicator", "label"))

    indicator: Line | None = Field(default=None, description="An id of config/indicators.toml.")
    label: Trilingual | None = Field(default=None, description="What is counted, where no indicator counts it.")
    value: Amount | None = Field(default=None, description="The number; none in a range and for a vague plural.")
    low: Amount | None = Field(default=None, description="Of a range.")
    high: Amount | None = Field(default=None, description="Of a range.")
    modifier: Modifier = "="
    hedge: Hedge | None = Field(default=None, description="Beside the modifier ~ alone: from which side it is rounded.")
    unit: Line = "person"
    role: Role = "total"
    as_of: date | None = Field(default=None, description="The day it stands for.")
    as_of_basis: Literal["explicit", "publication date", "event date"] | None = None
    period: Span | None = Field(default=None, description="Instead of a day: when what is counted happened.")
    attributed_to: list[Line] = Field(default=[], description="Only where it is not that of the statement.")
    scope: Line | None = Field(default=None, description="What exactly was counted.")
    place: Line | None = None
    whole: Line | None = Field(
        default=None, description="Of a part: the indicator of the record's figure that holds it."
    )


class Statement(Shape):
    """One fact in our own words, in each language."""

    n: int = Field(ge=1, description="Its number: unique in the record, kept for good.")
    paragraph: int = Field(ge=0, description="Of the article; 0 is headline, caption or note.")
    kind: StatementKind = "fact"
    attributed_to: list[Line] = Field(default=[], description="Who said it: the outlet first.")
    as_of: date | None = Field(default=None, description="Since when it is known to hold.")
    valid_until: date | None = Field(default=None, description="Until when it holds.")
    topics: list[Topic] = []
    figure: list[Figure] = []
    en: Line
    ru: Line
    tg: Line


class Record(Shape):
    """A record of the curated corpus: one article, its bibliography and its facts (docs/editing.md)."""

    model_config = ConfigDict(extra="forbid", title="Record", json_schema_extra=either("published", "not_before"))

    title: Line | None = Field(default=None, description="As published, never translated.")
    publisher: Line = Field(description="As in config/sources.toml.")
    publisher_kind: Line | None = None
    author: Line | None = None
    published: date | None = Field(default=None, description="The day of the page, without quotes.")
    published_basis: Literal["page", "url", "inferred"] = "page"
    not_before: date | None = Field(default=None, description="Of an undated article: the first day it can be from.")
    lang: Lang = Field(description="Of the article.")
    url: Line | None = None
    topics: list[Topic] = []
    reprint_of: Line | None = Field(default=None, description="The id of the record that this article reprints.")
    headline: Trilingual | None = Field(
        default=None, description="Ours, for digests: no full stop, no figure that may change."
    )
    sketch: list[Mark | str] = Field(default=[], description="By which a raw text of the article is known.")
    notes: str | None = Field(default=None, description="For editors.")
    statement: list[Statement] = Field(min_length=1)


class Concept(Shape):
    """A meaning and its cues."""

    role: CueRole
    weak: bool = False
    tags: list[Tag] = []
    tg: list[str]
    ru: list[str]
    en: list[str]


class Event(BaseModel):
    """What figures belong to."""

    date: date
    strong: str
    soft: str
    other: str
    label: Trilingual
    own: list[str] = []
    names: list[str] = []


class Rule(Shape):
    """One way in which a text states a figure; all of it must hold."""

    measure: list[str] = Field(min_length=1)
    counts: list[str] = []
    bare: bool = False
    one: bool = False
    clause: list[str] = []
    here: list[str] = []
    near: list[str] = []
    document: list[str] = []
    not_: list[str] = Field(default=[], alias="not")
    not_here: list[str] = []
    not_near: list[str] = []
    closer: list[str] = Field(default=[], min_length=2, max_length=2)
    min: float | None = None
    max: float | None = None
    scope: str | None = None


class Scoped(Shape):
    """How figures of one scope are said."""

    scope: str
    say: Trilingual
    answer: Trilingual | None = Field(default=None)
    report: Trilingual | None = Field(default=None)
    note: Trilingual | None = Field(default=None)


class Indicator(Shape):
    """A key figure."""

    id: str
    unit: str = Field(description="Of config/units.toml.")
    kind: IndicatorKind
    names: Trilingual
    scope: Trilingual
    theme: Topic | None = None
    say: Trilingual | None = Field(
        default=None, description="A line of a digest: {value}, {count}, {subject:…}, {object:…}."
    )
    answer: Trilingual | None = Field(default=None, description="The same in a full sentence.")
    report: Trilingual | None = Field(default=None, description="The same of what is only reported.")
    scoped: list[Scoped] = []
    accuses_group: bool = False
    ages: bool = Field(default=False, description="A rule or a price: once older than 90 days it opens with its date.")
    averaged: bool = False
    event: str | None = None
    part_of: str | None = Field(default=None, description="The indicator whose figures hold this one's.")
    apart: list[str] = Field(default=[], description="Never to be compared with these.")
    beside: list[str] = Field(default=[], description="Added to these, not compared.")
    period: Span | None = Field(default=None, description="Fixed by the definition.")
    period_cue: list[str] = []
    plausible: list[float] = Field(default=[], min_length=2, max_length=2, description="[least, most].")
    rule: list[Rule] = []


class IndicatorFile(Shape):
    """config/indicators.toml; its head explains every key."""

    model_config = ConfigDict(extra="forbid", title="Indicators")

    concepts: dict[str, Concept] = {}
    events: dict[str, Event] = {}
    indicator: list[Indicator] = []


def schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, by the name of the file that it is kept in."""
    shapes: dict[str, type[BaseModel]] = {"record.json": Record, "indicators.json": IndicatorFile}
    found = {name: shape.model_json_schema(schema_generator=Absent) for name, shape in shapes.items()}
    for schema in found.values():
        schema["$schema"] = Absent.schema_dialect
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in found.items()}
