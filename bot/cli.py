"""The console script `khabar`: the newsroom's commands and the bot's own, under one roof."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from config.settings import SettingsError, load
from digests.cli import COMMANDS, Context, LazyGroup

BOT_COMMANDS: Mapping[str, str] = {
    "run": "bot.commands:run",
    "worker": "bot.commands:worker",
    "bot": "bot.commands:bot",
    "simulator": "bot.commands:simulator",
    "status": "bot.commands:status",
    "doctor": "bot.commands:doctor",
    "people": "bot.commands:people",
}


@click.group(cls=LazyGroup, lazy={**COMMANDS, **BOT_COMMANDS})
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the databases.")
@click.version_option(package_name="khabar", prog_name="khabar")
@click.pass_context
def main(ctx: click.Context, data: Path | None) -> None:
    """Khabar: news digests with a source beside every figure."""
    for stream in (sys.stdout, sys.stderr):  # UTF-8 whatever the locale says; half a character never ends a command
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        settings = load()
    except SettingsError as error:
        click.echo(f"khabar: {error}", err=True)
        sys.exit(1)
    ctx.obj = Context(data=data or settings.data)


if __name__ == "__main__":
    main(prog_name="khabar")
