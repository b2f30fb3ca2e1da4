"""What is asked in vain is told by topic: of refusals alone, in three languages, as people type."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import TOPICS as FILE
from digests.answers.understand import topics
from digests.errors import BadInput
from digests.figures.indicators import load as load_indicators
from digests.language.fold import iter_words
from digests.model import LANGS, TOPICS, Lang
from tests.answers.conftest import Desk


@pytest.mark.parametrize(
    ("lang", "question", "topic"),
    [
        ("en", "How much is a plane ticket to Khujand?", "entry"),
        ("en", "How many Tajiks were drafted in Yakutsk?", "recruitment"),
        ("ru", "Сколько стоит шаурма в рублях?", "economy"),
        ("ru", "Сколько школ закрыли в Якутске?", "education"),
        ("ru", "какой штраф за прописку в Якутске", "law"),
        ("tg", "Дар Якутск чанд масҷидро бастанд?", "rights"),
        ("tg", "Раиси ҷумҳури Чин кист, президент?", "politics"),
        ("tg", "dar Yakutsk chand nafar deport shud?", "deportations"),
    ],
)
def test_a_refusal_says_what_was_asked_about(desk: Desk, lang: Lang, question: str, topic: str) -> None:
    answer = desk.ask(question, lang)
    assert answer.kind == "none", answer.text
    assert topic in answer.topics


def test_an_answer_says_nothing_of_it_and_a_refusal_may_have_none(desk: Desk) -> None:
    assert desk.ask("Сколько погибло в «Крокусе»?", "ru").topics == ()
    assert desk.ask("плов", "ru").topics == ()


def test_every_topic_is_told_in_every_language_by_concepts_that_exist() -> None:
    signs = topics.load()
    assert set(signs.words) == set(LANGS)
    assert set(signs.concepts) <= set(load_indicators().concepts)
    for lang in LANGS:
        for topic in TOPICS:
            (cue,) = [line for line in FILE.read_text(encoding="utf-8").split(f"[{topic}]\n")[1].splitlines() if
                      line.startswith(f"{lang} = ")][:1]  # fmt: skip
            word = cue.split('"')[1].removesuffix("*").removeprefix("~")
            assert topic in {
                hit.concept for hit in signs.words[lang].hits([each.folded for each in iter_words(word)])
            }, (lang, topic, word)


def test_a_wrong_table_is_one_clear_line(tmp_path: Path) -> None:
    wrong = tmp_path / "topics.toml"
    text = FILE.read_text(encoding="utf-8")
    for broken, said in (
        (text.replace("[raids]", "[rades]"), "rades"),
        (text.replace("tg = [", "xx = [", 1), "tg"),
        ("[", "topics.toml"),
    ):
        wrong.write_text(broken, encoding="utf-8")
        with pytest.raises(BadInput, match=said):
            topics.load(wrong)
