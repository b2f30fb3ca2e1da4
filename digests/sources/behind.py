"""The page behind an item of a feed: the better of the two texts is the document's. For a process that can be ended.

A page is taken only where it is surely the item's own article: by its title and the words of the summary, in one of
our languages, longer than what the feed says, no wall and no front page. Else the feed's text stays.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from urllib.parse import urlsplit

from digests.language.fold import iter_words
from digests.language.identify import identify, is_foreign
from digests.model import Document
from digests.sources import furniture
from digests.sources.article import Article, read_article
from digests.sources.feeds import MAX_TEXT
from digests.sources.pages import WebPage

LONGER = 1.1
"""So many times the words of the feed's text a page must have: a few more are furniture."""
STEM, SHORT = 6, 3
"""Letters by which two forms of a word are one, and up to which a word says nothing of a subject."""
NAMED = 0.5
"""Share of the words of the shorter of two titles that the other has, where they are of one article."""
TOLD = 0.7
"""Share of a summary's words that its article has: editors shorten and join sentences, and write few words anew."""
TOLD_ALSO = 0.3
"""… where the titles agree: a summary may be an editor's own, but it is of the same matter."""
FEW = 4
"""Words below which a summary tells nothing beside its title."""


def better(item: Document, page: WebPage | None) -> Document:
    """`item`, or a document of it with the text of `page`; `text_from` says which of them it is."""
    if page is None:
        return item
    article = read_article(page.text, title=page.title, leads=page.leads)
    if not _is_article(page, article) or not _is_longer(article, item) or not _is_of(item, page, article):
        return item
    return replace(
        item,
        title=item.title or article.title,
        text=article.text,
        lang=article.lang,
        author=item.author or page.author or article.author,
        published=item.published or page.published or article.published,
        spans=article.spans,
        sketch=frozenset(),
        text_from="page",
    )


def _is_article(page: WebPage, article: Article) -> bool:
    """Whether a page holds a text in one of our languages, and not what it says to its visitor."""
    if _is_front(page.url) or furniture.is_notice(article.text) or len(article.text) > MAX_TEXT:
        return False
    return not is_foreign(f"{article.title}\n{article.text}") and identify(article.text[:5000]).lang is not None


def _is_front(url: str | None) -> bool:
    """Whether the address that a page gives as its own is that of a whole site or of one of its languages."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.hostname) and len(parts.path.strip("/")) <= 2 and not parts.query


def _is_longer(article: Article, item: Document) -> bool:
    return len(article.text.split()) > LONGER * len(item.text.split())


def _is_of(item: Document, page: WebPage, article: Article) -> bool:
    """Whether the page's article is the item's: the titles are of one matter and the summary's words stand in it, or
    nearly all of them do and the page's title is made of them."""
    title, summary = _subject(item.title), _subject(_summary(item))
    shown, whole = _subject(page.title), _subject(f"{page.title}\n{article.text}")
    told = _share(summary, whole) if len(summary) >= FEW else None
    if title and shown and max(_share(title, shown), _share(shown, title)) >= NAMED:
        return told is None or told >= TOLD_ALSO
    if told is None or told < TOLD:
        return False
    return not shown or _share(shown, title | summary) >= NAMED


def _summary(item: Document) -> str:
    """What an item says beside its title: an item without a summary has its title for a text."""
    return "" if item.text == item.title else item.text


def _subject(text: str) -> AbstractSet[str]:
    """The openings of the words that tell of a subject: none of the little ones, figures all."""
    folded = (word.folded for word in iter_words(text))
    return {word[:STEM] for word in folded if len(word) > SHORT or word.isdigit()}


def _share(words: AbstractSet[str], among: AbstractSet[str]) -> float:
    return len(words & among) / len(words) if words else 0.0
