"""An OpenAI-compatible endpoint as the third voice: the one home of the library `openai`.

The library makes the request and reads the answer; how it travels is ours (`_Way`), so that feeds, Telegram and this
go by the same proxies, no redirect is followed, and time and size are bounded in all, not by the chunk. Its own reading
of the environment, its retries and its logs are switched off.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import httpx2

from config.proxies import Proxy
from digests.model import Lang
from digests.sessions import PROXY_FAILED, session
from digests.voice import asking, pointing, translating
from digests.voice.voice import Count, Option, Outcome, Quoted

if TYPE_CHECKING:
    from openai import OpenAI

BODY_BYTES = 64 * 1024
"""An answer of a few tokens is a kilobyte; more is not read."""
AT_ONCE = 4
"""Questions on their way at once: a model on this machine answers one after the other anyway."""
FAILURES = 3
REST_SECONDS = 60.0
"""After so many failures in a row nobody waits for it for a while."""
FAILED = frozenset({"slow", "unreachable", "refused", "broken"})


Said = TypeVar("Said", frozenset[int], tuple[Quoted, ...], tuple[str, ...])


class _Failed(Exception):
    """There is no answer to read."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome: Outcome = outcome


class Endpoint:
    """A `Voice`, a `Pointer`, and a translator. Any number of threads may ask it."""

    def __init__(
        self, url: str, *, key: str | None, model: str, seconds: float, proxy: Proxy | None, count: Count
    ) -> None:
        self._url = url
        self._key = key
        self._model = model
        self._seconds = seconds
        self._proxy = proxy
        self._count = count
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0

    def choose(self, question: str, lang: Lang, options: Sequence[Option]) -> frozenset[int] | None:
        """See `Voice`."""
        if not question.strip() or not options or self._is_resting():
            return None
        shown = len(options[: asking.MOST_SHOWN])
        asked = asking.messages(question, lang, options)
        return self._ask(asked, asking.REPLY_TOKENS, lambda reply: asking.read(reply, shown))

    def point(
        self, title: str, sentences: Sequence[str], lang: Lang, kinds: Mapping[str, str]
    ) -> tuple[Quoted, ...] | None:
        """See `Pointer`."""
        if not sentences or not kinds or self._is_resting():
            return None
        asked = pointing.messages(title, sentences, lang, kinds)
        return self._ask(asked, pointing.REPLY_TOKENS, lambda reply: pointing.read(reply, len(sentences), kinds))

    def translate(self, sentences: Sequence[str], of: Lang, to: Lang) -> tuple[str, ...] | None:
        """The sentences, `translating.MOST` at most, in another language; None: it has no answer. Raises nothing."""
        if not sentences or self._is_resting():
            return None
        asked = translating.messages(sentences, of, to)
        return self._ask(asked, translating.REPLY_TOKENS, lambda reply: translating.read(reply, len(sentences)))

    def _is_resting(self) -> bool:
        if time.monotonic() >= self._rests_until:
            return False
        self._count("resting")
        return True

    def _ask(self, asked: list[dict[str, str]], tokens: int, read: Callable[[object], Said | None]) -> Said | None:
        """What `read` makes of the reply to `asked`, of so many tokens at most."""
        if not self._places.acquire(blocking=False):
            self._count("busy")
            return None
        said, outcome = self._in_time(asked, tokens, read)
        self._note(outcome)
        return said

    def _in_time(
        self, asked: list[dict[str, str]], tokens: int, read: Callable[[object], Said | None]
    ) -> tuple[Said | None, Outcome]:
        """The answer if it is there in time. Whoever asks does not wait longer, whatever holds the thread that does."""
        answers: SimpleQueue[tuple[Said | None, Outcome]] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._asked(asked, tokens, read))
            finally:
                self._places.release()

        try:
            threading.Thread(target=ask, name="voice", daemon=True).start()
        except RuntimeError:  # this system gives us no more threads
            self._places.release()
            return None, "busy"
        try:
            return answers.get(timeout=self._seconds)
        except Empty:
            return None, "slow"

    def _asked(
        self, asked: list[dict[str, str]], tokens: int, read: Callable[[object], Said | None]
    ) -> tuple[Said | None, Outcome]:
        try:
            reply = self._reply(asked, tokens)
        except _Failed as failed:
            return None, failed.outcome
        except Exception as error:  # whatever a library makes of a stranger's answer is no opinion
            return None, _outcome_of(error)
        said = read(reply)
        return said, "nonsense" if said is None else "chosen" if said else "none"

    def _reply(self, asked: Any, tokens: int) -> object:
        """What the endpoint says: of an answer of another shape nothing. Raises _Failed and the library's errors."""
        completion: Any = self._client.chat.completions.create(
            model=self._model,
            messages=asked,
            max_tokens=tokens,
            temperature=0,
            n=1,
            stream=False,
        )
        try:
            return completion.choices[0].message.content
        except (AttributeError, TypeError, IndexError, KeyError):
            return None

    def _note(self, outcome: Outcome) -> None:
        self._count(outcome)
        with self._lock:
            self._failures = self._failures + 1 if outcome in FAILED else 0
            if self._failures >= FAILURES:
                self._failures = 0
                self._rests_until = time.monotonic() + REST_SECONDS

    @cached_property
    def _client(self) -> OpenAI:
        from openai import OpenAI  # noqa: PLC0415 (0.8 s and 50 MB: where it is asked, not at the start)

        way: Any = _Way(self._seconds, self._proxy)
        logging.getLogger("openai").setLevel(logging.WARNING)  # below it stand texts
        client = OpenAI(
            api_key=self._key or "none",  # it wants one, and would look for it in the environment
            admin_api_key="",
            organization="",
            project="",
            webhook_secret="",
            base_url=self._url,
            timeout=self._seconds,
            max_retries=0,
            http_client=httpx2.Client(transport=way, trust_env=False),
        )
        client.organization = client.project = client.admin_api_key = None  # no headers of them
        return client


