"""Each guide of CONTRIBUTING.md is followed to the letter, in a copy of the tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.languages import OURS, tables
from tests.transcripts import Change, Command, File, do, run, steps

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FOLDERS = ("bot", "config", "digests", "docs", "tests")


def chapter(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tree, without data of evaluations."""
    root = tmp_path / "copy"
    root.mkdir()
    for name in FOLDERS:
        shutil.copytree(
            ROOT / name, root / name, ignore=shutil.ignore_patterns("data", "img")
        )  # compiled modules serve
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*.toml"), ROOT / "Makefile", ROOT / "LICENSE", ROOT / "NOTICE"):
        shutil.copy(path, root)
    return root


def follow(title: str, copy: Path) -> None:
    """Do what a chapter says, in the copy."""
    found = list(steps(chapter(title)))
    assert any(isinstance(step, File | Change) for step in found)
    for step in found:
        do(step, copy, copy, copy)


def checked(copy: Path, *names: str) -> None:
    """The tests of documents hold in the copy, and so do types and style of what was written."""
    chosen = " or ".join(names)
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "tests/test_docs.py",
        "-k",
        chosen,
    ]
    done = subprocess.run(words, cwd=copy, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(copy)})
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("title", "tests"),
    [
        ("A command", ("every_command_is_explained", "every_command_that_is_named")),
        ("A setting", ("every_setting",)),
    ],
)
def test_the_guide_leads_to_what_the_tests_ask_for(title: str, tests: tuple[str, ...], copy: Path) -> None:
    follow(title, copy)
    checked(copy, *tests)


def test_without_its_row_a_command_is_missed(copy: Path) -> None:
    for step in steps(chapter("A command")):
        if not isinstance(step, Command) and step.path.startswith("digests"):
            do(step, copy, copy, copy)
    with pytest.raises(AssertionError):
        checked(copy, "every_command_is_explained")


def test_a_new_indicator_is_read_and_the_check_is_content(copy: Path) -> None:
    follow("An indicator", copy)


def test_a_new_language_is_told_where_it_is_unknown(copy: Path) -> None:
    follow("A language", copy)
    said = run(Command("python -m tests.languages uz", None), copy, copy)
    assert "digests/model.py" not in said, "what the guide changed knows it"
    assert "digests/language/units.py" not in said
    whole = {table.path for table in tables() if set(table.langs) >= OURS}
    assert {"digests/model.py", "digests/language/units.py"} <= whole


def test_the_rooms_with_tables_by_language_are_named() -> None:
    named = set(re.findall(r"`((?:bot|digests)/\w+)`", chapter("A language")))
    found = {"/".join(table.path.split("/")[:2]) for table in tables() if table.path.count("/") > 1}
    assert found <= named


MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.tj/1</loc><news:news>
<news:publication_date>2024-03-30T08:00:00+05:00</news:publication_date>
<news:title>144 people were killed in the Crocus City Hall attack</news:title></news:news></url></urlset>"""
READING = f"""
from digests.publishers import Feed
from digests.quarantine.keeper import Quarantine
quarantine = Quarantine()
found = quarantine.feed({MAP.encode()!r}, Feed("https://example.tj/map.xml", "en", "Намуна", kind="sitemap"), ())
quarantine.close()
for read in found.reads:
    print(read.document.published, read.document.url, *(claim.indicator for claim in read.claims))
"""


def test_a_new_kind_of_source_is_read_in_quarantine(copy: Path) -> None:
    follow("A source kind", copy)
    (copy / "reading.py").write_text(READING, encoding="utf-8")
    run(Command("python reading.py", ("2024-03-30 https://example.tj/1 crocus.deaths",)), copy, copy)
