"""Bytes of a feed -> its text, whatever the declarations claim. Pure; never raises.

Measured order: what the bytes themselves prove (byte order mark, wide characters, valid UTF-8, nearly valid UTF-8)
comes before what the header and the XML declaration say, which comes before a guess between the Cyrillic pages.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
# As browsers do: the declared name is read as the superset that is really used.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_NOT_FOR_FEEDS = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs"})
_SAMPLE = 100_000

_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_CYRILLIC_WORD = re.compile(r"(?<!\w)[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]{2,}(?!\w)|(?<!\w)[А-ЯЁІЇЄҐЎ]{2,}(?!\w)")


def to_text(body: bytes, content_type: str | None) -> str:
    """The text of a document, without its byte order mark and without NULs; damaged bytes cost only themselves."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _without_nuls(body[len(mark) :].decode(name, "replace"))
    for start, name in _WIDE:
        if body.startswith(start):
            return _without_nuls(body.decode(name, "replace"))
    return _narrow(body.replace(b"\0", b""), content_type)


def _without_nuls(text: str) -> str:
    return text.replace("\0", "")


def _narrow(body: bytes, content_type: str | None) -> str:
    declared = _declared(body, content_type)
    if body.isascii():
        seven_bit = next((name for name in declared if name.startswith(("iso2022", "hz"))), "ascii")
        return body.decode(seven_bit, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mended = body.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    if len(mended) - bad - sum(map(str.isascii, mended)) >= bad:
        return mended
    return _by_name(body, [name for name in declared if name != "utf-8"])


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """The codecs that the header and the XML declaration name, the known ones, once each."""
    in_header = _HEADER.search(content_type or "")
    in_xml = _DECLARATION.match(body)
    names = [in_header[1]] if in_header else []
    names += [in_xml[1].decode("ascii", "ignore")] if in_xml else []
    known = [name for name in map(_codec, names) if name is not None]
    return list(dict.fromkeys(known))


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    if found.name in _NOT_FOR_FEEDS or found.name.startswith(("utf-16", "utf-32")):
        return None
    return _SUPERSETS.get(found.name, found.name)


def _by_name(body: bytes, declared: list[str]) -> str:
    """Decode by the declared codec; where there is none, or only a default that says little, by what reads best."""
    candidates = list(declared)
    if not declared or "cp1252" in declared:
        candidates += ["cp1252", "cp1251", "koi8-r"]
    texts = [text for text in (_strictly(body, name) for name in candidates) if text is not None]
    if not texts:
        return body.decode(declared[0] if declared else "cp1252", "replace")
    return max(texts, key=_reads_cyrillic) if len(texts) > 1 else texts[0]


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeError, ValueError, LookupError):
        return None


def _reads_cyrillic(text: str) -> float:
    """The share of the non-ASCII characters that stand in well-formed Cyrillic words, 0 unless it is most of them."""
    sample = text[:_SAMPLE]
    high = len(sample) - sum(map(str.isascii, sample))
    share = sum(len(word) for word in _CYRILLIC_WORD.findall(sample)) / high if high else 0.0
    return round(share, 2) if share > 0.5 else 0.0
