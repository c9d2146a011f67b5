"""What is on its way: once each, in order, under a lease; and what came in, kept once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import chats, inbox, outbox
from bot.app import CHATS
from bot.delivery import backoff
from bot.model import Button, Incoming, Message, Span, Style, Watch
from bot.render import lines
from feeds.db import RECORD, Database
from tests.things import day

NOW = day("2024-01-01")
LEASE = timedelta(seconds=90)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with two chats."""
    made = Database(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    await made.migrate(RECORD, CHATS)
    async with made.write() as tx:
        for number in (1, 2):
            await chats.keep_chat(tx, number, "en", NOW)
    yield made
    await made.close()


async def test_an_alert_is_written_once_for_a_chat(db: Database) -> None:
    async with db.write() as tx:
        assert await outbox.push(tx, 1, 10, 5, [11, 12], NOW)
        assert not await outbox.push(tx, 1, 10, 5, [], NOW)
        assert await outbox.push(tx, 2, 10, 5, [], NOW)
        assert set(await outbox.holders(tx, 5)) == {1, 2}
        first, second = await outbox.take(tx, NOW, LEASE, 10)
    assert (first.chat_id, first.change_id, first.others) == (1, 10, (11, 12))
    assert second.chat_id == 2


async def test_rows_of_a_chat_go_one_at_a_time_in_their_order(db: Database) -> None:
    async with db.write() as tx:
        for change in (10, 11):
            await outbox.push(tx, 1, change, change, [], NOW)
        (first,) = await outbox.take(tx, NOW, LEASE, 10)
        assert first.change_id == 10
        assert await outbox.take(tx, NOW, LEASE, 10) == []
        await outbox.sent(tx, first, 100, NOW)
        (second,) = await outbox.take(tx, NOW, LEASE, 10)
        assert second.change_id == 11
        assert await outbox.shown_as(tx, first.id) == 100


async def test_a_row_whose_sender_died_is_taken_again_when_the_lease_is_over(db: Database) -> None:
    async with db.write() as tx:
        await outbox.push(tx, 1, 10, 5, [], NOW)
        (first,) = await outbox.take(tx, NOW, LEASE, 10)
        assert await outbox.take(tx, NOW + LEASE - timedelta(seconds=1), LEASE, 10) == []
        (again,) = await outbox.take(tx, NOW + LEASE, LEASE, 10)
    assert (again.id, again.attempts) == (first.id, 2)


async def test_a_chat_that_is_gone_gets_nothing_until_it_is_back(db: Database) -> None:
    async with db.write() as tx:
        await outbox.push(tx, 1, 10, 5, [], NOW)
        await chats.let_go(tx, 1, "blocked", NOW)
        assert await outbox.take(tx, NOW, LEASE, 10) == []
        await chats.bring_back(tx, 1)
        assert len(await outbox.take(tx, NOW, LEASE, 10)) == 1


async def test_a_chat_told_to_wait_waits_as_a_whole(db: Database) -> None:
    later = NOW + timedelta(hours=12)
    async with db.write() as tx:
        for chat, change in ((1, 10), (1, 11), (2, 10)):
            await outbox.push(tx, chat, change, change, [], NOW)
        one, two = await outbox.take(tx, NOW, LEASE, 10)
        await outbox.again(tx, one, "flood", later, whole_chat=True)
        await outbox.sent(tx, two, 7, NOW)
        assert await outbox.take(tx, later - timedelta(seconds=1), LEASE, 10) == []
        assert [row.id for row in await outbox.take(tx, later, LEASE, 10)] == [one.id]


async def test_a_dead_row_is_told_why_and_lets_the_next_pass(db: Database) -> None:
    async with db.write() as tx:
        for change in (10, 11):
            await outbox.push(tx, 1, change, change, [], NOW)
        (first,) = await outbox.take(tx, NOW, LEASE, 10)
        await outbox.dead(tx, first, "message is too long", NOW)
        assert [row.change_id for row in await outbox.take(tx, NOW, LEASE, 10)] == [11]
        assert await outbox.holders(tx, 10) == {}


async def test_an_answer_comes_back_as_it_was_written(db: Database) -> None:
    said = Message(
        (Span("LinkedIn 🇷🇺", Style.BOLD), Span(" <b>&", None, "https://a.example/?a=1&b=2")),
        ((Button("Timeline", "/timeline c:linkedin"), Button("Site", None, "https://a.example")),),
    )
    async with db.write() as tx:
        await outbox.answer(tx, 1, said, 33, NOW)
        (row,) = await outbox.take(tx, NOW, LEASE, 10)
    assert (row.body, row.edits, row.change_id) == (said, 33, None)


async def test_what_came_in_is_kept_once_and_handled_once(db: Database) -> None:
    came = [Incoming(5, 1, 1, "ru", text="/start"), Incoming(6, 1, 1, press="/latest", message_id=3)]
    async with db.write() as tx:
        await inbox.keep(tx, "door", came, 7, NOW)
        await inbox.keep(tx, "door", came, 7, NOW)
        assert await inbox.offset(tx, "door") == 7
        assert await inbox.offset(tx, "other door") == 0
        assert await inbox.waiting(tx, "door", 10) == came
        await inbox.done(tx, "door", came[0], NOW)
        assert await inbox.waiting(tx, "door", 10) == came[1:]
        await inbox.keep(tx, "door", came, 7, NOW)
        assert await inbox.waiting(tx, "door", 10) == came[1:]


async def test_watches_belong_to_their_chat(db: Database) -> None:
    async with db.write() as tx:
        assert await chats.add_watch(tx, Watch(0, 1, company="linkedin"), "company:linkedin", NOW)
        assert not await chats.add_watch(tx, Watch(0, 1, company="linkedin"), "company:linkedin", NOW)
        (watch,) = await chats.watches_of(tx, 1)
        assert not await chats.remove_watch(tx, 2, watch.id)
        assert await chats.watchers(tx, {"company:linkedin"}) == [watch]
        await chats.let_go(tx, 1, "left", NOW)
        assert await chats.watchers(tx, {"company:linkedin"}) == []
        kept = await chats.keep_asked(tx, 1, "acme", NOW)
        assert await chats.asked_words(tx, 2, kept) is None
        assert await chats.asked_words(tx, 1, kept) == "acme"


def test_waiting_grows_to_a_bound() -> None:
    waits = [backoff(attempts) for attempts in range(1, 30)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (2.0, 300.0)


def test_lines_are_joined_by_line_ends() -> None:
    assert "".join(span.text for span in lines("a", None, "", [Span("b"), Span("c")])) == "a\n\nbc"
