"""The record as it is stored: leases, keys of items, stories whole."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feeds.db import RECORD, Database
from feeds.identity import digest_claims, keys_of, recognise
from feeds.journal import items, sources, stories
from feeds.model import Action, Item, Reading, Source, Tier
from tests.things import act, claim, day, news, story

NOW = day("2024-01-01")
LEASE = timedelta(minutes=2)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with three sources."""
    made = Database(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    await made.migrate(RECORD)
    async with made.write() as tx:
        wanted = [Source(f"https://{name}.example/feed", name.title(), Tier.NEWS) for name in ("a", "b", "c")]
        await sources.keep_sources(tx, wanted, NOW)
    yield made
    await made.close()


async def test_what_is_taken_is_not_taken_again_until_its_lease_is_over(db: Database) -> None:
    async with db.write() as tx:
        assert len(await sources.take_due(tx, NOW, LEASE, 2)) == 2
        assert len(await sources.take_due(tx, NOW, LEASE, 2)) == 1
        assert await sources.take_due(tx, NOW, LEASE, 2) == []
        assert len(await sources.take_due(tx, NOW + LEASE, LEASE, 9)) == 3


async def test_a_source_no_longer_wanted_is_not_polled_and_is_remembered(db: Database) -> None:
    async with db.write() as tx:
        await sources.failed(tx, 1, "HTTP 500", NOW, NOW)
        await sources.keep_sources(tx, [Source("https://b.example/feed", "B")], NOW)
        assert [one.source.name for one in await sources.take_due(tx, NOW, LEASE, 9)] == ["B"]
        await sources.keep_sources(tx, [Source("https://a.example/feed", "A again")], NOW)
        (standing,) = await sources.standings(tx)
    assert (standing.source.name, standing.failures, standing.error) == ("A again", 1, "HTTP 500")


async def keep(db: Database, item: Item, old: int | None = None) -> int:
    """Store an item of the first source."""
    async with db.write() as tx:
        (keys,) = keys_of([item])
        return await items.keep_item(
            tx, 1, item, keys=keys, reading=Reading("en"), claims_digest="", now=NOW, old=old
        )  # fmt: skip


ITEM = Item("guid-1", "https://a.example/1?utm_source=rss", "A title", "Words.", NOW)


@pytest.mark.parametrize(
    "again",
    [
        replace(ITEM, link="https://a.example/moved", title="Another title"),
        replace(ITEM, guid="guid-2", title="Another title"),
        replace(ITEM, guid=None, link="http://a.example/1", title="Another title"),
        replace(ITEM, guid="other", link="https://a.example/other"),
    ],
    ids=["guid", "link", "link without tracker", "title and day"],
)
async def test_an_item_is_known_by_its_guid_or_its_link_or_its_title_and_day(db: Database, again: Item) -> None:
    first = await keep(db, ITEM)
    (keys,) = keys_of([again])
    async with db.read() as tx:
        known = recognise(keys, await items.known_items(tx, 1, [keys]))
    assert known
    assert known.id == first


async def test_another_item_is_not_known(db: Database) -> None:
    await keep(db, ITEM)
    (keys,) = keys_of([Item("guid-9", "https://a.example/9", "A title", "Words.", NOW + timedelta(days=1))])
    async with db.read() as tx:
        assert recognise(keys, await items.known_items(tx, 1, [keys])) is None


def test_a_guid_or_link_that_a_page_repeats_names_nothing() -> None:
    page = [replace(ITEM, title=title) for title in ("One", "Two")]
    assert {(keys.guid, keys.link) for keys in keys_of(page)} == {(None, None)}
    assert len({keys.fingerprint for keys in keys_of(page)}) == 2


def test_the_digest_of_claims_changes_with_the_claims_and_not_with_their_words() -> None:
    told = claim()
    assert digest_claims([told]) == digest_claims([replace(told, quote="In other words.")])
    assert digest_claims([told]) != digest_claims([claim(Action.UNBLOCK)])
    assert digest_claims([told, claim(Action.FINE)]) == digest_claims([claim(Action.FINE), told])


async def test_a_story_comes_back_as_it_was_kept(db: Database) -> None:
    item = await keep(db, ITEM)
    told = replace(
        story(0, "2016-11-17", act(), act(Action.ORDER, company=None)),
        topics=("privacy", "data-localization"),
        regulators=("roskomnadzor",),
        authority="roskomnadzor",
        law="ru-242-fz",
        evidence=(replace(news(item, "2024-01-01", "A"), quote="So it is."),),
    )
    async with db.write() as tx:
        kept = await stories.keep_story(tx, told)
        again = await stories.story(tx, kept)
        assert again
        assert await stories.keep_story(tx, again) == kept
        assert await stories.story(tx, kept) == again
    assert replace(again, id=0, public="", evidence=told.evidence) == told
    assert again.public == f"RW-2016-{100_000 + kept:06}"
    assert [(one.item, one.publisher, one.quote) for one in again.evidence] == [(item, "A", "So it is.")]


async def test_stories_are_found_by_what_they_are_about(db: Database) -> None:
    item = await keep(db, ITEM)
    proof = (news(item, "2024-01-01", "A"),)
    first = replace(story(0, "2024-01-01"), evidence=proof, topics=("privacy",), regulators=("roskomnadzor",))
    second = replace(story(0, "2024-01-02", act(company="x", country="TR")), evidence=proof, law="tr-5651")
    async with db.write() as tx:
        one, two = await stories.keep_story(tx, first), await stories.keep_story(tx, second)

        async def ids(**about: object) -> list[int]:
            return [found.id for found in await stories.stories_of(tx, **about)]  # type: ignore[arg-type]

        assert await ids() == [two, one]
        assert await ids(limit=1) == [two]
        assert await ids(company=["linkedin"]) == [one]
        assert await ids(country=["TR", "RU"]) == [two, one]
        assert await ids(company=["linkedin"], country=["TR"]) == []
        assert await ids(topic="privacy") == [one]
        assert await ids(topic="priv") == []
        assert await ids(regulator="roskomnadzor") == [one]
        assert await ids(law="tr-5651") == [two]
        assert [found.id for found in await stories.stories_near(tx, [claim()])] == [one]
        assert await stories.stories_near(tx, [claim(company=None, country="RU")]) == []
