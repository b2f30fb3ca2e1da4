"""Which tests lie near a file: those that import it, directly or over others, the nearest first."""

from __future__ import annotations

import ast
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

TOPS = ("bot", "config", "digests", "tests")
NEVER = ("eval/data", "__pycache__")
"""Sets of texts are no code, and some of them are sealed."""


def sources(root: Path) -> dict[str, str]:
    """The text of every module of the project by its path below `root`."""
    paths = (path for top in TOPS for path in sorted((root / top).rglob("*.py")))
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: path.read_text(encoding="utf-8") for name, path in named.items() if not any(n in name for n in NEVER)}


def nearest(files: Mapping[str, str], changed: Iterable[str]) -> list[str]:
    """The files of tests that reach something of `changed`, those with the fewest imports between first, and of these
    the one that bears its name.

    A file that is no module is reached by those that name it or its folder. What a `conftest.py` imports is near to no
    test (it is near to all), but where one changed itself every test below it lies next to it.
    """
    importers = _importers(files)
    distance: dict[str, int] = {}
    queue: deque[tuple[str, int]] = deque((path, 0) for path in sorted(set(changed)))
    while queue:
        path, far = queue.popleft()
        if path in distance:
            continue
        distance[path] = far
        queue.extend((each, far + 1) for each in sorted(_next_to(path, files, importers)))
    tests = [path for path in distance if path in files and _is_test(path)]
    named = {f"test_{path.rpartition('/')[2]}" for path in distance if not distance[path]}
    return sorted(tests, key=lambda path: (distance[path], path.rpartition("/")[2] not in named, path))


def _is_test(path: str) -> bool:
    return path.startswith("tests/") and path.rpartition("/")[2].startswith("test_")


def _next_to(path: str, files: Mapping[str, str], importers: Mapping[str, set[str]]) -> Iterable[str]:
    folder, _, name = path.rpartition("/")
    if name == "conftest.py":
        return [each for each in files if _is_test(each) and each.startswith(f"{folder}/")]
    if path.endswith(".py"):
        return importers[path]
    words = {f'"{name}"', f'"{folder.rpartition("/")[2]}"'} - {'""'}
    return [each for each, text in files.items() if any(word in text for word in words)]


def _importers(files: Mapping[str, str]) -> Mapping[str, set[str]]:
    """The modules that import each file, but for the `conftest.py` ones."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path, text in files.items():
        if path.endswith("/conftest.py"):
            continue
        for name in _imported(text):
            for file in (f"{name}.py", f"{name}/__init__.py"):
                if file in files and file != path:
                    found[file].add(path)
    return found


@cache
def _imported(text: str) -> tuple[str, ...]:
    """What a text imports, with slashes; names that it takes out of a module might be modules themselves."""
    return tuple(_imports(text))


def _imports(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.replace(".", "/") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            module = node.module.replace(".", "/")
            yield module
            yield from (f"{module}/{alias.name}" for alias in node.names)
