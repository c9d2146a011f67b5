"""All SQL about stories, their acts and their evidence."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from feeds.journal.items import as_evidence, select_evidence
from feeds.model import Act, Action, Certainty, Claim, Dates, Evidence, Precision, Role, Scope, Stage, Story
from feeds.tables import acts, evidence, items, public_ids, stories

OWN = 100_000
"""Public numbers above this are given by an installation; those below by the built-in record."""


async def stories_near(tx: Tx, told: Sequence[Claim]) -> list[Story]:
    """Every story that shares a company, or a country without company, with the claims. Called by the poll leg."""
    companies = {claim.company for claim in told if claim.company}
    places = {claim.country for claim in told if not claim.company}
    conditions: list[sa.ColumnElement[bool]] = [acts.c.company.in_(sorted(companies))] if companies else []
    if named := sorted(place for place in places if place):
        conditions.append(sa.and_(acts.c.company.is_(None), acts.c.country.in_(named)))
    if not conditions:
        return []
    return await stories_in(tx, sa.select(acts.c.story_id).where(sa.or_(*conditions)))


async def keep_story(tx: Tx, story: Story) -> int:
    """Store a new story (id below 1) or what became of one; its evidence is added to. Called by the poll leg."""
    if story.id > 0:
        await tx.execute(stories.update().where(stories.c.id == story.id).values(**_values(story)))
        await tx.execute(acts.delete().where(acts.c.story_id == story.id))
        story_id = story.id
    else:
        story_id = (await tx.execute(stories.insert().values(**_values(story)).returning(stories.c.id))).scalar_one()
        await name(tx, story_id, story.public or public_id(story.day, OWN + story_id))
    await tx.execute(acts.insert(), _act_rows(story_id, story))
    known = set((await tx.execute(sa.select(evidence.c.item_id).where(evidence.c.story_id == story_id))).scalars())
    for one in story.evidence:
        if one.item not in known:
            await tx.execute(evidence.insert().values(story_id=story_id, item_id=one.item, quote=one.quote))
    return story_id


async def keep_new(tx: Tx, told: Sequence[Story]) -> None:
    """Store many new stories that have their public ids, at once. Called when the built-in record is taken in."""
    if not told:
        return
    last: int = await tx.scalar(sa.select(sa.func.coalesce(sa.func.max(stories.c.id), 0))) or 0
    numbered = list(enumerate(told, last + 1))
    await tx.execute(
        stories.insert(), [_values(story) | {"id": number, "public": story.public} for number, story in numbered]
    )
    await tx.execute(public_ids.insert(), [{"public": story.public, "story_id": number} for number, story in numbered])
    await tx.execute(acts.insert(), [row for number, story in numbered for row in _act_rows(number, story)])
    await tx.execute(
        evidence.insert(),
        [
            {"story_id": number, "item_id": one.item, "quote": one.quote}
            for number, story in numbered
            for one in story.evidence
        ],
    )


def _values(story: Story) -> dict[str, object]:
    return {
        "day": story.day,
        "precision": story.precision.value,
        "day_told": story.day_told,
        "last_seen": story.last_seen,
        "authority": story.authority,
        "law": story.law,
        "topics": story.topics,
        "regulators": story.regulators,
        "certainty": story.certainty.value,
        "decided": story.dates.decided,
        "announced": story.dates.announced,
        "effective": story.dates.effective,
        "expires": story.dates.expires,
    }


def _act_rows(story_id: int, story: Story) -> list[dict[str, object]]:
    return [
        {
            "story_id": story_id,
            "place": place,
            "company": act.company,
            "country": act.country,
            "action": act.action.value,
            "stage": act.stage.value,
            "role": act.role.value,
            "doubt": act.doubt,
            "scope": act.scope.value,
        }
        for place, act in enumerate(story.acts)
    ]


def public_id(day: date, number: int) -> str:
    """The id that people cite: the year of the act and a number."""
    return f"RW-{day.year:04}-{number:06}"


async def name(tx: Tx, story_id: int, public: str) -> None:
    """Give a story a public id; the first it gets is the one it shows. Called when a story is stored."""
    await tx.execute(public_ids.insert().values(public=public, story_id=story_id))
    unnamed = sa.and_(stories.c.id == story_id, stories.c.public.is_(None))
    await tx.execute(stories.update().where(unnamed).values(public=public))


async def story_named(tx: Tx, public: str) -> Story | None:
    """The story that a public id stands for, or None. Called by /act."""
    found = await stories_in(tx, sa.select(public_ids.c.story_id).where(public_ids.c.public == public))
    return found[0] if found else None


async def stories_of(
    tx: Tx,
    *,
    company: Collection[str] = (),
    country: Collection[str] = (),
    regulator: str | None = None,
    topic: str | None = None,
    law: str | None = None,
    limit: int | None = None,
) -> list[Story]:
    """Stories by what they are about, newest first. Called by the chat commands."""
    wanted = sa.select(stories.c.id).order_by(stories.c.day.desc(), stories.c.id.desc())
    if company or country:
        pair = sa.select(acts.c.story_id)
        if company:
            pair = pair.where(acts.c.company.in_(sorted(company)))
        if country:
            pair = pair.where(acts.c.country.in_(sorted(country)))
        wanted = wanted.where(stories.c.id.in_(pair))
    for column, name in ((stories.c.regulators, regulator), (stories.c.topics, topic)):
        if name:
            wanted = wanted.where(sa.type_coerce(column, sa.Text).contains(f'"{name}"', autoescape=True))
    if law:
        wanted = wanted.where(stories.c.law == law)
    if limit:
        wanted = wanted.limit(limit)
    found = await stories_in(tx, wanted)
    return sorted(found, key=lambda story: (story.day, story.id), reverse=True)


async def cuts_in(tx: Tx, country: str) -> list[Story]:
    """The stories of a country's whole internet, cut or given back. Called by /status and /blocked."""
    kinds = [Action.SHUTDOWN.value, Action.UNBLOCK.value]
    whole = sa.and_(acts.c.company.is_(None), acts.c.country == country, acts.c.action.in_(kinds))
    return await stories_in(tx, sa.select(acts.c.story_id).where(whole))


