"""The chat page: its words, its closedness, and people's ways through it in a real browser."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.people.subscribers import Subscriber
from bot.simulator import cast
from bot.simulator.control import ASSETS, GUARD, PAGE
from bot.simulator.phones import populate
from bot.simulator.wording import PAGE_WORDS
from bot.talk.menus import introduce
from bot.talk.words import NAMES, say
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus.store import FILE
from digests.model import Lang
from digests.policy import Policy
from tests.bot.browser import Browser, browsing, chromium
from tests.bot.house import Talk, png, talking
from tests.bot.looking import rings, wrong
from tests.bot.test_desk import made
from tests.editing.test_writing import TEXT

SCRIPTS = {name: (PAGE / name).read_text(encoding="utf-8") for name in ASSETS.values() if name.endswith(".js")}
MARKUP = (PAGE / "index.html").read_text(encoding="utf-8")
GROUP, FORUM, CHANNEL, *_ = (place.id for place in cast.load().places)
READER, JOURNALIST, RESEARCHER, EDITOR = (person.id for person in cast.load().people)
HOSTILE = "<img src=x onerror=alert(1)>"
SIZES = {"phone": (360, 740), "phone on its side": (640, 360), "desk": (1280, 800)}


def test_every_word_of_the_page_is_one_of_its_words_and_is_used() -> None:
    code = "\n".join((*SCRIPTS.values(), MARKUP))
    asked = set(re.findall(r"(?:word\(\w+(?:\.\w+)*(?:\(\))?, |say\()\"([a-z-]+)\"", code))
    asked |= set(re.findall(r"data-(?:word|label|hint)=\"([a-z-]+)\"", MARKUP))
    assert asked <= {*PAGE_WORDS, "home"}
    made = {name for name in PAGE_WORDS if name.startswith(("trouble-", "kind-"))}
    assert {name for name in PAGE_WORDS if f'"{name}"' not in code} <= made | {"block-what", "unblock-what"}


def test_the_page_needs_nothing_from_elsewhere_and_parses_no_markup() -> None:
    assert {path.name for path in PAGE.iterdir()} == set(ASSETS.values())
    for name in ASSETS.values():
        text = (PAGE / name).read_text(encoding="utf-8")
        assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", text), name
        assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            name
        )
        assert "@import" not in text
        assert "url(" not in text
        assert len(text.splitlines()) <= 300, name
    assert " style=" not in MARKUP
    assert not re.findall(r"\son\w+=", MARKUP)
    assert "unsafe" not in GUARD["Content-Security-Policy"]


# -- in a browser


class Eye:
    """A page in a browser, and the bot behind it."""

    def __init__(self, talk: Talk, page: Browser) -> None:
        self.talk, self.page = talk, page

    async def open(self, query: str, size: str = "phone", *, dark: bool = False) -> None:
        await self.page.open(f"{self.talk.server.address}/?{query}", *SIZES[size], dark=dark)
        await self.until(f"document.querySelectorAll('.phone').length === {len(cast.load().people)}")
        await self.until("[...document.querySelectorAll('.phone')].every(p => p.querySelector('.log').firstChild)")

    async def run(self, script: str) -> Any:
        return await self.page.run(script)

    async def until(self, script: str) -> None:
        await self.page.until(script)

    def on(self, person: int, selector: str = "") -> str:
        """An expression: what `selector` finds on somebody's phone."""
        phone = f"document.querySelector('.phone[data-user=\"{person}\"]')"
        return f"{phone}.querySelector({json.dumps(selector)})" if selector else phone

    async def press(self, person: int, selector: str, label: str = "") -> None:
        """Press the newest button there whose text holds `label`."""
        found = (
            f"[...{self.on(person)}.querySelectorAll({json.dumps(selector)})]"
            f".filter(b => b.textContent.includes({json.dumps(label)})).pop()"
        )
        await self.until(f"!!{found}")
        await self.run(f"{found}.click()")

    async def chat(self, person: int, chat: int) -> None:
        await self.press(person, f"[data-chat='{chat}']")
        await self.until(f"{self.on(person, '[aria-current=true]')}.dataset.chat === '{chat}'")

    async def write(self, person: int, text: str) -> None:
        await self.run(f"{self.on(person, '.text')}.focus()")
        await self.page.type(text)

    async def say(self, person: int, text: str) -> None:
        await self.write(person, text)
        await self.run(f"{self.on(person, '.composer')}.requestSubmit()")

    async def press_in_sheet(self, label: str) -> None:
        await self.until(f"document.querySelector('.sheet .main')?.textContent === {json.dumps(label)}")
        await self.run("document.querySelector('.sheet .main').click()")

    async def reads(self, person: int, text: str) -> None:
        """Wait until it stands among the messages."""
        await self.until(f"{self.on(person, '.log')}.innerText.includes({json.dumps(text)})")

    async def focus(self) -> str:
        """Where the focus is: its nearest named place."""
        return str(await self.run("(n => n.className || n.tagName)(document.activeElement)"))

    async def key(self, *names: str) -> str:
        for name in names:
            await self.page.key(name)
        return await self.focus()

    async def reach(self, person: int, label: str) -> None:
        """Go by Tab and arrows to the newest button among the messages that says `label`."""
        inside = f"{self.on(person, '.log')}.contains(document.activeElement)"
        says = f"b => b.textContent === {json.dumps(label)}"
        await self.until(f"[...{self.on(person)}.querySelectorAll('.keys button')].some({says})")
        await self.tab_to(inside)
        row = "[...(document.activeElement.closest('.row')?.children ?? [])]"
        await self.key(*["ArrowDown"] * 40)  # to the end of the newest message
        for _ in range(60):
            held = await self.run(f"{row}.map({says})")
            if any(held):
                away = held.index(True) - await self.run(f"{row}.indexOf(document.activeElement)")
                await self.key(*["ArrowRight" if away > 0 else "ArrowLeft"] * abs(away))
                assert await self.run("document.activeElement.textContent") == label
                return
            await self.key("ArrowUp")
        raise AssertionError(f"no way by keys to {label!r}")

    async def tab_to(self, there: str) -> None:
        """Press Tab until the expression holds; every stop on the way can be seen."""
        for _ in range(60):
            if await self.run(there):
                return
            await self.key("Tab")
            assert await self.run("document.activeElement.checkVisibility({ visibilityProperty: true })")
        raise AssertionError(f"no way by Tab to {there}")

    async def by_key(self, person: int, label: str, pressed: str = "Enter") -> None:
        """Go to a button by keys alone, and press it."""
        await self.reach(person, label)
        assert [each for each in await wrong(self.page) if each.startswith("broken")] == []
        await self.page.key(pressed)

    async def write_by_key(self, person: int, text: str) -> None:
        """Go to the field by keys alone, write there, send with Enter."""
        await self.tab_to(f"document.activeElement === {self.on(person, '.text')}")
        await self.page.type(text)
        await self.page.key("Enter")


