"""What is of our subject, by cues and by meaning; what is remembered of it; what is wrong with the table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from digests import publishers
from digests.cli.ingest import show_left_out
from digests.corpus.judged import JUDGEMENT_LASTS, Judged
from digests.corpus.rows import content_hash
from digests.corpus.store import Store
from digests.errors import BadInput
from digests.model import TOPICS, Document, Lang
from digests.relevance import cues, head
from digests.relevance.bench import Bench
from digests.relevance.judge import Judgement, judge, likely, named_in, topics_of

DAY = date(2024, 5, 6)
PUBLISHERS = publishers.load()
LAW = {
    "tg": ("Думаи Русия қоидаи нав барои муҳоҷиронро қабул кард", "Хориҷиён бе патент ихроҷ мешаванд."),
    "ru": ("Госдума ужесточила правила для мигрантов", "Иностранцев без патента будут выдворять из России."),
    "en": ("Duma tightens rules for migrants", "Foreign workers without a patent face deportation from Russia."),
}
SPORT = {
    "tg": ("«Истиқлол» ғолиб омад", "Дастаи футболи Душанбе се гол зад."),
    "ru": ("Футболисты Душанбе выиграли матч", "Тренер сборной доволен тремя голами."),
    "en": ("Dushanbe side wins the cup", "The coach praised a goal in the last minute of the football match."),
}


def item(lang: Lang, title: str, text: str) -> Document:
    return Document("feed-1", title, text, lang, kind="feed", path="https://example.tj/rss")


class Stub:
    """A model that says of every text what it is told to, and counts what it was asked."""

    def __init__(self, vector: Sequence[float]) -> None:
        self.id = head.load().model
        self.dim = len(vector)
        self.vector = np.array(vector, np.float32)
        self.asked: list[str] = []

    def passage(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.stack([self.vector] * len(texts))

    query = passage


def away() -> Stub:
    """Of everything it says what lies farthest from our subject."""
    weights = head.load().meaning[0]
    return Stub((-weights / np.linalg.norm(weights)).tolist())


@pytest.mark.parametrize("lang", LAW)
def test_a_law_on_foreigners_that_names_no_tajik_is_ours_and_sport_is_not(lang: Lang) -> None:
    assert judge(item(lang, *LAW[lang])).relevant
    told = judge(item(lang, *SPORT[lang]))
    assert (told.relevant, told.maybe) == (False, False)
    assert "words alone" in told.reasons


def test_meaning_rules_out_what_words_would_let_in_and_is_not_asked_where_they_leave_no_doubt() -> None:
    model = away()
    told = judge(item("ru", *LAW["ru"]), model)
    assert not told.relevant
    assert "words alone" not in told.reasons
    assert len(model.asked) == 1
    judge(item("ru", *SPORT["ru"]), model)
    assert len(model.asked) == 1


def test_what_names_no_ground_is_worth_its_page_at_most() -> None:
    """Meaning alone is no ground: stories of anything lie near some story of ours."""
    document = item("en", "Families wait", "Widows of the village count the money that no longer comes.")
    weights = head.load().meaning[0]
    near = Stub((weights / np.linalg.norm(weights)).tolist())
    told = judge(document, near, replace(PUBLISHERS, bounds=replace(PUBLISHERS.bounds, doubtful=0.0)))
    assert (told.relevant, told.maybe) == (False, True)


def test_another_model_than_was_learned_from_is_not_asked() -> None:
    model = away()
    model.id = "another"
    assert judge(item("ru", *LAW["ru"]), model).relevant
    assert not model.asked


def test_a_name_that_always_lets_in_does_so_against_meaning() -> None:
    document = item("ru", "Сцену у «Крокус Сити Холла» разбирают", "Рабочие вывозят металл.")
    told = judge(document, away())
    assert (told.relevant, told.maybe, told.reasons[0]) == (True, True, "always")
    assert likely(named_in(document), PUBLISHERS.subject, 1.0)
    assert not judge(document, away(), replace(PUBLISHERS, subject=frozenset())).relevant


def test_a_pages_later_paragraphs_do_not_make_it_ours() -> None:
    title, text = SPORT["ru"]
    assert not judge(item("ru", title, text + " Матч прошёл спокойно." * 30 + LAW["ru"][1])).relevant


def test_topics_are_the_likely_ones_or_the_likeliest() -> None:
    chances = dict.fromkeys(TOPICS, 0.0)
    assert topics_of({**chances, "law": 0.9, "raids": 0.6, "entry": 0.1}) == ("law", "raids")
    assert topics_of({**chances, "entry": 0.3, "law": 0.25}) == ("entry",)
    assert topics_of(chances) == ()


def test_an_item_is_weighed_once_as_long_as_it_stands(tmp_path: Path) -> None:
    model = away()
    with Store.open(tmp_path, create=True) as store:
        judged = Judged(store.connection)
        bench = Bench(judged, PUBLISHERS, model)
        first = bench.judge([item("ru", *LAW["ru"])], DAY)
        assert Bench(judged, PUBLISHERS, model).judge([item("ru", *LAW["ru"])], DAY) == first
        assert len(model.asked) == 1
        bench.judge([item("ru", LAW["ru"][0], "Патент и регистрация мигрантов подорожали в Москве.")], DAY)
        assert len(model.asked) == 2
        stricter = replace(PUBLISHERS, bounds=replace(PUBLISHERS.bounds, least=0.99))
        Bench(judged, stricter, model).judge([item("ru", *LAW["ru"])], DAY)
        assert len(model.asked) == 3
        bench.judge([replace(item("ru", *LAW["ru"]), id="feed-2"), item("ru", *SPORT["ru"])], DAY + 2 * JUDGEMENT_LASTS)
        assert [row["doc_id"] for row in store.connection.execute("SELECT doc_id FROM judged")] == ["feed-2"]


def test_what_an_item_names_is_taken_as_it_was_told(tmp_path: Path) -> None:
    law, sport = item("ru", *LAW["ru"]), item("ru", *SPORT["ru"])
    with Store.open(tmp_path, create=True) as store:
        (told,) = Bench(Judged(store.connection), PUBLISHERS).judge([sport], DAY, {sport.id: named_in(law)})
    assert told == judge(law)


def test_topics_of_ours_make_no_version_of_an_item() -> None:
    document = item("ru", *LAW["ru"])
    assert content_hash(document) == content_hash(replace(document, topics=("law",)))
    curated = replace(document, kind="curated")
    assert content_hash(curated) != content_hash(replace(curated, topics=("law",)))


def test_what_was_learned_knows_every_cue_and_no_other() -> None:
    """A cue that is renamed or added says nothing until `make fit`."""
    learned = {part for name in head.load().places for part in name.split("+")}
    assert learned == {*cues.load().all, cues.INDICATOR}


@pytest.mark.parametrize(
    "text",
    ['[ours]\nru = ["*а"]', "ours = 3", "no toml", "[ours]\nru = 3"],
)
def test_a_table_of_another_shape_is_bad_input(text: str, tmp_path: Path) -> None:
    path = tmp_path / "relevance.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"relevance\.toml"):
        cues.load(path)


def test_every_name_of_the_table_is_in_names_and_one_that_is_not_is_found(tmp_path: Path) -> None:
    path = tmp_path / "relevance.toml"
    path.write_text('[ours]\nnames = ["nobody-such"]', encoding="utf-8")
    assert list(cues.unnamed(path)) == [("ours", "nobody-such")]
    assert list(cues.unnamed()) == []


@pytest.mark.parametrize("text", ["least = 2", "least = true", 'least = "x"', "names = 1", "always = 3", "grounds = 3"])
def test_bounds_that_are_no_chances_are_bad_input(text: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f"[relevance]\n{text}", encoding="utf-8")
    with pytest.raises(BadInput, match="relevance"):
        publishers.load(path)


def test_weights_that_cannot_be_read_are_bad_input(tmp_path: Path) -> None:
    for name, held in (("none.npz", None), ("spoilt.npz", b"x")):
        path = tmp_path / name
        if held is not None:
            path.write_bytes(held)
        with pytest.raises(BadInput, match=name):
            head.load(path)


def test_what_was_left_out_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = Judgement(relevant=False, maybe=False, score=0.02, reasons=("-elsewhere", "words alone"))
    show_left_out(item("ru", *SPORT["ru"]), told, as_json=True)
    line = json.loads(capsys.readouterr().out)
    assert (line["status"], line["score"], line["reasons"]) == ("left out", 0.02, ["-elsewhere", "words alone"])
    show_left_out(item("ru", *SPORT["ru"]), told, as_json=False)
    assert "left out (0.02; -elsewhere, words alone): feed-1: Футболисты" in capsys.readouterr().out
