"""`khabar quantities`: the contract of its lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from digests.cli.quantities import quantities

KEYS = ["value", "low", "high", "modifier", "change", "unit", "start", "end", "text"]


def run(*arguments: str, text: str | bytes = ""):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(quantities, list(arguments), input=text)


def test_a_line_in_and_a_line_out(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"id": 7, "text": "Беш аз 400 нафар", "lang": "tg"}\n\n{"id": "b", "text": "none here"}\n', encoding="utf-8"
    )
    result = run(str(path))
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["id"] == 7
    assert list(first["quantities"][0]) == KEYS
    assert list(first["quantities"][0].values()) == [400, None, None, ">", None, "person", 0, 16, "Беш аз 400 нафар"]
    assert second == {"id": "b", "quantities": []}
    assert ": " not in result.stdout.splitlines()[1]  # compact


@pytest.mark.parametrize("arguments", [(), ("-",), ("--json",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, text='{"id":1,"text":"hundreds of people, 2 to 4 inches"}\n')
    vague, span = json.loads(result.stdout)["quantities"]
    assert (vague["value"], vague["low"], vague["high"], vague["modifier"]) == (None, None, None, "~")
    assert (span["value"], span["low"], span["high"], span["modifier"]) == (None, 2, 4, "range")


@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        (b"{", 1, "is not JSON"),
        (b"[1]", 1, 'needs an object with "id" and "text"'),
        (b'{"id":1}', 1, 'needs an object with "id" and "text"'),
        (b'{"id":1,"text":5}', 1, 'needs an object with "id" and "text"'),
        (b"\xff\xfe", 1, "is not UTF-8"),
        (b"[" * 100_000, 1, "is not JSON"),
        (b'{"id":1,"text":"x","lang":"de"}', 2, '"lang" is one of tg, ru, en'),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: bytes, status: int, told: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id":0,"text":"5 people"}\n' + line + b"\n")
    result = run(str(path))
    assert result.exit_code == status
    assert result.stderr == f"khabar: {path}:2: {told}\n"
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.jsonl"))
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr
    assert run(str(tmp_path)).exit_code == 1


def test_hostile_lines_pass(tmp_path: Path) -> None:
    rows = [json.dumps({"id": n, "text": text}) for n, text in enumerate(["\ud800 5 people", "\x00", "", "9" * 5000])]
    result = run(text="\n".join(rows))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 4
