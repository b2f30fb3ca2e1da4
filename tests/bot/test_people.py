"""Who reads when; what is kept of them; and that it is gone when they say so."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.mail.lease import Lease, lease_path
from bot.mail.outbox import Message, Outbox, Priority
from bot.mail.steady import Wall
from bot.people import backup, keys, scrub
from bot.people.callbacks import ROOM, Callbacks
from bot.people.database import FILE, PeopleDatabase
from bot.people.editors import editors_of, is_editor
from bot.people.hours import Often, Rhythm, issue_at, keep_edition, next_due
from bot.people.limits import Limits
from bot.people.migrations import people as people_migrations
from bot.people.sent import SentMessages
from bot.people.subscribers import CHAT_TABLES, Subscriber, Subscribers
from bot.people.wishes import UNTIL_TOLD, row_of
from digests.clock import FixedClock
from digests.errors import BadInput, NotFound, Unavailable, UnknownName
from tests.bot.stores import columns, opened, tables

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
ZONES = ["Asia/Dushanbe", "Europe/Moscow", "Asia/Vladivostok", "America/New_York", "Pacific/Kiritimati"]
SPAN = (datetime(2023, 1, 1), datetime(2026, 12, 31))  # noqa: DTZ001 (Hypothesis adds the zone)


@pytest.fixture
def people(tmp_path: Path, store: str) -> Subscribers:
    return Subscribers(opened(tmp_path), FixedClock(NOON))


def due(people: Subscribers, chat_id: int) -> datetime:
    row = people.db.one("SELECT due FROM subscribers WHERE chat_id = ?", chat_id)
    assert row
    return datetime.fromtimestamp(row[0], UTC)


def test_what_is_saved_is_what_is_read(people: Subscribers) -> None:
    subscriber = Subscriber(5, "tg", True, (7, 19), "Europe/Moscow", "weekly", frozenset({"raids", "law"}), links=False)
    people.save(subscriber)
    assert people.get(5) == subscriber
    assert people.get(6) is None


def test_an_unknown_zone_or_hour_is_refused(people: Subscribers) -> None:
    for wrong in (Subscriber(5, "tg", zone="Moon/Base"), Subscriber(5, "tg", zone="../etc/passwd"),
                  Subscriber(5, "tg", hours=(24,)), Subscriber(5, "tg", hours=()),
                  Subscriber(5, "tg", hours=(20, 8)), Subscriber(5, "tg", hours=(1, 2, 3, 4, 5))):  # fmt: skip
        with pytest.raises(UnknownName):
            people.save(wrong)
    assert people.get(5) is None


def test_the_next_edition_is_due_at_the_readers_own_hour() -> None:
    assert next_due(NOON, Rhythm("daily", (8,), "Europe/Moscow")) == datetime(2024, 4, 4, 5, tzinfo=UTC)
    assert next_due(NOON, Rhythm("daily", (20,), "Europe/Moscow")) == datetime(2024, 4, 3, 17, tzinfo=UTC)


def test_summer_time_moves_the_moment_not_the_hour() -> None:
    before = datetime(2024, 3, 30, 12, tzinfo=UTC)
    assert next_due(before, Rhythm("daily", (8,), "Europe/Berlin")) == datetime(2024, 3, 31, 6, tzinfo=UTC)
    assert next_due(before - timedelta(days=1), Rhythm("daily", (8,), "Europe/Berlin")) == datetime(
        2024, 3, 30, 7, tzinfo=UTC
    )


def test_an_hour_that_is_skipped_or_comes_twice_comes_once() -> None:
    moment = datetime(2024, 3, 30, 12, tzinfo=UTC)
    days = []
    for _ in range(3):
        moment = next_due(moment, Rhythm("daily", (2,), "Europe/Berlin"))
        days.append(moment.astimezone(ZoneInfo("Europe/Berlin")).date())
    assert days == [date(2024, 3, 31), date(2024, 4, 1), date(2024, 4, 2)]
    moment = datetime(2024, 10, 26, 12, tzinfo=UTC)
    first = next_due(moment, Rhythm("daily", (2,), "Europe/Berlin"))
    assert next_due(first, Rhythm("daily", (2,), "Europe/Berlin")) - first == timedelta(hours=25)


@given(
    st.datetimes(*SPAN, timezones=st.just(UTC)),
    st.integers(0, 23), st.sampled_from(ZONES),
)  # fmt: skip
@settings(max_examples=120, deadline=None)
def test_every_day_and_every_week_has_one_due_moment(now: datetime, hour: int, zone: str) -> None:
    first = next_due(now, Rhythm("daily", (hour,), zone))
    assert now < first <= now + timedelta(hours=25)
    week = next_due(now, Rhythm("weekly", (hour,), zone))
    after = next_due(week, Rhythm("weekly", (hour,), zone))
    issues = [issue_at(moment, Rhythm("weekly", (hour,), zone), None) for moment in (week, after)]
    assert [issue.name for issue in issues if issue] == ["weekly", "weekly"]
    assert [issue.day.weekday() for issue in issues if issue] == [6, 6]
    one, other = (issue.day for issue in issues if issue)
    assert other - one == timedelta(days=7)
    assert now < week <= now + timedelta(days=7, hours=1)


def test_the_newest_closed_edition_is_yesterdays_in_dushanbe() -> None:
    def day(moment: datetime, cadence: Often) -> date:
        issue = issue_at(moment, Rhythm(cadence, (0, 1, 2, 3), "UTC"), None)
        assert issue is not None
        return issue.day

    # of readers in UTC, whose last hour that came is three in the morning: eight in Dushanbe
    assert day(datetime(2024, 4, 3, 2, 59, tzinfo=UTC), "daily") == date(2024, 4, 2)
    assert day(datetime(2024, 4, 3, 18, 59, tzinfo=UTC), "daily") == date(2024, 4, 2)
    assert day(datetime(2024, 4, 4, 0, 0, tzinfo=UTC), "daily") == date(2024, 4, 3)
    assert day(NOON, "weekly") == date(2024, 3, 31)


def test_a_changed_setting_neither_loses_nor_repeats_an_edition(people: Subscribers) -> None:
    people.save(Subscriber(5, "tg", active=True, hours=(18,), zone="UTC"))
    assert due(people, 5) == datetime(2024, 4, 3, 18, tzinfo=UTC)
    people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC"))
    assert due(people, 5) == datetime(2024, 4, 3, 18, tzinfo=UTC), "today's edition was on its way"
    late = datetime(2024, 4, 3, 11, tzinfo=UTC)
    new = next_due(NOON, Rhythm("daily", (8,), "UTC"))
    assert keep_edition(late, new, was=Rhythm("daily", (11,), "UTC"), now_is=Rhythm("daily", (8,), "UTC")) == late


def test_who_is_not_subscribed_is_never_due(people: Subscribers) -> None:
    people.save(Subscriber(5, "tg", active=True))
    people.save(Subscriber(5, "tg", active=False))
    assert people.db.one("SELECT due FROM subscribers WHERE chat_id = ?", 5) == (None,)


def test_mydata_shows_every_stored_field(people: Subscribers) -> None:
    people.save(Subscriber(5, "tg", active=True, topics=frozenset({"law"})))
    shown = people.everything_about(5)
    names = {"due": "next_edition"}
    assert {names.get(column, column) for column in columns(people.db, "subscribers")} <= set(shown)
    assert shown["topics"] == ["law"]
    assert people.everything_about(6) == {}


def test_every_table_that_names_a_chat_is_known_to_forget(people: Subscribers) -> None:
    naming = {table for table in tables(people.db) if "chat_id" in columns(people.db, table)}
    assert naming == {*CHAT_TABLES, "inbox"}  # the inbox names it while an update waits


SECRET_CHAT = 7_391_558_204_417


def test_forgetting_leaves_no_bytes(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        people = Subscribers(database, FixedClock(NOON))
        outbox = Outbox(database, Wall())
        with database.transaction():
            for chat in range(3000):
                people.save(Subscriber(SECRET_CHAT + chat * 3, "tg", active=True))
        outbox.put(
            Message(SECRET_CHAT + chat * 3, "sendMessage", {"text": f"жавоб-{chat}-махфӣ"}, Priority.ANSWER, f"k{chat}")
            for chat in range(500)
        )
        for start in range(0, 3000, 100):
            with database.transaction():
                for chat in range(start, start + 100):
                    people.forget(SECRET_CHAT + chat * 3)
        outbox.tidy(keep_batches=0, keep_photos=0)
        assert scrub.rewrite_words(database)
        assert scrub.rewrite(database)
        files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    for chat in range(0, 3000, 7):
        number = SECRET_CHAT + chat * 3
        needles = (str(number).encode(), number.to_bytes(6, "big"))
        assert not any(needle in data for needle in needles for data in files)
    assert not any("махфӣ".encode() in data for data in files)


def test_handled_questions_leave_no_bytes_without_a_vacuum(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        for n in range(3000):
            text = f"savol-{n:05d}-maxfi " + "x" * (n % 900)
            database.execute(
                "INSERT INTO inbox (update_id, chat_id, at, body) VALUES (?, 5, 0, ?)", n * 7919 % 3001, text
            )
            if n % 3:
                database.execute("DELETE FROM inbox WHERE update_id = ?", (n - 1) * 7919 % 3001)
        kept = database.all("SELECT update_id, body FROM inbox WHERE update_id < 5")
        database.execute("DELETE FROM inbox WHERE update_id >= 5")
        assert scrub.rewrite_words(database)
        assert database.all("SELECT update_id, body FROM inbox") == kept
        data = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    left = data.count(b"-maxfi")
    assert left == len(kept)


def test_an_open_reader_is_noticed(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database, PeopleDatabase.open(tmp_path) as reader:
        database.connection.execute("PRAGMA busy_timeout = 10")
        Subscribers(database, FixedClock(NOON)).save(Subscriber(5, "tg"))
        reader.connection.execute("BEGIN")
        reader.all("SELECT * FROM subscribers")
        Subscribers(database, FixedClock(NOON)).forget(5)
        assert not database.empty_log()
        reader.connection.execute("COMMIT")
        assert database.empty_log()


# Keys


def test_with_a_key_the_file_tells_nothing(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path, "калид 'бо' нохун") as database:
        Subscribers(database, FixedClock(NOON)).save(Subscriber(5, "tg", zone="Asia/Vladivostok"))
    raw = (tmp_path / FILE).read_bytes()
    assert b"Vladivostok" not in raw
    assert b"subscribers" not in raw
    with PeopleDatabase.open(tmp_path, "калид 'бо' нохун") as database:
        assert Subscribers(database, FixedClock(NOON)).get(5)


def test_a_wrong_or_missing_or_needless_key_is_one_clear_line(tmp_path: Path) -> None:
    PeopleDatabase.open(tmp_path / "coded", "right").close()
    PeopleDatabase.open(tmp_path / "plain").close()
    for folder, key in (("coded", "wrong"), ("coded", None), ("plain", "key")):
        with pytest.raises(BadInput, match=FILE):
            PeopleDatabase.open(tmp_path / folder, key)


def test_a_plain_database_is_encrypted_with_all_that_is_in_it(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        Subscribers(database, FixedClock(NOON)).save(Subscriber(5, "tg", zone="Asia/Vladivostok"))
    keys.encrypt(tmp_path, "key")
    assert all(b"Vladivostok" not in path.read_bytes() for path in tmp_path.iterdir())
    with PeopleDatabase.open(tmp_path, "key") as database:
        assert Subscribers(database, FixedClock(NOON)).get(5)
    with pytest.raises(BadInput):
        keys.encrypt(tmp_path, "key")


def test_the_key_changes(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path, "old") as database:
        Subscribers(database, FixedClock(NOON)).save(Subscriber(5, "tg"))
    keys.rekey(tmp_path, "old", "new")
    with pytest.raises(BadInput):
        PeopleDatabase.open(tmp_path, "old")
    with PeopleDatabase.open(tmp_path, "new") as database:
        assert Subscribers(database, FixedClock(NOON)).get(5)


def test_no_key_is_changed_under_a_running_bot(tmp_path: Path) -> None:
    PeopleDatabase.open(tmp_path).close()
    lease = Lease(lease_path(tmp_path))
    assert lease.try_take()
    with pytest.raises(Unavailable, match="stop it"):
        keys.encrypt(tmp_path, "key")
    lease.release()
    keys.encrypt(tmp_path, "key")


# Backups


@pytest.mark.parametrize("key", [None, "key"])
def test_a_backup_brings_people_back_while_the_bot_runs(tmp_path: Path, key: str | None) -> None:
    with PeopleDatabase.open(tmp_path, key) as live:
        people = Subscribers(live, FixedClock(NOON))
        people.save(Subscriber(5, "tg"))
        outbox = Outbox(live, Wall())
        outbox.put([Message(5, "sendMessage", {"text": "махфӣ"}, Priority.ANSWER, "k")])
        folder = backup.save(tmp_path, key, NOON)
        assert sorted(path.name for path in folder.iterdir()) == [FILE]
        assert "махфӣ".encode() not in (folder / FILE).read_bytes()
        people.forget(5)
        people.save(Subscriber(6, "ru"))
        backup.restore(tmp_path, key, folder)
        assert people.get(5)
        assert people.get(6) is None
        assert outbox.waiting() == {}


def test_seven_backups_are_kept(tmp_path: Path) -> None:
    PeopleDatabase.open(tmp_path).close()
    made = [backup.save(tmp_path, None, NOON + timedelta(days=day)) for day in range(9)]
    assert sorted((tmp_path / "backups").iterdir()) == made[-7:]


def test_a_folder_that_is_no_backup_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as live:
        Subscribers(live, FixedClock(NOON)).save(Subscriber(5, "tg"))
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NotFound):
        backup.restore(tmp_path, None, empty)
    shutil.copy(__file__, empty / FILE)
    with pytest.raises((BadInput, Unavailable)):
        backup.restore(tmp_path, None, empty)
    with PeopleDatabase.open(tmp_path) as live:
        assert Subscribers(live, FixedClock(NOON)).get(5)


# Callbacks, limits, editors


def test_a_button_holds_for_its_own_chat_only(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        callbacks = Callbacks.of(database)
        again = Callbacks.of(database)
    signed = callbacks.sign(5, "lang:tg")
    assert again.verify(5, signed) == "lang:tg"
    assert callbacks.verify(6, signed) is None
    assert callbacks.verify(5, signed + "x") is None


@given(st.text(), st.integers(-(2**53), 2**53))
@settings(max_examples=200, deadline=None)
def test_forged_buttons_are_refused(data: str, chat: int) -> None:
    callbacks = Callbacks(b"k" * 32)
    assert callbacks.verify(chat, data) is None
    if len(data.encode("utf-8", "surrogatepass")) <= ROOM and data.isprintable():
        signed = callbacks.sign(chat, data)
        assert len(signed.encode()) <= 64
        assert callbacks.verify(chat, signed) == data


def test_a_flood_is_told_once_and_then_met_with_silence() -> None:
    limits = Limits(burst=3, refill=1.0)
    verdicts = [limits.allow(5, NOON) for _ in range(6)]
    assert verdicts == ["yes", "yes", "yes", "tell", "silent", "silent"]
    assert limits.allow(6, NOON) == "yes"
    assert limits.allow(5, NOON + timedelta(seconds=1)) == "yes"
    assert limits.allow(5, NOON + timedelta(seconds=1)) == "silent", "not told again every second"
    assert limits.allow(5, NOON + timedelta(seconds=60)) == "yes"
    assert [limits.allow(5, NOON + timedelta(seconds=60)) for _ in range(3)][-1] == "tell"


def test_a_clock_that_runs_backwards_opens_no_gate() -> None:
    limits = Limits(burst=2, refill=1.0)
    assert [limits.allow(5, NOON - timedelta(hours=n)) for n in range(4)] == ["yes", "yes", "tell", "silent"]


def test_the_limits_remember_so_many_chats_at_most() -> None:
    limits = Limits(chats=100)
    for chat in range(1000):
        limits.allow(chat, NOON)
    assert len(limits.buckets) == 100


def test_editors_are_those_of_the_list() -> None:
    editors = editors_of("5, -7,9")
    assert is_editor(9, editors)
    assert not is_editor(95, editors)
    assert editors_of("") == frozenset()
    with pytest.raises(BadInput) as caught:
        editors_of("5,secret")
    assert "secret" not in str(caught.value)


# Migrations


def test_every_released_schema_comes_up_to_date_with_its_people(tmp_path: Path) -> None:
    names = [step.name for step in people_migrations.pending(Database(memory=True))]
    for n, _ in enumerate(names, 1):
        folder = tmp_path / str(n)
        folder.mkdir()
        old = Database(folder / FILE)
        people_migrations.apply(old, stop_before=names[n:])
        hours = next(name for name in old["subscribers"].columns_dict if name in {"hour", "hours"})
        old.execute(
            f"""INSERT INTO subscribers (chat_id, lang, active, {hours}, zone, cadence, topics)
                VALUES (5, 'tg', 1, 19, 'UTC', 'daily', '')"""
        )
        old.conn.commit()
        old.conn.close()
        with PeopleDatabase.open(folder) as database:
            reader = Subscribers(database, FixedClock(NOON)).get(5)
            assert reader
            assert reader.hours == (19,)


def test_released_steps_are_never_edited() -> None:
    with Database(memory=True) as database:
        names = [step.name for step in people_migrations.pending(database)]
        people_migrations.apply(database, stop_before=names[1:])
        found = database.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name")
        schema = found.fetchall()
    digest = hashlib.sha256(repr([row for row in schema if "_sqlite_migrations" not in row[0]]).encode()).hexdigest()
    assert digest[:12] == "e58172bbad5e"


# Wishes


WISHES: dict[str, Any] = {
    "lang": "ru", "active": True, "hours": (7, 19), "zone": "Europe/Moscow", "cadence": "twice",
    "topics": frozenset({"law", "raids"}), "links": False, "always": True, "reads": frozenset({"tg", "en"}),
    "days": frozenset({0, 3}), "quiet": (22, 7), "silent": True, "brief": True, "charts": False, "plain": True,
    "without": ("курс", "Крокус Сити"), "paused": NOON + timedelta(days=14),
}  # fmt: skip


def test_every_wish_is_kept_shown_and_forgotten(people: Subscribers) -> None:
    """A field that is new fails here until it is tried as well."""
    assert {field.name for field in fields(Subscriber)} == {"chat_id", *WISHES}
    usual, wished = Subscriber(5, "tg"), Subscriber(5, **WISHES)
    assert all(getattr(usual, name) != value for name, value in WISHES.items())
    people.save(wished)
    assert people.get(5) == wished
    shown = people.everything_about(5)
    for name, value in WISHES.items():
        expected = sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value
        assert shown[name] == expected
    people.forget(5)
    assert people.everything_about(5) == {}


def test_rhythm_and_taste_are_made_of_the_wishes() -> None:
    wished = Subscriber(5, **WISHES)
    for part in (wished.rhythm, wished.taste):
        assert {name: getattr(part, name) for name in part.__slots__} == {name: WISHES[name] for name in part.__slots__}


def test_equal_wishes_are_equal_rows() -> None:
    one, other = frozenset(["law", "raids", "entry"]), frozenset(["entry", "raids", "law"])
    assert row_of(Subscriber(5, "tg", topics=one)) == row_of(Subscriber(5, "tg", topics=other))


def test_a_pause_moves_the_next_edition_behind_it(people: Subscribers) -> None:
    person = Subscriber(5, "tg", active=True, hours=(8,), zone="UTC")
    people.save(replace(person, paused=NOON + timedelta(days=14)))
    assert due(people, 5) == datetime(2024, 4, 18, 8, tzinfo=UTC)
    people.save(replace(person, paused=UNTIL_TOLD))
    assert people.everything_about(5)["next_edition"] is None
    people.save(person)
    assert due(people, 5) == datetime(2024, 4, 4, 8, tzinfo=UTC)


def test_a_changed_setting_never_lets_an_edition_come_in_quiet_hours(people: Subscribers) -> None:
    people.save(Subscriber(5, "tg", active=True, hours=(18,), zone="UTC"))
    people.save(Subscriber(5, "tg", active=True, hours=(8,), zone="UTC", quiet=(17, 7)))
    assert due(people, 5) == datetime(2024, 4, 4, 8, tzinfo=UTC)


def test_messages_of_many_are_noted_at_once_and_only_of_whom_we_know(people: Subscribers) -> None:
    for chat in (1, 2):
        people.save(Subscriber(chat, "tg"))
    sent = SentMessages(people.db, people.clock)
    at = people.clock.now().timestamp()
    sent.note([(1, 10, at), (2, 20, at - 0.25), (3, 30, at), (1, 10, at - 1), (1, 11, at + 60)])
    rows = people.db.all("SELECT chat_id, message_id, at FROM sent ORDER BY message_id")
    assert rows == [(1, 10, at), (1, 11, at), (2, 20, at - 0.25)]


def test_rows_that_differ_in_anything_are_not_alike(people: Subscribers) -> None:
    usual = Subscriber(1, "tg")
    others = [
        Subscriber(2, "tg"), Subscriber(3, "ru"), Subscriber(4, "tg", links=True), Subscriber(5, "tg", links=False),
        Subscriber(6, "tg", hours=(1, 2)), Subscriber(7, "tg", hours=(12,)), Subscriber(8, "tg", quiet=(1, 2)),
    ]  # fmt: skip
    for subscriber in (usual, *others):
        people.save(subscriber)
    db = people.db
    rows = db.all(f"SELECT {db.alike(('lang', 'links', 'hours', 'quiet'))}, chat_id FROM subscribers")
    found: dict[object, set[int]] = {}
    for likeness, chat in rows:
        found.setdefault(likeness, set()).add(chat)
    assert sorted(map(sorted, found.values())) == [[1, 2], [3], [4], [5], [6], [7], [8]]


def test_a_row_is_found_by_its_place_until_it_is_changed(people: Subscribers) -> None:
    db = people.db
    db.scratch("places", keyed=False, place="place", chat_id="chat")
    for chat in range(1, 4):
        people.save(Subscriber(chat, "tg"))
    db.execute(f"INSERT INTO places SELECT {db.place}, chat_id FROM subscribers")
    found = f"SELECT p.chat_id FROM places p JOIN subscribers ON subscribers.{db.place} = p.place ORDER BY p.place"
    assert db.all(found) == [(1,), (2,), (3,)]
    people.forget(2)
    assert db.all(found) == [(1,), (3,)]
    db.empty("places")
    assert db.all(found) == []
