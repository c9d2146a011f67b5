"""What goes wrong at the feeds and at Telegram, and what becomes of it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import chats, reception
from bot.app import run
from feeds.journal import sources
from feeds.model import Source
from tests.standin.botapi import Fault
from tests.standin.feeds import FeedServer, rss
from tests.walk.conftest import PATIENCE, World

BLOCK = ("Russia blocks LinkedIn", "Roskomnadzor ordered providers to block LinkedIn.")


async def _why(world: World, name: str) -> tuple[str | None, int]:
    async with world.app.db.read() as tx:
        for one in await sources.standings(tx):
            if one.source.name == name:
                return one.error, one.failures
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"gone", 404, "404"),
        (b"oops", 500, "500"),
        (b"<!doctype html><html><body>Just a moment</body></html>", 200, "HTML"),
        (b"", 200, "empty"),
        (b"<rss><channel><item><title>cut", 200, ""),
        ("<rss><channel><item><title>Привет</title></item></channel></rss>".encode("utf-16-le"), 200, ""),
    ],
)
async def test_a_bad_answer_is_told_in_words_and_the_others_go_on(
    world: World, body: bytes, status: int, reason: str
) -> None:
    await world.say(7, "/subscribe linkedin")
    world.feeds.publish("/daily", body, status=status)
    world.publish("wire", *BLOCK)
    outcomes = {outcome.source.name: outcome for outcome in await world.poll()}
    error, _ = await _why(world, "Daily")
    assert reason in (error or "")
    assert outcomes["Daily"].error == error
    assert outcomes["Wire"].error is None
    assert len(world.alerts(7)) == 1


async def test_a_source_that_fails_backs_off_and_comes_back(world: World) -> None:
    world.feeds.publish("/daily", b"no", status=500)
    for failures in (1, 2, 3):
        await world.poll()
        assert (await _why(world, "Daily"))[1] == failures
    async with world.app.db.read() as tx:
        due = next(one.due for one in await sources.standings(tx) if one.source.name == "Daily")
    assert timedelta(seconds=1) < due - world.clock() < timedelta(hours=6, minutes=30)
    world.feeds.publish("/daily", rss(world.entries["daily"]))
    await world.poll()
    assert await _why(world, "Daily") == (None, 0)


async def test_a_refused_connection_is_told_in_words(world: World) -> None:
    async with world.app.db.write() as tx:
        await sources.keep_sources(tx, [Source("http://127.0.0.1:9/feed", "Closed")], world.clock())
    await world.poll()
    assert "refused" in str((await _why(world, "Closed"))[0])


async def _alerted(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    world.publish("wire", *BLOCK)


@pytest.mark.parametrize("kind", [Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.RESET, Fault.GARBAGE])
async def test_what_telegram_does_not_take_now_is_tried_again(world: World, kind: Fault) -> None:
    await _alerted(world)
    world.telegram.fault("sendMessage", kind)
    await world.poll()
    assert world.alerts(7) == []
    world.clock.ahead += timedelta(minutes=6)
    await world.settle()
    assert len(world.alerts(7)) == 1


async def test_a_flood_wait_holds_up_that_chat_only(world: World) -> None:
    await _alerted(world)
    await world.say(8, "/subscribe linkedin")
    world.telegram.fault("sendMessage", Fault.FLOOD, detail=600)
    await world.poll()
    assert sorted(len(world.alerts(chat)) for chat in (7, 8)) == [0, 1]
    world.clock.ahead += timedelta(minutes=11)
    await world.settle()
    assert [len(world.alerts(chat)) for chat in (7, 8)] == [1, 1]


async def test_a_chat_that_blocked_us_is_let_go_and_gets_what_waits_when_it_is_back(world: World) -> None:
    await _alerted(world)
    world.telegram.block(7)
    await world.listened()
    await world.poll()
    assert world.alerts(7) == []
    world.telegram.block(7, False)
    await world.listened()
    await world.say(7, "/start")
    world.publish("wire", "Russia unblocks LinkedIn", "Roskomnadzor has lifted the block of LinkedIn.")
    await world.poll()
    assert world.alerts(7)[-1].startswith("✅")


@pytest.mark.parametrize("kind", [Fault.BLOCKED, Fault.NOT_FOUND])
async def test_a_chat_that_is_gone_is_not_tried_again(world: World, kind: Fault) -> None:
    await _alerted(world)
    world.telegram.fault("sendMessage", kind)
    await world.poll()
    world.clock.ahead += timedelta(hours=1)
    calls = len(world.telegram.calls("sendMessage"))
    await world.settle()
    assert len(world.telegram.calls("sendMessage")) == calls


async def test_a_lost_answer_is_sent_again_rather_than_lost(world: World) -> None:
    await _alerted(world)
    world.telegram.fault("sendMessage", Fault.LOST)
    await world.poll()
    world.clock.ahead += timedelta(minutes=6)
    await world.settle()
    assert 1 <= len(world.alerts(7)) <= 2


async def test_a_crash_between_taking_and_sending_loses_nothing(world: World) -> None:
    from bot import outbox
    from bot.delivery import LEASE

    await _alerted(world)
    async with world.app.db.write() as tx:
        await sources.make_all_due(tx, world.clock())
    from bot import alerts
    from feeds import poll

    await poll.once(world.app.poller)
    await alerts.once(world.app.fan_out, world.clock())
    async with world.app.db.write() as tx:
        assert await outbox.take(tx, world.clock(), LEASE, 10)
    await world.settle()
    assert world.alerts(7) == []
    world.clock.ahead += LEASE + timedelta(seconds=1)
    await world.settle()
    assert len(world.alerts(7)) == 1


async def test_two_workers_handle_what_came_in_once(world: World) -> None:
    for number in range(5):
        world.telegram.say(7, f"/status linkedin #{number}")
    came: list[object] = []

    async def take(some: object, offset: int) -> None:
        await reception.keep(world.app.reception, some, offset)  # type: ignore[arg-type]
        came.append(offset)

    task = asyncio.create_task(world.app.door.listen(0, take))
    await world.telegram.wait_for(lambda: came)
    task.cancel()
    await asyncio.gather(reception.once(world.app.reception), reception.once(world.app.reception))
    await world.settle()
    assert len(world.telegram.texts(7)) == 5


async def test_a_group_that_became_a_supergroup_takes_everything_with_it(world: World) -> None:
    await world.say(-500, "/subscribe linkedin")
    await world.say(-500, "/confirmed on")
    world.telegram.chat(-100500)
    world.telegram.fault("sendMessage", Fault.MIGRATED, detail=-100500)
    world.publish("rkn", *BLOCK)
    await world.poll()
    assert world.alerts(-500) == []
    assert len(world.alerts(-100500)) == 1
    async with world.app.db.read() as tx:
        assert await chats.chat(tx, -500) is None
        assert [watch.company for watch in await chats.watches_of(tx, -100500)] == ["linkedin"]


async def test_telegram_out_of_reach_at_the_start_is_waited_for(world: World) -> None:
    world.telegram.fault("getMe", Fault.SERVER_ERROR, times=PATIENCE.tries)
    world.telegram.say(7, "/help")
    task = asyncio.create_task(run(replace(world.app)))
    try:
        await asyncio.sleep(1.5)
        assert not task.done()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_sources_that_hang_hold_up_no_other_on_the_same_machine(running: World) -> None:
    async with FeedServer() as other:
        wanted = [Source(other.url(f"/{number}"), f"Hanging {number}") for number in range(4)]
        for number in range(4):
            other.publish(f"/{number}", rss([]))
            other.delay(f"/{number}", 8)
        good = [Source(running.feeds.url("/wire"), "Wire")]
        async with running.app.db.write() as tx:
            await sources.keep_sources(tx, [*wanted, *good], running.clock())
        running.telegram.say(7, "/subscribe LinkedIn")
        await running.telegram.wait_for(lambda: running.telegram.texts(7))
        await asyncio.sleep(0.5)
        running.publish("wire", *BLOCK)
        await running.telegram.wait_for(lambda: running.alerts(7), seconds=3)
