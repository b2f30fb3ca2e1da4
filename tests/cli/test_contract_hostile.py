"""What no operator means to do: arguments that are no text, disks that fail, databases that are none."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import BOT_COMMANDS
from digests.cli import COMMANDS
from tests.cli.contract import khabar, misused, refused
from tests.size import part

READING = (
    ("digest", "--date", "2024-04-03"),
    ("digest", "--date", "2024-04-03", "--json"),
    ("figures",),
    ("figures", "crocus.deaths", "--json"),
    ("search", "embassy"),
    ("export", "out"),
    ("status",),
    ("status", "--json"),
)
HOSTILE = (
    "\x00",
    "a\x00b",
    "\ud800",
    "\udcff\udcfe",
    "\u202e",
    "'; DROP TABLE documents; --",
    '"',
    "*",
    "NEAR(",
    "-" * 3,
    "",
    "𗀀 слово",
)


@pytest.mark.parametrize("command", [None, *sorted({**COMMANDS, **BOT_COMMANDS})])
def test_every_command_has_help(command: str | None) -> None:
    ran = khabar(*([command] if command else []), "--help")
    assert (ran.status, ran.err) == (0, "")
    assert len(ran.out.splitlines()) > 4


def test_unknown_commands_and_options() -> None:
    misused(khabar("diggest"), "diggest")
    misused(khabar("--colour"), "--colour")
    assert khabar("--version").out.startswith("khabar")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words(curated: Path, text: str) -> None:
    ran = khabar("search", "--json", "--", text, data=curated)
    assert ran.status == 0
    json.loads(ran.out)
    refused(khabar("figures", "--", text, data=curated), 2)
    refused(khabar("digest", "--date", f"x{text}", data=curated), 2)
    refused(khabar("digest", "--lang", f"x{text}", data=curated), 2)


@pytest.mark.parametrize("text", ["слово " * 30_000, "а" * 200_000, "1 " * 50_000, "(" * 50_000, "🙂" * 50_000])
def test_a_very_long_query(curated: Path, text: str) -> None:
    assert khabar("search", text, "--json", data=curated).status == 0


@pytest.mark.parametrize("arguments", READING)
@pytest.mark.parametrize(
    "content", [b"this is no database at all, though it is long enough" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database(tmp_path: Path, arguments: tuple[str, ...], content: bytes) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "corpus.db").write_bytes(content)
    refused(khabar(*arguments, data=data), 1)
    assert (data / "corpus.db").read_bytes() == content
    assert not (tmp_path / "out").exists()


def test_ingest_into_no_database(tmp_path: Path) -> None:
    (tmp_path / "corpus.db").write_bytes(b"words" * 2000)
    (tmp_path / "a.txt").write_text("Some words stand here.", encoding="utf-8")
    refused(khabar("ingest", tmp_path / "a.txt", data=tmp_path), 1, "corpus.db")


@pytest.mark.parametrize("arguments", READING)
def test_a_database_with_damaged_pages(curated: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    data = copy(curated, tmp_path)
    with (data / "corpus.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (file.seek(0, os.SEEK_END) - 8192))
        file.seek(4096)
        file.write(b"\xa5" * 200_000)
    ran = khabar(*arguments, data=data)
    assert ran.status == 1
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err.strip().splitlines()[-1].startswith("khabar: ")


@pytest.mark.parametrize("arguments", READING)
def test_another_programs_database(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    connection = sqlite3.connect(tmp_path / "corpus.db")
    connection.execute("CREATE TABLE documents (id INTEGER, words TEXT)")
    connection.commit()
    connection.close()
    refused(khabar(*arguments, data=tmp_path), 1)


@pytest.mark.parametrize("arguments", READING)
def test_data_that_is_a_file(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    misused(khabar(*arguments, data=tmp_path / "file"), "file")
    ran = khabar(*arguments, data=tmp_path / "file" / "below")
    refused(ran, 1)


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_POLL_MINUTES", "soon")
    refused(khabar("status"), 1, "KHABAR_POLL_MINUTES")
    monkeypatch.setenv("KHABAR_POLL_MINUTES", "1")
    refused(khabar("status"), 1, "KHABAR_POLL_MINUTES")


def copy(data: Path, tmp_path: Path) -> Path:
    there = tmp_path / "copy"
    there.mkdir()
    with sqlite3.connect(data / "corpus.db") as ours, sqlite3.connect(there / "corpus.db") as theirs:
        ours.backup(theirs)
    ours.close()
    theirs.close()
    return there


def environment(**more: str) -> dict[str, str]:
    """This machine's, without settings of ours; the checkout's code."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    return {**inherited, "PYTHONPATH": str(Path(__file__).parents[2]), **more}


