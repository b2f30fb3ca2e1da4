"""Who stands behind a claim: an outlet that hands on another's text adds no voice of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests.figures.origins import independent, voices
from digests.model import Claim

CLAIM = Claim(
    "a", "x.y", 144, None, None, "=", "person", "total", None, None, None, (), None, "a", "144", "verbatim", 0, 3
)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Дигар (via Намуна)", "Дигар", False),
        ("Дигар (via Намуна)", "Дигар (via Сеюм)", False),
        ("Дигар (via Намуна)", "Намуна", False),
        ("Дигар (via Намуна)", "Сеюм", True),
        ("Намуна", "Дигар", True),
    ],
)
def test_what_is_handed_on_is_no_second_origin(one: str, other: str, *, apart: bool) -> None:
    said = (replace(CLAIM, publisher=one), replace(CLAIM, id="b", doc_id="b", publisher=other))
    assert independent(map(voices, said)) is apart