def _outcome_of(error: Exception) -> Outcome:
    from openai import OpenAIError  # noqa: PLC0415 (loaded by now)

    # A body that is no JSON, or of another shape.
    return "nonsense" if isinstance(error, OpenAIError | ValueError | TypeError | RecursionError) else "broken"


class _Way:
    """A transport of httpx2: a request of the library travels by a session of the house, once, within `seconds`."""

    def __init__(self, seconds: float, proxy: Proxy | None) -> None:
        self.seconds = seconds
        self.proxy = proxy

    def close(self) -> None:
        """Nothing stays open."""

    def __enter__(self) -> _Way:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return asyncio.run(self._carry(request))

    async def _carry(self, request: httpx2.Request) -> httpx2.Response:
        """Raises _Failed."""
        headers = {name: value for name, value in request.headers.items() if name in CARRIED}
        try:
            async with (
                session(
                    self.proxy,
                    timeout=aiohttp.ClientTimeout(total=self.seconds),
                    auto_decompress=False,
                    skip_auto_headers=["User-Agent"],
                ) as there,
                there.post(
                    str(request.url),
                    data=request.read(),
                    headers={**headers, "Accept-Encoding": "identity"},
                    allow_redirects=False,
                ) as answer,
            ):
                if answer.status != 200:
                    raise _Failed("refused")
                return httpx2.Response(200, headers=JSON, content=await _bounded(answer), request=request)
        except TimeoutError:
            raise _Failed("slow") from None
        except (aiohttp.ClientError, OSError, *PROXY_FAILED):
            raise _Failed("unreachable") from None


CARRIED = frozenset({"authorization", "content-type", "accept"})
"""Headers that leave: the library adds what system and interpreter it runs on."""
JSON = {"Content-Type": "application/json"}


async def _bounded(answer: aiohttp.ClientResponse) -> bytes:
    """The body. Raises _Failed where it is packed or larger than `BODY_BYTES`."""
    body = bytearray()
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise _Failed("nonsense")
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > BODY_BYTES:
            raise _Failed("nonsense")
    return bytes(body)
