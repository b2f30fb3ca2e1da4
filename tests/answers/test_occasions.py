"""Whether a passage is of the time that is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from digests.answers.find.found import Fact
from digests.answers.find.occasions import Fit, fits, occasion, spans
from digests.model import Period
from tests.answers.world import DAY, asked, figure, passage, period, statement

Days = tuple[str, str]

YEAR = ("2024-01-01", "2024-12-31")
HALF = ("2024-01-01", "2024-06-30")
WEEK = ("2024-03-25", "2024-03-31")


def span(days: Days) -> tuple[date, date]:
    return date.fromisoformat(days[0]), date.fromisoformat(days[1])


@pytest.mark.parametrize(
    ("wanted", "told", "meant"),
    [
        (WEEK, WEEK, True),
        (WEEK, ("2024-03-22", "2024-04-03"), True),  # told by three days more at each end
        (WEEK, ("2024-03-21", "2024-04-03"), False),
        (WEEK, ("2024-03-28", "2024-03-28"), True),  # within
        (WEEK, ("2024-04-03", "2024-04-03"), True),  # three days after
        (WEEK, ("2024-04-04", "2024-04-04"), False),  # four
        (WEEK, ("2024-03-22", "2024-03-22"), True),
        (WEEK, ("2024-03-21", "2024-03-21"), False),
        (YEAR, HALF, True),  # a half lies within the year
        (HALF, YEAR, False),  # the year is no half
        (HALF, ("2024-07-01", "2024-12-31"), False),
        (("2024-01-01", "2024-09-30"), YEAR, False),
        (("2024-01-01", "2024-10-31"), YEAR, True),  # hardly less than what is told
        (YEAR, ("2023-01-01", "2023-12-31"), False),
        (YEAR, ("2025-01-03", "2025-01-03"), True),
        (("2024-03-30", "2024-03-30"), ("2024-03-30", "2024-03-30"), True),
        (("2024-03-30", "2024-03-30"), YEAR, False),
    ],
)
def test_a_figure_is_meant_within_what_is_asked_or_where_it_is_hardly_more(
    wanted: Days, told: Days, meant: bool
) -> None:
    assert fits(span(wanted), span(told)) is meant


@pytest.mark.parametrize(
    ("told", "meant"),
    [(YEAR, True), (HALF, False), (("2024-01-01", "2024-10-31"), True), (("2024-03-28", "2024-03-28"), False)],
)
def test_where_all_of_a_time_is_meant_a_part_is_not(told: Days, meant: bool) -> None:
    assert fits(span(YEAR), span(told), whole=True) is meant


def test_an_open_time_is_met_by_whatever_touches_it() -> None:
    since = (date(2024, 4, 1), date.max)
    assert fits(since, span(("2024-01-01", "2024-12-31")))
    assert not fits(since, span(("2024-01-01", "2024-03-31")))
    assert fits((date.min, date(2024, 1, 1)), span(YEAR))


def test_days_and_periods_are_asked_about() -> None:
    question = asked(days=(DAY,), periods=(Period(date(2024, 1, 1), None), period(*HALF)))
    assert spans(question) == [(DAY, DAY), (date(2024, 1, 1), date.max), span(HALF)]


@pytest.mark.parametrize(
    ("fact", "fit"),
    [
        # of a statement with figures their times count, not the dates that its words hold
        (statement("By 30 March 2024 there were 12.", figures=[figure(period=period(*HALF))]), "other"),
        (statement("There were 12.", figures=[figure(as_of=date(2024, 3, 30))]), "same"),
        (
            statement("There were 12.", figures=[figure(as_of=date(2024, 6, 30)), figure(as_of=date(2024, 3, 28))]),
            "same",
        ),
        (statement("There were 12 on 30 March 2024.", figures=[figure()]), "same"),  # whose figure tells no time
        # of a text the dates it holds
        (passage("Courts expelled 12 people on 30 March 2024."), "same"),
        (passage("Courts expelled 12 people in March 2024."), "same"),
        (passage("Courts expelled 12 people on 30 May 2023."), "other"),
        # of a text without dates its publication: what is later, or a year old, was not told of it
        (passage("Courts expelled 12 people."), "untold"),
        (passage("Courts expelled 12 people.", published=date(2024, 3, 1)), "other"),
        (passage("Courts expelled 12 people.", published=date(2025, 5, 1)), "other"),
        (passage("Courts expelled 12 people.", published=None), "untold"),
    ],
)
def test_where_a_number_is_asked_for(fact: Fact, fit: Fit) -> None:
    question = asked(days=(date(2024, 3, 30),))
    assert occasion(question, fact, spans(question)) == fit


def test_where_none_is_asked_for_the_words_count() -> None:
    told = statement("Putin spoke on 30 March 2024.", figures=[figure(period=period(*HALF))])
    for day, fit in ((date(2024, 3, 30), "same"), (date(2024, 3, 31), "other")):
        question = asked(kind="what", days=(day,))
        assert occasion(question, told, spans(question)) == fit


def test_one_of_several_times_is_enough_and_no_time_tells_nothing() -> None:
    fact = passage("Courts expelled 12 people on 30 March 2024.")
    two = asked(days=(date(2023, 1, 1), date(2024, 3, 30)))
    assert occasion(two, fact, spans(two)) == "same"
    assert occasion(asked(), fact, []) == "untold"
