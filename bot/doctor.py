"""`khabar doctor`: is everything there that the service stands on, and if not, what is to be done."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import config
from bot import channels, databases, exchange
from bot.finding import Finding
from bot.logs import TOKEN
from bot.mail.outcome import Sent, Trouble, Unknown
from bot.people import integrity
from bot.people.channels import listed
from bot.people.store import StoreError
from bot.telegram import ask_me
from config.proxies import proxy_for
from config.settings import Settings
from digests import publishers
from digests.corpus import feed_log, vectors
from digests.corpus.feed_log import FeedLog, FeedState
from digests.corpus.sources_log import SourcesLog
from digests.corpus.store import FILE as CORPUS
from digests.editions import translate
from digests.errors import KhabarError
from digests.figures.second import head
from digests.language import meaning
from digests.model import LANGS, Readers
from digests.quarantine.keeper import Quarantine
from digests.sources.walls import WALLS
from digests.voice import voice

CLOCK_OFF = timedelta(seconds=30)
TIMEOUT = 10.0
STALE = timedelta(days=2)
"""After a source was due: no worker is away that long for good."""
READ: dict[Readers, str] = {
    "all": "read by the rules, by the second reader and, where it is asked, by a language model; what the first two "
    "differ on waits for an editor or for the third, and what it alone finds waits",
    "both": "read by the rules and by the second reader; what the two differ on waits for an editor",
    "rules": "read by the rules alone: KHABAR_FIGURE_READERS is rules",
    "second": "read by the second reader alone, each waits for an editor: KHABAR_FIGURE_READERS is second",
}


def examine(data: Path, settings: Settings, *, offline: bool = False) -> list[Finding]:
    """Every check; none of them changes anything, and none that fails keeps the others from being made."""
    checks: dict[str, Callable[[], Iterator[Finding]]] = {
        "disk": lambda: databases.disk(data),
        "corpus": lambda: databases.corpus(data),
        "people": lambda: databases.people(data, settings),
        "backup": lambda: databases.backups(data, settings),
        "snapshots": lambda: exchange.examine(data, settings),
        "token": lambda: telegram(settings, offline=offline),
        "channels": lambda: posted(settings, offline=offline),
        "config": own_files,
        "proxy": lambda: ways(settings),
        "feeds": lambda: feeds(data),
        "locales": locales,
        "walls": walls,
        "figures": lambda: read(settings.figure_readers),
        "meaning": lambda: meant(data, settings),
        "voice": lambda: voiced(settings, offline=offline),
        "translation": lambda: translated(settings),
    }
    findings: list[Finding] = []
    for what, check in checks.items():
        try:
            findings += check()
        except (OSError, KhabarError, StoreError, sqlite3.Error) as error:
            findings.append(Finding(what, "wrong", f"could not be looked at: {error}", databases.BUSY))
    return findings


def telegram(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """Does Telegram know the token, and do our clocks agree?"""
    if settings.telegram_token is None:
        yield Finding("token", "well", "no KHABAR_TELEGRAM_TOKEN: `khabar run` starts the simulator")
        return
    token = settings.telegram_token.get_secret_value()
    if not TOKEN.fullmatch(token):
        yield Finding("token", "wrong", "not the form of a bot token", "copy it again from @BotFather")
        return
    if offline:
        yield Finding("token", "worth a look", "well formed; Telegram was not asked")
        return
    proxy = proxy_for(settings.telegram_url)
    outcome, stamp = asyncio.run(ask_me(settings.telegram_url, token, proxy=proxy, seconds=TIMEOUT))
    if isinstance(outcome, Trouble | Unknown):
        by = f" by {proxy}" if proxy else ""
        todo = "check the network" + (" and the proxy" if proxy else "")
        yield Finding("token", "wrong", f"Telegram cannot be reached{by} ({outcome.kind})", todo)
        return
    if not isinstance(outcome, Sent):
        yield Finding("token", "wrong", "Telegram refuses it", "get a new one from @BotFather")
        return
    yield Finding("token", "well", "Telegram knows it")
    if stamp:
        off = abs(datetime.now(UTC) - parsedate_to_datetime(stamp))
        said = f"{off.total_seconds():.0f} s from Telegram's"
        yield Finding("clock", "well", said) if off < CLOCK_OFF else Finding("clock", "wrong", said, "set it by NTP")


def posted(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """May the bot post in the channels that the setting lists?"""
    wanted, token = listed(settings.channels), settings.telegram_token
    if not wanted:
        yield Finding("channels", "well", "KHABAR_CHANNELS lists none")
    elif offline or token is None:
        yield Finding("channels", "worth a look", f"{len(wanted)} listed; Telegram was not asked")
    else:
        yield from asyncio.run(channels.examine(settings.telegram_url, token.get_secret_value(), wanted))


def own_files() -> Iterator[Finding]:
    """Which files of `config` are the operator's, and does what lies beside them take any file's place?"""
    if config.OWN is None:
        yield Finding("config", "well", "all of it as packaged: KHABAR_CONFIG names no folder")
        return
    there = sorted(path.name for path in config.OWN.iterdir() if not path.name.startswith("."))
    ours = [name for name in there if _is_replaced(name)]
    said = f"{', '.join(ours) or 'nothing'} of {config.OWN}; the rest as packaged"
    strays = [name for name in there if name not in ours]
    if strays:
        yield Finding(
            "config", "worth a look", f"{said}; not read: {', '.join(strays)}", "see whether a name is misspelt"
        )
        return
    yield Finding("config", "well", said)


def _is_replaced(name: str) -> bool:
    """Whether a file of that name takes the place of a packaged one."""
    return name in {"corpus", "locales"} or (name.endswith((".toml", ".tsv")) and (config.PACKAGED / name).is_file())


def ways(settings: Settings) -> Iterator[Finding]:
    """Which proxy leads to Telegram and to the feeds? Its password is not shown."""
    try:
        urls = [feed.url for feed in publishers.load().feeds]
    except KhabarError as error:
        yield Finding("feeds", "wrong", str(error), "mend the file")
        urls = []
    ways = {"Telegram": [settings.telegram_url], "feeds": urls}
    said = [
        f"{what} {' and '.join(sorted({f'by {proxy}' if proxy else 'directly' for proxy in map(proxy_for, to)}))}"
        for what, to in ways.items()
        if to
    ]
    yield Finding("proxy", "well", ", ".join(said))
    if urls and not settings.contact:
        todo = "set it to a page or an address of yours"
        yield Finding("contact", "worth a look", "no KHABAR_CONTACT: publishers cannot reach you", todo)


def feeds(data: Path) -> Iterator[Finding]:
    """When was each source read last, which of them fail or do otherwise than they used to, and which are paused?"""
    path = data / CORPUS
    if integrity.of_corpus(path).state != "sound":
        return  # that is the corpus' finding
    try:
        urls, now = {feed.url for feed in publishers.load().feeds}, datetime.now(UTC)
    except KhabarError:
        return  # that is said where the way to them is looked at
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        log, paused = FeedLog(connection), SourcesLog(connection).paused()
        states = log.read()
        troubles = {each.url: each for each in log.troubles(now, urls)}
    if not states:
        yield Finding("feeds", "worth a look", "none was read yet", "`khabar worker` reads them")
    for state in states:
        if state.url in urls:
            yield feed(state, now, paused.get(state.url), troubles.get(state.url))
        else:
            yield Finding("feed", "well", f"{state.url}: no source any more")


def feed(state: FeedState, now: datetime, paused: datetime | None, trouble: feed_log.Trouble | None) -> Finding:
    """How it goes with one source. What is due only in a week is not late for not being read today."""
    last = f"{state.last_read:%Y-%m-%d %H:%M}" if state.last_read else "never"
    if paused:
        return Finding("feed", "well", f"{state.url}: paused since {paused:%Y-%m-%d}, last read {last}")
    if state.failures:
        said = f"{state.url}: failed {state.failures} times: {state.fault}"
        return Finding("feed", "worth a look", said, "see whether it moved")
    if trouble:
        return Finding("feed", "worth a look", str(trouble), "`khabar sources test` shows what it brings")
    if state.next_read and now - state.next_read > STALE:
        return Finding("feed", "worth a look", f"{state.url}: last read {last}", "does the worker run?")
    return Finding("feed", "well", f"{state.url}: last read {last}")


def locales() -> Iterator[Finding]:
    """Are the three languages there?"""
    from bot.talk import spoken  # noqa: PLC0415 (a broken file is to be a finding, not the end)
    from digests.say import locale  # noqa: PLC0415

    missing = [f"{lang}.ftl" for lang in LANGS if not config.locale(lang).is_file()]
    if missing:
        yield Finding("locales", "wrong", f"missing: {', '.join(missing)}", "install the program again")
        return
    try:
        for lang in LANGS:
            locale.load(lang)
        spoken.load()
    except KhabarError as error:
        yield Finding("locales", "wrong", str(error), "mend the file or install the program again")
        return
    yield Finding("locales", "well", ", ".join(LANGS))


def walls() -> Iterator[Finding]:
    """What stands around the process that reads feeds and files."""
    try:
        standing = Quarantine().walls()
    except KhabarError as error:
        yield Finding("walls", "wrong", str(error), "look for a limit on processes or memory")
        return
    missing = [name for name in WALLS if name not in standing]
    said = f"feeds and files are read behind {', '.join(standing)}"
    if missing:
        said += f"; this system lacks {', '.join(missing)}"
        yield Finding("walls", "worth a look", said, "Linux 5.13 or newer, x86-64 or ARM, has all of them")
    else:
        yield Finding("walls", "well", said)


def read(readers: Readers) -> Iterator[Finding]:
    """Who reads figures, and has the second reader what it learned?"""
    if readers != "rules":
        head.load()
    yield Finding("figures", "well", READ[readers])


def meant(data: Path, settings: Settings) -> Iterator[Finding]:
    """Are questions met by their meaning, and has everything been embedded?"""
    model, why_not = meaning.load(wanted=settings.meaning)
    if model is None:
        said = f"questions are met by their words alone: {why_not}"
        if settings.meaning:
            yield Finding("meaning", "worth a look", said, "answers are fewer; everything else works")
        else:
            yield Finding("meaning", "well", said)
        return
    path = data / CORPUS
    left = 0
    if integrity.of_corpus(path).state == "sound":
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            left = vectors.left(connection, model.id)
    more = f"; {left} documents are still to be embedded" if left else ""
    yield Finding("meaning", "well", f"questions are met by what they mean ({model.id}){more}")


def voiced(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """Is a language model asked which candidates answer, and where? It is tried with words of ours."""
    came: list[str] = []
    asked, why_not = voice.load(settings, came.append)
    if settings.llm_url is None:
        yield Finding("voice", "well", f"no language model is asked: {why_not}")
        return
    if asked is None:
        todo = "install it: pip install 'khabar[llm]'"
        yield Finding("voice", "worth a look", f"no language model is asked: {why_not}", todo)
        return
    figures = " and where figures stand in texts" if settings.figure_readers == "all" else ""
    said = f"{settings.llm_model} is asked which candidates answer{figures}, at {voice.place(settings.llm_url)}"
    if offline:
        yield Finding("voice", "worth a look", f"{said}; it was not tried")
        return
    asked.choose(*voice.TRIAL)
    if came in (["chosen"], ["none"]):
        yield Finding("voice", "well", f"{said}; it answers")
    else:
        todo = "answers do without it; look at the endpoint, KHABAR_LLM_KEY, KHABAR_LLM_MODEL and KHABAR_LLM_SECONDS"
        yield Finding("voice", "worth a look", f"{said}; a trial ended as {' '.join(came)}", todo)


def translated(settings: Settings) -> Iterator[Finding]:
    """Does a machine translate what editions tell in another language, and what does it lack?"""
    if settings.translate == "off":
        yield Finding("translation", "well", f"no machine translates: {translate.NOT_SET_UP}")
        return
    found, why_not = translate.load(settings)
    meant, lacks = meaning.load(wanted=settings.meaning)
    if found is None:
        extra = "translate" if settings.translate == "nllb" else "llm"
        todo = f"pip install 'khabar[{extra}]', and look at KHABAR_TRANSLATE and its neighbours"
        yield Finding("translation", "worth a look", f"no machine translates: {why_not}", todo)
    elif meant is None:
        todo = "what is told in another language is shown as published"
        yield Finding("translation", "worth a look", f"what {found.id} says cannot be measured: {lacks}", todo)
    else:
        place = f", at {voice.place(settings.llm_url)}" if settings.translate == "endpoint" and settings.llm_url else ""
        yield Finding("translation", "well", f"{found.id} translates{place}; what fails the gate is shown as published")
