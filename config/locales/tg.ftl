## bot

bot-choose-language = Забонро интихоб кунед
bot-language-set = Забон: тоҷикӣ.
bot-never-asks = Мо ҳеҷ гоҳ ному насаб, рақами телефон, ҳуҷҷат ё пул намепурсем. Агар пурсанд, ин мо нестем.
bot-greeting =
    Салом! Ин «Хабар» аст: хабарҳо дар бораи муҳоҷирони меҳнатии тоҷик дар Русия. Дар назди ҳар рақам манбааш навишта мешавад.

    { bot-never-asks }
bot-newest = Навтарин маводи мо: { $date }.
bot-nothing-yet = Ҳоло мавод нест. Лутфан, дертар боз биёед.
bot-what-next = Чӣ кор кунем? Тугмаро пахш кунед ё саволатонро нависед.
bot-group-greeting =
    Салом! Ин «Хабар» аст: хабарҳо дар бораи муҳоҷирони меҳнатии тоҷик дар Русия.
    Дар гурӯҳ ман танҳо ба фармонҳо, ба паёмҳое, ки дар посух ба ман навишта шудаанд, ва ба паёмҳои дорои номи ман ҷавоб медиҳам. Танзимотро танҳо мудирони гурӯҳ иваз мекунанд.

bot-button-subscribe = Обуна шудан
bot-button-unsubscribe = Қатъи обуна
bot-button-digest = Хабарҳои навтарин
bot-button-figures = Рақамҳо
bot-button-ask = Савол додан
bot-button-language = Забон
bot-button-zone = Минтақаи вақт
bot-button-daily = Ҳар рӯз
bot-button-weekly = Ҳафтае як бор
bot-button-topics = Мавзуъҳо
bot-button-sources = Манбаъҳо
bot-button-back = ‹ Бозгашт
bot-button-chart = Диаграмма
bot-button-copy = Нусха гирифтан
bot-button-more = Боз ›
bot-button-week = Хабарҳои ҳафта
bot-button-forget-yes = Бале, ҳамаашро нест кунед
bot-button-forget-no = Не, бигзор монад

bot-panel-on =
    Шумо обуна ҳастед.
    { $cadence ->
        [twice] Хабарҳо { $days } ду бор меоянд: соати { $hours }
       *[other] { $times ->
            [several] Хабарҳо { $days } соати { $hours } меоянд, ҳар кадоме аввал ояд
           *[one] Хабарҳо { $days } соати { $hours } меоянд
        }
    } (бо вақти { $zone }).
bot-panel-off = Шумо обуна нестед: хабарҳо худ ба худ намеоянд. Агар обуна шавед, { $days } соати { $hours } меоянд (бо вақти { $zone }).
bot-panel-topics = Мавзуъҳо: { $topics }
bot-panel-links = { $links ->
        [on] Пайвандҳо: ба ҳамаи манбаъҳо
       *[auto] Пайвандҳо: танҳо бехатар. Агар барои паҳн кардани маводи нашрияе ҷазо диҳанд, танҳо номи он навишта мешавад
    }
bot-panel-always = Рӯзе, ки хабари нав нест: { $always ->
        [on] як сатр меояд
       *[off] ҳеҷ чиз намеояд
    }
bot-all-topics = ҳама
bot-ask-hour = Хабарҳо соати чанд оянд? Тугмаро пахш кунед ё соатро нависед, масалан: 7:00.
bot-ask-zone = Хабарҳо бо вақти { $zone } меоянд. Шумо бо вақти кадом шаҳр зиндагӣ мекунед? Тугмаро пахш кунед ё номи шаҳр ё фарқи вақтро нависед, масалан: UTC+5.
bot-city-unknown = Чунин шаҳрро наёфтам. Шаҳри калони наздикро нависед, масалан: Маскав. Ё фарқи вақтро: UTC+3.
bot-hour-unknown = Соат фаҳмо нашуд. Чунин нависед: 7:00 ё 19:00.
bot-hour-whole = Хабарҳо дар оғози соат меоянд, бинобар ин: { $hour }.
bot-ask-topics = Кадом мавзуъҳо лозиманд? Агар ҳеҷ кадомро интихоб накунед, ҳама меоянд.
bot-unsubscribed = Обуна қатъ шуд. Хабарҳо дигар худ ба худ намеоянд. Ҳар вақт хоҳед, баргардед: /subscribe
bot-not-subscribed = Шумо обуна набудед.

bot-digest-older = ‹ { $date }
bot-digest-newer = { $date } ›
bot-digest-newest = Хабарҳои охирин: { $date }
bot-digest-no-more = Дигар чизе нест.
bot-digest-gone = Ин рӯз дар бойгонии мо нест.
bot-day-unread = Рӯз фаҳмо нашуд. Чунин нависед: /digest { $example }
bot-figures-intro = Рақамҳои асосӣ аз рӯйи мавзуъ. Мавзуъро пахш кунед ё чизеро, ки меҷӯед, нависед: /figures кушташудагон, /figures ихроҷ 2024
bot-figures-none = Ҳоло ягон рақам нест.
bot-figure-gone = Дар бораи ин рақам ҳоло маълумот нест.
bot-figure-unread = Рақаме бо чунин ном ёфт нашуд. Интихоб кунед:
bot-link-unread = Бо ин пайванд дар ин ҷо чизе нест.
bot-sources-none = Ҳоло ягон манбаъ нест.
bot-ask-how =
    Саволатонро бо забони оддӣ нависед: ба тоҷикӣ, русӣ ё англисӣ. Масалан:
bot-ask-example-1 = Дар «Крокус» чанд нафар кушта шуд?
bot-ask-example-2 = Судҳои Петербург дар бораи ихроҷи чанд хориҷӣ қарор бароварданд?
bot-ask-example-3 = Соли 2023 чанд нафар ба Русия рафт?
bot-ask-example-4 = Сафорати Тоҷикистон чӣ маслиҳат дод?
bot-offer-gone = Ин тугма куҳна шудааст. Лутфан, саволатонро нависед.
bot-button-gone = Ин тугма куҳна шудааст. Аз нав оғоз кунед: /start

bot-button-wait = Вақте ки маълум шавад, хабар диҳед
bot-wait-kept = Хуб. Саволи шумо рамзгузорӣ шуда, дертараш то { $date } нигоҳ дошта мешавад. Ҳар гоҳ маводи нав ояд, ҷавобро аз нав меҷӯям. Ҳамин ки ёфтам, ба шумо мефиристам ва саволро нест мекунам. Дидани он чи нигоҳ дошта мешавад ё нест кардани он: /mydata
bot-wait-already = Ин савол аллакай нигоҳ дошта шудааст. Вақте ки маълум шавад, хабар медиҳам.
bot-wait-full = { $most } саволи шумо аллакай мунтазири ҷавоб аст, якбора бештар аз ин нигоҳ намедорам. Онҳоро нест карда, аз нав пурсидан мумкин аст.
bot-wait-crowded = Ҳоло боз саволе нигоҳ дошта наметавонам. Лутфан, пас аз чанд рӯз аз нав пурсед.
bot-wait-gone = Ин савол дигар дар ёдам нест: он чи мепурсанд, пас аз даҳ дақиқа фаромӯш мекунам. Лутфан, онро аз нав пурсед ва баъд тугмаро пахш кунед.
bot-wait-told = Шумо хоҳиш карда будед, ки вақте ки ин маълум шавад, хабар диҳам.
bot-wait-dropped = { $count ->
        [1] Савол нест карда шуд, дигар ҷавоби онро намеҷӯям.
       *[other] Саволҳо нест карда шуданд, дигар ҷавоби онҳоро намеҷӯям.
    }
