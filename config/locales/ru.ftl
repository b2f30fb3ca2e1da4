## bot

bot-choose-language = Выберите язык
bot-language-set = Язык: русский.
bot-never-asks = Мы никогда не спрашиваем имя, телефон, документы и деньги. Если спросили, это не мы.
bot-greeting =
    Здравствуйте! Это «Хабар»: новости о трудовых мигрантах из Таджикистана в России. Рядом с каждой цифрой стоит её источник.

    { bot-never-asks }
bot-newest = Самый новый материал у нас: { $date }.
bot-nothing-yet = Материалов пока нет. Загляните, пожалуйста, позже.
bot-what-next = Что показать? Нажмите кнопку или напишите вопрос.
bot-group-greeting =
    Здравствуйте! Это «Хабар»: новости о трудовых мигрантах из Таджикистана в России.
    В группе я отвечаю только на команды, на ответы на мои сообщения и на сообщения с моим именем. Настройки меняют только администраторы.

bot-button-subscribe = Подписаться
bot-button-unsubscribe = Отписаться
bot-button-digest = Свежие новости
bot-button-figures = Цифры
bot-button-ask = Задать вопрос
bot-button-language = Язык
bot-button-zone = Часовой пояс
bot-button-daily = Каждый день
bot-button-weekly = Раз в неделю
bot-button-topics = Темы
bot-button-sources = Источники
bot-button-back = ‹ Назад
bot-button-chart = График
bot-button-copy = Скопировать
bot-button-more = Ещё ›
bot-button-week = Новости недели
bot-button-forget-yes = Да, удалить всё
bot-button-forget-no = Нет, оставить

bot-panel-on =
    Вы подписаны.
    { $cadence ->
        [twice] Новости приходят два раза в день, { $days } в { $hours }
       *[other] { $times ->
            [several] Новости приходят { $days } в { $hours }, смотря что раньше
           *[one] Новости приходят { $days } в { $hours }
        }
    } (время: { $zone }).
bot-panel-off = Вы не подписаны: новости сами по себе не приходят. Если подпишетесь, они будут приходить { $days } в { $hours } (время: { $zone }).
bot-panel-topics = Темы: { $topics }
bot-panel-links = { $links ->
        [on] Ссылки: на все источники
       *[auto] Ссылки: только безопасные. Если за материалы издания могут наказать, пишем одно название
    }
bot-panel-always = В день без новостей: { $always ->
        [on] приходит одна строка
       *[off] ничего не приходит
    }
bot-all-topics = все
bot-ask-hour = В котором часу присылать новости? Нажмите кнопку или напишите час, например: 7:00.
bot-ask-zone = Новости приходят по времени: { $zone }. По времени какого города вы живёте? Нажмите кнопку или напишите город либо разницу, например: UTC+5.
bot-city-unknown = Такого города я не нашёл. Напишите ближайший крупный, например: Москва. Или разницу во времени: UTC+3.
bot-hour-unknown = Не удалось понять час. Напишите так: 7:00 или 19:00.
bot-hour-whole = Новости приходят ровно в начале часа, поэтому: { $hour }.
bot-ask-topics = Какие темы нужны? Если не выбрать ни одной, приходят все.
bot-unsubscribed = Подписка отключена, новости больше не приходят. Вернуться можно в любой момент: /subscribe
bot-not-subscribed = Вы и не были подписаны.

bot-digest-older = ‹ { $date }
bot-digest-newer = { $date } ›
bot-digest-newest = Последние новости: { $date }
bot-digest-no-more = Больше ничего нет.
bot-digest-gone = Этого дня в нашем архиве нет.
bot-day-unread = Не удалось понять день. Напишите так: /digest { $example }
bot-figures-intro = Главные цифры по темам. Нажмите на тему или напишите, что ищете: /figures погибшие, /figures выслали 2024
bot-figures-none = Цифр пока нет.
bot-figure-gone = По этой цифре пока нет данных.
bot-figure-unread = Цифры с таким названием не нашлось. Выберите:
bot-link-unread = По этой ссылке здесь ничего нет.
bot-sources-none = Источников пока нет.
bot-ask-how =
    Напишите вопрос простыми словами: на таджикском, русском или английском. Например:
bot-ask-example-1 = Сколько человек погибло в «Крокусе»?
bot-ask-example-2 = Сколько иностранцев решили выдворить суды Петербурга?
bot-ask-example-3 = Сколько человек уехало в Россию в 2023 году?
bot-ask-example-4 = Что советует посольство Таджикистана?
bot-offer-gone = Эта кнопка устарела. Напишите, пожалуйста, вопрос.
bot-button-gone = Эта кнопка устарела. Начните заново: /start

bot-button-wait = Сообщите, когда станет известно
bot-wait-kept = Хорошо. Самое позднее до { $date } ваш вопрос хранится у меня в зашифрованном виде, и при каждом поступлении новых материалов я снова ищу ответ. Как только найду, пришлю его вам, а вопрос сотру. Посмотреть, что хранится, или стереть это: /mydata
bot-wait-already = Этот вопрос уже сохранён. Сообщу, как только станет известно.
bot-wait-full = { $most ->
        [one] Ответа уже ждёт { $most } ваш вопрос, больше одновременно я не храню. Его можно стереть и спросить заново.
        [few] Ответа уже ждут { $most } ваших вопроса, больше одновременно я не храню. Их можно стереть и спросить заново.
        [many] Ответа уже ждут { $most } ваших вопросов, больше одновременно я не храню. Их можно стереть и спросить заново.
       *[other] Ответа уже ждут { $most } ваших вопросов, больше одновременно я не храню. Их можно стереть и спросить заново.
    }
