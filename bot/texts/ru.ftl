# Русский. Факты в { $braces } берутся из записей; заголовок называет действие словами.

## Заголовки: -in — страна известна, -somewhere — неизвестна, -all — компания не названа
act-block-in = { $country } блокирует { $company }
act-block-somewhere = Блокировка: { $company }
act-block-all = { $country } блокирует онлайн-сервисы
act-unblock-in = { $country } снимает блокировку: { $company }
act-unblock-somewhere = Блокировка снята: { $company }
act-unblock-all = { $country } снимает блокировку онлайн-сервисов
act-throttle-in = { $country } замедляет или ограничивает { $company }
act-throttle-somewhere = Замедление или ограничение: { $company }
act-throttle-all = { $country } замедляет онлайн-сервисы
act-fine-in = { $country } штрафует { $company }
act-fine-somewhere = Штраф: { $company }
act-fine-all = { $country } штрафует онлайн-сервисы
act-order-in = { $country }: предписание — { $company }
act-order-somewhere = Предписание: { $company }
act-order-all = { $country }: предписание онлайн-сервисам
act-probe-in = { $country } проверяет { $company }
act-probe-somewhere = Проверка: { $company }
act-probe-all = { $country } проверяет онлайн-сервисы
act-ruling-in = { $country }: решение суда — { $company }
act-ruling-somewhere = Решение суда: { $company }
act-ruling-all = { $country }: решение суда об онлайн-сервисах
act-refuse-in = { $company } { $count ->
    [one] отказывается
   *[other] отказываются
  } выполнять требования ({ $country })
act-refuse-somewhere = { $company } { $count ->
    [one] отказывается
   *[other] отказываются
  } выполнять требования
act-refuse-all = { $country }: отказ выполнять требования
act-comply-in = { $company } { $count ->
    [one] выполняет
   *[other] выполняют
  } требования ({ $country })
act-comply-somewhere = { $company } { $count ->
    [one] выполняет
   *[other] выполняют
  } требования
act-comply-all = { $country }: требования выполнены
act-law-in = { $country }: закон, который касается { $company }
act-law-somewhere = Закон, который касается { $company }
act-law-all = { $country }: новый закон
act-shutdown-in = { $country } отключает интернет, в том числе { $company }
act-shutdown-somewhere = Отключён интернет, в том числе { $company }
act-shutdown-all = { $country } отключает интернет
act-somewhere-all = Действие против онлайн-сервисов
act-in-doubt = Не подтверждено: { $act }
threat-in = Угроза ({ $country }): { $act }
threat-somewhere = Угроза: { $act }
doing-block = блокировка — { $company }
doing-unblock = снятие блокировки — { $company }
doing-throttle = замедление — { $company }
doing-fine = штраф — { $company }
doing-order = предписание — { $company }
doing-probe = проверка — { $company }
doing-ruling = решение суда — { $company }
doing-refuse = отказ — { $company }
doing-comply = выполнение требований — { $company }
doing-law = закон о { $company }
doing-shutdown = отключение интернета — { $company }
services = онлайн-сервисы
others = ещё { $count }
coverage = В новостях: { $title }

## Оповещения
alert-also = Также сообщают: { $publishers }
alert-one-source = пока сообщает один источник
alert-official = официальный источник
alert-now = Сейчас: { $state }
alert-source = Источник: { $publisher }

## Состояния
state-blocked = заблокирован
state-partly = заблокирован в части страны или в некоторых сетях
state-ordered = решено заблокировать, ещё не действует
state-beside = как сервис не заблокирован, но есть ограничения
state-throttled = замедлен или ограничен
state-threatened = не заблокирован, но есть угроза
state-restored = доступ восстановлен
state-no-restriction = ограничений в записях нет
state-not-covered = нет данных
status-title = { $company }, { $country }: { $state }
status-since = С { $day }
status-since-at-least = С { $day } или раньше
status-threatened-on = Угроза от { $day }
status-by = Кем: { $authority }
status-under = По закону: { $law }
status-by-under = Кем: { $authority }; по закону: { $law }
column-reported = По сообщениям: { $state }, с { $day }
column-official = Официально: { $state }, с { $day }
columns-disagree = Эти сведения расходятся.
beside-store = Также: убран из магазинов приложений ({ $day })
beside-content = Также: ограничены отдельные аккаунты или страницы ({ $day })
beside-entity = Также: запрет для юридического лица ({ $day })
beside-device = Также: запрет на служебных устройствах ({ $day })
beside-region = Также: ограничение в части страны ({ $day })
beside-network = Также: ограничение в некоторых сетях ({ $day })
scope-store = магазины приложений
scope-content = аккаунты или страницы
scope-entity = юридическое лицо
scope-device = служебные устройства
scope-region = часть страны
scope-network = некоторые сети
date-unverified = дата не проверена
date-disputed = дата спорная
act-id = Для ссылок: { $id }
act-unknown = Записи { $id } нет.
day-decided = Решение: { $day }
day-announced = Объявлено: { $day }
day-effective = Действует с { $day }
day-expires = Срок до { $day }
usage-act = Какая запись? Например: /act RW-2016-000202
usage-blocked = Где или что? Например: /blocked россия или /blocked telegram
blocked-title = { $name }: { $count ->
    [one] действует { $count } ограничение
    [few] действуют { $count } ограничения
   *[other] действуют { $count } ограничений
}
blocked-none = Действующих ограничений в записях нет: { $name }. Это не значит, что их нет вовсе.
status-acts = Последние действия
status-sources-word = Источники:
cut-stands = Интернет отключён: { $country }, { $day }; о восстановлении в записях ничего нет
status-newest = Последнее в записях: { $day }
status-as-of = По состоянию на { $moment }
status-not-covered = О { $company } ({ $country }) у меня нет записей. Это не значит, что ограничений нет: ни один из моих источников об этом не сообщал.
status-of-company = { $company }: что известно
status-of-country = { $country }: что известно
status-of-body = { $name }: последние известные действия
status-of-topic = { $name }: последние известные действия
status-none = Записей нет: { $name }. Это не значит, что ничего не было: ни один из моих источников об этом не сообщал.
status-more = и ещё { $count }: спросите о нужной паре
timeline-title = Хронология: { $name }
timeline-none = Пока нет записей: { $name }.
latest-title = Последние действия
latest-none = Записей пока нет. Первый опрос источника лишь отмечает, что в нём уже есть.
told-as-past = сообщается как прошлое

