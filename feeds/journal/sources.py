"""All SQL about sources: which are due, how they do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from feeds.model import Page, Source, Tier
from feeds.tables import sources


@dataclass(frozen=True, slots=True)
class Due:
    """A source taken for polling, with what the last poll learnt of it."""

    id: int
    source: Source
    etag: str | None
    last_modified: str | None
    body_digest: str | None
    baseline: datetime | None
    failures: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source does, for people."""

    source: Source
    tried: datetime | None
    succeeded: datetime | None
    renewed: datetime | None
    failures: int
    error: str | None
    due: datetime


async def keep_sources(tx: Tx, wanted: Sequence[Source], now: datetime) -> None:
    """Make `wanted` the sources that are polled; what is known of them is kept. Called at start."""
    known = {row.url: row.id for row in await tx.execute(sa.select(sources.c.url, sources.c.id))}
    await tx.execute(sources.update().values(enabled=False))
    for source in wanted:
        facts = {
            "name": source.name,
            "tier": source.tier.value,
            "country": source.country,
            "language": source.language,
            "homepage": source.homepage,
            "enabled": True,
        }
        if source.url in known:
            await tx.execute(sources.update().where(sources.c.id == known[source.url]).values(**facts))
        else:
            await tx.execute(sources.insert().values(url=source.url, due=now, failures=0, **facts))


async def take_due(tx: Tx, now: datetime, lease: timedelta, limit: int) -> list[Due]:
    """Take at most `limit` sources that are due; they are due again when the lease is over. Called by the poll leg."""
    ready = sa.and_(sources.c.enabled, sources.c.due <= now)
    chosen = sa.select(sources.c.id).where(ready).order_by(sources.c.due).limit(limit)
    rows = await tx.execute(
        sources.update().where(sources.c.id.in_(chosen), ready).values(due=now + lease).returning(*sources.c)
    )
    return [
        Due(row.id, _source(row), row.etag, row.last_modified, row.body_digest, row.baseline, row.failures)
        for row in rows
    ]


async def next_due(tx: Tx) -> datetime | None:
    """When the next source is due. Called by the poll leg between cycles."""
    earliest: datetime | None = await tx.scalar(sa.select(sa.func.min(sources.c.due)).where(sources.c.enabled))
    return earliest


async def make_all_due(tx: Tx, now: datetime) -> int:
    """Make every source due now, leases included; returns how many. Called by `regwire poll` and the demo."""
    return (await tx.execute(sources.update().where(sources.c.enabled).values(due=now))).rowcount


async def release(tx: Tx, taken: Iterable[int], now: datetime) -> None:
    """Give sources back that were taken and not polled. Called at a graceful stop."""
    await tx.execute(sources.update().where(sources.c.id.in_(list(taken))).values(due=now))


async def succeeded(
    tx: Tx, due: Due, page: Page, digest: str | None, *, now: datetime, next_at: datetime, new: int
) -> None:
    """The source answered: keep its validators, clear its failures. Called by the poll leg."""
    values: dict[str, object] = {"due": next_at, "tried": now, "succeeded": now, "failures": 0, "error": None}
    if page.body is not None:
        values |= {"etag": page.etag, "last_modified": page.last_modified, "body_digest": digest}
    if due.baseline is None:
        values["baseline"] = now
    if new:
        values["renewed"] = now
    await tx.execute(sources.update().where(sources.c.id == due.id).values(**values))


async def failed(tx: Tx, source_id: int, reason: str, now: datetime, next_at: datetime) -> None:
    """The source did not answer as it should: keep why, and when it is tried again. Called by the poll leg."""
    await tx.execute(
        sources.update()
        .where(sources.c.id == source_id)
        .values(due=next_at, tried=now, failures=sources.c.failures + 1, error=reason)
    )


async def standings(tx: Tx) -> list[Standing]:
    """How every enabled source does, by name. Called by `regwire sources list`."""
    rows = await tx.execute(sa.select(sources).where(sources.c.enabled).order_by(sources.c.name))
    return [
        Standing(_source(row), row.tried, row.succeeded, row.renewed, row.failures, row.error, row.due) for row in rows
    ]


async def hasten(tx: Tx, latest: datetime) -> None:
    """No source that answers waits beyond `latest`: what a program that died had taken is soon polled. At start."""
    late = sa.and_(sources.c.enabled, sources.c.failures == 0, sources.c.due > latest)
    await tx.execute(sources.update().where(late).values(due=latest))


def _source(row: sa.Row[Any]) -> Source:
    return Source(row.url, row.name, Tier(row.tier), row.country, row.language, row.homepage)
