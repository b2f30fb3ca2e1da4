"""The machine that translates, if the operator set one up: an endpoint, or NLLB's weights in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from config.settings import Settings
from digests.editions import nllb
from digests.model import Lang
from digests.voice import voice
from digests.voice.voice import Count

NOT_SET_UP = "KHABAR_TRANSLATE is off"


class Translator(Protocol):
    """Whoever translates. What it says may be wrong or dictated by the text: the gate judges it."""

    @property
    def id(self) -> str:
        """Names engine and model: what one said is not another's."""

    def translate(self, sentences: Sequence[str], of: Lang, to: Lang) -> tuple[str, ...] | None:
        """A translation for each of a few sentences of one text, in their order; None: it has none. Raises nothing;
        blocks for as long as a request may take, so not in an event loop's thread."""


class Loaded(NamedTuple):
    """The translator, or why there is none."""

    translator: Translator | None
    why_not: str = ""


class _ByEndpoint:
    """The endpoint as a `Translator`: it lacks only a name for what it is."""

    def __init__(self, endpoint: voice.Translating, name: str) -> None:
        self.id = name
        self.translate = endpoint.translate


def load(settings: Settings, count: Count = lambda _: None) -> Loaded:
    """The operator's translator. Nothing is raised: what stands against it is said in words."""
    if settings.translate == "nllb":
        lacks = nllb.lacking(settings.translate_model)
        if lacks is not None or settings.translate_model is None:
            return Loaded(None, lacks or NOT_SET_UP)
        return Loaded(nllb.Nllb(settings.translate_model))
    if settings.translate == "off":
        return Loaded(None, NOT_SET_UP)
    endpoint, why_not = voice.translating(settings, count)
    if endpoint is None:
        return Loaded(None, why_not)
    return Loaded(_ByEndpoint(endpoint, f"endpoint/{settings.llm_model}"))


def once(settings: Settings) -> Callable[[], Translator | None]:
    """The operator's translator, made at the first call and kept."""
    return cache(lambda: load(settings).translator)
