"""The day of an act, as sentences of many languages tell it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Precision
from feeds.understand.calendars import CALENDARS
from feeds.understand.when import times, when

THURSDAY = date(2024, 5, 16)


@pytest.mark.parametrize(
    ("lang", "words", "day", "precision"),
    [
        ("en", "Freedonia blocked the site on 17 November 2016.", "2016-11-17", "day"),
        ("en", "Freedonia blocked the site on November 17, 2016.", "2016-11-17", "day"),
        ("en", "The site was blocked on Nov. 17th.", "2023-11-17", "day"),
        ("en", "It was blocked in August 2015 for a week.", "2015-08-01", "month"),
        ("en", "It was blocked in 2015 for a week.", "2015-01-01", "year"),
        ("en", "The regulator blocked it on Thursday.", "2024-05-16", "day"),
        ("en", "The regulator blocked it on Friday.", "2024-05-10", "day"),
        ("en", "The regulator blocked it yesterday.", "2024-05-15", "day"),
        ("en", "It had been blocked last year.", "2023-01-01", "year"),
        ("en", "It had been blocked last month.", "2024-04-01", "month"),
        ("en", "From 14 June 2024 the site will be closed.", None, "day"),
        ("en", "The site will be closed next Monday.", None, "day"),
        ("en", "Freedonia blocked it under the Act of 2000.", None, "day"),
        ("en", "The site, founded in 2004, was closed.", None, "day"),
        ("ru", "Сайт закрыли по закону от 2015 года.", None, "day"),
        ("ru", "Сайт закроют в следующий четверг.", None, "day"),
        ("fr", "La loi de 2004 a servi à fermer le site.", None, "day"),
        ("es", "Cerrarán el sitio el lunes próximo.", None, "day"),
        ("en", "It may be blocked.", None, "day"),
        ("en", "In December the site was closed.", "2023-12-01", "month"),
        ("en", "The order of 2016-11-10 stands.", "2016-11-10", "day"),
        ("ru", "Сайт закрыли 17 ноября 2016 года.", "2016-11-17", "day"),
        ("ru", "Сайт закрыли 3 мая.", "2024-05-03", "day"),
        ("ru", "Сайт закрыли в августе 2015 года.", "2015-08-01", "month"),
        ("ru", "Сайт закрыли в 2015 году.", "2015-01-01", "year"),
        ("ru", "Сайт закрыли в четверг.", "2024-05-16", "day"),
        ("ru", "Сайт закрыли вчера.", "2024-05-15", "day"),
        ("ru", "Решение от 10.11.2016 остаётся в силе.", "2016-11-10", "day"),
        ("uk", "Сайт заблокували 16 травня 2017 року.", "2017-05-16", "day"),
        ("uk", "Сайт заблокували торік.", "2023-01-01", "year"),
        ("es", "El sitio fue cerrado el 22 de marzo de 2024.", "2024-03-22", "day"),
        ("es", "El sitio fue cerrado el jueves.", "2024-05-16", "day"),
        ("es", "El sitio fue cerrado en 2019.", "2019-01-01", "year"),
        ("pt", "O site foi fechado em 30 de agosto de 2023.", "2023-08-30", "day"),
        ("pt", "O site foi fechado na quarta-feira.", "2024-05-15", "day"),
        ("fr", "Le site a été fermé le 1er avril 2023.", "2023-04-01", "day"),
        ("fr", "Le site a été fermé hier.", "2024-05-15", "day"),
        ("de", "Die Seite wurde am 3. Oktober 2021 abgeschaltet.", "2021-10-03", "day"),
        ("de", "Die Seite wurde im März 2022 abgeschaltet.", "2022-03-01", "month"),
        ("it", "Il sito è stato chiuso il 31 marzo 2023.", "2023-03-31", "day"),
        ("it", "Il sito è stato chiuso ieri.", "2024-05-15", "day"),
        ("tr", "Site 17 Temmuz 2023 tarihinde kapatıldı.", "2023-07-17", "day"),
        ("tr", "Site 2014'te kapatıldı.", "2014-01-01", "year"),
        ("tr", "Site dün kapatıldı.", "2024-05-15", "day"),
        ("zh", "网站于2016年11月17日关闭。", "2016-11-17", "day"),
        ("zh", "网站于2015年关闭。", "2015-01-01", "year"),
        ("zh", "网站昨天关闭。", "2024-05-15", "day"),
        ("id", "Situs ditutup pada 30 Juli 2022.", "2022-07-30", "day"),
        ("ar", "أغلق الموقع في 17 نوفمبر 2016.", "2016-11-17", "day"),
        ("fa", "این سایت دیروز بسته شد.", "2024-05-15", "day"),
        ("hi", "साइट 29 जून 2020 को बंद हुई।", "2020-06-29", "day"),
    ],
)
def test_the_day_is_read_where_the_sentence_tells_it(lang: str, words: str, day: str | None, precision: str) -> None:
    expected = (date.fromisoformat(day) if day else None, Precision(precision))
    assert when(words, len(words) // 2, lang, THURSDAY) == expected


def test_the_time_nearest_to_the_act_counts() -> None:
    words = "Blocked in August 2015, the site was opened again on 26 August 2015."
    assert when(words, 0, "en", THURSDAY) == (date(2015, 8, 1), Precision.MONTH)
    assert when(words, words.index("opened"), "en", THURSDAY) == (date(2015, 8, 26), Precision.DAY)


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    assert when("The site was closed on Thursday.", 15, "en", None) == (None, Precision.DAY)
    assert when("The site was closed on 14 March.", 15, "en", None) == (None, Precision.DAY)


@pytest.mark.parametrize(
    "words", ["It fell by 2016 points.", "It may be closed.", "The march was banned.", "31 February 2020"]
)
def test_what_only_looks_like_a_time_is_none(words: str) -> None:
    assert all(told.precision is not Precision.DAY for told in times(words, "en", THURSDAY))


@given(st.text(max_size=200), st.sampled_from(sorted(CALENDARS)), st.dates(date(1980, 1, 2), date(2100, 1, 1)))
def test_no_text_breaks_it(words: str, lang: str, published: date) -> None:
    when(words, 0, lang, published)
