"""What stands around an article and inside it without being its text: taken out before the article is looked for.

By the names that pages give to their parts, by what people are asked to press there, by what is said to the visitor
and by headings of other articles. What holds the title, or most of the page, is never taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from lxml import etree, html

from digests.sources import furniture
from digests.sources.shown import is_data, lines_of

NAMED = frozenset(
    """ad ads adv advert advertisement advertising adsbygoogle banner promo sponsored sponsor outbrain taboola mgid
    reklama
    related similar recommend recommended recommendations popular trending mostread readmore readalso read-more
    read-also
    see-also more-news also-read widget sidebar rail menu navbar
    share sharing sharebar social socials addthis sharedaddy likes reactions react rating vote votes voting poll
    feedback survey newsletter mailing subscribe subscription signup optin donate paywall regwall offer plans
    pricing
    cookie cookies consent gdpr cmp onetrust didomi
    tags taglist breadcrumb breadcrumbs crumbs pagination pager navigation
    login auth weather currency rates ticker authorbox author-box author-bio about-author disclaimer toolbar
    userbar""".split()
)
"""Classes, ids and roles of what is no article, as frameworks and their users write them."""
ROLES = frozenset("navigation search contentinfo complementary banner dialog alertdialog".split())
BUILDERS = frozenset({"elementor"})
"""Programs that call every part of a page a widget, the article as well."""
NEVER_TAKEN_OUT = frozenset({"html", "body", "main", "article", "head", "h1", "tr", "tbody", "table"})
LAID = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"})
CONTROLS = frozenset({"button", "input", "select", "textarea"})
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
SHARE = 0.5
"""Of the words of a page: what holds more of them is no furniture, whatever it is called."""
ASKED = 25
"""Words that stand beside what is to be pressed, at most, where these belong together."""
NOTICE = 200
"""Words of the longest notice to a visitor that stands around an article."""
TEASER = 60
"""Words of another article's headline with its summary."""
LABEL = 60
"""Characters of the longest words that send the reader on."""
LINKED = 0.5
"""Share of words in links from which a part of a page leads elsewhere."""


def take_out(tree: html.HtmlElement) -> None:
    """Take out of a pruned page, in place, what is not its article; a layout in tables becomes one of blocks."""
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    _lay_flat(tree)
    for another in _next_articles(tree):
        another.drop_tree()
    for found in (_headed, _labelled, _said_to_visitors, _named, _pressed, _teasers):
        most = SHARE * words_of(tree)
        for element in list(found(tree)):
            if element.getparent() is not None and not _holds_title(element) and words_of(element) <= most:
                element.drop_tree()


def words_of(element: html.HtmlElement) -> int:
    return len(" ".join(element.itertext()).split())


def is_linked(element: html.HtmlElement) -> bool:
    """Whether at least half of what is written there leads elsewhere."""
    links = sum(words_of(link) for link in element.iter("a"))
    return links > 0 and links >= LINKED * words_of(element)


def is_for_visitors(headline: html.HtmlElement) -> bool:
    """Whether a headline is of a search, a wall or a door."""
    return bool(furniture.VISITOR.fullmatch(" ".join(headline.text_content().split())))


def _lay_flat(tree: html.HtmlElement) -> None:
    """Cells of a layout are blocks; those of links or of things to press are no part of an article."""
    for each in [each for each in tree.iter("table") if not is_data(each)]:
        for cell in list(each.iter("td", "th")):
            if cell.getparent() is not None and not _holds_title(cell) and (_has_control(cell) or is_linked(cell)):
                cell.drop_tree()
        parts = [part for part in each.iter(*LAID) if next(part.iterancestors("table")) is each]
        for part in [each, *parts]:
            part.tag = "div"


