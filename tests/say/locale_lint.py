"""What can be wrong with the three locale files, told message by message."""

from __future__ import annotations

import ast as python
import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

import config
from digests.language import names
from digests.language.fold import fold_word
from digests.model import LANGS, Lang

ROOT = Path(__file__).resolve().parents[2]
PLURALS: Mapping[Lang, frozenset[str]] = {
    "tg": frozenset({"other"}),
    "ru": frozenset({"one", "few", "many", "other"}),
    "en": frozenset({"one", "other"}),
}
"""CLDR's categories for whole numbers; Russian "other" is for fractions."""
CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
WORD = re.compile(r"[^\W\d_]+")
TAJIK = re.compile("[ғӣқӯҳҷ]")
MIXED = re.compile("(?=.*[A-Za-z])(?=.*[\u0400-\u052f])")
ENDINGS = ("", "и", "хо", "хои", "ро", "хоро", "аш", "ам", "е")


class Reader(Visitor):  # type: ignore[misc]
    """The values a message shows, the values it chooses by, its choices, and the messages it refers to."""

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self.choices: list[frozenset[str]] = []
        self.refers: set[str] = set()
        self.text: list[str] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - the library's name
        self.choices.append(frozenset(str(getattr(v.key, "name", getattr(v.key, "value", ""))) for v in node.variants))
        for variant in node.variants:
            self.visit(variant.value)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.shown.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.refers.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.text.append(node.value)


def messages(source: str) -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for entry in parse(source).body:
        if isinstance(entry, ast.Junk):
            raise AssertionError(f"does not parse: {entry.content[:60]!r}")
        if isinstance(entry, ast.Message):
            reader = Reader()
            if entry.value is not None:
                reader.visit(entry.value)
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            found[entry.id.name] = reader
    return found


def shipped() -> dict[Lang, dict[str, Reader]]:
    return {lang: messages((config.LOCALES / f"{lang}.ftl").read_text(encoding="utf-8")) for lang in LANGS}


def keys_and_values(locales: Mapping[Lang, Mapping[str, Reader]]) -> Iterator[str]:
    """The same keys, showing the same values. A value may be there in two cases (month, month-of)."""
    every = {key for locale in locales.values() for key in locale}
    for key in sorted(every):
        lacking = [lang for lang in LANGS if key not in locales[lang]]
        if lacking:
            yield f"{key}: missing in {', '.join(lacking)}"
            continue
        shown = {lang: frozenset(locales[lang][key].shown) for lang in LANGS}
        # «якуми», "March", «марта»: a value may be there in two cases, and a language takes the one it needs
        if len({frozenset(name.removesuffix("-of") for name in values) for values in shown.values()}) > 1:
            yield f"{key}: shows {'; '.join(f'{lang} {sorted(shown[lang])}' for lang in LANGS)}"


def plurals(locales: Mapping[Lang, Mapping[str, Reader]]) -> Iterator[str]:
    """Plural choices are whole, and none can never fire."""
    for lang, locale in locales.items():
        for key, reader in locale.items():
            for choice in reader.choices:
                if not choice <= CATEGORIES or choice <= {"other"}:
                    continue
                if choice - PLURALS[lang]:
                    yield f"{lang} {key}: {sorted(choice - PLURALS[lang])} never fires"
                missing = PLURALS[lang] - choice - ({"other"} if lang == "ru" and "many" in choice else set())
                if missing:
                    yield f"{lang} {key}: has no form for {sorted(missing)}"


def lost_for_groups(locales: Mapping[Lang, Mapping[str, Reader]]) -> Iterator[str]:
    """A text for groups that chooses by a value knows every value that the usual text knows: else it says of another
    what is true of its default."""
    for lang, locale in locales.items():
        for key, reader in locale.items():
            usual = locale.get(key.replace("bot-group-", "bot-", 1)) if key.startswith("bot-group-") else None
            own = {name for choice in reader.choices for name in choice}
            if usual is not None and own:
                lost = {name for choice in usual.choices for name in choice} - own - CATEGORIES
                if lost:
                    yield f"{lang} {key}: does not know {sorted(lost)}"


def mixed_letters(locales: Mapping[Lang, Mapping[str, Reader]]) -> Iterator[str]:
    for lang, locale in locales.items():
        for key, reader in locale.items():
            for word in WORD.findall(" ".join(reader.text)):
                if MIXED.match(word):
                    yield f"{lang} {key}: Latin and Cyrillic letters in {word}"


def known_tajik() -> dict[str, set[str]]:
    """Folded → as it is written, for every Tajik word of the glossary and the names."""
    written: set[str] = set()
    with config.GLOSSARY.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream, delimiter="\t"):
            written.update(WORD.findall(row[0].lower()))
    for entity in names.load():
        for form in entity.forms["tg"]:
            written.update(WORD.findall(form.lower()))
    found: dict[str, set[str]] = {}
    for word in written:
        found.setdefault(fold_word(word), set()).add(word)
    return found


def tajik_letters(locale: Mapping[str, Reader], known: Mapping[str, set[str]]) -> Iterator[str]:
    """A Russian letter where a known word has a Tajik one: «мухочир» for «муҳоҷир», also with an ending."""
    for key, reader in locale.items():
        for word in WORD.findall(" ".join(reader.text).lower()):
            folded = fold_word(word)
            for ending in ENDINGS:
                stem = folded.removesuffix(ending) if folded.endswith(ending) else ""
                spellings = known.get(stem, set()) if len(stem) > 2 else set()
                # a final ӣ becomes и before an ending (оддӣ, оддиро), and «дорои» is not «дороӣ»
                if not spellings or any(word.startswith(spelling.removesuffix("ӣ")) for spelling in spellings):
                    if spellings:
                        break
                    continue
                if all(TAJIK.search(spelling) for spelling in spellings):
                    yield f"{key}: {word}, but {' or '.join(sorted(spellings))} is how it is written"
                    break


def unused(locale: Mapping[str, Reader], folders: tuple[str, ...] = ("bot", "digests")) -> Iterator[str]:
    """Messages that nothing asks for. A string with a hyphen at its end asks for all that begin so."""
    constants: set[str] = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in python.walk(python.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, python.Constant) and isinstance(node.value, str):
                    constants.add(node.value)
    heads = tuple(text for text in constants if re.fullmatch(r"[a-z]+(?:-[a-z]+)*-", text))
    referred = {name for reader in locale.values() for name in reader.refers}
    for key in locale:
        if key not in constants and key not in referred and not key.startswith(heads):
            yield f"{key}: nothing says it"