bot-wait-none = Ягон саволи шумо нигоҳ дошта намешавад.
bot-button-unwait = { $count ->
        [1] Нест кардани саволи нигоҳдошта
       *[other] Нест кардани { $count } саволи нигоҳдошта
    }

bot-not-taken = Ман чунин паёмҳоро қабул намекунам ва намекушоям. Лутфан, саволатонро бо матн нависед.
bot-too-long = Паём аз ҳад зиёд дароз аст. Лутфан, саволро дар як-ду ҷумла нависед.
bot-too-fast = Якбора паёмҳои аз ҳад зиёд омаданд. Лутфан, як дақиқа сабр кунед.
bot-sorry = Бубахшед, хатое рух дод. Лутфан, дертар боз кӯшиш кунед.
bot-withheld = Ҷавоби ёфтаамро аз рӯйи манбаъҳо тасдиқ карда натавонистам, бинобар ин онро нафиристодам.
bot-unknown-command = Чунин фармон нест. Фармонҳои ман: /help
bot-admins-only = Дар гурӯҳ инро танҳо мудирон иваз карда метавонанд.
bot-not-anonymous = Ман намебинам, ки шумо кистед. Лутфан, фармонро аз номи худ нависед, на аз номи гурӯҳ.
bot-thread-closed = Дар мавзуъе, ки хабарҳо меомаданд, дигар навишта наметавонам: он баста шудааст. Акнун хабарҳо ба ин ҷо меоянд. Мудир метавонад мавзуи дигарро интихоб кунад: дар он /subscribe нависед.
bot-group-closed = Ман дигар дар гурӯҳи шумо навишта наметавонам: мавзуъ баста шудааст ё навиштан ба ман манъ аст. Обунаи гурӯҳро қатъ кардам. Вақте ки навиштан боз мумкин шавад, дар гурӯҳ /subscribe нависед.

bot-mydata-none = Мо дар бораи шумо ҳеҷ чиз нигоҳ намедорем.
bot-mydata-intro = Дар бораи ин чат танҳо ҳаминҳо нигоҳ дошта мешаванд.
bot-mydata-outro =
    Матни саволҳо ва паёмҳоеро, ки барои санҷиш мефиристед, нигоҳ намедорам. Танҳо саволе, ки хоҳиш кардед ҷавобашро хабар диҳам, рамзгузорӣ шуда, на бештар аз 30 рӯз нигоҳ дошта мешавад.
    Чӣ ва барои чӣ нигоҳ дошта мешавад: /privacy
    Нест кардани ҳамаи инҳо: /forget
bot-received-daily = Хабарҳои { $date }
bot-received-weekly = Хабарҳои ҳафта то { $date }
bot-received-in = { $news } ({ $chosen })
bot-at = { $date }, соати { $hour }
bot-forget-ask = Обуна, танзимот ва ҳамаи маълумот дар бораи шумо нест мешаванд. Онҳоро баргардонидан мумкин нест. Нест кунем?
bot-forget-sent = Паёмҳоеро, ки дар 48 соати охир ба ин ҷо фиристодам, низ нест карда метавонам. Telegram нест кардани паёмҳои куҳнатарро намегузорад.
bot-button-forget-all = Бале, паёмҳои 48 соатро низ
bot-button-privacy = Чӣ ва барои чӣ нигоҳ дошта мешавад
bot-button-mydata = Дар бораи ман чӣ нигоҳ медоред
bot-button-forget = Маълумоти маро нест кунед
bot-forgotten =
    Тайёр. Ҳамаи маълумот дар бораи шумо аз пойгоҳи бот нест шуд.
    Нусхаҳои эҳтиётӣ, агар бошанд, рақами чат ва танзимоти шуморо то он даме нигоҳ медоранд, ки нусхаҳои нав ҷои онҳоро гиранд.
    { $deleted ->
        [yes] Паёмҳое, ки дар 48 соати охир ба ин ҷо фиристодам, нест мешаванд. Паёмҳои куҳнатар ва он чи худатон навиштед, дар телефони шумо ва дар Telegram мемонанд: онҳоро худатон нест кунед.
       *[no] Таърихи чат дар телефони шумо ва дар Telegram мемонад: худатон онро тоза кунед.
    }
    Аз нав оғоз кардан: /start
bot-privacy =
    <b>Чиро ва барои чӣ нигоҳ медорам</b>

    <b>То вақте ки аз ман истифода мекунед:</b> рақами ин чат, забони шумо, ҳар он чи дар танзимот интихоб кардед, рақамҳое, ки пайгирӣ мекунед, ва он чи дар бораи онҳо бори охир гуфта шуд. Бе онҳо хабарҳо ба шумо омада наметавонанд.
    <b>30 рӯз:</b> кадом хабарҳо ба шумо фиристода шуданд, то ки ҳеҷ чиз ду бор наояд.
    <b>48 соат:</b> рақамҳои паёмҳое, ки ба шумо фиристодам, бе матн, то ки онҳоро бо хоҳиши шумо нест карда тавонам.
    <b>На бештар аз 30 рӯз ва танҳо агар «{ bot-button-wait }»-ро пахш карда бошед:</b> ҳамон савол, рамзгузорӣ шуда.
    <b>Чанд лаҳза:</b> он чи менависед, то вақте ки ҷавоб диҳам. Дар бораи чӣ сухан рафтанашро даҳ дақиқа дар ёд дорам, вале ба ҷое наменависам.

    <b>Чиро нигоҳ намедорам:</b> ному насаб, рақами телефон ва суроға, саволҳои шумо, паёмҳое, ки барои санҷиш мефиристед, суратҳо ва файлҳо. Ҳисоб мекунам, ки дар бораи кадом мавзуъҳо беҷавоб мепурсанд, вале на он ки кӣ пурсид.

    <b>Инро кӣ мебинад:</b> соҳиби бот танзимотро дида метавонад ва бо калиди сервер саволи нигоҳдоштаро кушода метавонад. Каси дигар не. Ин чатро Telegram мебинад: чатҳои бот рамзгузории сартосарӣ надоранд.

    <b>Чӣ тавр нест мешавад:</b> /forget. Агар ботро масдуд кунед, ҳама чиз дарҳол нест мешавад. Дар нусхаҳои эҳтиётии куҳна рақами чат ва танзимот то иваз шуданашон мондан мумкин аст; нишонае, ки аз он рақамро хондан мумкин нест, намегузорад, ки онҳо баргарданд.
    Дар телефон паёмҳо то вақте мемонанд, ки худатон нест кунед. Телефонатонро метавонанд бинанд: он чиро, ки ба шумо зарар расонда метавонад, нест кунед.

    { bot-never-asks }
