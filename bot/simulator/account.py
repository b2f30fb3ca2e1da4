"""Methods about the bot itself: updates, webhook, command menus, descriptions; and the table of all methods."""

from __future__ import annotations

import re
from typing import Any

from bot.simulator import handing, members, methods
from bot.simulator.errors import bad_request
from bot.simulator.markup import units
from bot.simulator.methods import Method, Params, flag, structure, whole
from bot.simulator.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")  # ISO 639-1, or all the others
SCOPES = frozenset(
    "default all_private_chats all_group_chats all_chat_administrators chat chat_administrators chat_member".split()
)


async def get_updates(world: World, params: Params) -> Any:
    world.updates.allow(structure(params, "allowed_updates"))
    return await world.updates.poll(
        whole(params, "offset", 0) or 0, whole(params, "limit", 100) or 100, float(params.get("timeout") or 0)
    )


async def set_webhook(world: World, params: Params) -> Any:
    kinds = structure(params, "allowed_updates")
    await world.updates.set_webhook(
        str(params.get("url") or ""), params.get("secret_token"), kinds, drop=flag(params, "drop_pending_updates")
    )
    return True


async def delete_webhook(world: World, params: Params) -> Any:
    await world.updates.end_webhook(drop=flag(params, "drop_pending_updates"))
    return True


async def webhook_info(world: World, _: Params) -> Any:
    return world.updates.webhook_info()


def menu_of(params: Params) -> tuple[str, str]:
    """(scope, language) of a command menu; a scope of one chat carries its id."""
    scope = structure(params, "scope") or {}
    kind = str(scope.get("type") or "default")
    return f"{kind}:{scope['chat_id']}" if "chat_id" in scope else kind, str(params.get("language_code") or "")


async def set_commands(world: World, params: Params) -> Any:
    commands = structure(params, "commands") or []
    if not LANGUAGE.fullmatch(str(params.get("language_code") or "")):
        raise bad_request("LANG_CODE_INVALID")
    if str((structure(params, "scope") or {}).get("type", "default")) not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[menu_of(params)] = commands
    world.tell_all({"event": "menu"})
    return True


async def get_commands(world: World, params: Params) -> Any:
    return world.commands.get(menu_of(params), [])


async def delete_commands(world: World, params: Params) -> Any:
    world.commands.pop(menu_of(params), None)
    return True


def setter(what: str, limit: int) -> Method:
    async def set_text(world: World, params: Params) -> Any:
        text = str(params.get(what) or "")
        if units(text) > limit:
            raise bad_request(f"BOT_{what.upper()}_TOO_LONG")
        world.descriptions[what, str(params.get("language_code") or "")] = text
        return True

    return set_text


def getter(what: str) -> Method:
    async def get_text(world: World, params: Params) -> Any:
        found = world.descriptions.get((what, str(params.get("language_code") or "")), "")
        return {what: found}

    return get_text


async def get_file(world: World, params: Params) -> Any:
    return handing.described(world, str(params.get("file_id", "")))


METHODS: dict[str, Method] = {
    "getme": methods.get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info,
    "sendmessage": methods.send_message,
    "sendphoto": methods.send_photo,
    "editmessagetext": methods.edit_text,
    "editmessagecaption": methods.edit_caption,
    "editmessagereplymarkup": methods.edit_markup,
    "deletemessage": methods.delete_message,
    "deletemessages": methods.delete_messages,
    "answercallbackquery": methods.answer_callback,
    "answerinlinequery": methods.answer_inline,
    "sendchataction": methods.chat_action,
    "getchat": methods.get_chat,
    "getchatmember": members.get_member,
    "getchatadministrators": members.get_administrators,
    "getfile": get_file,
    "leavechat": members.leave_chat,
    "setmycommands": set_commands,
    "getmycommands": get_commands,
    "deletemycommands": delete_commands,
    "setmyname": setter("name", 64),
    "getmyname": getter("name"),
    "setmydescription": setter("description", 512),
    "getmydescription": getter("description"),
    "setmyshortdescription": setter("short_description", 120),
    "getmyshortdescription": getter("short_description"),
    "setchatmenubutton": methods.done,
    "logout": methods.done,
    "close": methods.done,
}
"""Method, in lower case as Telegram does not mind the case → what it does."""

COUNTED = {"sendmessage", "sendphoto", "editmessagetext", "editmessagecaption", "editmessagereplymarkup"}
"""Methods that Telegram's rates count."""
