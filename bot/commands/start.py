"""/start: what this is, with three examples to press."""

from bot.desk import Ask, Command, Desk
from bot.model import Button, Message
from bot.render import lines


async def answer(ask: Ask, desk: Desk) -> Message:
    """A greeting that can be tried at once."""
    texts = desk.texts
    buttons = (
        (Button(texts("button-subscribe-example"), "/subscribe c:linkedin"),),
        (Button(texts("button-status-example"), "/status c:linkedin k:RU"),),
        (Button(texts("button-latest-example"), "/latest"),),
    )
    return Message(lines(texts("start-what"), "", texts("start-try")), buttons)


COMMAND = Command("start", answer, listed=1)
