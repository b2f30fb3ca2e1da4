"""Messages as Telegram takes them: HTML of few tags, cut at 4,096 UTF-16 units where a reader would cut.

A page is built of paragraphs; each is a `Line` of HTML with the plain text it shows. Paragraphs are never cut
unless one alone is longer than a page; then it is cut between sentences or words, outside of tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digests.model import Page
from digests.say import foreign

LIMIT = 4096
"""UTF-16 units of one message, counted after entity parsing (Bot API, sendMessage)."""
ENTITIES = 100
"""Entities of one message; beyond them Telegram drops the formatting."""
TAG = re.compile(r"<(/?)(\w+)[^>]*>")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `keep` holds it together with the next: a heading is not left alone at a page's end."""

    html: str
    keep: bool = False

    @property
    def text(self) -> str:
        return strip(self.html)


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def markup(text: str) -> str:
    """A text of our own as HTML shows it: what it names, commands too, may be tapped."""
    return html.escape(text, quote=False)  # quotes need no escaping between tags


def escape(text: str) -> str:
    """`text`, whoever wrote it, as HTML shows it: nothing in it can be tapped (`say.foreign`)."""
    return markup(foreign.inert(text))


def strip(shown: str) -> str:
    """The text of `shown`, which is HTML."""
    return html.unescape(TAG.sub("", shown))


def bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def italic(text: str) -> str:
    return f"<i>{escape(text)}</i>"


def link(text: str, url: str | None) -> str:
    """A link to a page on the web; anything else is shown as bare text."""
    if address := foreign.web_address(url):
        return f'<a href="{html.escape(address)}">{escape(text)}</a>'
    return escape(text)


def quote(quoted: str, *, folded: bool = True) -> str:
    """A block quotation, folded away until it is tapped. `quoted` is HTML already."""
    return f"<blockquote{' expandable' if folded else ''}>{quoted}</blockquote>"


def paginate(lines: Iterable[Line], *, limit: int = LIMIT) -> tuple[Page, ...]:
    """Fill pages with `lines` in their order; no page is longer than `limit` or holds more entities than allowed."""
    pages: list[list[Line]] = []
    size = entities = 0
    for group in _groups(lines, limit):
        length = sum(units(line.text) + 1 for line in group)
        marks = sum(len(TAG.findall(line.html)) // 2 for line in group)
        if not pages or size + length > limit or entities + marks > ENTITIES:
            pages.append([])
            size = entities = 0
        pages[-1].extend(group)
        size += length
        entities += marks
    return tuple(_page(page) for page in pages if any(line.html for line in page))


def _page(lines: Sequence[Line]) -> Page:
    whole = "\n".join(line.html for line in lines).strip("\n")
    return Page(whole, strip(whole))


def _groups(lines: Iterable[Line], limit: int) -> Iterable[list[Line]]:
    """Lines that stand together: headings with what follows; a line too long for any page in pieces."""
    group: list[Line] = []
    for line in lines:
        pieces = [line] if units(line.text) < limit else [Line(piece) for piece in _pieces(line.html, limit - 1)]
        group.append(pieces[0])
        if line.keep and len(group) < 4:
            continue
        yield group
        for piece in pieces[1:]:
            yield [piece]
        group = []
    if group:
        yield group


def _pieces(paragraph: str, limit: int) -> list[str]:
    """Cut a paragraph into pieces of at most `limit` shown units; its tags are dropped, since they could be cut."""
    rest = strip(paragraph)
    pieces = []
    while units(rest) > limit:
        head = rest.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")
        at = max(head.rfind(mark) + 1 for mark in (". ", "! ", "? ", "… ", "\n"))
        if at < limit // 2:
            at = head.rfind(" ") + 1 or len(head)
        pieces.append(markup(rest[:at].strip()))
        rest = rest[at:]
    return [*pieces, markup(rest.strip())]
