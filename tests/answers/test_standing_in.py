"""No figure is told in the stead of the one that a question names and nothing holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from digests.answers.find.candidates import Candidate
from digests.answers.find.figures import stands_in
from digests.answers.find.finder import Likeliest, named_first
from digests.answers.find.found import Asked
from digests.answers.understand.understanding import understand
from digests.model import Period
from tests.answers.conftest import TODAY, Desk
from tests.answers.world import asked, passage

NAMED = Candidate("crocus.injured", 1.4, 0.9, measured=True, held=False, complete=True)
OTHER = Candidate("crocus.deaths", 0.8, 0.8, measured=False)


def test_the_killed_are_not_told_for_the_injured_nor_all_for_the_children() -> None:
    assert stands_in(OTHER, NAMED)
    assert stands_in(replace(OTHER, measured=True), NAMED)


def test_what_is_held_or_named_as_clearly_may_be_told() -> None:
    assert not stands_in(OTHER, None)
    assert not stands_in(replace(OTHER, score=1.3), NAMED)
    assert not stands_in(NAMED, NAMED)


def test_what_the_question_only_touches_rules_nothing_out(desk: Desk) -> None:
    absent, question = (
        desk.answerer.finder.figures.absent,
        asked(periods=(Period(date(2031, 1, 1), date(2031, 12, 31)),)),
    )
    assert absent(question, [NAMED, OTHER]) is NAMED
    assert absent(question, [replace(NAMED, measured=False), OTHER]) is None
    assert absent(question, [replace(NAMED, against=("place",)), OTHER]) is None
    assert absent(question, []) is None


def test_wages_are_not_told_for_what_was_sent_home_in_a_year_that_nobody_counted(desk: Desk) -> None:
    desk.ask("How many?")  # the corpus is looked at
    absent = desk.answerer.finder.figures.absent
    expelled = Candidate("spb.expulsions_ordered", 1.4, 0.9, measured=True, complete=True)
    march, never = (Period(date(year, 3, 1), date(year, 3, 31)) for year in (2024, 2031))
    assert absent(asked(periods=(never,)), [expelled, OTHER]) is expelled
    assert absent(asked(periods=(march,)), [expelled, OTHER]) is None


def test_how_many_went_is_no_answer_to_who_asks_whether_they_may(desk: Desk) -> None:
    finder, text = desk.answerer.finder, "How many Tajik migrants left for Russia in 2023?"
    desk.ask(text)  # the corpus is looked at
    question = understand(desk.answerer.reader, text, "en", today=TODAY, known=TODAY, asof=None, memory=None).question
    candidates = finder.candidates(question)
    assert finder.best(question, candidates).kind == "figure"
    assert finder.best(replace(question, kind="may"), candidates).kind != "figure"


LIKELY = {"measured": 0.0, "fits": 1.0}


def test_of_two_that_are_as_likely_the_one_that_was_named_is_told() -> None:
    injured = Asked("crocus.injured", (), (), 0.72, LIKELY)
    killed = Asked("crocus.deaths", (), (), 0.70, {**LIKELY, "measured": 1.0})
    assert named_first([injured, killed]) is killed
    assert named_first([replace(injured, support=0.9), killed]) is not killed
    assert named_first([injured, replace(killed, ruled_out=("event",))]) is injured
    assert named_first([]) is None


def test_what_lies_near_nothing_is_not_told_however_sure_it_seems() -> None:
    far, near = (
        Likeliest(replace(passage("Shiraz."), sure=0.9, near=n), 0.0, 0.65, outdone=False) for n in (0.15, 0.3)
    )
    assert not far.is_told and near.is_told
    assert replace(far, fact=replace(far.fact, near=None)).is_told  # by words alone nobody looked