@asynccontextmanager
async def eye(folder: Path, **more: Any) -> AsyncIterator[Eye]:
    async def answering(talk: Talk) -> None:
        while True:
            await talk.world.updates.arrival()
            await talk.pump()

    async with talking(folder, **more) as talk, browsing() as page:
        populate(talk.world)
        await introduce(talk.app.bot)
        bot = asyncio.create_task(answering(talk))
        try:
            yield Eye(talk, page)
        finally:
            bot.cancel()
        assert page.errors == []


def seen(folder: Path, *ways: Any, **more: Any) -> None:
    """Each way in turn, in one browser."""
    if chromium() is None:
        pytest.skip("no chromium here")

    async def main() -> None:
        async with eye(folder, **more) as look:
            for way in ways:
                await way(look)

    asyncio.run(main())


async def finds_the_way(look: Eye) -> None:
    """Start, language, subscription, an hour of the clock, a question; on a narrow phone."""
    await look.open(f"lang=ru&user={READER}")
    assert await look.run(f"{look.on(READER, '.big')}.textContent") == "Оғоз"  # the phone's language, not the page's
    await look.press(READER, ".big")
    await look.press(READER, ".keys button", "Тоҷикӣ")
    await look.press(READER, ".keys button", "Обуна шудан")
    await look.reads(READER, "Шумо обуна ҳастед")
    before = await look.run("document.querySelector('#clock-time').textContent")
    await look.run("document.querySelector('[data-step=hour]').click()")
    await look.until(f"document.querySelector('#clock-time').textContent !== '{before}'")
    await look.until("document.body.innerText.includes('Сейчас 4 апреля 2024 г., 10:00. Новых')")
    await look.say(READER, HOSTILE)
    await look.reads(READER, f"answer to {HOSTILE[:12]}")
    assert await look.run("document.querySelectorAll('.log img').length") == 0
    await look.press(READER, ".commands")
    await look.until(f"{look.on(READER, '.popup')}.innerText.includes('/figures')")
    await look.press(READER, ".head .round")
    await look.until(f"{look.on(READER, '.popup')}.innerText.includes('Соати телефон: Маскав')")
    assert "Душанбе" in await look.run(f"{look.on(READER, '.popup')}.innerText")  # by which zone the bot counts
    await look.press(READER, ".choice", "Масдуд кардани бот")
    await look.until(f"{look.on(READER, '.big')}.textContent === 'Аз масдудӣ баровардани бот'")
    await look.press(READER, ".big")
    await look.until(f"!{look.on(READER, '.composer')}.hidden")


