"""The schema of the private database, step by step. A released step is never edited: add another.

It holds what PRODUCT allows of a person (chat id, language, hour, time zone, topics, state; of a group the forum topic
and what its administrators were told as well; sealed, the questions whose answer they want to be told; for 48 hours the
numbers of the messages that were sent to them), of a channel its posts of a week, the mail that is under way, and
nothing else.
Times are seconds since 1970 in UTC.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

people = Migrations("people")


@people()
def m001_people_and_mail(db: Database) -> None:
    """Subscribers, what they received, the inbox, the outbox, and the service's own small memory."""
    for statement in (
        """CREATE TABLE subscribers (
            chat_id INTEGER PRIMARY KEY,
            lang TEXT NOT NULL,
            active INTEGER NOT NULL,
            hour INTEGER NOT NULL,
            zone TEXT NOT NULL,
            cadence TEXT NOT NULL,
            topics TEXT NOT NULL,       -- sorted, comma-separated; empty for all
            links INTEGER,              -- NULL: as the publisher's status says
            due REAL                    -- when the next edition is to go out; NULL while not subscribed
        )""",
        "CREATE INDEX subscribers_due ON subscribers(due) WHERE due IS NOT NULL",
        """CREATE TABLE issues (         -- a cadence and a period: what a reader gets once
            id INTEGER PRIMARY KEY,
            cadence TEXT NOT NULL,
            period TEXT NOT NULL,       -- the day it closed, in Dushanbe
            made REAL NOT NULL,
            UNIQUE (cadence, period)
        )""",
        """CREATE TABLE deliveries (     -- who was handed which edition; kept 30 days
            issue INTEGER NOT NULL,
            chat_id INTEGER NOT NULL,
            batch INTEGER NOT NULL,
            PRIMARY KEY (issue, chat_id)
        ) WITHOUT ROWID""",
        "CREATE INDEX deliveries_chat ON deliveries(chat_id)",
        """CREATE TABLE inbox (          -- updates that are not handled yet, reduced to what handling needs
            update_id INTEGER PRIMARY KEY,
            chat_id INTEGER,
            at REAL NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0,
            parked TEXT,                -- why it was given up; its body is gone then
            body TEXT
        )""",
        "CREATE TABLE seen (update_id INTEGER PRIMARY KEY, at REAL NOT NULL)",
        "CREATE INDEX seen_at ON seen(at)",
        """CREATE TABLE batches (        -- a message or an edition: what its pages share
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            made REAL NOT NULL,
            expires REAL NOT NULL
        )""",
        """CREATE TABLE pages (
            batch INTEGER NOT NULL,
            page INTEGER NOT NULL,
            method TEXT NOT NULL,
            payload TEXT NOT NULL,      -- the Bot API's JSON without chat_id
            photo TEXT,                 -- key of a photo that goes with it
            PRIMARY KEY (batch, page)
        )""",
        """CREATE TABLE outbox (         -- a row a recipient and page; gone when it is sent
            priority INTEGER NOT NULL,
            batch INTEGER NOT NULL,
            chat_id INTEGER NOT NULL,
            page INTEGER NOT NULL,
            claimed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (priority, batch, chat_id, page)
        ) WITHOUT ROWID""",
        "CREATE INDEX outbox_chat ON outbox(chat_id)",
        """CREATE TABLE photos (
            key TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            bytes BLOB NOT NULL,
            file_id TEXT,               -- Telegram's, after the first upload
            made REAL NOT NULL
        )""",
        "CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL)",
        "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ):
        db.conn.execute(statement)


@people()
def m002_unreached(db: Database) -> None:
    """Chats that the bot has not met or cannot find: their settings wait."""
    db.conn.execute(
        """CREATE TABLE unreached (
            chat_id INTEGER PRIMARY KEY,
            since REAL,                 -- the first refusal; NULL: not asked yet
            asked REAL,                 -- the last one
            refusals INTEGER NOT NULL DEFAULT 0
        )"""
    )


@people()
def m003_forgotten(db: Database) -> None:
    """Who asked to be forgotten, as marks, while a backup may still hold them."""
    db.conn.execute("CREATE TABLE forgotten (mark TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID")


@people()
def m004_threads(db: Database) -> None:
    """The forum topic in which a group ordered its digests."""
    db.conn.execute("CREATE TABLE threads (chat_id INTEGER PRIMARY KEY, thread INTEGER NOT NULL)")


@people()
def m005_questions(db: Database) -> None:
    """Questions that wait for an answer, sealed; and how often was asked in vain, by topic alone."""
    for statement in (
        """CREATE TABLE questions (
            name TEXT PRIMARY KEY,      -- random; its button bears it
            chat_id INTEGER NOT NULL,
            until REAL NOT NULL,
            sealed BLOB NOT NULL        -- see bot/people/seal.py
        )""",
        """CREATE TABLE unanswered (
            month TEXT NOT NULL,        -- 2024-04, in Dushanbe
            topic TEXT NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (month, topic)
        ) WITHOUT ROWID""",
    ):
        db.conn.execute(statement)


@people()
def m006_always(db: Database) -> None:
    """Whether a day without news is told of too: by one line."""
    db.conn.execute("ALTER TABLE subscribers ADD COLUMN always INTEGER NOT NULL DEFAULT 0")


@people()
def m007_wishes(db: Database) -> None:
    """What a reader may wish beside hour, topics and links; each column's default is what everybody had."""
    for column in (
        "reads TEXT NOT NULL DEFAULT ''",        # other languages they read, sorted, comma-separated
        "days TEXT NOT NULL DEFAULT ''",         # weekdays of a daily edition, 0 for Monday, sorted; empty for all
        "quiet TEXT",                            # '22-7': nothing unasked between these hours of theirs; NULL: none
        "silent INTEGER NOT NULL DEFAULT 0",     # delivered without a sound
        "brief INTEGER NOT NULL DEFAULT 0",      # the first page alone
        "charts INTEGER NOT NULL DEFAULT 1",     # a weekly edition brings charts
        "plain INTEGER NOT NULL DEFAULT 0",      # for a screen reader: no signs, no bold, a word for each
        "without TEXT NOT NULL DEFAULT ''",      # words whose stories are left out, one a line
        "paused REAL",                           # until when nothing is sent; NULL: not paused
    ):  # fmt: skip
        db.conn.execute(f"ALTER TABLE subscribers ADD COLUMN {column}")


@people()
def m008_hours(db: Database) -> None:
    """Several hours in the place of one: sorted, comma-separated."""
    for statement in (
        "ALTER TABLE subscribers ADD COLUMN hours TEXT NOT NULL DEFAULT '8'",
        "UPDATE subscribers SET hours = hour",
        "ALTER TABLE subscribers DROP COLUMN hour",
    ):
        db.conn.execute(statement)


@people()
def m009_told(db: Database) -> None:
    """Up to which moment a reader was told, so that the next edition begins there; when each issue closed; and who is
    not to be disturbed before which moment, while mail waits for them (`claimed` is 2)."""
    for statement in (
        "ALTER TABLE subscribers ADD COLUMN told REAL",
        "CREATE INDEX subscribers_paused ON subscribers(paused) WHERE paused IS NOT NULL",
        "ALTER TABLE issues ADD COLUMN closed REAL",
        "UPDATE issues SET closed = strftime('%s', period, '+19 hours')",
        "CREATE TABLE held (chat_id INTEGER PRIMARY KEY, until REAL NOT NULL)",
        "CREATE INDEX held_until ON held(until)",
    ):
        db.conn.execute(statement)


@people()
def m010_follows(db: Database) -> None:
    """Which figures a chat follows, and what was told of each: said once for all who were told the same."""
    for statement in (
        """CREATE TABLE tellings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            indicator TEXT NOT NULL,
            told TEXT NOT NULL,         -- see digests/figures/stands.py
            UNIQUE (indicator, told)
        )""",
        """CREATE TABLE follows (
            chat_id INTEGER NOT NULL,
            indicator TEXT NOT NULL,
            telling INTEGER NOT NULL,
            PRIMARY KEY (chat_id, indicator)
        ) WITHOUT ROWID""",
        "CREATE INDEX follows_telling ON follows(telling, chat_id)",
    ):
        db.conn.execute(statement)


@people()
def m011_urgent(db: Database) -> None:
    """Who is to be told of which urgent story, until they were; a row is gone as its message goes into the outbox."""
    db.conn.execute(
        """CREATE TABLE urgent_waiting (
            chat_id INTEGER NOT NULL,
            number INTEGER NOT NULL,    -- of the editor's mark in the public database
            until REAL NOT NULL,        -- by then its edition has told of it
            PRIMARY KEY (chat_id, number)
        ) WITHOUT ROWID"""
    )


@people()
def m012_announced(db: Database) -> None:
    """What waits at the desk and an editor was told of; gone once it waits no more. Only editors' chats stand here."""
    db.conn.execute(
        """CREATE TABLE announced (
            chat_id INTEGER NOT NULL,
            item TEXT NOT NULL,         -- the shortened id of a claim or an item
            PRIMARY KEY (chat_id, item)
        ) WITHOUT ROWID"""
    )


@people()
def m013_groups_and_channels(db: Database) -> None:
    """What a group's administrators were told; which chats are channels of ours, and what stands in them."""
    for statement in (
        """CREATE TABLE notices (        -- trouble of a group or channel that was told, as long as it may last
            chat_id INTEGER NOT NULL,
            what TEXT NOT NULL,
            PRIMARY KEY (chat_id, what)
        ) WITHOUT ROWID""",
        """CREATE TABLE channels (       -- their settings stand in subscribers
            chat_id INTEGER PRIMARY KEY,
            listed INTEGER NOT NULL     -- 1: KHABAR_CHANNELS names it; 0: an editor confirmed it
        )""",
        """CREATE TABLE posts (          -- what was posted in a channel, while it may still be corrected
            chat_id INTEGER NOT NULL,
            cadence TEXT NOT NULL,
            period TEXT NOT NULL,
            page INTEGER NOT NULL,
            message_id INTEGER NOT NULL,
            mark TEXT NOT NULL,         -- tells whether the page says something else by now
            PRIMARY KEY (chat_id, cadence, period, page)
        ) WITHOUT ROWID""",
    ):
        db.conn.execute(statement)


@people()
def m014_sent(db: Database) -> None:
    """The messages that were sent into private chats within 48 hours, so that /forget can delete them there."""
    for statement in (
        """CREATE TABLE sent (
            chat_id INTEGER NOT NULL,
            message_id INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (chat_id, message_id)
        ) WITHOUT ROWID""",
        "CREATE INDEX sent_at ON sent(at)",
    ):
        db.conn.execute(statement)


@people()
def m015_begun(db: Database) -> None:
    """From which moment on editions told a reader, for as long as a correction may reach back; 0: longer than that."""
    for statement in (
        "ALTER TABLE subscribers ADD COLUMN begun REAL",  # NULL: none was handed out yet
        "UPDATE subscribers SET begun = 0 WHERE told IS NOT NULL OR active",
    ):
        db.conn.execute(statement)


@people()
def m016_decisions(db: Database) -> None:
    """What editors decided on this bot and a worker elsewhere is to carry out; and the records that they are writing.

    A row goes once its editor was told what came of it. Only editors' chats stand here.
    """
    for statement in (
        """CREATE TABLE decisions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,  -- they are carried out in this order
            name TEXT NOT NULL UNIQUE,                 -- by which each is carried out once
            chat_id INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            version INTEGER,                           -- of the corpus, with which it holds; none: it waits
            refused TEXT                               -- why it does not
        )""",
        """CREATE TABLE drafts (
            name TEXT PRIMARY KEY,      -- the id of the record
            at TEXT NOT NULL,
            sealed BLOB NOT NULL
        ) WITHOUT ROWID""",
    ):
        db.conn.execute(statement)


@people()
def m017_rests(db: Database) -> None:
    """Until when a chat is not to be written to, and when a group got its last messages: the
    next sender keeps the pace of the one before. Only what a pause between two senders does not cover."""
    db.conn.execute(
        """CREATE TABLE rests (
            chat_id INTEGER PRIMARY KEY,
            until REAL NOT NULL,
            sends TEXT NOT NULL         -- JSON: when a group got its messages of the last minute
        )"""
    )
