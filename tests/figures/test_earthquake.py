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


def khabar(*arguments: object, folder: Path) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    env |= {"KHABAR_CONFIG": str(folder / "config"), "KHABAR_PUBLISH_AUTOMATIC": "all"}
    command = [sys.executable, "-m", "bot.cli", "--data", str(folder / "data"), *map(str, arguments)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The operator's files with the earthquake in them, and three texts that were read."""
    folder = tmp_path_factory.mktemp("earthquake")
    (folder / "config").mkdir()
    for name in ("indicators.toml", "units.toml"):
        packaged = (config.PACKAGED / name).read_text(encoding="utf-8")
        (folder / "config" / name).write_text(packaged + (ADDED / name).read_text(encoding="utf-8"), encoding="utf-8")
    lines = [
        {"id": lang, "title": "", "text": text, "lang": lang, "published": day} for lang, (day, text) in TEXTS.items()
    ]
    texts = folder / "texts.jsonl"
    texts.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    khabar("ingest", texts, folder=folder)
    return folder


@pytest.fixture(scope="module")
def figures(folder: Path) -> dict[str, Any]:
    """Every indicator with its figures."""
    found = json.loads(khabar("figures", "--json", folder=folder))["indicators"]
    return {view["indicator"]: view for view in found}


@pytest.fixture(scope="module")
def answers(folder: Path) -> list[dict[str, Any]]:
    """To each of the questions, all asked in one process: to start one takes longer than to answer."""
    batch = folder / "questions.jsonl"
    lines = [json.dumps({"id": n, "question": text, "lang": lang}) for n, (lang, text, _) in enumerate(QUESTIONS)]
    batch.write_text("\n".join(lines), encoding="utf-8")
    return [json.loads(line) for line in khabar("ask", "--batch", batch, folder=folder).splitlines()]


@pytest.mark.parametrize(
    ("n", "indicator"), list(enumerate(["quake.magnitude", "quake.deaths", "quake.houses", "quake.damage"]))
)
def test_it_is_read_in_three_languages_and_related(figures: dict[str, Any], n: int, indicator: str) -> None:
    found = figures[indicator]
    assert {claim["doc_id"]: claim["value"] for claim in found["claims"]} == {lang: READ[lang][n] for lang in TEXTS}
    assert len(found["relations"]) >= 2
    assert found["current"]["value"] == READ["tg"][n]


def test_the_packaged_tables_and_the_added_ones_are_sound(folder: Path, five: Path) -> None:
    assert "quake" not in khabar("corpus", "check", five, folder=folder)


def test_it_is_charted(folder: Path) -> None:
    picture = folder / "chart.png"
    khabar("figures", "quake.damage", "--chart", picture, "--lang", "tg", folder=folder)
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("n", "said"), [(n, said) for n, (_, _, said) in enumerate(QUESTIONS)])
def test_it_is_asked_about(answers: list[dict[str, Any]], n: int, said: str) -> None:
    assert (answers[n]["id"], answers[n]["kind"]) == (n, "figure")
    assert said in answers[n]["text"].replace("\u00a0", " ")


def test_it_is_said_in_a_digest(folder: Path) -> None:
    text = khabar("digest", "--date", "2026-02-13", "--lang", "ru", "--text", folder=folder).replace("\u00a0", " ")
    assert "15 человек" in text and "48 миллионов сомони" in text
