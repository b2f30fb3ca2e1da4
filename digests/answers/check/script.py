"""Posts in Latin Tajik, read in Cyrillic: «120 hazor tojik» is 120 ҳазор. What is found keeps its place in the post."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from digests.language.fold import cyrillic, is_latin, iter_words
from digests.language.identify import identify
from digests.model import Lang, Quantity


@dataclass(frozen=True, slots=True)
class Respelled:
    """A text as it came and as it is read; `read_at[n]` and `came_at[n]` are one place in both, in their order."""

    came: str
    text: str
    read_at: tuple[int, ...] = (0,)
    came_at: tuple[int, ...] = (0,)

    def place(self, at: int) -> int:
        """The place in the text as it came of one in the text that is read."""
        n = bisect_right(self.read_at, at) - 1
        last = self.came_at[n + 1] if n + 1 < len(self.came_at) else len(self.came)
        return min(self.came_at[n] + at - self.read_at[n], last)

    def back(self, quantity: Quantity) -> Quantity:
        """A quantity of the text that is read, as one of the text as it came."""
        if self.text is self.came:
            return quantity
        start, end = self.place(quantity.start), self.place(quantity.end)
        return replace(quantity, start=start, end=end, text=self.came[start:end])


def respelled(text: str, lang: Lang) -> Respelled:
    """A post in Latin Tajik in Cyrillic letters, any other as it is."""
    if lang != "tg" or identify(text).script != "latin":
        return Respelled(text, text)
    parts: list[str] = []
    read_at, came_at = [0], [0]
    length = at = 0
    for word in iter_words(text):
        between = text[at : word.start]
        spelled = cyrillic(word.folded) if is_latin(word.folded) else word.text
        parts += [between, spelled.capitalize() if word.text[:1].isupper() else spelled]
        length += len(between)
        read_at.append(length)
        came_at.append(word.start)
        length += len(parts[-1])
        read_at.append(length)
        came_at.append(word.end)
        at = word.end
    return Respelled(text, "".join([*parts, text[at:]]), tuple(read_at), tuple(came_at))