bot-kept = Хуб, ҳама чиз дар ҷояш монд.

## Care: asking, replies and posts

bot-post-nothing =
    Дар ин паём рақаме нест, ки онро бо манбаъҳои худ муқоиса кунам. Аз он чизеро нигоҳ надоштам.
    Чӣ карда метавонам: рақамҳои паёмро муқоиса мекунам, ба саволҳо ҷавоб медиҳам, хабарҳо ва рақамҳои асосиро нишон медиҳам.
bot-reply-sources = Ин аз чунин манбаъҳост:
bot-reply-no-number = Дар он паём манбаи рақами { $number } нест.

## Care: what is kept, a sentence for each field (/mydata)

bot-field-chat_id = Рақами ин чат: { $value }. Он нишон медиҳад, ки шумо кистед: касе, ки онро дорад, метавонад ҳисоби шуморо дар Telegram ёбад.
bot-field-lang = Забоне, ки интихоб кардед: { $value }.
bot-field-active = { $value ->
        [yes] Шумо обуна ҳастед: хабарҳо худ ба худ меоянд.
       *[no] Шумо обуна нестед: хабарҳо худ ба худ намеоянд.
    }
bot-field-hours = Соати хабарҳои шумо: { $value }.
bot-field-zone = Минтақаи вақти шумо: { $value }.
bot-field-cadence = { $value ->
        [twice] Шумо хабарҳоро рӯзе ду бор мехоҳед.
        [weekly] Шумо хабарҳоро ҳафтае як бор мехоҳед.
       *[daily] Шумо хабарҳоро ҳар рӯз мехоҳед.
    }
bot-field-topics = { $value ->
        [all] Шумо хабарҳоро дар ҳамаи мавзуъҳо мехоҳед.
       *[some] Мавзуъҳое, ки интихоб кардед: { $value }.
    }
bot-field-links = { $value ->
        [all] Ба шумо пайвандҳои ҳамаи манбаъҳо нишон дода мешаванд.
       *[safe] Ба шумо танҳо пайвандҳои бехатар нишон дода мешаванд.
    }
bot-field-always = { $value ->
        [yes] Рӯзе, ки хабари нав нест, ба шумо дар ин бора як сатр меояд.
       *[no] Рӯзе, ки хабари нав нест, ҳеҷ чиз намеояд.
    }
bot-field-reads = { $value ->
        [own] Шумо ба забони дигар намехонед.
        [none] Забони дигареро, ки мехонед, нагуфтаед.
       *[some] Боз бо ин забонҳо мехонед: { $value }.
    }
bot-field-days = { $value ->
        [all] Хабарҳо дар ҳар рӯзи ҳафта омада метавонанд.
       *[some] Рӯзҳое, ки барои хабарҳо интихоб кардед: { $value }.
    }
bot-field-quiet = { $value ->
        [none] Соатҳои оромиро таъин накардаед.
       *[some] Соатҳои оромии шумо: { $value }.
    }
bot-field-silent = { $value ->
        [yes] Хабарҳо бе садо меоянд.
       *[no] Хабарҳо бо садо меоянд.
    }
bot-field-brief = { $value ->
        [yes] Шумо хабарҳоро мухтасар мехоҳед.
       *[no] Шумо хабарҳоро пурра мехоҳед.
    }
bot-field-charts = { $value ->
        [yes] Шумо бо хабарҳои ҳафта диаграммаҳоро мехоҳед.
       *[no] Шумо диаграммаҳоро намехоҳед.
    }
bot-field-plain = { $value ->
        [yes] Матнҳо барои барномаи экранхон сода навишта мешаванд.
       *[no] Матнҳо ба таври муқаррарӣ навишта мешаванд, на барои барномаи экранхон.
    }
bot-field-without = { $value ->
        [none] Калимаеро, ки хабарҳояш лозим нестанд, нагуфтаед.
       *[some] Хабарҳои дорои ин калимаҳо намеоянд: { $value }.
    }
bot-field-paused = { $value ->
        [none] Фиристодани хабарҳо таваққуф дода нашудааст.
        [open] Фиристодани хабарҳо то он даме, ки худатон идома диҳед, таваққуф дода шудааст.
       *[some] Фиристодани хабарҳо то { $value } таваққуф дода шудааст.
    }
bot-field-thread = { $value ->
        [none] Хабарҳо ба мавзуи умумии гурӯҳ меоянд.
       *[some] Хабарҳо ба ин мавзуи гурӯҳ меоянд: рақами { $value }.
    }
bot-field-next_edition = { $value ->
        [none] Хабарҳои навбатӣ таъин нашудаанд.
       *[some] Хабарҳои навбатӣ: { $value }.
    }
bot-field-received = { $value ->
        [none] Дар 30 рӯз ба шумо хабаре фиристода нашуд.
       *[some] Хабарҳое, ки дар 30 рӯз ба шумо фиристода шуданд:
    }
bot-field-messages_under_way = { $value ->
        [0] Ягон паём ба сӯйи шумо дар роҳ нест.
       *[other] Паёмҳое, ки ба сӯйи шумо дар роҳанд: { $value }.
    }
bot-field-questions = { $value ->
        [none] Ягон саволи шумо мунтазири ҷавоб нест.
       *[some] Саволҳои шумо, ки мунтазири ҷавобанд: { $value }.
    }
bot-field-sent = { $value ->
        [0] Ягон паёми 48 соати охир қайд нашудааст.
       *[other] Паёмҳое, ки дар 48 соат ба шумо фиристодам ва ҳоло нест карда метавонам: { $value }. Рақамҳояшон нигоҳ дошта мешавад, на матнашон.
    }
bot-waiting = { $count }, дертараш то { $date }

bot-help =
    <b>Чӣ карда метавонам</b>
    /digest – хабарҳои навтарин
    /digest 3 апрел · /digest ҳафта
    /figures · /figures кушташудагон · /follow
    /subscribe, /unsubscribe
    /settings – кай, чӣ ва чӣ тавр меояд
    /sources – аз куҷост
    /language – забон
    /privacy, /mydata, /forget
    /about – мо кистем
    Савол: онро бевосита нависед ё /ask.
    Паёми рақамдор: ба ман равон кунед. Рақамҳоро муқоиса мекунам, чизе аз он нигоҳ намедорам.
    Посух ба паёми ман: «манбаъ?», «дар бораи 2 бештар».

    <b>Танзимот бо калимаҳо</b>
    /settings 8 20 · рӯзҳои корӣ · ҳар ҳафта
    /settings шаҳр Хуҷанд · минтақа UTC+5
    /settings мавзуъҳо рейдҳо, қонунҳо
    /settings забонҳои дигар русӣ
    /settings бе метро, футбол
    /settings оромӣ 22-7 · танаффус ду ҳафта
    /settings пайвандҳо ҳа · бе садо ҳа
    Боз: диаграммаҳо, кӯтоҳ, матни оддӣ, рӯзҳои холӣ.
    Калимаҳои тугмаро навиштан ҳам мумкин аст.
