"""The words that make one number a part of another: "of these", «из них», «нафари онҳо»."""

from __future__ import annotations

from digests.language.fold import fold_word

AMONG = {
    lang: tuple(tuple(fold_word(word) for word in phrase.split()) for phrase in phrases.split(";"))
    for lang, phrases in {
        "en": "including;among them;of them;of whom;of which;among whom;of those;includes;of these;of this number;"
        "of that number;of that total;among these",
        "ru": "в том числе;из них;среди них;из которых;включая;среди которых;из числа;из этого числа;в их числе",
        "tg": "аз ҷумла;аз онҳо;аз инҳо;дар байни онҳо;аз миёни онҳо;аз он ҷумла;бо шумули;аз ин шумор;аз ин шумора;"
        "аз ин теъдод;аз ин миқдор;аз байни онҳо",
    }.items()
}
"""Words that make the number after them a part of the one before."""

OF = {
    lang: frozenset(fold_word(word) for word in words.split())
    for lang, words in {"en": "of out from", "ru": "из от", "tg": "аз"}.items()
}

THEIRS = frozenset(
    fold_word(word) for word in "нафарашон нафарашонро касашон касашонро танашон тоаш тояшон нафаронашон".split()
)
"""«чор нафарашон»: four of them."""

MOST = frozenset(fold_word(word) for word in "most majority большинство большинства аксари аксарияти аксарият".split())
"""Words that open a part of what the sentence before counts."""
