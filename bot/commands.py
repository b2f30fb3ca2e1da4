"""The bot's own commands. Each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path

import click

from digests.cli import Context, fail_clearly, print_json, tell

# ruff: noqa: PLC0415 (a fast start: `khabar --help` loads none of this)


@click.command()
@click.pass_obj
@fail_clearly
def run(context: Context) -> None:
    """The worker and the bot; without KHABAR_TELEGRAM_TOKEN, against the built-in simulator."""
    from bot import running
    from config.settings import load

    settings = load()
    running.in_loop(settings, running.run(context.data, settings))


@click.command()
@click.pass_obj
@fail_clearly
def bot(context: Context) -> None:
    """The bot by itself."""
    from bot import running
    from config.settings import load

    settings = load()
    running.in_loop(settings, running.bot(context.data, settings))


@click.command()
@click.option("--once", is_flag=True, help="One round, then stop.")
@click.pass_obj
@fail_clearly
def worker(context: Context, *, once: bool) -> None:
    """Read the corpus and the feeds on schedule and compile the editions, until stopped."""
    from bot.backing import nightly
    from bot.people.decisions import opening
    from bot.people.leading import leading
    from config.settings import load
    from digests.cli.worker import work
    from digests.clock import SystemClock

    settings = load()
    jobs = (nightly(context.data, settings, SystemClock().now),)
    queue, leads = opening(context.data, settings), leading(context.data, settings)
    work(context.data, once=once, queue=queue, leads=leads, more=jobs)


@click.command()
@fail_clearly
def simulator() -> None:
    """A Telegram Bot API on this machine, by itself; prints its address."""
    from bot import running
    from config.settings import load

    settings = load()
    running.in_loop(settings, running.simulator_alone(settings))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
@fail_clearly
def status(context: Context, *, as_json: bool) -> None:
    """What runs, when each source was read last, what waits, what failed. Exit 1 where a database is damaged."""
    from bot.report import status as look
    from bot.report import status_lines
    from config.settings import load

    found = look(context.data, load())
    if as_json:
        print_json(found)
    else:
        tell("\n".join(status_lines(found)))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--offline", is_flag=True, help="Ask neither Telegram nor its clock.")
@click.pass_obj
@fail_clearly
def doctor(context: Context, *, as_json: bool, offline: bool) -> None:
    """Check token, clock, disk, key, feeds and locale files, and say what to do. Exit 1 where something is wrong."""
    from bot.doctor import examine
    from config.settings import load

    findings = examine(context.data, load(), offline=offline)
    if as_json:
        print_json([finding.json() for finding in findings])
    else:
        tell("\n".join(finding.line() for finding in findings))
    if any(finding.state == "wrong" for finding in findings):
        raise SystemExit(1)


@click.group()
def people() -> None:
    """The private database: encrypt it, change its key, save it, bring it back."""


@people.command()
@click.option(
    "--remove-plain-backups", "remove", is_flag=True, help="Take people out of earlier backups that hold them plainly."
)
@click.pass_obj
@fail_clearly
def encrypt(context: Context, *, remove: bool) -> None:
    """Encrypt a plain private database with KHABAR_PEOPLE_KEY. The bot must not run meanwhile."""
    _in_file("there `khabar people move` carries them into a sealed one")
    from bot.people import backup as backups
    from bot.people import keys

    if keys.encrypt(context.data, _key(required=True) or "", again=remove):
        click.echo("khabar: the private database is encrypted now")
    plain = backups.plain_ones(context.data)
    if remove:
        for folder in plain:
            backups.remove_people(folder)
        click.echo(
            f"khabar: people were taken out of {len(plain)} plain backups; `khabar people backup` makes a new one"
        )
    elif plain:
        click.echo(
            f"khabar: {len(plain)} earlier backups still hold people in the clear;"
            " `khabar people encrypt --remove-plain-backups` takes them out"
        )


@people.command()
@click.option("--new-key-file", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.pass_obj
@fail_clearly
def rekey(context: Context, new_key_file: Path) -> None:
    """Encrypt the private database with the key in a file instead of KHABAR_PEOPLE_KEY."""
    _in_file("`khabar people move` carries them to a folder, whose file takes another key, and back")
    from bot.people import keys

    keys.rekey(context.data, _key(required=True) or "", keys.read_key(new_key_file))
    click.echo("khabar: the key is changed; set KHABAR_PEOPLE_KEY to the new one. Earlier backups keep the old key")


@people.command()
@click.pass_obj
@fail_clearly
def migrate(context: Context) -> None:
    """Bring the schema up to date, and forget again whom a dump of a server brought back; every start does so too."""
    from bot.people import forgotten
    from bot.people.opening import opened
    from config.settings import load

    with opened(context.data, load(), create=False) as database:
        if back := forgotten.again(database):
            click.echo(f"khabar: {back} chats that a dump brought back are forgotten again")
    click.echo("khabar: the schema is up to date")


@people.command()
@click.pass_obj
@fail_clearly
def backup(context: Context) -> None:
    """Save both databases into DATA/backups while everything runs; the seven newest are kept."""
    from bot.people import backup as backups
    from digests.clock import SystemClock

    on_server = _on_server()
    if on_server:
        click.echo("khabar: people are on PostgreSQL; `pg_dump` saves them. The corpus is saved here", err=True)
    click.echo(backups.save(context.data, _key(), SystemClock().now(), people=not on_server))


@people.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_obj
@fail_clearly
def restore(context: Context, folder: Path) -> None:
    """Bring back both databases from a FOLDER that `backup` made, while everything runs."""
    from bot.people import backup as backups
    from config.settings import load

    on_server = _on_server()
    if on_server:
        click.echo("khabar: people are on PostgreSQL; `pg_restore` brings them back. This is for the corpus", err=True)
    for said in backups.restore(context.data, _key(), folder, plain=load().people_plain, people=not on_server):
        click.echo(f"khabar: {said}", err=True)
    click.echo("khabar: restored")


@people.command()
@click.option("--to", required=True, metavar="URL|FOLDER", help="An address of PostgreSQL, or a folder of data.")
@click.pass_obj
@fail_clearly
def move(context: Context, to: str) -> None:
    """Carry the private database over, with the same key. The bot must not run meanwhile; the source stays as it is."""
    from bot.people import moving
    from config.settings import load

    done = moving.move(context.data, load(), to)
    click.echo(f"khabar: {done.rows} rows, {done.chats} chats, are now in {done.to}; no bot starts on the old ones")


def _on_server() -> bool:
    """Whether the settings name a server for the private database."""
    from config.settings import load

    return load().people_url is not None


def _in_file(instead: str) -> None:
    """Raises BadInput where people are on a server: the command is the file's."""
    from digests.errors import BadInput

    if _on_server():
        raise BadInput(f"KHABAR_PEOPLE_URL: people are on PostgreSQL; {instead}")


def _key(*, required: bool = False) -> str | None:
    from config.settings import load
    from digests.errors import BadInput

    key = load().people_key
    if key is None and required:
        raise BadInput("KHABAR_PEOPLE_KEY is not set")
    return key.get_secret_value() if key else None