bot-wait-crowded = Сейчас я не могу сохранить больше ни одного вопроса. Спросите, пожалуйста, ещё раз через несколько дней.
bot-wait-gone = Этого вопроса я уже не помню: о чём меня спрашивали, я забываю через десять минут. Задайте его, пожалуйста, ещё раз и тогда нажмите кнопку.
bot-wait-told = Вы просили сообщить, когда это станет известно.
bot-wait-dropped = { $count ->
        [one] Вопрос стёрт, ответа на него я больше не ищу.
        [few] Вопросы стёрты, ответов на них я больше не ищу.
        [many] Вопросы стёрты, ответов на них я больше не ищу.
       *[other] Вопросы стёрты, ответов на них я больше не ищу.
    }
bot-wait-none = Ни один ваш вопрос не хранится.
bot-button-unwait = { $count ->
        [one] Стереть { $count } сохранённый вопрос
        [few] Стереть { $count } сохранённых вопроса
        [many] Стереть { $count } сохранённых вопросов
       *[other] Стереть { $count } сохранённых вопросов
    }

bot-not-taken = Такие сообщения я не принимаю и не открываю. Напишите, пожалуйста, вопрос текстом.
bot-too-long = Сообщение слишком длинное. Напишите вопрос в одном-двух предложениях.
bot-too-fast = Слишком много сообщений сразу. Подождите, пожалуйста, минуту.
bot-sorry = Простите, что-то сломалось. Попробуйте, пожалуйста, позже.
bot-withheld = Ответ, который я нашёл, не удалось подтвердить источниками, поэтому я его не отправил.
bot-unknown-command = Такой команды нет. Вот что я умею: /help
bot-admins-only = В группе это могут менять только администраторы.
bot-not-anonymous = Мне не видно, кто вы. Напишите команду, пожалуйста, от своего имени, а не от имени группы.
bot-thread-closed = В теме, куда приходили новости, я больше не могу писать: она закрыта. Теперь новости приходят сюда. Администратор может выбрать другую тему: напишите в ней /subscribe.
bot-group-closed = Я больше не могу писать в вашу группу: тема закрыта или мне запрещено писать. Подписка группы остановлена. Когда писать снова будет можно, отправьте в группе /subscribe.

bot-mydata-none = Мы ничего о вас не храним.
bot-mydata-intro = Вот всё, что хранится об этом чате.
bot-mydata-outro =
    Тексты ваших вопросов и присланных постов я не храню. Исключение – вопрос, об ответе на который вы просили сообщить: он хранится в зашифрованном виде, не дольше 30 дней.
    Что хранится и зачем: /privacy
    Удалить всё это: /forget
bot-received-daily = Новости за { $date }
bot-received-weekly = Новости недели по { $date }
bot-received-in = { $news } ({ $chosen })
bot-at = { $date }, { $hour }
bot-forget-ask = Подписка, настройки и все данные о вас будут удалены. Вернуть их нельзя. Удалить?
bot-forget-sent = Могу удалить и сообщения, которые я прислал сюда за последние 48 часов. Более старые Telegram удалять не даёт.
bot-button-forget-all = Да, и мои сообщения за 48 часов
bot-button-privacy = Что хранится и зачем
bot-button-mydata = Что хранится обо мне
bot-button-forget = Удалить мои данные
bot-forgotten =
    Готово. Все данные о вас удалены из базы бота.
    В резервных копиях, если они есть, номер чата и ваши настройки остаются, пока эти копии не сменятся новыми.
    { $deleted ->
        [yes] Сообщения, которые я прислал сюда за последние 48 часов, удаляются. Более старые и то, что писали вы сами, остаются на вашем телефоне и в Telegram: удалите их сами.
       *[no] История чата остаётся на вашем телефоне и в Telegram: очистите её сами.
    }
    Начать заново: /start
bot-privacy =
    <b>Что я храню и зачем</b>

    <b>Пока вы мной пользуетесь:</b> номер этого чата, ваш язык, всё, что вы выбрали в настройках, цифры, за которыми вы следите, и то, что вам о них сообщили в последний раз. Без них новости не могли бы к вам приходить.
    <b>30 дней:</b> какие новости вам отправлены, чтобы ничего не приходило дважды.
    <b>48 часов:</b> номера сообщений, которые я вам прислал, без текста, чтобы удалить их, если попросите.
    <b>Не дольше 30 дней и только если вы нажали «{ bot-button-wait }»:</b> этот вопрос, в зашифрованном виде.
    <b>Мгновения:</b> то, что вы пишете, пока не отвечу. О чём идёт разговор, я помню десять минут, только в памяти.

    <b>Чего я не храню:</b> имя, телефон и адрес, ваши вопросы, посты, присланные на проверку, картинки и файлы. Я считаю, о каких темах спрашивают напрасно, но не кто спрашивал.

    <b>Кто это видит:</b> тот, кто содержит бота, может увидеть настройки и, имея ключ сервера, открыть сохранённый вопрос. Больше никто. Этот чат видит Telegram: в чатах с ботами нет сквозного шифрования.

    <b>Как это удалить:</b> /forget. Если вы заблокируете бота, он сразу удалит всё. В старых резервных копиях номер чата и настройки могут оставаться, пока их не сменят новые; отметка, по которой номер не прочесть, следит, чтобы они не вернулись.
    На телефоне сообщения остаются, пока вы их не удалите. Ваш телефон могут посмотреть: удалите то, что может вам повредить.

    { bot-never-asks }
bot-kept = Хорошо, всё осталось как было.

## Care: asking, replies and posts

