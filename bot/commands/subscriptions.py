"""/subscriptions: what the chat watches, each with a button to remove it."""

from bot import chats
from bot.desk import Ask, Command, Desk
from bot.model import Button, Message
from bot.render import bold, lines

SHOWN = 40


async def answer(ask: Ask, desk: Desk) -> Message:
    """The chat's watches, oldest first."""
    return await listing(ask, desk)


async def listing(ask: Ask, desk: Desk, first: str | None = None) -> Message:
    """The list, under a line that says what just happened."""
    texts, naming = desk.texts, desk.naming
    held = await chats.watches_of(desk.tx, ask.chat.id)
    if not held:
        return Message(lines(first, texts("watch-none"), texts("usage-subscribe")))
    buttons = tuple(
        (Button(texts("button-remove", name=naming.watch(one)), f"/unsubscribe #{one.id}"),) for one in held[:SHOWN]
    )
    names = [f"• {naming.watch(one)}" for one in held[:SHOWN]]
    more = texts("status-more", count=len(held) - SHOWN) if len(held) > SHOWN else None
    return Message(lines(first, bold(texts("watch-list")), *names, more), buttons)


COMMAND = Command("subscriptions", answer, listed=5)
