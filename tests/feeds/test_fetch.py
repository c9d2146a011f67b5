"""The fetcher against real sockets: what it takes, what it refuses, and in which words."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from email.utils import formatdate

import pytest

from feeds.fetch import Fetcher, FetchError
from feeds.model import Page
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


async def why(fetcher: Fetcher, url: str, etag: str | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(url, etag)
    return caught.value.reason


async def test_a_page_comes_with_its_body_and_validators(server: Hostile, fetcher: Fetcher) -> None:
    server.routes["/f"] = answer(FEED, "Content-Type: text/xml", 'ETag: "a"', "Last-Modified: Thu, 17 Nov 2016")
    page = await fetcher.fetch(server.url("/f"))
    assert page == Page(server.url("/f"), 200, FEED, "text/xml", '"a"', "Thu, 17 Nov 2016")
    assert "User-Agent: regwire/" in server.asked[0]
    assert "(+https://github.com/regwire/regwire)" in server.asked[0]
    assert "If-None-Match" not in server.asked[0]


async def test_not_modified_is_a_page_without_a_body_and_keeps_the_validators(
    server: Hostile, fetcher: Fetcher
) -> None:
    server.routes["/f"] = answer(b"", status="304 Not Modified")
    page = await fetcher.fetch(server.url("/f"), '"a"', "Thu, 17 Nov 2016")
    assert (page.status, page.body, page.etag, page.last_modified) == (304, None, '"a"', "Thu, 17 Nov 2016")
    assert 'If-None-Match: "a"' in server.asked[0]
    assert "If-Modified-Since: Thu, 17 Nov 2016" in server.asked[0]


async def test_not_modified_is_an_error_when_nothing_was_asked(server: Hostile, fetcher: Fetcher) -> None:
    server.routes["/f"] = answer(b"", status="304 Not Modified")
    assert await why(fetcher, server.url("/f")) == "HTTP 304: not modified"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "HTTP 404: not found"),
        ("500 Oh", "HTTP 500: internal server error"),
        ("403 No", "HTTP 403: forbidden"),
        ("206 Part", "HTTP 206: partial content"),
        ("204 None", "HTTP 204: no content"),
        ("300 Many", "HTTP 300: multiple choices"),
        ("999 Odd", "HTTP 999: not a status that HTTP knows"),
    ],
)
async def test_only_200_is_a_feed(server: Hostile, fetcher: Fetcher, status: str, words: str) -> None:
    server.routes["/f"] = answer(b"" if status[0] == "2" else FEED, status=status)
    assert await why(fetcher, server.url("/f")) == words


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("120", 120, 120),
        ("1000000000", 86_400, 86_400),
        ("9" * 5000, 86_400, 86_400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400, 86_400),
        ("in an hour", 3590, 3600),
        ("an hour ago", 0, 0),
    ],
)
async def test_retry_after_is_read_and_clamped_to_a_day(
    server: Hostile, fetcher: Fetcher, value: str, low: float, high: float
) -> None:
    dates = {"in an hour": 3600, "an hour ago": -3600}
    if value in dates:
        value = formatdate(time.time() + dates[value], usegmt=True)
    server.routes["/f"] = answer(b"", f"Retry-After: {value}", status="503 Later")
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(server.url("/f"))
    assert caught.value.retry_after is not None
    assert low <= caught.value.retry_after <= high


@pytest.mark.parametrize("value", ["-1; drop", "soon", "", "١٢٣"])
async def test_an_unreadable_retry_after_is_none(server: Hostile, fetcher: Fetcher, value: str) -> None:
    server.routes["/f"] = answer(b"", f"Retry-After: {value}", status="429 Slow")
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(server.url("/f"))
    assert caught.value.retry_after is None


async def test_refused_and_unknown_hosts_are_named(fetcher: Fetcher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        assert await why(fetcher, f"http://127.0.0.1:{port}/") == f"connection refused by 127.0.0.1:{port}"
    assert await why(fetcher, "http://no-such-host.invalid/") == "name does not resolve: no-such-host.invalid"


async def test_one_deadline_covers_silence_dripping_and_every_redirect(server: Hostile) -> None:
    async def silent(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async def drips(writer: asyncio.StreamWriter) -> None:
        writer.write(OPEN + b"\r\n<rss")
        while True:
            writer.write(b" ")
            await asyncio.sleep(0.02)

    async def slow_redirect(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        writer.write(answer(b"", "Location: /silent", status="302 Go"))

    async def endless_hints(writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            await asyncio.sleep(0.01)

    talks = {"/silent": silent, "/drips": drips, "/redirect": slow_redirect, "/hints": endless_hints}
    server.routes.update(talks)
    async with Fetcher(allow_private=True, concurrency=10, deadline=0.3) as fetcher:
        for path in talks:
            started = time.monotonic()
            assert await why(fetcher, server.url(path)) == "timed out after 0.3 s"
            assert time.monotonic() - started < 1


async def test_waiting_for_a_turn_at_a_host_does_not_count_and_two_ask_at_once(server: Hostile) -> None:
    now = most = 0

    async def counted(writer: asyncio.StreamWriter) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.5)
        now -= 1
        writer.write(answer(FEED))

    server.routes["/f"] = counted
    async with Fetcher(allow_private=True, concurrency=10, deadline=1.5) as fetcher:
        pages = await asyncio.gather(*(fetcher.fetch(server.url("/f")) for _ in range(8)))
    assert [page.status for page in pages] == [200] * 8
    assert most == 2


async def test_a_slow_host_does_not_hold_up_the_others(server: Hostile) -> None:
    async def silent(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    server.routes.update({"/silent": silent, "/f": answer(FEED)})
    async with Fetcher(allow_private=True, concurrency=3, deadline=1) as fetcher:
        slow = [asyncio.create_task(fetcher.fetch(server.url("/silent"))) for _ in range(4)]
        await asyncio.sleep(0.05)
        async with asyncio.timeout(0.5):
            page = await fetcher.fetch(f"http://localhost:{server.port}/f")
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
    assert page.body == FEED


async def test_redirects_are_followed_five_times_and_no_more(server: Hostile, fetcher: Fetcher) -> None:
    for i in range(7):
        server.routes[f"/{i}"] = answer(b"", f"Location: {i + 1}", status="302 Go")
    server.routes["/7"] = answer(FEED)
    page = await fetcher.fetch(server.url("/2"))
    assert (page.url, page.body) == (server.url("/7"), FEED)
    server.asked.clear()
    assert await why(fetcher, server.url("/1")) == "more than 5 redirects"
    assert len(server.asked) == 6


async def test_redirects_that_lead_nowhere_are_told(server: Hostile, fetcher: Fetcher) -> None:
    def to(place: str) -> bytes:
        return answer(b"", f"Location: {place}", status="301 Go")

    server.routes.update(
        {"/self": to("/self"), "/a": to("/b"), "/b": to("/a"), "/empty": to(""), "/ftp": to("ftp://a/")}
    )
    server.routes["/login"] = to("http://user:secret@example.org/")
    assert await why(fetcher, server.url("/self")) == "redirect loop"
    assert await why(fetcher, server.url("/a")) == "redirect loop"
    assert await why(fetcher, server.url("/empty")) == "HTTP 301: a redirect that does not say where to"
    assert await why(fetcher, server.url("/ftp")) == "refused: only http and https are fetched, not ftp"
    refusal = await why(fetcher, server.url("/login"))
    assert refusal == "refused: the address carries a user name or password"


async def test_cookies_are_neither_kept_nor_sent(server: Hostile, fetcher: Fetcher) -> None:
    server.routes["/f"] = answer(FEED, "Set-Cookie: a=b; Path=/")
    await fetcher.fetch(server.url("/f"))
    await fetcher.fetch(server.url("/f"))
    assert not any("cookie" in request.lower() for request in server.asked)


@pytest.mark.parametrize("etag", ['"' + "e" * 2000 + '"', '"tab\there"', '"é"'])
async def test_validators_that_are_long_or_odd_are_neither_kept_nor_sent(
    server: Hostile, fetcher: Fetcher, etag: str
) -> None:
    server.routes["/f"] = answer(FEED, "X: y").replace(b"X: y", b"ETag: " + etag.encode())
    assert (await fetcher.fetch(server.url("/f"), etag)).etag is None
    assert "If-None-Match" not in server.asked[0]


async def test_private_addresses_are_refused_by_number_by_name_and_behind_a_redirect(
    server: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {
        "public.test": ["93.184.216.34"],
        "mixed.test": ["93.184.216.34", "10.0.0.1"],
        "inner.test": ["10.0.0.1"],
    }
    connected: list[str] = []

    def look_up(host: str, port: int, *_: object) -> object:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answers[host]]

    async def connect(loop: object, sock: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address[0])
        sock.connect_ex(("127.0.0.1", server.port))
        await asyncio.sleep(0.05)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr("asyncio.selector_events.BaseSelectorEventLoop.sock_connect", connect)
    server.routes.update({"/f": answer(FEED), "/in": answer(b"", "Location: http://inner.test/", status="302 Go")})
    async with Fetcher(allow_private=False, concurrency=2, deadline=2) as fetcher:
        assert (await fetcher.fetch("http://public.test/f")).body == FEED
        assert await why(fetcher, "http://mixed.test/f") == "refused: 10.0.0.1 is a private address"
        assert await why(fetcher, "http://public.test/in") == "refused: 10.0.0.1 is a private address"
        assert await why(fetcher, "http://169.254.169.254/") == "refused: 169.254.169.254 is a link-local address"
        assert await why(fetcher, "http://public.test:22/") == "refused: port 22 is none of 80, 443, 8080, 8443"
    assert set(connected) == {"93.184.216.34"}


async def test_a_plain_server_on_a_secure_address_is_told(server: Hostile, fetcher: Fetcher) -> None:
    reason = await why(fetcher, f"https://127.0.0.1:{server.port}/")
    assert reason == f"no secure connection to 127.0.0.1:{server.port}: the TLS handshake failed"
