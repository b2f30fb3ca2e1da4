"""The living example of a greeting, and the way from a day without news to the next one with any."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.model import LANGS, Lang
from digests.newsroom import Newsroom
from digests.policy import Policy
from digests.say.digest import leading_figure
from digests.say.pages import strip


def room(data: Path, day: date) -> Newsroom:
    return Newsroom(
        data, FixedClock(datetime(day.year, day.month, day.day, 7, tzinfo=UTC)), policy=Policy("corroborated")
    )


@pytest.fixture
def curated(curated: Path, tmp_path: Path) -> Path:
    """A copy of the corpus: editions are stored in it."""
    return Path(shutil.copytree(curated, tmp_path / "curated"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_that_leads_stands_with_who_said_it_when_and_its_source(curated: Path, lang: Lang) -> None:
    newsroom = room(curated, date(2024, 4, 4))
    found = newsroom.leading(lang)
    assert found is not None
    day, html = found
    edition = newsroom.digest(day, lang)
    first = edition.figures[0]
    text = strip(html)
    assert text.startswith(first.text)
    assert first.attribution in text
    cited = {int(n) for n in re.findall(r"\[(\d+)\]", text)}
    assert cited
    assert cited <= {citation.n for citation in edition.citations}
    assert all(f"[{n}]" in text.rpartition("\n")[2] for n in cited), "each source stands below"
    newsroom.close()


def test_no_example_links_to_what_can_be_held_against_a_reader(curated: Path) -> None:
    newsroom = room(curated, date(2024, 4, 4))
    found = newsroom.leading("ru")
    assert found is not None
    edition = newsroom.digest(found[0], "ru")
    newsroom.close()
    assert "href" in found[1]
    risky = [replace(each, publisher="Radio Ozodi", url="https://www.ozodi.org/a/1.html") for each in edition.citations]
    told = leading_figure(replace(edition, citations=tuple(risky)))
    assert told is not None
    assert "Radio Ozodi" in told
    assert "href" not in told


def test_before_the_first_edition_there_is_no_example(curated: Path) -> None:
    newsroom = room(curated, date(2020, 1, 1))
    assert newsroom.leading("tg") is None
    assert newsroom.following("tg", after=date(2019, 1, 1)) is None
    newsroom.close()


def test_the_next_day_with_news_is_the_first_one_after(curated: Path) -> None:
    newsroom = room(curated, date(2024, 4, 20))
    first = newsroom.following("en", after=date(2024, 1, 1))
    assert first is not None
    then = newsroom.following("en", after=first)
    assert then is not None
    assert first < then
    assert newsroom.digest(then, "en").news
    last = newsroom.newest("en")
    assert last is not None
    assert newsroom.following("en", after=last.date) is None
    newsroom.close()
