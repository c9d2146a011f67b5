"""Messages as text: their length as Telegram counts it, cutting them, and making words from outside safe. Pure.

A length is always in UTF-16 units, and a cut always falls between graphemes: what a reader sees as one sign is shown
whole or not at all. Graphemes are an approximation of Unicode's rules that covers marks, emoji, flags and Hangul jamo.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import idna

from bot.model import Message, Span

TEXT_LIMIT = 4096
ELLIPSIS = "…"

_LINK_LIMIT = 2048
_MARKS = 4
_ENOUGH = 4096
_LOOKALIKES = frozenset({"ARMENIAN", "CYRILLIC", "GREEK", "LATIN"})
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?")
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f)|[\U000e0000-\U000e007f]")
_JOINING = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_HARMFUL_RANGES = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x180E, 0x180E),
    (0x200B, 0x200B),
    (0x200E, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),
    (0xFDD0, 0xFDEF),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFC),
    (0xFFFE, 0xFFFF),
    (0x1D173, 0x1D17A),
)
_HARMFUL = {
    code: None for first, last in _HARMFUL_RANGES for code in range(first, last + 1) if not chr(code).isspace()
} | {plane << 16 | low: None for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)}


def plain(message: Message) -> str:
    """The words of a message without styles, links and buttons."""
    return "".join(span.text for span in message.spans)


def utf16(text: str) -> int:
    """The length of a text in UTF-16 units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(message: Message, limit: int = TEXT_LIMIT) -> Message:
    """The message with at most `limit` UTF-16 units of text, an ellipsis where it was cut.

    Spans keep their style and link; buttons stay. A message that fits comes back as it is.
    """
    if utf16(plain(message)) <= limit:
        return message
    kept: list[Span] = []
    room = limit - utf16(ELLIPSIS)
    for span in message.spans:
        size = utf16(span.text)
        if size > room:
            text = cut(span.text, room).rstrip()
            if room >= 0:
                kept.append(replace(span, text=text + ELLIPSIS) if text else Span(ELLIPSIS))
            break
        kept.append(span)
        room -= size
    return replace(message, spans=tuple(kept))


def clean(text: str, limit: int) -> str:
    """Words from outside as one harmless line of at most `limit` UTF-16 units.

    Controls, bidirectional overrides, invisible signs, tags outside flags and lone surrogates go; joiners stay where a
    script or an emoji needs them; at most 4 combining marks stand in a row. Cleaning what is clean changes nothing.
    What hides behind thousands of such signs is lost: the time taken is bounded.
    """
    text = " ".join(text.translate(_HARMFUL).split())
    if not text.isascii():
        text = text[: max(_ENOUGH, 8 * limit)]
        text = "".join(_tamed(_TAGS.sub(lambda found: found[1] or "", text), limit + 2)).strip()
    return shorten(text, limit)


def shorten(text: str, limit: int) -> str:
    """The text if it fits `limit` UTF-16 units, else its beginning up to a grapheme and an ellipsis."""
    if utf16(text) <= limit:
        return text
    return cut(text, limit - utf16(ELLIPSIS)).rstrip() + ELLIPSIS if limit > 0 else ""


def cut(text: str, room: int) -> str:
    """The longest run of whole graphemes from the start of the text that fits `room` UTF-16 units."""
    end = 0
    for grapheme in graphemes(text):
        room -= utf16(grapheme)
        if room < 0:
            break
        end += len(grapheme)
    return text[:end]


def graphemes(text: str) -> Iterator[str]:
    """The text in what a reader takes for single signs, in order, nothing left out."""
    start = 0
    for at in range(1, len(text)):
        if not _continues(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def safe_link(url: str) -> str | None:
    """The link if it may be shown to people, its host in ASCII (punycode); else None.

    Only http and https, no user or password, at most 2,048 characters, no whitespace, control or invisible character,
    no name that mixes alphabets to look like another.
    """
    url = url.strip()
    if len(url) > _LINK_LIMIT or "\\" in url or not all(map(_visible, url)):
        return None
    try:
        parts = urlsplit(url)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not host:
        return None
    if host == parts.hostname:
        return url
    link = parts._replace(netloc=host if port is None else f"{host}:{port}").geturl()
    return link if len(link) <= _LINK_LIMIT else None


def _ascii_host(host: str) -> str | None:
    """A host as it goes over the wire; None when it is no host. Raises ValueError for what IDNA forbids."""
    if ":" in host:
        return host if ipaddress.IPv6Address(host) else None
    if not host.isascii():
        if any(map(_mixes_alphabets, host.split("."))):
            return None
        host = idna.encode(host, uts46=True).decode("ascii")
    return host if len(host) <= 253 and _HOST.fullmatch(host) else None


def _mixes_alphabets(label: str) -> bool:
    """Whether a part of a host has letters of alphabets that look alike, as only a forged name has."""
    return len(_LOOKALIKES & {unicodedata.name(sign, "").partition(" ")[0] for sign in label}) > 1


def _visible(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _tamed(text: str, enough: int) -> Iterator[str]:
    """The signs of a text that may stay, one by one; stops after `enough` UTF-16 units."""
    last, marks = " ", 0
    for at, sign in enumerate(text):
        mark = unicodedata.category(sign)[0] == "M"
        if mark:
            marks += 1
            if marks > _MARKS or last == " " or (_selects(sign) and _selects(last)):
                continue
        elif sign in (_ZWNJ, _ZWJ):
            if not _may_join(last, text[at + 1 : at + 2], sign):
                continue
        elif sign == last == " ":
            continue
        else:
            marks = 0
        yield sign
        last = sign
        enough -= 2 if sign > "\uffff" else 1
        if enough < 0:
            return


def _may_join(before: str, after: str, joiner: str) -> bool:
    """Whether a joiner between two signs does something for a reader."""
    if _in_joining_script(before) and _in_joining_script(after):
        return True
    return joiner == _ZWJ and _pictures(before) and _pictures(after)


def _in_joining_script(sign: str) -> bool:
    return bool(sign) and any(first <= ord(sign) <= last for first, last in _JOINING)


def _pictures(sign: str) -> bool:
    """Whether a sign can stand beside the joiner of an emoji."""
    if not sign or sign < "\u2190":
        return False
    return sign in "\ufe0f\U000e007f" or unicodedata.category(sign) in {"So", "Sk", "Sm"}


def _selects(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _continues(text: str, start: int, at: int) -> bool:
    """Whether the sign at `at` belongs to the grapheme that began at `start`."""
    before, sign = text[at - 1], text[at]
    if sign < "\u0300":
        return before == "\r" and sign == "\n"
    if _extends(sign) or (before == _ZWJ and _pictures(sign)):
        return True
    if _flags(sign):
        return at - start == 1 and _flags(before)
    return "\ud800" <= before <= "\udbff" and "\udc00" <= sign <= "\udfff"


def _extends(sign: str) -> bool:
    return (
        unicodedata.category(sign)[0] == "M"
        or sign in (_ZWNJ, _ZWJ)
        or "\u1160" <= sign <= "\u11ff"
        or "\uff9e" <= sign <= "\uff9f"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
    )


def _flags(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"
