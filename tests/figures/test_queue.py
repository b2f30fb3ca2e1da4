"""The queue: everything that waits, why, and what would change if an editor let it stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests.figures import indicators
from digests.figures.queue import Effect, Waiting, queue
from digests.figures.reasons import HELD
from digests.model import LANGS, Claim
from digests.policy import Policy
from digests.say.queue import say_effect
from tests.figures.test_grades import DEFAULT, curated
from tests.figures.test_ledger import HALF, claim, flow, year


def waiting(*claims: Claim, kind: str = "crocus.deaths", policy: Policy = DEFAULT) -> Waiting:
    """The one that waits."""
    (found,) = queue(indicators.load().get(kind), claims, policy=policy)
    return found


def effect(*claims: Claim, kind: str = "crocus.deaths") -> tuple[str, float | None]:
    found: Effect = waiting(*claims, kind=kind).effect()
    return found.kind, found.beside.value if found.beside else None


def test_each_has_its_reason() -> None:
    assert waiting(curated(137), claim(190, 30)).why == HELD["single"]
    assert waiting(curated(137), claim(144, 30), policy=Policy("none")).why == HELD["closed"]
    assert waiting(claim(137, 24, review="held", held_why=HELD["unit"])).why == HELD["unit"]
    assert waiting(curated(137), claim(1370, 30)).why == HELD["jump"]


def test_what_would_change_if_it_were_approved() -> None:
    assert effect(claim(137, 24)) == ("first", None)
    assert effect(curated(137), claim(190, 30)) == ("current", 137)
    assert effect(curated(137), claim(190, 24)) in {("rival", 137), ("current", 137)}
    assert effect(curated(144, 30), claim(130, 24)) == ("former", 144)
    assert effect(curated(137), claim(137, 24, review="held", held_why=HELD["unit"])) == ("source", 137)
    again = claim(137, 24, id="x", origin=curated(137).origin, review="held", held_why=HELD["unit"])
    assert effect(curated(137), again) == ("repeat", 137)
    assert effect(curated(137), claim(7, 30, role="change")) == ("nothing", None)


def test_a_figure_of_another_period_or_scope_is_told_as_one() -> None:
    record = year(87_000, 2023, review="approved")
    assert effect(record, year(300_000, 2024), kind="deported.all") == ("period", 87_000)
    scoped = flow(17134, *HALF, id="a", review="approved", scope="counted by the ministry")
    other = flow(900, *HALF, id="b", scope="counted at airports")
    assert effect(scoped, replace(scoped, id="c", origin="c"), other, kind="deported.tj")[0] == "scope"


def test_a_lower_count_of_the_same_day_would_be_a_rival() -> None:
    record = flow(17134, *HALF, id="a", review="approved", as_of_basis="explicit", attributed_to=("Ministry",))
    assert effect(record, flow(900, *HALF, id="b"), kind="deported.tj") == ("rival", 17134)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "kind", ["first", "current", "period", "rival", "source", "repeat", "former", "scope", "nothing"]
)
def test_every_effect_is_said(lang: str, kind: str) -> None:
    said = say_effect(kind, claim(190, 30), replace(claim(137, 24)), lang)  # type: ignore[arg-type]
    assert "{" not in said
    if kind in ("current", "rival"):
        assert "190" in said and "137" in said
