"""What the chat page asks for beside the control API's own calls: everybody's phones, forwards, files, trouble, a
beginning anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from bot.simulator import cast, handing, places
from bot.simulator.orders import Body, Orders
from bot.simulator.troubles import Troubles
from bot.simulator.world import BOT_NAME, BOT_USERNAME, Chat, User, World
from bot.talk.words import lang_of
from bot.talk.zones import name_of
from digests.model import LANGS

MOST = 8  # phones of people who are not of the cast
MANAGERS = {"creator", "administrator"}

Anew = Callable[[date | None], Awaitable[None]]
Days = Callable[[], Awaitable[list[date]]]


async def _no_days() -> list[date]:
    return []


class Phones:
    """Each call is a method: its body in, what is answered out. Raises ValueError, KeyError.

    `anew` is awaited to begin the whole simulation anew, on a day of choice; None: the page offers no such thing.
    `days` gives the days that have news. `fresh`: chats of an earlier run were not kept.
    """

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.world: World = orders.world
        self.troubles = Troubles(self.world)
        self.anew: Anew | None = None
        self.days: Days = _no_days
        self.fresh = False
        self.by_name: dict[str, Callable[[Body], Awaitable[Any]]] = {
            "page": self.page, "forward": self.forward, "attach": self.attach, "phone": self.phone,
            "bot": self.bot, "trouble": self.trouble, "calendar": self.calendar, "reset": self.reset,
        }  # fmt: skip

    async def page(self, _: Body) -> Any:
        """Who and what there is: the bot, people, the chats they see, the clock, trouble."""
        world = self.world
        return {
            "bot": {"id": world.bot_id, "name": BOT_NAME, "username": BOT_USERNAME},
            "people": [self._person(user) for user in self._owners()],
            "chats": [self.chat(chat) for chat in world.chats.values() if not chat.migrated_to],
            "now": world.clock.now().isoformat(),
            "busy": self.orders.stepper.busy,
            "troubles": self.troubles.standing(),
            "fresh": self.fresh,
            "anew": self.anew is not None,
        }

    def _chat(self, body: Body) -> Chat:
        """The chat that a body names, where it is now."""
        chat = self.world.chats[int(body["chat"])]
        return self.world.chats[chat.migrated_to] if chat.migrated_to else chat

    def _owners(self) -> list[User]:
        """Whose phones are shown: the cast, or in a world without it everybody who has a private chat."""
        users = [user for user in self.world.users.values() if user.id in self.world.chats]
        return [user for user in users if user.about] or users[:MOST]

    def _person(self, user: User) -> Body:
        lang = lang_of(user.language_code)
        return {
            "id": user.id, "name": user.first_name, "about": user.about, "lang": lang, "zone": user.zone,
            "zone_name": name_of(user.zone, lang), "username": user.username,
        }  # fmt: skip

    def chat(self, chat: Chat) -> Body:
        """A chat as a list of chats shows it."""
        members = [{"id": user, "status": status} for user, status in chat.members.items()]
        return chat.json() | {"title": chat.name, "gone": chat.gone, "members": members, "bot": chat.bot_member}

    async def forward(self, body: Body) -> Any:
        """Into `chat`: a message, `from` {chat, message_id}, or a post that is `made` up, {title, text}."""
        chat, user, thread = self._chat(body), int(body["user"]), body.get("thread")
        if made := body.get("made"):
            text = str(made["text"])
            message, _ = handing.made_up(self.world, chat, user, str(made["title"]), text, thread)
        else:
            source = self._chat(body["from"])
            message, _ = handing.forward(
                self.world, source, int(body["from"]["message_id"]), chat, user, thread
            )  # fmt: skip
        return {"message_id": message["message_id"]}

    async def attach(self, body: Body) -> Any:
        """`data` as a photo or a document called `name`, of the media type `kind`."""
        chat, thread = self._chat(body), body.get("thread")
        message, _ = handing.attach(
            self.world, chat, int(body["user"]), body["data"], name=str(body.get("name", "")),
            kind=str(body.get("kind", "")), caption=str(body.get("caption", "")),
            thread=int(thread) if thread else None,
        )  # fmt: skip
        return {"message_id": message["message_id"]}

    async def phone(self, body: Body) -> Any:
        """The language that Telegram reports of somebody's phone."""
        lang = str(body["lang"])
        if lang not in LANGS:
            raise ValueError(f"lang is one of {', '.join(LANGS)}")
        user = self.world.person(int(body["user"]), lang=lang)
        self.world.changes += 1
        self.world.tell_all({"event": "people"})
        return self._person(user)

    async def bot(self, body: Body) -> Any:
        """An administrator makes the bot a member or an administrator of a group or channel, or has it leave."""
        chat, user = self._chat(body), int(body["user"])
        if chat.type == "private" or chat.members.get(user) not in MANAGERS:
            raise ValueError("only an administrator changes that")
        places.stand(self.world, chat, user, str(body["status"]), chat.denied)
        self.world.tell(chat.id, {"event": "chat"})
        return self.chat(chat)

    async def trouble(self, body: Body) -> Any:
        self.troubles.put(str(body["name"]), on=bool(body["on"]))
        self.world.tell_all({"event": "troubles"})
        return self.troubles.standing()

    async def calendar(self, _: Body) -> Any:
        """The days that have news, whatever the clock says."""
        return {"days": [day.isoformat() for day in await self.days()]}

    async def reset(self, body: Body) -> Any:
        """Everything anew but the corpus: people, chats, trouble, the clock; it stands on the morning of `day` then."""
        if self.anew is None:
            raise ValueError("this simulator cannot begin anew")
        day = date.fromisoformat(str(body["day"])) if body.get("day") else None
        async with self.orders.stepper.alone():
            await self.anew(day)
        self.fresh = False
        self.world.tell_all({"event": "anew"})
        return {"now": self.world.clock.now().isoformat()}


def populate(world: World) -> None:
    """The people of `config/simulator.toml`, and nobody else, with their private chats and those that they share."""
    known = cast.load()
    world.users.clear()
    world.chats.clear()
    for person in known.people:
        user = world.person(person.id, person.name, person.lang)
        user.about, user.zone, user.username = person.about, person.zone, person.username
        world.private(person.id)
    for place in known.places:
        if place.kind == "channel":
            places.channel(world, place.id, place.title, place.members)
            continue
        chat = world.group(place.id, place.title, place.members, place.kind)
        if place.topics:
            places.forum(world, chat, on=True)
            assert chat.topics is not None
            chat.topics |= {chat.next_id(): name for name in place.topics}
