"""Quarantine: what is read there comes out whole, and what is made to burn time, room or secrets gets nowhere."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from digests import publishers
from digests.clock import FixedClock
from digests.corpus.duplicates import sketch
from digests.corpus.store import Store
from digests.errors import BadInput
from digests.figures import indicators
from digests.ingest import Ingest
from digests.model import Readers
from digests.publishers import Feed
from digests.quarantine import inside
from digests.quarantine.keeper import Quarantine, Read
from digests.quarantine.reading import claims_of
from digests.relevance.judge import named_in
from digests.sources import apart, asks, files
from digests.sources.apart import Apart
from digests.sources.walls import WALLS
from tests.size import part

RSS = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Т</title>{items}</channel></rss>'
ITEM = "<item><title>Суд</title><guid>{n}</guid><description>{text}</description></item>"
RELEVANT = "Из России за апрель депортировали 300 граждан Таджикистана, сообщили в министерстве."
FEED = Feed("https://example.tj/feed", "ru", "Намуна")
SUBJECT = publishers.load().subject
PROBER = "tests.quarantine.prober"


@pytest.fixture(scope="module")
def quarantine() -> Quarantine:
    return Quarantine()


def rss(*texts: str) -> bytes:
    return RSS.format(items="".join(ITEM.format(n=n, text=text) for n, text in enumerate(texts))).encode()


def test_a_document_comes_out_as_it_would_have_been_read_here(quarantine: Quarantine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{RELEVANT}\n\nДальше стоит ещё одно предложение из слов.", "utf-8")
    record = sorted((Path(__file__).parents[2] / "config/corpus").glob("*.toml"))[0]
    for path in (tmp_path / "a.txt", record):
        (read,) = quarantine.file(path)
        (here,) = files.read(path)
        here = asks.with_asks(here, path)
        assert read.claims
        assert read.claims == claims_of(here, indicators.load())
        assert read.document.sketch == (here.sketch or sketch(here.text))
        for name in ("id", "text", "spans", "statements", "published", "not_before", "headline", "lang", "path"):
            assert getattr(read.document, name) == getattr(here, name), name


@pytest.mark.parametrize("readers", get_args(Readers))
def test_the_child_reads_as_it_is_told(
    readers: Readers, quarantine: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(RELEVANT, "utf-8")
    monkeypatch.setattr(quarantine, "readers", readers)  # told with each order, to one child after another
    (read,) = quarantine.file(tmp_path / "a.txt")
    (item,) = quarantine.feed(rss(RELEVANT), FEED, SUBJECT)
    wanted = claims_of(read.document, indicators.load(), readers)
    assert read.claims == wanted == quarantine.claims(read.document)
    assert [claim.review for claim in (*wanted, *item.claims)] == ["held" if readers == "second" else "automatic"] * 2


def test_a_document_that_was_dated_anew_is_searched_again_there(quarantine: Quarantine, tmp_path: Path) -> None:
    record = sorted((Path(__file__).parents[2] / "config/corpus").glob("*.toml"))[0]
    (tmp_path / "a.txt").write_text(f"{RELEVANT}\n\nДальше стоит ещё одно предложение из слов.", "utf-8")
    for path in (tmp_path / "a.txt", record):
        (read,) = quarantine.file(path)
        assert quarantine.claims(read.document) == read.claims
        later = replace(read.document, published=date(2024, 5, 6))
        assert {claim.published for claim in quarantine.claims(later)} == {date(2024, 5, 6)}


def test_items_of_the_subject_are_told_from_others(quarantine: Quarantine) -> None:
    first, second = quarantine.feed(rss(RELEVANT, "Клуб из Душанбе выиграл матч 3:0."), FEED, SUBJECT)
    assert (first.searched, [claim.value for claim in first.claims]) == (True, [300])
    assert (second.searched, second.claims) == (False, ())
    assert [read.named for read in (first, second)] == [named_in(read.document) for read in (first, second)]
    assert first.document.path == FEED.url


def test_what_there_is_no_time_to_search_with_its_feed_is_searched_as_it_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(inside, "SEARCHING", 0.0)
    order: dict[str, object] = {
        "source": FEED.url,
        "publisher": "Намуна",
        "lang": "ru",
        "charset": None,
        "address": FEED.url,
    }
    order |= {"source_kind": "feed", "subject": sorted(SUBJECT), "readers": "both"}
    (answer,) = inside.read_feed(rss(RELEVANT), order, indicators.load())
    read = Read(**answer["read"])
    assert (read.searched, read.claims) == (False, ())
    with Store.open(tmp_path, create=True) as store:
        clock = FixedClock(datetime(2024, 5, 6, tzinfo=UTC))
        assert Ingest(store, clock).document(read.document, read.claims if read.searched else None).claims == 1


HOSTILE = {
    "attributes": rss("").replace(b"<guid>", b"<guid " + b" ".join(b'a%d="x"' % n for n in range(150_000)) + b">"),
    "nesting": rss("<a>" * 400_000),
    "distinct words": rss(*(" ".join(f"мигрантовед{n:x}а{n}" for n in range(k, k + 4000)) for k in range(60))),
    "enclosures": rss("").replace(
        b"<guid>", b'<enclosure url="http://a/b" length="1" type="a/b"/>' * 100_000 + b"<guid>"
    ),
    "items": b"".join(
        [b"<rss><channel><title>T</title>", b"<item><title>a</title></item>" * 500_000, b"</channel></rss>"]
    ),
    "marks": rss("а" + "\u0315\u0300\u031b\u0321" * 25_000),
    "tags unclosed": rss("&lt;div&gt;" * 200_000),
    "entities": b"<rss><channel><title>" + b"&amp;" * 2_000_000 + b"</title></channel></rss>",
}


@pytest.mark.parametrize("kind", part(list(HOSTILE), ["attributes", "distinct words", "items", "marks"]))
def test_a_feed_made_to_burn_is_read_or_refused_within_the_limits(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes of it: the child had 2 s of CPU and 256 MB, and the next feed is read as if nothing had been."""
    monkeypatch.setattr(apart, "SECONDS", 2)  # half of one goes into starting on a busy machine
    keeper = Quarantine()
    before = os.times()
    try:
        for read in keeper.feed(HOSTILE[kind], FEED, SUBJECT):
            assert len(read.document.text) <= 100_000
    except BadInput as error:
        assert str(error).startswith(f"{FEED.url}: ")
        assert "\n" not in str(error)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < 2 + 2  # of CPU, not of the clock: what the system took from the child
    monkeypatch.undo()  # a child that starts on a busy machine needs more
    assert len(keeper.feed(rss(RELEVANT), FEED, SUBJECT)) == 1


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    child = Apart(PROBER)
    with pytest.raises(BadInput, match=r"^x: not read within 1 s$"):
        child.ask({"do": "burn"}, b"", path="x")
    assert len(child.ask({"do": "environment"}, b"", path="x")) == 1


