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
