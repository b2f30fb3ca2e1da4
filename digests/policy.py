"""What may be shown to readers: one object, asked wherever claims are read.

A claim has a grade by who stands behind it, and a policy shows some grades. What it does not show waits for an editor:
it is in no answer, edition, page, chart or export, and in both queues (`khabar review list`, the bot's /held).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from digests.model import Claim

Grade = Literal["curated", "corroborated", "single", "held"]
"""An editor's record or decision; two independent origins; one text read by machine; a reading in doubt."""
Publish = Literal["corroborated", "all", "none"]

SHOWN: Mapping[Publish, frozenset[Grade]] = {
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
        return "single" in SHOWN[self.publish]

    def shows(self, claim: Claim) -> bool:
        """Whether a reader may see the claim; what its history says against it is the ledger's to ask."""
        return grade(claim) in SHOWN[self.publish]

    def shown(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(claim for claim in claims if self.shows(claim))

    def waits(self, claim: Claim) -> bool:
        """Whether the claim waits for an editor's decision."""
        return claim.status != "retracted" and not self.shows(claim)


OPEN = Policy("all")
"""Shows all but what is held: also how the queue looks at claims, since only then their history is read."""


def grade(claim: Claim) -> Grade:
    """Nothing is corroborated yet: no reading looks beyond its own document."""
    if claim.review == "approved":
        return "curated"
    return "held" if claim.review == "held" else "single"
