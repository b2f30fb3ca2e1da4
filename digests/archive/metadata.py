"""What Datasette tells beside the tables: title, licence, where it all comes from (docs.datasette.io, metadata)."""

from __future__ import annotations

from typing import Any

from digests.model import LANGS
from digests.say.locale import load as load_locale

DATABASE = "khabar"
"""The name of the database that the tables are put into: Datasette knows it by its file's name."""
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


def metadata() -> dict[str, Any]:
    """metadata.json: of the whole, and of the tables made of claims.csv and documents.csv."""
    return {
        "title": _said("archive-title"),
        "description": _said("archive-about"),
        "license": LICENCE,
        "license_url": LICENCE_URL,
        "source": _said("archive-licence"),
        "databases": {
            DATABASE: {
                "tables": {
                    "claims": {
                        "title": _said("archive-figures"),
                        "description": _said("archive-file-claims-csv"),
                        "source": _said("archive-claims-from"),
                        "sort_desc": "as_of",
                        "facets": ["indicator", "status", "review"],
                    },
                    "documents": {
                        "title": _said("ledger-documents"),
                        "description": _said("archive-file-documents-csv"),
                        "source": _said("archive-documents-from"),
                        "label_column": "title",
                        "sort_desc": "published",
                        "facets": ["publisher", "lang"],
                    },
                }
            }
        },
    }


def _said(message: str) -> str:
    """The message in the three languages: Datasette has one text for all who read."""
    return " / ".join(load_locale(lang).say(message) for lang in LANGS)
