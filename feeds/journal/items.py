"""All SQL about items and their claims."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from feeds.identity import Keys, Known
from feeds.model import Claim, Evidence, Item, Reading, Tier
from feeds.tables import claims, items, sources


async def known_items(tx: Tx, source_id: int, wanted: Collection[Keys]) -> list[Known]:
    """The items of a source that share a key with any of `wanted`. Called by the poll leg."""
    found: dict[int, Known] = {}
    columns = {
        items.c.guid: {keys.guid for keys in wanted if keys.guid},
        items.c.link_key: {keys.link for keys in wanted if keys.link},
        items.c.fingerprint: {keys.fingerprint for keys in wanted},
    }
    for column, values in columns.items():
        rows = await tx.execute(sa.select(items).where(items.c.source_id == source_id, column.in_(sorted(values))))
        for row in rows:
            keys = Keys(row.guid, row.link_key, row.fingerprint, row.content_digest)
            found[row.id] = Known(row.id, keys, row.claims_digest)
    return list(found.values())


async def keep_item(
    tx: Tx,
    source_id: int,
    item: Item,
    *,
    keys: Keys,
    reading: Reading,
    claims_digest: str,
    now: datetime,
    old: int | None,
) -> int:
    """Store an item, or what became of it since (`old` is its id); returns its id. Called by the poll leg."""
    values: dict[str, object] = {
        "guid": keys.guid,
        "link_key": keys.link,
        "fingerprint": keys.fingerprint,
        "content_digest": keys.content,
        "claims_digest": claims_digest,
        "link": item.link,
        "title": item.title,
        "summary": item.summary,
        "lang": reading.lang,
        "companies": reading.companies,
        "countries": reading.countries,
        "regulators": reading.regulators,
        "laws": reading.laws,
        "topics": reading.topics,
    }
    if old is not None:
        await tx.execute(items.update().where(items.c.id == old).values(**values))
        return old
    values |= {"source_id": source_id, "published": item.published, "seen": now}
    stored: int = (await tx.execute(items.insert().values(**values).returning(items.c.id))).scalar_one()
    return stored


async def keep_claims(tx: Tx, item_id: int, told: Mapping[Claim, int | None]) -> None:
    """Replace an item's claims; each with the story it went to, if any. Called by the poll leg."""
    await tx.execute(claims.delete().where(claims.c.item_id == item_id))
    rows = [
        {
            "item_id": item_id,
            "story_id": story_id,
            "company": claim.company,
            "country": claim.country,
            "action": claim.action.value,
            "stage": claim.stage.value,
            "role": claim.role.value,
            "sure": claim.sure,
            "doubt": claim.doubt,
            "scope": claim.scope.value,
            "day": claim.when,
            "precision": claim.precision.value,
            "authority": claim.authority,
            "law": claim.law,
            "quote": claim.quote,
        }
        for claim, story_id in told.items()
    ]
    if rows:
        await tx.execute(claims.insert(), rows)


def select_evidence(*more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(
        *more,
        items.c.id.label("item"),
        items.c.title,
        items.c.link,
        items.c.lang,
        sa.func.coalesce(items.c.published, items.c.seen, type_=items.c.seen.type).label("published"),
        sources.c.url.label("source"),
        sources.c.name.label("publisher"),
        sources.c.tier,
    ).join_from(items, sources, items.c.source_id == sources.c.id)


def as_evidence(row: sa.Row[Any], quote: str) -> Evidence:
    return Evidence(
        row.item, row.source, row.publisher, Tier(row.tier), row.title, row.link, row.published, quote, row.lang
    )
