"""Charts: words in three languages, places, a light file, and a process of their own."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests import charts
from digests.clock import FixedClock
from digests.errors import NotFound
from digests.figures import chart, indicators
from digests.figures.chart import from_json, to_json
from digests.model import LANGS, Lang
from digests.newsroom import Newsroom
from digests.policy import Policy
from tests.figures.test_ledger import HALF, YEAR, claim, flow, look
from tests.size import WHOLE

TOLL = (
    claim(137, 24, id="a", publisher="IWPR"),
    claim(144, 30, id="b", publisher="Essanews", attributed_to=("Russian authorities",)),
    claim(150, None, id="c", modifier="~", published=date(2024, 4, 3), publisher="IWPR"),
    claim(120, 31, id="d", modifier=">=", publisher="X"),
)


@pytest.mark.parametrize("lang", LANGS)
def test_a_picture_says_what_stands(lang: Lang) -> None:
    view = look(*TOLL)
    picture = charts.picture(view, lang)
    assert picture.title == view.indicator.names[lang]
    assert "144" in picture.headline
    assert "2024" in picture.note
    assert any("Essanews" in text for _, text in picture.rows)
    assert all(len(text) <= 75 for _, text in picture.rows)
    assert [value for _, value in picture.steps][-1] == 144
    about = next(point for point in picture.points if point.y == 150)
    assert about.low is not None and about.low < 150 < (about.high or 0)
    assert next(point for point in picture.points if point.y == 120).arrow == "up"


def test_a_disagreement_is_seen() -> None:
    picture = charts.picture(look(claim(551, 30), claim(382, None), kind="crocus.injured"), "en")
    assert picture.headline == "551 or 382 people"
    assert [kind for kind, _ in picture.rows] == ["main", "rival"]
    assert {point.kind for point in picture.points} == {"main", "rival"}


def test_a_figure_that_accuses_is_never_without_its_speaker() -> None:
    said = flow(75, *YEAR, attributed_to=("Igor Krasnov, Prosecutor General of Russia",), unit="percent")
    picture = charts.picture(look(said, kind="russia.migrant_crime_growth"), "en")
    assert "Krasnov" in picture.note
    assert "2023" in picture.note


def test_periods_are_drawn_as_long_as_they_are() -> None:
    picture = charts.picture(look(flow(11000, *YEAR), flow(17134, *HALF), kind="deported.tj"), "ru")
    assert picture.steps == []
    assert all(point.until is not None and point.until > point.x for point in picture.points)


def test_a_long_history_is_shortened_and_says_so() -> None:
    late = claim(149, None, as_of=date(2025, 8, 4), as_of_basis="explicit", published=date(2025, 8, 4))
    picture = charts.picture(look(claim(137, 24), claim(144, 30), late), "en")
    assert picture.breaks
    assert "shortened" in picture.caption


def test_nothing_cannot_be_drawn() -> None:
    with pytest.raises(NotFound, match=r"crocus\.deaths"):
        charts.picture(look(), "tg")


def test_a_picture_survives_the_way_to_another_process() -> None:
    picture = charts.picture(look(*TOLL), "tg")
    again = from_json(to_json(picture))
    assert again.title == picture.title
    assert list(again.points) == list(picture.points)


def test_the_png_is_light_and_of_phone_size() -> None:
    from PIL import Image

    png = charts.draw_apart(look(*TOLL), "tg")
    assert png.startswith(b"\x89PNG")
    assert len(png) < 60_000
    import io

    with Image.open(io.BytesIO(png)) as image:
        assert image.width == chart.WIDTH
        assert 1000 < image.height < 1700
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 8  # something is drawn


@pytest.mark.parametrize("lang", LANGS)
def test_every_indicator_of_the_corpus_is_drawn(curated: Path, lang: Lang) -> None:
    newsroom = Newsroom(curated, FixedClock(datetime(2024, 5, 1, tzinfo=UTC)), policy=Policy("all"))
    drawn = {}
    for n, (indicator, _) in enumerate(newsroom.indicators(lang)):
        drawn[indicator] = picture = charts.picture(newsroom.view(indicator), lang)
        if n % len(LANGS) == LANGS.index(lang):  # each is painted in one of the languages, and told in all
            assert chart.draw(picture).startswith(b"\x89PNG"), indicator
        said = " ".join(text for _, text in picture.rows).replace("\u00a0", " ")
        assert all(point.label.strip("≈≥≤<>").replace("\u00a0", " ") in said for point in picture.points
                   if point.label and not picture.y_unit), indicator  # fmt: skip
    newsroom.close()
    assert {"spb.migration_cases", "spb.expulsions_ordered", "spb.fined_to_leave"} <= set(drawn)
    (row,) = [text for _, text in drawn["crocus.deaths"].rows if text.startswith("137")]
    assert "IWPR" in row


FAR = date(2023, 1, 1)
ODD = {
    "one claim": (claim(144, 30),),
    "a range": (claim(None, 30, low=300, high=500, modifier="range"),),
    "ranges apart": (
        claim(None, 24, low=3, high=5, modifier="range"), claim(None, 30, low=300, high=None, modifier=">=")
    ),
    "the same day": (claim(137, 24, id="a"), claim(144, 24, id="b")),
    "nought": (claim(0, 24),),
    "below nought": (claim(-5, 24, id="a"), claim(3, 30, id="b")),
    "huge": (claim(10**30, 24, id="a"), claim(3, 30, id="b")),
    "no end of digits": (claim(3, 24, id="a"), claim(10**400, 30, id="b", attributed_to=("A",))),
    "tiny": (claim(0.000002, 24, id="a"), claim(1e-9, 30, id="b")),
    "a fraction of a great number": (claim(1.5e22, 24),),
    "undated alone": (claim(144, None, undated=True), claim(137, None, id="b", undated=True)),
    "markup": (claim(144, 30, publisher="$\\frac{x}$ <b>\u202e" + "x" * 200),),
    "period and day": (flow(20, FAR, date(2023, 12, 31), id="a"), claim(144, 30, id="b")),
    "an open period": (flow(20, FAR, None, id="a"), flow(30, None, FAR, id="b")),
    "far apart": (claim(1, None, as_of=date(1, 1, 1), id="a"), claim(2, None, as_of=date(9999, 12, 31), id="b")),
    "only periods": (flow(11000, *YEAR), flow(17134, *HALF, id="b")),
}  # fmt: skip


KINDS = ("crocus.deaths", "deported.tj", "russia.migrant_crime_growth", "spb.migration_cases")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", ODD)
def test_whatever_is_claimed_can_be_drawn(case: str, kind: str) -> None:
    """A drawing takes half a second and knows nothing of the kind: each case is drawn as one of them, in turn."""
    for lang in LANGS:
        picture = charts.picture(look(*ODD[case], kind=kind), lang)
        assert picture.title
    if WHOLE or list(ODD).index(case) % len(KINDS) == KINDS.index(kind):
        assert chart.draw(picture).startswith(b"\x89PNG")


def test_vague_numbers_alone_are_refused_with_a_reason() -> None:
    with pytest.raises(NotFound, match="nothing to draw"):
        charts.picture(look(claim(None, 24), claim(None, 30, id="b")), "tg")


def test_ten_thousand_claims_keep_the_current_one_and_its_rival() -> None:
    many = [claim(144, 30, id=f"n{n}", origin=f"o{n}", publisher=f"P{n}") for n in range(10_000)]
    view = look(claim(551, 30, kind="crocus.injured"), kind="crocus.injured")
    current = replace(many[0], id="now", value=551)
    rival = replace(many[1], id="other", value=382)
    crowded = replace(view, current=current, claims=(current, rival, *many), rivals=(rival,))
    picture = charts.picture(crowded, "en")
    assert len(picture.points) <= charts.MOST_POINTS
    assert [kind for kind, _ in picture.rows[:2]] == ["main", "rival"]


@pytest.mark.parametrize("lang", LANGS)
def test_an_axis_begins_at_nought_or_says_where(lang: Lang) -> None:
    broken = charts.picture(look(*TOLL), lang)
    assert broken.y_range[0] > 0
    assert charts.locale.load(lang).say("chart-base", value=broken.y_ticks[0][1]) in broken.caption
    whole = charts.picture(look(claim(144, 30)), lang)
    assert whole.y_range[0] == 0
    assert whole.y_ticks[0] == (0.0, "0")


def test_a_row_never_gives_the_figures_day_as_the_articles() -> None:
    later = claim(137, 24, published=date(2024, 4, 3), publisher="IWPR", review="approved")
    ((_, row),) = charts.picture(look(later), "en").rows
    assert row.endswith("IWPR · as of 24 March")


def test_letters_are_large_enough_on_a_phone() -> None:
    """Ten points of a phone's 360, at least, whatever is written."""
    for size in (chart.TITLE, chart.NOTE, chart.TICK, chart.ROW, chart.SMALL):
        assert size * chart.DPI / 72 / (chart.WIDTH / 360) >= 10


def test_every_indicator_has_its_title_drawn_in_letters_that_the_font_has() -> None:
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    letters = set(FT2Font(findfont(FontProperties(family=chart.FONT))).get_charmap())
    for one in indicators.load().all:
        for lang in LANGS:
            assert {ord(letter) for letter in one.names[lang]} <= letters


def test_the_drawing_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_TELEGRAM_TOKEN", "1:secret")
    monkeypatch.setenv("KHABAR_PEOPLE_KEY", "secret")
    told: dict[str, str] = {}

    def run(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[bytes]:
        told.update(env)
        return subprocess.CompletedProcess([], 0, b"png", b"")

    monkeypatch.setattr(subprocess, "run", run)
    assert charts.draw_apart(look(*TOLL), "en") == b"png"
    assert told and "secret" not in str(told)