async def story(tx: Tx, story_id: int) -> Story | None:
    """One story whole, or None. Called when an alert is composed and when its buttons are pressed."""
    found = await stories_in(tx, sa.select(stories.c.id).where(stories.c.id == story_id))
    return found[0] if found else None


async def stories_in(tx: Tx, wanted: sa.Select[tuple[int]]) -> list[Story]:
    """The stories whose ids `wanted` selects, whole. Called by the other storage functions."""
    rows = list(await tx.execute(sa.select(stories).where(stories.c.id.in_(wanted))))
    ids = [row.id for row in rows]
    own_acts: dict[int, list[Act]] = defaultdict(list)
    for row in await tx.execute(
        sa.select(acts).where(acts.c.story_id.in_(ids)).order_by(acts.c.story_id, acts.c.place)
    ):
        own_acts[row.story_id].append(
            Act(
                row.company,
                row.country,
                Action(row.action),
                Stage(row.stage),
                Role(row.role),
                row.doubt,
                Scope(row.scope),
            )
        )
    proof: dict[int, list[Evidence]] = defaultdict(list)
    for row in await tx.execute(
        select_evidence(evidence.c.story_id, evidence.c.quote)
        .join(evidence, evidence.c.item_id == items.c.id)
        .where(evidence.c.story_id.in_(ids))
        .order_by(evidence.c.story_id, items.c.id)
    ):
        proof[row.story_id].append(as_evidence(row, row.quote))
    return [
        Story(
            id=row.id,
            acts=tuple(own_acts[row.id]),
            day=row.day,
            precision=Precision(row.precision),
            day_told=row.day_told,
            authority=row.authority,
            law=row.law,
            topics=row.topics,
            regulators=row.regulators,
            last_seen=row.last_seen,
            evidence=tuple(proof[row.id]),
            public=row.public or "",
            certainty=Certainty(row.certainty),
            dates=Dates(row.decided, row.announced, row.effective, row.expires),
        )
        for row in rows
    ]
