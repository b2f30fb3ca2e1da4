"""An edition as it is sent: its first page with its buttons, and the charts of what moved in a week."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from typing import Any

from bot.desk import Desk
from bot.mail.fanout import Edition, Sheet
from bot.mail.message import PhotoRef
from bot.people.callbacks import Callbacks
from bot.talk.digest import front, under
from digests.errors import KhabarError
from digests.model import Digest, FigureLine
from digests.say.pages import Line, escape, paginate

log = logging.getLogger(__name__)

CHARTS = 3
"""Charts that come with a week's edition at most."""
CAPTION = 600  # UTF-16 units: less than Telegram takes, as much as is read under a picture


class Compiling:
    """Makes editions for the tick."""

    def __init__(self, desk: Desk, callbacks: Callbacks) -> None:
        self.desk = desk
        self.callbacks = callbacks

    async def sheets(self, edition: Edition) -> Sequence[Sheet]:
        """The pages of an edition; none where it has no news. Raises KhabarError where it cannot be made now."""
        taste = edition.taste
        digest = await self.desk.suited(edition.issue, taste, edition.begun)
        if not (digest.news or taste.always):
            return []
        payloads: list[dict[str, Any]] = [
            {"text": page.html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
            for page in front(digest)
        ]
        if rows := under(taste.lang, digest, edition.issue, brief=taste.brief):
            payloads[-1]["reply_markup"] = self.callbacks.shared(rows)
        wanted = digest.figures[:CHARTS] if taste.charts and edition.issue.cadence == "weekly" else ()
        charts = [chart for figure in wanted if (chart := await self._chart(figure, digest))]
        return [*map(Sheet, payloads), *charts]

    async def _chart(self, figure: FigureLine, digest: Digest) -> Sheet | None:
        """A figure's chart under which its line stands, with who says it; None where there is nothing to draw."""
        try:
            image = await self.desk.chart(figure.indicator, digest.lang)
        except KhabarError as error:
            log.warning("a chart is left out", extra={"figure": figure.indicator, "error": type(error).__name__})
            return None
        key = f"chart:{hashlib.sha256(image).hexdigest()[:32]}"  # as where one is asked for: uploaded once
        said = (line for line in (figure.text, figure.attribution) if line)
        (caption, *_) = paginate([Line(escape(line)) for line in said], limit=CAPTION)
        payload = {"caption": caption.html, "parse_mode": "HTML"}
        return Sheet(payload, "sendPhoto", PhotoRef(key, image))
