"""/keyword N: the tap that confirms watching a plain word that was asked for."""

from bot import chats
from bot.desk import Ask, Command, Desk
from bot.keywords import fold
from bot.model import Message, Watch
from bot.render import lines
from bot.watching import key
from bot.words import number


async def answer(ask: Ask, desk: Desk) -> Message:
    """Store the word kept under the number, if this chat asked for it."""
    asked = number(ask.words)
    word = await chats.asked_words(desk.tx, ask.chat.id, asked) if asked is not None else None
    if word is None:
        return Message(lines(desk.texts("watch-keyword-old")))
    watch = Watch(0, ask.chat.id, keyword=fold(word))
    added = await chats.add_watch(desk.tx, watch, key(watch), desk.now)
    name = desk.naming.watch(watch)
    return Message(lines(desk.texts("watch-added" if added else "watch-had", names=name)))


COMMAND = Command("keyword", answer, writes=True)