## Подписки
watch-added = Слежу: { $names }.
watch-had = Вы уже следите: { $names }.
watch-what = Одно оповещение на каждое действие; об угрозах и простых упоминаниях не сообщаю.
watch-list = Вы следите:
watch-page = Страница { $page } из { $pages }
watch-none = Вы пока ни за чем не следите.
watch-removed = Больше не слежу: { $names }.
watch-not-there = Вы не следите: { $names }.
watch-gone = Этой подписки уже нет.
watch-full = Подписок станет больше { $limit }; сначала удалите лишние.
watch-many = Это сразу { $count } подписок; назовите меньше.
watch-keyword = слово «{ $word }»
watch-company-in = { $company } ({ $place })
watch-unknown = Я не знаю компании, страны, ведомства, закона или темы «{ $word }».
watch-unknown-keyword = Могу следить за этим как за обычным словом: тогда придёт каждая новость, где оно есть.
watch-keyword-old = Я уже не помню, что это было за слово. Пришлите его ещё раз.
watch-keyword-long = В отслеживаемом слове от 2 до { $limit } знаков.
did-you-mean = Может быть, одно из этих?
muted = Отключено: больше ничего о «{ $name }».
mute-unknown = Этой истории больше нет в записях.

## Кнопки
button-timeline = Хронология
button-follow = Следить: { $name }
button-mute = Заглушить
button-more = Дальше
button-earlier = Раньше
button-later = Позже
button-back = Назад
button-remove = Удалить: { $name }
button-keyword = Следить за словом «{ $word }»
button-status = { $name }: что сейчас
button-watch = Следить: { $name }
button-subscribe-example = Следить за LinkedIn
button-status-example = LinkedIn в России?
button-latest-example = Последние действия

## Команды
command-start = что это такое
command-help = что можно спросить
command-subscribe = следить за компанией, страной, ведомством или темой
command-unsubscribe = перестать следить
command-subscriptions = за чем вы следите
command-status = что с компанией в стране
command-timeline = что было, по порядку
command-latest = последние действия в записях
command-blocked = что сейчас ограничено
command-act = одна запись по её номеру
command-confirmed = сообщать только о подтверждённом
usage-confirmed = О сообщении одного издания я пишу сразу и так и называю его. /confirmed on — ждать официального источника или второго издания · /confirmed off — сообщать сразу
confirmed-on = Теперь я жду, пока о действии сообщит официальный источник или второе издание.
confirmed-off = Теперь я сообщаю о действии сразу, даже если о нём пишет одно издание.
start-what = Я сообщаю, когда государство действует против компании: блокирует, снимает блокировку, замедляет, штрафует, предписывает, проверяет. Одно оповещение на одно действие, с источником.
start-try = Попробуйте или просто напишите компанию и страну:
help-title = Что можно спросить
help-words = Названия — в любом порядке, регистре, на любом знакомом мне языке; MSFT — это Microsoft.
usage-subscribe = За чем следить? /subscribe linkedin · /subscribe линкедин россия · /subscribe локализация данных · /subscribe MSFT
usage-unsubscribe = Что убрать? /unsubscribe linkedin · /unsubscribe линкедин россия
usage-status = О ком сказать? /status linkedin россия · /status telegram · /status россия · /status Роскомнадзор
usage-timeline = Чья хронология? /timeline linkedin россия · /timeline telegram
unknown-command = Не знаю команды «{ $word }». Что можно спросить: /help.
unknown-words = Не нашёл здесь ни компании, ни страны, ни ведомства, ни закона, ни темы. Что можно спросить: /help.
went-wrong = У меня что-то сломалось; это записано. Попробуйте ещё раз.

## Темы
topic-data-localization = локализация данных
topic-privacy = персональные данные
topic-censorship = цензура
topic-competition = конкуренция
topic-content-moderation = модерация контента
topic-copyright = авторское право
topic-crypto = криптовалюты
topic-ai = ИИ
topic-vpn-encryption = VPN и шифрование
topic-child-safety = защита детей
topic-national-security = национальная безопасность
topic-telecom = связь
topic-payments-finance = платежи и финансы
topic-gambling = азартные игры
topic-sanctions = санкции
topic-tax = налоги
topic-labour = труд
topic-consumer-protection = защита потребителей
topic-elections = выборы
topic-internet-shutdown = отключения интернета

## Консоль
console-hello = regwire в консоли: токена Telegram (REGWIRE_TELEGRAM_TOKEN) нет, поэтому чат здесь; источники настоящие. /help — что можно спросить, Ctrl-D — конец.
