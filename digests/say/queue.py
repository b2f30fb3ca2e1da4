"""What an editor reads of a claim that waits: what would change for readers if it were approved."""

from __future__ import annotations

from digests.model import Claim, Lang
from digests.say.locale import load
from digests.say.phrases import say_claim


def say_effect(kind: str, claim: Claim, beside: Claim | None, lang: Lang) -> str:
    """`kind` as `digests.figures.queue` tells them: «Если утвердить: действующая цифра сменится …»."""
    other = say_claim(beside, lang) if beside else ""
    return load(lang).say(f"review-{kind}", value=say_claim(claim, lang), beside=other)
