"""Fetches one page from one URL within limits; the only module of `feeds` that knows aiohttp.

wait for a turn at the host -> check the address -> connect to what was checked -> read, counted -> Page,
or go on to where a redirect points, at most five times; whatever else happens is a FetchError in words.
"""

import asyncio
import errno
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from feeds import __version__
from feeds.guard import AddressError, check_ip, check_url
from feeds.model import Page
from feeds.turns import Turns
from feeds.unpack import Unpacker, UnpackError

USER_AGENT = f"regwire/{__version__} (+https://github.com/regwire/regwire)"
ACCEPT = "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, */*;q=0.8"
MAX_WIRE = 5_000_000
MAX_BODY = 10_000_000
MAX_HEADERS = 256
MAX_HEADER = 32_768
MAX_REDIRECTS = 5
MAX_VALIDATOR = 1024
MAX_RETRY_AFTER = 86_400.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class FetchError(Exception):
    """A page could not be had. `reason` is for people and free of credentials; `retry_after` is in seconds, at most
    a day, or None where the server did not say."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class Fetcher:
    """An async context manager that fetches pages, at most `concurrency` at once and two at one host.

    `allow_private` lets it speak to any address and port, for tests and local installs. `deadline` is in seconds and
    covers connecting, headers, body and all redirects; waiting for a turn does not count. No cookies are kept, no
    credentials sent and no proxy settings read from the environment.
    """

    def __init__(
        self, *, allow_private: bool, concurrency: int, deadline: float = 10, user_agent: str = USER_AGENT
    ) -> None:
        self._allow_private = allow_private
        self._deadline = deadline
        self._concurrency = concurrency
        self._headers = {"User-Agent": user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
        self._turns = Turns(concurrency)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=_Resolver(allow_private=self._allow_private, threads=min(32, self._concurrency)),
            socket_factory=None if self._allow_private else _checked_socket,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            max_headers=MAX_HEADERS,
            max_field_size=MAX_HEADER,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Page:
        """The page at `url`; with validators of an earlier page, its body is None when nothing changed.

        `Page.url` is the address that answered, after redirects. Raises FetchError for everything but a whole 200 or
        a 304 that was asked for.
        """
        asked = _Asked(etag, last_modified)
        left = self._deadline
        seen: set[URL] = set()
        for _ in range(MAX_REDIRECTS + 1):
            target = self._checked(url)
            if target in seen:
                raise FetchError("redirect loop")
            seen.add(target)
            async with self._turns.at(f"{target.raw_host}:{target.port}"):
                started = time.monotonic()
                answer = await self._hop(target, asked, left)
                left -= time.monotonic() - started
            if isinstance(answer, Page):
                return answer
            url = answer
        raise FetchError(f"more than {MAX_REDIRECTS} redirects")

    def _checked(self, url: str) -> URL:
        try:
            return check_url(url, allow_private=self._allow_private)
        except AddressError as error:
            raise FetchError(str(error)) from None

    async def _hop(self, target: URL, asked: "_Asked", left: float) -> Page | str:
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        try:
            async with (
                asyncio.timeout(left),
                self._session.get(target, headers=asked.headers(), allow_redirects=False) as response,
            ):
                return await _answer(response, asked)
        except TimeoutError:
            raise FetchError(f"timed out after {self._deadline:g} s") from None
        except UnpackError as error:
            raise FetchError(str(error)) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchError(_in_words(error, target)) from error


@dataclass(frozen=True, slots=True)
class _Asked:
    etag: str | None
    last_modified: str | None

    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": _validator(self.etag), "If-Modified-Since": _validator(self.last_modified)}
        return {name: value for name, value in named.items() if value is not None}


class _Resolver(AbstractResolver):
    """Looks names up in threads of its own (a dead name server must not stop other work) and refuses a name when any
    of its addresses is not public, so that mixed answers and rebinding gain nothing."""

    def __init__(self, *, allow_private: bool, threads: int) -> None:
        self._allow_private = allow_private
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="resolve")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host, port, family)
        if not self._allow_private:
            for one in found:
                check_ip(one["host"])
        return found

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    return [
        ResolveResult(
            hostname=host,
            host=str(address[0]),
            port=port,
            family=kind,
            proto=proto,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for kind, _, proto, _, address in socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
    ]


def _checked_socket(info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
    """The last gate: the very address about to be connected to is judged once more."""
    family, kind, proto, _, address = info
    check_ip(str(address[0]))
    return socket.socket(family, kind, proto)


async def _answer(response: aiohttp.ClientResponse, asked: _Asked) -> Page | str:
    headers, status = response.headers, response.status
    if status in _REDIRECTS:
        return _location(response)
    retry_after = _retry_after(headers.get("Retry-After"))
    if status == 304 and asked.headers():
        body = None
    elif status == 200:
        body = await _body(response)
    else:
        raise FetchError(_status_in_words(status), retry_after)
    return Page(
        url=str(response.url),
        status=status,
        body=body,
        content_type=headers.get("Content-Type"),
        etag=_validator(headers.get("ETag")) or (asked.etag if status == 304 else None),
        last_modified=_validator(headers.get("Last-Modified")) or (asked.last_modified if status == 304 else None),
        retry_after=retry_after,
    )


async def _body(response: aiohttp.ClientResponse) -> bytes:
    unpacker = Unpacker(response.headers.getall("Content-Encoding", []), MAX_BODY)
    wire = response.content_length or 0
    if wire <= MAX_WIRE:
        wire = 0
        async for piece in response.content.iter_any():
            wire += len(piece)
            if wire > MAX_WIRE:
                break
            unpacker.feed(piece)
    if wire > MAX_WIRE:
        raise FetchError(f"bigger than {MAX_WIRE / 1e6:g} MB")
    return unpacker.finish()


def _location(response: aiohttp.ClientResponse) -> str:
    location = response.headers.get("Location", "").strip()
    if not location:
        raise FetchError(f"HTTP {response.status}: a redirect that does not say where to")
    try:
        return str(response.url.join(URL(location)))
    except ValueError:
        raise FetchError(f"HTTP {response.status}: a redirect to something that is not an address") from None


def _validator(value: str | None) -> str | None:
    """An ETag or Last-Modified worth keeping and safe to send back: short, printable ASCII."""
    good = value and len(value) <= MAX_VALIDATOR and value.isascii() and value.isprintable()
    return value if good else None


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from a number or an HTTP date, within 0 and a day; None when absent or unreadable."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(MAX_RETRY_AFTER, float(value[:400]))
    try:
        at = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return min(MAX_RETRY_AFTER, max(0.0, at - time.time()))


def _status_in_words(status: int) -> str:
    try:
        return f"HTTP {status}: {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        return f"HTTP {status}: not a status that HTTP knows"


def _in_words(error: Exception, target: URL) -> str:
    place = f"{target.raw_host}:{target.port}"
    match error:
        case AddressError():
            return str(error)
        case aiohttp.ClientConnectorCertificateError():
            why = getattr(error.certificate_error, "verify_message", "") or "it cannot be verified"
            return f"the certificate of {target.raw_host} is not valid: {why}"
        case aiohttp.ClientSSLError():
            return f"no secure connection to {place}: the TLS handshake failed"
        case aiohttp.ClientConnectorDNSError():
            return f"name does not resolve: {target.raw_host}"
        case aiohttp.ServerDisconnectedError():
            return f"{place} closed the connection without an answer"
        case aiohttp.ClientPayloadError():
            return "the body is cut off or damaged"
        case aiohttp.ClientResponseError():
            return f"{place} does not answer in proper HTTP"
        case OSError(errno=errno.ECONNREFUSED):
            return f"connection refused by {place}"
        case OSError(errno=errno.ECONNRESET | errno.EPIPE):
            return f"connection reset by {place}"
        case OSError():
            return f"no connection to {place}: {(error.strerror or 'network error').lower()}"
        case aiohttp.InvalidURL():
            return "refused: not a valid address"
    return f"the exchange with {place} failed: {type(error).__name__}"
