"""robots.txt: who is named, which rule wins, and no file that makes reading it long."""

from __future__ import annotations

import pytest

from digests.sources.robots import NOTHING, read_robots

AGENT = "Khabar/0.1 (news digest)"
FILE = """
User-agent: *
Disallow: /search
Disallow: /*?s=
Disallow: /*.pdf$
Allow: /search/about
Crawl-delay: 2

User-agent: Khabar
User-agent: other
Disallow: /closed/
Disallow: /хабар/*/чоп

User-agent: grabber
Disallow: /
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("Reader", "/news/1", True),
        ("Reader", "/search?q=1", False),
        ("Reader", "/search/about", True),
        ("Reader", "/tj/?s=x", False),
        ("Reader", "/a.pdf", False),
        ("Reader", "/a.pdf.html", True),
        ("Reader", "/a.pdf/b.pdf", False),
        (AGENT, "/search?q=1", True),
        (AGENT, "/closed/1", False),
        (AGENT, "/хабар/12/чоп", False),
        (AGENT, "/%d1%85%d0%b0%d0%b1%d0%b0%d1%80/12/чоп", False),
        (AGENT, "/хабар/12", True),
        ("grabber", "/", False),
    ],
)
def test_the_longest_rule_of_ones_own_group_counts(agent: str, path: str, *, allowed: bool) -> None:
    assert read_robots(FILE, agent).allows(f"https://example.tj{path}") is allowed


def test_a_delay_is_asked_for_and_bounded() -> None:
    assert read_robots(FILE, "Reader").delay == 2
    assert read_robots("User-agent: *\nCrawl-delay: 99999", "Reader").delay == 60
    assert read_robots("User-agent: *\nCrawl-delay: nan", "Reader").delay is None


@pytest.mark.parametrize("text", ["", "<html>404</html>", "Disallow", "User-agent: *\nDisallow:", "\ufeff\x00:"])
def test_what_is_no_rule_forbids_nothing(text: str) -> None:
    assert read_robots(text, AGENT).allows("https://example.tj/a")
    assert not NOTHING.allows("https://example.tj/a")


def test_no_rule_can_be_written_that_takes_without_end() -> None:
    robots = read_robots("User-agent: *\n" + f"Disallow: /{'*a' * 200}*b$\n" * 100, AGENT)
    assert robots.allows("https://example.tj/" + "a" * 2000)
