"""Who may ask now: at most so many requests in all and two at one host. Contains no business logic."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

AT_ONE_HOST = 2


@dataclass(slots=True)
class _Place:
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONE_HOST))
    users: int = 0


class Turns:
    """A turn needs a slot at its host first and then one of all, so that one slow host cannot fill all places."""

    def __init__(self, concurrency: int) -> None:
        self._all = asyncio.Semaphore(concurrency)
        self._places: dict[str, _Place] = {}

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at `host` and hold it inside the block."""
        place = self._places.setdefault(host, _Place())
        place.users += 1
        try:
            async with place.slots, self._all:
                yield
        finally:
            place.users -= 1
            if not place.users:
                del self._places[host]
