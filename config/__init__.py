"""What an editor or an operator changes: data files beside the one reader of the environment."""

from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
LOCALES = HERE / "locales"
TABLES = HERE / "tables"
INDICATORS = HERE / "indicators.toml"
NAMES = HERE / "names.toml"
GLOSSARY = HERE / "glossary.tsv"
SOURCES = HERE / "sources.toml"
QUESTIONS = HERE / "questions.toml"
SPELLING = HERE / "spelling.tsv"
VERBS = HERE / "verbs.tsv"
