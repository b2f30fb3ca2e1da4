"""How the service is: `/health` for whoever restarts it, `/metrics` for Prometheus. No label names a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.listening import Listener
from bot.people.roll import Node, summary


class Prometheus:
    """The service's counters and gauges, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.outcomes = Counter(
            "khabar_sends", "Calls of the Bot API by what came of them", ["outcome"], registry=self.registry
        )
        self.holds = Counter("khabar_told_to_wait_seconds", "Seconds Telegram told us to wait", registry=self.registry)
        self.handling = Histogram(
            "khabar_answer_seconds",
            "From an update on disk to its answer in the outbox",
            buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
            registry=self.registry,
        )
        self.voices = Counter(
            "khabar_voice", "Questions to the language model by what came of them", ["outcome"], registry=self.registry
        )
        self.gauges: dict[str, Gauge] = {}

    def outcome(self, kind: str) -> None:
        self.outcomes.labels(kind).inc()

    def held(self, seconds: float) -> None:
        self.holds.inc(seconds)

    def answered(self, seconds: float) -> None:
        self.handling.observe(seconds)

    def voiced(self, outcome: str) -> None:
        self.voices.labels(outcome).inc()

    def set(self, name: str, value: float) -> None:
        gauge = self.gauges.get(name)
        if gauge is None:
            gauge = self.gauges[name] = Gauge(f"khabar_{name}", name.replace("_", " "), registry=self.registry)
        gauge.set(value)


class Told(Protocol):
    """What is told of a service. A restart mends what is among its problems, and nothing of its limits."""

    def problems(self) -> list[str]: ...

    def limits(self) -> list[str]: ...

    def held(self) -> int: ...

    def numbers(self) -> Mapping[str, float]: ...

    def roll(self) -> Sequence[Node]: ...

    @property
    def corpus(self) -> Callable[[], Mapping[str, Any] | None]: ...


class HealthServer:
    """Answers both questions while it listens."""

    def __init__(self, metrics: Prometheus, told: Told) -> None:
        self.metrics = metrics
        self.told = told
        application = web.Application(client_max_size=1024)
        application.router.add_get("/health", self.health)
        application.router.add_get("/metrics", self.show)
        self.listener = Listener(application)

    async def start(self, host: str, port: int) -> int:
        """Listen; the port that was taken. Raises OSError."""
        return await self.listener.start(host, port)

    async def stop(self) -> None:
        await self.listener.stop()

    async def health(self, _: web.Request) -> web.Response:
        problems, limits = self.told.problems(), self.told.limits()
        body: dict[str, Any] = {
            "status": "trouble" if problems else "degraded" if limits else "ok", "problems": problems + limits,
            "held": self.told.held(),
        }  # fmt: skip
        if (corpus := self.told.corpus()) is not None:
            body["corpus"] = corpus
        if nodes := self.told.roll():
            body["nodes"] = summary(nodes)
        return web.json_response(body, status=503 if problems else 200)

    async def show(self, _: web.Request) -> web.Response:
        for name, value in self.told.numbers().items():
            self.metrics.set(name, value)
        self.metrics.set("healthy", not self.told.problems())
        return web.Response(body=generate_latest(self.metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
