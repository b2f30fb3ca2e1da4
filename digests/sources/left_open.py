"""The questions that a record raises and no record answers: `<record>.open.tsv` beside `<record>.toml`.

A line is a language and one question, parted by a tab; `#` begins a comment. A reader's question that lies nearer to
one of these than to any question that is answered is most likely one that has no answer here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from digests.errors import BadInput
from digests.model import LANGS, Document, Lang
from digests.sources.asks import LONGEST
from digests.sources.disk import read_lines

SUFFIX = ".open.tsv"


def path_of(record: Path) -> Path:
    return record.with_name(f"{record.stem}{SUFFIX}")


def with_left_open(document: Document, record: Path) -> Document:
    """`document` with the questions of the file beside `record`; without such a file as it is. Raises BadInput."""
    path = path_of(record)
    return replace(document, left_open=read(path)) if path.exists() else document


def read(path: Path) -> dict[Lang, tuple[str, ...]]:
    """The questions in each language. Raises BadInput naming the file and the line."""
    found: dict[Lang, tuple[str, ...]] = {}
    for line, lang, question in lines(path):
        if question in found.get(lang, ()):
            raise BadInput("the same question stands above already", path=path, place=line)
        found[lang] = (*found.get(lang, ()), question)
    return found


def lines(path: Path) -> Iterator[tuple[int, Lang, str]]:
    """(line, language, question) of each line that holds one."""
    for line, row in read_lines(path):
        if row.startswith("#"):
            continue
        lang, _, question = (field.strip() for field in row.partition("\t"))
        if lang not in LANGS or not question or "\t" in question:
            raise BadInput(f"is no line of language ({', '.join(LANGS)}), question", path=path, place=line)
        if len(question) > LONGEST:
            raise BadInput(f"the question is longer than {LONGEST} characters", path=path, place=line)
        yield line, lang, question
