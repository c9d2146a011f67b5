"""Markup, dates and links of a feed entry -> plain text, aware UTC times and absolute addresses. Pure; never raises."""

import calendar
import html
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urljoin, urlsplit

MAX_FIELD = 20_000
MAX_LINK = 2_048
_MAX_RAW = 400_000
_OLDEST = 1990
_FUTURE = timedelta(days=1)

_INLINE = "a|abbr|acronym|b|bdi|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u"
# Quoted attribute values may hold ">"; a piece never crosses a "<", so that the time stays linear.
_TAG = re.compile(r"<(/?)([a-zA-Z!?/][\w:.-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>|<[a-zA-Z!?/][^<>]*>")
_IS_INLINE = re.compile(_INLINE, re.IGNORECASE)
_HIDDEN = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_HIDDEN_END = {
    "": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
# C1 controls are meant as windows-1252. What is invisible goes, but not the joiners of Persian and of emoji.
_SIGNS: Mapping[int, str | None] = {
    **{code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0) if code != 0x85},
    **dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
    **dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0xE0000, 0xE0080)]),
    **dict.fromkeys(code for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f"),
}

_MONTHS = tuple(
    re.compile(word, re.IGNORECASE)
    for word in (
        "янв(?:ар[яь])?",
        "фев(?:р(?:ал[яь])?)?",
        "мар(?:та?)?",
        "апр(?:ел[яь])?",
        "ма[яй]",
        "июн[яь]?",
        "июл[яь]?",
        "авг(?:уста?)?",
        "сен(?:т(?:ябр[яь])?)?",
        "окт(?:ябр[яь])?",
        "ноя(?:б(?:р[яь])?)?",
        "дек(?:абр[яь])?",
    )
)
_RUSSIAN = re.compile(
    r"(\d{1,2})\s+([а-яё]{3,8})\.?,?\s+(\d{4})(?:\s*(?:года|г\.?))?"
    r"(?:[\s,в]{1,5}(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(мск|msk|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[\s,]{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*([+-]\d{2}:?\d{2})?"
)
_MOSCOW = timezone(timedelta(hours=3))


def plain(text: str) -> str:
    """Text without markup and invisible signs, entities unescaped twice, on one line, at most 20,000 characters."""
    text = text[:_MAX_RAW]
    for _ in range(2):
        text = html.unescape(_without_markup(text))
    text = _without_markup(text).translate(_SIGNS)
    return unicodedata.normalize("NFC", " ".join(text.split())[:MAX_FIELD]).strip()


def _without_markup(text: str) -> str:
    if "<" not in text:
        return text
    return _TAG.sub(_space_for, _without_hidden(text))


def _space_for(tag: re.Match[str]) -> str:
    return "" if tag[2] and _IS_INLINE.fullmatch(tag[2]) else " "


def _without_hidden(text: str) -> str:
    """Text without comments, scripts and styles; what is never closed hides the rest."""
    kept, at = [], 0
    while start := _HIDDEN.search(text, at):
        kept.append(text[at : start.start()])
        end = _HIDDEN_END[(start[1] or "").lower()].search(text, start.end())
        if end is None:
            return " ".join(kept)
        at = end.end()
    return " ".join([*kept, text[at:]])


def web_link(link: object, base: str) -> str | None:
    """The absolute http(s) address of `link` as seen from `base`, or None: no other scheme, no userinfo, no control
    characters, at most 2,048 characters."""
    if not isinstance(link, str) or not link.strip() or len(link) > MAX_LINK:
        return None
    try:
        absolute = urljoin(base, link.strip())
        parts = urlsplit(absolute)
        host = parts.hostname
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and host and "@" not in parts.netloc and len(absolute) <= MAX_LINK
    return absolute if good and absolute.isprintable() and not re.search(r"[\s\\<>\"]", absolute) else None


def utc(moment: object, now: datetime) -> datetime | None:
    """A time tuple in UTC as an aware datetime; None when impossible, before 1990 or over a day ahead of `now`."""
    if not isinstance(moment, tuple):
        return None
    try:
        return _plausible(datetime.fromtimestamp(calendar.timegm(moment), UTC), now)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def russian_date(text: object, now: datetime) -> datetime | None:
    """A date with a Russian month name ("17 ноября 2016, 12:30") or in figures ("17.11.2016 12:30"), Moscow time unless
    it names an offset; None when it is neither or not plausible."""
    if not isinstance(text, str):
        return None
    found = _RUSSIAN.search(text[:100])
    if found:
        month = next((number for number, name in enumerate(_MONTHS, 1) if name.fullmatch(found[2])), None)
    else:
        found = _NUMERIC.match(text[:100])
        month = int(found[2]) if found else None
    if found is None or month is None:
        return None
    hour, minute, second = (int(figure or 0) for figure in found.group(4, 5, 6))
    try:
        local = datetime(int(found[3]), month, int(found[1]), hour, minute, second, tzinfo=_zone(found[7]))
        return _plausible(local.astimezone(UTC), now)
    except (ValueError, OverflowError):
        return None


def _zone(offset: str | None) -> timezone:
    if not offset or offset[0] not in "+-":
        return _MOSCOW
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))


def _plausible(moment: datetime, now: datetime) -> datetime | None:
    return moment if moment.year >= _OLDEST and moment <= now + _FUTURE else None
