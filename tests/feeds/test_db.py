"""The database: its schema, its transactions, and what it refuses."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import bot.tables
import feeds.tables
from bot.app import CHATS
from feeds.db import RECORD, Chain, Database, DatabaseError, through
from feeds.journal import sources
from feeds.model import Source
from tests.things import day


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A database, migrated."""
    made = Database(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    await made.migrate(RECORD, CHATS)
    yield made
    await made.close()


@pytest.mark.parametrize(
    ("chain", "metadata"), [(RECORD, feeds.tables.metadata), (CHATS, bot.tables.metadata)], ids=["record", "chats"]
)
async def test_the_migrations_make_the_tables_that_the_code_speaks_of(
    db: Database, chain: Chain, metadata: sa.MetaData
) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        def own(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
            return kind != "table" or name in metadata.tables

        options = {"version_table": chain.version_table, "include_object": own}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    async with db.read() as tx:
        assert await tx.run_sync(differences) == []


async def test_migrating_again_and_at_the_same_time_is_harmless(tmp_path: Path) -> None:
    several = [Database(f"sqlite:///{tmp_path / 'own.sqlite3'}") for _ in range(4)]
    await asyncio.gather(*(one.migrate(RECORD, CHATS) for one in several))
    await several[0].migrate(RECORD, CHATS)
    for one in several:
        await one.close()


async def test_a_database_of_a_newer_program_is_refused_in_words(db: Database) -> None:
    async with db.write() as tx:
        await tx.execute(sa.text("UPDATE record_version SET version_num = '0999_from_the_future'"))
    with pytest.raises(DatabaseError, match="newer regwire"):
        await db.migrate(RECORD)


@pytest.mark.parametrize("url", ["postgres://x/y", "sqlite://", "sqlite:///:memory:", "nonsense://"])
def test_what_is_no_usable_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(DatabaseError):
        Database(url)


async def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite3"
    path.write_bytes(b"this is no database" * 100)
    made = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseError, match="cannot use the database"):
        await made.migrate(RECORD)
    await made.close()


async def test_a_write_that_fails_leaves_nothing(db: Database) -> None:
    async def fail() -> None:
        async with db.write() as tx:
            await sources.keep_sources(tx, [Source("https://a.example/feed", "A")], day("2024-01-01"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with db.read() as tx:
        assert await sources.standings(tx) == []


async def test_cancelling_writers_at_any_moment_leaves_the_database_usable(db: Database) -> None:
    async def write() -> None:
        async with db.write() as tx:
            await sources.keep_sources(tx, [Source("https://a.example/feed", "A")], day("2024-01-01"))

    for steps in range(60):
        task = asyncio.create_task(through(write()))
        await asyncio.sleep(steps / 10_000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(5):
        await write()
    async with db.read() as tx:
        assert len(await sources.standings(tx)) == 1


async def test_a_reader_is_not_held_up_by_a_writer(db: Database) -> None:
    async with db.write() as tx:
        await sources.keep_sources(tx, [Source("https://a.example/feed", "A")], day("2024-01-01"))
        async with asyncio.timeout(1), db.read() as other:
            assert await sources.standings(other) == []


async def test_moments_come_back_as_they_went_in_and_need_a_zone(db: Database) -> None:
    moment = day("2024-05-06")
    async with db.write() as tx:
        await sources.keep_sources(tx, [Source("https://a.example/feed", "A")], moment)
        assert (await sources.standings(tx))[0].due == moment
        with pytest.raises(sa.exc.StatementError, match="time zone"):
            await sources.make_all_due(tx, moment.replace(tzinfo=None))
