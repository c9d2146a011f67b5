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
    by_news = await _by_news(tx, fresh) if taken else {}
    untold: list[Story] = []
    for entry in fresh:
        told = _told(entry, by_news.get((entry.company, entry.country), ()))
        story = _story(entry, evidence[entry.id], told)
        if told:
            await name(tx, await keep_story(tx, story), entry.id)
        else:
            untold.append(story)
    await keep_new(tx, untold)
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


async def _by_news(tx: Tx, entries: Sequence[Entry]) -> Mapping[tuple[str | None, str | None], Sequence[Story]]:
    """The stories that news alone tells of the entries' companies, by company and country."""
    found: dict[tuple[str | None, str | None], list[Story]] = {}
    for story in await stories_of(tx, company={entry.company for entry in entries if entry.company}):
        if not any(one.source.startswith(CITED) for one in story.evidence):
            for pair in {(act.company, act.country) for act in story.acts}:
                found.setdefault(pair, []).append(story)
    return found


def _told(entry: Entry, stories: Sequence[Story]) -> Story | None:
    """The story, of those about its pair, that tells the entry's act already."""
    act = (entry.company, entry.country, entry.action, entry.scope, entry.stage)
    for story in stories:
        same = any((one.company, one.country, one.action, one.scope, one.stage) == act for one in story.acts)
        if same and abs(story.day - entry.day) <= SAME:
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
    hosts = sorted({_host(one) for entry in entries for one in entry.sources})
    wanted = sources.c.url.in_([CITED + host for host in hosts])
    known = set((await tx.execute(sa.select(sources.c.url).where(wanted))).scalars())
    fresh = [
        {"url": CITED + host, "name": host, "tier": _tier(host).value, "enabled": False, "due": now, "failures": 0}
        for host in hosts
        if CITED + host not in known
    ]
    if fresh:
        await tx.execute(sources.insert(), fresh)
    rows = await tx.execute(sa.select(sources.c.url, sources.c.id).where(wanted))
    return {row.url.removeprefix(CITED): row.id for row in rows}


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
