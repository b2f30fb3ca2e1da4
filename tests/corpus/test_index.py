"""The search index: found across languages and forms, filtered, updated with the document, safe with any text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.corpus import index as index_module
from digests.corpus.index import Index
from digests.corpus.store import Store
from digests.corpus.terms import match, passage_terms
from digests.model import LANGS, Document, Lang, Passage

NOW = datetime(2024, 4, 3, tzinfo=UTC)

TEXTS: list[tuple[str, Lang, str]] = [
    ("ru-border", "ru", "Пограничники не пустили в Россию сотни граждан Таджикистана в аэропорту Жуковский."),
    ("tg-border", "tg", "Садҳо шаҳрванди Тоҷикистонро дар фурудгоҳи Жуковский ба Русия роҳ надоданд."),
    ("en-border", "en", "Hundreds of Tajik citizens were refused entry at Zhukovsky airport."),
    ("ru-wages", "ru", "Зарплаты строителей выросли, но рабочих не хватает."),
    ("tg-school", "tg", "Дар мактаби деҳа синфхонаҳои нав сохта шуданд."),
    ("en-court", "en", "A court in Kaluga fined the employer for hiring migrants without permits."),
]


def put(store: Store, doc_id: str, lang: Lang, *texts: str, day: date = date(2024, 4, 1), **fields: str) -> None:
    document = Document(id=doc_id, title="", text=" ".join(texts), lang=lang, published=day, **fields)  # type: ignore[arg-type]
    passages = []
    at = 0
    for n, text in enumerate(texts, 1):
        passages.append(Passage(doc_id, n, lang, text, at, at + len(text)))
        at += len(text) + 1
    store.put(document, passages, [], NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, create=True) as opened:
        for doc_id, lang, text in TEXTS:
            put(opened, doc_id, lang, text)
        yield opened


def found(store: Store, query: str, **options: object) -> list[str]:
    return [hit.doc_id for hit in Index(store.connection).search(query, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "langs", "first"),
    [
        ("граждан Таджикистана не пустили", ("ru",), "ru-border"),
        ("граждан Таджикистана не пустили", ("tg",), "tg-border"),
        ("граждан Таджикистана не пустили", ("en",), "en-border"),
        ("шаҳрвандони Тоҷикистон дар фурудгоҳ", ("en",), "en-border"),
        ("шахрвандони точик дар фурудгох", ("ru",), "ru-border"),
        ("shahrvandoni tojik dar furudgoh", ("tg",), "tg-border"),
        ("Tajik citizens at the airport", ("tg",), "tg-border"),
        ("Tajik citizens at the airport", ("ru",), "ru-border"),
        ("Zhukovsky", ("ru",), "ru-border"),
        ("деревенская школа", ("tg",), "tg-school"),
        ("суд в Калуге оштрафовал работодателя", ("en",), "en-court"),
        ("зарплата строителя", (), "ru-wages"),
    ],
)
def test_found_across_languages_and_forms(store: Store, query: str, langs: tuple[Lang, ...], first: str) -> None:
    assert found(store, query, langs=langs)[0] == first


def test_a_hit_says_where(store: Store) -> None:
    put(store, "two", "en", "Nothing here.", "Remittances to Tajikistan fell.")
    hit = Index(store.connection).search("remittances fell", k=1)[0]
    assert (hit.doc_id, hit.passage_id, hit.lang, hit.start, hit.end) == ("two", 2, "en", 14, 45)
    assert hit.text == "Remittances to Tajikistan fell."
    assert hit.score > 0


def test_only_the_languages_asked_for(store: Store) -> None:
    for lang in LANGS:
        hits = Index(store.connection).search("airport фурудгоҳ аэропорт", langs=[lang])
        assert {hit.lang for hit in hits} <= {lang}
        assert hits


def test_no_more_than_asked_for(store: Store) -> None:
    assert len(found(store, "Таджикистан мигранты суд школа", k=2)) == 2
    assert found(store, "Таджикистан", k=0) == []


def test_only_what_was_known(store: Store) -> None:
    put(store, "later", "ru", "Пограничники не пустили граждан Таджикистана.", day=date(2024, 6, 1))
    assert found(store, "пограничники граждан", langs=("ru",))[0] == "later"
    assert "later" not in found(store, "пограничники граждан", known=date(2024, 5, 31))
    assert "later" in found(store, "пограничники граждан", known=date(2024, 6, 1))


@pytest.mark.parametrize("few", [2_000, 0])
def test_a_common_word_is_found_where_the_newest_may_not_be_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Whether what was known then is little enough to be looked through, or all that holds the word is."""
    monkeypatch.setattr(index_module, "POSTINGS", 3)
    monkeypatch.setattr(index_module, "FEW", few)
    for n in range(20):
        put(store, f"later-{n}", "en", f"Zhukovsky airport again, part {n}.", day=date(2024, 6, 1))
    assert found(store, "Zhukovsky", langs=("en",), known=date(2024, 5, 1)) == ["en-border"]
    assert found(store, "Zhukovsky", langs=("en",), known=date(2023, 5, 1)) == []


