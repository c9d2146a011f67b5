"""/timeline: what happened to a company, in a country, or both, in order, page by page."""

from bot.commands._suggest import unknown
from bot.commands._wished import wished
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import PAGE_ROOM, lines, paged, timeline
from bot.words import again


async def answer(ask: Ask, desk: Desk) -> Message:
    """The acts on record, oldest first, each with a source; the newest page unless the words end with another's."""
    texts, naming = desk.texts, desk.naming
    words, page = paged(ask.words)
    if not words.strip():
        return Message(lines(texts("usage-timeline")))
    wish = desk.read(words)
    if not wish:
        return await unknown(ask, desk, words, "timeline")
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
    return timeline(naming, name, found, desk.now, page, again("/turn", wish, PAGE_ROOM))


COMMAND = Command("timeline", answer, listed=7)
