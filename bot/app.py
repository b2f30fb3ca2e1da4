"""The application: the handler table in its order, and the one way an update goes through it.

python-telegram-bot only dispatches here. Updates come from the inbox, answers go to the outbox; its updater, job
queue and rate limiter are not used (DESIGN.md says why).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.context import OUTGOING, UPDATE, Context, Forget, House, Khabar
from bot.desk import Desk
from bot.errands import Errands, Post
from bot.mail.message import Message
from bot.people.callbacks import Callbacks
from bot.people.channels import Channels
from bot.people.editors import editors_of
from bot.people.follows import Follows
from bot.people.limits import Limits
from bot.people.questions import Questions
from bot.people.sent import SentMessages
from bot.people.store import StoreError
from bot.people.subscribers import Subscribers
from bot.people.threads import Threads
from bot.people.unanswered import Unanswered
from bot.talk import (
    again,
    ask,
    channels,
    digest,
    figures,
    follows,
    gate,
    inline,
    mydata,
    others,
    privacy,
    settings,
    sources,
    spoken,
    start,
    taps,
)
from bot.talk.commands import Command
from bot.talk.desk import entry
from bot.talk.groups import admins_only
from bot.talk.thinking import thinking
from config.settings import Settings
from digests.clock import Clock, SystemClock
from digests.errors import NotFound, Unavailable, Withheld

log = logging.getLogger(__name__)

GATE, TALK = -1, 0


def build(
    token: str,
    base_url: str,
    *,
    request: BaseRequest,
    people: Subscribers,
    desk: Desk,
    clock: Clock,
    settings: Settings,
    get_updates_request: BaseRequest | None = None,
    limits: Limits | None = None,
    forget: Forget | None = None,
    wall: Clock | None = None,
    post: Post | None = None,
) -> Khabar:
    """The application, not yet initialised. `base_url` is the server's root, without `/bot`.

    `forget` erases all that is kept of a chat; without it, `people.forget`. `wall` tells real time;
    `post` takes what is said later than an update's answer. Raises BadInput where the setting of editors is no list of
    ids, or the words of the settings cannot be read.
    """
    spoken.load()
    house = House(
        people=people,
        questions=Questions(people.db, clock),
        unanswered=Unanswered(people.db),
        threads=Threads(people.db),
        channels=Channels(people.db),
        follows=Follows(people.db),
        sent=SentMessages(people.db, clock),
        callbacks=Callbacks.of(people.db),
        limits=limits or Limits(),
        editors=editors_of(settings.editors),
        desk=desk,
        clock=clock,
        wall=wall or SystemClock(),
        settings=settings,
        forget=forget or people.forget,
        errands=Errands(post),
    )
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = Application.builder()
    builder = builder.application_class(Khabar, {"house": house}).token(token).base_url(f"{base_url.rstrip('/')}/bot")
    builder = (
        builder.base_file_url(f"{base_url.rstrip('/')}/file/bot")
        .request(request)
        .get_updates_request(get_updates_request or request)
    )
    app = builder.updater(None).job_queue(None).context_types(ContextTypes(context=Context)).build()
    assert isinstance(app, Khabar)  # the builder's types do not tell
    for group, handlers in TABLE.items():
        app.add_handlers(handlers, group)
    app.add_error_handler(note_failure)
    return app


TEXT = filters.TEXT & filters.UpdateType.MESSAGE
SLASH = filters.Regex(r"^/[A-Za-z0-9_]")  # "/новости" is no command to Telegram: its words are meant
SERVICE = filters.StatusUpdate.ALL

TABLE: dict[int, list[BaseHandler[Any, Context, Any]]] = {
    GATE: [TypeHandler(Update, gate.gate)],
    TALK: [
        Command(("start",), start.start),
        Command(("language",), admins_only(start.language)),
        Command(("subscribe",), admins_only(settings.subscribe)),
        Command(("unsubscribe", "stop"), admins_only(settings.unsubscribe)),
        Command(("settings",), settings.settings),
        Command(("digest", "news"), digest.digest),
        Command(("figures",), figures.figures),
        Command(("chart",), figures.chart),
        Command(("history",), figures.history),
        Command(("follow",), admins_only(follows.follow)),
        Command(("unfollow",), admins_only(follows.unfollow)),
        Command(("sources",), sources.sources),
        Command(("ask",), ask.ask),
        Command(("privacy",), privacy.privacy),
        Command(("mydata",), mydata.mydata),
        Command(("forget",), admins_only(privacy.forget)),
        Command(("help",), start.help_),
        Command(("about",), start.about),
        Command(("desk",), entry.desk),
        Command(("held",), entry.held),
        Command(("channels",), channels.channels),
        MessageHandler(TEXT & SLASH, others.unknown),
        CallbackQueryHandler(taps.tapped),
        InlineQueryHandler(inline.asked),
        ChatMemberHandler(start.joined, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(TEXT, taps.typed),
        MessageHandler(filters.UpdateType.MESSAGE & filters.Document.ALL, entry.sent),
        MessageHandler(filters.UpdateType.MESSAGE & ~filters.TEXT & ~SERVICE, others.not_taken),
    ],
}
"""Group → handlers; in each group the first that fits takes the update."""


class HandlingFailed(Exception):
    """A handler raised. `apology` is what the chat is told if the update is given up."""

    def __init__(self, apology: tuple[Message, ...]) -> None:
        super().__init__("a handler failed")
        self.apology = apology


async def handle(app: Khabar, raw: Mapping[str, Any]) -> list[Message]:
    """Put one update, as the inbox restores it, through the table; what it is answered with.

    Raises HandlingFailed, its cause chained; trouble of the private database is raised as it is.
    """
    update = Update.de_json(dict(raw), app.bot)
    outgoing: list[Message] = []
    ours, its = OUTGOING.set(outgoing), UPDATE.set(update.update_id)
    try:
        async with thinking(app.bot, update):
            await app.process_update(update)
        failure = app.house.failed.pop(update.update_id, None)
        if failure is None:
            again.hear(app.house, update)
            return outgoing
        if isinstance(failure, StoreError):
            raise failure
        apology = Context.from_update(update, app)
        outgoing.clear()
        apologise(update, apology, failure)
        if isinstance(failure, NotFound | Unavailable | Withheld):
            if not isinstance(failure, NotFound):
                log.warning("an answer could not be given", exc_info=failure)
            return outgoing  # nothing a second try would mend
        raise HandlingFailed(tuple(outgoing)) from failure
    finally:
        OUTGOING.reset(ours)
        UPDATE.reset(its)


async def note_failure(update: object, context: Context) -> None:
    """`process_update` swallows what a handler raises; `handle` finds it here."""
    if isinstance(update, Update) and context.error is not None:
        context.house.failed[update.update_id] = context.error


def apologise(update: Update, context: Context, failure: BaseException) -> None:
    """A short word without details, where a person waits for one."""
    known: dict[type, str] = {NotFound: "nothing-yet", Withheld: "withheld"}
    if update.callback_query is not None:
        context.answer_tap(update.callback_query.id)
    if update.message is not None or update.callback_query is not None:
        context.tell(known.get(type(failure), "sorry"))
