"""Which stems of one language stand for a stem of another: the glossary first, then a learned word table.

`config/tables/words.tsv` is IBM model 1 over the development sentences and our own trilingual statements; a line is a
direction and stem, then translations with their probability in thousandths.
"""

from __future__ import annotations

from functools import cache, lru_cache

from config import TABLES
from digests.model import Lang


@lru_cache(maxsize=1 << 14)
def translations(stem: str, source: Lang, target: Lang) -> tuple[tuple[str, float], ...]:
    """Stems of `target` for a stem of `source`, each with a weight from 0 to 1, the likeliest first."""
    line = _table().get(f"{source}{target}{stem}")
    if line is None:
        return ()
    parts = line.split(" ")
    return tuple((parts[at], int(parts[at + 1]) / 1000) for at in range(0, len(parts), 2))


@cache
def _table() -> dict[str, str]:
    """Direction and stem → the rest of its line, parted when asked for: small in memory."""
    path = TABLES / "words.tsv"
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)  # type: ignore[misc]
