"""Blocks of an answer as plain text, as lines of a page, and as a headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digests.blocks import Block, FigureBlock, OfferBlock, StatementBlock
from digests.model import Answer, Lang
from digests.say.digest import digest_title
from digests.say.locale import load as load_locale
from digests.say.pages import Line, bold, escape

BULLET = "• "


def plain(blocks: Sequence[Block], lang: Lang) -> str:
    """A line a block; several facts and what is offered as lists."""
    return "\n".join([*_told(blocks), *_offered(blocks, lang)])


def lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """The blocks as a page shows them: the first figure bold, what is offered left to the buttons."""
    first = next((block for block in blocks if isinstance(block, FigureBlock)), None)
    said = (block for block in blocks if not isinstance(block, OfferBlock))
    for block, text in zip(said, _told(blocks), strict=True):
        yield Line(bold(text) if block is first else escape(text))


def headline(answer: Answer) -> str:
    """What an answer says first, or the title of the edition that it is."""
    if answer.edition is not None:
        return digest_title(answer.edition)
    return next((block.text for block in answer.blocks), "")


def mark(n: int) -> str:
    """A citation as it stands in a text."""
    return f"[{n}]"


def _told(blocks: Iterable[Block]) -> list[str]:
    """The texts of all but the offers."""
    told = [block for block in blocks if not isinstance(block, OfferBlock)]
    listed = sum(isinstance(block, StatementBlock) for block in told) > 1
    return [BULLET + block.text if listed and isinstance(block, StatementBlock) else block.text for block in told]


def _offered(blocks: Iterable[Block], lang: Lang) -> list[str]:
    offers = [BULLET + block.text for block in blocks if isinstance(block, OfferBlock)]
    return [load_locale(lang).say("answer-offers"), *offers] if offers else []
