"""`khabar corpus check`: lines for an editor, JSON for a program, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import config
from bot.cli import main


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["corpus", "check", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_corpus_that_is_well_is_one_line(five: Path) -> None:
    status, out, err = run(str(five))
    assert (status, err) == (0, "")
    assert len(out.splitlines()) == 1
    assert out.startswith("5 records, ")
    assert out.endswith("figures: all well\n")


def test_a_finding_is_a_line_and_exit_one(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('title = "x"\n', encoding="utf-8")
    status, out, _ = run(str(tmp_path))
    assert status == 1
    first, *_, last = out.splitlines()
    assert first.startswith("bad.toml: published: ")
    assert last == "0 records, 0 statements, 0 figures: 1 findings"


@pytest.mark.parametrize("broken", [False, True])
def test_json_is_one_object(five: Path, tmp_path: Path, broken: bool) -> None:
    if broken:
        (tmp_path / "bad.toml").write_bytes(b"\xff")
    status, out, _ = run(str(tmp_path if broken else five), "--json")
    value = json.loads(out)
    assert set(value) == {"records", "statements", "figures", "findings"}
    assert status == (1 if broken else 0)
    assert [finding["file"] for finding in value["findings"]] == (["bad.toml"] if broken else [])


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    status, out, err = run(str(tmp_path / "nowhere"))
    assert (status, out) == (1, "")
    assert err.count("\n") == 1 and "no such folder" in err


def test_the_records_of_the_desk_are_checked_with_the_others(
    five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "CORPUS", five)
    desk = tmp_path / "records"
    desk.mkdir()
    (desk / "bad.toml").write_text('title = "x"\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "corpus", "check"])
    assert result.exit_code == 1
    assert result.stdout.startswith("bad.toml: published: ")
    assert "5 records, " in result.stdout
