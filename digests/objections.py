"""What is wrong with something an editor wrote or sent: a kind and named values, of which each language makes its text.

The English of the command line stands here, in one place; the bot words the kinds through Fluent
(`bot/talk/desk/objections.py`), and a test walks every kind.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from enum import Enum, unique
from typing import Any, Self

Value = str | int | tuple[str, ...]
"""A tuple is one of languages."""
HEADLINE = 0
"""The part of a record that is no statement, which are counted from 1."""


@unique
class Kind(Enum):
    """Each kind with its English; in braces the values that it has to have. It may have more, for other languages."""

    # A text of a statement or headline
    MIXED = "Latin and Cyrillic letters in one word: {word}"
    LATIN = "{word} is written in Latin letters and is not in the English text"
    CYRILLIC = "Cyrillic letters"
    TAJIK_LETTER = "a Tajik letter in a Russian text: {letter}"
    NO_TAJIK_LETTER = "no Tajik letter (ғ ӣ қ ӯ ҳ ҷ) in the whole text"
    OTHER_LANGUAGE = "reads as {language}"
    QUOTATION_MARKS = "straight quotation marks: «…» or “…” belong here"
    BLANKS = "stray blanks"
    NO_END = "does not end as a sentence ends"
    NAME_LACKING = "{name} is not named in {lacking}"
    NOT_PUBLIC = "{name} has no public role and is not to be named"
    NAME_UNKNOWN = "{name} is not in config/names.toml: a name in a public role belongs there, no other here"
    DATES_DIFFER = "the languages give different dates: {dates}"
    POINTS_BACK = "opens with a word that points back ({word}); a reader meets it alone"
    NOWHERE = "names neither event nor place nor body"
    SMALL_TIME = "{written!r}: a length of time below ten is written as a word"
    UNGROUPED = "{written!r}: thousands are grouped: {example}"
    WIDE_NUMBER = "{written!r}: the blank inside a number is a no-break space"
    SPELT = "{word!r} is spelt {right!r} here"
    STRENGTH = "{holding} says {verb!r}, {lacking} does not"
    TOLD_ALREADY = "the text is that of statement {statement} in {record}"

    # Its figures
    UNLIKE = "the languages do not all say {number}: {where}"
    FIGURE_ABSENT = "the figure {number} does not stand in the text"
    NO_FIGURE = "{number!r} is no figure of the statement"
    NO_INDICATOR = "no indicator {indicator} in config/indicators.toml"
    OTHER_UNIT = "{indicator} counts in {unit}, not in {given}"
    NO_REPORT = "{indicator} has no sentence for what is only reported: `report` in config/indicators.toml"
    ACCUSES = "{indicator} accuses a group: attributed_to says who stated it"
    AFTER_ARTICLE = "as_of is later than the article"
    NOT_ITS_DAY = "as_of is not the publication date, {day}"
    NO_DAY = "as_of rests on the publication date of an undated article"
    PERIOD_AFTER_ARTICLE = "the period begins after the article"
    MORE_THAN_WHOLE = "{number} is more than the whole, {indicator}"

    # A record
    PUBLISHER = "{name} is not in config/sources.toml"
    RECORD_TOPICS = "is missing: digests are sorted by it"
    STATEMENT_TOPICS = "topics is missing: digests are sorted by it"
    NO_HEADLINE = "is missing: digests show it"
    NO_AUTHOR = "attributed_to is missing: {what} has an author"
    SPEAKER = "attributed_to: {name} is neither in config/names.toml nor in config/speakers.tsv"
    NAME_TAKEN = "there is a record of that name already"

    # The file of a record
    NOT_UTF8 = "is not UTF-8 (byte {byte})"
    NOT_TOML = "is not TOML: {why}"
    NO_TABLE = "must be a table"
    UNKNOWN_KEY = "unknown key; known are {known}"
    NO_LINE = "must be a text of one line, not empty"
    MISSING = "is missing"
    NONE_OF = "{value!r} is none of {choices}"
    NO_DATE = "must be a date without quotes, such as 2024-04-03"
    NO_AMOUNT = "must be a number, not negative, below 10^15, without quotes or spaces"
    NO_LIST = 'must be a list of texts, such as ["TASS"]'
    NO_WHOLE_NUMBER = "must be a whole number from {least} up"
    NO_SKETCH = "must be a list of whole numbers or hexadecimal texts"
    WHEN_PUBLISHED = "give either it or, for an undated article, not_before"
    NO_STATEMENT = "at least one [[statement]] is needed"
    NUMBER_TAKEN = "is that of statement {statement} already"
    REPRINTS_ITSELF = "a record does not reprint itself"
    GOES_OUT_OF_DATE = "{what} goes out of date: give as_of or valid_until"
    TWO_BRACKETS = "is written [[statement.figure]], with two brackets"
    LABEL_OR_INDICATOR = "give either it or a label in the three languages"
    BESIDE_AS_OF = "stands beside as_of, and only there"
    BESIDE_MODIFIER = 'stands beside the modifier "~", and only there'
    RANGE = "a range has low and high, low first, and no value"
    IN_RANGE_ONLY = "stands in a range only"
    NO_VALUE = 'is missing (a vague plural, "hundreds", has none and the modifier "~")'
    EMPTY_PERIOD = "has start, end or both"
    ENDS_BEFORE = "is before start"
    NO_WHOLE = "no figure of {indicator} in this record"

    # What is typed at the desk
    UNREAD_NUMBER = "no number can be read"
    UNREAD_DATE = "no date can be read"
    UNREAD_INDICATOR = "no indicator of that name"
    SEVERAL = "more than one fits"
    UNREAD_SPEAKER = "{name} is neither in config/names.toml nor in config/speakers.tsv"
    YET_TO_COME = "this day is yet to come"
    LINES = "{count} lines are expected, one a language ({langs})"

    # A file or page
    OTHER_KIND = "not one of the kinds we read ({kinds})"
    TOO_MANY_BYTES = "larger than {most:,} bytes"
    TOO_LARGE = "larger than {most} MiB"
    TOO_MUCH_TEXT = "more than {most:,} characters of text"
    TOO_LONG = "{name} of more than {most:,} characters"
    NO_DOCUMENT = "holds no document"
    NO_TEXT = "holds no text"
    NO_ARTICLE = "no article on this page"
    NO_TEXT_FILE = "not a text file"
    NO_ENCODING = "in no encoding we know"
    FOREIGN = "in none of our languages"
    NOT_JSON = "not a line of JSON"
    NO_OBJECT = "not a JSON object"
    LACKS = "no {name}"
    NOT_A_TEXT = "{name} is not a text"
    UNKNOWN_LANGUAGE = "unknown language {value!r}"
    NO_SUCH_DATE = "no such date: {value!r}"
    FILE_NAME = "the name of a record is plain UTF-8"
    UNPARSED = "cannot be parsed"
    FAULT_OF_OURS = "cannot be parsed ({why})"
    UNREAD_IN_TIME = "not read within {seconds} s"
    TOO_MUCH_MEMORY = "takes more than {most} MB"

    # A link
    NO_ADDRESS = "not a web address"
    NO_HOST = "no such host"
    NOTHING_CAME = "nothing came back"
    HTTP = "HTTP {status}"
    TIMED_OUT = "timed out"
    TOOK_TOO_LONG = "took too long"
    TOO_MUCH_WORK = "costs too much work"
    REDIRECTS = "more than {most} redirects"
    OTHER_SITE = "leads to another site"
    LESS_SAFE = "leads from https to http"
    NOT_ON_INTERNET = "{host} is not on the public internet"
    PORT = "{host} is asked for at port {port}, which is neither 80 nor 443"
    CERTIFICATE = "its certificate is not valid"
    NO_TLS = "no proper TLS"
    NO_HTTP = "no proper HTTP"
    BROKE_OFF = "broke off"
    BROKEN_PACKING = "its packing is broken"
    TOO_MANY_PARTS = "packed in more than {most:,} parts"
    ROBOTS = "robots.txt asks not to read it"
    HOST_WAITS = "its host asks to wait"
    PROXY_REFUSES = "the proxy refuses"
    PROXY_AWAY = "the proxy cannot be reached"
    SYSTEM = "{why}"

    @property
    def needs(self) -> frozenset[str]:
        """The names of the values without which it cannot be said."""
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.value) if name)


WHOLE: Mapping[str, Kind] = {kind.value: kind for kind in Kind if not kind.needs}
"""Kinds that need no value, by their English: what was kept as a text is known again."""


class Objection(str):
    """The text of the command line, which knows what it says: nothing that passes it on as a text loses a word.

    `lang` is the text of a statement that is meant, `figure` the number of the figure, `part` that of the statement or
    HEADLINE; the text names the first two, whoever tells a finding names the part.
    """

    kind: Kind
    values: Mapping[str, Value]
    lang: str | None
    figure: int | None
    part: int | None

    __slots__ = ("figure", "kind", "lang", "part", "values")

    def __new__(
        cls, kind: Kind, /, *, lang: str | None = None, figure: int | None = None, part: int | None = None,
        **values: Value,
    ) -> Self:  # fmt: skip
        """Raises ValueError where a value is lacking."""
        if lacking := kind.needs - set(values):
            raise ValueError(f"{kind.name} lacks {', '.join(sorted(lacking))}")
        said = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
        where = [f"figure {figure}: "] * (figure is not None) + [f"{lang}: "] * (lang is not None)
        made = super().__new__(cls, "".join(where) + kind.value.format_map(said))
        made.kind, made.values, made.lang, made.figure, made.part = kind, values, lang, figure, part
        return made

    def within(self, *, lang: str | None = None, figure: int | None = None, part: int | None = None) -> Objection:
        """The same of that text, figure or part, where it was not told before."""
        return Objection(
            self.kind, lang=self.lang or lang, figure=figure if self.figure is None else self.figure,
            part=part if self.part is None else self.part, **self.values,
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """All of it as JSON holds it."""
        return {
            "kind": self.kind.name, "lang": self.lang, "figure": self.figure, "part": self.part,
            "values": {name: list(value) if isinstance(value, tuple) else value for name, value in self.values.items()},
        }  # fmt: skip

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """What `told` gave. Raises ValueError for anything else."""
        try:
            values = {
                str(name): tuple(map(str, value)) if isinstance(value, list) else value
                for name, value in told["values"].items()
            }
            if not all(isinstance(value, str | int | tuple) for value in values.values()):
                raise ValueError("a value is neither text nor number")
            kind, lang, figure, part = (told[name] for name in ("kind", "lang", "figure", "part"))
            return cls(Kind[kind], lang=lang, figure=figure, part=part, **values)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"is no objection: {error}") from None
