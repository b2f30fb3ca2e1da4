"""Where the desk's buttons lead, and what takes the texts that it waits for."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from bot.context import Context
from bot.talk.desk import add, claims, correct, home, items, look, trail, withdraw, write

Way = Callable[[Context, int, str], Coroutine[Any, Any, None]]
Step = Callable[[Context, str, str], Coroutine[Any, Any, None]]

WAYS: dict[str, Way] = {
    "home": home.home, "cancel": home.cancel,
    "claim": claims.claim, "shown": claims.shown, "do": claims.decide,
    "fix": correct.fix, "field": correct.field, "fields": correct.fields, "hedge": correct.hedge,
    "indicator": correct.indicator, "fixed": correct.fixed,
    "why": withdraw.why, "dwhy": withdraw.why_document, "because": withdraw.because,
    "item": items.item, "take": items.take, "leave": items.leave,
    "docs": items.documents, "doc": items.document, "urgent": items.urgent, "calm": items.calm,
    "trail": trail.trail, "undo": trail.undo,
    "tomorrow": look.tomorrow, "vain": look.vain, "sources": look.sources, "health": look.health,
    "add": add.add, "set": add.field, "given": add.given, "looked": add.looked, "publisher": add.publisher,
    "stored": add.stored,
    "write": write.write, "drafts": write.listed, "draft": write.draft, "text": write.text, "kind": write.kind,
    "by": write.speaker, "label": write.label, "asks": write.asks, "again": write.again, "publish": write.publish,
    "drop": write.drop, "dropped": write.dropped,
}  # fmt: skip
"""Where a button leads, by the first word of its data."""

STEPS: dict[str, Step] = {
    "field": correct.typed, "why": withdraw.typed, "send": add.typed, "field-of": add.again, "set": add.set_field,
    "text": write.text_given, "by": write.speaker_given, "label": write.label_given, "asks": write.asks_given,
}  # fmt: skip
"""What takes a typed text, by the step that awaits it."""
