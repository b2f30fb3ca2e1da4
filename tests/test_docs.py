"""The documents say what is there: every command, every setting with its default, every path."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from pydantic import SecretStr

from bot.cli import BOT_COMMANDS, main
from config.settings import PREFIX, Settings
from digests.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "config").glob("*.md")))


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README has no section {title!r}"
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
    written = {name.strip("`"): default for name, default, _ in rows(section("Configuration"))}
    there = {PREFIX + name.upper(): shown(field.default) for name, field in Settings.model_fields.items()}
    assert written == there


def test_every_command_is_explained() -> None:
    written = {re.match(r"`khabar (\S+?)`?[ `]", row[0] + " ")[1] for row in rows(section("Commands"))}  # type: ignore[index]
    assert written == set({**COMMANDS, **BOT_COMMANDS})


@pytest.mark.parametrize("name", ["review", "people", "sources"])
def test_every_command_of_a_group_is_named(name: str) -> None:
    group = main.get_command(click.Context(main), name)
    assert isinstance(group, click.Group)
    (row,) = [row for row in rows(section("Commands")) if row[0] == f"`khabar {name}`"]
    assert set(re.findall(r"`(\w+)`", row[1])) == set(group.commands)


def test_every_option_that_readme_names_is_one() -> None:
    known = {"--data", "--help", "--version"}

    def collect(command: click.Command) -> None:
        known.update(option for param in command.params for option in param.opts)
        for each in command.commands.values() if isinstance(command, click.Group) else ():
            collect(each)

    for name in main.list_commands(click.Context(main)):
        command = main.get_command(click.Context(main), name)
        assert command is not None
        collect(command)
    ours = "".join(map(section, ("From the command line", "Configuration", "Commands")))
    ours += "".join(line for line in README.splitlines() if line.startswith("| `khabar people"))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", ours)) <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:bot|digests|config|tests|\.ci)/[\w./-]*)`", text))
    linked = {link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link}
    missing = [path for path in named if not (ROOT / path).exists()]
    missing += [path for path in linked if not (document.parent / path).exists()]
    assert missing == []


@pytest.mark.parametrize("name", ["README.md", "DESIGN.md", "SECURITY.md", "LICENSE", "NOTICE", "Makefile", ".ci/run"])
def test_the_documents_are_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_targets_that_readme_names_are_the_makefiles() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_version_stands_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    pattern = re.compile(rf"(?<![\d.]){re.escape(version)}(?![\d.])")
    files = [path for folder in ("bot", "digests", "config") for path in (ROOT / folder).rglob("*.py")]
    assert [path for path in (*files, *DOCUMENTS) if pattern.search(path.read_text(encoding="utf-8"))] == []
    assert "__version__" not in "".join(path.read_text(encoding="utf-8") for path in files)


def test_locks_pin_with_hashes_and_name_no_host() -> None:
    for lock in (ROOT / "requirements.lock", *(ROOT / "tests").glob("*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*(?:-i|--index-url|--extra-index-url|--find-links)\b", text, re.MULTILINE)
        pinned = re.findall(r"^[a-z0-9][\w.-]*==\S+.*(?:\n\s+--hash=sha256:[0-9a-f]{64}.*)*", text, re.MULTILINE)
        assert len(pinned) > 20
        assert all("--hash=sha256:" in one for one in pinned)
