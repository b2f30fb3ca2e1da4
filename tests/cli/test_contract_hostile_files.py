"""Files that nobody should have named: every command that reads one says a line, and goes on with the others."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.contract import khabar, refused

TEXT = "The ministry said that 300 citizens of Tajikistan were deported from Russia in May 2024."


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.toml", "a.txt", "a.md", "a.html", "a.xml"])
def test_a_file_of_twenty_gigabytes(tmp_path: Path, command: str, name: str) -> None:
    refused(khabar(command, sparse(tmp_path / name, 20 << 30), data=tmp_path / "data"), 1, name, "larger than")


@pytest.mark.parametrize("arguments", [("quantities",), ("ask", "--batch"), ("search", "--batch")])
def test_lines_of_twenty_gigabytes_or_of_a_device(curated: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    refused(khabar(*arguments, sparse(tmp_path / "a.jsonl", 20 << 30), data=curated), 1, "a.jsonl", "larger than")
    (tmp_path / "zero.jsonl").symlink_to("/dev/zero")
    refused(khabar(*arguments, tmp_path / "zero.jsonl", data=curated), 1, "zero.jsonl", "no plain file")
    os.mkfifo(tmp_path / "pipe.jsonl")
    refused(khabar(*arguments, tmp_path / "pipe.jsonl", data=curated), 1, "pipe.jsonl", "no plain file")


def test_a_record_of_five_gigabytes_among_the_records(tmp_path: Path) -> None:
    sparse(tmp_path / "a.toml", 5 << 30)
    os.mkfifo(tmp_path / "b.toml")
    ran = khabar("corpus", "check", tmp_path)
    assert ran.status == 1
    assert "larger than" in ran.out
    assert "no plain file" in ran.out
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", f"title = 'a'\nn = {'9' * 100_000}\n"),
        ("a.jsonl", '{"id": ' + "9" * 100_000 + ', "text": "words"}'),
        ("a.jsonl", '{"id": "1", "text": "words", "published": "' + "9" * 100_000 + '"}'),
        ("a.jsonl", '{"id": "' + "9" * 100_000 + '", "text": "words"}'),
        ("a.jsonl", "[" * 100_000),
        ("a.txt", f"{TEXT} " * 160_000),
        ("a.md", f"{TEXT}\n" * 160_000),
    ],
    ids=["number", "number", "date", "id", "nesting", "text", "lines"],
)
def test_what_is_too_much_is_one_line(tmp_path: Path, command: str, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    ran = khabar(command, "--json", tmp_path, data=tmp_path / "data")
    assert ran.status == 1
    assert len(ran.err.strip().splitlines()) == 1
    assert name in ran.err
    assert len(ran.err) < 700
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row for row in rows if "good" in str(row)]  # the others are read


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_of_a_folder_no_more_than_it_holds(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "environ.txt").symlink_to("/proc/self/environ")
    os.mkfifo(folder / "pipe.txt")
    (folder / "good.txt").write_text(TEXT, "utf-8")
    ran = khabar(command, "--json", folder, data=tmp_path / "data")
    assert ran.status == 1
    lines = ran.err.strip().splitlines()
    assert [Path(line.split(": ")[1]).name for line in lines] == ["environ.txt", "passwd.txt", "pipe.txt"]
    assert [line.split(": ")[2].startswith("a link that leads out") for line in lines] == [True, True, False]
    assert "root:" not in ran.out + ran.err
    assert '"good' in ran.out or "good.txt" in ran.out


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_link_that_is_named_itself_is_meant_unless_it_is_no_file(tmp_path: Path, command: str) -> None:
    (tmp_path / "real.txt").write_text(TEXT, "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert khabar(command, tmp_path / "link.txt", data=tmp_path / "data").status == 0
    refused(khabar(command, tmp_path / "zero.txt", data=tmp_path / "data"), 1, "zero.txt", "no plain file")


def test_a_text_of_quantities_is_bounded_and_its_line_is_named(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": "144 people"}, {"id": 2, "text": "144 people " * 20_000}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    refused(khabar("quantities", tmp_path / "a.jsonl"), 1, "a.jsonl:2", "more than 100,000 characters")


def test_a_record_that_takes_for_ever_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digests.sources.apart.SECONDS", 1)
    (tmp_path / "a.toml").write_text("a" + ".a" * 500_000 + " = 1")
    ran = khabar("corpus", "check", tmp_path)
    assert ran.status == 1
    assert "a.toml: not read within 1 s" in ran.out
    refused(khabar("ingest", tmp_path / "a.toml", data=tmp_path / "data"), 1, "a.toml: not read within 1 s")
