"""Feeds: items come out plain whatever was in them; a hostile feed is a fault within bounds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from digests.errors import BadInput
from digests.model import Document, Lang
from digests.sources import feeds
from digests.sources.pages import read_page

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Хабарҳо</title>{items}</channel></rss>"""
ITEM = (
    "<item><title>{title}</title><link>{link}</link><guid>{guid}</guid>"
    "<pubDate>{day}</pubDate><description>{text}</description></item>"
)


def feed(**values: str) -> bytes:
    item = {
        "title": "Нома",
        "link": "https://example.tj/1",
        "guid": "1",
        "day": "Wed, 03 Apr 2024 10:00:00 +0500",
        "text": "",
    }
    return RSS.format(items=ITEM.format(**{**item, **values})).encode()


def parse_feed(data: bytes, source: str, publisher: str | None = None, lang: Lang | None = None) -> Iterator[Document]:
    return (item for item, _ in feeds.documents(data, source=source, publisher=publisher, lang=lang) if item)


def test_an_item_is_a_document() -> None:
    text = "&lt;p&gt;Дар моҳи март 144 нафар &lt;b&gt;кушта&lt;/b&gt; шуданд.&lt;/p&gt;&lt;p&gt;Тамом.&lt;/p&gt;"
    (document,) = parse_feed(feed(text=text), source="https://example.tj/feed", publisher="Намуна")
    assert document.text == "Дар моҳи март 144 нафар кушта шуданд.\nТамом."
    assert document.title == "Нома"
    assert document.url == "https://example.tj/1"
    assert str(document.published) == "2024-04-03"
    assert (document.lang, document.publisher, document.kind) == ("tg", "Намуна", "feed")


def test_markup_and_links_that_are_no_web_addresses_do_not_come_through() -> None:
    hostile = feed(
        title="&lt;script&gt;alert(1)&lt;/script&gt;Нома\u202e",
        link="javascript:alert(1)",
        text="&lt;img src=x onerror=alert(1)&gt;Матн&lt;script&gt;alert(2)&lt;/script&gt;",
    )
    (document,) = parse_feed(hostile, source="x")
    assert document.title == "Нома"
    assert document.text == "Матн"
    assert document.url is None


def test_a_feed_of_very_many_items_is_bounded() -> None:
    items = "".join(ITEM.format(title=f"Нома {n}", link="", guid=n, day="", text="") for n in range(1500))
    assert len(list(parse_feed(RSS.format(items=items).encode(), source="x"))) == 200


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a feed",
        b"\x00\xff\xfe" * 100,
        b"<html><body>a page</body></html>",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
        + b"a" * 1000
        + b'">]><rss><channel>'
        + b"&a;" * 1000
        + b"</channel></rss>",
    ],
    ids=["empty", "words", "bytes", "page", "entities"],
)
def test_what_is_no_feed_is_one_clear_fault(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"feed\.xml"):
        list(parse_feed(data, source="feed.xml"))


@pytest.mark.parametrize(
    "reference",
    ["&#x110000;", "&#1114112;", "&#xD800;", "&#57343;", "&#x" + "f" * 5000 + ";", "&#" + "9" * 5000 + ";"],
    ids=["beyond", "beyond, decimal", "half", "half, decimal", "long", "long, decimal"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_reference_to_no_character_costs_that_character_alone(reference: str, encoding: str) -> None:
    items = ITEM.format(title=f"Но{reference}ма", link="", guid=1, day="", text=f"Мат{reference}н &#1171; &#x493;")
    items += ITEM.format(title="Дигар", link="", guid=2, day="", text="Матни дигар")
    whole = RSS.format(items=items).replace("UTF-8", encoding).encode(encoding)
    first, second = parse_feed(whole, source="x")
    assert (first.title, first.text) == ("Нома", "Матн ғ ғ")
    assert second.text == "Матни дигар"


def test_the_text_of_an_item_and_of_a_feed_is_bounded_and_the_cut_is_said() -> None:
    long = "слово " * (feeds.MAX_TEXT // 6 + 10)
    items = "".join(ITEM.format(title=f"Нома {n}", link="", guid=n, day="", text=long) for n in range(12))
    found = list(feeds.documents(RSS.format(items=items).encode(), source="x"))
    assert len(found) == 12
    texts = [document.text if document else "" for document, _ in found]
    assert all(len(text) <= feeds.MAX_TEXT for text in texts)
    assert sum(map(len, texts)) <= feeds.MAX_TOTAL + 2 * len("Нома 11")
    assert texts[5:7] == ["Нома 5", "Нома 6"]  # where no date tells, what is nearest to either end is served first
    assert found[0][1] == "the text is cut to 100,000 characters"
    assert found[6][1] == "the text is cut to 0 characters"
    ((_, cut),) = feeds.documents(feed(text="Матни кӯтоҳ"), source="x")
    assert cut is None


def test_a_page_gives_its_article() -> None:
    paragraphs = "".join(
        f"<p>Дар ин матн ҷумлаи рақами {n} навишта шудааст, ки он барои санҷиш аст.</p>" for n in range(12)
    )
    article = f"<article><h1>Сарлавҳа</h1>{paragraphs}</article>"
    page = f"<html><head><title>Сарлавҳа</title></head><body><nav>Меню</nav>{article}</body></html>"
    found = read_page(page.encode(), path="page.html")
    assert found.title == "Сарлавҳа"
    assert "ҷумлаи рақами 7" in found.text
    assert "Меню" not in found.text
