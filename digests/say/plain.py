"""Messages for a screen reader: the same words, with nothing told by bold or by a sign alone.

A heading ends in a colon, the mark of a source is said in words, what was a list stands in sentences of its own. Links
stay: they are read out as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digests.model import Lang, Page
from digests.say.locale import load as load_locale
from digests.say.pages import Line, paginate, strip

TAG = re.compile(r"</?(?!a\b)\w+[^>]*>")
LINK = re.compile(r"(</?a\b[^>]*>)")
HEADING = re.compile(r"<b>[^<]*</b>")
MARKS = re.compile(r"\s*((?:\[\d{1,2}\])+)")
ENDS = (".", ":", "!", "?", "…")
CHOSEN = "✓ "


def plain(html: str, lang: Lang) -> str:
    """The message as HTML without any tag but links."""
    return "\n".join(_line(line, lang) for line in html.split("\n"))


def _line(line: str, lang: Lang) -> str:
    heading = HEADING.fullmatch(line.strip()) is not None
    pieces = LINK.split(TAG.sub("", line).removeprefix("• "))
    said = "".join(piece if LINK.fullmatch(piece) else _worded(piece, lang) for piece in pieces).strip()
    said = said.capitalize() if heading and said.isupper() else said  # capitals are read out letter by letter
    return f"{said}:" if heading and not strip(said).endswith(ENDS) else said


def _worded(text: str, lang: Lang) -> str:
    return MARKS.sub(lambda found: _marked(found, lang), text.replace(" · ", ", "))


def _marked(found: re.Match[str], lang: Lang) -> str:
    numbers = re.findall(r"\d+", found[1])
    return f" {load_locale(lang).say('plain-source', n=', '.join(numbers), count=len(numbers))}"


def plain_pages(pages: Iterable[Page], lang: Lang) -> tuple[Page, ...]:
    """The pages so, cut anew where words are longer than signs."""
    return paginate(Line(line) for page in pages for line in (*plain(page.html, lang).split("\n"), ""))


def plain_label(label: str, lang: Lang) -> str:
    """What stands on a button: arrows and ticks in words, or left out where the words say as much."""
    said = label.strip("‹› ")
    if said.startswith(CHOSEN):
        return load_locale(lang).say("plain-chosen", what=said.removeprefix(CHOSEN))
    return said or label
