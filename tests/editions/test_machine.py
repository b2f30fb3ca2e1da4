"""A machine's words in an edition: what the gate let through, labelled; of a liar's none, and nobody waits for it."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
import types
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.doctor import examine
from config.settings import Settings, SettingsError
from config.settings import load as load_settings
from digests.clock import FixedClock
from digests.corpus.quantised import Floats
from digests.corpus.store import Store
from digests.corpus.translations import Translated, Translations
from digests.editions import machine, nllb, translate
from digests.editions.translate import Translator
from digests.ingest import Ingest
from digests.model import Digest, Document, Lang, Story, StoryPart
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.worker import Worker
from tests.voice.endpoints import Heard, Reply, answer, says, serving

DAY = date(2025, 10, 6)
MORNING = datetime(2025, 10, 7, 6, 0, tzinfo=UTC)
RU = (
    "Полиция в Москве сообщила 3 октября, что около 120 граждан Таджикистана не были задержаны.",
    "Посольство Таджикистана обещало им помощь.",
)
EN = (
    "Police in Moscow said on 3 October that about 120 citizens of Tajikistan were not detained.",
    "The embassy of Tajikistan promised them help.",
)
TITLE_RU, TITLE_EN = "Полиция в Москве: задержанных нет", "Police in Moscow: nobody is detained"
TRUE = dict(zip((*RU, TITLE_RU), (*EN, TITLE_EN), strict=True))


class Same:
    """A meaning that finds all texts alike: the rules are tried here."""

    id = "same"
    dim = 4

    def query(self, texts: Sequence[str]) -> Floats:
        return np.full((len(texts), 4), 0.5, np.float32)

    passage = query


class By:
    """A translator that says what `made` makes of each sentence, and counts how often it is asked."""

    def __init__(self, made: Callable[[str], str] | None, name: str = "by") -> None:
        self.id = name
        self.made = made
        self.asked: list[tuple[str, ...]] = []

    def translate(self, sentences: Sequence[str], of: Lang, to: Lang) -> tuple[str, ...] | None:
        self.asked.append(tuple(sentences))
        return tuple(map(self.made, sentences)) if self.made else None


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Store.open(tmp_path, create=True) as store:
        document = Document("a", TITLE_RU, " ".join(RU), "ru", publisher="Газета", published=DAY)
        Ingest(store, FixedClock(datetime(2025, 10, 6, 9, 0, tzinfo=UTC))).document(document)
    return tmp_path


def compiled(data: Path, translator: Translator | None, seconds: float = 20.0, meaning: object = Same()) -> Digest:
    """The English edition as the worker makes it."""
    clock = FixedClock(MORNING)
    Worker(
        data, clock, feeds=False, policy=OPEN, meaning=lambda: meaning,  # type: ignore[arg-type, return-value]
        translator=lambda: translator, translate_seconds=seconds,
    ).compile()  # fmt: skip
    newsroom = Newsroom(data, clock, policy=OPEN)
    try:
        return newsroom.digest(DAY, "en")
    finally:
        newsroom.close()


def test_what_passes_is_told_in_the_readers_language_and_labelled(data: Path) -> None:
    edition = compiled(data, By(TRUE.__getitem__))
    (story,) = edition.stories
    assert (story.title, story.text, story.lang, story.machine) == (TITLE_EN, " ".join(EN), "en", True)
    assert "(machine translation)" in edition.pages[0].text
    assert "(in Russian)" not in edition.pages[0].text.partition("Sources")[0]


def as_published(edition: Digest) -> bool:
    (story,) = edition.stories
    marked = "(in Russian)" in edition.pages[0].text.partition("Sources")[0]
    return (story.text, story.lang, story.machine) == (" ".join(RU), "ru", False) and marked


LIES: dict[str, Callable[[str], str]] = {
    "another number": lambda text: TRUE[text].replace("120", "210"),
    "no hedge": lambda text: TRUE[text].replace("about ", ""),
    "no negation": lambda text: TRUE[text].replace("not ", ""),
    "another speaker": lambda text: TRUE[text].replace("embassy", "court").replace("Police", "Prosecutors"),
    "another day": lambda text: TRUE[text].replace("3 October", "4 October"),
    "another language": lambda text: text,
    "an address": lambda text: f"{TRUE[text]} More: t.me/help-120",
    "nothing": lambda _: "",
    "a poem": lambda _: "Roses are red and violets are blue, the river is silver and so are you.",
    "its rules": lambda _: "You translate news. You get JSON with numbered sentences of one text.",
    "mark-up": lambda text: f"<b>{TRUE[text]}</b>",
}


@pytest.mark.parametrize("lie", LIES)
def test_of_a_liar_nothing_is_shown_and_none_of_its_words_is_kept(data: Path, lie: str) -> None:
    assert as_published(compiled(data, By(LIES[lie])))
    with Store.open(data) as store:
        rows = store.connection.execute("SELECT said FROM translations WHERE target = 'en'").fetchall()
    assert rows
    true = set(TRUE.values())
    assert all(row["said"] is None or row["said"] in true for row in rows)


def test_half_of_a_part_is_not_shown(data: Path) -> None:
    wrong = {**TRUE, RU[1]: EN[1].replace("embassy", "court")}
    assert as_published(compiled(data, By(wrong.__getitem__)))


def test_without_a_model_of_meaning_or_a_machine_the_original_stands(data: Path) -> None:
    assert as_published(compiled(data, By(TRUE.__getitem__), meaning=None))
    assert as_published(compiled(data, None))


def test_nobody_is_asked_twice_and_another_machine_anew(data: Path) -> None:
    with Store.open(data) as store:
        memory = Translations(store.connection)
        first, other = By(TRUE.__getitem__, "first"), By(TRUE.__getitem__, "other")
        for translator in (first, first, other):
            memory.use(translator.id)
            machine.ask([("ru", RU)], "en", translator, memory, lambda *_: 1.0, until=time.monotonic() + 9, at="now")
        assert (len(first.asked), len(other.asked)) == (1, 1)
        memory.use(None)
        assert memory.said(RU[0], "ru", "en") is None


def test_what_is_remembered_is_judged_anew() -> None:
    story = Story("", RU[0], (), "ru", machine=False, citations=(1,), parts=(StoryPart(RU[0], "ru", "first", (1,)),))
    for said, shown in ((EN[0], True), (EN[0].replace("120", "12"), False)):
        remembered = Translated(said, 0.9)
        (told,) = machine.in_language([story], "en", lambda *_, found=remembered: found)
        assert told.machine is shown
        assert told.parts[0].machine is shown
        assert told.text == (said if shown else RU[0])
    assert machine.in_language([story], "ru", lambda *_: Translated(EN[0], 0.9)) == (story,)


def test_no_request_begins_after_the_time(data: Path) -> None:
    translator = By(TRUE.__getitem__)
    assert as_published(compiled(data, translator, seconds=0.0))
    assert translator.asked == []


# The endpoint


def true(heard: Heard) -> bytes:
    """A model that knows both languages."""
    return says(json.dumps([TRUE[each["text"]] for each in heard.shown["sentences"]]))(heard)


def stalling(heard: Heard) -> bytes:
    time.sleep(1.5)
    return true(heard)


REPLIES: dict[str, Reply] = {
    "broken JSON": says('["Police in Moscow'),
    "no JSON": says("Sure! Here is your translation."),
    "too few": says(json.dumps([EN[0]])),
    "numbers": says("[1, 2, 3]"),
    "an object": says('{"translation": "Police"}'),
    "no text": says(None),
    "an error": lambda _: answer(b"no", status="500 Internal Server Error"),
    "a redirect": lambda _: answer(b"", status="302 Found", more="Location: http://127.0.0.1:9/\r\n"),
    "no HTTP": lambda _: b"\x00\x01\x02",
    "a flood": lambda _: answer(b"x" * (1 << 20)),
    "silence": stalling,
    "an order obeyed": says(json.dumps(["Join our channel now.", "Call 555-01-77.", "All Tajiks are thieves."])),
}


@pytest.fixture(scope="module")
def library() -> None:
    pytest.importorskip("openai", reason="the package openai is not installed: pip install 'khabar[llm]'")
    with serving(true) as endpoint:  # it is loaded here, so that no test waits for that
        by_endpoint(endpoint.url).translate(RU, "ru", "en")


def by_endpoint(url: str, **more: object) -> Translator:
    found, why_not = translate.load(Settings(llm_url=url, translate="endpoint", **more))  # type: ignore[arg-type]
    assert found, why_not
    return found


@pytest.mark.usefixtures("library")
def test_an_endpoint_translates(data: Path) -> None:
    with serving(true) as endpoint:
        edition = compiled(data, by_endpoint(endpoint.url, llm_read_seconds=5))
    assert edition.stories[0].text == " ".join(EN)
    first = json.loads(endpoint.heard[0].asked["messages"][-1]["content"])
    assert first["into"] in {"Tajik", "English"}
    assert first["sentences"][0] == {"number": 1, "text": RU[0]}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("reply", REPLIES)
def test_whatever_it_answers_the_edition_is_there_in_time(data: Path, reply: str) -> None:
    started = time.monotonic()
    with serving(REPLIES[reply]) as endpoint:
        edition = compiled(data, by_endpoint(endpoint.url, llm_read_seconds=0.4), seconds=2.0)
    assert as_published(edition)
    assert time.monotonic() - started < 20  # two seconds of it, one request more, and six editions


# NLLB


class FakeEngine:
    """CTranslate2's translator as far as it is used here: it knows the true pairs."""

    def __init__(self, folder: str, **_: object) -> None:
        self.folder = folder

    def translate_batch(self, pieces: list[list[str]], target_prefix: list[list[str]], **_: object) -> list[object]:
        assert all(each[0] == "rus_Cyrl" and each[-1] == "</s>" for each in pieces)
        assert target_prefix == [["eng_Latn"]] * len(pieces)
        told = [["eng_Latn", *TRUE[" ".join(each[1:-1])].split()] for each in pieces]
        return [types.SimpleNamespace(hypotheses=[each]) for each in told]


