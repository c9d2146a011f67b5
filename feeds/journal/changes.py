"""All SQL about changes: the journal's lines, told or not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from feeds.journal.items import as_evidence, select_evidence
from feeds.journal.stories import stories_in
from feeds.model import Change, ChangeKind, Evidence, Reading, Story
from feeds.tables import changes, items, stories


@dataclass(frozen=True, slots=True)
class Told:
    """A change with what it is about: the item that made it and the story as it stands now (None: coverage)."""

    change: Change
    item: Evidence
    body: str
    reading: Reading
    story: Story | None


async def write_change(tx: Tx, kind: ChangeKind, story_id: int | None, item_id: int, now: datetime) -> None:
    """Note that a story became worth telling (None: an item that tells no act). Called by the poll leg."""
    await tx.execute(changes.insert().values(kind=kind.value, story_id=story_id, item_id=item_id, at=now, told=False))


async def untold(tx: Tx, limit: int) -> list[Told]:
    """The oldest changes that no chat has been told of. Called by the fan-out leg."""
    return await _told(tx, sa.select(changes).where(~changes.c.told).order_by(changes.c.id).limit(limit))


async def change(tx: Tx, change_id: int) -> Told | None:
    """One change with its story as it stands now, or None. Called when an alert is composed."""
    found = await _told(tx, sa.select(changes).where(changes.c.id == change_id))
    return found[0] if found else None


async def mark_told(tx: Tx, ids: Collection[int]) -> None:
    """The changes have been turned into alerts. Called by the fan-out leg, in the transaction that writes them."""
    await tx.execute(changes.update().where(changes.c.id.in_(list(ids))).values(told=True))


async def _told(tx: Tx, wanted: sa.Select[Any]) -> list[Told]:
    rows = list(await tx.execute(wanted))
    about = {row.story_id for row in rows if row.story_id is not None}
    by_story = {one.id: one for one in await stories_in(tx, sa.select(stories.c.id).where(stories.c.id.in_(about)))}
    named = select_evidence(
        items.c.summary, items.c.companies, items.c.countries, items.c.regulators, items.c.laws, items.c.topics
    ).where(items.c.id.in_({row.item_id for row in rows}))
    by_item = {row.item: row for row in await tx.execute(named)}
    made = []
    for row in rows:
        item = by_item[row.item_id]
        reading = Reading(item.lang, item.companies, item.countries, item.regulators, item.laws, item.topics)
        change_ = Change(row.id, ChangeKind(row.kind), row.story_id, row.item_id, row.at)
        made.append(Told(change_, as_evidence(item, ""), item.summary, reading, by_story.get(row.story_id)))
    return made
