"""Folds: each author in one, and nothing learned for an author that saw the group's questions."""

from __future__ import annotations

from tests.eval.folds import FOLDS, apart, folds

AUTHORS = [f"{lang}-{n}" for lang in ("tg", "ru", "en") for n in range(6)]


def test_each_author_is_in_one_group_and_each_group_has_every_language() -> None:
    found = folds(AUTHORS)
    assert len(found) == FOLDS and sorted(one for fold in found for one in fold) == sorted(AUTHORS)
    assert all({author[:2] for author in fold} == {"tg", "ru", "en"} for fold in found)
    assert folds(reversed(AUTHORS)) == found and folds(["a", "a", "b"]) == [{"a"}, {"b"}]


def test_nobody_is_measured_by_what_saw_them() -> None:
    calls = []

    def learn(fold: frozenset[str]) -> frozenset[str]:
        calls.append(fold)
        return frozenset(AUTHORS) - fold

    learned = apart(AUTHORS, learn)
    assert len(calls) == FOLDS and learned.keys() == set(AUTHORS)
    assert all(author not in learned[author] for author in AUTHORS)