bot-post-nothing =
    В этом посте нет цифр, которые можно сравнить с моими источниками. Ничего из него я не сохранил.
    Что я умею: сравнивать цифры из постов, отвечать на вопросы простыми словами, показывать новости и главные цифры.
bot-reply-sources = Вот откуда это:
bot-reply-no-number = В том сообщении нет источника номер { $number }.

## Care: what is kept, a sentence for each field (/mydata)

bot-field-chat_id = Номер этого чата: { $value }. Он указывает на вас: тот, у кого он есть, может найти ваш аккаунт в Telegram.
bot-field-lang = Язык, который вы выбрали: { $value }.
bot-field-active = { $value ->
        [yes] Вы подписаны: новости приходят сами.
       *[no] Вы не подписаны: новости сами не приходят.
    }
bot-field-hours = Ваш час для новостей: { $value }.
bot-field-zone = Ваш часовой пояс: { $value }.
bot-field-cadence = { $value ->
        [twice] Вы хотите получать новости два раза в день.
        [weekly] Вы хотите получать новости раз в неделю.
       *[daily] Вы хотите получать новости каждый день.
    }
bot-field-topics = { $value ->
        [all] Вы хотите новости на все темы.
       *[some] Темы, которые вы выбрали: { $value }.
    }
bot-field-links = { $value ->
        [all] Вам показываются ссылки на все источники.
       *[safe] Вам показываются только безопасные ссылки.
    }
bot-field-always = { $value ->
        [yes] В день без новостей вам приходит об этом одна строка.
       *[no] В день без новостей ничего не приходит.
    }
bot-field-reads = { $value ->
        [own] На других языках вы не читаете.
        [none] Других языков, на которых вы читаете, вы не называли.
       *[some] Вы читаете ещё на этих языках: { $value }.
    }
bot-field-days = { $value ->
        [all] Новости могут приходить в любой день недели.
       *[some] Дни, которые вы выбрали для новостей: { $value }.
    }
bot-field-quiet = { $value ->
        [none] Тихих часов вы не назначали.
       *[some] Ваши тихие часы: { $value }.
    }
bot-field-silent = { $value ->
        [yes] Новости приходят без звука.
       *[no] Новости приходят со звуком.
    }
bot-field-brief = { $value ->
        [yes] Вы хотите новости вкратце.
       *[no] Вы хотите новости целиком.
    }
bot-field-charts = { $value ->
        [yes] Вы хотите графики к новостям недели.
       *[no] Графики вам не нужны.
    }
bot-field-plain = { $value ->
        [yes] Тексты пишутся просто, для программы чтения с экрана.
       *[no] Тексты пишутся как обычно, не для программы чтения с экрана.
    }
bot-field-without = { $value ->
        [none] Слов, новости с которыми не нужны, вы не называли.
       *[some] Новости с этими словами не приходят: { $value }.
    }
bot-field-paused = { $value ->
        [none] Новости не приостановлены.
        [open] Новости приостановлены, пока вы их не возобновите.
       *[some] Новости приостановлены до { $value }.
    }
bot-field-thread = { $value ->
        [none] Новости приходят в общую тему группы.
       *[some] Новости приходят в тему группы номер { $value }.
    }
bot-field-next_edition = { $value ->
        [none] Следующие новости не назначены.
       *[some] Следующие новости: { $value }.
    }
bot-field-received = { $value ->
        [none] За 30 дней новостей вам не отправляли.
       *[some] Новости, отправленные вам за 30 дней:
    }
bot-field-messages_under_way = { $value ->
        [0] Сообщений в пути к вам нет.
       *[other] Сообщений в пути к вам: { $value }.
    }
bot-field-questions = { $value ->
        [none] Ваших вопросов, ждущих ответа, нет.
       *[some] Ваших вопросов, ждущих ответа: { $value }.
    }
bot-field-sent = { $value ->
        [0] Сообщений за последние 48 часов у меня не отмечено.
       *[other] Сообщений, которые я прислал вам за 48 часов и ещё могу удалить: { $value }. Хранятся их номера, а не тексты.
    }
bot-waiting = { $count }, самое позднее до { $date }

bot-help =
    <b>Что я умею</b>
    /digest – свежие новости
    /digest 3 апреля · /digest неделя
    /figures · /figures погибшие · /follow
    /subscribe, /unsubscribe
    /settings – когда, что и как приходит
    /sources – откуда это
    /language – язык
    /privacy, /mydata, /forget
    /about – кто мы
    Вопрос: просто напишите его или /ask.
    Пост с цифрами: перешлите его мне. Я сравню цифры и ничего из него не сохраню.
    Ответ на моё сообщение: «источник?», «подробнее про 2».

    <b>Настройки словами</b>
    /settings 8 20 · по будням · раз в неделю
    /settings город Худжанд · пояс UTC+5
    /settings темы рейды, законы
    /settings другие языки таджикский
    /settings без метро, футбол
    /settings тишина 22-7 · пауза две недели
    /settings ссылки вкл · без звука вкл
    Ещё: графики, кратко, простой текст, пустые дни.
    Слова кнопки тоже можно написать.
bot-about =
    «Хабар» собирает из открытых источников новости о трудовых мигрантах из Таджикистана в России. Мы не ручаемся за чужие слова: мы показываем, кто, когда и что сказал. Если источники расходятся, мы об этом говорим.

    Это не юридический совет. В чатах с ботами нет сквозного шифрования: не пишите сюда секретов.

    { bot-never-asks }

bot-inline-hint = Напишите цифру или вопрос
bot-inline-none = Не нашлось: спросите меня в чате

