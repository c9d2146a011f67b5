"""What each error of Telegram means for a message on its way: the one table from its words to ours.

One outcome joins those of `bot.door`: `BadToken` (nothing can be sent at all: tell the operator).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.door import DeliveryError, Gone, Later, Moved, Refused


class BadToken(DeliveryError):
    """Telegram does not know the bot's token; nothing works until it is corrected."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: an error of this class, with these words in its description, means this."""

    error: type[TelegramError]
    words: str
    means: Callable[[TelegramError], DeliveryError]


def _bad_token(_: TelegramError) -> DeliveryError:
    return BadToken("Telegram does not know this token")


def _moved(error: TelegramError) -> DeliveryError:
    return Moved(error.new_chat_id) if isinstance(error, ChatMigrated) else Refused(str(error))


def _wait(error: TelegramError) -> DeliveryError:
    wait = error.retry_after if isinstance(error, RetryAfter) else None
    return Later(str(error), wait.total_seconds() if isinstance(wait, timedelta) else wait)


def _taken(error: TelegramError) -> DeliveryError:
    return Later(f"another running instance takes the updates of this token, only one may: {error}")


def _gone(error: TelegramError) -> DeliveryError:
    return Gone(str(error))


def _refused(error: TelegramError) -> DeliveryError:
    return Refused(str(error))


def _later(error: TelegramError) -> DeliveryError:
    return Later(str(error))


TABLE = (
    Row(InvalidToken, "", _bad_token),
    Row(ChatMigrated, "", _moved),
    Row(RetryAfter, "", _wait),
    Row(Conflict, "", _taken),
    Row(Forbidden, "", _gone),
    Row(BadRequest, "chat not found|user not found|peer_id_invalid|(group )?chat was (deactivated|deleted)", _gone),
    Row(BadRequest, "", _refused),
    Row(TimedOut, "", _later),
    Row(NetworkError, "request entity too large", _refused),
    Row(NetworkError, "", _later),
    Row(TelegramError, "", _later),
)
"""Read from the top, the first line that fits counts: BadRequest and TimedOut are NetworkErrors to the library."""


def meaning(error: TelegramError) -> DeliveryError:
    """What an error of Telegram means for us."""
    for row in TABLE:
        if isinstance(error, row.error) and re.search(row.words, str(error), re.IGNORECASE):
            return row.means(error)
    raise AssertionError("the table's last line fits every error")


def unchanged(error: TelegramError) -> bool:
    """Whether an edit was refused only because the message already reads so."""
    return isinstance(error, BadRequest) and "message is not modified" in str(error).lower()
