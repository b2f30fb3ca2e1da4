"""The lines of an article, in the order of its page.

trafilatura tells where the article is; it moves and drops short paragraphs, hours of a live report and what leads it
in. So its lines are found again on the page, and those among them are told too that stand in parts of the same make.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html

from digests.sources import furniture
from digests.sources.around import is_linked
from digests.sources.dateline import read_dateline
from digests.sources.headline import WORDS, key, shown_body
from digests.sources.shown import Block, blocks_of

PARAGRAPH = 9
"""Words from which a line is a paragraph and no label, as in `article`."""
FOUND = 0.8
"""Share of trafilatura's words that must be found again on the page: else its text stands as it is."""
BELOW_TITLE = 0.7
"""… that stand below what is taken for the title, where it is one."""
SENTENCE_END = re.compile(r"""[.!?…:]["'»”’)\]]*$""")
LEAD = re.compile(
    r"(?:^|[\W_])(?:lead|lede|lid|standfirst|dek|intro|summary|announce|anons|descr|subtitle|subhead(?:line)?|second-title|excerpt|description)(?:$|[\W_])",
    re.IGNORECASE,
)
"""What the words between a headline and a text are called."""
LISTS = frozenset({"ul", "ol", "table"})
DEEP = 3
"""Blocks by whose make a line is like another: its own and those around it."""


def reread(tree: html.HtmlElement, text: str, title: str) -> tuple[str, frozenset[str]]:
    """The article that `text` is of, a line a line, items and rows marked by a dash, and which lines lead it in
    without being a sentence.

    `text` alone where it is not found on the page.
    """
    blocks = list(blocks_of(shown_body(tree)))
    chosen = _found(blocks, text)
    words = sum(len(key(blocks[n].text).split()) for n in chosen)
    if not chosen or words < FOUND * len(key(text).split()):
        return text, frozenset()
    start = _title_place(blocks, title, chosen)
    makes = {_make(blocks[n]) for n in chosen if _is_sentence(blocks[n].text)}
    marks = {_make(blocks[n]) for n in chosen} - makes
    first, last = min(n for n in chosen if n > start), max(chosen)
    kept = {n for n in chosen if n > start}
    kept |= {n for n in range(start + 1, len(blocks)) if _make(blocks[n]) in makes and _near(blocks, n, first, last)}
    parts = {blocks[n].within.getparent() for n in chosen if _is_sentence(blocks[n].text)}
    kept |= {n for n in range(first, max(kept)) if _make(blocks[n]) in marks or _list_of(blocks[n]) in parts}
    kept |= {n for n in range(start + 1, len(blocks)) if blocks[n].within in parts and _is_sentence(blocks[n].text)}
    paragraph = next(
        (n for n in sorted(kept) if _is_sentence(blocks[n].text) and not _is_called_lead(blocks[n])), first
    )
    leads = [n for n in range(start + 1, paragraph) if start >= 0 and _leads_in(blocks[n])]
    lines = [_told(blocks[n]) for n in sorted(kept.union(leads))]
    return "\n".join(lines), frozenset(blocks[n].text for n in leads if not _is_sentence(blocks[n].text))


def _found(blocks: Sequence[Block], text: str) -> set[int]:
    """The places of the lines of `text` on the page: the same words, or a part of them."""
    lines = [key(line.strip("-| ")) for line in text.split("\n")]
    whole, all_of_it = set(lines), f" {' '.join(lines)} "
    found = set()
    for n, block in enumerate(blocks):
        told = _own_words(block)
        is_whole = told in whole or (len(told.split()) > 2 and f" {told} " in all_of_it)
        if told and (is_whole or _rows(block) & whole):
            found.add(n)
    return found


def _rows(block: Block) -> set[str]:
    """The rows of a table as trafilatura tells them: the lines of ours name their columns."""
    return {key(" ".join(row.itertext())) for row in block.within.iter("tr")} if block.within.tag == "table" else set()


def _own_words(block: Block) -> str:
    """The key of a line; '' for the headline of another article that stands between the paragraphs of this one."""
    is_teaser = is_linked(block.within) and not SENTENCE_END.search(block.text) and block.within.tag != "li"
    return "" if is_teaser else key(block.text)


def _title_place(blocks: Sequence[Block], title: str, chosen: set[int]) -> int:
    """Where the headline of the article stands, -1 where it does not."""
    named = [n for n, block in enumerate(blocks) if title and key(block.text) == key(title)]
    if not named:
        return -1
    whole = sum(len(blocks[n].text) for n in chosen)
    above = [at for at in named if sum(len(blocks[n].text) for n in chosen if n > at) >= BELOW_TITLE * whole]
    return max(above, default=-1)


def _make(block: Block) -> tuple[str, ...]:
    """Of what blocks a line is made, by their tags and the first of their classes."""
    around = [block.within, *block.within.iterancestors()][:DEEP]
    return tuple(f"{each.tag}.{((each.get('class') or '').split() or [''])[0]}" for each in around)


def _near(blocks: Sequence[Block], n: int, first: int, last: int) -> bool:
    """Whether a line of the make of paragraphs stands among those of the article, or beside them in the same part."""
    block = blocks[n]
    if is_linked(block.within):
        return False
    if first < n < last:
        return True
    beside = blocks[first if n < first else last].within.getparent()
    return block.within.getparent() is beside and _is_sentence(block.text)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= PARAGRAPH and bool(SENTENCE_END.search(text))


def _leads_in(block: Block) -> bool:
    """Whether a line below the headline says what the article is about."""
    around = [block.within, *block.within.iterancestors()][:2]
    if any(each.tag in {"figure", "figcaption", "time", "nav"} for each in around) or is_linked(block.within):
        return False
    if (
        read_dateline(block.text, "en")
        or furniture.CREDIT.search(block.text)
        or furniture.is_tail(block.text)
        or furniture.BYLINE.match(block.text)
    ):
        return False
    return _is_sentence(block.text) or (_is_called_lead(block) and len(block.text.split()) >= WORDS)


def _is_called_lead(block: Block) -> bool:
    around = [block.within, *block.within.iterancestors()][:2]
    return any(LEAD.search(each.get("class") or "") for each in around)


def _list_of(block: Block) -> html.HtmlElement | None:
    """The part of the page that holds the list or the table in which a line stands, if it leads nowhere else."""
    around = (block.within, *block.within.iterancestors("ul", "ol"))
    listed = next((each for each in around if each.tag in LISTS), None)
    return None if listed is None or is_linked(listed) else listed.getparent()


def _told(block: Block) -> str:
    listed = block.within.tag == "table" or any(
        each.tag == "li" for each in (block.within, *block.within.iterancestors())
    )
    return f"- {block.text}" if listed else block.text
