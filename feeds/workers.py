"""Parses pages aside, in processes that are killed and replaced when a document takes too long or too much memory.

A thread would not do: one regular expression can hold the interpreter, and with it every chat, for seconds. The worker
is this module run as a program; it is started by the first page that needs it, gets one page at a time on its input and
answers in JSON, so that a parser taken over by a document cannot hand back anything but items.
"""

import asyncio
import json
import struct
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from types import TracebackType
from typing import Any, BinaryIO, Self

from feeds.model import Item, Page
from feeds.parse import ParseError, parse

LIMIT = 5.0
START = 30.0
MEMORY = 384 * 1024 * 1024
# At this size an honest feed takes a few milliseconds and the worst shapes known some twenty.
INLINE = 8_000
_SIZES = struct.Struct(">II")
_START = (
    "import sys; sys.path[:] = {path!r}; from feeds.workers import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
)


class ParsePool:
    """An async context manager over `size` workers; `limit` is in seconds a document.

    Documents of at most `inline` bytes are parsed in place, which spares a small list of small feeds the start of a
    worker.
    """

    def __init__(self, size: int = 1, *, limit: float = LIMIT, inline: int = INLINE) -> None:
        self._limit = limit
        self._inline = inline
        self._workers = [_Worker() for _ in range(size)]
        # Last in, first out: a second worker is started only when the first is busy.
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            await worker.stop()

    async def parse(self, page: Page) -> list[Item]:
        """The items of a page; [] for one without a body. Raises ParseError as `parse` does, and when the document
        took more than its time or memory."""
        if page.body is None:
            return []
        if len(page.body) <= self._inline:
            return parse(page.body, page.content_type, page.url)
        worker = await self._idle.get()
        try:
            return await worker.ask(page.body, page.content_type, page.url, self._limit)
        finally:
            self._idle.put_nowait(worker)


class _Worker:
    """One process, started when first asked and again after it was stopped. Asked by one task at a time."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    async def ask(self, body: bytes, content_type: str | None, url: str, limit: float) -> list[Item]:
        """Whatever goes wrong or is cancelled stops the process, so that an answer never meets the next question."""
        try:
            process = await self._running()
            async with asyncio.timeout(limit):
                answer = await _exchange(process, json.dumps([content_type, url]).encode(), body)
        except TimeoutError:
            await self.stop()
            raise ParseError(f"parsing took more than {limit:g} s") from None
        except (OSError, asyncio.IncompleteReadError):
            await self.stop()
            raise ParseError("the parser broke down on this document, or it took too much memory") from None
        except BaseException:
            await self.stop()
            raise
        if isinstance(answer, str):
            raise ParseError(answer)
        return [_thawed(fields) for fields in answer]

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        # Reads to the end as well, which is what closes the pipes.
        await asyncio.shield(process.communicate())

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _START.format(path=sys.path),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                # Ctrl-C in the terminal is for the parent, which then stops its workers.
                start_new_session=True,
            )
            async with asyncio.timeout(START):
                await _answer(self._process)
        return self._process


async def _exchange(process: asyncio.subprocess.Process, about: bytes, body: bytes) -> Any:
    if process.stdin is None:
        raise OSError("no pipe to the worker")
    process.stdin.write(_SIZES.pack(len(about), len(body)) + about)
    process.stdin.write(body)
    await process.stdin.drain()
    return await _answer(process)


async def _answer(process: asyncio.subprocess.Process) -> Any:
    if process.stdout is None:
        raise OSError("no pipe from the worker")
    size, _ = _SIZES.unpack(await process.stdout.readexactly(_SIZES.size))
    return json.loads(await process.stdout.readexactly(size))


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """The worker's side: say null when ready, then answer pages until the input ends."""
    _limit_memory()
    _say(answers, None)
    while len(head := questions.read(_SIZES.size)) == _SIZES.size:
        about, body = (questions.read(size) for size in _SIZES.unpack(head))
        content_type, url = json.loads(about)
        try:
            answer: object = [_frozen(item) for item in parse(body, content_type, url)]
        except ParseError as error:
            answer = error.reason
        _say(answers, answer)


def _say(answers: BinaryIO, answer: object) -> None:
    data = json.dumps(answer).encode()
    answers.write(_SIZES.pack(len(data), 0) + data)
    answers.flush()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _frozen(item: Item) -> dict[str, Any]:
    return asdict(item) | {"published": item.published and item.published.isoformat()}


def _thawed(fields: dict[str, Any]) -> Item:
    published = fields["published"]
    return Item(**fields | {"published": datetime.fromisoformat(published) if published else None})
