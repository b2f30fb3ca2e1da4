"""The check of the corpus: one slip in a good statement, and the finding it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.check import records, style, tables, texts
from digests.check.finding import Finding, of_error, statement_lines
from digests.errors import BadInput
from digests.objections import Objection

GOOD = """
title = "A title"
publisher = "IWPR"
published = 2024-04-03
lang = "en"
topics = ["attack"]

[headline]
en = "Tajik migrants leave Russia"
ru = "Таджикские мигранты уезжают из России"
tg = "Муҳоҷирони тоҷик аз Русия мераванд"

[[statement]]
n = 1
paragraph = 1
attributed_to = ["Igor Krasnov, Prosecutor General of Russia"]
topics = ["law"]
en = "Igor Krasnov said on 26 March 2024 that at least 40 people were killed and 12 were injured in Kaluga."
ru = "Игорь Краснов сказал 26 марта 2024 года, что в Калуге погибли не менее 40 человек и 12 были ранены."
tg = "Игор Краснов 26 марти соли 2024 гуфт, ки дар Калуга ҳадди ақал 40 нафар кушта ва 12 нафар захмӣ шуданд."
[[statement.figure]]
indicator = "crocus.deaths"
value = 40
modifier = ">="
as_of = 2024-04-03
as_of_basis = "publication date"
[[statement.figure]]
indicator = "crocus.injured"
value = 12

