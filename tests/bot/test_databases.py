"""Damage is found and said, a backup is proved before an older one goes, and what is forgotten stays forgotten."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.databases import corpus as look_at_corpus
from bot.finding import shown
from bot.people import backup, forgotten, integrity
from bot.people.callbacks import Callbacks
from bot.people.database import FILE, PeopleDatabase
from bot.people.subscribers import Subscriber, Subscribers
from digests.clock import FixedClock
from digests.corpus.store import FILE as CORPUS
from digests.corpus.store import Store
from digests.errors import BadInput, Unavailable
from digests.sources import records

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
KEYS = [None, "key"]


def settle(data: Path, key: str | None, chats: int = 2000) -> None:
    """People in `data`, enough of them for a file of many pages."""
    with PeopleDatabase.open(data, key) as database, database.transaction():
        people = Subscribers(database, FixedClock(NOON))
        for chat in range(chats):
            people.save(Subscriber(chat, "tg", active=True))


def publish(data: Path) -> None:
    """A corpus in `data`, of many pages."""
    with Store.open(data, create=True) as store:
        rows = ((f"https://example.org/{n}", "x" * 200) for n in range(2000))
        store.connection.executemany("INSERT INTO feeds (url, last_fault) VALUES (?, ?)", rows)
        store.connection.commit()


def damage(path: Path, start: float = 0.5, length: int = 16384) -> None:
    """Noise in the middle of a file."""
    for tail in ("-wal", "-shm"):
        Path(f"{path}{tail}").unlink(missing_ok=True)
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * start))
        file.write(os.urandom(min(length, path.stat().st_size - file.tell())))


def khabar(data: Path, *words: str, key: str | None = None, **settings: str) -> Result:
    env = {"KHABAR_PEOPLE_KEY": key, **settings}
    ran = CliRunner(env=env).invoke(main, ["--data", str(data), *words])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return ran


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("start", [0.002, 0.3, 0.9])
def test_damage_of_the_private_database_is_said_by_all_who_are_asked(
    tmp_path: Path, key: str | None, start: float
) -> None:
    settle(tmp_path, key)
    damage(tmp_path / FILE, start)
    for words in (("doctor", "--offline"), ("status",), ("people", "backup")):
        ran = khabar(tmp_path, *words, key=key)
        assert ran.exit_code == 1, words
        assert "damaged" in ran.output
        assert "Traceback" not in ran.output
    assert "look closer" not in khabar(tmp_path, "doctor", "--offline", key=key).output
    assert backup.folders(tmp_path) == []


def test_noise_all_over_a_plain_file_is_one_clear_line(tmp_path: Path) -> None:
    for n in range(12):
        data = tmp_path / str(n)
        settle(data, None, 300)
        damage(data / FILE, 100 / (data / FILE).stat().st_size, 10**6)
        with pytest.raises((Unavailable, BadInput), match=FILE):
            PeopleDatabase.open(data)
        assert integrity.of_people(data / FILE, None).state == "damaged"


@pytest.mark.parametrize("stated", [True, False])
def test_a_plain_file_whose_head_is_gone_is_damaged_and_no_encrypted_one(tmp_path: Path, stated: bool) -> None:
    settle(tmp_path, None, 300)
    good = backup.save(tmp_path, None, NOON)
    path = tmp_path / FILE
    path.write_bytes(os.urandom(4096 if stated else 1000) + path.read_bytes()[4096:])  # the second fits no page
    settings = {"KHABAR_PEOPLE_PLAIN": "1"} if stated else {}
    for words in (("doctor", "--offline"), ("status",)):
        ran = khabar(tmp_path, *words, **settings)
        assert ran.exit_code == 1, words
        assert f"{path} is damaged" in ran.output
        assert "encrypt" not in ran.output
    ran = khabar(tmp_path, "people", "restore", str(good), **settings)
    assert ran.exit_code == 0, ran.output
    assert "300 chats" in khabar(tmp_path, "status", **settings).output


def test_an_encrypted_file_without_its_key_is_not_set_aside(tmp_path: Path) -> None:
    settle(tmp_path, None, 300)
    plain = backup.save(tmp_path, None, NOON)
    assert khabar(tmp_path, "people", "encrypt", key="key").exit_code == 0
    assert khabar(tmp_path, "people", "restore", str(plain)).exit_code == 1
    assert "300 chats" in khabar(tmp_path, "status", key="key").output


def test_damage_of_the_corpus_is_said_and_its_backup_is_named(tmp_path: Path) -> None:
    publish(tmp_path)
    settle(tmp_path, None, 5)
    good = backup.save(tmp_path, None, NOON)
    damage(tmp_path / CORPUS)
    doctor = khabar(tmp_path, "doctor", "--offline")
    assert doctor.exit_code == 1
    assert f"khabar people restore {good}" in doctor.output
    assert "khabar doctor" not in doctor.output
    status = khabar(tmp_path, "status")
    assert status.exit_code == 1
    assert status.stderr == f"khabar: {tmp_path / CORPUS} is damaged; `khabar doctor` says what to do\n"
    ran = khabar(tmp_path, "people", "restore", str(good))
    assert ran.exit_code == 0
    assert f"{CORPUS}.damaged" in ran.output
    assert khabar(tmp_path, "status").exit_code == 0


def test_the_records_of_the_desk_are_saved_and_brought_back_where_they_are_missing(tmp_path: Path) -> None:
    settle(tmp_path, None, chats=2)
    written = records.folder(tmp_path) / "one.toml"
    written.parent.mkdir()
    written.write_text("first", encoding="utf-8")
    saved = backup.save(tmp_path, None, NOON)
    written.unlink()
    other = written.with_name("other.toml")
    other.write_text("kept", encoding="utf-8")
    backup.restore(tmp_path, None, saved)
    assert written.read_text(encoding="utf-8") == "first"
    written.write_text("newer", encoding="utf-8")
    backup.restore(tmp_path, None, saved)
    assert [path.read_text(encoding="utf-8") for path in (written, other)] == ["newer", "kept"]


def test_no_good_backup_goes_for_a_bad_one(tmp_path: Path) -> None:
    publish(tmp_path)
    settle(tmp_path, None, 5)
    made = [backup.save(tmp_path, None, NOON + timedelta(days=day)) for day in range(7)]
    damage(tmp_path / CORPUS)
    with pytest.raises(Unavailable, match=r"corpus\.db is damaged: not saved, and no older backup was removed"):
        backup.save(tmp_path, None, NOON + timedelta(days=8))
    assert backup.folders(tmp_path)[:7] == made
    (last,) = backup.folders(tmp_path)[7:]
    assert [path.name for path in last.iterdir()] == [FILE], "people are saved all the same"


def test_a_clock_from_the_future_does_not_push_todays_backup_out(tmp_path: Path) -> None:
    settle(tmp_path, None, 5)
    for day in range(7):
        backup.save(tmp_path, None, NOON + timedelta(days=3650 + day))
    today = backup.save(tmp_path, None, NOON)
    again = backup.save(tmp_path, None, NOON + timedelta(hours=1))
    assert {today, again} <= set(backup.folders(tmp_path))
    assert len(backup.folders(tmp_path)) == 7


@pytest.mark.parametrize("key", KEYS)
def test_a_damaged_private_database_is_set_aside_by_a_restore(tmp_path: Path, key: str | None) -> None:
    settle(tmp_path, key)
    folder = backup.save(tmp_path, key, NOON)
    damage(tmp_path / FILE, 0.5)
    assert any("damaged" in said for said in backup.restore(tmp_path, key, folder))
    with PeopleDatabase.open(tmp_path, key) as database:
        assert Subscribers(database, FixedClock(NOON)).count() == (2000, 2000)


def test_a_damaged_backup_is_refused_and_said(tmp_path: Path) -> None:
    settle(tmp_path, None)
    folder = backup.save(tmp_path, None, NOON)
    damage(folder / FILE)
    with pytest.raises(BadInput, match="is damaged"):
        backup.restore(tmp_path, None, folder)
    assert "WRONG backup" in khabar(tmp_path, "doctor", "--offline").output


@pytest.mark.parametrize("how", ["zero bytes", "no rows", "gone"])
def test_a_database_that_should_hold_people_is_said(tmp_path: Path, how: str) -> None:
    settle(tmp_path, None, 50)
    backup.save(tmp_path, None, NOON)
    (tmp_path / FILE).unlink()
    if how == "zero bytes":
        (tmp_path / FILE).touch()
    elif how == "no rows":
        PeopleDatabase.open(tmp_path).close()
    publish(tmp_path)
    doctor, status = khabar(tmp_path, "doctor", "--offline"), khabar(tmp_path, "status")
    assert (doctor.exit_code, status.exit_code) == (1, 1)
    assert "WRONG people" in doctor.output
    assert "people.db" in status.output


def test_what_cannot_be_read_now_is_no_reason_to_restore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path)
    backup.save(tmp_path, None, NOON)
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"

    def refuse(*_: object) -> sqlite3.Connection:
        raise full

    monkeypatch.setattr(integrity, "_open", refuse)
    (finding,) = look_at_corpus(tmp_path)
    assert finding.state == "wrong"
    assert "SQLITE_FULL" in finding.said
    assert "restore" not in finding.todo


def test_the_age_of_the_last_backup_is_looked_at(tmp_path: Path) -> None:
    settle(tmp_path, None, 5)
    assert "look  backup: there is none" in khabar(tmp_path, "doctor", "--offline").output
    backup.save(tmp_path, None, datetime.now(UTC) - timedelta(days=9))
    assert "is 9 days old" in khabar(tmp_path, "doctor", "--offline").output
    backup.save(tmp_path, None, datetime.now(UTC))
    assert "ok    backup" in khabar(tmp_path, "doctor", "--offline").output


def test_plain_backups_of_before_are_said_and_removed_when_asked(tmp_path: Path) -> None:
    settle(tmp_path, None, 5)
    publish(tmp_path)
    folder = backup.save(tmp_path, None, NOON)
    ran = khabar(tmp_path, "people", "encrypt", key="key")
    assert "1 earlier backups still hold people in the clear" in ran.output
    assert "in the clear" in khabar(tmp_path, "doctor", "--offline", key="key").output
    assert khabar(tmp_path, "people", "encrypt", "--remove-plain-backups", key="key").exit_code == 0
    assert [path.name for path in folder.iterdir()] == [CORPUS]
    assert backup.plain_ones(tmp_path) == []


def test_who_asked_to_be_forgotten_does_not_come_back_with_a_backup(tmp_path: Path) -> None:
    settle(tmp_path, None, 5)
    with PeopleDatabase.open(tmp_path) as live:
        people = Subscribers(live, FixedClock(NOON))
        Callbacks.of(live)
        folder = backup.save(tmp_path, None, NOON)
        for chat in (1, 2):
            forgotten.mark(live, chat, NOON.timestamp() + 60)
            people.forget(chat)
        people.forget(3)  # by a bug, say
        people.save(Subscriber(2, "ru"))  # came back
        assert "1" not in {row[0] for row in live.all("SELECT mark FROM forgotten")}
        backup.restore(tmp_path, None, folder)
        assert [chat for chat in range(5) if people.get(chat)] == [0, 2, 3, 4]
        forgotten.tidy(live, NOON.timestamp(), NOON.timestamp() + 120)
        assert live.number("SELECT count(*) FROM forgotten") == 2
        forgotten.tidy(live, None, NOON.timestamp() + 120)
        assert live.number("SELECT count(*) FROM forgotten") == 0


def test_nothing_of_others_steers_the_terminal(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        evil = "https://example.org/\x1b[2J\x1b]0;owned\x07\u202e\u200b"
        store.connection.execute("INSERT INTO feeds (url, failures, last_fault) VALUES (?, 3, ?)", (evil, "\x9b31m\r"))
        store.connection.commit()
    for words in (("status",), ("doctor", "--offline")):
        out = khabar(tmp_path, *words).stdout
        assert not any(char in out for char in "\x1b\x07\x9b\r\u202e\u200b"), words
        assert "\\x1b[2J" in out
    assert shown("Ҷӯраи ғамхор – 10 %") == "Ҷӯраи ғамхор – 10 %"
