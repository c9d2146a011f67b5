"""All SQL that takes the built-in record in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from feeds.journal.stories import keep_new, keep_story, name, stories_in, stories_of
from feeds.model import Act, Evidence, Role, Story, Tier
from feeds.record import BuiltIn, Entry
from feeds.tables import built_in, items, public_ids, sources, stories

_OF_A_STATE = re.compile(
    r"(?:^|\.)(?:gov|gob|gouv|gub|govt|go|gc|gov\.[a-z]{2}|admin|europa)\.(?:[a-z]{2}|eu)$|\.gov$|(?:^|\.)(?:ofcom|ico)\.org\.uk$"
)
NAME, CITED = "record", "record:"
SAME = timedelta(days=4)
"""How far apart an entry and a story told by news may be dated and still be one act."""


async def take_in(tx: Tx, record: BuiltIn, now: datetime) -> int:
    """Bring the built-in record into the stories, if this one is not in yet; returns how many acts are new.

    An act that news has told already keeps its story and gets the entry's id and sources as well; one that stands here
    by the record alone follows what the record says now. Called at start.
    """
    known = await tx.scalar(sa.select(built_in.c.digest).where(built_in.c.name == NAME))
    if known == record.digest:
        return 0
    taken = set((await tx.execute(sa.select(public_ids.c.public))).scalars())
    entries = record.entries()
    await _mend(tx, [entry for entry in entries if entry.id in taken])
    fresh = [entry for entry in entries if entry.id not in taken]
    publishers = await _publishers(tx, fresh, now)
    evidence = await _keep_items(tx, fresh, publishers, now)
    by_news = bool(taken)
    untold: list[tuple[Entry, Story]] = []
    for entry in fresh:
        told = await _told(tx, entry) if by_news else None
        story = _story(entry, evidence[entry.id], told)
        if told:
            await name(tx, await keep_story(tx, story), entry.id)
        else:
            untold.append((entry, story))
    await keep_new(tx, [story for _, story in untold])
    await tx.execute(built_in.delete().where(built_in.c.name == NAME))
    await tx.execute(built_in.insert().values(name=NAME, digest=record.digest))
    return len(fresh)


async def _mend(tx: Tx, entries: Sequence[Entry]) -> None:
    """Give the stories that the record itself made what its entries say now: day, authority, law, certainty, act."""
    kept = await stories_in(tx, sa.select(stories.c.id).where(stories.c.public.in_([entry.id for entry in entries])))
    by_id = {story.public: story for story in kept}
    for entry in entries:
        story = by_id.get(entry.id)
        if story is None or not all(one.source.startswith(CITED) for one in story.evidence):
            continue
        mended = replace(_story(entry, story.evidence, None), id=story.id, last_seen=entry.day, topics=story.topics)
        if mended != story:
            await keep_story(tx, mended)


async def _told(tx: Tx, entry: Entry) -> Story | None:
    """The story by which news tells the entry's act already, if there is one."""
    if entry.company is None:
        return None
    for story in await stories_of(tx, company=(entry.company,), country=(entry.country,)):
        same = any(
            (act.company, act.country, act.action, act.scope, act.stage)
            == (entry.company, entry.country, entry.action, entry.scope, entry.stage)
            for act in story.acts
        )
        by_news = not any(one.source.startswith(CITED) for one in story.evidence)
        if same and by_news and abs(story.day - entry.day) <= SAME:
            return story
    return None


def _story(entry: Entry, evidence: Sequence[Evidence], told: Story | None) -> Story:
    act = Act(entry.company, entry.country, entry.action, entry.stage, Role.LEAD, False, entry.scope)
    return Story(
        id=told.id if told else 0,
        acts=told.acts if told else (act,),
        day=entry.day,
        precision=entry.precision,
        day_told=True,
        authority=entry.authority or (told.authority if told else None),
        law=entry.law or (told.law if told else None),
        topics=told.topics if told else (),
        regulators=tuple(dict.fromkeys([*(told.regulators if told else ()), *filter(None, [entry.authority])])),
        last_seen=max(entry.day, told.last_seen) if told else entry.day,
        evidence=(*(told.evidence if told else ()), *evidence),
        public=told.public if told else entry.id,
        certainty=entry.certainty,
        dates=entry.dates,
    )


async def _publishers(tx: Tx, entries: Sequence[Entry], now: datetime) -> dict[str, int]:
    """A source, never polled, for each publisher that the entries cite, by its host."""
    found: dict[str, int] = {}
    for host in sorted({_host(one) for entry in entries for one in entry.sources}):
        url = CITED + host
        known = await tx.scalar(sa.select(sources.c.id).where(sources.c.url == url))
        if known is None:
            values = {"url": url, "name": host, "tier": _tier(host).value, "enabled": False, "due": now, "failures": 0}
            known = (await tx.execute(sources.insert().values(**values).returning(sources.c.id))).scalar_one()
        found[host] = known
    return found


async def _keep_items(
    tx: Tx, entries: Sequence[Entry], publishers: Mapping[str, int], now: datetime
) -> dict[str, list[Evidence]]:
    """An item for each page that the entries cite; by the entry's id."""
    number: int = await tx.scalar(sa.select(sa.func.coalesce(sa.func.max(items.c.id), 0))) or 0
    rows: list[dict[str, object]] = []
    found: dict[str, list[Evidence]] = {}
    for entry in entries:
        published = datetime.combine(entry.day, time(12), UTC)
        for place, link in enumerate(entry.sources):
            number += 1
            host = _host(link)
            rows.append(_row(entry, link, f"{entry.id}#{place}", publishers[host], now) | {"id": number})
            one = Evidence(number, CITED + host, host, _tier(host), entry.note, link, published, entry.note, "en")
            found.setdefault(entry.id, []).append(one)
    if rows:
        await tx.execute(items.insert(), rows)
    return found


def _row(entry: Entry, link: str, key: str, source_id: int, now: datetime) -> dict[str, object]:
    return {
        "source_id": source_id,
        "guid": key,
        "link_key": None,
        "fingerprint": key,
        "link": link,
        "title": entry.note,
        "summary": "",
        "published": datetime.combine(entry.day, time(12), UTC),
        "seen": now,
        "lang": "en",
        "content_digest": "",
        "claims_digest": "",
        "companies": (entry.company,) if entry.company else (),
        "countries": (entry.country,),
        "regulators": (entry.authority,) if entry.authority else (),
        "laws": (entry.law,) if entry.law else (),
        "topics": (),
    }


def _tier(host: str) -> Tier:
    """Whether a page is an authority's own; what a newspaper says of an authority's act is a report."""
    return Tier.OFFICIAL if _OF_A_STATE.search(host) else Tier.NEWS


def _host(link: str) -> str:
    return urlsplit(link).netloc.lower().removeprefix("www.")
