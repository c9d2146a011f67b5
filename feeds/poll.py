"""Leg 1, from the world to the record: due -> fetch -> parse -> understand -> fold -> journal.

One transaction per source writes items, claims, stories and changes, all of it or none. The first successful poll of a
source is its baseline: everything is recorded and nothing is worth telling.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from feeds.catalog import Catalog
from feeds.db import Database, through
from feeds.fetch import Fetcher, FetchError
from feeds.identity import Keys, Known, digest_body, digest_claims, keys_of, recognise
from feeds.journal import changes, items, sources, stories
from feeds.journal.sources import Due
from feeds.model import ChangeKind, Claim, Evidence, Item, Page, Reading, Role, Source, Stage, Text
from feeds.parse import ParseError
from feeds.second import SecondReader
from feeds.stories import fold
from feeds.understand import understand
from feeds.understand.text import body_of
from feeds.workers import ParsePool

log = structlog.get_logger(__name__)

LONGEST_WAIT = timedelta(hours=6)
LEASE = timedelta(minutes=2)
QUOTE_KEPT = 600
SHORTEST_SLEEP, LONGEST_SLEEP = 0.02, 30.0


@dataclass(frozen=True, slots=True)
class Poller:
    """What the leg works with. `interval` is the shortest time between two polls of one source."""

    db: Database
    fetcher: Fetcher
    parser: ParsePool
    catalog: Catalog
    interval: timedelta
    concurrency: int
    clock: Callable[[], datetime]
    second: SecondReader | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one poll of one source gave: `error` in words, or how many items, new ones, and changes worth telling."""

    source: Source
    error: str | None = None
    items: int = 0
    new: int = 0
    changes: int = 0
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item that is new or has changed, understood."""

    item: Item
    keys: Keys
    reading: Reading
    claims_digest: str
    known: Known | None = field(default=None)


async def once(poller: Poller, told: Callable[[Outcome], None] = lambda _: None) -> list[Outcome]:
    """Poll the sources that are due, as many at once as allowed; `told` hears of each as it ends. Returns them all.

    Cancelled in the middle, it gives back the sources it had taken and not finished.
    """
    outcomes: list[Outcome] = []

    def heard(outcome: Outcome) -> None:
        outcomes.append(outcome)
        told(outcome)

    async with _Hands(poller, heard) as hands:
        await hands.take()
    return outcomes


async def for_ever(poller: Poller, told: Callable[[Outcome], None]) -> None:
    """Poll each source when it is due, until cancelled; a slow one holds up nobody but itself."""
    async with _Hands(poller, told) as hands:
        while True:
            await through(hands.take())
            await hands.wait(await through(_until_due(poller)))


class _Hands:
    """The polls under way: at most `concurrency` at once; leaving waits for them, or gives back what they held."""

    def __init__(self, poller: Poller, told: Callable[[Outcome], None]) -> None:
        self._poller = poller
        self._told = told
        self._busy: dict[asyncio.Task[None], int] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._busy:
                await asyncio.wait(self._busy)
        finally:
            await asyncio.shield(self._let_go())

    async def take(self) -> None:
        """Take as many due sources as hands are free, and begin with them."""
        free = self._poller.concurrency - len(self._busy)
        if not free:
            return
        async with self._poller.db.write() as tx:
            taken = await sources.take_due(tx, self._poller.clock(), LEASE, limit=free)
        for due in taken:
            task = asyncio.create_task(self._one(due))
            self._busy[task] = due.id
            task.add_done_callback(self._done)

    async def wait(self, seconds: float) -> None:
        """Wait for a hand to be free, or, when some are, at most so long."""
        timeout = seconds if len(self._busy) < self._poller.concurrency else None
        if self._busy:
            await asyncio.wait(self._busy, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(seconds)

    async def _one(self, due: Due) -> None:
        try:
            outcome = await _poll(self._poller, due)
        except Exception as error:
            log.exception("a poll failed", source=due.source.name)
            outcome = await through(_failed(self._poller, due, f"a fault of regwire: {type(error).__name__}", None))
        self._told(outcome)

    def _done(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            self._busy.pop(task)

    async def _let_go(self) -> None:
        held = dict(self._busy)
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)
        if held:
            await _release(self._poller, set(held.values()))


async def _until_due(poller: Poller) -> float:
    """Seconds until a source is due, within bounds."""
    async with poller.db.read() as tx:
        due = await sources.next_due(tx)
    wait = (due - poller.clock()).total_seconds() if due else LONGEST_SLEEP
    return min(max(wait, SHORTEST_SLEEP), LONGEST_SLEEP)


async def _release(poller: Poller, waiting: set[int]) -> None:
    async with poller.db.write() as tx:
        await sources.release(tx, waiting, poller.clock())


async def _poll(poller: Poller, due: Due) -> Outcome:
    """One source, whatever it gives: an answer is recorded, a failure is kept in words and tried again later."""
    try:
        page = await poller.fetcher.fetch(due.source.url, due.etag, due.last_modified)
        digest = digest_body(page.body) if page.body is not None else due.body_digest
        if digest == due.body_digest:
            found: list[Item] = []
        else:
            found = await poller.parser.parse(page)
    except FetchError as error:
        return await through(_failed(poller, due, str(error), error.retry_after))
    except ParseError as error:
        return await through(_failed(poller, due, str(error), None))
    return await _record(poller, due, page, digest, found)


async def _failed(poller: Poller, due: Due, reason: str, retry_after: float | None) -> Outcome:
    now = poller.clock()
    wait = min(poller.interval * 2 ** min(due.failures + 1, 20), LONGEST_WAIT)
    if retry_after:
        wait = max(wait, timedelta(seconds=retry_after))
    async with poller.db.write() as tx:
        await sources.failed(tx, due.id, reason, now, now + _jittered(wait))
    log.warning("source failed", source=due.source.name, reason=reason, again_in=str(wait))
    return Outcome(due.source, error=reason)


def _jittered(wait: timedelta) -> timedelta:
    return wait * random.uniform(0.95, 1.05)


async def _record(poller: Poller, due: Due, page: Page, digest: str | None, found: Sequence[Item]) -> Outcome:
    keys = keys_of(found)
    known = await through(_known(poller, due, keys))
    fresh = await asyncio.to_thread(_understand_new, poller.catalog, due.source, found, keys, known)
    if poller.second:
        fresh = [await _reviewed(poller.second, due.source, one, poller.catalog) for one in fresh]
    told = await through(_store(poller, due, page, digest, fresh))
    outcome = Outcome(due.source, None, len(found), len(fresh), told, due.baseline is None)
    if fresh:
        log.info("source polled", source=due.source.name, new=outcome.new, changes=told, baseline=outcome.baseline)
    return outcome


async def _known(poller: Poller, due: Due, keys: Sequence[Keys]) -> list[Known]:
    async with poller.db.read() as tx:
        return await items.known_items(tx, due.id, keys)


async def _store(poller: Poller, due: Due, page: Page, digest: str | None, fresh: Sequence[Fresh]) -> int:
    """All that a poll found, in one transaction; returns how many changes it made."""
    now = poller.clock()
    told = 0
    async with poller.db.write() as tx:
        for one in sorted(fresh, key=lambda one: one.item.published or now):
            told += await _write(tx, poller.catalog, due, one, now)
        next_at = now + _jittered(poller.interval)
        await sources.succeeded(tx, due, page, digest, now=now, next_at=next_at, new=len(fresh))
    return told


def _text(source: Source, item: Item) -> Text:
    return Text(item.title, item.summary, item.published, source.language, source.country)


async def _reviewed(second: SecondReader, source: Source, fresh: Fresh, catalog: Catalog) -> Fresh:
    reading = await second.review(_text(source, fresh.item), fresh.reading, catalog)
    return replace(fresh, reading=reading, claims_digest=digest_claims(reading.claims))


def _understand_new(
    catalog: Catalog, source: Source, found: Sequence[Item], keys: Sequence[Keys], known: Sequence[Known]
) -> list[Fresh]:
    """The items of a page that are new, or whose words have changed, with what they say."""
    fresh = []
    for item, own in zip(found, keys, strict=True):
        held = recognise(own, known)
        if held and held.keys.content == own.content:
            continue
        reading = understand(_text(source, item), catalog)
        fresh.append(Fresh(item, own, reading, digest_claims(reading.claims), held))
    return fresh


async def _write(tx: Tx, catalog: Catalog, due: Due, fresh: Fresh, now: datetime) -> int:
    """Store one item and fold its claims; returns how many changes it made."""
    old = fresh.known.id if fresh.known else None
    item_id = await items.keep_item(
        tx, due.id, fresh.item, keys=fresh.keys, reading=fresh.reading, claims_digest=fresh.claims_digest, now=now,
        old=old,
    )  # fmt: skip
    if fresh.known and fresh.known.claims_digest == fresh.claims_digest:
        return 0
    reading = fresh.reading
    news = Evidence(
        item_id, due.source.url, due.source.name, due.source.tier, fresh.item.title, fresh.item.link,
        min(fresh.item.published or now, now), body_of(fresh.item.summary)[:QUOTE_KEPT], reading.lang,
    )  # fmt: skip
    bodies = {name: catalog.regulators[name].country for name in reading.regulators}
    near = await stories.stories_near(tx, reading.claims)
    folds = fold(reading.claims, news, near, reading.topics, bodies)
    told: dict[Claim, int | None] = dict.fromkeys(reading.claims)
    made = []
    for one in folds:
        story_id = await stories.keep_story(tx, one.story)
        told |= dict.fromkeys(one.claims, story_id)
        if one.change:
            made.append((one.change, story_id))
    await items.keep_claims(tx, item_id, told)
    if due.baseline is None:
        return 0
    for kind, story_id in made:
        await changes.write_change(tx, kind, story_id, item_id, now)
    if not made and old is None and not _acts(reading):
        await changes.write_change(tx, ChangeKind.NEW, None, item_id, now)
    return len(made)


def _acts(reading: Reading) -> bool:
    return any(claim.role is Role.LEAD and claim.stage is not Stage.DENIED for claim in reading.claims)
