"""The list of sources from a TOML or OPML file, and the two readings of an address that the record relies on:
which page it is (`canonical_link`) and whose (`publisher`)."""

import ipaddress
import logging
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit
from xml.parsers import expat

from feeds.guard import AddressError, check_url
from feeds.model import Source, Tier

BUILT_IN = Path(__file__).parent / "catalog" / "sources.toml"
MAX_FILE = 10_000_000
_KEYS = ("url", "name", "tier", "country", "language", "homepage")

_TRACKERS = re.compile(r"(?:utm|at|ns|mc)_.*|(?:fb|g|y|d)clid|msclkid|igshid|feature", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
# Under these second levels a publisher is one label deeper: those of countries, and hosts that many publishers share.
_SECOND_LEVELS = {
    "ae": "gov",
    "ar": "com gob",
    "at": "co gv or",
    "au": "com edu gov net org",
    "bd": "com gov",
    "br": "com gov jus leg mp org",
    "by": "com gov",
    "ca": "gc",
    "cl": "gob",
    "cn": "com edu gov org",
    "co": "com gov org",
    "com": "blogspot feedburner medium substack tumblr wordpress",
    "cy": "com gov",
    "de": "bund",
    "ec": "com gob",
    "eg": "com gov",
    "et": "com gov",
    "eu": "europa",
    "fr": "gouv",
    "gh": "com gov",
    "gr": "gov",
    "hk": "com gov org",
    "id": "co go or web",
    "ie": "gov",
    "il": "co gov org",
    "in": "co gov net nic org",
    "io": "github",
    "it": "gov",
    "jp": "co go ne or",
    "ke": "co go or",
    "kr": "co go or re",
    "kz": "com gov org",
    "lk": "gov",
    "mx": "com gob org",
    "my": "com gov",
    "ng": "com gov org",
    "np": "com gov",
    "nz": "co govt org",
    "pe": "com gob",
    "ph": "com gov",
    "pk": "com gov org",
    "pl": "com gov",
    "pt": "gov",
    "ru": "gov msk org",
    "sa": "com gov",
    "sg": "com edu gov",
    "th": "co go or",
    "tr": "com edu gov org",
    "tw": "com gov org",
    "tz": "co go",
    "ua": "com gov in org",
    "ug": "co go",
    "uk": "ac co gov org",
    "uy": "com gub",
    "ve": "com gob",
    "vn": "com gov",
    "za": "co gov org",
}
_log = logging.getLogger(__name__)


class SourcesError(ValueError):
    """A source list that cannot be used; the text names the file, the line or block, and what it takes."""


def load_sources(path: Path | None) -> list[Source]:
    """The sources of a TOML or OPML file in their order; of the built-in list when `path` is None.

    A url given twice counts once, with a warning in the log. Raises SourcesError for a file that cannot be read, a
    block with an unknown key, a bad url, tier or country, and a file without any source.
    """
    path = path or BUILT_IN
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read: {(error.strerror or 'unknown error').lower()}") from error
    if len(data) > MAX_FILE:
        raise SourcesError(f"{path}: bigger than {MAX_FILE / 1e6:g} MB")
    is_xml = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    sources = _once(path, _from_opml(path, data) if is_xml else _from_toml(path, data))
    if not sources:
        takes = "outlines with xmlUrl" if is_xml else "[[source]] blocks with url and name"
        raise SourcesError(f"{path}: no source in it; it takes {takes}")
    return sources


def canonical_link(url: str) -> str:
    """The address by which a page is known, whichever way a feed links it: https, lower-case host, without default
    port, fragment, trailing slash and tracking parameters. A text that is no http(s) address comes back stripped."""
    url = url.strip()
    parts = _split(url)
    if parts is None or parts.scheme not in _PORTS or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.rstrip(".")
    port = parts.port
    if port is not None and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKERS.fullmatch(pair.partition("=")[0])]
    return urlunsplit(("https", host, parts.path.rstrip("/"), "&".join(kept), ""))


