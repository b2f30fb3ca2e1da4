"""A small HTTP server that waits for nobody: who is slow with a request is let go, and so is everybody at the end."""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler

PATIENCE = 10.0  # seconds that a request may take to arrive, its head and then its body
FAREWELL = 2.0  # seconds that a request under way is waited for when the server stops


class Listener:
    """Serves `application` from `start` to `stop`."""

    def __init__(self, application: web.Application, *, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._awaited: dict[asyncio.BaseProtocol, asyncio.TimerHandle] = {}
        application.middlewares.append(self._bounded())
        self._runner = web.AppRunner(
            application, access_log=None, keepalive_timeout=patience, lingering_time=FAREWELL, shutdown_timeout=FAREWELL
        )  # fmt: skip
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; the port that was taken. Raises OSError."""
        await self._runner.setup()
        self._server = await asyncio.get_running_loop().create_server(self._meet, host, port)
        taken: int = self._server.sockets[0].getsockname()[1]
        return taken

    async def stop(self) -> None:
        if self._server:
            self._server.close()
        for connection in list(self._awaited):
            self._arrived(connection)
            self._drop(connection)
        await self._runner.cleanup()

    def _meet(self) -> asyncio.Protocol:
        """A connection is there: the head of its first request is to come soon. (aiohttp bounds the later ones.)"""
        server = self._runner.server
        assert server is not None  # it is set up before anybody connects
        connection = server()
        timer = asyncio.get_running_loop().call_later(self.patience, self._let_go, connection)
        self._awaited[connection] = timer
        return connection

    def _let_go(self, connection: asyncio.BaseProtocol) -> None:
        del self._awaited[connection]
        self._drop(connection)

    @staticmethod
    def _drop(connection: asyncio.BaseProtocol) -> None:
        transport = getattr(connection, "transport", None)
        if transport is not None:
            transport.abort()

    def _arrived(self, connection: asyncio.BaseProtocol) -> None:
        timer = self._awaited.pop(connection, None)
        if timer:
            timer.cancel()

    def _bounded(self) -> web.Middleware:  # type: ignore[name-defined]
        @web.middleware
        async def bounded(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._arrived(request.protocol)
            try:
                return await asyncio.wait_for(handler(request), self.patience)
            except TimeoutError:
                answer = web.Response(status=408)
                answer.force_close()
                return answer

        return bounded
