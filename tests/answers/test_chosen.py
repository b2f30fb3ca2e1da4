"""Which facts are told together: what says something more, and of sources that are compared one of each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from digests.answers.find.facts import Facts
from digests.answers.find.found import Fact
from tests.answers.conftest import Desk
from tests.answers.world import asked, passage

DETAINED = "At Zhukovsky airport in Moscow more than 40 citizens of Tajikistan were held on 19 March."
JOINING = "At Zhukovsky airport in Moscow every hour 5 more citizens of Tajikistan were held on 19 March."
AGAIN = "At Zhukovsky airport in Moscow more than 40 citizens were held on 19 March."


def told(facts: Facts, found: list[tuple[str, str, float]], kind: str = "figure") -> list[str]:
    """The texts that are told of (text, document, support), the likeliest first."""
    able: list[Fact] = [
        replace(passage(text, doc=doc, n=n), support=support) for n, (text, doc, support) in enumerate(found)
    ]
    return [fact.hit.text for fact in facts.chosen(asked(kind=kind), able)]


def test_a_document_may_tell_two_numbers_in_much_the_same_words(desk: Desk) -> None:
    facts = desk.answerer.finder.facts
    assert told(facts, [(JOINING, "one", 0.8), (DETAINED, "one", 0.75)]) == [JOINING, DETAINED]
    assert told(facts, [(JOINING, "one", 0.8), (DETAINED, "one", 0.75)], kind="what") == [JOINING]
    assert told(facts, [(DETAINED, "one", 0.8), (AGAIN, "one", 0.75)]) == [DETAINED]


def test_two_documents_in_the_same_words_tell_the_same(desk: Desk) -> None:
    facts = desk.answerer.finder.facts
    assert told(facts, [(DETAINED, "one", 0.8), (AGAIN, "other", 0.75)]) == [DETAINED]


def test_where_sources_are_compared_each_is_heard_before_one_is_heard_again(desk: Desk) -> None:
    facts = desk.answerer.finder.facts
    found = [
        ("The dead were 140.", "one", 0.8),
        ("Ninety-two lay in hospital, a ministry wrote.", "one", 0.75),
        ("On Monday 12 went home after surgery.", "one", 0.74),
        ("Doctors looked after 7 children there.", "one", 0.73),
        ("An agency counted 182 injured.", "other", 0.5),
    ]
    alone = told(facts, found, kind="agreement")
    assert alone[1] == "An agency counted 182 injured." and len(alone) == 4
    assert told(facts, found)[1] != alone[1]


def test_who_counts_twice_hears_both_numbers_of_a_document(desk: Desk) -> None:
    facts = desk.answerer.finder.facts
    came, left = "In 2023 some 590,000 came back.", "Over 652,000 went abroad to work."
    able = [
        replace(passage(came, doc="one"), support=0.8),
        replace(passage("Trains ran daily.", doc="other", n=2), support=0.06),
        replace(passage(left, doc="one", n=3), support=0.06),
    ]
    assert [fact.hit.text for fact in facts.chosen(asked(two_counts=True), able)] == [came, left]
    assert [fact.hit.text for fact in facts.chosen(asked(), able)] == [came]


def test_what_surely_answers_is_told_though_it_holds_no_number(desk: Desk) -> None:
    told_anyway = partial(desk.answerer.finder.facts.told_anyway, asked(kind="whether"))
    free = replace(passage("The test is free of charge."), near=0.5, sure=0.9, ruled_out=("no number",))
    other = replace(passage("Half of them passed."), near=0.4, sure=0.2)
    assert told_anyway([free, other])[0].ruled_out == ()
    assert told_anyway([free, replace(other, sure=0.7)])[0] is free  # something with a number answers
    for fact in (
        replace(free, sure=0.6),
        replace(free, ruled_out=("no number", "another time")),
        replace(free, ruled_out=("withheld",)),
    ):
        assert told_anyway([fact, other])[0] is fact
    counted = partial(desk.answerer.finder.facts.told_anyway, asked())  # "how many" was said: some number is wanted
    assert counted([free, other])[0] is free
    some = replace(passage("It takes 140 days."), near=0.5, sure=0.9, ruled_out=("no number",))
    assert counted([some, other])[0].ruled_out == ()
    by_words = replace(free, near=None)  # by words alone nothing says how sure it is
    assert told_anyway([by_words, replace(other, near=None)])[0] is by_words
