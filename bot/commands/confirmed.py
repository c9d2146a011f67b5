"""/confirmed on|off: whether to hear of an act only when an official source or two publishers tell it."""

from bot import chats
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import lines

ON, OFF = {"on", "yes", "вкл", "да"}, {"off", "no", "выкл", "нет"}


async def answer(ask: Ask, desk: Desk) -> Message:
    """Set it, or say how."""
    word = ask.words.strip().casefold()
    if word not in ON | OFF:
        return Message(lines(desk.texts("usage-confirmed")))
    await chats.only_confirmed(desk.tx, ask.chat.id, word in ON)
    return Message(lines(desk.texts("confirmed-on" if word in ON else "confirmed-off")))


COMMAND = Command("confirmed", answer, listed=9, writes=True)
