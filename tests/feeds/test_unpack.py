"""Bodies as servers send them: cut, lying, packed, endless; each read whole or refused in words."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest

from feeds.fetch import Fetcher, FetchError
from tests.standin.hostile import Hostile, answer, hostile

FEED = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"


@pytest.fixture
async def server() -> AsyncIterator[Hostile]:
    async with hostile() as place:
        yield place


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_private=True, concurrency=10, deadline=5) as fetcher:
        yield fetcher


async def why(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(url)
    return caught.value.reason


async def test_cut_and_lying_bodies_are_errors(server: Hostile, fetcher: Fetcher) -> None:
    chunked = OPEN + b"Transfer-Encoding: chunked\r\n\r\n"
    server.routes.update(
        {
            "/short": answer(FEED, length=len(FEED) + 9),
            "/chunks": chunked + b"%x\r\n%s\r\n" % (len(FEED), FEED),
            "/bad-chunk": chunked + b"ZZ\r\n" + FEED,
            "/negative": answer(FEED, length=-5),
            "/gzip": answer(gzip.compress(FEED, mtime=0)[:-12], "Content-Encoding: gzip"),
            "/not-gzip": answer(FEED, "Content-Encoding: gzip"),
            "/not-http": b"hello",
            "/nothing": b"",
        }
    )
    here = f"127.0.0.1:{server.port}"
    assert await why(fetcher, server.url("/short")) == "the body is cut off or damaged"
    assert await why(fetcher, server.url("/chunks")) == "the body is cut off or damaged"
    assert await why(fetcher, server.url("/bad-chunk")) == f"{here} does not answer in proper HTTP"
    assert await why(fetcher, server.url("/negative")) == f"{here} does not answer in proper HTTP"
    assert await why(fetcher, server.url("/gzip")) == "the compressed body is cut off"
    assert await why(fetcher, server.url("/not-gzip")) == "the body is not gzip as it claims, or damaged"
    assert await why(fetcher, server.url("/not-http")) == f"{here} does not answer in proper HTTP"
    assert await why(fetcher, server.url("/nothing")) == f"{here} closed the connection without an answer"


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(FEED, mtime=0)),
        ("x-gzip", gzip.compress(FEED, mtime=0)),
        ("GZIP", gzip.compress(FEED[:9], mtime=0) + gzip.compress(FEED[9:], mtime=0)),
        ("gzip", gzip.compress(FEED, mtime=0) + b"junk after the end"),
        ("deflate", zlib.compress(FEED)),
        ("deflate", _raw_deflate(FEED)),
        ("identity", FEED),
    ],
)
async def test_the_usual_codings_are_undone(server: Hostile, fetcher: Fetcher, coding: str, body: bytes) -> None:
    server.routes["/f"] = answer(body, f"Content-Encoding: {coding}")
    assert (await fetcher.fetch(server.url("/f"))).body == FEED


async def test_bombs_endless_bodies_and_stacked_codings_are_refused(server: Hostile, fetcher: Fetcher) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(OPEN + b"\r\n")
        while True:
            writer.write(b" " * 65_536)
            await writer.drain()

    async def endless_headers(writer: asyncio.StreamWriter) -> None:
        writer.write(OPEN)
        while True:
            writer.write(b"X: y\r\n" * 1000)
            await writer.drain()

    bomb = gzip.compress(bytes(20_000_000))
    server.routes.update(
        {
            "/bomb": answer(bomb, "Content-Encoding: gzip"),
            "/twice": answer(gzip.compress(bomb, mtime=0), "Content-Encoding: gzip, gzip"),
            "/lines": answer(gzip.compress(bomb, mtime=0), "Content-Encoding: gzip", "Content-Encoding: gzip"),
            "/zstd": answer(FEED, "Content-Encoding: zstd"),
            "/claims": answer(FEED, length=10_000_000_000),
            "/endless": endless,
            "/headers": endless_headers,
        }
    )
    assert await why(fetcher, server.url("/bomb")) == "bigger than 10 MB when unpacked"
    assert await why(fetcher, server.url("/twice")) == "more than one content coding upon another"
    assert await why(fetcher, server.url("/lines")) == "more than one content coding upon another"
    assert await why(fetcher, server.url("/zstd")) == "unknown content coding 'zstd'"
    assert await why(fetcher, server.url("/claims")) == "bigger than 5 MB"
    assert await why(fetcher, server.url("/endless")) == "bigger than 5 MB"
    assert "proper HTTP" in await why(fetcher, server.url("/headers"))
