"""The one place that opens the database: engine, transactions, migrations. SQLite by default."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

V = TypeVar("V")

BUSY_SECONDS = 30


class DatabaseError(Exception):
    """The database cannot be used; the reason and what to do are in words."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One package's migrations: the folder with `versions/`, and the table that says how far they are applied."""

    folder: Path
    version_table: str


RECORD = Chain(Path(__file__).with_name("migrations"), "record_version")


async def through(work: Coroutine[Any, Any, V]) -> V:
    """Do a piece of database work to its end even when cancelled meanwhile; then the cancellation goes on.

    Cut in the middle, a statement under way in the database's thread would leave its transaction, and its lock, behind.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.done():
            await asyncio.wait({task})
        raise


class Database:
    """An engine and its two kinds of transaction. One writer at a time inside a process, short ones only."""

    def __init__(self, url: str) -> None:
        """`url` is sqlite:///relative, sqlite:////absolute or a path; raises DatabaseError for anything else."""
        self.url = _async_url(url)
        if folder := self.url.database and Path(self.url.database).parent:
            _make_folder(folder)
        self._engine: AsyncEngine = create_async_engine(self.url, connect_args={"timeout": BUSY_SECONDS})
        self._writing = asyncio.Lock()
        sa.event.listen(self._engine.sync_engine, "connect", _tune_sqlite)
        sa.event.listen(self._engine.sync_engine, "begin", _begin_sqlite)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A read transaction: one consistent view, never blocked by writers."""
        async with self._engine.connect() as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A write transaction: all of it or none. Never await the network inside."""
        async with self._writing, self._engine.connect() as connection:
            await connection.execution_options(regwire_write=True)
            async with connection.begin():
                yield connection

    async def migrate(self, *chains: Chain) -> None:
        """Bring the schema up to date under the write lock; safe to run from several processes at once.

        Raises DatabaseError when the database was written by a newer program, or cannot be opened or written.
        """
        try:
            path = Path(str(self.url.database))
            await asyncio.to_thread(_probe, path)
            if await asyncio.to_thread(_up_to_date, path, chains):
                return
            async with self.write() as tx:
                for chain in chains:
                    await tx.run_sync(_upgrade, chain)
        except sqlite3.Error as error:
            raise DatabaseError(f"cannot use the database {self.url.database}: {error}") from error
        except DBAPIError as error:
            raise DatabaseError(f"cannot use the database {self.url.database}: {error.orig}") from error

    async def close(self) -> None:
        """Close every connection; may be called twice."""
        await self._engine.dispose()


def _async_url(url: str) -> sa.URL:
    try:
        parsed = make_url(url if "://" in url else f"sqlite:///{url}")
    except ArgumentError:
        raise DatabaseError(f"not a database address: {url!r}; try sqlite:///regwire.sqlite3") from None
    if parsed.get_backend_name() != "sqlite":
        raise DatabaseError(f"{parsed.get_backend_name()} is not supported yet; use sqlite:///path")
    if parsed.query or "\x00" in (parsed.database or ""):
        raise DatabaseError("an address of a file takes no options and no zero bytes: sqlite:///path")
    if not parsed.database or parsed.database == ":memory:":
        raise DatabaseError("the database must be a file: sqlite:///path")
    return parsed.set(drivername="sqlite+aiosqlite")


def _probe(path: Path) -> None:
    """Open the file once by itself, so that what is wrong with it is told before anything runs on it.

    The write-ahead log is set up here: SQLite does not wait for its turn at that, so that several starting at once try
    again.
    """
    until = time.monotonic() + BUSY_SECONDS
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL").fetchone()
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return
    finally:
        connection.close()


def _up_to_date(path: Path, chains: tuple[Chain, ...]) -> bool:
    """Whether every chain's newest migration (a file is named as its revision) is applied: most starts need no more."""
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        for chain in chains:
            newest = max(file.stem for file in (chain.folder / "versions").glob("[0-9]*.py"))
            try:
                applied = connection.execute(f"SELECT version_num FROM {chain.version_table}").fetchall()  # noqa: S608
            except sqlite3.OperationalError:
                return False
            if applied != [(newest,)]:
                return False
    return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"cannot make the folder {folder} for the database: {error.strerror}") from error


def _tune_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("regwire_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _upgrade(connection: sa.Connection, chain: Chain) -> None:
    from alembic.config import Config  # noqa: PLC0415 - alembic costs start-up time that only migrations need
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    script = ScriptDirectory(str(chain.folder))
    context = MigrationContext.configure(connection, opts={"version_table": chain.version_table})
    known = {revision.revision for revision in script.walk_revisions()}
    if newer := set(context.get_current_heads()) - known:
        raise DatabaseError(
            f"the database was written by a newer regwire (schema {', '.join(sorted(newer))}); this program knows "
            f"{script.get_current_head()}: upgrade regwire, or use another REGWIRE_DATABASE_URL"
        )

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, version_table=chain.version_table)
        environment.run_migrations()
