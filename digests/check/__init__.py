"""What an editor may have got wrong: the curated records in their three languages, and the tables beside them.

A finding is a value, never an exception: everything that is wrong is told in one run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from config import CORPUS
from digests.check import records, tables
from digests.check.finding import Finding
from digests.model import Document


@dataclass(frozen=True, slots=True)
class Report:
    """The records that could be read, and what was found in them and in the tables."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]

    @property
    def statements(self) -> int:
        return sum(len(document.statements) for document in self.documents)

    @property
    def figures(self) -> int:
        return sum(len(statement.figures) for document in self.documents for statement in document.statements)


def check(*folders: Path) -> Report:
    """Check the records in `folders`, the project's where none is named, and the tables of `config`."""
    unread = list(tables.unreadable())
    documents, found = records.check(*(folders or (CORPUS,)), deep=not unread)
    return Report(tuple(documents), (*unread, *(() if unread else tables.unsound()), *found))
