"""How each language writes months, weekdays, today and last year, as stems; pure data.

A stem matches any ending: "ноябр" stands for ноябрь, ноября, ноябре. A language is one entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Calendar:
    """One language's words of time.

    `months` and `weekdays` (Monday first) are stems; `at` stand before a month or year that tells when ("in 2015");
    `today`, `yesterday` are whole words; `last_year`, `last_month` whole phrases.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    at: tuple[str, ...]
    today: tuple[str, ...]
    yesterday: tuple[str, ...]
    last_year: tuple[str, ...] = ()
    last_month: tuple[str, ...] = ()


def _of(months: str, weekdays: str, at: str, today: str, yesterday: str, last_year: str, last_month: str) -> Calendar:
    """A calendar from its words: months and weekdays by spaces, the rest by commas."""

    def told(words: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in words.split(",") if word.strip())

    return Calendar(
        tuple(months.split()), tuple(weekdays.split()), told(at), told(today), told(yesterday), told(last_year),
        told(last_month),
    )  # fmt: skip


CALENDARS: Mapping[str, Calendar] = MappingProxyType({
    "en": _of(
        "january|jan\\b february|feb\\b march|mar\\b april|apr\\b may\\b june|jun\\b july|jul\\b august|aug\\b "
        "september|sept?\\b october|oct\\b november|nov\\b december|dec\\b",
        "monday tuesday wednesday thursday friday saturday sunday",
        "in, since, during, from, of, until, by, back in, early, late, mid", "today, tonight", "yesterday",
        "last year, a year ago", "last month, a month ago",
    ),
    "ru": _of(
        "январ|янв\\b феврал|фев\\b март|мар\\b апрел|апр\\b ма[йяе]\\b июн июл август|авг\\b сентябр|сен\\b "
        "октябр|окт\\b ноябр|ноя\\b декабр|дек\\b",
        "понедельник вторник сред[аеуы]\\b четверг пятниц суббот воскресень",
        "в, с, со, к, до, от, после, начале, конце", "сегодня", "вчера, накануне",
        "в прошлом году, прошлым летом, год назад", "в прошлом месяце, месяц назад",
    ),
    "uk": _of(
        "січ(?:ень|н) лют(?:ий|ого|ому) берез(?:ень|н) квіт(?:ень|н) трав(?:ень|н) черв(?:ень|н) лип(?:ень|н) "
        "серп(?:ень|н) верес(?:ень|н) жовт(?:ень|н) листопад груд(?:ень|н)",
        "понеділ вівтор серед[аиу]\\b четвер п['’]ятниц субот неділ",
        "в, у, з, до, від, після", "сьогодні", "вчора, учора, напередодні", "торік, минулого року, рік тому",
        "минулого місяця, місяць тому",
    ),
    "es": _of(
        "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo",
        "en, desde, de, hasta, durante", "hoy", "ayer", "el año pasado, hace un año", "el mes pasado, hace un mes",
    ),
    "pt": _of(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "em, desde, de, até, durante", "hoje", "ontem", "no ano passado, há um ano", "no mês passado, há um mês",
    ),
    "fr": _of(
        "janvier février mars\\b avril mai\\b juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "en, depuis, de, fin, début, mi, depuis le mois de, courant", "aujourd['’]hui", "hier",
        "l['’]an dernier, l['’]année dernière, il y a un an", "le mois dernier, il y a un mois",
    ),
    "de": _of(
        "januar|jänner februar märz april mai\\b juni\\b juli\\b august september oktober november dezember",
        "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
        "im, in, seit, ab, ende, anfang, mitte, bis", "heute", "gestern",
        "im vergangenen jahr, letztes jahr, voriges jahr, vor einem jahr",
        "im vergangenen monat, letzten monat, vor einem monat",
    ),
    "it": _of(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "a, ad, in, nel, dal, di, da, fino a", "oggi", "ieri", "l['’]anno scorso, lo scorso anno, un anno fa",
        "il mese scorso, lo scorso mese, un mese fa",
    ),
    "tr": _of(
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "pazartesi salı\\b çarşamba perşembe cuma\\b cumartesi pazar\\b",
        "", "bugün", "dün", "geçen yıl, bir yıl önce", "geçen ay, bir ay önce",
    ),
    "id": _of(
        "januari februari maret april mei\\b juni\\b juli\\b agustus september oktober november desember",
        "senin selasa rabu kamis jumat sabtu minggu\\b",
        "pada, sejak, di, hingga", "hari ini", "kemarin", "tahun lalu, setahun lalu", "bulan lalu, sebulan lalu",
    ),
    "ar": _of(
        "يناير فبراير|شباط مارس|آذار أبريل|نيسان مايو|أيار يونيو|حزيران يوليو|تموز أغسطس|آب سبتمبر|أيلول "
        "أكتوبر نوفمبر ديسمبر",
        "الاثنين|الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "في, منذ, عام, سنة, خلال", "اليوم", "أمس", "العام الماضي", "الشهر الماضي",
    ),
    "fa": _of(
        "ژانویه فوریه مارس آوریل مه\\b ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
        "دوشنبه سه[‌\\s]?شنبه چهارشنبه پنج[‌\\s]?شنبه جمعه شنبه یکشنبه",
        "در, از, سال, تا", "امروز", "دیروز", "سال گذشته, سال پیش", "ماه گذشته, ماه پیش",
    ),
    "hi": _of(
        "जनवरी फ़?रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
        "सोमवार मंगलवार बुधवार गुरुवार|गुरूवार शुक्रवार शनिवार रविवार",
        "", "आज", "कल", "पिछले साल", "पिछले महीने",
    ),
    "zh": _of(
        "", "(?:周|週|星期)一 (?:周|週|星期)二 (?:周|週|星期)三 (?:周|週|星期)四 (?:周|週|星期)五 (?:周|週|星期)六 "
        "(?:周|週|星期)[日天]",
        "", "今天|今日", "昨天|昨日", "去年", "上个月|上月|上個月",
    ),
})  # fmt: skip
