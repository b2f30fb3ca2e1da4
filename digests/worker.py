"""The scheduled work: take in the curated records and the feeds that are due, compile the editions that closed.

APScheduler only wakes the jobs; what is due is asked of the database and of the clock that the worker is handed, so a
restart or a night of downtime loses nothing and repeats nothing. One hand writes the corpus: the jobs take turns, in
their order, so that an edition is compiled of what the feeds brought before.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from digests.clock import Clock, dushanbe_day
from digests.corpus.connection import check
from digests.corpus.mark import mark
from digests.corpus.store import FILE, Store
from digests.editing.asked import Queue
from digests.editing.carrying_out import carry_out
from digests.editing.desk import EditorsDesk
from digests.editions.translate import Translator
from digests.embedding import Embedder
from digests.errors import CorpusDamaged, KhabarError
from digests.ingest import Ingest
from digests.jobs import Job, JobLog, is_nightly_due
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

DECIDE_SECONDS = 10
"""Between two looks at what editors decided on bots elsewhere."""
NIGHTLY_SECONDS = 600
"""Between two looks at what a night's work is."""
NIGHTLY_GRACE = 3600.0
"""What is heavy does not begin in the morning because the night's look came late; the next look decides."""
EMBED_SECONDS = 30.0
"""What a look gives to embedding: the other half of the processor's time is for questions."""


