"""`khabar ask`: every key, the same citations in three languages, batches, and honest refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.contract import ANSWER, LANGS, fits, khabar, misused, refused, sound

KILLED = {
    "tg": "Дар Крокус чанд нафар кушта шуд?",
    "ru": "Сколько человек погибло в «Крокусе»?",
    "en": "How many people were killed at Crocus City Hall?",
}


def ask(data: Path, *arguments: object) -> dict[str, Any]:
    ran = khabar("ask", "--json", *arguments, data=data)
    assert (ran.status, ran.err) == (0, ""), ran
    fits(ran.json, ANSWER)
    answer = ran.json
    assert [cited["n"] for cited in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
    for claim in answer["claims"]:
        sound(claim)
    for cited in answer["citations"]:
        assert (cited["quote"] is None) == (cited["quote_kind"] is None)
    assert 0 <= answer["confidence"] <= 1
    return answer


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_with_its_sources(curated: Path, lang: str) -> None:
    answer = ask(curated, KILLED[lang])
    assert (answer["id"], answer["lang"], answer["kind"]) == (None, lang, "figure")
    assert "144" in answer["text"]
    assert 144 in [claim["value"] for claim in answer["claims"]]
    assert answer["citations"]


def test_citations_stand_in_one_order(curated: Path) -> None:
    cited = {
        lang: [
            (each["n"], each["doc_id"], each["title"], each["publisher"]) for each in ask(curated, text)["citations"]
        ]
        for lang, text in KILLED.items()
    }
    assert cited["tg"] == cited["ru"] == cited["en"] != []


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_known_when(curated: Path, lang: str) -> None:
    then = ask(curated, KILLED[lang], "--asof", "2024-03-24")
    assert "137" in then["text"]
    before = ask(curated, KILLED[lang], "--known", "2024-03-20")
    assert (before["kind"], before["claims"]) == ("none", [])


@pytest.mark.parametrize(
    "question", ["What is the capital of Peru?", "Какая завтра погода в Худжанде?", "Нархи гандум дар Миср чанд аст?"]
)
def test_what_the_corpus_does_not_tell_is_refused(curated: Path, question: str) -> None:
    answer = ask(curated, question)
    assert (answer["kind"], answer["claims"], answer["citations"]) == ("none", [], [])
    assert answer["text"]


def test_the_readers_language_is_used_where_the_question_does_not_tell(curated: Path) -> None:
    for lang in LANGS:
        assert ask(curated, "144?", "--lang", lang)["lang"] == lang


def test_verbatim_quotes_stand_in_the_text(seeded: Path) -> None:
    from digests.corpus.store import Store

    answer = ask(seeded, KILLED["en"])
    assert answer["claims"]
    with Store.open(seeded) as store:
        for claim in answer["claims"]:
            document = store.document(claim["doc_id"])
            assert document is not None
            sound(claim, document.text)
        for cited in answer["citations"]:
            if cited["quote_kind"] == "verbatim":
                document = store.document(cited["doc_id"])
                assert document is not None
                assert all(part in document.text for part in cited["quote"].split(" … "))


def test_a_batch(curated: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "question": KILLED["ru"]},
        {"id": 2, "question": KILLED["en"], "asof": "2024-03-24", "lang": "en"},
        {"id": None, "question": ""},
        {"id": "long", "question": "почему " * 20_000},
        {"id": "odd", "question": "\x00\ud800\u202e"},
    ]
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    ran = khabar("ask", "--batch", file, data=curated)
    assert (ran.status, ran.err) == (0, "")
    assert [line["id"] for line in ran.lines] == [row["id"] for row in rows]
    for line in ran.lines:
        fits(line, ANSWER)
    assert "137" in ran.lines[1]["text"]
    assert khabar("ask", "--batch", file, "--json", data=curated) == ran


@pytest.mark.parametrize(
    "row",
    ['{"id": 1', '{"id": 1}', '{"id": 1, "question": "x", "lang": "de"}', '{"id": 1, "question": "x", "asof": "soon"}'],
)
def test_a_bad_batch_is_named(curated: Path, tmp_path: Path, row: str) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": 0, "question": "x"}\n' + row, encoding="utf-8")
    ran = khabar("ask", "--batch", tmp_path / "q.jsonl", data=curated)
    assert ran.status in {1, 2}
    refused(ran, ran.status, "q.jsonl:2")
    refused(khabar("ask", "--batch", tmp_path / "none.jsonl", data=curated), 1, "none.jsonl")


def test_wrong_use(curated: Path, tmp_path: Path) -> None:
    misused(khabar("ask", data=curated), "QUESTION")
    refused(khabar("ask", "x", "--lang", "de", data=curated), 2, "de")
    refused(khabar("ask", "x", "--asof", "24 March", data=curated), 2, "24 March")
    refused(khabar("ask", "x", "--known", "2024-02-30", data=curated), 2, "2024-02-30")
    refused(khabar("ask", "x", data=tmp_path / "none"), 1, "none")


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "?" * 10_000, "144 " * 20_000, "а" * 100_000, "🙂"])
def test_hostile_questions(curated: Path, text: str) -> None:
    ask(curated, "--", text)
