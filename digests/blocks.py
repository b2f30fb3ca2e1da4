"""What an answer is made of: blocks, each a paragraph with the numbers of the sources it cites.

A block's text is plain, in the reader's language, its citations marked in it as [1]. How blocks look (bold, in a list,
on a button) is for `say` to know; whoever wants one kind of them asks for its type.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `citations` are the numbers that it bears, in their order."""

    text: str
    citations: tuple[int, ...] = ()


class FigureBlock(Block):
    """A figure that answers, with who said it and when."""

    __slots__ = ()


class StatementBlock(Block):
    """A fact that answers, with its outlet and day."""

    __slots__ = ()


class DisagreementBlock(Block):
    """Another source's figure that contradicts the one given, and why where that can be told."""

    __slots__ = ()


class ContextBlock(Block):
    """What stood before or later, rounds the figure, or counts something else."""

    __slots__ = ()


class NearestBlock(Block):
    """A figure that does not answer but is near, said as different."""

    __slots__ = ()


class WarningBlock(Block):
    """That what follows is old."""

    __slots__ = ()


class NoteBlock(Block):
    """What we say ourselves, without a source: a refusal, a verdict, a fixed reply."""

    __slots__ = ()


class OfferBlock(Block):
    """A question that the sources do answer."""

    __slots__ = ()
