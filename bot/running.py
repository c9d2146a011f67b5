"""Runs the legs: each is a step called again and again, woken by the one before it. Contains no business logic."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from feeds.db import through

log = structlog.get_logger(__name__)

AFTER_ERROR = 5.0


async def repeat(
    name: str,
    step: Callable[[], Coroutine[Any, Any, int]],
    wake: asyncio.Event,
    pause: Callable[[], Awaitable[float]],
    then: asyncio.Event | None = None,
) -> None:
    """Call `step` while it has something to do, then wait for `wake` or `pause()` seconds; for ever.

    `then` wakes whoever goes on with what a step did. An error ends one step, never the loop; a cancellation waits for
    the step under way.
    """
    while True:
        wake.clear()
        try:
            while await through(step()):
                if then:
                    then.set()
            wait = await pause()
        except Exception:
            log.exception("a step failed", leg=name)
            wait = AFTER_ERROR
        try:
            async with asyncio.timeout(wait):
                await wake.wait()
        except TimeoutError:
            pass


async def keep_up(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Run what never ends by itself; should it fail, say so and begin anew."""
    while True:
        try:
            await work()
        except Exception:
            log.exception("a leg failed", leg=name)
            await asyncio.sleep(AFTER_ERROR)