CHOSEN = """HTMLInputElement.prototype.click = function () {
  const chosen = new DataTransfer();
  chosen.items.add(new File(['# text'], 'хабар.md', { type: 'KIND' }));
  this.files = chosen.files;
  this.dispatchEvent(new Event('change'));
}"""
"""The browser's window of files, in which somebody chose one."""


async def hands_on(look: Eye) -> None:
    """Forward, reply, edit, a made-up post, a picture, a query behind the bot's name, a link to the bot."""
    await look.open(f"lang=tg&user={READER}", "desk")
    await look.press(READER, ".item.own .said > .round")
    await look.press(READER, ".choice", "Таҳрир")
    await look.run(f"{look.on(READER, '.text')}.select()")
    await look.say(READER, "дигар шуд")
    await look.until(f"{look.on(READER, '.item.own:last-of-type, .log')}.innerText.includes('таҳрир шуд')")
    await look.press(READER, ".item:not(.own) .said > .round")
    await look.press(READER, ".choice", "Ҷавоб додан")
    await look.say(READER, "кӣ гуфт?")
    await look.until(f"!!{look.on(READER, '.own .quoted')}")
    await look.press(READER, ".item:not(.own) .said > .round")
    await look.press(READER, ".choice", "Ба чати дигар фиристодан")
    await look.press(READER, ".choice", "Корҷӯён")
    await look.reads(READER, "Аз: Хабар")
    assert await look.run(f"{look.on(READER, '[aria-current=true]')}.dataset.chat") == str(FORUM)
    await look.press(READER, ".clip")
    await look.press(READER, ".choice", "Пости канал")
    await look.press_in_sheet("Фиристодан")
    await look.reads(READER, "Аз: Овозаҳо")
    await look.chat(READER, READER)
    await look.write(READER, "@khabar выслали")
    await look.press(READER, ".choice.card", "answer")
    await look.reads(READER, "@khabar_bot")
    for label, kind in (("Файл", "text/markdown"), ("Акс", "image/png")):
        await look.run(CHOSEN.replace("KIND", kind))
        await look.press(READER, ".clip")
        await look.press(READER, ".choice", label)
        await look.until(f"{look.on(READER, '.log')}.innerText.includes('хабар.md')")
    assert next(iter(look.talk.world.attachments.values())).data == b"# text"
    link = {"text": "ба бот", "url": "https://t.me/khabar_bot?start=fig-crocus-deaths"}
    share = {"text": "фиристодан", "switch_inline_query": "144"}
    group = {"text": "ба гурӯҳ", "url": "https://t.me/khabar_bot?startgroup=here"}
    rows = {"inline_keyboard": [[link, share], [{"text": "нусха", "copy_text": {"text": "144"}}, group]]}
    await look.talk.wire.call("sendMessage", {"chat_id": GROUP, "text": "пост", "reply_markup": rows})
    await look.chat(READER, GROUP)
    await look.press(READER, ".row .link", "ба бот")
    await look.reads(READER, "/start fig-crocus-deaths")
    await look.chat(READER, GROUP)
    await look.press(READER, ".row .share")
    await look.press(READER, ".choice", "Корҷӯён")
    await look.until(f"{look.on(READER, '.text')}.value === '@khabar_bot 144'")
    await look.run(f"{look.on(READER, '.text')}.value = ''")
    await look.chat(READER, GROUP)
    await look.press(READER, ".row .link", "ба гурӯҳ")
    await look.press(READER, ".choice", "Дӯстон")
    await look.reads(READER, "/start@khabar_bot here")