bot-held-none = Проверки не ждёт ни одна цифра.
bot-held-intro = Ждут проверки редактора: { $count }
bot-held-items = Публикации источников, ждущие одобрения редактора: { $count } (их показывает «khabar sources waiting»)
bot-held-vain = Спрашивали, но ответа не нашлось, { $month }
bot-held-vain-other = другое
bot-held-vain-topic = { $topic }: { $count }
bot-button-approve = Утвердить
bot-button-reject = Отклонить
bot-held-approved = Утверждено.
bot-held-rejected = Отклонено.
bot-held-gone = Это уже решено.
bot-sources-trouble = С этими источниками что-то не так:
bot-source-fails = { $url }: не читается с { $day } ({ $fault })
bot-source-silent = { $url }: ничего нового с { $day }, хотя раньше обновлялся чаще
bot-source-barren = { $url }: с { $day } ничего по нашей теме, хотя раньше было
bot-sources-more = и ещё { $count }: все показывает «khabar status»

bot-menu-digest = Свежие новости
bot-menu-figures = Главные цифры
bot-menu-ask = Задать вопрос
bot-menu-subscribe = Подписаться
bot-menu-unsubscribe = Отписаться
bot-menu-settings = Настройки
bot-menu-sources = Источники
bot-menu-language = Забон · Язык · Language
bot-menu-privacy = Что хранится и зачем
bot-menu-mydata = Что вы обо мне храните
bot-menu-forget = Удалить мои данные
bot-menu-help = Помощь
bot-menu-about = О «Хабаре»
bot-description =
    Новости о трудовых мигрантах из Таджикистана в России: рядом с каждой цифрой её источник. На таджикском, русском и английском.

    { bot-never-asks }
bot-short-description = Новости о мигрантах из Таджикистана в России: рядом с каждой цифрой её источник

bot-topic-attack = нападения
bot-topic-investigation = расследование
bot-topic-raids = рейды
bot-topic-deportations = выдворения
bot-topic-entry = въезд в Россию
bot-topic-returns = возвращение домой
bot-topic-economy = работа и деньги
bot-topic-politics = политика
bot-topic-rights = права
bot-topic-recruitment = вербовка
bot-topic-law = законы
bot-topic-education = образование

bot-zone-dushanbe = Душанбе
bot-zone-kaliningrad = Калининград
bot-zone-moscow = Москва
bot-zone-samara = Самара
bot-zone-yekaterinburg = Екатеринбург
bot-zone-omsk = Омск
bot-zone-novosibirsk = Новосибирск
bot-zone-krasnoyarsk = Красноярск
bot-zone-irkutsk = Иркутск
bot-zone-yakutsk = Якутск
bot-zone-vladivostok = Владивосток
bot-zone-magadan = Магадан
bot-zone-kamchatka = Камчатка
bot-zone-istanbul = Стамбул
bot-zone-almaty = Алматы
bot-zone-tashkent = Ташкент
bot-zone-warsaw = Варшава
bot-zone-berlin = Берлин
bot-zone-london = Лондон
bot-zone-new_york = Нью-Йорк

bot-page-title = «Хабар»: симулятор
bot-page-note = Симулятор: это не Telegram, всё остаётся на этом компьютере
bot-page-write = Сообщение
bot-page-send = Отправить
bot-page-menu = Команды
bot-page-start = Начать
bot-page-clock = Часы симулятора
bot-page-hour = +1 час
bot-page-day = Следующий день
bot-page-to = До дня…
bot-page-go = Перейти
bot-page-passing = Время идёт…
bot-page-chats = Чаты
bot-page-person = Человек { $n }
bot-page-group = Группа
bot-page-language = Язык страницы
bot-page-bot = бот
bot-page-typing = печатает…
bot-page-copied = Скопировано
bot-page-copy-failed = Не удалось скопировать
bot-page-offline = Нет связи с симулятором. Подключаюсь снова…
bot-page-more = Целиком
bot-page-less = Свернуть
bot-page-block = Заблокировать бота
bot-page-unblock = Разблокировать
bot-page-failed = Не получилось
bot-page-picture = Изображение
bot-page-spoiler = Скрытый текст; нажмите, чтобы прочесть
bot-page-edited = изменено
bot-page-speaker = От имени
bot-page-admin = администратор
bot-page-member = участник
bot-page-theme = Тёмный или светлый вид
bot-page-empty = Сообщений пока нет. Напишите боту внизу.
bot-page-months = января февраля марта апреля мая июня июля августа сентября октября ноября декабря
bot-page-weekdays = воскресенье понедельник вторник среда четверг пятница суббота

## Settings and the first minute

bot-example = Например, из новостей за { $date }:
bot-subscribe-offer = Подписаться можно одним нажатием: новости будут приходить каждый день в { $hour } (время: { $zone }). Часовой пояс – моя догадка; его и всё остальное потом можно поменять.
bot-subscribed-guess = Часовой пояс ({ $zone }) – догадка по языку вашего Telegram. Если живёте по другому времени, нажмите «Часовой пояс».
bot-settings-unread = Не удалось это понять. Вот что можно настроить; как это писать, сказано в /help.
bot-joined-and = { $first } и { $last }
bot-joined-or = { $first } или { $last }
bot-quoted = «{ $word }»

bot-button-subscribe-daily = Подписаться: каждый день в { $hour }
bot-button-help = Помощь
bot-button-settings = Настройки
bot-button-panel-when = Когда
bot-button-panel-what = Что
bot-button-panel-how = Как
bot-button-panel-privacy = Приватность

bot-days-all = каждый день
bot-days-work = по будням
bot-days-rest = по выходным
bot-days-named = { $count ->
        [one] по { $days }
        [few] по { $days }
        [many] по { $days }
       *[other] по { $days }
    }
