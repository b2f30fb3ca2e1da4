"""Where the program has a table by language: `python -m tests.languages [CODE]`.

With a code, the tables that do not know it: what a new language still lacks in code.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = frozenset({"tg", "ru", "en"})


@dataclass(frozen=True, slots=True)
class Table:
    """A dictionary or a list that names two of our languages at least, and which codes it names."""

    path: str
    line: int
    langs: frozenset[str]


def tables(root: Path = ROOT) -> Iterator[Table]:
    """Every table by language in the code under `root`, in the order of files and lines."""
    for folder in ("bot", "config", "digests"):
        for path in sorted((root / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                named = _named(node)
                if len(named & OURS) > 1:
                    yield Table(path.relative_to(root).as_posix(), node.lineno, named)  # type: ignore[attr-defined]


def _named(node: ast.AST) -> frozenset[str]:
    found: list[ast.expr | None] = []
    if isinstance(node, ast.Dict):
        found = node.keys
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        found = list(node.elts)
    return frozenset(each.value for each in found if isinstance(each, ast.Constant) and isinstance(each.value, str))


if __name__ == "__main__":
    lacking = sys.argv[1:2]
    for table in tables():
        if not set(lacking) <= table.langs or not lacking:
            print(f"{table.path}:{table.line}")
