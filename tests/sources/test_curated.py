"""Curated records: what a record may hold, and that every fault names the file and the key."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import BadInput
from digests.model import Document, Period
from digests.sources import curated

RECORD = """
title = "A title"
publisher = "IWPR"
published = 2024-04-03
lang = "en"
topics = ["attack"]

[headline]
en = "A headline"
ru = "Заголовок"
tg = "Сарлавҳа"

[[statement]]
n = 3
paragraph = 2
attributed_to = ["TASS", "Somebody"]
topics = ["attack"]
en = "At least 40 people came."
ru = "Пришли не менее 40 человек."
tg = "Ҳадди ақал 40 нафар омаданд."
[[statement.figure]]
indicator = "crocus.deaths"
value = 40
modifier = ">="
period = { start = 2024-03-23, end = 2024-03-24 }
[[statement.figure]]
label = { en = "a part", ru = "часть", tg = "як қисм" }
value = 4
attributed_to = []
whole = "crocus.deaths"
"""


def write(folder: Path, text: str, name: str = "2024-04-03-some-record.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_record_becomes_a_document(tmp_path: Path) -> None:
    document = curated.read(write(tmp_path, RECORD))
    assert (document.id, document.kind, document.text) == ("2024-04-03-some-record", "curated", "")
    assert document.published == date(2024, 4, 3)
    assert document.headline is not None and document.headline["tg"] == "Сарлавҳа"
    (statement,) = document.statements
    assert statement.id == "2024-04-03-some-record#3"
    assert statement.texts["tg"] == "Ҳадди ақал 40 нафар омаданд."
    whole, part = statement.figures
    assert (whole.value, whole.modifier, whole.unit, whole.role) == (40, ">=", "person", "total")
    assert whole.period == Period(date(2024, 3, 23), date(2024, 3, 24))
    assert whole.attributed_to == ("TASS", "Somebody"), "a figure is said by whoever said its statement"
    assert part.attributed_to == (), "unless it says otherwise"
    assert part.label is not None and part.whole == "crocus.deaths"


def test_a_sketch_is_whole_numbers_or_hexadecimal(tmp_path: Path) -> None:
    document = curated.read(write(tmp_path, 'sketch = [12, "ff"]\n' + RECORD))
    assert document.sketch == {12, 255}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('publisher = "IWPR"', "", "publisher"),
        ("published = 2024-04-03", "", "published"),
        ("published = 2024-04-03", 'published = "2024-04-03"', "published"),
        ("published = 2024-04-03", "published = 2024-04-03\nnot_before = 2024-04-01", "published"),
        ('lang = "en"', 'lang = "de"', "lang"),
        ('lang = "en"', "", "lang"),
        ('topics = ["attack"]\n\n[headline]', 'topics = ["sport"]\n\n[headline]', "topics"),
        ('title = "A title"', "title = 7", "title"),
        ('title = "A title"', 'titel = "A title"', "titel"),
        ('title = "A title"', 'title = "A title"\nsketch = ["xyz"]', "sketch"),
        ('title = "A title"', 'title = "A title"\nreprint_of = "2024-04-03-some-record"', "reprint_of"),
        ('ru = "Заголовок"', "", "headline: ru"),
        ("n = 3", "", "statement 1: n"),
        ("n = 3", "n = 0", "statement 1: n"),
        ("n = 3", "n = true", "statement 1: n"),
        ("paragraph = 2", "paragraph = -1", "statement 3: paragraph"),
        ("paragraph = 2", 'paragraph = 2\nkind = "rumour"', "statement 3: kind"),
        ("paragraph = 2", 'paragraph = 2\nkind = "advice"', "statement 3: as_of"),
        ('tg = "Ҳадди ақал 40 нафар омаданд."', "", "statement 3: tg"),
        ('tg = "Ҳадди ақал 40 нафар омаданд."', 'tg = " "', "statement 3: tg"),
        ('indicator = "crocus.deaths"', "", "statement 3: figure 1: indicator"),
        ("value = 40", 'value = "40"', "statement 3: figure 1: value"),
        ("value = 40", "value = nan", "statement 3: figure 1: value"),
        ("value = 40", "value = -inf", "statement 3: figure 1: value"),
        ("value = 40", "", "statement 3: figure 1: value"),
        ("value = 40", "value = 40\nlow = 1", "statement 3: figure 1: low"),
        ("value = 40", "value = 40\nas_of = 2024-04-01", "statement 3: figure 1: as_of_basis"),
        ('modifier = ">="', 'modifier = "≥"', "statement 3: figure 1: modifier"),
        ('modifier = ">="', 'modifier = "range"', "statement 3: figure 1: modifier"),
        ("end = 2024-03-24", "end = 2024-03-20", "statement 3: figure 1: period: end"),
        ("{ start = 2024-03-23, end = 2024-03-24 }", "{}", "statement 3: figure 1: period"),
        ('ru = "часть", ', "", "statement 3: figure 2: label: ru"),
        ('whole = "crocus.deaths"', 'whole = "crocus.injured"', "statement 3: whole"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert RECORD.count(old) == 1
    path = write(tmp_path, RECORD.replace(old, new))
    with pytest.raises(BadInput) as caught:
        curated.read(path)
    assert str(caught.value).startswith(f"{path}:{place}: "), caught.value
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("raw", [b"", b"title = ", b"\xff\xfe", b"a = " + b"[" * 5000, b"statement = 3\n"])
def test_what_is_no_record_is_bad_input(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(raw)
    with pytest.raises(BadInput, match=r"broken\.toml"):
        curated.read(path)


def test_a_number_stands_once(tmp_path: Path) -> None:
    again = RECORD[RECORD.index("[[statement]]") :]
    with pytest.raises(BadInput, match="statement 2: n: is that of statement 1 already"):
        curated.read(write(tmp_path, RECORD + again))


def test_a_reprint_needs_its_original(tmp_path: Path) -> None:
    write(tmp_path, 'reprint_of = "2024-nobody"\n' + RECORD)
    with pytest.raises(BadInput, match="reprint_of: no record '2024-nobody'"):
        curated.load(tmp_path)


def test_a_folder_without_records_is_empty(tmp_path: Path) -> None:
    assert curated.load(tmp_path / "nowhere") == []


KEYS = curated.RECORD_KEYS | curated.STATEMENT_KEYS | curated.FIGURE_KEYS | {"start", "end"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(KEYS)), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), JSON, max_size=8))
def test_any_table_is_a_document_or_bad_input(values: dict[str, Any]) -> None:
    try:
        assert isinstance(curated.document_of(values, Path("x.toml")), Document)
    except BadInput as error:
        assert str(error).startswith("x.toml")


@pytest.fixture(scope="module")
def shipped() -> dict[str, Document]:
    return {document.id: document for document in curated.load()}


def test_the_shipped_records(shipped: dict[str, Document]) -> None:
    reprint = shipped["2024-04-03-iwpr-migrants-brace"]
    assert reprint.duplicate_of in shipped
    undated = shipped["2024-cabar-difficult-choice"]
    assert undated.published is None and undated.not_before == date(
        2024, 4, 3
    )  # "two weeks have passed", and reprinted then


SEEDS = {
    "000": "2024-04-03-iwpr-migrants-brace",
    "001": "2024-cabar-difficult-choice",
    "002": "2024-03-31-essanews-migrants-flee",
    "003": "2024-04-15-diplomatic-courier-fallout",
    "004": "2024-04-02-zerohedge-mass-deportations",
}
RUN = 10
"""So many words in a row of an article never stand in a statement (the full name of a ministry has eight)."""


def test_records_hold_the_figures_of_the_gold(shipped: dict[str, Document], shared: Path) -> None:
    import json

    claims = [json.loads(line) for line in (shared / "gold" / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {claim["id"]: claim for claim in claims}
    for seed, record in SEEDS.items():
        gold = sorted(
            str(
                (
                    *(claim[key] for key in ("indicator", "value", "low", "high", "modifier", "unit", "as_of_basis")),
                    claim["as_of"],
                    [claim["period"]["start"], claim["period"]["end"]] if claim["period"] else None,
                    claim["attributed_to"],
                    wanted[claim["whole"]]["indicator"] if claim.get("whole") else None,
                )
            )
            for claim in claims
            if claim["doc"].startswith(seed)
        )
        ours = sorted(
            str(
                (
                    *(f.indicator, f.value, f.low, f.high, f.modifier, f.unit, f.as_of_basis),
                    str(f.as_of) if f.as_of else None,
                    [str(f.period.start), str(f.period.end)] if f.period else None,
                    list(f.attributed_to),
                    f.whole,
                )
            )
            for statement in shipped[record].statements
            for f in statement.figures
            if f.indicator
        )
        assert ours == gold, record


def test_no_sentence_of_an_article_is_in_a_record(shipped: dict[str, Document], shared: Path) -> None:
    runs = set()
    for path in (shared / "seeds").glob("*.txt"):
        words = re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())
        runs |= {tuple(words[at : at + RUN]) for at in range(len(words))}
    for document in shipped.values():
        for statement in document.statements:
            words = re.findall(r"\w+", statement.texts["en"].casefold())
            copied = {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)} & runs
            assert not copied, (statement.id, copied)
