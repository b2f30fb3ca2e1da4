"""What is asked of the third voice, what it may say, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import Literal, NamedTuple, Protocol
from urllib.parse import urlsplit

from config.proxies import Proxy, proxy_for
from config.settings import Settings, is_loopback
from digests.model import Lang

Outcome = Literal[
    "chosen",
    "none",  # it says that no candidate answers
    "slow",
    "unreachable",
    "refused",  # by the status of its answer: a wrong key, no such model, a redirect
    "nonsense",  # no numbers of candidates and nothing else
    "busy",  # not asked: too many questions wait for it
    "resting",  # not asked: it failed several times in a row
    "broken",  # an error of ours or of the library
]
OUTCOMES: tuple[Outcome, ...] = (
    "chosen", "none", "slow", "unreachable", "refused", "nonsense", "busy", "resting", "broken",
)  # fmt: skip
Count = Callable[[Outcome], None]
"""Told what came of each question, and nothing of its words; from whichever thread asked."""


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate as it is shown: its text, and the day it was published or stands for."""

    text: str
    day: date | None = None


TRIAL: tuple[str, Lang, tuple[Option, ...]] = (
    "On which days is the market open?",
    "en",
    (Option("The market is open on weekends."), Option("The bakery sells bread.")),
)
"""A question that tries an endpoint: nobody's, and answered by its first option."""


class Voice(Protocol):
    """Whoever chooses."""

    def choose(self, question: str, lang: Lang, options: Sequence[Option]) -> frozenset[int] | None:
        """The places in `options` (from 0) of those that answer `question`; empty: none does; None: no opinion.

        Options beyond the first `asking.MOST_SHOWN` are not shown. Raises nothing; blocks for `KHABAR_LLM_SECONDS` at
        most, so not in an event loop's thread. What it says is worth a feature of a scorer: it may be wrong or misled.
        """


class Loaded(NamedTuple):
    """The voice, or why there is none."""

    voice: Voice | None
    why_not: str = ""


def once(settings: Settings, count: Count = lambda _: None) -> Callable[[], Voice | None]:
    """The operator's voice, made at the first call and kept."""
    return cache(lambda: load(settings, count).voice)


def load(settings: Settings, count: Count = lambda _: None) -> Loaded:
    """The operator's voice, ready to be asked: its library is loaded at the first question, in a thread of its own.

    Nothing is raised: what stands against it is said in words. `count` is told what comes of each question.
    """
    if settings.llm_url is None:
        return Loaded(None, "KHABAR_LLM_URL is not set")
    if find_spec("openai") is None:
        return Loaded(None, "KHABAR_LLM_URL is set, but the package openai is not installed")
    from digests.voice.endpoint import Endpoint  # noqa: PLC0415 (it needs the package)

    return Loaded(
        Endpoint(
            settings.llm_url,
            key=settings.llm_key.get_secret_value() if settings.llm_key else None,
            model=settings.llm_model,
            seconds=settings.llm_seconds,
            proxy=way(settings.llm_url),
            count=count,
        )
    )


def way(url: str) -> Proxy | None:
    """The proxy that leads to the endpoint. Never one to this machine: what may go there must not leave it."""
    return None if is_loopback(url) else proxy_for(url)


def place(url: str) -> str:
    """Where the endpoint is, in words: its host alone."""
    host = urlsplit(url).hostname or ""
    if is_loopback(url):
        return f"{host}, this machine"
    proxy = way(url)
    return f"{host} by {proxy}" if proxy else host
