"""The scheduled work: take in the curated records and the feeds that are due, compile the editions that closed.

APScheduler only wakes ticks; what is due is asked of the database and of the clock that the worker is handed, so a
restart or a night of downtime loses nothing and repeats nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from digests.clock import Clock, dushanbe_day
from digests.corpus.mark import mark
from digests.corpus.store import Store
from digests.editing.asked import Queue
from digests.editing.carrying_out import carry_out
from digests.editing.desk import EditorsDesk
from digests.editions.translate import Translator
from digests.embedding import Embedder
from digests.errors import KhabarError
from digests.ingest import Ingest
from digests.language.meaning import Meaning
from digests.model import Readers
from digests.newsroom import Newsroom
from digests.policy import Policy
from digests.rounds import USUAL, Manner, read_due
from digests.snapshots import state
from digests.snapshots.bucket import Bucket
from digests.snapshots.publisher import Publisher
from digests.snapshots.taking_over import take_over
from digests.sources import records
from digests.voice.voice import Pointer

logger = logging.getLogger(__name__)

TICK_SECONDS = 60
DECIDE_SECONDS = 10
"""Between two looks at what editors decided on bots elsewhere."""
EMBED_SECONDS = 30.0
"""What a tick gives to embedding: the other half of the processor's time is for questions."""


