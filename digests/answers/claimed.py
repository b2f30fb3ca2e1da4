"""A figure that is put to the test, "is it true that 150 died?", asks what the figure is."""

from __future__ import annotations

from dataclasses import replace

from digests.answers.question import Question
from digests.figures.quantities import find_quantities
from digests.language.fold import iter_words


def asked_for(question: Question) -> Question:
    """`question` as one for the figure, where it only wants a number confirmed; the number itself is no search word."""
    if question.kind != "whether":
        return question
    numbers = [found for found in find_quantities(question.text, question.lang) if found.value is not None]
    if not numbers:
        return question
    said = {word.folded for found in numbers for word in iter_words(found.text)}
    counted = {word for word in said if any(each.value is not None for each in find_quantities(word, question.lang))}
    terms = tuple(term for term in question.terms if term.folded not in counted)
    return replace(question, kind="figure", terms=terms) if terms else question