def publisher(url: str) -> str:
    """Whose page it is: about the registrable domain ("bbc.co.uk"), the address itself for an IP, "" without a host."""
    parts = _split(url.strip())
    host = ((parts.hostname if parts else None) or "").rstrip(".")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        labels = host.split(".")
    deep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVELS.get(labels[-1], "").split() else 2
    return ".".join(labels[-deep:])


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts


def _once(path: Path, sources: Iterable[Source]) -> list[Source]:
    known: dict[str, Source] = {}
    for source in sources:
        first = known.setdefault(source.url, source)
        if first is not source:
            _log.warning("%s: %s is listed twice; the second, %r, is left out", path, source.url, source.name)
    return list(known.values())


def _from_toml(path: Path, data: bytes) -> Iterator[Source]:
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: not UTF-8 at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path}: {error}") from error
    unknown = sorted(set(table) - {"source"})
    blocks = table.get("source", [])
    if unknown or not isinstance(blocks, list):
        raise SourcesError(
            f"{path}: unknown {', '.join(unknown) or 'source'}; it takes [[source]] blocks and nothing else"
        )
    for number, block in enumerate(blocks, 1):
        yield _from_block(f"{path}: [[source]] block {number}", block)


def _from_block(place: str, block: Any) -> Source:
    if not isinstance(block, dict):
        raise SourcesError(f"{place}: not a table of {', '.join(_KEYS)}")
    place = f"{place} ({block.get('name') or block.get('url') or 'without a name'})"
    unknown = sorted(set(block) - set(_KEYS))
    if unknown:
        raise SourcesError(f"{place}: unknown key {', '.join(unknown)}; it takes {', '.join(_KEYS)}")
    for key, value in block.items():
        if not isinstance(value, str) or not value.strip():
            raise SourcesError(f"{place}: {key} must be a text that is not empty")
    if "url" not in block or "name" not in block:
        raise SourcesError(f"{place}: url and name are needed")
    tier = block.get("tier", Tier.NEWS)
    if tier not in set(Tier):
        raise SourcesError(f"{place}: tier is {tier!r}; it takes {', '.join(Tier)}")
    country = block.get("country")
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise SourcesError(f"{place}: country is {country!r}; it takes two capital letters (ISO 3166), or EU")
    return Source(
        url=_feed_address(place, block["url"]),
        name=block["name"].strip(),
        tier=Tier(tier),
        country=country,
        language=block.get("language"),
        homepage=block.get("homepage"),
    )


def _feed_address(place: str, url: str) -> str:
    """The guard judges private addresses at the fetch, where its setting is known; here only the form counts."""
    try:
        check_url(url.strip(), allow_private=True)
    except AddressError as error:
        raise SourcesError(
            f"{place}: url {str(error).removeprefix('refused: ')}; it takes http:// or https://"
        ) from error
    return url.strip()


def _from_opml(path: Path, data: bytes) -> Iterator[Source]:
    for line, outline in _outlines(path, data):
        place = f"{path}: line {line}"
        address = _feed_address(place, outline["xmlUrl"])
        name = outline.get("title", "").strip() or outline.get("text", "").strip() or publisher(address)
        yield Source(url=address, name=name, homepage=outline.get("htmlUrl", "").strip() or None)


def _outlines(path: Path, data: bytes) -> list[tuple[int, dict[str, str]]]:
    """The outlines with an address, at any depth, with their line."""
    reader = expat.ParserCreate()
    found: list[tuple[int, dict[str, str]]] = []
    roots: list[str] = []

    def refuse(*_: object) -> None:
        raise SourcesError(f"{path}: line {reader.CurrentLineNumber}: entity declarations are refused")

    def start(name: str, attributes: dict[str, str]) -> None:
        roots.append(name)
        if name == "outline" and attributes.get("xmlUrl", "").strip():
            found.append((reader.CurrentLineNumber, attributes))

    reader.EntityDeclHandler = refuse
    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        raise SourcesError(f"{path}: not well-formed XML: {error}") from error
    if roots[0] != "opml":
        raise SourcesError(f"{path}: not an OPML file: its first element is <{roots[0]}>")
    return found
