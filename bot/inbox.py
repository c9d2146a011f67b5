"""All SQL about what came in from chats: kept before it is confirmed, handled once."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot.model import Incoming
from bot.tables import inbox, offsets

KEPT = timedelta(days=2)
"""How long handled ones are kept, to know them when they come again."""


async def keep(tx: Tx, door: str, came: Sequence[Incoming], next_offset: int, now: datetime) -> None:
    """Store what came in and where to read on, before the door confirms it; what is known already is let pass."""
    for one in came:
        known = sa.and_(inbox.c.door == door, inbox.c.id == one.id)
        if (await tx.execute(sa.select(inbox.c.id).where(known))).first() is None:
            body = [one.user_id, one.language, one.text, one.press, one.message_id, one.gone]
            await tx.execute(
                inbox.insert().values(
                    door=door, id=one.id, chat_id=one.chat_id, body=json.dumps(body), came=now, done=False
                )
            )
    if (await tx.execute(offsets.update().where(offsets.c.door == door).values(next=next_offset))).rowcount == 0:
        await tx.execute(offsets.insert().values(door=door, next=next_offset))


async def offset(tx: Tx, door: str) -> int:
    """From where to read on, 0 at first."""
    return await tx.scalar(sa.select(offsets.c.next).where(offsets.c.door == door)) or 0


async def waiting(tx: Tx, door: str, limit: int) -> list[Incoming]:
    """What has come in and is not handled, oldest first."""
    rows = await tx.execute(
        sa.select(inbox).where(inbox.c.door == door, ~inbox.c.done).order_by(inbox.c.id).limit(limit)
    )
    made = []
    for row in rows:
        user_id, language, text, press, message_id, gone = json.loads(row.body)
        made.append(Incoming(row.id, row.chat_id, user_id, language, text, press, message_id, gone))
    return made


async def is_waiting(tx: Tx, door: str, incoming: Incoming) -> bool:
    """Whether it is still to be handled: asked in the transaction of its effect, so that it takes effect once."""
    own = sa.and_(inbox.c.door == door, inbox.c.id == incoming.id, ~inbox.c.done)
    return (await tx.execute(sa.select(inbox.c.id).where(own))).first() is not None


async def done(tx: Tx, door: str, incoming: Incoming, now: datetime) -> None:
    """It has been handled, in the transaction of its effect; what was typed is forgotten."""
    own = sa.and_(inbox.c.door == door, inbox.c.id == incoming.id)
    await tx.execute(inbox.update().where(own).values(done=True, body="[]"))
    await tx.execute(inbox.delete().where(inbox.c.door == door, inbox.c.done, inbox.c.came < now - KEPT))
