"""A small, strict stand-in for Telegram's Bot API: real sockets, real long polling, users that type and press.

    async with BotApi() as telegram:
        door = TelegramDoor(telegram.token, telegram.url)
        telegram.say(1, "/start")
        await telegram.wait_for(lambda: telegram.shown(1))

It answers as Telegram does and keeps what each chat shows. A chat is known once it said something or `chat` made it.
"""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.standin import botapi_rules as rules
from tests.standin.botapi_faults import Fault, Planned, go_wrong, refuse
from tests.standin.botapi_rules import Params, Refusal, Shown
from tests.standin.drop import drop

__all__ = ["BotApi", "Call", "Fault", "Shown"]

TOKEN = "123456789:AAHstandin-secret_of-the-tests-0123"

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Call:
    """One request that arrived: its method, parameters as sent, and the monotonic time."""

    method: str
    params: Params
    time: float


class BotApi:
    """The Bot API of one bot; an async context manager."""

    def __init__(self, token: str = TOKEN, username: str = "regwire_bot") -> None:
        self.token = token
        self.username = username
        self.sent: list[Call] = []
        self.answered: list[str] = []
        self.commands: dict[str, list[tuple[str, str]]] = {}
        self.webhook = ""
        self.offset = 0
        self._chats: dict[int, dict[int, Shown]] = {}
        self._blocked: set[int] = set()
        self._updates: list[dict[str, Any]] = []
        self._queries: set[str] = set()
        self._faults: list[Planned] = []
        self._ids = itertools.count(1)
        self._update_ids = itertools.count(1000)
        self._changed = asyncio.Event()
        self._poll = 0
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=1 << 22)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            self._poll += 1
            self._stir()
            await self._runner.cleanup()

    # What a test does

    def chat(self, chat_id: int) -> None:
        """Make a chat known, as if the bot had met it before."""
        self._chats.setdefault(chat_id, {})

    def say(self, chat_id: int, text: str, language: str | None = "en", user_id: int | None = None) -> int:
        """Someone types in a chat; returns the update's id."""
        self.chat(chat_id)
        message = {"message_id": next(self._ids), "date": int(time.time()), "chat": _chat(chat_id), "text": text}
        return self.update(message=message | {"from": _user(user_id or abs(chat_id), language)})

    def press(self, chat_id: int, label: str, language: str | None = "en") -> str:
        """Someone presses the button with this label in the newest message that has it; returns the query's id."""
        for shown in reversed(self.shown(chat_id)):
            if label in shown.buttons:
                return self.press_data(chat_id, shown.message_id, shown.buttons[label], language)
        raise AssertionError(f"chat {chat_id} shows no button {label!r}: {self.shown(chat_id)}")

    def press_data(self, chat_id: int, message_id: int, data: str, language: str | None = "en") -> str:
        """Someone sends a button's data, forged or stale as it may be."""
        query_id = str(10**17 + next(self._ids))
        self._queries.add(query_id)
        message = {"message_id": message_id, "date": int(time.time()), "chat": _chat(chat_id)}
        query = {"id": query_id, "from": _user(abs(chat_id), language), "chat_instance": "1", "data": data}
        self.update(callback_query=query | {"message": message})
        return query_id

    def block(self, chat_id: int, blocked: bool = True) -> None:
        """The user blocks the bot (or unblocks it); in a group, it is kicked (or taken back)."""
        self.chat(chat_id)
        (self._blocked.add if blocked else self._blocked.discard)(chat_id)
        was, now = ("member", "kicked") if blocked else ("kicked", "member")
        self.update(my_chat_member=self.membership(chat_id, was, now))

    def membership(self, chat_id: int, was: str, now: str, is_member: bool = True) -> dict[str, Any]:
        """The body of a my_chat_member update; `is_member` is how a restricted bot stands in the chat now."""
        body = {"chat": _chat(chat_id), "from": _user(abs(chat_id), "en"), "date": int(time.time())}
        old, new = rules.member(self._me(), was), rules.member(self._me(), now, is_member=is_member)
        return body | {"old_chat_member": old, "new_chat_member": new}

    def update(self, **body: Any) -> int:
        """Put any update into the bot's queue; returns its id."""
        update_id = next(self._update_ids)
        self._updates.append({"update_id": update_id, **body})
        self._stir()
        return update_id

    def fault(self, method: str, kind: Fault | str, times: int = 1, detail: Any = None) -> None:
        """Let the next `times` requests of a method ("*": any) go wrong.

        `detail`: seconds for FLOOD (default 1) and TIMEOUT (60), the new id for MIGRATED, the words for REFUSED.
        """
        self._faults.append(Planned(method, Fault(kind), times, detail))

    def shown(self, chat_id: int) -> list[Shown]:
        """What the bot wrote that the chat shows now, oldest first."""
        return list(self._chats.get(chat_id, {}).values())

    def texts(self, chat_id: int) -> list[str]:
        """The texts of what the chat shows now, oldest first."""
        return [shown.text for shown in self.shown(chat_id)]

    def calls(self, method: str) -> list[Call]:
        """The requests of one method, oldest first."""
        return [call for call in self.sent if call.method == method]

    async def wait_for(self, predicate: Callable[[], _Found], seconds: float = 5.0) -> _Found:
        """Wait until something is true and return it; AssertionError with what happened when it does not come true."""
        end = time.monotonic() + seconds
        while not (found := predicate()):
            if time.monotonic() > end:
                chats = {chat_id: self.texts(chat_id) for chat_id in self._chats}
                raise AssertionError(f"not so within {seconds} s; shown: {chats}; last calls: {self.sent[-8:]}")
            await asyncio.sleep(0.01)
        return found

    # What the server does

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return refuse(Refusal(401, "Unauthorized"))
        try:
            params = await rules.params(request)
            self.sent.append(Call(method, params, time.monotonic()))
            planned = self._planned(method)
            if planned is not None and planned.kind is not Fault.LOST:
                return await go_wrong(request, planned)
            result = await self._carry_out(method, params)
        except Refusal as refusal:
            return refuse(refusal)
        if planned is not None:
            return drop(request)
        return web.json_response({"ok": True, "result": result})

    def _planned(self, method: str) -> Planned | None:
        for planned in self._faults:
            if planned.times > 0 and planned.method in (method, "*"):
                planned.times -= 1
                return planned
        return None

    async def _carry_out(self, method: str, params: Params) -> Any:
        if method == "getUpdates":
            return await self._get_updates(params)
        known: dict[str, Callable[[Params], Any]] = {
            "getMe": lambda _: self._me(),
            "getWebhookInfo": lambda _: {
                "url": self.webhook,
                "has_custom_certificate": False,
                "pending_update_count": len(self._updates),
            },
            "deleteWebhook": self._delete_webhook,
            "setMyCommands": self._set_my_commands,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "answerCallbackQuery": self._answer_callback_query,
        }
        if method not in known:
            raise Refusal(404, "Not Found: method not found")
        return known[method](params)

    async def _get_updates(self, params: Params) -> list[dict[str, Any]]:
        """Long polling. An offset confirms all updates before it; a newer poll ends an older one."""
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")
        self.offset = int(params.get("offset", 0))
        self._updates = [update for update in self._updates if update["update_id"] >= self.offset]
        self._poll += 1
        mine, end = self._poll, time.monotonic() + float(params.get("timeout", 0))
        self._stir()
        while not self._updates and (left := end - time.monotonic()) > 0:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), left)
            except TimeoutError:
                break
            if mine != self._poll:
                raise Refusal(409, rules.OTHER_POLL)
        unwanted = rules.UPDATES - set(params.get("allowed_updates") or rules.UPDATES)
        self._updates = [update for update in self._updates if not update.keys() & unwanted]
        return self._updates[: int(params.get("limit", 100))]

    def _send_message(self, params: Params) -> dict[str, Any]:
        chat_id = self._open_chat(params)
        shown = replace(rules.shown(params), message_id=next(self._ids))
        self._chats[chat_id][shown.message_id] = shown
        return self._message(chat_id, shown)

    def _edit_message_text(self, params: Params) -> dict[str, Any]:
        chat_id = self._open_chat(params)
        old = self._chats[chat_id].get(int(params["message_id"]))
        if old is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        new = rules.shown(params)
        new = replace(new, message_id=old.message_id, silent=old.silent, edits=old.edits + 1)
        if (new.text, new.entities, new.buttons) == (old.text, old.entities, old.buttons):
            raise Refusal(400, rules.NOT_MODIFIED)
        self._chats[chat_id][new.message_id] = new
        return self._message(chat_id, new)

    def _answer_callback_query(self, params: Params) -> bool:
        query_id = params.get("callback_query_id")
        if query_id not in self._queries:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._queries.discard(query_id)
        self.answered.append(query_id)
        return True

    def _set_my_commands(self, params: Params) -> bool:
        self.commands[params.get("language_code", "")] = rules.commands(params)
        return True

    def _delete_webhook(self, _: Params) -> bool:
        self.webhook = ""
        return True

    def _open_chat(self, params: Params) -> int:
        """The chat to write to, if it is there and takes messages from the bot."""
        chat_id = int(params["chat_id"]) if "chat_id" in params else 0
        if chat_id not in self._chats:
            raise Refusal(400, "Bad Request: chat not found" if chat_id else "Bad Request: chat_id is empty")
        if chat_id in self._blocked:
            why = "bot was kicked from the group chat" if chat_id < 0 else "bot was blocked by the user"
            raise Refusal(403, f"Forbidden: {why}")
        return chat_id

    def _message(self, chat_id: int, shown: Shown) -> dict[str, Any]:
        body = {"message_id": shown.message_id, "date": int(time.time()), "chat": _chat(chat_id), "text": shown.text}
        return body | {"from": self._me()} | ({"entities": list(shown.entities)} if shown.entities else {})

    def _me(self) -> dict[str, Any]:
        return {"id": 123456789, "is_bot": True, "first_name": "regwire", "username": self.username}

    def _stir(self) -> None:
        """Wake the polls that wait."""
        self._changed.set()
        self._changed = asyncio.Event()


def _chat(chat_id: int) -> dict[str, Any]:
    if chat_id < 0:
        return {"id": chat_id, "type": "supergroup", "title": "A group"}
    return {"id": chat_id, "type": "private", "first_name": "Someone"}


def _user(user_id: int, language: str | None) -> dict[str, Any]:
    user = {"id": user_id, "is_bot": False, "first_name": "Someone"}
    return user | ({"language_code": language} if language else {})
