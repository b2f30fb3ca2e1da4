"""Posts in Latin Tajik are read in Cyrillic, and what is found keeps its place."""

from __future__ import annotations

from digests.answers.check.script import respelled
from digests.figures.quantities import find_quantities

POST = "Salom! Dar ruykhati Rusiya 120 hazor tojik hast, soli 2025 taqriban 36 hazor nafaro deport kardand."


def test_numbers_keep_their_places() -> None:
    told = respelled(POST, "tg")
    found = [told.back(each) for each in find_quantities(told.text, "tg")]
    assert {each.value for each in found} >= {120_000, 36_000}
    assert all(POST[each.start : each.end] == each.text for each in found)
    assert any("120 hazor" in each.text for each in found)


def test_other_posts_are_as_they_came() -> None:
    for text, lang in (("Дар рӯйхат 120 ҳазор тоҷик, навишт TASS.", "tg"), ("120 thousand on the list", "en")):
        assert respelled(text, lang).text == text  # type: ignore[arg-type]
