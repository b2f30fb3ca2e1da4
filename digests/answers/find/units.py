"""The units that a number may be asked in, by the groups of `config/questions.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from digests.language import units


@cache
def asked_units() -> Mapping[str, frozenset[str]]:
    """Group of question words → the units in which such a question may be answered."""
    of = units.load().of_kind
    return {
        "unit_time": of("time"),
        "unit_money": of("money"),
        "unit_percent": of("share"),
        "unit_way": of("length"),
    }
