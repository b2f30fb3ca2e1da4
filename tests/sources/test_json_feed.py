"""JSON Feed gives the same items as any other feed, and a hostile one is a fault or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from digests.errors import BadInput
from digests.model import Document
from digests.sources import feeds
from digests.sources.kinds import reader_of

VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: Any, **more: Any) -> bytes:
    return json.dumps(
        {"version": VERSION, "title": "Намуна", "items": list(items), **more}, ensure_ascii=False
    ).encode()


def documents(data: bytes, **told: Any) -> Iterator[Document]:
    found = feeds.documents(data, source="https://example.tj/feed.json", read=reader_of("feed", data), **told)
    return (document for document, _ in found if document)


def test_an_item_is_a_document() -> None:
    (document,) = documents(
        feed(
            {
                "id": "7",
                "url": "/news/7",
                "title": "Суд",
                "content_html": "<p>Из России выслали <b>300</b> человек.</p><script>x</script><p>Сообщил суд.</p>",
                "date_published": "2024-05-06T23:30:00+03:00",
            }
        ),
        address="https://example.tj/feed.json",
        lang="ru",
    )
    assert document.text == "Из России выслали 300 человек.\nСообщил суд."
    assert (document.title, document.url) == ("Суд", "https://example.tj/news/7")
    assert document.published == date(2024, 5, 7)
    assert (document.kind, document.lang, document.publisher) == ("feed", "ru", "Намуна")


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({"content_text": "144 нафар кушта шуданд."}, "144 нафар кушта шуданд."),
        ({"summary": "Кӯтоҳ."}, "Кӯтоҳ."),
        ({"content_text": "a < b & c"}, "a < b & c"),
        ({"content_html": "<p>a &lt; b</p>", "summary": "x"}, "a < b"),
        ({"content_html": 3, "content_text": ["x"], "summary": "Боқӣ."}, "Боқӣ."),
        ({"title": "Танҳо сарлавҳа"}, "Танҳо сарлавҳа"),
    ],
)
def test_what_an_item_says_is_the_longest_that_it_has(item: dict[str, Any], text: str) -> None:
    (document,) = documents(feed({"id": "1", **item}))
    assert document.text == text


def test_an_item_is_known_by_the_same_rule_as_in_any_feed() -> None:
    one, two = {"id": 1, "content_text": "Якум."}, {"id": 2, "content_text": "Дуюм."}
    first, second = documents(feed(one, two))
    again, changed = documents(feed({**two, "content_text": "Дуюм, нав."}, one))
    assert (changed.id, again.id) == (first.id, second.id)
    same = documents(feed({**one, "url": "https://a.tj/1"}, {**two, "id": 1, "url": "https://a.tj/2"}))
    assert len({document.id for document in same}) == 2
    rss = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Намуна</title><item><guid>1</guid>'
        "<description>Якум.</description></item></channel></rss>"
    )
    assert [document.id for document in documents(rss.encode())] == [first.id]


def test_the_newest_are_kept_and_the_rest_is_said() -> None:
    items = [
        {"id": n, "title": f"Нома {n}", "date_published": f"2024-01-01T00:{n // 60:02}:{n % 60:02}Z"}
        for n in range(500)
    ]
    data = feed(*items)
    found = list(feeds.documents(data, source="x", read=reader_of("feed", data)))
    assert next(document.title for document, _ in found if document) == "Нома 300"
    assert found[-1] == (None, "500 items in the feed: the newest 200 are read")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_feed_in_any_unicode_is_read(encoding: str) -> None:
    data = feed({"id": "1", "content_text": "Ҳуҷҷат"}).decode().encode(encoding)
    assert [document.text for document in documents(data)] == ["Ҳуҷҷат"]


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"{}",
        b'{"items": [{"id": 1, "content_text": "x"}]}',
        b'{"version": 1, "title": "x"}',
        b'{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}}',
        b'{"a":' * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "x": ' + b"9" * 10_000 + b"}",
        b'{"version": "https://jsonfeed.org/version/1", "items": [1, null, [[]], "x"]}',
    ],
    ids=["cut", "empty", "no version", "other version", "items", "deep", "digits", "no items"],
)
def test_what_is_no_feed_is_one_clear_fault(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"feed\.json: not a feed"):
        list(documents(data))


def test_links_and_markup_of_strangers_do_not_come_through() -> None:
    items = [
        {"id": "1", "url": "javascript:alert(1)", "external_url": "https://example.tj/1", "title": "<i>Нома</i>\u202e"},
        {"id": "2", "url": "file:///etc/passwd", "content_html": "Матн<img src=x onerror=alert(1)>"},
        {"id": "3", "content_text": "Матн \ud800 поён", "date_published": "9999-01-01T00:00:00Z"},
    ]
    data = json.dumps({"version": VERSION, "title": "Т", "items": items}).encode()
    first, second, third = documents(data)
    assert (first.title, first.url) == ("Нома", "https://example.tj/1")
    assert (second.text, second.url) == ("Матн", None)
    assert (third.text, third.published) == ("Матн поён", None)
