"""The questions that the statements of a record answer: `<record>.asks.tsv` beside `<record>.toml`.

A line is a statement's number, a language and one question, parted by tabs; `#` begins a comment. A reader's question
is matched with these as well as with the statement itself, so they are written as people ask: formally, colloquially,
in a few words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from digests.errors import BadInput
from digests.model import LANGS, Document, Lang
from digests.sources.disk import read_lines

SUFFIX = ".asks.tsv"
LONGEST = 300
"""Characters of a question; a longer one is two."""

Asks = dict[Lang, tuple[str, ...]]


def path_of(record: Path) -> Path:
    return record.with_name(f"{record.stem}{SUFFIX}")


def with_asks(document: Document, record: Path) -> Document:
    """`document` with the questions of the file beside `record`; without such a file as it is. Raises BadInput."""
    path = path_of(record)
    if not path.exists():
        return document
    asks = read(path)
    known = {number_of(statement.id) for statement in document.statements}
    for number in sorted(set(asks) - known):
        raise BadInput(f"the record has no statement {number}", path=path, place=number)
    return replace(
        document,
        statements=tuple(replace(one, asks=asks.get(number_of(one.id), {})) for one in document.statements),
    )


def number_of(statement: str) -> int:
    """The number in a statement's id."""
    return int(statement.rpartition("#")[2])


def read(path: Path) -> dict[int, Asks]:
    """Statement number → its questions in each language. Raises BadInput naming the file and the line."""
    found: dict[int, Asks] = {}
    for line, number, lang, question in lines(path):
        questions = found.setdefault(number, {}).get(lang, ())
        if question in questions:
            raise BadInput("the same question stands above already", path=path, place=line)
        found[number][lang] = (*questions, question)
    return found


def lines(path: Path) -> Iterator[tuple[int, int, Lang, str]]:
    """(line, statement, language, question) of each line that holds one."""
    for line, row in read_lines(path):
        if row.startswith("#"):
            continue
        fields = [field.strip() for field in row.split("\t")]
        if len(fields) != 3 or not fields[0].isdecimal() or fields[1] not in LANGS or not fields[2]:
            raise BadInput(f"is no line of number, language ({', '.join(LANGS)}), question", path=path, place=line)
        if len(fields[2]) > LONGEST:
            raise BadInput(f"the question is longer than {LONGEST} characters", path=path, place=line)
        yield line, int(fields[0]), fields[1], fields[2]
