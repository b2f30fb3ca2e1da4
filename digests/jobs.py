"""The worker's jobs: what each is called, when it looks, and what came of it.

A look is cheap and asks the database what is due, so a job that was not looked at for a night loses nothing. What came
of the looks stands in a file beside the databases, not in one: it changes every minute, and whoever keeps what was
read of the corpus would have to read it anew each time.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from digests.clock import DUSHANBE
from digests.errors import KhabarError
from digests.sources.disk import write_whole

log = logging.getLogger(__name__)

FILE = "jobs.json"
Outcome = Literal["done", "failed"]
NIGHT = (time(2), time(5))
"""In Dushanbe, when what is heavy is done: editions are compiled and few people read."""
NIGHTLY = timedelta(hours=12)
"""Between two nights' work at least: what was missed is made up for by day, and the next night has its own."""
OFTEN_ENOUGH = timedelta(seconds=50)
"""For the file to say that nothing was due."""
MISSED = timedelta(hours=36)
"""After so long a night was missed (the machine was off), and its work is done at once. What was made up for in the
evening waits 33 hours for a night: any less would never come back to one."""
Rhythm = Literal["often", "midnight", "night"]


@dataclass(frozen=True, slots=True)
class Job:
    """`work` looks and does what is due; it returns what it did in a few words, nothing where nothing was due.

    It is looked at every `seconds`. What is due tells its `rhythm`: anything that came (often), what closed with
    Dushanbe's day (midnight), one night's work (night). A look that begins more than `grace` seconds late is left to
    the next one; None: it is made however late.
    """

    name: str
    work: Callable[[], str]
    rhythm: Rhythm = "often"
    seconds: float = 60
    grace: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a job: the newest look that did something or failed (`at`, it `took` so many seconds, its `outcome`
    and what is `said` of it), when something was `done` last, and when it was `looked` at. Times in ISO 8601."""

    at: str | None = None
    took: float | None = None
    outcome: Outcome | None = None
    said: str = ""
    done: str | None = None
    looked: str | None = None
    next: str | None = None


def next_run(job: Job, now: datetime) -> datetime:
    """When a job that has just been looked at does something next, or at the earliest can."""
    if job.rhythm == "often":
        return now + timedelta(seconds=job.seconds)
    local = now.astimezone(DUSHANBE)
    at = datetime.combine(local.date(), NIGHT[0] if job.rhythm == "night" else time(), DUSHANBE)
    return (at if at > local else at + timedelta(days=1)).astimezone(now.tzinfo)


def is_nightly_due(last: datetime | None, now: datetime) -> bool:
    """Whether one night's work that was done `last` is due: in the night, or at once where a night was missed. What was
    never done waits for its first night."""
    if last is not None and now - last > MISSED:
        return True
    hour = now.astimezone(DUSHANBE).time()
    return NIGHT[0] <= hour < NIGHT[1] and (last is None or now - last > NIGHTLY)


class JobLog:
    """What came of the jobs of a folder of data. Threads may share one."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE
        self._lock = threading.Lock()

    def read(self) -> dict[str, Run]:
        """By name, in the order in which the jobs first ran; nothing where there is no file that can be read."""
        try:
            found: Mapping[str, Mapping[str, Any]] = json.loads(self.path.read_bytes())
            names = [each.name for each in fields(Run)]
            return {job: Run(**{name: run[name] for name in names if name in run}) for job, run in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def note(self, name: str, **changed: Any) -> None:
        """Change what is said of a job. A file that cannot be written is no reason to end the work."""
        with self._lock:
            runs = self.read()
            runs[name] = replace(runs.get(name, Run()), **changed)
            try:
                write_whole(self.path, json.dumps({job: asdict(run) for job, run in runs.items()}, ensure_ascii=False))
            except KhabarError as error:
                log.warning("what came of a job cannot be noted: %s", error)

    def done(self, name: str) -> datetime | None:
        """When a job last did something that did not fail."""
        run = self.read().get(name, Run())
        return datetime.fromisoformat(run.done) if run.done else None

    def run(self, job: Job, now: Callable[[], datetime]) -> None:
        """Look at a job, and note what came of it. What fails is logged as long as it fails otherwise than before, and
        is looked at again."""
        began, started = now(), perf_counter()
        last = self.read().get(job.name, Run())
        try:
            said, outcome = job.work(), "done"
        except KhabarError as error:
            said, outcome = " ".join(str(error).split()), "failed"
            if (last.outcome, last.said) != (outcome, said):
                log.warning("%s failed: %s", job.name, said)
        changed: dict[str, Any] = {"looked": began.isoformat(), "next": next_run(job, now()).isoformat()}
        healed = last.outcome == "failed" and job.rhythm != "night"  # a night's work that is not due yet is not healed
        if said or healed:
            took = round(perf_counter() - started, 3)
            changed |= {"at": began.isoformat(), "took": took, "outcome": outcome, "said": said}
            changed |= {"done": began.isoformat()} if said and outcome == "done" else {}
        elif last.looked and began - datetime.fromisoformat(last.looked) < OFTEN_ENOUGH:
            return
        self.note(job.name, **changed)
