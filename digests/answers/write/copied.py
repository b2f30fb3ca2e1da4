"""A figure for the copy button: one line that stands by itself wherever it is passed on."""

from __future__ import annotations

from collections.abc import Sequence

from digests.answers.find.found import FoundFigure
from digests.answers.write.figure_sentences import FigureSentences, upper
from digests.model import Claim, Lang
from digests.publishers import load as load_publishers
from digests.say import foreign
from digests.say.foreign import web_address
from digests.say.pages import units
from digests.say.phrases import say_claim
from digests.say.speakers import say_chain

COPY = 256
"""UTF-16 units that Telegram's copy button takes."""
PART = " · "
"""Between what a copied figure is made of."""


def copied(sentences: FigureSentences, found: FoundFigure) -> str:
    """Figure with hedge and day, who differs, speaker, outlet and its day, address.

    What is copied is passed on, so an address goes along only where no country's measure is known against it."""
    claim, locale, lang = found.claim, sentences.locale, sentences.lang
    figure = upper(sentences.figure(found))
    if claim.review == "automatic":
        figure += f" ({locale.say('answer-unreviewed')})"
    differ = [
        locale.say("answer-copied-rival", figure=say_claim(rival, lang), who=_through(rival, lang))
        for rival in found.rivals
    ]
    others = ", ".join(say_claim(rival, lang) for rival in found.rivals)
    briefly = [locale.say("answer-copied-rivals", figures=others)] if others else []
    carried = sentences.speakers.carried(claim)
    document = sentences.draft.document(claim.doc_id)
    url = web_address(document.url) if document else None
    safe = load_publishers().link_is_safe(claim.publisher, url)
    return fitted([figure, *differ, carried], url if url and safe else "", brief=[figure, *briefly, carried])


def fitted(parts: Sequence[str], address: str = "", most: int = COPY, *, brief: Sequence[str] = ()) -> str:
    """The parts and the address in one line of at most `most` units as Telegram counts them: an address is left out
    rather than cut, then the parts give way to the `brief` ones, and of these the end goes."""
    full, short = ([foreign.one_line(part) for part in each if part] for each in (parts, brief or parts))
    for lines in ([*full, address] if address else full, full, short):
        whole = PART.join(lines)
        if units(whole) <= most:
            return whole
    return whole.encode("utf-16-le", "replace")[: 2 * (most - 1)].decode("utf-16-le", "ignore").rstrip() + "…"


def _through(claim: Claim, lang: Lang) -> str:
    return say_chain(claim.attributed_to[-1:], claim.publisher, lang)
