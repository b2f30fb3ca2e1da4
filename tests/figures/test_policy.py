"""What each setting of KHABAR_PUBLISH_AUTOMATIC shows, and what a claim is worth by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from digests.model import Grade, Review
from digests.policy import OPEN, Policy, Publish, grade_alone
from tests.figures.test_origins import CLAIM

SHOWN: dict[Publish, set[Grade]] = {
    "all": {"curated", "corroborated", "single"},
    "corroborated": {"curated", "corroborated"},
    "none": {"curated"},
}


@pytest.mark.parametrize("publish", get_args(Publish))
def test_a_setting_shows_its_grades_and_no_other(publish: Publish) -> None:
    policy = Policy(publish)
    assert {grade for grade in get_args(Grade) if policy.shows(grade)} == SHOWN[publish]
    assert policy.open is (publish == "all")


def test_how_the_queue_looks_is_open() -> None:
    assert OPEN.open
    assert not OPEN.shows("held")


@pytest.mark.parametrize(("review", "grade"), [("approved", "curated"), ("held", "held"), ("automatic", "single")])
def test_a_claim_alone_is_worth_what_an_editor_said(review: Review, grade: Grade) -> None:
    assert grade_alone(replace(CLAIM, review=review)) == grade
