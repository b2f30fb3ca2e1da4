"""`khabar status`, `doctor`, `corpus check`, `review`, `people`, `run`: what an operator relies on."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cli.contract import CLAIM, DAY, fits, khabar, misused, number, refused

FEED = {
    "url": str, "last_read": (str, None), "next_read": (str, None), "failures": int, "last_fault": (str, None),
    "items": (int, None), "moved_to": (str, None), "read_from": (str, None), "paused": (str, None),
}  # fmt: skip
STATUS = {
    "data": str,
    "bot_running": bool,
    "trouble": [str],
    "jobs": [dict],
    "corpus": (
        {
            "documents": int, "oldest": (DAY, None), "newest": (DAY, None), "newest_edition": (DAY, None),
            "claims_held": int, "items_waiting": int, "feeds": [FEED],
        },
        None,
    ),
    "people": None,
}  # fmt: skip
FINDINGS = [{"what": str, "state": {"well", "worth a look", "wrong"}, "said": str, "todo": str}]


def test_status(curated: Path) -> None:
    ran = khabar("status", "--json", data=curated)
    assert (ran.status, ran.err) == (0, "")
    fits(ran.json, STATUS)
    assert (ran.json["corpus"]["documents"], ran.json["bot_running"]) == (5, False)
    assert "5 documents" in khabar("status", data=curated).out


def test_doctor(curated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = khabar("doctor", "--json", "--offline", data=curated)
    assert (ran.status, ran.err) == (0, "")
    fits(ran.json, FINDINGS)
    monkeypatch.setenv("KHABAR_TELEGRAM_TOKEN", "no token")
    monkeypatch.setenv("KHABAR_PEOPLE_PLAIN", "1")
    wrong = khabar("doctor", "--json", "--offline", data=curated)
    assert wrong.status == 1
    assert [finding["what"] for finding in wrong.json if finding["state"] == "wrong"] == ["token"]
    assert all(finding["todo"] for finding in wrong.json if finding["state"] == "wrong")
    assert "no token" not in wrong.out


def test_corpus_check(five: Path) -> None:
    ran = khabar("corpus", "check", five, "--json")
    assert (ran.status, ran.err) == (0, "")
    finding = {"file": str, "place": (str, int, None), "what": str}
    fits(ran.json, {"records": int, "statements": int, "figures": number, "findings": [finding]})
    assert ran.json["findings"] == []


def test_review_of_nothing_known(curated: Path) -> None:
    ran = khabar("review", "list", "--all", "--json", data=curated)
    assert ran.status == 0
    fits([{key: claim[key] for key in CLAIM} for claim in ran.json], [CLAIM])
    for action in ("approve", "reject", "hold", "retract"):
        refused(khabar("review", action, "nobody", data=curated), 2, "nobody")
    refused(khabar("review", "list", "--lang", "de", data=curated), 2, "de")
    refused(khabar("review", "list", "--indicator", "nope", data=curated), 2, "nope")


def test_people_of_an_empty_folder(tmp_path: Path) -> None:
    for command in ("backup", "migrate", "encrypt"):
        refused(khabar("people", command, data=tmp_path / "none"), 1)
    misused(khabar("people", "restore", "nowhere", data=tmp_path), "nowhere")


@pytest.mark.parametrize("command", ["run", "bot"])
def test_a_service_without_a_token_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("KHABAR_SERVICE", "1")
    refused(khabar(command, data=tmp_path / "d"), 1, "KHABAR_TELEGRAM_TOKEN")
    monkeypatch.setenv("KHABAR_TELEGRAM_TOKEN", "not-a-token-at-all")
    ran = khabar(command, data=tmp_path / "d")
    refused(ran, 1, "KHABAR_TELEGRAM_TOKEN")
    assert "not-a-token" not in ran.err
    monkeypatch.setenv("KHABAR_TELEGRAM_TOKEN", "123456:" + "a" * 35)
    refused(khabar(command, data=tmp_path / "d"), 1, "KHABAR_PEOPLE_KEY")


def test_run_prints_the_address_alone_and_stops_when_told(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    environment |= {"PYTHONPATH": str(Path(__file__).parents[2]), "KHABAR_SIMULATOR_PORT": "0"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            address = process.stdout.readline()
            assert address.startswith("http://127.0.0.1:")
            assert address.split() == [address.strip()]
            with urllib.request.urlopen(address.strip(), timeout=20) as page:
                assert page.status == 200
        finally:
            process.terminate()
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    (what,) = (line for line in err.splitlines() if line.startswith("khabar: "))
    assert "simulator" in what
    assert "address below" in what
    assert (tmp_path / "data" / "corpus.db").exists()
