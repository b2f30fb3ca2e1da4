"""Who is in trouble hears first whom to turn to, then what bodies advise, never numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.answers.answerer import Answerer
from digests.answers.find.scorer import Scorer
from digests.blocks import NoteBlock, StatementBlock, WarningBlock
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.model import Lang
from digests.policy import OPEN
from digests.say.ageing import AGEING
from digests.say.locale import load as load_locale
from tests.answers.conftest import Desk
from tests.answers.world import NO_FIGURES, score_by

TROUBLE: dict[Lang, str] = {
    "en": "My brother was detained at the airport, what does the embassy advise?",
    "ru": "Моего брата задержали в аэропорту, что советует посольство?",
    "tg": "Бародарамро дар фурудгоҳ доштанд, сафорат чӣ маслиҳат медиҳад?",
}
LANGS: tuple[Lang, ...] = ("tg", "ru", "en")


@pytest.fixture(scope="module")
def store(curated: Path) -> Iterator[Store]:
    with Store.open(curated) as store:
        yield store


def desk(store: Store, patch: pytest.MonkeyPatch, *, bias: float) -> Desk:
    score_by(patch, facts=Scorer({"said_anywhere": 8.0}, bias, 0.5), figures=NO_FIGURES)
    return Desk(Answerer(store, load_indicators(), policy=OPEN))


@pytest.mark.parametrize("lang", LANGS)
def test_advice_stands_under_the_reply(store: Store, monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    answer = desk(store, monkeypatch, bias=0.0).ask(TROUBLE[lang], lang)
    reply = load_locale(lang).say("answer-reply-trouble")
    assert isinstance(answer.blocks[0], NoteBlock) and answer.blocks[0].text == reply
    assert answer.text.startswith(reply)
    assert answer.kind == "passage" and answer.citations and answer.claims == ()
    assert any(isinstance(block, WarningBlock) for block in answer.blocks), "advice of 2024 is old by now"
    told = [block for block in answer.blocks if isinstance(block, StatementBlock)]
    assert 0 < len(told) <= 3
    statements = {
        one.texts[lang]: one for each in store.documents(curated=True) for one in each.statements
    }  # fmt: skip
    cited = {citation.quote for citation in answer.citations}
    shown = [one for text, one in statements.items() if any(text in (quote or "") for quote in cited)]
    assert any(one.kind == "advice" for one in shown)
    assert all(one.kind in AGEING for one in shown), "advice, rules, deadlines: no statistics, no news"
    assert answer.memory == {} and answer.offers == ()


@pytest.mark.parametrize("lang", LANGS)
def test_without_likely_advice_the_reply_stands_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    answer = desk(store, monkeypatch, bias=-20.0).ask(TROUBLE[lang], lang)
    assert (answer.kind, answer.text) == ("help", load_locale(lang).say("answer-reply-trouble"))
    assert (answer.citations, answer.claims, answer.offers) == ((), (), ())


def test_how_many_are_in_trouble_is_a_question_to_the_sources(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = desk(store, monkeypatch, bias=0.0).ask("How many of my friends were detained in Moscow?")
    assert "lawyer" not in answer.text
