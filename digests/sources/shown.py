"""Markup as a reader sees it: what is hidden, struck out or a footnote's mark goes; blocks and cells stand apart.

For a process that can be ended: see `apart`. Pages are pruned before the article is looked for, items of feeds as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree, html

from digests.sources.text import table

UNSEEN = frozenset(
    """script style template noscript iframe object embed audio video canvas svg datalist select textarea title head
    noframes noembed""".split()
)
"""What is never shown as text, or only where something else fails."""
STRUCK = frozenset({"s", "del", "strike"})
BLOCKS = frozenset(
    """address article aside blockquote br button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup
    option p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp""".split()
)
HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?![.\d])|font-size:0(?![.\d])|mso-hide:all"
    r"|(?:left|text-indent|(?<![\w-])(?:right|top|bottom)):-\d{3,}|text-decoration(?:-line)?:[^;}]*line-through"
    r"|clip:rect\((?:0|1)|clip-path:inset\((?:50|100)%|transform:scale\(0(?:\.0+)?[,)]|content-visibility:hidden"
    r"|^(?=.*overflow(?:-[xy])?:(?:hidden|clip)).*(?<![\w-])(?:max-)?(?:height|width):0(?:px)?(?:[;!]|$)"
)
FOR_READERS_ALOUD = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|a11y-hidden)(?:\s|$)"
)
HIDDEN_BY_NAME = re.compile(r"(?:^|\s)(?:hidden|d-none|is-hidden)(?:\s|$)")
SHOWN_BY_NAME = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|x+l|\dxl):|d-(?:sm|md|lg|x+l)-)(?!hidden|none)")
"""Classes of the frameworks most pages are built with: hidden, but «hidden md:block» on small screens alone."""
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
MEDIA = re.compile(r"@(?!media\s+(?:only\s+)?(?:screen|all)\s*\{)[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
SELECTOR = re.compile(r"[a-z][a-z0-9]*\.[\w-]+|[.#][\w-]+")
MAX_CSS = 100_000
LAID_OUT = re.compile(r"(?:^|;)display:(?:(block|table|list-item|flow-root)|(?:inline-)?(?:flex|grid))(?:[;!]|$)")
"""A style by which a part of a line stands apart as a block (1), or the parts of an element do."""
PARTS = frozenset("a b em font i label small span strong".split())
SEAM = re.compile(r"\d[^\W\d_]|[^\W\d_]\d|[a-zа-яёғӣқӯҳҷ][A-ZА-ЯЁҒӢҚӮҲҶ]")
"""The letters at an edge between two parts of a line that are not of one word."""
ROW_WIDTH = 300
"""Characters from which a row of a table is layout, not data."""

NOTE = re.compile(
    r"(?:^|[\W_])(?:foot-?notes?|end-?notes?|reference|noteref|cite|fn|сноска)(?:$|[\W_\d])", re.IGNORECASE
)
MARK = re.compile(
    r"[\[(]?\s*(?:(?:note\s*|прим\.\s*|сноска\s*|эзоҳ\s*)?(?:\d{1,3}|[a-zабвгд]|[ivx]{1,4})(?:\s*[,;–-]\s*\d{1,3})*"
    r"|[*†‡§¶#]{1,3}|[,;])\s*[\])]?"
)
"""What a footnote is called by: figures, a letter, a sign; ordinals (24th, 5-й) and words are text."""
NEXT_MARK = re.compile(r"(?<=[\])])\s*(?=[\[(])")
ORDINAL = frozenset({"o", "º", "ª"})
UNITS = frozenset("m km cm mm dm ha in ft yd mi м км см мм дм кв куб сек s с".split())
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
EXPONENT = re.compile(r"[+−-]?\d+")
SPACE = re.compile(r"[ \t\r\n\f]+")
SPACES = re.compile(r" [ \t\r\n\f]+|[\t\r\n\f][ \t\r\n\f]*")
"""The same but for a space alone, which is what most are, and what they become."""
_SAID = r"(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]++|<br ?/?>)*+"
PARAGRAPHS = re.compile(rf"(?:\s*+<(p|div)>{_SAID}</\1>)*+\s*+|{_SAID}")
"""Paragraphs and lines with nothing else in them, as in most summaries: all of it is shown."""
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of what is shown, and the innermost block that it stands in; a row of a table stands in the table."""

    text: str
    within: html.HtmlElement


