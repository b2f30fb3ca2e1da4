"""Foreign text cannot act: nothing in it can be tapped, dialled, run or hidden, and it stays readable."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.say import foreign
from digests.say.pages import escape, link, markup

UNSEEN = (
    "\u061c\u3164\u2800\u180e\u200b\u200f\u202a\u202e\u2060\u2064\u2066\u2069\u206a\u206f\ufeff\ufff9"
    "\U000e0041\U000e007f"
)
ACUTE = "\u0301"
TAPPABLE = re.compile(
    r"\w://|(?<!\w)@\w|\w@\w|[#＃]\w|(?<![\w/])/\w|\$[A-Z]|[^\s.]\.[^\W\d_]{2}|\d{1,3}(?:\.\d{1,3}){3}|\+\d[\d ()-]{6}"
)
"""What tdlib makes an entity of, roughly: more rather than less."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Read https://evil.example/a?b=c#d now", "Read evil․example/a?b=c#\u00a0d now"),
        ("www.evil.tj, пример.рф, CABAR.asia", "www․evil․tj, пример․рф, CABAR․asia"),
        ("t.me/bot?start=x tg://resolve?domain=x", "t․me/bot?start=x resolve?domain=x"),
        (
            "хабар: @kanal, #тег, $USD, /start@bot",
            "хабар: @\u00a0kanal, #\u00a0тег, $\u00a0USD, /\u00a0start@\u00a0bot",
        ),
        ("to a.b@evil.org", "to a.b@\u00a0evil․org"),
        ("+992 (90) 123-45-67", "+992·90·123·45·67"),
        ("8 (800) 555-35-35; 89005553535", "8·800·555·35·35; 890·055·535·35"),
        ("4111 1111 1111 1111", "4111·1111·1111·1111"),
        ("http://192.168.1.1:80/x", "192․168․1․1:80/x"),
    ],
)
def test_what_clients_link_is_broken_and_still_read(text: str, shown: str) -> None:
    assert foreign.inert(text) == shown
    assert not TAPPABLE.search(foreign.inert(text))


@pytest.mark.parametrize(
    "text",
    [
        "22.03.2024: 137 человек, 144 к 30.03.2024 18:00", "2012–2018, 627 000 и 1 000 000 000, 2.5 ва 2,5",
        "и/или, 24/7, т.е. «Крокус Сити Холл»… 75 % – 418", "ҳадди ақал 418 хориҷӣ", "❤️ 🇹🇯 [1][2]", "2024-03-24 144",
    ],
)  # fmt: skip
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert foreign.inert(text) == text


def test_nothing_unseen_or_piled_up_is_left() -> None:
    shown = foreign.inert(f"Ха{UNSEEN}бар\x1b[31m\x9b0m e{ACUTE * 50}")
    assert shown == "Хабар[31m0m e\u0301\u0301"


@given(st.one_of(st.text(), st.text(st.sampled_from("ab.лt/:@#$A+17 -()\u0301\u202e\n"))))
def test_whatever_is_written_nothing_acts_and_nothing_more_changes(text: str) -> None:
    shown = foreign.inert(text)
    assert not TAPPABLE.search(shown)
    assert foreign.inert(shown) == shown
    assert not {unicodedata.category(char) for char in shown.replace("\n", "")} & {"Cc", "Cf", "Cs"}


def test_pages_take_text_of_others_by_escape_and_our_own_by_markup() -> None:
    assert escape("/help <b>") == "/\u00a0help &lt;b&gt;"
    assert markup("/help <b>") == "/help &lt;b&gt;"


@pytest.mark.parametrize(
    "url",
    ["https://t.me/bot?start=x", "tg://resolve?domain=x", "https://iwpr.net@evil.org/", "https://evil.org/\u202ea", "http://x"],
)  # fmt: skip
def test_only_a_page_on_the_web_is_linked(url: str) -> None:
    assert link("title", url) == "title"


def test_cells_and_json() -> None:
    assert foreign.cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert foreign.cell(" -1+cmd") == "' -1+cmd"
    assert [foreign.cell(value) for value in (-5, None, "a-b")] == [-5, None, "a-b"]
    value = {"quote": f"x{UNSEEN}\x9by"}
    told = foreign.escaped(json.dumps(value, ensure_ascii=False))
    assert json.loads(told) == value
    assert not set("\u202e\x9b\U000e0041\ufeff") & set(told)
    file = io.StringIO()
    csv.writer(file).writerow([foreign.cell("@SUM(1)")])
    assert file.getvalue().startswith("'@")