bot-weekday-0 = Понедельник
bot-weekday-1 = Вторник
bot-weekday-2 = Среда
bot-weekday-3 = Четверг
bot-weekday-4 = Пятница
bot-weekday-5 = Суббота
bot-weekday-6 = Воскресенье
bot-on-weekday-0 = понедельникам
bot-on-weekday-1 = вторникам
bot-on-weekday-2 = средам
bot-on-weekday-3 = четвергам
bot-on-weekday-4 = пятницам
bot-on-weekday-5 = субботам
bot-on-weekday-6 = воскресеньям

bot-button-twice = Два раза в день
bot-button-hours = Часы
bot-button-several = Несколько часов
bot-ask-hours = Выбрано: { $hours }. Нажмите час, чтобы добавить его или убрать; не больше { $most }. Или напишите, например: 8 и 20.
bot-hours-most = { $most ->
        [one] Можно выбрать не больше { $most } часа.
        [few] Можно выбрать не больше { $most } часов.
        [many] Можно выбрать не больше { $most } часов.
       *[other] Можно выбрать не больше { $most } часов.
    }
bot-hours-least = Хотя бы один час должен остаться.
bot-button-days = Дни
bot-button-days-all = Каждый день
bot-button-days-work = Будни
bot-button-days-rest = Выходные
bot-ask-days = Новости приходят { $days }. Нажмите дни или напишите их, например: понедельник и четверг.
bot-button-places = Другие города и UTC
bot-button-zone-of = { $city } (время: { $zone })
bot-city-near = Такого города я не знаю. Может быть, это один из этих?
bot-button-always-on = Сообщать и о днях без новостей
bot-button-always-off = Молчать в дни без новостей

bot-button-quiet = Тихие часы
bot-button-quiet-off = Без тихих часов
bot-quiet-none = Тихих часов нет.
bot-quiet-set = Тихие часы: с { $start } до { $end } само ничего не приходит; что должно было прийти, придёт потом.
bot-ask-quiet = Когда не беспокоить? Нажмите кнопку или напишите, например: с 22 до 7.
bot-quiet-unknown = Не удалось понять эти часы. Напишите так: с 22 до 7.

bot-button-pause = Пауза
bot-button-resume = Возобновить
bot-button-pause-3 = 3 дня
bot-button-pause-7 = Неделя
bot-button-pause-14 = Две недели
bot-button-pause-end = Пока не возобновлю
bot-pause-none = Сейчас паузы нет.
bot-pause-open = Пауза, пока вы её не снимете: само ничего не приходит.
bot-pause-until = Пауза до { $date }, { $hour }: само ничего не приходит.
bot-ask-pause = Как долго ничего не присылать? Нажмите кнопку или напишите, например: две недели. На вопросы я всё равно отвечаю.
bot-pause-unknown = Не удалось понять, на сколько. Напишите так: 3 дня, неделя, до 20 апреля.
bot-pause-long = Пауза длится не больше года. Если нужно дольше, отпишитесь: /unsubscribe

bot-button-topics-all = Все темы
bot-button-reads = Другие языки
bot-reads-any = Новость, которая есть у нас только на другом языке, приходит как есть, с пометкой.
bot-reads-own = Новости приходят только на вашем языке.
bot-button-reads-any = Все языки
bot-button-reads-own = Только мой язык
bot-reads-set = Вы читаете ещё: { $languages }.
bot-ask-reads = На каких ещё языках вы читаете? Новости, которые есть у нас только на остальных, тогда не приходят.
bot-button-without = Исключить слова
bot-button-followed = Цифры, за которыми я слежу
bot-button-without-drop = Убрать «{ $word }»
bot-without-none = Ни одно слово не исключено.
bot-without-set = Не приходят новости с такими словами: { $words }.
bot-ask-without = Напишите слово или имя, несколько – через запятую: новости, где оно есть, приходить не будут. { $most ->
        [one] Не больше { $most } слова,
        [few] Не больше { $most } слов,
        [many] Не больше { $most } слов,
       *[other] Не больше { $most } слов,
    } { $longest ->
        [one] каждое до { $longest } знака.
        [few] каждое до { $longest } знаков.
        [many] каждое до { $longest } знаков.
       *[other] каждое до { $longest } знаков.
    } Кнопка убирает своё слово из списка.
bot-without-long = { $most ->
        [one] Слишком длинно: в слове не больше { $most } знака.
        [few] Слишком длинно: в слове не больше { $most } знаков.
        [many] Слишком длинно: в слове не больше { $most } знаков.
       *[other] Слишком длинно: в слове не больше { $most } знаков.
    }
bot-without-most = { $most ->
        [one] В списке не больше { $most } слова. Сначала уберите его.
        [few] В списке не больше { $most } слов. Сначала уберите одно.
        [many] В списке не больше { $most } слов. Сначала уберите одно.
       *[other] В списке не больше { $most } слов. Сначала уберите одно.
    }

bot-silent-on = Сообщения приходят без звука.
bot-silent-off = Сообщения приходят со звуком.
bot-brief-on = Приходит одна первая страница новостей, без кнопки с продолжением.
bot-brief-off = Под первой страницей новостей есть кнопка с продолжением.
bot-charts-on = Новости недели приходят с графиками.
bot-charts-off = Новости недели приходят без графиков.
bot-plain-on = Простой текст для программ чтения с экрана: без жирного шрифта и значков.
bot-plain-off = Текст в обычном виде.
bot-button-silent-on = Без звука
bot-button-silent-off = Со звуком
bot-button-brief-on = Только первая страница
bot-button-brief-off = С кнопкой продолжения
bot-button-charts-on = С графиками
bot-button-charts-off = Без графиков
bot-button-plain-on = Простой текст для чтения с экрана
bot-button-plain-off = Обычный текст

