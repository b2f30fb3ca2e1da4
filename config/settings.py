"""The one reader of the environment. Every setting is `KHABAR_…`; a wrong one stops the start with its name."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config import proxies

PREFIX = "KHABAR_"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
YES_OR_NO = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class SettingsError(Exception):
    """A setting is wrong; the text is one line that names it."""


def _publish(value: object) -> object:
    """`true` and `false`, as the setting was written at first."""
    word = str(value).strip().lower()
    return {True: "all", False: "none", None: word}[YES_OR_NO.get(word)]


def _allowed(value: object) -> object:
    """`true`, `false`, or networks: "10.0.0.0/8, 192.168.1.7"."""
    if not isinstance(value, str):
        return value
    words = [word for word in value.replace(",", " ").split() if word]
    if len(words) == 1 and words[0].lower() in YES_OR_NO:
        return YES_OR_NO[words[0].lower()]
    try:
        return tuple(ipaddress.ip_network(word, strict=False) for word in words)
    except ValueError:
        raise ValueError("true, false or networks are expected (10.0.0.0/8, 192.168.1.7)") from None


def _web(value: str | None) -> str | None:
    parts = urlsplit(value or "https://none.is.set")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError("a web address is expected (https://…)")
    return value


def _place(value: SecretStr | None) -> SecretStr | None:
    """A folder named from the root, or an address; what is wrong is said without it."""
    text = value.get_secret_value() if value else "/"
    if "://" not in text and not text.startswith("/"):
        raise ValueError("a folder is expected (/srv/khabar), s3://bucket/folder or postgresql://…")
    return value


def _folder(value: Path | None) -> Path | None:
    if value is not None and not value.is_dir():
        raise ValueError(f"{value}: no such folder")
    return value


def _server(value: SecretStr | None) -> SecretStr | None:
    """Nothing of it is shown: it may hold a password."""
    if value is not None and urlsplit(value.get_secret_value()).scheme not in {"postgresql", "postgres"}:
        raise ValueError("an address of PostgreSQL is expected (postgresql://user@host/database)")
    return value


def hosts(value: str) -> frozenset[str]:
    """Names or addresses of hosts: "llm.example.org, 10.0.0.7"."""
    return frozenset(word.lower().strip("[]") for word in value.replace(",", " ").split())


def _hosts(value: str) -> str:
    if any(re.search(r"[/@*:]", host) and not _is_address(host) for host in hosts(value)):
        raise ValueError("names of hosts are expected, without a port (llm.example.org, 10.0.0.7)")
    return value


def _is_address(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def is_loopback(url: str) -> bool:
    """Whether a web address leads to this machine and stays on it."""
    host = urlsplit(url).hostname or ""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_near(host: str) -> bool:
    """Whether a host is of one's own network by its very name: a private address, or a name without a domain."""
    return ipaddress.ip_address(host).is_private if _is_address(host) else "." not in host


CHANNEL = re.compile(r"(?:tg|ru|en):(?:@[A-Za-z]\w{3,31}|-100\d{5,13})(?::(?:daily|weekly))?", re.ASCII)


def _channels(value: str) -> str:
    """Channels by language: "tg:@khabar_tj ru:-1001234567890:weekly". None stands twice."""
    words = value.replace(",", " ").split()
    if not all(CHANNEL.fullmatch(word) for word in words):
        raise ValueError("language:channel is expected, each as tg:@name or ru:-1001234567890, with :weekly if wished")
    if len({word.split(":")[1].lower() for word in words}) < len(words):
        raise ValueError("a channel stands twice; it has one language")
    return " ".join(words)


