"""Markup is read as it is shown: struck, hidden and noted text is none; blocks, cells and terms stand apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.sources import files
from digests.sources.shown import text_of

STRUCK = [
    "ordered the expulsion of <s>418</s> 512 foreigners",
    "ordered the expulsion of <del>418</del> <ins>512</ins> foreigners",
    "ordered the expulsion of <strike><b>4</b>18</strike> 512 foreigners",
    'ordered the expulsion of <span style="color:red; text-decoration : line-through">418</span> 512 foreigners',
    "<style>.old, #x {text-decoration-line: line-through}</style>ordered the expulsion of <i class='a old'>418</i> 512"
    " foreigners",
    '<del cite="x"><p>the expulsion of 418 foreigners</p></del><p>ordered the expulsion of 512 foreigners</p>',
]


@pytest.mark.parametrize("markup", STRUCK)
def test_what_is_struck_out_is_no_text(markup: str) -> None:
    assert text_of(markup) == "ordered the expulsion of 512 foreigners"


HIDDEN = [
    "<p hidden>{}</p>",
    '<p style="display: none">{}</p>',
    '<div style="VISIBILITY:hidden"><p>{}</p></div>',
    '<p aria-hidden="true">{}</p>',
    "<template><p>{}</p></template>",
    "<noscript><p>{}</p></noscript>",
    "<dialog>{}</dialog>",
    '<p style="position:absolute; left:-9999px">{}</p>',
    '<p class="visually-hidden">{}</p>',
    "<style>p.gone {{ display:none }}</style><p class='gone'>{}</p>",
    "<!-- {0} --><script>{0}</script>",
]


@pytest.mark.parametrize("wrapped", HIDDEN)
def test_what_is_hidden_is_no_text(wrapped: str) -> None:
    shown = "<p>Шумораи кушташудагон ба 144 нафар расид.</p>"
    assert (
        text_of(wrapped.format("Шумораи кушташудагон 177 нафар") + shown) == "Шумораи кушташудагон ба 144 нафар расид."
    )


def test_what_is_said_to_the_eye_and_to_the_ear_is_said_once() -> None:
    twins = '<p>Killed: <span aria-hidden="true">144</span><span class="sr-only">one hundred and forty-four</span></p>'
    assert text_of(twins) == "Killed: 144"


def test_what_only_print_hides_is_shown() -> None:
    assert text_of("<style>@media print { .a {display:none} }</style><p class=a>144 нафар</p>") == "144 нафар"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("418<sup>2</sup> foreigners", "418 foreigners"),
        ("418<sup>[2]</sup> иностранцев", "418 иностранцев"),
        ('418<sup id="r2"><a href="#n2">2</a></sup> нафар', "418 нафар"),
        ("418<sup>*</sup> foreigners<sup>a</sup>", "418 foreigners"),
        ("418<sup>1, 2</sup> нафар<sup>(3)</sup>", "418 нафар"),
        ('418<a href="#fn1" class="footnote">1</a> foreigners', "418 foreigners"),
        ('418<span style="vertical-align: super">2</span> foreigners', "418 foreigners"),
        ("10<sup>6</sup> на 30 м<sup>2</sup>", "10⁶ на 30 м²"),
        ("1.5 × 10<sup>6</sup> m<sup>2</sup>", "1.5 × 10⁶ m²"),
        ("the 24<sup>th</sup> day, 5<sup>й</sup> день", "the 24th day, 5й день"),
        ("в 10<sup>00</sup> утра", "в 10:00 утра"),
        ("CO<sub>2</sub>", "CO₂"),
    ],
)
def test_a_footnotes_mark_is_no_digit_and_an_exponent_stays(markup: str, text: str) -> None:
    assert text_of(f"<p>{markup}</p>") == text


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<section>At Crocus in 2024</section><section>144 killed</section>", ["At Crocus in 2024", "144 killed"]),
        ("Дар соли 2024<br/>144 нафар", ["Дар соли 2024", "144 нафар"]),
        ("<ul><li>в 2024</li><li>144 убиты</li></ul>ещё", ["в 2024", "144 убиты", "ещё"]),
        ("<figure>2024<figcaption>144 killed</figcaption></figure>", ["2024", "144 killed"]),
        ("<dl><dt>Погибли</dt><dd>144</dd><dt>Ранены:</dt><dd>551</dd></dl>", ["Погибли: 144", "Ранены: 551"]),
        ("<table><tr><td>Кушта</td><td>144</td></tr></table>", ["Кушта: 144"]),
        (
            "<table><tr><th>Day<th>Killed<th>Injured</tr><tr><td>27 March<td>144<td>551</tr></table>",
            ["27 March: Killed: 144, Injured: 551"],
        ),
        (
            "<table><caption>Crocus</caption><tr><th>Killed</th><th>Injured</th></tr><tr><td>144</td><td>551</td></tr>"
            "</table>",
            ["Crocus", "Killed: 144, Injured: 551"],
        ),
        ("<table><tr><th>Year<th>Deported</tr><tr><td>2023<td>17,000</tr></table>", ["2023: Deported: 17,000"]),
        ("144\npeople\n were <b>killed</b>", ["144 people were killed"]),
        ("Погибли<!--more--> 144 человека<?php x?>.", ["Погибли 144 человека."]),
        ("<p>Погибли</p><!-- a -->144 человека", ["Погибли", "144 человека"]),
    ],
)
def test_blocks_cells_and_terms_stand_apart(markup: str, lines: list[str]) -> None:
    assert text_of(markup).split("\n") == lines


@pytest.mark.parametrize(
    "markup",
    [
        "<p>144  person\nкушта</p>\n<p>шуд<br/>551</p> ", "<div>а &gt; б > в<br>г</div>", "144<br />551", "<p></p>",
        "<p>а\u00a0\u2028б\tв\rг</p>", "<p> \u00a0 </p><p>«б»]]></p>", "<p>а</p>б<p>в</p>", "<p>а<p>б</p></p>",
    ],
)  # fmt: skip
def test_mere_paragraphs_read_as_the_parser_of_markup_reads_them(markup: str) -> None:
    assert text_of(markup) == text_of(f"<i></i>{markup}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "Courts expelled ~~418~~ 512 foreigners, the ministry said in Moscow."),
        ("a.md", "Courts expelled <del>418</del> 512 foreigners, the ministry said in Moscow."),
        ("a.txt", "Courts expelled 4\u03361\u03368\u0336 512 foreigners, the ministry said in Moscow."),
    ],
)
def test_what_is_struck_out_without_markup_is_no_text(name: str, text: str) -> None:
    ((document, _),) = files.documents(text.encode(), Path(name))
    assert document is not None
    assert document.text == "Courts expelled 512 foreigners, the ministry said in Moscow."


@pytest.mark.parametrize(
    "wrapped",
    [
        '<p style="position:absolute; clip: rect(0, 0, 0, 0)">{}</p>',
        '<p style="clip-path: inset(100%)">{}</p>',
        '<p style="height: 0; overflow: hidden">{}</p>',
        '<p style="transform: scale(0)">{}</p>',
        '<p style="position:fixed; right:-5000px">{}</p>',
        '<p class="text d-none">{}</p>',
        "<style>@media screen {{ .x {{ display:none }} }}</style><p class=x>{}</p>",
    ],
)
def test_what_a_style_or_its_frameworks_class_hides_is_no_text(wrapped: str) -> None:
    assert text_of(wrapped.format("Погибли 177 человек") + "<p>Погибли 144 человека</p>") == "Погибли 144 человека"


@pytest.mark.parametrize(
    "shown",
    [
        '<p class="hidden md:block">144 нафар</p>',
        '<p style="line-height:0; overflow:hidden">144 нафар</p>',
        '<p style="margin-top:-120px">144 нафар</p>',
        '<div class="hidden"><h1>144 нафар</h1></div>',
    ],
)
def test_what_only_resembles_the_hidden_is_shown(shown: str) -> None:
    assert text_of(shown) == "144 нафар"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("144<sup>[12][13]</sup> people", ["144 people"]),
        ("144<sup>1</sup><sup>,</sup><sup>2</sup> нафар", ["144 нафар"]),
        ("418<sup>сноска 2</sup> иностранцев", ["418 иностранцев"]),
        ('<span style="display: block">2024</span><b style="display:block">144 dead</b>', ["2024", "144 dead"]),
        ('<div style="display:flex"><span>2024</span><span>144 dead</span></div>', ["2024", "144 dead"]),
        ("<button>2024</button><button>144 dead</button>", ["2024", "144 dead"]),
        ("<table><tr><td colspan=2>Crocus<tr><td>Killed<td>144</table>", ["Crocus", "Killed: 144"]),
        (
            "<table><tr><th><th>Погибли<th>Ранены<tr><td>Всего<td>144<td>551</table>",
            ["Всего: Погибли: 144, Ранены: 551"],
        ),
        (
            "<table><tr><th><th>2023<th>2024<tr><td>Deported<td>44,200<td>80,000</table>",
            ["Deported: 2023: 44,200, 2024: 80,000"],
        ),
    ],
)
def test_marks_in_a_row_styled_blocks_and_tables_with_an_empty_corner(markup: str, lines: list[str]) -> None:
    assert text_of(markup).split("\n") == lines
