"""After a run with planted secrets: every file, log and metric but the private database is searched for them."""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from bot import logs
from bot.health import Prometheus
from bot.people.subscribers import Subscriber
from bot.simulator import acts
from bot.simulator.faults import Fault
from digests.answers.check.checked import Checked
from digests.errors import Unavailable
from digests.model import Lang
from tests.bot.house import OPENING, FakeNewsroom
from tests.bot.running import TOKEN, running, until

CHAT = 77_123_456_789_013
QUESTION = "Саволи-махфии-ман"
NAME = "Гулнора-Махфиева"
SECRETS = (str(CHAT), QUESTION, NAME, TOKEN, TOKEN.split(":")[1])


class Failing(FakeNewsroom):
    """Fails in words that quote the question."""

    def ask(self, question: str, lang: object, **_: object) -> object:  # type: ignore[override]
        raise (RuntimeError if "RT" in question else Unavailable)(f"cannot answer {question!r} for {TOKEN}")


WORDS = ("Гурезаҳоро", "хуфтанбача", "Шабонгоҳӣ")


@pytest.mark.parametrize("how", ["forwarded", "pasted", "caption"])
def test_of_a_post_that_was_checked_nothing_stays(tmp_path: Path, how: str, caplog: pytest.LogCaptureFixture) -> None:
    from digests.clock import FixedClock

    caplog.set_level("DEBUG")
    post = f"{WORDS[0]} 137 нафар куштанд. Дар {WORDS[1]} боз 20 нафар {WORDS[2]} буданд."

    class Checking(FakeNewsroom):
        def post(self, text: str, lang: Lang, *, forwarded: bool) -> Checked | None:
            return super().post(text, lang, forwarded=True) if "137" in text else None

    async def main() -> None:
        async with running(tmp_path, newsroom=Checking(FixedClock(OPENING))) as bot:
            bot.service.subscribers.save(Subscriber(5, "tg"))
            picture = {"other": "photo"} if how == "caption" else {}
            chat = bot.world.private(5)
            acts.write(bot.world, chat, 5, post, forwarded=how == "forwarded", **picture)  # type: ignore[arg-type]
            (said,) = await bot.answered(1)
            assert said.startswith(f"{len(post)} characters checked")
            await until(lambda: not bot.service.outbox.waiting() and bot.service.handling.idle)
            assert bot.service.talk.house.memory.get(5) is None
            assert bot.service.upkeep.words()
            private = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("*")) if path.is_file())  # noqa: ASYNC240
            for word in WORDS:
                assert word.encode() not in private

    asyncio.run(main())
    assert not [word for word in WORDS if word in caplog.text]


def test_planted_secrets_are_found_nowhere_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from digests.clock import FixedClock

    kept = (logging.getLogger().handlers[:], sys.excepthook, logging.raiseExceptions)
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up(level="DEBUG", secrets=[TOKEN])
    metrics = b""

    async def main() -> None:
        nonlocal metrics
        failing = Failing(FixedClock(OPENING))
        async with running(tmp_path, newsroom=failing, health_listen="127.0.0.1:0") as bot:
            assert isinstance(bot.service.metrics, Prometheus)
            bot.world.person(CHAT, NAME)
            bot.service.subscribers.save(Subscriber(CHAT, "tg", active=True))
            bot.world.faults.rules = [
                Fault.read({"kind": kind, "count": 1, "methods": ["sendmessage"]})
                for kind in ("429", "bad_json", "cut_after")
            ]
            await bot.say("/help", chat=CHAT)
            await bot.say(f"{QUESTION} одамон?", chat=CHAT)
            await bot.say(f"{QUESTION} RT?", chat=CHAT)
            await until(lambda: bot.service.inbox.parked() == 1, 40)
            await until(lambda: not bot.service.outbox.waiting(), 40)
            metrics = generate_latest(bot.service.metrics.registry)
            assert bot.service.upkeep.words()
            private = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("people.db*")))  # noqa: ASYNC240
            assert QUESTION.encode() not in private, "handled and parked questions leave no bytes"

    asyncio.run(main())
    logging.getLogger().handlers[:], sys.excepthook, logging.raiseExceptions = kept
    logging.captureWarnings(False)
    outside = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "people.db" not in path.name]
    names = " ".join(path.name for path in tmp_path.rglob("*"))
    assert "failed" in stream.getvalue(), "something was logged at all"
    for secret in SECRETS:
        assert secret not in stream.getvalue()
        assert secret not in names
        assert secret.encode() not in metrics
        assert not any(secret.encode() in data for data in outside)
