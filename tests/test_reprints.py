"""A form's next release is news; a report that goes round is reprinted, however often."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.duplicates import BOILERPLATE
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.model import Document

FORM = (
    "The regional office reports on its work of the week to the public and the press. In this period {} notices were "
    "served on landlords. The office asks owners to register guests in time and to keep the forms for one year. Its "
    "reception is open on working days, and a list of addresses hangs at the entrance of every branch."
)


@pytest.fixture
def ingest(tmp_path: Path) -> Ingest:
    return Ingest(Store.open(tmp_path, create=True), FixedClock(datetime(2026, 1, 10, tzinfo=UTC)))


def take(ingest: Ingest, name: str, text: str) -> str | None:
    return ingest.document(Document(name, name, text, "en", publisher=name)).duplicate_of


def test_releases_of_a_form_are_news_and_the_reprint_of_one_is_known(ingest: Ingest) -> None:
    assert take(ingest, "w0", FORM.format(418)) is None
    assert take(ingest, "again", FORM.format(418) + " Our correspondent added a line.") == "w0"
    for n in range(1, BOILERPLATE + 2):
        assert take(ingest, f"w{n}", FORM.format(418 + 31 * n)) is None


def test_a_report_that_goes_round_is_no_form(ingest: Ingest) -> None:
    told = FORM.format(418)
    takers = [take(ingest, f"o{n}", f"{told} Outlet {'abcdefghijklmnop'[n]} carried it too.") for n in range(16)]
    assert takers == [None, *["o0"] * 15]
