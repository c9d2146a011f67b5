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


async def _handle(reception: Reception, incoming: Incoming) -> None:
    now = reception.clock()
    command, words, plain = _asked(reception, incoming)
    if command and not command.writes:
        async with reception.db.read() as tx:
            known = await chats.chat(tx, incoming.chat_id)
            chat = known or chats.Chat(incoming.chat_id, choose(incoming.language), None)
            made = await _answer(reception, tx, chat, command, words, plain, incoming, now)
    else:
        made = None
    async with reception.db.write() as tx:
        if incoming.gone is not None:
            await _leave_or_return(tx, incoming, now)
        if incoming.text is not None or incoming.press is not None:
            chat = await chats.keep_chat(tx, incoming.chat_id, choose(incoming.language), now)
            if command and command.writes:
                made = await _answer(reception, tx, chat, command, words, plain, incoming, now)
            if made is None:
                texts = reception.namings[chat.language].texts
                made = Message(lines(texts("unknown-command", word=clean(words, NAME_LONGEST))))
            edits = incoming.message_id if command and command.in_place and incoming.press is not None else None
            await outbox.answer(tx, chat.id, made, edits, now)
        await inbox.done(tx, reception.door, incoming, now)


def _asked(reception: Reception, incoming: Incoming) -> tuple[Command | None, str, bool]:
    """The command asked for, its words, and whether they were typed without one (then it is a look-up)."""
    typed = (incoming.press if incoming.press is not None else incoming.text) or ""
    if not typed.startswith("/"):
        return reception.commands["status"], typed, True
    name, _, words = typed[1:].partition(" ")
    name, *more = name.split(maxsplit=1) if name.strip() else ("",)
    command = reception.commands.get(name.casefold())
    return command, " ".join([*more, words]).strip() if command else typed.split(maxsplit=1)[0], False


async def _answer(
    reception: Reception,
    tx: Tx,
    chat: chats.Chat,
    command: Command,
    words: str,
    plain: bool,
    incoming: Incoming,
    now: datetime,
) -> Message:
    desk = Desk(tx, reception.catalog, reception.namings[chat.language], now)
    if plain and not desk.read(words):
        return Message(lines(desk.texts("unknown-words")))
    return await command.answer(Ask(chat, words, incoming.press is not None), desk)


async def _leave_or_return(tx: Tx, incoming: Incoming, now: datetime) -> None:
    if incoming.gone:
        await chats.let_go(tx, incoming.chat_id, "the chat removed the bot", now)
    else:
        await chats.bring_back(tx, incoming.chat_id)


async def _apologise(reception: Reception, incoming: Incoming) -> None:
    """What cannot be answered is told so, and not tried for ever."""
    now = reception.clock()
    async with reception.db.write() as tx:
        chat = await chats.keep_chat(tx, incoming.chat_id, choose(incoming.language), now)
        sorry = Message(lines(reception.namings[chat.language].texts("went-wrong")))
        await outbox.answer(tx, chat.id, sorry, None, now)
        await inbox.done(tx, reception.door, incoming, now)