[[statement]]
n = 2
paragraph = 2
kind = "opinion"
attributed_to = ["IWPR"]
topics = ["politics"]
en = "IWPR argues that the migrants will come back."
ru = "IWPR считает, что мигранты вернутся."
tg = "Ба андешаи IWPR, муҳоҷирон бармегарданд."
"""


ASKS = "".join(
    f"{number}\t{lang}\t{question} {number}?\n"
    for number in (1, 2)
    for lang, questions in (("tg", ("Чӣ шуд", "Кӣ гуфт", "Хабар")), ("ru", ("Что было", "Кто сказал", "Новость")),
                            ("en", ("What happened", "Who said so", "News")))
    for question in questions
)  # fmt: skip


def write(folder: Path, text: str, name: str = "record.toml", asks: str = ASKS) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).with_suffix(".asks.tsv").write_text(asks, encoding="utf-8")
    return folder


def findings(folder: Path) -> list[str]:
    return [str(finding) for finding in found_in(folder)]


def found_in(folder: Path) -> list[Finding]:
    statement_lines.cache_clear()  # the files of a test are written anew under one name
    return records.check(folder)[1]


def test_a_good_record_gives_no_finding(tmp_path: Path) -> None:
    assert findings(write(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        # figures
        ("не менее 40", "не менее 41", "the languages do not all say >=40: tg says it, ru does not, en says it"),
        ("не менее 40", "не менее 41", "statement 1: ru: the figure >=40 does not stand in the text"),
        ("ҳадди ақал 40", "қариб 40", "the languages do not all say nearly 40"),
        ("ҳадди ақал 40", "тақрибан 40", "the languages do not all say about 40"),
        ("ҳадди ақал 40 нафар", "ҳадди ақал 40 нафар ва боз 40 нафар", "do not all say 40"),
        ("value = 12", "value = 13", "tg: the figure 13 does not stand in the text"),
        ("value = 12", "value = 13", "ru: '12' is no figure of the statement"),
        ('indicator = "crocus.injured"', 'indicator = "crocus.hurt"', "no indicator crocus.hurt"),
        ("value = 12", 'value = 12\nunit = "case"', "crocus.injured counts in person, not in case"),
        ("as_of = 2024-04-03", "as_of = 2024-04-04", "as_of is later than the article"),
        ("as_of = 2024-04-03", "as_of = 2024-04-02", "as_of is not the publication date, 2024-04-03"),
        ("value = 12", "value = 12\nperiod = { start = 2024-05-01 }", "the period begins after the article"),
        ('modifier = ">="', 'modifier = ">="\nwhole = "crocus.injured"', "40 is more than the whole, crocus.injured"),
        # languages
        ("Игорь Краснов сказал 26 марта", "Игорь Краснов сказал 27 марта", "the languages give different dates"),
        ("дар Калуга", "дар Kалуга", "Latin and Cyrillic letters in one word: Kалуга"),
        ("муҳоҷирон бармегарданд", "муҳоҷирон cap мегарданд", "cap is written in Latin letters"),
        ("муҳоҷирон бармегарданд", "мухочирон бармегарданд", "no Tajik letter"),
        ("мигранты вернутся", "муҳоҷирон бармегарданд", "a Tajik letter in a Russian text"),
        ("Ба андешаи IWPR, муҳоҷирон бармегарданд", "IWPR считает, что мигранты вернутся", "reads as Russian"),
        ("that the migrants will", "that the мигранты will", "en: Cyrillic letters"),
        ("come back.", 'come \\"back\\".', "straight quotation marks"),
        ("come back.", "come  back.", "stray blanks"),
        ("come back.", "come back", "does not end as a sentence ends"),
        ('tg = "Муҳоҷирони тоҷик аз Русия мераванд"', 'tg = "Мигранты уезжают"', "headline: tg: no Tajik letter"),
        # a statement stands alone
        ("IWPR argues that the migrants will", "They will", "en: opens with a word that points back (they)"),
        ("Ба андешаи IWPR, муҳоҷирон", "Онҳо", "tg: opens with a word that points back (онхо)"),
        ("IWPR считает, что мигранты вернутся", "Мигранты вернутся", "ru: names neither event nor place nor body"),
        # house style
        ("will come back.", "will come back in 2 weeks.", "'2 weeks': a length of time below ten is written as a word"),
        ("12 were injured", "3250 were injured", "en: '3250': thousands are grouped: 2,500"),
        ("12 были ранены", "1 250 были ранены", "ru: '1 250': the blank inside a number is a no-break space"),
        ("муҳоҷирон бармегарданд", "муҳоҷирони кӯҳна бармегарданд", "tg: 'кӯҳна' is spelt 'куҳна' here"),
        ("IWPR argues that", "IWPR urges that", "en says 'urged', tg, ru does not"),
        ("мигранты вернутся", "арестованные мигранты вернутся", "ru says 'arrested', tg, en does not"),
        # people
        ("Игорь Краснов сказал", "Прокурор сказал", "Igor Krasnov is not named in ru"),
        ("the migrants will", "the migrants of Zafar Muhsinov will", "en: Zafar is not in config/names.toml"),
        ("мигранты вернутся", "мигранты и Зафар Мухсинов вернутся", "ru: Мухсинов is not in config/names.toml"),
        ('["IWPR"]', '["Some Body, a neighbour"]', "Some Body, a neighbour is neither in config/names.toml"),
        ('attributed_to = ["IWPR"]\n', "", "attributed_to is missing: opinion has an author"),
        # record
        ('publisher = "IWPR"', 'publisher = "The Moon"', "publisher: The Moon is not in config/sources.toml"),
        ('topics = ["politics"]\n', "", "statement 2: topics is missing"),
        ('topics = ["attack"]\n', "", "record.toml: topics: is missing"),
        ("n = 2", "n = 1", "record.toml: statement 2: n: is that of statement 1 already"),
    ],
)
def test_a_slip_is_found(tmp_path: Path, old: str, new: str, finding: str) -> None:
    assert old in GOOD
    found = found_in(write(tmp_path, GOOD.replace(old, new, 1)))
    assert any(finding in str(line) for line in found), found
    assert all(str(line).startswith("record.toml") for line in found)
    assert all(isinstance(line.what, Objection) for line in found)  # so that the desk has words for it


def test_a_finding_names_the_line(tmp_path: Path) -> None:
    (line,) = findings(write(tmp_path, GOOD.replace("come back.", "come back")))
    assert line == f"record.toml:{GOOD.splitlines().index('n = 2')}: statement 2: en: does not end as a sentence ends"


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("1\ttg\tХабар 1?\n", "", "record.asks.tsv: statement 1: tg: at least 3 questions are wanted"),
        ("Новость 2", "новость 1", "statement 2: ru: 'новость 1?' is a question of statement 1 of record too"),
        ("2\ten\tNews 2?", "2 en News 2?", "record.asks.tsv:18: is no line of number, language"),
        ("2\ten\tNews 2?", "9\ten\tNews 9?", "record.asks.tsv:9: the record has no statement 9"),
        ("2\ten\tNews 2?", "2\ten\tWho said so 2?", "record.asks.tsv:18: the same question stands above already"),
        ("News 2?", f"{'News ' * 90}?", "the question is longer than 300 characters"),
    ],
)
def test_questions_are_checked(tmp_path: Path, old: str, new: str, finding: str) -> None:
    assert old in ASKS
    found = findings(write(tmp_path, GOOD, asks=ASKS.replace(old, new, 1)))
    assert any(finding in line for line in found), found


OPEN = "".join(
    f"{lang}\t{question}?\n"
    for lang, questions in (("tg", ("Баъд чӣ", "Кай", "Дар куҷо")), ("ru", ("Что дальше", "Когда", "Где это")),
                            ("en", ("What next", "When", "Where is it")))
    for question in questions
)  # fmt: skip


def leave_open(folder: Path, text: str = OPEN, name: str = "record") -> Path:
    (folder / f"{name}.open.tsv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("ru\tКогда?\n", "", "record.open.tsv: ru: at least 3 questions are wanted"),
        ("ru\tКогда?", "ru\tчто было, 1", "record.open.tsv:5: ru: 'что было, 1' is not open: statement 1 of record"),
        (
            "en\tWhen?",
            "en\tWho said so: 2",
            "record.open.tsv:8: en: 'Who said so: 2' is not open: statement 2 of record",
        ),
        ("ru\tГде это?", "ru\tкогда", "record.open.tsv:6: ru: 'когда' stands in line 5 already"),
        ("ru\tГде это?", "ru\tКогда?", "record.open.tsv:6: the same question stands above already"),
        ("ru\tГде", "ru\tГдe", "record.open.tsv:6: ru: Latin and Cyrillic letters in one word: Гдe"),
        ("ru\tГде", "ru Где", "record.open.tsv:6: is no line of language (tg, ru, en), question"),
        ("en\tWhat", "1\ten\tWhat", "record.open.tsv:7: is no line of language (tg, ru, en), question"),
        ("What next", "What " * 70, "record.open.tsv:7: the question is longer than 300 characters"),
    ],
)
def test_questions_that_are_left_open_are_checked(tmp_path: Path, old: str, new: str, finding: str) -> None:
    assert OPEN.count(old) == 1
    found = findings(leave_open(write(tmp_path, GOOD), OPEN.replace(old, new)))
    assert any(line.startswith(finding) for line in found), found


def test_open_questions_that_are_well_give_no_finding(tmp_path: Path) -> None:
    assert findings(leave_open(write(tmp_path, GOOD))) == []


def test_what_another_record_answers_is_not_open(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "first.toml")
    other = GOOD.replace("IWPR argues that the", "IWPR thinks that some").replace("12", "13")
    leave_open(
        write(tmp_path, other, "second.toml", ASKS.replace("?", " then?")), OPEN.replace("When?", "News, 1!"), "second"
    )
    assert [line for line in findings(tmp_path) if "open" in line] == [
        "second.open.tsv:8: en: 'News, 1!' is not open: statement 1 of first answers it"
    ]


def test_a_question_may_be_shared_by_statements_that_say_the_same(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "first.toml")
    write(tmp_path, 'reprint_of = "first"\n' + GOOD, "second.toml")
    assert findings(tmp_path) == []


def test_lengths_of_time_need_no_figure(tmp_path: Path) -> None:
    timed = GOOD.replace("come back.", "come back in 12 weeks.").replace("вернутся.", "вернутся через 12 недель.")
    timed = timed.replace("муҳоҷирон бармегарданд", "муҳоҷирон баъди 12 ҳафта бармегарданд")
    assert findings(write(tmp_path, timed)) == []


def test_a_group_is_not_accused_without_a_speaker(tmp_path: Path) -> None:
    accusing = GOOD.replace('indicator = "crocus.injured"', 'indicator = "tj.fighters_abroad"\nattributed_to = []')
    assert any("tj.fighters_abroad accuses a group" in line for line in findings(write(tmp_path, accusing)))


def test_a_statement_stands_once_but_in_a_reprint(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "first.toml")
    write(tmp_path, GOOD, "second.toml")
    assert any(
        f.startswith("second.toml:") and "statement 1: tg: the text is that of statement 1 in first" in f
        for f in findings(tmp_path)
    )
    write(tmp_path, 'reprint_of = "first"\n' + GOOD, "second.toml")
    assert findings(tmp_path) == []


def test_a_reprint_of_nothing_and_of_a_reprint(tmp_path: Path) -> None:
    write(tmp_path, 'reprint_of = "nowhere"\n' + GOOD, "first.toml")
    write(tmp_path, 'reprint_of = "first"\n' + GOOD, "second.toml")
    found = findings(tmp_path)
    assert "first.toml: reprint_of: no record nowhere" in found
    assert "second.toml: reprint_of: first is a reprint itself" in found


def test_a_broken_record_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("value = 12", "value = 13"), "first.toml")
    write(tmp_path, "title = ", "second.toml")
    found = findings(tmp_path)
    assert any(line.startswith("second.toml: is not TOML") for line in found)
    assert any(line.startswith("first.toml:13: statement 1: ") for line in found)


def test_an_empty_folder_is_a_finding(tmp_path: Path) -> None:
    assert [line.split(": ", 1)[1] for line in findings(tmp_path)] == ["holds no record"]


def test_brands_may_stand_in_latin_letters() -> None:
    said = {"tg": "Дар анбори Wildberries рейд шуд, ҳамин.", "ru": "На складе Wildberries прошёл рейд.",
            "en": "There was a raid at Wildberries."}  # fmt: skip
    assert [fault for fault in texts.check(said, None) if "Wildberries" in fault] == []


def test_locales_are_compared(tmp_path: Path) -> None:
    (tmp_path / "tg.ftl").write_text("bot-hello = Салом, { $name }\nsay-day = { $day }\n", encoding="utf-8")
    (tmp_path / "ru.ftl").write_text(
        "bot-hello = Привет\nsay-day = { $days }\nbot-more = Ещё\n# Pоссия\n", encoding="utf-8"
    )
    (tmp_path / "en.ftl").write_text("bot-hello = Hello, { $name }\nsay-day = { $day }\n", encoding="utf-8")
    found = [str(finding) for finding in tables.locales(tmp_path)]
    assert "config/locales: bot-hello: the languages show different values: tg name; ru none; en name" in found
    assert "config/locales/tg.ftl: bot-more: is missing in this language" in found
    assert "config/locales/ru.ftl: 4: Latin and Cyrillic letters in one word: Pоссия" in found
    assert len(found) == 4, "what writes numbers may differ; bot-more is missing twice"


def test_an_error_becomes_a_finding_without_its_place_twice() -> None:
    error = BadInput("is missing", path="/x/config/names.toml", place="moscow")
    assert str(of_error(error, "config/names.toml")) == "config/names.toml: moscow: is missing"


def test_a_price_may_be_that_of_a_year_to_come(tmp_path: Path) -> None:
    ahead = "period = { start = 2025-01-01, end = 2025-12-31 }"
    figure = "value = 12\n\n"
    late = GOOD.replace(figure, f"value = 12\n{ahead}\n\n", 1)
    assert any("the period begins after the article" in line for line in findings(write(tmp_path, late)))
    price = late.replace("n = 1\nparagraph = 1", 'n = 1\nkind = "price"\nas_of = 2024-04-03\nparagraph = 1')
    assert not any("the period begins" in line for line in findings(write(tmp_path, price)))


def test_a_sentence_for_life_is_no_arrest() -> None:
    said = {"en": "15 people were sentenced to life.", "ru": "15 человек приговорили к пожизненному сроку.",
            "tg": "15 нафар ба ҳабси абад маҳкум шуданд."}  # fmt: skip
    assert list(style.strength(said)) == []
    assert list(style.strength({**said, "tg": "15 нафарро ҳабс карданд."})) == ["tg says 'arrested', ru, en does not"]


def test_urgent_is_not_urged() -> None:
    said = {"en": "The matter is urgent.", "ru": "Дело срочное.", "tg": "Кор таъҷилист."}
    assert list(style.strength(said)) == []


def test_a_reprint_shares_the_questions_of_its_original(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    other = (
        GOOD.replace("12 were injured", "13 were injured").replace("12 были", "13 были").replace("12 нафар", "13 нафар")
    )
    other = other.replace("value = 12", "value = 13")
    write(tmp_path, other, "second.toml")
    assert any("is a question of statement 1 of record too" in line for line in findings(tmp_path))
    write(tmp_path, other.replace('lang = "en"', 'lang = "en"\nreprint_of = "record"', 1), "second.toml")
    assert not any("is a question of" in line for line in findings(tmp_path))
