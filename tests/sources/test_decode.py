"""XML and HTML in the encoding in which they make sense, whatever header and prolog say."""

from __future__ import annotations

import itertools

import pytest

from digests.sources.text import decode_markup

RU = "Число погибших при теракте в Крокусе выросло до 144 человек, сообщили в министерстве."
TG = "Шумораи кушташудагон ба 144 нафар расид, гуфт вазорати корҳои дохилӣ."


def xml(text: str, told: str | None) -> str:
    return f'<?xml version="1.0"{f" encoding={told!r}" if told else ""}?><rss><title>{text}</title></rss>'


@pytest.mark.parametrize(
    ("real", "told", "header"),
    [
        ("cp1251", None, "windows-1251"),
        ("cp1251", "utf-8", "windows-1251"),
        ("cp1251", "windows-1251", "utf-8"),
        ("cp1251", "windows-1251", "iso-8859-1"),
        ("cp1251", "koi8-r", "windows-1251"),
        ("cp1251", None, None),
        ("koi8-r", "windows-1251", "koi8-r"),
        ("koi8-r", "koi8-r", "windows-1251"),
        ("utf-8", "windows-1251", None),
        ("utf-8", "windows-1251", "windows-1251"),
        ("utf-8", None, "no-such"),
        ("utf-16", "utf-16", None),
        ("utf-16-le", None, None),
        ("utf-16-be", "utf-8", "utf-8"),
    ],
)
def test_russian_in_any_encoding(real: str, told: str | None, header: str | None) -> None:
    assert RU in decode_markup(xml(RU, told).encode(real), header)


@pytest.mark.parametrize(
    ("real", "told", "header"),
    [(real, told, told) for real, told in itertools.product(["utf-8", "utf-16-le", "utf-16"], [None, "windows-1251"])],
)
def test_tajik_in_any_encoding(real: str, told: str | None, header: str | None) -> None:
    assert TG in decode_markup(xml(TG, told).encode(real), header)


def test_a_page_names_its_encoding_itself() -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>{RU}</html>'
    assert RU in decode_markup(page.encode("cp1251"))


def test_text_cut_in_the_middle_of_a_letter_stays_utf8() -> None:
    assert "министерстве" in decode_markup(xml(RU * 5, None).encode()[:-15] + b"\xd0")
