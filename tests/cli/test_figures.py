"""`khabar extract`, `figures`, `export`, `review`: the contract's shapes, exit statuses, one clear line each."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

CLAIM = {
    "id", "indicator", "value", "low", "high", "modifier", "unit", "role", "as_of", "as_of_basis", "period",
    "attributed_to", "scope", "doc_id", "quote", "quote_kind", "char_start", "char_end", "status", "review", "grade",
    "hedge",
}  # fmt: skip
TEXTS = (
    {
        "id": "first", "lang": "en", "published": "2024-03-24", "publisher": "A", "title": "Toll",
        "text": "The attack on Crocus City Hall killed 137 people, investigators said on March 24, 2024.",
    },
    {
        "id": "second", "lang": "ru", "published": "2024-03-30", "publisher": "B", "title": "Итог",
        "text": "Число погибших при нападении на «Крокус Сити Холл» на 30 марта достигло 144, ранен 551 человек.",
    },
    {
        "id": "third", "lang": "tg", "published": "2024-04-02", "publisher": "C", "title": "Захмиён",
        "text": "Дар ҳамла ба «Крокус Сити Холл» 382 нафар захмӣ шуданд, навишт рӯзнома дар Душанбе имрӯз.",
    },
)  # fmt: skip


def khabar(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    texts = tmp_path / "texts.jsonl"
    texts.write_text("".join(json.dumps(text, ensure_ascii=False) + "\n" for text in TEXTS), encoding="utf-8")
    folder = tmp_path / "data"
    assert khabar("--data", folder, "ingest", texts).exit_code == 0
    return folder


def ledger(data: Path, *arguments: str) -> list[dict[str, Any]]:
    result = khabar("--data", data, "figures", *arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(result.stdout)["indicators"]
    return found


def test_extract_keeps_offsets_and_stores_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXTS[0]["text"], encoding="utf-8")
    result = khabar("--data", tmp_path / "none", "extract", file, "--json")
    (line,) = result.stdout.splitlines()
    row = json.loads(line)
    assert set(row) == {"doc", "lang", "published", "text", "claims"}
    assert row["doc"] == str(file)
    (claim,) = row["claims"]
    assert set(claim) == CLAIM
    assert claim["quote"] == row["text"][claim["char_start"] : claim["char_end"]]
    assert not (tmp_path / "none").exists()


def test_extract_names_what_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text(TEXTS[0]["text"], encoding="utf-8")
    result = khabar("extract", tmp_path / "missing.txt", good, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "missing.txt" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_figures_in_the_shape_of_the_contract(data: Path) -> None:
    found = ledger(data, "--lang", "en")
    assert [each["indicator"] for each in found] == ["crocus.deaths", "crocus.injured"]
    for each in found:
        assert set(each) == {"indicator", "label", "unit", "current", "disagree", "claims", "relations"}
        assert all(set(claim) == CLAIM for claim in each["claims"])
        assert all(set(relation) == {"a", "b", "type", "why"} for relation in each["relations"])
    deaths, injured = found
    assert (deaths["current"]["value"], deaths["disagree"]) == (144, False)
    assert [relation["type"] for relation in deaths["relations"]] == ["updates"]
    assert (injured["current"]["value"], injured["disagree"]) == (551, True)


def test_as_of_and_known(data: Path) -> None:
    (deaths,) = ledger(data, "crocus.deaths", "--asof", "2024-03-29")
    assert deaths["current"]["value"] == 137
    (injured,) = ledger(data, "crocus.injured", "--known", "2024-03-31")
    assert (injured["current"]["value"], injured["disagree"]) == (551, False)
    (none,) = ledger(data, "crocus.missing")
    assert (none["current"], none["claims"]) == (None, [])


@pytest.mark.parametrize("lang", ["tg", "ru", "en"])
def test_a_person_reads_value_source_and_reason(data: Path, lang: str) -> None:
    text = khabar("--data", data, "figures", "crocus.injured", "--lang", lang).stdout
    why = next(relation["why"] for relation in ledger(data, "crocus.injured", "--lang", lang)[0]["relations"])
    assert all(part in text for part in ("551", "382", "B", "C", why))


def test_csv_has_a_line_a_claim(data: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(khabar("--data", data, "figures", "--csv").stdout)))
    assert [(row["indicator"], row["value"]) for row in rows] == [
        ("crocus.deaths", "137"), ("crocus.deaths", "144"), ("crocus.injured", "551"), ("crocus.injured", "382"),
    ]  # fmt: skip


def test_a_chart_is_a_picture_file(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "chart.png"
    assert khabar("--data", data, "figures", "crocus.deaths", "--chart", file).exit_code == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    result = khabar("--data", data, "figures", "crocus.deaths", "--chart", tmp_path / "no" / "chart.png")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [("nope",), ("--asof", "2024-02-30"), ("--known", "soon"), ("--lang", "de"), ("--chart", "x.png")],
)
def test_wrong_usage_is_exit_two(data: Path, arguments: tuple[str, ...]) -> None:
    result = khabar("--data", data, "figures", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_an_empty_folder_is_one_line_and_exit_one(tmp_path: Path) -> None:
    for command in (["figures"], ["export", str(tmp_path / "out")], ["review", "list"]):
        result = khabar("--data", tmp_path / "none", *command)
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_export_holds_the_ledger_and_no_article(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert khabar("--data", data, "export", out).exit_code == 0
    assert {file.name for file in out.iterdir()} == {
        "claims.csv", "ledger.json", "indicators.json", "documents.csv", "documents.json", "metadata.json",
        "files.json", "index.html", "tg", "ru", "en",
    }  # fmt: skip
    documents = json.loads((out / "documents.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in documents] == ["first", "second", "third"]
    assert TEXTS[0]["text"] not in "".join(file.read_text(encoding="utf-8") for file in out.glob("documents.*"))
    ledger_file = json.loads((out / "ledger.json").read_text(encoding="utf-8"))
    assert [each["indicator"] for each in ledger_file["indicators"]] == ["crocus.deaths", "crocus.injured"]


def ids(data: Path, indicator: str) -> dict[float, str]:
    return {claim["value"]: claim["id"] for claim in ledger(data, indicator)[0]["claims"]}


def test_an_editor_approves_and_the_trail_says_so(data: Path) -> None:
    claim = ids(data, "crocus.deaths")[144]
    assert khabar("--data", data, "review", "approve", claim, "--note", "checked").exit_code == 0
    assert ledger(data, "crocus.deaths")[0]["current"]["review"] == "approved"
    assert f"approve {claim} checked" in khabar("--data", data, "review", "list", "--trail").stdout


def test_a_rejected_claim_is_no_longer_current(data: Path) -> None:
    khabar("--data", data, "review", "reject", ids(data, "crocus.deaths")[144])
    (deaths,) = ledger(data, "crocus.deaths")
    assert deaths["current"]["value"] == 137
    assert {claim["value"]: claim["status"] for claim in deaths["claims"]} == {137: "current", 144: "retracted"}


def test_a_held_claim_waits_and_is_listed(data: Path) -> None:
    claim = ids(data, "crocus.deaths")[144]
    khabar("--data", data, "review", "hold", claim)
    assert ledger(data, "crocus.deaths")[0]["current"]["value"] == 137
    assert claim in khabar("--data", data, "review", "list", "--lang", "tg").stdout
    (waiting,) = json.loads(khabar("--data", data, "review", "list", "--json").stdout)
    assert waiting["held_why"]["en"] == "held by an editor"


def test_a_correction_stands_beside_what_it_corrects(data: Path) -> None:
    claim = ids(data, "crocus.deaths")[144]
    done = khabar("--data", data, "review", "correct", claim, "--set", "value=143", "--set", "modifier=>=")
    assert done.exit_code == 0
    (deaths,) = ledger(data, "crocus.deaths")
    assert (deaths["current"]["id"], deaths["current"]["value"], deaths["current"]["modifier"]) == (
        f"{claim}~1",
        143,
        ">=",
    )
    assert {"a": claim, "b": f"{claim}~1", "type": "corrects"}.items() <= {
        key: value
        for relation in deaths["relations"]
        if relation["type"] == "corrects"
        for key, value in relation.items()
    }.items()


@pytest.mark.parametrize("change", ["value=many", "value", "modifier=≈", "as_of=soon", "quote=x"])
def test_a_wrong_correction_changes_nothing(data: Path, change: str) -> None:
    claim = ids(data, "crocus.deaths")[144]
    result = khabar("--data", data, "review", "correct", claim, "--set", change)
    assert result.exit_code in (1, 2)
    assert len(result.stderr.splitlines()) == 1
    assert khabar("--data", data, "review", "list", "--trail").stdout == ""


def test_a_document_is_retracted_with_all_its_claims(data: Path) -> None:
    assert khabar("--data", data, "review", "retract", "second", "--why", "withdrawn by the paper").exit_code == 0
    found = {each["indicator"]: each for each in ledger(data)}
    assert found["crocus.deaths"]["current"]["value"] == 137
    assert found["crocus.injured"]["current"]["value"] == 382


def test_an_unknown_claim_is_wrong_usage_and_nothing_is_done(data: Path) -> None:
    result = khabar("--data", data, "review", "approve", ids(data, "crocus.deaths")[144], "nope:1")
    assert result.exit_code == 2
    assert khabar("--data", data, "review", "list", "--trail").stdout == ""
