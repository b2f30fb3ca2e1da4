"""A document that an editor sends, and the record beside it: stored whole and sound, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.check import records as checked
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.editing import drafts, incoming, undoing
from digests.editing.desk import EditorsDesk
from digests.editing.drafts import Draft, Said
from digests.editing.writing import Writing
from digests.errors import BadInput, NotFound
from digests.model import LANGS, Document
from digests.newsroom import Newsroom
from digests.policy import Policy
from digests.sources import curated, records
from digests.worker import Worker

NOON = datetime(2024, 4, 3, 7, tzinfo=UTC)
TEXT = """A new toll

The investigators gave a new toll on Wednesday. \
The attack at Crocus City Hall on 22 March 2024 killed 144 people, the \
Investigative Committee of Russia said. The search in the ruins has ended, and the names are being read."""
SAID = {
    "en": "By 3 April 2024 the Investigative Committee of Russia counted 144 people killed in the attack on Crocus City"
    " Hall.",
    "ru": "По данным Следственного комитета России на 3 апреля 2024 года, при нападении на «Крокус Сити Холл» погибли"
    " 144 человека.",
    "tg": "Ба иттилои Кумитаи тафтишоти Русия, ба ҳолати 3 апрели соли 2024 дар ҳамла ба «Крокус Сити Холл» 144 нафар"
    " кушта шудаанд.",
}  # fmt: skip


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Writing]:
    Store.open(tmp_path, create=True).close()
    desk = EditorsDesk(Newsroom(tmp_path, FixedClock(NOON), policy=Policy("corroborated")))
    yield desk.writing
    desk.close()


def sent(writing: Writing) -> Document:
    """A text that was completed."""
    document = writing.text(TEXT)
    found = replace(document, title="A new toll", publisher="TASS", published=date(2024, 4, 3), topics=("attack",))
    return replace(found, id=drafts.text_name_of(found))


def written(writing: Writing) -> Draft:
    draft = writing.begin(sent(writing))
    for lang in LANGS:
        draft = writing.keep(drafts.with_text(draft, lang, SAID[lang]))
    return drafts.changed(draft, attributed_to=("Investigative Committee of Russia",))


def files(data: Path) -> list[str]:
    return sorted(path.name for path in records.folder(data).glob("*"))


def test_a_text_is_stored_as_a_document_once_and_noted(writing: Writing) -> None:
    document = sent(writing)
    assert not writing.known(document)
    assert [claim.value for claim in writing.claims(document)] == [144]
    assert writing.add(document).status == "added"
    assert writing.known(document)
    assert writing.add(document).status == "unchanged"
    (line,) = writing.room.store.connection.execute("SELECT action, claim_id FROM reviews").fetchall()
    assert tuple(line) == ("add", document.id)


def test_what_the_machine_reads_in_a_statement_is_told_before_it_is_stored(writing: Writing) -> None:
    draft = written(writing)
    for lang in LANGS:
        (number,) = writing.numbers(draft, SAID[lang], lang)
        assert number.word == "144"
        assert number.claim is not None
        assert number.claim.indicator == "crocus.deaths"
    assert writing.unnamed(draft) == []


def test_a_record_is_stored_whole_with_its_figures_and_passes_the_check_of_the_corpus(writing: Writing) -> None:
    document, draft = sent(writing), written(writing)
    writing.add(document)
    questions = {lang: tuple(f"{SAID[lang]} {n}?" for n in range(3)) for lang in LANGS}
    draft = drafts.changed(draft, asks=questions)
    assert writing.findings(draft) == []
    assert writing.publish(draft).claims == 1
    data = writing.room.data
    record = curated.read(records.folder(data) / f"{draft.id}.toml")
    (figure,) = record.statements[0].figures
    assert (figure.indicator, figure.value, figure.as_of) == ("crocus.deaths", 144, date(2024, 4, 3))
    assert record.statements[0].asks == questions
    assert checked.check(records.folder(data))[1] == []
    assert writing.drafts() == []
    # The text that it is a record of no longer counts beside it.
    assert [claim.doc_id for claim in writing.store.claims("crocus.deaths")] == [draft.id]
    text = writing.store.document(document.id)
    assert text is not None
    assert text.linked_to == draft.id


def test_a_record_that_is_taken_back_leaves_the_text_to_speak_for_itself(writing: Writing) -> None:
    document = sent(writing)
    writing.add(document)
    before = writing.store.claims()
    draft = written(writing)
    writing.publish(draft)
    corpus = undoing.Corpus(writing.store, writing.room.data, NOON)
    added = reviews.trail(writing.store.connection)[-1]
    undoing.undo(corpus, added.id)
    assert writing.store.claims() == before
    assert [each.id for each in writing.store.documents()] == [document.id]
    assert list(records.folder(writing.room.data).glob("*.toml")) == []
    assert writing.publish(writing.keep(draft)).status == "added"  # and it can be written again


def test_a_record_outlives_the_corpus_that_it_was_read_into(writing: Writing, tmp_path: Path) -> None:
    draft = written(writing)
    writing.publish(draft)
    other = tmp_path / "other"
    records.folder(other).mkdir(parents=True)
    for path in records.folder(tmp_path).glob("*.toml"):
        (records.folder(other) / path.name).write_bytes(path.read_bytes())
    assert [path.stem for path in records.files(other)][-1] == draft.id
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curated, "load", _only(records.folder(other)))
        Worker(other, FixedClock(NOON), feeds=False, policy=Policy("corroborated")).load()
    with Store.open(other) as store:
        assert [claim.value for claim in store.claims("crocus.deaths")] == [144]


def _only(folder: Path):  # type: ignore[no-untyped-def]
    """The records of one folder; the project's own are another test's."""
    load = curated.load
    return lambda asked=None: load(folder) if asked == folder else []


def test_a_record_that_is_not_sound_is_not_stored_and_said_why(writing: Writing) -> None:
    draft = drafts.with_text(written(writing), "ru", SAID["ru"].replace("144", "137"))
    found = writing.findings(draft)
    assert any("the languages do not all say 144" in each.what for each in found)
    with pytest.raises(BadInput):
        writing.publish(draft)
    assert files(writing.room.data) == []
    assert writing.store.document(draft.id) is None
    assert [each.id for each in writing.drafts()] == [draft.id]


def test_a_number_that_no_indicator_counts_needs_words(writing: Writing) -> None:
    draft = written(writing)
    children = {"en": " Of them 5 were children.", "ru": " Из них 5 — дети.", "tg": " Аз онҳо 5 нафар кӯдаканд."}
    for lang, more in children.items():
        draft = drafts.with_text(draft, lang, SAID[lang] + more)  # type: ignore[arg-type]
    if "5" in writing.unnamed(draft):
        assert any("'5" in each.what for each in writing.findings(draft))
        label = {"en": "children killed", "ru": "погибшие дети", "tg": "кӯдакони кушташуда"}
        draft = drafts.changed(draft, labels={"5": label})
    assert "5" not in writing.unnamed(draft)


def test_the_same_statement_is_not_told_twice(writing: Writing) -> None:
    writing.publish(written(writing))
    again = replace(written(writing), id="another")
    assert any("the text is that of statement 1" in each.what for each in writing.findings(again))


def test_what_is_missing_is_named(writing: Writing) -> None:
    draft = Draft("draft")
    assert list(drafts.missing(draft)) == ["publisher", "published", "topics", "tg", "ru", "en"]
    assert list(drafts.missing(written(writing))) == []
    assert drafts.load(drafts.dump(written(writing))) == written(writing)
    with pytest.raises(NotFound):
        writing.draft("unheard of")


def test_advice_bears_the_day_for_which_it_holds(writing: Writing) -> None:
    said = replace(written(writing).said[0], kind="advice")
    record = writing.record(replace(written(writing), said=(said,)))
    assert "as_of = 2024-04-03" in record


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"%PDF", "not one of the kinds"),
        ("a.txt", b"", "holds no text"),
        ("a.toml", b"title = ", "is not TOML"),
        ("a.jsonl", b"{}\n", "a.jsonl:1: no id"),
        ("a.txt", b"x" * (incoming.MAX_FILE + 1), "larger than"),
        ("../../etc/a.toml", b"x = 1", "a.toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_place(writing: Writing, name: str, data: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        writing.file(name, data)


def test_files_of_every_kind_are_read(writing: Writing) -> None:
    page = f"<html><head><title>A new toll</title></head><body><article><p>{TEXT}</p></article></body></html>"
    line = '{"id": 1, "text": "The attack at Crocus City Hall killed 144 people.", "title": "T"}\n'
    for name, text in (("a.txt", TEXT), ("a.md", f"# A new toll\n\n{TEXT}"), ("a.html", page), ("a.jsonl", line)):
        (document,) = writing.file(name, text.encode())
        assert "144" in document.text
    (record,) = writing.file("one.toml", writing.record(written(writing)).encode())
    assert record.statements[0].figures[0].value == 144


def test_publishers_are_known_by_their_site_and_found_by_a_part_of_their_name() -> None:
    page = Document("d", "", "text", "ru", url="https://www.asiaplustj.info/ru/news/1")
    assert incoming.publisher_of(page) == "Asia-Plus"
    assert incoming.publisher_of(Document("d", "", "text", "ru", publisher="Unheard", url="https://example.org/")) == (
        "Unheard"
    )
    assert "Asia-Plus" in incoming.named_like("asia")
    assert incoming.named_like("  ") == []


def test_said_is_whole_with_three_texts() -> None:
    assert not Said({"en": "x", "ru": "y"}).whole
    assert Said({"en": "x", "ru": "y", "tg": "z"}).whole
