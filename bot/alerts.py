"""Leg 2, from the journal to the chats: an untold change -> the watches that want it -> a row in the outbox.

One transaction marks changes told and writes their rows; a unique key lets it be repeated. Several changes of one item
reach a chat as one alert; a further publisher of a story brings the chat's message up to date, without a sound.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot import chats, outbox
from bot.keywords import WatchedWords
from bot.watching import Owners, keys, subject, wants
from feeds.db import Database
from feeds.journal import changes
from feeds.journal.changes import Told
from feeds.model import ChangeKind, Story, Tier
from feeds.understand.text import clean

log = structlog.get_logger(__name__)

PAGE = 100


@dataclass(frozen=True, slots=True)
class FanOut:
    """What the leg works with. Items older than `max_age` are on record and wake nobody."""

    db: Database
    owners: Owners
    max_age: timedelta
    words: WatchedWords = field(default_factory=WatchedWords)


async def once(fan_out: FanOut, now: datetime) -> int:
    """Turn the oldest untold changes into alerts; returns how many changes were told. 0: nothing left."""
    async with fan_out.db.write() as tx:
        told = await changes.untold(tx, PAGE)
        if not told:
            return 0
        fan_out.words.add(*await chats.keywords_since(tx, fan_out.words.last))
        by_item: dict[int, list[Told]] = defaultdict(list)
        for one in told:
            by_item[one.change.item].append(one)
        for own in by_item.values():
            await _tell(tx, fan_out, own, now)
        await changes.mark_told(tx, [one.change.id for one in told])
    if fan_out.words.heavy():
        await asyncio.to_thread(fan_out.words.settle)
    return len(told)


async def _tell(tx: Tx, fan_out: FanOut, told: Sequence[Told], now: datetime) -> None:
    if now - told[0].item.published > fan_out.max_age:
        log.info("too old to alert", item=told[0].change.item, changes=[one.change.id for one in told])
        return
    wanted: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        held = await outbox.holders(tx, one.change.story) if one.change.story else {}
        for chat_id, row in held.items():
            await outbox.amend(tx, chat_id, one.change.id, row, now)
        found = await _chats(tx, fan_out, one) - held.keys()
        waiting = await chats.waiting(tx, found)
        if one.change.kind is ChangeKind.CONFIRMED:
            found &= waiting
        elif one.story and not confirmed(one.story):
            found -= waiting
        for chat_id in found:
            wanted[chat_id].append(one)
    for chat_id, own in sorted(wanted.items()):
        first, *others = (one.change for one in own)
        await outbox.push(tx, chat_id, first.id, first.story, [other.id for other in others], now)
    if wanted:
        log.info("alerts written", item=told[0].change.item, chats=len(wanted))


def confirmed(story: Story) -> bool:
    """Whether an act is beyond one publisher's word: an official source tells it, or two that are independent."""
    return (
        any(one.tier is Tier.OFFICIAL for one in story.evidence) or len({one.publisher for one in story.evidence}) > 1
    )


async def _chats(tx: Tx, fan_out: FanOut, told: Told) -> set[int]:
    """The chats whose watches want a change and that have not muted its story."""
    about = subject(told, fan_out.owners, fan_out.words.found(clean(told.item.title, told.body)))
    found = {watch.chat_id for watch in await chats.watchers(tx, keys(about)) if wants(watch, about)}
    if found and told.change.story:
        found -= await chats.muted_by(tx, told.change.story)
    return found
