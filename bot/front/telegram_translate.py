"""Our words into Telegram's and back: a Message into text, entities and keyboard, an update into an Incoming. Pure.

Updates are read as they came. The library's own classes refuse an update that lacks any field they know of, so that
an older Bot API server's word that a chat is gone would be lost.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.constants import ChatMemberStatus, InlineKeyboardButtonLimit

from bot.message import clip, utf16
from bot.model import Button, Incoming, Message, Style

Update = Mapping[str, Any]
"""An update, or a part of one, as the Bot API writes it."""

LONG_QUOTE = 300
"""A quote of more UTF-16 units than this is shown folded."""

_KINDS = {
    Style.BOLD: MessageEntity.BOLD,
    Style.ITALIC: MessageEntity.ITALIC,
    Style.CODE: MessageEntity.CODE,
    Style.QUOTE: MessageEntity.BLOCKQUOTE,
}
_SURROGATES = re.compile("[\ud800-\udfff]")
_ADDRESSED = re.compile(r"(/\w+)@(\w+)")
_OUT = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


@dataclass(slots=True)
class _Mark:
    """An entity in the making; `end` moves on while neighbours carry the same mark."""

    kind: str
    start: int
    end: int
    link: str | None = None


def text_and_entities(message: Message) -> tuple[str, list[MessageEntity]]:
    """The message's text, cut to what Telegram takes, and its entities, with offsets and lengths in UTF-16 units."""
    marks: list[_Mark] = []
    words: list[str] = []
    at = 0
    for span in clip(message).spans:
        text = _SURROGATES.sub("\ufffd", span.text)
        end = at + utf16(text)
        if span.link is not None:
            _mark(marks, _Mark(MessageEntity.TEXT_LINK, at, end, span.link))
        if span.style is not None and not (span.link and span.style is Style.CODE):
            _mark(marks, _Mark(_KINDS[span.style], at, end))
        words.append(text)
        at = end
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return "".join(words), [_entity(mark) for mark in marks]


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The message's buttons. Raises ValueError for a button that Telegram would refuse."""
    rows = [[_button(button) for button in row] for row in message.buttons if row]
    return InlineKeyboardMarkup(rows) if rows else None


def incoming(update: Update, username: str) -> Incoming | None:
    """What an update says, or None when it says nothing to us. `username` is the bot's, without @."""
    if "message" in update:
        return _typed(update["update_id"], update["message"], username)
    if "callback_query" in update:
        return _pressed(update["update_id"], update["callback_query"])
    if "my_chat_member" in update:
        return _came_or_went(update["update_id"], update["my_chat_member"])
    return None


def language_code(language: str) -> str:
    """The two-letter code that setMyCommands takes ("pt-BR" -> "pt")."""
    return language.replace("_", "-").partition("-")[0].lower()


def _mark(marks: list[_Mark], new: _Mark) -> None:
    """Add a mark, or lengthen the one that ends where it begins and means the same."""
    if new.start == new.end:
        return
    for mark in reversed(marks):
        if (mark.kind, mark.link, mark.end) == (new.kind, new.link, new.start):
            mark.end = new.end
            return
    marks.append(new)


def _entity(mark: _Mark) -> MessageEntity:
    kind, length = mark.kind, mark.end - mark.start
    if kind == MessageEntity.BLOCKQUOTE and length > LONG_QUOTE:
        kind = MessageEntity.EXPANDABLE_BLOCKQUOTE
    return MessageEntity(kind, mark.start, length, url=mark.link)


def _button(button: Button) -> InlineKeyboardButton:
    if button.link is not None and button.press is None:
        return InlineKeyboardButton(button.label, url=button.link)
    if button.press is None or button.link is not None:
        raise ValueError(f"button {button.label!r} must have either a press or a link")
    size, most = len(button.press.encode()), InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    if not 1 <= size <= most:
        raise ValueError(f"button {button.label!r}: its press has {size} bytes, Telegram takes 1 to {most}")
    return InlineKeyboardButton(button.label, callback_data=button.press)


def _typed(update_id: int, message: Update, username: str) -> Incoming | None:
    text = message.get("text")
    if text is None:
        return None
    addressed = _ADDRESSED.match(text)
    if addressed is not None:
        if addressed[2].lower() != username.lower():
            return None
        text = addressed[1] + text[addressed.end() :]
    user_id, language = _user(message)
    return Incoming(update_id, message["chat"]["id"], user_id, language, text=text, message_id=message["message_id"])


def _pressed(update_id: int, query: Update) -> Incoming | None:
    message, data = query.get("message"), query.get("data")
    if message is None or data is None:
        return None
    user_id, language = _user(query)
    return Incoming(update_id, message["chat"]["id"], user_id, language, press=data, message_id=message["message_id"])


def _came_or_went(update_id: int, change: Update) -> Incoming | None:
    """The bot was removed or taken back; None when only its rights changed."""
    before, after = _out(change["old_chat_member"]), _out(change["new_chat_member"])
    if before == after:
        return None
    user_id, language = _user(change)
    return Incoming(update_id, change["chat"]["id"], user_id, language, gone=after)


def _out(member: Update) -> bool:
    return member["status"] in _OUT or not member.get("is_member", True)


def _user(holder: Update) -> tuple[int | None, str | None]:
    user = holder.get("from", {})
    return user.get("id"), user.get("language_code")


def callback_ids(updates: Sequence[Update]) -> list[str]:
    """The ids of the button presses among updates; each must be answered, or the button keeps spinning."""
    return [update["callback_query"]["id"] for update in updates if "callback_query" in update]
