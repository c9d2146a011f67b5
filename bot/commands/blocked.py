"""/blocked: what is restricted in a country now, or where a company is, page by page."""

from bot.commands._suggest import unknown
from bot.desk import Ask, Command, Desk
from bot.model import Message
from bot.render import PAGE_ROOM, cut_line, lines, overview, paged, short_status, turns
from bot.words import Wish, again
from feeds.journal import stories
from feeds.model import State, Status
from feeds.status import cut, pairs, status

ROWS = 25
RESTRICTED = {State.BLOCKED: 0, State.PARTLY: 1, State.THROTTLED: 2, State.ORDERED: 3}


async def answer(ask: Ask, desk: Desk) -> Message:
    """One line for each pair that stands restricted: blocks first, the newest before the older."""
    texts = desk.texts
    words, page = paged(ask.words)
    if not words.strip():
        return Message(lines(texts("usage-blocked")))
    wish = desk.read(words)
    if not wish:
        return await unknown(ask, desk, words, "blocked")
    bodies = [desk.catalog.regulators[body].country for body in wish.regulators]
    countries = wish.countries or tuple(dict.fromkeys(filter(None, bodies)))
    if not (wish.companies or countries):
        return Message(lines(texts("usage-blocked")))
    found = await _restricted(desk, wish.companies, countries)
    name = texts.all_of([*map(desk.naming.company, wish.companies), *map(desk.naming.country, countries)])
    cuts = [(one, cut(await stories.cuts_in(desk.tx, one), desk.now.date())) for one in countries]
    stands = [lines(cut_line(desk.naming, one, story)) for one, story in cuts if story]
    if not found and not stands:
        return Message(lines(texts("blocked-none", name=name)))
    pages = max(1, (len(found) - 1) // ROWS + 1)
    page = min(max(page, 1), pages)
    rows = [*stands, *(short_status(desk.naming, one) for one in found[(page - 1) * ROWS : page * ROWS])]
    if pages > 1:
        rows.append(lines(texts("watch-page", page=page, pages=pages)))
    told = overview(desk.naming, texts("blocked-title", name=name, count=len(found)), rows, desk.now)
    asked = again("/blocked", Wish(wish.companies, countries), PAGE_ROOM)
    back, more = (texts("button-back"), page - 1), (texts("button-more"), page + 1)
    return Message(told.spans, turns(asked, pages, back, more))


async def _restricted(desk: Desk, companies: tuple[str, ...], countries: tuple[str, ...]) -> list[Status]:
    told = await stories.stories_of(desk.tx, company=companies, country=countries)
    standing = [
        status(company, country, told, desk.now.date())
        for company, country in pairs(told)
        if (not companies or company in companies) and (not countries or country in countries)
    ]
    kept = [one for one in standing if one.state in RESTRICTED and one.deciding]
    kept.sort(key=lambda one: one.deciding.day if one.deciding else desk.now.date(), reverse=True)
    return sorted(kept, key=lambda one: RESTRICTED[one.state])


COMMAND = Command("blocked", answer, listed=9, in_place=True)
