"""A page as it came → the article on it: title, text, and what stands around it left out.

Works on plain text alone, line by line, since that is all a saved page may be. Each line is a block; a block
is kept (body, heading, lead, caption) or dropped (furniture, a second copy). Nothing is rewritten: the text
holds the source's own words, so quotes can be verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, takewhile
from typing import Literal

from digests.language.identify import language_of
from digests.model import Lang, Span
from digests.sources import furniture
from digests.sources.dateline import Dateline, opening_day, read_dateline
from digests.sources.text import plain, table

Role = Literal["body", "title", "lead", "heading", "caption", "date", "furniture", "copy"]

ITEM = re.compile(r"^[-•*▪◦‣·]\s+(?=\S)")
"""What a list puts before its items; a long dash opens what somebody says."""
ROW = re.compile(r"^\|.*\|$")
SENTENCE_END = re.compile(r"""[.!?…:;]["'»”’)\]]*$""")
HOUR = re.compile(r"\d{1,2}[:.]\d{2}")
LONG = 9
"""Words from which a line is a paragraph or a lead and not a label."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says. `spans` give the roles of stretches of `text`; the rest of it is body."""

    title: str
    text: str
    lang: Lang
    spans: tuple[Span, ...]
    published: date | None
    author: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page and what it is."""

    text: str
    role: Role = "body"
    dateline: Dateline | None = None
    listed: bool = False  # an item of a list, or a row of a table

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_paragraph(self) -> bool:
        return self.words >= LONG and bool(SENTENCE_END.search(self.text))

    @property
    def key(self) -> str:
        """What two copies of one line share whatever their quotes and dashes."""
        return " ".join(re.findall(r"\w+", self.text.casefold()))


def read_article(
    raw: str, *, title: str = "", lang: Lang | None = None, leads: frozenset[str] = frozenset()
) -> Article:
    """Clean the page `raw`. A `title` known from elsewhere (a feed, a record) is taken as it is, and so are lines that
    the page itself sets as `leads`."""
    text = plain(raw)
    language = lang or language_of(text[:5000], "en")
    blocks = [_block(line) for line in _lines(text)]
    blocks = _mark_leads(blocks, frozenset(map(plain, leads)))
    blocks = _mark_furniture(_mark_dates(blocks, language))
    blocks = _mark_captions(blocks)
    blocks = _mark_copies(blocks)
    blocks = _mark_title(blocks, title)
    blocks = _drop_edges(blocks)
    return _assemble(blocks, title, language)


def _lines(text: str) -> list[str]:
    """The lines that hold something, a split-off drop capital put back to its word."""
    lines: list[str] = []
    for line in _tables_told(text.split("\n")):
        if not re.search(r"\w", line):
            continue
        if lines and len(lines[-1]) == 1 and lines[-1].isupper() and line[0].islower():
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _tables_told(lines: Sequence[str]) -> Iterator[str]:
    """`lines` with the rows of each table («| Killed | 144 |») as items that can be read alone."""
    for is_table, run in groupby(lines, key=lambda line: bool(ROW.match(line))):
        if is_table:
            yield from map("- {}".format, table([line.strip("|").split("|") for line in run]))
        else:
            yield from run


def _block(line: str) -> Block:
    if item := ITEM.match(line):
        return Block(line[item.end() :], listed=True)
    return Block(line)


def _mark_leads(blocks: Sequence[Block], leads: frozenset[str]) -> list[Block]:
    return [replace(block, role="lead") if block.text in leads else block for block in blocks]


def _mark_dates(blocks: Sequence[Block], lang: Lang) -> list[Block]:
    marked = []
    for block in blocks:
        may_be = len(block.text) < 120 and not block.listed and block.role == "body"
        dateline = read_dateline(block.text, lang) if may_be else None
        marked.append(replace(block, role="date", dateline=dateline) if dateline else block)
    return marked


def _mark_furniture(blocks: Sequence[Block]) -> list[Block]:
    return [
        replace(block, role="furniture") if block.role == "body" and _is_furniture(block) else block for block in blocks
    ]


def _is_furniture(block: Block) -> bool:
    sentence = block.words >= 5 and SENTENCE_END.search(block.text)
    return furniture.is_tail(block.text) or bool(
        (not sentence and furniture.LINK_LINE.match(block.text))
        or furniture.ADDRESS_LINE.match(block.text)
        or furniture.BYLINE.match(block.text)
        or (block.words < 60 and furniture.EDITORS_NOTE.search(block.text))
        or (block.words < 60 and furniture.ABOUT_AUTHOR.search(block.text))
    )


def _mark_captions(blocks: Sequence[Block]) -> list[Block]:
    """A line with a picture's credit is a caption; a line of credit alone makes the line before it one."""
    marked = list(blocks)
    for place, block in enumerate(blocks):
        if block.role != "body" or block.words > 80 or not furniture.CREDIT.search(block.text):
            continue
        words = furniture.CREDIT_TAIL.sub("", block.text).strip(" .,|–—-") if block.words > 4 else ""
        words = "" if furniture.CREDIT.search(words) and len(words.split()) < 4 else words
        if words:
            ended = words + ("." if block.text[len(words) : len(words) + 1] == "." else "")
            marked[place] = replace(block, text=ended, role="caption")
            continue
        marked[place] = replace(block, role="furniture")
        if place and marked[place - 1].role == "body" and marked[place - 1].words < 40:
            marked[place - 1] = replace(marked[place - 1], role="caption")
    captions = {block.key for block in marked if block.role == "caption"}
    return [
        replace(block, role="caption") if block.role == "body" and block.key in captions else block for block in marked
    ]


