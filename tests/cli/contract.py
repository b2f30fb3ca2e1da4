"""The contract of the command line, written out: how a command is called, and the shapes of what it prints.

A shape is a type, a tuple of alternatives, a list of one shape, a dict of every key, or a set of allowed strings.
`number` is a JSON number; None in a tuple allows null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from bot.cli import main

LANGS = ("tg", "ru", "en")
TOPICS = {
    "attack", "investigation", "raids", "deportations", "entry", "returns", "economy", "politics", "rights",
    "recruitment", "law", "education",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def khabar(*arguments: object, data: Path | None = None, stdin: str | bytes | None = None) -> Ran:
    """Run `khabar` in this process. A traceback is a failed test, whatever else is expected."""
    folder = ["--data", str(data)] if data else []
    result = CliRunner().invoke(main, [*folder, *map(str, arguments)], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return Ran(result.exit_code, result.stdout, result.stderr)


def refused(ran: Ran, status: int, *words: str) -> None:
    """One clear line on standard error with `words`, nothing on standard output, no traceback."""
    assert ran.status == status, ran
    assert ran.out == ""
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("khabar: ")
    assert "Traceback" not in ran.err
    for word in words:
        assert word in lines[0]


def misused(ran: Ran, *words: str) -> None:
    """Wrong usage as click puts it: exit 2, an `Error:` line, nothing on standard output."""
    assert (ran.status, ran.out) == (2, ""), ran
    last = ran.err.strip().splitlines()[-1]
    assert last.startswith(("Error: ", "khabar: "))
    for word in words:
        assert word in last


# Shapes

number = "number"


def matching(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


DAY = matching(r"\d{4}-\d{2}-\d{2}")

CLAIM = {
    "id": str, "indicator": str,
    "value": (number, None), "low": (number, None), "high": (number, None),
    "modifier": {"=", "~", ">", ">=", "<", "<=", "range"}, "unit": str,
    "role": {"total", "part", "rate", "change", "previous"},
    "as_of": (DAY, None), "as_of_basis": (str, None),
    "period": ({"start": (DAY, None), "end": (DAY, None)}, None),
    "attributed_to": [str], "scope": (str, None), "doc_id": str, "quote": str,
    "quote_kind": {"verbatim", "statement"}, "char_start": (int, None), "char_end": (int, None),
    "status": {"current", "superseded", "disputed", "retracted", "other_scope"},
    "review": {"approved", "automatic", "held"}, "grade": {"curated", "corroborated", "single", "held"},
    "hedge": ({"nearly", "about", "more than", "at least", "less than", "up to"}, None),
}  # fmt: skip
QUANTITY = {
    "value": (number, None), "low": (number, None), "high": (number, None),
    "modifier": {"=", "~", ">", ">=", "<", "<=", "range"}, "change": ({"up", "down"}, None), "unit": (str, None),
    "start": int, "end": int, "text": str,
}  # fmt: skip
QUANTITIES = {"id": (str, int), "quantities": [QUANTITY]}
INGESTED = {
    "path": (str, None), "doc_id": (str, None), "status": {"added", "unchanged", "updated", "duplicate", "rejected"},
    "reason": (str, None), "duplicate_of": (str, None), "lang": (set(LANGS), None), "title": (str, None),
    "published": (DAY, None), "claims": int,
}  # fmt: skip
EXTRACTED = {"doc": str, "lang": set(LANGS), "published": (DAY, None), "text": str, "claims": [CLAIM]}
HIT = {"doc_id": str, "passage": (int, str), "lang": set(LANGS), "score": number, "text": str}
HITS = {"id": (str, int, None), "hits": [HIT]}
RELATION = {
    "a": str, "b": str, "why": str,
    "type": {
        "updates", "corrects", "contradicts", "compatible_rounding", "different_scope", "part_of", "same_value",
        "same_origin",
    },
}  # fmt: skip
LEDGER = {
    "indicators": [
        {
            "indicator": str, "label": str, "unit": str, "current": (CLAIM, None), "disagree": bool,
            "claims": [CLAIM], "relations": [RELATION],
        }
    ]
}  # fmt: skip
SOURCE = {
    "n": int, "doc_id": str, "title": str, "publisher": (str, None), "published": (DAY, None), "url": (str, None),
}  # fmt: skip
DIGEST = {
    "date": DAY, "lang": set(LANGS),
    "figures": [
        {"indicator": str, "label": str, "text": str, "disagree": bool, "claims": [CLAIM], "citations": [int]}
    ],
    "stories": [
        {"title": str, "text": str, "topics": [TOPICS], "lang": set(LANGS), "machine": bool, "citations": [int]}
    ],
    "corrections": [str], "citations": [SOURCE], "pages": [str],
}  # fmt: skip
ANSWER = {
    "id": (str, int, None), "lang": set(LANGS), "kind": {"figure", "passage", "none", "help"}, "text": str,
    "claims": [CLAIM], "disagree": bool,
    "citations": [
        {**SOURCE, "quote": (str, None), "quote_lang": (set(LANGS), None),
         "quote_kind": ({"verbatim", "statement"}, None)}
    ],
    "confidence": number,
}  # fmt: skip

REASON = {
    "id": str, "kind": {"figure", "statement", "passage"}, "score": number, "features": dict, "weights": dict,
    "ruled_out": [str],
    "telling": (
        {"sure": number, "borne": number, "enough": number, "outdone": bool, "bias": number, "weights": dict}, None,
    ),
}  # fmt: skip
EXPLAINED = {**ANSWER, "why": [REASON]}

CHECKED = {
    "id": (str, int, None), "lang": set(LANGS),
    "findings": [
        {
            "start": int, "end": int, "text": str, "value": (number, None), "low": (number, None),
            "high": (number, None), "modifier": {"=", "~", ">", ">=", "<", "<=", "range"},
            "indicator": (str, None), "label": (str, None),
            "verdict": {"agrees", "outdated", "contradicts", "unknown"},
            "held": ({**CLAIM, "indicator": (str, None)}, None), "why": str, "citations": [int],
        }
    ],
    "citations": ANSWER["citations"], "text": str,
}  # fmt: skip


def fits(value: Any, shape: Any, place: str = "$") -> None:
    """Every key there and no other, every value of its kind; the message names the place that does not fit."""
    problem = _problem(value, shape, place)
    assert problem is None, problem


def _problem(value: Any, shape: Any, place: str) -> str | None:
    if isinstance(shape, tuple):
        tried = [_problem(value, one, place) for one in shape]
        return None if None in tried else tried[0]
    if isinstance(shape, dict) and isinstance(value, dict):
        if set(value) != set(shape):
            return f"{place}: keys {sorted(set(value) ^ set(shape))}"
        parts = ((value[key], one, f"{place}.{key}") for key, one in shape.items())
    elif isinstance(shape, list) and isinstance(value, list):
        parts = ((one, shape[0], f"{place}[{n}]") for n, one in enumerate(value))
    else:
        return None if _is(value, shape) else f"{place}: {value!r}"
    return next((found for part in parts if (found := _problem(*part))), None)


def _is(value: Any, shape: Any) -> bool:
    if shape is None:
        return value is None
    if shape == number:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(shape, set):
        return isinstance(value, str) and value in shape
    if isinstance(shape, type):
        return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    return callable(shape) and bool(shape(value))


def sound(claim: dict[str, Any], text: str | None = None) -> None:
    """What holds between the keys of a claim: ranges and vague plurals, quotes and offsets."""
    fits(claim, CLAIM)
    if claim["value"] is None:
        assert claim["low"] is not None or claim["high"] is not None or claim["modifier"] == "~", claim
    if claim["quote_kind"] == "statement":
        assert (claim["char_start"], claim["char_end"]) == (None, None)
    else:
        assert 0 <= claim["char_start"] < claim["char_end"]
        if text is not None:
            assert text[claim["char_start"] : claim["char_end"]] == claim["quote"]
