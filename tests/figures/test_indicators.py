"""The definitions: a new indicator by TOML alone, clear complaints, and what can never match."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import INDICATORS
from digests.errors import BadInput, UnknownName
from digests.figures import indicators, unmatched
from digests.figures.claims import extract
from digests.figures.lexicon import Lexicon, parse_cue
from digests.language import units
from digests.language.fold import words
from digests.model import Document

SMALL = """
[concepts.planted]
role = "measure"
en = ["~plant"]
ru = ["~посадить"]
tg = ["шинон*"]
[concepts.trees]
role = "noun"
en = ["~tree"]
ru = ["~дерево"]
tg = ["ниҳол*"]
[concepts.never_seen]
role = "context"
en = ["zzz"]
ru = ["щщщ"]
tg = ["ъъъъ"]
[[indicator]]
id = "trees.planted"
unit = "document"
kind = "flow"
names = { tg = "Ниҳолҳо", ru = "Деревья", en = "Trees" }
scope = { tg = "-", ru = "-", en = "-" }
[[indicator.rule]]
measure = ["planted"]
counts = ["trees"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "indicators.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Schools planted 300 trees."),
        ("ru", "Школы посадили 300 деревьев."),
        ("tg", "Мактабҳо 300 ниҳол шинонданд."),
    ],
)
def test_a_new_indicator_needs_the_file_alone(tmp_path: Path, lang: str, text: str) -> None:
    table = indicators.load(write(tmp_path, SMALL))
    (claim,) = extract(Document("d", "", text, lang), table)  # type: ignore[arg-type]
    assert (claim.indicator, claim.value, claim.unit) == ("trees.planted", 300, "document")


def test_the_shipped_definitions_are_well() -> None:
    assert unmatched.check(INDICATORS) == []


def test_every_id_that_others_use_is_defined(shared: Path) -> None:
    text = (shared / "gold" / "INDICATORS.md").read_text(encoding="utf-8")
    named = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    table = indicators.load()
    assert named <= {one.id for one in table.all}
    accusing = {"russia.migrant_crime_growth", "tj.fighters_abroad", "tj.extremist_crimes"}
    assert accusing == {one.id for one in table.all if one.accuses_group}


def test_an_unknown_indicator_is_named() -> None:
    with pytest.raises(UnknownName, match=r"nope\.x"):
        indicators.load().get("nope.x")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "document"\n', "", "unit"),
        ('kind = "flow"', 'kind = "tide"', "kind"),
        ('measure = ["planted"]', 'measure = ["sown"]', "no such concept: sown"),
        ('measure = ["planted"]\n', "", "measure"),
        ('counts = ["trees"]', 'counts = "trees"', "list"),
        ('counts = ["trees"]', 'count = ["trees"]', "count"),
        ('tg = ["шинон*"]\n', "", "tg"),
        ('["~plant"]', '["pl*nt"]', "not a cue"),
        ("[[indicator.rule]]", "[[indicator.rule", "line"),
        ('id = "trees.planted"', "", "id"),
    ],
)
def test_a_wrong_file_is_one_line_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SMALL
    path = write(tmp_path, SMALL.replace(old, new))
    with pytest.raises(BadInput, match=said) as caught:
        indicators.load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value).strip()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('measure = ["trees"]\ncounts = ["trees"]', "no measure"),
        ('measure = ["planted"]\ncounts = ["planted"]', "no noun"),
        ('measure = ["planted"]', "no number can fit"),
        ('measure = ["planted"]\nbare = true\nmin = 5\nmax = 2', "above max"),
        (
            'measure = ["planted"]\nbare = true\nhere = ["never_seen"]\nnot_here = ["never_seen"]',
            "asked for and forbidden",
        ),
        ('measure = ["planted"]\nbare = true\nnot_here = ["planted"]', "forbidden in the sentence"),
    ],
)
def test_what_can_never_match_is_explained(tmp_path: Path, rule: str, said: str) -> None:
    text = SMALL.replace('measure = ["planted"]\ncounts = ["trees"]', rule)
    found = unmatched.check(write(tmp_path, text))
    assert len(found) == 1
    assert said in found[0]
    assert "trees.planted, rule 1" in found[0]


def test_an_indicator_without_rules_is_explained(tmp_path: Path) -> None:
    text = SMALL[: SMALL.index("[[indicator.rule]]")]
    assert "no rule" in unmatched.check(write(tmp_path, text))[0]


def test_cues_form_prefix_stem_and_phrase() -> None:
    lexicon = Lexicon("ru", {"form": ["суд"], "prefix": ["погиб*"], "stem": ["~мигрант"], "phrase": ["без вести"]})
    hits = lexicon.hits("суда погибших мигрантами без вести суд".split())
    assert [(hit.concept, hit.first, hit.last) for hit in hits] == [
        ("prefix", 1, 1), ("stem", 2, 2), ("phrase", 3, 4), ("form", 5, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("cue", ["", "*", "a*b", "~", "~word*", "—"])
def test_no_cue(cue: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_cue(cue, "en")


def test_what_a_text_may_speak_of() -> None:
    table = indicators.load()
    told, fine = "Ҳамла ба «Крокус»: 144 нафар кушта шуд", "The weather stays fine."
    assert "crocus.deaths" in table.cued([word.folded for word in words(told)], "tg")
    assert table.cued([word.folded for word in words(fine)], "en") == frozenset()


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("tree", "not defined"),
        ("TJS", "`bare` is wanted"),  # the number says by itself what it is, so no noun is looked for
    ],
)
def test_a_unit_that_nothing_defines_or_reads_is_explained(tmp_path: Path, unit: str, said: str) -> None:
    found = unmatched.check(write(tmp_path, SMALL.replace('"document"', f'"{unit}"')))
    assert any(said in line for line in found)


def test_every_measured_unit_is_read_back_from_its_own_words() -> None:
    for unit in units.load().by_name.values():
        assert list(unmatched.unit_faults(unit.name)) == [], unit.name
