"""In a story the outlet, persons, bodies, the event and the year are named in full once; nothing else is lost, and
least of all who says it."""

from __future__ import annotations

from pathlib import Path

import pytest

import config
from digests.corpus.store import Store
from digests.errors import BadInput
from digests.figures.quantities import find_quantities
from digests.language import names
from digests.model import LANGS, Lang
from digests.say import named_again
from digests.say.retold import Told, load, retold

CASES: list[tuple[Lang, str, str, str]] = [
    ("en", "The attack on Crocus City Hall killed 144 people.",
     "On 30 March 2024 551 people were hurt in the attack on Crocus City Hall.",
     "On 30 March 2024 551 people were hurt in the attack."),
    ("en", "IWPR wrote on 3 April 2024 that police raided dormitories.", "Fewer people go to Russia, IWPR wrote.",
     "Fewer people go to Russia, the outlet wrote."),
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
     "Издание IWPR писало 3 апреля 2024 года, что в Россию едут меньше.",
     "Издание писало, что в Россию едут меньше."),
    ("ru", "IWPR писало 3 апреля 2024 года, что прошли рейды.", "В Россию едут меньше, писал IWPR.",
     "В Россию едут меньше, писало издание."),
    ("ru", "По данным РБК, суды вынесли 27 000 постановлений.", "По данным РБК, в Москве их стало больше.",
     "По данным РБК, в Москве их стало больше."),  # another outlet than the one whose mark stands there
    ("ru", "23 марта 2024 года было 140.", "К 25 марта 2024 года их стало 184.", "К 25 марта их стало 184."),
    ("tg", "Дар ҳамла ба «Крокус Сити Холл» 144 нафар кушта шуданд.",
     "Пас аз ҳамлаи террористии 22 марти соли 2024 ба «Крокус Сити Холл» рейдҳо сар шуданд.",
     "Пас аз ҳамлаи террористии 22 марти соли 2024 ба «Крокус Сити Холл» рейдҳо сар шуданд."),
    ("tg", "Дар ҳамлаи 22 марти соли 2024 ба «Крокус Сити Холл» 144 нафар кушта шуданд.",
     "IWPR ҳамла ба «Крокус Сити Холл»-ро калонтарин номид.", "IWPR ҳамларо калонтарин номид."),
    ("tg", "IWPR 3 апрели соли 2024 навишт, ки рейдҳо шуданд.",
     "IWPR 3 апрели соли 2024 навишт, ки одамон кам мераванд.",
     "Ин расона навишт, ки одамон кам мераванд."),
    ("tg", "23 марти соли 2024 140 нафарро шумурданд.", "То 25 марти соли 2024 онҳо бештар шуданд.",
     "То 25 март онҳо бештар шуданд."),
    # of two outlets each keeps its name, and only the day that was told goes
    ("en", "As RBC did, IWPR wrote on 3 April 2024 of raids.", "Fewer go to Russia, IWPR wrote on 3 April 2024.",
     "Fewer go to Russia, IWPR wrote."),
    ("en", "As RBC did, IWPR wrote on 3 April 2024 of raids.", "Fewer go to Russia, IWPR wrote on 5 April 2024.",
     "Fewer go to Russia, IWPR wrote on 5 April."),
    ("ru", "Как и РБК, IWPR писал 3 апреля 2024 года о рейдах.", "Едут меньше, писало издание IWPR 3 апреля 2024 года.",
     "Едут меньше, писало издание IWPR."),
    ("tg", "Мисли РБК IWPR 3 апрели соли 2024 аз рейдҳо навишт.", "IWPR 3 апрели соли 2024 навишт, ки кам мераванд.",
     "IWPR навишт, ки кам мераванд."),
    # "by September" behind a November would be the September to come
    ("en", "By November 2025 there were 150,000.", "Foreigners had until September 2025.",
     "Foreigners had until September 2025."),
    ("ru", "К ноябрю 2025 года их стало 150 000.", "Иностранцам дали время до сентября 2025 года.",
     "Иностранцам дали время до сентября 2025 года."),
    ("tg", "То ноябри соли 2025 онҳо 150 000 нафар шуданд.", "Ба хориҷиён то сентябри соли 2025 вақт доданд.",
     "Ба хориҷиён то сентябри соли 2025 вақт доданд."),
]  # fmt: skip

