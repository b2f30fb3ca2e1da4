"""`khabar sources`: the operator's file is written into, its comments kept; a source is tried and nothing is stored."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import config
from digests import publishers
from digests.corpus.feed_log import FeedLog, FeedState
from digests.corpus.sources_log import SourcesLog
from digests.corpus.store import FILE, Store
from digests.schedule import Habit
from digests.sources import listing
from digests.sources.listing import Entry
from tests.cli.contract import DAY, LANGS, fits, khabar, misused, number, refused
from tests.sources.channel_pages import page, post
from tests.sources.hosts import Host, serving

SOURCE = {
    "url": str, "publisher": str, "lang": set(LANGS), "kind": {"feed", "channel"}, "text": {"better", "feed", "page"},
    "approval": bool, "allow": [str], "deny": [str], "agent": (str, None), "minutes": (number, None),
}  # fmt: skip
GOING = {
    "state": {"paused", "failing", "silent", "barren", "new", "well"}, "since": (str, None), "paused": bool,
    "last_read": (str, None), "next_read": (str, None), "failures": int, "last_fault": (str, None), "items": int,
}  # fmt: skip
ITEM = {
    "doc_id": str, "title": str, "published": (DAY, None), "lang": set(LANGS), "url": (str, None), "comes_in": bool,
    "why": (str, None), "duplicate_of": (str, None), "claims": int,
}  # fmt: skip
TRIED = {
    "url": str, "kind": {"feed", "channel"}, "lang": (set(LANGS), None), "title": (str, None), "known": bool,
    "said": (str, None), "items": [ITEM],
}  # fmt: skip
WAITING = {
    "doc_id": str, "source": str, "at": str, "title": str, "text": str, "lang": set(LANGS), "published": (DAY, None),
    "publisher": (str, None), "url": (str, None),
}  # fmt: skip

OWN = """# Our own list.
[quota]
documents = 100 # few
[relevance]
always = ["tajikistan", "people-tajik"]

[[publisher]] # the first
name = "Намуна"
kind = "agency"
home = "https://example.tj"
[[publisher.feed]]
url = "https://example.tj/rss" # works
lang = "tg"