def call(
    *arguments: str | bytes, cwd: Path, env: dict[str, str] | None = None, preexec_fn: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=cwd, env=env or environment(), timeout=60, check=False, capture_output=True, preexec_fn=preexec_fn,
    )  # fmt: skip


READ_ONLY = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
folder = os.fsencode(sys.argv[1])
BIND, REMOUNT, READ_ONLY, PRIVATE = 4096, 32, 1, 0x44000
def must(result):
    if result:
        os._exit(77)
must(libc.unshare(0x20000))
must(libc.mount(None, b"/", None, PRIVATE, None))
must(libc.mount(folder, folder, None, BIND, None))
must(libc.mount(None, folder, None, BIND | REMOUNT | READ_ONLY, None))
os.execv(sys.executable, [sys.executable, "-m", "bot.cli", "--data", *sys.argv[1:]])
"""


@pytest.mark.parametrize("arguments", [*READING[:5], *READING[6:], ("ingest", "a.txt")])
def test_a_folder_that_cannot_be_written(curated: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Reading works or fails in a line; writing fails in a line. The folder is mounted so, for a process of its own."""
    data = copy(curated, tmp_path)
    (tmp_path / "a.txt").write_text("Some words stand here.", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(data), *arguments],
        cwd=tmp_path, env=environment(), timeout=60, check=False, capture_output=True,
    )  # fmt: skip
    if ran.returncode == 77:
        pytest.skip("only root may mount")
    assert b"Traceback" not in ran.stderr, ran.stderr
    if arguments[0] == "ingest":
        assert ran.returncode == 1
    if ran.returncode:
        assert (ran.returncode, ran.stdout) == (1, b"")
        assert ran.stderr.count(b"\n") == 1
        assert ran.stderr.startswith(b"khabar: ")


@pytest.mark.parametrize("room", part([20_000, 200_000, 1_500_000], [20_000, 1_500_000]))
def test_a_full_disk(curated: Path, tmp_path: Path, room: int) -> None:
    """No file may grow past `room`: one line, and the database stays whole."""
    data = copy(curated, tmp_path)
    text = " ".join(f"Word{n} number {n} was counted by the {n}th clerk." for n in range(10_000))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    ran = call(
        "--data", str(data), "ingest", "a.txt", cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, b""), ran
    assert ran.stderr.count(b"\n") == 1, ran.stderr
    assert ran.stderr.startswith(b"khabar: ")
    with sqlite3.connect(data / "corpus.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert khabar("digest", "--date", "2024-04-03", data=data).status == 0


ENCODINGS = ("ascii", "koi8-r", "utf-8")


@pytest.mark.parametrize("encoding", part(ENCODINGS, ENCODINGS[:2]))  # all the others run under UTF-8
def test_output_is_utf8_whatever_the_locale(curated: Path, tmp_path: Path, encoding: str) -> None:
    ran = call(
        "--data", str(curated), "digest", "--date", "2024-04-03", cwd=tmp_path,
        env=environment(PYTHONIOENCODING=encoding, LC_ALL="C"),
    )  # fmt: skip
    assert ran.returncode == 0
    assert "апрели соли 2024" in ran.stdout.decode("utf-8")


def test_bytes_that_are_no_text_on_the_command_line(curated: Path, tmp_path: Path) -> None:
    for arguments in ((b"search", b"\xff\xfe"), (b"figures", b"\xff"), (b"digest", b"--date", b"\xff"), (b"\xff",)):
        ran = call("--data", str(curated), *arguments, cwd=tmp_path)
        assert b"Traceback" not in ran.stderr
        assert ran.returncode == (0 if arguments[0] == b"search" else 2)


def test_a_reader_that_leaves_early(curated: Path, tmp_path: Path) -> None:
    script = f"{sys.executable} -m bot.cli --data {curated} figures --json | head -c 1 >/dev/null"
    ran = subprocess.run(
        ["/bin/sh", "-c", script], cwd=Path(__file__).parents[2], capture_output=True, timeout=60, check=False
    )
    assert b"Traceback" not in ran.stderr
