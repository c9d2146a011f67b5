"""What a command is given and what it gives back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot.chats import Chat
from bot.model import Message
from bot.naming import Naming
from bot.texts import Texts
from bot.words import Wish, read
from feeds.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: who asks, in which words (the command itself removed), and whether by a button."""

    chat: Chat
    words: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with: a transaction, the catalog, the reader's language, its fellows, the time."""

    tx: Tx
    catalog: Catalog
    naming: Naming
    commands: Mapping[str, "Command"]
    now: datetime

    @property
    def texts(self) -> Texts:
        """The reader's texts."""
        return self.naming.texts

    def read(self, words: str) -> Wish:
        """What words name."""
        return read(words, self.catalog)


Answer = Callable[[Ask, Desk], Awaitable[Message]]


@dataclass(frozen=True, slots=True)
class Command:
    """A chat command: a file in bot/commands. `listed` ones are offered in menus and help, in that order; one that
    `writes` runs in a write transaction; `in_place`: pressed as a button, its answer replaces the message."""

    name: str
    answer: Answer
    listed: int | None = None
    writes: bool = False
    in_place: bool = field(default=False)