# About the second.
[[publisher]]
name = "Дигар"
kind = "agency"
home = "https://digar.tj"
"""
FOREIGN = "Кількість загиблих мігрантів зросла до 144 осіб, повідомили в міністерстві."
RELEVANT = "Из России за апрель депортировали {} граждан Таджикистана, сообщили в министерстве."


def rss(*texts: str, title: str = "Суды") -> str:
    items = "".join(
        f"<item><guid>{n}</guid><title>Суд {n}</title><description>{text}</description>"
        f"<pubDate>Mon, {n:02} Apr 2024 08:00:00 +0500</pubDate></item>"
        for n, text in enumerate(texts, 1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as served:
        yield served


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's file; networks of this machine are open."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "sources.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setattr(config, "OWN", folder)
    monkeypatch.setenv("KHABAR_FEEDS_ALLOW_PRIVATE", "127.0.0.0/8")
    return folder / "sources.toml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_list(own: Path, data: Path) -> None:
    ran = khabar("sources", "list", "--json", data=data)
    assert (ran.status, ran.err) == (0, "")
    fits(ran.json, [{**SOURCE, **GOING, "waiting": int}])
    (one,) = ran.json
    assert (one["url"], one["state"], one["waiting"]) == ("https://example.tj/rss", "new", 0)
    assert not data.exists()
    assert "https://example.tj/rss" in khabar("sources", "list", data=data).out


def test_add_writes_into_the_operators_file_and_keeps_the_rest_as_it_stands(own: Path, data: Path, host: Host) -> None:
    host.answers["/feed"] = rss(RELEVANT.format(300), title='Суды "Севера" \\ #1')
    ran = khabar("sources", "add", f"{host.url}/feed", "--json", data=data)
    assert (ran.status, ran.err) == (0, "")
    fits(ran.json, {**SOURCE, "file": str, "items": int})
    text = own.read_text(encoding="utf-8")
    assert text.startswith(OWN.rstrip())
    feed = publishers.load(own).feed(f"{host.url}/feed")
    assert feed == publishers.Feed(f"{host.url}/feed", "ru", 'Суды "Севера" \\ #1')
    for same in (f"{host.url}/feed", f"{host.url}/feed#top"):
        refused(khabar("sources", "add", same, data=data), 1, f"{host.url}/feed", "is a source already")
    assert own.read_text(encoding="utf-8") == text
    assert [path.name for path in own.parent.iterdir()] == ["sources.toml"]


def test_a_source_of_a_known_publisher_stands_with_it(own: Path, data: Path, host: Host) -> None:
    host.answers["/s/namuna"] = page(post(1, "Хабари якум аз Душанбе"), post(2, "Муҳоҷирон ба ватан баргаштанд"))
    added = khabar("sources", "add", f"{host.url}/s/namuna", "--publisher", "намуна", "--approval", data=data)
    assert (added.status, added.err) == (0, "")
    block = f'[[publisher.feed]]\nurl = "{host.url}/s/namuna"\nlang = "tg"\nkind = "channel"\napproval = true\n'
    assert own.read_text(encoding="utf-8") == OWN.replace("\n# About", f"{block}\n# About")
    feed = publishers.load(own).feed(f"{host.url}/s/namuna")
    assert feed == publishers.Feed(f"{host.url}/s/namuna", "tg", "Намуна", "channel", "feed", True)


def test_a_folder_without_the_file_gets_the_packaged_one_and_the_source(own: Path, data: Path, host: Host) -> None:
    own.unlink()
    host.answers["/feed"] = rss(RELEVANT.format(300))
    assert khabar("sources", "add", f"{host.url}/feed", data=data).status == 0
    packaged = (config.PACKAGED / "sources.toml").read_text(encoding="utf-8")
    assert own.read_text(encoding="utf-8").startswith(packaged.rstrip())
    assert publishers.load().feed(f"{host.url}/feed")


@pytest.mark.parametrize(
    ("body", "options", "words"),
    [
        (None, (), ["HTTP 404"]),
        ("<html>страница</html>", (), ["not a feed"]),
        ("{", (), ["not a feed"]),
        (
            rss(FOREIGN),
            (),
            ["in a language of ours"],
        ),
        (rss(), (), ["--lang"]),
        (rss(RELEVANT, title=""), (), ["--publisher"]),
    ],
)
def test_what_cannot_be_added_is_one_line(
    own: Path, data: Path, host: Host, body: str | None, options: tuple[str, ...], words: list[str]
) -> None:
    if body is not None:
        host.answers["/feed"] = body
    refused(khabar("sources", "add", f"{host.url}/feed", *options, data=data), 1, f"{host.url}/feed", *words)
    assert own.read_text(encoding="utf-8") == OWN


def site(*links: str) -> str:
    return f"<!DOCTYPE html><html><head><title>Суды</title>{''.join(links)}</head><body><p>Суды</p></body></html>"


def named(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}"/>'


def test_of_a_page_the_feed_is_taken_that_it_names(own: Path, data: Path, host: Host) -> None:
    host.answers["/feed?a=1&b=2"] = rss(RELEVANT.format(300))
    other = [
        named("/wp-json/1", kind="application/json"),
        named("/ru/", kind="text/html"),
        '<link rel="icon" href="/i">',
    ]
    host.answers["/"] = site(*other, f"<!-- {named('/old')} -->", named("/feed?a=1&amp;b=2", "Суды"))
    url = f"{host.url}/feed?a=1&b=2"
    tried = khabar("sources", "test", f"{host.url}/", data=data)
    assert (tried.status, f"{url}, as {host.url}/ names it" in tried.out) == (0, True)
    added = khabar("sources", "add", f"{host.url}/", data=data)
    assert (added.status, added.err) == (0, "")
    assert f"{host.url}/ names it as its feed" in added.out
    assert publishers.load(own).feed(url) == publishers.Feed(url, "ru", "Суды")


def test_of_a_page_that_names_several_feeds_one_is_asked_for(own: Path, data: Path, host: Host) -> None:
    host.answers["/"] = site(
        '<base href="/ru/">', named("feed", "Суды " * 60), named(f"{host.url}/ru/comments/feed", "Шарҳҳо"),
        named("/ru/feed"), named("javascript:1"),
    )  # fmt: skip
    ran = khabar("sources", "add", f"{host.url}/", data=data)
    refused(ran, 1, "names 2 feeds", f"{host.url}/ru/feed (Суды", f"{host.url}/ru/comments/feed (Шарҳҳо)")
    assert own.read_text(encoding="utf-8") == OWN
    assert host.asked == ["/"]


def test_two_that_add_at_once_lose_nothing(own: Path) -> None:
    entries = [Entry(publishers.Feed(f"https://{n}.tj/rss", "tg", f"Намуна {n}"), f"https://{n}.tj") for n in range(8)]
    with ThreadPoolExecutor(len(entries)) as pool:
        list(pool.map(lambda entry: listing.add([entry]), entries))
    assert {feed.url for feed in publishers.load(own).feeds} == {
        "https://example.tj/rss", *(entry.feed.url for entry in entries)
    }  # fmt: skip
    assert [path.name for path in own.parent.iterdir()] == ["sources.toml"]


def test_wrong_usage_and_a_missing_folder(own: Path, data: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    host.answers["/feed"] = rss(RELEVANT)
    refused(khabar("sources", "add", f"{host.url}/feed", "--lang", "uz", data=data), 2, "uz")
    nobody = khabar("sources", "add", "http://127.0.0.1:1/", data=data)
    assert nobody.err == "khabar: http://127.0.0.1:1/: connection refused\n"
    refused(khabar("sources", "pause", "https://nobody.tj/rss", data=data), 2, "https://nobody.tj/rss")
    refused(khabar("sources", "approve", "feed-1", data=data), 1, "no corpus here yet")
    misused(khabar("sources", "opml", "--import", data=data), "--import")
    monkeypatch.setattr(config, "OWN", None)
    refused(khabar("sources", "add", f"{host.url}/feed", data=data), 1, "KHABAR_CONFIG")
    assert len(host.asked) == 1


def test_a_file_in_a_form_of_its_own_is_left_alone(own: Path, data: Path, host: Host) -> None:
    text = 'publisher = [{ name = "Суды", kind = "agency", home = "https://example.tj" }]\n'
    own.write_text(text, encoding="utf-8")
    host.answers["/feed"] = rss(RELEVANT)
    refused(khabar("sources", "add", f"{host.url}/feed", data=data), 1, str(own), "add it by hand")
    assert own.read_text(encoding="utf-8") == text


def test_try_shows_what_would_come_in_and_why_not_the_rest_and_stores_nothing(
    own: Path, data: Path, host: Host
) -> None:
    url = f"{host.url}/feed"
    host.answers["/feed"] = rss(RELEVANT.format(300), "Клуб выиграл матч.", RELEVANT.format(300), RELEVANT.format(77))
    source = f'[[publisher.feed]]\nurl = "{url}"\nlang = "ru"\ndeny = ["77"]\n'
    own.write_text(OWN + source, encoding="utf-8")
    with Store.open(data, create=True) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.sha256((data / FILE).read_bytes()).hexdigest()
    ran = khabar("sources", "test", url, "--json", data=data)
    assert (ran.status, ran.err) == (0, "")
    fits(ran.json, TRIED)
    assert (ran.json["known"], ran.json["title"], ran.json["lang"]) == (True, "Дигар", "ru")
    told = {item["title"]: (item["comes_in"], item["why"]) for item in ran.json["items"]}
    assert list(told) == ["Суд 4", "Суд 3", "Суд 2", "Суд 1"]  # the newest first
    assert told["Суд 3"] == (True, None)
    assert [item["claims"] for item in ran.json["items"]] == [0, 1, 0, 0]
    assert "77" in str(told["Суд 4"][1])
    assert "not of the subject" in str(told["Суд 2"][1])
    assert "the very text of" in str(told["Суд 1"][1])
    with Store.open(data) as store:
        assert list(store.documents()) == []
        assert FeedLog(store.connection).state(url).last_read is None
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert hashlib.sha256((data / FILE).read_bytes()).hexdigest() == before
    assert "1 of 4 would come in" in khabar("sources", "test", url, data=data).out


def test_a_stranger_is_tried_without_a_corpus_and_the_quota_counts(own: Path, data: Path, host: Host) -> None:
    own.write_text(OWN.replace("documents = 100", "documents = 1"), encoding="utf-8")
    host.answers["/s/namuna"] = page(*(post(n, f"{RELEVANT.format(300 + n)} {n}") for n in range(1, 4)))
    ran = khabar("sources", "test", f"{host.url}/s/namuna", "--json", data=data)
    fits(ran.json, TRIED)
    assert (ran.json["known"], ran.json["kind"], ran.json["title"]) == (False, "channel", "Намуна")
    assert [item["url"] for item in ran.json["items"]] == [f"https://t.me/namuna/{n}" for n in (3, 2, 1)]
    assert [item["comes_in"] for item in ran.json["items"]] == [True, False, False]
    assert "over the quota" in ran.json["items"][1]["why"]
    assert not data.exists()
    refused(khabar("sources", "test", f"{host.url}/none", data=data), 1, "HTTP 404")


def test_pause_and_resume(own: Path, data: Path) -> None:
    url = "https://example.tj/rss"
    for _ in range(2):
        paused = khabar("sources", "pause", url, "--json", data=data)
        fits(paused.lines, [{**SOURCE, **GOING}])
        assert (paused.status, paused.lines[0]["state"]) == (0, "paused")
    (listed,) = khabar("sources", "list", "--json", data=data).json
    assert listed["paused"]
    assert khabar("sources", "resume", url, data=data).out == f"resume: {url}\n"
    with Store.open(data) as store:
        assert SourcesLog(store.connection).paused() == {}


@pytest.mark.parametrize(
    ("kind", "said"), [("silent", "brings nothing new"), ("barren", "brings nothing of the subject")]
)
def test_a_source_that_leaves_its_habit_is_said_by_all_unless_it_is_paused(
    own: Path, data: Path, kind: str, said: str
) -> None:
    url, now = "https://example.tj/rss", datetime.now(UTC)
    daily = Habit(9, now - timedelta(days=9), 86_400.0)
    lately = Habit(9, now, 86_400.0)
    state = FeedState(url, last_read=now - timedelta(days=6), next_read=now - timedelta(days=5), items=9)
    gone = FeedState("https://gone.tj/rss", last_read=now - timedelta(days=60), next_read=now - timedelta(days=60))
    with Store.open(data, create=True) as store:
        state = replace(state, news=daily if kind == "silent" else lately, taken=daily)
        FeedLog(store.connection).save([state, gone])
    words = ("doctor", "--offline")
    (listed,) = khabar("sources", "list", "--json", data=data).json
    assert (listed["state"], listed["since"]) == (kind, daily.last and daily.last.isoformat())
    assert "against its habit" in khabar("sources", "list", data=data).out
    for out in (khabar("status", data=data).out, khabar(*words, data=data).out):
        assert f"{url} {said}" in out
    khabar("sources", "pause", url, data=data)
    assert khabar("sources", "list", "--json", data=data).json[0]["state"] == "paused"
    assert khabar("status", "--json", data=data).json["trouble"] == []
    for out in (khabar("status", data=data).out, (doctor := khabar(*words, data=data).out)):
        assert "paused since" in out
        assert said not in out
    assert "look  feed" not in doctor
    assert "ok    feed: https://gone.tj/rss: no source any more" in doctor


@pytest.mark.parametrize(("due", "late"), [(timedelta(days=3), False), (timedelta(days=-3), True)])
def test_a_source_is_late_by_when_it_was_due(own: Path, data: Path, due: timedelta, late: bool) -> None:
    now = datetime.now(UTC)
    with Store.open(data, create=True) as store:
        state = FeedState("https://example.tj/rss", last_read=now - timedelta(days=4), next_read=now + due)
        FeedLog(store.connection).save([state])
    assert ("does the worker run?" in khabar("doctor", "--offline", data=data).out) == late


def test_what_waits_is_taken_or_left_by_its_id(own: Path, data: Path, host: Host) -> None:
    url = f"{host.url}/feed"
    host.answers["/feed"] = rss(RELEVANT.format(300), RELEVANT.format(400))
    own.write_text(f'{OWN}[[publisher.feed]]\nurl = "{url}"\nlang = "ru"\napproval = true\n', encoding="utf-8")
    khabar("sources", "pause", "https://example.tj/rss", data=data)
    assert "waits for an editor" in khabar("ingest", data=data).err
    waiting = khabar("sources", "waiting", "--json", data=data).json
    fits(waiting, [WAITING])
    one, two = (item["doc_id"] for item in waiting)
    assert "2 items of sources" in khabar("review", "list", "--json", data=data).err
    assert khabar("status", "--json", data=data).json["corpus"]["items_waiting"] == 2
    assert "2 items wait for approval" in khabar("status", data=data).out
    assert [each["waiting"] for each in khabar("sources", "list", "--json", data=data).json] == [0, 2]
    refused(khabar("sources", "approve", one, "feed-nobody", data=data), 2, "feed-nobody")
    taken = khabar("sources", "approve", one, "--json", data=data)
    assert (taken.lines[0]["status"], taken.lines[0]["claims"]) == ("added", 1)
    assert khabar("sources", "reject", two, "--json", data=data).lines == [{"doc_id": two, "status": "rejected"}]
    assert khabar("sources", "waiting", "--json", data=data).json == []
    with Store.open(data) as store:
        assert [document.id for document in store.documents() if document.kind == "feed"] == [one]


def test_a_list_goes_out_and_comes_in_again(own: Path, data: Path, tmp_path: Path) -> None:
    own.write_text(OWN.replace('"Намуна"', '"Намуна & <\\"писарон\\">"'), encoding="utf-8")
    file = tmp_path / "sources.opml"
    assert khabar("sources", "opml", file, "--json", data=data).json == {"file": str(file), "sources": 1, "opml": None}
    assert khabar("sources", "opml", data=data).out == file.read_text(encoding="utf-8")
    before = publishers.load(own).feeds
    own.write_text("", encoding="utf-8")
    ran = khabar("sources", "opml", "--import", file, "--json", data=data)
    assert (ran.status, ran.err) == (0, "")
    fits(ran.lines, [SOURCE])
    assert publishers.load(own).feeds == before
    assert khabar("sources", "opml", "--import", file, data=data).out == ""  # known already


def test_a_nested_list_asks_the_source_for_what_it_does_not_tell(
    own: Path, data: Path, host: Host, tmp_path: Path
) -> None:
    host.answers["/feed"] = rss(RELEVANT.format(300))
    file = tmp_path / "list.opml"
    file.write_text(
        f"""<?xml version="1.0"?><opml version="1.0"><body><outline text="Хабар"><outline text="Осиё">
