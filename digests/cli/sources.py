"""`khabar sources`: which sources are read, and how it goes with them; a new one is looked at before it is trusted."""

from __future__ import annotations

from dataclasses import replace

import click

from digests.cli import Context, complain, fail_clearly, print_json, tell
from digests.cli.source_items import approve, reject, waiting
from digests.cli.source_lists import opml
from digests.cli.source_views import at_hand, described, entry_of, gone, manner, verdict_json
from digests.say import foreign

SINCE = {"silent": "nothing new", "barren": "nothing of the subject"}


@click.group()
def sources() -> None:
    """The sources: list, add, try, pause and resume them; what waits for approval; lists as OPML."""


for each in (waiting, approve, reject, opml):
    sources.add_command(each)


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def list_all(context: Context, *, as_json: bool) -> None:
    """Every source with its publisher, language and kind, when it was read and is due, and what failed."""
    from digests import publishers
    from digests.clock import SystemClock
    from digests.corpus.feed_log import FeedLog
    from digests.corpus.sources_log import SourcesLog
    from digests.corpus.waiting import WaitingItems

    with at_hand(context) as store:
        log, waiting = FeedLog(store.connection), WaitingItems(store.connection).count()
        paused = SourcesLog(store.connection).paused()
        troubles = {each.url: each for each in log.troubles(SystemClock().now())}
        found = [
            {
                **described(feed),
                **gone(log.state(feed.url), paused=feed.url in paused, trouble=troubles.get(feed.url)),
                "waiting": waiting.get(feed.url, 0),
            }
            for feed in publishers.load().feeds
        ]
    if as_json:
        print_json(found)
        return
    for one in found:
        tell(f"{one['state']:<10} {one['lang']} {one['kind']:<7} {one['publisher']}: {one['url']}")
        read, due = ((one[name] or "never")[:16].replace("T", " ") for name in ("last_read", "next_read"))
        wait = f"; {one['waiting']} wait for an editor" if one["waiting"] else ""
        tell(f"           read {read}, due {due}, {one['items']} items{wait}")
        if one["state"] in SINCE:
            tell(f"           {SINCE[one['state']]} since {one['since'][:10]}, against its habit")
        if one["last_fault"]:
            tell(f"           {foreign.one_line(one['last_fault'])}")


@sources.command()
@click.argument("url")
@click.option("--publisher", help="Whose source it is; without it, as the source calls itself.")
@click.option("--lang", help="Its language: tg, ru or en; without it, that of most of its items.")
@click.option("--approval", is_flag=True, help="Its items wait for an editor.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@fail_clearly
def add(url: str, *, publisher: str | None, lang: str | None, approval: bool, as_json: bool) -> None:
    """Read URL once (a feed, a page that names its feed, https://t.me/s/NAME or @NAME) and write it into the
    sources.toml of KHABAR_CONFIG."""
    from digests import publishers
    from digests.errors import BadInput
    from digests.quarantine.keeper import Quarantine
    from digests.sources import listing
    from digests.trial import look

    listing.own_file()  # before anybody is asked
    known = publishers.load()
    looked = look(url, Quarantine(), known, manner())
    if known.feed(looked.url):
        raise BadInput("is a source already", path=looked.url)
    entry = entry_of(looked, publisher=publisher, lang=lang)
    entry = replace(entry, feed=replace(entry.feed, approval=approval))
    path = listing.add([entry])
    if as_json:
        print_json({**described(entry.feed), "file": str(path), "items": len(looked.found)})
        return
    tell(f"added: {entry.feed.lang} {entry.feed.kind} {entry.feed.publisher}: {entry.feed.url}")
    if looked.page:
        tell(f"       {looked.page} names it as its feed")
    tell(f"       written into {path}; `khabar sources test` shows what would come in")


@sources.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def test(context: Context, url: str, *, as_json: bool) -> None:
    """What would come in of the newest 50 items of URL, and why not the rest. Nothing is stored."""
    from config.settings import load
    from digests import publishers
    from digests.clock import SystemClock
    from digests.ingest import Ingest
    from digests.language import meaning
    from digests.publishers import Feed
    from digests.trial import look, verdicts

    known, settings = publishers.load(), load()
    with at_hand(context) as store:
        ingest = Ingest(store, SystemClock(), readers=settings.figure_readers)
        looked = look(url, ingest.quarantine, known, manner())
        feed = known.feed(looked.url) or Feed(looked.url, looked.lang or "en", looked.title or looked.url, looked.kind)
        judged = verdicts(ingest, feed, looked.found, known, meaning.load(wanted=settings.meaning).meaning)
    if as_json:
        head = {"url": looked.url, "kind": looked.kind, "lang": looked.lang, "title": looked.title}
        said = {"known": known.feed(looked.url) is not None, "said": looked.found.said}
        print_json({**head, **said, "items": [verdict_json(each) for each in judged]})
        return
    tell(f"{looked.lang or '–'} {looked.kind}: {foreign.one_line(looked.title or '(untitled)')}")
    if looked.page:
        tell(f"{looked.url}, as {looked.page} names it")
    for each in judged:
        document = each.document
        title = foreign.one_line(document.title or document.text[:80])
        outcome = "comes in" if each.comes_in else "stays out"
        tell(f"{outcome}  {document.published or 'undated'} {document.lang}  {title}")
        if each.why:
            tell(f"           {foreign.one_line(each.why)}")
    tell(f"{sum(each.comes_in for each in judged)} of {len(judged)} would come in")
    if looked.found.said:
        complain(f"{looked.url}: {looked.found.said}")


def pausing(name: str, what: str) -> None:
    """Add the command `name`, which takes sources by their addresses."""

    @sources.command(name, help=what)
    @click.argument("urls", nargs=-1, required=True, metavar="URL…")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
    @click.pass_obj
    @fail_clearly
    def command(context: Context, urls: tuple[str, ...], *, as_json: bool) -> None:
        from digests import publishers
        from digests.clock import SystemClock
        from digests.corpus.feed_log import FeedLog
        from digests.corpus.sources_log import SourcesLog
        from digests.corpus.store import Store
        from digests.errors import UnknownName
        from digests.sources.kinds import named

        known = publishers.load()
        feeds = [known.feed(named(url)[0]) for url in urls]
        for url, feed in zip(urls, feeds, strict=True):
            if feed is None:
                raise UnknownName(f"no such source: {url} (`khabar sources list` names them)")
        with Store.open(context.data, create=True) as store:
            log = SourcesLog(store.connection)
            for feed in filter(None, feeds):
                if name == "pause":
                    log.pause(feed.url, SystemClock().now())
                else:
                    log.resume(feed.url)
                if as_json:
                    state = gone(FeedLog(store.connection).state(feed.url), paused=name == "pause")
                    print_json({**described(feed), **state}, compact=True)
                else:
                    tell(f"{name}: {feed.url}")


pausing("pause", "Read sources no more until they are resumed; what came from them stays.")
pausing("resume", "Read paused sources again.")
