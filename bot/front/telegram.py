"""The Telegram door: python-telegram-bot's Bot under an update loop of our own.

The library's Application confirms an update when it is in memory; here the offset moves on only after `take` returned.
"""

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from telegram import Bot, BotCommand, LinkPreviewOptions
from telegram.error import TelegramError

from bot.door import DeliveryError, Later, Moved, Take
from bot.front.request import AiohttpRequest
from bot.front.telegram_errors import BadToken, meaning, unchanged
from bot.front.telegram_translate import Update, callback_ids, incoming, keyboard, language_code, text_and_entities
from bot.model import Incoming, Message

__all__ = ["BadToken", "Moved", "Patience", "TelegramDoor"]

API_URL = "https://api.telegram.org"
ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")

_Answer = TypeVar("_Answer")
_log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the door waits, in seconds, and how often `open` tries."""

    poll: int = 30
    connect: float = 10.0
    total: float = 30.0
    answer: float = 5.0
    pause: float = 1.0
    longest_pause: float = 30.0
    tries: int = 4


class TelegramDoor:
    """Reaches people through the Bot API at `api_url`; implements `bot.door.Door`."""

    def __init__(self, token: str, api_url: str = API_URL, *, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        os.environ["PTB_TIMEDELTA"] = "1"  # the library's way to ask for RetryAfter in timedelta, without a warning
        logging.getLogger("telegram").setLevel(logging.WARNING)  # below it, the library logs what chats say
        self._request = AiohttpRequest(token, api_url, connect=self._patience.connect, total=self._patience.total)
        self._bot = Bot(
            "known-to-the-request-only", base_url="", request=self._request, get_updates_request=self._request
        )
        self._username = ""

    async def open(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Check the token, take a webhook down if one is set, and offer the commands in each language.

        English is offered to all others too. Raises BadToken, or Later when Telegram stays out of reach.
        """
        await self._request.initialize()
        me = await self._persist(self._bot.get_me)
        self._username = me.username or ""
        if (await self._persist(self._bot.get_webhook_info)).url:
            await self._persist(self._bot.delete_webhook)
        offers: dict[str | None, Sequence[tuple[str, str]]] = {None: commands.get("en", ())}
        offers |= {language_code(language): offered for language, offered in commands.items()}
        for code, offered in offers.items():
            if offered:
                await self._offer([BotCommand(name, words) for name, words in offered], code)
        _log.info("Telegram knows this bot as @%s", self._username)

    async def close(self) -> None:
        """Let go of the session; may be called twice."""
        await self._request.shutdown()

    async def listen(self, offset: int, take: Take) -> None:
        """Read what comes in from `offset` on, for ever. Network errors are waited out; raises BadToken."""
        pause = self._patience.pause
        while True:
            try:
                updates = await self._updates(offset)
            except BadToken:
                raise
            except DeliveryError as trouble:
                wait = max(pause, (trouble.seconds or 0.0) if isinstance(trouble, Later) else 0.0)
                _log.warning("no updates from Telegram, next try in %g s: %s", wait, trouble)
                await asyncio.sleep(wait)
                pause = min(pause * 2, self._patience.longest_pause)
                continue
            pause = self._patience.pause
            if updates:
                offset = 1 + max(update["update_id"] for update in updates)
                await self._hand_over(updates, offset, take)

    async def send(self, chat_id: int, message: Message, *, silent: bool = False) -> int:
        """Show a message, cut to Telegram's limit; returns its id. Raises DeliveryError, ValueError for bad buttons."""
        text, entities = text_and_entities(message)
        sent = await _asked(
            self._bot.send_message(
                chat_id,
                text,
                entities=entities or None,
                reply_markup=keyboard(message),
                disable_notification=silent or None,
                link_preview_options=_NO_PREVIEW,
            )
        )
        return sent.message_id

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Replace a shown message in place; no error when it already reads so. Raises as `send` does."""
        text, entities = text_and_entities(message)
        try:
            await self._bot.edit_message_text(
                text,
                chat_id,
                message_id,
                entities=entities or None,
                reply_markup=keyboard(message),
                link_preview_options=_NO_PREVIEW,
            )
        except TelegramError as error:
            if not unchanged(error):
                raise meaning(error) from error

    async def _updates(self, offset: int) -> Sequence[Update]:
        """The next updates, as they came."""
        asked = {"offset": offset, "timeout": self._patience.poll, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        wait = self._patience.poll + self._patience.connect
        answer = await _asked(self._request.post(f"/getUpdates?{urlencode(asked)}", read_timeout=wait))
        return answer if isinstance(answer, list) else []

    async def _hand_over(self, updates: Sequence[Update], offset: int, take: Take) -> None:
        """Give the updates to `take`; the buttons stop spinning only when it has kept them."""
        news = [self._read(update) for update in updates]
        await take([new for new in news if new is not None], offset)
        await asyncio.gather(*map(self._answer, callback_ids(updates)))

    def _read(self, update: Update) -> Incoming | None:
        try:
            return incoming(update, self._username)
        except (KeyError, TypeError, AttributeError) as error:
            _log.error("update %s has a shape nobody foresaw and is skipped: %r", update["update_id"], error)
            return None

    async def _answer(self, callback_id: str) -> None:
        try:
            await self._bot.answer_callback_query(callback_id, read_timeout=self._patience.answer)
        except TelegramError as error:
            _log.debug("a pressed button was not answered: %s", error)

    async def _offer(self, commands: Sequence[BotCommand], code: str | None) -> None:
        await self._persist(lambda: self._bot.set_my_commands(commands, language_code=code))

    async def _persist(self, ask: Callable[[], Awaitable[_Answer]]) -> _Answer:
        """Ask, and again after a pause when Telegram is out of reach, `tries` times in all."""
        pause = self._patience.pause
        for _ in range(self._patience.tries - 1):
            try:
                return await _asked(ask())
            except Later as trouble:
                wait = max(pause, trouble.seconds or 0.0)
                if wait > 2 * self._patience.longest_pause:
                    raise
                _log.warning("Telegram is out of reach, next try in %g s: %s", wait, trouble)
                await asyncio.sleep(wait)
                pause = min(pause * 2, self._patience.longest_pause)
        return await _asked(ask())


async def _asked(answer: Awaitable[_Answer]) -> _Answer:
    """Await an answer of Telegram; its errors become ours."""
    try:
        return await answer
    except TelegramError as error:
        raise meaning(error) from error
