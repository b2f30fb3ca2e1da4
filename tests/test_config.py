"""Settings, and where the files of `config` stand: a folder of the operator's wins, file by file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

import config
from bot.doctor import examine
from config.settings import Settings, SettingsError, load
from digests import publishers
from digests.corpus.store import Store
from digests.errors import BadInput

SOURCES = """
[[publisher]]
name = "Намуна"
kind = "agency"
home = "https://example.tj"
[[publisher.feed]]
url = "http://127.0.0.1:9/rss"
lang = "tg"
"""


def khabar(*arguments: str, data: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    command = [sys.executable, "-m", "bot.cli", "--data", str(data), *arguments]
    return subprocess.run(command, env={**env, **environ}, capture_output=True, text=True, check=False)


def test_a_file_of_the_operators_folder_wins_and_the_rest_is_packaged(tmp_path: Path) -> None:
    folder, data = tmp_path / "config", tmp_path / "data"
    folder.mkdir()
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    done = khabar("ingest", data=data, KHABAR_CONFIG=str(folder))
    assert done.returncode == 0
    complaints = [line for line in done.stderr.splitlines() if line.startswith("khabar: ")]
    assert complaints == ["khabar: http://127.0.0.1:9/rss: 127.0.0.1 is not on the public internet"]
    assert "(14 claims)" in done.stdout  # the packaged records and indicators


def test_a_corpus_of_the_operators_replaces_the_packaged_one(tmp_path: Path) -> None:
    folder, data = tmp_path / "config", tmp_path / "data"
    (folder / "corpus").mkdir(parents=True)
    (folder / "sources.toml").write_text("", encoding="utf-8")
    record = sorted(config.CORPUS.glob("*.toml"))[0]
    shutil.copy(record, folder / "corpus")
    done = khabar("ingest", "--json", data=data, KHABAR_CONFIG=str(folder))
    assert [json.loads(line)["doc_id"] for line in done.stdout.splitlines()] == [record.stem]


def test_words_of_the_operators_win_in_one_language(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "corpus").mkdir()
    shutil.copy(sorted(config.CORPUS.glob("*.toml"))[0], tmp_path / "corpus")  # one record is soon checked
    own = config.locale("tg").read_text(encoding="utf-8") + "\nof-our-own = Салом\n"
    (tmp_path / "locales/tg.ftl").write_text(own, encoding="utf-8")
    done = khabar("corpus", "check", data=tmp_path / "data", KHABAR_CONFIG=str(tmp_path))
    assert done.returncode == 1
    assert "of-our-own: is missing in this language" in done.stdout


def test_a_message_that_the_operators_words_lack_is_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/en.ftl").write_text("answer-none = Nobody told us.\n", encoding="utf-8")
    data, folder = tmp_path / "data", str(tmp_path)
    text = tmp_path / "a.txt"
    text.write_text("144 people were killed in the Crocus City Hall attack.", encoding="utf-8")
    assert khabar("ingest", str(text), data=data, KHABAR_CONFIG=folder).returncode == 0
    done = khabar("ask", "What is the capital of Peru?", data=data, KHABAR_CONFIG=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Nobody told us.\n")


def test_what_is_wrong_in_the_operators_file_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES.replace('lang = "tg"', 'lang = "uz"'), encoding="utf-8")
    done = khabar("ingest", data=tmp_path / "data", KHABAR_CONFIG=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"khabar: {tmp_path}/sources.toml")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KHABAR_CONFIG", "/No/Such-Folder"),
        ("KHABAR_CONFIG", __file__),
        ("KHABAR_FEEDS_ALLOW_PRIVATE", "10.0.0.0/33"),
        ("KHABAR_FEEDS_ALLOW_PRIVATE", "perhaps"),
        ("KHABAR_FEEDS_ALLOW_PRIVATE", "true 10.0.0.0/8"),
        ("KHABAR_FIGURE_READERS", "three"),
        ("KHABAR_CONTACT", "two words\nof lines"),
        ("KHABAR_POLL_MINUTES", "often"),
        ("KHABAR_TELEGRAM_URL", "api.telegram.org"),
        ("KHABAR_TELEGRAM_URL", "http://host:port"),
        ("KHABAR_WEBHOOK_URL", "ftp://example.org/hook"),
    ],
)
def test_a_wrong_setting_stops_the_start_by_its_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as stopped:
        load()
    assert str(stopped.value).startswith(f"{name}: ")
    if name == "KHABAR_CONFIG":
        assert value in str(stopped.value)


def test_an_empty_setting_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(f"KHABAR_{name.upper()}", "")
    assert load() == Settings.model_construct()


@pytest.mark.parametrize(
    ("value", "allowed"),
    [
        ("1", True),
        ("true", True),
        ("FALSE", False),
        ("10.0.0.0/8", (ip_network("10.0.0.0/8"),)),
        ("10.1.2.3, fd00::/8", (ip_network("10.1.2.3/32"), ip_network("fd00::/8"))),
    ],
)
def test_private_networks_are_opened_by_name(value: str, allowed: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_FEEDS_ALLOW_PRIVATE", value)
    assert load().feeds_allow_private == allowed
    assert Settings().feeds_allow_private == allowed


@pytest.mark.parametrize(
    "text",
    [
        'publisher = "x"',
        "publisher = [1]",
        '[[publisher]]\nname = "x"\nkind = "agency"\nhome = "y"\nfeed = 3',
        '[[publisher]]\nname = "x"\nkind = "agency"\nhome = "y"\nalso = 3',
        '[[publisher]]\nname = "x"\nkind = "agency"\nhome = "y"\nalso = [3]',
        '[[publisher]]\nname = "x"\nkind = "agency"\nhome = "y"\nstatus = ["z"]',
        '[[publisher]]\nname = "x"\nkind = "agency"\nhome = "y"\n[[publisher.feed]]\nurl = "http://"\nlang = "ru"',
        "relevance = 3",
        "[relevance]\nnames = 3",
        "no toml",
        "\ud800",
    ],
)
def test_a_table_of_publishers_of_another_shape_is_bad_input(text: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(BadInput, match=r"sources\.toml"):
        publishers.load(path)


def test_a_list_of_before_says_what_to_write_instead(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[relevance]\nnames = ["tajikistan"]\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"sources\.toml:relevance\.names: .* leave it out, or write always = \[…\]"):
        publishers.load(path)


def test_what_is_wrong_with_the_list_of_sources_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources.toml").write_text("publisher = 3", encoding="utf-8")
    Store.open(tmp_path / "data", create=True).close()
    monkeypatch.setattr(config, "OWN", tmp_path)
    (wrong,) = [each for each in examine(tmp_path / "data", Settings(), offline=True) if each.state == "wrong"]
    assert (wrong.what, wrong.todo) == ("feeds", "mend the file")


FEED = '[[publisher]]\nname = "Намуна"\nkind = "agency"\nhome = "https://example.tj"\n[[publisher.feed]]\n'


def test_a_source_says_how_it_is_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(
        f"""{FEED}url = "https://t.me/s/namuna"\nlang = "tg"\nkind = "channel"\ntext = "feed"\napproval = true