bot-about =
    «Хабар» хабарҳои манбаъҳои кушодро дар бораи муҳоҷирони меҳнатии тоҷик дар Русия ҷамъ мекунад. Мо сухани касеро тасдиқ намекунем: нишон медиҳем, ки кӣ, кай ва чӣ гуфтааст. Агар манбаъҳо гуногун гӯянд, инро ҳам мегӯем.

    Ин маслиҳати ҳуқуқӣ нест. Чатҳои бот рамзгузории сартосарӣ надоранд: дар ин ҷо чизи махфӣ нанависед.

    { bot-never-asks }

bot-inline-hint = Рақам ё саволро нависед
bot-inline-none = Ёфт нашуд: дар чат аз ман пурсед

bot-held-none = Ҳеҷ рақаме дар интизори санҷиш нест.
bot-held-intro = Дар интизори санҷиши муҳаррир: { $count }
bot-held-items = Хабарҳои манбаъҳо, ки тасдиқи муҳаррирро интизоранд: { $count } (онҳоро «khabar sources waiting» нишон медиҳад)
bot-held-vain = Пурсиданд, вале ҷавоб ёфт нашуд, { $month }
bot-held-vain-other = чизи дигар
bot-held-vain-topic = { $topic }: { $count }
bot-button-approve = Тасдиқ кардан
bot-button-reject = Рад кардан
bot-held-approved = Тасдиқ шуд.
bot-held-rejected = Рад шуд.
bot-held-gone = Инро аллакай касе ҳал кардааст.
bot-sources-trouble = Дар ин манбаъҳо мушкилӣ ҳаст:
bot-source-fails = { $url }: аз { $day } хонда намешавад ({ $fault })
bot-source-silent = { $url }: аз { $day } чизи нав надорад, ҳол он ки пештар зуд-зуд навсозӣ мешуд
bot-source-barren = { $url }: аз { $day } дар мавзуи мо чизе надорад, ҳол он ки пештар медошт
bot-sources-more = ва боз { $count }: ҳамаашро «khabar status» нишон медиҳад

bot-menu-digest = Хабарҳои навтарин
bot-menu-figures = Рақамҳои асосӣ
bot-menu-ask = Савол додан
bot-menu-subscribe = Обуна шудан
bot-menu-unsubscribe = Қатъи обуна
bot-menu-settings = Танзимот
bot-menu-sources = Манбаъҳо
bot-menu-language = Забон · Язык · Language
bot-menu-privacy = Чӣ ва барои чӣ нигоҳ дошта мешавад
bot-menu-mydata = Дар бораи ман чӣ нигоҳ медоред
bot-menu-forget = Маълумоти маро нест кунед
bot-menu-help = Ёрӣ
bot-menu-about = Дар бораи «Хабар»
bot-description =
    Хабарҳо дар бораи муҳоҷирони меҳнатии тоҷик дар Русия: дар назди ҳар рақам манбааш. Ба тоҷикӣ, русӣ ва англисӣ.

    { bot-never-asks }
bot-short-description = Хабарҳо дар бораи муҳоҷирони тоҷик дар Русия: дар назди ҳар рақам манбааш

bot-topic-attack = ҳамлаҳо
bot-topic-investigation = тафтишот
bot-topic-raids = рейдҳо
bot-topic-deportations = ихроҷ
bot-topic-entry = вуруд ба Русия
bot-topic-returns = бозгашт ба Ватан
bot-topic-economy = кор ва пул
bot-topic-politics = сиёсат
bot-topic-rights = ҳуқуқҳо
bot-topic-recruitment = ҷалб ба ҷанг ва гурӯҳҳо
bot-topic-law = қонунҳо
bot-topic-education = таҳсил

bot-zone-dushanbe = Душанбе
bot-zone-kaliningrad = Калининград
bot-zone-moscow = Маскав
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
bot-zone-istanbul = Истанбул
bot-zone-almaty = Алмаато
bot-zone-tashkent = Тошканд
bot-zone-warsaw = Варшава
bot-zone-berlin = Берлин
bot-zone-london = Лондон
bot-zone-new_york = Ню-Йорк

bot-page-title = «Хабар»: симулятор
bot-page-note = Симулятор: ин Telegram нест, ҳама чиз дар ҳамин компютер мемонад
bot-page-write = Паём
bot-page-send = Фиристодан
bot-page-menu = Фармонҳо
bot-page-start = Оғоз
bot-page-clock = Соати симулятор
bot-page-hour = +1 соат
bot-page-day = Рӯзи баъдӣ
bot-page-to = То рӯзи…
bot-page-go = Рафтан
bot-page-passing = Вақт мегузарад…
bot-page-chats = Чатҳо
bot-page-person = Шахс { $n }
bot-page-group = Гурӯҳ
bot-page-language = Забони саҳифа
bot-page-bot = бот
bot-page-typing = менависад…
bot-page-copied = Нусха гирифта шуд
bot-page-copy-failed = Нусха гирифта нашуд
bot-page-offline = Алоқа бо симулятор нест. Аз нав пайваст мешавам…
bot-page-more = Пурра
bot-page-less = Кӯтоҳ
bot-page-block = Манъ кардани бот
bot-page-unblock = Иҷозат додан
bot-page-failed = Иҷро нашуд
bot-page-picture = Тасвир
bot-page-spoiler = Матни пинҳон; барои дидан пахш кунед
bot-page-edited = таҳрир шуд
bot-page-speaker = Аз номи
bot-page-admin = мудир
bot-page-member = аъзо
bot-page-theme = Намуди торик ё равшан
bot-page-empty = Ҳоло паём нест. Дар поён ба бот нависед.
bot-page-months = январ феврал март апрел май июн июл август сентябр октябр ноябр декабр
bot-page-weekdays = якшанбе душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе

## Settings and the first minute

bot-example = Масалан, аз хабарҳои { $date }:
bot-subscribe-offer = Бо як пахши тугма обуна мешавед: хабарҳо ҳар рӯз соати { $hour } меоянд (бо вақти { $zone }). Минтақаи вақтро тахмин кардам; онро ва ҳама чизи дигарро баъд иваз кардан мумкин аст.
bot-subscribed-guess = Минтақаи вақт ({ $zone }) аз рӯйи забони Telegram-и шумо тахмин шудааст. Агар бо вақти дигар зиндагӣ кунед, тугмаи «Минтақаи вақт»-ро пахш кунед.
bot-settings-unread = Инро нафаҳмидам. Ин аст он чи танзим кардан мумкин аст; чӣ тавр навиштанаш дар /help гуфта шудааст.
bot-joined-and = { $first } ва { $last }
bot-joined-or = { $first } ё { $last }
bot-quoted = «{ $word }»

