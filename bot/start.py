"""Where the console script enters: SIGTERM counts from the first moment, before the program itself is loaded.

(As the first process of a container a program that has not said so never gets it at all.)
"""

from __future__ import annotations

import signal
import sys

SERVICES = {"run", "bot", "worker", "simulator"}


def main() -> None:
    """`khabar`."""
    signal.signal(signal.SIGTERM, _end)
    from bot.cli import main as khabar  # noqa: PLC0415 (that takes a while)

    khabar(prog_name="khabar")


def _end(*_: object) -> None:
    """Told to stop before there was anything to stop: a service ends well, any other command is broken off."""
    raise SystemExit(0 if SERVICES & set(sys.argv[1:]) else 128 + signal.SIGTERM)


if __name__ == "__main__":
    main()
