"""All SQL about messages on their way to chats. Every function takes the transaction first.

A row is due until it ends as sent or dead. Taking it moves `due` to the end of a lease, so what a crash leaves half
done is taken again. Rows of one chat go out in the order they were written, one at a time.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot.model import Alert, Button, Message, Span, Style
from bot.tables import chats, outbox

DUE, SENT, DEAD = "due", "sent", "dead"


async def push(
    tx: Tx, chat_id: int, change_id: int, story_id: int | None, others: Iterable[int], now: datetime
) -> bool:
    """Write the alert of a change for a chat, once; False when it was there. Called by the fan-out leg."""
    return await _put(tx, chat_id, now, change_id=change_id, story_id=story_id, others=_texts(others))


async def amend(tx: Tx, chat_id: int, change_id: int, follows: int, now: datetime) -> bool:
    """Have the message of an earlier row (`follows`) show what has joined it. Called by the fan-out leg.

    Nothing is written where the message, or an earlier amendment of it, has still to be composed.
    """
    untouched = sa.and_(outbox.c.state == DUE, outbox.c.attempts == 0)
    pending = sa.select(outbox.c.id).where(untouched, sa.or_(outbox.c.id == follows, outbox.c.follows == follows))
    if (await tx.execute(pending)).first():
        return False
    return await _put(tx, chat_id, now, change_id=change_id, follows=follows)


async def answer(tx: Tx, chat_id: int, body: Message, edits: int | None, now: datetime) -> None:
    """Write the answer to a question, in the transaction of its effect; `edits` is a message it replaces."""
    await tx.execute(
        outbox.insert().values(
            chat_id=chat_id, body=_packed(body), edits=edits, others=(), state=DUE, due=now, attempts=0, created=now
        )
    )


async def _put(tx: Tx, chat_id: int, now: datetime, **values: object) -> bool:
    same = sa.and_(outbox.c.change_id == values["change_id"], outbox.c.chat_id == chat_id)
    if (await tx.execute(sa.select(outbox.c.id).where(same))).first():
        return False
    row = {"others": (), **values}
    await tx.execute(outbox.insert().values(chat_id=chat_id, state=DUE, due=now, attempts=0, created=now, **row))
    return True


async def holders(tx: Tx, story_id: int) -> dict[int, int]:
    """The chats that an alert of this story went or goes to, with its row. Called by the fan-out leg."""
    rows = await tx.execute(
        sa.select(outbox.c.chat_id, sa.func.min(outbox.c.id).label("row"))
        .where(outbox.c.story_id == story_id, outbox.c.state != DEAD)
        .group_by(outbox.c.chat_id)
    )
    return {row.chat_id: row.row for row in rows}


async def take(tx: Tx, now: datetime, lease: timedelta, limit: int) -> list[Alert]:
    """Take the next due row of each chat that may be written to, oldest first. Called by the delivery leg."""
    first = sa.select(sa.func.min(outbox.c.id)).where(outbox.c.state == DUE).group_by(outbox.c.chat_id)
    open_ = sa.select(chats.c.id).where(
        chats.c.gone.is_(None), sa.or_(chats.c.not_before.is_(None), chats.c.not_before <= now)
    )
    ready = sa.and_(outbox.c.state == DUE, outbox.c.due <= now)
    chosen = (
        sa.select(outbox.c.id)
        .where(ready, outbox.c.id.in_(first), outbox.c.chat_id.in_(open_))
        .order_by(outbox.c.id)
        .limit(limit)
    )
    rows = await tx.execute(
        outbox.update()
        .where(outbox.c.id.in_(chosen), ready)
        .values(due=now + lease, attempts=outbox.c.attempts + 1)
        .returning(*outbox.c)
    )
    return sorted((_alert(row) for row in rows), key=lambda alert: alert.id)


async def sent(tx: Tx, alert: Alert, message_id: int | None, now: datetime) -> None:
    """The row's message is shown. Called by the delivery leg, right after the door said so."""
    values = {"state": SENT, "message_id": message_id, "ended": now, "error": None, "body": None}
    await tx.execute(outbox.update().where(outbox.c.id == alert.id).values(**values))


async def dead(tx: Tx, alert: Alert, why: str, now: datetime) -> None:
    """The row will never be shown; why is kept."""
    await tx.execute(outbox.update().where(outbox.c.id == alert.id).values(state=DEAD, error=why, ended=now))


async def again(tx: Tx, alert: Alert, why: str, due: datetime, *, whole_chat: bool) -> None:
    """The row is to be tried again at `due`; with `whole_chat` nothing goes to the chat before."""
    await tx.execute(outbox.update().where(outbox.c.id == alert.id).values(due=due, error=why))
    if whole_chat:
        await tx.execute(chats.update().where(chats.c.id == alert.chat_id).values(not_before=due))


async def shown_as(tx: Tx, row_id: int) -> int | None:
    """The id of the message that a row is shown as; None when it never was. Called by the delivery leg."""
    message_id: int | None = await tx.scalar(sa.select(outbox.c.message_id).where(outbox.c.id == row_id))
    return message_id


def _alert(row: sa.Row[Any]) -> Alert:
    return Alert(
        id=row.id,
        chat_id=row.chat_id,
        change_id=row.change_id,
        others=tuple(int(other) for other in row.others),
        body=_unpacked(row.body) if row.body else None,
        edits=row.edits,
        follows=row.follows,
        attempts=row.attempts,
        created=row.created,
    )


def _texts(ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(one) for one in ids)


def _packed(message: Message) -> str:
    spans = [[span.text, span.style, span.link] for span in message.spans]
    buttons = [[[button.label, button.press, button.link] for button in row] for row in message.buttons]
    return json.dumps([spans, buttons], ensure_ascii=False)


def _unpacked(text: str) -> Message:
    spans, buttons = json.loads(text)
    return Message(
        tuple(Span(words, Style(style) if style else None, link) for words, style, link in spans),
        tuple(tuple(Button(*button) for button in row) for row in buttons),
    )
