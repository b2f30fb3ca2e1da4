"""Random steps: commands, texts, replies, posts, edits, buttons new and old, blocks, restarts, the clock.

A few hundred in every run; KHABAR_STEPS=10000 or `make bench BENCH=talk` takes as many as one likes.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.simulator import acts
from tests.bot.life import CHATS, COMMANDS, TEXTS, Life

STEPS = int(os.environ.get("KHABAR_STEPS", "240"))
EACH = 80  # steps of one life

CHAT = st.sampled_from(CHATS)
N = st.integers(0, 200)


class People(RuleBasedStateMachine):
    """One life after the other."""

    lived = 0

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.life = Life(Path(self.folder.name))

    def do(self, what: Any) -> None:
        self.runner.run(what)

    @initialize(names=st.tuples(*[st.sampled_from(["Тоҷикӣ", "Русский", "English", ""])] * len(CHATS)))
    def begin(self, names: tuple[str, ...]) -> None:
        """Some chose a language, some did not."""
        self.do(self.life.open())
        for chat, name in zip(CHATS, names, strict=True):
            self.do(self.life.write(chat, "/start", 0))
            if name and chat > 0:
                self.do(self.life.write(chat, name, 0))

    @rule(chat=CHAT, text=st.sampled_from(COMMANDS), n=N)
    def command(self, chat: int, text: str, n: int) -> None:
        self.do(self.life.write(chat, text, n))

    @rule(chat=CHAT, n=N, reply=st.booleans())
    def ask(self, chat: int, n: int, *, reply: bool) -> None:
        self.do(self.life.write(chat, TEXTS[n % 2], n, reply=reply))

    @rule(chat=CHAT, text=st.sampled_from(TEXTS), n=N, reply=st.booleans(), forwarded=st.booleans())
    def text(self, chat: int, text: str, n: int, *, reply: bool, forwarded: bool) -> None:
        self.do(self.life.write(chat, text, n, reply=reply, forwarded=forwarded))

    @rule(chat=CHAT, text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), max_size=40), n=N)
    def anything(self, chat: int, text: str, n: int) -> None:
        self.do(self.life.write(chat, text or "x", n))

    @rule(chat=CHAT, other=st.sampled_from(sorted(acts.OTHER_CONTENT)), n=N, forwarded=st.booleans())
    def content(self, chat: int, other: str, n: int, *, forwarded: bool) -> None:
        self.do(self.life.write(chat, "{secret} 144", n, other=other, forwarded=forwarded))

    @rule(chat=CHAT, n=N)
    def tap(self, chat: int, n: int) -> None:
        self.do(self.life.tap(chat, n))

    @rule(chat=CHAT, n=N)
    def tap_too(self, chat: int, n: int) -> None:
        self.do(self.life.tap(chat, n))

    @rule(n=N)
    def tap_old(self, n: int) -> None:
        self.do(self.life.tap_old(n))

    @rule(chat=CHAT, n=N)
    def edit(self, chat: int, n: int) -> None:
        self.do(self.life.edit(chat, n))

    @rule(chat=CHAT)
    def block(self, chat: int) -> None:
        self.do(self.life.block(chat))

    @rule(hours=st.sampled_from([1, 11, 26, 49, 24 * 31]))
    def pass_time(self, hours: int) -> None:
        self.do(self.life.pass_time(hours))

    @rule()
    def restart(self) -> None:
        self.do(self.life.restart())

    @rule()
    def learn(self) -> None:
        self.do(self.life.learn())

    def teardown(self) -> None:
        try:
            self.do(self.life.close())
            People.lived += self.life.steps
        finally:
            self.runner.close()
            self.folder.cleanup()


def live(steps: int) -> int:
    """So many steps at least; how many it were."""
    People.lived = 0
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=max(1, steps // EACH), stateful_step_count=EACH, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # to shrink steps of a service takes minutes; they are printed as they were
        ),
    )  # fmt: skip
    return People.lived


def test_no_step_breaks_leaks_or_strands() -> None:
    assert live(STEPS) >= STEPS // 2
