"""The stand-in for feeds, seen by a plain client and by the real feed parser."""

import asyncio
import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import aiohttp
import feedparser
import pytest

from tests.standin.feeds import Entry, FeedServer, atom, rdf, rss

Build = Callable[..., bytes]
MOMENT = datetime(2016, 11, 17, 9, 30, tzinfo=UTC)
FULL = Entry("Россия & LinkedIn: <блок>", "https://news.test/?a=1&b=2", MOMENT, "Кратко", "guid-1")


@pytest.mark.parametrize("build", [rss, atom, rdf])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "us-ascii"])
def test_a_built_feed_is_read_back_as_it_was_meant(build: Build, encoding: str) -> None:
    parsed = feedparser.parse(io.BytesIO(build([FULL, Entry("Second", "https://news.test/2")], encoding=encoding)))
    assert not parsed.bozo
    first, second = parsed.entries
    assert (first.title, first.link, first.summary) == (FULL.title, FULL.link, FULL.summary)
    assert (first.get("published_parsed") or first.updated_parsed)[:5] == (2016, 11, 17, 9, 30)
    assert (first.id, second.title) == ("guid-1", "Second")


@pytest.mark.parametrize("build", [rss, atom, rdf])
def test_what_an_entry_lacks_is_left_out(build: Callable[[Sequence[Entry]], bytes]) -> None:
    (entry,) = feedparser.parse(io.BytesIO(build([Entry(None, summary="Only this")]))).entries
    assert entry.summary == "Only this"
    assert not {"title", "link", "published"} & entry.keys()


async def test_a_page_that_did_not_change_is_answered_304() -> None:
    async with FeedServer() as feeds, aiohttp.ClientSession() as client:
        feeds.publish("/a", b"one", "text/xml", headers={"X-More": "yes"})
        async with client.get(feeds.url("/a")) as answer:
            assert (answer.status, await answer.read(), answer.content_type) == (200, b"one", "text/xml")
            assert answer.headers["X-More"] == "yes"
            tag, modified = answer.headers["ETag"], answer.headers["Last-Modified"]
        for headers in ({"If-None-Match": tag}, {"If-Modified-Since": modified}):
            async with client.get(feeds.url("/a"), headers=headers) as answer:
                assert (answer.status, await answer.read(), answer.headers["ETag"]) == (304, b"", tag)
        feeds.publish("/a", b"two", headers={"ETag": ""})
        async with client.get(feeds.url("/a"), headers={"If-None-Match": tag}) as answer:
            assert (answer.status, "ETag" in answer.headers) == (200, False)
        async with client.get(feeds.url("/a"), headers={"If-Modified-Since": modified}) as answer:
            assert answer.status == 200
    assert [request.status for request in feeds.asked("/a")] == [200, 304, 304, 200, 200]
    assert feeds.asked("/a")[1].headers["If-None-Match"] == tag


async def test_a_path_can_fail_be_slow_move_or_break_off() -> None:
    async with FeedServer() as feeds, aiohttp.ClientSession() as client:
        feeds.publish("/bad", b"oops", "text/plain", status=500)
        feeds.publish("/old", b"", status=301, headers={"Location": "/new?x=1"})
        feeds.publish("/new?x=1", b"here")
        feeds.reset("/new?x=1")
        feeds.publish("/slow", b"late")
        feeds.delay("/slow", 5)
        assert (await client.get(feeds.url("/bad"))).status == 500
        assert (await client.get(feeds.url("/nothing"))).status == 404
        with pytest.raises(aiohttp.ClientError):
            await client.post(feeds.url("/new?x=1"))
        async with client.get(feeds.url("/old")) as answer:
            assert await answer.read() == b"here"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.get(feeds.url("/slow")), 0.05)
        feeds.delay("/slow", 0)
        assert (await client.get(feeds.url("/slow"))).status == 200
    assert [request.status for request in feeds.asked("/new?x=1")] == [0, 200]