PERSONS: list[tuple[Lang, str, str, str]] = [
    ("en", "Tajikistan’s labour minister Gulnora Hasanzoda told TASS that 17,000 were expelled.",
     "In August 2024 Tajikistan’s labour minister Gulnora Hasanzoda said that it was fewer.",
     "In August 2024 Hasanzoda said that it was fewer."),
    ("en", "In 2025 36,000 were deported, said Imatsho Nodirzoda, head of the Migration Service.",
     "Jobs went to 18,923 people, said Imatsho Nodirzoda, head of the Migration Service.",
     "Jobs went to 18,923 people, said Nodirzoda."),
    ("en", "Yuri Ushakov, an aide to the president, spoke of 1.2 million.",
     "In October Yuri Ushakov, an aide to the president, said that they work.",
     "In October Ushakov said that they work."),
    ("en", "Shahnoza Nodiri met Denis Vasilyev, deputy head of Rostrud.",
     "The deputy head of the service (Rostrud), Denis Vasilyev, went to Bokhtar.",
     "The deputy head of the service (Rostrud), Denis Vasilyev, went to Bokhtar."),  # an office told in another way
    ("ru", "Министр труда Таджикистана Гульнора Хасанзода сказала, что выдворили 17 000 человек.",
     "По словам министра труда Таджикистана Гульноры Хасанзоды, протоколов было 332 700.",
     "По словам Хасанзоды, протоколов было 332 700."),
    ("ru", "Министр труда Таджикистана Гульнора Хасанзода сказала ТАСС, что выдворили 17 000 человек.",
     "Уехали 90 %, сказала ТАСС министр труда Таджикистана Гульнора Хасанзода.",
     "Уехали 90 %, сказала ТАСС Хасанзода."),
    ("ru", "Гульнора Хасанзода сказала, что выдворили 17 000 человек.",
     "Бывший министр Гульнора Хасанзода сказала, что их больше.",
     "Бывший министр Гульнора Хасанзода сказала, что их больше."),
    ("tg", "Вазири меҳнати Тоҷикистон Гулнора Ҳасанзода гуфт, ки 17 000 нафар ихроҷ шуданд.",
     "Ба гуфтаи вазири меҳнати Тоҷикистон Гулнора Ҳасанзода, онҳо камтаранд.",
     "Ба гуфтаи Ҳасанзода, онҳо камтаранд."),
    ("tg", "Ба гуфтаи Дария Лебедева аз хадамоти матбуоти судҳо, 418 нафар ҷарима шуд.",
     "Ба гуфтаи Дария Лебедева аз хадамоти матбуоти судҳо, 584 парванда омад.",
     "Ба гуфтаи Лебедева, 584 парванда омад."),
]  # fmt: skip
BODIES: list[tuple[Lang, str, str, str]] = [
    ("en", "According to Tajikistan’s Foreign Ministry, 954 were held.",
     "Tajikistan’s Foreign Ministry said that 27 were expelled.", "The ministry said that 27 were expelled."),
    ("en", "According to Tajikistan’s Foreign Ministry, Russia’s Foreign Ministry gave an answer.",
     "Tajikistan’s Foreign Ministry said that 27 were expelled.",
     "Tajikistan’s Foreign Ministry said that 27 were expelled."),  # which of the two?
    ("en", "Human Rights Watch (HRW) wrote a report.", "A man told Human Rights Watch (HRW) so.", "A man told HRW so."),
    ("ru", "По данным МИД Таджикистана, держали 954 человека.", "МИД Таджикистана сообщил, что 27 выдворены.",
     "МИД сообщил, что 27 выдворены."),
    ("ru", "МИД Таджикистана написал МИД России.", "МИД Таджикистана сообщил, что 27 выдворены.",
     "МИД Таджикистана сообщил, что 27 выдворены."),
    ("tg", "Вазорати корҳои хориҷии Тоҷикистон хабар дод, ки 954 нафар буданд.",
     "Ба иттилои Вазорати корҳои хориҷии Тоҷикистон, 27 нафар ихроҷ шуданд.",
     "Ба иттилои вазорат, 27 нафар ихроҷ шуданд."),
    ("tg", "Ба иттилои Вазорати меҳнати Тоҷикистон, 954 нафар буданд.",
     "Ба иттилои Вазорати корҳои хориҷии Тоҷикистон, 27 нафар ихроҷ шуданд.",
     "Ба иттилои Вазорати корҳои хориҷии Тоҷикистон, 27 нафар ихроҷ шуданд."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "first", "then", "shorter"), [*CASES, *PERSONS, *BODIES])
