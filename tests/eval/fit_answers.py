"""`make fit`: the coefficients of `config/fitted/answers.json`, from questions by other hands.

Every candidate of every question in `data/hands/fit` is rendered as an answer by itself and judged as the evaluation
judges answers; a logistic regression learns from its features whether it is right. Folds are groups of authors: what is
printed for a fold was fitted on the others' questions, and what the questions are turned by (`fit_asking`) as well,
for on what it has learned from it knows everything. `look` is only looked at, `sealed` never opened here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digests.answers.answerer import Answerer
from digests.answers.find import aim, scorer, sources
from digests.answers.find.aim import Aim
from digests.answers.find.found import Asked, Fact, Found
from digests.answers.understand.question import Question
from digests.answers.understand.sense import Sense
from digests.answers.understand.understanding import understand
from digests.answers.write.writer import write
from digests.language import meaning
from tests.eval import eval_answers, fit_asking, fit_sense
from tests.eval.eval_answers import TODAY, Outcome
from tests.eval.folds import apart
from tests.eval.hands import CORPORA, Corpus, Set, corpus, questions

STRENGTH = 0.3
"""How free the coefficients are (the C of scikit-learn): from .1 to 1 nothing changes."""
ENOUGH = 0.5
WRONG = 2.0
"""What a wrong answer costs beside what a right one is worth, where it is decided from when on to answer."""

Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its candidates: features, whether each may be shown, whether each alone would be right."""

    author: str
    answerable: bool
    rows: tuple[Row, ...]
    able: tuple[bool, ...]
    right: tuple[bool, ...]


Answerers = Mapping[Corpus, Answerer]


@contextmanager
def answerers(*, with_meaning: bool) -> Iterator[Answerers]:
    """One over each corpus."""
    with ExitStack() as stack:
        yield {over: stack.enter_context(corpus(over, with_meaning=with_meaning)) for over in CORPORA}


def cases(
    which: Set, answerers: Answerers, aims: Mapping[str, Aim], senses: Mapping[str, Sense]
) -> tuple[list[Case], list[Case]]:
    """(facts, figures) of the questions of a set, the figures seen with the facts' scorer as it stands in the file;
    the questions of an author of `aims` and `senses` turned and read by what was learned without them."""
    facts, figures = [], []
    for over, answerer in answerers.items():
        for asked in questions(which, over):
            answerer.finder.facts.pool.aim = aims.get(author_of(asked))
            answerer.reader.sense = senses.get(author_of(asked))
            found = seen(answerer, asked)
            if found is not None:
                facts.append(found[0])
                figures.append(found[1])
    return facts, figures


def seen(answerer: Answerer, asked: Mapping[str, Any]) -> tuple[Case, Case] | None:
    """The candidates of one question; None where a fixed reply or the news answer it."""
    answerer.holdings.refresh()
    understood = understand(
        answerer.reader, asked["question"], asked["lang"], today=TODAY, known=TODAY, asof=None, memory=None
    )
    if understood.reply is not None or understood.news is not None:
        return None
    question = understood.question
    found = answerer.finder.candidates(question)
    partly = [
        share(answerer, question, asked, told(answerer, question, [fact]))
        if is_cited(asked, [fact.document.id])
        else 0.0
        for fact in found.facts
    ]
    best = max(partly, default=0.0)
    return (
        _case(asked, found.facts, [part == 1.0 or (part == best and part >= 0.4) for part in partly]),
        _case(
            asked,
            found.figures,
            [
                bool(each.figures)
                and is_cited(asked, [claim.doc_id for figure in each.figures for claim in figure.cited])
                and share(answerer, question, asked, answerer.finder.in_ledger(question, each)) == 1.0
                for each in found.figures
            ],
        ),
    )


def is_cited(asked: Mapping[str, Any], documents: Sequence[str]) -> bool:
    """Whether one of `documents` may be the source of a right answer: most need not be rendered to be judged."""
    wanted = set(asked["expect"]["docs_any"])
    return not wanted or any({doc, eval_answers.source_name(doc)} & wanted for doc in documents)


