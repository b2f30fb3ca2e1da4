"""An editor who taps and types whatever comes: nothing breaks, nothing is refused, every screen leads on, and what the
corpus holds stays a corpus."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.people.limits import Limits
from bot.simulator import acts
from bot.talk.words import say
from digests.check import records as checked
from digests.corpus.store import Store
from digests.sources import records
from tests.bot.house import Talk
from tests.bot.test_desk import EDITOR, Corpus, run, shown
from tests.editing.test_writing import SAID, TEXT

STEPS = 150
TYPED = (
    "145", "не менее 418 человек", "30 марти соли 2024", "-", "TASS", "Crocus", "FSB of Russia", "0", "<b>", "/desk",
    "/held", "cancel", "a\nb\nc", TEXT, *SAID.values(), "🙂", "x" * 900,
)  # fmt: skip
TYPING = 0.25
"""How often something is typed instead of tapped."""


async def step(talk: Talk, chance: random.Random) -> None:
    """Tap a button of one of the newest screens, or type something."""
    screens = [each for each in list(talk.chat(EDITOR).messages.values())[-4:] if each.get("reply_markup")]
    buttons = [
        (each["message_id"], button["callback_data"])
        for each in screens
        for row in each["reply_markup"]["inline_keyboard"]
        for button in row
        if "callback_data" in button
    ]
    if not buttons or chance.random() < TYPING:
        await talk.say(chance.choice(TYPED))
    else:
        message_id, data = chance.choice(buttons)
        acts.press(talk.world, talk.chat(EDITOR), EDITOR, message_id, data)
        await talk.pump()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_an_editor_does_leads_on_and_leaves_a_sound_corpus(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)

    async def act(talk: Talk, corpus: Corpus) -> None:
        talk.app.house.limits = Limits(burst=10_000)
        await talk.say("/desk")
        for _ in range(STEPS):
            await step(talk, chance)
        await talk.say("/desk")
        assert say("en", "desk-title") in shown(talk)
        with Store.open(corpus.folder) as store:
            assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        written = list(records.folder(corpus.folder).glob("*.toml"))
        found = checked.check(records.folder(corpus.folder))[1]
        unasked = [each for each in found if "questions" not in each.what]
        assert not written or unasked == []

    run(tmp_path, act)
