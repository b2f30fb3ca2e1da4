"""Documents in: each once, linked to what is known; a file that cannot be read is a result and the rest go on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.ingest import Ingest, Ingested

NOW = datetime(2026, 1, 10, tzinfo=UTC)
TEXT = (
    "The ministry said on 5 May 2024 that work permits would be checked more often. "
    "Officials in the capital explained the new order to reporters. "
    "Employers were told to keep copies of every contract for three years. "
    "Several market owners complained that the rules had come without notice. "
    "A lawyer advised workers to carry their papers and to note the names of inspectors. "
) * 2


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "data", create=True)


def take(store: Store, *paths: Path) -> list[Ingested]:
    return list(Ingest(store, FixedClock(NOW)).paths(paths))


def test_a_document_is_added_once_and_updated_when_it_changes(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert [result.status for result in take(store, file)] == ["added"]
    assert [result.status for result in take(store, file)] == ["unchanged"]
    file.write_text(TEXT + "One more sentence was added to the text today.", encoding="utf-8")
    assert [result.status for result in take(store, file)] == ["updated"]
    assert len(list(store.documents())) == 1


def test_the_same_text_under_another_name_is_a_duplicate(store: Store, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    results = take(store, tmp_path / "a.txt", tmp_path / "b.txt")
    assert [(result.status, result.duplicate_of) for result in results] == [("added", None), ("duplicate", "a")]


def test_a_reprint_is_added_with_what_it_reprints(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        TEXT + "A long tail of other words follows here, which the reprint leaves out. " * 3, "utf-8"
    )
    (tmp_path / "b.txt").write_text(TEXT[: len(TEXT) // 2] + "An editor added this line about another matter.", "utf-8")
    results = take(store, tmp_path / "a.txt", tmp_path / "b.txt")
    assert [(result.status, result.duplicate_of) for result in results] == [("added", None), ("added", "a")]


def test_a_press_offices_form_with_other_figures_is_no_reprint(store: Store, tmp_path: Path) -> None:
    form = (
        "The Federal Bailiff Service reports on its work of the week. In the period under review its officers, with "
        "the police and the border service, expelled {} foreigners from Russia. The service reminds employers of "
        "their duty to notify the authorities of every contract, and asks the public to call its hotline. "
    )
    (tmp_path / "a.txt").write_text(form.format(418) * 2, "utf-8")
    (tmp_path / "b.txt").write_text(form.format(512) * 2, "utf-8")
    (tmp_path / "c.txt").write_text(form.format(512) * 2 + "An editor added this line.", "utf-8")
    results = take(store, *(tmp_path / f"{name}.txt" for name in "abc"))
    assert [(result.claims > 0, result.duplicate_of) for result in results] == [(True, None), (True, None), (True, "b")]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("bad.jsonl", '{"id": "1", "text": "fine words here"}\n{"id": 2', "bad.jsonl:2"),
        ("bad.jsonl", '{"id": "1"}', "bad.jsonl:1"),
        ("bad.jsonl", '{"id": "1", "text": "x y z", "published": "yesterday"}', "bad.jsonl:1"),
        ("bad.jsonl", '{"id": "1", "text": "x y z", "lang": "xx"}', "bad.jsonl:1"),
        ("empty.txt", " \n\n", "empty.txt"),
        ("bad.toml", "title = ", "bad.toml"),
        ("bad.xml", "<a>", "bad.xml"),
        ("bad.html", "", "bad.html"),
        ("bytes.txt", "\x00\x01\x02", "bytes.txt"),
    ],
)
def test_a_bad_file_is_one_line_that_names_the_place(
    store: Store, tmp_path: Path, name: str, content: str, place: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = take(store, tmp_path / name)[-1]
    assert result.status == "rejected"
    assert place in str(result.reason)
    assert "\n" not in str(result.reason)


def test_a_missing_path_does_not_end_the_run(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    results = take(store, tmp_path / "none.txt", tmp_path / "a.txt", tmp_path / "none.pdf")
    assert [result.status for result in results] == ["rejected", "added", "rejected"]


def test_lines_of_jsonl_become_documents(store: Store, tmp_path: Path) -> None:
    rows = [
        {"id": 7, "title": "Т", "text": "Дар шаҳр панҷ нафар боздошт шуданд.", "lang": "tg", "published": "2024-05-01"},
        {"id": "b", "title": "", "text": "Суд оштрафовал троих рабочих на рынке.", "publisher": "Газета"},
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    results = take(store, tmp_path / "many.jsonl")
    assert [(result.doc_id, result.lang) for result in results] == [("7", "tg"), ("b", "ru")]
    document = store.document("7")
    assert document is not None
    assert str(document.published) == "2024-05-01"


def test_raw_texts_are_linked_to_their_records_and_count_once(store: Store, five: Path, shared: Path) -> None:
    ingest = Ingest(store, FixedClock(NOW))
    raw = [shared / "seeds"]
    before = [result.status for result in ingest.paths(raw)]
    assert before == ["added"] * 5
    records = list(ingest.curated(five))
    standing = store.claims()
    assert {claim.doc_id for claim in standing} == {record.doc_id for record in records}
    again = Store.open(Path(str(store.connection.execute("PRAGMA database_list").fetchone()["file"])).parent)
    assert len(list(again.documents())) == 5
    assert len(list(again.documents(linked=True))) == 10


def test_seeds_alone_make_five_documents_and_a_history(store: Store, shared: Path) -> None:
    results = take(store, shared / "seeds")
    assert [result.status for result in results] == ["added"] * 5
    values = {claim.value for claim in store.claims("crocus.deaths")}
    assert {137, 150, 144, 140} <= values
    reprint = store.document("000_175b39fbe76063e2")
    assert reprint is not None
    assert reprint.duplicate_of == "001_b10b6e8cbb913aa5"


@pytest.mark.parametrize(
    ("publisher", "day", "reprinted"),
    [("Суд", "2026-11-27", None), ("Радио", "2026-11-27", None), (None, "2026-11-27", None)],
)
def test_a_publishers_form_of_another_day_is_no_reprint_whatever_it_counts(
    store: Store, tmp_path: Path, publisher: str | None, day: str, reprinted: str | None
) -> None:
    form = (
        "За неделю мировые судьи района рассмотрели {} дел о нарушении тишины, сообщила пресс-служба. По большинству"
        " дел назначены предупреждения, остальные направлены на новое рассмотрение в районный суд."
    )
    lines = [
        {"id": "a", "text": form.format(418), "lang": "ru", "published": "2026-11-20", "publisher": "Суд"},
        {"id": "b", "text": form.format(512), "lang": "ru", "published": day, "publisher": publisher},
    ]
    (tmp_path / "w.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    added = list(Ingest(store, FixedClock(datetime(2026, 12, 1, tzinfo=UTC))).paths([tmp_path / "w.jsonl"]))
    assert [each.duplicate_of for each in added] == [None, reprinted]
