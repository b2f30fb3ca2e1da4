"""`khabar ask` for a person at a terminal: the answer, then its sources."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.cli import main


def test_answer_and_sources_as_text(curated: Path) -> None:
    ran = CliRunner().invoke(main, ["--data", str(curated), "ask", "How many people were killed at Crocus?"])
    assert ran.exit_code == 0
    answer, sources = ran.output.strip().split("\n\n")
    assert answer.startswith("As of 30 March 2024, 144 people were killed in the Crocus City Hall attack")
    assert sources.startswith("[1] ")


def test_a_refusal_offers_what_can_be_asked(curated: Path) -> None:
    ran = CliRunner().invoke(main, ["--data", str(curated), "ask", "plov recipe", "--lang", "en"])
    assert ran.exit_code == 0
    assert ran.output.startswith("My sources do not say.") and ran.output.count("• ") == 3
