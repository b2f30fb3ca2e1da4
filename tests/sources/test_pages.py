"""Pages: the article alone, as it is shown, with a date that is its own; what is no article is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digests.errors import BadInput
from digests.model import Document
from digests.sources import files

TAIL = {
    "en": "<p>Rescuers worked through the night at the hall outside the city, the emergency service said in a"
    " statement, and the search went on for hours.</p><p>Relatives waited at the gates and gave samples for tests, as"
    " a spokesman told reporters who had gathered there in the morning.</p>",
    "ru": "<p>Спасатели всю ночь работали у концертного зала под Москвой, сообщили в министерстве по чрезвычайным"
    " ситуациям, и поиски продолжались много часов.</p><p>Родственники ждали у ворот и сдавали образцы для анализа,"
    " рассказал журналистам утром представитель больницы.</p>",
    "tg": "<p>Наҷотдиҳандагон тамоми шаб дар назди толор кор карданд, гуфтанд дар вазорати ҳолатҳои фавқулода, ва"
    " ҷустуҷӯ чанд соат идома ёфт.</p><p>Пайвандон дар назди дарвоза интизор буданд ва барои ташхис намуна супориданд,"
    " гуфт сухангӯйи беморхона.</p>",
}
DEATHS = "<p>The attack at Crocus City Hall killed 144 people, the ministry said.</p>"


def page(body: str, *, head: str = "", before: str = "", after: str = "", lang: str = "en") -> Document:
    markup = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Toll rises</title>{head}</head><body>{before}<main>'
        f"<article><h1>Toll rises</h1>{body}{TAIL[lang]}</article></main>{after}"
        "<footer><p>© 2015–2026 Example News</p></footer></body></html>"
    )
    return read(markup)


def read(markup: str) -> Document:
    ((document, _),) = files.documents(markup.encode(), Path("page.html"))
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ('<div class="date">22 марти соли 2024</div>', "tg"),
        ("<p>Ҷумъа, 22 марти 2024, 10:30</p>", "tg"),
        ("<span>22 марта 2024</span>", "ru"),
        ("<div>22 мар. 2024, 10:00</div>", "ru"),
        ("<div>22.03.2024 | Автор Иван Петров</div>", "ru"),
        ("<div>22 Mar 2024</div>", "en"),
        ('<time datetime="2024-03-22T08:00">2 hours ago</time>', "en"),
        ('<div class="date">22 марти соли 2024</div>', "en"),
        ("<div><span>Автор: Тимур Рябинин</span><span>22 марта 2024 года</span><span>Чтение: 3 мин</span></div>", "ru"),
        ("<div>Муаллиф: Нигора Саломова | 22 марти соли 2024 | Хондан: 3 дақиқа | Акс: бойгонӣ | 7 назар</div>", "tg"),
        (
            "<p><b>Душанбе, 22 марти соли 2024.</b> Имрӯз 148 шаҳрванди Тоҷикистон ба ватан баргардонида шуд, гуфтанд"
            " дар хадамоти муҳоҷират ба хабарнигорони мо.</p>",
            "tg",
        ),
        (
            "<p><strong>Москва, 22 марта 2024 года.</strong> Сегодня 148 граждан Таджикистана были возвращены на"
            " родину, сообщили в миграционной службе нашим корреспондентам.</p>",
            "ru",
        ),
        (
            '<dl><dt>Info</dt><dd><time itemprop="datePublished" datetime="2024-03-22T10:00+05:00">x</time></dd></dl>',
            "en",
        ),
    ],
)
def test_the_day_beside_the_title_is_the_days(body: str, lang: str) -> None:
    assert str(page(body + DEATHS, lang=lang).published) == "2024-03-22"


STANDFIRST = "<p>The attack on a concert hall near Moscow is the worst there for some twenty years, officials say.</p>"


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        (f'{STANDFIRST}<div><a href="x">A. Writer</a> <time datetime="2024-03-22">Mar 22</time> — 2 min read</div>', "",
         "2024-03-22"),
        ("", '<ul><li>Tags:</li><li>halls</li><li>fire</li><li>a_writer</li><li><time datetime="2024-03-22">22.03'
         "</time></li></ul>", "2024-03-22"),
        ("", "<ul><li>Tags:</li><li>halls</li><li>fire</li><li>a_reader</li></ul></article><div>12.05.2025</div>"
         "<article>", None),
    ],
)  # fmt: skip
def test_a_day_under_the_standfirst_or_behind_the_tags(above: str, below: str, day: str | None) -> None:
    markup = f"<html><body><article><h1>Toll rises</h1>{above}{DEATHS}{TAIL['en']}{below}</article></body></html>"
    assert read(markup).published == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-22T10:00:00+03:00">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-22T10:00:00Z"}</script>',
        '<link rel="canonical" href="https://a.example.org/2024/03/22/toll">',
    ],
)
def test_a_declared_day_comes_first(head: str) -> None:
    assert str(page("<div>23.03.2024</div>" + DEATHS, head=head).published) == "2024-03-22"


@pytest.mark.parametrize(
    ("body", "surroundings"),
    [
        ("", {}),
        ("<p>Call +7 495 2019-05-12 for help at any hour of the day.</p>", {}),
        ("", {"after": "<p>Phone: 2019-05-12</p>"}),
        ("", {"after": "<p>Тел.: +992 37 2019-05-12, факс 22-03-20</p>", "lang": "ru"}),
        ("", {"after": "<p>© 12.05.2019 Example</p><p>Copyright 12 May 2019 Example</p>"}),
        ("", {"after": "<p>Все права защищены, 12 мая 2019</p>", "lang": "ru"}),
        ("", {"after": '<div class="comments"><span class="date">12 May 2025</span><p>So sad to read.</p></div>'}),
        ("", {"after": '<ol class="commentlist"><li><time datetime="2025-05-12">12 May 2025</time></li></ol>'}),
        ("", {"after": "<div><h3>Комментарии (1)</h3><div>12 мая 2025</div><p>Очень жаль</p></div>", "lang": "ru"}),
        ("", {"after": "<div><h3>Шарҳҳо</h3><div>12 майи 2025</div><p>Афсӯс</p></div>", "lang": "tg"}),
        ("", {"before": "<header><div>Душанбе, 1 декабря 2026, вторник</div></header>", "lang": "ru"}),
        ("", {"after": '<div class="related"><a href="x">Other</a><time datetime="2025-02-02">2 Feb</time></div>'}),
        ("", {"head": '<meta property="article:modified_time" content="2025-01-01">'}),
        (
            "<p><b>22 марта 2024 года</b> в зал вошли люди, которых никто из зрителей в тот вечер там не ждал, говорят"
            " в следственном комитете страны.</p>",
            {"lang": "ru"},
        ),
    ],
)
def test_a_day_of_something_else_is_none(body: str, surroundings: dict[str, str]) -> None:
    assert page(DEATHS + body, **surroundings).published is None


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>What is known:</p><ul><li>144 killed</li><li>551 injured</li></ul>", ["144 killed", "551 injured"]),
        ("<h2>Қурбониён</h2><ol><li>144 нафар</li><li>551 нафар</li></ol>", ["Қурбониён", "144 нафар", "551 нафар"]),
        ("<p>Жертвы теракта:</p><dl><dt>Погибли</dt><dd>144</dd></dl>", ["Погибли: 144"]),
        ("<p>Victims:<br>Killed: 144<br>Injured: 551</p>", ["Killed: 144", "Injured: 551"]),
        ("<p>Victims of the attack:</p><div>Killed: 144</div>", ["Killed: 144"]),
        ("<p>Жертвы:</p><table><tr><th>О<th>П</tr><tr><td>Убиты</td><td>144</td></tr></table>", ["Убиты: 144"]),
        (
            "<p>Victims of the attack:</p><table><tr><th></th><th>Killed</th><th>Injured</th></tr>"
            "<tr><td>27 March</td><td>144</td><td>551</td></tr></table>",
            ["27 March: Killed: 144, Injured: 551"],
        ),
    ],
)  # fmt: skip
def test_lists_tables_and_terms_stay(body: str, lines: list[str]) -> None:
    text = page(DEATHS + body).text.split("\n\n")
    assert set(lines) <= set(text)


def test_what_is_hidden_struck_or_noted_does_not_come_through() -> None:
    document = page(
        "<p>Courts expelled <del>137</del> 418<sup>2</sup> foreigners, the ministry said in a statement.</p>"
        "<p hidden>The attack killed 177 people.</p><template><p>The attack killed 188 people.</p></template>"
        '<p style="display:none">The attack killed 199 people.</p>'
    )
    assert "expelled 418 foreigners" in document.text
    assert not any(number in document.text for number in ("137", "4182", "177", "188", "199"))


@pytest.mark.parametrize(
    "body",
    [
        "<p>Введите слово для поиска и нажмите Enter, чтобы найти нужную новость на нашем портале.</p>",
        "<p>Enter a keyword to search the archive of our newspaper and press the button below.</p>",
        "<p>Барои ҷустуҷӯ калимаи лозимиро нависед ва тугмаро пахш кунед.</p>",
        "<h1>Before you continue</h1><p>We and our 842 partners store and use cookies to process personal data.</p>"
        "<p>By clicking Accept all you agree to the use of your data as described in our policy.</p>",
        "<p>Мы используем файлы cookie, чтобы улучшить работу сайта и показывать вам рекламу.</p>"
        "<p>Продолжая пользоваться сайтом, вы соглашаетесь с обработкой персональных данных.</p>",
        "<p>Сомонаи мо аз кукиҳо истифода мебарад. Агар идома диҳед, шумо розӣ мешавед.</p>",
        "<h1>Checking your browser</h1><p>Verify you are human by completing the action below.</p>",
        "<p>Страница не найдена. Возможно, она была удалена или перемещена в другой раздел.</p>",
    ],
)
def test_a_page_that_speaks_to_its_visitor_alone_holds_no_article(body: str) -> None:
    with pytest.raises(BadInput, match=r"page\.html: no article on this page"):
        read(f'<html><head><meta charset="utf-8"><title>Новости региона</title></head><body>{body}</body></html>')


def test_an_article_about_consent_is_one() -> None:
    document = read(
        '<html><head><meta charset="utf-8"><title>Новость</title></head><body><article><h1>Новость</h1><p>Мигранты дают'
        " согласие на обработку биометрических данных при въезде в Россию, сообщили в МВД.</p></article></body></html>"
    )
    assert document.text.startswith("Мигранты дают согласие")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2024-03-22T22:30:00Z">', ""),
        ('<script type="application/ld+json">{"datePublished": "2024-03-22T23:30:00+03:00"}</script>', ""),
        ("", '<time datetime="2024-03-22T19:30:00.000Z">yesterday</time>'),
    ],
)
def test_a_declared_moment_is_told_by_dushanbes_day(head: str, body: str) -> None:
    assert str(page(body, head=head).published) == "2024-03-23"


@pytest.mark.parametrize(
    "head",
    ['<base href="https://a.example/">', '<link rel="alternate" hreflang="x-default" href="https://a.example/">'],
)
def test_what_links_lead_from_is_not_the_address_of_the_page(head: str) -> None:
    assert page(DEATHS, head=head).url is None
    own = '<link rel="canonical" href="https://a.example/n/1">'
    assert page(DEATHS, head=head + own).url == "https://a.example/n/1"


@pytest.mark.parametrize(
    ("box", "lang"),
    [
        ('<div class="box"><div>Читайте также</div><a href="/x">В Рязани задержали 31 водителя</a></div>', "ru"),
        ('<blockquote><b>По теме:</b> <a href="/y">В Рязани задержали 31 водителя</a></blockquote>', "ru"),
        ('<div class="box"><p>Read also</p><a href="/x">Police hold 31 drivers in Ryazan</a></div>', "en"),
    ],
)
def test_a_box_within_the_text_that_sends_the_reader_on_is_none_of_it(box: str, lang: str) -> None:
    text = page(DEATHS + box, lang=lang).text
    assert "31" not in text
    assert "144" in text


def test_on_a_page_that_goes_on_the_first_article_is_meant() -> None:
    another = f"<article><h1>Rouble falls</h1><p>The rouble lost 83 kopecks on Monday.</p>{TAIL['en']}</article>"
    assert "83" not in page(DEATHS, after=another).text


def test_the_day_of_publication_is_asked_before_that_of_a_change() -> None:
    dates = "<div><span>Updated: March 5, 2024 at 11:40 am</span><span>Published: March 4, 2024 at 6:02 pm</span></div>"
    assert str(page(dates + DEATHS).published) == "2024-03-04"