def test_what_sleeps_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 1.0)
    with pytest.raises(BadInput, match=r"^x: not read within"):
        Apart(PROBER).ask({"do": "sleep"}, b"", path="x")


def test_what_answers_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "ANSWERS", 1 << 20)
    with pytest.raises(BadInput, match=r"^x: cannot be parsed$"):
        Apart(PROBER).ask({"do": "babble"}, b"", path="x")


def test_a_child_that_lies_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RELEVANT, "utf-8")
    monkeypatch.setattr("digests.quarantine.keeper.CHILD", PROBER)
    with pytest.raises(BadInput, match=r"a\.txt: cannot be parsed"):
        Quarantine().file(tmp_path / "a.txt")


@pytest.fixture(scope="module")
def probe() -> Any:
    """Asks the child to try something; its answer."""
    child = Apart(PROBER)

    def ask(do: str, *arguments: str) -> Any:
        (answer,) = child.ask({"do": do, "arguments": list(arguments)}, b"", path="x")
        return json.loads(answer)

    return ask


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_TELEGRAM_TOKEN", "1:secret")
    monkeypatch.setenv("KHABAR_CONFIG", "/etc/khabar")
    child = Apart(PROBER)
    (answer,) = child.ask({"do": "environment"}, b"", path="x")
    assert json.loads(answer) == {"KHABAR_CONFIG": "/etc/khabar", **apart.ALONE}


