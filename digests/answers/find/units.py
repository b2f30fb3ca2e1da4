"""The units that a number may be asked in, by the groups of `config/questions.toml`."""

from __future__ import annotations

from collections.abc import Mapping

UNITS: Mapping[str, frozenset[str]] = {
    "unit_time": frozenset({"year", "month", "week", "day"}),
    "unit_money": frozenset({"USD", "RUB", "TJS", "EUR"}),
    "unit_percent": frozenset({"percent"}),
    "unit_way": frozenset({"kilometre"}),
}
