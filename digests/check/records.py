"""The curated records, one by one and against each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digests import publishers
from digests.check import alone, asks, figures, left_open, style, texts
from digests.check.finding import Finding, of_error, of_statement, shown
from digests.errors import BadInput
from digests.figures import indicators
from digests.language.fold import fold
from digests.model import LANGS, Document, Statement
from digests.objections import HEADLINE, Kind, Objection
from digests.quarantine.keeper import Quarantine
from digests.say import speakers
from digests.sources import asks as asked


def check(*folders: Path, deep: bool = True) -> tuple[list[Document], list[Finding]]:
    """The records of `folders` that can be read, and the findings. Without `deep` the tables are not consulted."""
    documents: list[Document] = []
    findings: list[Finding] = []
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    quarantine = Quarantine()  # somebody else's records may be anything
    empty = (folder for folder in folders if not any(path.parent == folder for path in paths))
    findings += [Finding(shown(folder), "", "holds no record") for folder in empty]
    for path in paths:
        try:
            documents += [read.document for read in quarantine.file(path, path.parent)]
        except BadInput as error:
            findings.append(of_error(error, shown(Path(str(error.path or path)))))
    if len(documents) == len(paths):
        findings += reprints(documents)
    findings += duplicates(documents)
    findings += asks.check(documents)
    findings += left_open.check(documents)
    if deep:
        findings += [finding for document in documents for finding in one(document)]
    return documents, findings


def one(document: Document) -> Iterator[Finding]:
    """What is wrong inside one record."""
    file = shown(Path(document.path or document.id))
    if publishers.load().get(document.publisher) is None:
        yield Finding(file, "publisher", Objection(Kind.PUBLISHER, name=document.publisher or ""))
    if not document.topics:
        yield Finding(file, "topics", Objection(Kind.RECORD_TOPICS))
    if document.headline is None:
        yield Finding(file, "headline", Objection(Kind.NO_HEADLINE, part=HEADLINE))
    else:
        for fault in texts.check({lang: f"{text}." for lang, text in document.headline.items()}, document.published):
            yield Finding(file, "headline", fault.within(part=HEADLINE))
    for statement in document.statements:
        for fault in of_one_statement(statement, document):
            yield of_statement(document, statement, fault)


def of_one_statement(statement: Statement, document: Document) -> Iterator[Objection]:
    """What is wrong in one statement, text by text and against its figures."""
    yield from fairness(statement)
    yield from texts.check(statement.texts, document.published or document.not_before)
    yield from figures.check(statement, document, indicators.load())
    yield from alone.check(statement.texts)
    yield from style.check(statement)


def place_of(statement: Statement) -> str:
    return f"statement {asked.number_of(statement.id)}"


def fairness(statement: Statement) -> Iterator[Objection]:
    """Opinions and advice have an author, speakers can be said in each language, topics sort."""
    if statement.kind in ("opinion", "advice") and not statement.attributed_to:
        yield Objection(Kind.NO_AUTHOR, what=statement.kind)
    said_by = {*statement.attributed_to, *(name for figure in statement.figures for name in figure.attributed_to)}
    for speaker in sorted(said_by):
        if not speakers.is_known(speaker):
            yield Objection(Kind.SPEAKER, name=speaker)
    if not statement.topics:
        yield Objection(Kind.STATEMENT_TOPICS)


def reprints(documents: list[Document]) -> Iterator[Finding]:
    known = {document.id: document for document in documents}
    for document in documents:
        original = document.duplicate_of
        if original is not None and original not in known:
            yield Finding(shown(Path(document.path or "")), "reprint_of", f"no record {original}")
        elif original is not None and known[original].duplicate_of:
            yield Finding(shown(Path(document.path or "")), "reprint_of", f"{original} is a reprint itself")


def duplicates(documents: list[Document]) -> Iterator[Finding]:
    """One fact stands once: in its record, and among records of which none reprints another."""
    for document, statement, what in _told_twice(documents):
        yield of_statement(document, statement, what)


def told_twice(documents: list[Document]) -> Iterator[Finding]:
    """The same for records of which the files are not at hand: the findings name no line."""
    for document, statement, what in _told_twice(documents):
        yield Finding(document.id, place_of(statement), what.within(part=asked.number_of(statement.id)))


def _told_twice(documents: list[Document]) -> Iterator[tuple[Document, Statement, Objection]]:
    seen: dict[tuple[str, str], tuple[Document, Statement]] = {}
    for document in documents:
        for statement in document.statements:
            for lang in LANGS:
                key = (lang, " ".join(fold(statement.texts[lang]).split()))
                first, other = seen.setdefault(key, (document, statement))
                if other is statement or document.id in (first.duplicate_of,) or first.id == document.duplicate_of:
                    continue
                twice = Objection(Kind.TOLD_ALREADY, lang=lang, statement=asked.number_of(other.id), record=first.id)
                yield document, statement, twice
