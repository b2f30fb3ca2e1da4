"""`khabar sources waiting`, `approve`, `reject`: items of sources that want approval, before an editor."""

from __future__ import annotations

import click

from digests.cli import Context, fail_clearly, print_json, tell
from digests.cli.source_views import at_hand, waiting_json
from digests.say import foreign


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def waiting(context: Context, *, as_json: bool) -> None:
    """The items that wait for approval, whole; nobody else sees them."""
    from digests.corpus.waiting import WaitingItems

    with at_hand(context) as store:
        found = WaitingItems(store.connection).all()
    if as_json:
        print_json([waiting_json(each) for each in found])
        return
    for each in found:
        document = each.document
        tell(f"{document.id}  {document.published or 'undated'} {document.lang}  {document.publisher}")
        tell(f"    {foreign.one_line(document.title or document.text[:80])}")
        tell(f"    {foreign.one_line(document.url or each.source)}")


@click.command()
@click.argument("ids", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, as `khabar ingest` prints it.")
@click.pass_obj
@fail_clearly
def approve(context: Context, ids: tuple[str, ...], *, as_json: bool) -> None:
    """Take waiting items into the corpus."""
    from config.settings import load
    from digests.cli.ingest import show
    from digests.clock import SystemClock
    from digests.corpus.store import Store
    from digests.corpus.waiting import WaitingItems
    from digests.editing import items
    from digests.ingest import Ingest

    with Store.open(context.data) as store:
        ingest = Ingest(store, SystemClock(), readers=load().figure_readers)
        for item in WaitingItems(store.connection).named(ids):
            result = items.take(ingest, item)
            show(result, as_json=as_json)


@click.command()
@click.argument("ids", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an item.")
@click.pass_obj
@fail_clearly
def reject(context: Context, ids: tuple[str, ...], *, as_json: bool) -> None:
    """Leave waiting items out for good; one that its source writes otherwise waits again."""
    from digests.clock import SystemClock
    from digests.corpus.store import Store
    from digests.corpus.waiting import WaitingItems
    from digests.editing import items

    with Store.open(context.data) as store:
        for item in WaitingItems(store.connection).named(ids):
            items.leave(store, item, SystemClock().now())
            if as_json:
                print_json({"doc_id": item.document.id, "status": "rejected"}, compact=True)
            else:
                tell(f"reject: {item.document.id}")
