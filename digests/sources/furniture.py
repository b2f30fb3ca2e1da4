"""What stands on a page beside the article: said once here, in the three languages.

Every rule is about the shape of a whole line, never about one publisher.
"""

from __future__ import annotations

import re

SENTENCE = 5
"""Words without which a line of a page is a label, and says nothing."""

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
    | (?:подробнее|далее|ещё|муфассал(?:тар)?|давомаш|идомаашро)\W*$
    | (?:ҳамчунин|инчунин|боз|бештар|муфассал(?:тар)?|идома(?:аш)?(?:ро)?|давом(?:аш)?(?:ро)?)\s+(?:хонед|бихонед|бинед|мутолиа|гӯш)\b
    | (?:муфассал(?:тар)?|идома(?:аш)?(?:ро)?|давом(?:аш)?(?:ро)?)\s+(?:\w+\s+){1,4}?(?:хонед|бихонед|бинед|мутолиа|гӯш)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that sends the reader on, with or without the headline it sends them to."""

NOTICE = re.compile(
    r"""\b(?:we|this\ (?:web)?site|our\ partners)\b.{0,60}\b(?:use|uses|using|store)\b.{0,60}\bcookies?\b | \b(?:accept|reject|manage|allow)\ (?:all\ )?(?:cookies|and\ continue|preferences)\b
    | \byour\ (?:consent|privacy\ (?:choices|settings))\b | \bby\ (?:clicking|continuing|using)\b.{0,80}\b(?:agree|accept|consent)\b
    | \b(?:enable|turn\ on|requires?)\ (?:javascript|cookies)\b | \bjavascript\ (?:is\ )?(?:disabled|required|must)\b | \b(?:unsupported|update\ your|outdated)\ browser\b
    | \b(?:verify|confirm)\b.{0,30}\b(?:human|robot)\b | \b(?:checking|verifying)\ your\ browser\b | \baccess\ (?:denied|to\ this\ (?:page|site))\b | \bpage\ (?:not\ found|you.{0,40}(?:does\ not\ exist|could\ not\ be\ found))\b
    | \b(?:enter|type)\b.{0,40}\b(?:search|keyword|looking\ for)\b | \b(?:press|hit)\ enter\ to\ search\b | \bsubscribe\ (?:now\ )?to\ (?:continue|read)\b | \b(?:log|sign)\ in\ to\ (?:continue|read)\b
    | \b(?:мы|сайт|портал|наш\ сайт)\b.{0,60}\bиспольз\w+.{0,60}\b(?:cookies?|куки|кук)\b | \b(?:файл\w*|использовани\w*)\ (?:cookies?|куки)\b | \b(?:принять|принимаю)\ (?:все|cookie)\b
    | \b(?:даёте|даете|выражаете|ваше)\ согласие\b | \b(?:продолжая|оставаясь|нажимая)\b.{0,80}\b(?:соглаша|принима)\w+
    | \b(?:включите|отключён|отключен|требуется|поддержк\w+)\b.{0,20}\bjavascript\b | \b(?:обновите|устаревш\w+)\b.{0,20}\bбраузер\w*\b | \bвы\ не\ робот\b | \b(?:доступ\ к\ (?:сайту|странице)\ (?:запрещ[её]н|ограничен)|страница\ не\ найдена)\b
    | \b(?:введите|наберите|напишите)\b.{0,50}\b(?:поиск\w*|запрос\w*|искать|найти|слов[ао])\b | \b(?:войдите|авторизуйтесь|зарегистрируйтесь|оформите\ подписку)\b.{0,30}\b(?:чтобы|для)\b | \b(?:нажмите|enter)\b.{0,20}\b(?:enter|для\ поиска)\b
    | \b(?:мо|сомона|сайт)\w*\b.{0,60}\b(?:куки|кукиҳо|cookies?)\w*\b | \bрозигӣ\w*\b.{0,60}\b(?:маълумот|куки|cookies?)\w* | \b(?:розӣ|рози)\ (?:мешавед|ҳастед)\b
    | \b(?:калима|матн|ибора)\w*\b.{0,40}\b(?:ҷустуҷӯ|ҷустуҷу|ҷӯстуҷӯ)\w* | \b(?:ҷустуҷӯ|ҷустуҷу)\b.{0,40}\b(?:ворид|нависед|пахш)\w* | \b(?:саҳифа)\w*\ (?:ёфт\ нашуд|пайдо\ нашуд) | \bдастрасӣ\ ба\ (?:сомона|саҳифа)\ (?:манъ|маҳдуд)\b | \bjavascript\b.{0,30}\b(?:фаъол|даргиронед)\w*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a page tells its visitor instead of its article: consent, search, a check, a wall."""


def is_notice(text: str) -> bool:
    """Whether at least half of what `text` says, by words, is said to the visitor of a page, and is no article."""
    lines = [line for line in text.split("\n") if len(line.split()) >= SENTENCE]
    notices = sum(len(line.split()) for line in lines if NOTICE.search(line))
    return 2 * notices >= sum(len(line.split()) for line in lines)


AFTER = re.compile(
    r"""^\W*(?:\d+\ )?(?:comments?|responses?|repl(?:y|ies)|leave\ a\ (?:comment|reply)|related|more\ (?:news|stories)|read\ (?:also|more)|latest\ news
    | (?:комментари[ийея]|комментариев|обсуждение|оставить\ комментарий|добавить\ комментарий|читайте\ также|похожие|другие\ новости|новости\ по\ теме|последние\ новости)
    | (?:шарҳ(?:ҳо|и)?|назарҳо|хабарҳои\ (?:дигар|охирин|марбут)|ҳамчунин\ хонед|боз\ хонед)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What heads readers' comments or other articles below the text."""

TAIL = re.compile(
    r"""(?:^|(?<=[\s\]…]))(?:
      (?:the|this)\ (?:post|article|story|entry|piece)\b.{0,300}?\b(?:appeared|published|posted|published\ by)\ (?:first|originally|earlier)?\ ?(?:on|at|in|by)\b[^\d]{0,80}(?:\d{1,2}(?:\.\w{1,12})?)?\W*
    | (?:the|this)\ (?:post|article|story|entry|piece)\b.{0,300}?\b(?:first|originally)\ (?:appeared|published|posted)\ (?:on|at|in|by)\b[^\d]{0,80}(?:\d{1,2}(?:\.\w{1,12})?)?\W*
    | (?:сообщение|запись|статья|материал|публикация|пост|новость)\b.{0,300}?\b(?:появил|опубликован)(?:[оа]?сь|ись|ся|[аоы]?)\ (?:сначала|впервые|первоначально|ранее)\b[^\d]{0,80}(?:\d{1,2}(?:\.\w{1,12})?)?\W*
    | (?:сообщение|запись|статья|материал|публикация|пост|новость)\b.{0,300}?\b(?:сначала|впервые|первоначально)\ (?:появил|опубликован|был)\w*\b[^\d]{0,80}(?:\d{1,2}(?:\.\w{1,12})?)?\W*
    | (?:навишта|мақола|хабар|матн|мавод|паём|сабт)\w*\b.{0,300}?\b(?:аввалин\ ?бор|бори\ (?:аввал|нахуст)|нахуст(?:ин\ бор)?|аввал)\ дар\b[^\d]{0,80}?\b(?:пайдо|нашр|чоп|интишор|зоҳир)\b[^\d]{0,30}
    | (?:подпи(?:шитесь|сывайтесь)|присоединяйтесь|следите\ за)\b.{0,60}?\b(?:канал|телеграм|telegram|нас|нами|новост|соцсет|страниц|рассылк)\w*\b.{0,100}
    | (?:follow|join)\ us\b.{0,100} | subscribe\ to\ (?:our|the)\b.{0,100}
    | (?:ба|дар)\ (?:канал|саҳифа)\w*\ (?:\S+\ ){0,6}?(?:обуна|пайваст|ҳамроҳ)\ (?:шавед|гардед)\b.{0,100}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a publisher's program writes below every item: where it appeared first, whom to follow."""


def is_tail(line: str) -> bool:
    """Whether the whole of `line` leads elsewhere, or is written by a program below every text."""
    return bool((len(line.split()) < 40 and ALSO_LINE.match(line)) or (len(line) < 500 and TAIL.match(line)))


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
