"""A light stemmer for Tajik, on folded text (ғ→г ӣ→и қ→к ӯ→у ҳ→х ҷ→ч ё→е).

Suffixes are taken off outermost first: the object marker, possessives, the copula, izofat and the indefinite
-е, comparatives, plurals. Verbs have two stems that rules cannot join (кун~кард), so a table holds them
(`config/tables/verbs_tg.tsv`: present stem, past stem); a verb form becomes its past stem. Every form goes the same
way, so a word whose own ending looks like a suffix loses it in all its forms alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from config import TABLES
from digests.language.fold import fold_word

VOWELS = "аеиоуэюяы"

# Words that are not inflected, or whose end is not what it looks like (folded).
WHOLE = frozenset(
    """аз ба бо дар то бе барои ки ва е хам хар на не чи чун агар вале аммо лекин балки пас боз ин он инро онро ман ту
    у вай мо шумо онхо инхо худ чанд чандин якчанд харчанд хеле бисер кам даре кадом кай кучо чаро ягон ягона баъзе
    чониб аст нест хаст ду се чор панч шаш хафт хашт нух дах бист си чил сад хазор духтар дафтар дигар дигаре магар шахр
    якшанбе душанбе сешанбе чоршанбе панчшанбе чумъа шанбе рохбар фарзанд баланд монанд самарканд
    пайванд гусфанд писанд имом назар хона чахон замон имкон инсон осмон эрон забон номзад чавон хукумат давлат хизмат
    миллат мактаб китоб осон арзон нишон пинхон пешин охирин милион миллион миллиард асосан низ зеро инчунин
    мисли бояд шояд ислом""".split()
)

IRREGULAR = {"занон": "зан", "занони": "зан", "занонро": "зан", "падарон": "падар", "чашмон": "чашм"}


@cache
def _roots() -> frozenset[str]:
    """Words that are stripped no further: those above and `config/tables/roots_tg.txt`."""
    lines = (TABLES / "roots_tg.txt").read_text(encoding="utf-8").splitlines()
    return WHOLE.union(fold_word(word) for line in lines if not line.startswith("#") for word in line.split())


@cache
def _verbs() -> tuple[dict[str, str], frozenset[str]]:
    """Stem → past stem for both stems of every verb, and the past stems."""
    table: dict[str, str] = {}
    past: set[str] = set()
    for line in (TABLES / "verbs_tg.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        present, former = line.split("\t")
        past.add(former)
        table.setdefault(former, former)
        for form in present.split("|"):
            table.setdefault(form, former)
    return table, frozenset(past)


@cache
def _presents() -> dict[str, tuple[str, ...]]:
    """Past stem → present stems, of every verb of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (TABLES / "verbs_tg.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            present, past = line.split("\t")
            found[past] = (*found.get(past, ()), *present.split("|"))
    return found


def forms_of(infinitive: str) -> re.Pattern[str]:
    """Every form of a folded verb, affirmative, or negated where the infinitive is: додан matches дод, медиҳанд, дода,
    надодан надоданд and намедиҳад. A verb that the table lacks is regular. Raises ValueError for what is no infinitive.
    """
    if not infinitive.endswith(("дан", "тан")) or len(infinitive) < 5:
        raise ValueError(infinitive)
    past, negated = infinitive[:-2], False
    if past not in _presents() and past.startswith("на") and len(past) > 4:
        past, negated = past[2:], True
    before = next((pre for pre in _PREVERBS if pre and past.startswith(pre) and past[len(pre) :] in _presents()), "")
    root = past[len(before) :]
    presents = _presents().get(past) or _presents().get(root) or ((root[:-2],) if root.endswith("ид") else ())
    if before and past in _presents():  # барор, баровард: the preverb is grown into both
        presents = tuple(each.removeprefix(before) for each in presents)
    modes = "(?:наме|на|ма)" if negated else "(?:ме|би|бу)?"
    stems = [f"{root}(?:{'|'.join(_AFTER_PAST)})", *(f"{each}(?:{'|'.join(_AFTER_PRESENT)})" for each in presents)]
    return re.compile(f"(?:{before}{modes}|{modes}{before})(?:{'|'.join(stems)})(?:у|ро|ю)?$")


_AFTER_PAST = (
    "", "ам", "и", "ем", "ед", "анд", "а", "аам", "ааст", "аанд", "аем", "аед", "аи", "агон", "агони", "агонро", "аро",
    "аги", "агист", "ан", "ани", "ест", "ашуда", "ашудаи", "ашудагон", "ашудагони", "ашудаанд",
)  # fmt: skip
_AFTER_PRESENT = ("ам", "ад", "ем", "ед", "анд", "ям", "яд", "янд", "йм", "йд", "анда", "андагон", "они", "ондагон")


def stem(word: str) -> str:
    """The stem of a folded Cyrillic word."""
    word = word.replace("дж", "ч")
    if len(word) < 3 or word in _roots():
        return word
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word[-1] == "й" and word[-2] not in VOWELS:  # хоричй, as some type хоричи
        word = word[:-1] + "и"
    if len(word) > 8 and word.endswith(("шуда", "шудаи", "шудагон", "шудагони")):  # боздошташуда
        word = word[: word.rindex("шуда")]
    verb = _verb(word)
    if verb is not None:
        return verb
    root = _noun(word)
    # An inflected form goes on as its word does: ронандагон → ронанда → ронд.
    return stem(root) if root != word else word


def _verb(word: str) -> str | None:
    """The past stem where `word` is a form of a verb: known to the table, or plainly marked by ме-, наме-, -идан."""
    table, past = _verbs()
    for match in _readings(word):
        pre, mode, root, end = match
        known = table.get(root)
        if known is None:
            continue
        if root in past:
            if not mode and not end and not pre and len(root) < 3:
                continue
            return pre + known
        # A present stem stands in verbs with a prefix or an ending of the verb; bare it is mostly a noun.
        if (mode and end in _PRESENT) or end in _AGENT or (end in _BARE and len(root) > 2) or end in _AFTER_VOWEL:
            return pre + known
    if word.startswith(("наме", "ме")) and len(word) > 6:
        root = re.sub(r"(?:ам|и|ад|ем|ед|анд)$", "", re.sub(r"^(?:на)?ме", "", word))
        if root != word and word.endswith(("ам", "ад", "ем", "ед", "анд")):
            return root.removesuffix("ид")
    return None


def is_negated(word: str) -> bool:
    """Whether a folded word is a verb that says no: накард, намешавад, барнагашт."""
    for pre in _PREVERBS:
        if word.startswith(f"{pre}на") and len(word) > len(pre) + 3:
            rest = word[len(pre) + 2 :]
            if _verb(pre + rest) is not None or _verb(rest) is not None:
                return True
    return False


_PRESENT = frozenset("ам и ад ем ед анд ям яд янд айм аед аем".split())
_BARE = frozenset("ад анд ем ед ам".split())
_AFTER_VOWEL = frozenset("яд янд ям".split())
_AGENT = frozenset("анда андаги андагон".split())
_PREVERBS = ("бар", "дар", "боз", "фуру", "фур", "фаро", "во", "")
_MODES = ("наме", "ме", "ма", "на", "би", "бу", "")
_ENDS = (
    "агист", "ааст", "аанд", "абошад", "андагони", "андагон", "андаги", "анда", "анро", "ани", "агон", "агии", "аги",
    "аст", "анд", "янд", "ам", "ад", "ем", "ед", "ям", "яд", "ан", "а", "аи", "и", "",
)  # fmt: skip


def _readings(word: str) -> list[tuple[str, str, str, str]]:
    """Every way to part `word` into preverb, mode, root and ending, the longest affixes first."""
    found: list[tuple[str, str, str, str]] = []
    for pre in _PREVERBS:
        if not word.startswith(pre):
            continue
        after = word[len(pre) :]
        for mode in _MODES:
            if not after.startswith(mode):
                continue
            rest = after[len(mode) :]
            found.extend(
                (pre, mode, rest[: len(rest) - len(end)], end)
                for end in _ENDS
                if rest.endswith(end) and (len(rest) - len(end) >= 2 or rest[: len(rest) - len(end)] == "о")
            )
    return found


def _noun(word: str) -> str:
    for step in _STEPS:
        if word in _roots():
            break
        word = step(word)
    return word


def _joined(word: str) -> str:
    return word[:-1] if len(word) > 5 and word[-1] == "у" else word  # "and": марду зан


def _final(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] in "уи" else word


def _drop(word: str, ending: str, left: int) -> str:
    if not word.endswith(ending):
        return word
    rest = word[: -len(ending)]
    return rest if len(rest) >= left or rest in _roots() else word


def _possessed(word: str) -> str:
    for ending in ("ямон", "ятон", "яшон", "амон", "атон", "ашон", "яш", "аш"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    for ending in ("хоям", "хоят"):
        if word.endswith(ending) and len(word) > 6:
            return word[:-2]
    if word.endswith(("анд", "аст")) and len(word) > 6 and word[-4] not in "мв":
        return word[:-3]
    return word


def _plural(word: str) -> str:
    if word.endswith("хо") and len(word) > 3:
        rest = word[:-2]
        return rest if len(word) < 6 or rest in _roots() else rest.removesuffix("и")
    if word.endswith("агон") and len(word) > 6:
        return word[:-3]
    if word.endswith("ен") and len(word) > 4 and word[-3] in "иуо":
        return word[:-2]
    if word.endswith("увон"):
        return word[:-3]
    if word.endswith("он") and len(word) > 5 and not word.endswith("истон"):
        return word[:-2]
    return word


_STEPS: tuple[Callable[[str], str], ...] = (
    lambda word: _drop(word, "ро", 3),
    _joined,
    _possessed,
    lambda word: _drop(word, "и", 2),
    lambda word: _drop(word, "и", 3),  # the izofat of a word in -ӣ
    lambda word: _drop(word, "е", 3),
    lambda word: _drop(word, "тарин", 3),
    lambda word: _drop(word, "тари", 3),
    lambda word: _drop(word, "тар", 3),
    _plural,
    _final,
)
