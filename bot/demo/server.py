"""A small web server with the demo's feeds: RSS 2.0, Atom and RDF, one of them in windows-1251."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

from aiohttp import web

from bot.demo.chapters import DAILY, NOTES, REGULATOR, WIRE, Article
from feeds.model import Source, Tier


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as its publisher put it out."""

    link: str
    title: str
    text: str
    at: datetime


class FeedServer:
    """Serves one feed for each publisher on a free port of this machine; `async with` it."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{name}.xml", self._feed)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()

    def publish(self, article: Article, day: datetime) -> None:
        """Put an article at the top of its publisher's feed."""
        entries = self._entries[article.publisher]
        link = f"{self.address}/{_slug(article.publisher)}/{len(entries) + 1}"
        entries.insert(0, Entry(link, article.title, article.text, day.replace(hour=article.hour, minute=0)))

    def sources(self) -> list[Source]:
        """The four feeds as sources."""
        facts = (
            (REGULATOR, Tier.OFFICIAL, "RU", "ru"),
            (WIRE, Tier.WIRE, None, "en"),
            (DAILY, Tier.NEWS, None, "en"),
            (NOTES, Tier.NEWS, None, "en"),
        )
        return [
            Source(f"{self.address}/{_slug(name)}.xml", name, tier, country, language)
            for name, tier, country, language in facts
        ]

    async def _feed(self, request: web.Request) -> web.Response:
        makers = {
            REGULATOR: (_rss, "windows-1251"),
            WIRE: (_atom, "utf-8"),
            DAILY: (_rdf, "utf-8"),
            NOTES: (_rss, "utf-8"),
        }
        for name, (make, encoding) in makers.items():
            if _slug(name) == request.match_info["name"]:
                body = f'<?xml version="1.0" encoding="{encoding}"?>\n{make(name, self._entries[name])}'
                return web.Response(body=body.encode(encoding), content_type="application/xml")
        raise web.HTTPNotFound


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _rss(name: str, entries: Iterable[Entry]) -> str:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.link}</link><guid>{one.link}</guid>"
        f"<description>{escape(one.text)}</description><pubDate>{format_datetime(one.at)}</pubDate></item>"
        for one in entries
    )
    return f'<rss version="2.0"><channel><title>{escape(name)}</title>{items}</channel></rss>'


def _atom(name: str, entries: Iterable[Entry]) -> str:
    items = "".join(
        f"<entry><title>{escape(one.title)}</title><link href='{one.link}'/><id>{one.link}</id>"
        f"<summary>{escape(one.text)}</summary><updated>{one.at.isoformat()}</updated></entry>"
        for one in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(name)}</title><id>urn:{_slug(name)}</id>{items}</feed>'


def _rdf(name: str, entries: Iterable[Entry]) -> str:
    items = "".join(
        f'<item rdf:about="{one.link}"><title>{escape(one.title)}</title><link>{one.link}</link>'
        f"<description>{escape(one.text)}</description><dc:date>{one.at.isoformat()}</dc:date></item>"
        for one in entries
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="urn:{_slug(name)}">'
        f"<title>{escape(name)}</title></channel>{items}</rdf:RDF>"
    )
