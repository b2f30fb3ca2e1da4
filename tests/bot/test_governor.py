"""The pace: smooth from the first message, never more than the rate in any second as the server counts it."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable

import pytest

from bot.mail.governor import Governor


class Hands:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def drive(
    governor: Governor, hands: Hands, seconds: float, delay: Callable[[], tuple[float, float]], *, late: float = 0.0005
) -> tuple[list[float], list[float]]:
    """Send as fast as allowed; (begins, arrivals). `delay` gives the way there and the way back."""
    begins, arrivals = [], []
    answers: list[tuple[float, int, object]] = []
    end = hands.at + seconds
    chat = 0
    while hands.at < end:
        while answers and answers[0][0] <= hands.at:
            _, _, ticket = heapq.heappop(answers)
            governor.end(ticket)  # type: ignore[arg-type]
        wait = governor.wait()
        if wait > 0:
            nearest = answers[0][0] - hands.at if answers else wait
            hands.at += min(wait, max(nearest, 0.0)) + late
            continue
        chat += 1
        ticket = governor.begin(chat)
        there, back = delay()
        begins.append(hands.at)
        arrivals.append(hands.at + there)
        heapq.heappush(answers, (hands.at + there + back, chat, ticket))
    return begins, sorted(arrivals)


def most_in_a_second(times: list[float]) -> int:
    most = first = 0
    for n, at in enumerate(times):
        while at - times[first] >= 1.0:
            first += 1
        most = max(most, n - first + 1)
    return most


CHANCE = random.Random(7)
NETWORKS = {
    "loopback": lambda: (0.0005, 0.0005),
    "far": lambda: (0.06, 0.06),
    "uneven": lambda: (CHANCE.uniform(0.03, 0.045), 0.03),
    "hiccups": lambda: (0.001 if CHANCE.random() < 0.998 else 0.06, 0.001),
}


@pytest.mark.parametrize(
    ("network", "late"),
    [*((network, late) for network in NETWORKS for late in (0.0, 0.001)), ("loopback", 0.012)],
)
def test_the_rate_is_kept_and_never_passed(network: str, late: float) -> None:
    hands = Hands()
    governor = Governor(overall=30, monotonic=hands)
    _, arrivals = drive(governor, hands, 120, NETWORKS[network], late=late)
    assert most_in_a_second(arrivals) <= 30
    assert len(arrivals) >= 0.98 * 30 * 120


def test_there_is_no_burst_at_the_start_nor_after_idling() -> None:
    hands = Hands()
    governor = Governor(overall=30, monotonic=hands)
    begins, _ = drive(governor, hands, 1, NETWORKS["loopback"])
    assert begins[1] - begins[0] > 0.02
    hands.at += 3600
    again, _ = drive(governor, hands, 1, NETWORKS["loopback"])
    assert most_in_a_second(again) <= 30
    assert again[10] - again[0] > 0.25


def test_a_hold_holds_everything_for_as_long_as_told() -> None:
    hands = Hands()
    governor = Governor(overall=None, monotonic=hands)
    governor.hold(2.5)
    governor.hold(1.0)
    hands.at += 2.4
    assert governor.wait() == pytest.approx(0.1)
    assert governor.allowance(10) == 0
    hands.at += 0.2
    assert governor.wait() == 0


def test_a_chat_rests_a_second_from_the_answer_on() -> None:
    hands = Hands()
    governor = Governor(monotonic=hands)
    ticket = governor.begin(7)
    hands.at += 0.4
    governor.end(ticket)
    hands.at += 0.99
    assert governor.resting() == [7]
    hands.at += 0.05
    assert governor.resting() == []


def test_calls_that_put_nothing_into_a_chat_let_it_go_on() -> None:
    hands = Hands()
    governor = Governor(monotonic=hands)
    governor.end(governor.begin(7), counts=False)
    assert governor.resting() == []


def test_a_group_gets_twenty_a_minute() -> None:
    hands = Hands()
    governor = Governor(monotonic=hands)
    sent = []
    while hands.at < 1200:
        if -5 in governor.resting():
            hands.at += 0.05
            continue
        ticket = governor.begin(-5)
        sent.append(hands.at)
        governor.end(ticket)
    for n in range(len(sent) - 20):
        assert sent[n + 20] - sent[n] > 60
    assert len(sent) >= 60


def test_a_high_rate_is_kept_although_timers_are_coarse() -> None:
    hands = Hands()
    governor = Governor(overall=1000, chat=50, monotonic=hands)
    _, arrivals = drive(governor, hands, 5, NETWORKS["loopback"], late=0.0008)
    assert most_in_a_second(arrivals) <= 1000
    assert len(arrivals) >= 0.98 * 5000


def sent(governor: Governor, chat: int = 1) -> None:
    governor.end(governor.begin(chat))


def test_as_many_calls_may_begin_as_a_late_timer_owes() -> None:
    hands = Hands()
    governor = Governor(overall=1000.0, monotonic=hands)
    sent(governor)
    assert governor.allowance(50) == 0, "the next has its turn to come"
    hands.at = governor.pace.next  # type: ignore[union-attr]
    assert governor.allowance(50) == 1
    hands.at += 3.5 * governor.pace.gap  # type: ignore[union-attr]
    assert governor.allowance(50) == 4
    assert governor.allowance(2) == 2
    hands.at += 100
    assert governor.allowance(50) == 1 + int(0.02 * 1000 / 1.012), "an idle hour is not made good"
    governor.hold(5)
    assert governor.allowance(50) == 0


@pytest.mark.parametrize(("late", "wait"), [(0.25, 0.0), (0.35, 0.1012)])
def test_a_timer_that_is_late_by_three_gaps_is_made_good_and_no_later_one(late: float, wait: float) -> None:
    hands = Hands()
    governor = Governor(overall=10.0, monotonic=hands)
    sent(governor)
    hands.at += 0.1012 + late
    sent(governor, 2)
    assert governor.wait() == pytest.approx(wait)


def test_without_a_pace_all_may_begin() -> None:
    hands = Hands()
    governor = Governor(overall=None, monotonic=hands)
    sent(governor)
    assert governor.allowance(50) == 50
    assert governor.wait() == 0.0
    governor.hold(2)
    assert governor.allowance(50) == 0


def test_what_is_left_of_a_hold_is_told() -> None:
    hands = Hands()
    governor = Governor(monotonic=hands)
    assert governor.held() == 0.0
    governor.hold(7)
    governor.hold(3)  # a shorter one takes nothing from it
    hands.at += 2
    assert governor.held() == 5.0
    hands.at += 6
    assert governor.held() == 0.0


def test_a_chat_rests_by_its_own_rate() -> None:
    hands = Hands()
    governor = Governor(chat=4, monotonic=hands)
    sent(governor)
    assert governor.soonest() == pytest.approx(1 / 4 + 0.02)
    assert governor.resting() == [1]
    hands.at += 1 / 4 + 0.02
    assert governor.resting() == []


def test_the_next_chat_to_have_rested_is_waited_for() -> None:
    hands = Hands()
    governor = Governor(monotonic=hands)
    assert governor.soonest() == 1.0, "nobody rests"
    governor.rest(1, 0.5)
    governor.rest(2, 0.25)
    governor.rest(2, 0.125)  # a shorter one takes nothing from it
    assert governor.soonest() == 0.25
    hands.at += 2
    assert governor.soonest() == 0.0


def test_a_group_rests_between_two_messages_as_well() -> None:
    hands = Hands()
    governor = Governor(group=2, monotonic=hands)
    sent(governor, -1)
    assert governor.soonest() == pytest.approx(1.02)
    hands.at += 10
    sent(governor, -1)
    assert -1 in governor.resting()
    hands.at += 50
    assert -1 in governor.resting(), "two in a minute, and ten seconds of it are left of the first"
    hands.at += 0.03
    assert governor.resting() == []


def test_what_another_sender_has_to_know_is_told_once_and_taken_over() -> None:
    hands = Hands()
    governor = Governor(group=3, monotonic=hands)
    governor.rest(1, 1.2)  # as long as two senders leave between them anyway
    governor.rest(2, 5)
    sent(governor, -3)
    hands.at += 2
    told = governor.lasting()
    assert told == {2: (3.0, []), -3: (pytest.approx(1.02 - 2), [2.0])}
    assert governor.lasting() == {}
    other = Governor(group=3, monotonic=hands)
    other.resume(2, *told[2])
    other.resume(-3, *told[-3])
    assert other.resting() == [2], "a second has passed for the group"
    assert other.soonest() == 3.0


@pytest.mark.parametrize(("ages", "rests"), [([50.0, 0.0], 10.02), ([50.0, -1.0], 1.02), ([50.0], 1.02)])
def test_the_messages_of_the_last_minute_count_whoever_sent_them(ages: list[float], rests: float) -> None:
    hands = Hands()
    governor = Governor(group=3, monotonic=hands)
    governor.resume(-3, 0.5, ages)
    assert governor.soonest() == 0.5
    sent(governor, -3)
    assert governor.soonest() == pytest.approx(rests), "what is told of a time to come is not believed"


def test_of_a_chat_of_which_nothing_is_sent_nothing_is_remembered() -> None:
    hands = Hands()
    governor = Governor(monotonic=hands)
    governor.resume(-1, 3, [])
    governor.resume(-2, 3, [61.0])
    hands.at += 4
    assert governor.resting() == []
    sent(governor, -1)
    assert governor.lasting() == {-1: (pytest.approx(1.02), [0.0])}


def test_in_a_hurry_no_chat_rests_and_afterwards_each_does() -> None:
    hands = Hands()
    governor = Governor(monotonic=hands)
    sent(governor)
    with governor.hurried():
        assert governor.resting() == []
        sent(governor)
        assert governor.resting() == []
    sent(governor)
    assert governor.soonest() == pytest.approx(1.02)
