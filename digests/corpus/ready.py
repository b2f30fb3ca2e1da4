"""Vectors that come with the program: those of its own records, so that a first start need not think for minutes.

A file of the marks of texts and what one model said of them. A text that has changed since has another mark and is
not found here, another model's file is no use; both are embedded where they are used, like everything else.
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from config import TABLES

logger = logging.getLogger(__name__)

PATH = TABLES / "vectors.npz"

Ready = Mapping[int, tuple[float, bytes]]
"""Mark of a text → scale and bytes of its vector."""


def load(model: str, path: Path = PATH) -> Ready:
    """What the file holds for `model`; nothing where it is another's, missing or spoilt."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            if str(found["model"]) != model:
                return {}
            marks, scales, values = found["marks"], found["scales"], found["values"]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as error:
        logger.warning("%s cannot be read (%s): its texts are embedded anew", path.name, error)
        return {}
    return {int(mark): (float(scale), row.tobytes()) for mark, scale, row in zip(marks, scales, values, strict=True)}


def save(model: str, found: Ready, path: Path = PATH) -> None:
    """Write the file; the same vectors give the same bytes."""
    marks: Sequence[int] = sorted(found)
    np.savez_compressed(
        path,
        model=np.array(model),
        marks=np.array(marks, np.int64),
        scales=np.array([found[mark][0] for mark in marks], np.float32),
        values=np.stack([np.frombuffer(found[mark][1], np.int8) for mark in marks]),
    )
