"""/mutestory N: the tap under an alert that ends alerts about its story."""

from bot import chats
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import lines
from bot.words import number
from feeds.journal import stories


async def answer(ask: Ask, desk: Desk) -> Message:
    """Mute a story for this chat."""
    asked = number(ask.words)
    story = await stories.story(desk.tx, asked) if asked is not None else None
    if story is None:
        return Message(lines(desk.texts("mute-unknown")))
    await chats.mute(desk.tx, ask.chat.id, story.id)
    return Message(lines(desk.texts("muted", name=desk.naming.act(story))))


COMMAND = Command("mutestory", answer, writes=True)
