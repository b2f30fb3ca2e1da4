"""Who says what: figures that count otherwise, another place, two sides of one matter, and who told a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digests.answers.find import sources
from digests.answers.find.finder import Candidates
from digests.answers.find.found import Fact, Found
from digests.answers.find.pool import Pool
from digests.answers.understand.question import Question
from digests.answers.understand.sense import WANTS, Want
from digests.answers.write.writer import write
from digests.model import Figure, Lang
from tests.answers.conftest import Desk, desk_over
from tests.answers.world import asked, figure, statement

TODAY = datetime(2026, 11, 1, tzinfo=UTC)
RECORDS = (
    "2024-03-27-ntv-95-missing", "2024-03-28-anews-143-dead",
    "2024-07-25-sng-today-3400-deported-airports", "2024-08-07-asiaplus-17134-deported",
    "2026-03-07-riacrimea-150-dead",
)  # fmt: skip
SIDES: frozenset[Want] = frozenset({"beside", "sources"})
BOTH: frozenset[Want] = frozenset(WANTS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(RECORDS, TODAY, tmp_path_factory) as desk:
        yield desk


def read(desk: Desk, text: str, lang: Lang = "en") -> Question:
    return desk.answerer.reader.read(text, lang, today=TODAY.date(), known=None)


def held(desk: Desk, statement_id: str) -> Fact:
    """A statement of the records."""
    pool: Pool = desk.answerer.finder.facts.pool
    shown = desk.answerer.shown
    claims = (claim for one in desk.answerer.indicators.all for claim in shown.claims(one.id, None))
    claim = next(claim for claim in claims if claim.statement_id == statement_id)
    fact = pool.stating(claim, asked())
    assert fact is not None
    return fact


def of(value: float, *, indicator: str | None = None, day: str = "2024-03-27", unit: str = "person") -> Figure:
    return figure(value, indicator=indicator, as_of=date.fromisoformat(day), unit=unit)


class TestCountedOtherwise:
    MISSING = "By 27 March 95 people were missing, Baza wrote."
    REPORTS = "By 27 March investigators had 143 reports of missing people."

    def pair(self, **of_other: object) -> tuple[Fact, Fact]:
        one = statement(self.MISSING, figures=[of(95)], said_by=("Baza",))
        told: dict[str, object] = {"figures": [of(143, unit="report")], "said_by": ("Investigators",), **of_other}
        return one, statement(self.REPORTS, **told)  # type: ignore[arg-type]

    def question(self, desk: Desk, text: str = "How many people are missing?") -> Question:
        return replace(read(desk, text), wants=BOTH)

    def test_two_counts_of_one_thing_and_day_differ(self, desk: Desk) -> None:
        assert desk.answerer.finder.differing.differ(self.pair(), self.question(desk))

    @pytest.mark.parametrize(
        "of_other",
        [
            {"figures": [of(143, day="2024-03-28")]}, {"figures": [of(95)]}, {"figures": []}, {"said_by": ("Baza",)},
        ],
    )  # fmt: skip
    def test_not_of_another_day_nor_by_the_same_nor_the_same_number(self, desk: Desk, of_other: object) -> None:
        assert not desk.answerer.finder.differing.differ(self.pair(**of_other), self.question(desk))  # type: ignore[arg-type]

    def test_not_where_one_counts_something_else(self, desk: Desk) -> None:
        assert not desk.answerer.finder.differing.differ(self.pair(), self.question(desk, "How many were killed?"))

    def test_not_where_nobody_asked_for_sources(self, desk: Desk) -> None:
        question = replace(self.question(desk), wants=frozenset({"number"}))
        assert not desk.answerer.finder.differing.differ(self.pair(), question)

    def test_what_is_named_by_no_word_for_it_is_of_one_unit(self, desk: Desk) -> None:
        question = self.question(desk, "How big is the hall?")
        differ = desk.answerer.finder.differing.differ
        assert not differ(self.pair(), question)
        assert differ(self.pair(figures=[of(143)]), question)

    def test_the_nearest_is_told_beside_the_best_where_it_is_near_enough(self, desk: Desk) -> None:
        counterpart = desk.answerer.finder.differing.counterpart
        best, other = self.pair()
        best, near, far = replace(best, near=0.4), replace(other, near=0.3), replace(other, near=0.1)
        assert counterpart([best, near], self.question(desk)) is near
        assert counterpart([best, far], self.question(desk)) is None
        assert counterpart([best], self.question(desk)) is None
        by_words = [replace(best, near=None, support=0.9), replace(other, near=None, support=0.3)]
        assert counterpart(by_words, self.question(desk)) is None


class TestInTheLedger:
    ASKED = "How many were deported in the first half of 2024?"
    SEAT = "2024-07-25-sng-today-3400-deported-airports#1"

    def values(self, desk: Desk, question: Question, statement_id: str = SEAT) -> set[float | None]:
        return {claim.value for claim in desk.answerer.finder.against(question, held(desk, statement_id))}

    def test_who_counted_otherwise_stands_against_a_fact(self, desk: Desk) -> None:
        assert self.values(desk, read(desk, self.ASKED)) == {17134}

    def test_not_against_a_fact_that_is_asked_for_something_else(self, desk: Desk) -> None:
        assert not self.values(desk, read(desk, "How many cafes were there in the first half of 2024?"))

    def test_not_against_one_whose_teller_alone_is_named(self, desk: Desk) -> None:
        named = read(desk, f"{self.ASKED} As the labour minister said.")
        minister = "2024-08-07-asiaplus-17134-deported#1"
        assert not self.values(desk, named, minister)
        assert self.values(desk, replace(named, wants=BOTH), minister) == {3400}

    def test_its_statement_is_told_behind_the_first_and_the_sources_differ(self, desk: Desk) -> None:
        question = read(desk, self.ASKED)
        first = replace(held(desk, self.SEAT), support=0.9, sure=0.9)
        found = desk.answerer.finder.told(question, [first])
        assert [fact.document.id[:10] for fact in found.facts] == ["2024-07-25", "2024-08-07"]
        assert found.disagree

    @pytest.mark.parametrize("lang", ["en", "ru", "tg"])
    def test_a_page_that_counts_twice_for_one_day_is_told_so(self, desk: Desk, lang: Lang) -> None:
        texts: dict[Lang, str] = {
            "en": "How many died in the Crocus attack?", "ru": "Сколько погибло в «Крокусе»?",
            "tg": "Дар «Крокус» чанд нафар кушта шуд?",
        }  # fmt: skip
        answer = desk.ask(texts[lang], lang, today=TODAY.date())
        assert answer.disagree and "150" in answer.text and "149" in answer.text


class TestPlaces:
    BRYANSK = statement("They were caught in Bryansk.", said_by=("Investigators",))
    KALUGA = statement("They were caught in Kaluga.", said_by=("IWPR",))

    @pytest.mark.parametrize(
        ("lang", "text", "two"),
        [
            ("en", "Where were they caught, in Kaluga or in Bryansk?", True),
            ("ru", "Их взяли в Калуге или в Брянске, в какой области?", True),
            ("tg", "Дар кадом вилоят доштанд, дар Калуга ё дар Брянск?", True),
            ("tg", "кадом областда доштан, Брянскда-ми Калугада-ми?", True),
            ("en", "Where in Russia were they caught, in Kaluga?", False),
        ],
    )
    def test_which_of_two_places_is_heard(self, desk: Desk, lang: Lang, text: str, two: bool) -> None:
        question = replace(read(desk, text, lang), wants=frozenset())
        assert question.two_places is two
        assert question.of_place is two and question.compares is two

    def test_the_nearest_fact_of_another_place_is_told(self, desk: Desk) -> None:
        chosen = desk.answerer.finder.facts.chosen
        question = asked(kind="where", says_where=True, wants=SIDES)
        again = replace(statement("Bryansk is where they were caught."), support=0.3, near=0.39)
        best, other = replace(self.BRYANSK, support=0.9, near=0.4), replace(self.KALUGA, support=0.02, near=0.3)
        assert other in chosen(question, [best, again, other])
        assert other not in chosen(question, [best, again, replace(other, near=0.1)])
        for wants in (frozenset[Want](), frozenset[Want]({"sources"})):
            assert other not in chosen(replace(question, wants=wants), [best, again, other])

    def test_what_tells_of_either_place_bears_out_the_first(self) -> None:
        question = asked(kind="where", says_where=True, two_places=True, wants=frozenset())
        told = {"lacks_place": 0.0}
        one = replace(self.BRYANSK, support=0.4, sure=0.4, near=0.4, features=told)
        other = replace(self.KALUGA, support=0.3, sure=0.3, near=0.3, features=told)
        assert Candidates((one, other), (), ()).fact(question) is one
        elsewhere = replace(other, features={"lacks_place": 1.0})
        assert Candidates((one, elsewhere), (), ()).fact(question) is None


class TestSides:
    def test_what_several_tell_is_told_as_who_says_what(self, desk: Desk) -> None:
        question = asked(kind="who", wants=SIDES)
        one = replace(statement("It was one group.", said_by=("One ministry",)), support=0.9, sure=0.9)
        other = replace(statement("Another stood behind it.", said_by=("Another ministry",)), support=0.8, sure=0.8)
        found = desk.answerer.finder.told(question, [one, other])
        assert found.sides and not found.disagree
        same = replace(other, statement=replace(other.statement, attributed_to=("One ministry",)))  # type: ignore[type-var]
        assert not desk.answerer.finder.told(question, [one, same]).sides
        assert not desk.answerer.finder.told(asked(kind="who", wants=frozenset()), [one, other]).sides

    @pytest.mark.parametrize(("lang", "said"), [("en", "What each side says:"), ("ru", "Кто что"), ("tg", "Кӣ чӣ")])
    def test_it_is_said_before_them(self, desk: Desk, lang: Lang, said: str) -> None:
        fact = held(desk, "2024-03-27-ntv-95-missing#1")
        question = asked(kind="who", lang=lang)
        cited = sources.gather(desk.answerer.shown, question, facts=[fact])
        answer = write(question, Found("passage", 0.9, facts=(fact,), sources=cited, sides=True)).finish()
        assert answer.text.startswith(said) and answer.disagree

    def test_who_asks_for_what_sources_say_is_told_it_from_less_sureness(self) -> None:
        fact = replace(statement("It was so."), support=0.3, sure=0.3, near=0.3)
        candidates = Candidates((fact,), (), ())
        assert candidates.fact(asked(wants=BOTH)) is fact
        assert candidates.fact(asked(wants=frozenset({"number"}))) is None


def test_one_source_may_count_what_came_from_a_country_and_another_what_came_to_one(desk: Desk) -> None:
    vetoes = desk.answerer.finder.facts.vetoes
    fact = replace(statement("Tajikistan received 5 billion."), features={"lacks_people": 0.0, "other_time": 0.0})
    fact = replace(fact, features={**fact.features, "lacks_number": 0.0, "lacks_place": 0.0})
    question = asked(entities=frozenset({"russia"}), wants=frozenset({"number"}))
    assert "another country" in vetoes.against(question, fact)
    assert "another country" not in vetoes.against(replace(question, wants=BOTH), fact)


class TestWhoToldANumber:
    COUNTED = replace(statement("It was so.", figures=[of(95)]), support=0.3, sure=0.3, near=0.3)

    def told(self, **fields: object) -> bool:
        question = asked(**{"kind": "who", "wants": frozenset(), "numbers": frozenset({95.0}), **fields})  # type: ignore[arg-type]
        return Candidates((self.COUNTED,), (), ()).fact(question) is self.COUNTED

    def test_the_fact_that_states_it_is_told_from_less_sureness(self) -> None:
        assert self.told()
        assert not self.told(numbers=frozenset({96.0}))
        assert not self.told(kind="when")

    def test_a_small_number_tells_nothing(self) -> None:
        fact = replace(self.COUNTED, statement=replace(self.COUNTED.statement, figures=(of(4),)))  # type: ignore[type-var]
        question = asked(kind="who", wants=frozenset(), numbers=frozenset({4.0}))
        assert Candidates((fact,), (), ()).fact(question) is None

    def test_a_figure_of_the_past_that_the_question_says_is_no_answer(self, desk: Desk) -> None:
        """Ninety-five were missing once, one is now: who told of the ninety-five is asked."""
        answer = desk.ask("Who said that 95 people are missing after the Crocus attack?", today=TODAY.date())
        assert answer.kind != "figure"
        assert "95" in answer.text and "Baza" in answer.text
