"""By which doors others reach the service: the webhook for Telegram; `/health` and `/metrics` for its operator."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.mail.hook import Hook
from bot.mail.inbox import Inbox
from bot.mail.intake import Webhook, host_and_port
from bot.metrics import Metrics, Silent
from bot.standing import Standing
from config.settings import Settings
from digests.errors import Unavailable

if TYPE_CHECKING:
    from bot.health import HealthServer


def metrics_of(settings: Settings) -> Metrics:
    """Who counts: nobody, unless the health server is to listen."""
    if not settings.health_listen:
        return Silent()
    from bot.health import Prometheus  # noqa: PLC0415 (its library is slow to load)

    return Prometheus()


SECRET = "webhook_secret"  # noqa: S105 (under which it is kept, for all nodes)


class Doors:
    """Each is open only where its setting says so."""

    def __init__(self, settings: Settings, inbox: Inbox, hook: Hook, wake: Callable[[], None]) -> None:
        self.settings = settings
        self.inbox = inbox
        self.hook = hook
        self.wake = wake
        self.webhook: Webhook | None = None
        self.health: HealthServer | None = None
        self._secret = ""

    async def open(self, metrics: Metrics, standing: Standing) -> None:
        """Listen. Raises BadInput for what is no address, Unavailable where it is taken."""
        try:
            await self._open_health(metrics, standing)
            await self._open_webhook()
        except OSError as error:
            raise Unavailable(f"KHABAR_HEALTH_LISTEN or KHABAR_WEBHOOK_LISTEN: {error.strerror}") from error

    async def _open_health(self, metrics: Metrics, standing: Standing) -> None:
        if not self.settings.health_listen:
            return
        from bot.health import HealthServer, Prometheus  # noqa: PLC0415 (as above)

        if isinstance(metrics, Prometheus):
            self.health = HealthServer(metrics, standing)
            await self.health.start(*host_and_port(self.settings.health_listen, "KHABAR_HEALTH_LISTEN"))

    async def _open_webhook(self) -> None:
        if not self.settings.webhook_url:
            return
        given = self.settings.webhook_secret
        self._secret = given.get_secret_value() if given else self.inbox.db.agreed(SECRET, secrets.token_urlsafe(32))
        self.webhook = Webhook(self.inbox, self._secret, self.wake)
        await self.webhook.start(*host_and_port(self.settings.webhook_listen, "KHABAR_WEBHOOK_LISTEN"))

    async def keep_webhook(self) -> None:
        """Until cancelled: Telegram posts to ours."""
        if self.settings.webhook_url:
            await self.hook.keep(self.settings.webhook_url, self._secret)

    async def shut(self) -> None:
        """Telegram is let in no more; `/health` answers to the end."""
        if self.webhook:
            await self.webhook.stop()
            self.webhook = None

    async def close(self) -> None:
        await self.shut()
        if self.health:
            await self.health.stop()