async def lives_in_groups(look: Eye) -> None:
    """Topics, mentions, who speaks, what comes silently, service messages, the channel."""
    await look.open("lang=en", "desk")
    await look.chat(READER, FORUM)
    topics = look.on(READER, ".topics select")
    names = await look.run(f"[...{topics}.options].map(o => o.textContent)")
    assert names == ["Умумӣ", "Хабарҳо", "Новости", "Гуфтугӯ"]
    await look.run(f"{topics}.value = '1'; {topics}.dispatchEvent(new Event('change'))")
    await look.write(READER, "@kh")
    await look.press(READER, ".choice", "@khabar_bot")
    await look.run(f"{look.on(READER, '.composer')}.requestSubmit()")
    await look.until(f"{look.on(READER, '.own')}.innerText.includes('@khabar_bot')")
    assert list(look.talk.world.chats[FORUM].messages.values())[-1]["message_thread_id"] == 1
    await look.run(f"{topics}.value = '0'; {topics}.dispatchEvent(new Event('change'))")
    await look.until(f"!{look.on(READER, '.own')} || !{look.on(READER, '.own')}.innerText.includes('@khabar_bot')")
    orders = look.talk.server.control.orders
    await orders.topic({"chat": FORUM, "user": READER, "act": "create", "name": HOSTILE})
    await look.until(f"[...{topics}.options].some(o => o.textContent === {json.dumps(HOSTILE)})")
    await look.chat(JOURNALIST, GROUP)
    await look.talk.wire.call("sendMessage", {"chat_id": GROUP, "text": "оҳиста", "disable_notification": True})
    await look.until(f"{look.on(JOURNALIST, '.silent')}.innerText === 'без звука'")
    assert await look.run(f"{look.on(JOURNALIST, '.name')}.textContent") == "Хабар"
    await look.run(f"document.querySelector('#people [data-user=\"{EDITOR}\"]').click()")
    await look.chat(EDITOR, CHANNEL)
    await look.press(EDITOR, ".head .round")
    await look.press(EDITOR, ".choice", "Ботро мудир кардан")
    await look.say(EDITOR, "пости нав")
    await look.reads(EDITOR, "пости нав")
    assert "sender_chat" in list(look.talk.world.chats[CHANNEL].messages.values())[-1]
    await look.chat(JOURNALIST, CHANNEL)
    await look.reads(JOURNALIST, "пости нав")
    await look.until(f"{look.on(JOURNALIST, '.composer')}.hidden")


