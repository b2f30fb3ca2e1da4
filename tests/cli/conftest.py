"""The environment of these tests: no setting of the machine they run on but one, a folder of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.upper().startswith("KHABAR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(
        "KHABAR_PUBLISH_AUTOMATIC", "all"
    )  # their texts are of one origin; the default is walked elsewhere
    monkeypatch.setenv("KHABAR_MEANING", "off")  # a test that wants the model says so: it takes a core
    monkeypatch.chdir(tmp_path)