def _named(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for element in tree.iter(etree.Element):
        names = _names(element) if element.tag != "article" else set()
        if element.tag == "nav" or element.get("role") in ROLES or (names & NAMED and not names & BUILDERS):
            yield element


def _names(element: html.HtmlElement) -> set[str]:
    """What an element is called: each word of its names, and each two beside one another."""
    found: set[str] = set()
    for told in (*(element.get("class") or "").split(), element.get("id") or ""):
        parts = [part for part in re.split(r"[\W_]+", CAMEL.sub("-", told).lower()) if part]
        found |= {*parts, *map("-".join, pairwise(parts))}
    return found


def _pressed(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What is asked beside a button or a field: the largest part around it that says little else."""
    for control in tree.iter(*CONTROLS):
        chosen = None
        for around in control.iterancestors():
            if around.tag in NEVER_TAKEN_OUT or words_of(around) > ASKED or _is_prose(around):
                break
            chosen = around
        yield chosen if chosen is not None else control


def _is_prose(element: html.HtmlElement) -> bool:
    """Whether more than one paragraph stands there."""
    return sum(bool(words_of(each)) for each in element.iter("p")) > 1


def _said_to_visitors(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What tells a visitor of cookies, subscriptions or searching, beside what is to be pressed."""
    for element in tree.iter("div", "section", "aside", "form", "p", "ul"):
        if _calls(element) and words_of(element) <= NOTICE:
            lines = "\n".join(lines_of(element))
            if furniture.NOTICE.search(lines) and furniture.is_notice(lines):
                yield element


def _has_control(element: html.HtmlElement) -> bool:
    return next(element.iter(*CONTROLS), None) is not None


def _calls(element: html.HtmlElement) -> bool:
    """Whether a visitor is to press something there."""
    return _has_control(element) or any(furniture.CALL.search(link.text_content() or "") for link in element.iter("a"))


def _teasers(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Headlines that are links to other pages, each with its summary."""
    for heading in tree.iter("h2", "h3", "h4"):
        if not is_linked(heading) and heading.getparent().tag != "a":
            continue
        around = [each for each in heading.iterancestors("article", "li", "div", "section") if words_of(each) <= TEASER]
        if any(_leads_elsewhere(link) for link in (*heading.iter("a"), *heading.iterancestors("a"))):
            yield around[0] if around else heading


def _leads_elsewhere(link: html.HtmlElement) -> bool:
    href = link.get("href") or "#"
    return href == "#" or not href.startswith("#")


def _headed(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What stands under a heading of other articles, of what readers say or of a wall."""
    ended: dict[html.HtmlElement, bool] = {}  # the parts of a page with such a heading, and whether readers speak there
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6"):
        told = " ".join(heading.text_content().split())
        parent = heading.getparent()
        if parent is None:
            continue
        if furniture.NOTICE.search(told) and _calls(parent) and words_of(parent) <= NOTICE and not _holds_title(parent):
            yield parent
        elif furniture.AFTER.match(told):
            by_readers = bool(furniture.BY_READERS.fullmatch(told))
            if parent not in ended or (by_readers and not ended[parent]):
                ended[parent] = by_readers
                yield from _under(heading, parent, ends=by_readers)


def _labelled(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """A few links under words that send the reader on and are no heading: «Читайте также» in a box within the text."""
    for label in tree.iter("div", "p", "span", "b", "strong", "em", "i"):
        if not label.text or len(label.text) > LABEL or not furniture.AFTER.match(label.text.strip()):
            continue
        boxes = takewhile(_is_teaser, label.iterancestors("div", "section", "aside", "blockquote", "figure", "p"))
        behind = takewhile(_is_teaser, label.itersiblings())
        yield from [*behind, *boxes]


def _is_teaser(element: html.HtmlElement) -> bool:
    """Whether little stands there and most of it leads elsewhere."""
    return words_of(element) <= TEASER and is_linked(element)


def _next_articles(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The articles behind the first one that have headlines as it has, on a page that goes on without an end."""
    headed = [each for each in tree.iter("article") if next(each.iter("h1"), None) is not None]
    return [each for each in headed[1:] if headed[0] not in each.iterancestors()]


def _under(heading: html.HtmlElement, parent: html.HtmlElement, *, ends: bool) -> Iterator[html.HtmlElement]:
    """The whole part of a page, and what stands in it under a heading, with the heading where anything does."""
    if not _holds_title(parent) and (ends or is_linked(parent)):
        yield parent
    under = [each for each in heading.itersiblings() if ends or is_linked(each)]
    yield from [*under, heading] if under else []


def _holds_title(element: html.HtmlElement) -> bool:
    """Whether it is, or may be, the article or what holds it; an `article` without a headline of its own is a part."""
    if element.tag in NEVER_TAKEN_OUT - {"article"}:
        return not (element.tag == "h1" and is_for_visitors(element))
    return any(not is_for_visitors(each) for each in element.iter("h1")) or next(element.iter("main"), None) is not None
