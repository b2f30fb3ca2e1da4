"""`khabar ask`: every key, the same citations in three languages, batches, and honest refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.contract import ANSWER, EXPLAINED, LANGS, fits, khabar, misused, refused, sound

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


def explained(line: dict[str, Any]) -> list[dict[str, Any]]:
    """The candidates of an answer, once their shape and order are found to hold."""
    fits(line, EXPLAINED)
    order = [(bool(one["ruled_out"]), -one["score"]) for one in line["why"]]
    assert order == sorted(order), "the likeliest first, what is ruled out last"
    for one in line["why"]:
        assert 0 <= one["score"] <= 1
        assert set(one["weights"]) - set(one["features"]) <= {"chosen"}, "a third voice may not have been asked"
        assert all(isinstance(value, int | float) for value in (*one["features"].values(), *one["weights"].values()))
    return list(line["why"])


@pytest.mark.parametrize("lang", LANGS)
def test_why_tells_what_spoke_for_and_against_each_candidate(whole: Path, monkeypatch: Any, lang: str) -> None:
    monkeypatch.setenv("KHABAR_MEANING", "off")
    ran = khabar("ask", "--why", "--json", KILLED[lang], data=whole)
    assert (ran.status, ran.err) == (0, "")
    why = explained(ran.json)
    assert {"figure", "statement"} <= {one["kind"] for one in why}
    assert "crocus.deaths" in [one["id"] for one in why if one["kind"] == "figure"]
    plain = khabar("ask", "--json", KILLED[lang], data=whole).json
    assert {key: ran.json[key] for key in plain} == plain, "the answer is the same"


def test_why_in_a_batch_and_of_what_is_not_searched_for(whole: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("KHABAR_MEANING", "off")
    file = tmp_path / "q.jsonl"
    rows = [{"id": 1, "question": KILLED["en"]}, {"id": 2, "question": "hello"}, {"id": 3, "question": "👍"}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ran = khabar("ask", "--batch", file, "--why", data=whole)
    assert (ran.status, ran.err) == (0, "")
    first, hello, noise = map(explained, ran.lines)
    assert first and hello == noise == []


def test_without_why_no_reason_is_printed(whole: Path) -> None:
    assert "why" not in khabar("ask", "--json", KILLED["en"], data=whole).json


def test_coefficients_that_cannot_be_read_are_one_line(whole: Path, tmp_path: Path, monkeypatch: Any) -> None:
    from digests.answers.find import scorer

    path = tmp_path / "answers.json"
    path.write_text('{"facts by words": {"weights": {"said": "much"}}}', encoding="utf-8")
    load = scorer.load
    monkeypatch.setenv("KHABAR_MEANING", "off")
    monkeypatch.setattr(scorer, "load", lambda name: load(name, path))
    refused(khabar("ask", KILLED["en"], data=whole), 1, "answers.json:facts by words", "could not convert")


def test_wrong_use(curated: Path, tmp_path: Path) -> None:
    misused(khabar("ask", data=curated), "QUESTION")
    refused(khabar("ask", "x", "--lang", "de", data=curated), 2, "de")
    refused(khabar("ask", "x", "--asof", "24 March", data=curated), 2, "24 March")
    refused(khabar("ask", "x", "--known", "2024-02-30", data=curated), 2, "2024-02-30")
    refused(khabar("ask", "x", data=tmp_path / "none"), 1, "none")


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "?" * 10_000, "144 " * 20_000, "а" * 100_000, "🙂"])
def test_hostile_questions(curated: Path, text: str) -> None:
    ask(curated, "--", text)
