"""What is objected to at the desk is said in the editor's language: the findings are those that the check makes."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from bot.talk.desk.objections import finding, worded
from bot.talk.words import say
from digests.editing import drafts
from digests.editing.correcting import speakers_of
from digests.errors import BadInput, Unavailable
from digests.model import LANGS, Lang
from tests.editing.test_writing import SAID, written
from tests.editing.test_writing import writing as writing  # noqa: PLC0414 - a fixture

OURS: tuple[Lang, ...] = ("tg", "ru")
BROKEN: Mapping[str, Mapping[Lang, str]] = {
    "another number": {**SAID, "ru": SAID["ru"].replace("144", "145")},
    "another date": {**SAID, "en": SAID["en"].replace("3 April", "2 April")},
    "somebody private": {**SAID, "en": SAID["en"].replace("counted", "and John Smithson counted")},
    "no full stop": {**SAID, "tg": SAID["tg"].removesuffix(".")},
    "nowhere": {"tg": "144 нафар кушта шудаанд.", "ru": "Погибли 144 человека.", "en": "It killed 144 people."},
    "straight marks": {**SAID, "ru": SAID["ru"].replace("«", '"').replace("»", '"')},
    "another tongue": {**SAID, "tg": SAID["ru"]},
}
"""Statements in which something is wrong."""


def context(lang: Lang) -> Any:
    return SimpleNamespace(lang=lang, say=lambda key, **more: say(lang, key, **more))


def is_ours(said: str, lang: Lang) -> bool:
    """Whether more of it stands in the editor's letters than in English, quotes and names of files aside."""
    letters = [each for each in said if each.isalpha()]
    return sum(each > "ʯ" for each in letters) > len(letters) / 2


@pytest.mark.parametrize("lang", OURS)
@pytest.mark.parametrize("name", BROKEN)
def test_a_finding_of_the_check_is_said_in_the_editors_language(writing: Any, name: str, lang: Lang) -> None:
    draft = written(writing)
    for each in LANGS:
        draft = drafts.with_text(draft, each, BROKEN[name][each])
    found = writing.findings(draft)
    assert found
    for each in found:
        said = finding(context(lang), each)
        assert is_ours(said, lang), each
        assert say(lang, "desk-statement", n="1") in said or not each.startswith("statement 1"), each


@pytest.mark.parametrize("lang", OURS)
@pytest.mark.parametrize(
    "error",
    [
        BadInput("no number can be read", place="value"),
        BadInput("no indicator of that name", place="indicator"),
        Unavailable("HTTP 404"),
        Unavailable("no such host"),
    ],
)
def test_what_was_typed_or_sent_is_refused_in_the_editors_language(error: Any, lang: Lang) -> None:
    assert is_ours(worded(context(lang), error), lang)


def test_the_name_that_no_table_knows_is_repeated() -> None:
    with pytest.raises(BadInput) as refused:
        speakers_of("Some Passer-by")
    for lang in OURS:
        assert "«Some Passer-by»" in worded(context(lang), refused.value)


def test_what_is_not_known_is_said_as_it_came() -> None:
    assert finding(context("tg"), "statement 1: something new") == "statement 1: something new"
