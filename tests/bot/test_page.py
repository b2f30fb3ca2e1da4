"""The chat page: its words, its closedness, and a person's way through it in a real browser."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.simulator.control import ASSETS, PAGE, PAGE_WORDS, page_words
from bot.talk.menus import introduce
from digests.model import LANGS
from tests.bot.browser import Browser, browsing, chromium
from tests.bot.house import Talk, talking

SCRIPT = "".join((PAGE / name).read_text(encoding="utf-8") for name in ("base.js", "chat.js"))
MARKUP = (PAGE / "index.html").read_text(encoding="utf-8")


def test_every_word_of_the_page_stands_in_the_three_languages() -> None:
    used = set(re.findall(r'word\("([a-z-]+)"', SCRIPT)) | set(re.findall(r'data-(?:word|label)="([a-z-]+)"', MARKUP))
    assert used <= set(PAGE_WORDS)
    words = page_words()
    assert set(words) == set(LANGS)
    assert all(words[lang][name] for lang in LANGS for name in PAGE_WORDS)
    assert all(len(words[lang]["months"].split()) == 12 and len(words[lang]["weekdays"].split()) == 7 for lang in LANGS)


def test_the_page_needs_nothing_from_elsewhere_and_parses_no_markup() -> None:
    for name, _ in ASSETS.values():
        text = (PAGE / name).read_text(encoding="utf-8")
        assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", text), name
        assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            name
        )
        assert "@import" not in text
        assert "url(" not in text
    assert " style=" not in MARKUP
    assert not re.findall(r"\son\w+=", MARKUP)


PRESS = "(t => [...document.querySelectorAll('.keys button')].filter(b => b.textContent.includes(t)).pop().click())"


async def press(page: Browser, label: str) -> None:
    await page.until(f"[...document.querySelectorAll('.keys button')].some(b => b.textContent.includes('{label}'))")
    await page.run(f"{PRESS}('{label}')")


async def answering(talk: Talk) -> None:
    """The bot, until it is cancelled."""
    while True:
        await talk.world.updates.arrival()
        await talk.pump()


async def walk(talk: Talk, page: Browser) -> None:
    """Start, language, subscription, an hour of the clock, a question; on a narrow phone."""
    await page.open(f"{talk.server.address}/?chat=1&lang=tg", 360, 740)
    await page.until("document.querySelector('#big-button')?.textContent === 'Оғоз'")
    await page.run("document.querySelector('#big-button').click()")
    await press(page, "Тоҷикӣ")
    await press(page, "Обуна шудан")
    await page.until("document.body.innerText.includes('Шумо обуна ҳастед')")
    before = await page.run("document.querySelector('#clock-time').textContent")
    await page.run("document.querySelector('#step-hour').click()")
    await page.until(f"document.querySelector('#clock-time').textContent !== '{before}'")
    await page.run("document.querySelector('#text').value = '<img src=x onerror=alert(1)>'")
    await page.run("document.querySelector('#composer').requestSubmit()")
    await page.until("document.querySelector('.log').innerText.includes('answer to <img src=x')")
    assert await page.run("document.querySelectorAll('.log img').length") == 0
    assert await page.run("document.documentElement.scrollWidth") == 360
    await page.run("document.querySelector('#menu').click()")
    await page.until("document.querySelector('#popup').innerText.includes('/figures')")
    await page.run("[...document.querySelectorAll('.langs button')].find(b => b.lang === 'ru').click()")
    await page.until("document.querySelector('#step-day').textContent === 'Следующий день'")
    assert page.errors == []


@pytest.mark.slow
def test_a_person_finds_the_way(tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip("no chromium here")

    async def main() -> None:
        async with talking(tmp_path) as talk, browsing() as page:
            await introduce(talk.app.bot)
            bot = asyncio.create_task(answering(talk))
            try:
                await walk(talk, page)
            finally:
                bot.cancel()
            assert talk.refused == []

    asyncio.run(main())
