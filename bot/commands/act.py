"""/act: one act by the id that people cite, with all that is known of it and every source."""

from bot.desk import Ask, Command, Desk
from bot.message import clean
from bot.model import Message
from bot.render import act, lines
from feeds.journal import stories

LONGEST_ID = 20


async def answer(ask: Ask, desk: Desk) -> Message:
    """The act whole, or that there is none of this id."""
    texts = desk.texts
    public = clean(ask.words.strip().upper(), LONGEST_ID)
    if not public:
        return Message(lines(texts("usage-act")))
    found = await stories.story_named(desk.tx, public)
    if found is None:
        return Message(lines(texts("act-unknown", id=public)))
    return act(desk.naming, found, desk.now)


COMMAND = Command("act", answer, listed=10)
