"""The lens is made of our own texts, as many of each language, questions apart from what answers them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from digests.corpus.store import Store
from digests.language import lens
from digests.model import LANGS
from tests.eval.build_lens import balanced, build, texts
from tests.meanings import Fake


def test_as_many_of_each_language_and_the_same_each_time() -> None:
    given = {"tg": ["a", "b", "c"], "ru": [f"r{n}" for n in range(50)], "en": [f"e{n}" for n in range(9)]}
    found = balanced(given)  # type: ignore[arg-type]
    assert len(found) == 9 and set("abc") <= set(found)
    assert balanced({**given, "ru": given["ru"][::-1]}) == found  # type: ignore[dict-item]
    assert len(balanced(given, 2)) == 6  # type: ignore[arg-type]


def test_questions_are_what_people_ask_and_passages_what_answers(curated: Path) -> None:
    with Store.open(curated) as store:
        questions, passages = texts(store)
        record = next(document for document in store.documents(curated=True) if document.left_open)
    one = record.statements[0]
    for lang in LANGS:
        assert set(one.asks[lang]) <= set(questions[lang]) and one.texts[lang] in passages[lang]
        assert not set(questions[lang]) & set(passages[lang])
        assert not set(record.left_open[lang]) & {*questions[lang], *passages[lang]}


def test_it_is_written_and_read(curated: Path, tmp_path: Path) -> None:
    path = tmp_path / "lens.npz"
    steps: list[str] = []
    with Store.open(curated) as store:
        count = build(Fake(), store, path, step=steps.append)
    made = lens.load(path)
    assert made is not None and made.matrix.shape == (64, 64) and count > 100 and steps
    assert np.isfinite(made.matrix).all() and np.abs(made.questions - made.passages).max() > 0
