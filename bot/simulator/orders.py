"""What the control API can be told: what people do, the clock, trouble, settings, and what can be seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.simulator import acts, places
from bot.simulator.faults import Fault, Rates
from bot.simulator.stepping import Stepper
from bot.simulator.world import BOT_NAME, BOT_USERNAME, Chat, World
from bot.talk.words import lang_of
from bot.talk.zones import name_of

Body = dict[str, Any]


class Orders:
    """Each call of the control API is a method: its body in, what is answered out. Raises ValueError, KeyError."""

    def __init__(self, world: World, stepper: Stepper) -> None:
        self.world = world
        self.stepper = stepper
        self.zone_of: Callable[[int], str] = lambda _: "Asia/Dushanbe"
        self.by_name: dict[str, Callable[[Body], Awaitable[Any]]] = {
            "message": self.message, "edit": self.edit, "press": self.press, "inline": self.inline,
            "choose": self.choose, "block": self.block, "unblock": self.unblock, "group": self.group,
            "channel": self.channel, "post": self.post, "forum": self.forum, "topic": self.topic,
            "standing": self.standing, "chats": self.chats, "migrate": self.migrate, "clock": self.clock,
            "faults": self.faults, "settings": self.settings, "update": self.update, "messages": self.messages,
            "state": self.state, "sent": self.sent, "counters": self.counters, "commands": self.commands,
        }  # fmt: skip

    # -- what people do ------------------------------------------------------------------------------------

    def _chat(self, body: Body) -> Chat:
        chat_id = int(body.get("chat", 1))
        if chat_id in self.world.chats:
            chat = self.world.chats[chat_id]
            return self.world.chats[chat.migrated_to] if chat.migrated_to else chat
        if chat_id < 0:
            raise ValueError(f"no group {chat_id}")
        return self.world.private(chat_id)

    def _user(self, body: Body, chat: Chat) -> int:
        return int(body.get("user") or (chat.id if chat.id > 0 else next(iter(chat.members), 1)))

    async def message(self, body: Body) -> Any:
        chat = self._chat(body)
        message, update = acts.write(
            self.world, chat, self._user(body, chat), str(body.get("text", "")), other=body.get("other"),
            reply_to=body.get("reply_to"), anonymous=bool(body.get("anonymous")), lang=str(body.get("lang", "")),
            forwarded=bool(body.get("forwarded")), thread=body.get("thread"), as_channel=body.get("as_channel"),
        )  # fmt: skip
        return {"message_id": message["message_id"], "update_id": update}

    async def messages(self, body: Body) -> Any:
        """Many at once, for load: `items` of {chat, text}."""
        for item in body["items"]:
            await self.message(item)
        return {"next_update_id": self.world.updates.next_id}

    async def edit(self, body: Body) -> Any:
        chat = self._chat(body)
        return {"update_id": acts.rewrite(self.world, chat, int(body["message_id"]), str(body["text"]))}

    async def press(self, body: Body) -> Any:
        chat = self._chat(body)
        query = acts.press(
            self.world, chat, self._user(body, chat), int(body["message_id"]), str(body["data"]),
            lang=str(body.get("lang", "")),
        )  # fmt: skip
        return {"id": query}

    async def inline(self, body: Body) -> Any:
        return await acts.ask_inline(
            self.world, int(body.get("user", 1)), str(body.get("query", "")), lang=str(body.get("lang", "")),
            seconds=float(body.get("seconds", 5)),
        )  # fmt: skip

    async def choose(self, body: Body) -> Any:
        chat = self._chat(body)
        found = acts.choose_inline(self.world, chat, self._user(body, chat), str(body["query"]), str(body["result"]))
        return {"message_id": found["message_id"] if found else None}

    async def block(self, body: Body) -> Any:
        acts.block(self.world, self._chat(body), str(body.get("reason", "blocked")))
        return {}

    async def unblock(self, body: Body) -> Any:
        acts.unblock(self.world, self._chat(body))
        return {}

    async def group(self, body: Body) -> Any:
        members = {int(user): str(status) for user, status in body["members"].items()}
        chat = self.world.group(
            int(body["chat"]), str(body.get("title", "Group")), members, str(body.get("kind", "group"))
        )
        acts.membership(self.world, chat, next(iter(members), 1), "left", "member")
        return {"chat": chat.id}

    async def channel(self, body: Body) -> Any:
        """A channel of `members`; `linked` names the group that discusses its posts."""
        members = {int(user): str(status) for user, status in body["members"].items()}
        name = str(body.get("username", ""))
        chat = places.channel(self.world, int(body["chat"]), str(body.get("title", "Channel")), members, username=name)
        chat.linked = body.get("linked")
        return {"chat": chat.id}

    async def post(self, body: Body) -> Any:
        return {"message_id": places.post(self.world, self._chat(body), str(body["text"]))["message_id"]}

    async def forum(self, body: Body) -> Any:
        places.forum(self.world, self._chat(body), on=bool(body.get("on", True)))
        return {}

    async def topic(self, body: Body) -> Any:
        """`act`: create, close, reopen, delete; without `thread` it is General."""
        chat, act = self._chat(body), str(body["act"])
        name = str(body.get("name", ""))
        return {"thread": places.topic(self.world, chat, self._user(body, chat), act, body.get("thread"), name)}

    async def standing(self, body: Body) -> Any:
        """What the bot is in a group or channel, which rights it lacks, and how slow who writes there has to be."""
        chat = self._chat(body)
        chat.slow = int(body.get("slow", chat.slow))
        status, denied = str(body.get("status", chat.bot_member)), set(body.get("denied", chat.denied))
        return {"update_id": places.stand(self.world, chat, self._user(body, chat), status, denied)}

    async def chats(self, body: Body) -> Any:
        """Many private chats at once, for load: `from`, `count`."""
        first = int(body["from"])
        for chat_id in range(first, first + int(body["count"])):
            self.world.chats.setdefault(chat_id, Chat(chat_id, name="User"))
        return {"chats": len(self.world.chats)}

    async def migrate(self, body: Body) -> Any:
        return {"chat": acts.migrate(self.world, self._chat(body), int(body["to"])).id}

    async def update(self, body: Body) -> Any:
        """Any update as it stands: {kind: body}."""
        return {"update_ids": [self.world.updates.put(kind, content) for kind, content in body.items()]}

    # -- the clock, trouble, settings ----------------------------------------------------------------------

    async def clock(self, body: Body) -> Any:
        passed = await self.stepper.step(self.stepper.target(body)) if body else 0
        return {"now": self.world.clock.now().isoformat(), "hours": passed}

    async def faults(self, body: Body) -> Any:
        """Put these rules in force instead of the ones before; an empty list ends all trouble."""
        self.world.faults.rules = [Fault.read(raw) for raw in body["rules"]]
        return {"rules": len(self.world.faults.rules)}

    async def settings(self, body: Body) -> Any:
        world = self.world
        world.open_chats = bool(body.get("open_chats", world.open_chats))
        world.privacy = bool(body.get("privacy", world.privacy))
        if (rates := body.get("rates")) is not None:
            world.rates = Rates(
                overall=float(rates.get("overall", 0)),
                chat=float(rates.get("chat", 0)),
                group=float(rates.get("group", 0)),
            )
        return {}

    # -- what can be seen ----------------------------------------------------------------------------------

    async def state(self, body: Body) -> Any:
        """All that the page shows of one chat."""
        chat = self._chat(body)
        zone = self.zone_of(chat.id)
        description = self._described("description", str(body.get("lang", "")))
        return {
            "bot": {"name": BOT_NAME, "username": BOT_USERNAME, "id": self.world.bot_id, "description": description},
            "chat": chat.json() | {"gone": chat.gone, "members": self._people(chat)} | self._place(chat),
            "messages": list(chat.messages.values()),
            "silent": sorted(chat.silent),
            "zone": zone,
            "zone_name": name_of(zone, lang_of(str(body.get("lang", "")))),
            "now": self.world.clock.now().isoformat(),
            "busy": self.stepper.busy,
        }

    def _place(self, chat: Chat) -> Body:
        """Of a group or channel, what the bot may do there and which topics there are."""
        topics = [
            {"thread": thread, "name": name, "closed": thread in chat.closed}
            for thread, name in (chat.topics or {}).items()
        ]
        return {
            "bot": chat.bot_member, "denied": sorted(chat.denied), "slow": chat.slow, "linked": chat.linked,
            "topics": None if chat.topics is None else [{"thread": None, "closed": None in chat.closed}, *topics],
        }  # fmt: skip

    def _people(self, chat: Chat) -> list[Body]:
        return [
            {"id": user, "name": self.world.person(user).first_name, "status": status}
            for user, status in chat.members.items()
        ]

    def _described(self, what: str, lang: str) -> str:
        told = self.world.descriptions
        return told.get((what, lang)) or told.get((what, "")) or ""

    async def commands(self, body: Body) -> Any:
        """The menu as Telegram would choose it: this chat's, its kind's, then the default; language before none."""
        chat = self._chat(body)
        kind = "all_private_chats" if chat.type == "private" else "all_group_chats"
        for scope in (f"chat:{chat.id}", kind, "default"):
            for lang in (str(body.get("lang", "")), ""):
                if menu := self.world.commands.get((scope, lang)):
                    return {"commands": menu}
        return {"commands": []}

    async def sent(self, body: Body) -> Any:
        """The journal from row `after` on, `chat` alone if named: n, at, chat_id, message_id, method, text."""
        start, limit = int(body.get("after", 0)), int(body.get("limit", 1000))
        rows = self.world.journal[start:]
        if "chat" in body:
            rows = [row for row in rows if row.chat_id == int(body["chat"])]
        return {"total": len(self.world.journal), "sent": [row._asdict() for row in rows[:limit]]}

    async def counters(self, _: Body) -> Any:
        world = self.world
        return {
            **world.counts, "waiting": len(world.updates.waiting), "confirmed": world.updates.confirmed,
            "next_update_id": world.updates.next_id, "chats": len(world.chats),
        }  # fmt: skip
