"""/help: every command with what it does, and how names are read."""

from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import bold, lines

USAGES = ("subscribe", "unsubscribe", "status", "timeline")


async def answer(ask: Ask, desk: Desk) -> Message:
    """The listed commands, then their usages."""
    texts = desk.texts
    listed = [f"/{name} — {texts(f'command-{name}')}" for name, one in desk.commands.items() if one.listed is not None]
    usages = [texts(f"usage-{name}") for name in USAGES]
    return Message(lines(bold(texts("help-title")), *listed, "", *usages, "", texts("help-words")))


COMMAND = Command("help", answer, listed=2)
