"""Documents and claims as JSON, for the way into quarantine and out of it."""

from __future__ import annotations

import json
from datetime import date

from digests.model import Document


def dumps(value: object) -> bytes:
    """JSON of plain values, days and sets. Raises ValueError for numbers that JSON has not."""
    return json.dumps(value, default=_plain_value, allow_nan=False).encode()


def _plain_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


def load_document(data: bytes) -> Document:
    """The document whose fields `data` holds; each is checked for its kind."""
    from pydantic import TypeAdapter  # noqa: PLC0415 (a child seldom needs it, and pays a tenth of a second)

    return TypeAdapter(Document).validate_json(data)
