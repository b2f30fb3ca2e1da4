"""A figure in its indicator's own words, for a line of a digest or a sentence of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from digests.model import Claim, Indicator, Lang
from digests.say import figures as say
from digests.say.locale import load as load_locale

INSEPARABLE = frozenset({"percent", "USD", "RUB", "TJS", "EUR", "year"})
"""Units that belong to the number itself."""


def say_claim(claim: Claim, lang: Lang) -> str:
    """The figure with its hedge and unit: «қариб 150 нафар»."""
    return say.say_value(claim.value, claim.low, claim.high, claim.modifier, claim.unit, lang, hedge=claim.hedge)


def say_count(claim: Claim, lang: Lang) -> str:
    """The figure with its hedge alone: «қариб 150»; money, percents and years keep their unit."""
    unit = claim.unit if claim.unit in INSEPARABLE else None
    return say.say_value(claim.value, claim.low, claim.high, claim.modifier, unit, lang, hedge=claim.hedge)


def say_claims(indicator: Indicator, template: str | None, claims: Sequence[Claim], lang: Lang) -> str:
    """The figures of `claims` put into `template` ("{value} killed|…": one, many; {count} is without the unit); by
    the indicator's name where it has none. What is only reported is put in the indicator's words for that."""
    locale = load_locale(lang)
    if indicator.report and all(claim.kind == "report" for claim in claims):
        inside = template is not None and template[:1].islower()  # an answer puts it after its date
        reported = indicator.report[lang]
        template = reported[:1].lower() + reported[1:] if inside else reported
    counts = [say_count(claim, lang) for claim in claims]
    joined = counts[0] if len(counts) == 1 else locale.say("digest-or", first=", ".join(counts[:-1]), last=counts[-1])
    whole = joined.removesuffix(counts[-1]) + say_claim(claims[-1], lang)
    if template is None:
        return locale.say("digest-plain", label=indicator.names[lang], value=whole)
    one, _, many = template.partition("|")
    chosen = one if not many or (len(claims) == 1 and is_one(claims[0], lang)) else many
    return chosen.replace("{value}", whole).replace("{count}", joined)


def is_one(claim: Claim, lang: Lang) -> bool:
    """Whether Russian and English take the singular: 1, 21, 141 there, 1 here."""
    value = claim.value if claim.modifier == "=" else None
    if value is None or value != int(value):
        return False
    return value == 1 if lang == "en" else int(value) % 10 == 1 and int(value) % 100 != 11
