"""Makes the message of an outbox row as things stand when it is sent: answers as written, alerts from the record."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection as Tx

from bot import chats
from bot.model import Alert, Button, Message
from bot.naming import Naming
from bot.render import alert as render_alert
from bot.render import coverage
from bot.words import PRESS_LONGEST, exact
from feeds.journal import changes, stories
from feeds.model import Action, Role, Status, Story
from feeds.status import status

GENERAL = ("privacy", "telecom", "content-moderation", "censorship")
STATES = (Action.BLOCK, Action.UNBLOCK, Action.THROTTLE)


async def compose(tx: Tx, namings: Mapping[str, Naming], alert: Alert, now: datetime) -> Message | None:
    """The message of a row, in the chat's language; None when what it told of is no longer there."""
    if alert.body is not None:
        return alert.body
    chat = await chats.chat(tx, alert.chat_id)
    told = await changes.change(tx, alert.change_id) if alert.change_id is not None else None
    if chat is None or told is None:
        return None
    naming = namings[chat.language]
    if told.story is None:
        return coverage(naming, told.item, told.body)
    others = [await changes.change(tx, other) for other in alert.others]
    shown = [told.story, *(other.story for other in others if other and other.story)]
    shown = list({story.id: story for story in shown}.values())
    buttons = await _buttons(tx, naming, alert.chat_id, shown[0])
    return render_alert(naming, shown, await _standing(tx, shown[0], now), buttons)


async def _standing(tx: Tx, story: Story, now: datetime) -> Status | None:
    """How the pair stands, where the act itself does not say it."""
    first = story.acts[0]
    if first.action in STATES or not first.company or not first.country:
        return None
    found = await stories.stories_of(tx, company=(first.company,), country=(first.country,))
    return status(first.company, first.country, found, now.date())


async def _buttons(tx: Tx, naming: Naming, chat_id: int, story: Story) -> list[Sequence[Button]]:
    """Timeline, what is not followed yet, mute."""
    texts, first = naming.texts, story.acts[0]
    own = await chats.watches_of(tx, chat_id)
    whole = [watch for watch in own if sum(map(bool, (watch.company, watch.country, watch.topic, watch.keyword))) == 1]
    offers: list[tuple[str, str]] = []
    if first.company and first.company not in {watch.company for watch in whole}:
        offers.append((naming.company(first.company), exact(company=first.company)))
    if first.country and first.country not in {watch.country for watch in whole}:
        offers.append((naming.country(first.country), exact(country=first.country)))
    watched_topics = {watch.topic for watch in whole}
    fresh = sorted((topic for topic in story.topics if topic not in watched_topics), key=_generality)
    if fresh:
        offers.append((naming.topic(fresh[0]), exact(topic=fresh[0])))
    follow = [Button(texts("button-follow", name=name), f"/subscribe {what}") for name, what in offers]
    lead = next((act for act in story.acts if act.role is Role.LEAD), first)
    pair = exact(company=lead.company, country=lead.country)
    ends = [Button(texts("button-timeline"), f"/timeline {pair}")] if pair else []
    ends.append(Button(texts("button-mute"), f"/mutestory {story.id}"))
    return [row for row in ([*ends], *([button] for button in follow if _fits(button))) if row]


def _generality(topic: str) -> int:
    """How little a topic says of an act: what nearly every act is about is offered last."""
    return GENERAL.index(topic) + 1 if topic in GENERAL else 0


def _fits(button: Button) -> bool:
    return len((button.press or "").encode()) <= PRESS_LONGEST
