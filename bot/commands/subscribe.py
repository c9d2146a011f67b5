"""/subscribe: watch companies, countries, topics, regulators, laws, in any words."""

from bot import chats
from bot.commands._suggest import unknown
from bot.desk import Ask, Command, Desk
from bot.message import clean
from bot.model import Message
from bot.render import lines
from bot.watching import key
from bot.words import exact, watches

LIMIT = 500
AT_ONCE = 20


async def answer(ask: Ask, desk: Desk) -> Message:
    """Store what the words name; ask back where they name nothing known."""
    texts = desk.texts
    if not ask.words.strip():
        return Message(lines(texts("usage-subscribe")))
    wish = desk.read(ask.words)
    if not wish:
        return await unknown(ask, desk, ask.words, "subscribe")
    wanted = watches(wish, ask.chat.id)
    if len(wanted) > AT_ONCE:
        return Message(lines(texts("watch-many", count=len(wanted))))
    if len(await chats.watches_of(desk.tx, ask.chat.id)) + len(wanted) > LIMIT:
        return Message(lines(texts("watch-full", limit=LIMIT)))
    if wish.unread:
        also = " ".join(exact(company=c) for c in wish.companies) or " ".join(exact(country=k) for k in wish.countries)
        return await unknown(ask, desk, wish.unread, "subscribe", also)
    names = [(desk.naming.watch(one), await chats.add_watch(desk.tx, one, key(one), desk.now)) for one in wanted]
    added, had = ([clean(name, 200) for name, is_new in names if is_new is wanted_] for wanted_ in (True, False))
    return Message(
        lines(
            texts("watch-added", names=texts.all_of(added)) if added else None,
            texts("watch-what") if added else None,
            texts("watch-had", names=texts.all_of(had)) if had else None,
        )
    )


COMMAND = Command("subscribe", answer, listed=3, writes=True)