def told(answerer: Answerer, question: Question, facts: Sequence[Fact]) -> Found:
    """Found, as if `facts` were all there is."""
    cited = sources.gather(answerer.finder.shown, question, facts=facts)
    return Found("passage", 1.0, facts=tuple(facts), sources=cited)


def share(answerer: Answerer, question: Question, asked: Mapping[str, Any], found: Found) -> float:
    """The share of what is expected that an answer of `found` holds; 0 where nothing can be right."""
    if asked["expect"]["abstain"]:
        return 0.0
    outcome = Outcome(asked, write(question, found).finish())
    wanted = eval_answers.wanted(outcome.expect)
    missing = outcome.missing(disagreement=False)
    if any(each.startswith("cites") for each in missing):
        return 0.0
    return 1 - len(missing) / wanted if wanted else 1.0


def _case(asked: Mapping[str, Any], found: Sequence[Fact | Asked], right: Sequence[bool]) -> Case:
    return Case(
        author_of(asked),
        not asked["expect"]["abstain"],
        tuple(each.features for each in found),
        tuple(not each.ruled_out for each in found),
        tuple(right),
    )


def author_of(asked: Mapping[str, Any]) -> str:
    return str(asked.get("author", "first sets"))


# Fitting


def fit(found: Sequence[Case], of: Sequence[str]) -> scorer.Scorer:
    """Coefficients of the features `of` in their own units. Only candidates that may be shown are learned from."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    names = feature_names(found, of)
    kept = [
        (row, right)
        for case in found
        for row, able, right in zip(case.rows, case.able, case.right, strict=True)
        if able
    ]
    values = matrix([row for row, _ in kept], names)
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=STRENGTH, max_iter=5_000).fit(scaler.transform(values), [right for _, right in kept])
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return scorer.Scorer({name: float(weight) for name, weight in zip(names, weights, strict=True)}, bias, ENOUGH)


def feature_names(found: Iterable[Case], of: Sequence[str]) -> list[str]:
    """The features `of` that differ anywhere."""
    rows = [row for case in found for row in case.rows]
    held = (name for name in of if name in rows[0])
    return [name for name in held if len({row[name] for row in rows}) > 1]


def matrix(rows: Sequence[Row], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[row[name] for name in names] for row in rows])


@dataclass(frozen=True, slots=True)
class Top:
    """The best candidate of a question: its score and whether it is right."""

    answerable: bool
    score: float
    right: bool


def tops(found: Sequence[Case], weights: Callable[[Case], scorer.Scorer]) -> list[Top]:
    result = []
    for case in found:
        scored = [
            (weights(case).score(row), right)
            for row, able, right in zip(case.rows, case.able, case.right, strict=True)
            if able
        ]
        best = max(scored, default=(0.0, False))
        result.append(Top(case.answerable, *best))
    return result


def fitted_apart(found: Sequence[Case], of: Sequence[str]) -> Mapping[str, scorer.Scorer]:
    """For each author coefficients that never saw their questions."""
    return apart(
        (case.author for case in found), lambda fold: fit([case for case in found if case.author not in fold], of)
    )


def by_folds(found: Sequence[Case], of: Sequence[str]) -> list[Top]:
    """Each question's best candidate, by coefficients that never saw its author."""
    fitted = fitted_apart(found, of)
    return tops(found, lambda case: fitted[case.author])


def firsts(found: Sequence[Case], weights: Callable[[Case], scorer.Scorer]) -> list[Case]:
    """Each question with its likeliest candidate alone, and how likely that is: what sureness is learned from."""
    kept = []
    for case in found:
        order = weights(case)
        able = [n for n, may in enumerate(case.able) if may]
        if able:
            best = max(able, key=lambda n: order.odds(case.rows[n]))
            row = {**case.rows[best], "likely": order.odds(case.rows[best])}
            kept.append(replace(case, rows=(row,), able=(True,), right=(case.right[best],)))
    return kept


def enough(found: Sequence[Top]) -> float:
    """The score from which answering gains more than it costs."""
    ordered = sorted(found, key=lambda top: -top.score)
    gain = best = 0.0
    at = 0.99
    for top in ordered:
        gain += 1.0 if top.right else -WRONG
        if gain > best:
            best, at = gain, top.score
    return round(at, 3)


