"""`khabar ingest`: statuses, kinds of file, what is counted once, and what is said of bad input."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.cli.contract import INGESTED, fits, khabar, refused

TEXT = (
    "The ministry said on 5 May 2024 that work permits would be checked more often. "
    "Officials in the capital explained the new order to reporters. "
    "Employers were told to keep copies of every contract for three years. "
    "A lawyer advised workers to carry their papers and to note the names of inspectors."
)
HTML = f"""<!doctype html><html lang="en"><head><title>A new order for permits</title>
<meta property="article:published_time" content="2024-05-06T08:00:00Z"></head>
<body><nav>Home News Sport</nav><article><h1>A new order for permits</h1><p>{TEXT}</p><p>{TEXT[::-1][:0]}
Traders at the market said that they had heard nothing of it before.</p></article></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://example.org/</link>
<item><title>A new order for permits</title><link>https://example.org/1</link><guid>1</guid>
<pubDate>Mon, 06 May 2024 08:00:00 GMT</pubDate><description>{TEXT}</description></item></channel></rss>"""


def ingest(data: Path, *paths: object) -> list[dict[str, Any]]:
    ran = khabar("ingest", *paths, "--json", data=data)
    for line in ran.lines:
        fits(line, INGESTED)
    rejected = [line for line in ran.lines if line["status"] == "rejected"]
    assert ran.status == bool(rejected)
    assert ran.err.count("\n") == len(rejected)
    return ran.lines


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_statuses(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(TEXT, encoding="utf-8")
    (first,) = ingest(data, file)
    assert (first["status"], first["doc_id"], first["path"], first["lang"]) == ("added", "one", str(file), "en")
    assert first["reason"] is None
    assert [line["status"] for line in ingest(data, file)] == ["unchanged"]
    file.write_text(TEXT + " The order holds from June.", encoding="utf-8")
    assert [line["status"] for line in ingest(data, file)] == ["updated"]
    (tmp_path / "two.txt").write_text(TEXT + " The order holds from June.", encoding="utf-8")
    (copy,) = ingest(data, tmp_path / "two.txt")
    assert (copy["status"], copy["duplicate_of"], copy["doc_id"]) == ("duplicate", "one", "two")
    (tmp_path / "none.txt").write_text(" \n", encoding="utf-8")
    (none,) = ingest(data, tmp_path / "none.txt")
    assert (none["status"], none["doc_id"]) == ("rejected", None)
    assert "none.txt" in none["reason"]


RECORD = {"id": "r", "title": "", "text": TEXT, "published": "2024-05-06", "publisher": "The Herald"}


@pytest.mark.parametrize(
    ("name", "content", "doc_id", "published"),
    [
        ("a.txt", TEXT, "a", None),
        ("a.md", f"---\ntitle: Permits\npublished: 2024-05-06\n---\n# Permits\n\n{TEXT}\n", "a", "2024-05-06"),
        ("a.html", HTML, "a", "2024-05-06"),
        ("a.xml", FEED, None, "2024-05-06"),
        ("a.jsonl", json.dumps(RECORD) + "\n\n", "r", "2024-05-06"),
    ],
)
def test_every_kind_of_file(
    data: Path, tmp_path: Path, name: str, content: str, doc_id: str | None, published: str | None
) -> None:
    file = tmp_path / "in" / name
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    (line,) = ingest(data, file.parent)
    assert (line["status"], line["published"], line["path"]) == ("added", published, str(file))
    assert line["doc_id"] == doc_id or doc_id is None
    assert [each["status"] for each in ingest(data, file)] == ["unchanged"]


def test_curated_records_by_path(data: Path) -> None:
    from config import CORPUS

    lines = ingest(data, CORPUS)
    assert [line["status"] for line in lines] == ["added"] * len(lines)
    assert [line["doc_id"] for line in lines] == sorted(file.stem for file in CORPUS.glob("*.toml"))
    assert sum(line["claims"] > 0 for line in lines) > len(lines) / 2  # the others state no key figure


def test_seeds_on_an_empty_folder(data: Path, shared: Path) -> None:
    lines = ingest(data, shared / "seeds")
    assert [line["status"] for line in lines] == ["added"] * 5
    assert [line["doc_id"] for line in lines] == sorted(file.stem for file in (shared / "seeds").iterdir())
    assert khabar("status", "--json", data=data).json["corpus"]["documents"] == 5
    assert [line["status"] for line in ingest(data, shared / "seeds")] == ["unchanged"] * 5


@pytest.mark.parametrize("records_first", [True, False])
def test_a_text_and_its_record_count_once(data: Path, shared: Path, records_first: bool) -> None:
    from config import CORPUS

    both = [CORPUS, shared / "seeds"]
    for path in both if records_first else reversed(both):
        assert {line["status"] for line in ingest(data, path)} == {"added"}
    views = khabar("figures", "--json", data=data).json["indicators"]
    stems = {file.stem for file in CORPUS.glob("*.toml")}
    assert {claim["doc_id"] for view in views for claim in view["claims"]} <= stems
    edition = khabar("digest", "--date", "2024-04-03", "--json", data=data).json
    assert {cited["doc_id"] for cited in edition["citations"]} <= stems


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("bad.jsonl", b'{"id": "1", "text": "fine words here"}\n{"id": 2', "bad.jsonl:2"),
        ("bad.jsonl", b'{"text": "x y z"}', "bad.jsonl:1"),
        ("bad.jsonl", b"[1, 2]\n", "bad.jsonl:1"),
        ("bad.jsonl", b"[" * 100_000, "bad.jsonl:1"),
        ("bad.jsonl", b'{"id": "\\ud800", "text": 7}', "bad.jsonl:1"),
        ("bad.toml", b'title = "x"\nlang = ', "bad.toml"),
        ("bad.toml", b"\xff\xfe\x00", "bad.toml"),
        ("bad.xml", b"<rss><channel>", "bad.xml"),
        ("bad.xml", b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;">]><a>&d;</a>', "bad.xml"),
        ("bad.html", b"<html></html>", "bad.html"),
        ("bad.txt", b"\x00\x01\x02\x03" * 100, "bad.txt"),
        ("bad.txt", b"", "bad.txt"),
        ("bad.txt", b"\xef\xbb\xbf", "bad.txt"),
        ("bad.md", b"---\nlang: xx\n---\nSome words stand here.", "bad.md"),
        ("bad.pdf", b"%PDF-1.4", "bad.pdf"),
    ],
)
def test_bad_input_is_one_line_that_names_the_place(
    data: Path, tmp_path: Path, name: str, content: bytes, place: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ran = khabar("ingest", file, data=data)
    assert ran.status == 1
    (line,) = ran.err.strip().splitlines()
    assert line.startswith("khabar: ")
    assert place in line
    last = ingest(data, file)[-1]
    assert last["status"] == "rejected"
    assert place in last["reason"]


def test_a_file_with_a_bad_line_leaves_nothing_behind(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(json.dumps(RECORD) + "\n{\n" + json.dumps({**RECORD, "id": "s"}), encoding="utf-8")
    (line,) = ingest(data, file)
    assert "many.jsonl:2" in line["reason"]
    assert khabar("status", "--json", data=data).json["corpus"]["documents"] == 0
    for command in (["digest"], ["figures"], ["figures", "crocus.deaths"], ["search", "x"], ["ask", "x"], ["export"]):
        refused(khabar(*command, data=data), 1, "no documents here yet")


def test_what_cannot_be_read_does_not_stop_the_rest(data: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    lines = ingest(data, tmp_path / "missing.txt", good, tmp_path / "missing")
    assert [line["status"] for line in lines] == ["rejected", "added", "rejected"]
    assert ingest(data, tmp_path / "folder.txt") == []


def test_an_unreadable_file_and_folder(data: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (tmp_path / "shut.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "shut.txt").chmod(0)
    (line,) = ingest(data, tmp_path / "shut.txt")
    assert "shut.txt" in line["reason"]


def test_a_name_that_is_not_utf8(data: Path, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path / "name-") + b"\xff\xfe.txt"))
    try:
        file.write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    for arguments in ((file,), (file, "--json"), (tmp_path,), (tmp_path, "--json")):
        ran = khabar("ingest", *arguments, data=data)
        assert ran.err.count("\n") == (ran.status == 1), ran
        if "--json" in arguments:
            (line,) = ran.lines
            fits(line, INGESTED)
            assert line["doc_id"].startswith("name-")


def test_only_run_worker_and_ingest_load_the_records(data: Path) -> None:
    for command in (["digest"], ["figures"], ["search", "x"], ["export"], ["status"]):
        refused(khabar(*command, data=data), 1, str(data))
    assert not (data / "corpus.db").exists()


def test_the_folder_of_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    khabar("ingest", "a.txt")
    assert (tmp_path / "data" / "corpus.db").exists()
    monkeypatch.setenv("KHABAR_DATA", str(tmp_path / "named"))
    khabar("ingest", "a.txt")
    assert (tmp_path / "named" / "corpus.db").exists()
    khabar("ingest", "a.txt", data=tmp_path / "given")
    assert (tmp_path / "given" / "corpus.db").exists()


def call(*arguments: str, cwd: Path, **streams: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    environment |= {"TERM": "xterm", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, timeout=300, check=False, **streams)


def all_of(terminal: int) -> bytes:
    """All that comes, as it comes: a slow machine draws more than a terminal holds."""
    found = b""
    with contextlib.suppress(OSError):  # so Linux says that it is closed
        while some := os.read(terminal, 1 << 16):
            found += some
    return found


def test_progress_on_a_terminal_and_none_when_piped(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"{TEXT} Page {n} says so.", encoding="utf-8")
    piped = call("ingest", ".", "--json", cwd=tmp_path, capture_output=True)
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert [json.loads(line)["status"] for line in piped.stdout.splitlines()] == ["added"] * 3
    ours, theirs = pty.openpty()
    with ThreadPoolExecutor(1) as beside:
        drawn = beside.submit(all_of, ours)
        try:
            shown = call("ingest", ".", "--json", cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs)
        finally:
            os.close(theirs)
    os.close(ours)
    assert b"3/3" in drawn.result()
    assert [json.loads(line)["status"] for line in shown.stdout.splitlines()] == ["unchanged"] * 3
