"""The console door, alone and as a program over pipes."""

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.door import Door, Gone
from bot.front.console import ConsoleDoor
from bot.model import Button, Incoming, Message, Span, Style

ALERT = Message(
    (Span("Russia blocks LinkedIn", Style.BOLD), Span("\n"), Span("Roskomnadzor", link="https://rkn.test/1")),
    (
        (Button("Timeline", "t:1"), Button("Follow Russia", "f:ru")),
        (Button("Source", link="https://e.test/"), Button("Mute", "m:1")),
    ),
)
BUTTONS = "[1] Timeline  [2] Follow Russia\nSource <https://e.test/>  [3] Mute\n\n"


def typed(*lines: str) -> Callable[[], str]:
    """A reader of these lines, and the end after them."""
    left = iter([line + "\n" for line in lines])
    return lambda: next(left, "")


async def listen(door: Door, offset: int = 0) -> tuple[list[Incoming], list[int]]:
    """All that comes in until the end of the input."""
    taken: list[Incoming] = []
    offsets: list[int] = []

    async def take(news: Sequence[Incoming], offset: int) -> None:
        taken.extend(news)
        offsets.append(offset)

    await door.open({})
    await door.listen(offset, take)
    await door.close()
    return taken, offsets


async def test_a_message_is_printed_with_its_links_and_numbered_buttons() -> None:
    printed: list[str] = []
    door = ConsoleDoor(read=typed(), write=printed.append)
    assert await door.send(1, ALERT) == 1
    assert await door.send(1, Message((Span("Hi"),)), silent=True) == 2
    assert printed == [
        "Russia blocks LinkedIn\nRoskomnadzor <https://rkn.test/1>\n" + BUTTONS,
        "Hi\n\n",
    ]


async def test_an_edit_is_printed_as_such() -> None:
    printed: list[str] = []
    door = ConsoleDoor(read=typed(), write=printed.append)
    await door.edit(1, await door.send(1, ALERT), Message((Span("Also reported by TASS"),)))
    assert printed[-1] == "(edited) Also reported by TASS\n\n"


async def test_messages_to_other_chats_carry_their_name() -> None:
    printed: list[str] = []
    door = ConsoleDoor(1, typed(), printed.append, names={2: "Watcher of Russia"})
    await door.send(2, Message((Span("Alert"),)))
    await door.send(1, Message((Span("Answer"),)))
    assert printed == ["Watcher of Russia: Alert\n\n", "Answer\n\n"]


async def test_what_is_typed_comes_in_line_by_line_until_the_end() -> None:
    door = ConsoleDoor(5, typed("/status линкедин", "", "  hi  "), lambda _: None, language="ru")
    taken, offsets = await listen(door)
    assert taken == [
        Incoming(1, 5, 5, "ru", "/status линкедин"),
        Incoming(3, 5, 5, "ru", "hi"),
    ]
    assert offsets == [2, 3, 4]


async def test_ids_go_on_from_the_offset() -> None:
    taken, offsets = await listen(ConsoleDoor(read=typed("a", "b"), write=lambda _: None), 40)
    assert ([news.id for news in taken], offsets) == ([40, 41], [41, 42])


async def test_a_number_presses_that_button_of_the_newest_message_that_has_any() -> None:
    door = ConsoleDoor(1, typed("2", "3", "4", "0", "9" * 5000, "²"), lambda _: None)
    await door.send(1, Message((Span("old"),), ((Button("Old", "old"),),)))
    message_id = await door.send(7, ALERT)
    await door.send(1, Message((Span("without buttons"),)))
    taken, _ = await listen(door)
    assert [(news.chat_id, news.press, news.message_id) for news in taken[:2]] == [
        (7, "f:ru", message_id),
        (7, "m:1", message_id),
    ]
    assert [(news.chat_id, news.text, news.press) for news in taken[2:]] == [
        (1, text, None) for text in ("4", "0", "9" * 5000, "²")
    ]


async def test_a_number_is_a_word_once_the_buttons_were_edited_away() -> None:
    door = ConsoleDoor(read=typed("1"), write=lambda _: None)
    await door.edit(1, await door.send(1, ALERT), Message((Span("Muted"),)))
    taken, _ = await listen(door)
    assert taken[0].text == "1"


async def test_styles_are_set_only_for_a_terminal() -> None:
    printed: list[str] = []
    for ansi in (True, False):
        await ConsoleDoor(read=typed(), write=printed.append, ansi=ansi).send(1, Message((Span("x", Style.BOLD),)))
    assert printed == ["\x1b[1mx\x1b[0m\n\n", "x\n\n"]


async def test_words_from_outside_do_not_command_the_terminal() -> None:
    printed: list[str] = []
    door = ConsoleDoor(read=typed(), write=printed.append)
    hostile = "a\x1b[2Jb\x07\x9b1m\r\ud800c"
    await door.send(1, Message((Span(hostile, link="https://e.test/\x1b"),), ((Button(hostile, "x"),),)))
    assert printed == ["a[2Jb1mc <https://e.test/>\n[1] a[2Jb1mc\n\n"]


async def test_an_output_that_nobody_reads_means_gone() -> None:
    def broken(_: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(Gone, match="nobody reads"):
        await ConsoleDoor(read=typed(), write=broken).send(1, ALERT)


async def test_waiting_for_a_line_holds_up_nothing() -> None:
    release = threading.Event()

    def slow() -> str:
        release.wait(5)
        return ""

    task = asyncio.create_task(listen(ConsoleDoor(read=slow, write=lambda _: None)))
    started = time.monotonic()
    await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert time.monotonic() - started < 1
    release.set()


async def test_an_input_that_breaks_is_an_end() -> None:
    def broken() -> str:
        raise OSError("gone")

    assert await listen(ConsoleDoor(read=broken, write=lambda _: None)) == ([], [])


ECHO = textwrap.dedent(
    """
    import asyncio
    from bot.front.console import ConsoleDoor
    from bot.model import Message, Span, Style

    async def main():
        door = ConsoleDoor()
        async def take(news, offset):
            for new in news:
                await door.send(1, Message((Span(new.text, Style.BOLD),)))
                if new.text == "/quit":
                    raise SystemExit(3)
        await door.listen(0, take)

    asyncio.run(main())
    """
)


def run_echo(given: bytes, encoding: str = "utf-8") -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-W", "error", "-c", ECHO],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": root},
    )
    assert process.stdin is not None
    process.stdin.write(given)
    process.stdin.flush()
    return process


def test_the_program_reads_a_pipe_to_its_end_and_prints_without_codes() -> None:
    out, errors = run_echo("hé\r\n🚫 x\nlast without an end".encode()).communicate(timeout=10)
    assert (out.decode(), errors.decode()) == ("hé\n\n🚫 x\n\nlast without an end\n\n", "")


def test_the_program_ends_at_once_while_a_line_is_being_waited_for() -> None:
    process = run_echo(b"/quit\n")
    assert process.wait(timeout=10) == 3
    _, errors = process.communicate()
    assert errors == b""


def test_signs_that_the_output_cannot_write_are_replaced() -> None:
    out, errors = run_echo("\u0431lock 🚫\n".encode("utf-8"), "ascii").communicate(timeout=10)
    assert errors == b""
    assert b"lock ?" in out
