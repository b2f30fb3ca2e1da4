"""`khabar digest`: one edition in three languages, in every shape, for every day."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.cli.contract import DIGEST, LANGS, TOPICS, fits, khabar, misused, refused, sound

DAYS = ("2024-03-31", "2024-04-02", "2024-04-03", "2024-04-15")
CITED = ("n", "doc_id", "title", "publisher", "published", "url")


def digest(data: Path, *arguments: str) -> dict[str, Any]:
    ran = khabar("digest", *arguments, "--json", data=data)
    assert ran.status == 0, ran
    fits(ran.json, DIGEST)
    return ran.json


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("day", DAYS)
def test_every_key_is_there(curated: Path, day: str, lang: str) -> None:
    edition = digest(curated, "--date", day, "--lang", lang)
    assert (edition["date"], edition["lang"]) == (day, lang)
    numbered = [citation["n"] for citation in edition["citations"]]
    assert numbered == list(range(1, len(numbered) + 1))
    for part in (*edition["figures"], *edition["stories"]):
        assert set(part["citations"]) <= set(numbered)
        assert part["citations"]
    for figure in edition["figures"]:
        for claim in figure["claims"]:
            sound(claim)
    assert edition["pages"]


@pytest.mark.parametrize("cadence", ["daily", "weekly"])
@pytest.mark.parametrize("day", DAYS)
def test_the_three_languages_hold_the_same(curated: Path, day: str, cadence: str) -> None:
    editions = [digest(curated, "--date", day, "--cadence", cadence, "--lang", lang) for lang in LANGS]

    def held(edition: dict[str, Any]) -> object:
        return (
            [
                (figure["indicator"], figure["disagree"], figure["claims"], figure["citations"])
                for figure in edition["figures"]
            ],
            [(story["topics"], story["citations"]) for story in edition["stories"]],
            [tuple(citation[key] for key in CITED) for citation in edition["citations"]],
            len(edition["corrections"]),
        )

    assert held(editions[0]) == held(editions[1]) == held(editions[2])


def test_a_week_holds_its_days(curated: Path) -> None:
    daily = digest(curated, "--date", "2024-04-03")
    week = digest(curated, "--date", "2024-04-03", "--cadence", "weekly")
    assert {cited["doc_id"] for cited in daily["citations"]} <= {cited["doc_id"] for cited in week["citations"]}
    assert len(week["stories"]) > len(daily["stories"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("day", ["2024-04-04", "1999-01-01", "2150-12-31"])
def test_a_day_without_news_is_an_edition(curated: Path, day: str, lang: str) -> None:
    edition = digest(curated, "--date", day, "--lang", lang)
    assert edition["stories"] == []
    ran = khabar("digest", "--date", day, "--lang", lang, data=curated)
    assert (ran.status, ran.out.strip() != "") == (0, True)


def test_topics_choose_stories(curated: Path) -> None:
    week = ("--date", "2024-04-15", "--cadence", "weekly")
    everything = digest(curated, *week)
    had = {topic for story in everything["stories"] for topic in story["topics"]}
    assert had
    for topic in sorted(TOPICS):
        stories = digest(curated, *week, "--topics", topic)["stories"]
        assert all(topic in story["topics"] for story in stories)
        assert stories or topic not in had
    assert digest(curated, *week, "--topics", " , ".join(sorted(TOPICS)))["stories"] == everything["stories"]


def test_text_and_html(curated: Path) -> None:
    text = khabar("digest", "--date", "2024-04-03", "--lang", "en", data=curated)
    html = khabar("digest", "--date", "2024-04-03", "--lang", "en", "--html", data=curated)
    assert text == khabar("digest", "--date", "2024-04-03", "--lang", "en", "--text", data=curated)
    assert text.status == html.status == 0
    assert "</" not in text.out
    assert html.out.startswith('<!DOCTYPE html>\n<html lang="en">')
    edition = digest(curated, "--date", "2024-04-03", "--lang", "en")
    shown = unescape(re.sub(r"<[^>]+>", "", html.out))
    assert [figure["text"] for figure in edition["figures"] if figure["text"] not in shown] == []
    assert [story["title"] for story in edition["stories"] if story["title"] not in shown] == []


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--date", "2024-13-01"), "2024-13-01"),
        (("--date", "2024-02-30"), "2024-02-30"),
        (("--date", "yesterday"), "yesterday"),
        (("--date", ""), "--date"),
        (("--date", "20240403"), "20240403"),
        (("--date", "2024-W14-3"), "2024-W14-3"),
        (("--date", "0000-00-00"), "0000-00-00"),
        (("--date", "٢٠٢٤-٠٤-٠٣"), "--date"),
        (("--date", "2024-04-03\nx"), "2024-04-03"),
        (("--lang", "de"), "de"),
        (("--lang", "TG"), "TG"),
        (("--topics", "weather"), "weather"),
        (("--topics", "law,weather"), "weather"),
    ],
)
def test_what_nobody_knows_is_wrong_usage(curated: Path, arguments: tuple[str, ...], word: str) -> None:
    refused(khabar("digest", *arguments, data=curated), 2, word)


def test_wrong_options(curated: Path) -> None:
    misused(khabar("digest", "--cadence", "monthly", data=curated), "monthly")
    misused(khabar("digest", "--colour", data=curated), "--colour")
    misused(khabar("digest", "2024-04-03", data=curated), "2024-04-03")


@pytest.mark.parametrize("day", ["1000-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(curated: Path, day: str) -> None:
    for cadence in ("daily", "weekly"):
        assert digest(curated, "--date", day, "--cadence", cadence)["stories"] == []
