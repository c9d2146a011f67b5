"""The stand-in for the Bot API refuses what Telegram refuses, seen by a plain client."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.standin.botapi import BotApi

Answer = tuple[int, Any]


class Client:
    """Calls methods and returns the error code (0 when ok) with the result or the description."""

    def __init__(self, telegram: BotApi, session: aiohttp.ClientSession) -> None:
        self.telegram = telegram
        self._session = session

    async def __call__(self, method: str, **params: Any) -> Answer:
        async with self._session.post(f"{self.telegram.url}/bot{self.telegram.token}/{method}", json=params) as answer:
            body = await answer.json()
            assert body["ok"] == (answer.status == 200)
            return (0, body["result"]) if body["ok"] else (body["error_code"], body["description"])


@pytest.fixture
async def call() -> AsyncIterator[Client]:
    async with BotApi() as telegram, aiohttp.ClientSession() as session:
        telegram.chat(1)
        yield Client(telegram, session)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "🚫" * 2049}, "message is too long"),
        ({"text": "a", "parse_mode": "HTML"}, "never markup"),
        ({"text": "ab", "entities": [{"type": "bold", "offset": 1, "length": 2}]}, "out of range"),
        ({"text": "🚫", "entities": [{"type": "bold", "offset": 0, "length": 1}]}, "middle of a UTF-16 symbol"),
        ({"text": "ab", "entities": [{"type": "bold", "offset": 0, "length": 0}]}, "out of range"),
        ({"text": "ab", "entities": [{"type": "text_link", "offset": 0, "length": 1}]}, "go together"),
        ({"text": "ab", "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:x"}]}, "URL"),
        (
            {
                "text": "abc",
                "entities": [{"type": t, "offset": o, "length": 2} for t, o in (("bold", 0), ("italic", 1))],
            },
            "overlap",
        ),
        (
            {"text": "abc", "entities": [{"type": t, "offset": 0, "length": 2} for t in ("code", "italic")]},
            "cannot hold",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y" * 65}]]}},
            "DATA_INVALID",
        ),
        ({"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "tg:"}]]}}, "URL 'tg:' is invalid"),
        ({"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "", "url": "https://e.test"}]]}}, "non-empty"),
        ({"text": "a", "chat_id": 99}, "chat not found"),
    ],
)
async def test_a_message_that_telegram_would_not_take_is_refused(
    call: Client, params: dict[str, Any], words: str
) -> None:
    code, description = await call("sendMessage", **{"chat_id": 1, **params})
    assert code == 400
    assert words in description
    assert call.telegram.shown(1) == []


async def test_a_blocked_bot_and_a_wrong_token_and_an_unknown_method_are_refused(call: Client) -> None:
    call.telegram.block(1)
    call.telegram.block(-5)
    assert await call("sendMessage", chat_id=1, text="a") == (403, "Forbidden: bot was blocked by the user")
    assert (await call("sendMessage", chat_id=-5, text="a"))[1] == "Forbidden: bot was kicked from the group chat"
    assert (await call("sendMesage", chat_id=1, text="a"))[0] == 404
    call.telegram.token = "other"
    async with aiohttp.request("GET", f"{call.telegram.url}/botwrong/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")


async def test_updates_stay_until_a_later_offset_confirms_them(call: Client) -> None:
    first, second = call.telegram.say(1, "one"), call.telegram.say(1, "two")
    for offset, seen in ((0, [first, second]), (first, [first, second]), (second, [second]), (second + 1, [])):
        _, updates = await call("getUpdates", offset=offset)
        assert [update["update_id"] for update in updates] == seen
    assert (await call("getUpdates"))[1] == []


async def test_a_long_poll_waits_and_a_newer_one_ends_it(call: Client) -> None:
    waiting = asyncio.create_task(call("getUpdates", timeout=5))
    await call.telegram.wait_for(lambda: call.telegram.calls("getUpdates"))
    newer = asyncio.create_task(call("getUpdates", timeout=5))
    code, words = await waiting
    assert (code, words.partition(":")[0]) == (409, "Conflict")
    update_id = call.telegram.say(1, "hi")
    assert (await newer)[1][0]["update_id"] == update_id


async def test_updates_of_kinds_not_asked_for_are_dropped(call: Client) -> None:
    call.telegram.block(1)
    update_id = call.telegram.say(1, "hi")
    _, updates = await call("getUpdates", allowed_updates=["message"])
    assert [update["update_id"] for update in updates] == [update_id]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": [{"command": "Start", "description": "x"}]}, "COMMAND_INVALID"),
        ({"commands": [{"command": "start", "description": ""}]}, "COMMAND_INVALID"),
        ({"commands": [], "language_code": "pt-BR"}, "language code"),
    ],
)
async def test_commands_that_telegram_would_not_take_are_refused(
    call: Client, params: dict[str, Any], words: str
) -> None:
    code, description = await call("setMyCommands", **params)
    assert code == 400
    assert words in description


async def test_a_query_is_answered_once_and_a_press_needs_its_button(call: Client) -> None:
    buttons = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    for _ in range(2):
        await call("sendMessage", chat_id=1, text="a", reply_markup=buttons)
    query_id = call.telegram.press(1, "Go")
    _, updates = await call("getUpdates")
    assert updates[0]["callback_query"]["message"]["message_id"] == call.telegram.shown(1)[-1].message_id
    assert (await call("answerCallbackQuery", callback_query_id=query_id))[0] == 0
    assert "query is too old" in (await call("answerCallbackQuery", callback_query_id=query_id))[1]
    with pytest.raises(AssertionError, match="no button 'Stop'"):
        call.telegram.press(1, "Stop")


async def test_waiting_in_vain_tells_what_happened(call: Client) -> None:
    await call("sendMessage", chat_id=1, text="what is shown")
    with pytest.raises(AssertionError, match="what is shown"):
        await call.telegram.wait_for(lambda: False, 0.02)
