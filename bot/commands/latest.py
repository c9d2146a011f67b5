"""/latest: the newest acts on record, of everything or of what the words name."""

from bot.commands._suggest import unknown
from bot.commands._wished import led, wished
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import acts, lines

SHOWN = 10
READ = 60


async def answer(ask: Ask, desk: Desk) -> Message:
    """The newest acts first; what was told only in passing is left out."""
    texts = desk.texts
    wish = desk.read(ask.words)
    if ask.words.strip() and not wish:
        return await unknown(ask, desk, ask.words, "status")
    shown = led(await wished(desk, wish, READ))[:SHOWN]
    if not shown:
        return Message(lines(texts("latest-none")))
    return acts(desk.naming, texts("latest-title"), shown, desk.now)


COMMAND = Command("latest", answer, listed=8)
