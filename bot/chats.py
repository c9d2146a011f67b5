"""All SQL about chats, their watches and what they muted. Every function takes the transaction first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot.model import Level, Watch
from bot.tables import asked, chats, mutes, outbox, watches
from feeds.model import Action

ASKED_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat we know; `gone` says since when it no longer wants to hear from us."""

    id: int
    language: str
    gone: datetime | None


async def keep_chat(tx: Tx, chat_id: int, language: str, now: datetime) -> Chat:
    """The chat as stored, made on first sight in `language`; a chat that speaks again is back."""
    row = (await tx.execute(sa.select(chats).where(chats.c.id == chat_id))).one_or_none()
    if row is None:
        await tx.execute(chats.insert().values(id=chat_id, language=language, since=now))
        return Chat(chat_id, language, None)
    if row.gone is not None:
        await bring_back(tx, chat_id)
    return Chat(row.id, row.language, None)


async def chat(tx: Tx, chat_id: int) -> Chat | None:
    """A chat by its id. Called by delivery, for the language to compose in."""
    row = (await tx.execute(sa.select(chats).where(chats.c.id == chat_id))).one_or_none()
    return Chat(row.id, row.language, row.gone) if row else None


async def let_go(tx: Tx, chat_id: int, why: str, now: datetime) -> None:
    """Stop sending to a chat that left; its watches and what waits for it are kept for its return."""
    await tx.execute(chats.update().where(chats.c.id == chat_id, chats.c.gone.is_(None)).values(gone=now, gone_why=why))


async def bring_back(tx: Tx, chat_id: int) -> None:
    """A chat that had left is back."""
    await tx.execute(chats.update().where(chats.c.id == chat_id).values(gone=None, gone_why=None))


async def only_confirmed(tx: Tx, chat_id: int, wanted: bool) -> None:
    """Whether a chat wants to hear of an act only when it is confirmed."""
    await tx.execute(chats.update().where(chats.c.id == chat_id).values(only_confirmed=wanted))


async def waiting(tx: Tx, chat_ids: Collection[int]) -> set[int]:
    """Those of the chats that want to hear of confirmed acts only. Called by the fan-out leg."""
    own = sa.select(chats.c.id).where(chats.c.id.in_(list(chat_ids)), chats.c.only_confirmed)
    return set((await tx.execute(own)).scalars())


async def move(tx: Tx, old: int, new: int, now: datetime) -> None:
    """A group goes on as a supergroup: everything that is its own goes with it. Called by the delivery leg."""
    row = (await tx.execute(sa.select(chats).where(chats.c.id == old))).one_or_none()
    if row is None or old == new:
        return
    await keep_chat(tx, new, row.language, now)
    await tx.execute(chats.update().where(chats.c.id == new).values(only_confirmed=row.only_confirmed))
    held = {_what(watch) for watch in await watches_of(tx, new)}
    for watch in await watches_of(tx, old):
        if _what(watch) in held:
            await remove_watch(tx, old, watch.id)
    muted = sa.select(mutes.c.story_id).where(mutes.c.chat_id == new)
    await tx.execute(mutes.delete().where(mutes.c.chat_id == old, mutes.c.story_id.in_(muted)))
    told = sa.select(outbox.c.change_id).where(outbox.c.chat_id == new, outbox.c.change_id.is_not(None))
    await tx.execute(outbox.delete().where(outbox.c.chat_id == old, outbox.c.change_id.in_(told)))
    for table in (watches, mutes, asked, outbox):
        await tx.execute(table.update().where(table.c.chat_id == old).values(chat_id=new))
    await tx.execute(chats.delete().where(chats.c.id == old))


async def watches_of(tx: Tx, chat_id: int) -> list[Watch]:
    """A chat's watches, oldest first."""
    rows = await tx.execute(sa.select(watches).where(watches.c.chat_id == chat_id).order_by(watches.c.id))
    return [_watch(row) for row in rows]


