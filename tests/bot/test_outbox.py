"""Nothing is lost between the outbox and the wire, and nothing is queued twice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.mail.outbox import Message, Outbox, PhotoRef, Priority
from bot.mail.steady import Wall
from tests.bot.stores import opened


class Hands:
    """A wall clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def outbox(tmp_path: Path, hands: Hands, store: str) -> Outbox:
    return Outbox(opened(tmp_path), Wall(wall=hands, monotonic=hands))


def letter(chat: int, key: str, *, page: int = 0, priority: Priority = Priority.ANSWER, text: str = "салом") -> Message:
    return Message(chat, "sendMessage", {"text": text}, priority, key, page)


def test_a_message_put_twice_waits_once(outbox: Outbox) -> None:
    assert outbox.put([letter(1, "u1:0")]) == 1
    assert outbox.put([letter(1, "u1:0")]) == 0
    assert outbox.waiting() == {"answer": 1}


def test_a_claimed_row_is_complete_and_claimed_once(outbox: Outbox) -> None:
    outbox.put([letter(5, "a")])
    (row,) = outbox.claim(10)
    assert (row.method, row.call()) == ("sendMessage", {"text": "салом", "chat_id": 5})
    assert outbox.claim(10) == []


def test_taps_go_before_answers_before_alerts_before_digests_before_bulk(outbox: Outbox) -> None:
    for chat, priority in enumerate(reversed(Priority), 1):
        outbox.put([letter(chat, f"k{chat}", priority=priority)])
    assert [row.priority for row in outbox.claim(10)] == [-1, 0, 1, 2, 3]


def test_pages_of_a_chat_go_one_at_a_time_and_in_order(outbox: Outbox) -> None:
    outbox.put([letter(1, "e", page=page, text=str(page)) for page in (2, 0, 1)])
    sent = []
    while rows := outbox.claim(10):
        assert len(rows) == 1
        sent.append(rows[0].page)
        outbox.finish(rows)
    assert sent == [0, 1, 2]


def test_a_page_that_failed_goes_before_the_next(outbox: Outbox) -> None:
    outbox.put([letter(1, "e", page=page) for page in (0, 1)])
    (row,) = outbox.claim(10)
    outbox.retry(row)
    assert outbox.claim(10) == [row]


def test_busy_chats_are_passed_over(outbox: Outbox) -> None:
    outbox.put([letter(1, "a"), letter(2, "b")])
    assert [row.chat_id for row in outbox.claim(10, busy={1})] == [2]


def test_a_chat_with_many_rows_does_not_starve_the_others(outbox: Outbox) -> None:
    outbox.put([letter(1, f"m{n}") for n in range(100)])
    outbox.put([letter(2, "late")])
    first = outbox.claim(10)
    second = outbox.claim(10, busy={row.chat_id for row in first})
    assert [row.chat_id for row in first + second] == [1, 2]


def test_after_a_crash_the_claimed_are_unknown_and_the_policy_decides(outbox: Outbox) -> None:
    outbox.put([letter(1, "a"), letter(2, "b")])
    outbox.claim(1)
    assert outbox.recover("resend") == 1
    assert sorted(row.chat_id for row in outbox.claim(10)) == [1, 2]
    assert outbox.recover("drop") == 2
    assert outbox.claim(10) == []
    assert outbox.db.counts()["unknown"] == 3


def test_what_is_sent_leaves_no_text(outbox: Outbox) -> None:
    outbox.put([letter(1, "a", text="secret")])
    outbox.finish(outbox.claim(1))
    assert outbox.db.all("SELECT * FROM pages") == []
    assert outbox.db.all("SELECT * FROM outbox") == []


def test_what_is_too_old_to_be_of_use_is_dropped_and_counted(outbox: Outbox, hands: Hands) -> None:
    soon = datetime.fromtimestamp(hands.at + 60, UTC)
    outbox.put([Message(1, "sendMessage", {"text": "x"}, Priority.ANSWER, "a", expires=soon), letter(2, "b")])
    outbox.put([Message(3, "answerCallbackQuery", {"callback_query_id": "7"}, Priority.ANSWER, "c")])
    hands.at += 61
    assert [row.chat_id for row in outbox.claim(10)] == [2]
    assert outbox.db.counts()["expired"] == 2


def test_tidying_drops_an_expired_edition_and_its_pages(outbox: Outbox, hands: Hands) -> None:
    outbox.put([letter(chat, "edition", priority=Priority.DIGEST) for chat in range(50)])
    hands.at += 49 * 3600
    outbox.tidy(keep_batches=3600, keep_photos=3600)
    assert outbox.waiting() == {}
    assert outbox.db.number("SELECT count(*) FROM pages") == 0
    assert outbox.db.number("SELECT count(*) FROM batches") == 0


def test_an_edition_keeps_its_pages_while_somebody_waits_for_them(outbox: Outbox) -> None:
    outbox.put([letter(chat, "edition", priority=Priority.DIGEST) for chat in (1, 2)])
    outbox.finish(outbox.claim(1))
    outbox.tidy(keep_batches=3600, keep_photos=3600)
    assert [row.payload["text"] for row in outbox.claim(1)] == ["салом"]


def test_a_callback_answer_names_no_chat(outbox: Outbox) -> None:
    outbox.put([Message(9, "answerCallbackQuery", {"callback_query_id": "7"}, Priority.ANSWER, "c")])
    (row,) = outbox.claim(1)
    assert row.call() == {"callback_query_id": "7"}


def test_a_photo_is_stored_once_and_remembers_its_file_id(outbox: Outbox) -> None:
    photo = PhotoRef("chart:x", b"png")
    outbox.put([Message(chat, "sendPhoto", {}, Priority.ANSWER, f"k{chat}", photo=photo) for chat in (1, 2)])
    assert outbox.db.number("SELECT count(*) FROM photos") == 1
    (row,) = outbox.claim(1, uploading=())
    assert row.photo == "chart:x"
    assert outbox.claim(10, uploading={"chart:x"}) == []
    outbox.set_file_id("chart:x", "FILE")
    assert outbox.photo("chart:x") == ("chart.png", b"png", "FILE")


def test_markup_that_telegram_refuses_goes_again_as_plain_text(outbox: Outbox) -> None:
    outbox.put([Message(1, "sendMessage", {"text": "<b>144", "parse_mode": "HTML"}, Priority.ANSWER, "a")])
    (row,) = outbox.claim(1)
    outbox.plain(row, "144")
    (row,) = outbox.claim(1)
    assert row.payload == {"text": "144"}


def test_putting_is_all_or_nothing(outbox: Outbox) -> None:
    broken = Message(2, "sendMessage", {"text": object()}, Priority.ANSWER, "b")
    with pytest.raises(TypeError):
        outbox.put([letter(1, "a"), broken])
    assert outbox.waiting() == {}


def test_a_clock_that_jumps_expires_nothing(tmp_path: Path) -> None:
    machine, running = [1_700_000_000.0], [50.0]
    wall = Wall(wall=lambda: machine[0], monotonic=lambda: running[0])
    outbox = Outbox(opened(tmp_path), wall)
    outbox.put([letter(1, "a")])
    for jump in (10 * 365 * 86400.0, -20 * 365 * 86400.0):
        machine[0] += jump
        running[0] += 1
        assert wall.now() == 1_700_000_000.0 + running[0] - 50
    assert len(outbox.claim(1)) == 1
