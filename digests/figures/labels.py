"""Where the labels of a chart stand: each at the first place by its point where it covers no other label or point.

Pure lengths, counted from below on the left; shared by all who draw a picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

LETTER = 17.5
"""Pixels of a bold figure at the size of the labels, in a picture 900 wide."""
TALL, POINT = 36, 8
"""Height of a label, and half that of a point: so far the first place leaves it free."""
PLACES = ((0, 26), (0, -26), (-1, 16), (1, 16), (-1, -18), (1, -18), (0, 52), (0, -52))
"""Where a label may stand by its point: side (-1 left, 1 right) and height in pixels."""
Box = tuple[float, float, float, float]


class Labelled(Protocol):
    """A point as far as its label goes; the lower its rank, the sooner it is placed."""

    @property
    def label(self) -> str: ...
    @property
    def arrow(self) -> str: ...
    @property
    def rank(self) -> int: ...


def place_labels(
    points: Sequence[Labelled], spots: Sequence[tuple[float, float]], edge: Box, *, scale: float = 1.0
) -> Iterator[tuple[int, float, float]]:
    """Which points have room for their label, by number, and where its middle stands. `spots` are the places of
    `points`, `edge` is the plot (left, bottom, right, top), `scale` its size beside a picture 900 pixels wide."""
    taken = [(x - POINT * scale, y - POINT * scale, x + POINT * scale, y + POINT * scale) for x, y in spots]
    tall = TALL * scale
    for n, point in sorted(enumerate(points), key=lambda pair: pair[1].rank):
        if not point.label:
            continue
        wide = LETTER * len(point.label) * scale
        for side, high in PLACES:
            above = 30 if point.arrow == "up" and high > 0 and side == 0 else 0
            x = spots[n][0] + side * (wide / 2 + 14 * scale)
            y = spots[n][1] + (high + above) * scale
            box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
            if _inside(box, edge, scale) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield n, x, y
                break


def _inside(box: Box, edge: Box, scale: float) -> bool:
    left, bottom, right, top = edge
    return box[0] > left - 20 * scale and box[2] < right + 30 * scale and box[1] > bottom and box[3] < top + 40 * scale


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
