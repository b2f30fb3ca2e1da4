"""A decision that an editor makes where the corpus is a copy: what is to be done, on its way to the worker.

It is carried out once, by its name, in the order of its number, and holds with the version that is published then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, cast

from digests.corpus import rows
from digests.corpus.reviews import Action

Do = Literal[
    "approve", "reject", "hold", "correct", "retract", "withdraw", "take", "leave", "urgent", "calm", "undo", "add",
    "record",
]  # fmt: skip
ACTIONS: Mapping[Do, Action] = {"withdraw": "retract", "record": "add"}
"""What a line of the trail calls it, where that is another word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`target` is the claim, document, item or line that it is about; `data` what else it takes, as JSON holds it."""

    do: Do
    target: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def action(self) -> Action:
        return ACTIONS.get(self.do, cast(Action, self.do))

    def written(self) -> str:
        return rows.dump({"do": self.do, "target": self.target, "at": self.at.isoformat(), "data": self.data})

    @classmethod
    def read(cls, text: str) -> Asked:
        found = json.loads(text)
        return cls(found["do"], found["target"], datetime.fromisoformat(found["at"]), found["data"])


@dataclass(frozen=True, slots=True)
class Queued:
    """A decision in the queue."""

    number: int
    name: str
    asked: Asked


class Queue(Protocol):
    """The way of decisions to the worker, in the private store."""

    def put(self, asked: Asked) -> int:
        """Queue a decision of the editor who is being answered; its number. The same one of the same update stands
        there once."""

    def again(self, asked: Asked) -> bool:
        """Whether the update that is being handled queued it before: a crash came before that was noted."""

    def waiting(self) -> list[Queued]:
        """What the worker has not said of yet that it holds, in order."""

    def applied(self, name: str, version: int, refused: str | None) -> None:
        """It holds with that version of the corpus, or was `refused` for that reason."""

    def drafts(self) -> DraftsKept:
        """Where records are kept that an editor began to write."""

    def close(self) -> None: ...


class DraftsKept(Protocol):
    """Records on their way, as JSON by the ids that they are to have."""

    def put(self, name: str, draft: str, at: datetime) -> None: ...

    def all(self) -> dict[str, str]: ...

    def get(self, name: str) -> str | None: ...

    def drop(self, name: str) -> None: ...
