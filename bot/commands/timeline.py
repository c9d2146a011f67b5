"""/timeline: what happened to a company, in a country, or both, in order, page by page."""

from bot.commands._suggest import unknown
from bot.commands._wished import wished
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import PAGE_SIGN, lines, paged, timeline
from bot.words import PRESS_LONGEST, Wish, exact

_LONGEST_PAGE = len(f" {PAGE_SIGN}999")


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
    return timeline(naming, name, found, desk.now, page, _again(wish))


def _again(wish: Wish) -> str:
    """The command that asks the same again, where a button can carry it."""
    kinds = {"company": wish.companies, "country": wish.countries, "topic": wish.topics, "regulator": wish.regulators}
    tokens = [exact(**{kind: one}) for kind, ids in (kinds | {"law": wish.laws}).items() for one in ids]
    again = " ".join(["/turn", *tokens])
    return again if len(again.encode()) + _LONGEST_PAGE <= PRESS_LONGEST else ""


COMMAND = Command("timeline", answer, listed=7)
