"""Random steps: commands, texts, replies, posts, edits, buttons new and old, blocks, restarts, the clock; topics, a
channel, other languages, and what is pressed after everything was erased.

A few hundred in every run; KHABAR_STEPS=10000 or `make bench BENCH=talk` takes as many as one likes.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from pydantic import SecretStr

from bot.simulator import acts
from tests.bot import stores
from tests.bot.life import CHANNEL, CHATS, COMMANDS, FORUM, GROUP, TEXTS, Life

STEPS = int(os.environ.get("KHABAR_STEPS", "240"))
EACH = 80  # steps of one life

CHAT = st.sampled_from(CHATS)
N = st.integers(0, 200)


class People(RuleBasedStateMachine):
    """One life after the other."""

    lived = 0
    server: stores.Server | None = None  # which holds the private database; None: a file

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        data = Path(self.folder.name)
        self.life = Life(data, {"people_url": SecretStr(self.server.of(data))} if self.server else {})

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

    @rule(chat=CHAT, text=st.sampled_from([*COMMANDS, *TEXTS]), n=N)
    def edit_into(self, chat: int, text: str, n: int) -> None:
        self.do(self.life.edit(chat, n, text))

    @rule(chat=CHAT, n=N)
    def hand_back(self, chat: int, n: int) -> None:
        self.do(self.life.hand_back(chat, n))

    @rule(chat=CHAT, n=N)
    def forget(self, chat: int, n: int) -> None:
        self.do(self.life.forget(chat, n))

    @rule(chat=CHAT, lang=st.sampled_from(["tg", "ru", "en"]), n=N)
    def speak(self, chat: int, lang: str, n: int) -> None:
        self.do(self.life.speak(chat, lang, n))

    @rule(act=st.sampled_from(["create", "close", "reopen", "delete"]), n=N)
    def topic(self, act: str, n: int) -> None:
        self.do(self.life.topic(act, n))

    @rule(
        chat=st.sampled_from([GROUP, FORUM, CHANNEL]), status=st.sampled_from(["administrator", "member", "left"]),
        denied=st.sets(st.sampled_from(["can_send_photos", "can_send_messages", "can_post_messages"])),
    )  # fmt: skip
    def stand(self, chat: int, status: str, denied: set[str]) -> None:
        self.do(self.life.stand(chat, status, denied))

    @rule(to=st.sampled_from(["midnight", "month"]))
    def turn(self, to: str) -> None:
        self.do(self.life.turn(to))

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
            if self.server:
                self.server.drop(Path(self.folder.name))
            self.folder.cleanup()


def live(steps: int, *, seeded: int | None = None, server: stores.Server | None = None) -> int:
    """So many steps at least; how many it were. With a seed they are the same each time."""
    People.lived, People.server = 0, server
    if seeded is not None:
        seed(seeded)(People)
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
