"""Versions from the worker to the bot: what changed alone, all of it checked, the one before kept, none by halves."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from backports import zstd

from digests.corpus.connection import check
from digests.corpus.store import FILE, Store
from digests.errors import BadInput, Conflict, CorpusDamaged, KhabarError, NotFound
from digests.snapshots import packed, state
from digests.snapshots.bucket import FolderBucket
from digests.snapshots.manifest import NEWEST, Newest, hash_of
from digests.snapshots.publisher import Publisher
from digests.snapshots.replica import Replica
from tests.size import at_most
from tests.snapshots.conftest import Nodes, add, held
from tests.snapshots.kill import live


def test_a_bot_has_what_the_worker_published_byte_by_byte(nodes: Nodes) -> None:
    published = nodes.publisher.publish()
    assert published is not None
    assert nodes.take() is not None
    assert held(nodes.bot) == held(nodes.worker)
    assert state.read(nodes.bot).here == published.version == 1
    assert nodes.take() is None


def test_only_what_changed_is_moved(nodes: Nodes) -> None:
    add(nodes.worker, *range(10, 200))
    first = nodes.publisher.publish()
    assert first is not None
    nodes.take()
    add(nodes.worker, 500)
    second = nodes.publisher.publish()
    assert second is not None
    moved = nodes.take()
    assert moved is not None
    assert second.moved < first.moved / 3
    assert moved < first.moved / 3
    assert held(nodes.bot) == held(nodes.worker)


def test_nothing_is_published_where_nothing_changed(nodes: Nodes) -> None:
    assert nodes.publisher.publish() is not None
    assert nodes.publisher.publish() is None
    assert FolderBucket(nodes.bucket.folder).list("heads") == ["heads/000000000001"]  # type: ignore[attr-defined]


def test_who_has_the_former_version_open_reads_on(nodes: Nodes) -> None:
    nodes.publisher.publish()
    nodes.take()
    with Store.open(nodes.bot) as reader:
        add(nodes.worker, 4)
        nodes.publisher.publish()
        nodes.take()
        assert {each.id for each in reader.documents()} == {"d1", "d2", "d3"}
        reader.mark_whole("d1")  # and may write to what it has open
    assert "d4" in held(nodes.bot)


def test_editions_that_were_made_here_outlive_a_new_version(nodes: Nodes) -> None:
    nodes.publisher.publish()
    nodes.take()
    with Store.open(nodes.bot) as store, store.transaction():
        store.connection.execute(
            "INSERT INTO editions VALUES ('2026-11-01', 'daily', 'tg', 'law', 'none', 'now', '{}', '[]', 0)"
        )
    add(nodes.worker, 4)
    nodes.publisher.publish()
    nodes.take()
    with Store.open(nodes.bot) as store:
        assert [row[0] for row in store.connection.execute("SELECT topics FROM editions")] == ["law"]


def test_the_version_before_is_kept_and_gone_back_to(nodes: Nodes) -> None:
    for n in (4, 5, 6):
        nodes.publisher.publish()
        nodes.take()
        add(nodes.worker, n)
    folders = sorted(path.name for path in state.folder_of(nodes.bot).iterdir() if path.name.isdecimal())
    assert folders == ["000000000002", "000000000003"]
    assert nodes.replica.back("it does not open") == 2
    assert held(nodes.bot) == {"d1", "d2", "d3", "d4"}
    assert nodes.replica.due() is None  # the one that was no use is not asked for again
    nodes.publisher.publish()
    assert nodes.take() is not None
    assert held(nodes.bot) == {"d1", "d2", "d3", "d4", "d5", "d6"}
    assert nodes.replica.state.trouble is None


def test_there_is_nothing_to_go_back_to_at_first(nodes: Nodes) -> None:
    nodes.publisher.publish()
    nodes.take()
    assert nodes.replica.back("no use") is None
    assert held(nodes.bot) == {"d1", "d2", "d3"}


def test_before_anything_was_published_there_is_one_line(nodes: Nodes) -> None:
    with pytest.raises(NotFound, match="no version has been published yet"):
        nodes.replica.due()


def test_a_corpus_of_ones_own_is_never_replaced(nodes: Nodes) -> None:
    nodes.publisher.publish()
    add(nodes.bot, 9)
    with pytest.raises(BadInput, match="own corpus"):
        nodes.replica.due()
    assert held(nodes.bot) == {"d9"}


def test_a_version_that_was_taken_is_not_published(nodes: Nodes) -> None:
    nodes.publisher.publish()
    nodes.take()
    with pytest.raises(BadInput, match="only its worker publishes"):
        Publisher(nodes.bot, nodes.bucket, nodes.clock).publish()


def test_another_workers_versions_are_not_written_over(nodes: Nodes, tmp_path: Path) -> None:
    nodes.publisher.publish()
    add(tmp_path / "second", 7)
    with pytest.raises(Conflict, match="another worker"):
        Publisher(tmp_path / "second", nodes.bucket, nodes.clock).publish()
    nodes.take()
    assert held(nodes.bot) == {"d1", "d2", "d3"}


def test_a_worker_goes_on_from_a_version_that_was_taken(nodes: Nodes) -> None:
    nodes.publisher.publish()
    nodes.take()
    nodes.replica.own()
    assert state.is_own(nodes.bot)
    add(nodes.bot, 8)
    published = Publisher(nodes.bot, nodes.bucket, nodes.clock).publish()
    assert published is not None
    assert published.version == 2
    with pytest.raises(Conflict):
        nodes.publisher.publish()


def test_a_damaged_corpus_is_not_published(nodes: Nodes) -> None:
    nodes.publisher.publish()
    with closing(sqlite3.connect(nodes.worker / FILE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray((nodes.worker / FILE).read_bytes())
    for at in range(4096 * 3, len(data) - 4096, 4096):
        data[at : at + 64] = b"\xff" * 64
    (nodes.worker / FILE).write_bytes(data)
    with pytest.raises(KhabarError):
        nodes.publisher.publish()
    assert nodes.replica.due() is not None
    nodes.take()
    assert held(nodes.bot) == {"d1", "d2", "d3"}


Damage = Callable[[Nodes, FolderBucket], None]


def flip(name: str) -> Damage:
    """One bit of the newest object of that kind."""

    def damage(_: Nodes, bucket: FolderBucket) -> None:
        paths = [bucket.folder / each for each in (bucket.list(name) or [name])]
        path = max(paths, key=lambda each: each.stat().st_mtime_ns)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    return damage


def cut(name: str) -> Damage:
    def damage(_: Nodes, bucket: FolderBucket) -> None:
        paths = [bucket.folder / each for each in (bucket.list(name) or [name])]
        path = max(paths, key=lambda each: each.stat().st_mtime_ns)
        path.write_bytes(path.read_bytes()[:-9])

    return damage


def gone(name: str) -> Damage:
    def damage(_: Nodes, bucket: FolderBucket) -> None:
        for each in bucket.list(name):
            bucket.delete(each)

    return damage


def bomb(_: Nodes, bucket: FolderBucket) -> None:
    """Every pack says that it holds four gigabytes of zeros."""
    huge = zstd.ZstdCompressor()
    data = b"".join(huge.compress(bytes(1 << 20)) for _ in range(64)) + huge.flush()
    for name in bucket.list("packs"):
        path = bucket.folder / name
        path.write_bytes((data + bytes(path.stat().st_size))[: path.stat().st_size])


def forged(**changes: object) -> Damage:
    """A head that somebody wrote who may write to the bucket: its chain of hashes is right."""

    def damage(nodes: Nodes, bucket: FolderBucket) -> None:
        head = nodes.replica.shelf.newest()
        assert head is not None
        fields = json.loads(head.written()) | changes
        data = json.dumps(fields).encode()
        bucket.put("heads/000000000002", data)
        bucket.put(NEWEST, Newest(2, "heads/000000000002", hash_of(data)).written())

    return damage


def garbage(_: Nodes, bucket: FolderBucket) -> None:
    bucket.put(NEWEST, b"\x00[[[[")


@pytest.mark.parametrize(
    "damage",
    [
        flip("packs"), cut("packs"), gone("packs"), bomb, flip("tables"), cut("tables"), gone("tables"),
        flip("heads"), gone("heads"), flip("newest"), garbage,
        forged(size=1 << 39), forged(size=4097), forged(page=7), forged(schema=["m999_tomorrow"]), forged(format=2),
        forged(packs=[]), forged(packs=[{"name": "../../etc/passwd", "size": 9, "blocks": 1}]), forged(version="2"),
        forged(table="heads/000000000001"), forged(made="yesterday"), forged(packs={"a": 1}),
    ],
)  # fmt: skip
def test_damaged_and_hostile_versions_are_one_line_and_the_old_one_stays(nodes: Nodes, damage: Damage) -> None:
    nodes.publisher.publish()
    nodes.take()
    add(nodes.worker, *range(4, 30))
    nodes.publisher.publish()
    assert isinstance(nodes.bucket, FolderBucket)
    damage(nodes, nodes.bucket)
    with pytest.raises((BadInput, CorpusDamaged)) as caught:
        nodes.take()
    assert "\n" not in str(caught.value)
    assert str(nodes.bucket.folder) in str(caught.value)
    assert nodes.replica.state.trouble
    assert held(nodes.bot) == {"d1", "d2", "d3"}
    assert nodes.replica.state.here == 1


def test_the_next_publication_mends_a_bucket_that_lost_packs(nodes: Nodes) -> None:
    nodes.publisher.publish()
    assert isinstance(nodes.bucket, FolderBucket)
    for name in nodes.bucket.list("packs"):
        nodes.bucket.delete(name)
    add(nodes.worker, 4)
    nodes.publisher.publish()
    nodes.take()
    assert held(nodes.bot) == {"d1", "d2", "d3", "d4"}


def test_what_no_version_needs_is_swept_away_after_its_grace(nodes: Nodes) -> None:
    for n in range(4, 9):
        nodes.publisher.publish()
        add(nodes.worker, n)
    assert len(nodes.bucket.list("heads")) == 5  # all within the hour
    nodes.bucket.put("packs/0123456789abcdef", b"of an attempt that came to nothing")
    nodes.clock.set(nodes.clock.now() + timedelta(hours=2))
    nodes.publisher.publish()
    assert [name[-1] for name in nodes.bucket.list("heads")] == ["4", "5", "6"][-len(nodes.bucket.list("heads")) :]
    assert not nodes.bucket.has("packs/0123456789abcdef")
    nodes.clock.set(nodes.clock.now() + timedelta(hours=2))
    add(nodes.worker, 20)
    nodes.publisher.publish()
    assert [name[-1] for name in nodes.bucket.list("heads")] == ["6", "7"]
    head = nodes.replica.shelf.newest()
    assert head is not None
    nodes.take()
    assert held(nodes.bot) == held(nodes.worker)


def test_thin_packs_are_packed_anew_so_that_a_bucket_does_not_grow(
    nodes: Nodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "PACK", 16_000)
    monkeypatch.setattr("digests.snapshots.publisher.RENEWED", 1.0)
    sizes = []
    for n in range(12):
        add(nodes.worker, *range(100 + 10 * n, 110 + 10 * n))
        nodes.clock.set(nodes.clock.now() + timedelta(hours=3))
        published = nodes.publisher.publish()
        assert published is not None
        held_bytes = sum(len(nodes.bucket.get(name)) for name in nodes.bucket.list("packs"))
        sizes.append(held_bytes / published.size)
        nodes.take()
        assert held(nodes.bot) == held(nodes.worker)
    assert max(sizes[6:]) < 1.4 * sizes[5]


@pytest.mark.slow
def test_a_kill_leaves_the_old_version_or_the_new_one(nodes: Nodes, tmp_path: Path) -> None:
    """Killed before lines by chance: the former version or the next one stands, and the next try ends well."""
    chance = random.Random(5)
    bucket = tmp_path / "bucket"
    nodes.publisher.publish()
    assert live("take", nodes.bot, bucket, 0)[0] == 0
    add(nodes.worker, 4)
    nodes.publisher.publish()
    shutil.copytree(nodes.bot, tmp_path / "before", symlinks=True)
    lines = live("take", nodes.bot, bucket, 0)[1]
    for _ in range(at_most(6, 3)):
        shutil.rmtree(nodes.bot)
        shutil.copytree(tmp_path / "before", nodes.bot, symlinks=True)
        assert live("take", nodes.bot, bucket, chance.randrange(1, lines))[0] == -9
        assert held(nodes.bot) in ({"d1", "d2", "d3"}, {"d1", "d2", "d3", "d4"})
        assert check(nodes.bot / FILE) == []
        assert live("take", nodes.bot, bucket, 0)[0] == 0
        assert held(nodes.bot) == {"d1", "d2", "d3", "d4"}


@pytest.mark.slow
def test_a_publisher_that_is_killed_leaves_the_version_before(nodes: Nodes, tmp_path: Path) -> None:
    chance = random.Random(6)
    bucket = tmp_path / "bucket"
    nodes.publisher.publish()
    add(nodes.worker, 4)
    shutil.copytree(bucket, tmp_path / "copy")
    lines = live("publish", nodes.worker, tmp_path / "copy", 0)[1]
    state.write(nodes.worker, replace(state.read(nodes.worker), here=1))
    for n in range(at_most(6, 3)):
        status, _ = live("publish", nodes.worker, bucket, chance.randrange(1, lines))
        newest = nodes.replica.shelf.newest()
        assert status == -9
        assert newest is not None
        bot = tmp_path / f"bot{n}"
        bot.mkdir()
        fresh = Replica(bot, nodes.bucket, nodes.clock)
        head = fresh.due()
        assert head is not None
        fresh.take(head)
        assert held(bot) == ({"d1", "d2", "d3"} if newest.version == 1 else held(nodes.worker))
        if newest.version > 1:
            break
    assert live("publish", nodes.worker, bucket, 0)[0] == 0
    nodes.take()
    assert held(nodes.bot) == held(nodes.worker)
