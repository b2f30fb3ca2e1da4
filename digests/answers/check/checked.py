"""What is said of a post: a finding for each of its numbers, and the answer that words them."""

from __future__ import annotations

from dataclasses import dataclass

from digests.answers.check.verdict import Verdict
from digests.model import Answer, Claim, Lang, Quantity


@dataclass(frozen=True, slots=True)
class Finding:
    """A number of a post. `indicator` and `label` say what it counts, the label in the post's language; `citations`
    are numbers of `Checked.answer`'s."""

    quantity: Quantity
    verdict: Verdict
    why: str  # what the sources say of it
    indicator: str | None = None
    label: str | None = None
    held: Claim | None = None  # the figure that bears the verdict; one of a free label has the empty indicator
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A post, checked. The answer is in the post's language and repeats nothing of it but its numbers."""

    lang: Lang
    findings: tuple[Finding, ...]
    answer: Answer