def test_what_was_named_is_not_named_again(lang: Lang, first: str, then: str, shorter: str) -> None:
    assert retold([Told(first, lang, "IWPR"), Told(then, lang, "IWPR")]) == (first, shorter)


def test_who_thinks_so_is_always_said() -> None:
    first = Told("IWPR wrote on 3 April 2024 that police raided dormitories.", "en", "IWPR")
    said = "Moscow will blame Kyiv, IWPR wrote."
    assert retold([first, Told(said, "en", "IWPR", spoken=True)])[1] == said
    assert retold([first, Told(said, "en", "IWPR")])[1] == "Moscow will blame Kyiv, the outlet wrote."


def test_an_agency_keeps_its_name_and_tells_its_day_once() -> None:
    first, again = "AP reported on 4 August 2025 that a trial opened.", "Kyiv denies it, AP wrote in August 2025."
    assert retold([Told(each, "en", "AP") for each in (first, again)])[1] == "Kyiv denies it, AP wrote."


def test_an_outlet_keeps_its_name_where_another_one_was_quoted() -> None:
    quoted, own = "According to RBC, courts made 27,000 rulings.", "Fewer people go to Russia, Asia-Plus wrote."
    assert retold([Told(each, "en", "Asia-Plus") for each in (quoted, own, quoted)]) == (quoted, own, quoted)


@pytest.fixture(scope="module")
def shortened(whole: Path) -> list[tuple[Lang, str, str]]:
    """The sentences of the corpus that their stories tell otherwise: language, as written, as told."""
    found: list[tuple[Lang, str, str]] = []
    with Store.open(whole) as store:
        for document in store.documents():
            for lang in LANGS:
                texts = [each.texts[lang] for each in document.statements]
                told = retold([Told(text, lang, document.publisher) for text in texts])
                found += [(lang, *pair) for pair in zip(texts, told, strict=True) if pair[0] != pair[1]]
    assert len(found) > 500
    return found


def test_in_no_story_of_the_corpus_is_an_outlet_left_unsaid_that_the_sentence_named(
    shortened: list[tuple[Lang, str, str]],
) -> None:
    """It is named or, once it was, called an outlet."""
    called = {"en": "the outlet", "ru": "издани", "tg": "ин расона"}
    for lang, plain, shorter in shortened:
        assert len(_media(shorter, lang)) + (called[lang] in shorter.lower()) >= len(_media(plain, lang))


def _media(text: str, lang: Lang) -> list[str]:
    table = names.load()
    return [each.text for each in table.find(text, lang) if table.entity(each.entity).kind == "media"]


def test_a_sentence_by_itself_stays_as_it_is(whole: Path) -> None:
    with Store.open(whole) as store:
        for document in store.documents():
            for statement in document.statements:
                for lang in LANGS:
                    text = statement.texts[lang]
                    assert retold([Told(text, lang, document.publisher)]) == (text,)


def test_no_number_is_lost_or_changed_in_any_story_of_the_corpus(shortened: list[tuple[Lang, str, str]]) -> None:
    for lang, plain, shorter in shortened:
        assert _counts(plain, lang) == _counts(shorter, lang), shorter
        assert max(shorter) < "\ue000"  # nothing of the masks is left


def _counts(text: str, lang: Lang) -> list[tuple[object, object, object, str]]:
    return [(each.value, each.low, each.high, each.modifier) for each in find_quantities(text, lang)]


@pytest.mark.parametrize(
    ("change", "said"),
    [(("with = 'The outlet", "width = 'The outlet"), "a frame needs 'with'"),
     (("[opening]", "[openings]"), "opening.tg: is missing"), (("^According", "^(According"), "missing")],
)  # fmt: skip
def test_a_wrong_table_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(BadInput, match="retelling") as found:
        load(changed(tmp_path, *change))
    assert said in str(found.value)


@pytest.mark.parametrize("change", [("[speech]", "[speeches]"), ("{body}(?: of", "{body}((?: of")])
def test_a_wrong_table_of_names_is_named(tmp_path: Path, change: tuple[str, str]) -> None:
    with pytest.raises(BadInput, match="bodies and speech"):
        named_again.load(changed(tmp_path, *change))


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / "retelling.toml"
    path.write_text(config.RETELLING.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path
