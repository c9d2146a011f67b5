"""The stories that a wish asks for."""

from bot.desk import Desk
from bot.words import Wish
from feeds.journal import stories
from feeds.model import Role, Story


async def wished(desk: Desk, wish: Wish, limit: int | None = None) -> list[Story]:
    """The stories of everything the wish names at once, newest first."""
    return await stories.stories_of(
        desk.tx,
        company=wish.companies,
        country=wish.countries,
        regulator=next(iter(wish.regulators), None),
        topic=next(iter(wish.topics), None),
        law=next(iter(wish.laws), None),
        limit=limit,
    )


def led(found: list[Story]) -> list[Story]:
    """Without what was told only in passing."""
    return [story for story in found if any(act.role is Role.LEAD for act in story.acts)]
