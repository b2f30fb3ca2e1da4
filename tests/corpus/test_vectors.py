"""Vectors in the corpus: whose they are, when they are due, what lies near a question and may be seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from digests.clock import FixedClock
from digests.corpus import matrix
from digests.corpus.leads import lead_vectors
from digests.corpus.matrix import Matrix
from digests.corpus.quantised import quantise, restore
from digests.corpus.store import Store
from digests.corpus.vector_texts import Filed, Unit, context, document_units, indicator_units, mark
from digests.corpus.vectors import Near, Vectors
from digests.embedding import Embedder
from digests.figures import indicators
from digests.ingest import Ingest
from digests.model import Document, Lang, Statement
from tests.meanings import Fake

NOON = datetime(2026, 1, 10, 7, tzinfo=UTC)
FEES = "The fee rises to ten thousand roubles. Buses leave at noon."


class Corpus:
    """A corpus, its readings and a fake meaning."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.meaning = Fake()
        self.clock = FixedClock(NOON)
        self.store = Store.open(data, create=True)
        self.ingest = Ingest(self.store, self.clock)

    def take(self, doc_id: str, text: str, title: str = "", **fields: object) -> None:
        given = {"published": date(2026, 1, 5), **fields}
        self.ingest.document(Document(doc_id, title, text, "en", **given))  # type: ignore[arg-type]

    def record(
        self,
        doc_id: str = "record",
        *,
        title: str = "Prices",
        left_open: dict[Lang, tuple[str, ...]] | None = None,
        **asks: tuple[str, ...],
    ) -> None:
        texts = {"tg": "Патент гарон шуд", "ru": "Патент подорожал", "en": "The patent became dearer"}
        statement = Statement(f"{doc_id}#1", texts, 1, asks=asks)  # type: ignore[arg-type]
        self.ingest.document(Document(doc_id, title, "", "en", published=date(2026, 1, 5), kind="curated",
                                      statements=(statement,), left_open=left_open or {}))  # fmt: skip

    def embed(self, meaning: Fake | None = None) -> int:
        return Embedder(self.store, meaning or self.meaning, at_hand={}).run().asked

    def vectors(self, meaning: Fake | None = None) -> Vectors:
        return Vectors(self.store.connection, (meaning or self.meaning).id)

    def near(self, question: str, **options: object) -> list[Near]:
        return list(self.vectors().nearest(self.meaning.query([question]), **options).hits)  # type: ignore[arg-type]

    def count(self, where: str = "1") -> int:
        return int(self.store.connection.execute(f"SELECT count(*) FROM vectors WHERE {where}").fetchone()[0])


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


# Texts


def test_a_context_says_what_the_sentence_does_not() -> None:
    assert context("The price rises to 10 thousand.", "Patents become dearer") == (
        "The price rises to 10 thousand. (Patents become dearer)"
    )
    assert context("Alone", " ") == "Alone"
    assert len(context("short", "о" * 5000)) < 250


def test_a_statement_stands_for_itself_in_its_context_and_for_what_it_answers() -> None:
    texts = {"tg": "Як", "ru": "Один", "en": "One"}
    statement = Statement("r#1", texts, 1, asks={"ru": ("Сколько?", "сколько их")})
    document = Document("r", "Title", "", "en", headline={"tg": "Т", "ru": "З"}, statements=(statement,))
    units = list(document_units(document, [Filed(7, "ru", "Один", "r#1"), Filed(8, "en", "One", "r#1")]))
    assert units == [
        Unit("statement", "ru", "Один", 7),
        Unit("context", "ru", "Один (З)", 7),
        Unit("ask", "ru", "Сколько?", 7),
        Unit("ask", "ru", "сколько их", 7),
        Unit("statement", "en", "One", 8),
        Unit("context", "en", "One (Title)", 8),
    ]


def test_a_sentence_without_a_headline_stands_for_itself_alone() -> None:
    assert list(document_units(Document("r", "", "One.", "en"), [Filed(1, "en", "One.", None)])) == [
        Unit("passage", "en", "One.", 1)
    ]


