"""An event of another kind, added by an editor's files alone: read, related, charted, said and asked about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import config

ADDED = Path(__file__).parent / "earthquake"
TEXTS = {
    "en": (
        "2026-02-11",
        "An earthquake of magnitude 6.1 struck Rasht in Tajikistan, the emergencies committee said. The earthquake "
        "killed 12 people and destroyed 340 houses. The damage of the earthquake is put at 45 million somoni.",
    ),
    "ru": (
        "2026-02-12",
        "Землетрясение магнитудой 6,1 произошло в Раште, сообщил Комитет по чрезвычайным ситуациям. При землетрясении "
        "погибли 14 человек, разрушено 352 дома. Ущерб от землетрясения оценили в 47 млн сомони.",
    ),
    "tg": (
        "2026-02-13",
        "Бузургии заминларза дар Рашт ба 6,1 балл расид, хабар дод Кумитаи ҳолатҳои фавқулода. Дар заминларза 15 нафар "
        "ҳалок шуд ва 360 хона вайрон гардид. Зарари заминларза 48 миллион сомонӣ арзёбӣ шудааст.",
    ),
}
READ = {"en": (6.1, 12, 340, 45_000_000), "ru": (6.1, 14, 352, 47_000_000), "tg": (6.1, 15, 360, 48_000_000)}
QUESTIONS = [
    ("en", "How many houses were destroyed in the Rasht earthquake?", "360 houses"),
    ("ru", "Сколько домов разрушено землетрясением в Раште?", "360 домов"),
    ("tg", "Дар заминларзаи Рашт чанд нафар ҳалок шуд?", "15 нафар"),
    ("tg", "Зарари заминларза дар Рашт чанд сомонист?", "48 миллион сомонӣ"),
]


EACH_IN_TURN = """
import json, sys
from click.testing import CliRunner
from bot.cli import main
said = {}
for name, words in json.load(sys.stdin).items():
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, (words, done.output, done.exception)
    said[name] = done.stdout
print(json.dumps(said))
"""
"""The operator's folder is the process's; to start one takes longer than what it is for, so there is one for all."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The operator's files with the earthquake in them, three texts, and the questions."""
    folder = tmp_path_factory.mktemp("earthquake")
    (folder / "config").mkdir()
    for name in ("indicators.toml", "units.toml"):
        packaged = (config.PACKAGED / name).read_text(encoding="utf-8")
        (folder / "config" / name).write_text(packaged + (ADDED / name).read_text(encoding="utf-8"), encoding="utf-8")
    texts = [
        {"id": lang, "title": "", "text": text, "lang": lang, "published": day} for lang, (day, text) in TEXTS.items()
    ]
    questions = [{"id": n, "question": text, "lang": lang} for n, (lang, text, _) in enumerate(QUESTIONS)]
    for name, lines in (("texts", texts), ("questions", questions)):
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(written, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def said(folder: Path, five: Path) -> dict[str, str]:
    """What each command printed, by its name; the texts are ingested first."""
    words = {
        "ingest": ["ingest", str(folder / "texts.jsonl")],
        "figures": ["figures", "--json"],
        "ask": ["ask", "--batch", str(folder / "questions.jsonl")],
        "check": ["corpus", "check", str(five)],
        "chart": ["figures", "quake.damage", "--chart", str(folder / "chart.png"), "--lang", "tg"],
        "digest": ["digest", "--date", "2026-02-13", "--lang", "ru", "--text"],
    }
    orders = {name: ["--data", str(folder / "data"), *each] for name, each in words.items()}
    env = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    env |= {"KHABAR_CONFIG": str(folder / "config"), "KHABAR_PUBLISH_AUTOMATIC": "all"}
    command = [sys.executable, "-c", EACH_IN_TURN]
    done = subprocess.run(command, env=env, input=json.dumps(orders), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def figures(said: dict[str, str]) -> dict[str, Any]:
    """Every indicator with its figures."""
    return {view["indicator"]: view for view in json.loads(said["figures"])["indicators"]}


@pytest.fixture(scope="module")
def answers(said: dict[str, str]) -> list[dict[str, Any]]:
    """To each of the questions."""
    return [json.loads(line) for line in said["ask"].splitlines()]


@pytest.mark.parametrize(
    ("n", "indicator"), list(enumerate(["quake.magnitude", "quake.deaths", "quake.houses", "quake.damage"]))
)
def test_it_is_read_in_three_languages_and_related(figures: dict[str, Any], n: int, indicator: str) -> None:
    found = figures[indicator]
    assert {claim["doc_id"]: claim["value"] for claim in found["claims"]} == {lang: READ[lang][n] for lang in TEXTS}
    assert len(found["relations"]) >= 2
    assert found["current"]["value"] == READ["tg"][n]


def test_the_packaged_tables_and_the_added_ones_are_sound(said: dict[str, str]) -> None:
    assert "quake" not in said["check"]


def test_it_is_charted(said: dict[str, str], folder: Path) -> None:
    assert said["chart"] == "" or "chart.png" in said["chart"]
    assert (folder / "chart.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("n", "words"), [(n, said) for n, (_, _, said) in enumerate(QUESTIONS)])
def test_it_is_asked_about(answers: list[dict[str, Any]], n: int, words: str) -> None:
    assert (answers[n]["id"], answers[n]["kind"]) == (n, "figure")
    assert words in answers[n]["text"].replace("\u00a0", " ")


def test_it_is_said_in_a_digest(said: dict[str, str]) -> None:
    text = said["digest"].replace("\u00a0", " ")
    assert "15 человек" in text and "48 миллионов сомони" in text
