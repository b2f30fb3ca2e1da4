"""What is kept is kept for one version, and no more of it than is wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from digests.corpus.holdings import Holdings
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.figures.ledger import Ledger
from digests.kept import Kept
from digests.model import Document
from digests.policy import OPEN
from tests.figures.test_ledger import claim


def test_a_value_is_made_once_a_version() -> None:
    kept, made = Kept(), iter(range(9))
    values = [kept.at(version).get("number", "a", lambda: next(made)) for version in (1, 1, 2, 2, 1)]
    assert values == [0, 0, 1, 1, 2]


def test_of_too_many_the_longest_unasked_goes() -> None:
    kept, made = Kept(), []
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get("letter", key, lambda key=key: made.append(key), most=2)  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_a_ledger_reads_anew_when_its_corpus_changed() -> None:
    """Other claims under the same version are not looked for; under another they are, whatever object holds them."""
    kept, claims = Kept(), [claim(137, 24)]
    ledger = Ledger(load_indicators(), lambda *_: tuple(claims), kept, policy=OPEN)
    first = ledger.view("crocus.deaths")
    claims.append(claim(144, 30))
    assert ledger.view("crocus.deaths") is first
    kept.at("another")
    current = ledger.view("crocus.deaths").current
    assert current is not None and current.value == 144


def test_holdings_see_what_another_connection_wrote(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store, Store.open(tmp_path) as other:
        holdings = Holdings(store)
        holdings.refresh()
        assert holdings.newest_day(None) is None
        document = Document(id="d", title="t", text="x", lang="en", published=date(2024, 4, 1))
        other.put(document, (), (), datetime(2024, 4, 1, tzinfo=UTC))
        holdings.refresh()
        assert holdings.newest_day(None) == date(2024, 4, 1)
