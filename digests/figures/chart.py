"""A key figure as a picture for a phone: one step line, hedges as bands and arrows, disagreement in another colour.

Only this module knows matplotlib, and it is best run apart (`python -m digests.figures.chart`: a `Picture` as JSON on
standard input, PNG on standard output), since it weighs more than the rest of the program. A `Picture` holds ready
words and places; what they say is decided in `digests.charts`.
"""

from __future__ import annotations

import io
import json
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from digests.figures.labels import place_labels

WIDTH, DPI = 900, 150
"""Pixels. A phone shows it 360 points wide, so that 2.5 pixels are a point there: the smallest letters have 10."""
PLOT, UNDER = 560, 110
"""Pixels of the plot and of the dates under it; head and foot take what their words need."""
TITLE, NOTE, TICK, ROW, SMALL = 14, 13, 12.5, 13.5, 12
"""Sizes of letters, in points of this picture (150 to the inch)."""
TITLE_WIDTH, NOTE_WIDTH, ROW_WIDTH, SMALL_WIDTH = 38, 52, 48, 58
"""Letters that fit beside each other at these sizes."""
TITLE_LINE, NOTE_LINE, ROW_LINE, SMALL_LINE = 44, 36, 38, 33
"""Pixels from line to line."""

INK, MUTED, GRID, PAPER = "#1d2b33", "#5d6b73", "#e3e8ea", "#ffffff"
COLOURS = {"main": "#0b6e6e", "agrees": "#4f9d96", "rival": "#c2571a", "held": "#9aa5ab"}
MARKERS = {"main": "o", "agrees": "o", "rival": "D", "held": "s"}
FONT = "DejaVu Sans"  # comes with matplotlib and has ӣ ӯ ҳ қ ғ ҷ


@dataclass(frozen=True, slots=True)
class Point:
    """One stated value at a place of the time axis. `low` and `high` bound a hedge; `arrow` points where it is open."""

    x: float
    y: float
    kind: str  # main, agrees, rival, held
    label: str = ""
    low: float | None = None
    high: float | None = None
    arrow: str = ""  # up, down
    until: float | None = None  # for a figure of a period: where the period ends
    rank: int = 0  # which labels come first where there is no room for all


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, in ready words."""

    title: str
    headline: str
    note: str
    points: Sequence[Point]
    steps: Sequence[tuple[float, float]]
    x_ticks: Sequence[tuple[float, str]]
    y_ticks: Sequence[tuple[float, str]]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    rows: Sequence[tuple[str, str]]  # (kind, text): who says what
    caption: str
    y_unit: str = ""  # what the numbers on the left are in
    breaks: Sequence[float] = field(default_factory=tuple)  # where the time axis leaves out months


def to_json(picture: Picture) -> str:
    return json.dumps(asdict(picture), ensure_ascii=False)


def from_json(text: str) -> Picture:
    raw: dict[str, Any] = json.loads(text)
    raw["points"] = [Point(**point) for point in raw["points"]]
    return Picture(**raw)


def draw(picture: Picture) -> bytes:
    """The picture as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - heavy, and only here
    from matplotlib.figure import Figure  # noqa: PLC0415

    head, foot = _Block(), _Block()
    _head(head, picture)
    _foot(foot, picture)
    height = head.height + PLOT + UNDER + foot.height
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
    canvas: Any = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.135, (foot.height + UNDER) / height, 0.815, PLOT / height))
    _frame(axes, picture)
    _plot(axes, picture)
    canvas.draw()
    _label(axes, picture)
    head.write(figure, top=height, height=height)
    foot.write(figure, top=foot.height, height=height)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI, facecolor=PAPER, pil_kwargs={"optimize": True})
    return _lighter(file.getvalue())


@dataclass(slots=True)
class _Block:
    """Lines of words, one under the other; `height` is what they take, in pixels."""

    lines: list[tuple[int, float, str, dict[str, Any]]] = field(default_factory=list)  # from the top, place, words, how
    height: int = 24

    def add(self, text: str, line: int, *, x: float = 0.05, **style: Any) -> None:
        self.lines.append((self.height, x, text, style))
        self.height += line

    def write(self, figure: Any, *, top: int, height: int) -> None:
        for down, x, text, style in self.lines:
            figure.text(x, (top - down) / height, text, va="top", family=FONT, parse_math=False, **style)


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """`text` in lines of `width` letters; what does not fit into `most` of them ends in "…"."""
    return textwrap.wrap(text, width, max_lines=most, placeholder=" …") or [""]


def _head(block: _Block, picture: Picture) -> None:
    """Title, value and date."""
    for line in _wrapped(picture.title, TITLE_WIDTH, 3):
        block.add(line, TITLE_LINE, size=TITLE, weight="bold", color=INK)
    size = 20 if len(picture.headline) <= 24 else 15 if len(picture.headline) <= 34 else 12.5
    block.height += 8
    for line in _wrapped(picture.headline, 46, 2):
        block.add(line, int(size * 2.9), size=size, weight="bold", color=COLOURS["main"])
    for line in _wrapped(picture.note, NOTE_WIDTH, 2):
        block.add(line, NOTE_LINE, size=NOTE, color=MUTED)
    block.height += 76 if picture.y_unit else 44


