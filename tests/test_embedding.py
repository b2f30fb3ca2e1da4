"""Embedding between other work: bounded, resumable, from what is at hand where it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.doctor import examine
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus import ready
from digests.corpus.store import Store
from digests.corpus.vectors import Vectors
from digests.embedding import Embedder
from digests.ingest import Ingest
from digests.language import meaning
from digests.model import Document
from tests.meanings import Fake

NOW = datetime(2026, 1, 10, 7, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Store.open(tmp_path, create=True) as store:
        ingest = Ingest(store, FixedClock(NOW))
        for n in range(6):
            text = " ".join(f"Bus {n} leaves for station {m} at noon." for m in range(20))
            ingest.document(
                Document(f"bus{n}", "Buses", text, "en", published=date(2026, 1, n + 1), url=f"https://a.example/{n}")
            )
    return tmp_path


def vectors(data: Path, what: str = "count(*)") -> list[object]:
    with Store.open(data) as store:
        return [row[0] for row in store.connection.execute(f"SELECT {what} FROM vectors WHERE passage_id IS NOT NULL")]


class Watch:
    """A clock on which each look takes a second."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def test_a_run_is_bounded_and_the_next_goes_on(data: Path) -> None:
    asked, runs, left = 0, 0, True
    while left:
        with Store.open(data) as store:
            done = Embedder(store, Fake(), at_hand={}, clock=Watch()).run(4)
        asked, runs, left = asked + done.asked, runs + 1, done.left
        assert done.asked <= 4 * meaning.SLICE
    assert runs > 5
    with Store.open(data) as store:
        whole = Embedder(store, Fake("fake-2"), at_hand={}).run()
    assert whole.asked == asked


def test_the_newest_comes_first(data: Path) -> None:
    with Store.open(data) as store:
        first: list[str] = []
        Embedder(store, Fake(), at_hand={}).run(step=first.append)
    assert first == [f"bus{n}" for n in reversed(range(6))]


def test_what_is_at_hand_is_not_asked(data: Path) -> None:
    with Store.open(data) as store:
        Embedder(store, Fake(), at_hand={}).run()
        known = {
            row["mark"]: (row["scale"], row["vector"]) for row in store.connection.execute("SELECT * FROM vectors")
        }
        store.connection.execute("DELETE FROM vectors")
        store.connection.execute("UPDATE documents SET embedded = NULL")
        store.connection.commit()
        model = Fake()
        done = Embedder(store, model, at_hand=known).run()
    assert model.asked == [] and done.asked == 0 and done.known > 240


@pytest.mark.parametrize("spoilt", [b"", b"PK\x03\x04 nothing", b"\x93NUMPY"])
def test_what_is_shipped_is_only_used_for_its_model_and_whole(tmp_path: Path, spoilt: bytes) -> None:
    path = tmp_path / "vectors.npz"
    assert ready.load("one", path) == {}
    row = np.arange(-3, 4, dtype=np.int8).tobytes()
    ready.save("one", {-5: (0.25, row), 9: (0.5, row)}, path)
    assert ready.load("one", path) == {-5: (0.25, row), 9: (0.5, row)}
    assert ready.load("two", path) == {}
    path.write_bytes(spoilt)
    assert ready.load("one", path) == {}


KILLED = """
import sys, time
from pathlib import Path
from digests.corpus.store import Store
from digests.embedding import Embedder
from tests.meanings import Fake
class Slow(Fake):
    def passage(self, texts):
        time.sleep(0.01)
        print("slice", flush=True)
        return super().passage(texts)
with Store.open(Path(sys.argv[1])) as store:
    Embedder(store, Slow(), at_hand={}).run()
"""


def test_a_kill_leaves_nothing_half(data: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    for slices in (10, 30, 20):  # in the indicators, then in documents
        with subprocess.Popen([sys.executable, "-c", KILLED, str(data)], stdout=subprocess.PIPE, cwd=root) as process:
            assert process.stdout
            for _ in range(slices):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
    with Store.open(data) as store:
        Embedder(store, Fake(), at_hand={}).run()
        rows = store.connection.execute(
            "SELECT passage_id, kind, count(*) FROM vectors WHERE passage_id IS NOT NULL GROUP BY 1, 2"
        ).fetchall()
    assert len(rows) == 120 and {row[2] for row in rows} == {1}


@pytest.mark.parametrize(("loaded", "state", "said"), [
    (meaning.Loaded(None, "this processor lacks AVX2"), "worth a look", "words alone: this processor lacks AVX2"),
    (meaning.Loaded(Fake()), "well", "what they mean (fake-1); 6 documents are still to be embedded"),
])  # fmt: skip
def test_the_doctor_says_how_questions_are_met(
    data: Path, monkeypatch: pytest.MonkeyPatch, loaded: meaning.Loaded, state: str, said: str
) -> None:
    monkeypatch.setattr(meaning, "load", lambda **_: loaded)
    (found,) = [one for one in examine(data, Settings(meaning=True), offline=True) if one.what == "meaning"]
    assert found.state == state and said in found.said


def test_the_doctor_minds_no_switch(tmp_path: Path) -> None:
    (found,) = [one for one in examine(tmp_path, Settings(meaning=False), offline=True) if one.what == "meaning"]
    assert found.state == "well" and "KHABAR_MEANING is off" in found.said


def test_a_question_is_not_kept_waiting_by_a_batch(data: Path) -> None:
    """The database is locked for as long as a batch is written, not for as long as the model thinks."""

    class Slow(Fake):
        def passage(self, texts):  # type: ignore[no-untyped-def]
            with Store.open(data) as other, other.transaction():
                other.connection.execute("UPDATE documents SET path = path")
            return super().passage(texts)

    with Store.open(data) as store:
        assert Embedder(store, Slow(), at_hand={}).run().asked
        assert Vectors(store.connection, "fake-1").nearest(Fake().query(["bus 5"])).hits


def test_what_is_shipped_is_of_this_model_and_nearly_all_of_our_records(curated: Path) -> None:
    """Texts worded anew since are embedded where they are used; when they are many, `make vectors` is due."""
    model = meaning.load().meaning
    if model is None:
        pytest.skip(f"no model here: {meaning.load().why_not}")
    shipped = ready.load(model.id)
    with Store.open(curated) as store:
        embedder = Embedder(store, model)
        marks = {unit.mark for doc in (None, *embedder.vectors.due()) for unit in embedder._units(doc)}
    held = marks & set(shipped)
    assert len(held) > 0.8 * len(marks), "run `make vectors`"
    (unit,) = [unit for unit in embedder._units(None) if unit.indicator == "crocus.deaths" and unit.lang == "en"][:1]
    scale, row = shipped[unit.mark]
    assert np.frombuffer(row, np.int8) * scale @ model.passage([unit.text])[0] == pytest.approx(1, abs=0.01)