class Worker:
    """Ticks in a thread of its own. `feeds=False` leaves live feeds alone (in simulation they are off)."""

    def __init__(
        self,
        data: Path,
        clock: Clock,
        *,
        feeds: bool = True,
        policy: Policy,
        manner: Manner = USUAL,
        meaning: Callable[[], Meaning | None] = lambda: None,
        readers: Readers = "both",
        pointer: Callable[[], Pointer | None] = lambda: None,
        translator: Callable[[], Translator | None] = lambda: None,
        translate_seconds: float = 0.0,
        bucket: Bucket | None = None,
        queue: Callable[[], Queue | None] = lambda: None,
        leads: Callable[[], bool] = lambda: True,
    ) -> None:
        self.data = data
        self.clock = clock
        self.policy = policy
        self.feeds = feeds
        self.manner = manner
        self.meaning = meaning
        self.readers = readers
        self.pointer = pointer
        self.translator = translator
        self.translate_seconds = translate_seconds
        self.queue = queue
        self.leads = leads  # whether no other worker does what this one is for
        self.bucket = bucket
        self.publisher = Publisher(data, bucket, clock) if bucket else None
        self._ours = bucket is None  # whether the corpus is known to be this worker's to write
        self._stopping = threading.Event()
        self._compiled: date | None = None
        self._seen: tuple[tuple[str, int], ...] = ()
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin to tick. A tick that comes late or twice is one tick."""
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=TICK_SECONDS,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(self._scheduler.timezone),
        )
        if self.publisher is not None:
            self._scheduler.add_job(self.decide, "interval", seconds=DECIDE_SECONDS, coalesce=True, max_instances=1)
        self._scheduler.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def load(self, progress: Callable[[str], None] | None = None) -> int:
        """Take in the curated records; the number of those that were new or changed."""
        changed = 0
        self.take_over()
        with Store.open(self.data, create=True) as store:
            ingest = Ingest(store, self.clock, readers=self.readers)
            if healed := ingest.heal():
                logger.warning("%d documents that an earlier end of the program had left half are whole again", healed)
            for result in (*ingest.curated(), *ingest.curated(records.folder(self.data))):
                changed += result.status in {"added", "updated"}
                if progress and result.status != "unchanged":
                    progress(f"{result.status}: {result.doc_id}")
        return changed

    def tick(self) -> None:
        """One round, unless another worker leads. What fails is logged and tried again at a later tick."""
        if not self._is_ours():
            return
        try:
            self.take_over()
            self._load_changed()
            if self.feeds:
                self._read_feeds()
            self.compile()
            self.embed(EMBED_SECONDS)
            self.publish()
        except KhabarError as error:
            logger.warning("the round failed: %s", error)

    def _is_ours(self) -> bool:
        """Whether this worker leads. Once another did, the corpus that is here is no longer known to be the newest."""
        leads = self.leads()
        self._ours = self._ours and (leads or self.bucket is None)
        return leads

    def _load_changed(self) -> None:
        """Read the records when an editor has touched one; reading them all at every tick would be idle work."""
        seen = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in records.files(self.data)))
        if seen != self._seen:
            self.load()
            self._seen = seen

    def step(self, hour: datetime) -> None:
        """An hour of simulated time has passed: compile what closed by then; live feeds are off."""
        closed = dushanbe_day(hour)
        if closed != self._compiled:  # a day closes once; the hours between need nothing
            self.compile()
            self._compiled = closed

    def compile(self) -> None:
        """Store the editions of the newest closed day that are not stored yet."""
        newsroom = Newsroom(self.data, self.clock, policy=self.policy, meaning=self.meaning)
        try:
            newsroom.translate_closed(self.translator(), self.translate_seconds)
            newsroom.compile_closed()
        finally:
            newsroom.close()

    def embed(self, seconds: float | None = None) -> None:
        """Embed what the model has not seen, for `seconds` at most; without a model there is nothing to do."""
        meaning = self.meaning()
        if meaning is None:
            return
        with Store.open(self.data, create=True) as store:
            done = Embedder(store, meaning).run(seconds, stop=self._stopping.is_set)
        if done.asked:
            logger.info("%d texts embedded%s", done.asked, "; more are due" if done.left else "")

    def publish(self) -> int | None:
        """Publish a version if what readers can be told has changed since the last one, and once a day; its number."""
        if self.publisher is None or not self._is_ours():
            return None
        with Store.open(self.data) as store:
            found = mark(store, dushanbe_day(self.clock.now()))
        if found == state.read(self.data).mark:
            return None
        published = self.publisher.publish(found)
        if published is None:
            return None
        logger.info("version %d of the corpus is published, %d bytes were new", published.version, published.moved)
        return published.version

    def decide(self) -> int:
        """Carry out what editors decided on bots elsewhere, in order, and publish it; how many decisions. What fails
        is logged, and looked at again."""
        if not self._is_ours():
            return 0
        try:
            queue = self.queue()
            if queue is None:
                return 0
            with closing(queue):
                return self._decide(queue)
        except KhabarError as error:
            logger.warning("decisions could not be carried out: %s", error)
            return 0

    def _decide(self, queue: Queue) -> int:
        waiting = queue.waiting()
        if not waiting:
            return 0
        self.take_over()
        room = Newsroom(self.data, self.clock, policy=self.policy, meaning=self.meaning)
        with closing(EditorsDesk(room, manner=self.manner, readers=self.readers)) as desk:
            refused = [carry_out(desk, each) for each in waiting]
        self.publish()
        version = state.read(self.data).here  # holds all of them, now or since an attempt that was cut off
        for each, why in zip(waiting, refused, strict=True):
            queue.applied(each.name, version, why)
        return len(waiting)

    def take_over(self) -> None:
        """Before the corpus is written to for the first time."""
        if not self._ours and self.bucket is not None:
            taken = take_over(self.data, self.bucket, self.clock)
            if taken:
                logger.info("the worker goes on from version %d of the corpus", taken)
            self._ours = True

    def _read_feeds(self) -> None:
        with Store.open(self.data, create=True) as store:
            ingest = Ingest(store, self.clock, readers=self.readers, pointer=self.pointer)
            for result in read_due(ingest, manner=self.manner, meaning=self.meaning()):
                if result.status == "rejected":
                    logger.warning("%s", result.reason)
                else:
                    said = f"; {result.reason}" if result.reason else ""
                    logger.info("%s: %s, %d claims%s", result.status, result.doc_id, result.claims, said)
