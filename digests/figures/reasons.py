"""Why two figures differ or agree, and why one is held, in words: one text a language, no names or numbers in them.

They stand here and not in the locales because a relation carries its reason with it, whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping

from digests.model import Texts

WHY: Mapping[str, Texts] = {
    "later_count": {
        "tg": "рақами охирин ҷойи рақами пештараро мегирад",
        "ru": "более позднее число сменяет прежнее",
        "en": "the later count replaces the earlier one",
    },
    "told_before": {
        "tg": "худи ҳамин манбаъ рақами пештараро низ ёд мекунад",
        "ru": "тот же источник называет и прежнее число",
        "en": "the same source also gives the earlier count",
    },
    "stale_repeat": {
        "tg": "рақами куҳнаест, ки баъдтар такрор шудааст",
        "ru": "это прежнее число, повторённое позже",
        "en": "an older count, repeated later",
    },
    "revised": {
        "tg": "ҳамон манбаъ рақами худро баъдтар тағйир додааст",
        "ru": "тот же источник позже изменил своё число",
        "en": "the same source changed its figure later",
    },
    "corrected": {
        "tg": "муҳаррир ислоҳ кардааст",
        "ru": "исправлено редактором",
        "en": "corrected by an editor",
    },
    "older_count": {
        "tg": "рақами камтар ҳисоби пештара аст: онро аллакай барои рӯзи барвақттар гуфта буданд",
        "ru": "меньшее число — более ранний подсчёт: его называли уже на более раннюю дату",
        "en": "the lower number is an older count: it was already given for an earlier day",
    },
    "other_counter": {
        "tg": "ҳар рақамро манбаи дигар гуфтааст",
        "ru": "за каждым числом стоит свой источник",
        "en": "each figure rests on another named source",
    },
    "same_day": {
        "tg": "барои як рӯз рақамҳои гуногун",
        "ru": "разные числа на один и тот же день",
        "en": "different counts for the same day",
    },
    "same_period": {
        "tg": "барои як давра рақамҳои гуногун",
        "ru": "разные числа за один и тот же период",
        "en": "different figures for the same period",
    },
    "same_thing": {
        "tg": "дар бораи як чиз рақамҳои гуногун",
        "ru": "разные числа об одном и том же",
        "en": "different figures for the same thing",
    },
    "rounded": {
        "tg": "яке шакли яклухти дигарест",
        "ru": "одно число — округление другого",
        "en": "one is the other rounded",
    },
    "bound": {
        "tg": "яке танҳо ҳадро мегӯяд («ҳадди ақал», «беш аз»), дигаре аз он ҳад берун нест",
        "ru": "одно число лишь граница («не менее», «более»), и другое её не нарушает",
        "en": "one is only a bound (“at least”, “more than”) that the other keeps",
    },
    "same_number": {
        "tg": "ҳарду як рақамро мегӯянд",
        "ru": "оба называют одно и то же число",
        "en": "both give the same number",
    },
    "one_document": {
        "tg": "ҳарду аз як матнанд",
        "ru": "оба числа из одного текста",
        "en": "both stand in one text",
    },
    "one_authority": {
        "tg": "ҳарду ба як манбаъ такя мекунанд",
        "ru": "оба ссылаются на один и тот же источник",
        "en": "both rest on the same source",
    },
    "reprint": {
        "tg": "яке матни дигарро аз нав чоп кардааст",
        "ru": "один текст перепечатывает другой",
        "en": "one text reprints the other",
    },
    "one_publisher": {
        "tg": "ҳарду рақамро як нашрия медиҳад",
        "ru": "оба числа приводит одно и то же издание",
        "en": "both are given by the same outlet",
    },
    "one_report": {
        "tg": "аз як гузориш, вале дар бораи ду гурӯҳи алоҳида: онҳоро ҷамъ мекунанд, муқоиса не",
        "ru": "из одного сообщения, но о двух разных группах: их складывают, а не сравнивают",
        "en": "from one report but of two separate groups: to be added, not compared",
    },
    "other_period": {
        "tg": "давраҳои гуногун",
        "ru": "разные периоды",
        "en": "different periods",
    },
    "other_day": {
        "tg": "рақамҳои рӯзҳои гуногун, ва давраашон гуфта нашудааст",
        "ru": "числа разных дней, а период не назван",
        "en": "figures of different days, and neither names its period",
    },
    "period_unknown": {
        "tg": "яке давраро мегӯяд, дигаре не",
        "ru": "у одного числа период назван, у другого нет",
        "en": "one names its period, the other does not",
    },
    "other_scope": {
        "tg": "чизҳои гуногун шумурда шудаанд",
        "ru": "считали разное",
        "en": "different things are counted",
    },
    "scope_unknown": {
        "tg": "яке мегӯяд, ки маҳз чӣ шумурда шудааст, дигаре не",
        "ru": "у одного числа сказано, что именно считали, у другого нет",
        "en": "one says what exactly is counted, the other does not",
    },
    "other_measure": {
        "tg": "ду нишондиҳандаи гуногун, ки набояд омехта шаванд",
        "ru": "два разных показателя, которые нельзя смешивать",
        "en": "two different measures, not to be mixed",
    },
    "change_not_total": {
        "tg": "яке танҳо тағйирро мегӯяд, на шумораи умумиро",
        "ru": "одно число — лишь изменение, а не итог",
        "en": "one is only the change, not the total",
    },
    "part": {
        "tg": "яке қисми дигарест",
        "ru": "одно — часть другого",
        "en": "one is part of the other",
    },
    "part_other_unit": {
        "tg": "натиҷаи ҳамон парвандаҳо: яке қисми дигарест",
        "ru": "исход тех же дел: одно — часть другого",
        "en": "an outcome of the same whole: one is part of the other",
    },
}

HELD: Mapping[str, Texts] = {
    "confidence": {
        "tg": "барнома дар хониши ин ҷумла боварии кофӣ надорад",
        "ru": "программа не уверена, что верно прочла это место",
        "en": "the program is not sure that it read this passage right",
    },
    "part_above_whole": {
        "tg": "қисм аз шумори умумӣ зиёд аст",
        "ru": "часть больше целого",
        "en": "the part is larger than its whole",
    },
    "implausible": {
        "tg": "рақам аз ҳадди эҳтимол берун аст",
        "ru": "число вне правдоподобных пределов",
        "en": "the number is outside what is plausible",
    },
    "unit": {
        "tg": "воҳиди ченак мувофиқ нест: фоиз ба ҷойи шумора ё баръакс",
        "ru": "не та единица: процент вместо числа или наоборот",
        "en": "the unit does not fit: a percentage for a count, or the other way round",
    },
    "country": {
        "tg": "ҷумла намегӯяд, ки рақам аз кадом кишвар ё мардум аст, ва матн танҳо дар бораи Тоҷикистон нест",
        "ru": "в предложении не сказано, о какой стране или чьих гражданах число, а текст не об одном Таджикистане",
        "en": "the sentence does not say of which country or people it is, and the text is not about Tajikistan alone",
    },
    "readers": {
        "tg": "аз ду хонандаи барнома танҳо яке ин рақамро чунин мефаҳмад",
        "ru": "так поняла это число лишь одна из двух частей программы, читающих тексты",
        "en": "only one of the program’s two readers takes the number for this",
    },
    "second_alone": {
        "tg": "ин рақамро танҳо хонандаи дуюми барнома ёфт, қоидаҳо онро нашинохтанд",
        "ru": "число нашла только вторая часть программы, читающая тексты; правила его не распознали",
        "en": "only the program’s second reader found the number, the rules did not",
    },
    "not_by_rules": {
        "tg": "ин рақамро хонандаи дуюми барнома ва модели забонӣ ёфтанд, вале қоидаҳо онро нашинохтанд",
        "ru": "число нашли вторая часть программы, читающая тексты, и языковая модель; правила его не распознали",
        "en": "the program’s second reader and the language model found the number, the rules did not",
    },
    "third_alone": {
        "tg": "ин рақамро танҳо модели забонӣ (хонандаи сеюм) ёфт, худи барнома онро нашинохт",
        "ru": "число нашла только языковая модель (третий читатель), сама программа его не распознала",
        "en": "found by the third reader alone: the language model pointed to it, the program itself did not",
    },
    "fall": {
        "tg": "ҳамон манбаъ пештар рақами зиёдтарро гуфта буд, вале шумораи умумӣ бе ислоҳ кам намешавад",
        "ru": "тот же источник раньше называл больше, а общий итог без поправки не уменьшается",
        "en": "the same source gave more before, and a running toll does not fall without a correction",
    },
    "stale": {
        "tg": "рақами куҳна баъди рақами нав такрор шудааст",
        "ru": "повторено старое число, хотя известно более новое",
        "en": "an old count repeated after a newer one was known",
    },
    "jump": {
        "tg": "рақам якбора аз ҳад зиёд тағйир ёфтааст",
        "ru": "число изменилось неправдоподобно резко",
        "en": "the number changed by more than is plausible at once",
    },
    "single": {
        "tg": "рақамро барнома танҳо аз як матн хондааст; манбаи мустақили дигар онро тасдиқ намекунад",
        "ru": "число прочла программа, и только в одном тексте; другой независимый источник его не подтверждает",
        "en": "read by the program in one text alone; no other independent source bears it out",
    },
    "closed": {
        "tg": "рақамро барнома хондааст; то санҷиши муҳаррир чизе нишон дода намешавад",
        "ru": "число прочла программа; до проверки редактором такие числа не показываются",
        "en": "read by the program; nothing it reads is shown before an editor has looked at it",
    },
    "unattributed": {
        "tg": "рақам гурӯҳеро айбдор мекунад, вале гӯяндааш номаълум аст",
        "ru": "число обвиняет группу людей, а кто его назвал, неизвестно",
        "en": "the figure accuses a group, and nobody is named who stated it",
    },
    "editor": {
        "tg": "муҳаррир мавқуф гузоштааст",
        "ru": "отложено редактором",
        "en": "held by an editor",
    },
}
