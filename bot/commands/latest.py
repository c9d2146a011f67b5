"""/latest: the newest acts on record, of everything or of what the words name."""

from bot.commands._suggest import unknown
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import acts, lines
from feeds.journal import stories
from feeds.model import Role

SHOWN = 10
READ = 60


async def answer(ask: Ask, desk: Desk) -> Message:
    """The newest acts first; what was told only in passing is left out."""
    texts = desk.texts
    wish = desk.read(ask.words)
    if ask.words.strip() and not wish:
        return await unknown(ask, desk, ask.words, "status")
    found = await stories.stories_of(
        desk.tx,
        company=wish.companies,
        country=wish.countries,
        regulator=next(iter(wish.regulators), None),
        topic=next(iter(wish.topics), None),
        law=next(iter(wish.laws), None),
        limit=READ,
    )
    led = [story for story in found if any(act.role is Role.LEAD for act in story.acts)][:SHOWN]
    if not led:
        return Message(lines(texts("latest-none")))
    return acts(desk.naming, texts("latest-title"), led, desk.now)


COMMAND = Command("latest", answer, listed=8)