allow = ["муҳоҷир"]\ndeny = ["футбол", "ҷоми ҷаҳон"]\nagent = "Khabar/1 (test)"\nminutes = 120
""",
        encoding="utf-8",
    )
    (feed,) = publishers.load(path).feeds
    assert feed == publishers.Feed(
        "https://t.me/s/namuna", "tg", "Намуна", "channel", "feed", True,
        ("муҳоҷир",), ("футбол", "ҷоми ҷаҳон"), "Khabar/1 (test)", 120,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('kind = "page"', "kind is feed or channel"),
        ('kind = "channel"', "https://t.me/s/NAME"),
        ("text = 3", "text is better or feed or page"),
        ('approval = "yes"', "approval is true or false"),
        ('allow = "мигрант"', "a list of names is expected: allow"),
        ('deny = [" — "]', "deny holds no word"),
        ('agent = "Хабар"', "agent is a line"),
        ('agent = "a\\nb"', "agent is a line"),
        ("minutes = 1", "minutes is a whole number from 5"),
        ("minutes = true", "minutes is a whole number from 5"),
        ("minutes = 7.5", "minutes is a whole number from 5"),
        ('alow = ["мигрант"]', "unknown: alow"),
    ],
)
def test_a_bad_value_of_a_source_is_one_line_with_file_and_place(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'{FEED}url = "https://example.tj/rss"\nlang = "tg"\n{line}\n', encoding="utf-8")
    with pytest.raises(BadInput) as wrong:
        publishers.load(path)
    assert str(wrong.value).startswith(f"{path}:Намуна: https://example.tj/rss: ")
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_source_that_stands_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(SOURCES + SOURCES.replace("Намуна", "Дигар"), encoding="utf-8")
    with pytest.raises(BadInput, match=r"http://127\.0\.0\.1:9/rss: the same source stands twice"):
        publishers.load(path)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(SOURCES, encoding="utf-8")
    assert len(publishers.load(path).feeds) == 1
    path.write_text("", encoding="utf-8")
    assert publishers.load(path).feeds == ()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://t.me/namuna/12", False),
        ("https://t.me/s/Namuna?before=3", False),
        ("https://telegram.me/namuna", False),
        ("https://t.me/digar/12", True),
        ("https://t.me/", True),
        ("https://example.tj/1", False),
    ],
)
def test_a_status_marks_a_publishers_channel_and_nobody_elses(url: str, *, safe: bool, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    status = '[[publisher.status]]\ncountry = "RU"\nkind = "x"\nsince = 2024-02-20\nbasis = "y"\n'
    path.write_text(f'{FEED}url = "https://t.me/s/namuna"\nlang = "tg"\nkind = "channel"\n{status}', encoding="utf-8")
    assert publishers.load(path).link_is_safe(None, url) is safe
