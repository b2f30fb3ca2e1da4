"""Thirty mornings in spring 2024: short, nothing twice, the same in three languages, everything with its source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from digests.corpus.store import Store
from tests.editions.mornings import MORNINGS, Measures, Morning, measure, spring


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[Morning]]]:
    store, found = spring(tmp_path_factory.mktemp("spring"))
    yield store, found
    store.close()


@pytest.fixture(scope="module")
def got(lived: tuple[Store, list[Morning]]) -> Measures:
    return measure(*lived)


def test_there_is_news_on_the_days_on_which_sources_wrote(got: Measures, lived: tuple[Store, list[Morning]]) -> None:
    store, found = lived
    written = {document.published for document in store.documents()}
    assert len(found) == MORNINGS
    for morning in found:
        assert morning["tg"].news == (morning["tg"].date in written), morning["tg"].date
    assert got.with_news == 11


def test_a_first_page_fits_a_phone(got: Measures) -> None:
    assert max(got.characters) <= 900
    assert min(got.shown) >= 1 and max(got.shown) <= 5


def test_nothing_is_told_twice(got: Measures) -> None:
    assert (got.repeated_figures, got.repeated_stories) == ((), ())


def test_the_three_languages_tell_the_same(got: Measures) -> None:
    assert got.unlike == ()


def test_everything_has_its_source(got: Measures) -> None:
    assert got.unresolved == ()


def test_no_headline_says_more_than_its_sentence(got: Measures) -> None:
    assert got.unproven == ()


def test_the_measures_see_what_they_are_for(lived: tuple[Store, list[Morning]]) -> None:
    """An edition sent twice is seen as such."""
    store, found = lived
    day = next(morning for morning in found if morning["tg"].figures and morning["tg"].stories)
    twice = measure(store, [day, day])
    assert len(twice.repeated_figures) == len(day["en"].figures)
    assert len(twice.repeated_stories) >= len(day["en"].stories)
