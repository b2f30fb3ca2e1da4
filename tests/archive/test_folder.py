"""Files move in place whole: an aborted run leaves what was there, and nothing of anybody else's is touched."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from digests.archive import folder as archive
from digests.archive.folder import LIST, PART, fill
from digests.errors import BadInput, Unavailable

OLD = {"index.html": "old", "tg/a.html": "old a", "tg/gone/b.html": "old b"}
NEW = {"index.html": "new", "tg/a.html": "new a", "tg/c.html": "new c"}


def held(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != LIST]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_what_is_no_longer_made_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    fill(tmp_path / "site", OLD)
    (tmp_path / "site" / "CNAME").write_text("mine", encoding="utf-8")
    fill(tmp_path / "site", NEW)
    assert held(tmp_path / "site") == {**NEW, "CNAME": "mine"}
    assert not (tmp_path / "site" / "tg" / "gone").exists()
    assert not (tmp_path / "site" / PART).exists()


def test_what_somebody_changed_since_is_not_removed(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    (tmp_path / "tg" / "gone" / "b.html").write_text("changed", encoding="utf-8")
    fill(tmp_path, NEW)
    assert held(tmp_path) == {**NEW, "tg/gone/b.html": "changed"}


@pytest.mark.parametrize("name", ["index.html", "tg"])
def test_a_file_of_another_is_not_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(Unavailable, match=name):
        fill(tmp_path, NEW)
    assert held(tmp_path) == {name: "mine"}
    fill(tmp_path / "other", NEW, ours=["index.html"])


def test_files_from_before_there_was_a_list_are_taken_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("from before", encoding="utf-8")
    fill(tmp_path, NEW, ours=["index.html"])
    assert held(tmp_path) == NEW


def test_an_abort_while_it_is_written_leaves_the_old_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, OLD)
    write = archive._write

    def full(path: Path, text: str) -> str:
        if path.name == "c.html":
            raise OSError(28, "No space left on device", str(path))
        return write(path, text)

    monkeypatch.setattr(archive, "_write", full)
    with pytest.raises(Unavailable, match="No space left"):
        fill(tmp_path, NEW)
    assert held(tmp_path) == OLD


@pytest.mark.parametrize("step", range(6))
def test_an_abort_while_files_move_is_mended_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    fill(tmp_path, OLD)
    replace, done = Path.replace, 0

    def cut(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done > step:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        if step < 5:
            with pytest.raises(KeyboardInterrupt):
                fill(tmp_path, NEW)
        else:
            fill(tmp_path, NEW)
    seen = held(tmp_path)
    assert set(OLD) <= set(seen) or step > 3  # every page that was there still is, old or new
    assert all(text in (OLD.get(name), NEW.get(name)) for name, text in seen.items())
    assert "new" not in (seen["index.html"], seen["tg/a.html"]) or "tg/c.html" in seen
    fill(tmp_path, NEW)
    assert held(tmp_path) == NEW


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    lock = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with pytest.raises(Unavailable, match="another export"):
        fill(tmp_path, NEW)
    os.close(lock)
    (tmp_path / PART).mkdir()  # of a run that was killed
    fill(tmp_path, NEW)
    assert held(tmp_path) == NEW


def test_a_bad_target_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Unavailable, match="a file, not a folder"):
        fill(tmp_path / "file", NEW)
    with pytest.raises(Unavailable, match="file"):
        fill(tmp_path / "file" / "x", NEW)
    with pytest.raises(Unavailable, match="/proc"):
        fill(Path("/proc/khabar"), NEW)


@pytest.mark.parametrize("text", ["", "[]", '{"files": []}', '{"files": {"a": 1}}'])
def test_a_list_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / LIST).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=LIST):
        fill(tmp_path, NEW)


def test_a_list_leads_nowhere_outside(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / LIST).write_text(f'{{"files": {{"../mine": "{empty}"}}}}', encoding="utf-8")
    fill(tmp_path / "site", NEW)
    assert (tmp_path / "mine").exists()
