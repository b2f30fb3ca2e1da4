"""What is asked of the third voice, what it may say, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol
from urllib.parse import urlsplit

from config.proxies import Proxy, proxy_for
from config.settings import Settings, is_loopback
from digests.model import Lang

if TYPE_CHECKING:
    from digests.voice.endpoint import Endpoint

Outcome = Literal[
    "chosen",
    "none",  # it says that no candidate answers, or that no figure stands there
    "slow",
    "unreachable",
    "refused",  # by the status of its answer: a wrong key, no such model, a redirect
    "nonsense",  # no numbers of candidates, or no list of quotes, and nothing else
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


@dataclass(frozen=True, slots=True)
class Quoted:
    """A few words of a sentence (its place, from 0) in which a figure of a kind is said to stand."""

    sentence: int
    text: str
    kind: str


class Pointer(Protocol):
    """Whoever points."""

    def point(
        self, title: str, sentences: Sequence[str], lang: Lang, kinds: Mapping[str, str]
    ) -> tuple[Quoted, ...] | None:
        """Where `sentences` state figures of `kinds` (id → what it counts); empty: nowhere; None: no opinion.

        The quotes are of what it was shown: whether they stand in the text is for the asker to find. Raises nothing;
        blocks for `KHABAR_LLM_READ_SECONDS` at most. What it says may be wrong or dictated by the text itself.
        """


class Translating(Protocol):
    """Whoever translates a few sentences of a text."""

    def translate(self, sentences: Sequence[str], of: Lang, to: Lang) -> tuple[str, ...] | None:
        """A translation for each, in their order; None: there is none. Raises nothing; blocks for
        `KHABAR_LLM_READ_SECONDS` at most."""


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
    return Loaded(*_endpoint(settings, settings.llm_seconds, count))


def pointing(settings: Settings, count: Count = lambda _: None) -> Callable[[], Pointer | None]:
    """The same for texts, where all readers of figures are wanted. It waits longer than a question does, and rests by
    itself: what is too slow for a long text may be quick enough for a question."""
    if settings.figure_readers != "all":
        return lambda: None
    return cache(lambda: _endpoint(settings, settings.llm_read_seconds, count)[0])


def translating(settings: Settings, count: Count = lambda _: None) -> tuple[Translating | None, str]:
    """The endpoint as a translator, or why there is none. It waits as long as for a text, and rests by itself."""
    return _endpoint(settings, settings.llm_read_seconds, count)


def _endpoint(settings: Settings, seconds: float, count: Count) -> tuple[Endpoint | None, str]:
    """The endpoint, or why there is none."""
    if settings.llm_url is None:
        return None, "KHABAR_LLM_URL is not set"
    if find_spec("openai") is None:
        return None, "KHABAR_LLM_URL is set, but the package openai is not installed"
    from digests.voice.endpoint import Endpoint  # noqa: PLC0415 (it needs the package)

    endpoint = Endpoint(
        settings.llm_url,
        key=settings.llm_key.get_secret_value() if settings.llm_key else None,
        model=settings.llm_model,
        seconds=seconds,
        proxy=way(settings.llm_url),
        count=count,
    )
    return endpoint, ""


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
