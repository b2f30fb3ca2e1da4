"""What is spared of feedparser's work, and of ours, changes nothing of what comes out."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest

from digests.figures import indicators
from digests.language import names
from digests.language.fold import fold_words, folded_words, iter_words, written_words
from digests.relevance import cues
from digests.sources import feeds
from digests.sources.text import is_garbled, plain

ADDRESSES = [
    "https://example.tj/1", "http://example.tj", "http://example.tj/?", "http://example.tj/a/../b", "https://a.tj/x?y=1&z=",
    "http://a.tj/x#y", "http://a.tj/p;q", "HTTP://A.tj/x", "http://A.tj/x", "https://a.tj//x", "http://a.tj:80/x",
    "http://..", "http://-", "https://a.tj/x y", "https://a.tj/ё", "/x", "x?y", "", "mailto:a@b", "//a.tj/x", "http:///x",
]  # fmt: skip
TEXTS = [
    "Дар «Крокус» 144 нафар кушта шуд; Путин ва Эмомали Раҳмон гуфтанд.",
    "Из России депортировали 300 граждан Таджикистана, сообщил МВД. Патент подорожал.",
    "Don’t ask_me: co\u00adoperation, И\u0306орк, RT's «Дождь» and the O\u02bczbek_news.",
    "No words of ours at all", "", "слово " * 200,
]  # fmt: skip
UNTIDY = ["a", " a", "a ", "a\n", "\na", "a  b", "a \nb", "a\n b", "a\tb", "a\u00a0b", "a\u200bb", "а\u0306"]
PARSED = """
import feedparser, io, json, sys
if sys.argv[1] == "light":
    from digests.sources.light import lighten
    lighten()
found = feedparser.parse(io.BytesIO(sys.stdin.buffer.read()), sanitize_html=False, resolve_relative_uris=False)
dates = lambda each: {name: held for name, held in each.items() if not name.endswith("_parsed")}
print(json.dumps([dates(found.feed), [dates(each) for each in found.entries]], sort_keys=True, default=str))
"""
ITEM = """<item><title>Т &amp;amp; <![CDATA[<b>х</b>]]></title><link>{link}</link><guid>{link}</guid>
<pubDate>Mon, 06 May 2024 08:00:00 +0500</pubDate><description><![CDATA[<p>Як&nbsp;ду</p>]]></description>
<content:encoded>&lt;p&gt;se&lt;/p&gt;</content:encoded>
<enclosure url="/a.mp3" type="audio/mpeg"/><category>а</category></item>"""
RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Т</title>{}</channel></rss>"
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.tj/d/"
xml:lang="tg"><title type="html">А &amp;lt;i&gt;</title>
<entry><id>urn:1</id><link href="x/y"/><updated>2024-05-06T00:00:00Z</updated><summary type="xhtml"><div
xmlns="http://www.w3.org/1999/xhtml"><p>Як <b>ду</b></p></div></summary>
<content type="application/octet-stream">0LDQsQ==</content>
<author><name>Н</name><email>n@b.tj</email></author></entry></feed>"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_plain_address_is_what_taking_it_apart_gives(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = feeds.web_address(address, "http://base.tj/a/b")
    monkeypatch.setattr(feeds, "PLAIN_ADDRESS", re.compile(r"(?!)"))
    assert short == feeds.web_address(address, "http://base.tj/a/b")


@pytest.mark.parametrize("markup", [
    RSS.format("".join(ITEM.format(link=each.replace("&", "&amp;")) for each in ADDRESSES)), ATOM,
    RSS.format(ITEM.format(link="http://a.tj/1")) + "<unclosed>", RSS.format(ITEM.format(link="x &nope; y")),
])  # fmt: skip
def test_light_parsers_give_the_same(markup: str) -> None:
    def parsed(how: str) -> bytes:
        command = [sys.executable, "-c", PARSED, how]
        return subprocess.run(command, input=markup.encode(), capture_output=True, check=True).stdout

    assert parsed("light") == parsed("as it is") != b"[{}, []]\n"


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("lang", ["tg", "ru", "en"])
def test_what_is_named_is_told_without_its_places(text: str, lang: Any) -> None:
    words = [word.folded for word in iter_words(text)]
    assert folded_words(text) == fold_words(written_words(text)) == words
    assert written_words(text) == [word.text for word in iter_words(text)]
    for lexicon in (cues.load().words[lang], indicators.load().lexicon(lang)):
        assert lexicon.concepts(words) == {hit.concept for hit in lexicon.hits(words)}
    told = {mention.entity for mention in names.load().find(text, lang)}
    assert names.load().entities(text, lang, written_words(text), words) == told


@pytest.mark.parametrize("text", UNTIDY)
def test_a_text_is_as_tidy_as_it_looks(text: str) -> None:
    tidied = plain(text)
    assert plain(tidied) == tidied
    assert not any(each in tidied for each in ("  ", " \n", "\n ", "\t", "\u00a0", "\u200b"))


def test_a_long_line_of_ascii_is_no_garbled_word() -> None:
    assert not is_garbled("a" * 1_000_000)
    assert is_garbled("A" * 100 + " Р\x98Р·Р\xa0РѕСЃСЃРёРё " * 60)