def told_of(found: Sequence[Top], at: float) -> str:
    answerable = [top for top in found if top.answerable]
    given = [top for top in found if top.score >= at]
    return (
        f"right first {np.mean([top.right for top in answerable]):.3f}; from {at:.2f} on: "
        f"right {np.mean([top.right and top.score >= at for top in answerable]):.3f}, "
        f"refused {np.mean([top.score < at for top in answerable]):.3f}, "
        f"wrong of given {np.mean([not top.right for top in given]) if given else 0:.3f}, near misses refused "
        f"{np.mean([top.score < at for top in found if not top.answerable]):.3f}"
    )


def save(found: Mapping[str, scorer.Scorer], path: Path = scorer.PATH) -> None:
    """Write the file: three digits are more than the sets can tell."""
    raw = {
        name: {
            "enough": one.enough,
            "bias": round(one.bias, 3),
            "weights": {feature: round(weight, 3) for feature, weight in one.weights.items() if feature != "chosen"},
        }
        for name, one in found.items()
    }
    path.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    known = {name: scorer.load(name) for name in scorer.NAMES}

    def keep(name: scorer.Name, one: scorer.Scorer) -> None:
        known[name] = one
        save(known)
        scorer.load.cache_clear()

    for with_meaning in (True, False):
        with answerers(with_meaning=with_meaning) as every:
            senses = sensed(every["records"]) if with_meaning else {}
            aims = turned(every["records"]) if with_meaning else {}
            new = {over: every[over] for over in ("records", "raw")}  # the first sets say much of five figures alone
            found, looked = cases("fit", new, aims, senses)[0], cases("look", new, {}, {})[0]
            keep("facts" if with_meaning else "facts by words", fitted("facts", found, looked, scorer.OF_FACTS))
            if with_meaning:
                keep("telling", sureness(found, looked))
            # Figures see facts through what was fitted.
            found, looked = cases("fit", every, aims, senses)[1], cases("look", new, {}, {})[1]
            name: scorer.Name = "figures" if with_meaning else "figures by words"
            keep(name, fitted(name, found, looked, scorer.OF_FIGURES))


def sensed(records: Answerer) -> Mapping[str, Sense]:
    """What tells what questions want, learned anew and written; author → the same without their questions."""
    model = meaning.load().meaning
    if model is None:
        raise SystemExit("no model of meaning here")
    records.holdings.refresh()
    return fit_sense.fitted(records, model)


def turned(records: Answerer) -> Mapping[str, Aim]:
    """What questions are turned by, learned anew and written; author → the same without their questions."""
    model = meaning.load().meaning
    if model is None:
        raise SystemExit("no model of meaning here")
    records.holdings.refresh()
    learner = fit_asking.Learner(records, model)
    aim.save(learner.learn())
    aim.load.cache_clear()
    return apart(learner.asked.authors, learner.learn)


def sureness(found: Sequence[Case], looked: Sequence[Case]) -> scorer.Scorer:
    """How sure the likeliest fact answers: of each question the one that was found so without its author."""
    others, order = fitted_apart(found, scorer.OF_FACTS), scorer.load("facts")
    first = firsts(found, lambda case: others[case.author])
    return fitted("telling", first, firsts(looked, lambda _: order), scorer.OF_TELLING)


def fitted(name: str, found: Sequence[Case], looked: Sequence[Case], of: Sequence[str]) -> scorer.Scorer:
    """The coefficients, with what they do printed."""
    folded = by_folds(found, of)
    own = replace(fit(found, of), enough=enough(folded))
    print(f"{name}: fit, by folds: {told_of(folded, own.enough)}")
    print(f"{name}: look: {told_of(tops(looked, lambda _: own), own.enough)}")
    for feature, weight in sorted(own.weights.items(), key=lambda each: -abs(each[1])):
        print(f"    {feature:20}{weight:8.2f}")
    return own


if __name__ == "__main__":
    main()
