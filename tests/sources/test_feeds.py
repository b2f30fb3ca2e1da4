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


def items(*days: str) -> bytes:
    each = (ITEM.format(title=f"Нома {n}", link="", guid=n, day=day, text="Матн") for n, day in enumerate(days))
    return RSS.format(items="".join(each)).encode()


@pytest.mark.parametrize(
    "days",
    [
        [f"{n % 28 + 1:02} Jan 2024" for n in range(210)],
        [f"2024-01-01T{n % 24:02}:{n // 24:02}:00Z" for n in range(210)],
        [*["Mon, 01 Jan 2024 10:00:00 GMT"] * 205, *["Tue, 02 Jan 2024 10:00:00 GMT"] * 5],
    ],
    ids=["days", "hours", "newest last"],
)
def test_the_newest_items_are_kept(days: list[str]) -> None:
    found = [document for document, _ in feeds.documents(items(*days), source="x")]
    assert len(found) == feeds.MAX_ITEMS + 1
    assert found[-1] is None
    kept = {int(document.title.split()[1]) for document in found if document}
    oldest = sorted(range(210), key=lambda n: days[n])[:5]
    assert not kept & set(oldest) or days[0] == days[4]
    assert kept >= set(sorted(range(210), key=lambda n: days[n])[-5:])


@pytest.mark.parametrize(
    ("link", "base", "address", "url"),
    [
        ("/news/1", "", "https://a.example.tj/feed/", "https://a.example.tj/news/1"),
        ("2024/1.html", "", "https://a.example.tj/feed/rss.xml", "https://a.example.tj/feed/2024/1.html"),
        ("1", ' xml:base="https://b.example.tj/blog/"', "https://a.example.tj/feed", "https://b.example.tj/blog/1"),
        ("1", ' xml:base="/blog/"', "https://a.example.tj/feed", "https://a.example.tj/blog/1"),
        ("//b.example.tj/1", "", "https://a.example.tj/feed", "https://b.example.tj/1"),
        ("/1", "", None, "https://site.example.tj/1"),
        ("javascript:x", "", "https://a.example.tj/feed", None),
    ],
)
def test_links_lead_from_where_the_feed_is(link: str, base: str, address: str | None, url: str | None) -> None:
    data = (
        f"<rss version='2.0'{base}><channel><title>Т</title><link>https://site.example.tj/</link>"
        f"<item><title>Нома</title><link>{link}</link></item></channel></rss>"
    )
    ((document, _),) = feeds.documents(data.encode(), source="x", address=address)
    assert document is not None
    assert document.url == url


@pytest.mark.parametrize(
    "tail",
    [
        "&lt;p&gt;The post &lt;a href='#'&gt;Toll&lt;/a&gt; appeared first on &lt;b&gt;Radio&lt;/b&gt;.&lt;/p&gt;",
        " The post 144 killed appeared first on Radio.",
        "&lt;p&gt;Сообщение Число погибших появились сначала на Радио.&lt;/p&gt;",
        "&lt;p&gt;Запись Число впервые появилась Азия-Плюс.&lt;/p&gt;",
        "&lt;p&gt;Навиштаи Хабар бори аввал дар Азия-Плюс пайдо шуд.&lt;/p&gt;",
        "&lt;p&gt;Читайте также: Россия и Таджикистан подписали соглашение.&lt;/p&gt;",
        "&lt;p&gt;Ҳамчунин хонед: Тоҷикистон созишнома имзо кард.&lt;/p&gt;",
        "&lt;p&gt;Read more: Russia deports 500 migrants.&lt;/p&gt;",
        "&lt;br&gt;Подробнее…",
        "&lt;p&gt;The post Toll appeared first on Radio 5.&lt;/p&gt;",
        "&lt;p&gt;Сообщение Число погибших появились сначала на 24.kg.&lt;/p&gt;",
        "&lt;br&gt;Идомаашро дар сомона хонед",
        "&lt;br&gt;Ба канали Телеграмии мо обуна шавед!",
    ],
)
def test_what_a_program_writes_below_every_item_is_left_out(tail: str) -> None:
    (document,) = parse_feed(feed(text=f"144 нафар кушта шуд […]{tail}"), source="x")
    assert document.text == "144 нафар кушта шуд […]"


@pytest.mark.parametrize(
    "text",
    [
        "Хабар дар бораи 144 нафар аввалин бор аз ҷониби вазорат нашр шуд.",
        "Статья Уголовного кодекса впервые появилась в 1996 году и применялась 144 раза.",
        "The post of minister was first offered on Monday to 2 people.",
    ],
)
def test_a_sentence_like_a_tail_is_none(text: str) -> None:
    (document,) = parse_feed(feed(text=text), source="x")
    assert document.text == text


@pytest.mark.parametrize("stamp", ["2026-11-31", "2026", "2026-11", "2026年11月30日", "2026-W49-1"])
def test_a_stamp_that_names_no_day_we_can_read_gives_none(stamp: str) -> None:
    item = f"<item><title>Суд</title><pubDate>{stamp}</pubDate><description>Слова.</description></item>"
    data = f"<rss version='2.0'><channel><title>Т</title>{item}</channel></rss>".encode()
    (found,) = feeds.read_feed(data, lang="ru").items
    assert found.published is None
