"""/status: how a company stands in a country; or all that is on record of a company, a country, a body or a topic."""

import itertools
from collections.abc import Sequence
from datetime import date

from bot.commands._suggest import rows_of, unknown
from bot.commands._wished import led, wished
from bot.desk import Ask, Command, Desk
from bot.model import Button, Message, Span
from bot.render import acts, lines, overview, short_status, status
from bot.words import Wish, exact
from feeds.journal import stories
from feeds.model import State, Status, Story
from feeds.status import cut, pairs
from feeds.status import status as decide

PAIRS = 5
ROWS = 20
_WEIGHT = tuple(State)
"""What stands restricted is told before what does not."""


async def answer(ask: Ask, desk: Desk) -> Message:
    """One message; it never calls free what it knows nothing of."""
    if not ask.words.strip():
        return Message(lines(desk.texts("usage-status")))
    wish = desk.read(ask.words)
    if not wish:
        return await unknown(ask, desk, ask.words, "status")
    countries = wish.countries or tuple(
        country for body in wish.regulators if (country := desk.catalog.regulators[body].country)
    )
    if wish.companies and countries:
        return await _pairs(desk, list(itertools.product(wish.companies, countries)))
    return await _one(desk, wish)


async def _pairs(desk: Desk, wanted: Sequence[tuple[str, str]]) -> Message:
    found = [await _status(desk, company, country) for company, country in wanted[:PAIRS]]
    cuts = {one.country: cut(await stories.cuts_in(desk.tx, one.country), _day(desk)) for one in found}
    messages = [status(desk.naming, one, desk.now, _nearest(desk, one), cuts[one.country]) for one in found]
    spans = [span for message in messages for span in (Span("\n\n"), *message.spans)][1:]
    if len(wanted) > PAIRS:
        spans.append(Span("\n\n" + desk.texts("status-more", count=len(wanted) - PAIRS)))
    return Message(tuple(spans), tuple(row for message in messages for row in message.buttons))


async def _status(desk: Desk, company: str, country: str) -> Status:
    found = await stories.stories_of(desk.tx, company=(company,), country=(country,))
    return decide(company, country, found, _day(desk))


def _day(desk: Desk) -> date:
    return desk.now.date()


def _nearest(desk: Desk, found: Status) -> tuple[tuple[Button, ...], ...]:
    """What to do when nothing is on record: watch the pair, or see the company elsewhere."""
    texts, naming = desk.texts, desk.naming
    if found.state is not State.NOT_COVERED:
        return ()
    company, country = naming.company(found.company), naming.country(found.country)
    here, there = exact(company=found.company), exact(country=found.country)
    pair = texts("watch-company-in", company=company, place=country)
    return rows_of(
        [
            Button(texts("button-watch", name=pair), f"/subscribe {here} {there}"),
            Button(texts("button-status", name=company), f"/status {here}"),
            Button(texts("button-status", name=country), f"/status {there}"),
        ]
    )


async def _one(desk: Desk, wish: Wish) -> Message:
    """A company everywhere, a country with everyone, or the last acts of a body, a law or a topic."""
    naming, texts, tx = desk.naming, desk.texts, desk.tx
    if wish.companies or (wish.countries and not (wish.topics or wish.regulators or wish.laws)):
        found = await stories.stories_of(tx, company=wish.companies, country=wish.countries)
        names = [naming.company(one) for one in wish.companies] or [naming.country(one) for one in wish.countries]
        key = "status-of-company" if wish.companies else "status-of-country"
        title = texts(key, **{"company" if wish.companies else "country": texts.all_of(names)})
        return _overview(desk, title, texts.all_of(names), found, wish)
    body, topic, law = (next(iter(ids), None) for ids in (wish.regulators, wish.topics, wish.laws))
    found = led(await wished(desk, wish, ROWS))
    name = naming.regulator(body) if body else naming.law(law) if law else naming.topic(topic or "")
    if not found:
        return Message(lines(texts("status-none", name=name)))
    return acts(naming, texts("status-of-body" if body or law else "status-of-topic", name=name), found, desk.now)


def _overview(desk: Desk, title: str, name: str, found: list[Story], wish: Wish) -> Message:
    wanted = [
        decide(company, country, found, _day(desk))
        for company, country in pairs(found)
        if (not wish.companies or company in wish.companies) and (not wish.countries or country in wish.countries)
    ]
    if not wanted:
        return Message(lines(desk.texts("status-none", name=name)))
    wanted.sort(key=lambda one: one.deciding.day if one.deciding else date.min, reverse=True)
    wanted.sort(key=lambda one: _WEIGHT.index(one.state))
    rows = [short_status(desk.naming, one) for one in wanted[:ROWS]]
    if len(wanted) > ROWS:
        rows.append(lines(desk.texts("status-more", count=len(wanted) - ROWS)))
    return overview(desk.naming, title, rows, desk.now)


COMMAND = Command("status", answer, listed=6)
