"""Whether a claim tells of an act that a story already tells: same pair, same action, at a time that fits. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from feeds.model import Act, Action, Claim, Evidence, Precision, Role, Stage, Story

RESTRICTS = frozenset({Action.BLOCK, Action.THROTTLE})
STATE = RESTRICTS | {Action.UNBLOCK}
"""Actions that put a pair into a state which lasts until another of them."""

SAME_ACT = timedelta(days=10)
SAME_THREAT = timedelta(days=60)
SAME_PAST = timedelta(days=4)
UNPLACED = timedelta(days=3)
LATE_COPY = timedelta(days=1)
EARLY_WORD = timedelta(days=4)


def match(claim: Claim, news: Evidence, stories: Sequence[Story]) -> Story | None:
    told = news.published.date()
    day = claim.when or told
    near = [story for story in stories if any(_same(claim, act, story, told) for act in story.acts)]
    if claim.stage is Stage.PAST or claim.role is Role.BACKGROUND:
        return _latest(story for story in near if _fits(claim, story))
    if claim.action in STATE and claim.company:
        return _latest(story for story in near if _holds(story, claim, day, told, stories))
    if claim.stage is Stage.THREAT:
        return _latest(story for story in near if abs(told - story.last_seen) <= SAME_THREAT)
    return _latest(one for one in near if abs(one.day - day) <= SAME_ACT or abs(one.last_seen - told) <= SAME_ACT)


def _same(claim: Claim, act: Act, story: Story, day: date) -> bool:
    """Whether claim and act tell of the same pair and action; an unknown country fits any for a few days."""
    if (act.company, act.action, act.scope) != (claim.company, claim.action, claim.scope):
        return False
    if act.country != claim.country and not (
        None in (act.country, claim.country) and claim.company and abs(story.last_seen - day) <= UNPLACED
    ):
        return False
    if claim.stage is Stage.THREAT:
        return act.stage is not Stage.PAST
    return act.stage in (Stage.ACTUAL, Stage.PAST)


def _holds(story: Story, claim: Claim, day: date, told: date, stories: Sequence[Story]) -> bool:
    """Whether the story's state (or threat) held for the claim's pair on `day`: nothing had put the pair into another.

    A day of grace on both sides keeps late copies, and items dated before the act, from starting it anew.
    """
    if is_threat(story):
        return abs(told - story.last_seen) <= SAME_THREAT
    if story.day - day > EARLY_WORD:
        return False
    later = (other for other in states(claim, stories) if _order(other) > _order(story) and other.id != story.id)
    return all(other.acts[0].action is claim.action or other.day + LATE_COPY >= day for other in later)


def states(claim: Claim, stories: Sequence[Story]) -> list[Story]:
    """The stories that put the claim's pair into a state."""
    return [
        story for story in stories
        if any(act.company == claim.company and act.country in (claim.country, None) and act.action in STATE
               and act.scope is claim.scope and act.stage in (Stage.ACTUAL, Stage.PAST) for act in story.acts)
    ]  # fmt: skip


def is_threat(story: Story) -> bool:
    return story.acts[0].stage is Stage.THREAT


def _fits(claim: Claim, story: Story) -> bool:
    """Whether what is told in passing may be this story: its day, as far as both are known."""
    if claim.when is None or not story.day_told:
        return True
    exact = {claim.precision, story.precision}
    if Precision.YEAR in exact:
        return claim.when.year == story.day.year
    if Precision.MONTH in exact:
        return (claim.when.year, claim.when.month) == (story.day.year, story.day.month)
    return abs(claim.when - story.day) <= SAME_PAST


def _latest(stories: Iterable[Story]) -> Story | None:
    return max(stories, key=_order, default=None)


def _order(story: Story) -> tuple[date, bool, int]:
    """By day; on one day a lift comes after what it lifts; then as they came in."""
    return (story.day, story.acts[0].action is Action.UNBLOCK, story.id)
