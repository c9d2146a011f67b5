"""The words of regwire's way from a change to a chat, as frozen data; nothing in it does anything."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from feeds.model import Action


class Style(StrEnum):
    """How a span of a message is set; the doors turn it into what their medium has."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style, perhaps a link. Never holds markup: escaping is the door's."""

    text: str
    style: Style | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: either `press` (at most 64 bytes, comes back as Incoming.press) or `link`."""

    label: str
    press: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What a chat is to see: spans in order, and rows of buttons."""

    spans: tuple[Span, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that came in from a chat: typed words, a pressed button, or the chat leaving us.

    `id` grows with time and is unique per door (Telegram's update_id). `text` is what was typed, `press` a button's
    data, `message_id` the message typed or pressed under. `gone` says the chat removed or blocked the bot (True) or
    took it back (False); None when the update is about something else.
    """

    id: int
    chat_id: int
    user_id: int | None = None
    language: str | None = None
    text: str | None = None
    press: str | None = None
    message_id: int | None = None
    gone: bool | None = None


class Level(StrEnum):
    """How much of what a watch names is to be alerted."""

    ACTS = "acts"
    THREATS = "acts+threats"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Watch:
    """A chat's wish. Every part that is given must hold; `id` is 0 until it is stored."""

    id: int
    chat_id: int
    company: str | None = None
    country: str | None = None
    topic: str | None = None
    regulator: str | None = None
    law: str | None = None
    keyword: str | None = None
    kinds: tuple[Action, ...] = field(default=())
    level: Level = Level.ACTS


@dataclass(frozen=True, slots=True)
class Alert:
    """One change on its way to one chat, or an answer to a question: a taken row of the outbox.

    `change_id` is set for alerts (with the `others` that the same item told), `body` for answers (composed when the
    question was answered). `edits` is a message that this one replaces in place, `follows` the row whose message it
    brings up to date.
    """

    id: int
    chat_id: int
    change_id: int | None
    others: tuple[int, ...]
    body: Message | None
    edits: int | None
    follows: int | None
    attempts: int
    created: datetime