def text_of(markup: str) -> str:
    """Text of a piece of HTML as it is shown, a line a block; '' for what cannot be parsed."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    if PARAGRAPHS.fullmatch(markup):
        lines = (line.strip() for line in TAG.sub("\n", SPACES.sub(" ", markup)).split("\n"))
        return "\n".join(filter(None, lines))
    try:
        tree = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.LxmlError, ValueError):
        return ""
    for form in tree.xpath("//form"):
        form.drop_tree()
    prune(tree)
    return "\n".join(lines_of(tree))


def prune(tree: html.HtmlElement) -> None:
    """Take out of `tree`, in place, what a reader does not see; raise what stands raised, pair terms with meanings.

    What a whole page tells of itself stays: its head, and data as JSON.
    """
    hidden = _hidden_by_sheet(tree)
    head = tree.find("head")
    told = frozenset() if head is None else frozenset(head.iter())
    for element in list(tree.iter(etree.Element)):
        if element is not tree and element not in told and _is_unseen(element, hidden):
            _drop(element)
    for element in list(tree.iter("sup", "sub", "a", "span")):
        _level(element)
    for element in tree.xpath(".//*[@style]"):
        _lay_out(element)
    for element in tree.iter(*PARTS, "time"):
        _set_apart(element)
    for terms in list(tree.iter("dl")):
        _pair(terms)


def _lay_out(element: html.HtmlElement) -> None:
    """Name a block what its style makes one."""
    if found := LAID_OUT.search(SPACE.sub("", element.get("style", "")).lower()):
        for each in [element] if found[1] else list(element):
            if each.tag in PARTS:
                each.tag = "div"


def _set_apart(element: html.HtmlElement) -> None:
    """A space between two parts of a line that a style alone sets apart: «Автор: Рябинин», «21 января», "12:02"."""
    beside = element.getnext()
    if element.tail or beside is None or beside.tag not in PARTS | {"time"}:
        return
    ends, begins = _content(element)[-1:], _content(beside)[:1]
    if SEAM.fullmatch(ends + begins):
        element.tail = " "


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_unseen(element: html.HtmlElement, hidden: frozenset[str]) -> bool:
    tag, kind = str(element.tag), element.get("class", "")
    style = SPACE.sub("", element.get("style", "")).lower()
    if tag == "script" and element.get("type") == "application/ld+json":
        return False
    if tag in UNSEEN or HIDES.search(style) or (tag == "dialog" and element.get("open") is None):
        return True
    if tag in STRUCK:
        return "text-decoration:none" not in style
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if FOR_READERS_ALOUD.search(kind):
        return True
    if element.get("aria-hidden", "").strip().lower() == "true":
        return not _has_twin(element)
    if HIDDEN_BY_NAME.search(kind) and not SHOWN_BY_NAME.search(kind):
        return not _holds_article(element)
    return bool(hidden) and _named(element, hidden)


def _has_twin(element: html.HtmlElement) -> bool:
    """Whether what the page shows to the eye stands beside what it says to the ear: one of them is the text."""
    parent = element.getparent()
    return parent is not None and any(FOR_READERS_ALOUD.search(each.get("class") or "") for each in parent)


def _named(element: html.HtmlElement, hidden: frozenset[str]) -> bool:
    names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
    if not hidden & (names | {f"{element.tag}{name}" for name in names}):
        return False
    return not _holds_article(element)


def _holds_article(element: html.HtmlElement) -> bool:
    return element.tag in {"body", "html", "main", "article"} or bool(element.xpath(".//h1|.//article|.//main"))


def _hidden_by_sheet(tree: html.HtmlElement) -> frozenset[str]:
    """The simple selectors (.old, #old, p.old) that the page's own style sheets hide or strike out."""
    found: set[str] = set()
    for sheet in tree.iter("style"):
        css = re.sub(r"/\*.*?\*/", "", (sheet.text or "")[:MAX_CSS], flags=re.DOTALL)
        for selectors, body in RULE.findall(MEDIA.sub("", css)):
            if HIDES.search(SPACE.sub("", body).lower()):
                found |= {one.strip() for one in selectors.split(",") if SELECTOR.fullmatch(one.strip())}
    return frozenset(found)


def _level(element: html.HtmlElement) -> None:
    """A footnote's mark goes; an exponent or an index stays, in characters that no figure takes for its own."""
    text = (element.text_content() or "").strip()
    if element.getparent() is None or len(text) > 12:
        return
    style = SPACE.sub("", element.get("style", "")).lower()
    if element.tag == "sub" or "vertical-align:sub" in style:
        _write(element, text.translate(LOWERED))
        return
    raised = element.tag == "sup" or "vertical-align:super" in style
    if _points_to_note(element, text) or (raised and _is_mark(element, text)):
        _drop(element)
    elif raised and text in {"00", "30"} and re.search(r"(?<!\d)(?:1?\d|2[0-3])$", _before(element)):
        _write(element, f":{text}")
    elif raised:
        _write(element, text.translate(RAISED) if EXPONENT.fullmatch(text) else text)


def _write(element: html.HtmlElement, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text


def _points_to_note(element: html.HtmlElement, text: str) -> bool:
    """Whether it names itself a note: a link within the page, a class or role of notes."""
    if not _reads_as_mark(text) and text not in {"↑", "↩"}:
        return False
    told = (element.get(name, "") for name in ("class", "id", "role", "epub:type", "rel"))
    inside = element.iter("a") if element.tag != "a" else [element]
    return any(NOTE.search(one) for one in told) or any("#" in (link.get("href") or "") for link in inside)


def _is_mark(element: html.HtmlElement, text: str) -> bool:
    """Whether a raised text is a footnote's mark: not an exponent, and not the end of an ordinal or an hour."""
    if not _reads_as_mark(text) or text.lower() in ORDINAL:
        return False
    before = _before(element)
    base = re.search(r"[^\W\d_]+$", before)
    if base:
        return len(base[0]) > 1 and base[0].lower() not in UNITS
    if re.search(r"(?<![\d.,])(?:[1-9](?:[.,]\d+)?\s*[·×x*хX]\s*)?10$", before):
        return not re.fullmatch(r"\d{1,2}", text)
    return not (text in {"00", "30"} and re.search(r"(?<!\d)(?:1?\d|2[0-3])$", before))


def _reads_as_mark(text: str) -> bool:
    return all(MARK.fullmatch(one) for one in NEXT_MARK.split(text.lower()))


def _before(element: html.HtmlElement) -> str:
    """The characters that stand right before `element`."""
    previous = element.getprevious()
    while previous is not None:
        if text := (previous.tail or "") or ("" if previous.tag in BLOCKS else _content(previous)):
            return text[-20:]
        previous = previous.getprevious()
    parent = element.getparent()
    if parent is None or parent.text:
        return (parent.text or "")[-20:] if parent is not None else ""
    return "" if parent.tag in BLOCKS or parent.getparent() is None else _before(parent)


def _content(element: html.HtmlElement) -> str:
    return str(element.text_content()) if isinstance(element.tag, str) else ""


def _pair(terms: html.HtmlElement) -> None:
    """A list of terms as a list of lines «term: meaning»."""
    term = None
    for child in list(terms.iter("dt", "dd")):
        if child.tag == "dt":
            term = child
            term.tag = "li"
        elif term is not None and len(_content(term)) + len(_content(child)) < ROW_WIDTH:
            _join(term, child)
        else:
            child.tag = "li"
    terms.tag = "ul"


def _join(term: html.HtmlElement, meaning: html.HtmlElement) -> None:
    text = SPACE.sub(" ", _content(meaning)).strip()
    start = SPACE.sub(" ", _content(term)).strip().rstrip(": ")
    _write(term, f"{start}: {text}" if ":" not in start else f"{start}, {text}")
    _drop(meaning)


def lines_of(tree: html.HtmlElement, besides: Callable[[html.HtmlElement], bool] | None = None) -> list[str]:
    """The lines of a pruned `tree` that hold something: a line a block, a row of a table one. What `besides` tells is
    left out."""
    return [block.text for block in blocks_of(tree, besides)]


def blocks_of(tree: html.HtmlElement, besides: Callable[[html.HtmlElement], bool] | None = None) -> Iterator[Block]:
    """The lines of `lines_of`, each with where it stands."""
    parts: list[str] = []
    place = tree  # of the line that is being put together
    for text, within in _pieces(tree, besides):
        first, *others = text.split("\n")
        if first.strip() and not "".join(parts).strip():
            place = within
        parts.append(first)
        for other in others:
            if line := SPACE.sub(" ", "".join(parts)).strip():
                yield Block(line, place)
            parts, place = [other], within
    if line := SPACE.sub(" ", "".join(parts)).strip():
        yield Block(line, place)


def _pieces(
    tree: html.HtmlElement, besides: Callable[[html.HtmlElement], bool] | None
) -> Iterator[tuple[str, html.HtmlElement]]:
    """The text of `tree` bit by bit, a line's end where a block begins or ends, and the block each bit stands in."""
    whole = {
        each: "\n".join([*map(_content, each.iter("caption")), *table(_rows(each))])
        for each in tree.iter("table")
        if is_data(each)
    }
    blocks = [tree]
    within: html.HtmlElement | None = None  # a row, or what is left out: its inside has been told
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_block = element.tag in BLOCKS
        if within is None and is_block:
            yield "\n", blocks[-1]
        if event == "start" and within is None and isinstance(element.tag, str):
            if element in whole or (besides is not None and besides(element)):
                within = element
            if is_block and element.tag != "br" and element is not tree:
                blocks.append(element)
            yield whole.get(element, "") if within is not None else _collapsed(element, element.text), blocks[-1]
        elif event != "start":  # of a comment, too, the text behind it is text
            within = None if within is element else within
            if within is None and element is not blocks[0] and element is blocks[-1]:
                blocks.pop()
            if within is None and element is not tree:
                yield ("\n" if is_block else "") + _collapsed(element.getparent(), element.tail), blocks[-1]


def _collapsed(within: html.HtmlElement | None, text: str | None) -> str:
    if not text:
        return ""
    return text if within is not None and within.tag in {"pre", "textarea", "xmp"} else SPACE.sub(" ", text)


def is_data(each: html.HtmlElement) -> bool:
    """Whether a table is one of facts, and not a page laid out as a table."""
    narrow = all(len(_content(line)) <= ROW_WIDTH for line in each.iter("tr"))
    return narrow and not each.xpath(".//table|.//h1|.//h2|.//li")


def _rows(each: html.HtmlElement) -> list[list[str]]:
    return [[_content(cell) for cell in line if cell.tag in {"td", "th"}] for line in each.iter("tr")]
