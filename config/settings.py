"""The one reader of the environment. Every setting is `KHABAR_…`; a wrong one stops the start with its name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "KHABAR_"


class SettingsError(Exception):
    """A setting is wrong; the text is one line that names it."""


def _publish(value: object) -> object:
    """`true` and `false`, as the setting was written at first."""
    word = str(value).strip().lower()
    return {"true": "all", "1": "all", "yes": "all", "false": "none", "0": "none", "no": "none"}.get(word, word)


class Settings(BaseSettings):
    """All settings with their defaults; README's "Configuration" explains each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    data: Path = Path("data")

    telegram_token: SecretStr | None = None
    telegram_url: str = "https://api.telegram.org"
    simulator: bool = False  # run against the built-in simulator even where a token is expected
    service: bool = False  # set by the image and the systemd unit: then a missing token is an error
    simulator_port: int = Field(default=8080, ge=0, le=65535)

    people_key: SecretStr | None = None
    people_plain: bool = False

    editors: str = ""  # chat ids, comma-separated; never shown
    # what machines read: shown as "reported, not reviewed" (all, true), or waiting for an editor (none, false)
    publish_automatic: Annotated[Literal["all", "none"], BeforeValidator(_publish)] = "all"

    rate_overall: float = Field(default=30, gt=0, le=1000)  # messages a second
    rate_chat: float = Field(default=1, gt=0)  # messages a second in one chat
    rate_group: float = Field(default=20, gt=0)  # messages a minute in one group
    send_window: int = Field(default=10, ge=1, le=200)  # sends in flight; bounds the duplicates a kill can cause
    unknown_policy: Literal["resend", "drop"] = "resend"
    paid_broadcast: bool = False

    webhook_url: str | None = None
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: SecretStr | None = None
    health_listen: str | None = None  # host:port of /health and /metrics
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    poll_minutes: int = Field(default=30, ge=5, le=1440)  # how often a feed is read at most
    feeds_allow_private: bool = False  # let feeds resolve to private addresses (tests on loopback)


def load() -> Settings:
    """Read the environment. Raises SettingsError naming the first wrong setting."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}: {first['msg'].lower()}") from None
