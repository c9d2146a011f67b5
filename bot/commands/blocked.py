"""/blocked: what is restricted in a country now, or where a company is."""

from bot.commands._suggest import unknown
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import lines, overview, short_status
from bot.words import Wish
from feeds.journal import stories
from feeds.model import State, Status
from feeds.status import pairs, status

ROWS = 30
RESTRICTED = {State.BLOCKED: 0, State.PARTLY: 1, State.THROTTLED: 2, State.ORDERED: 3}


async def answer(ask: Ask, desk: Desk) -> Message:
    """One line for each pair that stands restricted, blocks first, then by their age."""
    texts = desk.texts
    if not ask.words.strip():
        return Message(lines(texts("usage-blocked")))
    wish = desk.read(ask.words)
    if not wish or not (wish.companies or wish.countries):
        return await unknown(ask, desk, ask.words, "blocked")
    found = await _restricted(desk, wish)
    name = texts.all_of([*map(desk.naming.company, wish.companies), *map(desk.naming.country, wish.countries)])
    if not found:
        return Message(lines(texts("blocked-none", name=name)))
    rows = [short_status(desk.naming, one) for one in found[:ROWS]]
    if len(found) > ROWS:
        rows.append(lines(texts("status-more", count=len(found) - ROWS)))
    return overview(desk.naming, texts("blocked-title", name=name, count=len(found)), rows, desk.now)


async def _restricted(desk: Desk, wish: Wish) -> list[Status]:
    told = await stories.stories_of(desk.tx, company=wish.companies, country=wish.countries)
    standing = [
        status(company, country, told, desk.now.date())
        for company, country in pairs(told)
        if (not wish.companies or company in wish.companies) and (not wish.countries or country in wish.countries)
    ]
    kept = [one for one in standing if one.state in RESTRICTED and one.deciding]
    return sorted(kept, key=lambda one: (RESTRICTED[one.state], one.deciding.day if one.deciding else desk.now.date()))


COMMAND = Command("blocked", answer, listed=9)
