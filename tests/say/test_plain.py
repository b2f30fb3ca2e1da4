"""Texts for a screen reader: the same words, no tag but links, no sign that says something alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.model import LANGS, Lang, Page
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.say.locale import load
from digests.say.pages import LIMIT, units
from digests.say.plain import plain, plain_label, plain_pages
from tests.bot.house import OPENING


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<b>Sources</b>", "Sources:"),
        ("<b>As of 30 March, 144 were killed [1][2].</b>", "As of 30 March, 144 were killed (sources 1, 2)."),
        ("• One thing [1].\n• Another [2].", "One thing (source 1).\nAnother (source 2)."),
        ("[1] IWPR, 3 April · [2] Meduza", "(source 1) IWPR, 3 April, (source 2) Meduza"),
        ('[1] <a href="https://a.example/[1] · x">Title [2]</a>',
         '(source 1) <a href="https://a.example/[1] · x">Title (source 2)</a>'),
        ("<blockquote expandable>[1] Source’s words: “a”\n[2] In our words: b</blockquote>",
         "(source 1) Source’s words: “a”\n(source 2) In our words: b"),
        ("<i>note</i> &lt;b&gt;", "note &lt;b&gt;"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_message_in_plain_words(html: str, said: str) -> None:
    assert plain(html, "en") == said


@pytest.mark.parametrize(("label", "said"), [("‹ 2 April", "2 April"), ("More ›", "More"), ("✓ laws", "chosen: laws"),
                                             ("Chart", "Chart"), ("‹", "‹")])  # fmt: skip
def test_a_label_in_plain_words(label: str, said: str) -> None:
    assert plain_label(label, "en") == said


def test_pages_are_cut_anew_where_words_are_longer_than_signs() -> None:
    full = "x [1]\n" * 600
    pages = plain_pages([Page(full, full)], "ru")
    assert len(pages) > 1
    assert all(units(page.text) <= LIMIT for page in pages)
    assert sum(page.text.count("(источник 1)") for page in pages) == 600


@pytest.fixture
def curated(curated: Path, tmp_path: Path) -> Path:
    """A copy of the corpus: editions are stored in it."""
    return Path(shutil.copytree(curated, tmp_path / "curated"))


@pytest.mark.parametrize("lang", LANGS)
def test_answers_cards_and_editions_say_everything_in_words(curated: Path, lang: Lang) -> None:
    room = Newsroom(curated, FixedClock(OPENING), policy=OPEN)
    questions = {"tg": "Дар «Крокус» чанд нафар захмӣ шуд?", "ru": "Сколько раненых?", "en": "How many wounded?"}
    answer = room.answer_pages(room.ask(questions[lang], lang), links=True)
    refusal = room.answer_pages(room.ask({"tg": "билет чанд аст?", "ru": "погода", "en": "weather"}[lang], lang))
    front = room.compile(room.newest_closed_day(), lang).pages
    for pages in (answer, refusal, front, room.figure_pages("crocus.deaths", lang, links=True)):
        for page in plain_pages(pages, lang):
            assert not [sign for sign in ("•", " · ", "[1]", "✓", "‹", "›") if sign in page.text]
            assert not [tag for tag in ("<b>", "<i>", "<blockquote") if tag in page.html]
    heading = load(lang).say("digest-sources")
    assert f"{heading}:" in "".join(page.text for page in plain_pages(answer, lang))
    room.close()
