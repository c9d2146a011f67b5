"""Takes what comes in from chats and has it answered: kept first, handled once, the answer in the outbox.

in: keep (rows and offset in one commit, before the door confirms them)
out: take a waiting row -> run its command -> effect, answer and "done" in one commit
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot import chats, inbox, outbox
from bot.desk import Ask, Command, Desk
from bot.message import clean
from bot.model import Incoming, Message
from bot.naming import Naming
from bot.render import lines
from bot.texts import choose
from feeds.catalog import Catalog
from feeds.db import Database

log = structlog.get_logger(__name__)

PAGE = 50
NAME_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Reception:
    """What it works with; `door` is the name under which offsets and what came in are kept."""

    db: Database
    door: str
    catalog: Catalog
    namings: Mapping[str, Naming]
    commands: Mapping[str, Command]
    clock: Callable[[], datetime]


async def keep(reception: Reception, came: Sequence[Incoming], next_offset: int) -> None:
    """Store what came in, and where to read on; when this returns it cannot be lost."""
    async with reception.db.write() as tx:
        await inbox.keep(tx, reception.door, came, next_offset, reception.clock())


async def once(reception: Reception) -> int:
    """Handle what waits, oldest first; returns how much was handled."""
    async with reception.db.read() as tx:
        waiting = await inbox.waiting(tx, reception.door, PAGE)
    for incoming in waiting:
        try:
            await _handle(reception, incoming)
        except Exception:
            log.exception("a question could not be answered", incoming=incoming.id)
            await _apologise(reception, incoming)
    return len(waiting)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody wants: a command (None: one we do not know) and its words; `plain` words came without one."""

    command: Command | None
    words: str
    plain: bool = False
    pressed: bool = False


def _asked(reception: Reception, incoming: Incoming) -> _Asked:
    """Read the command and its words off what was typed or pressed; words without a command are a look-up."""
    pressed = incoming.press is not None
    typed = ((incoming.press if pressed else incoming.text) or "").strip()
    if not typed.startswith("/"):
        return _Asked(reception.commands["status"], typed, plain=True, pressed=pressed)
    name, *words = typed.split(None, 1)
    command = reception.commands.get(name[1:].casefold())
    return _Asked(command, "".join(words) if command else name, pressed=pressed)


async def _handle(reception: Reception, incoming: Incoming) -> None:
    """Answer in one transaction with the effect; what only reads is worked out before, outside the write lock.

    In groups (their ids are below 0) people talk to each other: only commands and buttons are answered.
    """
    now = reception.clock()
    asked = _asked(reception, incoming)
    made = None
    if asked.command and not asked.command.writes and not (asked.plain and incoming.chat_id < 0):
        async with reception.db.read() as tx:
            chat = await chats.chat(tx, incoming.chat_id)
            chat = chat or chats.Chat(incoming.chat_id, choose(incoming.language), None)
            made = await _answer(reception, tx, chat, asked, now)
    async with reception.db.write() as tx:
        if not await inbox.is_waiting(tx, reception.door, incoming):
            return
        if incoming.gone is not None:
            await _leave_or_return(tx, incoming, now)
        elif not (asked.plain and incoming.chat_id < 0):
            chat = await chats.keep_chat(tx, incoming.chat_id, choose(incoming.language), now)
            made = made or await _answer(reception, tx, chat, asked, now)
            in_place = asked.pressed and asked.command is not None and asked.command.in_place
            await outbox.answer(tx, chat.id, made, incoming.message_id if in_place else None, now)
        await inbox.done(tx, reception.door, incoming, now)


async def _answer(reception: Reception, tx: Tx, chat: chats.Chat, asked: _Asked, now: datetime) -> Message:
    desk = Desk(tx, reception.catalog, reception.namings[chat.language], reception.commands, now)
    if asked.command is None:
        return Message(lines(desk.texts("unknown-command", word=clean(asked.words, NAME_LONGEST))))
    if asked.plain and not desk.read(asked.words):
        return Message(lines(desk.texts("unknown-words")))
    return await asked.command.answer(Ask(chat, asked.words, asked.pressed), desk)


async def _leave_or_return(tx: Tx, incoming: Incoming, now: datetime) -> None:
    if incoming.gone:
        await chats.let_go(tx, incoming.chat_id, "the chat removed the bot", now)
    else:
        await chats.bring_back(tx, incoming.chat_id)


async def _apologise(reception: Reception, incoming: Incoming) -> None:
    """What cannot be answered is told so, and not tried for ever."""
    now = reception.clock()
    async with reception.db.write() as tx:
        if not await inbox.is_waiting(tx, reception.door, incoming):
            return
        chat = await chats.keep_chat(tx, incoming.chat_id, choose(incoming.language), now)
        sorry = Message(lines(reception.namings[chat.language].texts("went-wrong")))
        await outbox.answer(tx, chat.id, sorry, None, now)
        await inbox.done(tx, reception.door, incoming, now)
