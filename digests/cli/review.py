"""`khabar review`: what waits for an editor, and the editor's decisions, with their trail."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import click

from digests.cli import Context, complain, fail_clearly, print_json, tell
from digests.say import foreign

if TYPE_CHECKING:
    from digests.corpus.store import Store
    from digests.figures.queue import Waiting
    from digests.model import Claim, Texts

NUMBERS = ("value", "low", "high")


@click.group()
def review() -> None:
    """Look through the claims that wait; approve, reject, hold, correct or retract."""


@review.command("list")
@click.option("--indicator", help="Only this indicator.")
@click.option("--all", "everything", is_flag=True, help="Also what was read automatically and waits for nothing.")
@click.option("--trail", "show_trail", is_flag=True, help="The decisions that were made, oldest first.")
@click.option("--lang", default="ru", show_default=True, help="The editor's language.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def list_held(
    context: Context, *, indicator: str | None, everything: bool, show_trail: bool, lang: str, as_json: bool
) -> None:
    """Show the claims that wait for a decision, each with the reason and what would change if it were approved."""
    from config.settings import load as load_settings
    from digests.cli.options import parse_lang
    from digests.corpus import reviews
    from digests.corpus.store import Store
    from digests.corpus.waiting import WaitingItems
    from digests.figures import indicators
    from digests.newsroom import queue
    from digests.policy import Policy
    from digests.say.phrases import say_claim
    from digests.say.queue import say_effect

    language = parse_lang(lang)
    table = indicators.load()
    if indicator:
        table.get(indicator)
    policy = Policy("none" if everything else load_settings().publish_automatic)
    with Store.open(context.data) as store:
        if show_trail:
            print_trail(reviews.trail(store.connection), as_json=as_json)
            return
        waiting = [each for each in queue(store, table, policy) if indicator in (None, each.claim.indicator)]
        items = len(WaitingItems(store.connection).all())
    if items:
        complain(f"{items} items of sources that want approval wait too: `khabar sources waiting`")
    if as_json:
        print_json([waiting_json(each) for each in waiting])
        return
    for each in waiting:
        claim, effect = each.claim, each.effect()
        tell(f"{claim.id}  {claim.indicator}: {say_claim(claim, language)} · {foreign.one_line(claim.quote)!r}")
        tell(f"    {each.why[language]}")
        tell(f"    {say_effect(effect.kind, claim, effect.beside, language)}")
        if each.url:
            tell(f"    {foreign.one_line(each.url)}")


def waiting_json(waiting: Waiting) -> dict[str, Any]:
    """CLAIM with why it waits and what approving it would change, in words and as a kind (`figures.queue.Effect`)."""
    from digests.cli.claim_json import claim_json
    from digests.model import LANGS
    from digests.say.queue import say_effect

    claim, effect = waiting.claim, waiting.effect()
    return {
        **claim_json(claim),
        "held_why": waiting.why,
        "url": waiting.url,
        "published": claim.published.isoformat() if claim.published else None,
        "publisher": claim.publisher,
        "if_approved": {
            "kind": effect.kind,
            "beside": claim_json(effect.beside) if effect.beside else None,
            "text": {lang: say_effect(effect.kind, claim, effect.beside, lang) for lang in LANGS},
        },
    }


def print_trail(decisions: list[Any], *, as_json: bool) -> None:
    for decision in decisions:
        if as_json:
            names = ("id", "target", "action", "note", "before", "after", "undoes", "by")
            line = {name: getattr(decision, name) for name in names}
            print_json({**line, "at": decision.at.isoformat()}, compact=True)
        else:
            undone = f"of {decision.undoes} " if decision.undoes else ""
            said = f"{decision.action} {undone}{decision.target} {decision.note or ''}".rstrip()
            tell(f"{decision.id}  {decision.at.isoformat()}  {said}")


def deciding(action: str, what: str) -> None:
    """Add the command `action`, which takes claims by their ids."""

    @review.command(action, help=what)
    @click.argument("ids", nargs=-1, required=True)
    @click.option("--note", help="Why, for the trail.")
    @click.option("--on", metavar="DATE", help="The day of the decision; today without it.")
    @click.pass_obj
    @fail_clearly
    def command(context: Context, ids: tuple[str, ...], *, note: str | None, on: str | None) -> None:
        from digests.corpus import reviews
        from digests.corpus.store import Store
        from digests.figures.reasons import HELD

        at = moment(on)
        with Store.open(context.data) as store:
            for claim in named(store, ids):
                after: dict[str, object] = {"held_why": dict(HELD["editor"])} if action == "hold" else {}
                reviews.decide(store.connection, claim, action, at, note=note, after=after)  # type: ignore[arg-type]
                tell(f"{action}: {claim.id}")


deciding("approve", "Let claims stand as checked by an editor.")
deciding("reject", "Take back claims that were read wrongly.")
deciding("hold", "Let claims wait: they stay in the history and are never current.")


@review.command()
@click.argument("claim_id")
@click.option("--set", "changes", multiple=True, required=True, metavar="FIELD=VALUE", help="May be repeated.")
@click.option("--note", help="Why, for the trail.")
@click.option("--on", metavar="DATE", help="The day of the decision; today without it.")
@click.pass_obj
@fail_clearly
def correct(context: Context, claim_id: str, *, changes: tuple[str, ...], note: str | None, on: str | None) -> None:
    """Put a corrected claim beside CLAIM_ID: --set value=144 --set modifier=">=" --set as_of=2024-03-30."""
    from digests.corpus import reviews
    from digests.corpus.store import Store

    at = moment(on)
    after = dict(change(text) for text in changes)
    with Store.open(context.data) as store:
        (claim,) = named(store, (claim_id,))
        reviews.decide(store.connection, claim, "correct", at, note=note, after=after)
    tell(f"correct: {claim_id}")


@review.command()
@click.argument("number", type=int)
@click.pass_obj
@fail_clearly
def undo(context: Context, number: int) -> None:
    """Take back the decision NUMBER of the trail (`list --trail` shows the numbers); what was before holds again."""
    from digests.clock import SystemClock
    from digests.corpus.store import Store
    from digests.editing import undoing

    with Store.open(context.data) as store:
        line = undoing.undo(undoing.Corpus(store, context.data, SystemClock().now()), number)
    tell(f"undo: {line.target}")


@review.command()
@click.argument("ids", nargs=-1, required=True)
@click.option("--why", help="The reason, as readers will see it in every language.")
@click.option("--why-tg", help="The reason in Tajik.")
@click.option("--why-ru", help="The reason in Russian.")
@click.option("--why-en", help="The reason in English.")
@click.option("--on", metavar="DATE", help="The day of the decision; today without it.")
@click.pass_obj
@fail_clearly
def retract(
    context: Context,
    ids: tuple[str, ...],
    *,
    why: str | None,
    why_tg: str | None,
    why_ru: str | None,
    why_en: str | None,
    on: str | None,
) -> None:
    """Withdraw claims or whole documents; the next edition tells its readers."""
    from digests.clock import dushanbe_day
    from digests.corpus import reviews
    from digests.corpus.store import Store
    from digests.say import locale

    at = moment(on)
    reasons: Texts = {
        "tg": why_tg or why or locale.load("tg").say("chart-retracted"),
        "ru": why_ru or why or locale.load("ru").say("chart-retracted"),
        "en": why_en or why or locale.load("en").say("chart-retracted"),
    }
    with Store.open(context.data) as store:
        documents = [each for each in ids if store.document(each) is not None]
        claims = named(store, [each for each in ids if each not in documents])
        for doc_id in documents:
            with store.transaction():
                store.retract(doc_id, dushanbe_day(at), reasons)
                reviews.decide_on_document(store.connection, doc_id, at, reasons["en"])
            tell(f"retract: {doc_id}")
        for claim in claims:
            reviews.decide(store.connection, claim, "retract", at, note=reasons["en"], after={"why": dict(reasons)})
            tell(f"retract: {claim.id}")


def named(store: Store, ids: tuple[str, ...] | list[str]) -> list[Claim]:
    """The claims of these ids. Raises UnknownName for the first that nobody knows; nothing is done then."""
    from digests.errors import UnknownName

    by_id = {claim.id: claim for claim in store.claims()} if ids else {}
    for each in ids:
        if each not in by_id:
            raise UnknownName(f"no such claim or document: {each}")
    return [by_id[each] for each in ids]


def moment(on: str | None) -> datetime:
    from digests.cli.options import parse_day
    from digests.clock import DUSHANBE, SystemClock

    day = parse_day(on, "--on")
    return datetime.combine(day, time(12), DUSHANBE).astimezone(UTC) if day else SystemClock().now()


def change(text: str) -> tuple[str, Any]:
    """`FIELD=VALUE` as a field and a value of its kind. Raises BadInput."""
    from typing import get_args

    from digests.cli.options import parse_day
    from digests.errors import BadInput
    from digests.model import Modifier, Role

    name, sign, value = text.partition("=")
    if not sign:
        raise BadInput(f"write a correction as FIELD=VALUE: {text!r}")
    if name in NUMBERS:
        try:
            number = float(value) if value else None
        except ValueError:
            raise BadInput(f"{name}: not a number: {value!r}") from None
        return name, int(number) if number is not None and number == int(number) else number
    if name == "as_of":
        day = parse_day(value, "as_of") if value else None
        return name, day.isoformat() if day else None
    if name == "period":
        start, _, end = value.partition("/")
        days = parse_day(start, "period"), parse_day(end or start, "period")
        return name, {
            "start": days[0].isoformat() if days[0] else None,
            "end": days[1].isoformat() if days[1] else None,
        }
    if name == "attributed_to":
        return name, [part.strip() for part in value.split("←") if part.strip()]
    if name in {"modifier", "role"} and value not in get_args(Modifier if name == "modifier" else Role):
        raise BadInput(f"{name}: {value!r} is none of ours")
    return name, value or None
