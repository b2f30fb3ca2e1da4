"""Who said a figure: the speakers of its sentence or of the one beside it, outlets before bodies before people.

Names of the alias table are taken (people there are in a public role), the body behind an office, and the few kinds of
unnamed source that `config/speakers.toml` lists; where none of them speaks, the body as it stands in the text. The
words of private people are never kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from digests.figures import hearing, outlets, voices, written
from digests.figures.hearing import Candidate, Hearing
from digests.figures.lexicon import Hit
from digests.figures.reading import Mark, Reading, Sentence
from digests.language import names
from digests.language.names import Entity
from digests.model import Document

YEARS = re.compile(r"\s*\([^)]*\d{4}[^)]*\)")
"""The years of an office, which the table of names notes for editors."""
COUNTRY = re.compile(r"\b(?:of|in) (?:Tajikistan|Russia)\b|Russian|Tajik")
"""A body is called by the form that says whose it is."""
NEAR_SPEECH = 13.0
"""How far a speaker's name may stand from "said" or "according to"."""
BESIDE_SPEECH = 2.5
"""How near, where a preposition makes the name a place ("reported in the ministry", not "serve in the army")."""
OPENING = 10
"""A colon so many words into a sentence closes the name of its speaker: "Ministry: 144 killed"."""
BEFORE, BEHIND = 8, 4
"""How many sentences before and behind a figure may name who says it."""
SHARE = 0.3
"""The share of the likeliest one's chance with which another of the rules' speakers stays beside: a person with the
body, not the ministry of the next clause. Outlets stay, for they carry what others say."""
MOST = 40
"""So many of them are weighed; no sentence of a newsroom names more."""
BACK = 3
"""How many sentences back a speaker goes on speaking."""
DATELINE = re.compile(r"^[^\w\n]*([^\W\d_a-zа-яё]{3,}(?:[ -][^\W\d_a-zа-яё]{3,})?)[,.]", re.MULTILINE)
DATELINE_WITHIN = 400
"""Characters in which a dateline in capitals («ДУШАНБЕ, …») stands."""
TOLD_UNDER = 8
"""Sentences under a headline that bear it out."""
CLOSE = 6
"""Characters between a body and its country: "ministry of labour of Tajikistan"."""
RANKS = {"media": -1, "body": 0, "place": 0, "unnamed": 1, "person": 2}
"""The place in the chain: who carried it first, who knows it last."""
SUBJECTS = ("body", "media")
"""Who opens a sentence that tells figures tells them: "The Centre for Disaster Medicine raised the number to 382"."""
ACTING = ("body", "person", "media")
"""Who may be the only one to act in a sentence in which nobody speaks."""
ADDRESSING = frozenset({"told", "tells", "informed", "briefed"})
"""Who stands right behind one of these is spoken to: "he told the Duma"."""
THEY_SAID = "ли"
"""Nobody is the subject of a Russian verb in the plural: «в Душанбе насчитали», not «в Душанбе сообщил министр»."""
AHEAD = 2
"""How many sentences on "this was reported by" still speaks of a figure."""


SIGNED = re.compile(r"\s[-–—]\s(?:the\s)?$", re.IGNORECASE)
SIGN_ENDS = re.compile(r"[.\s»”\"]*$")
IN_BRACKETS = re.compile(r"\((?:source:\s|источник:\s|данные\s|манбаъ:\s)?$", re.IGNORECASE)
CLOSED = re.compile(r"(?:,[^()]{0,30})?\)")
SIGN_WIDTH = 14
"""How a name signs what it said."""