def test_no_more_memory_than_is_allowed(probe: Any) -> None:
    assert probe("memory", str(apart.MEMORY)) == "MemoryError"
    assert probe("memory", "1000000") == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="walls of Linux")
def test_no_files_no_network_no_processes(probe: Any, tmp_path: Path) -> None:
    """Each only where its wall stands: an old kernel has none of them."""
    secret = tmp_path / "people.db"
    secret.write_text("secret")
    standing = Quarantine().walls()
    assert set(standing) <= set(WALLS)
    if "privileges" in standing:
        assert probe("privileges") == 1
    if "files" in standing:
        for path in (str(secret), "/etc/passwd", f"/proc/{os.getpid()}/environ", str(Path(__file__).parents[2])):
            assert probe("open", path) == "PermissionError", path
        assert probe("open", str(Path(apart.__file__))) == "done"
        assert probe("write", str(tmp_path / "new")) == "PermissionError"
    if "calls" in standing:
        for do in ("socket", "fork", "execute", "signal"):
            assert probe(do, str(os.getpid())) == "PermissionError", do
    assert secret.read_text() == "secret"


def test_a_child_serves_many_until_one_misbehaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(RELEVANT, "utf-8")
    keeper = Quarantine()

    def children() -> set[int]:
        running = [keeper._apart, *keeper._idle.queue]
        return {child._process.pid for child in running if child._process is not None}

    keeper.file(tmp_path / "a.txt")
    keeper.feed(rss(RELEVANT), FEED, SUBJECT)
    first = children()
    assert len(first) == 2  # files an operator names, and what strangers wrote, are read apart
    for data in (rss(RELEVANT), b"no feed"):
        with contextlib.suppress(BadInput):
            keeper.feed(data, FEED, SUBJECT)
        keeper.file(tmp_path / "a.txt")
        assert children() == first
    monkeypatch.setattr(apart, "ANSWERS", 10)
    with pytest.raises(BadInput):
        keeper.feed(rss(RELEVANT), FEED, SUBJECT)
    assert len(children()) == 1
    assert children() < first
    monkeypatch.undo()
    monkeypatch.setattr("digests.quarantine.keeper.MOST", 1)
    for _ in range(2):
        assert len(keeper.feed(rss(RELEVANT), FEED, SUBJECT)) == 1
        assert not children() & (first - {keeper._apart._process.pid if keeper._apart._process else 0})
    keeper.close()
    assert not children()


PAGE = "<html><head><title>Суд</title></head><body><article><h1>Суд</h1>{}</article></body></html>"
MORE = "Всего в министерстве насчитали за этот месяц немало обращений, и каждое из них было рассмотрено. " * 5


def test_the_better_of_an_item_and_its_page_is_read(quarantine: Quarantine) -> None:
    (item,) = quarantine.feed(rss(RELEVANT), FEED, SUBJECT)
    page = PAGE.format(f"<p>{RELEVANT}</p><p>{MORE}</p><p>В теракте в «Крокус Сити Холле» погибли 144 человека.</p>")
    read = quarantine.page(page.encode("cp1251"), item.document, SUBJECT, charset="windows-1251")
    assert (read.document.id, read.document.text_from) == (item.document.id, "page")
    assert read.document.text.startswith(RELEVANT)
    assert {claim.value for claim in read.claims} == {300, 144}
    assert {claim.doc_id for claim in read.claims} == {item.document.id}
    for wall in ("<p>Подпишитесь, чтобы читать дальше.</p>", "", f"<p>{MORE * 2}</p>"):
        read = quarantine.page(PAGE.format(wall).encode(), item.document, SUBJECT)
        assert (read.document, read.claims) == (item.document, item.claims)
