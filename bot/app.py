"""The one place where the parts are put together, started, and stopped in reverse."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot import alerts, delivery, inbox, reception
from bot.alerts import FanOut
from bot.commands import commands
from bot.compose import compose
from bot.delivery import Post
from bot.door import Door, Later
from bot.model import Alert, Incoming, Message
from bot.naming import Naming
from bot.reception import Reception
from bot.running import keep_up, repeat
from bot.settings import Settings
from bot.texts import Texts
from bot.texts import load as load_texts
from feeds import poll
from feeds.catalog import Catalog
from feeds.catalog import load as load_catalog
from feeds.db import RECORD, Chain, Database, through
from feeds.fetch import Fetcher
from feeds.journal import record, sources
from feeds.model import Source
from feeds.poll import Poller
from feeds.record import BuiltIn
from feeds.second import SecondReader
from feeds.workers import ParsePool

log = structlog.get_logger(__name__)

CHATS = Chain(Path(__file__).with_name("migrations"), "chats_version")
DOOR_AGAIN = 15.0
LOOK_AGAIN = 1.0
"""How long a leg that nobody woke waits before it looks by itself, in seconds."""


@dataclass(frozen=True, slots=True)
class Wake:
    """What wakes each leg."""

    changes: asyncio.Event = field(default_factory=asyncio.Event)
    outbox: asyncio.Event = field(default_factory=asyncio.Event)
    inbox: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class App:
    """The legs, ready to be stepped or run."""

    db: Database
    door: Door
    poller: Poller
    fan_out: FanOut
    post: Post
    reception: Reception
    wake: Wake
    clock: Callable[[], datetime]


def utc_now() -> datetime:
    """The time: the one place where it is read."""
    return datetime.now(UTC)


async def open_database(settings: Settings) -> Database:
    """The database, migrated. Raises DatabaseError."""
    db = Database(settings.database_url)
    try:
        await db.migrate(RECORD, CHATS)
    except BaseException:
        await db.close()
        raise
    return db


@asynccontextmanager
async def opened(
    settings: Settings,
    door: Door,
    door_name: str,
    wanted: Sequence[Source],
    clock: Callable[[], datetime] = utc_now,
    known: Catalog | None = None,
    texts: Mapping[str, Texts] | None = None,
    built_in: BuiltIn | None = None,
) -> AsyncIterator[App]:
    """Everything put together: database migrated, sources kept, the built-in record taken in; closed in reverse.

    Catalog and texts are loaded unless they are given.

    Raises DatabaseError, CatalogError.
    """
    async with AsyncExitStack() as stack:
        db = await open_database(settings)
        stack.push_async_callback(db.close)
        known = known or load_catalog()
        async with db.write() as tx:
            await sources.keep_sources(tx, wanted, clock())
            await sources.hasten(tx, clock() + settings.interval)
            if built_in:
                await record.take_in(tx, built_in, clock())
        fetcher = await stack.enter_async_context(
            Fetcher(allow_private=settings.allow_private_addresses, concurrency=settings.fetch_concurrency)
        )
        parser = await stack.enter_async_context(ParsePool())
        second = await stack.enter_async_context(_second(settings)) if settings.llm_url else None
        namings = {language: Naming(words, known) for language, words in (texts or load_texts()).items()}

        async def composed(tx: Tx, alert: Alert) -> Message | None:
            return await compose(tx, namings, alert, clock())

        yield App(
            db=db,
            door=door,
            poller=Poller(db, fetcher, parser, known, settings.interval, settings.fetch_concurrency, clock, second),
            fan_out=FanOut(db, known.owned_by, settings.max_age),
            post=Post(db, door, composed, clock),
            reception=Reception(db, door_name, known, namings, commands(), clock),
            wake=Wake(),
            clock=clock,
        )


def _second(settings: Settings) -> SecondReader:
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    return SecondReader(settings.llm_url or "", settings.llm_model, key, below=settings.llm_below)


async def run(app: App) -> None:
    """Run all legs and the door until cancelled or the door has nothing more to say; then finish what is begun.

    A door out of reach is tried again and again beside the polling; raises DeliveryError when it never will open.
    """
    legs = asyncio.create_task(_legs(app))
    listening = asyncio.create_task(_listen(app))
    try:
        await asyncio.wait((legs, listening), return_when=asyncio.FIRST_COMPLETED)
        if listening.done() and not listening.exception():
            await _end(legs)
            await settle(app)
    finally:
        await _end(listening, legs)
        await app.door.close()
    for task in (listening, legs):
        if not task.cancelled() and (error := task.exception()):
            raise error


async def settle(app: App) -> None:
    """Answer and deliver what has come in, without waiting for more."""
    while await step(app):
        pass


async def step(app: App) -> int:
    """One round of reception, fan-out and delivery; returns how much was done."""
    return (
        await reception.once(app.reception)
        + await alerts.once(app.fan_out, app.clock())
        + await delivery.once(app.post)
    )


def offers(app: App) -> dict[str, list[tuple[str, str]]]:
    """The commands to offer, per language."""
    return {
        language: [
            (name, naming.texts(f"command-{name}"))
            for name, one in app.reception.commands.items()
            if one.listed is not None
        ]
        for language, naming in app.reception.namings.items()
    }


async def _end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _open(app: App) -> None:
    """Open the door, however long it is out of reach."""
    while True:
        try:
            await app.door.open(offers(app))
        except Later as trouble:
            log.warning("the door is out of reach", why=str(trouble), again_in=trouble.seconds or DOOR_AGAIN)
            await asyncio.sleep(trouble.seconds or DOOR_AGAIN)
        else:
            return


async def _listen(app: App) -> None:
    await _open(app)

    async def read_on() -> int:
        async with app.db.read() as tx:
            return await inbox.offset(tx, app.reception.door)

    offset = await through(read_on())

    async def take(came: Sequence[Incoming], next_offset: int) -> None:
        await through(reception.keep(app.reception, came, next_offset))
        app.wake.inbox.set()

    await app.door.listen(offset, take)


async def _legs(app: App) -> None:
    async def look_again() -> float:
        return LOOK_AGAIN

    def polled(outcome: poll.Outcome) -> None:
        if outcome.new:
            app.wake.changes.set()

    async with asyncio.TaskGroup() as group:
        for leg in (
            keep_up("poll", lambda: poll.for_ever(app.poller, polled)),
            repeat(
                "fan out", lambda: alerts.once(app.fan_out, app.clock()), app.wake.changes, look_again, app.wake.outbox
            ),
            repeat("deliver", lambda: delivery.once(app.post), app.wake.outbox, look_again),
            repeat("answer", lambda: reception.once(app.reception), app.wake.inbox, look_again, app.wake.outbox),
        ):
            group.create_task(leg)
