"""The schema of the public database, step by step. A released step is never edited: add another."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

corpus = Migrations("corpus")

OLDEST = "1991-09-09"
"""No date before Tajikistan's independence is that of a text about its migrants (see `digests.figures.bounds`)."""


def known_steps() -> frozenset[str]:
    """The names of all steps that this program knows."""
    return frozenset(each.name for each in corpus.pending(Database(memory=True)))


def taken_steps(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the steps that a database has taken, oldest first."""
    return tuple(each.name for each in corpus.applied(Database(connection)))


def run(db: Database, script: str) -> None:
    """Execute `script` statement by statement: unlike `executescript`, inside the migration's transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


@corpus()
def m001_documents(db: Database) -> None:
    """Documents, their passages and statements; claims and the trail of what editors did; editions; sources."""
    run(
        db,
        """
        CREATE TABLE documents (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            lang TEXT NOT NULL,
            publisher TEXT,
            author TEXT,
            published TEXT,
            published_basis TEXT NOT NULL,
            not_before TEXT,
            day TEXT,               -- published, or the first day it can have been: what "known by" counts
            url TEXT,
            publisher_kind TEXT,
            kind TEXT NOT NULL,
            topics TEXT NOT NULL,   -- JSON array
            spans TEXT NOT NULL,    -- JSON array of [start, end, role]
            duplicate_of TEXT,
            linked_to TEXT,
            path TEXT,
            content_hash TEXT NOT NULL,
            ingested TEXT NOT NULL,
            retracted TEXT,         -- day
            retracted_why TEXT      -- JSON object, a text a language
        );
        CREATE INDEX documents_day ON documents(day);
        CREATE INDEX documents_linked ON documents(linked_to);
        CREATE TABLE statements (
            id TEXT PRIMARY KEY,
            doc_id TEXT NOT NULL REFERENCES documents(id),
            n INTEGER NOT NULL,
            kind TEXT NOT NULL,
            paragraph INTEGER NOT NULL,
            attributed_to TEXT NOT NULL,
            figures TEXT NOT NULL,
            as_of TEXT,
            valid_until TEXT,
            topics TEXT NOT NULL,
            tg TEXT NOT NULL,
            ru TEXT NOT NULL,
            en TEXT NOT NULL
        );
        CREATE INDEX statements_doc ON statements(doc_id, n);
        CREATE TABLE passages (
            id INTEGER PRIMARY KEY,
            doc_id TEXT NOT NULL REFERENCES documents(id),
            n INTEGER NOT NULL,
            lang TEXT NOT NULL,
            text TEXT NOT NULL,
            start INTEGER,
            "end" INTEGER,
            statement_id TEXT
        );
        CREATE INDEX passages_doc ON passages(doc_id, n);
        CREATE TABLE claims (
            id TEXT PRIMARY KEY,
            indicator TEXT NOT NULL,
            value REAL, low REAL, high REAL,
            modifier TEXT NOT NULL,
            unit TEXT NOT NULL,
            role TEXT NOT NULL,
            as_of TEXT, as_of_basis TEXT,
            period_start TEXT, period_end TEXT,
            attributed_to TEXT NOT NULL,
            scope TEXT, place TEXT,
            doc_id TEXT NOT NULL REFERENCES documents(id),
            statement_id TEXT,
            quote TEXT NOT NULL, quote_kind TEXT NOT NULL,
            char_start INTEGER, char_end INTEGER,
            whole TEXT,
            confidence REAL NOT NULL,
            lang TEXT NOT NULL,
            review TEXT NOT NULL,
            held_why TEXT,
            origin TEXT,
            ingested TEXT NOT NULL,
            ended TEXT              -- the document was read anew and no longer says so; kept for the history
        );
        CREATE INDEX claims_indicator ON claims(indicator, as_of);
        CREATE INDEX claims_doc ON claims(doc_id);
        CREATE TABLE reviews (      -- append-only: the trail of editors
            id INTEGER PRIMARY KEY,
            claim_id TEXT NOT NULL,
            action TEXT NOT NULL,   -- approve, reject, correct, retract, hold
            at TEXT NOT NULL,
            note TEXT,
            before TEXT, after TEXT -- JSON of the fields that changed
        );
        CREATE INDEX reviews_claim ON reviews(claim_id);
        CREATE TABLE editions (
            day TEXT NOT NULL, cadence TEXT NOT NULL, lang TEXT NOT NULL, topics TEXT NOT NULL,
            compiled TEXT NOT NULL, digest TEXT NOT NULL,
            PRIMARY KEY (day, cadence, lang, topics)
        );
        CREATE TABLE feeds (
            url TEXT PRIMARY KEY,
            moved_to TEXT,
            etag TEXT, last_modified TEXT,
            last_read TEXT, next_read TEXT,
            failures INTEGER NOT NULL DEFAULT 0,
            last_fault TEXT,
            items INTEGER NOT NULL DEFAULT 0
        );
        """,
    )


@corpus()
def m002_sketches(db: Database) -> None:
    """Sketches of documents, to tell reprints and the raw texts of curated records."""
    run(
        db,
        """
        CREATE TABLE sketches (
            mark INTEGER NOT NULL,
            doc_id TEXT NOT NULL REFERENCES documents(id),
            PRIMARY KEY (mark, doc_id)
        ) WITHOUT ROWID;
        CREATE INDEX sketches_doc ON sketches(doc_id);
        ALTER TABLE documents ADD COLUMN sketch_size INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE documents ADD COLUMN text_hash TEXT;
        ALTER TABLE documents ADD COLUMN headline TEXT;  -- JSON object, a text a language
        CREATE INDEX documents_text_hash ON documents(text_hash);
        """,
    )


@corpus()
def m003_search(db: Database) -> None:
    """The search index: every passage's terms, an FTS5 index over them, how many passages hold each term."""
    run(
        db,
        """
        CREATE TABLE passage_terms (
            id INTEGER PRIMARY KEY, -- of the passage
            lang TEXT NOT NULL,
            terms TEXT NOT NULL     -- see digests/corpus/terms.py
        );
        CREATE VIRTUAL TABLE passage_index USING fts5(
            terms, content='passage_terms', content_rowid='id', detail=none, columnsize=0,
            tokenize="unicode61 remove_diacritics 0"
        );
        CREATE TRIGGER passage_terms_added AFTER INSERT ON passage_terms BEGIN
            INSERT INTO passage_index(rowid, terms) VALUES (new.id, new.terms);
        END;
        CREATE TRIGGER passage_terms_deleted AFTER DELETE ON passage_terms BEGIN
            INSERT INTO passage_index(passage_index, rowid, terms) VALUES ('delete', old.id, old.terms);
        END;
        CREATE TRIGGER passage_terms_changed AFTER UPDATE ON passage_terms BEGIN
            INSERT INTO passage_index(passage_index, rowid, terms) VALUES ('delete', old.id, old.terms);
            INSERT INTO passage_index(rowid, terms) VALUES (new.id, new.terms);
        END;
        CREATE TABLE term_counts (
            term TEXT PRIMARY KEY,
            passages INTEGER NOT NULL
        ) WITHOUT ROWID;
        """,
    )


@corpus()
def m004_edition_policy(db: Database) -> None:
    """Editions are keyed by the policy they were made under, and know what they tell of and what had been decided.

    Those made before may print what waits for an editor: under the policy '' they are kept and never served.
    """
    run(
        db,
        """
        ALTER TABLE editions RENAME TO editions_before;
        CREATE TABLE editions (
            day TEXT NOT NULL, cadence TEXT NOT NULL, lang TEXT NOT NULL, topics TEXT NOT NULL,
            policy TEXT NOT NULL,
            compiled TEXT NOT NULL, digest TEXT NOT NULL,
            documents TEXT NOT NULL, -- JSON array: the ids of those it tells of
            decided INTEGER NOT NULL,  -- the last line of the editors' trail
            PRIMARY KEY (day, cadence, lang, topics, policy)
        );
        INSERT INTO editions (day, cadence, lang, topics, policy, compiled, digest, documents, decided)
            SELECT day, cadence, lang, topics, '', compiled, digest, '[]', 0 FROM editions_before;
        DROP TABLE editions_before;
        """,
    )


@corpus()
def m005_versions(db: Database) -> None:
    """What was known when: each version of a document, and the days its passages and claims were known.

    `known_from` is the first day (Dushanbe) on which a thing counts as known, `known_until` the first on which it no
    longer does. `ingested` of a document is when it was first read. What an earlier program stored gets its days
    here: undated texts are known from their reading, and impossible dates are no dates.
    """
    run(
        db,
        f"""
        ALTER TABLE documents ADD COLUMN known_from TEXT;  -- day: of the version that stands
        ALTER TABLE documents ADD COLUMN whole INTEGER NOT NULL DEFAULT 0; -- stored by one transaction, or healed
        ALTER TABLE claims ADD COLUMN known_from TEXT;
        ALTER TABLE claims ADD COLUMN known_until TEXT;
        ALTER TABLE claims ADD COLUMN published TEXT;      -- of an ended claim: its document's day then
        ALTER TABLE passages ADD COLUMN known_from TEXT;
        ALTER TABLE passages ADD COLUMN known_until TEXT;
        ALTER TABLE feeds ADD COLUMN intake_day TEXT;
        ALTER TABLE feeds ADD COLUMN intake_bytes INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX documents_feed ON documents(path) WHERE kind = 'feed';
        CREATE TABLE versions (                            -- what documents said before they changed
            doc_id TEXT NOT NULL REFERENCES documents(id),
            known_from TEXT NOT NULL,
            known_until TEXT NOT NULL,
            day TEXT NOT NULL,
            document TEXT NOT NULL,                        -- JSON: the row as it was
            PRIMARY KEY (doc_id, known_from)
        ) WITHOUT ROWID;
        UPDATE documents SET published = NULL WHERE kind != 'curated'
            AND (published < '{OLDEST}' OR published > date(ingested, '+5 hours') OR length(published) != 10);
        UPDATE documents SET not_before = NULL WHERE kind != 'curated';
        UPDATE documents SET day = coalesce(published, not_before, date(ingested, '+5 hours'));
        UPDATE documents SET known_from = day;
        UPDATE passages SET known_from = (SELECT day FROM documents WHERE id = doc_id);
        UPDATE claims SET known_until = date(ended, '+5 hours') WHERE ended IS NOT NULL;
        UPDATE claims SET known_from = (SELECT day FROM documents WHERE id = doc_id);
        UPDATE claims SET known_from = max(known_from, date(ingested, '+5 hours')) WHERE EXISTS (
            SELECT 1 FROM claims AS former WHERE former.doc_id = claims.doc_id AND former.ended = claims.ingested);
        UPDATE claims SET as_of = NULL, as_of_basis = NULL WHERE quote_kind = 'verbatim'
            AND (as_of < '{OLDEST}' OR as_of > date(ingested, '+5 hours') OR length(as_of) != 10);
        """,
    )


@corpus()
def m006_feed_address(db: Database) -> None:
    """Where a feed was read last, after every redirect: whose text it is must be seen."""
    run(db, "ALTER TABLE feeds ADD COLUMN read_from TEXT;")


@corpus()
def m020_said_of_a_claim(db: Database) -> None:
    """Which side a rounded figure is rounded from, what kind of statement states it, what a statement answers."""
    run(
        db,
        """
        ALTER TABLE claims ADD COLUMN hedge TEXT;   -- nearly, about; beside the modifier ~ alone
        ALTER TABLE claims ADD COLUMN kind TEXT NOT NULL DEFAULT 'fact';  -- of its statement
        ALTER TABLE statements ADD COLUMN asks TEXT NOT NULL DEFAULT '{}';  -- JSON object, questions a language
        UPDATE claims SET hedge = 'about' WHERE modifier = '~' AND value IS NOT NULL;
        """,
    )


@corpus()
def m030_vectors(db: Database) -> None:
    """What passages, statements, their questions and indicators mean: vectors of a model, with the model's id.

    A passage's vectors go with it. `documents.embedded` names the model that has seen the version that stands.
    """
    run(
        db,
        """
        CREATE TABLE vectors (
            id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: readers hold vectors and read on
            model TEXT NOT NULL,
            kind TEXT NOT NULL,     -- statement, context, ask, passage, indicator
            lang TEXT NOT NULL,     -- of the text
            mark INTEGER NOT NULL,  -- of the text, see digests/corpus/vector_texts.py
            passage_id INTEGER REFERENCES passages(id) ON DELETE CASCADE,
            indicator TEXT,
            scale REAL NOT NULL,
            vector BLOB NOT NULL    -- a signed byte a number; times scale
        );
        CREATE UNIQUE INDEX vectors_of ON vectors(mark, model, kind, coalesce(passage_id, indicator));
        CREATE INDEX vectors_passage ON vectors(passage_id, model);
        CREATE INDEX passages_statement ON passages(statement_id) WHERE statement_id IS NOT NULL;
        ALTER TABLE documents ADD COLUMN embedded TEXT;
        CREATE INDEX documents_embedded ON documents(embedded, retracted, linked_to, kind, day);
        """,
    )


@corpus()
def m031_left_open(db: Database) -> None:
    """What readers of a record would ask next and no record answers: JSON object, questions a language."""
    run(db, "ALTER TABLE documents ADD COLUMN left_open TEXT NOT NULL DEFAULT '{}';")


@corpus()
def m040_claims_changed(db: Database) -> None:
    """Of which documents the claims changed last, by whichever program: who holds thousands reads those alone again.

    A line of the editors' trail may concern any of them: it stands under the document ''.
    """
    noted = """INSERT INTO claims_changed VALUES ({doc}, (SELECT coalesce(max(n), 0) + 1 FROM claims_changed))
        ON CONFLICT (doc_id) DO UPDATE SET n = excluded.n;"""  # OR REPLACE would be the outer statement's to decide
    run(
        db,
        f"""
        CREATE TABLE claims_changed (doc_id TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX claims_changed_n ON claims_changed(n);
        CREATE TRIGGER claims_added AFTER INSERT ON claims BEGIN {noted.format(doc="new.doc_id")} END;
        CREATE TRIGGER claims_rewritten AFTER UPDATE ON claims BEGIN {noted.format(doc="new.doc_id")} END;
        CREATE TRIGGER claims_deleted AFTER DELETE ON claims BEGIN {noted.format(doc="old.doc_id")} END;
        CREATE TRIGGER claims_document_changed
            AFTER UPDATE OF day, published, publisher, retracted, duplicate_of, linked_to ON documents
            BEGIN {noted.format(doc="new.id")} END;
        CREATE TRIGGER claims_reviewed AFTER INSERT ON reviews BEGIN {noted.format(doc="''")} END;
        """,
    )


@corpus()
def m041_sources(db: Database) -> None:
    """What a feed usually brings and since when it fails; what hosts ask for; where a document's text is from.

    `feeds.body` is the hash of what was read last: the same bytes are not read twice. `notices` are for the editors'
    chat, each once.
    """
    run(
        db,
        """
        ALTER TABLE feeds ADD COLUMN body TEXT;
        ALTER TABLE feeds ADD COLUMN seen TEXT NOT NULL DEFAULT '';  -- marks of the items that it held last
        ALTER TABLE feeds ADD COLUMN failing_since TEXT;
        ALTER TABLE feeds ADD COLUMN news_count INTEGER NOT NULL DEFAULT 0;   -- of items not held before
        ALTER TABLE feeds ADD COLUMN news_last TEXT;
        ALTER TABLE feeds ADD COLUMN news_gap REAL;                           -- seconds
        ALTER TABLE feeds ADD COLUMN taken_count INTEGER NOT NULL DEFAULT 0;  -- of items of the subject
        ALTER TABLE feeds ADD COLUMN taken_last TEXT;
        ALTER TABLE feeds ADD COLUMN taken_gap REAL;
        ALTER TABLE documents ADD COLUMN text_from TEXT;                      -- feed, page; of an item of a feed
        UPDATE documents SET text_from = 'feed' WHERE kind = 'feed';
        UPDATE feeds SET failing_since = last_read WHERE failures > 0;
        CREATE TABLE hosts (
            host TEXT PRIMARY KEY,
            robots TEXT,  -- the file; NULL: it could not be read
            until TEXT,   -- how long it holds
            rests TEXT    -- not to be asked before
        ) WITHOUT ROWID;
        CREATE TABLE pages (             -- read behind an item that is no document of its own
            doc_id TEXT PRIMARY KEY,
            item TEXT NOT NULL           -- content hash of the item
        ) WITHOUT ROWID;
        CREATE TABLE notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            url TEXT NOT NULL,
            kind TEXT NOT NULL,  -- fails, silent, barren
            since TEXT NOT NULL,
            fault TEXT,
            UNIQUE (url, kind, since)
        );
        """,
    )


@corpus()
def m050_sources(db: Database) -> None:
    """What an editor decides about sources as they run: items that wait whole, pauses; how far channels were read."""
    run(
        db,
        """
        CREATE TABLE waiting_items (
            id TEXT PRIMARY KEY,
            source TEXT NOT NULL,
            at TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            document TEXT           -- JSON; none once an editor decided
        );
        CREATE INDEX waiting_items_source ON waiting_items(source) WHERE document IS NOT NULL;
        CREATE TABLE paused_sources (url TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE channel_marks (url TEXT PRIMARY KEY, newest INTEGER NOT NULL) WITHOUT ROWID;
        """,
    )


@corpus()
def m060_judged(db: Database) -> None:
    """Items of feeds that were judged, so that a feed which changes is not weighed anew as a whole at each reading.

    It is a memory, no record: what is old is thrown away, what was judged by other weights is judged again.
    """
    run(
        db,
        """
        CREATE TABLE judged (
            doc_id TEXT PRIMARY KEY,
            seal TEXT NOT NULL,      -- of the item's opening and of what it was weighed by
            day TEXT NOT NULL,       -- when; Dushanbe
            judgement TEXT NOT NULL  -- JSON
        ) WITHOUT ROWID;
        CREATE INDEX judged_day ON judged(day);
        """,
    )


@corpus()
def m070_sketches_of_originals(db: Database) -> None:
    """Only originals are met with what comes in: a report that went round is not taken for a form."""
    run(
        db,
        """DELETE FROM sketches WHERE doc_id IN
           (SELECT id FROM documents WHERE duplicate_of IS NOT NULL AND kind != 'curated');""",
    )


@corpus()
def m080_translations(db: Database) -> None:
    """Sentences as a machine translated them, as far as the gate let them through, and which machine is heard now.

    It is a memory, no record: what the gate turned away is kept as asked, without a word of it.
    """
    run(
        db,
        """
        CREATE TABLE translations (
            seal TEXT NOT NULL,     -- of the sentence
            source TEXT NOT NULL,   -- its language
            target TEXT NOT NULL,
            engine TEXT NOT NULL,
            said TEXT,              -- none where the gate objected
            close REAL,             -- how close the two are in meaning
            reasons TEXT NOT NULL,  -- why not; JSON array
            at TEXT NOT NULL,
            PRIMARY KEY (seal, source, target, engine)
        ) WITHOUT ROWID;
        CREATE TABLE translating (one INTEGER PRIMARY KEY CHECK (one = 1), engine TEXT NOT NULL);
        """,
    )


@corpus()
def m081_urgent(db: Database) -> None:
    """Documents that an editor marked urgent: who wishes for it is told before the edition of the day."""
    run(
        db,
        """
        CREATE TABLE urgent (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            doc_id TEXT NOT NULL,
            at TEXT NOT NULL,
            ended TEXT              -- when the mark was taken back
        );
        CREATE UNIQUE INDEX urgent_open ON urgent(doc_id) WHERE ended IS NULL;
        """,
    )


@corpus()
def m082_trail(db: Database) -> None:
    """The trail holds whatever editors do, says by which door it came, and takes back what it holds by another line."""
    run(
        db,
        """
        ALTER TABLE reviews ADD COLUMN undoes INTEGER;  -- the line that this one takes back
        ALTER TABLE reviews ADD COLUMN by TEXT;         -- the role: never who
        CREATE INDEX reviews_undoes ON reviews(undoes) WHERE undoes IS NOT NULL;
        """,
    )


@corpus()
def m083_desk(db: Database) -> None:
    """What the desk may bring back, and what an editor began to write and did not finish."""
    run(
        db,
        """
        ALTER TABLE waiting_items ADD COLUMN aside TEXT;     -- JSON of an item that was decided about, for some days
        ALTER TABLE waiting_items ADD COLUMN aside_at TEXT;
        CREATE TABLE drafts (
            id TEXT PRIMARY KEY,    -- that of the record it is to become
            at TEXT NOT NULL,
            draft TEXT NOT NULL     -- JSON
        ) WITHOUT ROWID;
        """,
    )


@corpus()
def m084_readings(db: Database) -> None:
    """What was read of the first sentences of each text."""
    run(
        db,
        """
        CREATE TABLE readings (
            doc_id TEXT PRIMARY KEY,
            mark TEXT NOT NULL,     -- of the text, and of the rules that it was read by
            opening TEXT NOT NULL,  -- JSON; see digests/editions/reading.py
            rest TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
    )


@corpus()
def m085_decisions_taken(db: Database) -> None:
    """What editors decided elsewhere and sent here: each is carried out once, by its name, and what came of it stands.

    The row and what the decision changes are one transaction.
    """
    run(
        db,
        """
        CREATE TABLE decisions_taken (
            name TEXT PRIMARY KEY,  -- given where it was decided
            at TEXT NOT NULL,
            line INTEGER,           -- of the trail; none where it changed nothing
            refused TEXT            -- why it was not carried out: a kind, see digests/editing/asked.py
        ) WITHOUT ROWID;
        """,
    )


@corpus()
def m091_told(db: Database) -> None:
    """What each text tells as a whole, beside what was read of its sentences: events are put together by it."""
    run(db, "ALTER TABLE readings ADD COLUMN told TEXT NOT NULL DEFAULT '';")


@corpus()
def m092_open_editions(db: Database) -> None:
    """The editions of the day that is still open, as far as they are made, and a count of what they hang on: under ''
    of whatever is filed, decided, embedded or translated, under a day of its editions.

    It is a memory, no record: what no longer holds is made again.
    """
    count = "INSERT INTO edition_changes VALUES ({of}, 1) ON CONFLICT (of) DO UPDATE SET n = n + 1;"
    said = {"INSERT": "new", "UPDATE": "new", "DELETE": "old"}
    watched = dict.fromkeys(("documents", "versions", "statements", "claims", "reviews", "translations"), "''")
    watched |= {"translating": "''", "editions": "{row}.day"}
    run(
        db,
        """
        CREATE TABLE open_editions (
            day TEXT NOT NULL,
            cadence TEXT NOT NULL,
            lang TEXT NOT NULL,
            topics TEXT NOT NULL,
            mark TEXT NOT NULL,       -- of what it was made of, and by which program
            digest TEXT NOT NULL,     -- JSON
            documents TEXT NOT NULL,  -- JSON array: those it tells of
            PRIMARY KEY (day, cadence, lang, topics)
        ) WITHOUT ROWID;
        CREATE TABLE edition_changes (of TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
        """
        + "".join(
            f"""CREATE TRIGGER edition_{table}_{act.lower()} AFTER {act} ON {table}
                BEGIN {count.format(of=of.format(row=row))} END;
            """
            for table, of in watched.items()
            for act, row in said.items()
        ),
    )


@corpus()
def m093_facts(db: Database) -> None:
    """What each text and its first sentences state, beside what was read of them."""
    run(db, "ALTER TABLE readings ADD COLUMN facts TEXT NOT NULL DEFAULT '';")


@corpus()
def m094_event_chances(db: Database) -> None:
    """How likely two texts tell of one event, for the days whose editions are being made.

    It is a memory, no record: what another scorer reckoned is reckoned again.
    """
    run(
        db,
        """
        CREATE TABLE event_chances (
            one TEXT NOT NULL,     -- marks of what two texts tell, their vectors in it
            other TEXT NOT NULL,
            chance REAL NOT NULL,
            scorer TEXT NOT NULL,
            day TEXT NOT NULL,     -- of the edition
            PRIMARY KEY (one, other)
        ) WITHOUT ROWID;
        CREATE INDEX event_chances_day ON event_chances(day);
        """,
    )


@corpus()
def m095_signs(db: Database) -> None:
    """What each text's title tells, and by what the text is found among others."""
    run(
        db,
        """
        ALTER TABLE readings ADD COLUMN headed TEXT NOT NULL DEFAULT '';
        ALTER TABLE readings ADD COLUMN signs BLOB NOT NULL DEFAULT x'';
        """,
    )


@corpus()
def m096_asked(db: Database) -> None:
    """Which editions of the last days readers asked for: those of the next days are made before they ask.

    It is a memory, no record: what is not in it is made when it is asked for.
    """
    run(
        db,
        """
        CREATE TABLE asked (
            day TEXT NOT NULL,
            cadence TEXT NOT NULL,
            lang TEXT NOT NULL,
            topics TEXT NOT NULL,
            PRIMARY KEY (day, cadence, lang, topics)
        ) WITHOUT ROWID;
        """,
    )


@corpus()
def m097_known_passages(db: Database) -> None:
    """What was known on a day is met at once where that is little of a large corpus."""
    run(db, "CREATE INDEX passages_known ON passages(known_from);")
