"""What a chart says: a ledger view as a `Picture` in the reader's words, and the picture as PNG.

Above `figures` and `say`, since it needs both. `draw_apart` draws in a short-lived process, so that the bot never
carries the drawing library.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from digests.errors import NotFound, Unavailable
from digests.figures import chart
from digests.figures.axes import LINEAR_DAYS, SCALES, can_stand, first_day, last_day, place_days, value_axis
from digests.figures.chart import Picture, Point
from digests.figures.relations import amount, bounds, day
from digests.model import Claim, Lang, LedgerView, Number
from digests.say import locale
from digests.say.figures import plural, say_date, say_number, say_period, say_unit, say_value
from digests.say.foreign import one_line
from digests.say.speakers import say_chain

MOST_ROWS = 6
ROW = 66
"""Characters that fit in a line under the plot."""
MOST_POINTS = 40
TIMEOUT = 60


def draw(view: LedgerView, lang: Lang) -> bytes:
    """The chart of `view` as PNG. Raises NotFound where there is nothing to draw."""
    return chart.draw(picture(view, lang))


VARIABLES_TOLD = ("PATH", "HOME", "TMPDIR", "PYTHONPATH", "MPLCONFIGDIR", "XDG_CACHE_HOME", "KHABAR_CONFIG")
"""What the drawing process is told: where things lie. Tokens and keys are none of its business."""


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in VARIABLES_TOLD if name in os.environ} | {"PYTHONUTF8": "1"}


def draw_apart(view: LedgerView, lang: Lang) -> bytes:
    """The same, drawn by a process of its own. Raises Unavailable if that fails."""
    told = chart.to_json(picture(view, lang)).encode("utf-8", "replace")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "digests.figures.chart"],
            input=told, capture_output=True, timeout=TIMEOUT, check=True, env=_environment(),
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(f"the chart could not be drawn ({type(error).__name__})") from error
    return done.stdout


def picture(view: LedgerView, lang: Lang, *, rows: int = MOST_ROWS) -> Picture:
    """The chart of `view` in words and places, with at most `rows` lines that name a source; a number without one is
    not written on it. Raises NotFound where no claim states a number of some day."""
    shown = _shown(view)
    if not shown:
        raise NotFound(f"{view.indicator.id}: nothing to draw")
    return _Layout(view, shown, lang, rows).picture()


def _shown(view: LedgerView) -> list[Claim]:
    """The claims that are drawn, oldest first: the current one, its newest rivals, then the newest of the rest."""
    current = view.current
    ordered = [*([current] if current else []), *reversed(view.rivals), *reversed(view.claims)]
    kept: dict[object, Claim] = {}
    for claim in ordered:
        drawable = claim.status != "retracted" and claim.role != "change" and can_stand(amount(claim))
        if len(kept) < MOST_POINTS and drawable and first_day(claim) is not None:
            key = (claim.value, claim.low, claim.high, claim.modifier, claim.as_of, claim.period, claim.origin)
            kept.setdefault(key, claim)
    chosen = {claim.id for claim in kept.values()}
    return [claim for claim in view.claims if claim.id in chosen]


def drawn(view: LedgerView) -> dict[str, str]:
    """Which claims have a point of their own on the chart, by id, and how it is drawn: main, agrees, rival, held."""
    shown = _shown(view)
    return {claim.id: _kind(view, claim) for claim in _Layout(view, shown, "en").claims} if shown else {}


def _kind(view: LedgerView, claim: Claim) -> str:
    if claim.review == "held":
        return "held"
    if claim in view.rivals:
        return "rival"
    if view.current is not None and claim.id == view.current.id:
        return "main"
    return "main" if claim.status == "superseded" else "agrees"


def _stated(claim: Claim) -> object:
    return (claim.value, claim.low, claim.high, claim.modifier)


class _Layout:
    """Places and words of one chart."""

    def __init__(self, view: LedgerView, claims: list[Claim], lang: Lang, rows: int = MOST_ROWS) -> None:
        self.view = view
        kinds = view.indicator.kind in ("flow", "rate") and any(claim.period for claim in claims)
        self.by_period = kinds and (view.current is None or view.current.period is not None)
        self.claims = [claim for claim in claims if claim.period or not self.by_period]
        self.lang = lang
        self.words = locale.load(lang)
        self.rivals = {claim.id for claim in view.rivals}
        self.days = sorted({found for claim in self.claims for found in (first_day(claim), last_day(claim)) if found})
        self.shortened = (self.days[-1] - self.days[0]).days > LINEAR_DAYS and not self.by_period
        self.places = place_days(self.days, shortened=self.shortened)
        self.axis = value_axis([float(amount(claim) or 0) for claim in self.claims], from_zero=self.by_period)
        self.named = self.choose_named(rows)

    def y_unit(self) -> str:
        """ "billion dollars" over the axis, where its numbers are in billions."""
        word = dict(SCALES).get(self.axis.scale)
        if word is None:
            return ""
        unit = say_unit(5, self.view.indicator.unit, self.lang, case="gen")
        return f"{self.words.say(word, form=plural(5, self.lang, 'gen'))} {unit}".strip()

    def number(self, value: float) -> str:
        """A number of the axis or of a label, in few letters however large or small it is."""
        if value and not 1e-3 <= abs(value) < 1e7:
            return f"{value:.3g}"
        whole: Number = int(value) if value == int(value) else round(value, 3)
        return say_number(whole, self.lang)

    # Words

    def picture(self) -> Picture:
        span = (self.places[self.days[-1]] - self.places[self.days[0]]) or 1.0
        return Picture(
            title=self.view.indicator.names[self.lang],
            headline=self.headline(),
            note=self.note(),
            points=self.points(),
            steps=self.steps(span),
            x_ticks=self.x_ticks(span),
            y_ticks=[(tick, self.number(tick / self.axis.scale)) for tick in self.axis.ticks],
            x_range=(-0.05 * span, self.places[self.days[-1]] + 0.09 * span),
            y_range=(self.axis.low, self.axis.high),
            rows=self.rows(),
            caption=self.caption(),
            y_unit=self.y_unit(),
            breaks=self.breaks(),
        )

    def value(self, claim: Claim, *, unit: bool = True) -> str:
        return say_value(
            claim.value,
            claim.low,
            claim.high,
            claim.modifier,
            claim.unit if unit else None,
            self.lang,
            hedge=claim.hedge,
        )

    def headline(self) -> str:
        current = self.view.current
        if current is None:
            return self.words.say("chart-none")
        if not self.view.rivals:
            return self.value(current)
        rival = max(self.view.rivals, key=lambda claim: (claim.review != "held", day(claim) or date.min))
        return self.words.say("chart-differ", one=self.value(current, unit=False), other=self.value(rival))

    def note(self) -> str:
        """When the figure stands for; of one that accuses a group, also who stated it."""
        current = self.view.current
        if current is None:
            return ""
        said = say_chain(current.attributed_to[-1:], None, self.lang) if self.view.indicator.accuses_group else ""
        return " · ".join(part for part in (shorten(said, ROW - 24), self.when(current)) if part)

    def when(self, current: Claim) -> str:
        if current.period:
            return say_period(current.period, self.lang)
        if current.as_of:
            return self.words.say("chart-as-of", date=say_date(current.as_of, self.lang))
        return self.words.say("chart-undated")

    def kind(self, claim: Claim) -> str:
        return _kind(self.view, claim)

    def points(self) -> list[Point]:
        found = []
        labelled: set[object] = set()
        for claim in sorted(self.claims, key=self.rank):  # of equal numbers the most important is labelled
            start, end = first_day(claim), last_day(claim)
            if start is None or end is None:
                continue
            value = float(amount(claim) or 0)
            kind = self.kind(claim)
            about = claim.modifier in ("~", "range")
            explained = any(_stated(claim) == _stated(other) for other in self.named)
            label = self.label(claim) if explained and value not in labelled else ""
            labelled.add(value)
            found.append(
                Point(
                    x=self.places[start],
                    y=value,
                    kind=kind,
                    label=label,
                    low=bounds(claim)[0] if about else None,
                    high=bounds(claim)[1] if about else None,
                    arrow="up" if claim.modifier in (">", ">=") else "down" if claim.modifier in ("<", "<=") else "",
                    until=self.places[end] if end != start else None,
                    rank=self.rank(claim),
                )
            )
        return found[::-1]  # and drawn over the others

    def rank(self, claim: Claim) -> int:
        if claim is self.view.current:
            return 0
        return 1 if claim.id in self.rivals else 2 if claim is self.claims[0] else 3

    def label(self, claim: Claim) -> str:
        sign = {"~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}.get(claim.modifier, "")
        if claim.value is None:
            low, high = float(claim.low or 0) / self.axis.scale, float(claim.high or 0) / self.axis.scale
            return f"{self.number(low)}–{self.number(high)}"
        return sign + self.number(float(claim.value) / self.axis.scale)

    def steps(self, span: float) -> list[tuple[float, float]]:
        """The running value: what was current as each claim came."""
        if self.by_period:
            return []
        line: list[tuple[float, float]] = []
        current = self.view.current
        told = [claim for claim in self.claims if claim.status == "superseded" or claim is current]
        told = [claim for claim in told if claim.review != "held"]
        for claim in sorted(told, key=lambda claim: (last_day(claim) or date.min, amount(claim) or 0)):
            where, value = last_day(claim), float(amount(claim) or 0)
            if where is None or (line and self.view.indicator.kind == "cumulative" and value < line[-1][1]):
                continue
            if line and line[-1][0] == self.places[where]:
                line.pop()
            line.append((self.places[where], value))
        if line:
            line.append((self.places[self.days[-1]] + 0.06 * span, line[-1][1]))
        return line

    def x_ticks(self, span: float) -> list[tuple[float, str]]:
        """Dates that fit side by side, the first and the last always."""
        room = 0.2 * span
        chosen: list[date] = [self.days[0]]
        for found in self.days[1:]:
            if self.places[found] - self.places[chosen[-1]] >= room:
                chosen.append(found)
        if self.days[-1] not in chosen:
            if len(chosen) > 1:
                chosen.pop()
            chosen.append(self.days[-1])
        one_year = self.days[0].year == self.days[-1].year
        return [(self.places[found], self.tick(found, year=not one_year)) for found in chosen]

    def tick(self, found: date, *, year: bool) -> str:
        text = say_date(found, self.lang, year=False)
        return f"{text}\n{found.year}" if year else text

    def breaks(self) -> list[float]:
        if not self.shortened:
            return []
        return [
            (self.places[before] + self.places[after]) / 2
            for before, after in pairwise(self.days)
            if (after - before).days > LINEAR_DAYS
        ]

    def choose_named(self, rows: int) -> list[Claim]:
        """The claims under the plot: the current value and its rivals, then each other number once, then repeats. A
        number that stands on the plot has its source here."""
        current = self.view.current
        drawn = [*reversed(self.claims)]
        ordered = [
            *(claim for claim in drawn if current and claim.id == current.id),
            *(claim for claim in drawn if claim.id in self.rivals),
            *drawn,
        ]
        first = {_stated(claim): claim for claim in reversed(ordered)}
        once = [claim for claim in ordered if first[_stated(claim)] is claim]
        return list(dict.fromkeys([*once, *ordered]))[:rows]

    def rows(self) -> list[tuple[str, str]]:
        """Who says what: value, speaker, outlet, day."""
        return list(dict.fromkeys((self.kind(claim), self.row(claim)) for claim in self.named))

    def row(self, claim: Claim) -> str:
        """Value, who said it, where it stood, when: one line, the names shortened to fit."""
        star = "*" if claim.review == "automatic" else ""
        when = say_period(claim.period, self.lang) if claim.period else self.day(claim)
        parts = [self.value(claim, unit=claim.unit == "percent") + star, when]
        if claim.review == "held":
            parts.append(self.words.say("chart-held"))
        room = ROW - sum(len(part) + 3 for part in parts)
        outlet = claim.publisher or ""
        speaker = say_chain(claim.attributed_to[-1:], None, self.lang)
        if speaker and outlet and speaker != outlet:
            outlet = shorten(outlet, max(10, min(20, room // 2)))
            said = f"{shorten(speaker, max(10, room - len(outlet) - 3))} · {outlet}"
        else:
            said = shorten(speaker or outlet, max(10, room))
        return " · ".join(part for part in (parts[0], said, *parts[1:]) if part)

    def day(self, claim: Claim) -> str:
        if claim.as_of is None and claim.undated:
            return self.words.say("chart-undated")
        found = day(claim)
        if found is None:
            return ""
        said = say_date(found, self.lang, year=self.days[0].year != self.days[-1].year)
        own = claim.as_of is not None and claim.as_of != claim.published  # the figure's day, not its article's
        return self.words.say("chart-as-of", date=said) if own else said

    def caption(self) -> str:
        parts = [self.words.say("chart-caption")]
        if self.axis.broken:
            parts.append(self.words.say("chart-base", value=self.number(self.axis.low / self.axis.scale)))
        if any(claim.modifier in (">", ">=", "<", "<=") for claim in self.claims):
            parts.append(self.words.say("chart-arrow"))
        if any(claim.modifier in ("~", "range") for claim in self.claims):
            parts.append(self.words.say("chart-band"))
        if self.view.disagree:
            parts.append(self.words.say("chart-rival"))
        if any(claim.review == "automatic" for claim in self.claims):
            parts.append(self.words.say("chart-automatic"))
        if self.shortened:
            parts.append(self.words.say("chart-shortened"))
        return " ".join(parts)


def shorten(text: str, width: int) -> str:
    text = one_line(text)
    return text if len(text) <= width else text[: width - 1].rstrip(" ·,") + "…"


__all__: Sequence[str] = ("draw", "draw_apart", "drawn", "picture")
