"""Where the voice comes from: off by default, remote ones by name alone, nothing needed where it is off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.doctor import examine
from config.settings import Settings, SettingsError, load
from digests.voice import voice


def test_it_is_off_unless_an_address_is_set() -> None:
    assert voice.load(Settings()) == (None, "KHABAR_LLM_URL is not set")


def test_without_the_package_it_is_off_and_the_doctor_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.voice.voice.find_spec", lambda _: None)
    settings = Settings(llm_url="http://127.0.0.1:9/v1")
    found, why_not = voice.load(settings)
    assert found is None
    assert "openai is not installed" in why_not
    (finding,) = [one for one in examine(tmp_path, settings, offline=True) if one.what == "voice"]
    assert finding.state == "worth a look"
    assert "khabar[llm]" in finding.todo


def test_where_it_is_off_no_library_of_it_is_loaded() -> None:
    code = (
        "import sys; from config.settings import Settings; from digests.voice import voice; voice.load(Settings());"
        "import bot.doctor; print([name for name in ('openai', 'httpx2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("url", "allow"),
    [
        ("http://127.0.0.1:8080/v1", ""),
        ("http://localhost:8080/v1", ""),
        ("http://[::1]:8080", ""),
        ("https://llm.example.org/v1", "llm.example.org"),
        ("https://LLM.example.org:8443/v1", "other.example, LLM.EXAMPLE.ORG"),
        ("http://10.0.0.7:8080/v1", "10.0.0.7"),
        ("http://llm:8080/v1", "llm"),
        ("http://[fd00::7]:8080/v1", "fd00::7"),
    ],
)
def test_this_machine_and_what_is_named_may_be_asked(url: str, allow: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_LLM_URL", url)
    monkeypatch.setenv("KHABAR_LLM_ALLOW", allow)
    assert load().llm_url == url


@pytest.mark.parametrize(
    ("url", "allow"),
    [
        ("https://llm.example.org/v1", ""),
        ("https://llm.example.org/v1", "example.org"),
        ("https://llm.example.org/v1", "notllm.example.org"),
        ("https://localhost.example.org/v1", ""),
        ("https://127.0.0.1.example.org/v1", ""),
        ("http://127.1/v1", ""),
        ("http://0.0.0.0/v1", ""),
        ("http://10.0.0.7/v1", ""),
        ("http://localhost@llm.example.org/v1", "llm.example.org"),
        ("http://llm.example.org/v1", "llm.example.org"),
        ("http://8.8.8.8/v1", "8.8.8.8"),
        ("https://user:key@llm.example.org/v1", "llm.example.org"),
        ("http://127.0.0.1/v1?key=hidden", ""),
        ("127.0.0.1:8080", ""),
        ("ftp://127.0.0.1/", ""),
    ],
)
def test_any_other_stops_the_start_by_name(url: str, allow: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_LLM_URL", url)
    monkeypatch.setenv("KHABAR_LLM_ALLOW", allow)
    with pytest.raises(SettingsError, match=r"^KHABAR_LLM_URL: ") as stopped:
        load()
    assert "hidden" not in str(stopped.value) and "key@" not in str(stopped.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KHABAR_LLM_ALLOW", "https://llm.example.org"),
        ("KHABAR_LLM_ALLOW", "llm.example.org:443"),
        ("KHABAR_LLM_ALLOW", "*"),
        ("KHABAR_LLM_SECONDS", "0"),
        ("KHABAR_LLM_SECONDS", "soon"),
    ],
)
def test_a_wrong_setting_stops_the_start_by_its_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_LLM_URL", "http://127.0.0.1:8080/v1")
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as stopped:
        load()
    assert str(stopped.value).startswith(f"{name}: ")
