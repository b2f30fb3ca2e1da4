"""`khabar figures`: the ledger as JSON, CSV, text and picture; `khabar export` beside it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.contract import LANGS, LEDGER, fits, khabar, misused, refused, sound

DEATHS = "crocus.deaths"


def ledger(data: Path, *arguments: str) -> list[dict[str, Any]]:
    ran = khabar("figures", *arguments, "--json", data=data)
    assert ran.status == 0, ran
    fits(ran.json, LEDGER)
    return ran.json["indicators"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_key_is_there(curated: Path, lang: str) -> None:
    views = ledger(curated, "--lang", lang)
    assert len(views) > 10
    names = [view["indicator"] for view in views]
    assert len(set(names)) == len(names)
    for view in views:
        known = {claim["id"] for claim in view["claims"]}
        assert len(known) == len(view["claims"]) > 0
        assert all(claim["indicator"] == view["indicator"] for claim in view["claims"])
        for claim in view["claims"]:
            sound(claim)
        if view["current"] is not None:
            assert view["current"] in view["claims"]
            assert view["current"]["status"] in {"current", "disputed"}
        for relation in view["relations"]:
            assert relation["a"] in known or relation["b"] in known
            assert relation["a"] != relation["b"]
            assert relation["why"]


def test_languages_differ_in_words_alone(curated: Path) -> None:
    def bare(lang: str) -> object:
        views = ledger(curated, "--lang", lang)
        return [
            {**view, "label": None, "relations": [{**each, "why": None} for each in view["relations"]]}
            for view in views
        ]

    assert bare("tg") == bare("ru") == bare("en")
    (tajik,), (russian,) = ledger(curated, DEATHS, "--lang", "tg"), ledger(curated, DEATHS, "--lang", "ru")
    assert tajik["label"] != russian["label"]


def test_the_history_of_a_toll(curated: Path) -> None:
    (view,) = ledger(curated, DEATHS)
    assert (view["indicator"], view["unit"], view["current"]["value"]) == (DEATHS, "person", 144)
    assert {137, 144} <= {claim["value"] for claim in view["claims"]}
    (then,) = ledger(curated, DEATHS, "--asof", "2024-03-24")
    assert then["current"]["value"] == 137
    (known,) = ledger(curated, DEATHS, "--known", "2024-03-29")
    assert (known["current"], known["claims"]) == (None, [])
    assert ledger(curated, "--known", "2024-03-29") == []


def test_accounts_that_differ_stand_both(curated: Path) -> None:
    (view,) = ledger(curated, "crocus.injured")
    assert view["disagree"] is True
    assert {551, 382} <= {claim["value"] for claim in view["claims"]}
    assert any(relation["type"] == "contradicts" for relation in view["relations"])


def test_raw_text_alone_gives_a_history(seeded: Path) -> None:
    (view,) = ledger(seeded, DEATHS)
    assert {137, 144} <= {claim["value"] for claim in view["claims"]}
    assert view["current"]["value"] == 144
    assert all(claim["quote_kind"] == "verbatim" for claim in view["claims"])


def test_an_indicator_without_claims_is_shown_empty(curated: Path) -> None:
    held = {view["indicator"] for view in ledger(curated)}
    from digests.figures.indicators import load

    empty = next(one.id for one in load().all if one.id not in held)
    (view,) = ledger(curated, empty)
    assert (view["current"], view["disagree"], view["claims"], view["relations"]) == (None, False, [], [])
    assert khabar("figures", empty, data=curated).status == 0


def test_csv_holds_the_claims(curated: Path) -> None:
    ran = khabar("figures", DEATHS, "--csv", data=curated)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    (view,) = ledger(curated, DEATHS)
    assert [row["id"] for row in rows] == [claim["id"] for claim in view["claims"]]
    assert [row["value"] for row in rows] == [str(claim["value"]) for claim in view["claims"]]
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("lang", LANGS)
def test_text_for_people(curated: Path, lang: str) -> None:
    ran = khabar("figures", DEATHS, "--lang", lang, data=curated)
    assert (ran.status, ran.err) == (0, "")
    assert "144" in ran.out
    assert "137" in ran.out


def test_a_chart_is_whole_or_not_there(curated: Path, tmp_path: Path) -> None:
    file = tmp_path / "чарт.png"
    ran = khabar("figures", DEATHS, "--chart", file, "--lang", "tg", data=curated)
    assert (ran.status, ran.err) == (0, "")
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    refused(khabar("figures", DEATHS, "--chart", tmp_path / "no" / "c.png", data=curated), 1, "c.png")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    misused(khabar("figures", "--chart", file, data=curated), "INDICATOR")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("crocus.nobody",), "crocus.nobody"),
        (("",), "indicator"),
        ((DEATHS, "--asof", "24 March"), "24 March"),
        ((DEATHS, "--known", "2024-03"), "2024-03"),
        ((DEATHS, "--lang", "xx"), "xx"),
    ],
)
def test_what_nobody_knows_is_wrong_usage(curated: Path, arguments: tuple[str, ...], word: str) -> None:
    refused(khabar("figures", *arguments, data=curated), 2, word)
    refused(khabar("figures", *arguments, "--json", data=curated), 2, word)


def test_export_writes_the_public_ledger(curated: Path, tmp_path: Path) -> None:
    ran = khabar("export", tmp_path / "public", data=curated)
    assert (ran.status, ran.err) == (0, "")
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "public").iterdir() if path.is_file()}
    assert set(files) == {
        "claims.csv", "ledger.json", "indicators.json", "documents.csv", "documents.json",
        "metadata.json", "files.json", "index.html",
    }  # fmt: skip
    exported = json.loads(files["ledger.json"])
    fits(exported, LEDGER)
    assert exported["indicators"] == ledger(curated, "--lang", "en")
    assert len(list(csv.DictReader(io.StringIO(files["documents.csv"])))) == 5
    assert len(json.loads(files["documents.json"])) == 5


def test_export_gives_no_article_away(seeded: Path, shared: Path, tmp_path: Path) -> None:
    khabar("export", tmp_path / "public", data=seeded)
    files = [path for path in (tmp_path / "public").rglob("*.*") if path.is_file()]
    pages = "".join(path.read_text("utf-8") for path in files)
    data = "".join(path.read_text("utf-8") for path in files if path.suffix in (".csv", ".json"))
    for seed in (shared / "seeds").iterdir():
        text = seed.read_text(encoding="utf-8")
        assert text[1000:1100] not in data
        assert not any(text[at : at + 600] in pages for at in range(0, len(text) - 600, 100)), "more than a quotation"
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused(khabar("export", tmp_path / "file" / "x", data=seeded), 1, "file")
    refused(khabar("export", tmp_path / "file", data=seeded), 1, "file")
