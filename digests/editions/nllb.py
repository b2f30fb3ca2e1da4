"""NLLB through CTranslate2: the one home of both libraries. The weights are the operator's, in a folder.

Needed there: what `ct2-transformers-converter` writes (`model.bin` and a vocabulary beside it), and the model's own
`sentencepiece.bpe.model`. Nothing is downloaded.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from digests.model import Lang

CODES: Mapping[Lang, str] = {"tg": "tgk_Cyrl", "ru": "rus_Cyrl", "en": "eng_Latn"}
WEIGHTS, PIECES = "model.bin", "sentencepiece.bpe.model"
BEAM = 4
LONGEST = 256
"""Pieces of a translation at most; a sentence of news has some forty."""
TOKENS = 400
"""Pieces of a source sentence at most: what is longer is left as published."""
PACKAGES = ("ctranslate2", "sentencepiece")


def lacking(folder: Path | None) -> str | None:
    """What is missing for it, in words; None where nothing is."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        return f"the package{'s' * (len(missing) > 1)} {' and '.join(missing)} {_are(missing)} not installed"
    if folder is None:
        return "KHABAR_TRANSLATE_MODEL is not set"
    absent = [name for name in (WEIGHTS, PIECES) if not (folder / name).is_file()]
    return f"{folder} has no {' and no '.join(absent)}" if absent else None


def _are(names: Sequence[str]) -> str:
    return "are" if len(names) > 1 else "is"


class Nllb:
    """A `Translator`. The weights are read at the first sentence and kept; one thread at a time uses them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self.id = f"nllb/{folder.name}/{(folder / WEIGHTS).stat().st_size}"

    def translate(self, sentences: Sequence[str], of: Lang, to: Lang) -> tuple[str, ...] | None:
        """See `Translator`."""
        try:
            with self._lock:
                return self._translated(sentences, of, to)
        except (RuntimeError, ValueError, OSError):  # damaged weights, no memory
            return None

    def _translated(self, sentences: Sequence[str], of: Lang, to: Lang) -> tuple[str, ...] | None:
        pieces = [self._pieces.encode(sentence, out_type=str) for sentence in sentences]
        if any(len(each) > TOKENS for each in pieces):
            return None
        found = self._engine.translate_batch(
            [[CODES[of], *each, "</s>"] for each in pieces],
            target_prefix=[[CODES[to]] for _ in pieces],
            beam_size=BEAM,
            max_decoding_length=LONGEST,
        )
        return tuple(self._pieces.decode([p for p in each.hypotheses[0] if p != CODES[to]]) for each in found)

    @cached_property
    def _engine(self) -> Any:
        import ctranslate2  # noqa: PLC0415 (the weights are gigabytes: where a sentence is asked for, not at the start)

        return ctranslate2.Translator(str(self._folder), device="cpu", inter_threads=1, intra_threads=1)

    @cached_property
    def _pieces(self) -> Any:
        import sentencepiece  # noqa: PLC0415

        return sentencepiece.SentencePieceProcessor(model_file=str(self._folder / PIECES))