async def add_watch(tx: Tx, watch: Watch, key: str, now: datetime) -> bool:
    """Store a watch; False when the chat has the very same one already."""
    for old in await watches_of(tx, watch.chat_id):
        if _what(old) == _what(watch):
            return False
    await tx.execute(
        watches.insert().values(
            chat_id=watch.chat_id,
            company=watch.company,
            country=watch.country,
            topic=watch.topic,
            regulator=watch.regulator,
            law=watch.law,
            keyword=watch.keyword,
            kinds=tuple(kind.value for kind in watch.kinds),
            level=watch.level.value,
            key=key,
            since=now,
        )
    )
    return True


async def remove_watch(tx: Tx, chat_id: int, watch_id: int) -> bool:
    """Remove a chat's own watch; False when it has none of that id."""
    gone = await tx.execute(watches.delete().where(watches.c.id == watch_id, watches.c.chat_id == chat_id))
    return gone.rowcount > 0


async def watchers(tx: Tx, keys: Collection[str]) -> list[Watch]:
    """The watches found under any of `keys`, of chats that are with us. Called by the fan-out leg."""
    present = sa.select(chats.c.id).where(chats.c.gone.is_(None))
    rows = await tx.execute(
        sa.select(watches)
        .where(watches.c.key.in_(sorted(keys)), watches.c.chat_id.in_(present))
        .order_by(watches.c.chat_id, watches.c.id)
    )
    return [_watch(row) for row in rows]


async def keywords_since(tx: Tx, watch_id: int) -> tuple[list[str], int]:
    """The keywords of watches newer than `watch_id`, and the newest of those watches. Called by the fan-out leg."""
    own = sa.and_(watches.c.keyword.is_not(None), watches.c.id > watch_id)
    rows = list(await tx.execute(sa.select(watches.c.id, watches.c.keyword).where(own).order_by(watches.c.id)))
    return [row.keyword for row in rows], rows[-1].id if rows else watch_id


async def mute(tx: Tx, chat_id: int, story_id: int) -> None:
    """No more of this story for this chat."""
    where = (mutes.c.chat_id == chat_id, mutes.c.story_id == story_id)
    if (await tx.execute(sa.select(mutes).where(*where))).first() is None:
        await tx.execute(mutes.insert().values(chat_id=chat_id, story_id=story_id))


async def muted_by(tx: Tx, story_id: int) -> set[int]:
    """The chats that muted a story. Called by the fan-out leg."""
    return set((await tx.execute(sa.select(mutes.c.chat_id).where(mutes.c.story_id == story_id))).scalars())


async def keep_asked(tx: Tx, chat_id: int, words: str, now: datetime) -> int:
    """Keep words that a button will refer to (its own data holds 64 bytes); old ones are dropped."""
    await tx.execute(asked.delete().where(asked.c.chat_id == chat_id, asked.c.at < now - ASKED_KEPT))
    made: int = (
        await tx.execute(asked.insert().values(chat_id=chat_id, words=words, at=now).returning(asked.c.id))
    ).scalar_one()
    return made


async def asked_words(tx: Tx, chat_id: int, asked_id: int) -> str | None:
    """The words kept under an id for this very chat, or None."""
    where = (asked.c.id == asked_id, asked.c.chat_id == chat_id)
    words: str | None = await tx.scalar(sa.select(asked.c.words).where(*where))
    return words


def _what(watch: Watch) -> tuple[object, ...]:
    return (watch.company, watch.country, watch.topic, watch.regulator, watch.law, watch.keyword, watch.kinds)


def _watch(row: sa.Row[tuple[object, ...]]) -> Watch:
    return Watch(
        id=row.id,
        chat_id=row.chat_id,
        company=row.company,
        country=row.country,
        topic=row.topic,
        regulator=row.regulator,
        law=row.law,
        keyword=row.keyword,
        kinds=tuple(Action(kind) for kind in row.kinds),
        level=Level(row.level),
    )