bot-button-subscribe-daily = Обуна шудан: ҳар рӯз соати { $hour }
bot-button-help = Ёрӣ
bot-button-settings = Танзимот
bot-button-panel-when = Кай
bot-button-panel-what = Чӣ
bot-button-panel-how = Чӣ тавр
bot-button-panel-privacy = Махфият

bot-days-all = ҳар рӯз
bot-days-work = дар рӯзҳои корӣ
bot-days-rest = дар рӯзҳои истироҳат
bot-days-named = { $count ->
        [1] ҳар { $days }
       *[other] рӯзҳои { $days }
    }
bot-weekday-0 = Душанбе
bot-weekday-1 = Сешанбе
bot-weekday-2 = Чоршанбе
bot-weekday-3 = Панҷшанбе
bot-weekday-4 = Ҷумъа
bot-weekday-5 = Шанбе
bot-weekday-6 = Якшанбе
bot-on-weekday-0 = душанбе
bot-on-weekday-1 = сешанбе
bot-on-weekday-2 = чоршанбе
bot-on-weekday-3 = панҷшанбе
bot-on-weekday-4 = ҷумъа
bot-on-weekday-5 = шанбе
bot-on-weekday-6 = якшанбе

bot-button-twice = Рӯзе ду бор
bot-button-hours = Соатҳо
bot-button-several = Якчанд соат
bot-ask-hours = Интихоб шудааст: { $hours }. Барои илова кардан ё бардоштан соатро пахш кунед, на бештар аз { $most } соат. Ё нависед, масалан: 8 ва 20.
bot-hours-most = На бештар аз { $most } соатро интихоб кардан мумкин аст.
bot-hours-least = Ҳадди ақал як соат бояд монад.
bot-button-days = Рӯзҳо
bot-button-days-all = Ҳар рӯз
bot-button-days-work = Рӯзҳои корӣ
bot-button-days-rest = Истироҳат
bot-ask-days = Хабарҳо { $days } меоянд. Рӯзҳоро пахш кунед ё нависед, масалан: душанбе ва панҷшанбе.
bot-button-places = Шаҳрҳои дигар ва UTC
bot-button-zone-of = { $city } (вақти { $zone })
bot-city-near = Чунин шаҳрро намешиносам. Шояд яке аз инҳо бошад?
bot-button-always-on = Аз рӯзҳои бе хабари нав ҳам огоҳ кунед
bot-button-always-off = Рӯзҳои бе хабари нав хомӯш бошед

bot-button-quiet = Соатҳои оромӣ
bot-button-quiet-off = Бе соатҳои оромӣ
bot-quiet-none = Соатҳои оромӣ муқаррар нашудаанд.
bot-quiet-set = Соатҳои оромӣ: аз { $start } то { $end } ҳеҷ чиз худ ба худ намеояд; он чи бояд меомад, баъд меояд.
bot-ask-quiet = Кай хомӯш бошам? Тугмаро пахш кунед ё нависед, масалан: аз 22 то 7.
bot-quiet-unknown = Соатҳо фаҳмо нашуданд. Чунин нависед: аз 22 то 7.

bot-button-pause = Танаффус
bot-button-resume = Идома додан
bot-button-pause-3 = 3 рӯз
bot-button-pause-7 = Як ҳафта
bot-button-pause-14 = Ду ҳафта
bot-button-pause-end = То худам идома диҳам
bot-pause-none = Ҳоло танаффус нест.
bot-pause-open = Танаффус то он даме, ки худатон идома диҳед: ҳеҷ чиз худ ба худ намеояд.
bot-pause-until = Танаффус то { $date }, соати { $hour }: ҳеҷ чиз худ ба худ намеояд.
bot-ask-pause = Чанд вақт ҳеҷ чиз худ ба худ наояд? Тугмаро пахш кунед ё нависед, масалан: ду ҳафта. Ба саволҳоятон дар ин муддат ҳам ҷавоб медиҳам.
bot-pause-unknown = Муддат фаҳмо нашуд. Чунин нависед: 3 рӯз, як ҳафта, то 20 апрел.
bot-pause-long = Танаффус аз як сол зиёд намешавад. Агар дарозтар лозим бошад, обунаро қатъ кунед: /unsubscribe

bot-button-topics-all = Ҳамаи мавзуъҳо
bot-button-reads = Забонҳои дигар
bot-reads-any = Хабаре, ки онро танҳо ба забони дигар дорем, ҳамон тавр ва бо нишони забонаш меояд.
bot-reads-own = Хабарҳо танҳо ба забони шумо меоянд.
bot-button-reads-any = Ҳамаи забонҳо
bot-button-reads-own = Танҳо забони ман
bot-reads-set = Шумо боз ба ин забонҳо мехонед: { $languages }.
bot-ask-reads = Боз ба кадом забонҳо мехонед? Хабарҳое, ки онҳоро танҳо ба забонҳои боқимонда дорем, он гоҳ намеоянд.
bot-button-without = Калимаҳои нолозим
bot-button-without-drop = Бардоштани «{ $word }»
bot-without-none = Рӯйхати калимаҳои нолозим холӣ аст.
bot-without-set = Хабарҳое, ки ин калимаҳоро доранд, намеоянд: { $words }.
bot-ask-without = Калима ё номеро нависед, агар чандто бошад, бо вергул: хабарҳое, ки онро доранд, намеоянд. На бештар аз { $most } калима, ҳар кадом то { $longest } аломат. Тугма калимаи худро аз рӯйхат мебардорад.
bot-without-long = Хеле дароз аст: дар як калима на бештар аз { $most } аломат мешавад.
bot-without-most = Дар рӯйхат на бештар аз { $most } калима мешавад. Аввал якеро бардоред.

bot-silent-on = Паёмҳо бе садо меоянд.
bot-silent-off = Паёмҳо бо садо меоянд.
bot-brief-on = Танҳо саҳифаи аввали хабарҳо меояд, бе тугмаи давомаш.
bot-brief-off = Дар зери саҳифаи аввали хабарҳо тугмаи давомаш ҳаст.
bot-charts-on = Хабарҳои ҳафта бо диаграммаҳо меоянд.
bot-charts-off = Хабарҳои ҳафта бе диаграммаҳо меоянд.
bot-plain-on = Матни оддӣ барои барномаҳое, ки экранро бо овоз мехонанд: бе ҳарфҳои ғафс ва бе аломатҳо.
bot-plain-off = Матн шакли муқаррарӣ дорад.
bot-button-silent-on = Бе садо
bot-button-silent-off = Бо садо
bot-button-brief-on = Танҳо саҳифаи аввал
bot-button-brief-off = Бо тугмаи давомаш
bot-button-charts-on = Бо диаграммаҳо
bot-button-charts-off = Бе диаграммаҳо
bot-button-plain-on = Матни оддӣ барои хондан бо овоз
bot-button-plain-off = Матни муқаррарӣ