class Speakers:
    """The speakers of one document, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.voices = voices.load(reading.lang)
        self.own: dict[int, tuple[str, ...]] = {}
        self.as_written: dict[int, tuple[str, ...]] = {}
        self.chains: dict[int, tuple[str, ...]] = {}
        self.all: dict[int, list[Candidate]] = {}
        self.home = self._home()

    def of(self, mark: Mark) -> tuple[str, ...]:
        """Who says a figure: of those whom the sentences around name, the one who is likeliest, with those whom the
        rules give it beside; nobody, where that is likelier still."""
        sentence = self.reading.sentence_of(mark.first)
        around = self.around(sentence)
        ruled = self.chain(sentence)
        if not ruled and self._has(sentence, "told") and not self._has(sentence, "same_speaker"):
            return ()  # somebody says it aloud whom no table knows
        chances: dict[str, float] = {}
        told = hearing.load().chances(Hearing(self.reading, mark, ruled, around).features())
        for each, chance in zip(around, told, strict=True):
            chances[each.name] = max(chances.get(each.name, 0.0), chance)
        best = max(chances, key=lambda name: chances[name], default="")
        if chances.get(best, 0.0) < hearing.LEAST:
            return ()
        carried = {each.name for each in around if each.kind == "media"}
        kept = (name for name in ruled if name in carried or chances.get(name, 0.0) >= SHARE * chances[best])
        return tuple(kept) if best in ruled else (best,)

    def around(self, sentence: Sentence) -> list[Candidate]:
        """Everyone whom the sentence and those around it name, in their order; of too many those nearest by."""
        near = self.reading.sentences[max(0, sentence.n - BEFORE) : sentence.n + BEHIND + 1]
        found = [candidate for each in near for candidate in self._all(each)]
        found.sort(key=lambda each: abs(each.first - sentence.first))
        return sorted(found[:MOST], key=lambda each: each.first)

    def _all(self, sentence: Sentence) -> list[Candidate]:
        if sentence.n not in self.all:
            found = self.candidates(sentence)
            said = [hit for hit in self.reading.hits_in(sentence.first, sentence.last) if hit.concept == "said"]
            found += [each for each in self._as_written(sentence, found) if self._is_plain(each, said)]
            self.all[sentence.n] = sorted(found, key=lambda each: each.first)
        return self.all[sentence.n]

    def _as_written(self, sentence: Sentence, known: Sequence[Candidate]) -> list[Candidate]:
        """The bodies of a sentence as they stand there, without those that are `known`."""
        return [
            Candidate(name, "written", first, last)
            for name, first, last in written.names(self.reading, sentence, self.voices.written)
            if not any(each.first <= last and first <= each.last for each in known)
        ]

    def chain(self, sentence: Sentence) -> tuple[str, ...]:
        """Who says the sentence: its own speakers, else those that go on speaking, or that the next one
        names; a headline is told by the text under it."""
        if sentence.n not in self.chains:
            self.chains[sentence.n] = self._chain(sentence)
        return self.chains[sentence.n]

    def _chain(self, sentence: Sentence) -> tuple[str, ...]:
        if own := self.speakers(sentence):
            return self._closer(own, sentence)
        passes_on = self._has(sentence, "same_speaker")
        if self._has(sentence, "said") and not passes_on:  # somebody else may speak, whom no table knows
            found = self.written(sentence)
            if found or self._has(sentence, "told"):
                return found
        return (
            self._before(sentence, passes_on=passes_on)
            or self._after(sentence)
            or self._under(sentence)
            or self.written(sentence)
            or self._acting(sentence)
            or self._next(sentence)
        )

    def _acting(self, sentence: Sentence) -> tuple[str, ...]:
        """Where nobody is said to speak, the only one who acts: "the court sent 15 of them to prison"."""
        if self._has(sentence, "told"):
            return ()
        found = [each for each in self.candidates(sentence) if each.kind in ACTING]
        found += self._as_written(sentence, found)
        if len(found) != 1 or self._is_placed(found[0]) or written.is_of(self.reading, found[0].first):
            return ()
        return (found[0].name,)

    def _closer(self, own: tuple[str, ...], sentence: Sentence) -> tuple[str, ...]:
        """The body as it is written where the table has only "officials", and the text says whose they are."""
        unnamed = {source.name for source in self.voices.sources.values()}
        told = self.written(sentence)
        return told if len(own) == 1 and own[0] in unnamed and told and " " in told[0] else own

    def written(self, sentence: Sentence) -> tuple[str, ...]:
        """The body that speaks in the sentence, as it is written there; it counts where no known name speaks."""
        if sentence.n not in self.as_written:
            said = [hit for hit in self.reading.hits_in(sentence.first, sentence.last) if hit.concept == "said"]
            colon = self._colon(sentence)
            found = [
                Candidate(name, "body", first, last)
                for name, first, last in written.names(self.reading, sentence, self.voices.written)
            ]
            speaks = [each for each in found if self._speaks(each, said, colon) and self._is_plain(each, said)]
            speaks = speaks or [each for each in found if not said and each.first <= sentence.first + 1]
            best = min(speaks, key=lambda each: self._way(each, said), default=None)
            self.as_written[sentence.n] = (best.name,) if best else ()
        return self.as_written[sentence.n]

    def _is_plain(self, candidate: Candidate, said: Sequence[Hit]) -> bool:
        """Whether no bracket parts the body from the verb: "418 (the ministry had 60 buses), a driver told"."""
        if not said or self._signs(candidate):
            return True
        reading = self.reading
        near = min(said, key=lambda hit: reading.between(candidate.first, candidate.last, hit.first, hit.last))
        left, right = min(candidate.last, near.last), max(candidate.first, near.first)
        return not set("()") & set(reading.text[reading.ends[left] : reading.starts[right]])

    def _way(self, candidate: Candidate, said: Sequence[Hit]) -> float:
        return min(
            (self.reading.between(candidate.first, candidate.last, hit.first, hit.last) for hit in said), default=0.0
        )

    def _before(self, sentence: Sentence, *, passes_on: bool) -> tuple[str, ...]:
        """Of the sentences before: within the paragraph, and beyond it where "he said" looks back."""
        for n in range(sentence.n - 1, max(-1, sentence.n - 1 - BACK), -1):
            each = self.reading.sentences[n]
            if not passes_on and self._new_paragraph(each, self.reading.sentences[n + 1]):
                return ()
            if found := self.speakers(each) or (() if self._has(each, "same_speaker") else self.written(each)):
                return found
            if passes_on and not self._has(each, "said") and (found := self._acting(each)):
                return found  # "Bastrykin likes a number. Crimes rose by 15 percent, he told …"
            if self._has(each, "same_speaker"):
                passes_on = True
            elif self._has(each, "said"):
                return ()
        return ()

    def _after(self, sentence: Sentence) -> tuple[str, ...]:
        """ "This was reported by the ministry": the next sentence of the paragraph tells it."""
        sentences = self.reading.sentences
        for n in range(sentence.n, min(sentence.n + AHEAD, len(sentences) - 1)):
            if self._new_paragraph(sentences[n], sentences[n + 1]):
                return ()
            if self._has(sentences[n + 1], "of_that"):
                return self.speakers(sentences[n + 1]) or self.written(sentences[n + 1])
        return ()

    def _next(self, sentence: Sentence) -> tuple[str, ...]:
        """Whoever is the only one to speak in the sentence behind it: «… 393 тысячи. Причина в депортациях, убеждён
        замминистра»."""
        sentences = self.reading.sentences
        if sentence.n + 1 >= len(sentences) or self._new_paragraph(sentence, sentences[sentence.n + 1]):
            return ()
        following = sentences[sentence.n + 1]
        return self.speakers(following) or self.written(following)

    def _under(self, sentence: Sentence) -> tuple[str, ...]:
        """A headline is told by whoever is the first to tell the text under it."""
        if sentence.n:
            return ()
        under = self.reading.sentences[1:TOLD_UNDER]
        return next((chain for each in under if (chain := self.speakers(each) or self.written(each))), ())

    def _new_paragraph(self, left: Sentence, right: Sentence) -> bool:
        return "\n" in self.reading.text[self.reading.ends[max(left.last - 1, 0)] : right.start + 1]

    def _has(self, sentence: Sentence, concept: str) -> bool:
        return any(hit.concept == concept for hit in self.reading.hits_in(sentence.first, sentence.last))

    def speakers(self, sentence: Sentence) -> tuple[str, ...]:
        """The chain that the sentence names itself: outlets first, then bodies, then people with their role."""
        if sentence.n not in self.own:
            self.own[sentence.n] = tuple(dict.fromkeys(self._speakers(sentence)))
        return self.own[sentence.n]

    def _speakers(self, sentence: Sentence) -> list[str]:
        said = [hit for hit in self.reading.hits_in(sentence.first, sentence.last) if hit.concept == "said"]
        colon = self._colon(sentence)
        candidates = self.candidates(sentence)
        found = [each for each in candidates if self._speaks(each, said, colon)]
        if not found and not (said and self._has(sentence, "same_speaker")):
            found = [each for each in candidates if each.kind in SUBJECTS and each.first <= sentence.first + 1][:1]
        if any(each.kind == "body" for each in found):
            found = [each for each in found if each.kind != "unnamed"]
        return [each.name for each in sorted(found, key=lambda each: RANKS[each.kind])]

    def _colon(self, sentence: Sentence) -> int | None:
        """The last word before a colon that closes the opening of the sentence."""
        reading = self.reading
        for n in range(sentence.first, min(sentence.first + OPENING, sentence.last - 1)):
            gap = reading.text[reading.ends[n] : reading.starts[n + 1]]
            if ":" in gap:
                return None if n in reading.numbers else n
            if any(sign in gap for sign in ",.;!?"):
                return None
        return None

    def _speaks(self, candidate: Candidate, said: Sequence[Hit], colon: int | None) -> bool:
        if (colon is not None and candidate.last <= colon) or self._signs(candidate):
            return True
        reading = self.reading
        if candidate.kind != "media" and self._is_addressed(candidate):
            return False
        way = min((reading.between(candidate.first, candidate.last, hit.first, hit.last) for hit in said), default=None)
        if way is None:
            return False
        placed = candidate.kind == "body" and self._is_placed(candidate)
        for hit in said:
            way = reading.between(candidate.first, candidate.last, hit.first, hit.last)
            gap = reading.text[
                reading.ends[min(candidate.last, hit.last)] : reading.starts[max(candidate.first, hit.first)]
            ]
            if way <= NEAR_SPEECH and not (placed and (way > BESIDE_SPEECH or "," in gap)):
                return True
        return False

    def _is_addressed(self, candidate: Candidate) -> bool:
        words = self.reading.words[max(0, candidate.first - 2) : candidate.first]
        return bool(words) and words[-1 if words[-1] != "the" else 0] in ADDRESSING

    def _is_placed(self, candidate: Candidate) -> bool:
        """Whether a preposition makes the name a place: "in the Russian army"."""
        reading = self.reading
        at = candidate.first - 1
        if at > 0 and self.voices.countries.hits(reading.words[at : at + 1]):
            at -= 1
        return bool(self.voices.within.hits(reading.words[max(0, at) : candidate.first]))

    def _signs(self, candidate: Candidate) -> bool:
        """Whether the name alone closes the sentence behind a dash, or stands in brackets with no figure but a date:
        "Death toll rises to 115 – Investigative Committee", "652,014 left (Ministry of Labour, preliminary)"."""
        reading = self.reading
        sentence = reading.sentence_of(candidate.first)
        start = reading.starts[candidate.first]
        ahead = reading.text[max(sentence.start, start - SIGN_WIDTH) : start]
        behind = reading.text[reading.ends[candidate.last] : sentence.end]
        if SIGNED.search(ahead):
            return SIGN_ENDS.match(behind) is not None
        if not IN_BRACKETS.search(ahead):
            return False
        return CLOSED.match(behind) is not None

    def candidates(self, sentence: Sentence) -> list[Candidate]:
        text, words = self._as_bodies(sentence)
        found = list(self._named(text, words, RANKS))
        if not any(each.kind in ("body", "person") for each in found):  # bodies are often written small
            small = self.voices.heads.hits(self.reading.words[sentence.first : sentence.last])
            capitals = text.title() if small or text != self.reading.text[sentence.start : sentence.end] else ""
            if len(capitals) == len(text):
                found += self._named(capitals, words, ("body",))
        found += [Candidate(name, "media", first, last) for name, first, last in outlets.names(self.reading, sentence)]
        return found + self._unnamed(sentence)

    def _as_bodies(self, sentence: Sentence) -> tuple[str, list[tuple[int, int]]]:
        """The sentence with every office read as its body, and for each piece where it starts and its first word."""
        reading = self.reading
        offices = {hit.first: hit for hit in self.voices.offices.hits(reading.words[sentence.first : sentence.last])}
        text, words, at, n = "", [], sentence.start, sentence.first
        while n < sentence.last:
            text += reading.text[at : reading.starts[n]]
            words.append((len(text), n))
            office = offices.get(n - sentence.first)
            last = n if office is None else sentence.first + office.last
            body = reading.text[reading.starts[n] : reading.ends[last]] if office is None else office.concept
            text += body.capitalize() if office is not None and reading.text[reading.starts[n]].isupper() else body
            at, n = reading.ends[last], last + 1
        return text + reading.text[at : sentence.end], words

    def _named(
        self, text: str, words: Sequence[tuple[int, int]], kinds: Sequence[str] | dict[str, int]
    ) -> Iterator[Candidate]:
        table = names.load()
        starts = [start for start, _ in words]
        for mention in table.find(text, self.reading.lang):
            entity = table.entity(mention.entity)
            if entity.kind not in kinds or (entity.kind == "person" and not entity.public):
                continue
            first = words[max(0, bisect_right(starts, mention.start) - 1)][1]
            last = words[max(0, bisect_right(starts, mention.end - 1) - 1)][1]
            if entity.kind == "place" and not self._is_capital_speaking(first, last):
                continue
            name = self._of_country(entity, first, last) if entity.kind == "body" else name_of(entity)
            yield Candidate(name, entity.kind, first, last)

    def _is_capital_speaking(self, first: int, last: int) -> bool:
        """Whether a place says something, as a government: "Dushanbe says about 1,100 …", "according to Dushanbe",
        «в Душанбе насчитали»."""
        reading, sentence = self.reading, self.reading.sentence_of(first)
        if reading.text[reading.starts[first] : reading.ends[last]].isupper():  # a headline
            return False
        ahead, behind = self._gap(first - 1), self._gap(last)
        said = [hit for hit in reading.hits_in(max(0, first - 2), last + 2) if hit.concept == "said"]
        told = [hit.last for hit in said if hit.last == first - 1 and ahead == " "]
        if any(reading.words[n] not in ADDRESSING for n in told) and behind.strip()[:1] in {",", ".", ";"}:
            return True
        verbs = [reading.words[hit.first] for hit in said if hit.first == last + 1 and behind == " "]
        if first == sentence.first:
            return bool(verbs)
        placed = first == sentence.first + 1 and self.voices.within.hits(reading.words[first - 1 : first])
        return bool(placed) and reading.lang == "ru" and any(verb.endswith(THEY_SAID) for verb in verbs)

    def _gap(self, n: int) -> str:
        """What stands behind a word."""
        reading = self.reading
        if not 0 <= n < len(reading.words):
            return ""
        return reading.text[
            reading.ends[n] : reading.starts[n + 1] if n + 1 < len(reading.words) else len(reading.text)
        ]

    def _of_country(self, entity: Entity, first: int, last: int) -> str:
        """A body by the name of its country, where a word beside it or the dateline tells whose it is."""
        name = name_of(entity)
        if COUNTRY.search(name):
            return name
        around = self._beside(first, last)
        told = self.voices.countries.hits(around)
        country = told[0].concept if told else self.home if self._is_national(entity, around) else None
        if country is None:
            return name
        own = f"{entity.id}-{country}"
        known = {each.id for each in names.load()}
        if own in known:
            return name_of(names.load().entity(own))
        return f"{name} of {self.voices.country[country].name}" if told else name

    def _beside(self, first: int, last: int) -> list[str]:
        """The words of a body, and those right by it: "the interior ministry of Tajikistan"."""
        reading = self.reading
        gap = reading.text[reading.ends[last] : reading.starts[last + 2]] if last + 2 < len(reading.words) else ""
        end = last + (3 if gap and len(gap) <= CLOSE and "," not in gap else 2)
        return reading.words[max(0, first - 1) : end]

    def _is_national(self, entity: Entity, around: Sequence[str]) -> bool:
        """Whether a body without a country can be the home country's: one of those that each country has."""
        return bool(self.voices.home.hits(around)) or any(
            f"{entity.id}-{country}" in {each.id for each in names.load()} for country in self.voices.country
        )

    def _home(self) -> str | None:
        """The country of the dateline."""
        for match in DATELINE.finditer(self.reading.text[:DATELINE_WITHIN]):
            places = {mention.entity for mention in names.load().find(match[1].title(), self.reading.lang)}
            for country in self.voices.country.values():
                if country.places & places:
                    return country.id
        return None

    def _unnamed(self, sentence: Sentence) -> list[Candidate]:
        """The most telling of the sources without a name."""
        hits = self.voices.unnamed.hits(self.reading.words[sentence.first : sentence.last])
        known = [hit for hit in hits if self.voices.sources[hit.concept].home in (None, self.home)]
        if not known:
            return []
        best = min(known, key=lambda hit: self.voices.sources[hit.concept].n)
        name = self.voices.sources[best.concept].name
        return [Candidate(name, "unnamed", sentence.first + best.first, sentence.first + best.last)]


def name_of(entity: Entity) -> str:
    """ "Igor Krasnov, Prosecutor General of Russia": the English name, with the role of a person."""
    role = YEARS.sub("", entity.role.get("en", "")) if entity.role else ""
    name = next((form for form in entity.forms["en"] if COUNTRY.search(form)), entity.forms["en"][0])
    return f"{name}, {role}" if role else name


def origin_of(chain: Sequence[str], document: Document) -> str:
    """The independence group: whoever stands last in the chain, else the text itself or the one it reprints."""
    if chain:
        return f"by:{chain[-1].casefold()}"
    return f"doc:{document.duplicate_of or document.id}"
