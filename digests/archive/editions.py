"""An edition as a page of the archive and as one that stands alone, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from digests.archive.markup import MARK, leading, letter, mark, marked, page, tag
from digests.archive.sources import source_list
from digests.model import Digest, Lang, Story, StoryPart
from digests.say import foreign
from digests.say.digest import digest_title, parts_of, runs, silence
from digests.say.figures import say_date
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import escape, markup

FILES = ("claims.csv", "ledger.json", "indicators.json", "documents.csv", "documents.json", "metadata.json")
"""What stands in the archive's root for programs; each has a message that tells what it holds."""


def edition_letter(digest: Digest) -> str:
    """The edition as one whole HTML page that needs nothing beside it."""
    return letter(digest.lang, digest_title(digest), edition_body(digest))


def edition_path(digest: Digest) -> str:
    return f"{digest.lang}/editions/{digest.date.isoformat()}.html"


def edition_page(digest: Digest, earlier: Digest | None, later: Digest | None) -> tuple[str, str]:
    """The path and the page of an edition, between those before and after it."""
    path, locale = edition_path(digest), load_locale(digest.lang)
    near = [
        tag("li", leading(path, edition_path(other), locale.say(message, date=say_date(other.date, digest.lang))))
        for message, other in (("archive-earlier", earlier), ("archive-later", later))
        if other is not None
    ]
    around = tag("nav", tag("ul", *near), aria_label=locale.say("archive-editions")) if near else ""
    return path, page(path, digest.lang, digest_title(digest), edition_body(digest), around)


def edition_body(digest: Digest, *, anchors: bool = True) -> str:
    """The edition's own part of a page. Without `anchors` its marks lead nowhere: a feed's reader has many editions on
    one page."""
    locale = load_locale(digest.lang)
    numbers = frozenset(citation.n for citation in digest.citations)
    parts = [tag("h1", markup(digest_title(digest)))]
    if not digest.news:
        parts.append(tag("p", markup(silence(digest, locale))))
    if digest.corrections:
        parts.append(tag("h2", markup(locale.say("digest-corrections").capitalize())))
        parts += [tag("p", escape(correction)) for correction in digest.corrections]
    parts += [_story(story, digest, locale) for story in digest.stories]
    if digest.figures:
        parts.append(tag("h2", markup(locale.say("digest-figures").capitalize())))
    for attribution, figures in groupby(digest.figures, key=lambda figure: figure.attribution):
        texts = [tag("b", marked(escape(figure.text), numbers)) for figure in figures]
        parts.append(tag("p", "<br>".join(texts), "<br>", tag("small", marked(escape(attribution), numbers))))
    parts.append(source_list(digest.citations, locale))
    shown = "\n".join(part for part in parts if part)
    return shown if anchors else _without_anchors(shown, numbers)


def headlines(digest: Digest) -> str:
    """What an edition tells, in a line: the titles of its stories, or else its first figure and who says it. Plain
    text."""
    told = [foreign.one_line(story.title) for story in digest.stories]
    first = [MARK.sub("", f"{each.text} ({each.attribution})").replace(" )", ")") for each in digest.figures[:1]]
    return "; ".join(told or first or digest.corrections)


def home_page(lang: Lang, digests: Sequence[Digest]) -> tuple[str, str]:
    """The first page of a language: the editions, the newest first, and the files for programs."""
    path, locale = f"{lang}/index.html", load_locale(lang)
    items = [
        tag("li", leading(path, edition_path(digest), say_date(digest.date, lang)), "<br>", *_headline(digest))
        for digest in digests
    ]
    told = tag("ul", *items) if items else tag("p", markup(locale.say("archive-no-editions")))
    files = [
        tag("li", leading(path, name, name), f" {markup(locale.say(f'archive-file-{_stem(name)}'))}") for name in FILES
    ]
    return path, page(
        path, lang, locale.say("archive-title"),
        tag("h1", markup(locale.say("archive-title"))), tag("p", markup(locale.say("archive-about"))),
        tag("h2", markup(locale.say("archive-editions"))), told,
        tag("h2", markup(locale.say("archive-data")), id="data"), tag("ul", *files),
    )  # fmt: skip


def _stem(name: str) -> str:
    return name.replace(".", "-")


def _headline(digest: Digest) -> list[str]:
    said = [
        tag("span", escape(foreign.one_line(story.title)), lang=_other(title_lang(story, digest), digest.lang))
        for story in digest.stories
    ]
    return ["; ".join(said)] if said else [escape(headlines(digest))]


def _story(story: Story, digest: Digest, locale: Locale) -> str:
    """The headline, then a paragraph for each run of sentences with the same sources."""
    lang, parts = digest.lang, list(parts_of(story))
    title = foreign.one_line(story.title)
    headed = locale.say("digest-story-update", title=title) if parts[0].kind == "update" else title
    late = f" {markup(locale.say('digest-late', date=say_date(story.day, lang)))}" if story.day else ""
    heading, before = escape(headed), parts[0].kind
    if parts[0].text == story.title:  # the sentence is its own headline
        heading = f"{heading} {_marks(parts.pop(0), lang, locale)}{late}"
        late = ""
    told = [tag("h2", heading, lang=_other(title_lang(story, digest), lang))]
    for said in runs(parts):
        since = tag("i", markup(locale.say("digest-update"))) + " " if said[0].kind == "update" != before else ""
        other = _other(said[0].lang, lang)
        text = escape(" ".join(part.text for part in said))
        told.append(
            tag("p", since, tag("span", text, lang=other) if other else text, " ", _marks(said[0], lang, locale), late)
        )
        late, before = "", said[0].kind
    return tag("article", *told)


def _marks(part: StoryPart, lang: Lang, locale: Locale) -> str:
    """What stands behind sentences: their sources, and their language where that is another one, or a machine's."""
    other = locale.say(f"digest-in-{part.lang}") if part.lang != lang else ""
    note = locale.say("digest-machine") if part.machine else other
    return "".join(map(mark, part.citations)) + (f" {markup(note)}" if note else "")


def title_lang(story: Story, digest: Digest) -> Lang:
    """The language of a story's title: that of the document whose title it is, or the reader's where it is ours."""
    published: Mapping[str, Lang | None] = {each.title: each.lang for each in digest.citations if each.title}
    return published.get(story.title) or digest.lang


def _other(lang: Lang, own: Lang) -> Lang | None:
    """What an element has to say of its language: nothing where it is the page's."""
    return lang if lang != own else None


def _without_anchors(shown: str, numbers: frozenset[int]) -> str:
    for number in numbers:
        shown = shown.replace(mark(number), f"[{number}]").replace(f' id="s{number}"', "")
    return shown
