"""The day of an act as its sentence tells it: a date, a month, a year, a weekday, yesterday. Pure."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from feeds.model import Precision
from feeds.understand.calendars import CALENDARS, Calendar

_ISO = re.compile(r"(?<!\d)(20\d\d|19[89]\d)-(\d\d)-(\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](20\d\d|19[89]\d)(?!\d)")
_HAN = re.compile(r"(?:(20\d\d|19[89]\d)年)?(\d{1,2})月(?:(\d{1,2})[日号號])?")
_HAN_YEAR = re.compile(r"(20\d\d|19[89]\d)年(?!\d{1,2}月)")
_YEAR = r"(20\d\d|19[89]\d)"
# the words that stand between the parts of a date: "17 de noviembre de 2016", "17th of November, 2016"
_JOIN = r"(?:\s*(?:st|nd|rd|th|-?го|º|er|\.)?[\s,]*(?:of\s+|de\s+|del\s+)?)"
# "the Act of 2000", "founded in 2004": a year of something else than the act told
_OTHERS_YEAR = re.compile(
    r"(?:\b(?:acts?|laws?|bill|code|statute|treaty|ley|lei|loi|legge|gesetz|kanun\w*|undang|founded|launched|established|born"
    r"|закон\w*|указ\w*|постановлени\w*|основан\w*|создан\w*|заснован\w*|fundad[ao]|fondée?|gegründet|fondat[ao])"
    r"\W+(?:\w+\W+){0,1})$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:next|coming|следующ\w+|ближайш\w+|наступн\w+|próxim[ao]|nächst\w+|kommend\w+|prossim[ao]|gelecek|önümüzdeki)\s+$",
    re.IGNORECASE,
)
_NEXT_AFTER = re.compile(r"\s+(?:prochaine?|próxim[ao]|que viene|prossim[ao])\b", re.IGNORECASE)
_FARTHEST = 90
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Told:
    """A time that a sentence tells, and where it stands in it."""

    start: int
    end: int
    day: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class _Patterns:
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    month: re.Pattern[str]
    year: re.Pattern[str]
    weekday: re.Pattern[str]
    words: re.Pattern[str]
    any: re.Pattern[str]


def when(words: str, at: int, lang: str, published: date | None) -> tuple[date | None, Precision]:
    """The time told nearest to a place in a sentence, and how exactly; without one, (None, DAY).

    What needs a today to be told ("on Thursday", "14 March") is read only where `published` is known. A day that is
    still to come is the day of no act yet: (None, DAY).
    """
    latest = published + timedelta(days=1) if published else date.max
    near = [
        (far, told.start, told)
        for told in times(words, lang, published)
        if (far := _far(words, told, at)) <= _FARTHEST and told.day <= latest
    ]
    if not near:
        return None, Precision.DAY
    *_, best = min(near, key=lambda one: one[:2])
    return best.day, best.precision


def _far(words: str, told: Told, at: int) -> int:
    """How far a time stands from a place; a comma between them counts as a step more."""
    between = words[told.end : at] if told.end <= at else words[at : told.start]
    return len(between) + 20 * sum(between.count(mark) for mark in ",;،，")


def times(words: str, lang: str, published: date | None) -> list[Told]:
    """Every time that a sentence tells, in its order; of two in one place the more exact."""
    calendar = CALENDARS.get(lang)
    if not (_patterns(lang).any if calendar else _DIGIT).search(words):
        return []
    found = [*_numbers(words, published)]
    if calendar:
        found += _named(words, lang, calendar, published)
    kept: list[Told] = []
    for told in sorted(found, key=lambda told: (list(Precision).index(told.precision), told.start)):
        if not any(other.start < told.end and told.start < other.end for other in kept):
            kept.append(told)
    return sorted(kept, key=lambda told: told.start)


def _numbers(words: str, published: date | None) -> Iterator[Told]:
    """Dates in figures."""
    for found in _ISO.finditer(words):
        yield from _told(found, int(found[1]), int(found[2]), int(found[3]))
    for found in _DOTTED.finditer(words):
        yield from _told(found, int(found[3]), int(found[2]), int(found[1]))
    for found in _HAN.finditer(words):
        year, month, day = found[1], int(found[2]), found[3]
        if day:
            yield from _told(found, int(year) if year else None, month, int(day), published)
        elif year:
            yield from _told(found, int(year), month, None)
    for found in _HAN_YEAR.finditer(words):
        yield from _told(found, int(found[1]), None, None)


def _named(words: str, lang: str, calendar: Calendar, published: date | None) -> Iterator[Told]:
    """Dates with a month's name, weekdays, and words such as yesterday."""
    patterns = _patterns(lang)
    for found in patterns.day_month.finditer(words):
        yield from _told(found, _number(found["year"]), _month(found["month"], calendar), int(found["day"]), published)
    for found in patterns.month_day.finditer(words):
        yield from _told(found, _number(found["year"]), _month(found["month"], calendar), int(found["day"]), published)
    for found in patterns.month.finditer(words):
        year = _number(found["year"])
        if year or (found["at"] and found["month"][:1].isupper() == (lang in {"en", "de", "tr", "id"})):
            yield from _told(found, year, _month(found["month"], calendar), None, published)
    for found in patterns.year.finditer(words):
        if not _OTHERS_YEAR.search(words, max(0, found.start() - 40), found.start("year")):
            yield from _told(found, int(found["year"]), None, None)
    if published:
        yield from _relative(words, patterns, calendar, published)


