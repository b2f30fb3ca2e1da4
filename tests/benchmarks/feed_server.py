"""A server of made-up feeds on loopback, in a process of its own.

`python -m tests.benchmarks.feed_server ITEMS RELEVANT` prints its port. `/N` is feed N with a tag that never changes;
whoever shows the tag is told that nothing changed.
"""

from __future__ import annotations

import asyncio
import random
import sys

WORDS = (
    "клуб матч победа город завод рынок погода дождь театр музыка выставка книга школа урок дорога мост река гора поле"
    " хлеб молоко цена рост спрос товар магазин сезон турнир гол тренер игрок зритель сцена актёр режиссёр фильм роль"
).split()
RELEVANT = "Из России за апрель депортировали {n} граждан Таджикистана, сообщили в министерстве. "


def feed(number: int, items: int, relevant: int) -> bytes:
    """A feed of `items`, of which the first `relevant` are of our subject."""
    draw = random.Random(number)

    def item(n: int) -> str:
        text = " ".join(draw.choice(WORDS) for _ in range(60)).capitalize()
        said = RELEVANT.format(n=300 + 7 * number + n) if n < relevant else ""
        title = f"{draw.choice(WORDS).capitalize()} {draw.choice(WORDS)} {number}-{n}"
        return (
            f"<item><title>{title}</title><guid>{number}-{n}</guid><link>https://example.tj/{number}/{n}</link>"
            f"<pubDate>Mon, {1 + n % 27:02} Apr 2024 08:00:00 +0500</pubDate>"
            f"<description><![CDATA[<p>{said}{text}.</p>]]></description></item>"
        )

    whole = "".join(item(n) for n in range(items))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Т{number}</title>{whole}</channel>'
        "</rss>"
    ).encode()


class Answering(asyncio.Protocol):
    """One connection, kept."""

    items = relevant = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.asked = b""

    def data_received(self, data: bytes) -> None:
        *whole, self.asked = (self.asked + data).split(b"\r\n\r\n")
        for head in whole:
            self.transport.write(self.answer(head))

    def answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].strip(b"/")
        if not path.isdigit():
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        tag = b'"feed-%s"' % path
        if tag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n"
        body = feed(int(path), self.items, self.relevant)
        kind = b"application/rss+xml; charset=utf-8"
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nETag: %s\r\nContent-Length: %d\r\n\r\n" % (kind, tag, len(body))
            + body
        )


async def main(items: int, relevant: int) -> None:
    Answering.items, Answering.relevant = items, relevant
    server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