def _frame(axes: Any, picture: Picture) -> None:
    axes.set_xlim(*picture.x_range)
    axes.set_ylim(*picture.y_range)
    axes.set_facecolor(PAPER)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    axes.grid(axis="y", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.set_xticks([x for x, _ in picture.x_ticks], [label for _, label in picture.x_ticks])
    axes.set_yticks([y for y, _ in picture.y_ticks], [label for _, label in picture.y_ticks])
    axes.tick_params(axis="y", length=0, labelsize=TICK, labelcolor=MUTED)
    axes.tick_params(axis="x", length=4, labelsize=TICK, labelcolor=MUTED, color=MUTED)
    if picture.y_unit:
        axes.text(0, 1.03, picture.y_unit, transform=axes.transAxes, size=TICK, color=MUTED, family=FONT)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontfamily(FONT)


def _plot(axes: Any, picture: Picture) -> None:
    main = COLOURS["main"]
    if picture.steps:
        xs, ys = zip(*picture.steps, strict=True)
        if picture.y_range[0] == 0:  # an area that does not begin at nought would exaggerate
            axes.fill_between(xs, ys, 0, step="post", color=main, alpha=0.08, linewidth=0)
        axes.step(xs, ys, where="post", color=main, linewidth=2.6, solid_capstyle="round")
    for x in picture.breaks:
        axes.axvline(x, color=MUTED, linewidth=1, linestyle=(0, (1, 3)))
    span = picture.y_range[1] - picture.y_range[0]
    for point in picture.points:
        _draw_point(axes, point, span)


def _draw_point(axes: Any, point: Point, span: float) -> None:
    colour = COLOURS[point.kind]
    if point.until is not None:
        dash = "-" if point.kind in ("main", "agrees") else (0, (4, 2))
        axes.plot([point.x, point.until], [point.y, point.y], color=colour, linewidth=4, linestyle=dash,
                  solid_capstyle="round")  # fmt: skip
    if point.low is not None and point.high is not None:
        if point.until is not None:
            axes.fill_between([point.x, point.until], point.low, point.high, color=colour, alpha=0.16, linewidth=0)
        else:
            axes.vlines(point.x, point.low, point.high, color=colour, linewidth=9, alpha=0.28)
    if point.arrow:
        reach = 0.09 * span * (1 if point.arrow == "up" else -1)
        x = point.x if point.until is None else point.x + (point.until - point.x) * 0.9
        axes.annotate(
            "", xy=(x, point.y + reach), xytext=(x, point.y),
            arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 2, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip
    if point.until is not None:
        return
    hollow = point.kind != "main"
    axes.plot(
        [point.x], [point.y], marker=MARKERS[point.kind], markersize=8, color=colour,
        markerfacecolor=PAPER if hollow else colour, markeredgecolor=colour, markeredgewidth=2, linestyle="none",
        zorder=6 if point.kind == "rival" else 5, clip_on=False,
    )  # fmt: skip


def _label(axes: Any, picture: Picture) -> None:
    """Labels that fit."""
    spots = []
    for point in picture.points:
        x = point.x if point.until is None else (point.x + point.until) / 2
        spots.append(axes.transData.transform((x, point.y)))
    edge = axes.get_window_extent()
    for n, x, y in place_labels(picture.points, spots, (edge.x0, edge.y0, edge.x1, edge.y1)):
        axes.annotate(
            picture.points[n].label, axes.transData.inverted().transform((x, y)), ha="center", va="center", size=13.5,
            weight="bold", color=COLOURS[picture.points[n].kind], family=FONT, zorder=7, annotation_clip=False,
        )  # fmt: skip


def _foot(block: _Block, picture: Picture) -> None:
    """Who says what, and the caption."""
    for kind, row in picture.rows:
        sign = "◆" if kind == "rival" else "●" if kind == "main" else "○"
        block.add(sign, 0, x=0.045, size=ROW, color=COLOURS[kind])
        for line in _wrapped(row, ROW_WIDTH, 2):
            block.add(line, ROW_LINE, x=0.085, size=ROW, color=INK)
        block.height += 6
    block.height += 8
    for line in _wrapped(picture.caption, SMALL_WIDTH, 8):
        block.add(line, SMALL_LINE, size=SMALL, color=MUTED)
    block.height += 20


def _lighter(png: bytes) -> bytes:
    """The same picture in 96 colours: a third of the weight."""
    from PIL import Image  # noqa: PLC0415 - comes with matplotlib

    image = (
        Image.open(io.BytesIO(png))
        .convert("RGB")
        .quantize(colors=96, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    )
    file = io.BytesIO()
    image.save(file, format="PNG", optimize=True)
    return file.getvalue()


def main(stdin: Any = None, stdout: Any = None) -> None:
    """A `Picture` as JSON in, PNG out: for a process of its own."""
    png = draw(from_json((stdin or sys.stdin.buffer).read().decode("utf-8")))
    (stdout or sys.stdout.buffer).write(png)


if __name__ == "__main__":
    main()
