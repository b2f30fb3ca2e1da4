"""Loading the locales, and what they say when something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.errors import BadInput
from digests.model import LANGS
from digests.say.locale import MissingMessage, load, read


def test_the_three_locales_load_once() -> None:
    for lang in LANGS:
        assert load(lang) is load(lang)
        assert load(lang).has("say-about")


def test_values_are_set_in_as_they_are() -> None:
    assert load("tg").say("say-about", what="627\u00a0000 нафар") == "тақрибан 627\u00a0000 нафар"
    assert "\u2068" not in load("en").say("say-about", what="x")


def test_a_missing_message_names_itself() -> None:
    with pytest.raises(MissingMessage, match="no-such-message"):
        load("ru").say("no-such-message")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(MissingMessage, match="say-about"):
        load("ru").say("say-about")


def test_what_does_not_parse_is_named_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "tg.ftl"
    path.write_text("good = яке\nbad = { \nother = дигаре\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"tg\.ftl:2"):
        read("tg", path)
    with pytest.raises(BadInput, match="cannot be read"):
        read("tg", tmp_path / "none.ftl")
