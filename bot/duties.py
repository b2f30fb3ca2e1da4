"""All that a tick drives beside editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts import Alerts
from bot.announcing import Announcing
from bot.asking import Asking
from bot.channels import Call
from bot.desk import Desk
from bot.duty import AT_ONCE, Duty
from bot.mail.outbox import Outbox
from bot.mirrors import Mirrors
from bot.people.channels import listed
from bot.people.editors import editors_of
from bot.people.subscribers import Subscribers
from bot.tick import Compile, Tick
from bot.watch import Watch
from config.settings import Settings


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties of one service, each by its name."""

    mirrors: Mirrors
    alerts: Alerts
    announcing: Announcing
    asking: Asking
    watch: Watch

    def by_name(self) -> dict[str, Duty]:
        """Name → duty."""
        return {name: getattr(self, name) for name in self.__slots__}

    async def step(self, tick: Tick) -> int:
        """All that is due by a clock that is stepped, at once: what was posted is corrected before the next edition
        goes out. How much that made."""
        made = await self.mirrors.run(AT_ONCE) + await tick.run()
        for duty in (self.alerts, self.announcing, self.asking):
            made += await duty.run(AT_ONCE)
        return made


def make(
    settings: Settings,
    outbox: Outbox,
    people: Subscribers,
    desk: Desk,
    sent: Callable[[], None],
    *,
    call: Call,
    compile_edition: Compile,
    me: Callable[[], int],
) -> Duties:
    """The duties. Raises BadInput where the setting of editors is no list of ids."""
    means = (outbox, people, desk, sent)
    editors = editors_of(settings.editors)
    return Duties(
        mirrors=Mirrors(
            *means, editors=editors, call=call, compile_edition=compile_edition, wanted=listed(settings.channels), me=me
        ),
        alerts=Alerts(*means),
        announcing=Announcing(*means, editors=editors),
        asking=Asking(*means),
        watch=Watch(*means, editors=editors),
    )
