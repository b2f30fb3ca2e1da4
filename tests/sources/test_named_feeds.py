"""A page's head names its feeds in many spellings; what is none is not named."""

from __future__ import annotations

import pytest

from digests.sources.named_feeds import MOST, TITLE, named_feeds

PAGE = "https://example.tj/tg/khabar"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<LINK REL="feed Alternate" TYPE="application/atom+xml; charset=utf-8" HREF="//h.tj/a">', ["https://h.tj/a"]),
        ("<link rel=alternate type=application/rss+xml href=feed>", ["https://example.tj/tg/feed"]),
        ("<base href='/ru/'><link href='a' type='application/feed+json' rel='alternate'>", ["https://example.tj/ru/a"]),
        ("<base href='http://[x'><link rel=alternate type=application/rss+xml href=/f>", ["https://example.tj/f"]),
        ("<link rel=alternate type=application/rss+xml href='http://[x'>", []),
        ("<link rel=alternate type=application/rss+xml href='javascript:f()'>", []),
        ("<link rel=alternate type=application/rss+xml>", []),
        ("<link rel=alternate type=application/json href=/wp-json/>", []),
        ("<link rel=stylesheet type=application/rss+xml href=/f>", []),
        ("<!-- <link rel=alternate type=application/rss+xml href=/f>", []),
    ],
)
def test_a_page_names_its_feeds(head: str, found: list[str]) -> None:
    assert [each.url for each in named_feeds(f"<html><head>{head}</head>".encode(), PAGE)] == found


def test_titles_are_read_in_the_pages_own_encoding_and_cut() -> None:
    head = f'<link rel="alternate" type="application/rss+xml" title="Хабарҳо &amp;  {"х" * 300}" href="/rss">'
    (one,) = named_feeds(head.replace("ҳ", "х").encode("cp1251"), PAGE, "windows-1251")
    assert str(one).startswith("https://example.tj/rss (Хабархо & ххх")
    assert len(one.title or "") == TITLE


def test_a_page_names_no_more_than_anybody_reads() -> None:
    links = (f"<link rel=alternate type=application/rss+xml href=/{n}>" for n in range(1000))
    assert len(named_feeds("".join(links).encode(), PAGE)) == MOST
