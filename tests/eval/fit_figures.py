"""`make fit`: the weights of the second reader of figures, and of who says them, from labelled texts by many hands.

Every number of the texts in `data/claims/fit`, each alone and some together, is one case: what stands around it, and
the indicator that the editor's labels give it, or none. A regression learns from them; `look` is only looked at,
`sealed` never opened here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import get_args

import numpy as np

from digests.figures import indicators
from digests.figures.reading import Mark, Reading
from digests.figures.second import head
from digests.figures.second.surroundings import events_of, surroundings
from digests.model import LANGS, Claim, Indicator, Quantity
from digests.say.phrases import Form, say_claims, say_count
from tests.eval import fit_speakers
from tests.eval.eval_claims import Row, document, texts

STRENGTH = 2.0
"""How free the weights are (the C of scikit-learn): .5 finds less, 4 is more often wrong."""
TOGETHER = (1, 4, 9)
"""Short texts that are put together to one, each way once."""
COUNTS = {"person": (23, 418, 17134), "case": (23, 418), "percent": (21,), "USD": (5000000,), "RUB": (8900,)}
"""Values of our own sentences by their unit."""
SEEN = 18
"""A feature that fewer cases hold is left out (each text counts three times): it would learn the case by heart."""


@dataclass(frozen=True, slots=True)
class Case:
    """A number: what stands around it and what it states."""

    features: Mapping[str, float]
    label: str


def cases(rows: Sequence[Row]) -> Iterator[Case]:
    """The numbers of texts."""
    table = indicators.load()
    events = events_of(table)
    for row in rows:
        reading = Reading(document(row), table)
        wanted = [(claim, row["text"].find(claim["quote"])) for claim in row["claims"]]
        for mark in reading.marks:
            yield Case(surroundings(reading, mark, events), _label(row, mark, wanted))


def mixed(rows: Sequence[Row], together: int) -> Iterator[Row]:
    """The same texts, `together` as one: in a real article much stands around a figure that is not of it."""
    for lang in LANGS:
        own = [row for row in rows if row["lang"] == lang]
        Random(together).shuffle(own)
        for n in range(0, len(own), together):
            some = own[n : n + together]
            text = "\n\n".join(row["text"] for row in some)
            yield {**some[0], "text": text, "claims": [claim for row in some for claim in row["claims"]]}


def own_sentences() -> Iterator[Row]:
    """The sentences in which we tell figures ourselves: an editor's plainest wording of each indicator. Those of an
    event are left out, for they do not name it."""
    table = indicators.load()
    for indicator in table.all:
        if table.definition(indicator.id).event is not None:
            continue
        for value in COUNTS.get(indicator.unit, ()):
            claim = _plain(indicator, value)
            for form, lang in product(get_args(Form), LANGS):
                text = say_claims(indicator, form, [claim], lang)
                quote = {"quote": say_count(claim, lang), "indicator": indicator.id, "value": value}
                yield {
                    "id": f"own-{indicator.id}-{lang}", "lang": lang, "published": "2024-08-07",
                    "text": f"{text[:1].upper()}{text[1:]}.", "claims": [{**quote, "low": None, "high": None}],
                }  # fmt: skip


def _plain(indicator: Indicator, value: int) -> Claim:
    return Claim(
        id="own", indicator=indicator.id, value=value, low=None, high=None, modifier="=", unit=indicator.unit,
        role="total", as_of=None, as_of_basis=None, period=None, attributed_to=("Government of Tajikistan",),
        scope=None, doc_id="own", quote="", quote_kind="statement", char_start=None, char_end=None,
    )  # fmt: skip


def _label(row: Row, mark: Mark, wanted: list[tuple[Row, int]]) -> str:
    """The indicator of the first claim left whose quote holds the number; its claim is taken out."""
    quantity = mark.quantity
    for n, (claim, at) in enumerate(wanted):
        within = (
            quantity.start < at + len(claim["quote"]) and at < quantity.end
        )  # "some 60,400", of which a quote has 60,400
        if within and _is_value(claim, quantity):
            label: str = wanted.pop(n)[0]["indicator"]
            return label
    return head.NONE


def _is_value(claim: Row, quantity: Quantity) -> bool:
    """Whether a number is what a claim says, or a change from or to that."""
    if (quantity.value, quantity.low, quantity.high) == (claim["value"], claim["low"], claim["high"]):
        return True
    return quantity.value is None and claim["value"] is not None and claim["value"] in (quantity.low, quantity.high)


def main() -> None:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = texts("fit")
    found = [case for together in TOGETHER for case in cases(list(mixed(rows, together)))]
    found += cases(list(own_sentences()))
    vectorizer = DictVectorizer()
    values = vectorizer.fit_transform([case.features for case in found])
    kept = values.getnnz(axis=0) >= SEEN
    names = [name for name, keep in zip(vectorizer.get_feature_names_out(), kept, strict=True) if keep]
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit(values[:, kept], [case.label for case in found])
    head.save(list(model.classes_), names, np.asarray(model.coef_), np.asarray(model.intercept_), head.PATH)
    print(f"{len(found)} numbers, {len(names)} features, {len(model.classes_)} labels")
    head.load.cache_clear()
    fit_speakers.main()


if __name__ == "__main__":
    main()
