"""The words of a source: whole words in any case, in Tajik and Russian in any form."""

from __future__ import annotations

import pytest

from digests.model import Document, Lang
from digests.publishers import Feed
from digests.sources.admission import admits


def document(text: str, lang: Lang, title: str = "") -> Document:
    return Document("a", title, text, lang)


@pytest.mark.parametrize(
    ("lang", "word", "text", "stands"),
    [
        ("ru", "мигрант", "Задержали МИГРАНТОВ из Таджикистана.", True),
        ("ru", "мигрант", "Эмигрантский вопрос.", False),
        ("ru", "чемпионат мира", "На чемпионате мира по хоккею", True),
        ("ru", "чемпионат мира", "Чемпионат, как всегда, мира не принёс", False),
        ("ru", "Ёлка", "У елки собрались", True),
        ("tg", "муҳоҷир", "Муҳоҷиронро боздошт карданд.", True),
        ("tg", "мухочир", "муҳоҷирони меҳнатӣ", True),
        ("tg", "ҷоми ҷаҳон", "Ҷоми Ҷаҳонро бурд", True),
        ("tg", "бозор", "бозӣ тамом шуд", False),
        ("en", "raid", "RAID at the market", True),
        ("en", "raid", "several raids", False),
        ("en", "migrant", "immigrant", False),
    ],
)
def test_a_word_stands_in_a_text(lang: Lang, word: str, text: str, *, stands: bool) -> None:
    denying = Feed("https://example.tj/feed", lang, "Намуна", deny=(word,))
    allowing = Feed("https://example.tj/feed", lang, "Намуна", allow=("бетамом", word))
    assert (admits(denying, document(text, lang)) is not None) is stands
    assert (admits(allowing, document("", lang, title=text)) is None) is stands


def test_what_is_denied_stays_out_whatever_is_allowed_and_the_reason_names_the_word() -> None:
    feed = Feed("https://example.tj/feed", "ru", "Намуна", allow=("мигрант",), deny=("хоккей",))
    assert admits(feed, document("Мигранты играли.", "ru")) is None
    assert "хоккей" in str(admits(feed, document("Мигранты и хоккей.", "ru")))
    assert "allows" in str(admits(feed, document("Суд.", "ru")))
    assert admits(Feed("https://example.tj/feed", "ru", "Намуна"), document("", "ru")) is None
