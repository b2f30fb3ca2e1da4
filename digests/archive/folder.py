"""Files into a folder, so that whoever reads it meanwhile never meets half a file or a link that leads nowhere.

All are written first, into a folder of their own inside the target: that is the same disk even where the target is a
mount. A run that ends before that is done has changed nothing. Then each is moved in place: new ones first, so that
what links to them finds them, and those that are no longer made are removed last. Which ones we made is in a list
beside them; nothing else is ever written over or removed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from digests.errors import BadInput, Unavailable

LIST = "files.json"
"""The files that we made: path → SHA-256 of what was in it."""
PART = ".khabar-part"

Made = dict[str, str]


def fill(folder: Path, files: Mapping[str, str], *, ours: Collection[str] = ()) -> None:
    """Make `folder` hold `files` (path with "/" → text) and of what was made here before nothing else. `ours` are names
    of files that were ours before there was a list. Raises Unavailable where it cannot be written, or where a file of
    another stands in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder) as part:
            made = _made(folder)
            _clear_way(folder, files, {*made, *ours})
            hashes = _stage(part, files)
            _put(folder, part, {LIST: _listed({**made, **hashes})})  # a run that ends here knows what it put there
            _move(folder, part, files)
            _remove(folder, {path: digest for path, digest in made.items() if path not in files})
            _put(folder, part, {LIST: _listed(hashes)})
    except FileExistsError:
        raise Unavailable(f"{folder}: a file, not a folder") from None
    except OSError as error:
        raise Unavailable(f"{error.filename or folder}: {error.strerror or error}") from error


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Where one run writes its files: empty, and gone afterwards. The kernel frees the lock when its holder dies."""
    part, lock = folder / PART, os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unavailable(f"{folder}: another export is writing here") from None
        shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
        part.mkdir()
        try:
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)
    finally:
        os.close(lock)


def _made(folder: Path) -> Made:
    path = folder / LIST
    if not path.exists():
        return {}
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        if not all(isinstance(each, str) for pair in files.items() for each in pair):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadInput("not the list of files that an export writes; move it away", path=path) from None
    return {name: digest for name, digest in files.items() if _is_inside(name)}


def _is_inside(name: str) -> bool:
    """Whether a listed path stays in the folder, whoever wrote the list."""
    return not name.startswith("/") and not {"", ".", ".."} & set(name.split("/"))


def _clear_way(folder: Path, files: Iterable[str], ours: Collection[str]) -> None:
    for name in files:
        path = folder / name
        above = [folder / parent for parent in list(Path(name).parents)[:-1]]
        path = next((each for each in above if each.exists() and not each.is_dir()), path)
        if (name not in ours or path.is_dir() or path in above) and os.path.lexists(path):
            raise Unavailable(f"{path}: not made by an export; move it away or choose another folder")


def _stage(part: Path, files: Mapping[str, str]) -> Made:
    return {name: _write(part / name, text) for name, text in files.items()}


def _write(path: Path, text: str) -> str:
    """Write it and return its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text.encode("utf-8")
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _put(folder: Path, part: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        _write(part / name, text)
        (part / name).replace(folder / name)


def _move(folder: Path, part: Path, files: Iterable[str]) -> None:
    """New files before those that are there already, which may come to link to them."""
    for name in sorted(files, key=lambda name: ((folder / name).exists(), name)):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (part / name).replace(target)


def _remove(folder: Path, gone: Mapping[str, str]) -> None:
    """What we made and no longer make, unless somebody has changed it since; folders that it leaves empty with it."""
    for name, digest in gone.items():
        path = folder / name
        with suppress(FileNotFoundError):
            if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                path.unlink()
        for parent in list(path.relative_to(folder).parents)[:-1]:
            with suppress(OSError):  # not empty
                (folder / parent).rmdir()


def _listed(made: Made) -> str:
    return json.dumps({"files": dict(sorted(made.items()))}, indent=1) + "\n"
