"""What a story tells in another language, in the reader's: sentence by sentence, as far as the gate lets a machine's
words through.

What one source tells is shown translated only if all its sentences passed: half of a thought in each language helps
nobody. The worker asks the machine ahead of an edition; whoever compiles one reads only what is remembered, and judges
it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

from digests.corpus.translations import Translated, Translations
from digests.editions import gate
from digests.editions.translate import Translator
from digests.language.meaning import Meaning
from digests.language.sentences import sentences
from digests.model import Lang, Story, StoryPart
from digests.say.digest import runs
from digests.voice.translating import MOST, SENTENCE_CHARS

Said = Callable[[str, Lang, Lang], Translated | None]
"""What is remembered of a sentence, its language and another."""


def in_language(stories: Iterable[Story], lang: Lang, said: Said) -> tuple[Story, ...]:
    """The stories with what is remembered of their parts in the place of what is in another language than `lang`."""
    return tuple(_translated(story, lang, said) for story in stories)


def _translated(story: Story, lang: Lang, said: Said) -> Story:
    parts = tuple(part for run in runs(story.parts) for part in _run(run, lang, said))
    if parts == story.parts:
        return story
    title = _text(story.title, story.lang, lang, said) if story.lang != lang and parts[0].machine else None
    return replace(
        story, title=title or story.title, parts=parts, text=" ".join(part.text for part in parts), lang=parts[0].lang,
        machine=True,
    )  # fmt: skip


def _run(parts: Sequence[StoryPart], lang: Lang, said: Said) -> Sequence[StoryPart]:
    """What one source tells, all of it translated or none."""
    texts = [_text(part.text, part.lang, lang, said) for part in parts if part.lang != lang]
    if not texts or not all(texts):
        return parts
    return [replace(part, text=text, lang=lang, machine=True) for part, text in zip(parts, texts, strict=True) if text]


def _text(text: str, of: Lang, to: Lang, said: Said) -> str | None:
    """All of `text` in another language; None where one of its sentences is not there, or is turned away."""
    told = [_sentence(sentence, of, to, said) for sentence in _sentences(text)]
    return " ".join(each for each in told if each) if told and all(told) else None


def _sentence(sentence: str, of: Lang, to: Lang, said: Said) -> str | None:
    """The rules are asked again, for they may have learned since; what the model of meaning said is remembered."""
    found = said(sentence, of, to)
    if found is None or found.said is None or found.close is None:
        return None
    close = found.close
    return found.said if gate.passes(sentence, of, found.said, to, lambda *_: close) else None


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def wanted(stories: Iterable[Story], lang: Lang) -> Iterator[tuple[Lang, tuple[str, ...]]]:
    """What a machine would have to translate for readers of `lang`: each text's language and sentences."""
    for story in stories:
        foreign = [(part.lang, part.text) for part in story.parts if part.lang != lang]
        if story.lang != lang and story.parts:
            foreign.append((story.lang, story.title))
        yield from ((of, tuple(_sentences(text))) for of, text in foreign)


def ask(
    texts: Iterable[tuple[Lang, Sequence[str]]],
    lang: Lang,
    translator: Translator,
    memory: Translations,
    close: gate.Close | None,
    *,
    until: float,
    at: str,
) -> None:
    """Have `translator` translate what is not remembered, and remember what the gate makes of it.

    No request begins after `until` (of `time.monotonic`); where the machine has no answer it is asked at another time.
    """
    for of, text in texts:
        new = [each for each in dict.fromkeys(text) if memory.said(each, of, lang) is None]
        for group in _groups(each for each in new if len(each) <= SENTENCE_CHARS):
            if monotonic() >= until:
                return
            said = translator.translate(group, of, lang)
            if said is not None and len(said) == len(group):
                found = [_judged(source, of, each, lang, close) for source, each in zip(group, said, strict=True)]
                memory.keep(group, of, lang, translator.id, found, at)


def close(meaning: Meaning | None) -> gate.Close | None:
    """How close two sentences are by `meaning`; None without one."""
    if meaning is None:
        return None
    model = meaning

    def measured(one: str, other: str) -> float:
        first, second = model.passage([one, other])
        return float(first @ second)

    return measured


def _groups(texts: Iterable[str]) -> Iterator[list[str]]:
    held = list(texts)
    yield from (held[at : at + MOST] for at in range(0, len(held), MOST))


def _judged(source: str, of: Lang, said: str, to: Lang, close: gate.Close | None) -> Translated:
    """What the gate makes of one sentence; the words of one that it turns away are not kept."""
    measured: list[float] = []

    def measure(one: str, other: str) -> float:
        assert close is not None
        measured.append(close(one, other))
        return measured[-1]

    found = gate.objections(source, of, said, to, measure if close else None)
    if found:
        return Translated(None, None, tuple(dict.fromkeys(each.reason for each in found)))
    return Translated(said, measured[-1])
