"""A figure in its indicator's own words, for a line of a digest or a sentence of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from digests.language import units
from digests.model import Claim, Indicator, Lang, Texts, Wording
from digests.say import figures as say
from digests.say.locale import load as load_locale

COUNTED = re.compile(r"\{(subject|object):([^{}]+)\}")
"""A number with what it counts in the right form: {subject:гражданин,гражданина,граждан}."""
Form = Literal["say", "answer"]
"""A line of a digest, or a full sentence of an answer, which stands after its date."""


def say_claim(claim: Claim, lang: Lang) -> str:
    """The figure with its hedge and unit: «қариб 150 нафар»."""
    return say.say_value(claim.value, claim.low, claim.high, claim.modifier, claim.unit, lang, hedge=claim.hedge)


def say_count(claim: Claim, lang: Lang) -> str:
    """The figure with its hedge alone: «қариб 150»; money, percents and years keep their unit."""
    unit = claim.unit if units.load().is_measured(claim.unit) else None
    return say.say_value(claim.value, claim.low, claim.high, claim.modifier, unit, lang, hedge=claim.hedge)


def say_either(counts: Sequence[str], lang: Lang) -> str:
    """«133, 60 ё 143»."""
    if len(counts) < 2:
        return "".join(counts)
    return load_locale(lang).say("digest-or", first=", ".join(counts[:-1]), last=counts[-1])


def say_claims(indicator: Indicator, form: Form, claims: Sequence[Claim], lang: Lang) -> str:
    """The figures of `claims` in the indicator's sentence for `form` ("{value} killed|…": one, many; {count} is without
    the unit, {subject:…} and {object:…} with a noun of its own, see `counted`), or in that of their scope; by the
    indicator's name where it has none. What is only reported is put in the words for that."""
    locale = load_locale(lang)
    counts = [say_count(claim, lang) for claim in claims]
    joined = say_either(counts, lang)
    whole = joined.removesuffix(counts[-1]) + say_claim(claims[-1], lang)
    template = template_of(indicator, form, claims, lang)
    if template is None:
        return locale.say("digest-plain", label=indicator.names[lang], value=whole)
    one, _, many = template.partition("|")
    chosen = one if not many or (len(claims) == 1 and is_one(claims[0], lang)) else many
    chosen = COUNTED.sub(lambda match: f"{joined} {counted(claims[-1], match[1], match[2].split(','), lang)}", chosen)
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
    """Whether the verb is in the singular: after 1, in Russian after 21 and 141 too; there not after "more than 21"."""
    value = claim.value
    if value is None or value != int(value):
        return False
    if lang != "ru":
        return value == 1
    plain = claim.modifier == "=" or claim.hedge == "nearly"
    counted = say.scaled(value) if say.is_short(value, lang) else int(value)  # приехал 1 миллион человек
    return plain and say.plural(counted, lang) == "one"


def counted(claim: Claim, role: str, forms: Sequence[str], lang: Lang) -> str:
    """The noun after the figure of `claim`. `forms` are its singular and plural, in Russian those after 1, 2 and 5, and
    the genitive of one where it is not that after 2; `role` is "object" where Russian asks for the accusative of
    somebody counted (выдворили 21 гражданина, 2 граждан, 22 гражданина)."""
    value = claim.value if claim.value is not None else claim.high if claim.high is not None else claim.low
    if lang != "ru" or value is None:
        return forms[0] if value == 1 else forms[-1]
    one, few, many = forms[:3]
    number = say.after_scale(value, lang)
    hedged = claim.value is None or (claim.modifier != "=" and claim.hedge != "nearly")
    form = say.plural(number, lang, "gen" if hedged else "nom")
    if hedged:
        return forms[-1] if len(forms) > 3 and form == "few" else {"few": few}.get(form, many)
    if role == "object" and form == "few" and number < 5:
        return many
    return {"one": few if role == "object" else one, "few": few, "other": few}.get(form, many)
