"""`khabar check`: every number of a text with its verdict, in the shape that others read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.contract import CHECKED, LANGS, fits, khabar, misused, refused, sound

POSTS = {
    "tg": "Дар «Крокус» 144 нафар кушта ва 900 нафар захмӣ шуд. Ба Миср 77 нафар рафт.",
    "ru": "В «Крокусе» погибли 144 человека, ранены 900. В Египет уехали 77 человек.",
    "en": "At Crocus City Hall 144 people were killed and 900 injured. Some 77 people left for Egypt.",
}
ORDER = [
    "start", "end", "text", "value", "low", "high", "modifier", "indicator", "label", "verdict", "held", "why",
    "citations",
]  # fmt: skip


def check(data: Path, *arguments: object) -> dict[str, Any]:
    ran = khabar("check", "--json", *arguments, data=data)
    assert (ran.status, ran.err) == (0, ""), ran
    (checked,) = ran.lines  # one line a post
    fits(checked, CHECKED)
    assert list(checked) == ["id", "lang", "findings", "citations", "text"]
    numbers = [cited["n"] for cited in checked["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for finding in checked["findings"]:
        assert list(finding) == ORDER
        assert set(finding["citations"]) <= set(numbers)
        assert (finding["held"] is None) == (finding["verdict"] == "unknown") == (not finding["citations"])
        if finding["held"] and finding["held"]["indicator"]:
            sound(finding["held"])
    return checked  # type: ignore[no-any-return]


@pytest.mark.parametrize("lang", LANGS)
def test_each_number_has_its_verdict_its_place_and_its_sources(curated: Path, lang: str) -> None:
    text = POSTS[lang]
    checked = check(curated, "--date", "2024-04-20", "--", text)
    assert (checked["id"], checked["lang"]) == (None, lang)
    for finding in checked["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["text"]
    killed, injured, egypt = checked["findings"]
    assert [each["value"] for each in checked["findings"]] == [144, 900, 77]
    assert (killed["verdict"], killed["indicator"]) == ("agrees", "crocus.deaths")
    assert injured["verdict"] == "contradicts"
    assert injured["held"]["value"] in {551, 382}
    assert egypt["verdict"] == "unknown"
    assert killed["why"] in checked["text"]


def test_by_the_day_that_is_told(curated: Path) -> None:
    text = "В «Крокусе» погибли 144 человека."
    assert check(curated, "--date", "2024-04-20", text)["findings"][0]["verdict"] == "agrees"
    before = check(curated, "--date", "2024-03-20", text)
    assert [each["verdict"] for each in before["findings"]] == ["unknown"]
    assert before["citations"] == []


def test_for_a_terminal(curated: Path) -> None:
    ran = khabar("check", "--date", "2024-04-20", POSTS["en"], data=curated)
    assert (ran.status, ran.err) == (0, "")
    assert "144" in ran.out
    assert "\n[1] " in ran.out


def test_a_batch(curated: Path, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "text": POSTS["ru"], "date": "2024-04-20"},
        {"id": 2, "text": POSTS["en"], "lang": "en"},
        {"id": None, "text": ""},
        {"id": "long", "text": "144 погибших. " * 20_000},
        {"id": "odd", "text": "\x00\ud800\u202e"},
    ]
    file = tmp_path / "posts.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    ran = khabar("check", "--batch", file, data=curated)
    assert (ran.status, ran.err) == (0, "")
    assert [line["id"] for line in ran.lines] == [row["id"] for row in rows]
    for line in ran.lines:
        fits(line, CHECKED)
    assert khabar("check", "--batch", file, "--json", data=curated) == ran


@pytest.mark.parametrize(
    "row", ['{"id": 1', '{"id": 1}', '{"id": 1, "text": "x", "lang": "de"}', '{"id": 1, "text": "x", "date": "soon"}']
)
def test_a_bad_batch_is_named(curated: Path, tmp_path: Path, row: str) -> None:
    (tmp_path / "p.jsonl").write_text('{"id": 0, "text": "x"}\n' + row, encoding="utf-8")
    ran = khabar("check", "--batch", tmp_path / "p.jsonl", data=curated)
    assert ran.status in {1, 2}
    refused(ran, ran.status, "p.jsonl:2")
    refused(khabar("check", "--batch", tmp_path / "none.jsonl", data=curated), 1, "none.jsonl")


def test_wrong_use(curated: Path, tmp_path: Path) -> None:
    misused(khabar("check", data=curated), "TEXT")
    refused(khabar("check", "x", "--lang", "de", data=curated), 2, "de")
    refused(khabar("check", "x", "--date", "24 March", data=curated), 2, "24 March")
    refused(khabar("check", "x", data=tmp_path / "none"), 1, "none")


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "144 " * 20_000, "а" * 100_000, "🙂 144", "[1] 144 <b>"])
def test_hostile_posts(curated: Path, text: str) -> None:
    check(curated, "--", text)
