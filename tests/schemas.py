"""`make schema`: the JSON Schema of records and indicators, written anew into `config/schema`."""

from __future__ import annotations

from pathlib import Path

from digests.check.shapes import schemas

FOLDER = Path(__file__).resolve().parents[1] / "config" / "schema"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
