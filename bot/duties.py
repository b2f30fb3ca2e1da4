"""All that a tick drives beside editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts import Alerts
from bot.announcing import Announcing
from bot.asking import Asking
from bot.channels import Call
from bot.duty import AT_ONCE, Duty, Means
from bot.mirrors import Mirrors
from bot.people.channels import listed
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


def make(settings: Settings, means: Means, *, call: Call, compile_edition: Compile, me: Callable[[], int]) -> Duties:
    """The duties. Raises BadInput where the setting of channels is no list of them."""
    wanted = listed(settings.channels)
    return Duties(
        mirrors=Mirrors(means, call=call, compile_edition=compile_edition, wanted=wanted, me=me),
        alerts=Alerts(means),
        announcing=Announcing(means),
        asking=Asking(means),
        watch=Watch(means),
    )
