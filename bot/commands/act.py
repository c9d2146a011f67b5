"""/act: one act by the id that people cite, with all that is known of it and every source."""

import re

from bot.desk import Ask, Command, Desk
from bot.message import clean
from bot.model import Message
from bot.render import act, lines
from feeds.journal import stories

LONGEST_ID = 20
_ID = re.compile(r"(?<!\d)(\d{4})\W{0,2}(\d{6})(?!\d)")
"""An id as people write it: with any dash or none, in any case, among other words."""


async def answer(ask: Ask, desk: Desk) -> Message:
    """The act whole, or that there is none of this id."""
    texts = desk.texts
    if not ask.words.strip():
        return Message(lines(texts("usage-act")))
    written = _ID.search(ask.words)
    public = f"RW-{written[1]}-{written[2]}" if written else clean(ask.words.strip(), LONGEST_ID)
    found = await stories.story_named(desk.tx, public)
    if found is None:
        return Message(lines(texts("act-unknown", id=public)))
    return act(desk.naming, found, desk.now)


COMMAND = Command("act", answer, listed=10)
