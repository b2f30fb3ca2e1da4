"""What stands on a page beside the article: said once here, in the three languages.

Every rule is about the shape of a whole line, never about one publisher.
"""

from __future__ import annotations

import re

LINK_LINE = re.compile(
    r"""^\W*(?:
      loading | advertisements? | sponsored(\ content)? | related(\ (content|articles|stories|news|topics|posts))?
    | (read|see|watch|find\ out)\ (more|also|next|further)\b.* | more\ (from|on|about|stories|news)\b.* | most\ (read|popular)\b.*
    | (sign\ up|subscribe|newsletter|follow\ us|share(\ this| on)?|print|comments?|tags?|topics?|editor'?s\ picks?)\b.{0,60}
    | (support|donate)\b.{0,50} | .*\b(live\ (report|blog|updates?)|latest\ updates|frontline\ updates)\b.{0,40}
    | (home|menu|search|log\ ?in|sign\ in|skip\ to\ .*|back\ to\ top|all\ rights\ reserved.*|cookies?\b.{0,60})
    | advertis\w*
    | загрузка | реклама | читайте\ (также|еще|ещё|далее)\b.* | (смотрите|см\.)\ также\b.* | (по\ теме|на\ эту\ тему|другие\ новости)\b.*
    | подпи(саться|шитесь|ска)\b.{0,60} | поделиться\b.{0,40} | комментари(и|ев|й)\b.{0,30} | теги\b.* | версия\ для\ печати
    | (главная|меню|поиск|войти|наверх|все\ права\ защищены.*) | самое\ (читаемое|популярное)\b.* | похожие\ (новости|материалы)\b.*
    | (поддержите|поддержать)\b.{0,50}
    | бор\ шуда\ истодааст | реклама | (ҳамчунин|инчунин|боз)\ (хонед|бихонед|бинед)\b.* | (муфассал|идомаашро\ хонед)\b.{0,40}
    | обуна\ (шавед|шудан)\b.{0,60} | мубодила\b.{0,30} | шарҳҳо\b.{0,30} | барчаспҳо\b.* | (асосӣ|меню|ҷустуҷӯ|вуруд)
    | хабарҳои\ (марбут|дигар|вобаста)\b.* | дар\ (ҳамин|ин)\ мавзӯъ\b.*
    )[\W\d]*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that only leads elsewhere or announces what is not there."""

ALSO_LINE = re.compile(
    r"""^\W*(?:
      (?:read|see|watch|listen)\ (?:also|more|next|further|on)\b | (?:also|continue)\ read(?:ing)?\b | more\ on\ this\ topic\b
    | (?:читайте|смотрите|слушайте|см\.|подробнее|больше|ещё|еще)\s+(?:также|еще|ещё|далее|по\ теме|читайте|на\ (?:эту\ тему|сайте|нашем))\b
    | (?:читать|читайте)\s+(?:далее|дальше|полностью|больше|подробнее|по\ теме)\b | продолжение\s+(?:следует|на\ сайте|читайте)\b
    | (?:ҳамчунин|инчунин|боз|бештар|муфассал(?:тар)?|идома(?:аш)?(?:ро)?|давом(?:аш)?(?:ро)?)\s+(?:хонед|бихонед|бинед|мутолиа|гӯш)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that sends the reader on, with or without the headline it sends them to."""

TAIL = re.compile(
    r"""(?:^|(?<=[\s\]…]))(?:
      (?:the|this)\ (?:post|article|story|entry|piece)\b.{0,300}?\b(?:appeared|published|posted|published\ by)\ (?:first|originally|earlier)?\ ?(?:on|at|in|by)\b.{0,120}
    | (?:the|this)\ (?:post|article|story|entry|piece)\b.{0,300}?\b(?:first|originally)\ (?:appeared|published|posted)\ (?:on|at|in|by)\b.{0,120}
    | (?:сообщение|запись|статья|материал|публикация|пост|новость)\b.{0,300}?\b(?:появил|опубликован)(?:[оа]?сь|ись|ся|[аоы]?)\ (?:сначала|впервые|первоначально|ранее)\b.{0,120}
    | (?:сообщение|запись|статья|материал|публикация|пост|новость)\b.{0,300}?\b(?:сначала|впервые|первоначально)\ (?:появил|опубликован|был)\w*\b.{0,120}
    | (?:навишта|мақола|хабар|матн|мавод|паём|сабт)\w*\b.{0,300}?\b(?:аввалин\ ?бор|бори\ (?:аввал|нахуст)|нахуст(?:ин\ бор)?|аввал)\b.{0,80}?\b(?:пайдо|нашр|чоп|интишор|зоҳир)\b.{0,60}
    | (?:подпи(?:шитесь|сывайтесь)|присоединяйтесь|следите\ за)\b.{0,60}?\b(?:канал|телеграм|telegram|нас|нами|новост|соцсет|страниц|рассылк)\w*\b.{0,100}
    | (?:follow|join)\ us\b.{0,100} | subscribe\ to\ (?:our|the)\b.{0,100}
    | (?:ба|дар)\ (?:канал|саҳифа)\w*\ (?:\S+\ ){0,6}?(?:обуна|пайваст|ҳамроҳ)\ (?:шавед|гардед)\b.{0,100}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a publisher's program writes below every item: where it appeared first, whom to follow."""


def is_tail(line: str) -> bool:
    """Whether the whole of `line` leads elsewhere, or is written by a program below every text."""
    return bool(
        (len(line.split()) < 40 and ALSO_LINE.match(line))
        or (len(line) < 500 and (found := TAIL.search(line)) and found.start() == 0)
    )


def without_tail(text: str) -> str:
    """`text` of an item without lines that lead elsewhere and what a program wrote at its end."""
    kept = [line for line in text.split("\n") if not is_tail(line.strip())]
    while kept and (found := TAIL.search(kept[-1], max(0, len(kept[-1]) - 500))):
        kept[-1] = kept[-1][: found.start()].rstrip()
        if not kept[-1]:
            kept.pop()
    return "\n".join(kept).strip()


CREDIT = re.compile(
    r"""©|\(c\)\s|\bgetty\b|\b(?:afp|ap|epa|reuters|tass|тасс|риа)\s+via\b|\bstringer\b|
        \b(?:images?|photos?|pictures?)\s*(?:source|credit|licensed|by|courtesy|:)|\bfile\s+(?:image|photo|picture)\b|
        \bcreative\s+commons\b|\b(?:фото|снимок|иллюстрация)\s*(?::|©|-\s)|\bархивное\s+фото\b|
        \b(?:акс|сурат|аксҳо)\s*(?::|аз\b|©)|\bакси?\s+бойгонӣ\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Whose picture it is: such a line is a caption, or the credit of the caption before it."""

CREDIT_TAIL = re.compile(
    r"\s*(?:[©(]|,?\s*\bfile\s+(?:image|photo|picture)\b|\bImages?\s+(?:source|licensed)|\bPhoto\s*(?:credit|by|:)|\bФото\s*:|\bАкс\s*:).*$",
    re.IGNORECASE,
)
"""The credit at the end of a caption."""

ABOUT_AUTHOR = re.compile(
    r"""^(?:about(\ the\ authors?)?|об\ авторах?|дар\ бораи\ муаллиф)\s*:?$|
        \bis\ an?\ (?:\w+[ -]){0,4}(?:correspondent|journalist|reporter|writer|columnist|analyst|researcher|editor|fellow)\b.{0,40}\b(?:for|at|with|based|covering|who)\b|
        \bviews\ (?:presented|expressed)\ (?:in|here|by)\b|
        \bмнение\ (?:автора|редакции)\ (?:может|не)\b|\bможет\ не\ совпадать\ с\ (?:мнением|позицией)\b|
        \bназари\ муаллиф\b.{0,60}\bнест\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""The note on who wrote it, and whose views these are."""

ADDRESS_LINE = re.compile(
    r"^(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ru|tj|kg|kz|uz|info|asia|tv|io|eu|de|uk)(?:/\S*)?$",
    re.IGNORECASE,
)

BYLINE = re.compile(
    r"^(?:by|written by|author:?|автор:?|текст:?|муаллиф:?|нависанда:?)\s+(?P<name>[^\W\d_][\w.’'-]+(?:\s+[^\W\d_][\w.’'-]+){0,3})\W*$",
    re.IGNORECASE,
)
WRITES = re.compile(r",\s*writes\s+(?P<name>[^\W\d_][\w’'-]+(?:\s+[^\W\d_][\w’'-]+){1,2})\.$")
