"""Charts: words in three languages, places, a light file, and a process of their own."""

from __future__ import annotations

from datetime import date

import pytest

from digests import charts
from digests.errors import NotFound
from digests.figures import chart, indicators
from digests.figures.chart import from_json, to_json
from digests.model import LANGS, Lang
from tests.figures.test_ledger import HALF, YEAR, claim, flow, look

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
        assert image.size == (chart.WIDTH, chart.HEIGHT)
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 8  # something is drawn


def test_every_indicator_has_its_title_drawn_in_letters_that_the_font_has() -> None:
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    letters = set(FT2Font(findfont(FontProperties(family=chart.FONT))).get_charmap())
    for one in indicators.load().all:
        for lang in LANGS:
            assert {ord(letter) for letter in one.names[lang]} <= letters
