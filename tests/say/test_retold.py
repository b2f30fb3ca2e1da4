"""In a story the outlet, the event and the year are named once; nothing else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import config
from digests.corpus.store import Store
from digests.errors import BadInput
from digests.figures.quantities import find_quantities
from digests.model import LANGS, Lang
from digests.say.retold import Told, load, retold

CASES: list[tuple[Lang, str, str, str]] = [
    ("en", "The attack on Crocus City Hall killed 144 people.",
     "On 30 March 2024 551 people were hurt in the attack on Crocus City Hall.",
     "On 30 March 2024 551 people were hurt in the attack."),
    ("en", "IWPR wrote on 3 April 2024 that police raided dormitories.", "Fewer people go to Russia, IWPR wrote.",
     "Fewer people go to Russia."),
    ("en", "IWPR wrote on 3 April 2024 that police raided dormitories.",
     "IWPR wrote on 3 April 2024 that fewer people go to Russia.",
     "The outlet wrote that fewer people go to Russia."),
    ("en", "On 23 March 2024 the ministry counted 140 people.", "By 25 March 2024 there were 184.",
     "By 25 March there were 184."),
    ("en", "On 23 March 2024 there were 140.", "A decree of 30 December 2024 holds from 1 January 2025.",
     "A decree of 30 December 2024 holds from 1 January 2025."),
    ("ru", "При нападении на «Крокус Сити Холл» погибли 144 человека.",
     "После нападения на подмосковный «Крокус Сити Холл» начались рейды.", "После нападения начались рейды."),
    ("ru", "Издание IWPR писало 3 апреля 2024 года, что прошли рейды.",
     "Издание IWPR писало 3 апреля 2024 года, что в Россию едут меньше.", "В Россию едут меньше."),
    ("ru", "По данным РБК, суды вынесли 27 000 постановлений.", "По данным РБК, в Москве их стало больше.",
     "В Москве их стало больше."),
    ("ru", "23 марта 2024 года было 140.", "К 25 марта 2024 года их стало 184.", "К 25 марта их стало 184."),
    ("tg", "Дар ҳамла ба «Крокус Сити Холл» 144 нафар кушта шуданд.",
     "Пас аз ҳамлаи террористии 22 марти соли 2024 ба «Крокус Сити Холл» рейдҳо сар шуданд.",
     "Пас аз ҳамлаи террористии 22 марти соли 2024 ба «Крокус Сити Холл» рейдҳо сар шуданд."),
    ("tg", "Дар ҳамлаи 22 марти соли 2024 ба «Крокус Сити Холл» 144 нафар кушта шуданд.",
     "IWPR ҳамла ба «Крокус Сити Холл»-ро калонтарин номид.", "IWPR ҳамларо калонтарин номид."),
    ("tg", "IWPR 3 апрели соли 2024 навишт, ки рейдҳо шуданд.",
     "IWPR 3 апрели соли 2024 навишт, ки одамон кам мераванд.",
     "Одамон кам мераванд."),
    ("tg", "23 марти соли 2024 140 нафарро шумурданд.", "То 25 марти соли 2024 онҳо бештар шуданд.",
     "То 25 март онҳо бештар шуданд."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "first", "then", "shorter"), CASES)
def test_what_was_named_is_not_named_again(lang: Lang, first: str, then: str, shorter: str) -> None:
    assert retold([Told(first, lang, "IWPR"), Told(then, lang, "IWPR")]) == (first, shorter)


def test_who_thinks_so_is_always_said() -> None:
    first = Told("IWPR wrote on 3 April 2024 that police raided dormitories.", "en", "IWPR")
    said = "Moscow will blame Kyiv, IWPR wrote."
    assert retold([first, Told(said, "en", "IWPR", spoken=True)])[1] == said
    assert retold([first, Told(said, "en", "IWPR")])[1] == "Moscow will blame Kyiv."


def test_an_outlet_that_another_one_quotes_is_named_again_after_a_sentence_without_it() -> None:
    quoted, own = "According to RBC, courts made 27,000 rulings.", "Fewer people go to Russia."
    assert retold([Told(each, "en", "Asia-Plus") for each in (quoted, own, quoted)])[2] == quoted


def test_a_sentence_by_itself_stays_as_it_is(whole: Path) -> None:
    with Store.open(whole) as store:
        for document in store.documents():
            for statement in document.statements:
                for lang in LANGS:
                    text = statement.texts[lang]
                    assert retold([Told(text, lang, document.publisher)]) == (text,)


def test_no_number_is_lost_or_changed_in_any_story_of_the_corpus(whole: Path) -> None:
    with Store.open(whole) as store:
        for document in store.documents():
            for lang in LANGS:
                texts = [each.texts[lang] for each in document.statements]
                for plain, shorter in zip(
                    texts, retold([Told(text, lang, document.publisher) for text in texts]), strict=True
                ):
                    assert _counts(plain, lang) == _counts(shorter, lang), shorter
                    assert max(shorter) < "\ue000"  # nothing of the masks is left


def _counts(text: str, lang: Lang) -> list[tuple[object, object, object, str]]:
    return [(each.value, each.low, each.high, each.modifier) for each in find_quantities(text, lang)]


@pytest.mark.parametrize(
    ("change", "said"),
    [(('with = ""', 'width = ""'), "a frame needs 'with'"), (("[opening]", "[openings]"), "opening.tg: is missing"),
     (("^According", "^(According"), "missing")],
)  # fmt: skip
def test_a_wrong_table_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = tmp_path / "retelling.toml"
    path.write_text(config.RETELLING.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(BadInput, match="retelling") as found:
        load(path)
    assert said in str(found.value)
