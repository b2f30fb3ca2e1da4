"""The roll of the nodes that share a private database: each says every few seconds that it is there, which parts it
has, and what it runs on.

A node goes by a name that was drawn by chance (`postgres/together`). No host and no address is told.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any, Literal

from bot.people.store import SILENT, PeopleStore, StoreError
from digests.snapshots import state

log = logging.getLogger(__name__)

EVERY = 5.0  # seconds between two calls
Kind = Literal["bot", "worker"]
PARTS = {"sender": "sends", "intake": "takes updates in", "clock": "does what time asks for", "worker": "works"}
"""What one node does at a time, as it is told where nobody does."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node as it was heard of last. `parts`: those it had, each with its term; `corpus`: the version that it reads,
    0 where none is exchanged; `takes`: how updates come in (poller, hook); `silent`: seconds since it was heard."""

    name: str
    kind: Kind
    program: str
    corpus: int
    parts: Mapping[str, int]
    takes: str
    since: datetime
    silent: float

    @property
    def is_there(self) -> bool:
        return self.silent <= SILENT


class Roll:
    """This node's own entry. Belongs to the thread of its store; `parts` gives role → term of those it has now."""

    def __init__(
        self, database: PeopleStore, kind: Kind, parts: Callable[[], Mapping[str, int]], takes: str = ""
    ) -> None:  # fmt: skip
        self.db = database
        self.kind: Kind = kind
        self.parts = parts
        self.takes = takes
        self.monotonic = time.monotonic
        self.failed = False
        """Whether the last call could not be written."""
        self._said: Mapping[str, int] | None = None
        self._at = float("-inf")

    def call(self) -> None:
        """Say that we are there, if it is time to or our parts are others than we said. What fails is said again.

        Raises Unavailable where this program is too old by now.
        """
        parts, now = dict(self.parts()), self.monotonic()
        if parts == self._said and now - self._at < EVERY:
            return
        told = {"kind": self.kind, "program": version("khabar"), "corpus": state.read(self.db.data).here,
                "parts": parts, "takes": self.takes}  # fmt: skip
        try:
            self.db.enrol(self.kind, json.dumps(told), first=self._said is None)
        except StoreError as error:
            if not self.failed:
                log.warning("the roll of nodes cannot be written: %s", error)
            self.failed, self._at = True, now
            return
        self.failed, self._said, self._at = False, parts, now

    def leave(self) -> None:
        """We go of our own accord: nobody is to miss us."""
        try:
            self.db.strike(self.kind)
        except StoreError as error:
            log.warning("this node stays on the roll", extra={"error": type(error).__name__})


def read(database: PeopleStore) -> list[Node]:
    """All nodes that were heard of within a day, bots first; none where one machine has the database for itself."""
    now = datetime.fromtimestamp(database.now(), UTC)
    found = [_node(name, json.loads(said), now, since, silent) for name, said, since, silent in database.enrolled()]
    return sorted(found, key=lambda node: (node.kind, node.name))


def _node(name: str, said: Mapping[str, Any], now: datetime, since: float, silent: float) -> Node:
    """Another program may say more of itself, or less."""
    return Node(
        name, said.get("kind", "bot"), said.get("program", "?"), said.get("corpus", 0), said.get("parts", {}),
        said.get("takes", ""),
        now - timedelta(seconds=since), silent,
    )  # fmt: skip


def holders(nodes: Sequence[Node]) -> dict[str, Node]:
    """Part → the node that has it: of two who say so the one that followed."""
    there = [node for node in nodes if node.is_there]
    found = {part: [node for node in there if part in node.parts] for part in PARTS}
    return {part: max(those, key=lambda node: node.parts[part]) for part, those in found.items() if those}


def missing(nodes: Sequence[Node]) -> list[str]:
    """What nobody does, and who is gone, in a few words each."""
    held = holders(nodes)
    said = [f"no node {does}" for part, does in PARTS.items() if nodes and part not in held]
    return said + [f"{node.name} is silent for {_long(node.silent)}" for node in nodes if not node.is_there]


def unlike(nodes: Sequence[Node]) -> list[str]:
    """What differs among nodes that are there: programs, and versions of the corpus."""
    there = [node for node in nodes if node.is_there]
    programs = sorted({f"{node.program} ({', '.join(_names(there, node.program))})" for node in there})
    newest = max((node.corpus for node in there), default=0)
    behind = [
        f"{node.name} reads version {node.corpus or 'none'} of the corpus, the newest is {newest}"
        for node in there
        if node.corpus < newest
    ]
    return ([f"{' and '.join(programs)} run side by side"] if len(programs) > 1 else []) + behind


def _names(nodes: Sequence[Node], program: str) -> list[str]:
    return [node.name for node in nodes if node.program == program]


def numbers(nodes: Sequence[Node]) -> dict[str, float]:
    """For metrics; nothing where one machine has the database for itself."""
    there = [node for node in nodes if node.is_there]
    kinds = {f"nodes_{kind}s": sum(node.kind == kind for node in there) for kind in ("bot", "worker")}
    silent, missing = len(nodes) - len(there), len(PARTS) - len(holders(nodes))
    return {**kinds, "nodes_silent": silent, "nodes_parts_missing": missing} if nodes else {}


def summary(nodes: Sequence[Node]) -> dict[str, Any]:
    """All of it, as it is told: how many of each kind are there, who has which part, what is missing, each node."""
    there = [node for node in nodes if node.is_there]
    return {
        "bots": sum(node.kind == "bot" for node in there),
        "workers": sum(node.kind == "worker" for node in there),
        "parts": {part: node.name for part, node in holders(nodes).items()},
        "missing": missing(nodes),
        "unlike": unlike(nodes),
        "each": [
            {
                "name": node.name, "program": node.program, "corpus": node.corpus or None,
                "parts": [_called(part, node) for part, holder in holders(nodes).items() if holder is node],
                "since": node.since.isoformat(timespec="seconds"), "silent_seconds": round(node.silent),
            }
            for node in nodes
        ],
    }  # fmt: skip


def _called(part: str, node: Node) -> str:
    return node.takes if part == "intake" else part


def _long(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} minutes"
