"""What there is of a question in a passage and around it, as numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests.answers.find import scorer
from digests.answers.find.features import compared
from digests.answers.find.found import Fact
from digests.answers.find.pool import Gathered
from digests.language.kin import kin_of_names
from digests.model import Lang
from tests.answers.conftest import Bench
from tests.answers.world import asked, figure, passage, statement

# A number


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many people were expelled?", "Courts expelled 418 people.", False),
        ("How many people were expelled?", "Courts expelled foreigners.", True),
        ("Is it true that 418 people were expelled, how many really?", "Courts expelled 418 people.", True),
        ("Is it true that 400 people were expelled, how many really?", "Courts expelled 418 people.", False),
        ("How many people were expelled?", "Soldiers of the 201st military base were expelled.", True),
        (
            "How many people were expelled?",
            "They were expelled for five years.",
            True,
        ),  # a length of time counts nobody
        ("For how many years are they expelled?", "They were expelled for five years.", False),
        ("For how many years are they expelled?", "Courts expelled 418 people.", True),
    ],
)
def test_a_number_is_lacked_that_only_the_question_says(bench: Bench, question: str, text: str, lacks: bool) -> None:
    assert bench.weigh(question, passage(text))["lacks_number"] == float(lacks)


def test_the_figures_of_a_statement_are_numbers_it_says(bench: Bench) -> None:
    question = "How many people were expelled?"
    assert bench.weigh(question, statement("Courts expelled them.", figures=[figure(418)]))["lacks_number"] == 0
    assert bench.weigh(question, statement("Courts expelled them."))["lacks_number"] == 1


def test_who_asks_for_no_number_lacks_none(bench: Bench) -> None:
    fact = passage("Courts expelled foreigners.")
    assert bench.weigh("When were foreigners expelled?", fact)["lacks_number"] == 0
    assert bench.weigh("How many foreigners were expelled?", fact)["lacks_number"] == 1


# Names


@pytest.mark.parametrize(
    ("lang", "question", "text", "missing"),
    [
        ("en", "How many people were injured in Kaluga?", "Three people were injured in Kaluga.", set()),
        ("en", "How many people were injured in Kaluga?", "Three people were injured in Bryansk.", {"lacks_place"}),
        ("en", "How many people died in Russia?", "Three people died in Kaluga.", set()),  # a country tells no place
        ("en", "How many Uzbeks were expelled?", "12 citizens of Tajikistan were expelled.", {"lacks_people"}),
        ("en", "How many Uzbeks were expelled?", "12 Uzbeks were expelled.", set()),
        # a people and its country stand for each other
        ("en", "How many Kazakhs were expelled?", "12 citizens of Kazakhstan were expelled.", set()),
        ("en", "How many left Kazakhstan?", "12 Kazakhs left.", set()),
        ("en", "How many Kazakhs were expelled?", "12 citizens of Kyrgyzstan were expelled.", {"lacks_people"}),
        ("ru", "Сколько узбеков выдворили?", "12 citizens of Uzbekistan were expelled.", set()),
        ("tg", "Чанд нафар ӯзбек ихроҷ шуд?", "12 citizens of Kyrgyzstan were expelled.", {"lacks_people"}),
        ("en", "What did Putin say?", "Bastrykin said so.", set()),  # a person's name is a word like others
        ("en", "What did Putin say?", "Putin said so.", set()),
        ("en", "What does the Russian lawmaker ask?", "A lawmaker asks where they are.", set()),
        ("en", "How many Russians died?", "12 people died.", set()),  # all of it is about them
    ],
)
def test_names_that_a_passage_lacks(bench: Bench, lang: Lang, question: str, text: str, missing: set[str]) -> None:
    found = bench.weigh(question, passage(text), lang)
    assert {name for name in ("lacks_place", "lacks_people") if found[name]} == missing


def test_a_country_and_its_people_are_kin_both_ways() -> None:
    kin = kin_of_names()
    assert kin["kazakhstan"] == "people-kazakh" and kin["people-kazakh"] == "kazakhstan"
    assert all(kin[other] == one for one, other in kin.items())


def test_a_name_beside_the_passage_is_said(bench: Bench) -> None:
    question = "How many people were injured in Kaluga?"
    placed = statement("3 people were injured.", figures=[figure(3, place="Kaluga")])
    headed = statement("3 people were injured.", figures=[figure(3)], headline={"en": "An attack in Kaluga"})
    nowhere = statement("3 people were injured.", figures=[figure(3)])
    assert [bench.weigh(question, fact)["lacks_place"] for fact in (placed, headed, nowhere)] == [0, 0, 1]


# Words


def test_what_happened_to_those_counted(bench: Bench) -> None:
    question = "How many people were deported?"
    assert bench.weigh(question, passage("12 people were killed."))["measure_unsaid"] == 1
    assert bench.weigh(question, passage("12 people were deported."))["measure_unsaid"] == 0


def test_the_share_that_is_said_grows_with_what_is_looked_at(bench: Bench) -> None:
    question = "Where did panic seize migrants at airports?"
    beside = {"headline": {"en": "Panic among migrants"}}
    alone, headed = statement("They were leaving."), statement("They were leaving.", **beside)  # type: ignore[arg-type]
    told = statement("They were leaving.", asks={"en": ("Where did they flee at airports?",)}, **beside)  # type: ignore[arg-type]
    found = [bench.weigh(question, fact) for fact in (alone, headed, told)]
    assert [each["said"] for each in found] == [0, 0, 0]
    shares = [each["said_anywhere"] for each in found]
    assert 0 == shares[0] < shares[1] < shares[2] <= 1
    whole = bench.weigh(question, passage("Panic seized migrants at airports."))
    assert whole["said"] == pytest.approx(1, abs=0.25)


def test_an_event_that_tells_when_is_no_measure(bench: Bench) -> None:
    fact = passage("The damage was 6 billion roubles.")
    assert bench.weigh("How large was the damage before anyone was deported?", fact)["measure_unsaid"] == 1
    assert bench.weigh("How large was the damage before deportation?", fact)["measure_unsaid"] == 0


def test_questions_that_are_answered_count_in_the_readers_language_alone(bench: Bench) -> None:
    fact = statement("It was so.", asks={"ru": ("Где была паника?",)})
    assert bench.weigh("Where was panic?", fact)["said_anywhere"] == 0
    assert bench.weigh("Где была паника?", fact, "ru")["said_anywhere"] > 0.5


def test_the_story_before_the_question_lacks_nothing(bench: Bench) -> None:
    text = "My brother was killed in Kaluga. How many people were expelled?"
    found = bench.weigh(text, passage("12 people were expelled."))
    assert (found["lacks_place"], found["measure_unsaid"]) == (0, 0)
    asked_for = bench.weigh("How many people were killed in Kaluga?", passage("12 people were expelled."))
    assert (asked_for["lacks_place"], asked_for["measure_unsaid"]) == (1, 1)


def test_of_which_kind_a_passage_is(bench: Bench) -> None:
    advice = statement("Migrants may stay at home.", kind="advice")
    found = bench.weigh("Can migrants leave their homes?", advice)
    assert (found["advice"], found["raw"]) == (1, 0)
    found = bench.weigh("Can migrants leave their homes?", passage("Migrants may leave."))
    assert (found["advice"], found["raw"]) == (0, 1)


def test_every_feature_lies_between_bounds(bench: Bench) -> None:
    for fact in (passage("x"), statement("y"), passage("12 " * 50)):
        found = bench.weigh("How many people in Kaluga were 12 " + "words " * 30, fact)
        assert all(0 <= value <= 1 for value in found.values()), found


def test_what_is_left_open_is_told_to_every_candidate(bench: Bench) -> None:
    facts = bench.weigher.weigh(asked("x"), Gathered((passage("a"), passage("b", n=2)), left_open=0.75))
    assert [fact.features["left_open"] for fact in facts] == [0.75, 0.75]


def test_every_feature_that_is_weighed_is_seen(bench: Bench) -> None:
    (fact,) = compared(bench.weigher.weigh(bench.read("How many were expelled?"), Gathered((passage("a"),), 0.5)))
    assert set(scorer.OF_FACTS) <= set(fact.features)


# Around it


def test_what_stands_around_a_statement(bench: Bench) -> None:
    fact = statement(
        "Three were hurt.", ru="Пострадали трое.", figures=[figure(3, place="Kaluga")],
        headline={"en": "An attack", "ru": "Нападение"}, said_by=("Igor Krasnov, Prosecutor General of Russia",),
        asks={"en": ("Who was at the dormitory?",)},
    )  # fmt: skip
    around = bench.weigher.room.of(fact, "en")
    assert "kaluga" in around.beside.entities and "kaluga" not in around.own.entities
    speaker = bench.judge.content("Igor Krasnov", "en").entities
    assert speaker and speaker <= around.beside.entities
    for text, lang in (("Пострадали", "ru"), ("Нападение", "ru"), ("attack", "en")):
        assert bench.judge.content(text, lang).terms & around.beside.terms, text  # type: ignore[arg-type]
    dormitory = bench.judge.content("dormitory", "en").terms
    assert dormitory & around.whole.terms and not dormitory & around.beside.terms
    assert around.beside.terms <= around.whole.terms


def test_a_sentence_stands_under_the_title_of_its_text(bench: Bench) -> None:
    fact = passage("Three were hurt.")
    fact = replace(fact, document=replace(fact.document, title="Kaluga attack", publisher="Meduza"))
    around = bench.weigher.room.of(fact, "en")
    assert {"kaluga", "meduza"} <= around.beside.entities


def test_surroundings_are_of_the_text_not_of_its_number(bench: Bench) -> None:
    """A former version's sentence had the number that another has now; an earlier day is asked about beside today."""
    before, now = passage("Kaluga was named.", doc="v"), passage("Bryansk was named.", doc="v")
    assert "kaluga" in bench.weigher.room.of(before, "en").own.entities
    assert "kaluga" not in bench.weigher.room.of(now, "en").own.entities


