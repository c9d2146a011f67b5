"""The whole program between two stand-ins, over real sockets."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import alerts, delivery, reception
from bot.app import CHATS, App, opened, run
from bot.front.telegram import Patience, TelegramDoor
from bot.settings import Settings
from bot.texts import Texts
from feeds import poll
from feeds.catalog import Catalog
from feeds.db import RECORD, Database
from feeds.journal import sources
from feeds.model import Source, Tier
from tests.standin.botapi import BotApi
from tests.standin.feeds import Entry, FeedServer, rss

PATIENCE = Patience(poll=1, connect=1, total=1, answer=1, pause=0.05, longest_pause=0.2, tries=2)


@dataclass
class Clock:
    """A clock that can be moved; it goes on by itself as time passes."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        """The time, moved."""
        return datetime.now(UTC) + self.ahead


@dataclass
class World:
    """regwire with its feeds and its Telegram."""

    telegram: BotApi
    feeds: FeedServer
    settings: Settings
    clock: Clock
    app: App
    entries: dict[str, list[Entry]] = field(default_factory=dict)

    def publish(
        self, name: str, title: str, text: str = "", *, link: str | None = None, guid: str | None = None
    ) -> Entry:
        """Put an item at the top of a feed."""
        own = self.entries.setdefault(name, [])
        link = link or f"https://{name}.example/{len(own) + 1}"
        entry = Entry(
            title=title, link=link, published=self.clock() - timedelta(minutes=1), summary=text, guid=guid or link
        )
        own.insert(0, entry)
        self.feeds.publish(f"/{name}", rss(own))
        return entry

    async def poll(self) -> list[poll.Outcome]:
        """Poll every source now, and let everything go its way."""
        async with self.app.db.write() as tx:
            await sources.make_all_due(tx, self.clock())
        outcomes = await poll.once(self.app.poller)
        await self.settle()
        return outcomes

    async def settle(self) -> None:
        """Answer, fan out and deliver until there is nothing left to do now."""
        while (
            await reception.once(self.app.reception)
            + await alerts.once(self.app.fan_out, self.clock())
            + await delivery.once(self.app.post)
        ):
            pass

    async def say(self, chat_id: int, text: str, language: str = "en") -> str:
        """Say something and give the answer's text."""
        before = len(self.telegram.texts(chat_id))
        self.telegram.say(chat_id, text, language=language)
        await self.listened()
        return "\n".join(self.telegram.texts(chat_id)[before:])

    async def press(self, chat_id: int, label: str) -> str:
        """Press a button and give the newest text."""
        self.telegram.press(chat_id, label)
        await self.listened()
        return self.telegram.texts(chat_id)[-1]

    async def listened(self) -> None:
        """Take in what Telegram has for us, answer it."""
        waiting = asyncio.Event()

        async def take(came: object, next_offset: int) -> None:
            await reception.keep(self.app.reception, came, next_offset)  # type: ignore[arg-type]
            self.offset = next_offset
            waiting.set()

        task = asyncio.create_task(self.app.door.listen(getattr(self, "offset", 0), take))
        await asyncio.wait_for(waiting.wait(), 5)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await self.settle()

    def alerts(self, chat_id: int) -> list[str]:
        """The alerts a chat shows: what was not an answer, by its first line."""
        return [text.split("\n")[0] for text in self.telegram.texts(chat_id) if text[:1] in "⛔✅🐌💸📜🔎⚖✋🤝📘📴⚠🗞"]


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    """Telegram's stand-in."""
    async with BotApi() as api:
        yield api


@pytest.fixture
async def feeds_() -> AsyncIterator[FeedServer]:
    """The publishers' stand-in."""
    async with FeedServer() as server:
        yield server


Opening = Callable[..., object]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables, made once: each test has a copy."""
    path = tmp_path_factory.mktemp("migrated") / "regwire.sqlite3"

    async def make() -> None:
        db = Database(f"sqlite:///{path}")
        await db.migrate(RECORD, CHATS)
        await db.close()

    asyncio.run(make())
    return path


@pytest.fixture
async def world(
    telegram: BotApi,
    feeds_: FeedServer,
    tmp_path: Path,
    known: Catalog,
    texts: Mapping[str, Texts],
    migrated: Path,
) -> AsyncIterator[World]:
    """regwire with three sources whose baselines are done, stepped by the test."""
    shutil.copy(migrated, tmp_path / migrated.name)
    async with opening(telegram, feeds_, tmp_path, known, texts) as made:
        yield made


@asynccontextmanager
async def opening(
    telegram: BotApi,
    feeds_: FeedServer,
    folder: Path,
    known: Catalog,
    texts: Mapping[str, Texts],
    names: tuple[str, ...] = ("wire", "daily", "rkn"),
) -> AsyncIterator[World]:
    """Put the program together; its sources have been polled once."""
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder / 'regwire.sqlite3'}",
        allow_private_addresses=True,
        poll_interval=0.2,
    )
    clock = Clock()
    door = TelegramDoor(telegram.token, telegram.url, patience=PATIENCE)
    wanted = [
        Source(feeds_.url(f"/{name}"), name.title(), Tier.OFFICIAL if name == "rkn" else Tier.NEWS) for name in names
    ]
    async with opened(settings, door, "telegram", wanted, clock, known, texts) as app:
        await door.open({})
        made = World(telegram, feeds_, settings, clock, app)
        for name in names:
            made.publish(name, "Nothing of note", "The weather was fair.")
        await made.poll()
        try:
            yield made
        finally:
            await door.close()


@pytest.fixture
async def running(world: World) -> AsyncIterator[World]:
    """The same world with all its legs running by themselves."""
    task = asyncio.create_task(run(world.app))
    try:
        yield world
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