bot-links-risk = Дар фурудгоҳҳо телефонҳоро тафтиш мекунанд, пайванди кушодашуда бошад, дар телефон нишона мемонад. Дар баъзе кишварҳо барои паҳн кардани маводи баъзе нашрияҳо ҷазо медиҳанд. Номи нашрия бе пайванд бехатартар аст. Дар кортҳое, ки шумо ба дигарон мефиристед, чунин пайвандҳо ҳеҷ гоҳ намешаванд.
bot-button-links-on = Пайвандҳо ба ҳамаи манбаъҳо
bot-button-links-off = Танҳо пайвандҳои бехатар

bot-digest-next = Хабарҳои баъдӣ: { $date }
bot-digest-later = Хабарҳои он рӯз ҳанӯз набаромадаанд.

## say: numbers, hedges, units, dates (digests/say/figures.py)

say-exactly = { $what }
say-nearly = қариб { $what }
say-about = тақрибан { $what }
say-more = беш аз { $what }
say-at-least = ҳадди ақал { $what }
say-less = камтар аз { $what }
say-fewer = камтар аз { $what }
say-at-most = то { $what }
say-range = аз { $low } то { $high } { $unit }
say-unknown = шумора гуфта нашудааст
say-joined = { $number } { $unit }
say-and = ва

say-thousand = ҳазор
say-million = миллион
say-billion = миллиард
say-trillion = триллион

say-date = { $day } { $month-of } соли { $year }
say-date-short = { $day } { $month }
say-month = { $month-of } соли { $year }
say-months = { $first }–{ $last-of } соли { $year }
say-year = соли { $year }
say-years = солҳои { $first }–{ $last }
say-half = нимсолаи { $half ->
    [first] якуми
   *[second] дуюми
} соли { $year }
say-quarter = семоҳаи { $quarter ->
    [first] якуми
    [second] дуюми
    [third] сеюми
   *[fourth] чоруми
} соли { $year }
say-days = { $first }–{ $last } { $month-of } соли { $year }
say-span = { $first } – { $last }
say-since = аз { $date }
say-until = то { $date }
say-for = барои { $period }

## digest

digest-title = Хабар · { $period }
digest-title-noon = Хабар · { $period }, нимаи аввали рӯз
digest-title-evening = Хабар · { $period }, нимаи дуюми рӯз
digest-late = (нашри { $date })
digest-no-news = Дар ин рӯз манбаъҳои мо чизе нашр накардаанд.
digest-no-news-week = Дар ин ҳафта манбаъҳои мо чизе нашр накардаанд.
digest-nothing = Барои ин рӯз хабаре нест.
digest-nothing-week = Барои ин ҳафта хабаре нест.
digest-no-news-noon = Дар нимаи аввали рӯз манбаъҳои мо чизе нашр накардаанд.
digest-nothing-noon = Барои нимаи аввали рӯз хабаре нест.
digest-no-news-since = Дар ин рӯзҳо манбаъҳои мо чизе нашр накардаанд.
digest-nothing-since = Барои ин рӯзҳо хабаре нест.
digest-update = Баъдтар:
digest-figures = РАҚАМҲО
digest-story-update = Маълумоти нав: { $title }
digest-sources = Манбаъҳо
digest-corrections = ИСЛОҲҲО
digest-plain = { $label }: { $value }
digest-or = { $first } ё { $last }
digest-changed = { $figure } (пештар { $earlier })
digest-resolved = { $figure } (пештар { $earlier }); манбаъҳо акнун якхела мегӯянд
digest-as-of = ба ҳолати { $day }
digest-published = нашри { $day }
digest-disagree = { $figure }: манбаъҳо гуногун мегӯянд
digest-disagree-too = { $figure }; манбаъҳо гуногун мегӯянд
digest-stated = { $figure } (ба гуфтаи { $speaker })
digest-unreviewed = { $figure } (аз рӯйи хабар; муҳаррир насанҷидааст)
digest-reported = Боз хабар медиҳанд (муҳаррир насанҷидааст): { $value } { $n }.
digest-agrees = Манбаи дигар { $n } { $value } мегӯяд; ин ба он мухолиф нест.
digest-earlier-day = Ба ҳолати { $day }: { $value } { $n }.
digest-undated = бе сана
digest-unknown-publisher = ношири номаълум
digest-via = аз { $source }
digest-in-tg = (ба забони тоҷикӣ)
digest-in-ru = (ба забони русӣ)
digest-in-en = (ба забони англисӣ)
digest-machine = (тарҷумаи мошинӣ)
digest-retracted = Мо маводи «{ $title }»-ро бозпас гирифтем. Сабаб: { $why }
digest-retracted-figure = Мо ин маълумотро бозпас гирифтем: { $figure }.
digest-corrected-figure = { $figure }; пештар мо { $earlier } навишта будем.
digest-article-changed = { $publisher } маводи худро тағйир дод.
digest-stands-again = Маводи «{ $title }», ки бозпас гирифта будем, боз эътибор дорад.
digest-stands-again-figure = Ин маълумотро бозпас гирифта ё ислоҳ карда будем; он боз эътибор дорад: { $figure }.
digest-reason = Сабаб: { $why }

## ledger

ledger-nothing = Манбаъҳои мо ҳоло дар ин бора рақам намедиҳанд.
ledger-differ = Манбаъҳо гуногун мегӯянд
ledger-history = Рақамҳои пешина ва дигар рақамҳо
ledger-held = муҳаррир бояд санҷад
ledger-unreviewed = муҳаррир насанҷидааст
ledger-retracted = бозпас гирифта шуд
ledger-documents = Маводи мо
ledger-no-documents = Ҳоло ягон мавод нест.

## plain: texts for a screen reader (digests/say/plain.py)

plain-source = { $count ->
        [1] (манбаи { $n })
       *[other] (манбаъҳои { $n })
    }
plain-chosen = интихобшуда: { $what }

## chart: what stands on a chart (digests/charts.py)

chart-none = рақами эътибордор нест
chart-differ = { $one } ё { $other }
chart-as-of = ба ҳолати { $date }
chart-undated = бе сана
chart-held = муҳаррир бояд санҷад
chart-automatic = * Муҳаррир насанҷидааст.
chart-caption = «Хабар»: ҳар рақам бо манбаъ ва санааш.
chart-arrow = Тирча: «беш аз», «ҳадди ақал» ё «то».
chart-band = Тасмаи васеъ: рақами тақрибӣ.
chart-rival = Норинҷӣ: манбаъҳое, ки чизи дигар мегӯянд.
chart-base = Меҳвари чап аз { $value } сар мешавад, на аз сифр.
chart-shortened = Моҳҳое, ки хабари нав надоранд, дар меҳвари вақт кӯтоҳ карда шудаанд.
chart-retracted = муҳаррир бозпас гирифтааст

## archive: the pages of `khabar export` (digests/archive)

