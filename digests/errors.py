"""Every error of the project that is expected has a place in this tree:

    KhabarError                 one clear line for the person at the keyboard
    ├── BadInput                a file, record or setting is wrong; names the file and the place
    │   ├── UnknownName         an indicator, date, language or document nobody knows (wrong usage)
    │   └── Conflict            somebody else has decided about it meanwhile
    ├── NotFound                what was asked for is not in the data (an empty folder, no such document)
    ├── Unavailable             something outside failed: a feed, a disk, another process's lock
    ├── CorpusDamaged           corpus.db cannot be read as a database any more; no trying again helps
    └── Withheld                a text did not pass the evidence check and is not sent

Anything else that is raised is a bug and propagates.
"""

from __future__ import annotations

from digests.objections import Objection

LONGEST = 300
"""Characters of a fault that are said: what is wrong may be a value of a megabyte."""


def shorten(what: str) -> str:
    return what if len(what) <= LONGEST else f"{what[: LONGEST - 1]}…"


class KhabarError(Exception):
    """The root; its text is one line fit for a person. `objection` says what is wrong in other languages as well, where
    that was said as one."""

    def __init__(self, said: str = "", *, objection: Objection | None = None) -> None:
        super().__init__(said)
        self.objection = objection or (said if isinstance(said, Objection) else None)


class BadInput(KhabarError):
    """Input that cannot be taken. `path` and `place` say where (`place`: line, key or row)."""

    def __init__(self, what: str, *, path: object = None, place: object = None) -> None:
        objection = what if isinstance(what, Objection) else None
        what = shorten(what)
        where = ":".join(str(part) for part in (path, place) if part is not None)
        super().__init__(f"{where}: {what}" if where else what, objection=objection)
        self.what = what
        self.path = path
        self.place = place


class UnknownName(BadInput):
    """A name that is not one of ours; on the command line this is wrong usage (exit 2)."""


class Conflict(BadInput):
    """A decision that rests on what no longer stands; `kind` names which, for whoever says it in another language."""

    def __init__(self, what: str, *, kind: str, place: object = None) -> None:
        super().__init__(what, place=place)
        self.kind = kind


class NotFound(KhabarError):
    """Nothing there to answer from."""


class Unavailable(KhabarError):
    """A thing outside this program failed; trying again later may help."""


class CorpusDamaged(KhabarError):
    """`corpus.db` is damaged: it has to be restored or made anew. Never said of the private database."""


class Withheld(KhabarError):
    """A page or answer held something its sources do not; it was not sent."""
