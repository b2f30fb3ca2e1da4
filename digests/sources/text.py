"""Bytes to characters, and characters to the plain text that everything else counts its offsets in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from itertools import islice, takewhile

from charset_normalizer import from_bytes
from charset_normalizer.md import mess_ratio

from digests.errors import BadInput
from digests.language.fold import normal
from digests.objections import Kind, Objection

MAX_BYTES = 15 * 1024 * 1024
"""The most a file or a document may weigh, after unpacking (miniflux takes the same)."""
MAX_CHARACTERS = 1_000_000
"""Of text in one document that an operator names: a long book."""

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
STRUCK = re.compile("(?:[^\\s\u0335-\u0338][\u0335-\u0338])+(?: (?:[^\\s\u0335-\u0338][\u0335-\u0338])+)*")
"""Characters with a stroke through each: how text without markup is struck out."""
STROKE = re.compile("[\u0335-\u0338]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udfff]")
_SPACE = r"\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACES = re.compile(f"[ {_SPACE}]{{2,}}|[{_SPACE}]")
"""What is to become a space: nearly every space of a text is one already."""
UNTIDY = re.compile(
    "[\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u0335-\u0338\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    f"\ud800-\udfff{_SPACE}]"
)
UNTIDY_PAIRS = ("  ", " \n", "\n ")
"""What `plain` has something to do with: most texts hold none of it. To look for the pairs apart halves the time."""
PROLOG = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"'][^>]{0,100}>", re.IGNORECASE)
META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
LABEL = re.compile(r"(?:19|20)\d\d(?:\D.*)?|\d{1,2}(?:\W|-)*[^\W\d]+.*|\d{1,2}[./]\d{1,2}\b.*")
"""A year or a day at the head of a row: it names the row and counts nothing."""
BEYOND_ASCII = re.compile(r"(?<![^\W\d_])[A-Za-z]*+[^\W\d_\x00-\x7f][^\W\d_]*")
"""A word that is not plain ASCII: looked for from its start alone, so that a long line of ASCII is read once."""
WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
FEW = 5
"""Words below which nothing is said of an encoding."""
SAMPLE = 1_000
"""Words beyond ASCII by which an encoding is judged."""
MESS = 0.2
"""What `mess_ratio` finds in a text that was read in a wrong code page; in a right one 0, mostly."""
LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85]")


def decode(data: bytes, *, path: object = None) -> str:
    """Text of `data`: UTF-8 with or without a mark, UTF-16 with one, else the likeliest old code page.

    Raises BadInput for what is too large or no text at all.
    """
    if len(data) > MAX_BYTES:
        raise BadInput(Objection(Kind.TOO_LARGE, most=MAX_BYTES // 1024 // 1024), path=path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\x00" in data[:4096]:
        raise BadInput(Objection(Kind.NO_TEXT_FILE), path=path)
    best = from_bytes(data[:200_000], cp_isolation=["cp1251", "koi8_r", "cp866", "cp1252"]).best()
    if best is None:
        raise BadInput(Objection(Kind.NO_ENCODING), path=path)
    return data.decode(best.encoding, "replace")


def decode_markup(data: bytes, header: str | None = None, *, path: object = None) -> str:
    """Text of XML or HTML: in the first encoding of which it makes sense.

    A mark at its start is believed, then what reads as UTF-8 (no other text does), then what the HTTP header says,
    then the document itself. Any of them may be wrong: what comes out garbled is not what was meant.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    start = data.lstrip()[:2]
    for bytes_, wide in WIDE:
        if start == bytes_:
            return data.decode(wide, "replace")
    try:
        return _unwound(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    inside = PROLOG.match(data.lstrip()[:400]) or META.search(data[:4096])
    readings = [
        text
        for name in (header, inside[1].decode("ascii") if inside else None)
        if name and (text := _decoded(data, name)) is not None
    ]
    clean = next((text for text in readings if _mess(text) < MESS), None)
    return clean if clean is not None else _guessed(data, readings, path)


def _unwound(text: str) -> str:
    """`text`, or what it was before somebody took its UTF-8 for an old code page and encoded it again."""
    if not is_garbled(text):
        return text
    for name in ("cp1252", "latin-1", "cp1251"):
        try:
            once = text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
        if not is_garbled(once):
            return once
    return text


def is_garbled(text: str) -> bool:
    """Whether `text` looks as if it had been read in an encoding that is not its own."""
    return _mess(text) >= MESS and len(BEYOND_ASCII.findall(text[:1000])) >= FEW


def _guessed(data: bytes, readings: list[str], path: object) -> str:
    """Nearly UTF-8 (cut in the middle of a letter), else the likeliest old code page."""
    nearly = data.decode("utf-8-sig", "replace")
    if nearly.count("\ufffd") * 50 < sum(letter > "\x7f" for letter in nearly):
        return nearly
    try:
        readings = [*readings, decode(data, path=path)]
    except BadInput:
        readings = [*readings, nearly]
    return min(readings, key=_mess)


def _decoded(data: bytes, name: str) -> str | None:
    try:
        if codecs.lookup(name).name.startswith(("utf-8", "utf-16", "utf-32")):
            return None  # it would have been read as such, or has no mark and no shape of it
        return data.decode("cp1252" if codecs.lookup(name).name == "iso8859-1" else name, "replace")
    except (LookupError, ValueError):
        return None


def _mess(text: str) -> float:
    """How garbled the words look that are not plain ASCII: 0 for none. A sample decides."""
    text = text[:400_000]
    found = list(islice(BEYOND_ASCII.finditer(text), SAMPLE))
    words = [match[0] for match in found]
    turned = sum(word[:1].islower() and word[1:].isupper() for word in words)  # one Russian code page read as another
    lost = text.count("\ufffd", 0, found[-1].end() if len(found) == SAMPLE else None)
    mess: float = mess_ratio(" ".join(words[:300]), 1.0)
    return float(mess + (4 * turned + lost) / (len(words) + 1))


def plain(text: str) -> str:
    """`text` in NFC without piles of marks, control, invisible and direction-changing characters.

    One kind of line end and space. Lines keep their order and number; runs of spaces become one.
    """
    if _is_tidy(text):
        return normal(text)
    text = LINE_END.sub("\n", text)
    text = INVISIBLE.sub("", CONTROL.sub("", text))
    text = normal(text)
    text = SPACES.sub(" ", STRUCK.sub("", text) if STROKE.search(text) else text)
    return "\n".join(line.strip() for line in text.split("\n"))


def _is_tidy(text: str) -> bool:
    edges = text[:1] + text[-1:]
    return (
        UNTIDY.search(text) is None
        and not any(pair in text for pair in UNTIDY_PAIRS)
        and " " not in edges
        and "\n" not in edges
    )


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows of a table as lines that can be read alone: «Killed: 144», «27 March: killed: 144, injured: 551».

    A first row without figures, or one whose corner is empty, names the columns of the rows below it that have some;
    a first row of one cell is a caption. What is empty is left out.
    """
    filled = [[re.sub(r"\s+", " ", cell).strip() for cell in cells] for cells in rows]
    filled = [cells for cells in filled if any(re.search(r"\w", cell) for cell in cells)]
    captions = [next(filter(None, cells)) for cells in takewhile(lambda cells: sum(map(bool, cells)) == 1, filled)]
    filled = filled[len(captions) :]
    if len(filled) > 1 and len(filled[0]) == len(filled[1]) - 1 and not _has_figure(filled[1][:1]):
        filled[0] = ["", *filled[0]]  # a reader of pages drops the empty corner
    names = len(filled) > 1 and (not filled[0][0] or not _has_figure(filled[0]))
    headed = names and any(map(_has_figure, filled[1:]))
    return captions + [_row(cells, filled[0] if headed else None) for cells in filled[headed:]]


def _has_figure(cells: Sequence[str]) -> bool:
    return any(re.search(r"\d", cell) for cell in cells)


def _row(cells: Sequence[str], head: Sequence[str] | None) -> str:
    if len(cells) == 2 and all(cells) and not re.search(r"\d", cells[0]):
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    if head is None or len(head) != len(cells):
        return " | ".join(filter(None, cells))
    labelled = bool(cells[0]) and (not cells[0][:1].isdigit() or bool(LABEL.fullmatch(cells[0])))
    named = [
        f"{name.rstrip(':')}: {cell}" if name else cell
        for name, cell in list(zip(head, cells, strict=True))[labelled:]
        if re.search(r"\w", cell)
    ]
    return (f"{cells[0].rstrip(':')}: " if labelled else "") + ", ".join(named)
