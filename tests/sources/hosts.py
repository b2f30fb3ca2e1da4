"""A server on loopback that answers each path, its query included, with what a test lays there."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Host:
    """`answers`: path → body, or where it leads to; `asked`: the paths in their order, `agents` who asked."""

    url: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)


@contextlib.contextmanager
def serving() -> Iterator[Host]:
    served = Host()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            served.agents.append(str(self.headers["User-Agent"]))
            body = served.answers.get(self.path)
            led = body is not None and body.startswith("/")
            self.send_response(404 if body is None else 302 if led else 200)
            if led:
                self.send_header("Location", str(body))
            self.end_headers()
            if body is not None and not led:
                with contextlib.suppress(OSError):
                    self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    served.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