def test_raw_texts_of_records_only_when_asked(store: Store) -> None:
    put(store, "raw", "en", "Kaluga court fined an employer.", linked_to="record")
    assert "raw" not in found(store, "Kaluga court")
    assert found(store, "Kaluga court", linked=True)[0] == "raw"


def test_retracted_documents_are_gone(store: Store) -> None:
    with store.connection:
        store.connection.execute("UPDATE documents SET retracted = '2024-04-02' WHERE id = 'en-court'")
    assert "en-court" not in found(store, "Kaluga court employer", linked=True)


def test_a_document_read_anew_is_found_by_its_new_words_only(store: Store) -> None:
    put(store, "en-court", "en", "The museum in Samara reopened.")
    assert "en-court" not in found(store, "employer permits", langs=("en",))
    assert found(store, "museum in Samara", langs=("en",))[0] == "en-court"
    counted = dict(store.connection.execute("SELECT term, passages FROM term_counts WHERE passages <> 0").fetchall())
    terms: dict[str, int] = {}
    for (line,) in store.connection.execute("SELECT terms FROM passage_terms"):
        for term in line.split():
            terms[term] = terms.get(term, 0) + 1
    assert counted == terms
    store.connection.execute("INSERT INTO passage_index(passage_index) VALUES ('integrity-check')")


def test_rebuilding_changes_nothing(store: Store) -> None:
    before = store.connection.execute("SELECT * FROM passage_terms ORDER BY id").fetchall()
    assert Index(store.connection).rebuild() == len(TEXTS)
    assert store.connection.execute("SELECT * FROM passage_terms ORDER BY id").fetchall() == before
    assert found(store, "Kaluga court", langs=("en",))[0] == "en-court"


def test_an_index_of_other_stems_is_filed_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        put(store, "one", "en", "A court in Kaluga.")
        store.connection.execute("UPDATE passage_terms SET terms = 'seold'")
        store.connection.execute("PRAGMA user_version = 7")
        store.connection.commit()
    with Store.open(tmp_path) as store:
        assert found(store, "court") == ["one"]
        store.connection.execute("UPDATE passage_terms SET terms = 'seold'")
        store.connection.commit()
    with Store.open(tmp_path) as store:  # the same stems: nothing is filed
        assert found(store, "court") == []


def test_a_reader_does_not_wait_to_file(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        put(store, "one", "en", "A court in Kaluga.")
        store.connection.execute("PRAGMA user_version = 7")
        other = sqlite3.connect(tmp_path / "corpus.db", timeout=0)
        store.connection.execute("BEGIN IMMEDIATE")
        Index(other).refresh()
        other.close()
        store.connection.rollback()


def test_an_empty_index(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        assert Index(store.connection).empty()
        assert found(store, "anything") == []


HOSTILE = [
    "", " ", "\x00", "\ud800", "a\x00b", '"', "'", '"""', "NEAR(a b)", "a AND", "OR", "NOT x", "*", "терм*", "a:b",
    "^a",
    "(", ")",
    "2,5", "дон-иш", "Крокус?", "passage_index MATCH", "'; DROP TABLE passages; --", "\u202eхабар", "ха\u200bбар", "😀",
    "Kоrус",
    "سلام", "北京 新闻", "ªº", "²³", "ǅ", "ﬁ", "a" * 100_000, "слово " * 20_000, "\u0304", "_", "%", "{}", "\\",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_may_be_asked(store: Store, query: str) -> None:
    for options in ({}, {"lang": "tg"}, {"langs": ("en",)}):
        Index(store.connection).search(query, **options)  # type: ignore[arg-type]


@given(st.text(max_size=80), st.sampled_from(LANGS))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_passage_is_found_by_its_own_words(store: Store, text: str, lang: Lang) -> None:
    terms = passage_terms(text, lang)
    store.connection.execute("SAVEPOINT here")
    store.connection.execute("INSERT INTO passage_terms (id, lang, terms) VALUES (999, ?, ?)", (lang, " ".join(terms)))
    try:
        for term in terms:
            rows = store.connection.execute(
                "SELECT rowid FROM passage_index WHERE passage_index MATCH ?", (match(term),)
            )
            assert 999 in {row[0] for row in rows}
    finally:
        store.connection.execute("ROLLBACK TO here")


def test_the_writer_s_transaction_is_one(store: Store) -> None:
    """A failure after filing leaves nothing of the document in the index."""
    with pytest.raises(sqlite3.IntegrityError):
        store.put(
            Document(id="broken", title="", text="x", lang="en"),
            [Passage("no such document", 1, "en", "Unfindable words", 0, 5)],
            [],
            NOW,
        )
    assert "broken" not in found(store, "unfindable words")
    assert store.connection.execute("SELECT count(*) FROM passage_terms").fetchone()[0] == len(TEXTS)
