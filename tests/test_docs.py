"""The documents say what is there: every command, every setting with its default, every path; what is shown happens."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from pydantic import SecretStr

from bot.cli import BOT_COMMANDS, main
from config.settings import PREFIX, Settings
from digests.cli import COMMANDS
from tests.transcripts import Command, called, steps

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted((*ROOT.glob("*.md"), *(ROOT / "config").glob("*.md"), *(ROOT / "docs").glob("*.md")))
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}
SHOWN = [name for name in TEXTS if name not in {"DESIGN.md", "CONTRIBUTING.md"}]
"""Whose commands are typed here; those of CONTRIBUTING are in `test_contributing`."""


def section(name: str, title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", TEXTS[name], re.MULTILINE | re.DOTALL)
    assert found, f"{name} has no section {title!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def shown(value: Any) -> str:
    """A default as the README writes it."""
    if value is None or value == "" or isinstance(value, SecretStr):
        return "–"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def test_every_setting_is_explained_with_its_default() -> None:
    written = {name.strip("`"): default for name, default, _ in rows(section("docs/operating.md", "Settings"))}
    there = {PREFIX + name.upper(): shown(field.default) for name, field in Settings.model_fields.items()}
    assert written == there


def test_every_command_is_explained() -> None:
    written = {
        re.match(r"`khabar (\S+?)`?[ `]", row[0] + " ")[1]
        for row in rows(section("docs/commands.md", "The command line"))
    }  # type: ignore[index]
    assert written == set({**COMMANDS, **BOT_COMMANDS})


@pytest.mark.parametrize("name", ["review", "people", "sources"])
def test_every_command_of_a_group_is_named(name: str) -> None:
    group = main.get_command(click.Context(main), name)
    assert isinstance(group, click.Group)
    (row,) = [row for row in rows(section("docs/commands.md", "The command line")) if row[0] == f"`khabar {name}`"]
    assert set(re.findall(r"`(\w+)`", row[1])) == set(group.commands)


def test_a_setting_is_explained_in_one_place() -> None:
    for name, text in TEXTS.items():
        if name != "docs/operating.md":
            assert [row[0] for row in rows(text) if row[0].startswith(f"`{PREFIX}")] == [], name


def walked(words: list[str]) -> tuple[click.Command, list[str]] | None:
    """The command that the first of `words` name, and the other words; None where they name none."""
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            return None
        command, words = found, words[1:]
    return command, words


def wrong_in(line: str) -> str:
    """What is wrong with a command line of ours: a command or an option that is none."""
    words = shlex.split(line.replace("…", " "))[1:]
    if words[:1] == ["--data"]:
        words = words[2:]
    found = walked(words)
    if found is None:
        return f"no such command: {line}"
    command, rest = found
    known = {"--help", "--data", "--version", *(each for param in command.params for each in param.opts)}
    return "".join(f"no such option: {word} in {line}" for word in rest if word.startswith("--") and word not in known)


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_that_is_named_is_one(name: str) -> None:
    """In running text; `khabar` alone and the general forms stand for the program."""
    prose = re.sub(r"^```.*?^```$", "", TEXTS[name], flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"`(khabar [^`|]+)`", prose)
    lines = [line for line in named if not re.search(r"COMMAND|[\[\]]", line)]
    assert [why for line in lines if (why := wrong_in(line))] == []


def test_every_option_beside_a_command_is_its_own() -> None:
    """In the tables, each row of which tells of one command; `list` … are those of a group."""
    for name in ("docs/commands.md", "docs/operating.md"):
        for row in rows(TEXTS[name]):
            if not row[0].startswith("`khabar "):
                continue
            words = re.sub(r"\[.*?\]|[A-Z|…]{2,}\S*", "", row[0].split("`")[1]).split()[1:]
            found = walked([word for word in words if word.islower()])
            assert found, row[0]
            commands = [*found[0].commands.values(), found[0]] if isinstance(found[0], click.Group) else [found[0]]
            known = {option for command in commands for param in command.params for option in param.opts}
            assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", " ".join(row))) <= known | {"--help"}, row[0]


ELSEWHERE = {
    "khabar run": "tests/bot/test_stop.py",
    "khabar doctor": "tests/bot/test_care.py",
    "khabar people move": "tests/bot/test_stores.py",
    "khabar people migrate": "tests/bot/test_dumps.py",
    "khabar sources test": "tests/cli/test_sources.py",
    "khabar sources add": "tests/cli/test_sources.py",
}
"""Commands that serve until they are stopped, or dial: which test runs them. Here their words are held against ours."""
OTHERS = {"export", "python3", "/opt/khabar/bin/pip", "docker", "createdb", "pg_dump", "pg_restore", "datasette", "apt"}
"""Programs that are not ours and not here."""


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_happens(name: str, tmp_path: Path) -> None:
    """Each transcript prints what it says, each line of a shell block ends well; in the order of the document."""
    (tmp_path / "config").symlink_to(ROOT / "config")
    found = [step for step in steps(TEXTS[name], "console", "sh") if isinstance(step, Command)]
    if any(step.printed is None and step.line.startswith("khabar") for step in found):
        called(Command("khabar ingest config/corpus/2024-03-29-rt-144-dead.toml", None), tmp_path)
    for step in found:
        elsewhere = next((test for start, test in ELSEWHERE.items() if step.line.startswith(start)), None)
        program = step.line.split()[0]
        if elsewhere:
            assert (ROOT / elsewhere).is_file()
            assert wrong_in(step.line) == ""
        elif program == "pip":
            extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
            assert set(re.findall(r"khabar\[(\w+)\]", step.line)) <= set(extras["optional-dependencies"])
        elif program not in OTHERS and program != "make":
            called(step, tmp_path)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:bot|digests|config|tests|\.ci)/[\w./-]*)`", text))
    linked = {link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link}
    missing = [path for path in named if not (ROOT / path).exists()]
    missing += [path for path in linked if not (document.parent / path).exists()]
    assert missing == []


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "DESIGN.md",
        "SECURITY.md",
        "LICENSE",
        "NOTICE",
        "Makefile",
        ".ci/run",
    ],
)
def test_the_documents_are_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_the_readme_is_read_in_three_minutes() -> None:
    assert len(TEXTS["README.md"].splitlines()) < 150
    pictures = re.findall(r'src="([^"]+)"', TEXTS["README.md"])
    assert len(pictures) == 2
    assert all(0 < (ROOT / path).stat().st_size < 300_000 for path in pictures if (ROOT / path).parent.is_dir())


def test_targets_that_documents_name_are_the_makefiles() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:^|`)make ([a-z-]+)", "\n".join(TEXTS.values()), re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_version_stands_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    pattern = re.compile(rf"(?<![\d.]){re.escape(version)}(?![\d.])")
    files = [path for folder in ("bot", "digests", "config") for path in (ROOT / folder).rglob("*.py")]
    documents = [path for path in DOCUMENTS if path.name != "CHANGELOG.md"]
    assert [path for path in (*files, *documents) if pattern.search(path.read_text(encoding="utf-8"))] == []
    assert "__version__" not in "".join(path.read_text(encoding="utf-8") for path in files)


def test_locks_pin_with_hashes_and_name_no_host() -> None:
    for lock in (ROOT / "requirements.lock", *(ROOT / "tests").glob("*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*(?:-i|--index-url|--extra-index-url|--find-links)\b", text, re.MULTILINE)
        pinned = re.findall(r"^[a-z0-9][\w.-]*==\S+.*(?:\n\s+--hash=sha256:[0-9a-f]{64}.*)*", text, re.MULTILINE)
        assert len(pinned) > 20
        assert all("--hash=sha256:" in one for one in pinned)
