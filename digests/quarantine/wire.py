"""Documents and claims as JSON, for the way into quarantine and out of it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from digests.model import Document


def dumps(value: object) -> bytes:
    """JSON of plain values, days, sets and dataclasses, of which fields with their defaults are left out.

    Letters stand in it as they are: escaped, a Cyrillic text is thrice as long. Half a surrogate becomes "?". Raises
    ValueError for numbers that JSON has not.
    """
    return json.dumps(value, default=_plain_value, allow_nan=False, ensure_ascii=False).encode("utf-8", "replace")


def _plain_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: held for name, usual in _fields(type(value)) if (held := getattr(value, name)) is not usual}
    raise TypeError(type(value).__name__)


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass with their defaults; those that are made anew each time have none."""
    return tuple((field.name, field.default) for field in fields(kind))


def load_document(data: bytes) -> Document:
    """The document whose fields `data` holds; each is checked for its kind."""
    from pydantic import TypeAdapter  # noqa: PLC0415 (a child seldom needs it, and pays a tenth of a second)

    return TypeAdapter(Document).validate_json(data)