class FakePieces:
    def __init__(self, model_file: str) -> None:
        assert model_file.endswith(nllb.PIECES)

    def encode(self, text: str, out_type: type) -> list[str]:
        assert out_type is str
        return text.split()

    def decode(self, pieces: list[str]) -> str:
        return " ".join(pieces)


def test_weights_in_a_folder_translate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", types.SimpleNamespace(Translator=FakeEngine))
    monkeypatch.setitem(sys.modules, "sentencepiece", types.SimpleNamespace(SentencePieceProcessor=FakePieces))
    monkeypatch.setattr(nllb, "find_spec", lambda _: True)
    settings = Settings(translate="nllb", translate_model=tmp_path)
    assert translate.load(settings) == (None, f"{tmp_path} has no model.bin and no sentencepiece.bpe.model")
    (tmp_path / nllb.WEIGHTS).write_bytes(b"weights")
    (tmp_path / nllb.PIECES).write_bytes(b"pieces")
    found, _ = translate.load(settings)
    assert found is not None
    assert found.id == f"nllb/{tmp_path.name}/7"
    assert found.translate(RU, "ru", "en") == EN
    assert found.translate(["слово " * 500], "ru", "en") is None


def test_damaged_weights_are_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object, **__: object) -> object:
        raise RuntimeError("File model.bin is incomplete")

    monkeypatch.setitem(sys.modules, "ctranslate2", types.SimpleNamespace(Translator=damaged))
    monkeypatch.setitem(sys.modules, "sentencepiece", types.SimpleNamespace(SentencePieceProcessor=FakePieces))
    (tmp_path / nllb.WEIGHTS).write_bytes(b"")
    assert nllb.Nllb(tmp_path).translate(RU, "ru", "en") is None


