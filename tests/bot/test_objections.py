"""What is objected to at the desk is said in the editor's language: every kind there is, and what the check finds."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.outcomes import _line
from bot.people.decisions import Outcome
from bot.talk.desk.objections import finding, in_words, key_of, placed, worded
from bot.talk.words import has, say
from bot.watch import lines
from digests.check.finding import Finding
from digests.corpus.feed_log import Trouble
from digests.editing import drafts
from digests.editing.asked import Asked
from digests.editing.correcting import speakers_of
from digests.errors import BadInput, Unavailable
from digests.model import LANGS, Lang
from digests.objections import Kind, Objection, Value
from digests.sources.fetch import fetch
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
LACKING = ("tg", "ru")
NUMBERS = frozenset({"most", "count", "byte", "status", "port", "seconds", "least", "statement"})
OF_LANGUAGES = frozenset({"lacking", "holding", "langs"})


def context(lang: Lang) -> Any:
    return SimpleNamespace(lang=lang, say=lambda key, **more: say(lang, key, **more))


def is_ours(said: str, lang: Lang) -> bool:
    """Whether more of it stands in the editor's letters than in English, names of files aside."""
    letters = [each for word in said.split() if "/" not in word for each in word if each.isalpha()]
    return sum(each > "ʯ" for each in letters) > len(letters) / 2


def one_of(kind: Kind, **more: Any) -> Objection:
    """An objection of that kind, with a value for each that it needs; what is counted may be a number."""
    values: dict[str, Value] = {
        name: 5 if name in NUMBERS else LACKING if name in OF_LANGUAGES else "х" for name in kind.needs
    }
    if kind is Kind.UNLIKE:
        values["lacking"] = LACKING
    return Objection(kind, **more, **values)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_words(kind: Kind, lang: Lang) -> None:
    assert has(lang, key_of(kind))
    said = in_words(one_of(kind), lang)
    assert said.endswith(".")
    assert lang == "en" or is_ours(said, lang)


@pytest.mark.parametrize("lang", OURS)
@pytest.mark.parametrize("name", BROKEN)
def test_a_finding_of_the_check_is_said_in_the_editors_language(writing: Any, name: str, lang: Lang) -> None:
    draft = written(writing)
    for each in LANGS:
        draft = drafts.with_text(draft, each, BROKEN[name][each])
    found = writing.findings(draft)
    assert found
    for each in found:
        assert isinstance(each.what, Objection), each
        said = finding(context(lang), each)
        assert is_ours(said, lang), said
        assert say(lang, "desk-statement", n="1") in said or each.place != "statement 1", said


def test_what_is_wrong_in_the_headline_is_said_to_be_in_the_title(writing: Any) -> None:
    draft = drafts.with_text(written(writing), "tg", BROKEN["another tongue"]["tg"])
    (one, *_) = [each for each in writing.findings(draft) if each.place == "headline"]
    assert finding(context("tg"), one).startswith(f"{say('tg', 'desk-button-set-title')}: Тоҷикӣ: ")


@pytest.mark.parametrize("lang", OURS)
def test_a_link_that_leads_nowhere_is_refused_in_the_editors_language(lang: Lang) -> None:
    fault = fetch("http://127.0.0.1/").fault
    assert fault is not None
    assert fault == "127.0.0.1 is not on the public internet"
    assert worded(context(lang), Unavailable(fault)) == say(lang, "desk-objects-not-on-internet", host="127.0.0.1")


def test_a_place_in_a_file_is_said(writing: Any) -> None:
    with pytest.raises(BadInput) as line:
        writing.file("one.jsonl", b'{"id": "a", "text": "\xd0\xbe"}\n{"id": "b"}')
    assert worded(context("ru"), line.value) == "строка 2: нет поля «text»."
    with pytest.raises(BadInput) as key:
        writing.file("one.toml", b'publisher = "IWPR"\npublished = "today"')
    assert str(key.value) == "one.toml:published: must be a date without quotes, such as 2024-04-03"
    assert worded(context("tg"), key.value).startswith(f"{say('tg', 'desk-button-set-published')}: ")


def test_the_name_that_no_table_knows_is_repeated() -> None:
    with pytest.raises(BadInput) as refused:
        speakers_of("Some Passer-by")
    for lang in OURS:
        assert "«Some Passer-by»" in worded(context(lang), refused.value)


def test_what_the_worker_objected_is_said_in_the_editors_language() -> None:
    from digests.editing.carrying_out import _refusal

    refused = _refusal(BadInput(Objection(Kind.NO_AUTHOR, part=2, what="opinion")))
    asked = Asked("record", "one", datetime(2024, 4, 4, tzinfo=UTC))
    for lang in OURS:
        said = _line(Outcome(1, 4, asked, 7, refused), lang)
        assert say(lang, "desk-statement", n="2") in said
        assert say(lang, "desk-objects-no-author") in said


def test_what_a_source_failed_of_is_said_in_the_editors_language() -> None:
    trouble = Trouble("https://example.org/feed", "fails", datetime(2024, 4, 1, tzinfo=UTC), "timed out")
    (_, line) = lines([trouble], "ru")
    assert say("ru", "desk-objects-timed-out").removesuffix(".") in line and "timed" not in line
    (_, line) = lines([dataclasses.replace(trouble, fault="HTTP 503")], "tg")
    assert "(HTTP 503)" in line


def test_what_is_not_of_a_kind_is_said_as_it_came() -> None:
    assert finding(context("tg"), Finding("one", "statement 1", "something new")) == "one: statement 1: something new"
    assert worded(context("tg"), BadInput("something new", path="one")) == "something new"


@pytest.mark.parametrize("kind", Kind)
def test_an_objection_is_its_english_and_is_read_back_whole(kind: Kind) -> None:
    one = one_of(kind).within(lang="tg", figure=1, part=3)
    assert one.startswith("figure 1: tg: ")
    back = Objection.read(one.told())
    assert (back, back.told()) == (one, one.told())


@pytest.mark.parametrize(
    "told",
    [
        {}, {"kind": "NOBODY", "lang": None, "figure": None, "part": None, "values": {}},
        {"kind": "SPELT", "lang": None, "figure": None, "part": None, "values": {}},
        {"kind": "HTTP", "lang": None, "figure": None, "part": None, "values": {"status": {}}},
        {"kind": "HTTP", "lang": None, "figure": None, "part": None, "values": None},
        {"kind": "TOO_MANY_PARTS", "lang": None, "figure": None, "part": None, "values": {"most": "x"}},
    ],
)  # fmt: skip
def test_what_is_no_objection_is_not_read_as_one(told: Any) -> None:
    with pytest.raises(ValueError):
        Objection.read(told)


def test_an_error_keeps_what_it_objects_to_and_cuts_its_words_alone() -> None:
    long = Objection(Kind.SPELT, word="х" * 500, right="й")
    error = BadInput(long, path="one", place=3)
    assert error.objection == long
    assert len(error.what) == 300
    assert len(placed(long, "tg")) < 300
    assert dataclasses.replace(Finding("one", "", long), file="two").as_error().objection == long
