"""Who said a figure, in which publication of which day."""

from __future__ import annotations

from digests.model import Claim, Lang
from digests.say import figures as say
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.speakers import say_speaker


class Speakers:
    """Words for the sources of claims, in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.locale: Locale = load_locale(lang)

    def who(self, claim: Claim) -> str:
        """Who said it first, and through whom."""
        return ", ".join(dict.fromkeys(say_speaker(speaker, self.lang) for speaker in reversed(claim.attributed_to)))

    def publisher(self, claim: Claim) -> str:
        """The outlet, or that it is not known."""
        return claim.publisher or self.locale.say("digest-unknown-publisher")

    def when_published(self, claim: Claim) -> str:
        """The source and its date, where the figure has no date of its own."""
        if claim.as_of is not None or (claim.period is not None and claim.period.end is not None):
            return ""
        if claim.undated or claim.published is None:
            return f"{self.publisher(claim)}, {self.locale.say('digest-undated')}"
        return f"{self.publisher(claim)}, {say.say_date(claim.published, self.lang)}"

    def source(self, claim: Claim) -> str:
        """Who said it, in which publication of which day; the day that the figure is for where it is another."""
        carried = self.carried(claim)
        if claim.as_of is None or claim.as_of == claim.published:
            return carried
        return f"{carried}; {self.locale.say('answer-as-of-day', date=say.say_date(claim.as_of, self.lang))}"

    def carried(self, claim: Claim) -> str:
        """Who said it, the outlet and the day of its article: never the figure's own day as the outlet's."""
        parts = [self.who(claim)] if claim.attributed_to else []
        if claim.publisher and claim.publisher not in claim.attributed_to:
            parts.append(claim.publisher)
        if claim.published is not None and not claim.undated:
            parts.append(say.say_date(claim.published, self.lang))
        else:
            parts.append(self.locale.say("digest-undated"))
        return ", ".join(parts)