class Worker:
    """Works in threads of its own. `feeds=False` leaves live feeds alone (in simulation they are off); `more` are jobs
    of whoever runs it."""

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
        more: Sequence[Job] = (),
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
        self.log = JobLog(data)
        self.more = more
        executors = {"default": ThreadPoolExecutor(1), "desk": ThreadPoolExecutor(1)}
        self._scheduler = BackgroundScheduler(timezone="UTC", executors=executors)

    def jobs(self) -> tuple[Job, ...]:
        """What there is to do, in the order in which it is looked at."""
        found = [
            Job("records", self._load_changed),
            *([Job("feeds", self._read_feeds)] if self.feeds else ()),
            Job("editions", self._compile_closed, "midnight"),
            Job("vectors", self._embed_some),
            Job("open day", self._make_ahead),
            *([Job("snapshot", self._publish)] if self.publisher else ()),
            Job("upkeep", self._upkeep, "night", NIGHTLY_SECONDS, NIGHTLY_GRACE),
            Job("integrity", self._check, "night", NIGHTLY_SECONDS, NIGHTLY_GRACE),
        ]
        return tuple(self._led(job) for job in (*found, *self.more))

    def start(self) -> None:
        """Begin. A look that comes late or twice is one look; one that waits for its turn is not asked for again."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of each look that waits for its turn
        begin = datetime.now(self._scheduler.timezone)
        for place, job in enumerate(self.jobs()):
            self._add(job, begin + timedelta(milliseconds=place))  # jobs of one moment are begun by their names
        if self.publisher is not None:
            self._add(Job("decisions", self._decided, seconds=DECIDE_SECONDS), begin, executor="desk")
        self._scheduler.start()

    def _add(self, job: Job, begin: datetime, executor: str = "default") -> None:
        self._scheduler.add_job(
            self.log.run,
            "interval",
            (job, self._now),
            id=job.name,
            seconds=job.seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None if job.grace is None else int(job.grace),
            next_run_time=begin,
            executor=executor,
        )

    def _now(self) -> datetime:
        """Real time: a job runs by it, whatever the clock says that it works by."""
        return datetime.now(self._scheduler.timezone)

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
        """A look at every job, in their order. What fails is logged and looked at again at a later tick."""
        for job in self.jobs():
            self.log.run(job, self._now)

    def _led(self, job: Job) -> Job:
        """The job, done where no other worker leads, and from the newest version of the corpus on."""

        def work() -> str:
            if not self._is_ours():
                return ""
            self.take_over()
            return job.work()

        return replace(job, work=work)

    def _is_ours(self) -> bool:
        """Whether this worker leads. Once another did, the corpus that is here is no longer known to be the newest."""
        leads = self.leads()
        self._ours = self._ours and (leads or self.bucket is None)
        return leads

    def _load_changed(self) -> str:
        """Read the records when an editor has touched one; reading them all at every look would be idle work."""
        seen = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in records.files(self.data)))
        if seen == self._seen:
            return ""
        changed = self.load() or 0
        self._seen = seen
        return f"{changed} new or changed" if changed else ""

    def step(self, hour: datetime) -> None:
        """An hour of simulated time has passed: compile what closed by then; live feeds are off."""
        closed = dushanbe_day(hour)
        if closed != self._compiled:  # a day closes once; the hours between need nothing
            self.compile()
            self._compiled = closed

    def compile(self) -> int:
        """Store the editions of the newest closed day that are not stored yet; how many."""
        newsroom = Newsroom(self.data, self.clock, policy=self.policy, meaning=self.meaning)
        try:
            newsroom.translate_closed(self.translator(), self.translate_seconds)
            return newsroom.compile_closed()
        finally:
            newsroom.close()

    def _compile_closed(self) -> str:
        made = self.compile()
        return f"{made} editions that closed" if made else ""

    def _make_ahead(self) -> str:
        """Behind the feeds and the vectors: what both brought is in it, and where they brought nothing it stands."""
        with closing(Newsroom(self.data, self.clock, policy=self.policy)) as newsroom:
            made = newsroom.make_ahead()
        return f"{made} editions of the open day" if made else ""

    def embed(self, seconds: float | None = None) -> str:
        """Embed what the model has not seen, for `seconds` at most, and say how much it was; without a model there is
        nothing to do."""
        meaning = self.meaning()
        if meaning is None:
            return ""
        with Store.open(self.data, create=True) as store:
            done = Embedder(store, meaning).run(seconds, stop=self._stopping.is_set)
        said = f"{done.asked} texts embedded{'; more are due' if done.left else ''}" if done.asked else ""
        if said:
            logger.info("%s", said)
        return said

    def _embed_some(self) -> str:
        return self.embed(EMBED_SECONDS)

    def _upkeep(self) -> str:
        """What SQLite wants now and again: fresh statistics, and the log of a busy day given back to the disk."""
        if not is_nightly_due(self.log.done("upkeep"), self._now()):
            return ""
        with Store.open(self.data, create=True) as store:
            store.connection.execute("PRAGMA optimize")
            store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return "the database is tidied"

    def _check(self) -> str:
        """Whether the corpus is sound, once a night. Raises CorpusDamaged."""
        if not is_nightly_due(self.log.done("integrity"), self._now()):
            return ""
        if faults := check(self.data / FILE):
            raise CorpusDamaged(f"{faults[0]}; `khabar doctor` says what to do")
        return "the corpus is sound"

    def _publish(self) -> str:
        version = self.publish()
        return f"version {version}" if version else ""

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
            return self._carried_out()
        except KhabarError as error:
            logger.warning("decisions could not be carried out: %s", error)
            return 0

    def _decided(self) -> str:
        done = self._carried_out() if self._is_ours() else 0
        return f"{done} carried out" if done else ""

    def _carried_out(self) -> int:
        queue = self.queue()
        if queue is None:
            return 0
        with closing(queue):
            return self._decide(queue)

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

    def _read_feeds(self) -> str:
        came: Counter[str] = Counter()
        with Store.open(self.data, create=True) as store:
            ingest = Ingest(store, self.clock, readers=self.readers, pointer=self.pointer)
            for result in read_due(ingest, manner=self.manner, meaning=self.meaning()):
                came[result.status] += 1
                if result.status == "rejected":
                    logger.warning("%s", result.reason)
                else:
                    said = f"; {result.reason}" if result.reason else ""
                    logger.info("%s: %s, %d claims%s", result.status, result.doc_id, result.claims, said)
        return ", ".join(f"{n} {status}" for status, n in sorted(came.items()))