bot-links-risk = В аэропортах проверяют телефоны, а открытая ссылка оставляет в телефоне след. В некоторых странах за распространение материалов некоторых изданий наказывают. Название без ссылки безопаснее. В карточках, которыми вы делитесь, таких ссылок не бывает никогда.
bot-button-links-on = Ссылки на все источники
bot-button-links-off = Только безопасные ссылки

bot-digest-next = Следующие новости: { $date }
bot-digest-later = Новости за этот день ещё не вышли.

## say: numbers, hedges, units, dates (digests/say/figures.py)

say-exactly = { $what }
say-nearly = почти { $what }
say-about = около { $what }
say-more = более { $what }
say-at-least = не менее { $what }
say-less = менее { $what }
say-fewer = менее { $what }
say-at-most = до { $what }
say-range = от { $low } до { $high } { $unit }
say-unknown = точное число не названо
say-joined = { $number } { $unit }
say-and = и

say-thousand = { $form ->
    [one] тысяча
    [few] тысячи
    [many] тысяч
   *[other] тысячи
    }
say-million = { $form ->
    [one] миллион
    [few] миллиона
    [many] миллионов
   *[other] миллиона
    }
say-billion = { $form ->
    [one] миллиард
    [few] миллиарда
    [many] миллиардов
   *[other] миллиарда
    }
say-trillion = { $form ->
    [one] триллион
    [few] триллиона
    [many] триллионов
   *[other] триллиона
    }

say-date = { $day } { $month-of } { $year } г.
say-date-short = { $day } { $month-of }
say-month = { $month } { $year } г.
say-months = { $first }–{ $last } { $year } г.
say-year = { $year } год
say-years = { $first }–{ $last } годы
say-half = { $half ->
    [first] первое
   *[second] второе
} полугодие { $year } г.
say-quarter = { $quarter ->
    [first] первый
    [second] второй
    [third] третий
   *[fourth] четвёртый
} квартал { $year } г.
say-days = { $first }–{ $last } { $month-of } { $year } г.
say-span = { $first } – { $last }
say-since = с { $date }
say-until = до { $date }
say-for = за { $period }

## digest

digest-title = Хабар · { $period }
digest-title-noon = Хабар · { $period }, первая половина дня
digest-title-evening = Хабар · { $period }, вторая половина дня
digest-late = (опубликовано { $date })
digest-no-news = В этот день наши источники ничего не опубликовали.
digest-no-news-week = На этой неделе наши источники ничего не опубликовали.
digest-nothing = За этот день сообщить нечего.
digest-nothing-week = За эту неделю сообщить нечего.
digest-no-news-noon = За первую половину дня наши источники ничего не опубликовали.
digest-nothing-noon = За первую половину дня сообщить нечего.
digest-no-news-since = За эти дни наши источники ничего не опубликовали.
digest-nothing-since = За эти дни сообщить нечего.
digest-update = Позднее:
digest-figures = ЦИФРЫ
digest-story-update = Новые сведения: { $title }
digest-sources = Источники
digest-corrections = ПОПРАВКИ
digest-plain = { $label }: { $value }
digest-or = { $first } или { $last }
digest-changed = { $figure } (ранее { $earlier })
digest-resolved = { $figure } (ранее { $earlier }); источники больше не расходятся
digest-as-of = на { $day }
digest-published = опубликовано { $day }
digest-disagree = { $figure }: источники расходятся
digest-disagree-too = { $figure }; источники расходятся
digest-stated = { $figure } (источник: { $speaker })
digest-unreviewed = { $figure } (из сообщения; не проверено редактором)
digest-reported = Сообщают также (редактором не проверено): { $value } { $n }.
digest-agrees = Другой источник { $n } называет { $value }; противоречия нет.
digest-earlier-day = На { $day }: { $value } { $n }.
digest-undated = без даты
digest-unknown-publisher = издатель неизвестен
digest-via = по тексту { $source }
digest-in-tg = (на таджикском)
digest-in-ru = (на русском)
digest-in-en = (на английском)
digest-machine = (машинный перевод)
digest-retracted = Мы отозвали материал «{ $title }». Причина: { $why }
digest-retracted-figure = Мы отзываем эти данные: { $figure }.
digest-corrected-figure = { $figure }; ранее у нас было: { $earlier }.
digest-article-changed = Источник изменил свой материал: { $publisher }.
digest-stands-again = Материал «{ $title }», который мы отозвали, снова в силе.
digest-stands-again-figure = Эти данные мы отозвали или исправили; они снова в силе: { $figure }.
digest-reason = Причина: { $why }

## ledger

ledger-nothing = Наши источники пока не называют этого числа.
ledger-differ = Источники расходятся
ledger-history = Прежние и другие цифры
ledger-held = ждёт проверки редактора
ledger-unreviewed = не проверено редактором
ledger-retracted = отозвано
ledger-documents = Наши материалы
ledger-no-documents = Материалов пока нет.

## plain: texts for a screen reader (digests/say/plain.py)

plain-source = { $count ->
        [1] (источник { $n })
       *[other] (источники { $n })
    }
plain-chosen = выбрано: { $what }

## chart: what stands on a chart (digests/charts.py)

