"""Speed of reading: identify, fold and stem, words a second on one core; names; memory. Beside it: pycld2.

The text is our own curated statements, three times over in another order: news repeats its words, caches count.
"""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import time
from collections.abc import Callable
from types import ModuleType

from digests.language.fold import words
from digests.language.identify import identify
from digests.language.names import load
from digests.language.stems import stem, stems
from digests.model import LANGS, Lang
from tests.eval import learn_words

MEMORY = """
from pathlib import Path
def resident():
    return Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]
bare = resident()
from digests.language import names
from digests.corpus import expand
modules = resident()
for lang, text in (("tg", "муҳоҷирони тоҷик"), ("ru", "таджикские мигранты"), ("en", "Tajik migrants")):
    expand.expand(text, lang, ("tg", "ru", "en"))
    names.load().find(text, lang)
print(bare, modules, resident())
"""  # of Linux; a child's peak begins with its parent's, so what is resident is read


def rate(read: Callable[[Lang, str], object], texts: list[tuple[Lang, str]], count: int) -> float:
    started = time.perf_counter()
    for lang, text in texts:
        read(lang, text)
    return count / (time.perf_counter() - started)


def run(*, long: bool = False) -> None:
    texts: list[tuple[Lang, str]] = [(lang, row[lang]) for row in learn_words.ours() for lang in LANGS] * 3
    random.Random(1).shuffle(texts)
    count = sum(len(words(text)) for _, text in texts)
    steps: list[tuple[str, Callable[[Lang, str], object]]] = [
        ("identify + fold + stem", lambda lang, text: (identify(text), stems(text, lang))),
        ("identify", lambda lang, text: identify(text)),
        ("fold into words", lambda lang, text: words(text)),
        ("stem", lambda lang, text: stems(text, lang)),
        ("names", lambda lang, text: load().find(text, lang)),
    ]
    load().find("", None)
    started = time.perf_counter()
    for lang in LANGS:
        stem("слово", lang)
        stem("word", lang)
    print(f"  loading: {time.perf_counter() - started:.2f} s")
    for name, read in steps:
        cold = rate(read, texts, count)
        warm = max(rate(read, texts, count) for _ in range(3 if long else 2))
        bound = "  (at least 20,000)" if name.startswith("identify +") else ""
        print(f"  {name:<26} first {cold:>10,.0f} words/s   warm {warm:>10,.0f} words/s{bound}")
    peer(texts, count)
    alone = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    bare, modules, loaded = (int(each) / 1024 for each in alone.stdout.split())
    print(f"  memory: {bare:.0f} MB bare, {modules:.0f} with the room, {loaded:.0f} with its tables (at most 120)")


def peer(texts: list[tuple[Lang, str]], count: int) -> None:
    if importlib.util.find_spec("pycld2") is None:
        print("  pycld2: not installed, skipped")
        return
    cld2: ModuleType = importlib.import_module("pycld2")

    def told(_: Lang, text: str) -> str:
        return str(cld2.detect(text)[2][0][1])

    right = sum(told(lang, text) == lang for lang, text in texts) / len(texts)
    ours = sum(identify(text).lang == lang for lang, text in texts) / len(texts)
    print(
        f"  pycld2 identify            {rate(told, texts, count):>28,.0f} words/s; right {right:.3f}, ours {ours:.3f}"
    )