# Settings and the doctor


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"TRANSLATE": "endpoint"}, "KHABAR_TRANSLATE: endpoint needs KHABAR_LLM_URL"),
        ({"TRANSLATE": "nllb"}, "KHABAR_TRANSLATE: nllb needs the folder of its weights, KHABAR_TRANSLATE_MODEL"),
        ({"TRANSLATE": "google"}, "KHABAR_TRANSLATE: "),
        ({"TRANSLATE_MODEL": "/no/such/folder"}, "KHABAR_TRANSLATE_MODEL: /no/such/folder: no such folder"),
        (
            {"TRANSLATE": "endpoint", "LLM_URL": "https://llm.example.org/v1", "LLM_ALLOW": "llm.example.org"},
            "KHABAR_TRANSLATE_ALLOW=llm.example.org lets texts go there uncut",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start(
    settings: dict[str, str], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"KHABAR_{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert complaint in str(caught.value)


def test_a_host_that_is_named_for_it_gets_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LLM_ALLOW", "TRANSLATE_ALLOW"):
        monkeypatch.setenv(f"KHABAR_{name}", "llm.example.org")
    monkeypatch.setenv("KHABAR_LLM_URL", "https://llm.example.org/v1")
    monkeypatch.setenv("KHABAR_TRANSLATE", "endpoint")
    assert load_settings().translate == "endpoint"


def test_the_doctor_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(settings: Settings) -> tuple[str, str, str]:
        (finding,) = [one for one in examine(tmp_path, settings, offline=True) if one.what == "translation"]
        return finding.state, finding.said, finding.todo

    assert found(Settings())[:2] == ("well", "no machine translates: KHABAR_TRANSLATE is off")
    monkeypatch.setattr(nllb, "find_spec", lambda _: None)
    state, said, todo = found(Settings(translate="nllb", translate_model=tmp_path))
    assert state == "worth a look"
    assert "ctranslate2 and sentencepiece are not installed" in said
    assert "khabar[translate]" in todo


def test_one_machine_is_heard_at_a_time(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        memory = Translations(store.connection)
        memory.use("one")
        memory.use("two")
        assert [row[0] for row in store.connection.execute("SELECT engine FROM translating")] == ["two"]
        with pytest.raises(sqlite3.IntegrityError):
            store.connection.execute("INSERT INTO translating VALUES (2, 'three')")
