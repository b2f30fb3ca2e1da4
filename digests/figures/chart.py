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

WIDTH, HEIGHT, DPI = 900, 1080, 150
"""Pixels. A phone shows it at about 360 points, so the smallest letters here (21 px) are 8 points there."""
LINE = 0.033
"""A line of text under the plot, as a share of the height."""

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

    caption = _wrapped(picture.caption, 82)
    foot = 0.025 + LINE * (len(picture.rows) + len(caption) * 0.85)
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    canvas: Any = FigureCanvasAgg(figure)
    top = _head(figure, picture)
    axes = figure.add_axes((0.115, foot + 0.085, 0.835, top - foot - 0.085))
    _frame(axes, picture)
    _plot(axes, picture)
    canvas.draw()
    _label(axes, picture)
    _foot(figure, picture, caption, foot)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI, facecolor=PAPER, pil_kwargs={"optimize": True})
    return _lighter(file.getvalue())


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width) or [""]


def _head(figure: Any, picture: Picture) -> float:
    """Title, value and date; returns how far down they reach."""
    y = 0.972
    for line in _wrapped(picture.title, 44):
        figure.text(0.05, y, line, size=12, weight="bold", color=INK, va="top", family=FONT)
        y -= 0.037
    y -= 0.008
    size = 20 if len(picture.headline) <= 24 else 15 if len(picture.headline) <= 34 else 12
    figure.text(0.05, y, picture.headline, size=size, weight="bold", color=COLOURS["main"], va="top", family=FONT)
    y -= 0.022 + 0.0022 * size
    figure.text(0.05, y, picture.note, size=10.5, color=MUTED, va="top", family=FONT)
    return y - (0.085 if picture.y_unit else 0.06)


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
    axes.tick_params(axis="y", length=0, labelsize=10, labelcolor=MUTED)
    axes.tick_params(axis="x", length=4, labelsize=10, labelcolor=MUTED, color=MUTED)
    if picture.y_unit:
        axes.text(0, 1.02, picture.y_unit, transform=axes.transAxes, size=10, color=MUTED, family=FONT)
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


LETTER = 15.5
"""Pixels of a bold figure at the size of the labels."""
TALL = 32
PLACES = ((0, 26), (0, -26), (-1, 16), (1, 16), (-1, -18), (1, -18), (0, 52), (0, -52))
"""Where a label may stand by its point: side (-1 left, 1 right) and height in pixels."""


def _label(axes: Any, picture: Picture) -> None:
    """Labels that fit: each at the first place by its point where it covers no other label and no other point."""
    spots = []
    for point in picture.points:
        x = point.x if point.until is None else (point.x + point.until) / 2
        spots.append(axes.transData.transform((x, point.y)))
    edge = axes.get_window_extent()
    taken = [(x - 9, y - 9, x + 9, y + 9) for x, y in spots]
    for n, point in sorted(enumerate(picture.points), key=lambda pair: pair[1].rank):
        if not point.label:
            continue
        wide = LETTER * len(point.label)
        for side, high in PLACES:
            x = spots[n][0] + side * (wide / 2 + 14)
            y = spots[n][1] + high + (30 if point.arrow == "up" and high > 0 and side == 0 else 0)
            box = (x - wide / 2, y - TALL / 2, x + wide / 2, y + TALL / 2)
            inside = box[0] > edge.x0 - 20 and box[2] < edge.x1 + 30 and box[1] > edge.y0 and box[3] < edge.y1 + 40
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                axes.annotate(
                    point.label, axes.transData.inverted().transform((x, y)), ha="center", va="center", size=12,
                    weight="bold", color=COLOURS[point.kind], family=FONT, zorder=7, annotation_clip=False,
                )  # fmt: skip
                break


def _overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _foot(figure: Any, picture: Picture, caption: Sequence[str], foot: float) -> None:
    y = foot
    for kind, line in picture.rows:
        sign = "◆" if kind == "rival" else "●" if kind == "main" else "○"
        figure.text(0.06, y, sign, size=10, color=COLOURS[kind], va="center", ha="center", family=FONT)
        figure.text(0.085, y, line, size=9.6, color=INK, va="center", family=FONT)
        y -= LINE
    y -= 0.008
    for line in caption:
        figure.text(0.05, y, line, size=8.4, color=MUTED, va="center", family=FONT)
        y -= LINE * 0.82


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
