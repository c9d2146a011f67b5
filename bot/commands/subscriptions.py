"""/subscriptions: what the chat watches, page by page, each with a button to remove it."""

from bot import chats
from bot.desk import Ask, Command, Desk
from bot.model import Button, Message
from bot.render import bold, lines
from bot.words import number

PAGE = 20


async def answer(ask: Ask, desk: Desk) -> Message:
    """A page of the chat's watches, oldest first; the words are the page's number."""
    return await listing(ask, desk, page=number(ask.words) or 1)


async def listing(ask: Ask, desk: Desk, first: str | None = None, page: int = 1) -> Message:
    """The list, under a line that says what just happened."""
    texts, naming = desk.texts, desk.naming
    held = await chats.watches_of(desk.tx, ask.chat.id)
    if not held:
        return Message(lines(first, texts("watch-none"), texts("usage-subscribe")))
    pages = (len(held) - 1) // PAGE + 1
    page = min(max(page, 1), pages)
    shown = held[(page - 1) * PAGE : page * PAGE]
    buttons: list[tuple[Button, ...]] = [
        (Button(texts("button-remove", name=naming.watch(one)), f"/unsubscribe #{one.id}"),) for one in shown
    ]
    turns = [(texts("button-back"), page - 1)] if page > 1 else []
    turns += [(texts("button-more"), page + 1)] if page < pages else []
    if turns:
        buttons.append(tuple(Button(label, f"/subscriptions {to}") for label, to in turns))
    where = texts("watch-page", page=page, pages=pages) if pages > 1 else None
    names = [f"• {naming.watch(one)}" for one in shown]
    return Message(lines(first, bold(texts("watch-list")), *names, where), tuple(buttons))


COMMAND = Command("subscriptions", answer, listed=5, in_place=True)
