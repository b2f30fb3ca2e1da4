"""Why a machine's words are not shown: reasons, each with a plain explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "unmeasured", "language", "length", "sentences", "markup", "address", "number", "unit", "hedge", "date",
    "name", "speaker", "negation", "doubt", "direction", "instruction", "outcome", "meaning",
]  # fmt: skip
WHY: Mapping[Reason, str] = {
    "unmeasured": "there is no model of meaning here, so nobody can say whether the two mean the same",
    "language": "it is not in the language that was asked for",
    "length": "it is far shorter or longer than its source",
    "sentences": "it has a sentence without a counterpart",
    "markup": "it holds mark-up, code or signs that its source lacks",
    "address": "it holds an address or a number to call that its source lacks",
    "number": "a number stands on one side only",
    "unit": "a number counts something else",
    "hedge": "a number is as exact, or bounded on another side, as in its source it is not",
    "date": "a day, month or year stands on one side only",
    "name": "a name in it does not stand in its source",
    "speaker": "somebody else speaks, or nobody does",
    "negation": "one side says no where the other does not",
    "doubt": "what its source only supposes is stated, or the other way about",
    "direction": "what rises on one side falls on the other",
    "instruction": "it tells its reader to do something that its source does not",
    "outcome": "something else has come about",
    "meaning": "it does not mean the same",
}
"""What each reason says to an operator; no word of a text stands in it."""


@dataclass(frozen=True, slots=True)
class Objection:
    """A reason, and the words it rests on: of the output (`added`), or of the source, which the output lost."""

    reason: Reason
    words: str = ""
    added: bool = True
