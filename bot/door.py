"""What a door to people must do, and what it says when a message could not be delivered.

DeliveryError
├── Gone      the chat is no longer there for us: stop sending to it
├── Later     not now: try again after `seconds`
└── Refused   never, as it stands: this message will not be taken
    └── Moved the chat goes on under `new_chat_id`
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from bot.model import Incoming, Message

Take = Callable[[Sequence[Incoming], int], Awaitable[None]]
"""Called with what came in and the offset to ask from next; both must be kept when it returns."""


class DeliveryError(Exception):
    """A message could not be delivered; the reason is in words."""


class Gone(DeliveryError):
    """The chat blocked, removed or never met the bot, or no longer exists."""


class Refused(DeliveryError):
    """The message is not acceptable and never will be."""


class Moved(Refused):
    """The group became a supergroup and goes on under another id."""

    def __init__(self, new_chat_id: int) -> None:
        super().__init__(f"the group became the supergroup {new_chat_id}")
        self.new_chat_id = new_chat_id


class Later(DeliveryError):
    """The door is busy or out of reach; `seconds` is how long to wait, None for the sender's own back-off."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Door(Protocol):
    """A way to reach people: Telegram, the console."""

    async def open(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Connect and offer the commands (language -> (name, description)); raises DeliveryError."""

    async def close(self) -> None:
        """Let go of everything; may be called twice."""

    async def listen(self, offset: int, take: Take) -> None:
        """Read what comes in from `offset` on, for ever, until cancelled."""

    async def send(self, chat_id: int, message: Message, *, silent: bool = False) -> int:
        """Show a message; returns its id in that chat. Raises DeliveryError."""

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Replace a shown message in place; no error when it already reads so. Raises DeliveryError."""
