"""What stands around an article goes, whatever its page calls it; the article stays, in the order of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.errors import BadInput
from digests.model import Document
from digests.sources import files

TITLE = {
    "tg": "Дар Хуҷанд барои муҳоҷирон маркази нав кушода шуд",
    "ru": "В Калуге задержали водителя с рабочими без документов",
    "en": "Dormitory fire leaves Tajik builders without papers",
}
TEXT = {
    "tg": (
        "Дар шаҳри Хуҷанд маркази машваратӣ барои шаҳрвандоне, ки ба Русия мераванд, ба фаъолият оғоз кард.",
        "Дар ҳафтаи аввал ба он 312 нафар муроҷиат намуданд, гуфт роҳбари марказ ба хабарнигорон.",
    ),
    "ru": (
        "Сотрудники полиции остановили на въезде в Калугу микроавтобус с гражданами Таджикистана.",
        "У всех 19 пассажиров истёк срок регистрации, и суд назначил каждому штраф без выдворения.",
    ),
    "en": (
        "A fire that swept a wooden dormitory on the edge of Tver destroyed the passports of 57 builders.",
        "Nobody was badly hurt, the fire service said, and the men were sent back to the site the same day.",
    ),
}
LANGS = tuple(TITLE)


def page(lang: str, *, within: str = "", below: str = "", above: str = "", head: str = "") -> str:
    """A page of one article; `within` stands between its paragraphs, `below` and `above` beside them."""
    first, last = TEXT[lang]
    return (
        f'<html lang="{lang}"><head><meta charset="utf-8"><title>{TITLE[lang]} — Example</title>{head}'
        f"</head><body>{above}"
        f'<div class="story"><h1>{TITLE[lang]}</h1><div class="text"><p>{first}</p>{within}<p>{last}</p></div>{below}'
        "</div></body></html>"
    )


def read(markup: str) -> Document:
    (document,) = (each for each, _ in files.documents(markup.encode(), Path("page.html")))
    assert document is not None
    return document


def only(lang: str) -> str:
    return "\n\n".join(TEXT[lang])


ASKED = {
    "tg": '<div class="q7"><h4>Хабарномаи ҳафтаина</h4><p>Почтаи худро гузоред ва ҳар ҷумъа хабарҳоро гиред.</p>'
    "<input type='email'><button>Фиристодан</button></div>",
    "ru": '<div class="q7"><h4>Письмо недели</h4><p>Оставьте адрес, и каждую пятницу мы пришлём вам новости.</p>'
    "<input type='email'><button>Отправить</button></div>",
    "en": '<div class="q7"><h4>Sunday reads</h4><p>One long story in your inbox each week, and nothing else.</p>'
    "<input type='email'><button>Send</button></div>",
}
OTHERS = {
    "tg": '<section><h2>Дигар маводҳо</h2><article><h3><a href="/a">Намоишгоҳи ҳунарҳои мардумӣ</a></h3><p>Дар'
    " пойтахт беш аз сад ҳунарманд бо маҳсулоти худ ҷамъ омад.</p></article></section>",
    "ru": '<section><h2>Ещё новости</h2><article><h3><a href="/a">На шоссе сменили разметку</a></h3><p>В субботу в'
    " центре города пройдёт большая ярмарка урожая.</p></article></section>",
    "en": '<section><h2>You may like</h2><article><h3><a href="/a">Cement prices, explained</a></h3><p>More than a'
    " hundred craftsmen came to the capital with their goods.</p></article></section>",
}
OFFERS = {
    "tg": '<div class="g1"><h2>Идомаи мақола танҳо барои обуначиён</h2><p>Журналистикаи мустақилро дастгирӣ кунед ва'
    ' ҳамаи маводҳоро бе маҳдудият хонед.</p><a href="/obuna">Обуна шудан</a></div>',
    "ru": '<div class="g1"><h2>Материал доступен только подписчикам</h2><p>Оформите подписку за 199 рублей в месяц'
    ' и читайте без рекламы. Уже есть подписка?</p><a href="/login">Войдите</a></div>',
    "en": '<div class="g1"><h2>Keep reading with a subscription</h2><p>You have reached the end of the free preview.'
    ' Plans from 9 dollars a month for access to 5 sites.</p><a href="/buy">Choose</a></div>',
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("around", [ASKED, OTHERS, OFFERS])
def test_offers_other_articles_and_what_is_asked_are_no_text(around: dict[str, str], lang: str) -> None:
    assert read(page(lang, below=around[lang])).text == only(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_teaser_between_paragraphs_is_no_text(lang: str) -> None:
    teaser = (
        f'<div class="x1"><div class="x2"><a href="/a">{TITLE["en"]} on Monday</a><span>30.07, 09:14</span></div></div>'
    )
    assert read(page(lang, within=teaser)).text == only(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_wall_over_an_article_is_lifted(lang: str) -> None:
    said = {
        "tg": "Мо ва шарикони мо аз куки истифода мебарем, то сомона беҳтар кор кунад ва реклама мувофиқ бошад.",
        "ru": "Мы и наши партнёры используем файлы cookie, чтобы измерять посещаемость и показывать рекламу.",
        "en": "We and our 847 partners store and access cookies on a device to show personalised advertising.",
    }
    wall = f"<div class='zz'><h2>Example</h2><p>{said[lang]}</p><button>OK</button><button>…</button></div>"
    assert read(page(lang, above=wall)).text == only(lang)


@pytest.mark.parametrize(
    "headline",
    [
        "Ҷустуҷӯ",
        "Пеш аз идома",
        "Поиск по сайту",
        "Прежде чем продолжить",
        "Search results",
        "Before you continue to X",
    ],
)
def test_a_page_with_a_headline_for_its_visitor_holds_no_article(headline: str) -> None:
    markup = page("ru").replace(TITLE["ru"], headline)
    with pytest.raises(BadInput, match="no article on this page"):
        read(markup)


@pytest.mark.parametrize("lang", LANGS)
def test_a_short_page_without_a_day_that_no_search_engine_may_list_holds_no_article(lang: str) -> None:
    unlisted = '<meta name="robots" content="noindex, follow">'
    with pytest.raises(BadInput, match="no article on this page"):
        read(page(lang, head=unlisted))
    dated = '<meta property="article:published_time" content="2024-03-22">'
    assert read(page(lang, head=unlisted + dated)).text == only(lang)


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("ru", "Редакция исправила ошибки в заметке, прежний текст зачёркнут: в нём было 24 человека."),
        ("en", "An earlier version of this article said that 24 people had been in the building."),
        ("tg", "Эзоҳи таҳририя: дар нусхаи аввал шумораи онҳо 24 нафар навишта шуда буд."),
    ],
)
def test_a_newsrooms_note_on_its_text_is_no_text(lang: str, note: str) -> None:
    assert read(page(lang, within=f"<p>{note}</p>")).text == only(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_leads_an_article_in_stands_before_it(lang: str) -> None:
    lead = TITLE[lang].rsplit(" ", 1)[0] + " 41"
    markup = page(lang).replace("</h1>", f'</h1><h2 class="story__subtitle">{lead}</h2>')
    document = read(markup)
    assert document.text == f"{lead}\n\n{only(lang)}"
    assert [span.role for span in document.spans] == ["lead"]


def test_a_live_report_keeps_its_order_its_hours_and_its_short_posts() -> None:
    posts = (
        ("08:40", "У перехода насчитали 26 автобусов, за ночь пропустили только четыре, говорят водители."),
        ("15:37", "Открыли вторую полосу. За час прошли 7 автобусов."),
        ("19:20", "Очередь сократилась до пяти машин, 41 человеку во въезде отказали."),
    )
    told = "".join(
        f'<div class="post"><a class="t" href="#p">{at}</a><div class="b"><p>{x}</p></div></div>' for at, x in posts
    )
    title = "Очередь на переходе: онлайн"
    text = read(
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>"
        f'<p class="lead">Автобусы из Таджикистана стоят у границы вторые сутки, мы следим за ними.</p>{told}'
        "</main></body></html>"
    ).text
    assert text.split("\n\n")[1:] == [line for post in posts for line in post]


def test_columns_of_a_layout_are_read_and_its_menu_is_not() -> None:
    first, last = TEXT["en"]
    text = read(
        f"<html><head><title>Courier :: {TITLE['en']}</title></head><body><table><tr><td><a href=a>News</a><br>"
        f"<a href=b>Courts</a><br>Poll<br><input type=radio> Yes<br><input type=submit></td><td><h2>{TITLE['en']}</h2>"
        f"<p>{first}</p></td><td>{last}<p>{TEXT['en'][0].replace('Tver', 'Omsk')}</td></tr></table></body></html>"
    )
    assert text.title == TITLE["en"]
    assert text.text.split("\n\n") == [first, last, first.replace("Tver", "Omsk")]


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        (f"<h1>Мы пишем с 1998 года</h1><div>{TITLE['ru']}</div>", TITLE["ru"]),
        (f"<h1>{TITLE['ru']} сегодня <del>24</del></h1>", f"{TITLE['ru']} сегодня"),
    ],
)
def test_the_title_is_the_one_that_the_window_bears(markup: str, title: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXT["ru"])
    assert read(f"<html><head><title>{title} | Вестник</title></head><body>{markup}{body}</body></html>").title == title


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Аз Нигора Саломова", "Нигора Саломова"),
        ("By Harriet Voss", "Harriet Voss"),
        ("Автор: Пётр Рябинин", "Пётр Рябинин"),
    ],
)
def test_an_author_is_a_name_alone(byline: str, author: str) -> None:
    assert read(page("tg", head=f'<meta name="author" content="{byline}">')).author == author


def test_parts_that_a_style_alone_sets_apart_do_not_run_together() -> None:
    parts = "<p><b>Погибли</b><span>144</span> человека, сообщили в министерстве по чрезвычайным ситуациям вечером.</p>"
    assert "Погибли 144 человека" in read(page("ru", within=parts)).text
    whole = "<p><b>Т</b><b>аджикистан</b> и <i>1</i><i>44</i> человека, сообщили в министерстве вечером в субботу.</p>"
    assert "Таджикистан и 144 человека" in read(page("ru", within=whole)).text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["widget Blog", "social-policy", "with-sidebar"])
def test_what_holds_the_headline_is_the_article_whatever_it_is_called(kind: str, lang: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXT[lang])
    others = "".join(f'<li><a href="/{n}">{TITLE[lang]} {n}</a></li>' for n in range(30))
    markup = (
        f"<html><head><title>Example: {TITLE[lang]}</title></head><body><h1>Example</h1><div class='{kind}'>"
        f"<h3>{TITLE[lang]}</h3><div class='post-body'>{body}</div></div><ul class='list'>{others}</ul></body></html>"
    )
    document = read(markup)
    assert (document.title, document.text) == (TITLE[lang], only(lang))


def test_parts_that_a_builder_calls_widgets_are_read() -> None:
    parts = "".join(f'<div class="elementor-element elementor-widget"><p>{line}</p></div>' for line in TEXT["ru"])
    markup = f"<html><head><title>{TITLE['ru']}</title></head><body><div class='elementor'><h1>{TITLE['ru']}</h1></div>"
    assert read(f"{markup}<div class='elementor'>{parts}</div></body></html>").text == only("ru")


PLAIN = (
    "Власти <a href='/t'>Таджикистана</a> обещали принять все меры, и граждане могут въезжать без ограничений.",
    "Мигранты, которые уже зарегистрированы, должны <a href='/p'>продлить патент</a> до конца года.",
    "При обыске в общежитии <a href='/o'>ничего не найдено</a>, сообщили в полиции города.",
    "В статью 18.8 кодекса <a href='/k'>внесены изменения</a>, они вступят в силу в феврале.",
    "Мы внесли поправки в текст закона, сказал депутат, и <a href='/z'>статья 5</a> обновлена.",
    "Investigators did not find any weapons, and <a href='/k'>Kyrgyzstan</a>, already a member, sent a note.",
    "This report said 24 people were <a href='/d'>detained</a> at the market on Tuesday morning.",
    "Дар ҷойи ҳодиса чизе ёфт нашуд, гуфт <a href='/v'>вазорат</a> ба хабарнигорон дар рӯзи душанбе.",
    "Матни қонун ислоҳ шуд ва <a href='/q'>моддаи панҷум</a> аз моҳи феврал амал мекунад.",
)


@pytest.mark.parametrize("line", PLAIN)
def test_what_is_said_of_the_matter_is_no_notice(line: str) -> None:
    plain = line.split("<", maxsplit=1)[0]
    assert plain in read(page("ru", within=f"<div class='article__text'>{line}</div>")).text


def test_a_subhead_ends_no_article() -> None:
    parts = f"<h2>Въезд: читать дальше или без ограничений</h2><p>{TEXT['ru'][1].replace('19', '41')}</p>"
    assert "41 пассажиров" in read(page("ru", within=parts)).text


@pytest.mark.parametrize("subhead", ["Комментарий адвоката", "Шарҳи коршинос", "Comment from the ministry"])
def test_what_an_expert_says_is_no_readers_comment(subhead: str) -> None:
    parts = f"<h2>{subhead}</h2><p>{TEXT['ru'][1].replace('19', '41')}</p>"
    assert "41 пассажиров" in read(page("ru", within=parts)).text


@pytest.mark.parametrize("heading", ["Комментарии (2)", "Назарҳо: 2", "2 comments", "Назари хонандагон"])
def test_what_readers_say_is_no_text(heading: str) -> None:
    said = f"<div class='c1'><h3>{heading}</h3><div><b>Olga</b><div>А местным когда, я спрашиваю?</div></div></div>"
    assert read(page("ru", below=said)).text == only("ru")