async def goes_to_a_day(look: Eye) -> None:
    """A month in the reader's words, the days with news marked, nothing behind the clock; then time passes up to it."""

    async def days() -> list[date]:
        return [date(2024, 4, 7)]

    look.talk.server.control.phones.days = days
    await look.open("lang=tg", "phone")
    await look.run("document.querySelector('#more').click(); document.querySelector('[data-step=to]').click()")
    await look.until("document.querySelector('.month b').textContent === 'апрели соли 2024'")
    await look.until("document.querySelector('.days .news')?.ariaLabel === '7 апрели соли 2024, хабар дорад'")
    day = "[...document.querySelectorAll('.days button')]"
    assert await look.run(f"{day}.filter(d => d.disabled).map(d => d.textContent).join()") == "1,2,3"
    await look.run(f"{day}[4].focus()")
    await look.key("ArrowDown", "ArrowLeft", "ArrowRight")
    assert await look.run("document.activeElement.getAttribute('aria-label')") == "12 апрели соли 2024"
    await look.key("ArrowUp")
    await look.run("document.querySelector('.sheet select').value = '18:00'")
    await look.run("document.querySelector('.sheet .main').click()")
    await look.until("document.querySelector('#clock-day').textContent === 'ҷумъа, 5 апрели соли 2024'")
    assert await look.run("document.querySelector('#clock-time').textContent") == "18:00"
    await look.run("document.querySelector('[data-step=morning]').click()")
    await look.until("document.querySelector('#clock-day').textContent === 'шанбе, 6 апрели соли 2024'")
    assert await look.run("document.querySelector('#clock-time').textContent") == "09:00"


async def makes_trouble(look: Eye) -> None:
    """Each trouble in words, made and ended at the same button."""
    await look.open("lang=en", "desk")
    await look.run("document.querySelector('#troubles').click()")
    levers = "[...document.querySelectorAll('.lever')]"
    await look.until(f"{levers}.length === 8")
    await look.run(f"{levers}[0].click()")
    await look.until("document.querySelector('#troubles').classList.contains('there')")
    assert (await look.talk.wire.call("sendMessage", {"chat_id": GROUP, "text": "x"})).__class__.__name__ == "SlowDown"
    await look.run(f"{levers}[0].click()")
    await look.until("!document.querySelector('#troubles').classList.contains('there')")
    await look.run(f"{levers}[7].click()")
    await look.until("document.querySelector('#troubles').classList.contains('there')")
    assert look.talk.world.chats[EDITOR].gone == "blocked"
    await look.run("document.querySelector('.sheet').close()")


@pytest.mark.slow
def test_people_find_their_ways(tmp_path: Path) -> None:
    seen(tmp_path, finds_the_way, hands_on, lives_in_groups, makes_trouble, goes_to_a_day)


# -- for everybody's eyes and fingers


async def full(look: Eye) -> None:
    """Chats with something of every kind in them."""
    await look.open("lang=tg", "desk")
    for person in (READER, JOURNALIST, RESEARCHER):
        await look.press(person, ".big")
        await look.until(f"!!{look.on(person, '.keys')}")
    picture = look.talk.world.picture(png(600, 300)).file_id
    wire = look.talk.wire
    text = "<b>Б</b> <i>и</i> <code>к</code> <a href='https://a.example/'>пайванд</a> /help <tg-spoiler>с</tg-spoiler>"
    quote = f"\n<blockquote expandable>{'Иқтибоси дароз. ' * 30}</blockquote><pre>{'матни_тӯлонӣ_' * 12}</pre>"
    wide = {"text": "Боздоштшудагон ва ҳабсшудагон дар Русия бо парванда", "callback_data": "x"}
    longest = {"inline_keyboard": [[wide], [{"text": name, "callback_data": name} for name in "абвгд"]]}
    for person in (READER, JOURNALIST, RESEARCHER):
        more = {"chat_id": person, "parse_mode": "HTML", "disable_notification": True}
        await wire.call("sendMessage", {**more, "text": text + quote, "reply_markup": longest})
        await wire.call("sendPhoto", {**more, "photo": picture, "caption": "Тасвир " * 20})
        await look.until(f"!!{look.on(person, '.picture img')}")


