"""The pictures of the documents, taken anew: `python -m tests.pictures [FOLDER]`.

The program itself runs, against its simulator, on an empty folder of data; a headless Chromium does what a person
would and looks. Needs `chromium` and half a minute. Look at what comes out before it is committed.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.simulator import cast
from tests.bot.browser import Browser, browsing

ROOT = Path(__file__).resolve().parents[1]
DAY = "2024-03-30"
"""A day with a toll that was revised, and news beside it."""
READER, JOURNALIST, RESEARCHER, *_ = cast.load().people
PHONE, DESK = (440, 1250), (1280, 860)
SCALE = 1.5
"""Pixels of the picture a pixel of the page: letters stay sharp where a page shows it smaller."""
QUALITY = 82
LOADED = 120.0
"""Seconds until the first start has taken in the records, at most."""


@asynccontextmanager
async def running() -> AsyncIterator[str]:
    """The address of the simulator's page, while the program runs."""
    with tempfile.TemporaryDirectory() as data:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "--data", data, "run", cwd=ROOT, stdout=asyncio.subprocess.PIPE,
            env={**kept, "KHABAR_SIMULATOR_PORT": "0", "KHABAR_MEANING": "off"},
        )  # fmt: skip
        assert process.stdout
        try:
            yield (await asyncio.wait_for(process.stdout.readline(), LOADED)).decode().strip()
        finally:
            process.terminate()
            await process.wait()


class Hand:
    """What a person does at the page."""

    def __init__(self, page: Browser, address: str) -> None:
        self.page, self.address = page, address

    async def look_at(self, person: cast.Person, size: tuple[int, int], lang: str) -> None:
        await self.page.open(f"{self.address}/?lang={lang}&user={person.id}", *size)
        await self.page.call(
            "Emulation.setDeviceMetricsOverride",
            width=size[0], height=size[1], deviceScaleFactor=SCALE, mobile=size[0] < 600,
        )  # fmt: skip
        await self.page.call("Emulation.setScrollbarsHidden", hidden=True)
        await self.page.until(f"!!{self.on(person, '.log')}?.firstChild")

    def on(self, person: cast.Person, selector: str) -> str:
        return f"document.querySelector('.phone[data-user=\"{person.id}\"] {selector}')"

    async def press(self, person: cast.Person, label: str) -> None:
        phone = f".phone[data-user='{person.id}']"
        buttons = f'[...document.querySelectorAll("{phone} .big, {phone} .keys button")]'
        found = f"{buttons}.filter(b => b.textContent.includes({json.dumps(label)})).pop()"
        await self.page.until(f"!!{found}")
        await self.page.run(f"{found}.click()")

    async def say(self, person: cast.Person, text: str, until: str) -> None:
        """Write `text`, and wait until what is read holds `until`."""
        await self.page.run(f"{self.on(person, '.text')}.focus()")
        await self.page.type(text)
        await self.page.run(f"{self.on(person, '.composer')}.requestSubmit()")
        await self.reads(person, until)

    async def reads(self, person: cast.Person, text: str) -> None:
        await self.page.until(f"{self.on(person, '.log')}.innerText.includes({json.dumps(text)})", 30)

    async def subscribe(self, person: cast.Person, start: str, language: str, label: str, done: str) -> None:
        await self.press(person, start)
        await self.press(person, language)
        await self.press(person, label)
        await self.reads(person, done)

    async def begin(self, day: str) -> None:
        """Everything anew, on the morning of `day`."""
        body = json.dumps({"method": "POST", "body": json.dumps({"day": day})})
        call = f"""(() => {{
            const token = document.querySelector('[name=control-token]').content;
            const headers = {{ 'Content-Type': 'application/json', 'X-Simulator-Token': token }};
            return fetch('/control/reset', {{ ...{body}, headers }}).then(answer => answer.text());
        }})()"""
        await self.page.run(call)

    async def shoot(self) -> bytes:
        """The newest messages of everybody, once what passes by (a word of the clock) has come and gone."""
        await asyncio.sleep(2.0)
        await self.page.until("[...document.querySelectorAll('.toasts')].every(each => !each.firstChild)", 30)
        await self.page.run("document.querySelectorAll('.phone .log').forEach(log => log.scrollTo(0, 1e6))")
        await asyncio.sleep(1.0)
        found = await self.page.call("Page.captureScreenshot", format="webp", quality=QUALITY)
        return base64.b64decode(found["data"])


async def take() -> dict[str, bytes]:
    """The pictures by the names of their files."""
    found: dict[str, bytes] = {}
    async with running() as address, browsing() as page:
        hand = Hand(page, address)
        await hand.look_at(READER, PHONE, "tg")
        await hand.begin(DAY)
        await hand.look_at(READER, PHONE, "tg")
        await hand.subscribe(READER, "Оғоз", "Тоҷикӣ", "Обуна шудан", "Шумо обуна ҳастед")
        await page.run("document.querySelector('[data-step=morning]').click()")
        await hand.reads(READER, "Крокус")
        found["digest.webp"] = await hand.shoot()
        await hand.look_at(JOURNALIST, DESK, "en")
        await hand.subscribe(JOURNALIST, "Начать", "Русский", "Подписаться", "Вы подписаны")
        await hand.say(JOURNALIST, "Сколько погибло в Крокусе?", "144")
        await hand.subscribe(RESEARCHER, "Start", "English", "Subscribe", "You are subscribed")
        await hand.say(RESEARCHER, "How many were expelled from St Petersburg?", "Courier")
        found["page.webp"] = await hand.shoot()
    return found


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in asyncio.run(take()).items():
        (folder / name).write_bytes(data)
        print(f"{folder / name}: {len(data) // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "img")
