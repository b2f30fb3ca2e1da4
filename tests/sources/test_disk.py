"""Files that somebody names: what is no plain file, too large or out of the folder is one line, and is not read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from digests.errors import BadInput
from digests.sources import curated, disk, files


def fault(path: Path, named: Path | None = None) -> str:
    with pytest.raises(BadInput) as raised:
        files.load(path, named)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_only_plain_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
    assert "is no plain file" in fault(tmp_path / "pipe.txt")
    assert "is no plain file" in fault(tmp_path / "zero.txt")
    assert "is no plain file" in fault(tmp_path / "socket.txt")
    assert "is a folder" in fault(tmp_path / "folder.txt")
    assert "circle.txt" in fault(tmp_path / "circle.txt", tmp_path)
    assert "circle.txt" in fault(tmp_path / "circle.txt")


@pytest.mark.parametrize("name", ["a.jsonl", "a.toml", "a.txt", "a.html", "a.xml", "A.TXT"])
def test_size_is_looked_at_before_a_byte_is_read(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(20 << 30)
    monkeypatch.setattr(os, "fdopen", lambda *_: pytest.fail("it was opened"))
    assert "larger than" in fault(tmp_path / name)


def test_a_file_that_grows_while_it_is_read_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    monkeypatch.setattr(disk, "_look_at", lambda *_: None)  # it was small when it was looked at
    with pytest.raises(BadInput, match="larger than"):
        disk.read_bytes(tmp_path / "a.txt", most=50)


def test_a_link_may_not_lead_out_of_the_folder_that_was_named(tmp_path: Path) -> None:
    named = tmp_path / "named"
    (named / "below").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret words")
    (named / "own.txt").write_text("own words")
    (named / "out.txt").symlink_to(tmp_path / "secret.txt")
    (named / "up.txt").symlink_to("../named/../secret.txt")
    (named / "below" / "in.txt").symlink_to("../own.txt")
    (named / "away").symlink_to(tmp_path)
    found = list(files.find(named))
    assert [path.name for path in found] == ["in.txt", "out.txt", "own.txt", "up.txt"]
    assert [path.name for path in found if _loads(path, named)] == ["in.txt", "own.txt"]
    assert "leads out of the folder" in fault(named / "out.txt", named)
    assert files.load(named / "out.txt", named / "out.txt") == b"secret words"  # named by itself, it was meant


def _loads(path: Path, named: Path) -> bool:
    try:
        return bool(files.load(path, named))
    except BadInput:
        return False


@pytest.mark.parametrize(
    "number", ["9" * 100_000, "0x" + "f" * 100_000, "1e300", "9" * 400], ids=["digits", "hexadecimal", "large", "long"]
)
@pytest.mark.parametrize("place", ["n = {}", "figure = [{{indicator = 'x.y', value = {}}}]", "sketch = [{}]"])
def test_a_number_of_very_many_digits_in_a_record_is_one_line(tmp_path: Path, number: str, place: str) -> None:
    path = tmp_path / "a.toml"
    line = place.format(number)
    texts = "en = 'a'\nru = 'a'\ntg = 'a'\n"
    head = "title = 'a'\npublisher = 'b'\nlang = 'en'\npublished = 2024-01-01\n"
    statement = f"[[statement]]\nn = 1\nparagraph = 1\n{texts}"
    if place.startswith("sketch"):
        path.write_text(f"{head}{line}\n{statement}")
    elif place.startswith("n ="):
        path.write_text(f"{head}{statement.replace('n = 1', line, 1)}")
    else:
        path.write_text(f"{head}{statement}{line}\n")
    with pytest.raises(BadInput) as raised:
        curated.read(path)
    assert len(str(raised.value)) < 500
    assert "a.toml" in str(raised.value)
