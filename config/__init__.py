"""What an editor or an operator changes: data files beside the one reader of the environment.

Every file has one place, and `where` knows it: in the folder that KHABAR_CONFIG names if it is there, else packaged.
The folder is the process's: it is read once, and `config.settings` stops the start where it is none.
"""

import os
from pathlib import Path

PACKAGED = Path(__file__).parent
OWN = Path(os.environ["KHABAR_CONFIG"]).absolute() if os.environ.get("KHABAR_CONFIG") else None


def where(name: str) -> Path:
    """The place of `name`: a file ("sources.toml", "locales/tg.ftl"), or "corpus", a folder that is taken whole."""
    own = OWN / name if OWN else None
    return own if own is not None and own.exists() else PACKAGED / name


CORPUS = where("corpus")
LOCALES = PACKAGED / "locales"  # `locale` knows the place of each
TABLES = PACKAGED / "tables"  # learned, not written
FITTED = PACKAGED / "fitted"  # by `make fit`
INDICATORS = where("indicators.toml")
NAMES = where("names.toml")
GLOSSARY = where("glossary.tsv")
CITIES = where("cities.toml")
WISHES = where("wishes.toml")
SOURCES = where("sources.toml")
SPEAKERS = where("speakers.tsv")
VOICES = where("speakers.toml")
QUESTIONS = where("questions.toml")
SPELLING = where("spelling.tsv")
VERBS = where("verbs.tsv")
TOPICS = where("topics.toml")
UNITS = where("units.toml")
RELEVANCE = where("relevance.toml")
EDITIONS = where("editions.toml")
RETELLING = where("retelling.toml")
GATE = where("gate.toml")
SUMMARY = where("summary.toml")
REPLIES = where("replies.toml")


def locale(lang: str) -> Path:
    """The messages of a language."""
    return where(f"locales/{lang}.ftl")
