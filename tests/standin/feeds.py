"""A web server of feeds on 127.0.0.1, and builders of small feeds in RSS 2.0, Atom and RDF.

async with FeedServer() as feeds:
    feeds.publish("/news", rss([Entry("Russia blocks LinkedIn", "https://news.test/1")]))
    source = feeds.url("/news")
"""

import asyncio
import hashlib
import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Self
from xml.sax.saxutils import escape, quoteattr

from aiohttp import web

from tests.standin.drop import drop

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; what is None is left out."""

    title: str | None
    link: str | None = None
    published: datetime | None = None
    summary: str | None = None
    guid: str | None = None


@dataclass(frozen=True)
class Request:
    """One request that arrived, what it was answered, and the monotonic time it came."""

    path: str
    headers: Mapping[str, str]
    status: int
    time: float


@dataclass
class _Published:
    body: bytes
    status: int
    headers: dict[str, str]


class FeedServer:
    """Serves what was published, with ETag and Last-Modified; an async context manager."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._published: dict[str, _Published] = {}
        self._delays: dict[str, float] = {}
        self._resets: dict[str, int] = {}
        self._versions = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._base = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def url(self, path: str) -> str:
        """The address of a path, whether something is published there or not (then it answers 404)."""
        return self._base + path

    def publish(
        self,
        path: str,
        body: bytes,
        content_type: str = "application/xml",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Serve these bytes at a path from now on. A header given as "" is left out (also ETag, Last-Modified)."""
        modified = format_datetime(datetime.fromtimestamp(EPOCH.timestamp() + next(self._versions), UTC), usegmt=True)
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        every = {"Content-Type": content_type, "ETag": tag, "Last-Modified": modified} | dict(headers or {})
        self._published[path] = _Published(body, status, {name: value for name, value in every.items() if value})

    def delay(self, path: str, seconds: float) -> None:
        """Answer this path only after a while; 0 ends that."""
        self._delays[path] = seconds

    def reset(self, path: str, times: int = 1) -> None:
        """Drop the connection of the next requests of this path."""
        self._resets[path] = times

    def asked(self, path: str) -> list[Request]:
        """The requests of a path, oldest first."""
        return [request for request in self.requests if request.path == path]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        path = request.path_qs
        arrived = time.monotonic()
        await asyncio.sleep(self._delays.get(path, 0.0))
        if self._resets.get(path, 0) > 0:
            self._resets[path] -= 1
            self.requests.append(Request(path, dict(request.headers), 0, arrived))
            return drop(request)
        answer = self._answer(path, request.headers)
        self.requests.append(Request(path, dict(request.headers), answer.status, arrived))
        return answer

    def _answer(self, path: str, asked: Mapping[str, str]) -> web.Response:
        page = self._published.get(path)
        if page is None:
            return web.Response(status=404, text="nothing here")
        if page.status == 200 and _is_current(page.headers, asked):
            kept = {name: value for name, value in page.headers.items() if name in {"ETag", "Last-Modified"}}
            return web.Response(status=304, headers=kept)
        return web.Response(status=page.status, body=page.body, headers=page.headers)


def _is_current(headers: Mapping[str, str], asked: Mapping[str, str]) -> bool:
    """Whether the asker has this version; If-None-Match counts before If-Modified-Since."""
    if "If-None-Match" in asked:
        tags = {tag.strip().removeprefix("W/") for tag in asked["If-None-Match"].split(",")}
        return headers.get("ETag", "").removeprefix("W/") in tags
    return "If-Modified-Since" in asked and asked["If-Modified-Since"] == headers.get("Last-Modified")


def rss(items: Sequence[Entry], title: str = "A feed", encoding: str = "utf-8") -> bytes:
    """An RSS 2.0 document."""
    entries = "".join(
        "<item>"
        + _element("title", item.title)
        + _element("link", item.link)
        + _element("description", item.summary)
        + _element("pubDate", _mail_date(item.published))
        + _element("guid", item.guid, ' isPermaLink="false"')
        + "</item>"
        for item in items
    )
    channel = f"{_element('title', title)}<link>https://feed.test/</link><description/>{entries}"
    return _document(f'<rss version="2.0"><channel>{channel}</channel></rss>', encoding)


def atom(items: Sequence[Entry], title: str = "A feed", encoding: str = "utf-8") -> bytes:
    """An Atom document."""
    entries = "".join(
        "<entry>"
        + _element("title", item.title)
        + (f"<link href={quoteattr(item.link)}/>" if item.link is not None else "")
        + _element("summary", item.summary)
        + _element("published", _iso_date(item.published))
        + _element("updated", _iso_date(item.published))
        + _element("id", item.guid)
        + "</entry>"
        for item in items
    )
    head = f"{_element('title', title)}<id>urn:feed:test</id><updated>{EPOCH.isoformat()}</updated>"
    return _document(f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>', encoding)


def rdf(items: Sequence[Entry], title: str = "A feed", encoding: str = "utf-8") -> bytes:
    """An RSS 1.0 (RDF) document; a guid is an item's rdf:about."""
    about = [item.guid or item.link or f"urn:item:{number}" for number, item in enumerate(items)]
    entries = "".join(
        f"<item rdf:about={quoteattr(name)}>"
        + _element("title", item.title)
        + _element("link", item.link)
        + _element("description", item.summary)
        + _element("dc:date", _iso_date(item.published))
        + "</item>"
        for name, item in zip(about, items, strict=True)
    )
    listed = "".join(f"<rdf:li rdf:resource={quoteattr(name)}/>" for name in about)
    head = f"{_element('title', title)}<link>https://feed.test/</link><description/>"
    channel = f'<channel rdf:about="https://feed.test/">{head}<items><rdf:Seq>{listed}</rdf:Seq></items></channel>'
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return _document(f"<rdf:RDF {spaces}>{channel}{entries}</rdf:RDF>", encoding)


def _mail_date(moment: datetime | None) -> str | None:
    return None if moment is None else format_datetime(moment.astimezone(UTC), usegmt=True)


def _iso_date(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _element(name: str, text: str | None, attributes: str = "") -> str:
    return "" if text is None else f"<{name}{attributes}>{escape(text)}</{name}>"


def _document(body: str, encoding: str) -> bytes:
    """The document in its encoding; what that cannot write becomes a character reference."""
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{body}'.encode(encoding, "xmlcharrefreplace")
