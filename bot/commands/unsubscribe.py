"""/unsubscribe: stop watching what the words, or a button of the list, name."""

from bot import chats
from bot.commands._suggest import plain_word
from bot.commands.subscriptions import listing
from bot.desk import Ask, Command, Desk
from bot.keywords import fold
from bot.model import Message, Watch
from bot.render import lines
from bot.words import number, watches


async def answer(ask: Ask, desk: Desk) -> Message:
    """Remove the watches that are named exactly so; with no words, show them all."""
    texts = desk.texts
    words = ask.words.strip()
    if not words:
        return await listing(ask, desk)
    held = await chats.watches_of(desk.tx, ask.chat.id)
    found = _named(words, held, desk)
    for one in found:
        await chats.remove_watch(desk.tx, ask.chat.id, one.id)
    if found:
        names = texts.all_of([desk.naming.watch(one) for one in found])
        return await listing(ask, desk, texts("watch-removed", names=names))
    if words.startswith("#"):
        return await listing(ask, desk, texts("watch-gone"))
    return Message(lines(texts("watch-not-there", names=plain_word(words)), texts("usage-unsubscribe")))


def _named(words: str, held: list[Watch], desk: Desk) -> list[Watch]:
    if words.startswith("#"):
        chosen = number(words)
        return [one for one in held if one.id == chosen]
    word = fold(plain_word(words))
    if by_word := [one for one in held if one.keyword == word]:
        return by_word
    asked = {_parts(one) for one in watches(desk.read(words), 0)}
    return [one for one in held if _parts(one) in asked and not one.keyword]


def _parts(watch: Watch) -> tuple[str | None, ...]:
    return (watch.company, watch.country, watch.topic, watch.regulator, watch.law)


COMMAND = Command("unsubscribe", answer, listed=4, writes=True, in_place=True)
