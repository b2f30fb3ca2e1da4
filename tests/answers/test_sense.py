"""What a question wants by its meaning: summed over its vector and its words, for its own model alone; a clear word
where the file is none; by words alone without a model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from digests.answers.understand import sense
from digests.answers.understand.question import Question
from digests.answers.understand.sense import SAID, WANTS, Sense
from digests.errors import BadInput
from digests.language import meaning
from digests.model import Lang

UNSAID = dict.fromkeys(SAID, False)


def simple() -> Sense:
    """A number is wanted along the first axis or where "how many" is said; things beside each other along the second;
    what sources say never."""
    weights = np.zeros((len(WANTS), 2 + len(SAID)), np.float32)
    weights[0, 0], weights[1, 1] = 1, 1
    weights[0, 2 + SAID.index("figure")] = 1
    return Sense("this one", weights, np.array([-0.5, -0.5, -0.5], np.float32))


def question(**told: object) -> Question:
    nothing: frozenset[str] = frozenset()
    return Question("…", "en", None, (), nothing, nothing, nothing, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("vector", "said", "wanted"),
    [
        ([1, 0], UNSAID, {"number"}), ([0, 1], UNSAID, {"beside"}), ([0.8, 0.6], UNSAID, {"number", "beside"}),
        ([0, 0], UNSAID, set()), ([0, 0], UNSAID | {"figure": True}, {"number"}),
    ],
)  # fmt: skip
def test_vector_and_words_are_summed(vector: list[float], said: dict[str, bool], wanted: set[str]) -> None:
    assert simple().of(np.array(vector, np.float32), said) == wanted


def test_meaning_goes_before_words_and_words_do_where_none_read_it() -> None:
    assert not question().counts
    assert question(wants=frozenset({"number"})).counts
    by_words = Question("…", "en", "figure", (), frozenset(), frozenset(), frozenset({"compare"}))
    assert by_words.counts
    assert by_words.compares
    assert by_words.compares_sources
    assert not question(wants=frozenset()).compares
    several = question(days=(date(2024, 3, 23), date(2024, 3, 24)))
    assert several.compares
    assert several.said == UNSAID | {"times": True}


def test_what_sources_say_of_a_place_is_asked_with_a_word_for_it() -> None:
    assert question(says_where=True, wants=frozenset({"sources"})).of_place
    assert question(says_where=True, two_places=True, wants=frozenset()).of_place, "in Kaluga or in Bryansk?"
    assert not question(two_places=True, wants=frozenset()).of_place
    assert not question(says_where=True, wants=frozenset({"number", "sources"})).counts, "no number tells where"
    assert not question(says_where=True, wants=frozenset({"beside"})).of_place
    assert not question(says_where=True).of_place


def test_what_was_saved_is_for_its_own_model_alone(tmp_path: Path) -> None:
    path = tmp_path / "sense.npz"
    sense.save(simple(), path)
    loaded = sense.load("this one", path)
    assert loaded is not None
    assert loaded.weights == pytest.approx(simple().weights)
    assert loaded.bias == pytest.approx(simple().bias)
    assert sense.load("another", path) is None


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_a_file_that_is_none_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "sense.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=r"sense\.npz"):
        sense.load("m", path)


def test_a_file_of_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sense.npz"
    np.savez(path, model=np.array("m"), weights=np.zeros((1, 3), np.float16), bias=np.zeros(1, np.float16))
    with pytest.raises(BadInput, match="not of this form"):
        sense.load("m", path)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "tajiks deported from russia whole 2025 total", {"number"}),
        ("ru", "сколько граждан РТ выдворили в 2025 году", {"number"}),
        ("tg", "Роҳбари бонк дар бораи интиқоли пул чӣ гуфт?", set()),
        ("ru", "у МВД одна цифра по депортации, у Минтруда другая", {"number", "beside", "sources"}),
    ],
)
def test_the_shipped_file_tells_questions_that_nobody_wrote_for_it(lang: Lang, text: str, wanted: set[str]) -> None:
    model, why_not = meaning.load()
    if model is None:
        pytest.skip(why_not)
    told = sense.load(model.id)
    assert told is not None, "make fit is due"
    said = UNSAID | {"figure": "сколько" in text}
    assert told.of(model.query([text])[0], said) == wanted, lang
