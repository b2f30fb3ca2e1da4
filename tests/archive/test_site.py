"""What the archive's pages are made of: valid, whole, in three languages, with nothing that runs or is fetched."""

from __future__ import annotations

import posixpath
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest

from digests.archive.editions import edition_letter
from digests.archive.feed import feed
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.model import LANGS
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.publishers import load as load_publishers
from digests.say.pages import escape
from tests.archive.conftest import made
from tests.conftest import NOON
from tests.test_outlets import PLACES, printed

VOID = {"meta", "link", "br"}
KNOWN = VOID | set(
    "html head title style body header nav main footer article h1 h2 h3 p ul ol li a span b i small cite figure "
    "figcaption svg path line rect circle text".split()
)
PHRASING = {"p", "h1", "h2", "h3", "a", "span", "b", "i", "small", "cite", "figcaption"}
BLOCKS = {"p", "h1", "h2", "h3", "ul", "ol", "li", "article", "nav", "main", "figure"}
FILES = {"claims.csv", "ledger.json", "indicators.json", "documents.csv", "documents.json", "metadata.json"}


class Read(HTMLParser):
    """A page's elements, or what is wrong with how they stand in each other."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[tuple[str, dict[str, str | None]]] = []
        self.langs: list[str | None] = []
        self.titles = 0
        self.feed(page)
        self.close()
        self.faults += [f"{name} is left open" for name in self.open]
        self.faults += [f"id {name} stands {count} times" for name, count in self.ids.items() if count > 1]

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if name not in KNOWN:
            self.faults.append(f"<{name}>")
        if len(told) < len(attributes):
            self.faults.append(f"<{name}> says something twice")
        self.faults += [f"<{name} {key}>" for key in told if key.startswith("on") or key == "src"]
        if name in BLOCKS and PHRASING & set(self.open):
            self.faults.append(f"<{name}> in {self.open}")
        if name == "li" and self.open[-1] not in ("ul", "ol"):
            self.faults.append(f"<li> in {self.open[-1]}")
        if name == "a" and "a" in self.open:
            self.faults.append("a link in a link")
        self.titles += name == "title"
        if "id" in told:
            self.ids[str(told["id"])] += 1
        if name in ("a", "link"):
            self.links.append((str(told.get("href")), told))
        if "lang" in told:
            self.langs.append(told["lang"])
        if name not in VOID:
            self.open.append(name)

    def handle_startendtag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(name, attributes)  # <br /> is <br>

    def handle_endtag(self, name: str) -> None:
        if not self.open or self.open.pop() != name:
            self.faults.append(f"</{name}> closes nothing")


@pytest.fixture(scope="module")
def read(pages: dict[str, str]) -> dict[str, Read]:
    return {path: Read(text) for path, text in pages.items() if path.endswith(".html")}


def test_pages_are_sound(pages: dict[str, str], read: dict[str, Read]) -> None:
    assert len(read) > 80
    assert {path: page.faults for path, page in read.items() if page.faults} == {}
    assert {path for path, page in read.items() if page.titles != 1} == set()
    for path, text in pages.items():
        if path.endswith(".html"):
            assert text.startswith("<!DOCTYPE html>\n<html lang="), path
            assert "default-src 'none'" in text, path


def test_the_check_of_pages_finds_faults() -> None:
    wrong = "<ul><p id=a>x<p id=a></ul><a href=x><a href=y></a></a><script>1</script><li onclick=x></li>"
    assert len(Read(wrong).faults) > 6


def test_languages_have_the_same_pages_and_say_which_they_are(read: dict[str, Read]) -> None:
    places = {lang: {path[3:] for path in read if path.startswith(f"{lang}/")} for lang in LANGS}
    assert places["tg"] == places["ru"] == places["en"]
    for path, page in read.items():
        assert set(page.langs) <= set(LANGS), path
        assert page.langs[0] == (path[:2] if "/" in path else "tg"), path
        switched = {href for href, told in page.links if told.get("hreflang") and "://" not in href}
        assert len(switched) >= (2 if "/" in path else 3), path


def test_every_link_inside_leads_to_something(pages: dict[str, str], read: dict[str, Read]) -> None:
    there = {*pages, *FILES}
    for path, page in read.items():
        for href, _ in page.links:
            if "://" in href:
                continue
            target, _, place = href.partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert found in there, (path, href)
            assert not place or place in read[found].ids, (path, href)


def test_links_outside_are_only_those_that_are_safe_to_share(read: dict[str, Read]) -> None:
    addresses = {href for page in read.values() for href, _ in page.links if "://" in href}
    assert addresses
    assert [each for each in addresses if not load_publishers().link_is_safe(None, each)] == []


def test_a_figure_tells_its_history_its_sources_and_who_differs(pages: dict[str, str]) -> None:
    injured = pages["en/figures/crocus.injured.html"]
    for told in ("551 people", "382 people", "Sources differ", "Essanews", "ZeroHedge", "begins at", "<svg"):
        assert told in injured, told
    assert "382" in pages["tg/figures/index.html"]


def test_every_point_of_a_chart_has_its_source_on_the_page(curated: Path, pages: dict[str, str]) -> None:
    newsroom = Newsroom(curated, FixedClock(NOON), policy=OPEN)
    for indicator, _ in newsroom.indicators("en"):
        page = pages[f"en/figures/{indicator}.html"]
        for claim in newsroom.view(indicator).claims:
            assert not claim.publisher or escape(claim.publisher) in page, (indicator, claim.publisher)
        assert page.count("<li>") >= len(newsroom.view(indicator).claims)
    newsroom.close()


@pytest.mark.parametrize("lang", LANGS)
def test_feeds_are_atom(pages: dict[str, str], read: dict[str, Read], lang: str) -> None:
    told = feedparser.parse(pages[f"{lang}/feed.xml"].encode())
    assert (told.bozo, told.version, told.feed.language) == (False, "atom10", lang)
    editions = [path for path in read if path.startswith(f"{lang}/editions/")]
    assert len(told.entries) == len(editions) > 2
    assert len({entry.id for entry in told.entries}) == len(editions)
    for entry in told.entries:
        assert entry.updated_parsed and entry.published_parsed and entry.summary and entry.title
        assert f"{lang}/{entry.link}" in editions
        assert not Read(entry.content[0].value).faults
    others = [pages[f"{other}/feed.xml"] for other in LANGS if other != lang]
    assert [entry.id for entry in told.entries if any(entry.id in other for other in others)] == []


def test_a_feed_without_editions_is_one_too() -> None:
    told = feedparser.parse(feed("tg", [])[1].encode())
    assert (told.bozo, told.entries) == (False, [])


def test_the_same_corpus_makes_the_same_bytes(curated: Path, pages: dict[str, str]) -> None:
    assert made(curated) == pages


def test_what_an_editor_holds_is_nowhere(curated: Path, tmp_path: Path, pages: dict[str, str]) -> None:
    shutil.copytree(curated, tmp_path / "data")
    with Store.open(tmp_path / "data") as store:
        cases = next(claim for claim in store.claims("spb.migration_cases") if claim.value == 584)
        reviews.decide(store.connection, cases, "hold", NOON)
    where = [path for path, text in pages.items() if printed(PLACES.sub("", text), "584")]
    assert len(where) > 6
    held = made(tmp_path / "data")
    assert [path for path, text in held.items() if printed(PLACES.sub("", text), "584")] == []
    assert "en/figures/crocus.deaths.html" in held


def test_a_letter_needs_nothing_beside_it(curated: Path) -> None:
    newsroom = Newsroom(curated, FixedClock(NOON), policy=OPEN)
    for lang in LANGS:
        letter = edition_letter(newsroom.compile(date(2024, 4, 3), lang))
        page = Read(letter)
        assert page.faults == []
        assert f'<html lang="{lang}">' in letter
        assert "<style" not in letter and "<img" not in letter and letter.count(" style=") > 20
        assert all("://" in href or href.lstrip("#") in page.ids for href, _ in page.links)
    newsroom.close()


def test_what_sources_write_is_no_markup(curated: Path) -> None:
    newsroom = Newsroom(curated, FixedClock(NOON), policy=OPEN)
    edition = newsroom.compile(date(2024, 4, 3), "en")
    newsroom.close()
    evil = '<script>alert(1)</script>" onclick="x'
    story = replace(edition.stories[0], title=evil, parts=(), text=evil)
    citation = replace(edition.citations[0], title=evil, publisher=evil, url='https://a.example/"onclick="x')
    shown = edition_letter(replace(edition, stories=(story,), citations=(citation,), corrections=(evil,)))
    assert Read(shown).faults == []
    assert "<script" not in shown and "&lt;script" in shown
    assert [told for _, told in Read(shown).links if "onclick" in told] == []