def _mark_copies(blocks: Sequence[Block]) -> list[Block]:
    """Of a line that stands twice the first is kept: captions, titles, a body printed a second time."""
    marked: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        key = block.key
        twice = key in seen and (block.words >= 4 or block.role == "caption")
        marked.append(replace(block, role="copy") if twice and block.role in {"body", "caption"} else block)
        seen.add(key)
    return marked


def _mark_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """The title is a short line without a full stop, above the first paragraph or beside the date of the page."""
    marked = list(blocks)
    if title:
        key = Block(title).key
        return [
            replace(block, role="title") if block.role == "body" and block.key == key else block for block in marked
        ]
    first = next((n for n, block in enumerate(marked) if block.role == "body" and block.is_paragraph), len(marked))
    places = [n for n in range(first) if _may_be_title(marked[n]) and not (n and marked[n - 1].text.endswith(":"))]
    if not places:
        dates = [n for n, block in enumerate(marked) if block.role == "date"]
        places = [n for at in dates for n in range(max(0, at - 3), at) if _may_be_title(marked[n])]
    if not places:
        return marked
    chosen = max(places, key=lambda n: (_is_repeated(marked, n), min(marked[n].words, 6), -n))
    marked[chosen] = replace(marked[chosen], role="title")
    key = marked[chosen].key
    for n, block in enumerate(marked):
        if n != chosen and n < first and block.role in {"body", "copy"} and _is_glued(block.key, key):
            marked[n] = replace(block, role="copy")
        elif (
            chosen < n <= chosen + 4 and block.role == "body" and block.words >= LONG and (n < first or chosen > first)
        ):
            marked[n] = replace(block, role="lead")
    return marked


def _may_be_title(block: Block) -> bool:
    return block.role == "body" and 2 <= block.words <= 25 and not re.search(r"[.,;:]$", block.text)


def _is_repeated(blocks: Sequence[Block], place: int) -> bool:
    """Whether the title stands a second time, alone or glued to the label of its section."""
    return any(n != place and _is_glued(block.key, blocks[place].key) for n, block in enumerate(blocks[:8]))


