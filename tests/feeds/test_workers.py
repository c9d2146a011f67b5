"""The pool of parsing workers: the same items as in place, and no document that holds it up."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from feeds.model import Item, Page
from feeds.parse import ParseError
from feeds.workers import ParsePool

ITEM = "<item><title>Суд {0}</title><guid>g{0}</guid><pubDate>Thu, 17 Nov 2016 09:00:00 GMT</pubDate></item>"
FEED = f'<rss version="2.0"><channel>{"".join(ITEM.format(i) for i in range(120))}</channel></rss>'.encode()
ATTRIBUTES = " ".join(f'a{i}="x"' for i in range(100_000))
SLOW = f'<rss version="2.0"><channel><item {ATTRIBUTES}/></channel></rss>'.encode()


def page(body: bytes | None) -> Page:
    return Page("http://feed.test/", 200, body, "application/rss+xml")


@pytest.fixture
async def pool() -> AsyncIterator[ParsePool]:
    async with ParsePool(limit=0.7) as pool:
        yield pool


async def test_a_worker_gives_the_items_and_the_faults_of_parse(pool: ParsePool) -> None:
    items = await pool.parse(page(FEED))
    assert len(items) == 120
    assert items[7] == Item("g7", None, "Суд 7", "", datetime(2016, 11, 17, 9, tzinfo=UTC))
    with pytest.raises(ParseError, match="an HTML page, not a feed"):
        await pool.parse(page(b"<!doctype html><html>" + b"x" * 10_000))


async def test_a_small_feed_and_an_unchanged_one_start_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio, "create_subprocess_exec", None)
    async with ParsePool() as pool:
        assert await pool.parse(page(b'<rss version="2.0"><channel/></rss>')) == []
        assert await pool.parse(page(None)) == []


async def test_a_document_over_its_time_is_killed_and_the_next_one_is_read(pool: ParsePool) -> None:
    lags = []

    async def beat() -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(0.01)
            lags.append(time.perf_counter() - started - 0.01)

    beating = asyncio.create_task(beat())
    with pytest.raises(ParseError, match=r"parsing took more than 0\.7 s"):
        await pool.parse(page(SLOW))
    beating.cancel()
    assert sorted(lags)[len(lags) * 9 // 10] < 0.05
    assert len(await pool.parse(page(FEED))) == 120


async def test_a_worker_that_dies_is_told_and_replaced(pool: ParsePool) -> None:
    await pool.parse(page(FEED))
    reading = asyncio.create_task(pool.parse(page(SLOW)))
    await asyncio.sleep(0.1)
    process = pool._workers[0]._process
    assert process is not None
    os.kill(process.pid, 9)
    with pytest.raises(ParseError, match="broke down"):
        await reading
    assert len(await pool.parse(page(FEED))) == 120


async def test_a_cancelled_question_never_gets_its_answer_to_the_next_one(pool: ParsePool) -> None:
    await pool.parse(page(FEED))
    reading = asyncio.create_task(pool.parse(page(SLOW)))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert len(await pool.parse(page(FEED))) == 120


async def test_no_process_is_left_behind() -> None:
    async with ParsePool(2) as pool:
        await asyncio.gather(*(pool.parse(page(FEED)) for _ in range(4)))
        pids = [worker._process.pid for worker in pool._workers if worker._process]
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
