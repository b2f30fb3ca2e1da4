"""The last gate: every number, date and name of an answer stands in what it cites."""

from __future__ import annotations

from collections.abc import Iterator

from digests.answers.write.draft import Draft
from digests.figures.indicators import Indicators
from digests.say.phrases import own_words


def holds(draft: Draft, indicators: Indicators) -> bool:
    """Whether the draft may be said. A fixed reply tells nothing of the sources."""
    return draft.kind == "help" or not draft.unsupported(_own_words(draft, indicators))


def _own_words(draft: Draft, indicators: Indicators) -> Iterator[str]:
    """What an editor says of indicators, beside whatever the source calls them: names and event of the one that
    answers; where nothing does, all names."""
    if draft.kind == "none":
        yield " ".join(one.names[draft.lang] for one in indicators.all)
    if draft.indicator is not None:
        for words in own_words(indicators.get(draft.indicator)):
            yield "\n".join(words.values())
