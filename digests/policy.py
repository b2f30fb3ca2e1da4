"""What may be shown to readers: one object, asked wherever claims are read.

A claim has a grade by who stands behind it, and a policy shows some grades. What it does not show waits for an editor:
it is in no answer, edition, page, chart or export, and in both queues (`khabar review list`, the bot's /held). The
grade depends on what else was known on the day, so only the ledger gives it: what may be shown is what stands in the
`claims` of its views.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from digests.model import Claim, Grade

Publish = Literal["corroborated", "all", "none"]

GRADES_SHOWN: Mapping[Publish, frozenset[Grade]] = {
    "all": frozenset({"curated", "corroborated", "single"}),
    "corroborated": frozenset({"curated", "corroborated"}),
    "none": frozenset({"curated"}),
}
"""The grades that each setting shows. Held is in none of them."""


@dataclass(frozen=True, slots=True)
class Policy:
    """`publish` is `KHABAR_PUBLISH_AUTOMATIC`. It also keys what was made under it and kept, such as editions."""

    publish: Publish

    @property
    def open(self) -> bool:
        """Whether what one text alone says may be shown."""
        return "single" in GRADES_SHOWN[self.publish]

    def shows(self, grade: Grade) -> bool:
        """Whether readers may see claims of this grade."""
        return grade in GRADES_SHOWN[self.publish]


OPEN = Policy("all")
"""Shows all but what is held: also how the queue looks at claims, since only then their history is read."""


def grade_alone(claim: Claim) -> Grade:
    """The grade of a claim that nothing else bears out."""
    if claim.review == "approved":
        return "curated"
    return "held" if claim.review == "held" else "single"
