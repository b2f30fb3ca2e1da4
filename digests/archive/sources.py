"""A source as a page of the archive names it: publisher, date, title, language, and a link only where that is safe."""

from __future__ import annotations

from collections.abc import Sequence

from digests.archive.markup import tag
from digests.model import Citation
from digests.publishers import load as load_publishers
from digests.say import foreign
from digests.say.figures import say_date
from digests.say.locale import Locale
from digests.say.pages import escape, markup


def source_list(citations: Sequence[Citation], locale: Locale) -> str:
    """The numbered sources of a page, with its heading; nothing where it cites none."""
    if not citations:
        return ""
    items = [tag("li", f"[{each.n}] ", said(each, locale), id=f"s{each.n}") for each in citations]
    return tag("h2", markup(locale.say("digest-sources"))) + tag("ol", *items)


def said(citation: Citation, locale: Locale) -> str:
    """«IWPR, 3 апрели соли 2024 (аз CABAR.asia): Title (ба забони англисӣ)»; the title as published."""
    who = citation.publisher or locale.say("digest-unknown-publisher")
    undated = citation.published is None or citation.undated
    when = locale.say("digest-undated") if undated else say_date(citation.published, locale.lang)  # type: ignore[arg-type]
    via = f" ({locale.say('digest-via', source=', '.join(citation.via))})" if citation.via else ""
    written = f" {markup(locale.say(f'digest-in-{citation.lang}'))}" if citation.lang else ""
    title = _title(citation)
    return escape(f"{who}, {when}{via}") + (f": {title}" if title else "") + written


def _title(citation: Citation) -> str:
    """The title in its own language, linked unless a country's measure is known against sharing the publisher."""
    title = escape(foreign.one_line(citation.title))
    safe = load_publishers().link_is_safe(citation.publisher, citation.url)
    address = foreign.web_address(citation.url) if safe else None
    if not title:
        return ""
    if address:
        return tag("a", title, href=address, lang=citation.lang, hreflang=citation.lang, rel="noreferrer")
    return tag("cite", title, lang=citation.lang)
