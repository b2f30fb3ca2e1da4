"""What a site asks of programs that read its pages: robots.txt, as RFC 9309 has it.

`urllib.robotparser` knows no `*` within a path, which is what most sites write; the parsers that do make regular
expressions of them, and whoever writes the file could make those run without end. Here a rule is pieces that are to
be found one after another, which is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

MAX_BYTES = 500_000
"""Of the file, as the RFC bounds it (500 KiB)."""
MAX_RULES = 1_000
MAX_DELAY = 60.0
"""Seconds between two pages: who asks for more is read so slowly that the quota of a round ends it."""
TOKEN = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A path with `*` for anything and `$` at its end for the end of the address."""

    path: str
    allows: bool

    def fits(self, target: str) -> bool:
        """Whether `target` begins with the path."""
        ends = self.path.endswith("$")
        first, *rest = self.path.removesuffix("$").split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        for n, piece in enumerate(rest):
            last = ends and n == len(rest) - 1
            found = target.rfind(piece) if last else target.find(piece, at)
            if found < at:
                return False
            at = found + len(piece)
        return not ends or at == len(target)


@dataclass(frozen=True, slots=True)
class Robots:
    """What one site asks of us: the rules of the group that names us, else of everybody's; seconds between pages."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Whether the page may be read: the longest rule that fits says so, and of two of a length the kinder one."""
        parts = urlsplit(url)
        target = _encoded((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [rule for rule in self.rules if rule.fits(target)]
        return not fitting or max(fitting, key=lambda rule: (len(rule.path), rule.allows)).allows


EVERYTHING = Robots()
NOTHING = Robots((Rule("/", allows=False),))


def read_robots(text: str, agent: str) -> Robots:
    """What the file asks of `agent`, whose name is the first word of it ("Khabar/1.0 (…)" is khabar)."""
    found = TOKEN.match(agent)
    name = found[0].lower() if found else ""
    groups = list(_groups(text.splitlines()))
    ours = [group for group in groups if name in group[0]] or [group for group in groups if "*" in group[0]]
    rules = [rule for _, group_rules, _ in ours for rule in group_rules]
    delay = next((delay for _, _, delay in ours if delay is not None), None)
    return Robots(tuple(rules[:MAX_RULES]), delay)


def _groups(lines: Iterable[str]) -> Iterator[tuple[frozenset[str], list[Rule], float | None]]:
    """Each group: whom it names, its rules, its delay."""
    names: set[str] = set()
    rules: list[Rule] = []
    delay: float | None = None
    begun = False
    for line in lines:
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            if begun:
                yield frozenset(names), rules, delay
                names, rules, delay, begun = set(), [], None, False
            word = TOKEN.match(value)
            names.add(word[0].lower() if word else value)
        elif key in {"allow", "disallow"}:
            begun = True
            if value:  # without a path it forbids nothing
                rules.append(Rule(_encoded(value), key == "allow"))
        elif key == "crawl-delay":
            begun = True
            delay = _seconds(value)
    yield frozenset(names), rules, delay


def _encoded(path: str) -> str:
    """The path as it is compared: what is no ASCII in percent signs, these in capital letters."""
    path = quote(path, safe="%/?&=*$;:@!'()+,~.-_[]|#")
    return re.sub(r"%[0-9a-f]{2}", lambda found: found[0].upper(), path, flags=re.IGNORECASE)


def _seconds(value: str) -> float | None:
    return min(float(value), MAX_DELAY) if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value, re.ASCII) else None