archive-name = Хабар
archive-title = Хабар: бойгонӣ
archive-about = Хабарҳо ва рақамҳо дар бораи муҳоҷирони меҳнатии тоҷик дар Русия, ҳар кадом бо манбаъ ва санааш.
archive-language = Тоҷикӣ
archive-languages = Забонҳо
archive-sections = Бахшҳо
archive-editions = Хабарҳо рӯз ба рӯз
archive-figures = Рақамҳо
archive-data = Маълумот барои боргирӣ
archive-feed = Лентаи хабарҳо (Atom)
archive-earlier = Пештар: { $date }
archive-later = Баъдтар: { $date }
archive-no-editions = Ҳоло рӯзе нест, ки хабар дошта бошад.
archive-chart = Диаграмма: { $title }. { $headline }
archive-signs = Нуқтаҳои пур рақамҳоеанд, ки эътибор доранд ё пештар доштанд. Нуқтаҳои холӣ рақамҳои дигаранд, ки ба онҳо мухолиф нестанд.
archive-lines = Ҳар хат як давраро нишон медиҳад; хати тира рақамест, ки эътибор дорад.
archive-no-chart = Диаграмма нест: барои он рақаме бо сана лозим аст.
archive-licence = Матнҳо ва рақамҳои мо бо иҷозатномаи CC BY 4.0 дастрасанд. Сарлавҳаҳо ва мақолаҳо ба ноширонашон тааллуқ доранд.
archive-unlinked = Ба баъзе ноширон пайванд намедиҳем, зеро дар баъзе кишварҳо барои паҳн кардани он ҷазо медиҳанд: танҳо номашон навишта мешавад.
archive-private = Ин саҳифаҳо аз ҷойи дигар чизе бор намекунанд ва хонандаро намешуморанд.
archive-claims-from = Дар ҳар сатр мавод (doc_id), гӯянда ва сана нишон дода шудааст.
archive-documents-from = Маълумот дар бораи маводи нашркардаи ноширон; матни онҳо ин ҷо нест.
archive-file-claims-csv = ҳамаи рақамҳо, ҳар кадом дар як сатр
archive-file-ledger-json = рақамҳо ва робитаи байни онҳо
archive-file-indicators-json = шарҳи нишондиҳандаҳо
archive-file-documents-csv = рӯйхати мавод
archive-file-documents-json = рӯйхати мавод ва мазмуни он бо сухани худамон
archive-file-metadata-json = тавсифи ҷадвалҳо барои Datasette

## answer: what is said to a question (digests/answers)

answer-as-of = Ба ҳолати { $date } { $figure }
answer-as-of-day = ба ҳолати { $date }
answer-in-period = { $period }: { $figure }
answer-of-event = { $event }: { $figure }
answer-stated = { $figure }, ба гуфтаи { $who }
answer-unreviewed = аз рӯйи хабарҳо; муҳаррир насанҷидааст
answer-disagree = Манбаъҳо гуногун мегӯянд.
answer-agree = Манбаъҳо якхела мегӯянд.
answer-one-source = Ман танҳо як манбаъ дорам, муқоиса имкон надорад.
answer-rival = Манбаъҳо гуногун мегӯянд: рақами дигар { $figure } аст ({ $who }) { $n }.
answer-other-figure = Рақами дигар: { $figure } ({ $who }) { $n }.
answer-copied-rival = манбаъҳо гуногун мегӯянд, рақами дигар: { $figure } ({ $who })
answer-why = Сабаб: { $why }.
answer-earlier = Пештар, { $day }: { $figure } { $n }.
answer-later = Баъдтар, ба ҳолати { $day }: { $figure } { $n }.
answer-rounded = Манбаи дигар { $n } { $figure } мегӯяд; ин ба рақами { $value } мухолиф нест.
answer-other-scope = Бо ҳисоби дигар: { $figure } ({ $who }) { $n }.
answer-stale = Ин маълумот аз { $date } аст, шояд дигар дуруст набошад.
answer-quote = «{ $quote }»
answer-verbatim = Сухани манбаъ: «{ $quote }»
answer-retold = Бо баёни мо: { $quote }
answer-quote-tg = Ба тоҷикӣ:
answer-quote-ru = Ба русӣ:
answer-quote-en = Ба англисӣ:
answer-none = Манбаъҳои ман ба ин савол ҷавоб надоранд.
answer-none-of = Манбаъҳои ман чунин рақам надоранд: { $name }.
answer-none-then = Манбаъҳои ман барои он вақт рақам надоранд: { $name }.
answer-other-time = Барои вақти дигар маълумот ҳаст. { $figure }
answer-nearest = Маълумоти наздиктарин дар бораи чизи дигар аст. { $figure }
answer-perhaps = Шояд дар бораи ин мепурсед. { $figure }
answer-offers = Масалан, инҳоро пурсида метавонед:
answer-withheld = Ҷавоби ёфтаам аз рӯйи манбаъҳо тасдиқ нашуд, бинобар ин онро намегӯям.
answer-reply-day = Ман нафаҳмидам, ки шумо дар бораи кадом рӯз мепурсед, аз ин рӯ рақаме намегӯям. Санаро чунин нависед: 24 марти соли 2024 ё 24.03.2024.
answer-reply-greeting = Салом! Ман ба саволҳо дар бораи муҳоҷирони меҳнатии тоҷик дар Русия ҷавоб медиҳам ва дар паҳлуи ҳар рақам манбаъро нишон медиҳам.
answer-reply-thanks = Саломат бошед! Боз савол дошта бошед, нависед.
answer-reply-help = Саволатонро бо забони сода нависед: тоҷикӣ, русӣ ё англисӣ. Ман ҷавобро аз манбаъҳоям меҷӯям ва нишон медиҳам, ки инро кӣ ва кай гуфтааст. Агар дар онҳо ҷавоб набошад, ҳаминро мегӯям.
answer-reply-abuse = Бубахшед, агар ҷавоб ба дардатон нахӯрда бошад. Саволро бо калимаҳои дигар нависед.
answer-reply-list = Ман дар бораи ягон шахси алоҳида маълумот надорам ва ҳеҷ рӯйхатро дида наметавонам. Инро танҳо мақомоти расмӣ гуфта метавонанд; адвокат ё сафорат барои муроҷиат ба онҳо кумак мекунад. { bot-never-asks }
answer-reply-number = Лутфан, дар ин ҷо рақами ҳуҷҷат ё телефонро нанависед: он ба ман лозим нест ва ман онро нигоҳ намедорам. Беҳтараш ин паёмро аз чат нест кунед. { bot-never-asks }
answer-reply-trouble = Хеле афсӯс мехӯрам. Пеш аз ҳама ба адвокат ва ба сафорат ё консулгарии Тоҷикистон муроҷиат кунед; созмоне, ки ҳуқуқи муҳоҷиронро ҳимоя мекунад, низ ёрӣ мерасонад. Онҳо медонанд, ки ҳоло чӣ бояд кард. { bot-never-asks }
answer-reply-evade = Дар ин кор кумак карда наметавонам. Агар аз ҳуҷҷатҳо ё санҷиш нигарон бошед, адвокат, сафорат ё созмони ҳуқуқи башар мефаҳмонад, ки шумо чӣ ҳуқуқ доред.
answer-reply-accused = Мо номи айбдоршавандагон, маҳкумшудагон, ҷабрдидагон ва одамони оддиро намегӯем; танҳо касонеро ном мебарем, ки вазифаи давлатӣ ё ҷамъиятӣ доранд. То ҳукми суд ҳар кас бегуноҳ аст.

