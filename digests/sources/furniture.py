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
    | \b(?:калима|матн|ибора)\w*\b.{0,40}\b(?:ҷустуҷӯ|ҷустуҷу|ҷӯстуҷӯ)\w* | \b(?:ҷустуҷӯ|ҷустуҷу)\b.{0,40}\b(?:ворид|нависед|пахш)\w* | \b(?:саҳифа)\w*\ (?:ёфт\ нашуд|пайдо\ нашуд) | \bдастрасӣ\ ба\ (?:сомона|саҳифа)\ (?:манъ|маҳдуд)\b | \bjavascript\b.{0,30}\b(?:фаъол|даргиронед)\w*
    | \b(?:no\ (?:results|articles|stories|matches)\ (?:were\ )?found|^\W*nothing\ found|(?:search|query)\b.{0,40}\b(?:did\ not|didn.t)\ match|try\ (?:another|different|other|again\ with)\b.{0,30}\b(?:keyword|search|quer)\w*)\b
    | \b(?:free\ preview|unlimited\ access|(?:subscribers?|members?)[\ -]only|only\ (?:for|to)\ (?:subscribers|members)|keep\ reading|support\ (?:our|independent)\ journalism|(?:rest|remainder)\ of\ this\ (?:article|story)|(?:subscribe|register|sign\ up)\b.{0,40}\bto\ (?:read|continue|unlock|get)(?:\ (?:the|this|more|full|unlimited)\b|\W*$))
    | \balready\ (?:a\ (?:subscriber|member)|subscribed|registered|have\ an\ account)\W{0,2}\?
    | \bпо\ (?:вашему\ )?запросу\b.{0,60}\bничего\b | ^\W*ничего\ не\ (?:найдено|нашлось)\b | \b(?:попробуйте\ (?:другое|другие|изменить)|уточните\ запрос)\b
    | \b(?:только|доступ\w*)\ (?:для\ )?подписчик\w* | \bуже\ (?:есть\ подписка|подписаны|зарегистрированы)\W{0,2}\? | \b(?:оформ\w+|купи\w*|продли\w*)\ подписк\w* | \b(?:дочита\w+|читать\ (?:дальше|полностью))\b.{0,60}\bподпис\w+ | \bполн\w+\ (?:текст|верси)\w*\b.{0,40}\b(?:подписчик\w*|по\ подписке)
    | \bподдерж\w+\ независим\w+\ журналист\w+ | [«"](?:принять|отклонить|разрешить)\ вс[её][»"] | ^\W*(?:принять|отклонить|разрешить)\ вс[её]\W*$
    | \b(?:дархост|ҷустуҷӯ)\w*\b.{0,60}\b(?:ёфт|пайдо)\ нашуд\w* | \bкалимаи\ дигар\w*\ (?:санҷед|нависед|ҷӯед)
    | \bтанҳо\ (?:барои|ба)\ (?:обуначиён|муштариён)\w* | \bбарои\ (?:идома|давом|хондан|мутолиа|дастрасӣ)\w*\b.{0,60}\b(?:обуна|номнавис)\w*\ (?:шавед|кунед|шудан|лозим)\w* | \bжурналистика\w*\ мустақил\w*\b.{0,40}\bдастгирӣ | \bаллакай\ обуна\w*\b.{0,20}\? | \b(?:ҳамаро|ҳамаашро)\ (?:қабул|рад)\ (?:кунед|кардан|мекунам)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a page tells its visitor instead of its article: consent, search, a check, a wall."""


VISITOR = re.compile(
    r"""\W*(?:
      search(?:\ results?)?(?:\ for\b.*)? | (?:page\ )?not\ found | (?:error\ )?40[34]\b.* | (?:log|sign)\ in | register | subscribe | access\ denied | just\ a\ moment | attention\ required.* | are\ you\ a\ (?:human|robot).*
    | before\ you\ (?:continue|proceed|go)\b.* | (?:we|your)\ (?:value|care\ about|respect)?\ ?(?:your\ )?(?:privacy|cookies?)(?:\ (?:choices|settings|preferences))? | cookies?(?:\ \w+)? | (?:privacy|consent)(?:\ \w+)?
    | поиск(?:\ по\ сайту)? | результаты\ поиска.* | (?:страница\ )?не\ найден[ао] | (?:вход|авторизация|регистрация|подписка)(?:\ на\ сайт)? | доступ\ (?:запрещ[её]н|ограничен) | проверка\ браузера
    | (?:прежде\ чем|перед\ тем,?\ как)\ продолжить\b.* | (?:использование\ |файлы\ )(?:файлов\ )?cookies?.* | мы\ (?:ценим|уважаем)\ вашу\ (?:конфиденциальность|приватность) | (?:ваше\ )?согласие\b.{0,40}
    | ҷустуҷӯ(?:\ дар\ (?:ин\ )?(?:сомона|сайт|портал|бойгонӣ))? | натиҷа(?:ҳо)?и\ ҷустуҷӯ.* | саҳифа\ (?:ёфт|пайдо)\ нашуд | (?:вуруд|даромад|сабти\ ном|обуна)(?:\ ба\ сомона)? | дастрасӣ\ (?:манъ|маҳдуд)\b.*
    | пеш\ аз\ (?:идома|давом|он\ ки)\b.* | (?:истифодаи\ )?куки(?:ҳо)? | (?:махфият|розигӣ)\b.{0,40}
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A headline of a page that holds no article: of a search, a wall, a door."""


CALL = re.compile(
    r"""\b(?:subscribe|sign\ (?:in|up)|log\ ?in|register|accept|agree|choose|manage|settings|privacy|cookies?|join|search|click\ here|continue|no\ thanks
    | подпи\w+|подпис\w+|войти|войдите|вход|регистр\w+|принять|соглас\w+|согла[шс]\w+|оформ\w+|настро\w+|выбрать|поиск|продолжить|конфиденциальност\w+|куки
    | обуна\w*|ворид|вуруд|даро\w+|сабти\ ном|қабул|розӣ|интихоб|ҷустуҷӯ|идома|танзим\w*|махфият|муфассал\w*)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a link says that does something with its visitor, and does not lead to a matter of the text."""


def is_notice(text: str) -> bool:
    """Whether at least half of what `text` says, by words, is said to the visitor of a page, and is no article."""
    lines = [line for line in text.split("\n") if len(line.split()) >= SENTENCE]
    notices = sum(len(line.split()) for line in lines if NOTICE.search(line))
    return 2 * notices >= sum(len(line.split()) for line in lines)


AFTER = re.compile(
    r"""^\W*(?:\d+\ )?(?:comments?|responses?|repl(?:y|ies)|leave\ a\ (?:comment|reply)|related|more\ (?:news|stories)|read\ (?:also|more)|latest\ news
    | most\ (?:read|popular)|trending|you\ (?:may|might)\ (?:also\ )?like|recommended|in\ this\ issue|more\ (?:from|on|about|long\ reads)|other\ news|see\ also|share\ this
    | (?:комментари[ийея]|комментариев|обсуждение|отзывы|оставить\ комментарий|добавить\ комментарий|(?:читайте|смотрите)\ также|похожие|(?:другие|ещ[её]|главные|свежие)\ (?:новости|материалы)
       |(?:новости|материалы|статьи|дальше)?\ ?по\ теме|последние\ новости|лента\ новостей|самое\ (?:читаемое|популярное)|популярное|рекомендуем)
    | (?:шарҳ(?:ҳо|и)?|назар(?:ҳо|и\ хонандагон)|фикр(?:ҳо|и\ хонандагон)|(?:дигар|боз)\ (?:хабарҳо|маводҳо|мақолаҳо)|(?:хабар|мавод|мақола|навишта)ҳои\ (?:дигар|охирин|марбут|монанд|вобаста)|(?:ҳамчунин|инчунин|боз)\ хонед|серхонанда\w*|дар\ ҳамин\ мавзӯъ)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What heads readers' comments or other articles below the text."""
BY_READERS = re.compile(
    r"""\W*(?:\d+\ )?(?:(?:all\ |readers.?\ )?comments?|responses?|repl(?:y|ies)|leave\ a\ (?:comment|reply)|(?:все\ )?комментари[ия](?:\ читателей)?|комментариев|обсуждение|отзывы
    |(?:оставить|добавить)\ комментарий|шарҳҳо|назарҳо|фикрҳо|(?:шарҳ|назар|фикр)и\ хонандагон)[\W\d]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""The first of these: below it readers speak."""

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
TELLING = (
    "appeared", "published", "posted", "появил", "опубликован", "сначала", "впервые", "первоначально", "подпи",
    "присоединяйтесь", "следите", "follow", "join", "subscribe", "пайдо", "нашр", "чоп", "интишор", "зоҳир", "обуна",
    "пайваст", "ҳамроҳ",
)  # fmt: skip
"""One of these stands in each `TAIL`. To look for them takes a tenth of the search, and few texts hold one."""


def is_tail(line: str) -> bool:
    """Whether the whole of `line` leads elsewhere, or is written by a program below every text."""
    return bool((ALSO_LINE.match(line) and len(line.split()) < 40) or (len(line) < 500 and TAIL.match(line)))


def without_tail(text: str) -> str:
    """`text` of an item without lines that lead elsewhere and what a program wrote at its end."""
    kept = [line for line in text.split("\n") if not is_tail(line.strip())]
    while kept and (found := _tail(kept[-1])):
        kept[-1] = kept[-1][: found.start()].rstrip()
        if not kept[-1]:
            kept.pop()
    return "\n".join(kept).strip()


def _tail(line: str) -> re.Match[str] | None:
    """The tail in which `line` ends, if it does."""
    begins = max(0, len(line) - 500)
    end = line[begins:].lower()
    return TAIL.search(line, begins) if any(map(end.__contains__, TELLING)) else None


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
        \b(?:назар|фикр|ақида)\w*\ муаллиф\w*\b.{0,80}\b(?:нест\w*|на(?:бошад|бошанд|ояд|оянд|мебошад|мебошанд))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""The note on who wrote it, and whose views these are."""

EDITORS_NOTE = re.compile(
    r"""^\W*(?:editor.?s\ note|correction|clarification|от\ редакции|поправка|уточнение|исправление|эзоҳи\ таҳририя|аз\ таҳририя|ислоҳ)\b\W*(?::|—|–)
    | ^\W*(?:an\ earlier|a\ previous)\ version\ of\ this\ (?:article|story|post|report|page|piece)\b | ^\W*this\ (?:article|story|post|page|piece)\ (?:has\ been|was)\ (?:updated|corrected|amended)\b
    | ^\W*(?:редакция|таҳририя)\b.{0,60}\b(?:исправил|уточнил|обновил|ислоҳ|тасҳеҳ)\w*\b.{0,60}\b(?:заметк|текст|материал|стать|новост|публикаци|матн|хабар|мақола|мавод)\w*
    | ^\W*(?:текст\ (?:заметки|новости|материала|статьи|публикации|сообщения)|заметка|новость|публикация|материал|(?:прежн|первоначальн)\w+\ (?:текст|верси)\w*)\b.{0,40}\b(?:исправлен|обновл[её]н|дополнен|уточн[её]н|зач[её]ркнут)\w*
    | ^\W*(?:ин\ |матни\ )(?:хабар|мақола|мавод|навишта)\w*\b.{0,40}\b(?:ислоҳ|навсозӣ|тасҳеҳ|пурра)\ (?:карда\ )?шуд\w*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a newsroom says of its own text: what was struck out of it, which figure stood there before."""

ADDRESS_LINE = re.compile(
    r"^(?:[^\W\d_][^:.]{0,40}:\s*)?(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ru|tj|kg|kz|uz|info|asia|tv|io|eu|de|uk)(?:/\S*)?$",
    re.IGNORECASE,
)

BYLINE = re.compile(
    r"^(?:by|written by|author:?|автор:?|текст:?|муаллиф:?|нависанда:?)\s+(?P<name>[^\W\d_][\w.’'-]+(?:\s+[^\W\d_][\w.’'-]+){0,3})\W*$",
    re.IGNORECASE,
)
WRITES = re.compile(r",\s*writes\s+(?P<name>[^\W\d_][\w’'-]+(?:\s+[^\W\d_][\w’'-]+){1,2})\.$")