<outline text="Суды" xmlURL="{host.url}/feed"/><outline xmlUrl="{host.url}/none" title="Нест"/>
<outline xmlUrl="{host.url}/feed"/><outline xmlUrl="javascript:1" language="ru" title="x"/>
<outline title="Канал" language="tg" xmlUrl="https://t.me/namuna"/></outline></outline></body></opml>""",
        encoding="utf-8",
    )
    ran = khabar("sources", "opml", "--import", file, "--json", data=data)
    assert ran.status == 1
    assert [line.partition(": ")[2] for line in ran.err.splitlines()] == [
        f"{host.url}/none: HTTP 404",
        "javascript:1: not a web address",
    ]
    assert [(one["publisher"], one["lang"], one["kind"]) for one in ran.lines] == [
        ("Суды", "ru", "feed"), ("Канал", "tg", "channel"),
    ]  # fmt: skip
    assert len(tomllib.loads(own.read_text(encoding="utf-8"))["publisher"]) == 4


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><opml><body>&b;</body></opml>"
OUTSIDE = "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><opml/>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LAUGHS, ["list.opml:1", "document type"]),
        (OUTSIDE, ["document type"]),
        ("<opml><body>", ["not XML"]),
        ("", ["not XML"]),
        ("<html/>", ["not an OPML list"]),
        ("<opml>" + "<outline>" * 100_000, ["not XML"]),
        ("<?xml version='1.0' encoding='nope'?><opml/>", ["list.opml"]),
        ("<opml>" + " " * (3 << 20) + "</opml>", ["larger than 2 MiB"]),
    ],
    ids=["laughs", "outside", "cut", "empty", "page", "deep", "encoding", "large"],
)
def test_a_hostile_list_is_one_line(own: Path, data: Path, tmp_path: Path, text: str, words: list[str]) -> None:
    file = tmp_path / "list.opml"
    file.write_text(text, encoding="utf-8")
    refused(khabar("sources", "opml", "--import", file, data=data), 1, *words)
    assert own.read_text(encoding="utf-8") == OWN
    assert json.loads(khabar("sources", "list", "--json", data=data).out)


def test_doctor_says_which_files_are_read(own: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> tuple[str, str]:
        findings = khabar("doctor", "--json", "--offline", data=data).json
        (found,) = [(each["state"], each["said"]) for each in findings if each["what"] == "config"]
        return found

    assert said() == ("well", f"sources.toml of {own.parent}; the rest as packaged")
    (own.parent / "source.toml").touch()
    assert said() == ("worth a look", f"sources.toml of {own.parent}; the rest as packaged; not read: source.toml")
    monkeypatch.setattr(config, "OWN", None)
    assert said()[0] == "well"
