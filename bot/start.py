"""Where the console script enters: SIGTERM counts from the first moment, before the program itself is loaded.

(As the first process of a container a program that has not said so never gets it at all.)
"""

from __future__ import annotations

import os
import signal
import sys

SERVICES = {"run", "bot", "worker", "simulator"}


def main() -> None:
    """`khabar`."""
    signal.signal(signal.SIGTERM, _end)
    from bot.cli import main as khabar  # noqa: PLC0415 (that takes a while)

    khabar(prog_name="khabar")


def _end(*_: object) -> None:
    """Told to stop before there was anything to stop: a service ends well, any other command is broken off.

    At once, since an exception may be lost: one that is raised in a callback of the import machinery is only printed.
    What is open by now survives that as it survives a kill.
    """
    os._exit(0 if SERVICES & set(sys.argv[1:]) else 128 + signal.SIGTERM)


if __name__ == "__main__":
    main()