# Beside the others


def at(near: float | None, *, doc: str = "a", out: bool = False, said: float = 0.0) -> Fact:
    fact = passage("x", doc=doc)
    return replace(
        fact,
        near=near,
        ruled_out=("another place",) if out else (),
        features={"said": said, "said_anywhere": said, "left_open": 0.5},
    )


def leads(*facts: Fact) -> list[float]:
    return [round(fact.features["near_lead"], 2) for fact in compared(facts)]


def test_a_lead_is_over_everything_else() -> None:
    """What is ruled out too: where it lies nearest, what is left is rarely meant."""
    assert leads(at(0.9), at(0.7), at(0.5)) == [0.2, -0.2, -0.4]
    assert leads(at(0.9, out=True), at(0.7), at(0.5)) == [0.2, -0.2, -0.4]
    assert leads(at(0.8)) == [0.8]
    assert compared([]) == []


def test_words_lead_is_over_the_best_and_kin_are_of_the_same_document() -> None:
    found = compared([at(0.9, said=0.5), at(0.8, said=0.25), at(0.6, doc="b", said=1.0)])
    assert [fact.features["words_lead"] for fact in found] == [-1.0, -1.5, 0.0]
    assert [fact.features["near_kin"] for fact in found] == [0.8, 0.9, 0.0]


def test_without_a_model_nothing_lies_near() -> None:
    (found,) = compared([at(None)])
    assert (found.features["near_lead"], found.features["near_kin"]) == (0.0, 0.0)