chart-none = действующей цифры нет
chart-differ = { $one } или { $other }
chart-as-of = по состоянию на { $date }
chart-undated = без даты
chart-held = ждёт проверки редактора
chart-automatic = * Редактор не проверял.
chart-caption = «Хабар»: каждая цифра с источником и датой.
chart-arrow = Стрелка: «более», «не менее» или «до».
chart-band = Широкая полоса: число приблизительное.
chart-rival = Оранжевым: источники, которые говорят иное.
chart-base = Шкала слева начинается с { $value }, а не с нуля.
chart-shortened = Месяцы без новостей на оси времени сжаты.
chart-retracted = отозвано редактором

## archive: the pages of `khabar export` (digests/archive)

archive-name = Хабар
archive-title = Хабар: архив
archive-about = Новости и цифры о таджикских трудовых мигрантах в России, каждая с источником и датой.
archive-language = Русский
archive-languages = Языки
archive-sections = Разделы
archive-editions = Новости по дням
archive-figures = Цифры
archive-data = Данные для скачивания
archive-feed = Лента новостей (Atom)
archive-earlier = Раньше: { $date }
archive-later = Позже: { $date }
archive-no-editions = Дней с новостями пока нет.
archive-chart = График: { $title }. { $headline }
archive-signs = Закрашенные точки — цифры, которые действуют или действовали раньше. Пустые точки — другие цифры, которые им не противоречат.
archive-lines = Каждая линия показывает период; тёмная линия — действующая цифра.
archive-no-chart = Графика нет: для него нужно число с датой.
archive-licence = Наши тексты и цифры доступны по лицензии CC BY 4.0. Заголовки и статьи принадлежат их издателям.
archive-unlinked = На материалы некоторых издателей мы не даём ссылок: в ряде стран за их распространение наказывают. Указаны только названия изданий.
archive-private = Эти страницы ничего не загружают со стороны и не считают читателей.
archive-claims-from = В каждой строке указано, из какого материала цифра (doc_id), кто её назвал и на какую дату.
archive-documents-from = Сведения о материалах издателей; самих текстов здесь нет.
archive-file-claims-csv = все цифры, каждая в своей строке
archive-file-ledger-json = цифры и связи между ними
archive-file-indicators-json = описание показателей
archive-file-documents-csv = список материалов
archive-file-documents-json = список материалов и их содержание нашими словами
archive-file-metadata-json = описание таблиц для Datasette

## answer: what is said to a question (digests/answers)

answer-as-of = По состоянию на { $date } { $figure }
answer-as-of-day = по состоянию на { $date }
answer-in-period = { $period }: { $figure }
answer-of-event = { $event }: { $figure }
answer-stated = { $figure } (источник: { $who })
answer-unreviewed = по сообщениям; не проверено редактором
answer-disagree = Источники расходятся.
answer-agree = Источники сходятся.
answer-one-source = У меня только один источник, сравнивать не с чем.
answer-rival = Источники расходятся: другое число — { $figure } ({ $who }) { $n }.
answer-other-figure = Другое число: { $figure } ({ $who }) { $n }.
answer-copied-rival = источники расходятся, другое число: { $figure } ({ $who })
answer-why = Причина: { $why }.
answer-earlier = Ранее, { $day }: { $figure } { $n }.
answer-later = Позже, на { $day }: { $figure } { $n }.
answer-rounded = Другой источник { $n } называет { $figure }; противоречия с основной цифрой ({ $value }) нет.
answer-other-scope = По другому подсчёту: { $figure } ({ $who }) { $n }.
answer-stale = Сведения от { $date }, могли устареть.
answer-quote = «{ $quote }»
answer-verbatim = Слова источника: «{ $quote }»
answer-retold = В нашем пересказе: { $quote }
answer-quote-tg = По-таджикски:
answer-quote-ru = По-русски:
answer-quote-en = По-английски:
answer-none = В моих источниках ответа на это нет.
answer-none-of = В моих источниках нет такого числа: { $name }.
answer-none-then = В моих источниках нет числа на это время: { $name }.
answer-other-time = За другой период данные есть. { $figure }
answer-nearest = Есть близкое, но о другом. { $figure }
answer-perhaps = Возможно, вы спрашиваете об этом. { $figure }
answer-offers = Можно спросить, например:
answer-withheld = Найденный ответ не подтвердился по источникам, поэтому я его не даю.
answer-reply-day = Непонятно, о каком дне вы спрашиваете, поэтому цифр не называю. Напишите дату так: 24 марта 2024 года или 24.03.2024.
answer-reply-greeting = Здравствуйте! Я отвечаю на вопросы о таджикских трудовых мигрантах в России; рядом с каждым числом указан источник.
answer-reply-thanks = Пожалуйста. Спрашивайте ещё, когда понадобится.
answer-reply-help = Напишите вопрос простыми словами: по-таджикски, по-русски или по-английски. Я ищу ответ в своих источниках и показываю, кто и когда это сказал. Если ответа там нет, так и скажу.
answer-reply-abuse = Жаль, если ответ не помог. Попробуйте спросить другими словами.
answer-reply-list = Я ничего не знаю об отдельных людях и не могу заглянуть ни в какой список. Ответить могут только официальные органы; обратиться к ним поможет адвокат или посольство. { bot-never-asks }
answer-reply-number = Пожалуйста, не пишите здесь номера документов и телефонов: они мне не нужны, и я их не храню. Такое сообщение лучше удалить из чата. { bot-never-asks }
answer-reply-trouble = Мне очень жаль. Прежде всего обратитесь к адвокату и в посольство или консульство Таджикистана; поможет и организация, которая защищает права мигрантов. Там знают, что делать сейчас. { bot-never-asks }
answer-reply-evade = С этим я помочь не могу. Если вы беспокоитесь из-за документов или проверки, адвокат, посольство или правозащитная организация объяснят, какие у вас права.
answer-reply-accused = Мы не называем имён обвиняемых, осуждённых, пострадавших и частных лиц; называем только тех, кто занимает публичную должность. Пока суд не решил иначе, человек невиновен.

