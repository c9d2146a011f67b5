"""The built-in record taken in: once, whole, beside what news has told; and the answers it gives on the first day."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from feeds.db import RECORD, Database
from feeds.identity import keys_of
from feeds.journal import items, record, sources, stories
from feeds.journal.record import take_in
from feeds.model import Action, Certainty, Column, Item, Reading, Source, State, Status
from feeds.record import BuiltIn, RecordError
from feeds.status import status
from tests.things import act, day, news, story

NOW = day("2026-11-21")
BLOCK = """
[[act]]
id = "RW-2016-000202"
company = "linkedin"
country = "RU"
action = "block"
day = 2016-11-17
certainty = "seen"
sources = ["https://wire.example/linkedin"]
note = "Operators are told to cut access."
"""


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database."""
    made = Database(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    await made.migrate(RECORD)
    yield made
    await made.close()


def built_in(folder: Path, text: str) -> BuiltIn:
    """A record of one file."""
    folder.mkdir(exist_ok=True)
    (folder / "one.toml").write_text(text, encoding="utf-8")
    return BuiltIn(folder)


async def asked(db: Database, company: str, country: str) -> Status:
    """How a company stands in a country."""
    async with db.read() as tx:
        return status(company, country, await stories.stories_of(tx, company=[company], country=[country]), NOW.date())


async def test_a_fresh_database_answers_from_the_first_day(db: Database) -> None:
    async with db.write() as tx:
        assert await take_in(tx, BuiltIn(), NOW) > 400
        assert await take_in(tx, BuiltIn(), NOW) == 0
    linkedin = await asked(db, "linkedin", "RU")
    assert linkedin.state is State.BLOCKED
    assert linkedin.deciding
    assert (linkedin.deciding.day, linkedin.deciding.authority) == (date(2016, 11, 17), "roskomnadzor")
    assert Column.OFFICIAL not in linkedin.columns
    told = {(one.acts[0].action, one.acts[0].scope.value) for one in linkedin.stories}
    assert {(Action.ORDER, "service"), (Action.RULING, "service"), (Action.BLOCK, "store")} <= told
    assert [one.acts[0].scope.value for one in linkedin.beside] == ["store"]
    wikipedia = await asked(db, "wikipedia", "RU")
    assert wikipedia.state is State.RESTORED
    assert wikipedia.deciding
    assert wikipedia.deciding.day == date(2015, 8, 25)


async def test_only_an_authoritys_own_page_is_official(db: Database, tmp_path: Path) -> None:
    own = BLOCK.replace("https://wire.example/linkedin", "https://rkn.gov.ru/news/1")
    async with db.write() as tx:
        await take_in(tx, built_in(tmp_path / "record", own), NOW)
    assert (await asked(db, "linkedin", "RU")).columns[Column.OFFICIAL].state is State.BLOCKED


async def test_every_act_is_found_by_its_id(db: Database) -> None:
    async with db.write() as tx:
        await take_in(tx, BuiltIn(), NOW)
        for entry in BuiltIn().entries()[::50]:
            found = await stories.story_named(tx, entry.id)
            assert found
            assert (found.public, found.day, found.acts[0].company) == (entry.id, entry.day, entry.company)
            assert [one.link for one in found.evidence] == list(entry.sources)
        assert await stories.story_named(tx, "RW-1999-000000") is None


async def test_an_act_that_news_has_told_keeps_its_story(db: Database, tmp_path: Path) -> None:
    async with db.write() as tx:
        await sources.keep_sources(tx, [Source("https://a.example/feed", "A")], NOW)
        item = Item("1", "https://a.example/1", "Russia blocks LinkedIn", "", day("2016-11-18"))
        (keys,) = keys_of([item])
        number = await items.keep_item(
            tx, 1, item, keys=keys, reading=Reading("en"), claims_digest="", now=NOW, old=None
        )
        told = replace(story(0, "2016-11-18", act()), evidence=(news(number, "2016-11-18", "A"),))
        kept = await stories.keep_story(tx, told)
        assert await take_in(tx, built_in(tmp_path / "record", BLOCK), NOW) == 1
        both = await stories.stories_of(tx, company=["linkedin"])
        again = await stories.story_named(tx, "RW-2016-000202")
    (one,) = both
    assert again == one
    assert one.id == kept
    assert one.public == f"RW-2016-{100_000 + kept:06}"
    assert one.day == date(2016, 11, 17)
    assert [item.publisher for item in one.evidence] == ["A", "wire.example"]


async def test_a_new_record_adds_what_is_new_and_nothing_twice(db: Database, tmp_path: Path) -> None:
    lift = BLOCK.replace("000202", "000203").replace('"block"', '"unblock"').replace("2016-11-17", "2020-01-01")
    async with db.write() as tx:
        assert await take_in(tx, built_in(tmp_path / "record", BLOCK), NOW) == 1
        assert await take_in(tx, built_in(tmp_path / "record", BLOCK + lift), NOW) == 1
        assert len(await stories.stories_of(tx, company=["linkedin"])) == 2
    assert (await asked(db, "linkedin", "RU")).state is State.RESTORED


async def test_what_the_record_corrects_is_corrected(db: Database, tmp_path: Path) -> None:
    async with db.write() as tx:
        await take_in(tx, built_in(tmp_path / "record", BLOCK), NOW)
        corrected = BLOCK.replace("2016-11-17", "2016-11-27").replace('"seen"', '"disputed"')
        assert await take_in(tx, built_in(tmp_path / "record", corrected), NOW) == 0
        (story,) = await stories.stories_of(tx, company=["linkedin"])
    assert (story.day, story.certainty, story.public) == (date(2016, 11, 27), Certainty.DISPUTED, "RW-2016-000202")
    assert len(story.evidence) == 1


async def test_cited_pages_are_never_polled(db: Database, tmp_path: Path) -> None:
    async with db.write() as tx:
        await record.take_in(tx, built_in(tmp_path / "record", BLOCK), NOW)
        assert await sources.standings(tx) == []
        assert await sources.take_due(tx, NOW, NOW - NOW, 9) == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (BLOCK.replace('action = "block"', 'action = "hug"'), "hug"),
        (BLOCK.replace("https://wire.example/linkedin", "ftp://wire"), "addresses"),
        (BLOCK.replace("day = 2016-11-17", 'day = "soon"'), "date"),
        (BLOCK.replace("company =", "firm ="), "firm"),
        (BLOCK.replace('country = "RU"\n', ""), "country"),
        (BLOCK + BLOCK, "twice"),
        ("[[act]\n", "one.toml"),
    ],
)
def test_a_wrong_record_is_told_in_words(tmp_path: Path, wrong: str, why: str) -> None:
    with pytest.raises(RecordError, match=why):
        built_in(tmp_path / "record", wrong).entries()