PHONE = "document.querySelector('.phone:not([hidden])')"
MORE = "document.querySelector('#more').click()"
CLOSE = "document.querySelector('.sheet').close()"
PARTS = {
    "the chats": "0",
    "the controls": MORE,
    "the commands": f"{MORE}; {PHONE}.querySelector('.commands').click()",
    "the phone's menu": f"{PHONE}.querySelector('.head .round').click()",
    "troubles": "document.querySelector('#troubles').click()",
    "the calendar": f"{CLOSE}; document.querySelector('[data-step=to]').click()",
    "a post": f"{CLOSE}; {PHONE}.querySelector('.clip').click(); [...{PHONE}.querySelectorAll('.choice')][2].click()",
    "the end": CLOSE,
}


async def is_seen_by_all(look: Eye) -> None:
    """In every size, light and dark, in the three languages: nothing pale, nothing cut off, nothing too small."""
    people = {"tg": READER, "ru": JOURNALIST, "en": RESEARCHER}
    for size in SIZES:
        for lang, person in people.items():
            await look.open(f"lang={lang}&user={person}", size)
            for part, script in PARTS.items():
                await look.run(script)
                await look.until(
                    "!document.querySelector('.sheet') || !!document.querySelector('.sheet .main, .lever')"
                )
                for theme in ("light", "dark"):
                    await look.run(f"document.documentElement.dataset.theme = '{theme}'")
                    assert await wrong(look.page) == [], (size, lang, part, theme)


async def shows_where_one_is(look: Eye) -> None:
    """Whatever has the focus wears a ring that nothing cuts off."""
    for size in SIZES:
        await look.open(f"lang=tg&user={READER}", size)
        await look.key("Tab")
        for script in ("0", MORE, f"{PHONE}.querySelector('.commands').click()"):
            await look.run(script)
            assert await rings(look.page) == [], (size, script)


async def finds_faults(look: Eye) -> None:
    """The eye that looks for faults sees them."""
    await look.run(
        "document.documentElement.dataset.theme = 'light'; document.querySelector('#theme').style.width = '20px';"
        "document.querySelector('.time').style.color = '#999'; document.querySelector('.brand p').style.width = '9px'"
    )
    found = " ".join(await wrong(look.page))
    assert "pale" in found
    assert "small 20" in found
    assert "cut off" in found
    await look.run("document.querySelectorAll('.chats button').forEach(b => { b.style.outlineOffset = '9px' })")
    assert "ring cut off" in " ".join(await rings(look.page))


LETTERS = "ҷчҳхқкғгӣиӯуҶЧҲХҚКҒГӢИӮУ\uffff\U000e0fff"


async def has_its_letters(look: Eye) -> None:
    """Each Tajik letter is drawn as itself: another picture than the letter it is made of, and than no letter."""
    drawn = """(letter => {
      const ink = document.createElement('canvas').getContext('2d');
      ink.font = `40px ${getComputedStyle(document.body).fontFamily}`;
      ink.fillText(letter, 5, 60);
      return ink.canvas.toDataURL();
    })"""
    pictures = {letter: await look.run(f"{drawn}({json.dumps(letter)})") for letter in LETTERS}
    assert len({*pictures.values()}) >= len(pictures) - 1  # the two that are no letters may be one box


async def begins_at_the_beginning(look: Eye) -> None:
    """A long answer is seen from its first line; who reads further up stays there."""
    await look.open(f"lang=ru&user={JOURNALIST}")
    long = {"chat_id": JOURNALIST, "text": "\n".join(f"строка {n}" for n in range(80))}
    await look.say(JOURNALIST, "вопрос")
    await look.reads(JOURNALIST, "answer to вопрос")
    await look.talk.wire.call("sendMessage", long)
    top = "(log => [...log.querySelectorAll('.item')].filter(i => i.innerText.includes('answer to вопрос')).pop()" + (
        ".getBoundingClientRect().top - log.getBoundingClientRect().top)"
    )
    log = look.on(JOURNALIST, ".log")
    await look.reads(JOURNALIST, "строка 79")
    assert 0 <= await look.run(f"{top}({log})") < 60
    assert await look.run(f"!{look.on(JOURNALIST, '.down')}.hidden")
    await look.run(f"{log}.scrollTop = 0")
    await look.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # it has scrolled
    await look.talk.wire.call("sendMessage", {"chat_id": JOURNALIST, "text": "ещё одно"})
    await look.reads(JOURNALIST, "ещё одно")
    assert await look.run(f"{log}.scrollTop") == 0
    await look.press(JOURNALIST, ".down")
    await look.until(f"({log}.scrollHeight - {log}.scrollTop - {log}.clientHeight) < 3")
    dates = await look.run(f"[...{look.on(JOURNALIST)}.querySelectorAll('.date')].map(d => d.textContent)")
    assert dates == ["4 апреля 2024 г."]
    await look.page.resize(*SIZES["phone on its side"])
    assert await look.run(f"{log}.clientHeight") > 220


