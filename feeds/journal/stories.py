"""All SQL about stories, their acts and their evidence."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from feeds.journal.items import as_evidence, select_evidence
from feeds.model import Act, Action, Claim, Evidence, Precision, Role, Stage, Story
from feeds.tables import acts, evidence, items, stories


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
    values = {
        "day": story.day,
        "precision": story.precision.value,
        "day_told": story.day_told,
        "last_seen": story.last_seen,
        "authority": story.authority,
        "law": story.law,
        "topics": story.topics,
        "regulators": story.regulators,
    }
    if story.id > 0:
        await tx.execute(stories.update().where(stories.c.id == story.id).values(**values))
        await tx.execute(acts.delete().where(acts.c.story_id == story.id))
        story_id = story.id
    else:
        story_id = (await tx.execute(stories.insert().values(**values).returning(stories.c.id))).scalar_one()
    await tx.execute(
        acts.insert(),
        [
            {
                "story_id": story_id,
                "place": place,
                "company": act.company,
                "country": act.country,
                "action": act.action.value,
                "stage": act.stage.value,
                "role": act.role.value,
                "doubt": act.doubt,
            }
            for place, act in enumerate(story.acts)
        ],
    )
    known = set((await tx.execute(sa.select(evidence.c.item_id).where(evidence.c.story_id == story_id))).scalars())
    for one in story.evidence:
        if one.item not in known:
            await tx.execute(evidence.insert().values(story_id=story_id, item_id=one.item, quote=one.quote))
    return story_id


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
            Act(row.company, row.country, Action(row.action), Stage(row.stage), Role(row.role), row.doubt)
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
        )
        for row in rows
    ]
