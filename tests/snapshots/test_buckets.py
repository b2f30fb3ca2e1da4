"""Buckets of every kind keep the same promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.errors import BadInput, NotFound, Unavailable
from digests.snapshots.bucket import Bucket, FolderBucket, open_bucket, shown
from tests.snapshots.conftest import Nodes, add, held


def test_what_is_put_is_got_in_whole_and_in_part(bucket: Bucket) -> None:
    data = bytes(range(256)) * 40
    bucket.put("a/b1", data)
    assert bucket.get("a/b1") == data
    assert bucket.get("a/b1", 256, 5) == data[256:261]
    assert bucket.get("a/b1", 10_000) == data[10_000:]
    bucket.put("a/b1", b"other")
    assert bucket.get("a/b1") == b"other"


def test_names_are_listed_by_folder_and_deleted(bucket: Bucket) -> None:
    for name in ("a/b2", "a/b1", "newest"):
        bucket.put(name, b"x")
    assert bucket.list("a") == ["a/b1", "a/b2"]
    assert bucket.list("packs") == []
    assert (bucket.has("a/b1"), bucket.has("a/b3")) == (True, False)
    bucket.delete("a/b1")
    bucket.delete("a/b1")
    assert bucket.list("a") == ["a/b2"]
    with pytest.raises(NotFound):
        bucket.get("a/b1")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", "", "A", "a//b", "a b"])
def test_no_name_leads_out_of_a_bucket(bucket: Bucket, name: str) -> None:
    for call in (lambda: bucket.get(name), lambda: bucket.put(name, b""), lambda: bucket.delete(name)):
        with pytest.raises(BadInput, match="no name of an object"):
            call()


def test_a_version_goes_through_every_kind_of_bucket(bucket: Bucket, tmp_path: Path) -> None:
    nodes = Nodes(tmp_path, bucket)
    add(nodes.worker, 1, 2)
    assert nodes.publisher.publish() is not None
    nodes.take()
    add(nodes.worker, 3)
    published = nodes.publisher.publish()
    assert published is not None
    assert published.version == 2
    nodes.take()
    assert held(nodes.bot) == {"d1", "d2", "d3"}


def test_an_address_is_shown_without_its_password() -> None:
    assert shown("postgresql://me:secret@db.example:5433/khabar?sslmode=require") == "postgresql://db.example/khabar"
    assert shown("s3://bucket/versions") == "s3://bucket/versions"


def test_a_server_that_is_away_is_one_line_without_the_password(tmp_path: Path) -> None:
    away = open_bucket(f"postgresql://me:secret@/khabar?host={tmp_path}")
    with pytest.raises(Unavailable) as caught:
        away.list("heads")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadInput, match="KHABAR_SNAPSHOTS"):
        open_bucket("nosuch://bucket/versions")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="file"):
        FolderBucket(tmp_path / "file").put("newest", b"")