async def goes_by_keys(look: Eye) -> None:
    """Writing, then chats, then one stop for all messages; arrows among messages and buttons; a way back each time."""
    await look.open(f"lang=tg&user={READER}", "desk")
    await look.until("document.activeElement.classList.contains('text')")
    assert [(await look.key("Tab")).split()[-1] for _ in range(3)] == ["send", "commands", "clip"]
    await look.key("Tab")
    assert await look.run("document.activeElement.dataset.chat") == str(READER)
    await look.key("ArrowRight", "ArrowRight")
    assert await look.run("document.activeElement.dataset.chat") == str(FORUM)
    await look.key("ArrowLeft", "ArrowLeft", "Tab")
    inside = f"{look.on(READER, '.log')}.contains(document.activeElement)"
    assert await look.run(inside)
    assert await look.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    await look.key("End")
    assert await look.run(inside)
    rows = f"[...{look.on(READER)}.querySelectorAll('.keys')].at(-1)"
    await look.run(f"{rows}.querySelector('.row:last-child > *').focus()")
    await look.key("ArrowRight", "ArrowRight")
    assert await look.run("document.activeElement.textContent") == "в"
    await look.key("ArrowUp")
    assert (await look.run("document.activeElement.textContent")).startswith("Боздоштшудагон")
    await look.key("Home")
    assert "item" in await look.focus()
    await look.key("Enter")
    await look.until(f"{look.on(READER, '.popup')}.contains(document.activeElement)")
    await look.key("ArrowDown", "Escape")
    assert await look.focus() == "text"
    assert await look.run(f"{look.on(READER, '.popup')}.hidden")
    await look.key("ArrowUp")
    assert await look.run(inside)
    await look.key("Escape")
    assert await look.focus() == "text"
    await look.page.key("Tab", shift=True)
    assert not await look.run(f"{look.on(READER)}.contains(document.activeElement)")
    tabbable = "[...document.querySelectorAll('.phone .log [data-stop]')].filter(n => n.tabIndex === 0)"
    assert await look.run(f"{tabbable}.length") <= len(cast.load().people)
    roles = await look.run(f"(l => [l.getAttribute('role'), l.getAttribute('aria-live')])({look.on(READER, '.log')})")
    assert roles == ["log", "polite"]


async def keeps_ones_place(look: Eye) -> None:
    """Who is at a button when its message changes stays at that button."""
    rows = {"inline_keyboard": [[{"text": "якум", "callback_data": "1"}, {"text": "дуюм", "callback_data": "2"}]]}
    wire = look.talk.wire
    await wire.call("sendMessage", {"chat_id": READER, "text": "пеш", "reply_markup": rows})
    await look.reads(READER, "пеш")
    await look.run(f"[...{look.on(READER)}.querySelectorAll('.row > *')].at(-1).focus()")
    newest = list(look.talk.world.chats[READER].messages)[-1]
    await wire.call("editMessageText", {"chat_id": READER, "message_id": newest, "text": "баъд", "reply_markup": rows})
    await look.reads(READER, "баъд")
    assert await look.run("document.activeElement.textContent") == "дуюм"


@pytest.mark.slow
def test_the_page_is_for_everybodys_eyes_and_fingers(tmp_path: Path) -> None:
    seen(
        tmp_path, full, begins_at_the_beginning, goes_by_keys, keeps_ones_place, has_its_letters, is_seen_by_all,
        shows_where_one_is, finds_faults,
    )  # fmt: skip


