"""Cards of the whole corpus: each can be said in each language, copied, sent, and looked back from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.callbacks import ROOM
from digests.answers.find.found import NOW, Asked, Moment
from digests.answers.find.sought import likely
from digests.cards import OTHER, coded, decoded, said
from digests.clock import FixedClock
from digests.errors import BadInput, UnknownName
from digests.figures import indicators
from digests.model import LANGS, TOPICS, Lang, Period
from digests.newsroom import Newsroom
from digests.policy import Policy
from digests.say.locale import load as load_locale
from digests.say.pages import LIMIT, units
from tests.conftest import AFTER_ALL


@pytest.fixture(scope="module")
def newsroom(whole: Path) -> Iterator[Newsroom]:
    room = Newsroom(whole, FixedClock(AFTER_ALL), policy=Policy("corroborated"))
    yield room
    room.close()


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_has_a_card_that_can_be_sent_and_copied(newsroom: Newsroom, lang: Lang) -> None:
    held = newsroom.indicators(lang)
    assert len(held) > 40
    for indicator, name in held:
        card = newsroom.cards.card(indicator, lang)
        assert card is not None, indicator  # the gate let it through
        assert card.pages[0].text.startswith(name)
        assert all(units(page.text) <= LIMIT for page in card.pages)
        assert 1 <= units(card.copy_text) <= 256
        assert [when for when, _ in card.times if len(f"times:{indicator}:{when}".encode()) > ROOM] == []
        for when, told in card.times[:2]:
            other = newsroom.cards.card(indicator, lang, when=when)
            assert other is not None, (indicator, when)
            assert told
            assert other.when == when


@pytest.mark.parametrize("lang", LANGS)
def test_a_disputed_toll_is_copied_with_its_speaker_and_its_rivals(newsroom: Newsroom, lang: Lang) -> None:
    card = newsroom.cards.card("crocus.deaths", lang, when="20240325")
    assert card is not None and card.disagree
    assert all(number in card.copy_text for number in ("139", "143", "144"))
    assert not card.copy_text.endswith("…")
    assert "2024" in card.copy_text.rsplit(" · ", 1)[1]  # the outlet and its day come last


def test_a_card_names_who_stands_behind_the_figure(newsroom: Newsroom) -> None:
    grades = {load_locale("en").say(f"card-grade-{grade}") for grade in ("curated", "corroborated", "single")}
    for indicator, _ in newsroom.indicators("en"):
        card = newsroom.cards.card(indicator, "en")
        assert card is not None
        assert [line for line in card.pages[0].text.splitlines() if line in grades], indicator


def test_the_days_on_which_a_toll_changed_and_the_periods_of_a_flow(newsroom: Newsroom) -> None:
    days = [when for when, _ in newsroom.cards.card("crocus.deaths", "en").times]  # type: ignore[union-attr]
    assert days == sorted(days, reverse=True)
    assert all(len(day) == 8 for day in days)
    shown = [newsroom.cards.card("crocus.deaths", "en", when=day) for day in days]
    figures = [card.headline for card in shown if card]
    assert len(set(figures)) == len(days)  # each of them another figure
    periods = [when for when, _ in newsroom.cards.card("deported.tj", "en").times]  # type: ignore[union-attr]
    assert "20240101-20241231" in periods
    card = newsroom.cards.card("deported.tj", "en", when="20240101-20241231")
    assert card is not None and "30,000" in card.headline


def test_themes_hold_every_figure_and_are_topics(newsroom: Newsroom) -> None:
    listed = newsroom.cards.listed(newsroom.indicators("ru"))
    assert {one.theme for one in listed} <= {*TOPICS, OTHER}
    assert not [one.indicator for one in listed if one.theme == OTHER]
    with pytest.raises(BadInput, match="theme"):
        indicators._Reader(Path("x"), {}).definition({"id": "a", "unit": "b", "kind": "flow", "theme": "weather"}, "a")


@pytest.mark.parametrize(
    ("typed", "lang", "meant"),
    [
        ("погибшие", "ru", {"crocus.deaths", "army.tj_dead"}),
        ("killed at Crocus", "ru", {"crocus.deaths"}),
        ("ихроҷ", "ru", {"deported.all", "deported.tj"}),
        ("зарплата", "tg", {"wage.russia", "wage.tajikistan"}),
        ("патент", "ru", {"patent.price_moscow"}),
        ("Погибшие при нападении на «Крокус Сити Холл»", "en", {"crocus.deaths"}),
        ("weather", "en", set()),
        ("помогите, меня задержали", "ru", set()),
    ],
)
def test_what_a_few_words_look_for(newsroom: Newsroom, typed: str, lang: Lang, meant: set[str]) -> None:
    _, found = newsroom.cards.sought(typed, lang)
    assert meant <= {one.indicator for one in found}
    assert bool(found) == bool(meant)


def test_the_time_that_is_named_is_each_figures_own(newsroom: Newsroom) -> None:
    _, (deaths, *_) = newsroom.cards.sought("погибшие в Крокусе 24 марта", "ru")
    assert (deaths.indicator, deaths.when) == ("crocus.deaths", "20240324")  # of the year of the attack
    _, found = newsroom.cards.sought("expelled in the first half of 2024", "en")
    assert {one.when for one in found if one.indicator == "deported.tj"} == {"20240101-20240630"}
    _, missed = newsroom.cards.sought("remittances 1999", "en")
    assert missed and all(one.missed and not one.when for one in missed)


def test_an_unknown_figure_and_a_wrong_time_are_errors(newsroom: Newsroom) -> None:
    with pytest.raises(UnknownName):
        newsroom.cards.card("nothing.here", "en")
    with pytest.raises(ValueError, match="isoformat"):
        newsroom.cards.card("crocus.deaths", "en", when="yesterday")


DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@given(DAYS, DAYS)
def test_times_come_back_as_they_were(first: date, last: date) -> None:
    for moment in (NOW, Moment(day=first), Moment(period=Period(min(first, last), max(first, last)))):
        assert decoded(coded(moment)) == moment
        assert len(coded(moment)) <= 17
        for lang in LANGS:
            assert bool(said(moment, lang)) == (moment != NOW)


def asked(name: str, support: float, *, measured: bool = True) -> Asked:
    return Asked(name, (), (), support, {"measured": float(measured)})


def test_what_may_be_meant_is_near_to_the_likeliest() -> None:
    assert [one.indicator for one in likely([asked("a", 0.8), asked("b", 0.5), asked("c", 0.4)])] == ["a", "b"]
    assert likely([asked("a", 0.1), asked("b", 0.09)]) == []
    assert [one.indicator for one in likely([asked("a", 0.8), asked("b", 0.7, measured=False)])] == ["a"]
    assert [one.indicator for one in likely([asked("a", 0.8, measured=False)])] == ["a"]
