"""`khabar quantities`, `extract` and `search`: lines in, lines out, offsets that hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.contract import EXTRACTED, HITS, LANGS, QUANTITIES, fits, khabar, misused, refused, sound

SENTENCES = [
    {"id": "a", "text": "Not fewer than 418 foreigners were expelled, up from 300 a week before.", "lang": "en"},
    {"id": 2, "text": "Погибли 144 человека, ранены от 180 до 200.", "lang": "ru"},
    {"id": "в", "text": "Садҳо нафар боздошт шуданд, 12 нафар захмӣ."},
    {"id": "", "text": "No numbers here.", "lang": None},
]


def jsonl(rows: list[Any]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_quantities_a_line_a_sentence(tmp_path: Path, option: tuple[str, ...]) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(jsonl(SENTENCES), encoding="utf-8")
    ran = khabar("quantities", file, *option)
    assert (ran.status, ran.err) == (0, "")
    assert [line["id"] for line in ran.lines] == ["a", 2, "в", ""]
    texts = {row["id"]: row["text"] for row in SENTENCES}
    for line in ran.lines:
        fits(line, QUANTITIES)
        for found in line["quantities"]:
            assert texts[line["id"]][found["start"] : found["end"]] == found["text"]
            if found["value"] is None:
                assert found["low"] is not None or found["high"] is not None or found["modifier"] == "~"
    assert 418 in [found["value"] for found in ran.lines[0]["quantities"]]
    assert ran.lines[3]["quantities"] == []


def test_quantities_of_standard_input() -> None:
    wanted = khabar("quantities", "-", stdin=jsonl(SENTENCES))
    assert wanted.status == 0
    assert khabar("quantities", stdin=jsonl(SENTENCES)).out == wanted.out
    assert khabar("quantities", stdin="\n\n").out == ""
    assert khabar("quantities", stdin="\ufeff" + jsonl(SENTENCES[:1])).lines[0]["id"] == "a"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"{", "in.jsonl:1"),
        (b'{"id": 1}', "in.jsonl:1"),
        (b'{"id": 1, "text": null}', "in.jsonl:1"),
        (b'\n\n["text"]', "in.jsonl:3"),
        (b"\xff\xfe", "in.jsonl:1"),
        (b'{"id": 1, "text": "5 people"}\n{', "in.jsonl:2"),
        (b"[" * 100_000, "in.jsonl:1"),
        (b'{"id": 1, "text": "x", "lang": 7}', "in.jsonl:1"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(content)
    ran = khabar("quantities", tmp_path / "in.jsonl")
    assert ran.status in {1, 2}
    refused(ran, ran.status, place)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200) | st.text("0123456789.,- тысячаҳазормлн%$€–", max_size=80))
def test_no_text_breaks_the_lines(text: str) -> None:
    ran = khabar("quantities", stdin=json.dumps({"id": 1, "text": text}))
    (line,) = ran.lines
    fits(line, QUANTITIES)
    for found in line["quantities"]:
        assert text[found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize(
    "text", ["9" * 6000, "1" + ",000" * 2000, "минус " * 3000, "1e999 1E400 ∞ NaN", "\ud800 5 \x00 6"]
)
def test_numbers_past_all_measure(text: str) -> None:
    (line,) = khabar("quantities", stdin=json.dumps({"id": 1, "text": text})).lines
    fits(line, QUANTITIES)


# extract


def test_extract_stores_nothing(shared: Path, tmp_path: Path) -> None:
    seeds = sorted((shared / "seeds").iterdir())
    ran = khabar("extract", *seeds, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert [line["doc"] for line in ran.lines] == [str(seed) for seed in seeds]
    found = 0
    for line in ran.lines:
        fits(line, EXTRACTED)
        for claim in line["claims"]:
            sound(claim, line["text"])
            assert claim["quote_kind"] == "verbatim"
            found += 1
    assert found > 10
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("readers", "held"), [("both", False), ("rules", False), ("second", True)])
def test_extract_reads_by_whom_the_setting_names(
    readers: str, held: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("At least 144 people were killed in the Crocus City Hall attack.", encoding="utf-8")
    monkeypatch.setenv("KHABAR_FIGURE_READERS", readers)
    (line,) = khabar("extract", tmp_path / "a.txt", "--json").lines
    assert [(claim["value"], claim["review"] == "held") for claim in line["claims"]] == [(144, held)]


def test_extract_refuses_a_reader_that_there_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("144 people were killed.", encoding="utf-8")
    monkeypatch.setenv("KHABAR_FIGURE_READERS", "three")
    for command in ("extract", "ingest"):
        refused(khabar(command, tmp_path / "a.txt", "--json"), 1, "KHABAR_FIGURE_READERS")


def test_extract_echoes_the_path_as_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At least 144 people were killed in the Crocus City Hall attack.", encoding="utf-8")
    (line,) = khabar("extract", "./a.txt", "--json").lines
    assert line["doc"] in {"./a.txt", "a.txt"}
    assert khabar("extract", tmp_path / "a.txt").status == 0


def test_extract_goes_on_past_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At least 144 people were killed in the Crocus City Hall attack.", encoding="utf-8")
    ran = khabar("extract", tmp_path / "none.txt", tmp_path / "a.txt", "--json")
    assert ran.status == 1
    assert "none.txt" in ran.err
    assert ran.err.count("\n") == 1
    assert len(ran.lines) == 1
    refused(khabar("extract", tmp_path / "none.txt", "--json"), 1, "none.txt")
    misused(khabar("extract"), "FILE")


# search


def test_search_as_json(curated: Path) -> None:
    ran = khabar("search", "зарплата мигрантов", "--json", data=curated)
    assert (ran.status, ran.err) == (0, "")
    fits(ran.json, HITS)
    scores = [hit["score"] for hit in ran.json["hits"]]
    assert 0 < len(scores) <= 10
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("lang", LANGS)
def test_search_in_languages(curated: Path, lang: str) -> None:
    ran = khabar("search", "deportations", "--in", lang, "--k", "3", "--json", data=curated)
    hits = ran.json["hits"]
    assert 0 < len(hits) <= 3
    assert {hit["lang"] for hit in hits} == {lang}
    two = khabar("search", "deportations", "--in", "ru", "--in", "en", "--json", data=curated).json["hits"]
    assert {hit["lang"] for hit in two} <= {"ru", "en"}


def test_search_by_batch(curated: Path, tmp_path: Path) -> None:
    asked = [
        {"id": 1, "query": "embassy", "lang": "en"},
        {"id": "two", "query": "сафорат"},
        {"id": None, "query": ""},
        {"id": "x", "query": "qqqqzzzz"},
    ]
    file = tmp_path / "q.jsonl"
    file.write_text(jsonl(asked), encoding="utf-8")
    ran = khabar("search", "--batch", file, "--k", "2", data=curated)
    assert (ran.status, ran.err) == (0, "")
    assert [line["id"] for line in ran.lines] == [1, "two", None, "x"]
    for line in ran.lines:
        fits(line, HITS)
    assert ran.lines[0]["hits"]
    assert ran.lines[2]["hits"] == []
    assert ran == khabar("search", "--batch", file, "--k", "2", "--json", data=curated)


@pytest.mark.parametrize(
    "content", [b"{", b'{"id": 1}', b"\xff", b'{"id": 1, "query": "x", "lang": "de"}', b"[" * 99_999]
)
def test_a_bad_batch_is_named(curated: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "q.jsonl").write_bytes(b'{"id": 0, "query": "x"}\n' + content)
    ran = khabar("search", "--batch", tmp_path / "q.jsonl", data=curated)
    assert ran.status in {1, 2}
    refused(ran, ran.status, "q.jsonl")
    refused(khabar("search", "--batch", tmp_path / "none.jsonl", data=curated), 1, "none.jsonl")


def test_wrong_use_of_search(curated: Path) -> None:
    misused(khabar("search", data=curated), "QUERY")
    misused(khabar("search", "x", "--k", "0", data=curated), "--k")
    misused(khabar("search", "x", "--k", "many", data=curated), "--k")
    refused(khabar("search", "x", "--lang", "de", data=curated), 2, "de")
    refused(khabar("search", "x", "--in", "de", data=curated), 2, "de")
