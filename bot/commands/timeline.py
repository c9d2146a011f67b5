"""/timeline: what happened to a company, in a country, or both, in order."""

from bot.commands._suggest import unknown
from bot.commands._wished import wished
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import lines, timeline


async def answer(ask: Ask, desk: Desk) -> Message:
    """The acts on record, oldest first, each with a source."""
    texts, naming = desk.texts, desk.naming
    if not ask.words.strip():
        return Message(lines(texts("usage-timeline")))
    wish = desk.read(ask.words)
    if not wish:
        return await unknown(ask, desk, ask.words, "timeline")
    found = await wished(desk, wish)
    names = [
        *map(naming.company, wish.companies),
        *map(naming.topic, wish.topics),
        *map(naming.regulator, wish.regulators),
        *map(naming.law, wish.laws),
    ]
    places = texts.all_of([naming.country(one) for one in wish.countries])
    what = ", ".join(names)
    name = texts("watch-company-in", company=what, place=places) if what and places else what or places
    if not found:
        return Message(lines(texts("timeline-none", name=name)))
    return timeline(naming, name, found, desk.now)


COMMAND = Command("timeline", answer, listed=7)
