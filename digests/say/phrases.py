"""A figure in its indicator's own words, for a line of a digest or a sentence of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from digests.model import Claim, Indicator, Lang, Texts, Wording
from digests.say import figures as say
from digests.say.locale import load as load_locale

INSEPARABLE = frozenset({"percent", "USD", "RUB", "TJS", "EUR", "year"})
"""Units that belong to the number itself."""
Form = Literal["say", "answer"]
"""A line of a digest, or a full sentence of an answer, which stands after its date."""


def say_claim(claim: Claim, lang: Lang) -> str:
    """The figure with its hedge and unit: «қариб 150 нафар»."""
    return say.say_value(claim.value, claim.low, claim.high, claim.modifier, claim.unit, lang, hedge=claim.hedge)


def say_count(claim: Claim, lang: Lang) -> str:
    """The figure with its hedge alone: «қариб 150»; money, percents and years keep their unit."""
    unit = claim.unit if claim.unit in INSEPARABLE else None
    return say.say_value(claim.value, claim.low, claim.high, claim.modifier, unit, lang, hedge=claim.hedge)


def say_claims(indicator: Indicator, form: Form, claims: Sequence[Claim], lang: Lang) -> str:
    """The figures of `claims` in the indicator's sentence for `form` ("{value} killed|…": one, many; {count} is without
    the unit), or in that of their scope; by the indicator's name where it has none. What is only reported is put in
    the words for that."""
    locale = load_locale(lang)
    counts = [say_count(claim, lang) for claim in claims]
    joined = counts[0] if len(counts) == 1 else locale.say("digest-or", first=", ".join(counts[:-1]), last=counts[-1])
    whole = joined.removesuffix(counts[-1]) + say_claim(claims[-1], lang)
    template = template_of(indicator, form, claims, lang)
    if template is None:
        return locale.say("digest-plain", label=indicator.names[lang], value=whole)
    one, _, many = template.partition("|")
    chosen = one if not many or (len(claims) == 1 and is_one(claims[0], lang)) else many
    return chosen.replace("{value}", whole).replace("{count}", joined)


def template_of(indicator: Indicator, form: Form, claims: Sequence[Claim], lang: Lang) -> str | None:
    """The sentence in which the figures of `claims` are said; None where the indicator has none."""
    words = wording(indicator, claims)
    template = (words.answer if form == "answer" else {}).get(lang) or words.say.get(lang)
    if not words.report or any(claim.kind != "report" for claim in claims):
        return template
    reported = words.report[lang]
    return "|".join(each[:1].lower() + each[1:] for each in reported.split("|")) if form == "answer" else reported


def wording(indicator: Indicator, claims: Sequence[Claim]) -> Wording:
    """The sentences for `claims`: those of the scope they share, else the indicator's own."""
    for scope, words in indicator.scoped.items():
        if all((claim.scope or "").startswith(scope) for claim in claims):
            return words
    return Wording(indicator.say, indicator.answer, indicator.report)


def own_words(indicator: Indicator) -> Iterator[Texts]:
    """All that the editors say of an indicator: it may stand beside whatever a source calls it."""
    yield from (indicator.names, indicator.scope, indicator.event)
    for words in (Wording(indicator.say, indicator.answer, indicator.report), *indicator.scoped.values()):
        yield from (words.say, words.answer, words.report, words.note)


def is_one(claim: Claim, lang: Lang) -> bool:
    """Whether the singular is taken: at 1, 21, 141 in Russian, at 1 in Tajik and English."""
    value = claim.value if claim.modifier == "=" else None
    if value is None or value != int(value):
        return False
    return value == 1 if lang != "ru" else int(value) % 10 == 1 and int(value) % 100 != 11