def _relative(words: str, patterns: _Patterns, calendar: Calendar, published: date) -> Iterator[Told]:
    """Times told from the day of publication: the latest such weekday, yesterday, last year."""
    for found in patterns.weekday.finditer(words):
        if _NEXT.search(words, max(0, found.start() - 30), found.start()) or _NEXT_AFTER.match(words, found.end()):
            continue
        number = next(n for n, stem in enumerate(calendar.weekdays) if re.match(stem, found[0], re.IGNORECASE))
        back = (published.weekday() - number) % 7
        yield Told(found.start(), found.end(), published - timedelta(days=back), Precision.DAY)
    for found in patterns.words.finditer(words):
        if found["today"]:
            yield Told(found.start(), found.end(), published, Precision.DAY)
        elif found["yesterday"]:
            yield Told(found.start(), found.end(), published - timedelta(days=1), Precision.DAY)
        elif found["year"] and published.year > date.min.year:
            yield Told(found.start(), found.end(), date(published.year - 1, 1, 1), Precision.YEAR)
        elif found["month"]:
            before = published.replace(day=1) - timedelta(days=1)
            yield Told(found.start(), found.end(), before.replace(day=1), Precision.MONTH)


def _told(
    found: re.Match[str], year: int | None, month: int | None, day: int | None, published: date | None = None
) -> Iterator[Told]:
    """A time from its parts, if there is such a day; without a year, the nearest to the day of publication."""
    if month is None:
        if year:
            yield Told(found.start(), found.end(), date(year, 1, 1), Precision.YEAR)
        return
    precision = Precision.DAY if day else Precision.MONTH
    years = [year] if year else [published.year + shift for shift in (-1, 0, 1)] if published else []
    possible = [made for one in years if (made := _date(one, month, day or 1))]
    if not possible:
        return
    best = possible[0] if year or not published else min(possible, key=lambda one: abs((one - published).days))
    if not year and not day and published and best > published:
        best = best.replace(year=best.year - 1)
    yield Told(found.start(), found.end(), best, precision)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(name: str, calendar: Calendar) -> int:
    return next(n for n, stem in enumerate(calendar.months, 1) if re.match(stem, name, re.IGNORECASE))


@lru_cache(maxsize=32)
def _patterns(lang: str) -> _Patterns:
    """A language's patterns; made once, as compiling takes longer than matching."""
    calendar = CALENDARS[lang]
    stems = _either(calendar.months)
    month = rf"(?P<month>(?:{stems})\w*)"
    day, year = r"(?<![\d:.,])(?P<day>\d{1,2})(?![\d%:])", rf"(?:{_JOIN}(?P<year>{_YEAR})(?!\d))?"
    at = rf"(?:\b(?P<at>{_either(calendar.at)})\s+)"
    flags = re.IGNORECASE
    groups = {
        "today": calendar.today, "yesterday": calendar.yesterday, "year": calendar.last_year,
        "month": calendar.last_month,
    }  # fmt: skip
    wide = r"\b" if lang != "zh" else ""
    return _Patterns(
        re.compile(rf"{day}{_JOIN}{month}\b{year}", flags),
        re.compile(
            rf"\b{month}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year>{_YEAR})(?!\d))?", flags
        ),
        re.compile(rf"{at}?\b{month}\b{year}", flags),
        re.compile(rf"{at}(?P<year>{_YEAR})(?!\d)", flags)
        if calendar.at
        else re.compile(rf"(?<![\d.])(?P<year>{_YEAR})(?=['’]|\s*(?:yıl|में|के))", flags),
        re.compile(rf"{wide}(?:{'|'.join(calendar.weekdays)})\w*", flags),
        re.compile("|".join(rf"(?P<{name}>{wide}(?:{_either(of)}){wide})" for name, of in groups.items() if of), flags),
        re.compile(rf"\d|{wide}(?:{_either((stems, *calendar.weekdays, *itertools.chain(*groups.values())))})", flags),
    )


def _either(words: tuple[str, ...]) -> str:
    return "|".join(words) or r"(?!)"
