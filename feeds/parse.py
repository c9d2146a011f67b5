"""Bytes of a page -> items; the only module that knows feedparser. Pure but for the default of `now`.

to_text -> is it a feed at all? -> one_document (only the root element, no declarations) -> feedparser -> items.
feedparser gets a stream of clean UTF-8 and nothing else: handed bytes, it would try to open them as a file name;
told the address, it would resolve guids like "17" against it, and they would change with the address.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.sax import SAXException

import feedparser

from feeds.charset import to_text
from feeds.model import Item
from feeds.plain import plain, russian_date, utc, web_link

MAX_ITEMS = 500
MAX_GUID = 2_048
_HEAD = 65_536

_ROOT = re.compile(r"<((?:[\w.-]{1,40}:)?(rss|rdf|feed|channel))(?=[\s/>])", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_OPML = re.compile(r"<opml[\s>]", re.IGNORECASE)
_OTHER = (("%PDF", "a PDF file"), ("{", "a JSON document"), ("[", "a JSON document"), ("PK\x03", "a ZIP file"))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CHARREF = re.compile(r"&#(?:x([0-9a-f]{1,20})|([0-9]{1,20}));?", re.IGNORECASE)
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

# All that feedparser 6.0.14 was seen to raise on broken documents, by their families.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    SAXException,
    TypeError,
    ValueError,
    re.error,
)


class ParseError(Exception):
    """A page that is not a feed, or not a whole one. `reason` says which, for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(body: bytes, content_type: str | None, url: str, now: datetime | None = None) -> list[Item]:
    """The items of a feed in the order of the document, at most 500 (the newest, when there are more).

    `content_type` is the header as it came, `url` the address that answered (for relative links), `now` the time
    against which dates are judged. An empty but valid feed gives []. Raises ParseError and, whatever the bytes are,
    nothing else.
    """
    now = now or datetime.now(UTC)
    try:
        document = _document(body, content_type)
        read = feedparser.parse(
            io.BytesIO(document.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        items = [item for entry in read.entries if (item := _item(entry, url, now)) is not None]
    except MemoryError as fault:
        raise ParseError("parsing took too much memory") from fault
    except _FAULTS as fault:
        raise ParseError(f"malformed beyond repair ({type(fault).__name__})") from fault
    if not items and read.get("bozo"):
        raise ParseError(f"malformed XML and nothing readable in it: {_fault_in_words(read)}")
    return _newest(items)


def _document(body: bytes, content_type: str | None) -> str:
    """The root element of the feed as clean text under a fresh declaration, without anything before or after it."""
    if not body.strip(b"\0 \t\r\n"):
        raise ParseError("an empty body")
    if (content_type or "").strip().lower().startswith("multipart/"):
        raise ParseError("a multipart answer, not a feed")
    text = to_text(body, content_type)
    root = _ROOT.search(text, 0, _HEAD)
    page = _HTML.search(text, 0, _HEAD)
    if _OPML.search(text, 0, 1000):
        raise ParseError("an OPML list of feeds, not a feed")
    if page and (root is None or page.start() < root.start()):
        raise ParseError("an HTML page, not a feed")
    if root is None:
        other = next((word for start, word in _OTHER if text.lstrip().startswith(start)), None)
        raise ParseError(f"{other}, not a feed" if other else "no feed in it")
    # Entity declarations can only stand before the root, so they go with all else that stands there.
    text = _NOT_XML.sub("", text[root.start() : _end(text, root)])
    return _DECLARATION + _CHARREF.sub(_valid_charref, text)


def _end(text: str, root: re.Match[str]) -> int:
    """Where the root element ends; raises ParseError when it does not, since then the connection was cut."""
    opening = re.compile(r"<[^<>]*>").match(text, root.start())
    if opening and opening[0].endswith("/>"):
        return opening.end()
    marks = re.compile(rf"(<!\[CDATA\[)|(<!--)|</{re.escape(root[1])}\s*>", re.IGNORECASE)
    at = root.end()
    while mark := marks.search(text, at):
        if mark[1] is None and mark[2] is None:
            return mark.end()
        at = text.find("]]>" if mark[1] else "-->", mark.end())
        if at < 0:
            break
    # Some generators forget </rss>; with their </channel> the items are whole.
    if root[2].lower() == "rss" and re.search(r"</channel\s*>", text[-1000:], re.IGNORECASE):
        return len(text)
    raise ParseError("cut off before its end")


def _valid_charref(found: re.Match[str]) -> str:
    """feedparser raises on references to what is no character."""
    code = int(found[1], 16) if found[1] else int(found[2])
    valid = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if valid else ""


def _item(entry: Any, base: str, now: datetime) -> Item | None:
    guid = entry.get("id")
    guid = " ".join(guid.split())[:MAX_GUID] if isinstance(guid, str) else None
    title, summary = plain(_words(entry, "title")), plain(_words(entry, "summary") or _content(entry))
    link = next((link for address in _addresses(entry, guid) if (link := web_link(address, base)) is not None), None)
    if not (title or summary or link or guid):
        return None
    return Item(guid=guid or None, link=link, title=title, summary=summary, published=_published(entry, now))


def _words(entry: Any, name: str) -> str:
    words = entry.get(name)
    return words if isinstance(words, str) else ""


def _content(entry: Any) -> str:
    return next((words for part in entry.get("content") or () if (words := _words(part, "value"))), "")


def _addresses(entry: Any, guid: str | None) -> Iterator[object]:
    """What may be the link of an entry, the best first; a guid only when it is an address by itself."""
    links = [link for link in entry.get("links") or () if link.get("rel", "alternate") == "alternate"]
    pages = [link for link in links if "html" in link.get("type", "html")]
    yield entry.get("feedburner_origlink")
    yield from (link.get("href") for link in (*pages, *links))
    # feedparser takes any guid that does not deny it for a link.
    yield entry.get("link") if entry.get("link") != entry.get("id") else None
    if guid and guid.startswith(("http://", "https://")):
        yield guid


def _published(entry: Any, now: datetime) -> datetime | None:
    for name in ("published", "updated", "created"):
        if name in entry or f"{name}_parsed" in entry:
            moment = russian_date(entry.get(name), now) or utc(entry.get(f"{name}_parsed"), now)
            if moment is not None:
                return moment
    return None


def _newest(items: list[Item]) -> list[Item]:
    """At most 500: those dated newest, undated ones as if new, in the order of the document."""
    if len(items) <= MAX_ITEMS:
        return items
    latest = datetime.max.replace(tzinfo=UTC)
    ranked = sorted(range(len(items)), key=lambda i: items[i].published or latest, reverse=True)
    return [items[i] for i in sorted(ranked[:MAX_ITEMS])]


def _fault_in_words(read: Any) -> str:
    words = str(read.get("bozo_exception") or "unknown fault").removeprefix("<unknown>:")
    return plain(words)[:200]