# -- by keys alone


async def subscribes_by_keys(look: Eye, size: str, lang: Lang, person: int) -> None:
    """From an empty chat to a digest that is ordered: Tab, arrows, Enter and Space."""
    await look.open(f"lang={lang}&user={person}", size)
    await look.tab_to(f"document.activeElement === {look.on(person, '.big')}")
    await look.page.key("Enter")
    await look.by_key(person, NAMES[lang], "Space")
    await look.by_key(person, say(lang, "button-subscribe"))
    await look.reads(person, say(lang, "button-unsubscribe"))
    assert look.talk.people.get(person) is not None


@pytest.mark.slow
def test_who_uses_keys_alone_subscribes(tmp_path: Path) -> None:
    async def on_a_phone(look: Eye) -> None:
        await subscribes_by_keys(look, "phone", "tg", READER)

    async def on_a_desk(look: Eye) -> None:
        await subscribes_by_keys(look, "desk", "ru", JOURNALIST)

    async def on_its_side(look: Eye) -> None:
        await subscribes_by_keys(look, "phone on its side", "en", RESEARCHER)

    seen(tmp_path, on_a_phone, on_a_desk, on_its_side)


async def edits_by_keys(look: Eye, size: str, lang: Lang) -> None:
    """Through the desk: a figure approved and taken back, corrected, a text added with its fields."""

    def button(name: str, **args: Any) -> str:
        return say(lang, f"desk-button-{name}", **args)

    look.talk.people.save(Subscriber(EDITOR, lang))
    await look.open(f"lang={lang}&user={EDITOR}", size)
    await look.tab_to(f"document.activeElement === {look.on(EDITOR, '.big')}")
    await look.page.key("Space")
    await look.write_by_key(EDITOR, "/desk")
    await look.by_key(EDITOR, button("claims"))
    await look.by_key(EDITOR, button("approve"), "Space")
    await look.reads(EDITOR, say(lang, "desk-done-approve"))
    await look.by_key(EDITOR, button("undo"))
    await look.reads(EDITOR, say(lang, "desk-done-undo"))
    await look.by_key(EDITOR, button("home"))
    await look.by_key(EDITOR, button("claims"))
    await look.by_key(EDITOR, button("correct"))
    await look.by_key(EDITOR, button("field-hedge"))
    await look.by_key(EDITOR, button("hedge-least"))
    await look.by_key(EDITOR, button("more-fields"))
    await look.by_key(EDITOR, button("field-value"))
    await look.reads(EDITOR, say(lang, "desk-ask-value"))
    await look.write_by_key(EDITOR, "143")
    await look.by_key(EDITOR, button("store"))
    await look.reads(EDITOR, say(lang, "desk-done-correct"))
    await look.by_key(EDITOR, button("home"))
    await look.by_key(EDITOR, button("add"))
    await look.write_by_key(EDITOR, TEXT)
    await look.by_key(EDITOR, button("set-topics"))
    await look.by_key(EDITOR, say(lang, "topic-attack"), "Space")
    await look.by_key(EDITOR, button("done"))
    await look.by_key(EDITOR, button("set-publisher"))
    await look.reads(EDITOR, say(lang, "desk-ask-publisher"))
    await look.write_by_key(EDITOR, "TASS")
    await look.by_key(EDITOR, button("store"))
    await look.reads(EDITOR, say(lang, "desk-stored", count=1, figures=1))


@pytest.mark.slow
@pytest.mark.parametrize(("size", "lang"), [("phone", "tg"), ("desk", "ru")])
def test_who_uses_keys_alone_edits(tmp_path: Path, size: str, lang: Lang) -> None:
    (tmp_path / FILE).write_bytes(made())

    def opened(clock: FixedClock) -> Desk:
        return Desk.open(tmp_path, clock, policy=Policy("none"), settings=Settings())

    async def way(look: Eye) -> None:
        await edits_by_keys(look, size, lang)

    seen(tmp_path, way, make_desk=opened, editors=str(EDITOR))
