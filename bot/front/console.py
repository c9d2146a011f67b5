"""The console door: a chat in a terminal or over pipes, for trying regwire without an account."""

import asyncio
import codecs
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

from bot.door import Gone, Take
from bot.model import Button, Incoming, Message, Span, Style

Read = Callable[[], str]
"""Returns the next line with its line end, waiting for it; an empty string at the end."""

Write = Callable[[str], object]

_ANSI = {Style.BOLD: "\x1b[1m", Style.ITALIC: "\x1b[3m", Style.CODE: "\x1b[36m", Style.QUOTE: "\x1b[2m"}
_RESET = "\x1b[0m"
_CHUNK = 65_536
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000)])


class ConsoleDoor:
    """Prints messages and reads lines; implements `bot.door.Door`.

    What is typed comes from `chat_id`; the number of a button of the newest message that has any presses it, in the
    chat of that message. `names` titles the messages to other chats. `ansi` sets styles in a terminal's codes.
    """

    def __init__(
        self,
        chat_id: int = 1,
        read: Read | None = None,
        write: Write | None = None,
        *,
        language: str | None = None,
        names: Mapping[int, str] | None = None,
        ansi: bool | None = None,
    ) -> None:
        self._chat_id = chat_id
        self._read = read
        self._write = write or _to_stdout
        self._language = language
        self._names = names or {}
        self._ansi = (write is None and sys.stdout.isatty()) if ansi is None else ansi
        self._ids = count(1)
        self._pressable: tuple[int, int, tuple[Button, ...]] = (chat_id, 0, ())

    async def open(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Nothing to connect to; the commands are offered by /help."""

    async def close(self) -> None:
        """Nothing to let go of: a line that is being waited for does not hold up the end."""

    async def listen(self, offset: int, take: Take) -> None:
        """Read lines until the end of the input. Ids go on from `offset`."""
        lines: asyncio.Queue[str] = asyncio.Queue()
        _read_aside(self._read or _stdin_reader(), lines)
        for number in count(max(offset, 1)):
            line = await lines.get()
            if not line:
                return
            text = line.strip()
            await take([self._incoming(number, text)] if text else [], number + 1)

    async def send(self, chat_id: int, message: Message, *, silent: bool = False) -> int:
        """Print a message; returns its number. Raises Gone when nobody reads the output any more."""
        message_id = next(self._ids)
        self._show(chat_id, message_id, message, "")
        return message_id

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Print the message as it reads now. Raises Gone when nobody reads the output any more."""
        self._show(chat_id, message_id, message, "(edited) ")

    def _show(self, chat_id: int, message_id: int, message: Message, before: str) -> None:
        buttons = tuple(button for row in message.buttons for button in row if button.press is not None)
        if buttons:
            self._pressable = (chat_id, message_id, buttons)
        elif self._pressable[:2] == (chat_id, message_id):
            self._pressable = (chat_id, message_id, ())
        name = self._names.get(chat_id)
        title = f"{_safe(name)}: " if name else ""
        lines = [title + before + _words(message, ansi=self._ansi), *_button_lines(message)]
        try:
            self._write("\n".join(lines) + "\n\n")
        except OSError as error:
            raise Gone(f"nobody reads the console's output: {error}") from error

    def _incoming(self, number: int, text: str) -> Incoming:
        chat_id, message_id, buttons = self._pressable
        if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(buttons):
            return Incoming(
                number, chat_id, chat_id, self._language, press=buttons[int(text) - 1].press, message_id=message_id
            )
        return Incoming(number, self._chat_id, self._chat_id, self._language, text=text)


def _words(message: Message, *, ansi: bool) -> str:
    return "".join(_span(span, ansi=ansi) for span in message.spans).rstrip()


def _span(span: Span, *, ansi: bool) -> str:
    text = _safe(span.text)
    if ansi and span.style is not None and text:
        text = f"{_ANSI[span.style]}{text}{_RESET}"
    return f"{text} <{_safe(span.link)}>" if span.link else text


def _button_lines(message: Message) -> Iterator[str]:
    """A line for each row of buttons; those that can be pressed are numbered through the message."""
    numbers = count(1)
    for row in message.buttons:
        yield "  ".join(
            f"[{next(numbers)}] {_safe(button.label)}"
            if button.link is None
            else f"{_safe(button.label)} <{_safe(button.link)}>"
            for button in row
        )


def _safe(text: str) -> str:
    """The text without what a terminal would obey or could not encode."""
    return text.translate(_CONTROLS)


def _to_stdout(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def _read_aside(read: Read, lines: asyncio.Queue[str]) -> None:
    """Feed lines to the queue from a thread that ends with its input, or with the program: it is never waited for."""
    loop = asyncio.get_running_loop()

    def work() -> None:
        line = " "
        while line:
            try:
                line = read()
            except (OSError, ValueError):
                line = ""
            try:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            except RuntimeError:
                return

    threading.Thread(target=work, name="console", daemon=True).start()


def _stdin_reader() -> Read:
    """Reads lines of the standard input by its descriptor.

    The buffered `sys.stdin` would hold a lock while it waits, and Python cannot end while a thread holds that.
    """
    if sys.stdin is None:
        return lambda: ""
    descriptor = sys.stdin.fileno()
    decoder = codecs.getincrementaldecoder(sys.stdin.encoding or "utf-8")("replace")
    rest = ""

    def read() -> str:
        nonlocal rest
        while "\n" not in rest:
            chunk = os.read(descriptor, _CHUNK)
            rest += decoder.decode(chunk, final=not chunk)
            if not chunk:
                last, rest = rest, ""
                return last
        line, _, rest = rest.partition("\n")
        return line + "\n"

    return read
