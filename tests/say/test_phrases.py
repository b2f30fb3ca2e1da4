"""Sentences of figures: of an indicator, of a scope of its own, of what is only reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digests.figures import indicators, ledger
from digests.model import LANGS, Claim, Lang
from digests.policy import OPEN
from digests.say.figure_pages import figure_pages
from digests.say.phrases import say_claims
from digests.say.speakers import say_chain

CLAIM = Claim(
    id="a#1.1", indicator="entry.refused", value=954, low=None, high=None, modifier="=", unit="person", role="total",
    as_of=date(2024, 4, 27), as_of_basis="explicit", period=None, attributed_to=(), scope=None, doc_id="a", quote="…",
    quote_kind="statement", char_start=None, char_end=None, review="approved", published=date(2024, 4, 29),
)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "refused", "held"),
    [("en", "refused entry", "held at Russia’s border"), ("ru", "не пустили", "удерживали"),
     ("tg", "роҳ надоданд", "нигоҳ доштанд")],
)  # fmt: skip
def test_people_who_are_held_are_not_said_to_be_refused(lang: Lang, refused: str, held: str) -> None:
    indicator = indicators.load().get("entry.refused")
    assert refused in say_claims(indicator, "say", [CLAIM], lang)
    at_vnukovo = replace(CLAIM, scope="held at Vnukovo airport")
    said = say_claims(indicator, "say", [at_vnukovo], lang)
    assert held in said and refused not in said and "954" in said
    assert refused in say_claims(indicator, "say", [at_vnukovo, CLAIM], lang)  # no scope of both


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_is_said_as_one_and_small_after_its_date(lang: Lang) -> None:
    indicator = indicators.load().get("crocus.deaths")
    told = replace(CLAIM, indicator="crocus.deaths", value=144, kind="report")
    said, answered = (say_claims(indicator, form, [told], lang) for form in ("say", "answer"))  # type: ignore[arg-type]
    assert said.casefold() == answered.casefold() and said[0].isupper() and answered[0].islower()
    assert said != say_claims(indicator, "say", [replace(told, kind="fact")], lang)


@pytest.mark.parametrize(("lang", "note"), [("en", "held at the border"), ("ru", "удерживались"), ("tg", "нигоҳ")])
def test_a_list_tells_scopes_apart(lang: Lang, note: str) -> None:
    later = replace(CLAIM, id="b#1.1", doc_id="b", value=40, as_of=date(2026, 3, 19), scope="refused entry")
    view = ledger.view(
        indicators.load().get("entry.refused"), [replace(CLAIM, scope="held at Vnukovo airport"), later], policy=OPEN
    )
    (page,) = figure_pages(view, [], lang, today=date(2026, 3, 20))
    lines = page.text.splitlines()
    assert note in next(line for line in lines if "954" in line)
    assert note not in next(line for line in lines if "40" in line)


def test_an_outlet_is_named_once_under_either_of_its_names() -> None:
    assert say_chain(["Radio Ozodi"], "Radio Ozodi (RFE/RL Tajik Service)", "en") == "Radio Ozodi"
    assert say_chain(["Radio Ozodi"], "Azda TV", "en") == "Radio Ozodi · Azda TV"
