"""What the stand-in for the Bot API takes and what it refuses, in Telegram's words. Pure but for reading a request."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Params = dict[str, Any]

UPDATES = frozenset(
    {"message", "edited_message", "channel_post", "callback_query", "inline_query", "my_chat_member", "poll"}
)
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_NESTED = frozenset({"entities", "reply_markup", "link_preview_options", "allowed_updates", "commands", "scope"})
_KINDS = frozenset({"bold", "italic", "code", "blockquote", "expandable_blockquote", "text_link", "underline"})
_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_MEMBER_RIGHTS = (
    "can_send_messages",
    "can_react_to_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
)
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})


@dataclass(frozen=True)
class Shown:
    """A message as its chat shows it now; `buttons` maps labels to data or links."""

    message_id: int
    text: str
    entities: tuple[Mapping[str, Any], ...] = ()
    buttons: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, ...], ...] = ()
    silent: bool = False
    edits: int = 0

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses behind the words, in order."""
        return tuple(entity["url"] for entity in self.entities if entity["type"] == "text_link")

    def styled(self, kind: str) -> list[str]:
        """The words under the entities of a kind."""
        units = self.text.encode("utf-16-le")
        return [
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
            for entity in self.entities
            if entity["type"] == kind
        ]


class Refusal(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, words: str, **parameters: Any) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.more = {"parameters": parameters} if parameters else {}


def refusal(kind: str, detail: Any) -> Refusal:
    """The refusal that a planned fault gives."""
    match kind:
        case "429":
            seconds = 1 if detail is None else detail
            return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        case "403 blocked":
            return Refusal(403, detail or "Forbidden: bot was blocked by the user")
        case "400 chat not found":
            return Refusal(400, "Bad Request: chat not found")
        case "400":
            return Refusal(400, detail or "Bad Request: can't parse entities")
        case "409":
            return Refusal(409, OTHER_POLL)
        case "migrated":
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            return Refusal(400, words, migrate_to_chat_id=-1001 if detail is None else detail)
        case _:
            return Refusal(500, "Internal Server Error")


async def params(request: web.Request) -> Params:
    """The parameters of a request, from its address and its JSON or form body; JSON inside of strings is read."""
    found: Params = dict(request.query)
    if request.content_type == "application/json":
        try:
            found |= json.loads(await request.read() or b"{}")
        except ValueError:
            raise Refusal(400, "Bad Request: can't parse JSON object") from None
    else:
        found |= dict(await request.post())
    for name in _NESTED & found.keys():
        if isinstance(found[name], str):
            found[name] = json.loads(found[name])
    return found


def shown(params: Params) -> Shown:
    """The message that sendMessage or editMessageText describe, if Telegram would take it."""
    if "parse_mode" in params:
        raise Refusal(400, "Bad Request: this bot writes entities, never markup")
    text = params.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Refusal(400, "Bad Request: strings must be encoded in UTF-8")
    units = text.encode("utf-16-le")
    if len(units) > 2 * 4096:
        raise Refusal(400, "Bad Request: message is too long")
    entities = tuple(params.get("entities") or ())
    for entity in entities:
        _check_entity(entity, units)
    _check_nesting(entities)
    rows = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    return Shown(
        message_id=0,
        text=text,
        entities=entities,
        buttons={button["text"]: _button(button) for row in rows for button in row},
        rows=tuple(tuple(button["text"] for button in row) for row in rows),
        silent=bool(params.get("disable_notification")),
    )


def member(user: Params, status: str, *, is_member: bool = True) -> Params:
    """A ChatMember with the fields that its status has."""
    found = {"user": user, "status": status}
    if status == "kicked":
        return found | {"until_date": 0}
    if status == "administrator":
        return found | dict.fromkeys(("can_be_edited", "is_anonymous", *_ADMIN_RIGHTS), False)
    if status == "restricted":
        return found | {"until_date": 0, "is_member": is_member} | dict.fromkeys(_MEMBER_RIGHTS, False)
    return found


def commands(params: Params) -> list[tuple[str, str]]:
    """The commands that setMyCommands registers."""
    language = params.get("language_code", "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise Refusal(400, "Bad Request: invalid language code specified")
    offered = [(command["command"], command["description"]) for command in params["commands"]]
    if len(offered) > 100:
        raise Refusal(400, "Bad Request: too many commands specified")
    for name, description in offered:
        if not re.fullmatch("[a-z0-9_]{1,32}", name) or not 1 <= len(description) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
    return offered


def _check_entity(entity: Mapping[str, Any], units: bytes) -> None:
    """Stricter than Telegram, which moves or drops entities that do not fit: ours must be exact."""
    start, length = entity["offset"], entity["length"]
    if entity["type"] not in _KINDS:
        raise Refusal(400, f"Bad Request: can't parse entities: unsupported type {entity['type']}")
    if start < 0 or length < 1 or 2 * (start + length) > len(units):
        raise Refusal(400, f"Bad Request: entity out of range: {entity}")
    if any(_splits_a_pair(units, edge) for edge in (start, start + length)):
        raise Refusal(400, f"Bad Request: entity begins or ends in the middle of a UTF-16 symbol: {entity}")
    if (entity["type"] == "text_link") != ("url" in entity):
        raise Refusal(400, f"Bad Request: entity and url do not go together: {entity}")
    if "url" in entity and not re.match("(https?|tg)://[^/]", entity["url"]):
        raise Refusal(400, f"Bad Request: entity has a wrong URL: {entity}")


def _splits_a_pair(units: bytes, at: int) -> bool:
    return 2 * at < len(units) and 0xDC <= units[2 * at + 1] <= 0xDF


def _check_nesting(entities: Sequence[Mapping[str, Any]]) -> None:
    for one in entities:
        for other in entities:
            if one is other:
                continue
            start, end = one["offset"], one["offset"] + one["length"]
            if start < other["offset"] < end < other["offset"] + other["length"]:
                raise Refusal(400, f"Bad Request: entities overlap: {one}, {other}")
            if max(start, other["offset"]) < min(end, other["offset"] + other["length"]):
                _check_pair(one["type"], other["type"])


def _check_pair(one: str, other: str) -> None:
    if one == other or "code" in (one, other) or {one, other} <= _QUOTES:
        raise Refusal(400, f"Bad Request: entities {one} and {other} cannot hold each other")


def _button(button: Mapping[str, Any]) -> str:
    if not button.get("text"):
        raise Refusal(400, 'Bad Request: can\'t parse inline keyboard button: field "text" must be non-empty')
    if "url" in button:
        if not re.match("(https?|tg)://[^/]", button["url"]):
            raise Refusal(400, f"Bad Request: inline keyboard button URL '{button['url']}' is invalid")
        return str(button["url"])
    data = str(button.get("callback_data", ""))
    if not 1 <= len(data.encode()) <= 64:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return data