## проверка текста

check-agrees = { $number }: сходится с источниками. { $figure }
check-outdated = { $number }: данные устарели. { $figure }
check-then = Тогда это было верно. { $figure }
check-contradicts = { $number }: источники говорят иное. { $figure }
check-unknown = В моих источниках не с чем сравнить: { $numbers }.
check-nothing = В этом тексте нет цифр, которые можно сравнить с моими источниками.

## review

review-first = Если утвердить: появится первая цифра — { $value }
review-current = Если утвердить: действующая цифра сменится: было { $beside }, станет { $value }
review-period = Если утвердить: появится цифра за другой период или день — { $value }; рядом с ней { $beside }
review-rival = Если утвердить: источники разойдутся — { $value } и { $beside }
review-source = Если утвердить: прибавится ещё один источник цифры: { $beside }
review-repeat = Если утвердить: тот же источник ещё раз; остаётся { $beside }
review-former = Если утвердить: появится более ранний подсчёт — { $value }; остаётся { $beside }
review-scope = Если утвердить: появится цифра, посчитанная иначе, — { $value }; остаётся { $beside }
review-nothing = Если утвердить: ни одна цифра не изменится

## Figures: cards, following, alerts (bot/talk/figures.py, bot/talk/follows.py, bot/alerts.py)

bot-theme-other = другие цифры
bot-theme-button = { $theme } ({ $count })
bot-button-themes = Все цифры
bot-button-history = История
bot-button-card = Цифра сейчас
bot-button-share = Поделиться
bot-button-link = Копировать ссылку
bot-button-times = Что было известно на …
bot-button-periods = Другие периоды
bot-button-now = Сейчас
bot-button-follow = Следить
bot-button-unfollow = Не следить
bot-button-follows = Цифры, за которыми я слежу
bot-figure-missed = За это время цифры в моих источниках нет. Вот что в них есть:
bot-figure-times = { $name }: за какое время показать?
bot-figure-dropped = цифра, которой больше нет
bot-follow-followed = Теперь вы следите за этой цифрой: { $name }. Я напишу, когда она изменится или будет исправлена, когда источники разойдутся или сойдутся, но не в ваши тихие часы.
bot-follow-already = Вы уже следите за этой цифрой: { $name }.
bot-follow-full = { $most ->
        [one] Вы уже следите за { $most } цифрой, больше нельзя. Сначала откажитесь от одной из них.
        [few] Вы уже следите за { $most } цифрами, больше нельзя. Сначала откажитесь от одной из них.
        [many] Вы уже следите за { $most } цифрами, больше нельзя. Сначала откажитесь от одной из них.
       *[other] Вы уже следите за { $most } цифрами, больше нельзя. Сначала откажитесь от одной из них.
    }
bot-unfollowed = Вы больше не следите за этой цифрой: { $name }.
bot-not-followed = За этой цифрой вы не следили: { $name }.
bot-follows-none = Вы не следите ни за одной цифрой. Откройте любую и нажмите «Следить» или напишите /follow и о чём она.
bot-follows-intro = { $count ->
        [1] Вы следите за одной цифрой. Я пишу, когда с ней что-то происходит.
        [one] Вы следите за { $count } цифрой. Я пишу, когда с одной из них что-то происходит.
        [few] Вы следите за { $count } цифрами. Я пишу, когда с одной из них что-то происходит.
        [many] Вы следите за { $count } цифрами. Я пишу, когда с одной из них что-то происходит.
       *[other] Вы следите за { $count } цифрами. Я пишу, когда с одной из них что-то происходит.
    }
bot-alert-head = { $count ->
        [1] Новое о цифре, за которой вы следите
       *[other] Новое о цифрах, за которыми вы следите: { $count }
    }
bot-alert-correction = Исправление того, о чём я сообщал
bot-urgent-head = Срочно
bot-inline-open = История, график, источники
bot-inline-differ = Источники расходятся.
bot-field-follows = { $value ->
        [none] Вы не следите ни за одной цифрой.
       *[some] Вы следите за этими цифрами:
    }
bot-menu-follow = Цифры, за которыми я слежу
card-then = По состоянию на { $date }
card-grade-curated = Проверено редактором.
card-grade-corroborated = Редактор не проверял; подтверждают независимые источники или прежние цифры.
card-grade-single = Так сообщает только один источник; редактор не проверял.
moved-now = Сейчас:
moved-before = Раньше:
moved-stands = По-прежнему:
moved-withdrawn = Отозвано:
moved-none = Сейчас цифры нет.
moved-taken-back = Цифру, о которой мы сообщали раньше, мы больше не даём.
moved-differ = Теперь источники расходятся.
moved-agree = Источники больше не расходятся.
answer-copied-rivals = источники расходятся: ещё { $figures }

## Rhythm: what came when
bot-received-noon = Новости за { $date }, первая половина дня
bot-received-evening = Новости за { $date }, вторая половина дня
bot-received-since = Новости за несколько дней по { $date }
bot-field-told = { $value ->
        [none] Новости ещё не отправлялись.
       *[some] Новости отправлены до этого времени: { $value }. Следующие начнутся с него.
    }
bot-field-held = { $value ->
        [open] Отложенное придёт, когда вы снимете паузу.
        [none] Из-за тихих часов или паузы ничего не отложено.
        [open] Отложенное из-за паузы придёт, когда вы возобновите новости.
       *[some] Отложенное из-за тихих часов или паузы придёт после этого времени: { $value }.
    }
