"""A chart drawn into the page itself: the same picture as the bot's, in lines and letters that grow with the page.

Lengths are CSS pixels of a page that is 360 wide, so that what reads there reads everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from digests.archive.markup import tag
from digests.figures.chart import COLOURS, GRID, INK, MUTED, PAPER, Picture, Point
from digests.figures.labels import place_labels
from digests.say.pages import markup

WIDTH, HEIGHT = 344, 262
TOP, BOTTOM, RIGHT = 26, 44, 12
LETTER, SIZE = 8.2, 13
"""Pixels of a letter at the size of the words beside the plot, in the widest of common fonts."""
SCALE = 0.46
"""Beside the bot's picture, 900 wide: so far labels stand from their points, being larger beside them here."""
HALO = {"stroke": PAPER, "stroke_width": "3", "paint_order": "stroke"}
"""Around a label, where a line runs behind it."""


def svg(picture: Picture, label: str) -> str:
    """`picture` as an SVG element; `label` is read to those who do not see it."""
    return _Plot(picture).element(label)


class _Plot:
    """Where values and days stand, and what is drawn there."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        longest = max((len(text) for _, text in picture.y_ticks), default=1)
        self.left = 10 + LETTER * longest
        self.base = HEIGHT - BOTTOM

    def element(self, label: str) -> str:
        drawn = (*self.grid(), *self.days(), *self.steps(), *self.marks(), *self.labels())
        size = f"0 0 {WIDTH} {HEIGHT}"
        return tag("svg", *drawn, viewBox=size, role="img", aria_label=label, font_size=str(SIZE))

    def x(self, place: float) -> float:
        first, last = self.picture.x_range
        return self.left + (place - first) / ((last - first) or 1.0) * (WIDTH - RIGHT - self.left)

    def y(self, value: float) -> float:
        low, high = self.picture.y_range
        return self.base - (value - low) / ((high - low) or 1.0) * (self.base - TOP)

    def grid(self) -> Iterator[str]:
        if self.picture.y_unit:
            yield _text(4, 13, self.picture.y_unit, fill=MUTED)
        for value, text in self.picture.y_ticks:
            at = self.y(value)
            yield _line(self.left, at, WIDTH - RIGHT, at, stroke=GRID)
            yield _text(self.left - 6, at + 4.5, text, fill=MUTED, text_anchor="end")
        yield _line(self.left, self.base, WIDTH - RIGHT, self.base, stroke=MUTED)

    def days(self) -> Iterator[str]:
        for place in self.picture.breaks:
            yield _line(self.x(place), TOP, self.x(place), self.base, stroke=MUTED, stroke_dasharray="1 3")
        for at, middle, lines in self.dated():
            yield _line(at, self.base, at, self.base + 4, stroke=MUTED)
            for n, line in enumerate(lines):
                yield _text(middle, self.base + 19 + 16 * n, line, fill=MUTED, text_anchor="middle")

    def dated(self) -> list[tuple[float, float, list[str]]]:
        """The days that have room side by side, the first and the last always: where each lies, where the middle of
        its words stands, and these line by line."""
        found: list[tuple[float, float, list[str]]] = []
        ends: list[tuple[float, float]] = []
        first, *between = self.picture.x_ticks or [(0.0, "")]
        for place, words in (first, *between[-1:], *between[:-1]):
            lines = words.split("\n")
            half = LETTER * max(map(len, lines)) / 2
            middle = min(max(self.x(place), half), WIDTH - half)
            if all(abs(middle - other) > half + wide for other, wide in ends):
                found.append((self.x(place), middle, lines))
                ends.append((middle, half + 4))
        return found

    def steps(self) -> Iterator[str]:
        if not self.picture.steps:
            return
        spots = [(self.x(x), self.y(y)) for x, y in self.picture.steps]
        path = f"M{_n(spots[0][0])} {_n(spots[0][1])}" + "".join(f"H{_n(x)}V{_n(y)}" for x, y in spots[1:])
        if self.picture.y_range[0] == 0:  # an area that does not begin at nought would exaggerate
            area = f"{path}V{_n(self.base)}H{_n(spots[0][0])}Z"
            yield tag("path", d=area, fill=COLOURS["main"], fill_opacity="0.08")
        yield tag("path", d=path, fill="none", stroke=COLOURS["main"], stroke_width="2.4")

    def marks(self) -> Iterator[str]:
        for point in self.picture.points:
            yield from self._hedge(point)
            if point.until is not None:
                yield self._period(point)
            else:
                yield _sign(self.x(point.x), self.y(point.y), point.kind)

    def _hedge(self, point: Point) -> Iterator[str]:
        colour, start = COLOURS[point.kind], self.x(point.x)
        end = start if point.until is None else self.x(point.until)
        if point.low is not None and point.high is not None:
            top, bottom = self.y(point.high), self.y(point.low)
            width = max(end - start, 8.0)
            left = start if point.until is not None else start - 4
            yield tag("rect", x=_n(left), y=_n(top), width=_n(width), height=_n(max(bottom - top, 0)),
                      fill=colour, fill_opacity="0.22")  # fmt: skip
        if point.arrow:
            at = start + (end - start) * 0.9
            way = -1 if point.arrow == "up" else 1
            tip = self.y(point.y) + way * 20
            yield _line(at, self.y(point.y), at, tip, stroke=colour, stroke_width="2")
            head = f"M{_n(at - 4)} {_n(tip - way * 5)}L{_n(at)} {_n(tip + way * 2)}L{_n(at + 4)} {_n(tip - way * 5)}Z"
            yield tag("path", d=head, fill=colour)

    def _period(self, point: Point) -> str:
        assert point.until is not None
        at, dash = self.y(point.y), None if point.kind in ("main", "agrees") else "6 3"
        end = max(self.x(point.until), self.x(point.x) + 4)
        return _line(self.x(point.x), at, end, at, stroke=COLOURS[point.kind], stroke_width="4", stroke_dasharray=dash)

    def labels(self) -> Iterator[str]:
        """Upside up for the placing, which counts from below."""
        points = self.picture.points
        spots = [
            (self.x(point.x if point.until is None else (point.x + point.until) / 2), HEIGHT - self.y(point.y))
            for point in points
        ]
        edge = (self.left, float(BOTTOM), float(WIDTH - RIGHT), float(HEIGHT - TOP))
        for n, x, y in place_labels(points, spots, edge, scale=SCALE):
            yield _text(x, HEIGHT - y + 4.5, points[n].label, fill=COLOURS[points[n].kind], text_anchor="middle",
                        font_weight="bold", **HALO)  # fmt: skip


def _sign(x: float, y: float, kind: str) -> str:
    fill = COLOURS[kind] if kind == "main" else PAPER
    if kind == "rival":
        path = f"M{_n(x)} {_n(y - 6)}L{_n(x + 6)} {_n(y)}L{_n(x)} {_n(y + 6)}L{_n(x - 6)} {_n(y)}Z"
        return tag("path", d=path, fill=fill, stroke=COLOURS[kind], stroke_width="2")
    return tag("circle", cx=_n(x), cy=_n(y), r="4.5", fill=fill, stroke=COLOURS[kind], stroke_width="2")


def _line(x1: float, y1: float, x2: float, y2: float, **style: str | None) -> str:
    return tag("line", x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), **style)


def _text(x: float, y: float, text: str, *, fill: str = INK, **style: str | None) -> str:
    return tag("text", markup(text), x=_n(x), y=_n(y), fill=fill, **style)


def _n(length: float) -> str:
    return f"{length:.1f}"
