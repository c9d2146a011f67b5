"""Leg 3, from the outbox to the people: a due row -> compose -> send -> mark.

Taking a row is committed before it is sent, marking after: a crash between the two may show one message twice, none is
lost. What the door says decides what becomes of a row: Later, it is tried again; Refused, it is dead and says why;
Gone, the chat is let go and what waits for it stays; Moved, everything of the chat goes with it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot import chats, outbox
from bot.door import DeliveryError, Door, Gone, Later, Moved, Refused
from bot.model import Alert, Message
from feeds.db import Database

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=90)
SHORTEST_WAIT = 2.0
LONGEST_WAIT = 300.0
AT_ONCE = 20
FAULTS = 8

Compose = Callable[[Tx, Alert], Awaitable[Message | None]]
"""Makes the message of a row as things stand now; None when there is nothing left to show."""


@dataclass(frozen=True, slots=True)
class Post:
    """What the leg works with."""

    db: Database
    door: Door
    compose: Compose
    clock: Callable[[], datetime]
    at_once: int = AT_ONCE


async def once(post: Post) -> int:
    """Send the next row of every chat that has one due, some chats at once; returns how many rows were taken.

    Cancelled in the middle, it waits for what is on its way, marks it, and gives the rest back.
    """
    async with post.db.write() as tx:
        taken = await outbox.take(tx, post.clock(), LEASE, post.at_once)
    if not taken:
        return 0
    sending = asyncio.create_task(_all(post, taken))
    try:
        await asyncio.shield(sending)
    except asyncio.CancelledError:
        await sending
        raise
    return len(taken)


async def _all(post: Post, taken: Sequence[Alert]) -> None:
    await asyncio.gather(*(_guarded(post, alert) for alert in taken))


async def _guarded(post: Post, alert: Alert) -> None:
    """Deliver one row; a fault of ours is told, tried again a few times, and harms no other row."""
    try:
        await _deliver(post, alert)
    except Exception as error:
        log.exception("a row could not be delivered", row=alert.id, change=alert.change_id)
        fault = f"a fault of regwire: {type(error).__name__}"
        await _unsent(post, alert, Refused(fault) if alert.attempts >= FAULTS else Later(fault))


async def _deliver(post: Post, alert: Alert) -> None:
    """Compose, send, mark one row. What brings a message up to date that was never shown has nothing to show."""
    async with post.db.read() as tx:
        edits = alert.edits if alert.follows is None else await outbox.shown_as(tx, alert.follows)
        lost = alert.follows is not None and edits is None
        message = None if lost else await post.compose(tx, alert)
    if message is None:
        await _mark(post, alert, None)
        return
    try:
        shown = await _show(post.door, alert, message, edits)
    except DeliveryError as error:
        await _unsent(post, alert, error)
    else:
        await _mark(post, alert, shown)


async def _show(door: Door, alert: Alert, message: Message, edits: int | None) -> int | None:
    if edits is None:
        return await door.send(alert.chat_id, message)
    await door.edit(alert.chat_id, edits, message)
    return None


async def _mark(post: Post, alert: Alert, shown: int | None) -> None:
    now = post.clock()
    async with post.db.write() as tx:
        await outbox.sent(tx, alert, shown, now)
    if alert.change_id is not None:
        log.info("alert delivered", row=alert.id, change=alert.change_id, seconds=(now - alert.created).total_seconds())


async def _unsent(post: Post, alert: Alert, error: DeliveryError) -> None:
    """Decide what becomes of a row that the door did not take."""
    now = post.clock()
    async with post.db.write() as tx:
        match error:
            case Gone():
                await outbox.dead(tx, alert, str(error), now)
                await chats.let_go(tx, alert.chat_id, str(error), now)
            case Moved():
                await outbox.again(tx, alert, str(error), now, whole_chat=False)
                await chats.move(tx, alert.chat_id, error.new_chat_id, now)
            case Later():
                wait = error.seconds if error.seconds is not None else backoff(alert.attempts)
                due = now + timedelta(seconds=wait)
                await outbox.again(tx, alert, str(error), due, whole_chat=error.seconds is not None)
            case Refused():
                await outbox.dead(tx, alert, str(error), now)
            case _:
                due = now + timedelta(seconds=backoff(alert.attempts))
                await outbox.again(tx, alert, str(error), due, whole_chat=False)
    log.warning("not delivered", row=alert.id, change=alert.change_id, kind=type(error).__name__, reason=str(error))


def backoff(attempts: int) -> float:
    """How long to wait before the next try, in seconds, after `attempts` that failed."""
    return float(min(SHORTEST_WAIT * 2 ** max(attempts - 1, 0), LONGEST_WAIT))
