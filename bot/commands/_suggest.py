"""What to answer when words name nothing known: did you mean, and the plain word as a watch."""

from collections.abc import Sequence

from bot import chats
from bot.desk import Ask, Desk
from bot.message import clean, utf16
from bot.model import Button, Message
from bot.render import lines
from bot.words import PRESS_LONGEST, exact
from feeds.catalog.records import Kind

CLOSE = 75.0
KEYWORD_LONGEST = 60


def name_of(desk: Desk, kind: Kind, name: str) -> str:
    """A record's name in the reader's language."""
    naming = desk.naming
    by_kind = {
        Kind.COMPANY: naming.company,
        Kind.COUNTRY: naming.country,
        Kind.TOPIC: naming.topic,
        Kind.REGULATOR: naming.regulator,
        Kind.LAW: naming.law,
    }
    return by_kind[kind](name)


def exact_of(kind: Kind, name: str) -> str:
    """A record as a button carries it."""
    return exact(**{kind.value: name})


def near(desk: Desk, words: str, command: str, also: str = "") -> list[tuple[Button, ...]]:
    """Buttons that ask again with the nearest names; `also` are exact names that were understood."""
    found = [hit for hit in desk.catalog.nearest(words, 3) if hit[2] >= CLOSE]
    rows: list[tuple[Button, ...]] = []
    for kind, name, _score in found:
        press = f"/{command} {exact_of(kind, name)} {also}".rstrip()
        if len(press.encode()) <= PRESS_LONGEST:
            rows.append((Button(name_of(desk, kind, name), press),))
    return rows


def plain_word(words: str) -> str:
    """Words as they may be watched and shown: one line, cleaned."""
    return clean(words.strip(" \"'«»“”"), KEYWORD_LONGEST + 1)


async def unknown(ask: Ask, desk: Desk, words: str, command: str, also: str = "") -> Message:
    """Nothing known is called so: offer what is near; for a watch, also the plain word."""
    texts = desk.texts
    word = plain_word(words)
    rows = near(desk, word, command, also)
    told = [texts("watch-unknown", word=word)]
    told += [texts("did-you-mean")] if rows else []
    if command == "subscribe":
        if 2 <= utf16(word) <= KEYWORD_LONGEST and any(sign.isalnum() for sign in word):
            kept = await chats.keep_asked(desk.tx, ask.chat.id, word, desk.now)
            rows.append((Button(texts("button-keyword", word=word), f"/keyword {kept}"),))
            told.append(texts("watch-unknown-keyword"))
        else:
            told.append(texts("watch-keyword-long", limit=KEYWORD_LONGEST))
    if not rows:
        told.append(texts(f"usage-{command}"))
    return Message(lines(*told), tuple(rows))


def rows_of(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """One button a row."""
    return tuple((button,) for button in buttons)