def test_an_indicator_stands_by_its_name_and_by_what_it_counts() -> None:
    deaths = indicators.load().get("crocus.deaths")
    assert [(unit.lang, unit.text) for unit in indicator_units([deaths])][-2:] == [
        ("en", deaths.names["en"]), ("en", f"{deaths.names['en']}: {deaths.scope['en']}")
    ]  # fmt: skip


def test_a_mark_fits_what_sqlite_keeps() -> None:
    marks = {mark(f"text {n}") for n in range(1000)}
    assert len(marks) == 1000 and -(2**63) <= min(marks) < 0 < max(marks) < 2**63


def test_a_byte_a_number_loses_nearly_nothing() -> None:
    vectors = np.random.default_rng(3).standard_normal((200, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[0] = 0
    back = restore(quantise(vectors))
    assert np.abs(back - vectors).max() < 0.002
    assert not back[0].any()


# What is due


def test_a_document_is_stored_at_once_and_embedded_afterwards(corpus: Corpus) -> None:
    corpus.take("fees", FEES, "Patents")
    assert corpus.count() == 0
    corpus.embed()
    assert corpus.count("kind = 'passage'") == 2, "a sentence of a raw text once, in its context"
    assert corpus.count("kind IN ('statement', 'context')") == 0
    assert corpus.embed() == 0


def test_a_new_version_embeds_what_is_new_and_drops_what_is_gone(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    corpus.embed()
    corpus.meaning.asked.clear()
    corpus.take("fees", "The fee rises to ten thousand roubles. Trains leave at one.")
    corpus.embed()
    assert corpus.meaning.asked == ["Trains leave at one."]
    assert corpus.near("when do buses leave", kinds={"passage"}, k=2)[0].text.startswith("Trains")


def test_a_new_headline_renews_the_contexts_alone(corpus: Corpus) -> None:
    corpus.take("fees", FEES, "Prices")
    corpus.embed()
    corpus.meaning.asked.clear()
    corpus.take("fees", FEES, "Patents")
    corpus.embed()
    assert corpus.meaning.asked and all(text.endswith(" (Patents)") for text in corpus.meaning.asked)
    assert corpus.count("kind = 'passage'") == 2
    corpus.record()
    corpus.embed()
    corpus.meaning.asked.clear()
    corpus.record(title="Dearer")
    corpus.embed()
    assert corpus.meaning.asked and all(text.endswith(" (Dearer)") for text in corpus.meaning.asked)
    assert corpus.count("kind = 'context'") == corpus.count("kind = 'statement'") == 3


def test_a_question_taken_back_is_met_no_more(corpus: Corpus) -> None:
    corpus.record(ru=("Сколько стоит патент?", "почём бумага"))
    corpus.embed()
    assert corpus.count("kind = 'ask'") == 2
    corpus.record(ru=("Сколько стоит патент?",))
    corpus.embed()
    assert corpus.count("kind = 'ask'") == 1


def test_what_a_record_leaves_open_stands_once_in_each_language(corpus: Corpus) -> None:
    texts = {"en": "One", "ru": "Один", "tg": "Як"}
    two = (Statement("r#1", texts, 1), Statement("r#2", {**texts, "en": "Two"}, 2))
    document = Document("r", "T", "", "en", statements=two, left_open={"en": ("Why?", "How?"), "ru": ("Почему?",)})
    filed = [Filed(1, "en", "One", "r#1"), Filed(2, "en", "Two", "r#2"), Filed(3, "ru", "Один", "r#1")]
    assert [unit for unit in document_units(document, filed) if unit.kind == "open"] == [
        Unit("open", "en", "Why?", 1), Unit("open", "en", "How?", 1), Unit("open", "ru", "Почему?", 3),
    ]  # fmt: skip


def test_what_is_left_open_is_measured_and_never_met(corpus: Corpus) -> None:
    corpus.record(en=("What does the patent cost?",), left_open={"en": ("Who pays for the interpreter?",)})
    corpus.embed()
    assert corpus.count("kind = 'open'") == 1
    found = corpus.vectors().nearest(corpus.meaning.query(["Who pays for the interpreter?"]))
    assert found.best["open"] == pytest.approx(1, abs=0.01) and found.best["ask"] < found.best["open"]
    assert [kind for hit in found.hits for kind, _ in hit.scores if kind == "open"] == []
    alone = corpus.vectors().nearest(corpus.meaning.query(["Who pays for the interpreter?"]), kinds={"open"})
    assert [hit.statement_id for hit in alone.hits] == ["record#1"], "unless somebody asks for them"
    early = corpus.vectors().nearest(corpus.meaning.query(["Who pays?"]), known=date(2026, 1, 4))
    assert early.best.get("open", -1.0) == -1.0


def test_what_is_no_longer_open_goes(corpus: Corpus) -> None:
    corpus.record(left_open={"en": ("Who pays?", "Who reads?")})
    corpus.embed()
    corpus.record(left_open={"en": ("Who reads?",)})
    corpus.embed()
    assert corpus.count("kind = 'open'") == 1


def test_another_model_makes_everything_due_and_takes_the_place(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    corpus.embed()
    other = Fake("fake-2")
    assert not corpus.vectors(other).nearest(other.query(["fee"])).hits
    assert corpus.embed(other) > 0
    assert corpus.count("model = 'fake-1'") == 0
    assert corpus.vectors(other).nearest(other.query(["the fee rises"])).hits[0].text.startswith("The fee")


def test_the_same_text_is_asked_of_the_model_once(corpus: Corpus) -> None:
    corpus.take("one", "Buses leave at noon. The fee rises to ten thousand roubles.", "Same")
    corpus.embed()
    corpus.meaning.asked.clear()
    corpus.take(
        "two", "The fee rises to ten thousand roubles. Nothing else is known.", "Other", url="https://b.example"
    )
    corpus.embed()
    assert "The fee rises to ten thousand roubles." not in corpus.meaning.asked
    assert corpus.count("kind = 'passage'") == 4


def test_what_is_shown_nowhere_waits(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    corpus.store.retract("fees", date(2026, 1, 6), {"tg": "", "ru": "", "en": ""})
    assert corpus.vectors().due() == []


def test_vectors_go_with_their_document(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    corpus.embed()
    corpus.store.forget("fees")
    assert corpus.count("passage_id IS NOT NULL") == 0


def test_a_document_that_changed_meanwhile_gets_nothing(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    vectors = corpus.vectors()
    (doc,) = vectors.due()
    filed = vectors.passages("fees")
    corpus.take("fees", "Trains leave at one.")
    unit = Unit("passage", "en", filed[0].text, filed[0].id)
    assert not vectors.put([unit], [(1.0, b"\0" * 64)], doc)
    assert not vectors.finish([unit], doc)
    assert corpus.count() == 0 and vectors.due()


# What is near


def test_a_statement_is_met_by_a_question_it_answers(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    corpus.record(tg=("Қоғаз чанд пул?",), ru=("почём бумага",))
    corpus.embed()
    best = corpus.near("почём бумага")[0]
    assert (best.statement_id, best.lang) == ("record#1", "ru")
    assert best.score == best.scores["ask", "ru"] > 0.99 > max(
        score for key, score in best.scores.items() if key != ("ask", "ru")
    )  # fmt: skip
    assert set(best.scores) == {
        (kind, lang) for kind in ("statement", "context") for lang in ("tg", "ru", "en")
    } | {("ask", "tg"), ("ask", "ru")}  # fmt: skip


def test_only_the_kinds_and_languages_asked_for_are_met(corpus: Corpus) -> None:
    corpus.record(ru=("почём бумага",))
    corpus.embed()
    hit = corpus.near("почём бумага", kinds={"statement"}, langs={"tg", "en"})[0]
    assert set(hit.scores) == {("statement", "tg"), ("statement", "en")}


def test_an_earlier_day_sees_what_was_known_then(corpus: Corpus) -> None:
    corpus.take("old", "Buses leave at noon.", published=date(2026, 1, 2))
    corpus.take("new", "Buses leave at midnight now.", published=date(2026, 1, 8))
    corpus.embed()
    assert {hit.doc_id for hit in corpus.near("when do buses leave")} == {"old", "new"}
    assert {hit.doc_id for hit in corpus.near("when do buses leave", known=date(2026, 1, 7))} == {"old"}
    assert corpus.near("when do buses leave", known=date(2026, 1, 1)) == []


def test_a_former_version_is_found_on_its_days_alone(corpus: Corpus) -> None:
    corpus.take("bus", "Buses leave at noon.")
    corpus.embed()
    corpus.clock.set(datetime(2026, 1, 20, 7, tzinfo=UTC))
    corpus.take("bus", "Buses leave at midnight now.")
    corpus.embed()
    texts = [[hit.text for hit in corpus.near("buses leave", known=day)] for day in (date(2026, 1, 15), None)]
    assert texts == [["Buses leave at noon."], ["Buses leave at midnight now."]]


@pytest.mark.parametrize("hide", [
    lambda store: store.retract("bus", date(2026, 1, 9), {"tg": "", "ru": "", "en": ""}),
    lambda store: store.link("bus", "record"),
    lambda store: store.forget("bus"),
])  # fmt: skip
def test_what_was_withdrawn_since_is_not_found(corpus: Corpus, hide: Callable[[Store], None]) -> None:
    corpus.take("bus", "Buses leave at noon.")
    corpus.embed()
    vectors = corpus.vectors()  # holds them in memory
    asked = corpus.meaning.query(["buses leave"])
    assert vectors.nearest(asked).hits
    hide(corpus.store)
    assert vectors.nearest(asked).hits == ()


def test_all_that_lies_nearest_may_be_hidden(corpus: Corpus) -> None:
    for n in range(60):
        corpus.take(f"bus{n}", f"Buses leave at noon, line {n}.", url=f"https://a.example/{n}")
    corpus.take("fees", FEES, url="https://b.example")
    corpus.embed()
    for n in range(60):
        corpus.store.retract(f"bus{n}", date(2026, 1, 9), {"tg": "", "ru": "", "en": ""})
    assert {hit.doc_id for hit in corpus.near("buses leave at noon", k=1)} == {"fees"}


def test_close_tells_of_named_statements(corpus: Corpus) -> None:
    corpus.record(ru=("почём бумага",))
    corpus.record("other", en=("What does it cost?",))
    corpus.embed()
    asked = corpus.meaning.query(["почём бумага"])
    told = corpus.vectors().close(asked, ["record#1", "nobody#1"])
    assert set(told) == {"record#1"}
    assert told["record#1"] == pytest.approx(corpus.near("почём бумага")[0].scores)


def test_indicators_lie_near_their_names(corpus: Corpus) -> None:
    corpus.embed()
    near = corpus.vectors().indicators_near(corpus.meaning.query(["People killed in the Crocus City Hall attack"]))
    assert max(near, key=near.__getitem__) == "crocus.deaths"
    assert len(near) == len(indicators.load().all)


def test_several_forms_of_a_question_count_by_the_best(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    corpus.embed()
    both = corpus.vectors().nearest(corpus.meaning.query(["buses leave at noon", "the fee rises"])).hits
    alone = corpus.near("the fee rises")[0].score
    assert max(hit.score for hit in both if "fee" in hit.text) == pytest.approx(alone)


def test_without_vectors_nothing_is_near(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    assert corpus.near("fee") == []
    assert corpus.vectors().close(corpus.meaning.query(["fee"]), ["x#1"]) == {}
    assert corpus.vectors().indicators_near(corpus.meaning.query(["fee"])) == {}


# In memory


def test_readers_of_one_database_share_one_copy(corpus: Corpus) -> None:
    corpus.take("fees", FEES)
    corpus.embed()
    first = corpus.vectors()
    with Store.open(corpus.data) as other:
        second = Vectors(other.connection, corpus.meaning.id)
        assert first._matrix is second._matrix


def test_what_another_connection_adds_is_read_on(corpus: Corpus) -> None:
    corpus.take("bus", "Buses leave at noon.")
    corpus.embed()
    with Store.open(corpus.data) as reader:
        vectors = Vectors(reader.connection, corpus.meaning.id)
        before = vectors._matrix.rows(reader.connection)
        held = before.products(corpus.meaning.query(["fee"]))
        corpus.take("fees", FEES, url="https://b.example")
        corpus.embed()
        assert vectors.nearest(corpus.meaning.query(["the fee rises"])).hits[0].doc_id == "fees"
        assert len(vectors._matrix.rows(reader.connection)) > len(before)
        assert np.array_equal(before.products(corpus.meaning.query(["fee"])), held)  # who reads still reads the same


def test_rows_fill_blocks_one_after_another(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "BLOCK", 8)
    corpus.embed()
    rows = Matrix("fake-1").rows(corpus.store.connection)
    assert len(rows) == corpus.count() and len(rows.blocks) == -(-len(rows) // 8)
    asked = corpus.meaning.query(["People killed in the Crocus City Hall attack"])
    assert rows.products_at(range(len(rows)), asked) == pytest.approx(rows.products(asked).tolist())


def test_memory_is_bounded_and_records_stay(corpus: Corpus) -> None:
    corpus.record(ru=("почём бумага",))
    for n in range(40):
        corpus.take(f"bus{n}", f"Buses leave at noon, line {n}.", url=f"https://a.example/{n}")
    corpus.embed()
    few = corpus.count("kind IN ('indicator', 'ask')") + 20
    small = Matrix("fake-1", limit=few)
    assert len(small.rows(corpus.store.connection)) == few
    near = Vectors(corpus.store.connection, "fake-1", small).nearest(corpus.meaning.query(["почём бумага"]))
    assert near.hits[0].statement_id == "record#1"
    corpus.take("fees", FEES * 40, url="https://b.example")
    corpus.embed()
    assert len(small.rows(corpus.store.connection)) <= 1.1 * few


def test_an_older_database_gets_the_tables(tmp_path: Path) -> None:
    Store.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "corpus.db") as connection:
        connection.executescript(
            """DROP TABLE vectors; DROP INDEX documents_embedded; DROP INDEX passages_statement;
               ALTER TABLE documents DROP COLUMN embedded;
               DELETE FROM _sqlite_migrations WHERE name = 'm030_vectors';"""
        )
    corpus = Corpus(tmp_path)
    corpus.take("fees", FEES)
    assert corpus.embed() > 0


def test_the_former_wording_of_a_record_goes(corpus: Corpus) -> None:
    corpus.record(ru=("почём бумага",))
    corpus.embed()
    record = corpus.store.document("record")
    assert record is not None
    texts = {"tg": "Патент арзон шуд", "ru": "Патент подешевел", "en": "The patent became cheaper"}
    (statement,) = record.statements
    corpus.ingest.document(replace(record, statements=(replace(statement, texts=texts),)))
    corpus.embed()
    near = corpus.near("подорожал", kinds={"statement"})
    assert [hit.statement_id for hit in near] == ["record#1"] and "подорожал" not in near[0].text


def test_leads_are_a_texts_first_sentences_and_a_records_statements_in_english(corpus: Corpus) -> None:
    corpus.take("text", FEES)
    corpus.record("record")
    corpus.embed()
    found = lead_vectors(corpus.store.connection, ["text", "record"], 1)
    assert {doc_id: len(rows) for doc_id, rows in found.items()} == {"text": 1, "record": 1}
    (said,) = corpus.meaning.passage(["The patent became dearer"])
    assert found["record"][0] @ said > 0.99 * np.linalg.norm(found["record"][0]) * np.linalg.norm(said)
    assert len(lead_vectors(corpus.store.connection, ["text"], 5)["text"]) == 2
