"""Editions: the same figures and sources in three languages, changes first, nothing without a source."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.model import LANGS, Cadence, Claim, Digest, Document, Lang
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.say.locale import load as load_locale
from digests.say.pages import LIMIT, units
from tests.size import part

APRIL_3 = date(2024, 4, 3)
DAYS = part(
    [date(2024, 3, 29) + timedelta(days=n) for n in range(20)],
    [date(2024, 3, 31), date(2024, 4, 2), date(2024, 4, 3), date(2024, 4, 15), date(2024, 4, 16)],
)
"""About the days of the records; in part those days themselves, and one without."""


def shape(digest: Digest) -> object:
    """What must be the same in every language."""
    return (
        [
            (figure.indicator, figure.disagree, [claim.id for claim in figure.claims], figure.citations)
            for figure in digest.figures
        ],
        [(story.topics, story.citations) for story in digest.stories],
        [(citation.n, citation.doc_id) for citation in digest.citations],
    )


@pytest.mark.parametrize("cadence", ["daily", "weekly"])
def test_the_three_languages_hold_the_same_in_pages_that_fit(newsroom: Newsroom, cadence: Cadence) -> None:
    for day in DAYS:
        tg, ru, en = (newsroom.compile(day, lang, cadence=cadence) for lang in LANGS)
        assert shape(tg) == shape(ru) == shape(en), day
        for page in (*tg.pages, *ru.pages, *en.pages):
            assert units(page.text) <= LIMIT, "it fits a message"


def test_the_toll_its_earlier_day_and_its_rounding_stand_together(newsroom: Newsroom) -> None:
    edition = newsroom.compile(APRIL_3, "en", cadence="weekly")
    deaths = next(figure for figure in edition.figures if figure.indicator == "crocus.deaths")
    assert {(claim.value, claim.modifier) for claim in deaths.claims} == {(144, "="), (137, "="), (140, ">=")}
    assert not deaths.disagree
    assert "24 March" in deaths.text


def test_two_accounts_of_the_injured_are_both_told_with_their_sources(newsroom: Newsroom) -> None:
    edition = newsroom.compile(date(2024, 4, 2), "tg")
    injured = next(figure for figure in edition.figures if figure.indicator == "crocus.injured")
    assert injured.disagree
    assert "551" in injured.text
    assert "382" in injured.text
    publishers = {citation.publisher for citation in edition.citations if citation.n in injured.citations}
    assert publishers == {"Essanews", "ZeroHedge"}
    assert "The Moscow Times" in injured.attribution


def test_an_unchanged_toll_does_not_lead(newsroom: Newsroom) -> None:
    for day in DAYS:
        figures = newsroom.compile(day, "ru").figures
        if figures and day > date(2024, 3, 31) and len(newsroom.compile(day, "ru").stories) > 0:
            assert figures[0].indicator != "crocus.deaths", day


@pytest.mark.parametrize("lang", LANGS)
def test_a_day_without_news_says_so_and_repeats_nothing(newsroom: Newsroom, lang: Lang) -> None:
    for day in (date(2024, 4, 1), date(2024, 1, 1)):
        edition = newsroom.compile(day, lang)
        assert not edition.news
        assert edition.figures == edition.stories == edition.citations == ()
        (page,) = edition.pages
        assert page.text.endswith(load_locale(lang).say("digest-no-news"))


def test_a_figure_that_accuses_a_group_says_who_stated_it(newsroom: Newsroom) -> None:
    edition = newsroom.compile(APRIL_3, "ru", cadence="weekly")
    growth = next((figure for figure in edition.figures if figure.indicator == "russia.migrant_crime_growth"), None)
    first = newsroom.compile(APRIL_3, "ru")
    growth = growth or next(figure for figure in first.figures if figure.indicator == "russia.migrant_crime_growth")
    assert "Краснов" in growth.text
    assert "Краснов" not in growth.attribution  # once is enough
    assert "за 2023 год" in growth.attribution  # and no day of publication


def test_links_are_the_readers_choice_in_editions_too(curated: Path, tmp_path: Path) -> None:
    shutil.copytree(curated, tmp_path / "data")
    clock = FixedClock(datetime(2024, 4, 4, 3, 0, tzinfo=UTC))
    room = Newsroom(tmp_path / "data", clock, policy=OPEN)
    text = "A bakery in Tomsk has hired forty bakers from Khujand. Its owner is content with them."
    address = "https://meduza.example/bakery"
    Ingest(room.store, clock).document(
        Document(id="m", title="Bakers", text=text, lang="en", published=APRIL_3, publisher="Meduza", url=address)
    )
    for _ in range(2):  # compiled, then stored
        plain, linked = (room.digest(APRIL_3, "en", links=links).pages for links in (False, True))
        assert [page.text for page in plain] == [page.text for page in linked]
        assert [any(address in page.html for page in pages) for pages in (plain, linked)] == [False, True]
    room.close()


def test_topics_choose_the_stories(newsroom: Newsroom) -> None:
    edition = newsroom.compile(APRIL_3, "en", cadence="weekly", topics=frozenset({"recruitment"}))
    assert edition.stories
    assert all("recruitment" in story.topics for story in edition.stories)
    everything = newsroom.compile(APRIL_3, "en", cadence="weekly")
    assert {story.text for story in edition.stories} != {story.text for story in everything.stories}


def test_topics_choose_the_figures(newsroom: Newsroom) -> None:
    everything = newsroom.compile(APRIL_3, "en")
    some = newsroom.compile(APRIL_3, "en", topics=frozenset({"recruitment"}))
    indicators = [figure.indicator for figure in some.figures]
    assert 0 < len(indicators) < len(everything.figures)
    assert "crocus.deaths" not in indicators
    assert not newsroom.compile(date(2024, 4, 2), "en", topics=frozenset({"education"})).news


def test_yesterdays_news_does_not_come_back(newsroom: Newsroom) -> None:
    told: set[str] = set()
    for day in DAYS:
        for story in newsroom.compile(day, "en").stories:
            sentences = {part.strip() for part in story.text.split(". ")}
            assert not told & sentences, day
            told |= sentences


def test_a_closed_edition_is_kept_as_it_went_out(curated: Path, tmp_path: Path) -> None:
    shutil.copytree(curated, tmp_path / "data")
    clock = FixedClock(datetime(2024, 4, 4, 3, 0, tzinfo=UTC))
    room = Newsroom(tmp_path / "data", clock, policy=OPEN)
    sent = room.digest(APRIL_3, "tg")
    late = Document(
        id="late", title="Late", text="Late news about nothing at all that stands here.", lang="en", published=APRIL_3
    )
    Ingest(room.store, clock).document(late)
    assert room.digest(APRIL_3, "tg") == sent
    assert room.compile(APRIL_3, "tg") != sent
    room.close()


def test_a_withdrawn_document_is_told_in_the_next_edition_and_no_longer_counts(curated: Path, tmp_path: Path) -> None:
    shutil.copytree(curated, tmp_path / "data")
    with Store.open(tmp_path / "data") as store:
        why = {"tg": "санҷидем", "ru": "проверили", "en": "we checked"}
        store.retract("2024-04-02-zerohedge-mass-deportations", date(2024, 4, 9), why)  # type: ignore[arg-type]
    room = Newsroom(tmp_path / "data", FixedClock(datetime(2024, 4, 10, tzinfo=UTC)), policy=OPEN)
    edition = room.compile(date(2024, 4, 9), "ru")
    assert "проверили" in edition.corrections[0]
    assert "проверили" in edition.pages[0].text
    standing: list[Claim] = [claim for figure in edition.figures for claim in figure.claims]
    assert all(claim.doc_id != "2024-04-02-zerohedge-mass-deportations" for claim in standing)
    room.close()


def test_a_corrected_figure_is_told_with_what_stood_before(curated: Path, tmp_path: Path) -> None:
    shutil.copytree(curated, tmp_path / "data")
    with Store.open(tmp_path / "data") as store:
        claim = next(claim for claim in store.claims("helpline.calls"))
        decided = datetime(2024, 4, 9, 10, 0, tzinfo=UTC)
        reviews.decide(store.connection, claim, "correct", decided, note="хатои чоп", after={"value": 2600})
        other = next(claim for claim in store.claims("spb.migration_cases"))
        reviews.decide(store.connection, other, "retract", decided)
        reviews.decide(store.connection, other, "reject", decided)
    room = Newsroom(tmp_path / "data", FixedClock(datetime(2024, 4, 10, tzinfo=UTC)), policy=OPEN)
    corrected, withdrawn = room.compile(date(2024, 4, 9), "tg").corrections
    room.close()
    assert "2\u00a0600" in corrected
    assert "2\u00a0500" in corrected
    assert "хатои чоп" in corrected
    assert "584" in withdrawn


def test_a_line_whose_number_has_no_source_is_withheld(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from digests.editions import compile as module

    plain = module.figure_line

    def wrong(*args: object, **kwargs: object) -> object:
        line = plain(*args, **kwargs)  # type: ignore[arg-type]
        return replace(line, text=line.text + " 9 999") if line else None

    monkeypatch.setattr(module, "figure_line", wrong)
    assert newsroom.compile(APRIL_3, "tg").figures == ()
    assert "withheld" in caplog.text