def _is_glued(longer: str, title: str) -> bool:
    return longer.endswith(title) and len(longer) - len(title) <= 20


def _drop_edges(blocks: Sequence[Block]) -> list[Block]:
    """A label right above a paragraph is a heading; elsewhere, and at either end, it belongs to the page."""
    marked = list(blocks)
    paragraphs = [n for n, block in enumerate(marked) if block.role == "body" and block.is_paragraph]
    if not paragraphs:
        return marked
    for n, block in enumerate(marked):
        if block.role != "body" or (SENTENCE_END.search(block.text) and block.words >= 4):
            continue
        if _is_led_to(marked, n):
            continue
        leads_on = n + 1 < len(marked) and marked[n + 1].role == "body" and _is_post(block, marked[n + 1])
        if _leads_to_facts(marked, n):
            marked[n] = replace(block, role="heading")
        elif n < paragraphs[0] or n > paragraphs[-1] or not leads_on:
            marked[n] = replace(block, role="furniture")
        elif block.words <= 14:
            marked[n] = replace(block, role="heading")
    return marked


def _is_post(label: Block, below: Block) -> bool:
    """Whether a label heads what is below it: a paragraph, or one short sentence of a live report under its hour."""
    return below.is_paragraph or bool(HOUR.fullmatch(label.text) and SENTENCE_END.search(below.text))


def _is_led_to(blocks: Sequence[Block], place: int) -> bool:
    """Whether a short line belongs to the text above it: an item or a row below what is kept, a line of a figure below
    a line that ends in a colon. What stands below furniture is furniture."""
    block = blocks[place]
    if not (block.listed or re.search(r"\d", block.text)):
        return False
    before = next((each for each in reversed(blocks[:place]) if not _is_short(each)), None)
    if before is None or before.role not in {"body", "lead", "heading", "title"}:
        return False
    return block.listed or before.text.endswith(":")


def _leads_to_facts(blocks: Sequence[Block], place: int) -> bool:
    """Whether a label heads a list or a table that states figures; a menu states none."""
    block = blocks[place]
    run = list(
        takewhile(lambda each: _is_short(each) and (each.listed or block.text.endswith(":")), blocks[place + 1 :])
    )
    return not _is_short(block) and len(run) > 1 and any(re.search(r"\d", each.text) for each in run)


def _is_short(block: Block) -> bool:
    """Whether a line is one of a run of items, rows or figures."""
    return block.role == "body" and (block.listed or bool(re.search(r"\d", block.text) and block.words < LONG))


def _assemble(blocks: Sequence[Block], title: str, lang: Lang) -> Article:
    """Put what is kept together, in its order, with the roles that are not body."""
    found = next((block.text for block in blocks if block.role == "title"), "")
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for block in blocks:
        if block.role not in {"body", "lead", "heading", "caption"}:
            continue
        if block.role in {"lead", "heading", "caption"}:
            spans.append(Span(at, at + len(block.text), block.role))
        parts.append(block.text)
        at += len(block.text) + 2
    datelines = [block.dateline for block in blocks if block.dateline]
    return Article(
        title=title or found,
        text="\n\n".join(parts),
        lang=lang,
        spans=tuple(spans),
        published=_published(datelines) or _opening(blocks, lang),
        author=next((line.author for line in datelines if line.author), None) or _author(blocks),
    )


def _published(datelines: Sequence[Dateline]) -> date | None:
    """The date beside an hour, a weekday or a name; else the earliest: a printed page's own date is the later one."""
    sure = [line.day for line in datelines if line.sure]
    if sure:
        return sure[0]
    return min((line.day for line in datelines), default=None)


def _opening(blocks: Sequence[Block], lang: Lang) -> date | None:
    first = next((block.text for block in blocks if block.role in {"body", "lead"}), "")
    return opening_day(first, lang)


def _author(blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        match = furniture.BYLINE.match(block.text) or furniture.WRITES.search(block.text)
        if match:
            return match.group("name")
    return None
