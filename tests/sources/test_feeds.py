"""Feeds: items come out plain whatever was in them; a hostile feed is a fault within bounds."""

from __future__ import annotations

import pytest

from digests.errors import BadInput
from digests.sources import apart
from digests.sources.apart import parse_feed, parse_page

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


def test_an_item_is_a_document() -> None:
    text = "&lt;p&gt;Дар моҳи март 144 нафар &lt;b&gt;кушта&lt;/b&gt; шуданд.&lt;/p&gt;&lt;p&gt;Тамом.&lt;/p&gt;"
    (document,) = parse_feed(feed(text=text), source="https://example.tj/feed", publisher="Намуна")
    assert document.text == "Дар моҳи март 144 нафар кушта шуданд.\nТамом."
    assert document.title == "Нома"
    assert document.url == "https://example.tj/1"
    assert str(document.published) == "2024-04-03"
    assert (document.lang, document.publisher, document.kind) == ("tg", "Намуна", "feed")


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Tue, 01 Dec 2026 03:00:00 +0500", "2026-12-01"),
        ("Mon, 30 Nov 2026 23:30:00 +0300", "2026-12-01"),
        ("Mon, 30 Nov 2026 19:00:00 GMT", "2026-12-01"),
        ("2026-11-30T23:59:00+05:00", "2026-11-30"),
        ("Tue, 01 Dec 2026 04:00:00 +1000", "2026-11-30"),
    ],
)
def test_the_day_of_an_item_is_that_of_dushanbe(stamp: str, day: str) -> None:
    (document,) = parse_feed(feed(day=stamp), source="x")
    assert str(document.published) == day


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
        RSS.format(items="<item><title>&#x110000;</title></item>").encode(),
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
        + b"a" * 1000
        + b'">]><rss><channel>'
        + b"&a;" * 1000
        + b"</channel></rss>",
    ],
    ids=["empty", "words", "bytes", "page", "bad character", "entities"],
)
def test_what_is_no_feed_is_one_clear_fault(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"feed\.xml"):
        list(parse_feed(data, source="feed.xml"))


def test_a_feed_made_to_burn_time_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 2)
    attributes = " ".join(f'a{n}="x"' for n in range(200_000))
    with pytest.raises(BadInput, match=r"feed\.xml"):
        list(parse_feed(RSS.format(items=f"<item><title {attributes}>t</title></item>").encode(), source="feed.xml"))


def test_a_page_gives_its_article() -> None:
    paragraphs = "".join(
        f"<p>Дар ин матн ҷумлаи рақами {n} навишта шудааст, ки он барои санҷиш аст.</p>" for n in range(12)
    )
    article = f"<article><h1>Сарлавҳа</h1>{paragraphs}</article>"
    page = f"<html><head><title>Сарлавҳа</title></head><body><nav>Меню</nav>{article}</body></html>"
    found = parse_page(page.encode(), path="page.html")
    assert found.title == "Сарлавҳа"
    assert "ҷумлаи рақами 7" in found.text
    assert "Меню" not in found.text