## санҷиши матн

check-agrees = { $number }: ба манбаъҳо мувофиқ аст. { $figure }
check-outdated = { $number }: маълумот куҳна шудааст. { $figure }
check-then = Он вақт чунин буд. { $figure }
check-contradicts = { $number }: манбаъҳо дигар хел мегӯянд. { $figure }
check-unknown = Дар манбаъҳои ман барои муқоиса чизе нест: { $numbers }.
check-nothing = Дар ин матн рақаме нест, ки онро бо манбаъҳои ман муқоиса кардан мумкин бошад.

## review

review-first = Агар тасдиқ шавад: рақами аввалин пайдо мешавад — { $value }
review-current = Агар тасдиқ шавад: рақами ҷорӣ аз { $beside } ба { $value } иваз мешавад
review-period = Агар тасдиқ шавад: рақами давра ё рӯзи дигар пайдо мешавад — { $value }; дар паҳлуяш { $beside }
review-rival = Агар тасдиқ шавад: манбаъҳо рақамҳои гуногун мегӯянд — { $value } ва { $beside }
review-source = Агар тасдиқ шавад: ба ин рақам боз як манбаъ илова мешавад: { $beside }
review-repeat = Агар тасдиқ шавад: ҳамон манбаъ бори дигар; { $beside } мемонад
review-former = Агар тасдиқ шавад: ҳисоби пештара пайдо мешавад — { $value }; { $beside } мемонад
review-scope = Агар тасдиқ шавад: рақаме пайдо мешавад, ки дар он чизи дигар шумурда шудааст, — { $value }; { $beside } мемонад
review-nothing = Агар тасдиқ шавад: ягон рақам тағйир намеёбад

## Figures: cards, following, alerts (bot/talk/figures.py, bot/talk/follows.py, bot/alerts.py)

bot-theme-other = рақамҳои дигар
bot-theme-button = { $theme } ({ $count })
bot-button-themes = Ҳамаи рақамҳо
bot-button-history = Таърих
bot-button-card = Рақами ҳозира
bot-button-share = Фиристодан
bot-button-link = Нусхаи пайванд
bot-button-times = Дар рӯзи дигар чӣ маълум буд
bot-button-periods = Давраҳои дигар
bot-button-now = Ҳоло
bot-button-follow = Пайгирӣ
bot-button-unfollow = Қатъи пайгирӣ
bot-button-follows = Рақамҳое, ки пайгирӣ мекунам
bot-figure-missed = Манбаъҳои ман барои он вақт рақам надоранд. Он чӣ доранд, ин аст:
bot-figure-times = { $name }: барои кадом вақт?
bot-figure-dropped = рақаме, ки дигар нест
bot-follow-followed = Акнун шумо ин рақамро пайгирӣ мекунед: { $name }. Агар он тағйир ёбад ё ислоҳ шавад, ё дар байни манбаъҳо ихтилоф пайдо шавад ё аз байн равад, ба шумо менависам, вале на дар соатҳои оромии шумо.
bot-follow-already = Шумо ин рақамро аллакай пайгирӣ мекунед: { $name }.
bot-follow-full = Шумо аллакай { $most } рақамро пайгирӣ мекунед, аз ин зиёд мумкин нест. Аввал пайгирии якеро қатъ кунед.
bot-unfollowed = Шумо дигар ин рақамро пайгирӣ намекунед: { $name }.
bot-not-followed = Шумо ин рақамро пайгирӣ намекардед: { $name }.
bot-follows-none = Шумо ягон рақамро пайгирӣ намекунед. Рақамеро кушоед ва «Пайгирӣ»-ро пахш кунед ё нависед: /follow ва дар бораи чӣ будани рақам.
bot-follows-intro = Рақамҳое, ки пайгирӣ мекунед: { $count }. Агар якеаш тағйир ёбад, ба шумо менависам.
bot-alert-head = { $count ->
        [1] Хабари нав дар бораи рақаме, ки пайгирӣ мекунед
       *[other] Хабари нав дар бораи { $count } рақаме, ки пайгирӣ мекунед
    }
bot-alert-correction = Ислоҳи он чӣ пештар гуфта будам
bot-urgent-head = Фаврӣ
bot-inline-open = Таърих, диаграмма, манбаъҳо
bot-inline-differ = Манбаъҳо гуногун мегӯянд.
bot-field-follows = { $value ->
        [none] Шумо ягон рақамро пайгирӣ намекунед.
       *[some] Рақамҳое, ки пайгирӣ мекунед:
    }
bot-menu-follow = Рақамҳое, ки пайгирӣ мекунам
card-then = Ба ҳолати { $date }
card-grade-curated = Муҳаррир санҷидааст.
card-grade-corroborated = Муҳаррир насанҷидааст; манбаъҳои мустақил ё рақамҳои пештара онро тасдиқ мекунанд.
card-grade-single = Инро танҳо як манбаъ мегӯяд; муҳаррир насанҷидааст.
moved-now = Ҳоло:
moved-before = Пештар:
moved-stands = Ин рақам боқӣ мемонад:
moved-withdrawn = Бозпас гирифта шуд:
moved-none = Ҳоло рақам нест.
moved-taken-back = Рақамеро, ки пештар гуфта будем, дигар намедиҳем.
moved-differ = Акнун манбаъҳо гуногун мегӯянд.
moved-agree = Дар байни манбаъҳо дигар ихтилоф нест.
answer-copied-rivals = манбаъҳо гуногун мегӯянд: инчунин { $figures }

## Rhythm: what came when
bot-received-noon = Хабарҳои { $date }, нимаи аввали рӯз
bot-received-evening = Хабарҳои { $date }, нимаи дуюми рӯз
bot-received-since = Хабарҳои чанд рӯз то { $date }
bot-field-told = { $value ->
        [none] То ҳол хабаре фиристода нашудааст.
       *[some] Хабарҳо то ин вақт фиристода шудаанд: { $value }. Хабарҳои навбатӣ аз он оғоз мешаванд.
    }
bot-field-held = { $value ->
        [open] Он чи нигоҳ дошта шудааст, пас аз он меояд, ки худатон идома диҳед.
        [none] Барои соатҳои оромӣ ё танаффус чизе нигоҳ дошта нашудааст.
        [open] Он чи барои танаффус нигоҳ дошта шудааст, вақте меояд, ки хабарҳоро идома диҳед.
       *[some] Он чи барои соатҳои оромӣ ё танаффус нигоҳ дошта шудааст, баъди ин вақт меояд: { $value }.
    }
