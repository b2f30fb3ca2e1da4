"""What was read or made of a source, kept ready while the source's version stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST = 4_096
"""Values of one kind that are kept; of more the one that was asked for longest ago goes."""

Value = TypeVar("Value")


class Kept:
    """Values by kind and key, all of one version: `at` another everything is forgotten. For one thread."""

    def __init__(self) -> None:
        self._version: Hashable = None
        self._kinds: dict[str, dict[Hashable, Any]] = {}

    def at(self, version: Hashable) -> Kept:
        """The values that hold at `version`."""
        if version != self._version:
            self._kinds.clear()
            self._version = version
        return self

    def get(self, kind: str, key: Hashable, make: Callable[[], Value], *, most: int = MOST) -> Value:
        """The value of `key`, made now if it is not kept."""
        values = self._kinds.setdefault(kind, {})
        value: Value = values.pop(key) if key in values else make()
        values[key] = value  # newest last
        while len(values) > most:
            del values[next(iter(values))]
        return value
