"""The tables under `config/` as they are read: one way, with one line for whatever is wrong with the file itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from digests.errors import BadInput


def read(path: Path) -> dict[str, Any]:
    """The TOML file. Raises BadInput naming it where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", path=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(str(error), path=path) from error