class Settings(BaseSettings):
    """All settings with their defaults; "Settings" in docs/operating.md explains each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    data: Path = Path("data")
    config: Annotated[Path | None, AfterValidator(_folder)] = None  # what stands there wins over the packaged files

    telegram_token: SecretStr | None = None
    telegram_url: Annotated[str, Field(min_length=1), AfterValidator(_web)] = "https://api.telegram.org"
    simulator: bool = False  # run against the built-in simulator even where a token is expected
    service: bool = False  # set by the image and the systemd unit: then a missing token is an error
    simulator_port: int = Field(default=8080, ge=0, le=65535)

    people_key: SecretStr | None = None
    people_plain: bool = False
    people_url: Annotated[SecretStr | None, AfterValidator(_server)] = None  # PostgreSQL in place of `people.db`

    editors: str = ""  # chat ids, comma-separated; never shown
    channels: Annotated[str, AfterValidator(_channels)] = ""  # to which editions are mirrored: "tg:@name ru:-100…"
    # What machines read: shown where two origins agree or a curated series goes on (corroborated), what one text alone
    # says too, marked "as reported, not reviewed" (all, true), or nothing of it before an editor (none, false).
    publish_automatic: Annotated[Literal["corroborated", "all", "none"], BeforeValidator(_publish)] = "corroborated"
    # Who reads figures: the rules and the second reader, what they differ on waiting for an editor, with a language
    # model where one is set up (all) or without it (both); or one alone.
    figure_readers: Literal["all", "both", "rules", "second"] = "all"

    rate_overall: float = Field(default=30, gt=0, le=1000)  # messages a second
    rate_chat: float = Field(default=1, gt=0)  # messages a second in one chat
    rate_group: float = Field(default=20, gt=0)  # messages a minute in one group
    send_window: int = Field(default=10, ge=1, le=200)  # sends in flight; bounds the duplicates a kill can cause
    unknown_policy: Literal["resend", "drop"] = "resend"
    paid_broadcast: bool = False

    # Where the worker publishes versions of the corpus and bots on other machines take them: a folder, a bucket
    # (s3://…, any URL of fsspec) or a table of PostgreSQL (postgresql://…); may hold a password, so it is never shown.
    snapshots: Annotated[SecretStr | None, AfterValidator(_place)] = None

    webhook_url: Annotated[str | None, AfterValidator(_web)] = None
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: SecretStr | None = None
    health_listen: str | None = None  # host:port of /health and /metrics
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    meaning: bool = True  # meet questions by what they mean as well as by their words, where the model can be loaded
    # A language model that is asked which candidates answer a question, and where figures stand in a text; it stays on
    # this machine unless allowed.
    llm_allow: Annotated[str, AfterValidator(_hosts)] = ""  # stands before the address, which is held against it
    llm_url: Annotated[str | None, AfterValidator(_web)] = None
    llm_key: SecretStr | None = None
    llm_model: str = Field(default="default", min_length=1, max_length=200)
    llm_seconds: float = Field(default=2, gt=0, le=30)  # to wait for it in all, once a question
    llm_read_seconds: float = Field(default=20, gt=0, le=120)  # … once a text
    # A machine that translates what an edition tells in another language, if the operator sets one up: the endpoint
    # above, or NLLB's weights in a folder. What does not pass the gate is shown as published.
    translate_allow: Annotated[str, AfterValidator(_hosts)] = ""  # hosts that may be sent texts as they are
    translate_model: Annotated[Path | None, AfterValidator(_folder)] = None
    translate_seconds: float = Field(default=120, gt=0, le=3600)  # to wait for it in all, once a round
    translate: Literal["off", "endpoint", "nllb"] = "off"  # stands behind what it is held against
    poll_minutes: int = Field(default=30, ge=5, le=1440)  # how often a feed is read at most
    # Networks that feeds may lead into beside the public internet's ports 80 and 443; `true` is everything.
    feeds_allow_private: Annotated[bool | tuple[Network, ...], NoDecode, BeforeValidator(_allowed)] = False
    contact: str = Field(default="", max_length=200, pattern=r"^[\x21-\x7e]*$")  # stands in the user agent

    @field_validator("llm_url")
    @classmethod
    def _permitted(cls, value: str | None, info: ValidationInfo) -> str | None:
        """What people ask leaves this machine only for hosts that are named, and the networks around it encrypted."""
        if value is None or is_loopback(value):
            return value
        parts = urlsplit(value)
        host = parts.hostname or ""
        if host not in hosts(info.data.get("llm_allow", "")):
            raise ValueError(f"{host} is not this machine; KHABAR_LLM_ALLOW={host} lets questions and texts go there")
        if parts.scheme == "http" and not _is_near(host):
            raise ValueError(f"questions and texts go to {host} by https only")
        return value

    @field_validator("translate")
    @classmethod
    def _lent(cls, value: str, info: ValidationInfo) -> str:
        """Texts are sent to another machine as they are, names and all, only if the operator names it for that."""
        url = info.data.get("llm_url")
        if value == "nllb" and info.data.get("translate_model") is None:
            raise ValueError("nllb needs the folder of its weights, KHABAR_TRANSLATE_MODEL")
        if value != "endpoint":
            return value
        if url is None:
            raise ValueError("endpoint needs KHABAR_LLM_URL")
        host = urlsplit(url).hostname or ""
        if not is_loopback(url) and host not in hosts(info.data.get("translate_allow", "")):
            raise ValueError(f"{host} is not this machine; KHABAR_TRANSLATE_ALLOW={host} lets texts go there uncut")
        return value

    @field_validator("llm_url")
    @classmethod
    def _bare(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("an address without user, password or query is expected; a key belongs in KHABAR_LLM_KEY")
        return value


def load() -> Settings:
    """Read the environment. Raises SettingsError naming the first wrong setting, or a proxy's variable."""
    try:
        proxies.check()
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        why = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"].lower()
        raise SettingsError(f"{PREFIX}{str(first['loc'][0]).upper()}: {why}") from None
    except ValueError as error:
        raise SettingsError(str(error)) from None
